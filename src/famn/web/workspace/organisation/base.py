"""What the pages of the project organisation share: the tabs, the way back, whom one may choose, trying an act."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.establishment import rules
from famn.domain.establishment.models import Initiative, ProjectGroup
from famn.domain.people.models import User
from famn.domain.people.reads import colleagues_who_may
from famn.domain.people.rules import Capability, standing
from famn.web.shared.actor import Request
from famn.web.workspace.initiatives.tabs import tabs

Crumbs = list[dict[str, str]]
VIEWS = (
    ("organisation", gettext_lazy("Grupper")),
    ("yearly_wheel", gettext_lazy("Årshjul")),
    ("first_days", gettext_lazy("Första hundra dagarna")),
)


def fetched_initiative(request: Request, code: str) -> Initiative:
    """An initiative that one sees."""
    return get_object_or_404(rules.visible_initiatives(request.actor), code=code)


def fetched_group(request: Request, code: str) -> ProjectGroup:
    """A group that one sees, with its initiative."""
    return get_object_or_404(rules.visible_groups(request.actor), code=code)


def frame(initiative: Initiative, *, here: str) -> dict[str, Any]:
    """What each of the three pages of the organisation has above it."""
    return {
        "initiative": initiative,
        "tabs": tabs(initiative, here="organisation"),
        "views": [
            {"url": reverse(name, args=[initiative.code]), "label": label, "current": name == here}
            for name, label in VIEWS
        ],
        "crumbs": crumbs(initiative)[:1],
    }


def crumbs(initiative: Initiative, group: ProjectGroup | None = None, *, on: str = "organisation") -> Crumbs:
    """The way back to an initiative's organisation, or to a group of it."""
    way = [
        {"url": reverse("initiatives"), "label": _("Initiativ")},
        {"url": reverse("initiative", args=[initiative.code]), "label": initiative.title},
        {"url": reverse(on, args=[initiative.code]), "label": str(dict(VIEWS)[on])},
    ]
    return [*way, {"url": reverse("group", args=[group.code]), "label": group.name}] if group else way


def colleagues(request: Request) -> list[User]:
    """Whom one may choose: everybody at work in one's authority whose role reads initiatives."""
    here = standing(request.actor).authority_id
    return colleagues_who_may(Capability.READ_INITIATIVES, authority_id=here, day=timezone.localdate())

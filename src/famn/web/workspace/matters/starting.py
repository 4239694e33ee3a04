"""The page where a matter begins that no document has come in to yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions as establishment
from famn.domain.establishment import rules as establishing
from famn.domain.establishment.models import Initiative
from famn.domain.matters import actions, rules
from famn.domain.people.models import User
from famn.domain.people.reads import colleagues_who_may
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import Refused, require
from famn.web.shared.actor import Request
from famn.web.shared.begun import begun_from
from famn.web.shared.forms import add_refusal
from famn.web.workspace.matters.forms import ChangeMatterForm


def start_matter(request: Request) -> HttpResponse:
    """Begin a matter; `?initiativ=` brings the title of an initiative, and the matter belongs to it."""
    require(rules.may_start_matter(request.actor))
    initiative = begun_from(request)
    if initiative is not None:
        require(establishing.may_drive(request.actor, initiative))
    people = colleagues_who_may(
        Capability.CHANGE_MATTERS, authority_id=request.actor.authority_id or 0, day=timezone.localdate()
    )
    form = ChangeMatterForm(request.POST or None, initial=_initial(request.actor, initiative, people), people=people)
    if request.method == "POST" and form.is_valid():
        facts: dict[str, Any] = {"by": request.actor, "at": timezone.now(), **form.cleaned_data}
        try:
            if initiative is None:
                made = actions.start_matter(**facts)
            else:
                made = establishment.start_matter_of(initiative, **facts)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Ärendet är påbörjat. Nu kan du skriva till nämnden eller läsa in dokument."))
            return redirect("matter", made.code)
    context = {
        "form": form,
        "initiative": initiative,
        "crumbs": [{"url": reverse("matters"), "label": _("Ärenden")}],
    }
    return render(request, "workspace/matters/start_matter.html", context)


def _initial(actor: Actor, initiative: Initiative | None, people: Sequence[User]) -> dict[str, str]:
    """Whoever begins a matter is likely to be its case officer, and her authority the one that decides."""
    me = next((one.code for one in people if one.pk == actor.user_id), "")
    return {"body": actor.authority_name, "case_officer": me, "title": initiative.title if initiative else ""}

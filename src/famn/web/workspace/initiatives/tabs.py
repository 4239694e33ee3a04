"""The pages of one initiative, beside each other: what it is, what it rests on, who drives it, and what came of it."""

from __future__ import annotations

from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from famn.domain.establishment.models import Initiative

TABS: Final = (  # name of the page, words
    ("initiative", _("Översikt")),
    ("initiative_grounds", _("Det vilar på")),
    ("organisation", _("Organisation")),
    ("initiative_mappings", _("Kartläggning")),
    ("premises", _("Lokaler")),
    ("initiative_letters", _("Avsikt och avtal")),
)


def tabs(initiative: Initiative, *, here: str) -> list[dict[str, Any]]:
    """The links between the pages of an initiative; `here` is the name of the page one is on."""
    return [
        {"url": reverse(name, args=(initiative.code,)), "label": label, "current": name == here} for name, label in TABS
    ]

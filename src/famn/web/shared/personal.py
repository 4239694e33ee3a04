"""A decision by one person in a list: its matter shows it, the list of its authority, and the meeting of its board."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.matters.models import PersonalDecision
from famn.web.shared.tags import date_long


def row(one: PersonalDecision, *, with_matter: bool = False) -> dict[str, str]:
    """One decision in a list."""
    parts = [
        str(one.get_kind_display()).capitalize(),
        date_long(one.decided_on),
        f"{one.name}, {one.title}",
        one.matter.title if with_matter else "",
        reporting(one),
    ]
    return {
        "title": one.text if len(one.text) <= 140 else f"{one.text[:139]}…",
        "url": reverse("personal_decision", args=[one.code]),
        "note": " · ".join(filter(None, parts)),
        "icon": "tid" if one.is_to_be_reported else "klar",
    }


def reporting(one: PersonalDecision) -> str:
    """Whether a board has heard of it; empty for a provider, which reports to nobody here."""
    if one.kind == PersonalDecision.Kind.PROVIDER:
        return ""
    if one.reported_at is None:
        return _("inte anmält än")
    return _("anmält %(day)s") % {"day": date_long(one.reported_at.day)}

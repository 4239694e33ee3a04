"""Decisions by one person as components show them. Pure: what was read goes in, small records come out."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.matters.models import PersonalDecision
from famn.web.shared.tags import date_long, moment

Kind = PersonalDecision.Kind


def facts(one: PersonalDecision) -> list[dict[str, str]]:
    """The facts of one decision, each with where it leads."""
    matter = one.matter
    shown = [
        {"key": _("Beslutat av"), "value": f"{one.name}, {one.title}"},
        {"key": _("Beslutat den"), "value": date_long(one.decided_on)},
        {"key": _("Ärende"), "value": matter.title, "url": reverse("matter", args=[matter.code])},
    ]
    if one.item_text:
        shown.append({"key": _("Delegationsordningen"), "value": one.item_text})
    if one.document is not None:
        url = reverse("document", args=[matter.code, one.document.code])
        shown.append({"key": _("Vilar på"), "value": one.document.title, "url": url})
    if one.kind != Kind.PROVIDER:
        shown.append(_reported(one))
    shown.append({"key": _("Antecknat"), "value": f"{moment(one.recorded_at)}, {one.recorded_by.name}"})
    return shown


def _reported(one: PersonalDecision) -> dict[str, str]:
    meeting = one.reported_at
    if meeting is None:
        where = one.board.name if one.board else _("nämnden")
        return {"key": _("Anmält"), "value": _("Inte än. Ska anmälas till %(where)s.") % {"where": where}}
    value = f"{meeting.board.name}, {date_long(meeting.day)}"
    return {"key": _("Anmält"), "value": value, "url": reverse("board_meeting", args=[meeting.code])}


def explained(one: PersonalDecision) -> str:
    """What kind of decision it is and what follows from that, in a sentence or two."""
    words: dict[str, Any] = {
        Kind.DELEGATION: _(
            "Nämnden har låtit den här befattningen besluta. Beslutet gäller som om nämnden hade fattat det, "
            "och anmäls till nämnden."
        ),
        Kind.CHAIR: _("Ärendet kunde inte vänta på nämnden. Ordföranden beslutade, och beslutet anmäls till nämnden."),
        Kind.PROVIDER: _(
            "En privat vårdgivare har ingen nämnd, ingen anslagstavla och ingen laga kraft att vänta på. "
            "Den som får teckna vårdgivaren säger ja med sitt namn."
        ),
    }
    return str(words[Kind(one.kind)])

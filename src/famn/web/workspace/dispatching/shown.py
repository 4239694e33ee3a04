"""The sending out of a decision as components show it. Pure: what was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.models import Decision, Dispatch, MinutesExtract
from famn.domain.matters.reads import DispatchPage, DispatchRow, Found, Where
from famn.domain.people.rules import Actor
from famn.web.shared.due import due_words
from famn.web.shared.tags import date_long, moment
from famn.web.workspace.reports.shown_sending import counted


def page(found: DispatchPage, actor: Actor, today: dt.date) -> dict[str, Any]:
    """All that the page of one decision's sending out shows."""
    decision = found.decision
    return {
        "decision": decision,
        "extract": extract(found.extract),
        "is_stale": found.is_stale,
        "rows": [row(one) for one in found.rows],
        "waits": bool(found.waiting),
        "counted": counted(found.sent_count, found.count),
        "due": due_words(found.due_on, today) if found.waiting else "",
        "late": found.due_on is not None and bool(found.waiting) and found.due_on < today,
        "may_dispatch": rules.may_dispatch(actor, decision),
        "may_give": rules.may_give_assignment(actor, decision),
        "facts": facts(decision),
    }


def facts(decision: Decision) -> list[dict[str, str]]:
    """What is decided, where and when."""
    report = decision.report
    return [
        {"key": _("Utlåtande"), "value": report.title, "url": reverse("report", args=[report.code])},
        {"key": _("Beslutat av"), "value": decision.body},
        {"key": _("Sammanträde"), "value": date_long(decision.meeting_date)},
        {"key": _("Paragraf"), "value": decision.paragraph},
        {"key": _("Hur"), "value": decision.get_outcome_display()},
        {"key": _("Diarienummer"), "value": report.matter.registry_number},
    ]


def extract(made: MinutesExtract | None) -> dict[str, str] | None:
    """The extract that was made last. Needs `document__matter` and `made_by` selected."""
    if made is None:
        return None
    document = made.document
    return {
        "said": _("Gjordes %(when)s av %(name)s") % {"when": moment(made.made_at), "name": made.made_by.name},
        "url": reverse("document", args=[document.matter.code, document.code]),
    }


def row(one: DispatchRow) -> dict[str, Any]:
    """One who is to get the decision. Needs `sent_by` selected, and `made_by` with the corrections."""
    dispatch = one.dispatch
    sent = ""
    if one.is_sent and dispatch.sent_by:
        said = _("Skickat %(how)s %(day)s, avbockat av %(name)s")
        sent = said % {"how": one.how, "day": date_long(one.sent_on), "name": dispatch.sent_by.name}
    notes = [
        _("Rättat %(when)s av %(name)s: %(reason)s")
        % {"when": moment(each.made_at), "name": each.made_by.name, "reason": each.reason}
        for each in one.corrections
    ]
    return {
        "code": dispatch.code,
        "name": dispatch.recipient,
        "address": dispatch.address,
        "how": one.how,
        "sent": sent,
        "is_sent": one.is_sent,
        "is_void": one.is_void,
        "notes": notes,
    }


def difference(one: Found, report_url: str) -> dict[str, Any]:
    """A difference with both its places and, where somebody let it stand, why."""
    accepted = one.accepted
    said = ""
    if accepted is not None:
        facts = {"when": moment(accepted.accepted_at), "name": accepted.accepted_by.name}
        said = _("Godtaget %(when)s av %(name)s") % facts
    return {
        "sentence": one.sentence,
        "fingerprint": one.fingerprint,
        "places": [place(each, report_url) for each in one.places],
        "reason": accepted.reason if accepted else "",
        "accepted": said,
    }


def place(one: Where, report_url: str) -> dict[str, str]:
    """Where a value stands, with the way there; the report itself is at `report_url`."""
    document = one.document
    url = reverse("document", args=[document.matter.code, document.code]) if document else report_url
    where = " · ".join(filter(None, (one.title if document else _("Utlåtandet"), one.where)))
    return {"value": one.value, "where": where, "url": url}


def correction(dispatch: Dispatch) -> dict[str, Any]:
    """What the form of a correction begins with."""
    return {"was_sent": "ja", "how": dispatch.how, "sent_on": dispatch.sent_on}

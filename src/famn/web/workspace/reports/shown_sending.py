"""How far a decision has been sent out, as the pages of its matter and its report tell it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.matters.models import Decision
from famn.domain.matters.reads import ToDispatch
from famn.web.shared.due import due_words
from famn.web.shared.tags import date_long


def counted(sent: int, count: int) -> str:
    """How many of those who are to get a decision have got it."""
    if not count:
        return _("Ingen mottagare är inlagd.")
    if sent == count:
        return _("Alla %(count)d har fått beslutet.") % {"count": count} if count > 1 else _("Mottagaren har fått det.")
    return _("%(sent)d av %(count)d har fått beslutet.") % {"sent": sent, "count": count}


def waiting(rows: Iterable[ToDispatch], today: dt.date) -> list[dict[str, Any]]:
    """Decisions that have not gone to all, as work on the page of their matter."""
    return [
        {
            "title": one.decision.report.title,
            "url": reverse("dispatch", args=[one.decision.code]),
            "due": due_words(one.due_on, today),
            "late": one.due_on is not None and one.due_on < today,
            "note": " · ".join((one.decision.body, counted(one.sent, one.count))),
        }
        for one in rows
    ]


def decided(decisions: Sequence[Decision], counts: Mapping[int, tuple[int, int]]) -> list[dict[str, Any]]:
    """The decisions of a report, each with how many have got it."""
    rows = []
    for one in decisions:
        sent, count = counts.get(one.pk, (0, 0))
        facts = {"body": one.body, "day": date_long(one.meeting_date)}
        rows.append(
            {
                "said": _("%(body)s den %(day)s") % facts,
                "url": reverse("dispatch", args=[one.code]),
                "note": counted(sent, count),
                "waits": sent < count,
            }
        )
    return rows

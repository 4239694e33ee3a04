"""Letting a difference between the documents of a matter stand, and refusing to send while one is unsettled."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.actions.reports import lock_report
from famn.domain.matters.models import AcceptedDifference, BoardReport
from famn.domain.matters.reads.differences import differences_of, unsettled
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require


@transaction.atomic
def accept_difference(
    report: BoardReport, fingerprint: str, *, by: Actor, at: dt.datetime, reason: str
) -> AcceptedDifference:
    """Let a difference stand, with a reason, in this matter. When one of the values changes it is another difference.

    Raises Refused where the reason is empty, and where the difference is mended or settled meanwhile.
    """
    report = lock_report(report)
    require(rules.may_accept_difference(by, report))
    if not reason.strip():
        raise Refused(_("Skriv varför skillnaden får vara kvar."), field="reason")
    found = next((one for one in differences_of(report) if one.fingerprint == fingerprint), None)
    if found is None:
        raise Refused(_("Skillnaden finns inte längre."))
    if found.accepted is not None:
        raise Refused(_("Skillnaden är redan godtagen."))
    row = AcceptedDifference.objects.create(
        matter_id=report.matter_id,
        fingerprint=fingerprint,
        sentence=found.sentence,
        reason=reason.strip(),
        accepted_by_id=standing(by).user_id,
        accepted_at=at,
    )
    about = {"accepted_difference": row.pk, "matter": report.matter_id}
    trail.record("accept_difference", report, by=by, at=at, about=about)
    return row


def refuse_unsettled(report: BoardReport) -> None:
    """Refuse to go on while the documents of the matter say different things. Needs `heading_set`, `matter`."""
    found = unsettled(report)
    if found:
        more = _("Rätta, eller skriv varför det får vara så: se Jämför handlingarna.")
        raise Refused(f"{found[0].sentence} {more}")

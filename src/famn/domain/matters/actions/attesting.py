"""Asking for attests of a report, giving them, and sending a report back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.matters import notices, rules
from famn.domain.matters.actions.differences import refuse_unsettled
from famn.domain.matters.actions.holding import require_at_work
from famn.domain.matters.actions.reports import lock_report, set_state, void_attestations
from famn.domain.matters.models import Attestation, BoardReport, ReportVersion, WorkingCopy
from famn.domain.matters.reads.reports import attesters_of, missing_in, newest_version
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require


@transaction.atomic
def send_report(report: BoardReport, *, by: Actor, at: dt.datetime, attesters: Sequence[User]) -> list[Attestation]:
    """Ask people to attest the newest version; they are told by letter.

    Raises Refused where something is missing that the layout asks for, the documents of the matter say different
    things, nobody is chosen, or one of those chosen may not attest it, such as whoever wrote it.
    """
    report = lock_report(report)
    require(rules.may_send(by, report))
    version = newest_version(report)
    _refuse_unfinished(report, version, by=by)
    if not attesters:
        raise Refused(_("Välj vem som ska attestera."), field="attesters")
    able = attesters_of(report, at=at).able
    for person in attesters:
        require_at_work(person, by=by, at=at, field="attesters")
        verdict = rules.may_be_asked(person.pk, report)
        if not verdict:
            raise Refused(f"{person.name}: {verdict.reason}", field="attesters")
        if person not in able:
            raise Refused(_("%(name)s får inte attestera.") % {"name": person.name}, field="attesters")
    asked = [
        Attestation.objects.create(
            version=version,
            attester=person,
            name=person.name,
            title=able[person],
            asked_by_id=standing(by).user_id,
            asked_at=at,
        )
        for person in dict.fromkeys(attesters)
    ]
    set_state(report, BoardReport.State.READY, by=by, at=at)
    trail.record("send_report", report, by=by, at=at, about={"report_version": version.pk})
    for attestation in asked:
        notices.tell_attester(attestation, report, by=by, at=at)
    return asked


def _refuse_unfinished(report: BoardReport, version: ReportVersion, *, by: Actor) -> None:
    """Refuse a text that lacks what its layout asks for, and one whose writer has words that are not saved."""
    if WorkingCopy.objects.filter(report=report, user_id=standing(by).user_id).exists():
        raise Refused(_("Du har text som inte är sparad. Spara den eller släng den först."))
    missing = missing_in(report, version)
    if missing:
        raise Refused(missing[0].sentence)
    refuse_unsettled(report)


@transaction.atomic
def take_back_report(report: BoardReport, *, by: Actor, at: dt.datetime) -> BoardReport:
    """Take a report back to write on; attests that were asked for or given no longer hold."""
    report = lock_report(report)
    require(rules.may_take_back(by, report))
    void_attestations(report, by=by, at=at)
    trail.record("take_back_report", report, by=by, at=at)
    return report


@transaction.atomic
def attest_report(attestation: Attestation, *, by: Actor, at: dt.datetime) -> Attestation:
    """Approve the version one was asked about. When all have, the report is attested and its writer is told."""
    report, attestation = _lock_asked(attestation)
    require(rules.may_attest(by, attestation))
    attestation.state, attestation.attested_at, attestation.settled_at = Attestation.State.ATTESTED, at, at
    attestation.save(update_fields=["state", "attested_at", "settled_at"])
    trail.record("attest_report", attestation, by=by, at=at, about={"board_report": report.pk})
    if not _others_waiting(attestation):
        set_state(report, BoardReport.State.ATTESTED, by=by, at=at)
        notices.tell_attested(report, by=by, at=at)
    return attestation


@transaction.atomic
def return_report(attestation: Attestation, *, by: Actor, at: dt.datetime, comment: str) -> Attestation:
    """Send a report back to its writer with a word on why; other attests of the version no longer hold."""
    report, attestation = _lock_asked(attestation)
    require(rules.may_return(by, attestation))
    if not comment.strip():
        raise Refused(_("Skriv vad som behöver ändras."), field="comment")
    attestation.state, attestation.comment, attestation.settled_at = Attestation.State.RETURNED, comment.strip(), at
    attestation.save(update_fields=["state", "comment", "settled_at"])
    trail.record("return_report", attestation, by=by, at=at, about={"board_report": report.pk})
    void_attestations(report, by=by, at=at)
    notices.tell_returned(attestation, report, by=by, at=at)
    return attestation


def _lock_asked(attestation: Attestation) -> tuple[BoardReport, Attestation]:
    """The report first, then the attestation, both as they are now and under locks, always in that order."""
    report = lock_report(BoardReport.objects.get(versions__attestations=attestation.pk))
    rows = Attestation.objects.select_for_update(of=("self",))
    people = ("version__report__matter__case_officer", "attester")
    return report, rows.select_related(*people).get(pk=attestation.pk)


def _others_waiting(attestation: Attestation) -> bool:
    rows = Attestation.objects.filter(version_id=attestation.version_id, state=Attestation.State.WAITING)
    return rows.exclude(pk=attestation.pk).exists()

"""Writing a report: beginning it, saving it, and what happens when two people write in it at once."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.matters import notices, rules
from famn.domain.matters.actions.holding import lock_matter
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.facts import cut
from famn.domain.matters.models import (
    ATTESTATION_STATES,
    Attestation,
    BoardReport,
    HeadingSet,
    Matter,
    Passage,
    ReportVersion,
    WorkingCopy,
)
from famn.domain.matters.reads.reports import content_of, head_as_json, head_of, newest_version, version_checksum
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require

Cause = ReportVersion.Cause


@transaction.atomic
def start_report(
    matter: Matter,
    *,
    by: Actor,
    at: dt.datetime,
    heading_set: HeadingSet,
    content: Content,
    follows: BoardReport | None = None,
) -> BoardReport:
    """Begin a report in a matter, with what the facts already tell. Raises Refused for a layout that is not usable."""
    matter = lock_matter(matter)
    require(rules.may_write(by, matter))
    if not rules.usable_heading_sets(by).filter(pk=heading_set.pk).exists():
        raise Refused(_("Välj en uppställning som gäller nu."), field="heading_set")
    person = standing(by)
    content = content.tidied()
    report = BoardReport.objects.create(
        matter=matter,
        heading_set=heading_set,
        follows=follows,
        title=_title(content),
        state_by_id=person.user_id,
        state_at=at,
        started_by_id=person.user_id,
        started_at=at,
    )
    trail.record("start_report", report, by=by, at=at, about={"matter": matter.pk})
    _add_version(report, content, cause=Cause.STARTED, by=by, at=at)
    return report


@transaction.atomic
def keep_working_copy(
    report: BoardReport, *, by: Actor, at: dt.datetime, base: int, content: Content
) -> WorkingCopy | None:
    """Keep what one has written so far, beside the report: nobody else sees it, and it changes nobody else's words.

    `base` is the number of the version one began from. None where one's words are those of the newest version: then
    there is nothing to keep. The trail tells that somebody began to write, and not each time it is kept.
    """
    report = lock_report(report)  # a save that is under way comes before or after, never in between
    require(rules.may_edit(by, report))
    if content == content_of(newest_version(report)):
        WorkingCopy.objects.filter(report=report, user_id=standing(by).user_id).delete()
        return None
    copy, is_new = WorkingCopy.objects.update_or_create(
        report=report,
        user_id=standing(by).user_id,
        defaults={"base": base, "content": content.as_json(), "saved_at": at},
    )
    if is_new:
        trail.record("begin_writing", report, by=by, at=at)
    return copy


@transaction.atomic
def drop_working_copy(report: BoardReport, *, by: Actor, at: dt.datetime) -> None:
    """Throw away what one has written since the last saved version."""
    require(rules.may_drop_copy(by, report))
    WorkingCopy.objects.filter(report=report, user_id=standing(by).user_id).delete()
    trail.record("drop_working_copy", report, by=by, at=at)


@transaction.atomic
def save_report(
    report: BoardReport, *, by: Actor, at: dt.datetime, base: int, content: Content, merged: bool = False
) -> ReportVersion | None:
    """Save what one has written as the next version; None where somebody else has saved since `base`.

    Then nothing is lost and nothing overwritten: one's words stay in the working copy, to be compared with the newest
    version. `merged` says that they have been. Attests of earlier words are voided, and those who gave them are told.
    """
    report = lock_report(report)
    require(rules.may_edit(by, report))
    content = content.tidied()
    if not content.title:
        raise Refused(_("Skriv en rubrik, så att alla ser vad det gäller."), field="title")
    if base != report.revision:
        keep_working_copy(report, by=by, at=at, base=base, content=content)
        return None
    WorkingCopy.objects.filter(report=report, user_id=standing(by).user_id).delete()
    newest = newest_version(report)
    if content == Content.from_json(newest.content).tidied():
        return newest
    version = _add_version(report, content, cause=Cause.MERGED if merged else Cause.SAVED, by=by, at=at)
    void_attestations(report, by=by, at=at)
    return version


@transaction.atomic
def restore_version(report: BoardReport, number: int, *, by: Actor, at: dt.datetime) -> ReportVersion:
    """Let an earlier version be the newest again, as a version of its own."""
    report = lock_report(report)
    require(rules.may_edit(by, report))
    earlier = ReportVersion.objects.filter(report=report, number=number).first()
    if earlier is None or number == report.revision:
        raise Refused(_("Välj en tidigare version."))
    version = _add_version(report, Content.from_json(earlier.content), cause=Cause.RESTORED, by=by, at=at)
    void_attestations(report, by=by, at=at)
    return version


def lock_report(report: BoardReport) -> BoardReport:
    """The report as it is now, under a lock, with its matter and case officer."""
    rows = BoardReport.objects.select_for_update(of=("self",))
    return rows.select_related("matter__case_officer", "matter__authority", "heading_set", "started_by").get(
        pk=report.pk
    )


def set_state(report: BoardReport, state: str, *, by: Actor, at: dt.datetime, also: tuple[str, ...] = ()) -> None:
    """Put a report that one holds under a lock in another state, with who and when."""
    report.state, report.state_by_id, report.state_at = state, standing(by).user_id, at
    report.save(update_fields=["state", "state_by", "state_at", *also])


def void_attestations(report: BoardReport, *, by: Actor, at: dt.datetime) -> None:
    """The text is another now: the report is a draft again, and whoever was asked or has attested is told."""
    if report.state == BoardReport.State.DRAFT:
        return
    rows = Attestation.objects.select_for_update(of=("self",)).filter(version__report=report)
    lively = [state for state in Attestation.State if ATTESTATION_STATES.may_go(state, Attestation.State.VOIDED)]
    for attestation in rows.filter(state__in=lively).select_related("attester"):
        attestation.state, attestation.settled_at = Attestation.State.VOIDED, at
        attestation.save(update_fields=["state", "settled_at"])
        trail.record("void_attestation", attestation, by=by, at=at, about={"board_report": report.pk})
        notices.tell_voided(attestation, report, by=by, at=at)
    on_agenda = Passage.objects.filter(report=report, state=Passage.State.ON_AGENDA)
    on_agenda.update(state=Passage.State.PLANNED, meeting=None, meeting_date=None)
    set_state(report, BoardReport.State.DRAFT, by=by, at=at)


def _add_version(
    report: BoardReport, content: Content, *, cause: ReportVersion.Cause, by: Actor, at: dt.datetime
) -> ReportVersion:
    """The next version. `report` is held under a lock, or new."""
    head = head_of(report.matter, at=at)
    report.revision += 1
    version = ReportVersion.objects.create(
        report=report,
        number=report.revision,
        cause=cause,
        content=content.as_json(),
        head=head_as_json(head),
        sha256=version_checksum(content, head),
        saved_by_id=standing(by).user_id,
        saved_at=at,
    )
    report.title = _title(content)
    report.save(update_fields=["revision", "title"])
    trail.record("save_report", report, by=by, at=at, about={"report_version": version.pk, "number": version.number})
    return version


def _title(content: Content) -> str:
    return cut(content.title, 300) or str(_("Utlåtande utan rubrik"))

"""Who sees, writes, attests and decides reports, and who shapes how they look.

A report belongs to its matter, so to the whole authority. Nobody attests words of her own, and a text that has been
decided on is never changed: a board's decision may not be reworded afterwards (JO 3339-2013).
"""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.matters.models import (
    ATTESTATION_STATES,
    REPORT_STATES,
    Attestation,
    BoardReport,
    HeadingSet,
    Matter,
    ReportVersion,
    WordTemplate,
)
from famn.domain.matters.rules.casework import visible_matters
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

State = BoardReport.State


# --- which rows ------------------------------------------------------------------------------------


def visible_reports(actor: Actor) -> QuerySet[BoardReport]:
    """The reports of the matters one sees, with their matters."""
    return BoardReport.objects.filter(matter__in=visible_matters(actor)).select_related("matter__case_officer")


def waiting_attestations(actor: Actor) -> QuerySet[Attestation]:
    """What one has been asked to approve and has not answered, in the matters one sees."""
    rows = Attestation.objects.filter(attester_id=actor.user_id or 0, state=Attestation.State.WAITING)
    return rows.filter(version__report__in=visible_reports(actor)).select_related("version__report__matter")


def visible_heading_sets(actor: Actor) -> QuerySet[HeadingSet]:
    """Reference layouts and the own authority's, in all their versions, for a role that reads matters."""
    if not actor.can(Capability.READ_MATTERS):
        return HeadingSet.objects.none()
    ours = HeadingSet.objects.filter(authority_id=actor.authority_id or 0)
    return HeadingSet.objects.filter(authority__isnull=True) | ours


def usable_heading_sets(actor: Actor) -> QuerySet[HeadingSet]:
    """The layouts that a new report may have: the newest version of each."""
    return visible_heading_sets(actor).filter(is_current=True)


def visible_templates(actor: Actor) -> QuerySet[WordTemplate]:
    """The Word templates of one's own authority, without their bytes."""
    if actor.authority_id is None or not actor.can(Capability.READ_MATTERS):
        return WordTemplate.objects.none()
    return WordTemplate.objects.filter(authority_id=actor.authority_id).defer("content")


# --- writing ---------------------------------------------------------------------------------------


def may_write(actor: Actor, matter: Matter) -> Verdict:
    """Whether one may begin a report in a matter."""
    is_open = matter.state == Matter.State.OPEN
    return first_no(
        may_here(actor, matter, Capability.WRITE_REPORTS),
        YES if is_open else no(_("Ärendet är avslutat. Öppna det igen om något ska skrivas.")),
    )


def may_edit(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may change the words of a report: until it has been before the board."""
    return first_no(may_write(actor, report.matter), _is_undecided(report), _is_not_closed(report))


def may_drop_copy(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may throw away one's own unsaved words in a report; also when its text is locked by now."""
    return may_here(actor, report.matter, Capability.WRITE_REPORTS)


def may_send(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may ask somebody to attest a report."""
    return first_no(may_edit(actor, report), REPORT_STATES.may_go(report.state, State.READY))


def may_take_back(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may take a report back from those who were asked to attest it, or from the agenda, to write on."""
    return first_no(may_edit(actor, report), REPORT_STATES.may_go(report.state, State.DRAFT))


# --- attesting -------------------------------------------------------------------------------------


def authors_of(report: BoardReport) -> set[int]:
    """The numbers of those whose words a report holds, its case officer among them. Needs `matter` selected."""
    wrote = set(ReportVersion.objects.filter(report=report).values_list("saved_by_id", flat=True))
    if report.matter.case_officer_id is not None:
        wrote.add(report.matter.case_officer_id)
    return wrote


def may_be_asked(user_id: int, report: BoardReport) -> Verdict:
    """Whether a person may attest a report at all: not words of her own. Needs `matter` selected with the report."""
    if user_id in authors_of(report):
        return no(_("Den som har skrivit texten kan inte attestera den. Be en annan chef."))
    return YES


def may_attest(actor: Actor, attestation: Attestation) -> Verdict:
    """Whether one may approve the version that one was asked about. Needs `version__report__matter` selected."""
    return _may_answer(actor, attestation, Attestation.State.ATTESTED)


def may_return(actor: Actor, attestation: Attestation) -> Verdict:
    """Whether one may send a report back to its writer. Needs `version__report__matter` selected."""
    return _may_answer(actor, attestation, Attestation.State.RETURNED)


def _may_answer(actor: Actor, attestation: Attestation, end: str) -> Verdict:
    report = attestation.version.report
    is_mine = attestation.attester_id == actor.user_id and actor.user_id is not None
    is_newest = attestation.version.number == report.revision and report.state == State.READY
    return first_no(
        may_here(actor, report.matter, Capability.ATTEST),
        YES if is_mine else no(_("Någon annan ska attestera det här.")),
        may_be_asked(attestation.attester_id, report),
        YES if is_newest else no(_("Texten har ändrats sedan du fick den. Du får en ny fråga när den är klar.")),
        ATTESTATION_STATES.may_go(attestation.state, end),
    )


# --- before the board ------------------------------------------------------------------------------


def may_put_on_agenda(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may put an attested report, or one that was postponed, on the agenda of a meeting."""
    return _may_record(actor, report, State.AGENDA)


def may_take_off_agenda(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may take a report off the agenda before anything is decided; its attests still hold."""
    return first_no(_is_undecided(report), _may_record(actor, report, State.ATTESTED))


def may_decide(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may record what the board decided: the report is on an agenda."""
    waits = no(_("Utlåtandet är inte på någon dagordning."))
    return first_no(_may_record(actor, report, State.DECIDED), waits if report.state == State.ATTESTED else YES)


def may_execute(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may record that what was decided has been done."""
    return first_no(
        may_here(actor, report.matter, Capability.CHANGE_MATTERS),
        REPORT_STATES.may_go(report.state, State.EXECUTED),
    )


def may_close_report(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may close a report: done, decided, or a draft that was given up."""
    return first_no(
        may_here(actor, report.matter, Capability.CHANGE_MATTERS), REPORT_STATES.may_go(report.state, State.CLOSED)
    )


def _may_record(actor: Actor, report: BoardReport, end: str) -> Verdict:
    return first_no(
        may_here(actor, report.matter, Capability.RECORD_DECISIONS), REPORT_STATES.may_go(report.state, end)
    )


# --- how reports look ------------------------------------------------------------------------------


def may_shape(actor: Actor) -> Verdict:
    """Whether one may decide how the reports of one's authority look: layouts and the Word template."""
    return first_no(actor.can(Capability.SHAPE_REPORTS), actor.acts_for_a_unit())


def may_copy_heading_set(actor: Actor, heading_set: HeadingSet) -> Verdict:
    """Whether one may make one's authority a layout of its own from this one."""
    return first_no(may_shape(actor), _not_of_others(actor, heading_set))


def may_change_heading_set(actor: Actor, heading_set: HeadingSet) -> Verdict:
    """Whether one may make the next version of a layout: the own authority's newest, never reference data."""
    shared = no(_("Den här uppställningen delas av alla. Gör en egen kopia om ni vill ändra den."))
    older = no(_("Det finns en nyare version av uppställningen. Ändra den i stället."))
    return first_no(
        may_copy_heading_set(actor, heading_set),
        YES if heading_set.authority_id is not None else shared,
        YES if heading_set.is_current else older,
    )


def may_bring_template(actor: Actor) -> Verdict:
    """Whether one may bring a Word template for one's authority, or go back to ours."""
    return may_shape(actor)


def _not_of_others(actor: Actor, heading_set: HeadingSet) -> Verdict:
    is_ours = heading_set.authority_id in {None, actor.authority_id}
    return YES if is_ours else no(_("Uppställningen hör till en annan myndighet."))


def may_here(actor: Actor, matter: Matter, capability: Capability) -> Verdict:
    """Whether one's role lets one do a thing in this matter: it must belong to one's own authority."""
    if matter.authority_id != actor.authority_id:
        return no(_("Ärendet hör till en annan myndighet."))
    return actor.can(capability)


def _is_undecided(report: BoardReport) -> Verdict:
    if report.document_id is None:
        return YES
    return no(_("Nämnden har behandlat texten. Den kan inte ändras. Skriv ett nytt utlåtande i stället."))


def _is_not_closed(report: BoardReport) -> Verdict:
    return YES if report.state != State.CLOSED else no(_("Utlåtandet är avslutat."))

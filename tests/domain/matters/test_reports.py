"""A report from the first word to the decision: who may do what, and what happens to the words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from dataclasses import dataclass

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from famn.domain.matters import actions, reads
from famn.domain.matters.actions import Decided
from famn.domain.matters.drafting.content import Content, Holder, Point, Section, Signatory
from famn.domain.matters.drafting.layouts import Heading, HeadKey, HeadLine, Holds, Layout
from famn.domain.matters.models import (
    Assignment,
    Attestation,
    BoardReport,
    Decision,
    HeadingSet,
    Matter,
    ReportVersion,
    WorkingCopy,
)
from famn.domain.people.models import Role, Unit, User
from famn.domain.people.rules import Actor
from famn.ground.mail import Letter
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.factories import make_assignment, make_document, make_matter
from tests.people import AT, DAY, House, build_house, make_actor
from tests.scenes import scene

LAYOUT = Layout(
    key="prov",
    name="Provuppställning",
    document_word="Tjänsteutlåtande",
    head_lines=(HeadLine(HeadKey.CASE_OFFICER, "Handläggare"), HeadLine(HeadKey.REGISTRY, "Dnr")),
    headings=(
        Heading("proposal", "Förslag till beslut", Holds.PROPOSAL),
        Heading("summary", "Sammanfattning", required=True),
        Heading("background", "Bakgrund"),
        Heading("gender", "Jämställdhetsanalys", required=True, excusable=True),
        Heading("signatories", "", Holds.SIGNATORIES),
        Heading("attachments", "Bilagor", Holds.ATTACHMENTS),
        Heading("attested", "Attesterat av", Holds.ATTESTATIONS),
    ),
)
LATER = AT + dt.timedelta(hours=1)
MEETING = DAY + dt.timedelta(days=9)
AFTER_MEETING = AT + dt.timedelta(days=10)


@dataclass(frozen=True)
class Desk:
    """Anna writes, Maj and Mats are managers, Sara is the board's secretary; all at one unit."""

    anna: Actor
    maj: Actor
    mats: Actor
    sara: Actor
    cesar: Actor
    matter: Matter
    layout: HeadingSet


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


def make_desk(house: House) -> Desk:
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id)
    return Desk(
        anna=house.anna,
        maj=make_actor("Maj Mandelblom", unit, Role.MANAGER),
        mats=make_actor("Mats Malva", unit, Role.MANAGER),
        sara=make_actor("Sara Sälg", unit, Role.SECRETARY),
        cesar=house.cesar,
        matter=make_matter(house.anna, registry_number="EKB 2026/14", body="Ekbackens stadsdelsnämnd"),
        layout=HeadingSet.objects.create(name="Provuppställning", layout=LAYOUT.as_json(), made_at=AT),
    )


def whole() -> Content:
    """A text with nothing missing."""
    return Content(
        title="Familjecentral i Ekbacken",
        sections=(
            Section("summary", "Sammanfattning", "Förvaltningen vill öppna en familjecentral."),
            Section("background", "Bakgrund", ""),
            Section("gender", "Jämställdhetsanalys", "Fler pappor nås på kvällar."),
        ),
        points=(
            Point(
                "Nämnden ger avdelningschefen i uppdrag att skriva under avsiktsförklaringen.",
                mandate=(Holder("avdelningschef", "Mats Malva"),),
            ),
            Point("Förvaltningen redovisar läget.", report_back_date="2026-09-30"),
            Point("", immediate_approval=True),
        ),
        signatories=(Signatory("Maj Mandelblom", "enhetschef"),),
    )


def begin(desk: Desk, content: Content | None = None, by: Actor | None = None) -> BoardReport:
    return actions.start_report(
        desk.matter, by=by or desk.anna, at=AT, heading_set=desk.layout, content=content or whole()
    )


def save(desk: Desk, report: BoardReport, by: Actor, base: int, **changes: object) -> ReportVersion | None:
    """Save the newest words with these changes."""
    content = dataclasses.replace(reads.content_of(reads.newest_version(fresh(report))), **changes)
    return actions.save_report(report, by=by, at=LATER, base=base, content=content)


def fresh(report: BoardReport) -> BoardReport:
    """The report as it is now."""
    return BoardReport.objects.select_related("matter__case_officer", "heading_set", "document").get(pk=report.pk)


def user(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def send(desk: Desk, report: BoardReport, *attesters: Actor) -> list[Attestation]:
    return actions.send_report(
        fresh(report), by=desk.anna, at=LATER, attesters=[user(one) for one in attesters or (desk.maj,)]
    )


def attested(desk: Desk) -> BoardReport:
    """A report that Maj has attested."""
    report = begin(desk)
    actions.attest_report(send(desk, report)[0], by=desk.maj, at=LATER)
    return fresh(report)


def on_agenda(desk: Desk) -> BoardReport:
    return actions.put_on_agenda(attested(desk), by=desk.sara, at=LATER, meeting_date=MEETING)


def decide(desk: Desk, report: BoardReport, outcome: str = "as_proposed", text: str = "") -> Decision:
    return actions.record_decision(
        report, Decided(outcome, "§ 12", text, immediate_approval=True), by=desk.sara, at=AFTER_MEETING
    )


def letters() -> dict[str, str]:
    """The first name that each letter about a report is to -> its subject; the last one counts."""
    rows = Letter.objects.filter(text__contains="Öppna utlåtandet").order_by("pk")
    return {letter.to.partition("@")[0]: letter.subject for letter in rows}


# --- beginning ------------------------------------------------------------------------------------------------------


def test_a_report_begins_with_what_the_matter_already_tells(desk: Desk) -> None:
    document = make_document(desk.matter, title="Utredning om lokaler", registry_numbers=["EKB 2026/14"])
    make_assignment(desk.matter, text="Återkom med ett förslag till lokaler.")
    facts = reads.start_facts(desk.matter, also=["Initiativet står på steg 2 av 5."])
    background = "\n".join(facts.background)
    assert facts.title == desk.matter.title
    assert document.title in background and "EKB 2026/14" in background
    assert "Återkom med ett förslag till lokaler." in background and "steg 2 av 5" in background
    assert [point.body for point in facts.points] == ["Ekbackens stadsdelsnämnd"]


def test_a_report_cannot_begin_in_a_closed_matter_nor_by_somebody_else(desk: Desk) -> None:
    with pytest.raises(Denied):
        begin(desk, by=desk.cesar)
    with pytest.raises(Denied):
        begin(desk, by=desk.sara)
    actions.close_matter(desk.matter, by=desk.anna, at=AT)
    with pytest.raises(Denied, match="avslutat"):
        begin(desk)


# --- writing --------------------------------------------------------------------------------------------------------


def test_every_save_is_a_version_of_its_own_with_a_checksum_and_saving_the_same_is_none(desk: Desk) -> None:
    report = begin(desk)
    first = reads.newest_version(report)
    assert save(desk, report, desk.anna, 1, title="Ny rubrik") is not None
    assert save(desk, report, desk.anna, 2, title="Ny rubrik") is not None  # nothing new: the version that is there
    versions = reads.versions_of(fresh(report))
    assert [one.number for one in versions] == [2, 1]
    assert len({one.sha256 for one in versions}) == 2
    assert fresh(report).title == "Ny rubrik"
    assert reads.content_of(first).title == "Familjecentral i Ekbacken"


def test_the_second_of_two_who_write_loses_nothing_and_overwrites_nothing(desk: Desk) -> None:
    report = begin(desk)
    assert save(desk, report, desk.anna, 1, title="Annas rubrik") is not None
    mine = dataclasses.replace(whole(), title="Majs rubrik")
    assert actions.save_report(report, by=desk.maj, at=LATER, base=1, content=mine) is None
    copy = WorkingCopy.objects.get(report=report, user_id=desk.maj.user_id)
    assert Content.from_json(copy.content).title == "Majs rubrik" and copy.base == 1
    assert reads.content_of(reads.newest_version(fresh(report))).title == "Annas rubrik"
    merged = actions.save_report(report, by=desk.maj, at=LATER, base=2, content=mine, merged=True)
    assert merged is not None and merged.cause == ReportVersion.Cause.MERGED
    assert not WorkingCopy.objects.filter(report=report).exists()


def test_a_working_copy_is_ones_own_and_can_be_thrown_away(desk: Desk) -> None:
    report = begin(desk)
    half = dataclasses.replace(whole(), title="Halv")
    actions.keep_working_copy(report, by=desk.anna, at=AT, base=1, content=half)
    actions.keep_working_copy(report, by=desk.anna, at=LATER, base=1, content=dataclasses.replace(half, title="Hel"))
    assert reads.working_copy_of(report, desk.maj) is None
    mine = reads.working_copy_of(report, desk.anna)
    assert mine is not None and mine.content["title"] == "Hel"
    with pytest.raises(Denied):
        actions.drop_working_copy(report, by=desk.cesar, at=LATER)
    actions.drop_working_copy(report, by=desk.anna, at=LATER)
    assert reads.working_copy_of(report, desk.anna) is None


def test_words_that_are_those_of_the_newest_version_are_no_working_copy(desk: Desk) -> None:
    report = begin(desk)
    actions.keep_working_copy(report, by=desk.anna, at=AT, base=1, content=dataclasses.replace(whole(), title="Halv"))
    assert actions.keep_working_copy(report, by=desk.anna, at=LATER, base=1, content=whole()) is None
    assert reads.working_copy_of(report, desk.anna) is None


def test_a_text_without_a_title_is_not_saved(desk: Desk) -> None:
    report = begin(desk)
    with pytest.raises(Refused) as refused:
        save(desk, report, desk.anna, 1, title="  ")
    assert refused.value.field == "title"


def test_an_earlier_version_can_be_restored_as_a_new_one(desk: Desk) -> None:
    report = begin(desk)
    save(desk, report, desk.anna, 1, title="Ny rubrik")
    version = actions.restore_version(fresh(report), 1, by=desk.anna, at=LATER)
    assert (version.number, fresh(report).title) == (3, "Familjecentral i Ekbacken")


def test_the_database_lets_no_version_and_no_decision_be_changed(desk: Desk) -> None:
    report = on_agenda(desk)
    decide(desk, report)
    for statement in (
        "UPDATE famn_reportversion SET number = 9",
        "DELETE FROM famn_reportversion",
        "UPDATE famn_decision SET text = 'annat'",
        "DELETE FROM famn_decision",
        "UPDATE famn_headingset SET layout = '{}'",
        "UPDATE famn_boardreport SET title = 'annat'",
        "DELETE FROM famn_boardreport",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


# --- attesting ------------------------------------------------------------------------------------------------------


def test_what_is_missing_is_said_before_a_report_is_sent(desk: Desk) -> None:
    sections = tuple(dataclasses.replace(one, text="") if one.key == "gender" else one for one in whole().sections)
    report = begin(desk, dataclasses.replace(whole(), sections=sections))
    with pytest.raises(Refused, match="Jämställdhetsanalys"):
        send(desk, report)
    save(desk, report, desk.anna, 1, excuses={"gender": "Beslutet gäller bara hyran."})
    assert send(desk, report)


def test_nobody_attests_her_own_text(desk: Desk) -> None:
    report = begin(desk, by=desk.maj)
    with pytest.raises(Refused, match="skrivit texten") as refused:
        actions.send_report(report, by=desk.anna, at=LATER, attesters=[user(desk.maj)])
    assert refused.value.field == "attesters"
    found = reads.attesters_of(fresh(report), at=AT)
    assert [person.name for person in found.able] == ["Mats Malva"]
    assert [person.name for person in found.authors] == ["Maj Mandelblom"]


def test_words_written_after_the_question_make_one_an_author_who_cannot_attest(desk: Desk) -> None:
    report = begin(desk)
    attestation = send(desk, report)[0]
    save(desk, report, desk.maj, 1, title="Majs rubrik")
    with pytest.raises(Denied, match="skrivit texten"):
        actions.attest_report(attestation, by=desk.maj, at=LATER)


def test_a_report_is_attested_when_all_who_were_asked_have(desk: Desk) -> None:
    report = begin(desk)
    first, second = send(desk, report, desk.maj, desk.mats)
    question = "Att läsa och attestera: Familjecentral i Ekbacken"
    assert letters() == {"maj": question, "mats": question}
    actions.attest_report(first, by=desk.maj, at=LATER)
    assert fresh(report).state == BoardReport.State.READY
    actions.attest_report(second, by=desk.mats, at=LATER)
    assert fresh(report).state == BoardReport.State.ATTESTED
    assert letters()["anna"] == "Attesterat: Familjecentral i Ekbacken"


def test_only_the_one_who_was_asked_can_attest(desk: Desk) -> None:
    attestation = send(desk, begin(desk))[0]
    for other in (desk.anna, desk.mats, desk.sara, desk.cesar):
        with pytest.raises(Denied):
            actions.attest_report(attestation, by=other, at=LATER)


def test_a_changed_text_voids_the_attest_and_tells_whoever_gave_it(desk: Desk) -> None:
    report = attested(desk)
    save(desk, report, desk.anna, 1, title="Ändrad efter attest")
    attestation = Attestation.objects.get()
    assert attestation.state == Attestation.State.VOIDED and attestation.attested_at is not None
    assert fresh(report).state == BoardReport.State.DRAFT
    assert letters()["maj"] == "Texten ändras: Ändrad efter attest"
    page = reads.report_page(fresh(report), desk.anna)
    assert page.attestations == [] and page.voided == [attestation]


def test_a_report_sent_back_says_why_and_is_a_draft_again(desk: Desk) -> None:
    report = begin(desk)
    attestation = send(desk, report, desk.maj, desk.mats)[0]
    with pytest.raises(Refused):
        actions.return_report(attestation, by=desk.maj, at=LATER, comment=" ")
    actions.return_report(attestation, by=desk.maj, at=LATER, comment="Skriv kortare.")
    assert fresh(report).state == BoardReport.State.DRAFT
    letter = Letter.objects.filter(to__startswith="anna@", subject__startswith="Tillbaka").get()
    assert "Skriv kortare." in letter.text
    with pytest.raises(Denied):
        actions.attest_report(Attestation.objects.get(attester_id=desk.mats.user_id), by=desk.mats, at=LATER)


def test_the_attester_sees_what_has_changed_since_she_last_attested(desk: Desk) -> None:
    report = attested(desk)
    save(desk, report, desk.anna, 1, title="En annan rubrik")
    again = send(desk, report)[0]
    seen = reads.what_attester_saw(again)
    assert seen is not None and seen.number == 1
    now = reads.content_of(reads.newest_version(fresh(report)))
    assert [one.path for one in reads.difference(reads.content_of(seen), now)] == ["title"]


# --- before the board -----------------------------------------------------------------------------------------------


def test_a_decision_as_proposed_locks_the_text_gives_assignments_and_tells_the_signers(desk: Desk) -> None:
    report = on_agenda(desk)
    decision = decide(desk, report)
    report = fresh(report)
    assert report.state == BoardReport.State.DECIDED and decision.version.number == report.revision
    document = report.document
    assert document is not None and document.matter_id == desk.matter.pk
    points = list(document.points.order_by("number"))
    assert [point.immediate_approval for point in points] == [False, False, True]
    assert points[2].text == "Ekbackens stadsdelsnämnd beslutar om omedelbar justering."
    assignment = Assignment.objects.get(matter=desk.matter)
    assert (assignment.due_date, assignment.responsible_id) == (dt.date(2026, 9, 30), desk.anna.user_id)
    assert letters() == {
        "maj": "Beslut: Familjecentral i Ekbacken",
        "mats": "Du ska skriva under: Familjecentral i Ekbacken",
        "anna": "Beslut: Familjecentral i Ekbacken",
    }
    with pytest.raises(Denied, match="Nämnden har behandlat"):
        save(desk, report, desk.anna, report.revision, title="Efter beslutet")


def test_a_day_that_no_calendar_has_gives_no_assignment_and_stops_no_decision(desk: Desk) -> None:
    points = (Point("Förvaltningen redovisar läget.", report_back_date="2026-02-31"),)
    report = begin(desk, dataclasses.replace(whole(), points=points))
    actions.attest_report(send(desk, report)[0], by=desk.maj, at=LATER)
    decide(desk, actions.put_on_agenda(fresh(report), by=desk.sara, at=LATER, meeting_date=MEETING))
    assert not Assignment.objects.filter(matter=desk.matter).exists()


@pytest.mark.parametrize("outcome", ["otherwise", "referred_back", "postponed", "rejected"])
def test_a_decision_that_is_not_as_proposed_needs_its_words_and_gives_no_assignment(desk: Desk, outcome: str) -> None:
    report = on_agenda(desk)
    with pytest.raises(Refused) as refused:
        decide(desk, report, outcome)
    assert refused.value.field == "text"
    decide(desk, report, outcome, "Nämnden vill veta mer om hyran.")
    assert not Assignment.objects.filter(matter=desk.matter).exists()
    assert "Du ska skriva under" not in " ".join(letters().values())


def test_what_was_postponed_can_only_go_to_a_later_meeting(desk: Desk) -> None:
    report = on_agenda(desk)
    decide(desk, report, "postponed", "Bordläggs.")
    with pytest.raises(Refused) as refused:
        actions.put_on_agenda(report, by=desk.sara, at=AFTER_MEETING, meeting_date=MEETING)
    assert refused.value.field == "meeting_date"
    later = actions.put_on_agenda(report, by=desk.sara, at=AFTER_MEETING, meeting_date=MEETING + dt.timedelta(days=28))
    actions.record_decision(later, Decided("as_proposed"), by=desk.sara, at=AT + dt.timedelta(days=60))
    assert [one.outcome for one in reads.report_page(later, desk.anna).decisions] == ["postponed", "as_proposed"]


def test_a_decided_matter_cannot_go_to_a_new_meeting_but_is_executed_and_closed(desk: Desk) -> None:
    report = on_agenda(desk)
    decide(desk, report)
    with pytest.raises(Refused, match="redan beslutat"):
        actions.put_on_agenda(report, by=desk.sara, at=AFTER_MEETING, meeting_date=MEETING + dt.timedelta(days=28))
    actions.execute_report(report, by=desk.anna, at=AFTER_MEETING, reason="Lokalen väntar inte.")
    actions.close_report(report, by=desk.anna, at=AFTER_MEETING)
    assert fresh(report).state == BoardReport.State.CLOSED


def test_a_referred_back_report_is_followed_by_a_new_one(desk: Desk) -> None:
    report = on_agenda(desk)
    decide(desk, report, "referred_back", "Räkna på hyran.")
    with pytest.raises(Denied, match="inget bifall"):
        actions.execute_report(report, by=desk.anna, at=AFTER_MEETING)
    newer = actions.start_report(
        desk.matter, by=desk.anna, at=AFTER_MEETING, heading_set=desk.layout, content=whole(), follows=report
    )
    assert newer.follows == report and newer.state == BoardReport.State.DRAFT


def test_a_decision_before_the_meeting_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="inte varit"):
        actions.record_decision(on_agenda(desk), Decided("as_proposed"), by=desk.sara, at=LATER)


def test_only_the_secretary_records_what_the_board_decided(desk: Desk) -> None:
    report = on_agenda(desk)
    for other in (desk.anna, desk.maj, desk.cesar):
        with pytest.raises(Denied):
            actions.record_decision(report, Decided("as_proposed"), by=other, at=AFTER_MEETING)


def test_two_who_decide_at_once_one_wins_and_the_other_is_told(own_database: str) -> None:
    desk = make_desk(build_house())
    report = on_agenda(desk)
    unit = Unit.objects.select_related("area__authority").get(pk=desk.anna.unit_id)
    tore = make_actor("Tore Tall", unit, Role.SECRETARY)
    won, lost = overlapping(
        lambda: actions.record_decision(report, Decided("as_proposed"), by=desk.sara, at=AFTER_MEETING),
        lambda: actions.record_decision(report, Decided("rejected", text="Nej."), by=tore, at=AFTER_MEETING),
        area_id=desk.anna.area_id,
    )
    assert isinstance(won, Decision)
    assert isinstance(lost, Refused) and "Sara Sälg har redan registrerat beslutet" in str(lost.reason)
    assert Decision.objects.count() == 1


def test_two_who_save_at_once_one_wins_and_the_others_words_wait_beside(own_database: str) -> None:
    desk = make_desk(build_house())
    report = begin(desk)
    mine, yours = (dataclasses.replace(whole(), title=title) for title in ("Annas", "Majs"))
    won, lost = overlapping(
        lambda: actions.save_report(report, by=desk.anna, at=LATER, base=1, content=mine),
        lambda: actions.save_report(report, by=desk.maj, at=LATER, base=1, content=yours),
        area_id=desk.anna.area_id,
    )
    assert isinstance(won, ReportVersion) and lost is None
    assert WorkingCopy.objects.get().content["title"] == "Majs"


# --- layouts --------------------------------------------------------------------------------------------------------


def test_a_shared_layout_is_copied_and_a_change_is_the_next_version(desk: Desk) -> None:
    with pytest.raises(Denied, match="delas av alla"):
        actions.change_heading_set(desk.layout, by=desk.maj, at=AT, layout=LAYOUT)
    copy = actions.copy_heading_set(desk.layout, by=desk.maj, at=AT, name="Vår egen")
    report = actions.start_report(desk.matter, by=desk.anna, at=AT, heading_set=copy, content=whole())
    changed = dataclasses.replace(LAYOUT, document_word="Tjänsteskrivelse")
    newer = actions.change_heading_set(copy, by=desk.maj, at=LATER, layout=changed)
    assert (newer.version, newer.is_current) == (2, True)
    assert not HeadingSet.objects.get(pk=copy.pk).is_current
    assert reads.layout_of(fresh(report)).document_word == "Tjänsteutlåtande"
    with pytest.raises(Denied, match="nyare version"):
        actions.change_heading_set(HeadingSet.objects.get(pk=copy.pk), by=desk.maj, at=LATER, layout=LAYOUT)
    with pytest.raises(Refused):
        begin_with = HeadingSet.objects.get(pk=copy.pk)
        actions.start_report(desk.matter, by=desk.anna, at=AT, heading_set=begin_with, content=whole())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"document_word": " "}, "document_word"),
        ({"headings": ()}, "headings"),
        ({"headings": (*LAYOUT.headings, LAYOUT.headings[1])}, "headings"),
    ],
)
def test_a_layout_that_cannot_be_used_is_refused(desk: Desk, change: dict[str, object], field: str) -> None:
    copy = actions.copy_heading_set(desk.layout, by=desk.maj, at=AT, name="Vår egen")
    with pytest.raises(Refused) as refused:
        actions.change_heading_set(copy, by=desk.maj, at=AT, layout=dataclasses.replace(LAYOUT, **change))
    assert refused.value.field == field


def test_every_act_on_a_report_leaves_a_trail(desk: Desk) -> None:
    decide(desk, on_agenda(desk))
    verbs = set(TrailEvent.objects.values_list("verb", flat=True))
    assert {"start_report", "save_report", "send_report", "attest_report", "put_on_agenda", "record_decision"} <= verbs
    told = [event.title for event in reads.timeline(desk.matter, today=timezone.localdate(AFTER_MEETING))]
    assert "Nämndens beslut registrerades" in told and "Utlåtandet attesterades" in told

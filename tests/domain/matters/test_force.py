"""After a decision: when it has legal force, explained day by day, and that only a person by name carries it out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from famn.domain.matters import actions, reads
from famn.domain.matters.actions import Approved
from famn.domain.matters.models import Appeal, BoardReport, Execution, MinutesApproval
from famn.domain.matters.rules import Force, last_day_of_appeal, legal_force
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.matters.test_reports import AFTER_MEETING, MEETING, Desk, decide, fresh, make_desk, on_agenda
from tests.people import House
from tests.scenes import scene

DAY = dt.timedelta(days=1)
APPEAL_DAYS = 21  # kommunallagen 13:5


@scene
def desk(house: House) -> Desk:
    return make_desk(house)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# Counted by hand on a calendar of 2026: three weeks, then on to the next weekday (lag 1930:173, 2 §).
LAST_DAYS = {
    "2026-03-02": ("2026-03-23", ()),
    "2026-05-15": ("2026-06-05", ()),  # the day before the national day is an ordinary Friday
    "2026-02-28": ("2026-03-23", ("lördag", "söndag")),
    "2026-03-13": ("2026-04-07", ("långfredagen", "lördag", "påskdagen", "annandag påsk")),
    "2026-04-10": ("2026-05-04", ("första maj", "lördag", "söndag")),
    "2026-04-23": ("2026-05-15", ("kristi himmelsfärdsdag",)),
    "2026-05-29": ("2026-06-22", ("midsommarafton", "midsommardagen", "söndag")),
    "2026-12-03": ("2026-12-28", ("julafton", "juldagen", "annandag jul", "söndag")),
    "2026-12-10": ("2027-01-04", ("nyårsafton", "nyårsdagen", "lördag", "söndag")),
}


@pytest.mark.parametrize("announced", LAST_DAYS)
def test_the_last_day_of_appeal_is_three_weeks_on_and_moves_past_every_free_day(announced: str) -> None:
    last, why = LAST_DAYS[announced]
    found, passed = last_day_of_appeal(day(announced), days=APPEAL_DAYS)
    assert found == day(last)
    assert len(passed) == len(why)
    assert all(said.endswith(f" är {word}") for said, word in zip(passed, why, strict=True)), passed


@given(st.dates(dt.date(2015, 1, 1), dt.date(2045, 12, 31)))
def test_the_last_day_is_a_weekday_at_least_three_weeks_and_at_most_four_and_a_half_on(announced: dt.date) -> None:
    last, passed = last_day_of_appeal(announced, days=APPEAL_DAYS)
    assert last.weekday() < 5
    assert last - announced == (APPEAL_DAYS + len(passed)) * DAY
    assert len(passed) <= 10


def approved(announced: str | None = "2026-03-02") -> MinutesApproval:
    return MinutesApproval(
        approved_on=day("2026-03-02"), announced_on=day(announced) if announced else None, appeal_days=APPEAL_DAYS
    )


def appeal(outcome: str = "", final_on: str = "") -> Appeal:
    return Appeal(appealed_on=day("2026-03-20"), outcome=outcome, final_on=day(final_on) if final_on else None)


TABLE = [
    ("inget protokoll", None, [], "2026-06-01", Force.UNKNOWN, None),
    ("inte anslaget", approved(None), [], "2026-06-01", Force.UNKNOWN, None),
    ("sista dagen", approved(), [], "2026-03-23", Force.WAITING, "2026-03-24"),
    ("dagen efter", approved(), [], "2026-03-24", Force.REACHED, "2026-03-24"),
    ("överklagat", approved(), [appeal()], "2026-06-01", Force.APPEALED, None),
    ("överklagat, inte anslaget", None, [appeal()], "2026-06-01", Force.APPEALED, None),
    ("står fast", approved(), [appeal("stands", "2026-05-04")], "2026-06-01", Force.REACHED, "2026-05-04"),
    (
        "avvisat före sista dagen",
        approved(),
        [appeal("stands", "2026-03-21")],
        "2026-06-01",
        Force.REACHED,
        "2026-03-24",
    ),
    ("upphävt", approved(), [appeal("repealed", "2026-05-04")], "2026-06-01", Force.REPEALED, None),
    ("ett nytt väntar", approved(), [appeal("stands", "2026-05-04"), appeal()], "2026-06-01", Force.APPEALED, None),
]


@pytest.mark.parametrize(
    ("case", "approval", "appeals", "today", "force", "from_day"), TABLE, ids=[r[0] for r in TABLE]
)
def test_how_a_decision_stands(
    case: str, approval: MinutesApproval | None, appeals: list[Appeal], today: str, force: Force, from_day: str | None
) -> None:
    found = legal_force(approval, appeals, today=day(today))
    assert (found.force, found.from_day) == (force, day(from_day) if from_day else None)
    assert found.sentences and found.has_force == (force == Force.REACHED)


def test_an_appeal_that_was_thrown_out_early_still_leaves_others_their_time() -> None:
    early = [appeal("stands", "2026-03-21")]
    assert legal_force(approved(), early, today=day("2026-03-22")).force == Force.WAITING


def test_a_private_providers_decision_waits_for_no_legal_force() -> None:
    found = legal_force(None, [], today=day("2026-06-01"), is_board=False)
    assert (found.force, found.has_force) == (Force.NOT_ASKED, True)


# --- the acts ---------------------------------------------------------------------------------------


def passed(desk: Desk) -> BoardReport:
    """A report that the board has decided on as proposed."""
    report = on_agenda(desk)
    decide(desk, report)
    return fresh(report)


def approve(desk: Desk, report: BoardReport, *, announced: dt.date | None, at: dt.datetime = AFTER_MEETING) -> None:
    decision = report.decisions.get()
    minutes = Approved(approved_on=MEETING + DAY, approver="Vera Vide och Sten Syrén", announced_on=announced)
    actions.record_approval(decision, minutes, by=desk.sara, at=at)


@scene
def report(desk: Desk) -> BoardReport:
    """The board has decided on it as proposed."""
    return passed(desk)


def test_before_legal_force_somebody_by_name_says_why_and_it_is_kept(desk: Desk, report: BoardReport) -> None:
    with pytest.raises(Refused) as refused:
        actions.execute_report(report, by=desk.anna, at=AFTER_MEETING, reason="  ")
    assert refused.value.field == "reason"
    assert fresh(report).state == BoardReport.State.DECIDED
    actions.execute_report(report, by=desk.anna, at=AFTER_MEETING, reason="Lokalen går annars till en annan.")
    kept = Execution.objects.get()
    assert (kept.chosen_by_id, kept.had_force, kept.reason) == (
        desk.anna.user_id,
        False,
        "Lokalen går annars till en annan.",
    )
    assert fresh(report).state == BoardReport.State.EXECUTED


def test_with_legal_force_no_reason_is_asked_but_a_name_is(desk: Desk, report: BoardReport) -> None:
    approve(desk, report, announced=MEETING + DAY)
    long_after = AFTER_MEETING + 60 * DAY
    decision = reads.last_decision(report)
    assert decision is not None
    assert reads.force_of(decision, today=long_after.date()).force == Force.REACHED
    actions.execute_report(report, by=desk.anna, at=long_after)
    assert (Execution.objects.get().had_force, Execution.objects.get().chosen_by_id) == (True, desk.anna.user_id)


def test_nothing_is_carried_out_that_a_court_has_repealed(desk: Desk, report: BoardReport) -> None:
    approve(desk, report, announced=MEETING + DAY)
    late = AFTER_MEETING + 200 * DAY
    mine = actions.record_appeal(report.decisions.get(), by=desk.sara, at=late, appealed_on=MEETING + 10 * DAY)
    with pytest.raises(Denied, match="väntar på svar"):
        actions.record_appeal(report.decisions.get(), by=desk.sara, at=late, appealed_on=MEETING + 11 * DAY)
    actions.settle_appeal(mine, by=desk.sara, at=late, outcome="repealed", final_on=MEETING + 100 * DAY)
    with pytest.raises(Denied, match="upphävt"):
        actions.execute_report(report, by=desk.anna, at=late, reason="Ändå.")
    with pytest.raises(Denied, match="redan antecknat"):
        actions.settle_appeal(mine, by=desk.sara, at=late, outcome="stands", final_on=MEETING + 100 * DAY)


BAD = [
    ({"approved_on": None}, "approved_on"),
    ({"approver": " "}, "approver"),
    ({"approved_on": MEETING - DAY}, "approved_on"),
    ({"approved_on": MEETING + 400 * DAY}, "approved_on"),
    ({"announced_on": MEETING}, "announced_on"),
    ({"announced_on": MEETING + 400 * DAY}, "announced_on"),
    ({"taken_down_on": MEETING + 30 * DAY}, "taken_down_on"),
]


@pytest.mark.parametrize(("wrong", "field"), BAD)
def test_days_that_cannot_be_are_refused_at_their_field(
    desk: Desk, wrong: dict[str, object], field: str, report: BoardReport
) -> None:
    right: dict[str, object] = {"approved_on": MEETING + DAY, "approver": "Vera Vide"}
    with pytest.raises(Refused) as refused:
        actions.record_approval(
            report.decisions.get(),
            Approved(**(right | wrong)),  # type: ignore[arg-type]  # a test of what a form may send
            by=desk.sara,
            at=AFTER_MEETING,
        )
    assert refused.value.field == field
    assert not MinutesApproval.objects.exists()


def test_a_wrong_day_is_corrected_and_both_stand_in_the_trail_but_the_time_for_appeal_stays(
    desk: Desk, report: BoardReport
) -> None:
    approve(desk, report, announced=None)
    MinutesApproval.objects.update(appeal_days=14)  # as if the law had been another when it was recorded
    approve(desk, report, announced=MEETING + DAY)
    row = MinutesApproval.objects.get()
    assert (row.announced_on, row.appeal_days) == (MEETING + DAY, 14)
    verbs = TrailEvent.objects.filter(verb__endswith="approval").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["record_approval", "correct_approval"]


def test_only_the_boards_secretary_records_and_only_in_her_own_authority(desk: Desk, report: BoardReport) -> None:
    minutes = Approved(approved_on=MEETING + DAY, approver="Vera Vide")
    for actor in (desk.anna, desk.maj, desk.cesar):
        with pytest.raises(Denied):
            actions.record_approval(report.decisions.get(), minutes, by=actor, at=AFTER_MEETING)
    with pytest.raises(Denied):
        actions.execute_report(report, by=desk.cesar, at=AFTER_MEETING, reason="Varför inte.")


def test_what_was_postponed_has_no_minutes_to_wait_for(desk: Desk) -> None:
    report = on_agenda(desk)
    decide(desk, report, "postponed", "Bordläggs.")
    with pytest.raises(Denied, match="inte avgjort"):
        approve(desk, report, announced=None)


def test_the_database_itself_asks_why_somebody_was_early(desk: Desk, report: BoardReport) -> None:
    with pytest.raises(IntegrityError, match="early_execution_says_why"), transaction.atomic():
        Execution.objects.create(
            decision=report.decisions.get(),
            had_force=False,
            reason="",
            chosen_by_id=desk.anna.user_id,
            chosen_at=AFTER_MEETING,
        )


def test_a_choice_once_made_never_changes(desk: Desk, report: BoardReport) -> None:
    kept = actions.execute_report(report, by=desk.anna, at=AFTER_MEETING, reason="Lokalen går annars till en annan.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Execution.objects.filter(pk=kept.pk).update(reason="Något annat")
    with pytest.raises(DatabaseError), transaction.atomic():
        Execution.objects.filter(pk=kept.pk).delete()

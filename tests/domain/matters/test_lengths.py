"""Lengths of time that an authority chooses: a new one moves what comes, and never what is decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import Assignment, Length, MinutesApproval
from famn.domain.people.models import Role, Unit
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.matters.test_reports import AFTER_MEETING, Desk, decide, make_desk, on_agenda
from tests.factories import make_assignment, make_matter
from tests.people import AT, House, make_actor

pytestmark = pytest.mark.django_db
Kind = Length.Kind
DAY = dt.timedelta(days=1)


@pytest.fixture
def desk(house: House) -> Desk:
    return make_desk(house)


@pytest.fixture
def keeper(anna: Actor) -> Actor:
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    return make_actor("Kim Kastanj", unit, Role.SYSTEM_ADMINISTRATOR)


def choose(by: Actor, **days: int) -> None:
    actions.set_lengths(by=by, at=AT, days={kind: [number] for kind, number in days.items()})


def approve(desk: Desk) -> MinutesApproval:
    """A decision in a matter of its own, whose minutes are approved and announced after the meeting."""
    decision = decide(desk, on_agenda(replace(desk, matter=make_matter(desk.anna))))
    day = timezone.localdate(AFTER_MEETING)
    return actions.record_approval(
        decision, actions.Approved(day, "Ada Alm", announced_on=day), by=desk.sara, at=AFTER_MEETING
    )


def force_day(row: MinutesApproval) -> dt.date:
    last, _why = rules.last_day_of_appeal(row.announced_on or dt.date.max, days=row.appeal_days)
    return last


def test_without_a_choice_the_law_and_the_house_say_how_long(anna: Actor) -> None:
    usual = {"appeal": (21,), "dispatch": (7,), "assignment": (30, 7, 1)}
    usual |= {"group_task": (14,), "signer": (5,), "signer_link": (14,)}
    assert reads.lengths_of(anna.authority_id or 0) == usual


def test_a_longer_time_of_appeal_moves_the_next_decision_and_not_the_one_that_is_made(
    desk: Desk, keeper: Actor
) -> None:
    before = approve(desk)
    choose(keeper, appeal=28)
    after = approve(desk)
    before.refresh_from_db()
    assert (before.appeal_days, after.appeal_days) == (21, 28)
    assert before.announced_on == after.announced_on
    assert force_day(before) < force_day(after)
    choose(keeper)
    corrected = actions.record_approval(
        after.decision,
        actions.Approved(after.approved_on, "Ada Alm", announced_on=after.announced_on),
        by=desk.sara,
        at=AFTER_MEETING,
    )
    assert corrected.appeal_days == 28


def test_the_time_for_sending_out_is_that_of_the_day_the_decision_was_made(desk: Desk, keeper: Actor) -> None:
    before = approve(desk)
    choose(keeper, dispatch=3)
    after = approve(desk)
    days = [
        (rules.dispatch_due(one.decision, one) or dt.date.max) - one.decision.meeting_date for one in (before, after)
    ]
    assert days == [7 * DAY, 3 * DAY]


def test_reminders_of_assignments_come_on_the_days_that_are_chosen(anna: Actor, cesar: Actor, keeper: Actor) -> None:
    actions.set_lengths(by=keeper, at=AT, days={Kind.ASSIGNMENT: [40, 2]})
    due = timezone.localdate(AT) + 50 * DAY
    for owner in (anna, cesar):
        make_assignment(make_matter(owner), responsible_id=owner.user_id, due_date=due)

    def told(owner: Actor) -> list[int]:
        rows = TrailEvent.objects.filter(verb="remind_of_assignment", thing_id__in=numbers[owner.name]).order_by("pk")
        return [(due - timezone.localdate(row.at)).days for row in rows]

    numbers = {
        owner.name: list(Assignment.objects.filter(responsible_id=owner.user_id).values_list("pk", flat=True))
        for owner in (anna, cesar)
    }
    for day in range(50):
        actions.remind_of_assignments(by=HOUSE, at=AT + day * DAY)
    assert (told(anna), told(cesar)) == ([40, 2], [30, 7, 1])


@pytest.mark.parametrize(
    ("days", "field", "why"),
    [
        ({Kind.APPEAL: [20]}, "appeal", "tre veckor"),
        ({Kind.APPEAL: [21, 28]}, "appeal", "ett tal"),
        ({Kind.DISPATCH: [0]}, "dispatch", "minst en dag"),
        ({Kind.SIGNER: [366]}, "signer", "högst 365"),
        ({Kind.ASSIGNMENT: [1, 2, 3, 4, 5, 6]}, "assignment", "högst 5"),
    ],
)
def test_what_law_or_reason_forbids_is_refused_at_its_field_and_changes_nothing(
    keeper: Actor, days: dict[str, list[int]], field: str, why: str
) -> None:
    choose(keeper, dispatch=3)
    with pytest.raises(Refused, match=why) as refused:
        actions.set_lengths(by=keeper, at=AT, days=days)
    assert refused.value.field == field
    assert reads.days_of(keeper.authority_id or 0, Kind.DISPATCH) == 3


def test_what_is_as_usual_is_not_kept_as_a_choice(keeper: Actor) -> None:
    choose(keeper, appeal=21, dispatch=7)
    assert not Length.objects.exists()


def test_lengths_are_those_of_one_authority_and_leave_a_trail(keeper: Actor, cesar: Actor) -> None:
    choose(keeper, dispatch=3)
    assert reads.days_of(cesar.authority_id or 0, Kind.DISPATCH) == 7
    assert TrailEvent.objects.filter(verb="set_lengths", thing_id=keeper.authority_id).count() == 1


@pytest.mark.parametrize("role", Role)
def test_those_who_keep_the_authority_choose_its_lengths_and_nobody_else(anna: Actor, role: Role) -> None:
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    actor = make_actor("Rolf Rönn", unit, role)
    if role in {Role.MANAGER, Role.SECRETARY, Role.SYSTEM_ADMINISTRATOR}:
        choose(actor, dispatch=3)
    else:
        with pytest.raises(Denied):
            choose(actor, dispatch=3)


def test_the_database_keeps_a_number_once_and_none_of_nothing(anna: Actor) -> None:
    row = {"authority_id": anna.authority_id, "kind": Kind.DISPATCH}
    Length.objects.create(**row, days=3)
    for days in (3, 0):
        with pytest.raises(IntegrityError), transaction.atomic():
            Length.objects.create(**row, days=days)

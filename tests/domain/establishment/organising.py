"""Groups, meetings and assignments for tests, made by the room's own actions. What is not named is invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from famn.domain.establishment import actions, reads
from famn.domain.establishment.actions import Outcome, Seat, Somebody
from famn.domain.establishment.models import (
    AgendaPoint,
    GroupAssignment,
    GroupMeeting,
    GroupMember,
    Initiative,
    ProjectGroup,
)
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground.mail import Letter
from tests.factories import make_initiative
from tests.people import AT, DAY


def days(count: int) -> dt.date:
    """A day so many days after the day of the tests."""
    return DAY + dt.timedelta(days=count)


def later(count: int) -> dt.datetime:
    """The hour of the tests, so many days after."""
    return AT + dt.timedelta(days=count)


def user_of(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id or 0)


def make_groups(by: Actor, initiative: Initiative | None = None) -> tuple[ProjectGroup, ProjectGroup]:
    """The steering group and the working group of an initiative."""
    steering, working = actions.set_up_groups(initiative or make_initiative(by), by=by, at=AT)
    return steering, working


def sit(group: ProjectGroup, by: Actor, who: Actor | str, **seat: Any) -> GroupMember:
    """Somebody sits in a group since a month: a colleague, or somebody by name."""
    person = Somebody(name=who) if isinstance(who, str) else Somebody(user_of(who))
    from_date = seat.pop("from_date", days(-30))
    return actions.add_member(group, by=by, at=AT, who=person, seat=Seat(**seat), from_date=from_date)


def plan(group: ProjectGroup, by: Actor, day: dt.date = DAY, at: dt.datetime = AT) -> GroupMeeting:
    return actions.plan_meeting(group, by=by, at=at, day=day, starts=dt.time(13), place="Rum 1")


def give(group: ProjectGroup, by: Actor, who: Actor | str, due_on: dt.date | None = None) -> GroupAssignment:
    """Something to do, in a fortnight unless another day is named."""
    person = Somebody(name=who) if isinstance(who, str) else Somebody(user_of(who))
    return actions.give_group_assignment(
        group, by=by, at=AT, text="Ta fram två lokaler.", who=person, due_on=due_on or days(14)
    )


def write(meeting: GroupMeeting, by: Actor, *settled: str, **said: Any) -> GroupMeeting:
    """Write minutes in which the points of these texts are settled, and everybody was there."""
    page = reads.meeting_page(fresh(meeting))
    outcomes = {
        point.pk: Outcome("Klart." if point.text in settled else "", point.text in settled) for point in page.points
    }
    facts = {
        "notes": "",
        "also_present": "",
        "present": [one.number for one in page.attendees],
        "outcomes": outcomes,
        "seen": page.mark,
    }
    return actions.write_minutes(meeting, by=by, at=AT, **facts | said)


def fresh(meeting: GroupMeeting) -> GroupMeeting:
    return GroupMeeting.objects.select_related("group__initiative").get(pk=meeting.pk)


def agenda(meeting: GroupMeeting) -> list[str]:
    """The texts of the points of a meeting, in order."""
    return list(AgendaPoint.objects.filter(meeting=meeting).order_by("number").values_list("text", flat=True))


def letters() -> list[Letter]:
    """What was written of groups, the wheel and handing over, in order."""
    return list(Letter.objects.filter(text__regex="/(gruppuppdrag|arshjul|overlamnat)/").order_by("pk"))

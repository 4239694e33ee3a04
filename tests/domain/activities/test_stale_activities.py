"""Activities that nobody has confirmed for long: who owns one is asked once for each stage, and anew after a yes."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from famn.domain.activities import actions, reads
from famn.domain.activities.models import Activity, Occurrence, StaleActivityLetter
from famn.domain.centres import actions as centre_actions
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Leg
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.due import Near
from famn.ground.mail import Letter
from famn.ground.verdict import Denied
from tests.domain.activities.making import make_activity, make_public, make_series
from tests.domain.centres.making import make_centre, make_leg, own_unit
from tests.people import AT, House
from tests.scenes import scene

LATE = dt.date(2026, 12, 31)  # the series goes on for as long as the tests look


def days_on(number: int) -> dt.datetime:
    """So many days after everything was put in."""
    return AT + dt.timedelta(days=number)


@scene
def song(house: House) -> Activity:
    """Anna's song hour each Tuesday of the year, and what Cesar's authority plans for its own leg, at one centre."""
    centre = make_centre(house.anna)
    make_leg(centre, house.anna, Leg.OPEN_PRESCHOOL, unit=own_unit(house.anna))
    make_leg(centre, house.anna, Leg.PREVENTIVE_SOCIAL, unit=own_unit(house.cesar))
    centre_actions.publish_centre(centre, by=house.anna, at=AT)
    theirs = make_public(centre, house.cesar, title="Föräldragrupp", leg=Leg.PREVENTIVE_SOCIAL.value)
    make_series(theirs, house.cesar, last_day=LATE, weekday=3)
    song = make_public(centre, house.anna)
    make_series(song, house.anna, last_day=LATE)
    return song


def asked(at: dt.datetime) -> list[tuple[str, str]]:
    """To whom the clock writes at a moment, and what about, as the titles in the letter."""
    before = Letter.objects.count()
    actions.ask_planners(by=HOUSE, at=at)
    letters = list(Letter.objects.order_by("pk"))[before:]
    return [(one.to.split("@")[0], next(w for w in ("Sångstund", "Föräldragrupp") if w in one.text)) for one in letters]


def test_the_owner_is_asked_once_at_each_stage_and_anew_after_a_yes(house: House, song: Activity) -> None:
    both = [("anna", "Sångstund"), ("bo", "Sångstund"), ("cesar", "Föräldragrupp")]  # Bo works at the unit too
    assert asked(days_on(149)) == []
    assert sorted(asked(days_on(150))) == both
    assert asked(days_on(151)) == []
    assert sorted(asked(days_on(240))) == both
    actions.confirm_activity(song, by=house.anna, at=days_on(250))
    assert asked(days_on(260)) == []
    assert StaleActivityLetter.objects.count() == 4  # one for each activity and stage


@pytest.mark.parametrize("gone", ["draft", "ended", "cancelled", "no time ahead", "closed centre", "calendar off"])
def test_what_nobody_sees_or_what_does_not_come_again_is_not_asked_about(
    house: House, song: Activity, gone: str
) -> None:
    centre, late = FamilyCentre.objects.get(pk=song.centre_id), days_on(150)
    Activity.objects.exclude(pk=song.pk).update(state=Activity.State.ENDED)
    if gone == "draft":
        song = make_activity(centre, house.anna, title="Utkast")
        Activity.objects.exclude(pk=song.pk).update(state=Activity.State.ENDED)
    elif gone == "ended":
        actions.end_activity(song, by=house.anna, at=late, last_day=late.date())
    elif gone == "cancelled":
        Occurrence.objects.update(state=Occurrence.State.CANCELLED, reason=Occurrence.Reason.OTHER)
    elif gone == "no time ahead":
        actions.end_series(song.series.get(), by=house.anna, at=AT, last_day=dt.date(2026, 6, 1))
    elif gone == "closed centre":
        centre_actions.go(centre, by=house.anna, at=AT, state="closed", note="Huset är sålt.", decided_by="Provnämnden")
    else:
        FamilyCentre.objects.update(switched_off=["calendar"])
    assert asked(late) == []


def test_who_may_plan_it_sees_it_on_my_day_and_nobody_else(house: House, song: Activity) -> None:
    def waits(actor: Actor, days: int) -> list[tuple[str, Near | None]]:
        return [(one.title, one.near) for one in reads.activity_waits(actor, today=days_on(days).date())]

    assert waits(house.anna, 149) == []
    assert waits(house.anna, 150) == [("Föräldragrupp, Sångstund", Near.WEEK)]  # she keeps the centre
    assert waits(house.cesar, 240) == [("Föräldragrupp", Near.TODAY)]
    assert waits(house.bo, 240) == [("Sångstund", Near.TODAY)]  # his unit runs that leg
    assert waits(house.disa, 240) == []
    with pytest.raises(Denied):
        actions.ask_planners(by=house.anna, at=AT)


def test_the_clock_asks_the_database_little_when_everybody_has_been_told(song: Activity) -> None:
    asked(days_on(150))
    with CaptureQueriesContext(connection) as queries:
        assert actions.ask_planners(by=HOUSE, at=days_on(151)) == 0
    assert sum(one["sql"].startswith("SELECT") for one in queries) == 2

"""Two who book the same room at once, on two real connections: one gets it, the other is told, and nothing is lost."""

from __future__ import annotations

import datetime as dt

from famn.domain.activities import actions
from famn.domain.activities.models import Occurrence, Series
from famn.domain.people.models import Leg
from famn.ground.verdict import Refused
from tests.domain.activities.making import make_activity, make_room, weekly
from tests.domain.at_once import overlapping
from tests.domain.centres.making import make_centre, make_leg, own_unit
from tests.people import AT, DAY, build_house


def test_two_who_plan_in_the_same_room_and_one_who_writes_past_the_plans(own_database: str) -> None:
    house = build_house()
    centre = make_centre(house.anna)
    make_leg(centre, house.anna, Leg.OPEN_PRESCHOOL, unit=own_unit(house.anna))
    room = make_room(centre, house.anna)
    mine = make_activity(centre, house.anna, title="Annas")
    other = make_activity(centre, house.anna, title="Dags")

    one, two = overlapping(
        lambda: actions.plan_series(mine, weekly(room=room), by=house.anna, at=AT),
        lambda: actions.plan_series(other, weekly(room=room), by=house.dag, at=AT),
        area_id=None,
    )
    assert isinstance(one, Series)
    assert isinstance(two, Refused)
    assert "redan bokat" in str(two)
    assert Occurrence.objects.count() == 5

    # Somebody whose work takes no lock first: the database itself has the last word.
    day = DAY + dt.timedelta(days=3)
    start = dt.datetime.combine(day, dt.time(12), dt.UTC)
    facts = {"centre": centre, "activity": mine, "day": day, "room": room, "changed_at": AT}
    when = {"starts_at": start, "ends_at": start + dt.timedelta(hours=1)}
    said = {"day": day, "starts": dt.time(13, 30), "ends": dt.time(14, 30)}
    one, two = overlapping(
        lambda: Occurrence.objects.create(**facts, **when),
        lambda: actions.add_occurrence(other, by=house.dag, at=AT, room=room, **said),
        area_id=None,
    )
    assert isinstance(one, Occurrence)
    assert isinstance(two, Refused)
    assert "Någon annan bokade rummet" in str(two)
    assert Occurrence.objects.count() == 6

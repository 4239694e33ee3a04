"""Two who bring in the same calendar at once, on two real connections: each time comes once, and the second is told."""

from __future__ import annotations

from famn.domain.activities import actions, reads
from famn.domain.activities.actions import BroughtIn, Choice
from famn.domain.activities.models import Activity, Occurrence
from famn.domain.people.models import Leg
from famn.ground.verdict import Refused
from tests.domain.at_once import overlapping
from tests.domain.centres.making import make_centre, make_leg, own_unit
from tests.people import AT, build_house


def test_two_who_bring_in_the_same_calendar(own_database: str) -> None:
    house = build_house()
    centre = make_centre(house.anna)
    make_leg(centre, house.anna, Leg.OPEN_PRESCHOOL, unit=own_unit(house.anna))
    content = b"datum;start;titel\n2026-03-03;9.30;Fika\n2026-03-10;9.30;Fika"
    source = actions.read_source(centre, content, by=house.anna, at=AT, leg=Leg.OPEN_PRESCHOOL)
    seen = reads.incoming(source, AT.date()).seen

    one, two = overlapping(
        lambda: actions.bring_in(source, {"fika": Choice("other")}, by=house.anna, at=AT, seen=seen),
        lambda: actions.bring_in(source, {"fika": Choice("other")}, by=house.dag, at=AT, seen=seen),
        area_id=None,
    )
    assert isinstance(one, BroughtIn)
    assert isinstance(two, Refused)
    assert (Activity.objects.count(), Occurrence.objects.count()) == (1, 2)

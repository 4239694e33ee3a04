"""Lists and counts: in Swedish order, and at the same cost for 3 centres and for 300."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from famn.domain.centres import actions, reads
from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.centres.reads.finding import listed_centres
from famn.domain.people.models import Leg, Place
from famn.domain.people.rules import Actor
from tests.domain.centres.making import OPENED, make_centre, make_four, make_leg
from tests.people import AT, DAY

DEGREES = ("whole", "part", "hours", "joint", "none", "")


def make_many(by: Actor, count: int) -> None:
    """Published centres with four legs of varying degrees."""
    place, first = Place.objects.get(code="0117"), FamilyCentre.objects.count()
    rows = FamilyCentre.objects.bulk_create(
        FamilyCentre(
            name=f"Provtallen {number}",
            kept_by_id=by.authority_id,
            kept_by_unit_id=by.unit_id,
            place=place,
            address="Provgatan 1",
            state="open",
            opened_on=OPENED,
            is_public=True,
        )
        for number in range(first, first + count)
    )
    CentreLeg.objects.bulk_create(
        CentreLeg(
            centre=row,
            leg=leg,
            party_name="Kliniken Tallen",
            degree=DEGREES[(index // 6**place_of_leg) % 6],
            from_date=OPENED,
        )
        for index, row in enumerate(rows)
        for place_of_leg, leg in enumerate(Leg.values)
    )


def queries(act: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        act()
    return len(seen)


def test_the_country_costs_as_many_questions_for_3_as_for_300(anna: Actor) -> None:
    make_many(anna, 3)
    few = queries(lambda: reads.country_classes(DAY))
    make_many(anna, 297)
    assert queries(lambda: reads.country_classes(DAY)) == few <= 4
    assert {one.total for one in reads.country_classes(DAY)} == {300}


def test_a_page_a_list_and_the_classes_of_a_centre_cost_the_same_for_1_leg_and_for_4(
    anna: Actor, centre: FamilyCentre
) -> None:
    make_leg(centre, anna, Leg.MIDWIFERY, party_name="Barnmorskan Humlan")
    acts = (
        lambda: reads.centre_page(centre, DAY),
        lambda: reads.classes_of(centre, DAY),
        lambda: reads.history(centre),
        lambda: reads.centres_list(anna, DAY),
    )
    few = [queries(act) for act in acts]
    make_four(centre, anna)
    make_many(anna, 3)
    assert [queries(act) for act in acts] == few == [5, 3, 1, 2]


def test_the_public_list_goes_by_municipality_in_swedish_order_without_those_that_have_closed(anna: Actor) -> None:
    for name, code in (
        ("Ängen", "0117"),
        ("Åsen", "0117"),
        ("Zebran", "0117"),
        ("Östra", "1860"),
        ("Borta", "1862"),
        ("Dold", "1863"),
        ("Söder", "0180-farsta"),
    ):
        one = make_centre(anna, name=name, place=Place.objects.get(code=code))
        make_leg(one, anna)
        if name != "Dold":
            actions.publish_centre(one, by=anna, at=AT)
        if name == "Borta":
            one.refresh_from_db()
            actions.go(one, by=anna, at=AT, state="closed", day=DAY, note="Huset är sålt.", decided_by="Provnämnden")

    rows = listed_centres(DAY)
    found = [(one.municipality, one.name, one.place, one.county) for one in rows]
    assert found == [
        ("Laxå", "Östra", "Laxå", "Örebro län"),
        ("Stockholm", "Söder", "Farsta", "Stockholms län"),
        *(("Österåker", name, "Österåker", "Stockholms län") for name in ("Zebran", "Åsen", "Ängen")),
    ]
    assert {one.legs for one in rows} == {("CHILD_HEALTH",)}
    assert queries(lambda: listed_centres(DAY)) == 1


def test_a_row_of_the_list_says_which_legs_there_are_and_which_are_missing(anna: Actor, centre: FamilyCentre) -> None:
    make_leg(centre, anna)
    make_leg(centre, anna, Leg.OPEN_PRESCHOOL, from_date=DAY + dt.timedelta(days=1))
    (row,) = reads.centres_list(anna, DAY)
    assert (row.legs, row.missing) == (["CHILD_HEALTH"], ["MIDWIFERY", "OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"])


def test_a_page_names_the_legs_that_nobody_brings(anna: Actor, centre: FamilyCentre) -> None:
    make_leg(centre, anna, degree="")
    page = reads.centre_page(centre, DAY)
    assert page.missing == ["Barnmorska", "Öppen förskola", "Föräldrastöd"]
    assert page.legs[0].degree_name == "det är inte känt hur mycket som finns där"
    assert page.ages == "0–6 år"
    assert page.municipality.short_name == "Österåker"


def test_classes_stand_side_by_side_under_every_definition(anna: Actor, centre: FamilyCentre) -> None:
    make_four(centre, anna)
    found = {one.definition.series: one.classification.name for one in reads.classes_of(centre, DAY)}
    assert len(found) == 10
    assert found["ffff"] == "familjecentral"
    assert found["region-stockholm"] == "nivå 1: helt samlokaliserad"
    assert found["vastra-gotaland-vidare"] == "familjecentral eller familjecentralsliknande verksamhet"


@pytest.mark.parametrize("day", [OPENED - dt.timedelta(days=1), OPENED])
def test_the_country_counts_from_the_day_a_centre_opened(anna: Actor, day: dt.date) -> None:
    make_many(anna, 3)
    assert {one.total for one in reads.country_classes(day)} == {0 if day < OPENED else 3}

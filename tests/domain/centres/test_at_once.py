"""Two people at once, on two real connections: one wins, and the other is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from famn.domain.centres import actions, reads
from famn.domain.centres.models import CentreLeg, CentreText, DefinitionSet, FamilyCentre, OpeningException
from famn.domain.people.models import Role, Unit
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Refused
from tests.domain.at_once import overlapping
from tests.domain.centres.making import change_centre, change_leg, make_centre, make_leg
from tests.domain.centres.test_definitions import NEXT_YEAR, change_set, copied
from tests.domain.centres.test_public_face import close, write
from tests.people import AT, DAY, House, build_house, make_actor


@pytest.fixture
def people(own_database: str) -> House:
    """Anna and Dag of one authority, in a database where work is really committed."""
    return build_house()


def outcomes(first: Callable[[], Any], second: Callable[[], Any]) -> str:
    """What the second was told; the first must have done its work."""
    one, two = overlapping(first, second, area_id=None)
    assert not isinstance(one, BaseException), one
    assert isinstance(two, Refused), two
    return str(two)


def test_two_who_put_in_the_same_centre(people: House) -> None:
    said = outcomes(lambda: make_centre(people.anna), lambda: make_centre(people.cesar))
    assert "Det finns redan en familjecentral med det namnet där" in said
    assert FamilyCentre.objects.count() == 1


def test_two_who_change_the_same_centre(people: House) -> None:
    centre = make_centre(people.anna)
    seen = reads.centre_page(centre, DAY).mark
    said = outcomes(
        lambda: change_centre(centre, people.anna, about="Annas ord.", seen=seen),
        lambda: change_centre(centre, people.dag, about="Dags ord.", seen=seen),
    )
    assert "Någon annan ändrade uppgifterna medan du skrev" in said
    assert FamilyCentre.objects.get().about == "Annas ord."


def test_two_who_bring_the_same_leg(people: House) -> None:
    centre = make_centre(people.anna)
    assert "finns redan med" in outcomes(lambda: make_leg(centre, people.anna), lambda: make_leg(centre, people.dag))
    assert CentreLeg.objects.count() == 1


def test_two_who_change_the_degree_of_a_leg(people: House) -> None:
    leg = make_leg(make_centre(people.anna), people.anna)
    seen = reads.leg_shown(leg, DAY).mark
    said = outcomes(
        lambda: change_leg(leg, people.anna, degree="part", from_date=DAY, seen=seen),
        lambda: change_leg(leg, people.dag, degree="hours", from_date=DAY, seen=seen),
    )
    assert "Någon annan ändrade" in said
    assert list(CentreLeg.objects.order_by("from_date").values_list("degree", flat=True)) == ["whole", "part"]


def test_two_who_publish(people: House) -> None:
    centre = make_centre(people.anna)
    make_leg(centre, people.anna)
    mine, yours = FamilyCentre.objects.get(), FamilyCentre.objects.get()
    said = outcomes(
        lambda: actions.publish_centre(mine, by=people.anna, at=AT),
        lambda: actions.publish_centre(yours, by=people.dag, at=AT),
    )
    assert "den visas redan för alla" in said
    assert TrailEvent.objects.filter(verb="publish_centre").count() == 1


def test_two_who_close_and_pause(people: House) -> None:
    make_centre(people.anna)
    mine, yours = FamilyCentre.objects.get(), FamilyCentre.objects.get()
    said = outcomes(
        lambda: actions.go(
            mine, by=people.anna, at=AT, state="closed", note="Huset är sålt.", decided_by="Provnämnden"
        ),
        lambda: actions.go(yours, by=people.dag, at=AT, state="paused", note="Vattenskada.", decided_by="Provnämnden"),
    )
    assert "Någon annan var först: den är nu ”nedlagd”" in said


def test_two_managers_who_change_a_definition_from_the_same_day(people: House) -> None:
    unit = Unit.objects.select_related("area__authority").get(pk=people.anna.unit_id)
    moa, siv = make_actor("Moa Mossa", unit, Role.MANAGER), make_actor("Siv Sälg", unit, Role.MANAGER)
    own = copied(moa)
    seen = reads.set_page(own, DAY).mark
    said = outcomes(
        lambda: change_set(own, moa, valid_from=NEXT_YEAR, seen=seen, reading="Moas läsning."),
        lambda: change_set(own, siv, valid_from=NEXT_YEAR, seen=seen, reading="Sivs läsning."),
    )
    assert "Någon annan ändrade" in said
    assert DefinitionSet.objects.get(authority__isnull=False).reading == "Moas läsning."


def test_two_who_close_the_same_days(people: House) -> None:
    centre = make_centre(people.anna)
    said = outcomes(lambda: close(centre, people.anna), lambda: close(centre, people.dag))
    assert "finns redan ändrade dagar" in said
    assert OpeningException.objects.count() == 1


def test_two_who_write_the_same_text(people: House) -> None:
    centre = make_centre(people.anna)
    seen = reads.text_mark(centre, "way", "en", None)
    said = outcomes(
        lambda: write(centre, people.anna, "Enter from the park.", seen=seen),
        lambda: write(centre, people.dag, "Enter from the yard.", seen=seen),
    )
    assert "Någon annan ändrade" in said
    assert CentreText.objects.get().text == "Enter from the park."

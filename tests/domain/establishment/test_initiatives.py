"""An initiative from its start: parties, matters, steps, and whether everybody sees it."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Any

import pytest

from famn.domain.establishment import actions, reads
from famn.domain.establishment.models import Initiative, InitiativeMatter, InitiativeParty, Ladder
from famn.domain.people.models import Authority, Place
from famn.domain.people.rules import Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.factories import make_initiative, make_ladder, make_matter
from tests.people import AT, DAY, build_house


def start(by: Actor, **changes: Any) -> Initiative:
    plain = {
        "by": by,
        "at": AT,
        "title": "Familjecentral i Ekbacken",
        "place": None,
        "place_name": "Ekbacken",
        "trigger": "",
        "move_by": None,
        "ladder": Ladder.objects.get(authority=None),
        "parties": [],
    }
    return actions.start_initiative(**plain | changes)


def reached(initiative: Initiative) -> list[tuple[int, bool, bool]]:
    """Number, reached and current of each step that is either."""
    steps = reads.public_page(initiative).steps
    return [(one.number, one.reached, one.current) for one in steps if one.reached or one.current]


def verbs() -> list[str]:
    things = ("initiative", "initiative_step")
    return list(TrailEvent.objects.filter(thing__in=things).order_by("pk").values_list("verb", flat=True))


# --- starting and changing -------------------------------------------------------------------------


def test_an_initiative_starts_with_parties_a_step_and_a_matter_and_leaves_its_trail(anna: Actor) -> None:
    matter = make_matter(anna)
    parties = [("Ekbackens stadsdelsnämnd", ["OPEN_PRESCHOOL"]), ("Vårdcentralen", ["CHILD_HEALTH"])]
    initiative = start(anna, parties=parties, step=2, reached_on=dt.date(2026, 1, 5), matter=matter)
    assert verbs() == ["start_initiative", "add_party", "add_party", "reach_step", "tie_matter"]
    assert reached(initiative) == [(1, True, False), (2, True, True)]
    assert InitiativeMatter.objects.get().matter_id == matter.pk


@pytest.mark.parametrize(("changes", "field"), [({"title": " "}, "title"), ({"place_name": ""}, "place")])
def test_an_initiative_needs_a_title_and_a_place(anna: Actor, changes: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refused:
        start(anna, **changes)
    assert refused.value.field == field


def test_another_authoritys_ladder_is_not_climbed(anna: Actor, cesar: Actor) -> None:
    with pytest.raises(Refused) as refused:
        start(anna, ladder=make_ladder(authority_id=cesar.authority_id))
    assert refused.value.field == "ladder"


def test_a_known_place_gives_its_name(anna: Actor) -> None:
    assert start(anna, place=Place.objects.get(code="0117"), place_name="").place_name == "Österåker"


def test_only_roles_that_drive_initiatives_start_them(anna: Actor, bo: Actor, disa: Actor) -> None:
    for somebody in (bo, disa):
        with pytest.raises(Denied):
            start(somebody)


def test_nothing_remains_of_a_start_that_fails_at_its_last_party(anna: Actor) -> None:
    with pytest.raises(Refused):
        start(anna, parties=[("En", []), ("en", [])])
    assert not Initiative.objects.exists()


def test_an_initiative_is_changed_but_what_everybody_sees_keeps_its_place(anna: Actor) -> None:
    initiative = start(anna, place=Place.objects.get(code="0117"))
    words = {"title": "Ny rubrik", "place_name": "Ekbacken", "trigger": "Flytt", "move_by": DAY}
    actions.publish_initiative(initiative, by=anna, at=AT)
    with pytest.raises(Refused) as refused:
        actions.change_initiative(initiative, by=anna, at=AT, place=None, **words)
    assert refused.value.field == "place"
    actions.unpublish_initiative(initiative, by=anna, at=AT)
    changed = actions.change_initiative(initiative, by=anna, at=AT, place=None, **words)
    assert (changed.title, changed.trigger, changed.move_by) == ("Ny rubrik", "Flytt", DAY)


# --- steps -----------------------------------------------------------------------------------------


def test_a_step_may_be_reached_in_any_order_and_one_stands_on_the_highest(anna: Actor) -> None:
    initiative = start(anna, step=3)
    actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY)
    assert reached(initiative) == [(1, True, False), (2, True, False), (3, True, True)]


def test_going_back_is_recorded_and_lowers_where_one_stands(anna: Actor) -> None:
    initiative = start(anna)
    for number in (1, 2):
        actions.record_step(initiative, by=anna, at=AT, number=number, reached_on=DAY)
    actions.unreach_step(initiative, by=anna, at=AT, number=2)
    assert reached(initiative) == [(1, True, True)]
    assert verbs()[-1] == "unreach_step"
    actions.record_step(initiative, by=anna, at=AT, number=2, reached_on=DAY)
    assert reached(initiative)[-1] == (2, True, True)


def test_a_step_that_is_not_reached_cannot_be_left(anna: Actor) -> None:
    with pytest.raises(Refused, match="inte nått"):
        actions.unreach_step(start(anna), by=anna, at=AT, number=1)


def test_a_step_is_planned_for_a_day_and_the_plan_can_be_taken_away(anna: Actor) -> None:
    initiative = start(anna)
    later = DAY + dt.timedelta(days=90)
    assert actions.plan_step(initiative, by=anna, at=AT, number=2, planned_on=later).planned_on == later
    assert actions.plan_step(initiative, by=anna, at=AT, number=2, planned_on=None).planned_on is None


def test_a_step_that_is_reached_is_not_planned_and_keeps_the_plan_it_had(anna: Actor) -> None:
    initiative = start(anna)
    actions.plan_step(initiative, by=anna, at=AT, number=1, planned_on=DAY)
    assert actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY).planned_on == DAY
    with pytest.raises(Refused, match="redan nått"):
        actions.plan_step(initiative, by=anna, at=AT, number=1, planned_on=DAY)


def test_nothing_is_reached_on_a_day_to_come(anna: Actor) -> None:
    with pytest.raises(Refused) as refused:
        actions.record_step(start(anna), by=anna, at=AT, number=1, reached_on=DAY + dt.timedelta(days=1))
    assert refused.value.field == "reached_on"


def test_the_ladder_has_no_other_steps_than_its_own(anna: Actor) -> None:
    with pytest.raises(Denied, match="Trappan har inte"):
        actions.record_step(start(anna), by=anna, at=AT, number=9, reached_on=DAY)


def test_two_who_record_the_same_step_at_once_leave_one_row(own_database: str) -> None:
    anna = build_house().anna
    initiative = start(anna)
    record = functools.partial(actions.record_step, initiative, by=anna, at=AT, number=1, reached_on=DAY)
    first, second = overlapping(record, record, area_id=anna.area_id)
    assert first.pk == second.pk


# --- parties and matters ---------------------------------------------------------------------------


def test_a_party_joins_once_with_real_legs_in_a_fixed_order(anna: Actor) -> None:
    initiative = start(anna)
    add = functools.partial(actions.add_party, initiative, by=anna, at=AT)
    party = add(name=" Region   Ek ", legs=["CHILD_HEALTH", "MIDWIFERY"])
    assert (party.name, party.legs) == ("Region Ek", ["MIDWIFERY", "CHILD_HEALTH"])
    for name, legs, field in (("region ek", [], "name"), ("", [], "name"), ("Ny", ["LIBRARY"], "legs")):
        with pytest.raises(Refused) as refused:
            add(name=name, legs=legs)
        assert refused.value.field == field


def test_the_board_itself_is_known_by_its_name(anna: Actor) -> None:
    initiative = start(anna, parties=[("ekbackens stadsdelsnämnd", []), ("Region Ek", [])])
    known = dict(InitiativeParty.objects.filter(initiative=initiative).values_list("name", "authority"))
    assert known == {"ekbackens stadsdelsnämnd": anna.authority_id, "Region Ek": None}


def test_a_party_may_leave_and_leaving_twice_is_no_fault(anna: Actor) -> None:
    initiative = start(anna, parties=[("Region Ek", [])])
    party = InitiativeParty.objects.get()
    for _ in range(2):
        actions.remove_party(party, by=anna, at=AT)
    assert verbs().count("remove_party") == 1
    assert not reads.public_page(initiative).parties


def test_a_matter_is_tied_once_and_only_to_an_initiative_of_its_own_authority(anna: Actor, cesar: Actor) -> None:
    initiative, matter = start(anna), make_matter(anna)
    for _ in range(2):
        actions.tie_matter(initiative, by=anna, at=AT, matter=matter)
    assert verbs().count("tie_matter") == 1
    with pytest.raises(Denied, match="annan myndighet"):
        actions.tie_matter(initiative, by=anna, at=AT, matter=make_matter(cesar))


# --- shown, resting, ended -------------------------------------------------------------------------


def test_an_initiative_is_shown_to_everybody_only_with_a_place(anna: Actor) -> None:
    initiative = start(anna)
    with pytest.raises(Denied, match="plats"):
        actions.publish_initiative(initiative, by=anna, at=AT)
    placed = start(anna, place=Place.objects.get(code="0117"))
    assert actions.publish_initiative(placed, by=anna, at=AT).is_public
    assert [one.code for one in reads.public_list()] == [placed.code]
    actions.unpublish_initiative(placed, by=anna, at=AT)
    assert reads.public_list() == []


def test_an_ended_initiative_is_not_shown_any_more_and_a_woken_one_is(anna: Actor) -> None:
    initiative = start(anna, place=Place.objects.get(code="0117"))
    actions.publish_initiative(initiative, by=anna, at=AT)
    actions.end_initiative(initiative, by=anna, at=AT)
    assert reads.public_list() == []
    actions.wake_initiative(initiative, by=anna, at=AT)
    assert len(reads.public_list()) == 1


def test_a_resting_initiative_is_woken_before_anything_in_it_changes(anna: Actor) -> None:
    initiative = actions.rest_initiative(start(anna), by=anna, at=AT)
    with pytest.raises(Denied, match="Väck"):
        actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY)
    actions.wake_initiative(initiative, by=anna, at=AT)
    actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY)
    with pytest.raises(Denied, match="Det går inte"):
        actions.wake_initiative(initiative, by=anna, at=AT)


def test_another_authority_and_a_colleague_without_the_role_can_do_nothing(
    anna: Actor, bo: Actor, cesar: Actor
) -> None:
    initiative = make_initiative(anna, place=Place.objects.get(code="0117"))
    for by in (bo, cesar):
        acts = [
            functools.partial(actions.record_step, initiative, by=by, at=AT, number=1, reached_on=DAY),
            functools.partial(actions.unreach_step, initiative, by=by, at=AT, number=1),
            functools.partial(actions.plan_step, initiative, by=by, at=AT, number=1, planned_on=DAY),
            functools.partial(actions.add_party, initiative, by=by, at=AT, name="Ny", legs=[]),
            functools.partial(actions.tie_matter, initiative, by=by, at=AT, matter=make_matter(anna)),
            functools.partial(actions.publish_initiative, initiative, by=by, at=AT),
            functools.partial(actions.rest_initiative, initiative, by=by, at=AT),
            functools.partial(actions.end_initiative, initiative, by=by, at=AT),
        ]
        for act in acts:
            with pytest.raises(Denied):
                act()
    assert Authority.objects.count() == 2

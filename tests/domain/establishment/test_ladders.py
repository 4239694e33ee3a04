"""An authority's own copy of a ladder: who sees it, who changes it, and what never gets lost."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import InitiativeStep, Ladder, LadderStep
from famn.domain.matters import actions as matters
from famn.domain.people.models import Unit
from famn.domain.people.rules import NOBODY, Actor, Role
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.factories import make_initiative, make_ladder, make_matter
from tests.people import AT, DAY, House, build_house, make_actor

THREE = [("Vi träffas", ""), ("Vi delar hus", ""), ("Familjecentral", "")]
WHY = {1: "Fanns redan.", 2: "Fanns redan."}


def shared() -> Ladder:
    return Ladder.objects.get(authority=None)


def own(by: Actor, name: str = "Vår trappa") -> Ladder:
    return make_ladder(name=name, authority_id=by.authority_id)


def change(ladder: Ladder, by: Actor, steps: Sequence[tuple[str, str]] = THREE, **values: Any) -> Ladder:
    seen = reads.ladder_page(Ladder.objects.get(pk=ladder.pk), actor=by).mark
    return actions.change_ladder(
        ladder, **{"by": by, "at": AT, "name": ladder.name, "steps": steps, "seen": seen} | values
    )


def steps_of(ladder: Ladder) -> list[tuple[int, str, str]]:
    return list(LadderStep.objects.filter(ladder=ladder).order_by("number").values_list("number", "title", "meaning"))


# --- who sees and who may --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sees", "copies", "changes"),
    [
        ("anna", {"shared", "ours"}, {"shared", "ours"}, {"ours"}),
        ("dag", {"shared", "ours"}, {"shared", "ours"}, {"ours"}),
        ("bo", {"shared", "ours"}, set(), set()),
        ("cesar", {"shared", "theirs"}, {"shared", "theirs"}, {"theirs"}),
        ("disa", set(), set(), set()),
    ],
)
def test_shared_ladders_are_for_all_and_a_copy_is_for_its_own_authority(
    house: House, name: str, sees: set[str], copies: set[str], changes: set[str]
) -> None:
    rows = {"shared": shared(), "ours": own(house.anna), "theirs": own(house.cesar)}
    actor = house.everyone()[name]
    seen = set(rules.visible_ladders(actor))
    assert {one for one, row in rows.items() if row in seen} == sees
    assert {one for one, row in rows.items() if rules.may_copy_ladder(actor, row)} == copies
    assert {one for one, row in rows.items() if rules.may_change_ladder(actor, row)} == changes


def test_roles_that_read_see_ladders_and_roles_that_drive_change_them(anna: Actor) -> None:
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    ladder, initiative = own(anna), make_initiative(anna)
    by_role = {role: make_actor(f"{role.value.capitalize()} Testlund", unit, role) for role in Role}
    drive = {Role.COORDINATOR, Role.MANAGER, Role.CASE_OFFICER, Role.PROGRAMME_LEAD}
    everyone = set(Role)
    assert {role for role, one in by_role.items() if rules.visible_ladders(one).exists()} == everyone - {
        Role.SYSTEM_ADMINISTRATOR
    }
    assert {role for role, one in by_role.items() if rules.may_change_ladder(one, ladder)} == drive
    assert {role for role, one in by_role.items() if rules.may_copy_ladder(one, ladder)} == drive
    chooses = {role for role, one in by_role.items() if rules.may_choose_matter(one, initiative)}
    assert chooses == drive - {Role.PROGRAMME_LEAD}  # she does not read matters


def test_each_no_has_its_own_reason(anna: Actor, bo: Actor, cesar: Actor) -> None:
    assert "egen kopia" in rules.may_change_ladder(anna, shared()).reason
    assert "annan myndighet" in rules.may_change_ladder(anna, own(cesar)).reason
    assert "annan myndighet" in rules.may_copy_ladder(anna, own(cesar, "Deras andra")).reason
    assert "medarbetare" in rules.may_change_ladder(bo, own(anna)).reason
    assert "logga in" in rules.may_copy_ladder(NOBODY, shared()).reason


# --- copying ---------------------------------------------------------------------------------------


def test_a_copy_has_the_same_steps_and_is_where_new_initiatives_begin(anna: Actor, cesar: Actor) -> None:
    copy = actions.copy_ladder(shared(), by=anna, at=AT, name="  Ekbackens   trappa ")
    assert (copy.name, copy.authority_id, copy.source) == ("Ekbackens trappa", anna.authority_id, shared().source)
    assert steps_of(copy) == steps_of(shared())
    assert len(steps_of(copy)) == 5
    assert reads.default_ladder(anna) == copy
    assert reads.default_ladder(cesar) == shared()
    event = TrailEvent.objects.get(verb="copy_ladder")
    assert (event.thing, event.thing_id, event.about) == ("ladder", copy.pk, {"ladder": shared().pk})


def test_two_ladders_of_one_authority_never_share_a_name_but_two_authorities_may(anna: Actor, cesar: Actor) -> None:
    actions.copy_ladder(shared(), by=anna, at=AT, name="Trappan")
    actions.copy_ladder(shared(), by=cesar, at=AT, name="Trappan")
    for name in ("trappan", " "):
        with pytest.raises(Refused) as refused:
            actions.copy_ladder(shared(), by=anna, at=AT, name=name)
        assert refused.value.field == "name"


def test_two_who_copy_at_once_under_one_name_make_one_and_the_second_is_told(own_database: str) -> None:
    anna = build_house().anna
    copy = functools.partial(actions.copy_ladder, shared(), by=anna, at=AT, name="Vår")
    first, second = overlapping(copy, copy, area_id=anna.area_id)
    assert isinstance(first, Ladder)
    assert isinstance(second, Refused)
    assert Ladder.objects.filter(authority_id=anna.authority_id).count() == 1


def test_what_one_may_not_is_refused_by_the_actions_too(anna: Actor, bo: Actor, cesar: Actor) -> None:
    ladder = own(anna)
    for by, row in ((bo, ladder), (cesar, ladder), (NOBODY, ladder), (anna, shared())):
        before = steps_of(row)
        with pytest.raises(Denied):
            change(row, by, [("Ett", "")])
        assert steps_of(row) == before
    for by in (bo, cesar, NOBODY):
        with pytest.raises(Denied):
            actions.copy_ladder(ladder, by=by, at=AT, name="Min")


# --- changing --------------------------------------------------------------------------------------


def test_name_titles_and_meanings_change_and_a_step_is_added_at_the_end(anna: Actor) -> None:
    ladder = own(anna)
    initiative = make_initiative(anna, ladder=ladder)
    new = [("Vi ses ofta", "Varje vecka."), ("Vi delar hus", ""), (" Familjecentral  nu ", ""), ("Barnen är med", "")]
    changed = change(ladder, anna, new, name="Ny trappa")
    assert changed.name == "Ny trappa"
    assert steps_of(ladder) == [
        (1, "Vi ses ofta", "Varje vecka."),
        (2, "Vi delar hus", ""),
        (3, "Familjecentral nu", ""),
        (4, "Barnen är med", ""),
    ]
    assert reads.public_page(initiative).steps[0].title == "Vi ses ofta"
    assert TrailEvent.objects.get(verb="change_ladder").thing_id == ladder.pk


def test_the_last_step_goes_when_nobody_has_used_it(anna: Actor) -> None:
    ladder = own(anna)
    change(ladder, anna, THREE[:2])
    assert [number for number, _title, _meaning in steps_of(ladder)] == [1, 2]


@pytest.mark.parametrize(
    "use",
    [
        functools.partial(actions.record_step, number=3, reached_on=DAY, why_past=WHY),
        functools.partial(actions.plan_step, number=3, planned_on=DAY + dt.timedelta(days=30)),
    ],
)
def test_a_step_that_is_reached_or_planned_is_never_taken_away(anna: Actor, use: Callable[..., Any]) -> None:
    ladder = own(anna)
    initiative = make_initiative(anna, ladder=ladder)
    InitiativeStep.objects.all().delete()
    use(initiative, by=anna, at=AT)
    with pytest.raises(Refused, match="Steg 3") as refused:
        change(ladder, anna, THREE[:2], name="Annat namn")
    assert refused.value.field == "remove_last"
    assert len(steps_of(ladder)) == 3
    assert Ladder.objects.get(pk=ladder.pk).name == "Vår trappa"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "den andra"}, "name"),
        ({"steps": [*THREE, (" ", "Utan namn")]}, "title_4"),
        ({"steps": [("", ""), *THREE[1:]]}, "title_1"),
        ({"steps": []}, None),
        ({"steps": [("Steg", "")] * 9}, None),
    ],
)
def test_a_fault_is_told_at_its_field_and_nothing_changes(
    anna: Actor, values: dict[str, Any], field: str | None
) -> None:
    ladder = own(anna)
    own(anna, "Den andra")
    with pytest.raises(Refused) as refused:
        change(ladder, anna, **values)
    assert refused.value.field == field
    assert [title for _number, title, _meaning in steps_of(ladder)] == ["Vi träffas", "Vi delar hus", "Familjecentral"]
    assert not TrailEvent.objects.filter(verb="change_ladder").exists()


# --- two at once -----------------------------------------------------------------------------------


def test_of_two_who_change_a_ladder_at_once_the_second_is_told_and_overwrites_nothing(own_database: str) -> None:
    anna = build_house().anna
    ladder = own(anna)
    seen = reads.ladder_page(ladder, actor=anna).mark
    save = functools.partial(actions.change_ladder, ladder, by=anna, at=AT, name="Vår trappa", seen=seen)
    first, second = overlapping(
        functools.partial(save, steps=[*THREE, ("Den första", "")]),
        functools.partial(save, steps=[*THREE, ("Den andra", "")]),
        area_id=anna.area_id,
    )
    assert isinstance(first, Ladder)
    assert isinstance(second, Refused)
    assert "Någon annan" in second.reason
    assert steps_of(ladder)[-1][1] == "Den första"


def test_a_step_that_is_reached_while_somebody_takes_it_away_stays(own_database: str) -> None:
    anna = build_house().anna
    ladder = own(anna)
    initiative = make_initiative(anna, ladder=ladder)
    InitiativeStep.objects.all().delete()
    reach = functools.partial(actions.record_step, initiative, by=anna, at=AT, number=3, reached_on=DAY, why_past=WHY)
    first, second = overlapping(reach, lambda: change(ladder, anna, THREE[:2]), area_id=anna.area_id)
    assert isinstance(first, InitiativeStep)
    assert isinstance(second, Refused)
    assert len(steps_of(ladder)) == 3


def test_a_step_that_is_taken_away_while_somebody_reaches_it_is_told_to_be_gone(own_database: str) -> None:
    anna = build_house().anna
    ladder = own(anna)
    initiative = make_initiative(anna, ladder=ladder)
    InitiativeStep.objects.all().delete()
    reach = functools.partial(actions.record_step, initiative, by=anna, at=AT, number=3, reached_on=DAY, why_past=WHY)
    first, second = overlapping(lambda: change(ladder, anna, THREE[:2]), reach, area_id=anna.area_id)
    assert isinstance(first, Ladder)
    assert isinstance(second, Refused | Denied)
    assert "inte det steget" in str(second)
    assert len(steps_of(ladder)) == 2


# --- what pages show -------------------------------------------------------------------------------


def test_the_list_has_the_own_ladder_first_and_counts_only_what_one_sees(anna: Actor, cesar: Actor) -> None:
    ladder = own(anna)
    make_initiative(anna, ladder=shared())
    make_initiative(cesar, ladder=shared())
    rows = reads.ladders_list(anna)
    assert [(row.name, row.is_own, row.is_default, row.steps, row.initiatives) for row in rows] == [
        (ladder.name, True, True, 3, 0),
        (shared().name, False, False, 5, 1),
    ]
    make_ladder(name="A, som står först i alfabetet", authority_id=anna.authority_id)
    assert reads.ladders(anna)[0] == reads.default_ladder(anna) == ladder
    assert [one.authority_id for one in reads.ladder_page(shared(), actor=anna).initiatives] == [anna.authority_id]


def test_only_open_matters_that_are_not_tied_yet_can_be_tied_by_hand(anna: Actor, bo: Actor, cesar: Actor) -> None:
    initiative = make_initiative(anna)
    tied, free = make_matter(anna, title="Redan här"), make_matter(anna, title="Ledigt")
    matters.close_matter(make_matter(anna, title="Avslutat"), by=anna, at=AT)
    make_matter(cesar, title="Deras")
    actions.tie_matter(initiative, by=anna, at=AT, matter=tied)
    assert reads.matters_to_tie(initiative, anna) == [free]
    assert reads.matters_to_tie(initiative, bo) == []

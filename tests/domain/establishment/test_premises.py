"""The search for a house: noted, moved, chosen or dropped; who pays; and what two people at once come to."""

from __future__ import annotations

import datetime as dt
import functools
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.actions import OptionSaid, ShareSaid
from famn.domain.establishment.models import (
    PREMISES_STATES,
    Initiative,
    InitiativeParty,
    PremisesMove,
    PremisesOption,
    PremisesShare,
)
from famn.domain.people.rules import Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.domain.establishment.premises import (
    BOARD,
    CLINIC,
    make_option,
    make_search,
    move,
    page_of,
    place_legs,
    score,
    seen,
    share,
    weigh_by,
)
from tests.people import AT, DAY, build_house

_Stage = PremisesOption.Stage


# --- an option -------------------------------------------------------------------------------------


def test_an_option_is_noted_with_its_rooms_and_every_move_of_it_stays_on_record(anna: Actor) -> None:
    rooms = [("Väntrum", Decimal("32.5")), ("Samtalsrum", Decimal(12)), (" ", None)]
    said = OptionSaid("Kvarnhuset", owner="Ekbackens hus", yearly_cost=900_000, step_free="yes")
    option = actions.note_premises(make_search(anna), by=anna, at=AT, said=said, rooms=rooms)
    move(option, anna, _Stage.CONTACTED, _Stage.VISITED)
    view = seen(option, anna)
    assert [(one.stage, one.recorded_by_id) for one in view.moves] == [
        (_Stage.VISITED, anna.user_id),
        (_Stage.CONTACTED, anna.user_id),
        (_Stage.NOTED, anna.user_id),
    ]
    assert (view.area, view.option.lift, view.option.step_free) == (Decimal("44.5"), "unknown", "yes")
    verbs = TrailEvent.objects.filter(thing="premises_option").order_by("pk").values_list("verb", "reason")
    assert list(verbs) == [("note_premises", ""), ("move_premises", "contacted"), ("move_premises", "visited")]


@pytest.mark.parametrize("name", ["", "  ", "kvarnhuset"])
def test_an_option_has_a_name_of_its_own(anna: Actor, name: str) -> None:
    initiative = make_search(anna)
    make_option(initiative, anna)
    with pytest.raises(Refused) as refused:
        make_option(initiative, anna, name)
    assert refused.value.field == "name"


def test_what_is_said_of_an_option_is_changed_by_whoever_saw_it_as_it_is(anna: Actor) -> None:
    option = make_option(make_search(anna), anna, blocks="Bygglov saknas")
    mark = seen(option, anna).mark
    change = functools.partial(actions.change_premises_option, option, by=anna, at=AT, rooms=[])
    change(said=OptionSaid("Kvarnhuset", yearly_cost=1), seen=mark)
    with pytest.raises(Refused, match="Någon annan ändrade"):
        change(said=OptionSaid("Kvarnhuset", yearly_cost=2), seen=mark)
    assert (seen(option, anna).option.yearly_cost, seen(option, anna).option.blocks) == (1, "")


def test_strangers_and_others_neither_see_nor_touch_an_option(
    anna: Actor, bo: Actor, cesar: Actor, disa: Actor
) -> None:
    initiative = make_search(anna)
    option = make_option(initiative, anna)
    assert rules.visible_premises(anna).get() == option
    for somebody in (cesar, disa):
        assert not rules.visible_premises(somebody).exists()
    mark = seen(option, anna).shares_mark
    for somebody in (bo, cesar, disa):
        with pytest.raises(Denied):
            make_option(initiative, somebody, "Annat")
        with pytest.raises(Denied):
            move(option, somebody, _Stage.CONTACTED)
        with pytest.raises(Denied):
            actions.set_shares(option, by=somebody, at=AT, shares=[], seen=mark)


def test_nothing_moves_while_the_initiative_rests(anna: Actor) -> None:
    initiative = make_search(anna)
    option = make_option(initiative, anna)
    actions.rest_initiative(initiative, by=anna, at=AT)
    with pytest.raises(Denied, match="vilar"):
        move(option, anna, _Stage.CONTACTED)


# --- moving ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("start", _Stage.values)
@pytest.mark.parametrize("end", _Stage.values)
def test_an_option_moves_as_the_table_of_steps_says(anna: Actor, start: str, end: str) -> None:
    option = make_option(make_search(anna), anna)
    PremisesOption.objects.filter(pk=option.pk).update(stage=start)
    if end in PREMISES_STATES.steps[start]:
        assert move(option, anna, end).stage == end
    else:
        with pytest.raises(Denied):
            move(option, anna, end)


def test_nobody_chooses_a_house_that_nobody_has_seen() -> None:
    for stage in (_Stage.NOTED, _Stage.CONTACTED, _Stage.DROPPED):
        assert not PREMISES_STATES.may_go(stage, _Stage.CHOSEN)


@pytest.mark.parametrize(
    ("stage", "said", "field"),
    [
        (_Stage.DROPPED, {"note": " "}, "note"),
        (_Stage.CHOSEN, {"note": ""}, "note"),
        (_Stage.CHOSEN, {"decided_by": " "}, "decided_by"),
        (_Stage.NEGOTIATED, {"day": DAY + dt.timedelta(days=1)}, "day"),
    ],
)
def test_a_move_says_what_it_must(anna: Actor, stage: str, said: dict[str, Any], field: str) -> None:
    option = move(make_option(make_search(anna), anna), anna, _Stage.VISITED)
    with pytest.raises(Refused) as refused:
        move(option, anna, stage, **said)
    assert refused.value.field == field
    assert PremisesOption.objects.get(pk=option.pk).stage == _Stage.VISITED


def test_one_house_is_chosen_at_a_time_and_a_choice_is_taken_back_with_a_reason(anna: Actor) -> None:
    initiative = make_search(anna)
    first, second = make_option(initiative, anna), make_option(initiative, anna, "Skolan")
    move(first, anna, _Stage.VISITED, _Stage.CHOSEN)
    move(second, anna, _Stage.VISITED)
    with pytest.raises(Refused, match="”Kvarnhuset” är redan vald"):
        move(second, anna, _Stage.CHOSEN)
    with pytest.raises(Refused) as refused:
        move(first, anna, _Stage.NEGOTIATED, note="")
    assert refused.value.field == "note"
    move(first, anna, _Stage.NEGOTIATED, note="Ägaren hyrde ut till en annan.")
    move(second, anna, _Stage.CHOSEN)
    chosen = reads.chosen_premises(initiative)
    assert chosen is not None
    assert (chosen.option.name, chosen.decided_by) == ("Skolan", "Styrgruppen")


@pytest.mark.parametrize(
    "values", [{"stage": "dropped", "note": ""}, {"stage": "chosen", "note": "Bra", "decided_by": ""}]
)
def test_the_database_keeps_no_choice_without_its_words(anna: Actor, values: dict[str, str]) -> None:
    option = make_option(make_search(anna), anna)
    who = {"day": DAY, "recorded_by_id": anna.user_id, "recorded_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        PremisesMove.objects.create(option=option, **who, **values)


def test_the_database_keeps_one_chosen_house(anna: Actor) -> None:
    initiative = make_search(anna)
    make_option(initiative, anna), make_option(initiative, anna, "Skolan")
    with pytest.raises(IntegrityError), transaction.atomic():
        PremisesOption.objects.update(stage=_Stage.CHOSEN)


def test_of_two_who_move_an_option_at_once_one_wins_and_the_other_is_told(own_database: str) -> None:
    anna = build_house().anna
    option = move(make_option(make_search(anna), anna), anna, _Stage.VISITED)
    going = functools.partial(
        actions.move_premises, option, by=anna, at=AT, day=DAY, seen=_Stage.VISITED, note="Så blev det."
    )
    choose = functools.partial(going, stage=_Stage.CHOSEN, decided_by="Styrgruppen")
    drop = functools.partial(going, stage=_Stage.DROPPED)
    first, second = overlapping(choose, drop, area_id=anna.area_id)
    assert first.stage == _Stage.CHOSEN
    assert isinstance(second, Refused)
    assert str(second.reason) == "Någon annan var först: lokalen är nu ”vald”."
    assert PremisesMove.objects.filter(option=option, stage=_Stage.DROPPED).count() == 0


# --- who pays --------------------------------------------------------------------------------------


def test_shares_that_are_not_the_cost_are_kept_and_said(anna: Actor) -> None:
    option = make_option(make_search(anna), anna, yearly_cost=900_000)
    view = share(option, anna, ShareSaid(BOARD, yearly=500_000, fits="yes"), ShareSaid(CLINIC, percent=Decimal(30)))
    assert view.total is not None
    assert (view.total.left, view.total.adds_up) == (130_000, False)
    assert [(one.payer, one.yearly) for one in view.shares] == [(BOARD, 500_000), (CLINIC, 270_000)]
    view = share(option, anna, ShareSaid(BOARD, yearly=950_000))
    assert view.total is not None
    assert view.total.left == -50_000


def test_percents_that_are_a_hundred_leave_nothing_to_rounding(anna: Actor) -> None:
    option = make_option(make_search(anna), anna, yearly_cost=100_001)
    view = share(option, anna, ShareSaid(BOARD, percent=Decimal("33.33")), ShareSaid(CLINIC, percent=Decimal("66.67")))
    assert view.total is not None
    assert view.total.adds_up is True


def test_shares_in_percent_of_a_cost_that_is_not_known_say_what_is_left_of_a_hundred(anna: Actor) -> None:
    option = make_option(make_search(anna), anna)
    view = share(option, anna, ShareSaid(BOARD, percent=Decimal(60)))
    assert view.total is not None
    assert (view.total.left, view.total.percent_left) == (None, Decimal(40))
    view = share(option, anna, ShareSaid(BOARD, yearly=60))
    assert view.total is not None
    assert view.total.adds_up is None


def test_it_fits_when_every_party_has_said_so_and_the_shares_are_the_cost(anna: Actor) -> None:
    option = make_option(make_search(anna), anna, yearly_cost=100)
    half = [ShareSaid(BOARD, yearly=50, fits="yes"), ShareSaid(CLINIC, yearly=50, fits="yes")]
    assert share(option, anna, *half[:1]).fits == "unsure", "the clinic has not said anything"
    assert share(option, anna, *half).fits == "yes"
    assert share(option, anna, half[0], ShareSaid(CLINIC, yearly=40, fits="yes")).fits == "unsure", "ten are left"
    assert share(option, anna, half[0], ShareSaid(CLINIC, yearly=50, fits="no")).fits == "no"
    other = ShareSaid("Ekbackens skolnämnd", yearly=0, fits="unsure")
    assert share(option, anna, *half, other).fits == "unsure", "somebody who is no party has not said"


@pytest.mark.parametrize(
    ("shares", "field"),
    [
        ([ShareSaid("", yearly=5)], "payer_1"),
        ([ShareSaid(BOARD, yearly=5), ShareSaid(BOARD.upper(), yearly=6)], "payer_2"),
        ([ShareSaid(BOARD, yearly=5, percent=Decimal(5))], "percent_1"),
        ([ShareSaid(BOARD, percent=Decimal(101))], "percent_1"),
    ],
)
def test_a_share_is_one_payers_and_in_one_measure(anna: Actor, shares: list[ShareSaid], field: str) -> None:
    option = make_option(make_search(anna), anna)
    with pytest.raises(Refused) as refused:
        share(option, anna, *shares)
    assert refused.value.field == field


def test_a_share_that_nobody_changed_keeps_who_recorded_it(anna: Actor, dag: Actor) -> None:
    option = make_option(make_search(anna), anna)
    share(option, anna, ShareSaid(BOARD, yearly=5))
    share(option, dag, ShareSaid(BOARD, yearly=5), ShareSaid(CLINIC, yearly=6))
    recorded = dict(PremisesShare.objects.values_list("payer", "recorded_by"))
    assert recorded == {BOARD: anna.user_id, CLINIC: dag.user_id}
    share(option, anna, ShareSaid(CLINIC, yearly=6))
    assert list(PremisesShare.objects.values_list("payer", flat=True)) == [CLINIC]


# --- how the legs would be there -------------------------------------------------------------------


def test_the_class_follows_from_how_the_legs_would_be_in_the_house(anna: Actor) -> None:
    initiative = make_search(anna)
    option = make_option(initiative, anna)

    def strict(view: reads.OptionView) -> str:
        return next(str(one.classification.kind) for one in view.classes if one.definition.series == "ffff")

    whole = dict.fromkeys(("OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL", "MIDWIFERY", "CHILD_HEALTH"), "whole")
    assert strict(place_legs(option, anna, **whole)) == "full"
    assert strict(place_legs(option, anna, **whole | {"MIDWIFERY": "none"})) == "like"
    actions.remove_party(InitiativeParty.objects.get(name=CLINIC), by=anna, at=AT)
    assert strict(seen(option, anna)) == "None", "a party that leaves takes its legs with it"


def test_only_legs_that_a_party_brings_are_placed(anna: Actor) -> None:
    option = make_option(make_search(anna), anna)
    board = InitiativeParty.objects.get(name=BOARD)
    for key, degree in (((board.pk, "MIDWIFERY"), "whole"), ((board.pk, "OPEN_PRESCHOOL"), "often")):
        with pytest.raises(Refused):
            actions.set_premises_legs(
                option, by=anna, at=AT, legs={key: (degree, None)}, seen=seen(option, anna).legs_mark
            )


# --- side by side ----------------------------------------------------------------------------------


def test_the_page_costs_the_same_with_one_option_and_with_three(anna: Actor) -> None:
    initiative = make_search(anna)
    criteria = weigh_by(initiative, anna, Läge=3, Kostnad=2)

    def full(name: str) -> None:
        option = make_option(initiative, anna, name, yearly_cost=10)
        move(option, anna, _Stage.VISITED)
        share(option, anna, ShareSaid(BOARD, yearly=10))
        place_legs(option, anna, MIDWIFERY="whole")
        score(option, anna, criteria, Läge=3, Kostnad=1)

    def queries() -> int:
        whole = Initiative.objects.select_related("place").get(pk=initiative.pk)
        with CaptureQueriesContext(connection) as asked:
            page = reads.premises_page(whole, actor=anna, today=DAY)
            assert all(one.moves[0].recorded_by.name for one in page.options)
        return len(asked)

    full("Kvarnhuset")
    one = queries()
    full("Skolan"), full("Torget 4")
    assert queries() == one


def test_the_options_that_have_come_farthest_stand_first_and_the_dropped_last(anna: Actor) -> None:
    initiative = make_search(anna)
    for name, stages in (
        ("Åkern", (_Stage.DROPPED,)),
        ("Öppna huset", ()),
        ("Ängen", ()),
        ("Torget", (_Stage.VISITED, _Stage.CHOSEN)),
        ("Skolan", (_Stage.VISITED,)),
    ):
        move(make_option(initiative, anna, name), anna, *stages)
    page = page_of(initiative, anna)
    assert [one.option.name for one in page.options] == ["Torget", "Skolan", "Ängen", "Öppna huset", "Åkern"]
    assert page.chosen is page.options[0]
    assert [one.option.name for one in page.dropped] == ["Åkern"]

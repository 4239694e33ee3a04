"""A mapping: four parts and a choice, about groups and never a person, settled once and for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import (
    Initiative,
    InitiativeParty,
    Invitation,
    Mapping,
    MappingActor,
    MappingArea,
    MappingNeed,
    Stance,
    StanceHolder,
)
from famn.domain.people.rules import NOBODY, Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.establishment.mappings import gather, holder, need, say, start
from tests.factories import make_initiative
from tests.people import AT, DAY, House
from tests.scenes import scene


@scene
def initiative(anna: Actor) -> Initiative:
    return make_initiative(anna)


@scene
def mapping(initiative: Initiative, anna: Actor) -> Mapping:
    return start(initiative, anna)


def page(mapping: Mapping) -> reads.MappingPage:
    rows = Mapping.objects.select_related("initiative", "place", "based_on", "started_by")
    return reads.mapping_page(rows.get(pk=mapping.pk), NOBODY)


def settle(mapping: Mapping, by: Actor, at: dt.datetime = AT) -> Mapping:
    return actions.settle_mapping(mapping, by=by, at=at)


# --- who ---------------------------------------------------------------------------------------------


def test_a_mapping_is_seen_by_its_authority_and_written_by_those_who_drive(house: House, mapping: Mapping) -> None:
    seen = {name: rules.visible_mappings(actor).exists() for name, actor in house.everyone().items()}
    assert seen == {"anna": True, "bo": True, "cesar": False, "dag": True, "disa": False}
    row = Mapping.objects.select_related("initiative").get(pk=mapping.pk)
    may = {name: bool(rules.may_map(actor, row)) for name, actor in house.everyone().items()}
    assert may == {"anna": True, "bo": False, "cesar": False, "dag": True, "disa": False}


def test_each_act_is_refused_to_somebody_of_another_authority(mapping: Mapping, cesar: Actor) -> None:
    with pytest.raises(Denied):
        need(mapping, cesar, "Ett behov")
    assert not MappingNeed.objects.exists()


def test_one_mapping_at_a_time_is_under_way(mapping: Mapping, initiative: Initiative, anna: Actor) -> None:
    with pytest.raises(Denied, match="pågår redan"):
        start(initiative, anna)


def test_what_is_written_leaves_its_trail_on_the_mapping(mapping: Mapping, anna: Actor) -> None:
    row = need(mapping, anna, "Ett behov")
    actions.remove_need(row, by=anna, at=AT)
    events = TrailEvent.objects.filter(thing="mapping", thing_id=mapping.pk).order_by("pk")
    assert [(one.verb, set(one.about)) for one in events] == [
        ("start_mapping", {"initiative"}),
        ("write_need", {"mapping_need"}),
        ("remove_need", {"mapping_need"}),
    ]


# --- groups, never a person --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Familjen till 160229-1234 behöver stöd",
        "20160229-1234",
        "160229 – 1234",
        "Samordningsnummer 160289-1234",
        "201602291237",
    ],
)
def test_what_looks_like_a_personal_number_is_refused_kindly(mapping: Mapping, anna: Actor, text: str) -> None:
    with pytest.raises(Refused, match="grupper, aldrig om en person") as refused:
        need(mapping, anna, text)
    assert refused.value.field == "statement"
    assert not MappingNeed.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "Ring 08-465 004 12",
        "070-174 06 05",
        "Dnr 1.5.4-66/2016",
        "År 2016-2019",
        "161345-1234",
        "1602291236",
        "KS 2021/0049",
    ],
)
def test_other_figures_are_not_taken_for_a_personal_number(mapping: Mapping, anna: Actor, text: str) -> None:
    assert need(mapping, anna, text).statement == text


WRITES: dict[str, Callable[[Mapping, Actor, str], Any]] = {
    "actor": lambda m, by, text: actions.write_actor(m, by=by, at=AT, kind="other", name="A", contact=text),
    "note": lambda m, by, text: actions.write_actor(m, by=by, at=AT, kind="other", name="A", note=text),
    "invitation": lambda m, by, text: actions.write_invitation(m, by=by, at=AT, what="A", heard=text),
    "area": lambda m, by, text: actions.write_area(m, by=by, at=AT, name="A", about=text),
    "holder": lambda m, by, text: actions.write_holder(m, by=by, at=AT, name=text),
    "stance": lambda m, by, text: actions.record_stances(
        holder(m, by, "A"), by=by, at=AT, answers={"cooperation": "no"}, said_on=DAY, source=text
    ),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_no_part_takes_a_personal_number(
    mapping: Mapping, anna: Actor, write: Callable[[Mapping, Actor, str], Any]
) -> None:
    with pytest.raises(Refused, match="personnummer"):
        write(mapping, anna, "160229-1234")


@pytest.mark.parametrize(
    ("when", "is_fine"), [("2020", True), ("2020-11", True), ("2020-13", False), ("i fjol", False)]
)
def test_when_something_was_may_be_a_year_or_a_month(mapping: Mapping, anna: Actor, when: str, is_fine: bool) -> None:
    if is_fine:
        assert need(mapping, anna, "Ett behov", source_date=when).source_date == when
    else:
        with pytest.raises(Refused):
            need(mapping, anna, "Ett behov", source_date=when)


# --- what is thin ------------------------------------------------------------------------------------


def test_a_new_mapping_says_what_each_part_lacks_and_a_gathered_one_what_is_left(mapping: Mapping, anna: Actor) -> None:
    assert {one.part for one in page(mapping).thin} == {"needs", "actors", "care", "invitations", "areas"}
    gather(mapping, anna)
    assert [one.words for one in page(mapping).thin] == [
        "1 behov saknar källa.",
        "Samverka: svar saknas från Barnmorskemottagningen Aspen.",
        "Samlokalisera: svar saknas från Barnmorskemottagningen Aspen.",
        "Inom befintlig budget: svar saknas från Barnavårdscentralen Lönnen, Barnmorskemottagningen Aspen.",
    ]


def test_the_parties_of_health_care_are_there_from_the_start(initiative: Initiative, anna: Actor) -> None:
    for name, legs in (("Region Sjövik", ["MIDWIFERY", "CHILD_HEALTH"]), ("Ekbackens kommun", ["OPEN_PRESCHOOL"])):
        InitiativeParty.objects.create(initiative=initiative, name=name, legs=legs)
    content = page(start(initiative, anna)).content
    assert [(one.name, one.level, one.leg) for one in content.holders] == [("Region Sjövik", "authority", "")]


# --- the choice --------------------------------------------------------------------------------------


def test_a_choice_has_reasons_and_a_chosen_area_rests_on_a_need(mapping: Mapping, anna: Actor) -> None:
    area = actions.write_area(mapping, by=anna, at=AT, name="Backen")
    row = need(mapping, anna, "Ett behov", area=area)
    for values, field in (
        ({"choice": "chosen", "grounds": [row]}, "reasons"),
        ({"choice": "not_chosen"}, "reasons"),
        ({"choice": "chosen", "reasons": "Där bor många."}, "grounds"),
    ):
        with pytest.raises(Refused) as refused:
            actions.write_area(mapping, area, by=anna, at=AT, name="Backen", **values)
        assert refused.value.field == field
    actions.write_area(mapping, area, by=anna, at=AT, name="Backen", choice="chosen", reasons="Ja.", grounds=[row])
    assert page(mapping).content.areas[0].grounds == (row.origin,)


def test_a_mapping_is_not_settled_before_every_area_is_chosen_or_not(mapping: Mapping, anna: Actor) -> None:
    with pytest.raises(Denied, match="slutar i ett val"):
        settle(mapping, anna)
    actions.write_area(mapping, by=anna, at=AT, name="Backen")
    with pytest.raises(Denied, match="Kvar: 1"):
        settle(mapping, anna)
    area = MappingArea.objects.get()
    actions.write_area(mapping, area, by=anna, at=AT, name="Backen", choice="not_chosen", reasons="Nej.")
    assert settle(mapping, anna).state == "settled"


def test_an_area_that_goes_leaves_its_needs_for_the_whole_place(mapping: Mapping, anna: Actor) -> None:
    area = actions.write_area(mapping, by=anna, at=AT, name="Backen")
    need(mapping, anna, "Ett behov", area=area)
    actions.remove_area(MappingArea.objects.select_related("mapping").get(pk=area.pk), by=anna, at=AT)
    assert [one.area for one in page(mapping).content.needs] == [""]


# --- settled -----------------------------------------------------------------------------------------


def test_a_settled_mapping_says_the_same_for_ever_and_has_its_checksum(mapping: Mapping, anna: Actor) -> None:
    before = page(gather(mapping, anna)).content
    settled = settle(mapping, anna)
    content = page(mapping).content
    assert (content.areas, content.needs, content.holders) == (before.areas, before.needs, before.holders)
    assert (content.settled_on, content.settled_by) == (timezone.localdate(AT).isoformat(), "Anna Almgren")
    assert len(settled.sha256) == 64


def test_nothing_is_added_or_changed_in_a_settled_mapping(mapping: Mapping, anna: Actor) -> None:
    settle(gather(mapping, anna), anna)
    with pytest.raises(Denied, match="ändras inte"):
        need(mapping, anna, "Ett behov till")
    with pytest.raises(Denied, match="ändras inte"):
        say(StanceHolder.objects.select_related("mapping").order_by("pk")[0], anna, "cooperation", "no")


BREACHES: dict[str, Callable[[Mapping], Any]] = {
    "change the snapshot": lambda m: Mapping.objects.filter(pk=m.pk).update(sha256="0" * 64),
    "open it again": lambda m: Mapping.objects.filter(pk=m.pk).update(
        state="draft", content=None, sha256="", settled_by=None, settled_at=None
    ),
    "change a need": lambda m: MappingNeed.objects.filter(mapping=m).update(statement="Något annat"),
    "take a stance away": lambda m: Stance.objects.filter(holder__mapping=m).delete(),
    "change a stance": lambda m: Stance.objects.filter(holder__mapping=m).update(answer="no"),
    "change an actor": lambda m: MappingActor.objects.filter(mapping=m).update(cooperation="exists"),
    "take an invitation away": lambda m: Invitation.objects.filter(mapping=m).delete(),
    "change the choice": lambda m: MappingArea.objects.filter(mapping=m).update(choice="open"),
    "add an area": lambda m: MappingArea.objects.create(mapping=m, name="Ny", recorded_by=m.started_by, recorded_at=AT),
}


@pytest.mark.parametrize("breach", BREACHES.values(), ids=BREACHES)
def test_the_database_refuses_every_change_of_a_settled_mapping(
    mapping: Mapping, anna: Actor, breach: Callable[[Mapping], Any]
) -> None:
    settle(gather(mapping, anna), anna)
    row = Mapping.objects.select_related("started_by").get(pk=mapping.pk)
    with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
        breach(row)


def test_the_same_rows_may_change_while_it_is_under_way(mapping: Mapping, anna: Actor) -> None:
    gather(mapping, anna)
    for breach in (
        "change a need",
        "change a stance",
        "take a stance away",
        "change an actor",
        "take an invitation away",
    ):
        BREACHES[breach](mapping)


# --- repeated ----------------------------------------------------------------------------------------


def test_the_next_one_starts_from_the_last_and_shows_a_stance_that_changed(
    mapping: Mapping, initiative: Initiative, anna: Actor
) -> None:
    settle(gather(mapping, anna), anna)
    later = AT + dt.timedelta(days=730)
    second = start(initiative, anna, at=later, from_date=later.date())
    content = page(second).content
    assert (second.number, second.based_on_id) == (2, mapping.pk)
    assert [area.choice for area in content.areas] == ["open", "open"]
    assert (len(content.needs), len(content.actors), len(content.invitations)) == (2, 1, 0)
    assert page(second).changed == []
    clinic = StanceHolder.objects.select_related("mapping").get(mapping=second, name="Barnavårdscentralen Lönnen")
    say(clinic, anna, "co_location", "positive", dt.date(2028, 2, 1))
    changed = page(second).changed
    assert [(one.what, one.before, one.after) for one in changed] == [
        ("Barnavårdscentralen Lönnen: samlokalisera", "osäker", "positiv")
    ]
    assert [said.answer for said in page(second).content.holders[0].stances if said.question == "co_location"] == [
        "positive",
        "unsure",
    ]


def test_a_need_that_is_new_or_gone_and_a_choice_that_turned_are_told(
    mapping: Mapping, initiative: Initiative, anna: Actor
) -> None:
    settle(gather(mapping, anna), anna)
    second = start(initiative, anna)
    gone = MappingNeed.objects.select_related("mapping").get(mapping=second, statement__startswith="Väntrummen")
    actions.remove_need(gone, by=anna, at=AT)
    kept = need(second, anna, "Fler språk behövs")
    lake = MappingArea.objects.get(mapping=second, name="Sjösidan")
    actions.write_area(
        second, lake, by=anna, at=AT, name="Sjösidan", choice="chosen", reasons="Nu finns det.", grounds=[kept]
    )
    assert [reads.change_words(one) for one in page(second).changed] == [
        "Behov: nytt, Fler språk behövs.",
        "Behov: är inte med längre, var Väntrummen är fulla på morgonen.",
        "Sjösidan: från valdes bort till valt.",
    ]


# --- stances -----------------------------------------------------------------------------------------


def test_the_newest_day_counts_whenever_it_was_written_down(mapping: Mapping, anna: Actor) -> None:
    clinic = holder(mapping, anna, "Barnavårdscentralen Lönnen")
    say(clinic, anna, "co_location", "positive", dt.date(2026, 2, 20))
    say(clinic, anna, "co_location", "no", dt.date(2025, 5, 1))
    newest = page(mapping).content.holders[0].newest("co_location")
    assert newest is not None and newest.answer == "positive"


def test_a_stance_has_its_source_and_a_day_that_has_come(mapping: Mapping, anna: Actor) -> None:
    clinic = holder(mapping, anna, "Barnavårdscentralen Lönnen")
    plain: dict[str, Any] = {"answers": {"cooperation": "no"}, "said_on": DAY, "source": "Möte"}
    for change, field in (
        ({"source": " "}, "source"),
        ({"said_on": DAY + dt.timedelta(days=1)}, "said_on"),
        ({"answers": {"cooperation": ""}}, None),
        ({"answers": {"cooperation": "kanske"}}, None),
    ):
        with pytest.raises(Refused) as refused:
            actions.record_stances(clinic, by=anna, at=AT, **plain | change)
        assert refused.value.field == field
    assert not Stance.objects.exists()


def test_one_meeting_gives_several_answers_in_one_go(mapping: Mapping, anna: Actor) -> None:
    clinic = holder(mapping, anna, "Barnavårdscentralen Lönnen")
    answers = {"cooperation": "positive", "co_location": "unsure", "within_budget": ""}
    actions.record_stances(
        clinic, by=anna, at=AT, answers=answers, said_on=DAY, source="Möte", said_by="verksamhetschef"
    )
    assert set(Stance.objects.values_list("question", "answer")) == {
        ("cooperation", "positive"),
        ("co_location", "unsure"),
    }


def test_a_holder_that_is_known_here_is_tied_to_its_unit(house: House, mapping: Mapping, anna: Actor) -> None:
    row = actions.write_holder(mapping, by=anna, at=AT, name="familjeenheten")
    assert row.unit is not None and row.unit.name == "Familjeenheten"
    board = actions.write_holder(mapping, by=anna, at=AT, name="Sjövikens socialnämnd", level="authority")
    assert board.authority is not None and board.unit is None

"""From a confirmed document to an initiative, and the people who are told."""

from __future__ import annotations

import datetime as dt
import functools
from dataclasses import replace
from typing import Any

import pytest

from famn.domain.establishment import actions, reads
from famn.domain.establishment.actions import Confirmed
from famn.domain.establishment.models import Initiative, InitiativeMatter
from famn.domain.matters.facts import Facts
from famn.domain.matters.models import IncomingFile, Matter
from famn.domain.people.models import Place, Role, Unit, User
from famn.domain.people.rules import Actor
from famn.ground import sealed
from famn.ground.mail import Letter
from famn.ground.verdict import Denied, Refused
from tests.domain.at_once import overlapping
from tests.domain.papers import facts, starting
from tests.factories import make_incoming, make_initiative
from tests.people import AT, DAY, build_house, make_actor
from tests.scenes import scene

OSTERMALM = "0180-ostermalm"


@scene
def unit(at_work: Actor) -> Unit:
    """Anna's unit."""
    return Unit.objects.select_related("area__authority").get(pk=at_work.unit_id)


def confirm(by: Actor, confirmed: Facts, incoming: IncomingFile | None = None, **changes: Any) -> Confirmed:
    file = incoming or make_incoming(by, content=f"fil {IncomingFile.objects.count()}".encode())
    return actions.confirm_reading(file, **{"by": by, "at": AT, "facts": confirmed, "version": 1} | changes)


def at_place(code: str = OSTERMALM, **changes: Any) -> Facts:
    plain = starting(**changes)
    return replace(plain, initiative=replace(plain.initiative, place_code=code))


def started(confirmed: Confirmed) -> Initiative:
    assert confirmed.initiative is not None
    return confirmed.initiative


def told(since: int = 0) -> list[str]:
    """Who got a letter about the document, by name."""
    letters = Letter.objects.filter(pk__gt=since, subject__startswith="Nytt i ärendet").order_by("pk")
    names = dict(User.objects.values_list("email", "name"))
    return [names[letter.to] for letter in letters]


# --- the initiative --------------------------------------------------------------------------------


def test_without_being_asked_for_no_initiative_starts(at_work: Actor) -> None:
    done = confirm(at_work, facts())
    assert done.initiative is None
    assert done.matter.pk == done.document.matter_id
    assert not Initiative.objects.exists()


def test_an_initiative_starts_with_its_parties_their_legs_and_its_matter(at_work: Actor) -> None:
    plain = at_place()
    wanted = replace(plain, initiative=replace(plain.initiative, trigger="Lokalerna sägs upp.", move_by="2026-12-31"))
    initiative = started(confirm(at_work, wanted))
    page = reads.initiative_page(initiative, today=DAY, actor=at_work)
    assert (page.title, page.place_name) == ("Familjecentral i Ekbacken", "Östermalm")
    assert (page.initiative.trigger, page.initiative.move_by) == ("Lokalerna sägs upp.", dt.date(2026, 12, 31))
    assert {party.name: party.legs for party in page.parties} == {
        "Ekbackens stadsdelsnämnd": ["OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"],
        "Vårdcentralen Lönnen": ["MIDWIFERY", "CHILD_HEALTH"],
    }
    own = next(party for party in page.parties if party.name == "Ekbackens stadsdelsnämnd")
    assert own.authority_id == at_work.authority_id
    assert [matter.title for matter in page.matters] == [wanted.title]
    assert [one.assignment.due_date for one in page.assignments] == [dt.date(2026, 9, 30)]


def test_no_step_is_reached_that_nobody_said_was_reached(at_work: Actor) -> None:
    page = reads.initiative_page(started(confirm(at_work, at_place())), today=DAY, actor=at_work)
    assert page.current is None
    assert not any(step.reached for step in page.steps)


def test_a_step_that_is_said_to_be_reached_has_the_day_of_the_document(at_work: Actor) -> None:
    plain = at_place(date="2026-02-20")
    done = confirm(at_work, replace(plain, initiative=replace(plain.initiative, step=2)))
    page = reads.initiative_page(started(done), today=DAY, actor=at_work)
    assert page.current is not None
    assert (page.current.number, page.current.reached_on) == (2, dt.date(2026, 2, 20))


def test_the_place_may_be_named_by_the_document_alone(at_work: Actor) -> None:
    initiative = started(confirm(at_work, starting(area="Österåker")))
    assert initiative.place is not None
    assert initiative.place.code == "0117"


def test_an_area_that_is_no_known_place_is_kept_as_written(at_work: Actor) -> None:
    initiative = started(confirm(at_work, starting(area="Ekbacken")))
    assert (initiative.place, initiative.place_name) == (None, "Ekbacken")


def test_a_place_with_an_initiative_under_way_gets_the_matter_and_no_second_initiative(at_work: Actor) -> None:
    first = started(confirm(at_work, at_place()))
    second = confirm(at_work, at_place(registry_numbers=()))
    assert started(second).pk == first.pk
    assert Initiative.objects.count() == 1
    assert InitiativeMatter.objects.filter(initiative=first).count() == 2


@pytest.mark.parametrize("change", [actions.rest_initiative, actions.end_initiative])
def test_an_initiative_that_is_not_under_way_takes_no_matter(at_work: Actor, change: Any) -> None:
    first = started(confirm(at_work, at_place()))
    change(first, by=at_work, at=AT)
    assert started(confirm(at_work, at_place(registry_numbers=()))).pk != first.pk


def test_another_authoritys_initiative_at_the_place_is_left_alone(at_work: Actor, cesar: Actor) -> None:
    theirs = make_initiative(cesar, place=Place.objects.get(code=OSTERMALM))
    assert started(confirm(at_work, at_place())).pk != theirs.pk
    assert not InitiativeMatter.objects.filter(initiative=theirs).exists()


def test_two_who_confirm_for_one_place_at_once_start_one_initiative(own_database: str) -> None:
    anna = build_house().anna
    with sealed.acting(anna.area_id):
        files = [make_incoming(anna, content=name.encode()) for name in ("ett", "två")]
    calls = [
        functools.partial(confirm, anna, at_place(registry_numbers=(number,)), file)
        for number, file in zip(("KS 2026/1", "KS 2026/2"), files, strict=True)
    ]
    first, second = overlapping(*calls, area_id=anna.area_id)
    assert started(first).pk == started(second).pk
    assert Initiative.objects.count() == 1
    assert InitiativeMatter.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "initiative.title"),
        ({"move_by": "2026-12"}, "initiative.move_by"),
        ({"place_code": "finns-inte"}, "initiative.place_code"),
    ],
)
def test_a_fault_in_the_initiative_is_told_at_its_field_and_nothing_is_confirmed(
    at_work: Actor, changes: dict[str, str], field: str
) -> None:
    plain = at_place()
    with pytest.raises(Refused) as refused:
        confirm(at_work, replace(plain, initiative=replace(plain.initiative, **changes)))
    assert refused.value.field == field
    assert not Matter.objects.exists()
    assert not told()
    assert IncomingFile.objects.get().state == IncomingFile.State.WAITING


def test_an_initiative_without_any_place_is_refused_at_the_area(at_work: Actor) -> None:
    with pytest.raises(Refused) as refused:
        confirm(at_work, starting(area=""))
    assert refused.value.field == "place"


def test_a_role_that_reads_in_but_drives_nothing_confirms_without_an_initiative(at_work: Actor, unit: Unit) -> None:
    secretary = make_actor("Siv Sälg", unit, Role.SECRETARY)
    with pytest.raises(Denied):
        confirm(secretary, at_place())
    assert confirm(secretary, facts()).initiative is None


def test_somebody_who_changed_the_file_meanwhile_is_named(at_work: Actor) -> None:
    with pytest.raises(Refused, match="borta"):
        confirm(at_work, facts(), version=7)


# --- who is told -----------------------------------------------------------------------------------


def test_officer_managers_of_the_unit_and_coordinators_of_the_authority_are_told_once_each(
    at_work: Actor, unit: Unit, dag: Actor
) -> None:
    make_actor("Malva Mansson", unit, Role.MANAGER)
    other_unit = Unit.objects.select_related("area__authority").get(pk=dag.unit_id)
    make_actor("Annan Manel", other_unit, Role.MANAGER)
    make_actor("Kajsa Kornblixt", other_unit, Role.COORDINATOR)
    make_actor("Ragna Rölleka", unit, Role.REVIEWER)
    done = confirm(at_work, facts(case_officer="Dag Dahlström"))
    assert done.matter.case_officer_id == dag.user_id
    assert sorted(told()) == ["Dag Dahlström", "Kajsa Kornblixt", "Malva Mansson"]


def test_one_who_is_both_officer_and_manager_gets_one_letter(at_work: Actor, unit: Unit) -> None:
    make_actor("Malva Mansson", unit, Role.MANAGER)
    make_actor("Malva Mansson", unit, Role.COORDINATOR)
    confirm(at_work, facts(case_officer="Malva Mansson"))
    assert told() == ["Malva Mansson"]


def test_the_one_who_confirms_gets_no_letter(at_work: Actor) -> None:
    confirm(at_work, facts(case_officer="Anna Almgren"))
    assert told() == []


def test_people_who_have_left_and_people_of_other_authorities_are_not_told(
    at_work: Actor, unit: Unit, cesar: Actor
) -> None:
    gone = make_actor("Gunnar Gullregn", unit, Role.MANAGER)
    User.objects.filter(pk=gone.user_id).update(is_active=False)
    elsewhere = Unit.objects.select_related("area__authority").get(pk=cesar.unit_id)
    make_actor("Kerstin Kaveldun", elsewhere, Role.COORDINATOR)
    confirm(at_work, facts(case_officer=""))
    assert told() == []


def test_the_letter_tells_what_was_read_and_links_and_holds_no_running_text(at_work: Actor, unit: Unit) -> None:
    make_actor("Malva Mansson", unit, Role.MANAGER)
    done = confirm(at_work, at_place())
    letter = Letter.objects.get(subject__startswith="Nytt i ärendet")
    for words in (done.matter.title, "tjänsteutlåtande", "Anna Almgren", facts().decision_points[1].text):
        assert words in letter.text
        assert words in letter.html
    assert f"/{done.matter.code}/" in letter.text
    assert f"/{started(done).code}/" in letter.text
    assert "30 september 2026" in letter.text
    assert "måste lämna sina lokaler" not in letter.text + letter.html


def test_a_title_is_never_markup_in_a_letter(at_work: Actor, unit: Unit) -> None:
    make_actor("Malva Mansson", unit, Role.MANAGER)
    confirm(at_work, facts(title="<script>alert(1)</script> & så"))
    letter = Letter.objects.get(subject__startswith="Nytt i ärendet")
    assert "<script>" not in letter.html
    assert "<script>alert(1)</script> & så" in letter.text

"""A matter itself: changed, closed, opened again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from famn.domain.matters import actions
from famn.domain.matters.models import Matter
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground.mail import Letter
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.factories import make_assignment, make_matter
from tests.people import AT


def change(matter: Matter, by: Actor, **changes: Any) -> Matter:
    plain = {"title": matter.title, "case_officer": None, "meeting_date": None}
    return actions.change_matter(matter, by=by, at=AT, **plain | changes)


def test_a_matter_begins_before_any_document_and_its_officer_is_told(anna: Actor, dag: Actor) -> None:
    officer = User.objects.get(pk=dag.user_id)
    facts = {"title": "  Familjecentral  i Ekeby ", "registry_number": "SN 18/0098", "body": "Nämnden"}
    matter = actions.start_matter(by=anna, at=AT, case_officer=officer, **facts)
    assert (matter.title, matter.registry_number, matter.body) == ("Familjecentral i Ekeby", "SN 18/0098", "Nämnden")
    assert (matter.authority_id, matter.state, matter.case_officer) == (anna.authority_id, "open", officer)
    assert Letter.objects.filter(to=officer.email, subject__contains="Familjecentral i Ekeby").count() == 1
    assert TrailEvent.objects.filter(verb="start_matter", thing_id=matter.pk).exists()


@pytest.mark.parametrize(
    ("facts", "field"),
    [({"title": " "}, "title"), ({"title": "Nytt", "registry_number": "KS 2021/49"}, "registry_number")],
)
def test_a_matter_begins_with_a_title_and_a_number_of_its_own(anna: Actor, facts: dict[str, str], field: str) -> None:
    change(make_matter(anna), anna, registry_number="KS 2021/0049")
    before = Matter.objects.count()
    with pytest.raises(Refused) as refused:
        actions.start_matter(by=anna, at=AT, **facts)
    assert refused.value.field == field
    assert Matter.objects.count() == before


def test_only_who_changes_matters_begins_one(bo: Actor) -> None:
    with pytest.raises(Denied):
        actions.start_matter(by=bo, at=AT, title="Nytt")


def test_a_matter_is_changed_and_keeps_what_is_not_named(anna: Actor) -> None:
    matter = make_matter(anna, body="Nämnden", registry_number="SN 18/0098")
    changed = change(matter, anna, title="  Ny   rubrik ", meeting_date=dt.date(2026, 4, 1))
    assert (changed.title, changed.body, changed.registry_number) == ("Ny rubrik", "Nämnden", "SN 18/0098")
    assert Matter.objects.get(pk=matter.pk).meeting_date == dt.date(2026, 4, 1)
    assert TrailEvent.objects.filter(verb="change_matter", thing_id=matter.pk).exists()


def test_a_matter_must_have_a_title(anna: Actor) -> None:
    with pytest.raises(Refused) as refused:
        change(make_matter(anna), anna, title=" ")
    assert refused.value.field == "title"


def test_a_matter_cannot_take_the_number_of_another(anna: Actor) -> None:
    change(make_matter(anna, title="Det första"), anna, title="Det första", registry_number="KS 2021/0049")
    with pytest.raises(Refused, match="Det första") as refused:
        change(make_matter(anna), anna, registry_number="KS 2021/49")
    assert refused.value.field == "registry_number"


def test_a_matter_may_be_saved_again_with_its_own_number(anna: Actor) -> None:
    matter = change(make_matter(anna), anna, registry_number="KS 2021/0049")
    assert change(matter, anna, registry_number="KS 2021/49").registry_number == "KS 2021/49"


def test_a_new_case_officer_is_told_once_and_not_when_she_takes_it_herself(anna: Actor, dag: Actor) -> None:
    matter = make_matter(anna, case_officer_id=None)
    officer = User.objects.get(pk=dag.user_id)
    change(matter, anna, case_officer=officer)
    change(matter, anna, case_officer=officer)
    letters = Letter.objects.filter(to=officer.email, subject__startswith="Du är handläggare")
    assert letters.count() == 1
    assert matter.code in letters.get().text
    change(matter, anna, case_officer=User.objects.get(pk=anna.user_id))
    assert Letter.objects.filter(subject__startswith="Du är handläggare").count() == 1


def test_a_case_officer_must_work_for_the_authority(anna: Actor, cesar: Actor) -> None:
    with pytest.raises(Refused) as refused:
        change(make_matter(anna), anna, case_officer=User.objects.get(pk=cesar.user_id))
    assert refused.value.field == "case_officer"


def test_a_matter_is_not_closed_while_something_waits_for_an_answer(anna: Actor) -> None:
    matter = make_matter(anna)
    assignment = make_assignment(matter)
    with pytest.raises(Refused, match="väntar på svar"):
        actions.close_matter(matter, by=anna, at=AT)
    actions.withdraw_assignment(assignment, by=anna, at=AT)
    assert actions.close_matter(matter, by=anna, at=AT).closed_at == AT


def test_a_closed_matter_is_not_changed_until_it_is_opened_again(anna: Actor) -> None:
    matter = actions.close_matter(make_matter(anna), by=anna, at=AT)
    with pytest.raises(Denied, match="avslutat"):
        change(matter, anna, title="Nytt")
    opened = actions.reopen_matter(matter, by=anna, at=AT)
    assert (opened.state, opened.closed_at, opened.closed_by_id) == (Matter.State.OPEN, None, None)
    assert change(matter, anna, title="Nytt").title == "Nytt"


def test_neither_the_colleague_without_the_role_nor_another_authority_may_change_a_matter(
    anna: Actor, bo: Actor, cesar: Actor
) -> None:
    matter = make_matter(anna)
    for somebody in (bo, cesar):
        with pytest.raises(Denied):
            change(matter, somebody, title="Mitt")
        with pytest.raises(Denied):
            actions.close_matter(matter, by=somebody, at=AT)

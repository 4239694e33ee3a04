"""The truths that the database itself holds of matters: each is broken once, and refused."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from famn.domain.matters.models import ASSIGNMENT_STATES, INCOMING_STATES, MATTER_STATES, Assignment
from famn.domain.people.rules import Actor
from tests.factories import make_assignment, make_document, make_incoming, make_matter
from tests.people import AT


def refused(name: str, write: object) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()  # type: ignore[operator]  # any call


def test_a_file_that_waits_has_nobody_who_settled_it_and_a_settled_one_has(at_work: Actor) -> None:
    name = "incoming_settled_has_who_and_when"
    refused(name, lambda: make_incoming(at_work, state="confirmed"))
    refused(name, lambda: make_incoming(at_work, settled_at=AT, settled_by_id=at_work.user_id))


def test_the_same_bytes_are_kept_once_in_an_area_but_for_those_laid_aside(at_work: Actor) -> None:
    make_incoming(at_work, content=b"samma")
    refused("incoming_once_per_area", lambda: make_incoming(at_work, content=b"samma"))
    make_incoming(at_work, content=b"samma", state="set_aside", settled_at=AT, settled_by_id=at_work.user_id)


def test_a_matter_is_closed_by_somebody_at_some_time_or_open(anna: Actor) -> None:
    refused("matter_closed_has_who_and_when", lambda: make_matter(anna, state="closed", closed_at=AT))
    refused("matter_closed_has_who_and_when", lambda: make_matter(anna, closed_by_id=anna.user_id))


def test_a_registry_number_belongs_to_one_matter_of_an_authority(anna: Actor, cesar: Actor) -> None:
    make_matter(anna, registry_key="KS 2021/49")
    refused("registry_number_once", lambda: make_matter(anna, registry_key="KS 2021/49"))
    make_matter(cesar, registry_key="KS 2021/49")


def test_a_document_stands_once_in_a_matter_with_a_real_date_and_the_keeper_of_its_file(at_work: Actor) -> None:
    matter = make_matter(at_work)
    make_document(matter, sha256="a" * 64)
    refused("document_once_per_matter", lambda: make_document(matter, sha256="a" * 64))
    refused("document_date_is_iso", lambda: make_document(matter, date="våren"))
    refused("document_original_has_its_keeper", lambda: make_document(matter, incoming=make_incoming(at_work)))


def test_an_assignment_is_settled_by_somebody_at_some_time_or_open(anna: Actor) -> None:
    matter = make_matter(anna)
    refused("assignment_settled_has_who_and_when", lambda: make_assignment(matter, state="answered", settled_at=AT))
    refused("assignment_settled_has_who_and_when", lambda: make_assignment(matter, settled_by_id=anna.user_id))


@pytest.mark.parametrize("states", [INCOMING_STATES, MATTER_STATES, ASSIGNMENT_STATES])
def test_every_state_can_be_reached_from_the_first(states: object) -> None:
    reached, new = set(), {states.first}  # type: ignore[attr-defined]  # a table of states
    while new:
        reached |= new
        new = {end for state in new for end in states.steps.get(state, ())} - reached  # type: ignore[attr-defined]  # of States
    assert reached == set(states.choices.values)  # type: ignore[attr-defined]  # of States


def test_a_withdrawn_assignment_stays_withdrawn() -> None:
    for state in Assignment.State:
        assert not ASSIGNMENT_STATES.may_go(Assignment.State.WITHDRAWN, state)

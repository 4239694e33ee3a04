"""The house that tests share stands as it was built, whatever a test has done in it."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker

from famn.domain.matters.models import Matter
from famn.domain.people.models import Unit
from tests.databases import HOUSE, talking_by
from tests.factories import make_matter
from tests.people import House
from tests.scenes import STAGE

Standing = tuple[House, BaseDatabaseWrapper]


def test_what_is_done_in_the_house_is_undone(standing_house: Standing, django_db_blocker: DjangoDbBlocker) -> None:
    house, kept = standing_house
    with django_db_blocker.unblock(), talking_by(kept):
        before = list(Unit.objects.order_by("pk").values())
        with STAGE.set_for([]):
            make_matter(house.anna)
            Unit.objects.update(name="Ett annat namn")
        assert not Matter.objects.exists()
        assert list(Unit.objects.order_by("pk").values()) == before != []


def test_what_breaks_a_rule_that_is_checked_last_is_told_and_undone(
    standing_house: Standing, django_db_blocker: DjangoDbBlocker
) -> None:
    house, kept = standing_house
    with django_db_blocker.unblock(), talking_by(kept):
        with pytest.raises(IntegrityError), STAGE.set_for([]):
            make_matter(house.anna, opened_by_id=0)  # there is no such person
        assert not Matter.objects.exists()


def test_who_asks_for_the_house_is_in_its_database_before_anything_else_is_made(
    name_of_database: str, house: House
) -> None:
    assert name_of_database == HOUSE
    assert Unit.objects.filter(pk=house.anna.unit_id).exists()


@pytest.fixture
def name_of_database(db: None) -> str:
    """The database that what is asked for before the house is made in."""
    return str(connection.settings_dict["NAME"])


def test_who_does_not_ask_for_it_has_an_empty_one(name_of_database: str) -> None:
    assert name_of_database != HOUSE
    assert not Unit.objects.exists()

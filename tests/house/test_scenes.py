"""What tests begin with is made once for those in a row, and none of them can tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import IntegrityError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from pytest_django import DjangoDbBlocker

from famn.domain.matters.models import Matter
from famn.domain.people.models import Unit
from tests.databases import talking_by
from tests.factories import make_matter
from tests.people import House
from tests.scenes import STAGE, Maker, Stage, bring_together

Standing = tuple[House, BaseDatabaseWrapper]


@dataclass
class Made:
    """Scenes that are counted as they are made: a matter, and above it one that gives it a body."""

    house: House
    stage: Stage
    makers: list[Maker] = field(default_factory=list)
    times: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        def matter() -> Matter:
            self.times["matter"] += 1
            return make_matter(self.house.anna, title="Som den gjordes")

        def with_body() -> Matter:
            self.times["body"] += 1
            row: Matter = self.stage.value_of(matter, {})
            row.body = "Nämnden"
            row.save()
            return row

        self.makers += [matter, with_body]

    def begin(self) -> list[Matter]:
        """What a test is given that asks for all that is wanted."""
        return [self.stage.value_of(maker, {}) for maker in self.stage.wanted]


@pytest.fixture
def made(standing_house: Standing, django_db_blocker: DjangoDbBlocker) -> Iterator[Made]:
    """The house, and the stage as it is before the first test and after the last."""
    house, kept = standing_house
    with django_db_blocker.unblock(), talking_by(kept):
        STAGE.leave()
        try:
            yield Made(house, STAGE)
        finally:
            STAGE.leave()


def test_two_in_a_row_share_what_is_made_and_the_second_sees_nothing_of_the_first(made: Made) -> None:
    with made.stage.set_for(made.makers):
        (matter, with_body) = made.begin()
        assert matter is with_body  # as it was when it was made
        matter.title = "Ändrad"
        matter.save()
        make_matter(made.house.anna)
        Unit.objects.update(name="Ett annat namn")
    with made.stage.set_for(made.makers):
        (matter, with_body) = made.begin()
        assert matter is with_body
        assert (matter.title, matter.body) == ("Som den gjordes", "Nämnden")
        assert Matter.objects.get().title == "Som den gjordes"
        assert not Unit.objects.filter(name="Ett annat namn").exists()
    assert made.times == {"matter": 1, "body": 1}


def test_who_begins_with_less_does_not_see_the_rest_and_who_begins_with_nothing_sees_nothing(made: Made) -> None:
    with made.stage.set_for(made.makers):
        made.begin()
    with made.stage.set_for(made.makers[:1]):
        (matter,) = made.begin()
        assert (matter.body, Matter.objects.get().body) == ("", "")
    with made.stage.set_for([]):
        assert not Matter.objects.exists()
    assert made.times == {"matter": 1, "body": 1}


@pytest.mark.parametrize("fault", ["SELECT 1/0", "SELECT pg_terminate_backend(pg_backend_pid())"])
def test_after_an_error_or_a_lost_connection_the_next_begins_as_usual(made: Made, fault: str) -> None:
    with made.stage.set_for(made.makers):
        made.begin()
        with pytest.raises(Exception, match=r"zero|terminat"):
            connection.connection.execute(fault)
    with made.stage.set_for(made.makers):
        made.begin()
        assert Matter.objects.get().title == "Som den gjordes"


def test_a_scene_that_breaks_a_rule_that_is_checked_last_is_told(made: Made) -> None:
    def broken() -> Matter:
        return make_matter(made.house.anna, opened_by_id=0)  # there is no such person

    with pytest.raises(IntegrityError), made.stage.set_for([broken]):
        made.begin()
    with made.stage.set_for([]):
        assert not Matter.objects.exists()


def test_those_with_the_same_beginning_follow_each_other_within_their_file() -> None:
    class Item:
        def __init__(self, path: str, *scenes: str) -> None:
            self.path, self.scenes = path, dict.fromkeys(scenes)

    one, two, three, four = Item("b", "x"), Item("b"), Item("b", "x", "y"), Item("b", "x")
    other = Item("a", "x")
    items = [one, two, three, four, other]
    bring_together(items)  # type: ignore[arg-type]  # as far as it looks
    assert [items.index(item) for item in (two, one, four, three, other)] == [0, 1, 2, 3, 4]

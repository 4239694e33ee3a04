"""Walls between secrecy areas, as the application's own role meets them. Proved once more on a live server."""

from __future__ import annotations

import psycopg
import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from famn.domain.matters.models import IncomingFile
from famn.domain.people.rules import Actor
from famn.ground import sealed
from tests.factories import make_incoming
from tests.people import build_house
from tests.scenes import scene


def names_seen() -> list[str]:
    return list(IncomingFile.objects.order_by("name").values_list("name", flat=True))


@scene
def two_files(anna: Actor, dag: Actor) -> None:
    """One file in each of two areas of one authority."""
    make_incoming(anna, name="annas.txt")
    make_incoming(dag, name="dags.txt")


def test_each_area_sees_its_own_rows_and_nobody_sees_none(two_files: None, anna: Actor, dag: Actor) -> None:
    with sealed.acting(anna.area_id):
        assert names_seen() == ["annas.txt"]
    with sealed.acting(dag.area_id):
        assert names_seen() == ["dags.txt"]
    with sealed.acting(None):
        assert names_seen() == []
    assert names_seen() == []


def test_acting_inside_acting_opens_the_inner_area_and_then_the_outer_again(
    two_files: None, anna: Actor, dag: Actor
) -> None:
    with sealed.acting(anna.area_id):
        with sealed.acting(dag.area_id):
            assert names_seen() == ["dags.txt"]
        assert names_seen() == ["annas.txt"]
        with sealed.acting(None):
            assert names_seen() == []
        assert names_seen() == ["annas.txt"]


def test_after_an_exception_inside_the_outer_area_is_open_again_and_the_inner_work_is_undone(
    two_files: None, anna: Actor, dag: Actor
) -> None:
    with sealed.acting(anna.area_id):
        with pytest.raises(ZeroDivisionError), sealed.acting(dag.area_id):
            make_incoming(dag, name="ångrad.txt")
            raise ZeroDivisionError
        assert sealed.current_area() == anna.area_id
    assert sealed.current_area() is None
    with sealed.acting(dag.area_id):
        assert names_seen() == ["dags.txt"]


def test_a_row_cannot_be_put_or_moved_behind_another_areas_wall(two_files: None, anna: Actor, dag: Actor) -> None:
    with sealed.acting(anna.area_id):
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            IncomingFile.objects.update(area_id=dag.area_id)
        assert IncomingFile.objects.filter(area_id=dag.area_id).update(name="tagen.txt") == 0
        assert IncomingFile.objects.filter(area_id=dag.area_id).delete()[0] == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            make_incoming(Actor(unit_id=dag.unit_id, user_id=anna.user_id, area_id=None), area_id=dag.area_id)
    with sealed.acting(dag.area_id):
        assert names_seen() == ["dags.txt"]


def test_a_wall_opened_in_one_transaction_is_shut_in_the_next(own_database: str) -> None:
    house = build_house()
    make_incoming(house.anna)
    with transaction.atomic():
        sealed.open_for(house.anna.area_id)
        assert names_seen() == ["utlatande.txt"]
    assert connection.in_atomic_block is False
    assert sealed.current_area() is None
    assert names_seen() == []


@pytest.mark.parametrize(("role", "seen"), [("famn_owner", 0), ("famn_backup", 1)])
def test_the_owner_is_walled_too_and_the_backup_sees_all(own_database: str, role: str, seen: int) -> None:
    make_incoming(build_house().anna)
    at = settings.DATABASES["default"]
    with psycopg.connect(host=at["HOST"], port=at["PORT"] or None, user=role, dbname=own_database) as other:
        assert other.execute("SELECT count(*) FROM famn_incomingfile").fetchone() == (seen,)

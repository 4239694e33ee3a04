"""What is true of every table: which way its keys point, what it holds about people, whether it is walled."""

from __future__ import annotations

import importlib

import pytest
from django.apps import apps
from django.db import connection, models

from famn.ground.privacy import declared, fields_of
from famn.ground.sealed import SealedRow
from famn.ground.states import States
from famn.management.commands.states import PAGE, STATES
from tests.house.source import FAMN

TOWER = ("ground", "people", "centres", "matters", "agreements", "establishment", "programme")  # from the ground up
BESIDE = {"activities": "matters", "voice": "matters", "support": "matters"}  # rooms that stand side by side
TABLES = [pytest.param(model, id=model.__name__) for model in apps.get_app_config("famn").get_models()]


def room(model: type[models.Model]) -> str:
    """`people` of famn.domain.people.models, `ground` of famn.ground.mail."""
    parts = model.__module__.split(".")
    return parts[2] if parts[1] == "domain" else parts[1]


def floor(name: str) -> int:
    return TOWER.index(BESIDE.get(name, name))


def points_down(upper: str, lower: str) -> bool:
    """Whether a table of one room may hold a key to a table of another: in the room itself, or on a floor below."""
    return upper == lower or floor(upper) > floor(lower)


@pytest.mark.parametrize("model", TABLES)
def test_foreign_keys_point_only_down_the_tower(model: type[models.Model]) -> None:
    for field in model._meta.get_fields():
        if field.concrete and field.is_relation and field.related_model is not None:
            assert isinstance(field.related_model, type)
            assert points_down(room(model), room(field.related_model)), field.name


def test_a_key_that_points_up_or_sideways_would_be_seen() -> None:
    assert points_down("establishment", "matters")
    assert not points_down("matters", "establishment")
    assert not points_down("matters", "support")
    assert not points_down("ground", "people")


@pytest.mark.parametrize("model", TABLES)
def test_every_field_says_once_what_it_may_hold_about_people(model: type[models.Model]) -> None:
    kinds = declared(model)
    assert set(kinds) == fields_of(model)
    assert {name: kind for name, kind in kinds.items() if len(kind) != 1} == {}


def walled_tables() -> set[str]:
    """The tables where PostgreSQL holds the wall, against their owner too, by a policy that asks for the area."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid"
            " WHERE c.relrowsecurity AND c.relforcerowsecurity"
            " AND pg_get_expr(p.polqual, p.polrelid) LIKE '%famn.area%'"
            " AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%famn.area%'"
        )
        return {name for (name,) in cursor.fetchall()}


def test_what_may_concern_a_family_stands_behind_the_wall_and_so_does_every_sealed_row(db: None) -> None:
    tables = list(apps.get_app_config("famn").get_models())
    about_families = {model._meta.db_table for model in tables if ["family"] in declared(model).values()}
    sealed = {model._meta.db_table for model in tables if issubclass(model, SealedRow)}
    assert about_families <= sealed == walled_tables()


def test_every_constraint_and_index_of_ours_has_a_name_of_its_own() -> None:
    names = [
        rule.name
        for model in apps.get_app_config("famn").get_models()
        for rule in (*model._meta.constraints, *model._meta.indexes)
    ]
    assert len(names) == len(set(names))
    assert all(name and "_" in name and not name.startswith("famn_") for name in names)


def test_every_table_of_states_is_drawn_and_the_drawing_is_fresh() -> None:
    modules = [importlib.import_module(model.__module__) for model in apps.get_app_config("famn").get_models()]
    known = {id(value) for module in modules for value in vars(module).values() if isinstance(value, States)}
    assert known == {id(states) for states in STATES}
    assert "\n".join(states.diagram() for states in STATES) in "\n".join(blocks(PAGE.read_text(encoding="utf-8")))


def blocks(page: str) -> list[str]:
    """The diagrams of a page of Markdown."""
    return [part.partition("\n```")[0] for part in page.split("```mermaid\n")[1:]]


def test_every_table_is_in_the_register() -> None:
    registered = (FAMN / "models.py").read_text(encoding="utf-8")
    names = [model.__name__ for model in apps.get_app_config("famn").get_models()]
    assert [name for name in names if f"{name}" not in registered] == []

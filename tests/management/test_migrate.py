"""Migrating by adding to the model classes that are there comes to the same as making them all anew."""

from __future__ import annotations

import django
import pytest
from django.apps.registry import Apps
from django.core.management import get_commands
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter

from famn.management.commands import migrate
from famn.management.commands.migrate import GrowingExecutor, GrowingState


def facts(apps: Apps) -> dict[str, object]:
    """What the schema editor can ask of each table: what is in it, and who refers to it."""
    return {
        model._meta.label: (
            model._meta.db_table,
            [(field.column, MigrationWriter.serialize(field)) for field in model._meta.local_fields],
            [repr(one) for one in (*model._meta.indexes, *model._meta.constraints, model._meta.unique_together)],
            sorted((one.related_model._meta.label, one.field.name) for one in model._meta.related_objects),
        )
        for model in apps.get_models(include_auto_created=True)
    }


def test_the_classes_that_have_grown_are_those_that_are_made_at_the_end() -> None:
    loader = MigrationLoader(None)
    state = GrowingState(real_apps=loader.unmigrated_apps)
    assert state.apps.get_models() == []  # from now on they grow
    for key in loader.graph._generate_plan(loader.graph.leaf_nodes(), at_end=True):
        loader.graph.nodes[key].mutate_state(state, preserve=False)
    made_at_once = ProjectState(state.models, state.real_apps).apps
    assert len(made_at_once.get_models()) > 100
    assert facts(state.apps) == facts(made_at_once)


def test_migrate_is_ours_also_where_tests_make_their_database() -> None:
    assert get_commands()["migrate"] == "famn"


def test_this_release_of_django_is_the_one_that_the_command_was_read_against() -> None:
    """Read `_create_project_state` and `ProjectState.add_*` of the new release before `TRIED` is moved."""
    assert django.VERSION[:2] == migrate.TRIED


@pytest.mark.django_db
def test_a_house_in_use_is_migrated_by_django_s_own_state() -> None:
    executor = GrowingExecutor(connection)
    assert executor.loader.applied_migrations
    assert type(executor._create_project_state(with_applied_migrations=True)) is ProjectState


@pytest.mark.django_db
def test_only_an_empty_database_and_a_release_that_was_tried_grow_their_classes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    executor = GrowingExecutor(connection)
    executor.loader.applied_migrations = {}
    assert type(executor._create_project_state()) is GrowingState
    monkeypatch.setattr(migrate, "TRIED", (1, 0))
    assert type(executor._create_project_state()) is ProjectState

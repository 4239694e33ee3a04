"""The mark that says what a database is for, and the guard that reads it before anything is served."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, transaction
from pytest_django.fixtures import Settings

from famn.ground.tables import Installation, new_code, require_safe_database
from tests.databases import as_role, owner


@pytest.fixture
def as_app_again() -> Iterator[None]:
    """The application's own role, whatever the test did."""
    yield
    as_role("famn_app")


def kind_of_database() -> str:
    return Installation.objects.get(pk=1).kind


@pytest.mark.parametrize(
    "act",
    [
        "UPDATE famn_installation SET kind = 'real'",
        "DELETE FROM famn_installation",
        "INSERT INTO famn_installation (id, kind, made_at) VALUES (2, 'real', now())",
    ],
)
def test_neither_the_application_nor_the_owner_can_change_what_a_database_is_for(own_database: str, act: str) -> None:
    before = kind_of_database()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(act)
    with pytest.raises((psycopg.errors.InsufficientPrivilege, psycopg.errors.CheckViolation)):
        owner(act, database=own_database)
    assert kind_of_database() == before


def test_the_application_s_own_role_and_the_right_kind_are_served(db: None) -> None:
    require_safe_database()


def test_a_database_of_the_other_kind_is_refused(db: None, settings: Settings) -> None:
    settings.IS_DEMO = not settings.IS_DEMO
    with pytest.raises(ImproperlyConfigured, match="FAMN_MODE"):
        require_safe_database()


def test_the_owner_s_role_is_refused(own_database: str, as_app_again: None) -> None:
    as_role("famn_owner")
    with pytest.raises(ImproperlyConfigured, match="famn_owner is a superuser, owns the tables or passes"):
        require_safe_database()


def test_the_backup_s_role_that_passes_the_walls_is_refused(own_database: str, as_app_again: None) -> None:
    as_role("famn_backup")
    with pytest.raises(ImproperlyConfigured, match="famn_backup"):
        require_safe_database()


def test_a_superuser_is_refused(own_database: str, as_app_again: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolsuper AND rolcanlogin ORDER BY rolname")
        names = [name for (name,) in cursor.fetchall()]
    as_role(names[0])
    try:
        connection.ensure_connection()
    except DatabaseError:
        pytest.skip("this server lets no superuser in without a password")
    with pytest.raises(ImproperlyConfigured, match="superuser"):
        require_safe_database()


def test_codes_for_addresses_hold_no_vowels_and_do_not_repeat() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    assert all(len(code) == 8 and not set(code) & set("aeiouåäö01") for code in codes)

"""The tests' databases and browser. Tests run as the application's own role, behind the walls, on a real PostgreSQL.

One database is made once, with reference data: unit tests run in it, each in a transaction that is undone. Tests whose
work must really be committed (several connections, a live server) ask for `own_database`, a copy made in a blink.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.signals import request_started
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import query
from django.db.models.fetch_modes import FETCH_RAISE
from django.dispatch import receiver
from django.test.utils import setup_databases

from famn.domain.people.rules import Actor
from famn.web.shared.stored import SHELF
from tests import parts
from tests.browser import (  # noqa: F401  fixtures, found here by name
    as_person,
    browser_context_args,
    browser_page,
    browser_type_launch_args,
    demo_database,
    shared_site,
    site,
)
from tests.databases import HOUSE, TEMPLATE, as_role, copy_database, fresh_copy, kept_copy, owner, talking_by
from tests.parts import pytest_addoption, pytest_ignore_collect  # noqa: F401  hooks, found here by name
from tests.people import Clients, House, build_house
from tests.scenes import STAGE, bring_together, scenes_of

# Seen by every new QuerySet: a template or a loop cannot start a query of its own.
query.DEFAULT_FETCH_MODE = FETCH_RAISE  # type: ignore[misc]  # its type names one mode only
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
settings.STORAGES = settings.STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # no collecting for a test
}
settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if not one.startswith("whitenoise.")]  # as above
settings.FAMN_SEAL_FILE = ""  # a demo in the same folder has a seal of its own
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs an event loop
slow_is_no_fault = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("famn", **slow_is_no_fault)
hypothesis.settings.load_profile("famn")

MINE_BESIDES = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = %s AND usename = current_user AND pid <> pg_backend_pid()
"""


def pytest_collection_finish() -> None:
    """What stands now, stands to the end: the garbage collector need not go through it over and over."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The tests of one part, those side by side that begin with the same."""
    parts.pytest_collection_modifyitems(config, items)
    bring_together(items)


def pytest_itemcollected(item: pytest.Item) -> None:
    """The house stands before anything else that the test asks for is made, and the scenes upon it come next."""
    item.scenes = scenes_of(item)  # type: ignore[attr-defined]  # read by `house`
    if "house" in (names := getattr(item, "fixturenames", [])):
        first = ["house", *item.scenes]  # type: ignore[attr-defined]  # as above
        names[:] = [*first, *(name for name in names if name not in first)]


@receiver(request_started)
def begin_behind_shut_walls(**_about: object) -> None:
    """Else a request is no transaction's first act in a test, and would see by the wall that the one before it opened.

    Asked beside Django, so that no test counts it.
    """
    if connection.in_atomic_block and not connection.needs_rollback:
        connection.connection.execute("SELECT set_config('famn.area', '', true)")


@pytest.fixture(autouse=True)
def no_kept_pages() -> None:
    """Databases that are undone count to the same numbers again, which no real one does: no page outlives its test."""
    SHELF.clear()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """The owner makes the tables and reference data is loaded; then everything runs as the application's role.

    Made whichever test asks first: pytest-django's own fixture makes no database for tests without its `db`.
    """
    with django_db_blocker.unblock():  # type: ignore[attr-defined]  # pytest-django's own fixture
        as_role("famn_owner")
        setup_databases(verbosity=0, interactive=False, aliases={"default"}, serialized_aliases=())
        name = connection.settings_dict["NAME"]
        as_role("famn_app")
        call_command("load_reference", verbosity=0)
        connection.close()
        owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", TEMPLATE)
        copy_database(name, TEMPLATE)
        yield
        with connection.cursor() as cursor:  # a browser's loop hides what was opened before it
            cursor.execute(MINE_BESIDES, [name])
        connections.close_all()
        for one in (TEMPLATE, name):
            owner("DROP DATABASE IF EXISTS {} WITH (FORCE)", one)


@pytest.fixture(scope="session")
def standing_house(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[House, BaseDatabaseWrapper]]:
    """The house in a database of its own, built once, and the connection that leads there."""
    with django_db_blocker.unblock(), kept_copy(HOUSE) as kept:  # type: ignore[attr-defined]  # as above
        with talking_by(kept), transaction.atomic():
            built = build_house()
        yield built, kept


@pytest.fixture
def house(
    db: None, standing_house: tuple[House, BaseDatabaseWrapper], request: pytest.FixtureRequest
) -> Iterator[House]:
    """Two boards, three secrecy areas and the people of tests/people.py. What the test does there is undone after it.

    Whatever else a test asks for comes after the house and happens there too.
    """
    built, kept = standing_house
    with talking_by(kept), STAGE.set_for(list(request.node.scenes.values())):
        yield built


@pytest.fixture
def anna(house: House) -> Actor:
    """Case officer: the owner of what the test makes."""
    return house.anna


@pytest.fixture
def bo(house: House) -> Actor:
    """Anna's colleague at the same unit, without the role."""
    return house.bo


@pytest.fixture
def cesar(house: House) -> Actor:
    """Case officer of another authority."""
    return house.cesar


@pytest.fixture
def dag(house: House) -> Actor:
    """Case officer of Anna's authority, in another secrecy area."""
    return house.dag


@pytest.fixture
def disa(house: House) -> Actor:
    """A stranger, signed in nowhere."""
    return house.disa


@pytest.fixture
def clients(house: House) -> Clients:
    """A browser for each of the five, by first name in lower case."""
    return Clients(house)


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[str]:
    """A fresh copy of the test database, for a test whose work is really committed; gone afterwards."""
    with django_db_blocker.unblock(), fresh_copy() as name:  # type: ignore[attr-defined]  # pytest-django's own fixture
        yield name

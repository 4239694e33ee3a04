"""The walls on a live server: real threads, real connections, the whole row of middlewares; also behind pgbouncer.

The test client shares the test's own transaction, so it cannot see a setting that a middleware forgot. A server does.
"""

from __future__ import annotations

import http.client
import json
import os
import random
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connection, connections
from django.test.testcases import LiveServerThread
from django.test.utils import override_settings
from pytest_django import DjangoDbBlocker

from famn.domain.matters.models import IncomingFile
from famn.domain.people.rules import Actor
from famn.ground import sealed
from tests.databases import fresh_copy
from tests.factories import make_incoming
from tests.patience import PATIENCE
from tests.people import House, build_house, client_of

PEOPLE = ("anna", "bo", "cesar", "dag", "disa")
SEEN = {"anna": "social", "bo": "social", "dag": "preschool", "cesar": "elsewhere"}  # whose files each may see
THREADS, ROUNDS = 8, 30


@dataclass
class Site:
    """A running server and the sessions of the house's people."""

    port: int
    house: House
    sessions: dict[str, str]

    def get(self, path: str, name: str) -> tuple[int, str]:
        """Ask for a page as somebody, over a connection of its own; the status and the body."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as link:
            cookie = f"{django_settings.SESSION_COOKIE_NAME}={self.sessions[name]}"
            link.request("GET", path, headers={"Cookie": cookie} if self.sessions[name] else {})
            answer = link.getresponse()
            return answer.status, answer.read().decode()

    def seen(self, name: str) -> list[str]:
        status, body = self.get("/rows/", name)
        assert status == 200
        return list(json.loads(body))


def files_of(name: str) -> list[str]:
    """The files that a person of the house may see."""
    return [f"{SEEN[name]}-{number}.txt" for number in (1, 2)] if name in SEEN else []


def session_of(actor: Actor) -> str:
    cookie = client_of(actor).cookies.get(django_settings.SESSION_COOKIE_NAME)
    return cookie.value if cookie else ""


@contextmanager
def pgbouncer() -> Iterator[Path]:
    """pgbouncer in transaction mode, with two connections to the server for everybody; its socket's folder."""
    program, at = shutil.which("pgbouncer"), django_settings.DATABASES["default"]
    if program is None:
        pytest.skip("pgbouncer is not installed")
    folder = Path(tempfile.mkdtemp(prefix="famn-", dir="/tmp"))
    target = f"host={at['HOST'] or '/var/run/postgresql'} port={at['PORT'] or 5432}"
    (folder / "users").write_text('"famn_app" ""\n')
    (folder / "ini").write_text(
        f"[databases]\n* = {target}\n[pgbouncer]\npool_mode = transaction\ndefault_pool_size = 2\nauth_type = trust\n"
        f"listen_addr =\nunix_socket_dir = {folder}\nlisten_port = 6432\nauth_file = {folder}/users\nlogfile =\n"
    )
    as_nobody: dict[str, object] = {}
    if os.geteuid() == 0:  # it refuses to run as root
        for path in (folder, *folder.iterdir()):
            shutil.chown(path, "nobody", "nogroup")
        as_nobody = {"user": "nobody", "group": "nogroup", "extra_groups": []}
    process = subprocess.Popen(
        [program, "--quiet", str(folder / "ini")],
        stderr=subprocess.DEVNULL,
        cwd="/",
        **as_nobody,  # type: ignore[call-overload]  # who it runs as
    )
    try:
        until = time.monotonic() + PATIENCE
        while not (folder / ".s.PGSQL.6432").exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.02)
        assert process.poll() is None, "pgbouncer did not start"
        yield folder
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)


@contextmanager
def through(way: str) -> Iterator[None]:
    """Connections that are made meanwhile go straight to the server, or by way of pgbouncer."""
    if way == "straight":
        yield
        return
    at = connection.settings_dict
    before = {name: at[name] for name in ("HOST", "PORT")}
    with pgbouncer() as folder:
        connections.close_all()
        at.update(HOST=str(folder), PORT="6432")
        try:
            yield
        finally:
            connections.close_all()
            at.update(before)


@pytest.fixture(scope="module", params=["straight", "pgbouncer"])
def site(django_db_setup: None, django_db_blocker: DjangoDbBlocker, request: pytest.FixtureRequest) -> Iterator[Site]:
    """A server with the real middlewares, on a database with two files in each of three areas."""
    pages = override_settings(ROOT_URLCONF="tests.web.walls_pages")
    with django_db_blocker.unblock(), fresh_copy(), pages:
        house = build_house()
        for name in ("anna", "dag", "cesar"):
            for file in files_of(name):
                make_incoming(getattr(house, name), name=file)
        sessions = {name: session_of(actor) for name, actor in house.everyone().items()}
        with through(str(request.param)):
            server = LiveServerThread("127.0.0.1", StaticFilesHandler)
            server.daemon = True
            server.start()
            server.is_ready.wait()
            yield Site(server.port, house, sessions)
            server.terminate()


def names_in(area_id: int | None) -> set[str]:
    """What the database really holds, area by area."""
    with sealed.acting(area_id):
        return set(IncomingFile.objects.values_list("name", flat=True))


def test_each_sees_the_files_of_the_own_area_and_a_stranger_sees_none(site: Site) -> None:
    assert {name: site.seen(name) for name in PEOPLE} == {name: files_of(name) for name in PEOPLE}


def test_the_page_for_reading_in_shows_the_own_area_s_files_alone(site: Site) -> None:
    every = [file for name in ("anna", "dag", "cesar") for file in files_of(name)]
    for name in ("anna", "dag", "cesar"):
        status, body = site.get("/arbete/las-in/", name)
        assert status == 200
        assert [file for file in every if file in body] == files_of(name)
    assert site.get("/arbete/las-in/", "bo")[0] == 403
    assert site.get("/arbete/las-in/", "disa")[0] == 302


def test_the_walls_shut_again_after_each_request_in_any_order(site: Site) -> None:
    order = random.Random(7)  # a fixed order, so that a failure comes again
    for name in order.choices(PEOPLE, k=40):
        assert site.seen(name) == files_of(name)


def test_a_page_that_is_drawn_after_its_view_has_ended_sees_the_same(site: Site) -> None:
    for name in PEOPLE:
        assert site.get("/late/", name)[1].split() == files_of(name)


def test_a_response_that_outlives_the_transaction_sees_nothing(site: Site) -> None:
    for name in PEOPLE:
        assert site.get("/streamed/", name)[1].split() == []


@pytest.mark.parametrize(("ending", "status"), [("fault", 500), ("answer_500", 500), ("denied", 403)])
def test_what_a_request_wrote_before_it_failed_or_was_denied_is_undone(site: Site, ending: str, status: int) -> None:
    assert site.get(f"/write/?then={ending}", "anna")[0] == status
    assert names_in(site.house.anna.area_id) == set(files_of("anna"))
    assert site.seen("anna") == files_of("anna")


def test_a_denied_request_says_why(site: Site) -> None:
    assert "Det får du inte." in site.get("/write/?then=denied", "anna")[1]


def test_what_a_request_wrote_is_kept_behind_its_own_wall(site: Site) -> None:
    assert site.get("/write/", "dag")[0] == 204
    assert names_in(site.house.dag.area_id) == {*files_of("dag"), "ny.txt"}
    assert site.seen("anna") == files_of("anna")
    with sealed.acting(site.house.dag.area_id):
        IncomingFile.objects.filter(name="ny.txt").delete()


def test_a_stranger_can_write_nothing_behind_any_wall(site: Site) -> None:
    assert site.get("/write/", "disa")[0] == 500
    for actor in (site.house.anna, site.house.dag, site.house.cesar):
        assert "ny.txt" not in names_in(actor.area_id)


def test_eight_at_once_never_see_each_others_rows(site: Site) -> None:
    wrong: list[tuple[str, list[str]]] = []

    def ask(number: int) -> None:
        for turn in range(ROUNDS):
            name = PEOPLE[(number + turn) % len(PEOPLE)]
            seen = site.seen(name)
            if seen != files_of(name):
                wrong.append((name, seen))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []

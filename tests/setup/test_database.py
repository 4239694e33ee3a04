"""The server of one's own: made, started, shared, stopped, and put right after crashes."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from famn.outside.database import APP, BACKUP, OWNER, SUPER, DatabaseError, find_server, serving, stop
from famn.outside.processes import find_process
from tests.setup.conftest import wait_until


def quiet(_text: str) -> None:
    """Nobody is told."""


@pytest.fixture(scope="module")
def cluster(folders: Callable[[], Path]) -> Iterator[Path]:
    """One cluster for the tests of this file; each finds it stopped."""
    cluster = folders() / "pg"
    yield cluster
    stop(cluster)


def one_value(address: str, query: str) -> object:
    """The first column of the first row."""
    with psycopg.connect(address) as connection:
        row = connection.execute(query).fetchone()
    assert row is not None
    return row[0]


def test_three_roles_can_what_they_should_and_no_more(cluster: Path) -> None:
    with serving(cluster, say=quiet, careless=True) as server:
        with psycopg.connect(server.url(OWNER), autocommit=True) as owner:
            owner.execute("create table thing (name text)")
            owner.execute("insert into thing values ('åäö')")
            owner.execute("create extension pg_trgm")
        assert one_value(server.url(BACKUP), "select upper(name) from thing") == "ÅÄÖ"
        with psycopg.connect(server.url(BACKUP)) as backup, pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            backup.execute("create temporary table mine (n int)")
        with psycopg.connect(server.url(APP)) as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("create table mine (n int)")
        assert (
            one_value(server.url(APP), "select count(*) from pg_roles where rolsuper and rolname = current_user") == 0
        )


def test_nobody_signs_in_as_superuser_and_nobody_comes_by_network(cluster: Path) -> None:
    with serving(cluster, say=quiet, careless=True) as server:
        with pytest.raises(psycopg.OperationalError, match="pg_hba"):
            psycopg.connect(server.url(SUPER))
        assert one_value(server.url(APP), "show listen_addresses") == ""
        assert server.socket.stat().st_mode & 0o077 == 0


def test_the_last_one_out_stops_the_server(cluster: Path) -> None:
    with serving(cluster, say=quiet, careless=True):
        with serving(cluster, say=quiet, careless=True) as second:
            pass
        assert one_value(second.url(APP), "select 1") == 1
    assert find_server(cluster) is None


def test_what_was_committed_survives_a_killed_server(cluster: Path) -> None:
    with serving(cluster, say=quiet) as server:
        with psycopg.connect(server.url(OWNER)) as owner:
            owner.execute("create table kept (n int)")
            owner.execute("insert into kept values (42)")
        postmaster = int((cluster / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGKILL)
        wait_until(lambda: find_process(postmaster) is None, "the server is gone")
    with serving(cluster, say=quiet) as server:
        assert one_value(server.url(OWNER), "select n from kept") == 42


def test_a_note_left_by_a_crashed_machine_is_not_taken_for_a_server(cluster: Path) -> None:
    with serving(cluster, say=quiet, careless=True):
        note = (cluster / "postmaster.pid").read_text()
    # The noted id now belongs to somebody else: to these tests.
    (cluster / "postmaster.pid").write_text(note.replace(note.split()[0], str(os.getpid()), 1))
    assert find_server(cluster) is None
    with serving(cluster, say=quiet, careless=True) as server:
        assert one_value(server.url(APP), "select 1") == 1


@pytest.mark.parametrize("name", ["å" * 60, "mellanslag, komma, $HOME och 'citat'"], ids=["long", "odd"])
def test_long_and_odd_paths_work(folder: Path, name: str) -> None:
    cluster = folder / name / "pg"
    with serving(cluster, say=quiet, careless=True) as server:
        assert one_value(server.url(APP), "select 1") == 1
        assert server.socket.stat().st_mode & 0o077 == 0
    assert server.socket != cluster
    assert not server.socket.exists()


def test_an_interrupted_making_is_started_over(folder: Path) -> None:
    half = folder / "pg.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18")
    with serving(folder / "pg", say=quiet, careless=True) as server:
        assert one_value(server.url(APP), "select 1") == 1
    assert not half.exists()


def test_a_folder_with_something_else_in_it_is_left_alone(folder: Path) -> None:
    letter = folder / "brev.txt"
    letter.write_text("Hej")
    with pytest.raises(DatabaseError, match="är ingen databas"), serving(folder, say=quiet):
        pass
    assert letter.read_text() == "Hej"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another user")
def test_as_root_the_way_is_opened_by_the_search_bit_alone(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    told: list[str] = []
    with serving(closed / "pg", say=told.append, careless=True) as server:
        assert one_value(server.url(APP), "select 1") == 1
    assert closed.stat().st_mode & 0o777 == 0o701
    assert any(str(closed) in line for line in told)
    listing = subprocess.run(["ls", closed], user="nobody", capture_output=True, check=False)
    assert listing.returncode != 0

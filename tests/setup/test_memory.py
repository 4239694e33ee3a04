"""The tests' cluster stands in memory where there is room for it, and nothing of it stays there."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.launch import memory
from config.launch.memory import folder_for, in_memory
from config.launch.places import Place
from famn.outside.database import find_server
from tests.setup.conftest import wait_until


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A place on disk, and beside it a folder of the test's own for the computer's memory, with all the room needed."""
    (tmp_path / "memory").mkdir()
    monkeypatch.setattr(memory, "MEMORY", tmp_path / "memory")
    monkeypatch.setattr(memory, "ROOM", 1)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return Place(tmp_path / "test", "test")


def test_a_run_begins_with_an_empty_folder_in_memory_and_leaves_none(place: Place) -> None:
    folder_for(place).mkdir()
    (folder_for(place) / "left").touch()
    with in_memory(place) as quick:
        assert quick == Place(folder_for(place), "test")
        assert not quick.folder.exists()
        quick.make()
        (quick.folder / "made").touch()
    assert not list(memory.MEMORY.iterdir())


def test_nothing_is_left_by_a_run_that_breaks_off(place: Place) -> None:
    with pytest.raises(KeyboardInterrupt), in_memory(place) as quick:
        quick.make()
        raise KeyboardInterrupt
    assert not list(memory.MEMORY.iterdir())


def test_each_checkout_has_a_folder_of_its_own(place: Place) -> None:
    assert folder_for(place) != folder_for(Place(place.folder.with_name("other"), "test"))
    assert folder_for(place) == folder_for(Place(place.folder, "test"))


def without_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MEMORY", memory.MEMORY / "none")


def without_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "ROOM", 2**62)


def with_a_server_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://db.example/famn")


@pytest.mark.parametrize("less", [without_memory, without_room, with_a_server_elsewhere])
def test_where_memory_has_no_room_or_nothing_is_won_the_folder_is_on_disk(
    place: Place, monkeypatch: pytest.MonkeyPatch, less: Callable[[pytest.MonkeyPatch], None]
) -> None:
    less(monkeypatch)
    with in_memory(place) as quick:
        assert quick == place


def test_what_somebody_else_has_put_there_by_that_name_is_neither_used_nor_removed(
    place: Place, tmp_path: Path
) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "kept").touch()
    folder_for(place).symlink_to(tmp_path / "elsewhere")
    with in_memory(place) as quick:
        assert quick == place
    assert folder_for(place).is_symlink()
    assert (tmp_path / "elsewhere" / "kept").exists()


def test_a_server_that_still_works_there_keeps_its_files(place: Place) -> None:
    cluster = Place(folder_for(place), "test").cluster
    cluster.mkdir(parents=True)
    asleep = [sys.executable, "-c", "import time; time.sleep(60)", "postgres", str(cluster)]
    with subprocess.Popen(asleep) as server:
        (cluster / "postmaster.pid").write_text(f"{server.pid}\n{cluster}\n0\n5432\n{cluster}\n")
        wait_until(lambda: find_server(cluster), "the server is known")
        with in_memory(place) as quick:
            assert find_server(quick.cluster) is not None
        assert cluster.exists()
        server.kill()
    with in_memory(place):
        assert not cluster.exists()

"""A folder in memory for the tests' cluster: to copy a database, which many tests do, costs a tenth there."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.launch.environment import has_own_server
from config.launch.places import Place
from famn.outside.database import find_server

MEMORY = Path("/dev/shm")  # noqa: S108  in memory on Linux; not on others. What is ours there is known by its owner
ROOM = 2 * 1024**3  # bytes; all databases and logs of a run are a fraction of it


@contextmanager
def in_memory(place: Place) -> Iterator[Place]:
    """A place in memory, empty to begin with and gone afterwards; `place` itself where memory has no such room.

    A server that the person has named has its files elsewhere, so nothing is won then. Whoever asks holds a lock of
    `place`. What a run left that was ended without warning, the next one finds.
    """
    memory = Place(folder_for(place), place.mode)
    if has_own_server() or not (_is_ours_to_make(memory.folder) and _has_room()):
        yield place
        return
    _clear(memory)
    try:
        yield memory
    finally:
        _clear(memory)


def folder_for(place: Place) -> Path:
    """The folder in memory that belongs to `place`: the same each time, and another for each user."""
    name = hashlib.sha256(os.fsencode(place.folder)).hexdigest()[:12]
    return MEMORY / f"famn-{os.geteuid()}-{name}"


def _has_room() -> bool:
    """Whether there is memory that files can be kept in, and enough of it. A container may have hardly any."""
    return MEMORY.is_dir() and os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free >= ROOM


def _is_ours_to_make(folder: Path) -> bool:
    """Everybody may make things in memory: what stands there by that name must be a folder of our own."""
    try:
        return not folder.is_symlink() and folder.stat().st_uid == os.geteuid()
    except FileNotFoundError:
        return True


def _clear(memory: Place) -> None:
    """Remove the folder, unless a server still works in it, which will be taken over."""
    if find_server(memory.cluster) is None:
        shutil.rmtree(memory.folder, ignore_errors=True)

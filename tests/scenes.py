"""Scenes: what tests begin with, made once for all tests in a row that begin with the same.

`scene` stands where `pytest.fixture` would, for fixtures that only write rows in the house and give rows or actors.
They ask for the house, its people and other scenes alone. Scenes lie in layers, a savepoint above each. What a test
does is undone down to the highest; the next test keeps the layers that it begins with too, and makes the others. It has
copies of their values of its own. So no test can tell a scene that was kept from one that was made for it.
"""

from __future__ import annotations

import copy
import functools
import inspect
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
from django.db import connection, transaction

GROUND: Final = frozenset({"house", "anna", "bo", "cesar", "dag", "disa"})  # what scenes may ask for beside scenes

type Maker = Callable[..., Any]


def scene(make: Maker) -> Any:
    """A fixture whose rows and value stand for the next test that begins with the same."""

    @functools.wraps(make)
    def made_or_kept(**asked: Any) -> Any:
        return STAGE.value_of(make, asked)

    made_or_kept.makes = make  # type: ignore[attr-defined]  # the mark by which it is known
    return pytest.fixture(made_or_kept)


def scenes_of(item: pytest.Item) -> dict[str, Maker]:
    """The scenes that a test begins with, those first that others lie upon; tests with the same have the same order."""
    makers = {name: maker for name in getattr(item, "fixturenames", ()) if (maker := _maker(item, name))}
    found: dict[str, Maker] = {}
    for name in sorted(makers, key=lambda name: (makers[name].__module__, makers[name].__code__.co_firstlineno)):
        _gather(item, name, makers, found)
    return found


def bring_together(items: list[pytest.Item]) -> None:
    """Within each file, let those tests follow each other that begin with the same."""
    files: dict[Path, int] = {}
    ranks: dict[str, int] = {}

    def place(item: pytest.Item) -> tuple[int, list[int]]:
        scenes = item.scenes  # type: ignore[attr-defined]  # set when it was collected
        begins = [ranks.setdefault(f"{item.path}:{name}", len(ranks)) for name in scenes]
        return files.setdefault(item.path, len(files)), begins

    items.sort(key=place)


def _gather(item: pytest.Item, name: str, makers: dict[str, Maker], found: dict[str, Maker]) -> None:
    for asked in inspect.signature(makers[name]).parameters:
        if asked in makers:
            _gather(item, asked, makers, found)
        elif asked not in GROUND:
            raise pytest.UsageError(f"{item.nodeid}: the scene {name} asks for {asked}, which is no scene")
    found.setdefault(name, makers[name])


def _maker(item: pytest.Item, name: str) -> Maker | None:
    """The function that makes a scene; None for other fixtures."""
    definitions = item._fixtureinfo.name2fixturedefs.get(name)  # type: ignore[attr-defined]  # pytest's own list
    return getattr(definitions[-1].func, "makes", None) if definitions else None


@dataclass(frozen=True)
class Layer:
    """A scene that stands: who made it, the savepoint above it, its value and those of all below."""

    maker: Maker
    savepoint: str
    values: dict[Maker, Any]


@dataclass
class Stage:
    """One transaction that stays open from test to test, and the layers that stand in it."""

    layers: list[Layer] = field(default_factory=list)
    wanted: Sequence[Maker] = ()  # by the running test
    values: dict[Maker, Any] = field(default_factory=dict)  # the running test's own
    whole: transaction.Atomic | None = None

    @contextmanager
    def set_for(self, wanted: Sequence[Maker]) -> Iterator[None]:
        """One test: what it does is undone; what the database was to check at its end is checked before that."""
        self._keep(wanted)
        self.wanted, self.values = wanted, copy.deepcopy(self.layers[-1].values) if self.layers else {}
        try:
            yield
            if not connection.needs_rollback and connection.is_usable():  # else an error has ended the work already
                connection.check_constraints()
        finally:
            self._keep([layer.maker for layer in self.layers])

    def value_of(self, make: Maker, asked: dict[str, Any]) -> Any:
        """The value of a scene in the running test, made if it does not stand."""
        if make not in self.values:
            self.values[make] = make(**asked)
            if self.wanted[len(self.layers) : len(self.layers) + 1] == [make]:
                connection.check_constraints()
                self.layers.append(Layer(make, connection.savepoint() or "", copy.deepcopy(self.values)))
        return self.values[make]

    def _keep(self, wanted: Sequence[Maker]) -> None:
        """Undo everything above those layers with which `wanted` begins."""
        kept = 0
        while kept < min(len(self.layers), len(wanted)) and self.layers[kept].maker is wanted[kept]:
            kept += 1
        del self.layers[kept:]
        if self.layers and connection.connection and not connection.connection.closed:
            connection.needs_rollback = False
            connection.savepoint_rollback(self.layers[-1].savepoint)
            connection.run_on_commit.clear()
        else:
            self._begin_anew()

    def _begin_anew(self) -> None:
        self.leave()
        self.whole = transaction.atomic()
        self.whole.__enter__()

    def leave(self) -> None:
        """Undo everything, and end the transaction."""
        self.layers.clear()
        if self.whole:
            if connection.connection and connection.connection.closed:
                connection.close()  # Django has not seen yet that it was lost
            transaction.set_rollback(True)
            self.whole.__exit__(None, None, None)
            self.whole = None


STAGE: Final = Stage()

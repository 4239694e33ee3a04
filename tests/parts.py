"""The tests in two parts, which `./famn test` runs at once: those that ask for a browser or the demo; all others.

Those of the set-up go with the first, which has less to do: they start programs and wait for them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

# What a file must name to ask for a browser or the demo, as an argument of its tests or fixtures.
ASKED: Final = re.compile(
    r"[(,]\s*(?:page|browser_page|browser|still_browser|context|as_person|site|shared_site|demo_database|playwright)\s*:"
)

SETUP: Final = Path(__file__).parent / "setup"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--part`: run one of the two only. `--write-statement`: keep the figures of the accessibility statement."""
    parser.addoption("--part", choices=("browser", "rest"), help="tests that ask for a browser or the demo; all others")
    parser.addoption("--write-statement", action="store_true", help="write what the tests look at (test_statement.py)")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """In a browser, do not even read the many files that ask for none. The other part sees to it that none does."""
    if config.getoption("part") == "browser" and collection_path.name.startswith("test_"):
        return not _may_ask(collection_path) or None
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the other part. Raises UsageError for one that none of the two would run."""
    if part := config.getoption("part"):
        others = [item for item in items if part_of(item) != part]
        if part == "rest" and (lost := {item.path for item in others if not _may_ask(item.path)}):
            raise pytest.UsageError(f"asks for a browser by a fixture that another file makes: {sorted(lost)}")
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if part_of(item) == part]


def _may_ask(file: Path) -> bool:
    return SETUP in file.parents or bool(ASKED.search(file.read_text(encoding="utf-8")))


def part_of(item: pytest.Item) -> str:
    """The part of a test, by all that it asks for, however indirectly: `playwright` is what drives a browser.

    What it looks at is the demo, so whoever asks for that alone comes along: the demo is loaded in one part only.
    """
    if SETUP in item.path.parents:
        return "browser"
    return "browser" if {"playwright", "demo_database"} & set(getattr(item, "fixturenames", ())) else "rest"

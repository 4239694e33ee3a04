"""The tests in two parts, which `./famn test` runs at once: those that ask for a browser or the demo; all others."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--part`: run one of the two only."""
    parser.addoption("--part", choices=("browser", "rest"), help="tests that ask for a browser or the demo; all others")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the other part."""
    if part := config.getoption("part"):
        config.hook.pytest_deselected(items=[item for item in items if part_of(item) != part])
        items[:] = [item for item in items if part_of(item) == part]


def part_of(item: pytest.Item) -> str:
    """The part of a test, by all that it asks for, however indirectly: `playwright` is what drives a browser.

    What it looks at is the demo, so whoever asks for that alone comes along: the demo is loaded in one part only.
    """
    return "browser" if {"playwright", "demo_database"} & set(getattr(item, "fixturenames", ())) else "rest"

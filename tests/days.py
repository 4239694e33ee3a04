"""A day for tests of pages to stand on. A page asks the clock what day it is, and hides what nobody has confirmed for a
year: what a test makes at `tests.people.AT` would one day be gone from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

import pytest
import time_machine

NOW: Final = dt.datetime(2026, 11, 23, 8, 0, tzinfo=dt.UTC)  # a Monday morning; the clock goes on from there
TODAY: Final = NOW.date()


@pytest.fixture
def standing_day() -> Iterator[None]:
    """It is that day. A module asks for it by `pytestmark`, where no browser with a clock of its own is used."""
    with time_machine.travel(NOW):
        yield

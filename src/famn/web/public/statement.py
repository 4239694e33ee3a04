"""What the accessibility statement says: what fails, what nobody has tested yet, and how the rest was tested.

The law asks for it (lagen om tillgänglighet till digital offentlig service, 2018:1937, 9 and 12 §§, and the directions
of Myndigheten för digital förvaltning). `FAILINGS` is held true by the tests in a browser: a fault that is not here
makes them red, and so does one that is here and no longer found. `tested.json` is written by the tests alone.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TESTED: Final = Path(__file__).with_name("tested.json")
SUPERVISOR: Final = "https://www.digg.se/tdosanmalan"  # where one complains: the directions want this very link

# Success criteria of WCAG 2.2 at levels A and AA, by principle.
CRITERIA: Final = {
    "perceivable": (
        *("1.1.1", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.1", "1.3.2", "1.3.3", "1.3.4", "1.3.5"),
        *("1.4.1", "1.4.2", "1.4.3", "1.4.4", "1.4.5", "1.4.10", "1.4.11", "1.4.12", "1.4.13"),
    ),
    "operable": (
        *("2.1.1", "2.1.2", "2.1.4", "2.2.1", "2.2.2", "2.3.1", "2.4.1", "2.4.2", "2.4.3", "2.4.4", "2.4.5"),
        *("2.4.6", "2.4.7", "2.4.11", "2.5.1", "2.5.2", "2.5.3", "2.5.4", "2.5.7", "2.5.8"),
    ),
    "understandable": (
        *("3.1.1", "3.1.2", "3.2.1", "3.2.2", "3.2.3", "3.2.4", "3.2.6", "3.3.1", "3.3.2", "3.3.3", "3.3.4"),
        *("3.3.7", "3.3.8"),
    ),
    "robust": ("4.1.2", "4.1.3"),
}
PRINCIPLES: Final = {
    "perceivable": _("Det går att uppfatta"),
    "operable": _("Det går att hantera"),
    "understandable": _("Det går att förstå"),
    "robust": _("Det fungerar med hjälpmedel"),
}
# There is neither sound nor film here, so what is asked of them is met by none being there.
MEDIA: Final = frozenset({"1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.4.2"})
# What tests of our own ask beside the tool: the file under `tests` and the name of the test.
OWN_TESTS: Final = {
    "1.4.10": "web/test_every_page.py::test_pages_stay_whole_at_four_hundred_percent",
    "2.1.1": "journeys/test_reader_without_script.py::walk_by_keyboard",
    "2.1.2": "journeys/test_reader_without_script.py::walk_by_keyboard",
    "2.4.3": "journeys/test_reader_without_script.py::walk_by_keyboard",
    "2.4.7": "journeys/test_reader_without_script.py::walk_by_keyboard",
    "2.4.11": "journeys/test_reader_without_script.py::walk_by_keyboard",
    "3.1.1": "web/test_every_page.py::test_every_public_page_is_accessible_from_right_to_left",
    "3.3.1": "web/test_every_page.py::test_every_form_sent_empty_answers_in_words_and_stays_accessible",
}
# Criteria that a person has gone through by hand, and the day. None so far, and the page says so.
BY_HAND: Final[dict[str, dt.date]] = {}


@dataclass(frozen=True, slots=True)
class Failing:
    """Something that does not meet the requirements: where, why, since and until when, and what to do instead."""

    what: Promise
    why: Promise
    instead: Promise
    criterion: str
    pages: tuple[str, ...]  # names of addresses
    since: dt.date
    until: dt.date | None = None  # None: nobody has said when it will be mended
    rule: str = ""  # axe's name of it; empty where a person found what no tool finds


FAILINGS: Final = (
    Failing(
        what=_("Skärmbilden för hallen laddas om varje minut, och det går inte att stoppa."),
        why=_("Den är gjord för en skärm på väggen, där ingen kan trycka."),
        instead=_("Samma tider står i kalendern, som inte laddas om."),
        criterion="2.2.1",
        pages=("screen",),
        since=dt.date(2026, 11, 22),
    ),
    Failing(
        what=_("Dokument som personal har läst in visas som de kom. Ett skannat papper är bara en bild."),
        why=_("En handling som någon annan har skrivit får inte ändras."),
        instead=_("Det som Famn har läst ur dokumentet står som text på ärendets sida."),
        criterion="1.1.1",
        pages=("document_original", "reading_original", "letter_scan"),
        since=dt.date(2026, 11, 22),
    ),
)


def known_rules(page: str) -> frozenset[str]:
    """The faults that the tool is known to find at the page with this name."""
    return frozenset(one.rule for one in FAILINGS if one.rule and page in one.pages)


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the tests look at, counted by the tests themselves."""

    written_on: dt.date
    tool: str  # name and version
    rules: int  # that the tool asks each page
    criteria: tuple[str, ...]  # that those rules are about
    public_pages: int
    staff_pages: int
    mirrored_pages: int  # also looked at from right to left
    forms: int  # also sent empty
    widths: tuple[int, ...]  # CSS pixels
    schemes: tuple[str, ...]  # light, dark


@cache
def coverage() -> Coverage:
    """As the tests wrote it."""
    kept = json.loads(TESTED.read_text(encoding="utf-8"))
    kept |= {name: tuple(kept[name]) for name in ("criteria", "widths", "schemes")}
    return Coverage(**kept | {"written_on": dt.date.fromisoformat(kept["written_on"])})


@dataclass(frozen=True, slots=True)
class Tried:
    """The criteria of one principle, each in the first group that holds for it."""

    principle: Promise
    failing: tuple[str, ...]
    by_tool: tuple[str, ...]
    by_us: tuple[str, ...]
    none_here: tuple[str, ...]
    untested: tuple[str, ...]


def tried() -> list[Tried]:
    """How every criterion was tried, by principle."""
    failing, own = {one.criterion for one in FAILINGS}, {*OWN_TESTS, *BY_HAND}
    tool = set(coverage().criteria)
    groups = []
    for principle, criteria in CRITERIA.items():
        left = [one for one in criteria if one not in failing]
        machine = [one for one in left if one not in own and one not in MEDIA]
        groups.append(
            Tried(
                principle=PRINCIPLES[principle],
                failing=tuple(one for one in criteria if one in failing),
                by_us=tuple(one for one in left if one in own),
                none_here=tuple(one for one in left if one in MEDIA),
                by_tool=tuple(one for one in machine if one in tool),
                untested=tuple(one for one in machine if one not in tool),
            )
        )
    return groups


def conforms_wholly() -> bool:
    """Whether nothing is known to fail and nothing is left untested; else the site conforms in part."""
    return not FAILINGS and not any(one.untested for one in tried())


def days() -> tuple[dt.date, dt.date]:
    """The day the site was last weighed against the requirements, and the day the statement was last changed."""
    weighed = coverage().written_on
    return weighed, max([weighed, *(one.since for one in FAILINGS), *BY_HAND.values()])

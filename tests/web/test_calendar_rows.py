"""The rows and days of a calendar: when one should ring first, and what of a month has gone. Without a database."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from typing import Any

import pytest
from django.utils.safestring import SafeString
from django.utils.translation import override

from famn.domain.activities.reads.calendar import Shown
from famn.domain.centres.reads.phrases import Word
from famn.ground.stockholm import moment_of
from famn.web.public.calendar_rows import DayShown, month_sections
from famn.web.public.periods import asked_period, days_between
from famn.web.shared.closings import ask_first, stale_in_words
from famn.web.shared.time_rows import Detail, Rows

TODAY = dt.date(2026, 11, 24)  # a Tuesday
DAY = dt.timedelta(days=1)
WARNED = dt.date(2026, 3, 9)
WHOLE, SHORT = "Uppgifterna är från mars 2026. Ring innan du går.", "Ring innan du går"
CLOSED = "Vi har stängt den dagen. Fråga oss innan du går."


def song(**values: Any) -> Shown:
    """A song of today whose activity nobody has confirmed since March."""
    facts: dict[str, Any] = dict.fromkeys(Shown._fields, "") | {
        "activity_code": "a1",
        "leg": "OPEN_PRESCHOOL",
        "title": "Sångstund",
        "title_language": "sv",
        "day": TODAY,
        "starts_at": moment_of(TODAY, dt.time(9, 30)),
        "ends_at": moment_of(TODAY, dt.time(10, 30)),
        "clock": "9.30–10.30",
        "message": Word("", "sv"),
        "theme": Word("", "sv"),
        "language_codes": ("sv",),
        "is_cancelled": False,
        "is_shut": False,
        "stale_from": WARNED,
    }
    return Shown(**facts | values)


def row(one: Shown, detail: Detail) -> str:
    """What a row says, without its marks."""
    with override("sv"):
        html = Rows("c1", {}, at=moment_of(TODAY, dt.time(8)), detail=detail).row(one)
    return unescape(re.sub(r"<[^>]+>", " ", html))


@pytest.mark.parametrize("detail", Detail)
def test_a_row_says_once_that_one_should_ring_and_where_there_is_room_why(detail: Detail) -> None:
    told = row(song(), detail)
    assert told.count(SHORT) == 1 and (WHOLE in told) == (detail == Detail.WHOLE)
    assert SHORT not in row(song(stale_from=None), detail)


@pytest.mark.parametrize("detail", Detail)
def test_who_is_told_that_it_is_off_or_to_ask_is_not_told_to_ring_as_well(detail: Detail) -> None:
    off = row(song(is_cancelled=True, reason="personalen är sjuk"), detail)
    assert "Inställt" in off and SHORT not in off
    assert SHORT not in row(song(is_shut=True), detail)


def test_one_is_asked_to_ask_for_one_reason_at_a_time() -> None:
    with override("sv"):
        assert ask_first(song()) == stale_in_words(song()) == WHOLE
        assert ask_first(song(is_shut=True)) == CLOSED and stale_in_words(song(is_shut=True)) == ""
        assert {ask_first(song(is_cancelled=True)), ask_first(song(stale_from=None))} == {""}


# --- a month ---------------------------------------------------------------------------------------


def month(asked: str, today: dt.date, *, busy: bool = True) -> str:
    """The month of a day as it is written on `today`, with something each day of it."""
    period = asked_period("manad", asked, today=today)
    days = []
    for number in range((period.last - period.first).days + 1):
        day = period.first + number * DAY
        is_outside = day.month != period.day.month
        rows = SafeString("" if is_outside or not busy else "<li>Sångstund</li>")
        days.append(
            DayShown(
                *(day, day.day, f"{day:%m%d}", "Tisdag", "tis", day == today, is_outside, SafeString(""), rows),
                len(rows),
            )
        )
    with override("sv"):
        return str(month_sections(days))


def parted(html: str) -> tuple[list[str], list[str]]:
    """The days in the fold and those after it, by their anchors."""
    fold, _end, rest = html.rpartition("</details>")
    anchors = re.compile(r'<h2 id="h(\d{4})"')
    return anchors.findall(fold), anchors.findall(rest)


def test_the_present_month_folds_the_days_that_have_gone_so_that_today_comes_first() -> None:
    html = month("2026-11-24", TODAY)
    gone, rest = parted(html)
    assert (gone[0], gone[-1], rest[0], len(gone) + len(rest)) == ("1026", "1123", "1124", 42)
    assert html.startswith('<details class="f-fold f-gone"><summary>')  # closed, and first
    assert "Dagarna som har gått 1–23 november" in re.sub(r"<[^>]+>", "", html.partition("</summary>")[0])
    assert 'data-today aria-labelledby="h1124"' in html and html.count("data-today") == 1


@pytest.mark.parametrize(
    ("asked", "today"),
    [
        ("2026-10-24", TODAY),  # a month that has gone
        ("2026-12-01", TODAY),  # one that comes
        ("2026-12-01", dt.date(2026, 11, 30)),  # one whose first week has today, which is of another month
        ("2026-10-24", dt.date(2026, 11, 1)),  # one whose last week has today
        ("2026-11-01", dt.date(2026, 11, 1)),  # on its first day nothing of it has gone
    ],
)
def test_another_month_is_not_folded(asked: str, today: dt.date) -> None:
    assert "<details" not in month(asked, today)


def test_days_of_nothing_are_not_worth_a_fold_and_today_says_that_it_is_empty() -> None:
    html = month("2026-11-24", TODAY, busy=False)
    assert "<details" not in html and html.count("Inget planerat") == 1


def test_one_day_alone_is_no_span() -> None:
    with override("sv"):
        assert days_between(TODAY, TODAY) == "24 november"
        assert days_between(TODAY, TODAY + DAY) == "24–25 november"

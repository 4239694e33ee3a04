"""Calendar files, read back by a reader of RFC 5545 of the test's own."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from famn.ground import ical

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
Event = dict[str, str]


def read(content: bytes) -> tuple[Event, list[Event]]:
    """The calendar's own properties and its events: unfolded, unescaped, strict about the shape of lines."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in lines)
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    whole: list[bytes] = []
    for line in lines:
        line.decode()  # a character is never split
        if line.startswith(b" "):
            whole[-1] += line[1:]
        else:
            whole.append(line)
    assert (whole[0], whole[-1]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    head: Event = {}
    events: list[Event] = []
    into = head
    for line in whole[1:-1]:
        name, _, value = line.decode().partition(":")
        if (name, value) == ("BEGIN", "VEVENT"):
            assert into is head
            events.append(into := {})
        elif (name, value) == ("END", "VEVENT"):
            into = head
        else:
            assert name not in into
            into[name] = plain(value)
    assert into is head
    return head, events


def plain(value: str) -> str:
    """A TEXT value without its escapes."""
    found, signs = "", iter(value)
    for sign in signs:
        escaped = next(signs) if sign == "\\" else ""
        found += {"n": "\n", "N": "\n"}.get(escaped, escaped) if escaped else sign
    return found


def one(title: str, uid: str = "svar-abc@famn.example") -> Event:
    event = ical.AllDay(uid, dt.date(2026, 12, 31), title, "https://famn.example/arbete/uppdrag/abc/")
    (found,) = read(ical.calendar("Famn", [event], made_at=NOW))[1]
    return found


def test_an_event_is_a_whole_day_with_a_stamp_and_a_way_back() -> None:
    event = one("Svar: Utredning")
    assert event["DTSTART;VALUE=DATE"] == "20261231"
    assert event["DTEND;VALUE=DATE"] == "20270101"
    assert event["DTSTAMP"] == "20260302T090000Z"
    assert event["URL"] == event["DESCRIPTION"] == "https://famn.example/arbete/uppdrag/abc/"
    assert event["UID"] == "svar-abc@famn.example"
    assert event["SUMMARY"] == "Svar: Utredning"


def test_a_calendar_says_what_it_is_even_without_events() -> None:
    head, events = read(ical.calendar("Famn, Enheten; norr", [], made_at=NOW))
    assert (head["VERSION"], head["NAME"], events) == ("2.0", "Famn, Enheten; norr", [])
    assert head["PRODID"]


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])) | st.text(alphabet="åäö,;\\:n \n", max_size=300)
)
def test_every_title_comes_back_as_it_was_however_long_and_whatever_it_holds(title: str) -> None:
    assert one(title)["SUMMARY"] == title


@given(st.text(max_size=200))
def test_nothing_in_a_title_ends_the_event_or_adds_to_it(title: str) -> None:
    assert set(one(title)) == set(one("Vanlig"))


WORDS = st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=120)
MOMENTS = st.integers(0, 15 * 366 * 24 * 3600).map(lambda seconds: NOW + dt.timedelta(seconds=seconds))


@given(WORDS, WORDS, WORDS, MOMENTS, st.integers(1, 600), st.booleans(), st.integers(0, 90))
@settings(max_examples=40)
def test_a_known_library_reads_a_timed_event_as_it_was_written(
    title: str, place: str, notes: str, starts_at: dt.datetime, minutes: int, is_cancelled: bool, number: int
) -> None:
    ends_at, url = starts_at + dt.timedelta(minutes=minutes), "https://famn.example/familjecentraler/abc/"
    event = ical.Timed("abc@famn.example", starts_at, ends_at, title, url, place, notes, is_cancelled, NOW, number)
    (read_back,) = Calendar.from_ical(ical.calendar("Björken", [event], made_at=NOW)).walk("VEVENT")
    assert (read_back.decoded("DTSTART"), read_back.decoded("DTEND")) == (starts_at, ends_at)
    assert (read_back["SUMMARY"], read_back.get("LOCATION", "")) == (title, place)
    assert (read_back.get("DESCRIPTION", ""), read_back["URL"]) == (notes, url)
    assert (read_back["STATUS"] == "CANCELLED", read_back["SEQUENCE"]) == (is_cancelled, number)
    assert read_back.decoded("LAST-MODIFIED") == NOW

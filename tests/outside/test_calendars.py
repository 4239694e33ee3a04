"""Foreign calendars: read whole where they are right, told of where they are not, and never a crash."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from famn.ground.stockholm import STOCKHOLM
from famn.outside.calendars import CannotRead, ForeignTime, Why, read_calendar

FOREIGN = sorted(Path(icalendar.__file__).parent.rglob("*.ics"))
YEAR = {"first": dt.date(2026, 1, 1), "last": dt.date(2026, 12, 31)}


def ics(*lines: str, zone: str = ";TZID=Europe/Stockholm") -> bytes:
    """A calendar with one event of an hour and a half on Tuesday 3 March 2026 at ten, and what `lines` add."""
    event = ("UID:a@b", "SUMMARY:Sång", f"DTSTART{zone}:20260303T100000", f"DTEND{zone}:20260303T113000", *lines)
    return wrapped("BEGIN:VEVENT", *event, "END:VEVENT")


def wrapped(*lines: str) -> bytes:
    return "\r\n".join(("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *lines, "END:VCALENDAR", "")).encode()


def starts(content: bytes) -> list[str]:
    """When everything begins, by Stockholm's clock."""
    return [f"{one.starts_at.astimezone(STOCKHOLM):%d/%m %H.%M}" for one in read_calendar(content, **YEAR).times]


@pytest.mark.parametrize("file", FOREIGN, ids=lambda file: f"{file.parent.name}/{file.stem}"[:60])
def test_no_foreign_file_makes_the_reader_fall(file: Path) -> None:
    try:
        found = read_calendar(file.read_bytes(), first=dt.date(1990, 1, 1), last=dt.date(2030, 12, 31))
    except CannotRead as refused:
        assert refused.why in Why
    else:
        assert all(one.ends_at >= one.starts_at for one in found.times)


@given(st.binary(max_size=300) | st.binary(max_size=200).map(lambda noise: ics()[:60] + noise + ics()[60:]))
@settings(max_examples=60)
def test_noise_is_refused_or_read_and_never_a_fault_of_ours(noise: bytes) -> None:
    try:
        read_calendar(noise, **YEAR)
    except CannotRead as refused:
        assert refused.why in Why


def test_one_event_is_one_time_with_all_that_it_says() -> None:
    (one,) = read_calendar(ics("LOCATION:Stora rummet", "DESCRIPTION:Ta med\\nstrumpor"), **YEAR).times
    assert one == ForeignTime(
        uid="a@b",
        slot="",
        title="Sång",
        starts_at=dt.datetime(2026, 3, 3, 10, 0, tzinfo=STOCKHOLM),
        ends_at=dt.datetime(2026, 3, 3, 11, 30, tzinfo=STOCKHOLM),
        place="Stora rummet",
        notes="Ta med\nstrumpor",
    )


def test_ten_o_clock_stays_ten_o_clock_when_summer_time_begins() -> None:
    assert starts(ics("RRULE:FREQ=WEEKLY;COUNT=5")) == [
        *("03/03 10.00", "10/03 10.00", "17/03 10.00", "24/03 10.00", "31/03 10.00"),
    ]


def test_a_time_left_out_a_time_moved_and_a_time_cancelled() -> None:
    series = ics("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE;TZID=Europe/Stockholm:20260310T100000").decode()
    zone = ";TZID=Europe/Stockholm"
    moved = ("RECURRENCE-ID" + zone + ":20260317T100000", "DTSTART" + zone + ":20260318T130000")
    off = ("RECURRENCE-ID" + zone + ":20260324T100000", "DTSTART" + zone + ":20260324T100000", "STATUS:CANCELLED")
    others = [
        "\r\n".join(("BEGIN:VEVENT", "UID:a@b", "SUMMARY:Sång", *lines, "END:VEVENT", "")) for lines in (moved, off)
    ]
    content = series.replace("END:VCALENDAR", "".join(others) + "END:VCALENDAR").encode()
    assert starts(content) == ["03/03 10.00", "18/03 13.00", "24/03 10.00"]
    assert [one.is_cancelled for one in read_calendar(content, **YEAR).times] == [False, False, True]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("RRULE:FREQ=SECONDLY", Why.TOO_OFTEN),
        ("RRULE:FREQ=MINUTELY;COUNT=3", Why.TOO_OFTEN),
        ("DTEND;TZID=Europe/Stockholm:20260303T090000", Why.BACKWARDS),
    ],
)
def test_one_bad_event_is_told_of_and_the_others_are_read(line: str, why: Why) -> None:
    good = ("BEGIN:VEVENT", "UID:c@d", "SUMMARY:Bra", "DTSTART:20260304T090000Z", "END:VEVENT")
    bad = ics(line).decode().replace("END:VCALENDAR", "\r\n".join((*good, "END:VCALENDAR"))).encode()
    found = read_calendar(bad, **YEAR)
    assert [(fault.what, fault.why) for fault in found.faults] == [("Sång", why)]
    assert [one.title for one in found.times] == ["Bra"]


def test_a_whole_day_is_a_whole_day_in_stockholm() -> None:
    event = ("BEGIN:VEVENT", "UID:e", "SUMMARY:Lov", "DTSTART;VALUE=DATE:20260329", "END:VEVENT")
    (one,) = read_calendar(wrapped(*event), **YEAR).times
    assert one.is_whole_day
    assert one.ends_at - one.starts_at == dt.timedelta(days=1)  # by the wall clock: the day has twenty-three hours
    assert (one.starts_at.isoformat(), one.ends_at.isoformat()) == (
        *("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00"),
    )


ZONES = st.sampled_from(["Europe/Stockholm", "Europe/Helsinki", "America/New_York"])
RULES = st.builds(
    lambda freq, interval, count, by: f"RRULE:FREQ={freq};INTERVAL={interval};COUNT={count}{by.get(freq, '')}",
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]),
    st.integers(1, 4),
    st.integers(1, 30),
    st.fixed_dictionaries(
        {},
        optional={
            "WEEKLY": st.sampled_from([";BYDAY=MO", ";BYDAY=TU,FR"]),
            "MONTHLY": st.sampled_from([";BYDAY=2TU", ";BYDAY=-1SU"]),
        },
    ),
)


@given(RULES, ZONES, st.dates(dt.date(2025, 10, 1), dt.date(2026, 10, 31)), st.integers(0, 23))
@settings(max_examples=50)
def test_what_returns_is_unfolded_as_another_library_does(rule: str, zone: str, day: dt.date, hour: int) -> None:
    when = f"{day:%Y%m%d}T{hour:02}1500"
    content = wrapped(
        *("BEGIN:VEVENT", "UID:r", "SUMMARY:Åter", f"DTSTART;TZID={zone}:{when}", "DURATION:PT1H", rule, "END:VEVENT")
    )
    first, last = dt.date(2026, 1, 1), dt.date(2027, 3, 31)
    ours = [one.starts_at.astimezone(dt.UTC) for one in read_calendar(content, first=first, last=last).times]
    theirs = recurring_ical_events.of(icalendar.Calendar.from_ical(content)).between(
        dt.datetime.combine(first, dt.time(), STOCKHOLM),
        dt.datetime.combine(last + dt.timedelta(days=1), dt.time(), STOCKHOLM),
    )
    expected = sorted(one["DTSTART"].dt.astimezone(dt.UTC) for one in theirs)
    window = dt.datetime.combine(first, dt.time(), STOCKHOLM)
    assert ours == [one for one in expected if one >= window]


SHEETS = {
    "semicolons": "Datum;Start;Slut;Aktivitet;Rum\n2026-03-03;9.30;11.30;Sång;Vrån\n",
    "commas, quotes": 'Datum,Tid,Titel,Plats\n2026-03-03,"09:30-11:30",Sång,"Vrån"\n',
    "tabs, short dates": "dag\tkl\trubrik\tlokal\r\n3/3 2026\tkl. 9.30–11.30\tSång\tVrån\r\n",
    "a program's export": "Subject,Start Date,Start Time,End Time,Location\nSång,2026-03-03,09:30:00,11:30:00,Vrån\n",
}


@pytest.mark.parametrize("code", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("name", SHEETS)
def test_a_sheet_is_read_however_a_program_saves_it(name: str, code: str) -> None:
    (one,) = read_calendar(SHEETS[name].encode(code), **YEAR).times
    assert (one.title, one.place) == ("Sång", "Vrån")
    assert (f"{one.starts_at:%d/%m %H.%M}", f"{one.ends_at:%H.%M}") == ("03/03 09.30", "11.30")


def test_rows_that_do_not_do_are_told_of_by_their_number() -> None:
    rows = "2026-02-30;9;10;Finns inte\n2026-03-03;10;9;Bakvänd\n2026-03-03;9;10;Bra\n;;;\n2026-03-03;nio;10;Ord\n"
    found = read_calendar(f"Datum;Start;Slut;Titel\n{rows}".encode(), **YEAR)
    assert [one.title for one in found.times] == ["Bra"]
    assert [(fault.what, fault.why) for fault in found.faults] == [
        *(("2", Why.BAD_TIME), ("3", Why.BACKWARDS), ("6", Why.BAD_TIME)),
    ]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", Why.EMPTY),
        (b"Namn;Telefon\nBo;1\n", Why.NO_HEADINGS),
        (b"\x00\x01\x02;\n", Why.NOT_A_CALENDAR),
        (b"BEGIN:VCARD\r\nEND:VCARD\r\n", Why.NOT_A_CALENDAR),
        (b"x" * (5 * 1024 * 1024 + 1), Why.TOO_LARGE),
        (ics("RRULE:FREQ=DAILY").replace(b"END:VCALENDAR", b""), Why.NOT_A_CALENDAR),
    ],
)
def test_what_is_no_calendar_is_refused_with_the_reason(content: bytes, why: Why) -> None:
    with pytest.raises(CannotRead) as refused:
        read_calendar(content, **YEAR)
    assert refused.value.why == why

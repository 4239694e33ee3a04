"""A calendar from elsewhere: what it would bring, what bringing in does, and what a second reading changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from famn.domain.activities import actions, reads
from famn.domain.activities.actions import Choice
from famn.domain.activities.models import Activity, CalendarSource, Occurrence
from famn.domain.activities.planning.foreign import Left, kind_of
from famn.domain.activities.reads import Act
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Leg
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.stockholm import STOCKHOLM
from famn.ground.verdict import Denied, Refused
from famn.outside.fetching import Unreachable
from tests.domain.activities.making import make_activity, make_room
from tests.people import AT
from tests.scenes import scene

ZONE = ";TZID=Europe/Stockholm"
LATER = AT + dt.timedelta(days=1)
ADDRESS = "https://kalender.example/backen.ics"


def event(uid: str, title: str, when: str, *lines: str, hours: float = 1.5) -> str:
    """An event that begins at `20260303T093000`, by Stockholm's clock."""
    starts = dt.datetime.strptime(when, "%Y%m%dT%H%M%S")  # noqa: DTZ007  a time on the wall
    ends = f"{starts + dt.timedelta(hours=hours):%Y%m%dT%H%M%S}"
    said = (f"UID:{uid}", f"SUMMARY:{title}", f"DTSTART{ZONE}:{when}", f"DTEND{ZONE}:{ends}", *lines)
    return "\r\n".join(("BEGIN:VEVENT", *said, "END:VEVENT"))


def calendar(*events: str, name: str = "Gamla kalendern") -> bytes:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", f"X-WR-CALNAME:{name}")
    return "\r\n".join((*head, *events, "END:VCALENDAR", "")).encode()


# Tuesdays from 3 March 2026, of which the last is after summer time began on the 29th.
WEEKLY = event("sang", "Sångstund", "20260303T093000", "RRULE:FREQ=WEEKLY;COUNT=5", "LOCATION:Stora rummet")
BABY = event("bebis", "Babycafé", "20260305T130000")


def slot(uid: str, title: str, slot: str, when: str, *lines: str) -> str:
    """One time of an event that returns, told by itself."""
    return event(uid, title, when, f"RECURRENCE-ID{ZONE}:{slot}", *lines)


def read(centre: FamilyCentre, by: Actor, *events: str, **said: Any) -> CalendarSource:
    content = said.pop("content", calendar(*events))
    return actions.read_source(centre, content, by=by, at=AT, leg=Leg.OPEN_PRESCHOOL, **said)


def look(source: CalendarSource) -> reads.Incoming:
    found = CalendarSource.objects.select_related("centre").get(pk=source.pk)
    return reads.incoming(found, AT.date())


def take(source: CalendarSource, by: Actor, *, at: dt.datetime = AT, **said: Any) -> actions.BroughtIn:
    """Bring in every title: as the activity that is proposed, else as a new one."""
    page = look(source)
    choices = {one.key: Choice(activity=one.activity) if one.activity else Choice(one.kind) for one in page.groups}
    return actions.bring_in(source, **({"choices": choices, "by": by, "at": at, "seen": page.seen} | said))


def told(**where: Any) -> list[str]:
    """When everything is, by Stockholm's clock, and what is off."""
    rows = Occurrence.objects.filter(**where).order_by("starts_at")
    return [f"{one.starts_at.astimezone(STOCKHOLM):%-d/%-m %H.%M}{' off' * (one.state == 'cancelled')}" for one in rows]


ALL = ["3/3 09.30", "10/3 09.30", "17/3 09.30", "24/3 09.30", "31/3 09.30"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Sångstund med Lo", "song"),
        ("Öppen förskola", "preschool"),
        ("Babycafé", "baby"),
        ("Pappakväll", "fathers"),
        ("SPRÅKKAFÉ", "language"),
        ("Föräldragrupp våren", "group"),
        ("Fika", "other"),
    ],
)
def test_a_title_tells_what_it_seems_to_be(title: str, kind: str) -> None:
    assert kind_of(title) == kind


def test_the_words_know_only_kinds_that_there_are() -> None:
    from famn.domain.activities.planning.foreign import OTHER, WORDS

    assert {kind for kind, _words in WORDS} | {OTHER} <= set(Activity.Kind.values)


def test_a_preview_tells_each_title_and_what_is_left_out_and_saves_no_activity(
    centre: FamilyCentre, anna: Actor
) -> None:
    room = make_room(centre, anna)
    make_activity(centre, anna, title="babycafé")
    source = read(
        centre,
        anna,
        WEEKLY,
        BABY,
        event("gammal", "Sångstund", "20260224T093000"),
        event("av", "Fika", "20260306T093000", "STATUS:CANCELLED"),
        event("tom", "", "20260306T093000"),
        "\r\n".join(("BEGIN:VEVENT", "UID:lov", "SUMMARY:Lov", "DTSTART;VALUE=DATE:20260309", "END:VEVENT")),
        event("fel", "Fel", "20260306T093000", "RRULE:FREQ=SECONDLY"),
    )
    page = look(source)

    song, baby = page.groups
    assert (source.name, source.state) == ("Gamla kalendern", "waiting")
    assert (song.title, song.kind, song.count(Act.NEW), song.activity) == ("Sångstund", "song", 5, None)
    assert (song.usual.weekday, song.usual.starts, song.usual.count) == (2, dt.time(9, 30), 5)
    assert (song.first, song.last) == (dt.date(2026, 3, 3), dt.date(2026, 3, 31))
    assert {step.room for step in song.steps} == {room}
    assert baby.activity is not None
    assert baby.activity.title == "babycafé"
    assert {why: len(some) for why, some in page.left.items()} == dict.fromkeys(
        (Left.PAST, Left.CANCELLED, Left.NO_TITLE, Left.WHOLE_DAY), 1
    )
    assert [fault.what for fault in page.faults] == ["Fel"]
    assert not Occurrence.objects.exists()


def test_what_is_brought_in_is_a_draft_with_its_times_by_the_wall_clock(centre: FamilyCentre, anna: Actor) -> None:
    room = make_room(centre, anna)
    done = take(read(centre, anna, WEEKLY), anna)
    (activity,) = done.made
    assert (activity.title, activity.kind, activity.state, done.added) == ("Sångstund", "song", "draft", 5)
    assert told(activity=activity, room=room) == ALL
    assert bytes(CalendarSource.objects.get().content) == b""  # nothing of a file is kept


def test_it_is_shown_at_once_only_where_somebody_says_so(centre: FamilyCentre, anna: Actor) -> None:
    (activity,) = take(read(centre, anna, WEEKLY), anna, publish=True).made
    assert Activity.objects.get(pk=activity.pk).state == Activity.State.PUBLISHED


def test_a_title_that_is_left_out_brings_nothing_and_is_proposed_as_left_out_next_time(
    centre: FamilyCentre, anna: Actor
) -> None:
    source = read(centre, anna, WEEKLY, BABY)
    page = look(source)
    done = take(source, anna, choices={page.groups[0].key: Choice("song")})
    assert ([one.title for one in done.made], done.added) == (["Sångstund"], 5)
    again = {one.title: one.is_left_out for one in look(read(centre, anna, WEEKLY, BABY)).groups}
    assert again == {"Sångstund": False, "Babycafé": True}


def test_the_same_file_again_moves_cancels_adds_and_leaves_alone_what_staff_have_changed(
    centre: FamilyCentre, anna: Actor
) -> None:
    make_room(centre, anna)
    first = read(centre, anna, WEEKLY)
    (activity,) = take(first, anna).made
    ours = Occurrence.objects.get(day=dt.date(2026, 3, 31))
    said = {"day": dt.date(2026, 4, 1), "starts": dt.time(10), "ends": dt.time(11), "room": None}
    actions.move_occurrence(ours, by=anna, at=AT, **said)
    numbers = dict(Occurrence.objects.values_list("foreign_key", "number"))

    second = read(
        centre,
        anna,
        WEEKLY.replace("RRULE", f"EXDATE{ZONE}:20260303T093000\r\nRRULE"),
        slot("sang", "Sångstund", "20260310T093000", "20260311T130000"),
        slot("sang", "Sångstund", "20260317T093000", "20260317T093000", "STATUS:CANCELLED"),
        slot("sang", "Sångstund", "20260331T093000", "20260331T150000"),
        event("ny", "Sångstund", "20260407T093000"),
    )
    assert second.pk == first.pk  # it shares times with the file before
    page = look(second)
    (group,) = page.groups
    assert group.activity == activity
    assert [step.act for step in group.steps] == [Act.MOVED, Act.CANCELLED, Act.SAME, Act.KEPT, Act.NEW]
    assert page.gone == ()  # before the file's own first time nothing is missed
    done = take(second, anna)

    assert (done.moved, done.cancelled, done.added, done.kept, done.made) == (1, 1, 1, 1, [])
    assert told() == ["3/3 09.30", "11/3 13.00", "17/3 09.30 off", "24/3 09.30", "1/4 10.00", "7/4 09.30"]
    moved = Occurrence.objects.get(day=dt.date(2026, 3, 11))
    assert moved.was_at == dt.datetime(2026, 3, 10, 8, 30, tzinfo=dt.UTC)
    grown = {row.day: row.number - numbers.get(row.foreign_key, 0) for row in Occurrence.objects.all()}
    assert sorted(day.isoformat() for day, by_one in grown.items() if by_one) == ["2026-03-11", "2026-03-17"]

    third = take(read(centre, anna, WEEKLY), anna)  # the old file once more takes it all back, but what is ours
    assert (third.moved, third.restored, third.kept) == (1, 1, 1)
    assert told(state="planned")[:3] == ALL[:3]


def test_what_is_no_longer_in_the_calendar_is_cancelled_and_comes_back_with_it(
    centre: FamilyCentre, anna: Actor
) -> None:
    take(read(centre, anna, WEEKLY), anna)
    without = WEEKLY.replace("RRULE", f"EXDATE{ZONE}:20260317T093000\r\nRRULE")
    source = read(centre, anna, without)
    assert [row.day for row in look(source).gone] == [dt.date(2026, 3, 17)]
    assert take(source, anna).cancelled == 1
    assert told()[2] == "17/3 09.30 off"
    assert take(read(centre, anna, WEEKLY), anna).restored == 1
    assert told() == ALL


def test_a_time_that_somebody_has_typed_in_already_is_not_doubled(centre: FamilyCentre, anna: Actor) -> None:
    activity = make_activity(centre, anna)
    said = {"day": dt.date(2026, 3, 3), "starts": dt.time(9, 30), "ends": dt.time(11)}
    actions.add_occurrence(activity, by=anna, at=AT, **said)
    take(read(centre, anna, WEEKLY), anna)
    assert told(activity=activity) == ALL


def test_a_room_that_is_taken_is_told_of_and_the_time_comes_without_it(centre: FamilyCentre, anna: Actor) -> None:
    room = make_room(centre, anna)
    other = make_activity(centre, anna, title="Hälsosamtal")
    said = {"day": dt.date(2026, 3, 10), "starts": dt.time(10), "ends": dt.time(12), "room": room}
    actions.add_occurrence(other, by=anna, at=AT, **said)
    source = read(centre, anna, WEEKLY)
    assert [bool(step.clashes) for step in look(source).groups[0].steps] == [False, True, False, False, False]
    done = take(source, anna)
    assert (done.added, done.roomless) == (5, 1)
    assert [row.day.day for row in Occurrence.objects.filter(room=None)] == [10]


def test_two_times_that_change_places_in_a_room(centre: FamilyCentre, anna: Actor) -> None:
    make_room(centre, anna)
    where = "LOCATION:Stora rummet"
    early, late = "20260303T090000", "20260303T130000"
    take(read(centre, anna, event("a", "Ett", early, where), event("b", "Två", late, where)), anna)
    done = take(read(centre, anna, event("a", "Ett", late, where), event("b", "Två", early, where)), anna)
    assert (done.moved, done.roomless) == (2, 0)
    assert told(activity__title="Ett") == ["3/3 13.00"]


def test_one_who_saw_an_earlier_reading_is_asked_to_look_again(centre: FamilyCentre, anna: Actor) -> None:
    source = read(centre, anna, WEEKLY)
    seen = look(source).seen
    take(source, anna)
    source = read(centre, anna, WEEKLY, BABY)
    with pytest.raises(Refused, match="lästs om"):
        take(source, anna, seen=seen)


def test_who_runs_another_leg_may_not_read_or_bring_in(centre: FamilyCentre, anna: Actor, health: Actor) -> None:
    with pytest.raises(Denied):
        read(centre, health, WEEKLY)
    source = read(centre, anna, WEEKLY)
    with pytest.raises(Denied):
        take(source, health)


@pytest.mark.parametrize(
    ("said", "words", "field"),
    [
        ({"content": b""}, "tom", "file"),
        ({"content": b"BEGIN:VNONSENSE"}, "iCalendar", "file"),
        ({"content": b"a;b\n1;2"}, "rubrikerna", "file"),
        ({"content": b"<html>", "address": ADDRESS}, "rubrikerna", "address"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(
    centre: FamilyCentre, anna: Actor, said: dict[str, Any], words: str, field: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        read(centre, anna, **said)
    assert refused.value.field == field
    assert not CalendarSource.objects.exists()


# --- an address that is followed -------------------------------------------------------------------


@scene
def followed(centre: FamilyCentre, anna: Actor) -> CalendarSource:
    source = read(centre, anna, WEEKLY, address=ADDRESS)
    take(source, anna, follow=True)
    return CalendarSource.objects.get()


def test_a_followed_address_is_read_again_each_night_and_a_new_title_waits_for_somebody(
    followed: CalendarSource,
) -> None:
    assert followed.next_read_at == dt.datetime(2026, 3, 3, 3, tzinfo=STOCKHOLM)
    moved = slot("sang", "Sångstund", "20260310T093000", "20260311T130000")
    done = actions.refresh_source(followed, calendar(WEEKLY, moved, BABY), by=HOUSE, at=LATER)
    assert done is not None
    assert (done.moved, done.added) == (1, 0)
    after = CalendarSource.objects.get()
    assert (after.unchosen, after.read_at, after.next_read_at) == (1, LATER, followed.next_read_at + dt.timedelta(1))
    assert actions.refresh_source(followed, calendar(WEEKLY), by=HOUSE, at=LATER) is None  # another clock's turn


@pytest.mark.parametrize(
    ("answer", "fault"),
    [(Unreachable.NO_ANSWER, "no_answer"), (b"<html>", "no_headings"), (calendar(), "many_gone")],
)
def test_a_night_when_the_address_fails_is_told_of_and_changes_nothing(
    followed: CalendarSource, answer: bytes | Unreachable, fault: str
) -> None:
    assert actions.refresh_source(followed, answer, by=HOUSE, at=followed.next_read_at) is None
    after = CalendarSource.objects.get()
    assert (after.fault, after.read_at, after.state) == (fault, AT, "following")
    assert told() == ALL
    assert bytes(after.content) == calendar(WEEKLY)


def test_one_that_is_followed_no_longer_is_left_alone(followed: CalendarSource, anna: Actor) -> None:
    actions.stop_following(followed, by=anna, at=AT)
    assert actions.refresh_source(followed, calendar(), by=HOUSE, at=LATER) is None
    assert reads.sources_to_read(LATER + dt.timedelta(days=9)) == []
    assert told() == ALL


def test_what_nobody_brings_in_is_thrown_away_after_a_week(centre: FamilyCentre, anna: Actor) -> None:
    take(read(centre, anna, WEEKLY), anna)
    read(centre, anna, WEEKLY)
    read(centre, anna, BABY)
    assert actions.forget_waiting(by=HOUSE, at=AT + dt.timedelta(days=6)) == 0
    assert actions.forget_waiting(by=HOUSE, at=AT + dt.timedelta(days=8)) == 2
    (left,) = CalendarSource.objects.all()
    assert (left.state, bytes(left.content), left.occurrences.count()) == ("done", b"", 5)

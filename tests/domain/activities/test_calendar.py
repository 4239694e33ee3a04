"""What a calendar is read as: one query, words in the language of the page, filters that an address keeps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from famn.domain.activities.models import Activity, ActivityText, Occurrence
from famn.domain.activities.reads.calendar import (
    NO_FILTERS,
    OLDEST,
    Filters,
    Shown,
    ages_in_words,
    occurrences,
    span_in_words,
)
from famn.domain.activities.reads.heads import head
from famn.domain.activities.reads.one import MOST_TIMES, public_activity
from famn.domain.centres.models import CentreText, FamilyCentre, Language, OpeningException
from famn.domain.centres.reads.freshness import WARN_AFTER
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground.languages import PageLanguage
from famn.ground.stockholm import moment_of
from tests.days import standing_day  # noqa: F401  a fixture, found here by name
from tests.domain.activities.making import make_public, make_room
from tests.people import AT
from tests.scenes import scene

pytestmark = pytest.mark.usefixtures("standing_day")  # what nobody has confirmed for a year is not there
MONDAY = AT.date()  # 2 March 2026
SUNDAY = MONDAY + dt.timedelta(days=6)
TUESDAY = MONDAY + dt.timedelta(days=1)


@scene
def song(centre: FamilyCentre, anna: Actor) -> Activity:
    """A song for every age that everybody sees."""
    return make_public(centre, anna)


def at(activity: Activity, day: dt.date = TUESDAY, hour: int = 9, **values: Any) -> Occurrence:
    """One time, half past `hour`, an hour long."""
    facts = {"starts_at": moment_of(day, dt.time(hour, 30)), "ends_at": moment_of(day, dt.time(hour + 1, 30))}
    return Occurrence.objects.create(
        centre_id=activity.centre_id, activity=activity, day=day, changed_at=AT, **facts | values
    )


def week(centre: FamilyCentre, language: str = "sv", filters: Filters = NO_FILTERS) -> list[Shown]:
    """What the first week of March shows."""
    return occurrences(centre, MONDAY, SUNDAY, today=MONDAY, language=language, filters=filters)


# --- rows ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 3, 40])
def test_a_calendar_is_one_query_however_much_happens(
    centre: FamilyCentre, song: Activity, many: int, django_assert_num_queries: Any
) -> None:
    for number in range(many):
        at(song, MONDAY + dt.timedelta(days=number % 7), 7 + number // 7)
    with django_assert_num_queries(1):
        shown = week(centre, "ar")
    assert len(shown) == many
    assert [one.starts_at for one in shown] == sorted(one.starts_at for one in shown)


def test_a_row_has_every_word_ready(centre: FamilyCentre, anna: Actor) -> None:
    activity = make_public(centre, anna, title="Bebiscafé", age_from=0, age_to=12, languages=["sv", "ar"])
    at(activity, room=make_room(centre, anna), theme="Sömn", guest="Klara Klocka", message="Ta med en filt.")
    [one] = week(centre)
    assert (one.title, one.clock, one.ages, one.room) == ("Bebiscafé", "9.30–10.30", "0–12 månader", "Stora rummet")
    assert one.languages == ("svenska", "arabiska")
    assert (one.theme.text, one.guest, one.message.text, one.is_cancelled, one.reason) == (
        *("Sömn", "Klara Klocka", "Ta med en filt.", False, ""),
    )


def test_what_is_cancelled_is_still_there_and_says_why(centre: FamilyCentre, song: Activity) -> None:
    at(song, state=Occurrence.State.CANCELLED, reason=Occurrence.Reason.ILLNESS, message="Välkommen på torsdag.")
    [one] = week(centre)
    assert (one.is_cancelled, one.reason, one.message.text) == (True, "personalen är sjuk", "Välkommen på torsdag.")


def test_what_is_moved_says_from_when(centre: FamilyCentre, song: Activity) -> None:
    before = moment_of(MONDAY, dt.time(13))
    at(song, was_at=before)
    assert [one.was_at for one in week(centre)] == [before]


def test_only_what_everybody_may_see_is_there(centre: FamilyCentre, song: Activity) -> None:
    at(song)
    for change in ({"state": "draft"}, {"state": "ended"}, {"confirmed_on": dt.date(2020, 1, 1)}):
        Activity.objects.filter(pk=song.pk).update(**{"state": "published", "confirmed_on": MONDAY} | change)
        assert week(centre) == [], change


def test_what_nobody_has_confirmed_for_long_is_marked_from_today_on(centre: FamilyCentre, song: Activity) -> None:
    for day in (MONDAY, TUESDAY, SUNDAY):
        at(song, day)
    warned = TUESDAY - WARN_AFTER * dt.timedelta(days=1)
    Activity.objects.update(confirmed_on=warned)
    for today, marked in ((MONDAY, [None] * 3), (TUESDAY, [None, warned, warned])):
        shown = occurrences(centre, MONDAY, SUNDAY, today=today, language="sv")
        assert [one.stale_from for one in shown] == marked, today


def test_a_title_is_in_the_pages_language_or_swedish_and_marked_so(
    centre: FamilyCentre, song: Activity, anna: Actor
) -> None:
    ActivityText.objects.create(activity=song, language=PageLanguage.EN, title="Singing")
    at(song)
    at(make_public(centre, anna, title="Pappaträff"), hour=17)
    assert [(one.title, one.title_language) for one in week(centre, "en")] == [("Singing", "en"), ("Pappaträff", "sv")]
    assert [one.title for one in week(centre)] == ["Sångstund", "Pappaträff"]


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)])  # summer time begins, and ends
def test_the_clock_on_the_wall_is_the_same_when_the_hour_changes(
    centre: FamilyCentre, song: Activity, day: dt.date
) -> None:
    for number in (-1, 0, 1):
        at(song, day + dt.timedelta(days=number))
    around = day - dt.timedelta(days=1), day + dt.timedelta(days=1)
    shown = occurrences(centre, *around, today=day, language="sv")
    assert [one.clock for one in shown] == ["9.30–10.30"] * 3
    assert {one.starts_at.astimezone(dt.UTC).hour for one in shown} == {7, 8}


def test_a_night_of_two_oclocks_is_told_by_the_wall() -> None:
    before = dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)  # 2.30 for the first time
    assert span_in_words(before, before + dt.timedelta(hours=1)) == "2.30–2.30"


@pytest.mark.parametrize(
    ("age_from", "age_to", "words"),
    [(None, None, ""), (0, 12, "0–12 månader"), (0, 71, "0–5 år"), (12, 47, "1–3 år"), (6, 36, "6 månader–3 år")],
)
def test_ages_are_said_as_people_say_them(age_from: int | None, age_to: int | None, words: str) -> None:
    assert ages_in_words(age_from, age_to) == words


# --- filters ---------------------------------------------------------------------------------------

some = {
    "kinds": st.lists(st.sampled_from(Activity.Kind.values), unique=True).map(lambda all: tuple(sorted(all))),
    "legs": st.lists(st.sampled_from(Leg.values), unique=True).map(lambda all: tuple(sorted(all))),
    "languages": st.lists(st.sampled_from(Language.values), unique=True).map(lambda all: tuple(sorted(all))),
    "age": st.none() | st.integers(0, OLDEST),
    "drop_in": st.booleans(),
}


@settings(max_examples=50)
@given(st.builds(Filters, **some))
def test_an_address_keeps_every_choice(filters: Filters) -> None:
    asked = filters.as_query()
    assert Filters.from_query(QueryDict(asked)) == filters
    assert bool(asked) == bool(filters)


@settings(max_examples=25)
@given(st.builds(Filters, **some), st.sampled_from(Activity.Kind.values), st.integers(0, OLDEST))
def test_a_choice_made_twice_is_taken_back(filters: Filters, kind: str, age: int) -> None:
    assert filters.turned("kinds", kind).turned("kinds", kind) == filters
    assert replace(filters, age=None).turned("age", age).turned("age", age).age is None
    assert filters.turned("drop_in", True).drop_in is not filters.drop_in


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(["typ", "ben", "sprak", "alder", "anmalan", "annat"]), st.text(max_size=12)))
def test_whatever_an_address_asks_is_a_filter_or_nothing(asked: dict[str, str]) -> None:
    query = QueryDict(mutable=True)
    query.update(asked)
    filters = Filters.from_query(query)
    assert Filters.from_query(QueryDict(filters.as_query())) == filters


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("", ["Sångstund", "Pappaträff", "Babymassage"]),
        ("typ=fathers", ["Pappaträff"]),
        ("typ=fathers,song", ["Sångstund", "Pappaträff"]),
        ("sprak=so", ["Pappaträff"]),
        ("alder=6", ["Sångstund", "Babymassage"]),
        ("alder=40", ["Sångstund", "Pappaträff"]),
        ("anmalan=nej", ["Sångstund", "Pappaträff"]),
        ("alder=40&typ=baby", []),
        ("ben=midwifery", []),
        ("typ=finnsinte", ["Sångstund", "Pappaträff", "Babymassage"]),
    ],
)
def test_a_filter_shows_what_fits(
    centre: FamilyCentre, song: Activity, anna: Actor, query: str, titles: list[str]
) -> None:
    fathers = {"kind": "fathers", "age_from": 12, "age_to": 71, "languages": ["sv", "so"]}
    massage = {"kind": "baby", "age_from": 0, "age_to": 12, "booking": "sign_up", "how_to_book": "Ring oss."}
    at(song)
    at(make_public(centre, anna, title="Pappaträff", **fathers), hour=13)
    at(make_public(centre, anna, title="Babymassage", **massage), hour=15)
    assert [one.title for one in week(centre, filters=Filters.from_query(QueryDict(query)))] == titles


# --- what stands round the rows ----------------------------------------------------------------------


def test_the_head_of_a_calendar_is_one_query(
    centre: FamilyCentre, song: Activity, django_assert_num_queries: Any
) -> None:
    leg = centre.legs.get()
    CentreText.objects.create(centre=centre, leg=leg, kind="word", language="en", text="Open play", written_on=MONDAY)
    closed = {"from_date": TUESDAY, "to_date": TUESDAY + dt.timedelta(days=1), "reason": "planning"}
    OpeningException.objects.create(centre=centre, **closed)
    OpeningException.objects.create(centre=centre, leg=leg, **closed | {"opens": dt.time(9), "closes": dt.time(11)})
    at(song, SUNDAY + dt.timedelta(days=3))
    at(song, SUNDAY + dt.timedelta(days=2), state="cancelled", reason="illness")
    with django_assert_num_queries(1):
        found = head(centre.code, MONDAY, SUNDAY, at=AT, language="en")
    assert found is not None
    assert [(one.leg, one.opens, one.holds(TUESDAY), one.holds(MONDAY)) for one in found.closings] == [
        ("", None, True, False),
        (Leg.OPEN_PRESCHOOL, dt.time(9), True, False),
    ]
    assert (found.words[leg.leg].text, found.words[leg.leg].language) == ("Open play", "en")
    assert found.next_day == SUNDAY + dt.timedelta(days=3)


@pytest.mark.parametrize("many", [1, 3, MOST_TIMES + 5])
def test_an_activity_is_one_query_however_often_it_happens(
    centre: FamilyCentre, song: Activity, many: int, django_assert_num_queries: Any
) -> None:
    for number in range(many):
        at(song, TUESDAY + dt.timedelta(days=number))
    at(song, MONDAY - dt.timedelta(days=7))  # has been
    with django_assert_num_queries(1):
        page = public_activity(centre.code, song.code, AT, language="sv")
    assert page is not None
    assert len(page.times) == min(many, MOST_TIMES)
    assert page.times[0].day == TUESDAY


def test_an_activity_without_words_in_the_language_is_in_swedish(centre: FamilyCentre, anna: Actor) -> None:
    activity = make_public(centre, anna, about="Vi sjunger.")
    ActivityText.objects.create(activity=activity, language=PageLanguage.FI, title="Lauluhetki")
    page = public_activity(centre.code, activity.code, AT, language="fi")
    assert page is not None
    assert (page.title.text, page.title.language) == ("Lauluhetki", "fi")
    assert (page.about.text, page.about.language) == ("Vi sjunger.", "sv")

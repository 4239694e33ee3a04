"""A centre's phrase book: what staff write in a few Swedish words is in a reader's language where somebody wrote it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from famn.domain.activities import actions, rules
from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.reads.calendar import occurrences
from famn.domain.activities.reads.heads import head
from famn.domain.activities.reads.one import public_activity
from famn.domain.activities.reads.phrases import Place, phrase_book, phrases_mark, said_in, words_of
from famn.domain.centres.models import AccessFact, CentrePerson, FamilyCentre, OpeningException, Partner, Phrase
from famn.domain.centres.reads.phrases import (
    IN_SWEDISH,
    Phrases,
    Standing,
    Word,
    of_told,
    phrases_of,
    standing,
)
from famn.domain.people.rules import Actor
from famn.ground.stockholm import moment_of
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.activities.making import MONDAY, OPENED, make_activity, make_leader, make_public
from tests.domain.at_once import overlapping
from tests.domain.centres.making import make_centre
from tests.people import AT, DAY, House, build_house

BLANKET, TEETH = "Ta med en filt.", "Vi lär oss om tänder."
SUNDAY = MONDAY + dt.timedelta(days=6)


def write(centre: FamilyCentre, by: Actor, language: str = "en", /, *, seen: str = "", **values: Any) -> int:
    """Write words, having seen the book as it is."""
    facts: dict[str, Any] = {"words": {BLANKET: "Bring a blanket."}} | values
    seen = seen or phrases_mark(centre, language)
    return actions.write_phrases(centre, by=by, at=AT, language=language, seen=seen, **facts)


def at(activity: Activity, day: dt.date = MONDAY, **values: Any) -> Occurrence:
    """One time, half past nine, an hour long."""
    hours = {"starts_at": moment_of(day, dt.time(9, 30)), "ends_at": moment_of(day, dt.time(10, 30))}
    facts = {"centre_id": activity.centre_id, "activity": activity, "day": day, "changed_at": AT}
    return Occurrence.objects.create(**facts | hours | values)


# --- words, without a database ---------------------------------------------------------------------


def test_a_book_says_what_it_has_and_else_the_swedish_words() -> None:
    book = of_told(['{"sv": "barnmorska", "text": "midwife", "checked": null}'], "en")
    assert book.said("barnmorska") == Word("midwife", "en", is_unchecked=True)
    assert book.said("Barnmorska") == Word("Barnmorska", "sv")
    assert book.said("") == Word("") and not book.said("")
    checked = of_told([{"sv": "barnmorska", "text": "قابلة", "checked": "2026-03-02"}], "ar").said("barnmorska")
    assert (checked.lang, checked.dir, checked.is_unchecked) == ("ar", "rtl", False)


def test_plain_swedish_is_swedish_and_nobody_need_know_the_language_to_check_it() -> None:
    plain = of_told([{"sv": "sjuksköterska", "text": "sköterska", "checked": None}], "sv-lattlast").said(
        "sjuksköterska"
    )
    assert (plain.text, plain.lang, plain.is_unchecked) == ("sköterska", "sv", False)


@pytest.mark.parametrize(
    ("words", "language", "expected"),
    [
        ([], "en", Standing()),
        ([Word("")], "en", Standing()),  # what nobody wrote is missing in no language
        ([Word("filt")], "sv", Standing()),
        ([Word("filt")], "sv-lattlast", Standing()),
        ([Word("filt"), Word("song", "en")], "en", Standing(is_fallback=True)),
        ([Word("song", "en", is_unchecked=True)], "en", Standing(is_unchecked=True)),
        ([Word("filt"), Word("song", "en", is_unchecked=True)], "en", Standing(is_fallback=True, is_unchecked=True)),
    ],
)
def test_a_page_knows_how_it_stands_with_its_words(words: list[Word], language: str, expected: Standing) -> None:
    assert standing(words, language) == expected


# --- who may, and what is written ------------------------------------------------------------------


def test_all_who_write_words_at_a_centre_share_its_book_and_nobody_else_writes_in_it(
    house: House, centre: FamilyCentre, health: Actor
) -> None:
    """Anna's, Bo's and Dag's board keeps the centre; Cesar and Hedda work at the unit that runs the child health."""
    may = {name for name, actor in house.everyone().items() if rules.may_phrase(actor, centre)}
    assert may == {"anna", "bo", "dag", "cesar"} and rules.may_phrase(health, centre)
    assert write(centre, health) == 1
    stranger = next(actor for name, actor in house.everyone().items() if name not in may)
    assert not rules.may_phrase(stranger, centre)
    with pytest.raises(Denied):
        write(centre, stranger)
    assert (TrailEvent.objects.latest("pk").verb, TrailEvent.objects.latest("pk").reason) == ("write_phrases", "en")


def test_what_is_changed_is_unchecked_until_somebody_has_read_it(centre: FamilyCentre, anna: Actor) -> None:
    write(centre, anna, words={BLANKET: " Bring a blanket. ", TEETH: "We learn about teeth."}, checked_by=" Emma  Ek ")
    rows = Phrase.objects.filter(language="en")
    assert set(rows.values_list("text", "checked_by", "checked_on")) == {
        ("Bring a blanket.", "Emma Ek", DAY),
        ("We learn about teeth.", "Emma Ek", DAY),
    }
    assert write(centre, anna, words={BLANKET: "Bring your blanket.", TEETH: "We learn about teeth."}) == 1
    assert rows.get(swedish=BLANKET).checked_on is None
    assert rows.get(swedish=TEETH).checked_by == "Emma Ek"
    seen = phrases_mark(centre, "en")
    assert write(centre, anna, words={BLANKET: "Bring your blanket."}, checked_by="Emma Ek") == 1
    assert phrases_mark(centre, "en") != seen  # who is about to check it again is told


def test_an_empty_text_falls_back_and_what_is_not_named_stays(centre: FamilyCentre, anna: Actor) -> None:
    write(centre, anna, words={BLANKET: "Bring a blanket.", TEETH: "We learn about teeth."})
    count = TrailEvent.objects.count()
    assert write(centre, anna, words={BLANKET: "Bring a blanket."}) == 0
    assert TrailEvent.objects.count() == count  # nothing was done
    write(centre, anna, "fi", words={BLANKET: "Ota viltti mukaan."})
    assert write(centre, anna, words={BLANKET: "  "}) == 1
    assert set(Phrase.objects.values_list("swedish", "language")) == {(TEETH, "en"), (BLANKET, "fi")}


@pytest.mark.parametrize(
    ("language", "values", "reason"),
    [
        ("sv", {}, "Välj ett annat språk"),
        ("xx", {}, "Välj ett annat språk"),
        ("en", {"words": {BLANKET: "b" * 1001}}, "högst 1000 tecken"),
        ("en", {"words": {BLANKET: ""}, "checked_by": "Emma Ek"}, "ingen text att kontrollera"),
        ("en", {"seen": "another"}, "Någon annan ändrade"),
    ],
)
def test_what_cannot_be_written_is_refused(
    centre: FamilyCentre, anna: Actor, language: str, values: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Refused, match=reason):
        write(centre, anna, language, **values)
    assert not Phrase.objects.exists()


def test_the_same_words_are_in_a_language_once_at_each_centre(centre: FamilyCentre, anna: Actor) -> None:
    facts = {"swedish": "L" * 9_000, "language": "fi", "text": "Ota viltti mukaan.", "written_on": DAY}
    Phrase.objects.create(centre=centre, **facts)
    Phrase.objects.create(centre=make_centre(anna, name="En annan familjecentral"), **facts)
    with pytest.raises(IntegrityError):
        Phrase.objects.create(centre=centre, **facts)


def test_two_who_write_in_the_same_book_at_once(own_database: str) -> None:
    house = build_house()
    centre = make_centre(house.anna)
    seen = phrases_mark(centre, "en")
    one, two = overlapping(
        lambda: write(centre, house.anna, seen=seen),
        lambda: write(centre, house.dag, seen=seen, words={BLANKET: "Take a rug."}),
        area_id=None,
    )
    assert one == 1
    assert isinstance(two, Refused) and "Någon annan ändrade" in str(two)
    assert Phrase.objects.get().text == "Bring a blanket."


# --- what those who write it see -------------------------------------------------------------------


def test_the_words_are_those_that_pages_show_now_or_will(centre: FamilyCentre, anna: Actor) -> None:
    song = make_public(centre, anna, booking="sign_up", how_to_book="Ring oss.")
    at(song, message=BLANKET, theme="Sömn")
    at(song, MONDAY - dt.timedelta(days=7), message="Det var då.")
    at(make_activity(centre, anna, how_to_book="Ett utkast."), message="Ett utkast.")
    FamilyCentre.objects.update(state_note="Den är öppen igen.")
    _closing(centre, TEETH)
    _closing(centre, "Förra veckan.", from_date=MONDAY - dt.timedelta(days=7), to_date=MONDAY)
    make_leader(centre)
    CentrePerson.objects.create(
        centre=centre, name="Bo", role="slutade", from_date=OPENED, to_date=MONDAY, confirmed_on=MONDAY
    )
    AccessFact.objects.create(centre=centre, kind="step_free", answer="yes", note="Ramp")
    library = {"centre": centre, "kind": "library", "from_date": OPENED}
    Partner.objects.create(**library, name="Biblioteket", what=TEETH)
    Partner.objects.create(**library, name="Bokbussen", what="Den har slutat.", to_date=MONDAY)
    with CaptureQueriesContext(connection) as asked:
        found = words_of(centre, MONDAY)
    assert len(asked) == 1
    assert list(found.items()) == [
        (TEETH, Place.CLOSING),  # the first of the two places where it stands
        ("Sömn", Place.TIME),
        (BLANKET, Place.TIME),
        ("Ring oss.", Place.BOOKING),
        ("förskollärare", Place.ROLE),
        ("Ramp", Place.ACCESS),
    ]
    FamilyCentre.objects.update(state="paused", state_note="Vattenskada.")
    assert next(iter(words_of(centre, MONDAY).items())) == ("Vattenskada.", Place.STATE)


def test_each_centre_has_a_book_of_its_own(centre: FamilyCentre, anna: Actor) -> None:
    write(centre, anna)
    other = make_centre(anna, name="En annan familjecentral")
    AccessFact.objects.create(centre=other, kind="step_free", answer="yes", note="Ramp")
    write(other, anna, words={BLANKET: "Take a rug.", "Ramp": "A ramp"})
    there = head(centre.code, MONDAY, SUNDAY, at=AT, language="en")
    assert there is not None
    assert {book.said(BLANKET).text for book in (phrases_of(centre, "en"), there.phrases)} == {"Bring a blanket."}
    assert words_of(centre, MONDAY) == {}
    assert said_in(centre, ["Ramp"]) == []


def _closing(centre: FamilyCentre, note: str, **values: Any) -> None:
    facts = {"from_date": MONDAY, "to_date": SUNDAY, "reason": "planning"}
    OpeningException.objects.create(centre=centre, note=note, **facts | values)


def test_a_book_tells_what_is_missing_and_keeps_what_is_no_longer_shown(centre: FamilyCentre, anna: Actor) -> None:
    AccessFact.objects.create(centre=centre, kind="step_free", answer="yes", note="Ramp")
    AccessFact.objects.create(centre=centre, kind="lift", answer="yes", note="Stor hiss")
    write(centre, anna, words={"Ramp": "A ramp", "Gammalt": "Old"})
    write(centre, anna, "fi", words={"Ramp": "Luiska"}, checked_by="Sirpa")
    with CaptureQueriesContext(connection) as asked:
        book = phrase_book(centre, "en", MONDAY)
    assert len(asked) == 2
    assert [(one.swedish, one.text, one.place, one.is_missing) for one in book.lines] == [
        ("Ramp", "A ramp", Place.ACCESS, False),
        ("Stor hiss", "", Place.ACCESS, True),
        ("Gammalt", "Old", None, False),
    ]
    counts = {one.language.value: (one.missing, one.unchecked) for one in book.counts}
    assert (counts["en"], counts["fi"], counts["ar"]) == ((1, 1), (1, 0), (2, 0)) and "sv" not in counts
    assert said_in(centre, ["Ramp"]) == ["English", "Suomi"]
    assert said_in(centre, ["Ramp", "Gammalt", "Ramp"]) == ["English"]
    assert said_in(centre, ["Ramp", "Stor hiss"]) == said_in(centre, []) == []


# --- what a reader gets ----------------------------------------------------------------------------


def test_a_calendar_has_its_words_in_the_language_of_the_page_and_asks_no_more_for_them(
    centre: FamilyCentre, anna: Actor
) -> None:
    at(make_public(centre, anna), message=BLANKET, theme="Sömn")
    _closing(centre, TEETH)
    write(centre, anna, words={BLANKET: "Bring a blanket.", TEETH: "We learn about teeth."})
    with CaptureQueriesContext(connection) as asked:
        here = head(centre.code, MONDAY, SUNDAY, at=AT, language="en")
        assert here
        [one] = occurrences(centre, MONDAY, SUNDAY, today=MONDAY, language="en", phrases=here.phrases)
    assert len(asked) == 2
    assert one.message == Word("Bring a blanket.", "en", is_unchecked=True)
    assert one.theme == Word("Sömn")
    assert [closing.note.text for closing in here.closings] == ["We learn about teeth."]
    finnish = head(centre.code, MONDAY, SUNDAY, at=AT, language="fi")
    assert finnish and finnish.closings[0].note == Word(TEETH) and finnish.phrases == Phrases()


def test_an_activity_has_its_words_in_the_language_of_the_page_in_its_one_query(
    centre: FamilyCentre, anna: Actor
) -> None:
    song = make_public(centre, anna, booking="sign_up", how_to_book="Ring oss.")
    at(song, message=BLANKET)
    write(centre, anna, "ar", words={"Ring oss.": "اتصلوا بنا.", BLANKET: "أحضروا بطانية."}, checked_by="Salma")
    with CaptureQueriesContext(connection) as asked:
        page = public_activity(centre.code, song.code, AT, language="ar")
    assert len(asked) == 1 and page
    assert page.phrases.said(page.activity.how_to_book) == Word("اتصلوا بنا.", "ar")
    assert page.times[0].message == Word("أحضروا بطانية.", "ar")
    assert page.is_fallback and page.standing("ar") == Standing()  # the title alone is in Swedish


def test_what_is_changed_in_swedish_falls_back_and_what_is_written_again_is_there_already(
    centre: FamilyCentre, anna: Actor
) -> None:
    song = make_public(centre, anna)
    row = at(song, message=BLANKET)
    write(centre, anna)

    def message() -> Word:
        book = phrases_of(centre, "en")
        return occurrences(centre, MONDAY, SUNDAY, today=MONDAY, language="en", phrases=book)[0].message

    assert message().text == "Bring a blanket."
    Occurrence.objects.filter(pk=row.pk).update(message="Ta med två filtar.")
    assert message() == Word("Ta med två filtar.")
    Occurrence.objects.filter(pk=row.pk).update(message=BLANKET)
    assert message().text == "Bring a blanket."


def test_in_swedish_nobody_asks_for_a_book(centre: FamilyCentre) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert phrases_of(centre, "sv") is IN_SWEDISH
    assert len(asked) == 0

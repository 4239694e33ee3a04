"""This week, everywhere, once: what the calendar says stands on the sheet, in the picture and in the text."""

from __future__ import annotations

import datetime as dt
import io
import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pypdfium2
import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils.translation import gettext, override
from PIL import Image

from famn.domain.activities.models import Activity, ActivityText, Occurrence
from famn.domain.centres.models import FamilyCentre, OpeningException, Phrase
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground.languages import EVERY, RIGHT_TO_LEFT
from famn.ground.stockholm import moment_of
from famn.outside import poster
from tests.domain.activities.making import make_public, make_room
from tests.domain.centres.making import make_centre, make_leg
from tests.people import AT

MONDAY = AT.date()  # 2 March 2026, week 10
TUESDAY = MONDAY + dt.timedelta(days=1)
FRIDAY = MONDAY + dt.timedelta(days=4)
TITLES = {  # "Sång och lek", as somebody who knows the language might write it
    "sv-lattlast": "Vi sjunger",
    "en": "Singing & play",
    "fi": "Laulu ja leikki",
    "ar": "غناء ولعب",
    "so": "Heeso iyo ciyaar",
    "uk": "Співи та ігри",
    "fa": "آواز و بازی",
    "ti": "ደርፍን ጸወታን",
    "se": "Lávlun ja stoahkan",
    "fit": "Laulu ja leikki",
}


@pytest.fixture
def centre(anna: Actor) -> Iterator[FamilyCentre]:
    """A public centre with one song, and a closed Friday."""
    made = make_centre(anna)
    make_leg(made, anna, Leg.OPEN_PRESCHOOL, phone="08-465 004 11")
    song = make_public(made, anna, title="Sång och lek", age_from=0, age_to=12, languages=["sv", "so"])
    for language, title in TITLES.items():
        ActivityText.objects.create(activity=song, language=language, title=title)
    at(song, room=make_room(made, anna), theme="Vårens sånger")
    OpeningException.objects.create(
        centre=made, from_date=FRIDAY, to_date=FRIDAY + dt.timedelta(days=1), reason="planning"
    )
    FamilyCentre.objects.filter(pk=made.pk).update(is_public=True, confirmed_on=MONDAY)
    made.refresh_from_db()
    with time_machine.travel(AT, tick=False):
        yield made


def at(activity: Activity, day: dt.date = TUESDAY, hour: int = 9, **values: Any) -> Occurrence:
    """One time, half past `hour`, an hour long."""
    facts = {"starts_at": moment_of(day, dt.time(hour, 30)), "ends_at": moment_of(day, dt.time(hour + 1, 30))}
    return Occurrence.objects.create(
        centre_id=activity.centre_id, activity=activity, day=day, changed_at=AT, **facts | values
    )


def get(name: str, centre: FamilyCentre, query: str = "", *, language: str = "") -> bytes:
    """A file or page of the week."""
    answer = Client().get(f"{language}{reverse(name, args=[centre.code])}{query}")
    assert answer.status_code == 200, answer.content[:500]
    return bytes(answer.content)


def read(pdf: bytes) -> list[str]:
    """The text of each page, with every run of white space as one space."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return [re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)) for text in pages]


def sizes_of(pdf: bytes, pattern: str) -> set[float]:
    """How large the letters of what matches are, in points."""
    found = set()
    for page in pypdfium2.PdfDocument(pdf):
        text = page.get_textpage()
        for one in re.finditer(pattern, unicodedata.normalize("NFC", text.get_text_range())):
            found.add(round(pypdfium2.raw.FPDFText_GetFontSize(text, one.start()), 1))
    return found


def lines_of(pdf: bytes) -> int:
    """How many lines and shapes are drawn."""
    shapes = [pypdfium2.raw.FPDF_PAGEOBJ_PATH]
    return sum(len(list(page.get_objects(filter=shapes))) for page in pypdfium2.PdfDocument(pdf))


def text_to_share(centre: FamilyCentre) -> str:
    """What stands in the box to copy."""
    found = re.search(r"<textarea[^>]*>(.*?)</textarea>", get("share_week", centre).decode(), re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize("language", ["", *(one for one in EVERY if one not in {"sv", *RIGHT_TO_LEFT})])
def test_every_fact_stands_on_the_sheet_in_both_languages(centre: FamilyCentre, language: str) -> None:
    [told] = read(get("week_sheet", centre, f"?sprak={language}"))
    for fact in (
        *("Familjecentralen Provtallen", "Vecka 10 · 2–8 mars", "Tisdag 3 mars", "9.30–10.30", "Sång och lek"),
        *("0–12 månader", "svenska, somaliska", "Vårens sånger", "Stora rummet", "Stängt: planering och utbildning."),
        *("Hela kalendern", f"/familjecentraler/{centre.code}/kalender/", "08-465 004 11", "Gjort 2 mars 2026"),
        *([TITLES[language]] if language else []),
    ):
        assert fact in told, (fact, told)


@pytest.mark.parametrize("language", sorted(RIGHT_TO_LEFT))
def test_a_sheet_in_a_language_from_right_to_left_is_whole(centre: FamilyCentre, language: str) -> None:
    [told] = read(get("week_sheet", centre, f"?sprak={language}"))  # a sign without a font would have been refused
    assert "9.30–10.30" in told and "Sång och lek" in told
    assert len(re.findall(r"[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]", told)) > len("غناء ولعب")


def test_the_sheet_is_for_everybody_and_one_page(centre: FamilyCentre, anna: Actor) -> None:
    open_house = make_public(centre, anna, title="Öppen förskola")
    at(open_house, FRIDAY)
    pdf = get("week_sheet", centre, "?sprak=en")
    [told] = read(pdf)
    assert "Fredag 6 mars" in told and "Lördag" not in told  # a Saturday stands there when something happens
    at(open_house, FRIDAY + dt.timedelta(days=1))
    assert "Lördag 7 mars" in read(get("week_sheet", centre, "?sprak=en"))[0]
    assert b"pdfuaid" in pdf and b"StructTreeRoot" in pdf


def test_a_busy_week_goes_on_to_more_pages_before_its_letters_are_too_small_for_a_door(
    centre: FamilyCentre, anna: Actor
) -> None:
    busy = make_public(centre, anna, title="Öppen förskola")
    for day in range(5):
        for hour in (8, 10, 12, 14, 16):
            at(busy, MONDAY + dt.timedelta(days=day), hour)
    pdf = get("week_sheet", centre, "?sprak=en")
    first, second = read(pdf)
    with override("en"):
        page, goes_on = gettext("Sida %(number)s av %(count)s"), gettext("Fortsätter på nästa sida")
    for told, number in ((first, 1), (second, 2)):
        assert "Vecka 10 · 2–8 mars" in told and f"Sida {number} av 2" in told
        assert page % {"number": number, "count": 2} in told
    assert "Fortsätter på nästa sida" in first and goes_on in first and "Fortsätter" not in second
    address = f"/familjecentraler/{centre.code}/kalender/"
    assert address in first and address not in second
    assert re.findall(r"dag \d mars|\d\.30–", second)[0].startswith("dag")  # no day is torn apart
    times = re.findall(r"\d+\.30–\d+\.30", f"{first} {second}")
    assert len(times) == 26  # none is lost where a page ends: five a day, and the one of the scene
    assert min(sizes_of(pdf, r"\d+\.30–\d+\.30|Sång och lek")) >= 14
    assert min(sizes_of(pdf, r"Vårens sånger")) >= 12


def test_the_fullest_sheet_of_one_page_can_still_be_read_from_a_metre(centre: FamilyCentre, anna: Actor) -> None:
    busy, sizes = make_public(centre, anna, title="Öppen förskola"), []
    for number in range(40):
        at(busy, MONDAY + dt.timedelta(days=number % 5), 8 + number // 5, theme="Vårens sånger")
        if number >= 9:
            pdf = get("week_sheet", centre)
            if len(read(pdf)) > 1:
                break
            sizes.append((min(sizes_of(pdf, r"\d+\.30–\d+\.30")), min(sizes_of(pdf, r"Vårens sånger"))))
    assert sizes[-1][0] < sizes[0][0]  # the page was filled until its letters could be no smaller
    assert all(time >= 14 and detail >= 12 for time, detail in sizes)


def test_each_language_has_a_sheet_and_an_unknown_one_is_passed_over(centre: FamilyCentre) -> None:
    offered = set(re.findall(r"sprak=([\w-]+)", get("share_week", centre).decode()))
    assert offered == set(EVERY) - {"sv"}
    [told] = read(get("week_sheet", centre, "?sprak=xx"))
    assert "Sång och lek" in told


def test_what_cannot_be_printed_is_told_in_words(centre: FamilyCentre) -> None:
    Activity.objects.update(title="Sång 🎵")
    answer = Client().get(reverse("week_sheet", args=[centre.code]))
    assert answer.status_code == 503
    assert "Tecknet ”🎵” saknas i typsnittet." in answer.content.decode()


def test_what_is_cancelled_is_so_on_the_sheet_in_the_picture_and_in_the_text(centre: FamilyCentre) -> None:
    picture, lines = get("week_picture", centre), lines_of(get("week_sheet", centre))
    assert "Inställt" not in text_to_share(centre)
    Occurrence.objects.update(state="cancelled", reason="illness", message="Vi ses nästa vecka.")
    sheet = get("week_sheet", centre)
    [told] = read(sheet)
    assert "Inställt: personalen är sjuk" in told and "Vi ses nästa vecka." in told
    assert lines_of(sheet) > lines  # its title is struck through
    assert "9.30–10.30 Sång och lek – Inställt: personalen är sjuk" in text_to_share(centre)
    assert get("week_picture", centre) != picture


def test_the_text_to_share_is_in_order_and_leads_to_the_calendar(centre: FamilyCentre, anna: Actor) -> None:
    at(make_public(centre, anna, title="Pappaträff"), FRIDAY, 16, was_at=moment_of(FRIDAY, dt.time(13)))
    lines = text_to_share(centre).splitlines()
    assert lines[:5] == [
        "Familjecentralen Provtallen",
        "Vecka 10 · 2–8 mars",
        "",
        "Tisdag 3 mars",
        "9.30–10.30 Sång och lek",
    ]
    assert lines[6:9] == [
        *("Fredag 6 mars", "Stängt: planering och utbildning."),
        "16.30–17.30 Pappaträff – Vi har stängt den dagen. Fråga oss innan du går. Flyttad från 13.00",
    ]
    assert re.fullmatch(rf"Hela kalendern: https?://\S+/familjecentraler/{centre.code}/kalender/", lines[-1])


def test_what_is_for_the_invited_says_so_on_the_sheet_in_the_picture_and_in_the_text(centre: FamilyCentre) -> None:
    picture = get("week_picture", centre)
    Activity.objects.update(scope="targeted")
    [told] = read(get("week_sheet", centre, "?sprak=sv-lattlast"))
    assert told.count("för dig som är inbjuden") == 2  # in each column
    assert "9.30–10.30 Sång och lek – för dig som är inbjuden" in text_to_share(centre)
    assert get("week_picture", centre) != picture


def test_a_column_whose_titles_are_in_swedish_says_so(centre: FamilyCentre, anna: Actor) -> None:
    at(make_public(centre, anna, title="Pappaträff"), FRIDAY, 16)
    with override("en"):
        words = gettext("Vissa texter finns bara på svenska än.")
    assert words in read(get("week_sheet", centre, "?sprak=en"))[0]
    Occurrence.objects.filter(activity__title="Pappaträff").delete()
    theme = {"swedish": "Vårens sånger", "text": "Songs of spring", "written_on": MONDAY}
    Phrase.objects.create(centre=centre, language="en", **theme)
    [sheet] = read(get("week_sheet", centre, "?sprak=en"))
    assert words not in sheet and "Vårens sånger" in sheet and "Songs of spring" in sheet


def test_the_picture_has_the_size_that_is_shown_whole(centre: FamilyCentre) -> None:
    for language in ("", "/ar"):
        with Image.open(io.BytesIO(get("week_picture", centre, language=language))) as picture:
            assert (picture.format, picture.size) == ("PNG", (poster.WIDTH, poster.HEIGHT))


def test_another_week_is_asked_for_by_its_number(centre: FamilyCentre) -> None:
    [told] = read(get("week_sheet", centre, "?vecka=2026-W11"))
    assert "Vecka 11 · 9–15 mars" in told and "Sång och lek" not in told and "Inget planerat" in told
    assert "Vecka 11" in get("share_week", centre, "?vecka=2026-W11").decode()


def test_the_qr_code_is_shapes_of_the_address() -> None:
    drawing = poster.qr_drawing("https://famn.example/familjecentraler/abc/kalender/")
    assert drawing.startswith("<svg") and "<path" in drawing and "<image" not in drawing

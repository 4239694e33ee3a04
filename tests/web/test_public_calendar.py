"""The calendar of a centre for everybody: views, filters as links, what is cancelled, paper, screen, an activity."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext, override

from famn.domain.activities.models import Activity, ActivityText, Occurrence
from famn.domain.centres.models import (
    CentreLeg,
    CentrePerson,
    FamilyCentre,
    Module,
    OpeningException,
    Partner,
    PhoneHours,
)
from famn.domain.centres.reads.freshness import HIDE_AFTER
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground.stockholm import moment_of
from famn.web.public.periods import Period, asked_period, asked_week
from famn.web.public.statement import FAILINGS
from tests.domain.activities.making import make_leader, make_public, make_room
from tests.domain.centres.making import OPENED, make_centre, make_leg, own_unit
from tests.people import AT

MONDAY = AT.date()  # 2 March 2026, week 10
TUESDAY = MONDAY + dt.timedelta(days=1)
DAY = dt.timedelta(days=1)
SOME_UNCHECKED = "Vissa texter har ingen som kan språket kontrollerat än."
FALLBACK = "Texten finns bara på svenska än."
UNCHECKED = "Ingen som kan språket har kontrollerat den här texten."
NOW = dt.datetime(2026, 3, 3, 8, 45, tzinfo=dt.UTC)  # Tuesday a quarter to ten


@pytest.fixture
def centre(anna: Actor) -> Iterator[FamilyCentre]:
    """A public centre with its open preschool. It is Tuesday morning."""
    made = make_centre(anna)
    make_leg(made, anna, Leg.OPEN_PRESCHOOL, unit=own_unit(anna), phone="08-465 004 11")
    FamilyCentre.objects.filter(pk=made.pk).update(is_public=True, confirmed_on=MONDAY)
    made.refresh_from_db()
    with time_machine.travel(NOW, tick=False):
        yield made


@pytest.fixture
def song(centre: FamilyCentre, anna: Actor) -> Activity:
    """A song on Tuesday, half past nine to half past ten."""
    activity = make_public(centre, anna, about="Vi sjunger tillsammans.")
    at(activity)
    return activity


def at(activity: Activity, day: dt.date = TUESDAY, hour: int = 9, **values: Any) -> Occurrence:
    """One time, half past `hour`, an hour long."""
    facts = {"starts_at": moment_of(day, dt.time(hour, 30)), "ends_at": moment_of(day, dt.time(hour + 1, 30))}
    return Occurrence.objects.create(
        centre_id=activity.centre_id, activity=activity, day=day, changed_at=AT, **facts | values
    )


def page(centre: FamilyCentre, query: str = "", *, name: str = "calendar", language: str = "") -> str:
    """The page as somebody without a session sees it, made anew."""
    reader = Client()
    reader.cookies[settings.SESSION_COOKIE_NAME] = "0" * 32  # is never answered from the shelf
    answer = reader.get(f"{language}{reverse(name, args=[centre.code])}{query}")
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def activity_page(centre: FamilyCentre, activity: Activity, language: str = "sv") -> str:
    """The page of an activity, made anew."""
    reader = Client()
    reader.cookies[settings.SESSION_COOKIE_NAME] = "0" * 32  # is never answered from the shelf
    with override(language):
        answer = reader.get(reverse("activity", args=[centre.code, activity.code]))
    assert answer.status_code == 200, answer.status_code
    return str(answer.content.decode())


def words(html: str) -> str:
    """What a page says, without its marks."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", html.partition("<main")[2])))


def links(html: str) -> dict[str, str]:
    """Where the links of a page lead, by their words."""
    found = re.findall(r'<a\b[^>]*?href="([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL)
    return {re.sub(r"<[^>]+>|\s+", " ", text).strip(): unescape(url) for url, text in found}


# --- views -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Vecka 10 2–8 mars"),
        ("?vy=idag", "I dag tisdag 3 mars"),
        ("?vy=idag&dag=2026-03-02", "Måndag 2 mars"),
        ("?vy=manad", "Mars 2026"),
        ("?vy=lista", "Lista 3–30 mars"),
        ("?vy=finnsinte&dag=i%20g%C3%A5r", "Vecka 10 2–8 mars"),
        ("?dag=2026-03-30", "Vecka 14 30 mars–5 april"),
    ],
)
def test_an_address_says_what_is_shown(centre: FamilyCentre, song: Activity, query: str, title: str) -> None:
    heading = re.search(r"<h1.*?</h1>", page(centre, query), re.DOTALL)
    assert heading
    assert " ".join(re.sub(r"<[^>]+>", " ", heading[0]).split()) == title


@pytest.mark.parametrize("view", ["idag", "vecka", "manad", "lista"])
@pytest.mark.parametrize("many", [0, 1, 3, 40])
def test_a_calendar_asks_for_no_more_than_its_centre_and_its_rows(
    centre: FamilyCentre, song: Activity, view: str, many: int
) -> None:
    for number in range(many):
        at(song, TUESDAY + number % 3 * DAY, 6 + number % 12)
    page(centre, f"?vy={view}")
    with CaptureQueriesContext(connection) as asked:
        page(centre, f"?vy={view}&dag=2026-03-03")
    tables = [one["sql"] for one in asked if " FROM " in one["sql"] and "django_session" not in one["sql"]]
    assert len(tables) <= 3, tables  # its number, the centre, its rows


def test_forwards_and_backwards_keep_what_one_chose(centre: FamilyCentre, song: Activity) -> None:
    found = links(page(centre, "?typ=song&alder=18"))
    assert found["Vecka 11"] == "?dag=2026-03-10&typ=song&alder=18"
    assert found["Vecka 9"] == "?dag=2026-02-24&typ=song&alder=18"
    assert found["Månad"] == "?vy=manad&typ=song&alder=18"
    assert found["Allt"] == "?"


def test_a_choice_is_a_link_that_turns_it_off_again(centre: FamilyCentre, song: Activity) -> None:
    assert links(page(centre))["Sångstund"].endswith("?typ=song") or "typ=song" in page(centre)
    chosen = page(centre, "?typ=song")
    assert re.search(r'href="\?"\s+aria-current="true"\s*>(?:<svg.*?</svg>)?\s*Sångstund', chosen, re.DOTALL)


def test_what_is_hidden_by_a_choice_is_told(centre: FamilyCentre, song: Activity) -> None:
    assert "Inget passar det du har valt. Det finns 1 annan tid." in words(page(centre, "?typ=fathers"))


def test_an_empty_week_says_what_comes(centre: FamilyCentre, song: Activity) -> None:
    at(song, TUESDAY + 14 * DAY)
    html = page(centre, "?dag=2026-03-10")
    assert "Nästa gång något händer är tisdag 17 mars." in words(html)
    assert links(html)["Visa den dagen"] == "?dag=2026-03-17"
    assert "Vi vet inte än vad som kommer." in words(page(centre, "?dag=2026-04-20"))


# --- what a row says -------------------------------------------------------------------------------


def test_what_is_cancelled_stays_and_says_why(centre: FamilyCentre, song: Activity) -> None:
    Occurrence.objects.update(state="cancelled", reason="illness", message="Välkommen på torsdag.")
    for query in ("", "?vy=idag", "?vy=lista"):
        html = page(centre, query)
        assert "data-off" in html
        assert "Inställt: personalen är sjuk. Välkommen på torsdag." in words(html).replace(" :", ":")
    assert "Inställt" in words(page(centre, "?vy=manad"))


def test_what_is_moved_says_from_when(centre: FamilyCentre, song: Activity) -> None:
    Occurrence.objects.update(was_at=moment_of(MONDAY, dt.time(13)))
    assert "Flyttad från måndag 2 mars 13.00" in words(page(centre))
    Occurrence.objects.update(was_at=moment_of(TUESDAY, dt.time(13)))
    assert "Flyttad från 13.00" in words(page(centre))


def test_what_goes_on_now_says_so_until_it_ends(centre: FamilyCentre, song: Activity) -> None:
    assert "pågår nu" in words(page(centre))
    with time_machine.travel(moment_of(TUESDAY, dt.time(10, 30)), tick=False):
        assert "pågår nu" not in words(page(centre))


def test_what_staff_wrote_is_never_read_as_html(centre: FamilyCentre, song: Activity, anna: Actor) -> None:
    Activity.objects.update(title="<b>Sång</b> & lek")
    Occurrence.objects.update(message="<script>", theme="<i>", guest="&amp;", room=make_room(centre, anna, "<Röda>"))
    OpeningException.objects.create(
        centre=centre, from_date=TUESDAY, to_date=TUESDAY + DAY, reason="other", note="<u>stängt</u>"
    )
    for name, query in (("calendar", "?vy=lista"), ("calendar", "?vy=manad"), ("calendar_print", ""), ("screen", "")):
        html = page(centre, query, name=name)
        assert "<b>" not in html and "<script>" not in html and "<i>" not in html and "<u>" not in html
        assert "&lt;b&gt;Sång&lt;/b&gt; &amp; lek" in html


def test_in_another_language_swedish_words_are_marked(centre: FamilyCentre, song: Activity, anna: Actor) -> None:
    ActivityText.objects.create(activity=song, language="en", title="Singing")
    at(make_public(centre, anna, title="Pappaträff"), hour=17, message="Ta med en filt.")
    html = page(centre, language="/en")
    assert ">Singing</a>" in html
    assert '<bdi lang="sv">Pappaträff</bdi></a>' in html
    assert '<bdi lang="sv">Ta med en filt.</bdi>' in html
    assert "<bdi" not in re.findall(r'class="f-ev".*?</li>', page(centre))[0]


@pytest.mark.parametrize("view", ["?vy=vecka", "?vy=idag", "?vy=manad"])
def test_a_calendar_says_once_that_some_titles_are_in_swedish(centre: FamilyCentre, song: Activity, view: str) -> None:
    at(song, hour=15)
    assert page(centre, view, language="/en").count("f-fallback") == 1
    assert "f-fallback" not in page(centre, view) and "f-fallback" not in page(centre, view, language="/sv-lattlast")
    text = ActivityText.objects.create(activity=song, language="en", title="Singing")
    with override("en"):
        said = gettext(SOME_UNCHECKED)
    assert said in unescape(page(centre, view, language="/en"))
    ActivityText.objects.filter(pk=text.pk).update(checked_by="Kim", checked_on=MONDAY)
    assert "f-fallback" not in page(centre, view, language="/en")


def test_a_closed_day_says_so_and_a_holiday_has_its_name(centre: FamilyCentre, song: Activity) -> None:
    closed = {"from_date": TUESDAY, "to_date": TUESDAY + DAY, "reason": "planning", "note": "Vi lär oss om tänder."}
    OpeningException.objects.create(centre=centre, **closed)
    assert "Stängt: planering och utbildning. Vi lär oss om tänder." in words(page(centre))
    OpeningException.objects.update(opens=dt.time(13), closes=dt.time(15))
    assert "Andra tider, 13.00–15.00: planering och utbildning." in words(page(centre))
    OpeningException.objects.update(reason="other")  # then the note is what there is to say
    assert "Andra tider, 13.00–15.00. Vi lär oss om tänder." in words(page(centre))
    OpeningException.objects.update(opens=None, closes=None, reason="decision", decided_by="Förskolenämnden")
    told = words(page(centre))
    assert "Stängt efter beslut. Vi lär oss om tänder. (Förskolenämnden)" in told
    assert "Långfredagen. Stängt." in words(page(centre, "?dag=2026-04-03"))
    FamilyCentre.objects.update(keeps_holidays=False)
    assert "Långfredagen" in words(page(centre, "?dag=2026-04-03"))
    assert "Långfredagen. Stängt." not in words(page(centre, "?dag=2026-04-03"))


def test_what_still_stands_on_a_closed_day_says_that_one_should_ask_wherever_it_is_told(
    centre: FamilyCentre, song: Activity
) -> None:
    ask = "Vi har stängt den dagen. Fråga oss innan du går."
    closed = {"from_date": TUESDAY, "to_date": TUESDAY + DAY, "reason": "illness"}
    OpeningException.objects.create(centre=centre, **closed)
    told = words(page(centre))
    assert ask in told and "pågår nu" not in told
    assert ask in words(activity_page(centre, song)) and ask in page(centre, name="share_week")
    feed = page(centre, name="feed").replace("\r\n ", "")
    assert "STATUS:TENTATIVE" in feed and f"DESCRIPTION:{ask}" in feed
    assert f'"description": "{ask}' in activity_page(centre, song)
    Occurrence.objects.update(state="cancelled", reason="closed")  # then that is what is said
    assert ask not in words(page(centre)) and "STATUS:CANCELLED" in page(centre, name="feed")
    Occurrence.objects.update(state="planned", reason="")
    for usual in ({"opens": dt.time(9), "closes": dt.time(11)}, {"from_date": TUESDAY - DAY, "to_date": TUESDAY}):
        OpeningException.objects.update(**usual)  # other hours; another day
        assert ask not in words(page(centre)) and "STATUS:CONFIRMED" in page(centre, name="feed")
        OpeningException.objects.update(opens=None, closes=None)


def test_a_leg_that_is_closed_makes_its_own_times_unsure_and_no_others(centre: FamilyCentre, song: Activity) -> None:
    leg = CentreLeg.objects.get(centre=centre)
    OpeningException.objects.create(centre=centre, leg=leg, from_date=TUESDAY, to_date=TUESDAY + DAY, reason="illness")
    assert "Fråga oss innan du går." in words(page(centre))
    Activity.objects.update(leg=Leg.MIDWIFERY)
    assert "Fråga oss innan du går." not in words(page(centre))


# --- who may ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["calendar", "calendar_print", "screen", "share_week", "week_sheet", "week_picture"])
def test_what_is_not_public_or_switched_off_is_not_there(centre: FamilyCentre, name: str) -> None:
    address = reverse(name, args=[centre.code])
    FamilyCentre.objects.update(switched_off=[Module.CALENDAR])
    assert Client().get(address).status_code == 404
    FamilyCentre.objects.update(switched_off=[Module.SCREEN, Module.WEEK_SHEET])
    assert Client().get(address).status_code == (200 if name.startswith("calendar") else 404)
    FamilyCentre.objects.update(switched_off=[], is_public=False)
    assert Client().get(address).status_code == 404


def test_who_may_change_the_calendar_is_led_there(
    centre: FamilyCentre, song: Activity, clients: dict[str, Client]
) -> None:
    for name, address in (
        ("calendar", reverse("calendar", args=[centre.code])),
        ("activity", reverse("activity", args=[centre.code, song.code])),
    ):
        seen = {who: "Ändra detta" in client.get(address).content.decode() for who, client in clients.items()}
        ours = {"anna": True, "bo": True, "dag": True}  # all of the board that keeps the centre
        assert seen == {**ours, "cesar": False, "disa": False}, name


# --- paper, the screen and an activity -----------------------------------------------------------------


def test_paper_has_every_word_and_where_to_look_for_changes(centre: FamilyCentre, song: Activity) -> None:
    html = page(centre, name="calendar_print")
    told = words(html)
    assert "Tisdag 3 mars" in told and "9.30–10.30 Sångstund" in told
    assert "Öppen förskola 08-465 004 11" in told
    assert f"/familjecentraler/{centre.code}/kalender/" in told
    assert "Utskrivet 3 mars 2026." in told


def test_the_screen_shows_today_and_tomorrow_and_renews_itself(centre: FamilyCentre, song: Activity) -> None:
    at(song, TUESDAY, 13, state="cancelled", reason="illness")
    at(song, TUESDAY + DAY, 14)
    at(song, TUESDAY + 2 * DAY, 15)
    leg = CentreLeg.objects.get(centre=centre)
    PhoneHours.objects.create(
        leg=leg, weekday=2, opens=dt.time(8), closes=dt.time(12), languages=["sv"], from_date=OPENED
    )
    answer = Client().get(reverse("screen", args=[centre.code]))
    assert answer["Refresh"] == "60"
    assert "screen" in {name for one in FAILINGS for name in one.pages}  # what reloads by itself is told of there
    told = words(answer.content.decode())
    assert re.search(r"I dag .*9\.30–10\.30.*13\.30–14\.30.*Inställt.*I morgon.*14\.30–15\.30", told)
    assert "15.30–16.30" not in told
    assert re.search(r"08-465 004 11\s+svarar nu, till 12\.00", told)
    with time_machine.travel(moment_of(TUESDAY, dt.time(10, 30)), tick=False):
        assert "9.30–10.30" not in words(page(centre, name="screen"))


def test_a_screen_with_nothing_left_today_says_so(centre: FamilyCentre, song: Activity) -> None:
    with time_machine.travel(moment_of(TUESDAY, dt.time(18)), tick=False):
        assert "Inget mer i dag. Välkommen tillbaka." in words(page(centre, name="screen"))


def test_an_activity_tells_what_for_whom_and_when_next(centre: FamilyCentre, song: Activity) -> None:
    Activity.objects.update(age_from=0, age_to=12, languages=["sv", "ar"], programme="Sjung med oss")
    at(song, TUESDAY + 7 * DAY, state="cancelled", reason="closed")
    answer = Client().get(reverse("activity", args=[centre.code, song.code]))
    told = words(answer.content.decode())
    for fact in (
        *("Sångstund", "Pågår nu", "9.30–10.30", "0–12 månader", "svenska, arabiska", "Vi sjunger tillsammans."),
        *("Kom som du är.", "Sjung med oss", "Tisdag 10 mars", "Inställt: vi har stängt."),
    ):
        assert fact in told.replace(" :", ":"), fact


def test_an_activity_that_nobody_has_confirmed_for_long_warns(centre: FamilyCentre, song: Activity) -> None:
    Activity.objects.update(confirmed_on=MONDAY - dt.timedelta(days=250))
    told = words(Client().get(reverse("activity", args=[centre.code, song.code])).content.decode())
    assert "Ring innan du går" in told and "Uppgifterna är från 25 juni 2025." in told


def test_an_activity_says_that_its_text_is_in_swedish_or_that_nobody_has_checked_it(
    centre: FamilyCentre, song: Activity
) -> None:
    def standing(language: str) -> list[bool]:
        told = activity_page(centre, song, language)
        assert told.count("f-fallback") <= 1
        with override(language):
            said = map(gettext, (FALLBACK, UNCHECKED))
            return [words in unescape(told) for words in said]

    assert [standing(one) for one in ("sv", "sv-lattlast", "en")] == [[False, False], [False, False], [True, False]]
    text = ActivityText.objects.create(activity=song, language="en", title="Singing", about="We sing.")
    assert standing("en") == [False, True]
    ActivityText.objects.update(checked_by="Kim", checked_on=MONDAY)
    assert standing("en") == [False, False]
    ActivityText.objects.filter(pk=text.pk).update(about="")
    assert standing("en") == [True, False]
    with CaptureQueriesContext(connection) as asked:
        activity_page(centre, song, "en")
    assert len([one for one in asked if "famn_activity" in one["sql"]]) == 1


@pytest.mark.parametrize(
    ("person", "switched_off", "is_named"),
    [
        ({}, [], True),
        ({}, [Module.PEOPLE], False),
        ({"to_date": TUESDAY}, [], False),
        ({"to_date": TUESDAY + DAY}, [], True),
        ({"confirmed_on": TUESDAY - HIDE_AFTER * DAY}, [], False),
        ({"confirmed_on": TUESDAY - (HIDE_AFTER - 1) * DAY}, [], True),
    ],
)
def test_an_activity_names_its_leader_only_where_the_centre_does(
    centre: FamilyCentre, song: Activity, person: dict[str, Any], switched_off: list[str], is_named: bool
) -> None:
    leader = make_leader(centre)
    Activity.objects.update(leader=leader)
    CentrePerson.objects.update(**person)
    FamilyCentre.objects.update(switched_off=switched_off)
    assert (leader.name in activity_page(centre, song)) is is_named


@pytest.mark.parametrize(
    ("partner", "switched_off", "is_named"),
    [
        ({}, [], True),
        ({}, [Module.PARTNERS], False),
        ({"to_date": TUESDAY}, [], False),
        ({"confirmed_on": TUESDAY - HIDE_AFTER * DAY}, [], False),
        ({"confirmed_on": TUESDAY - (HIDE_AFTER - 1) * DAY}, [], True),
    ],
)
def test_an_activity_names_its_partners_only_where_the_centre_does(
    centre: FamilyCentre, song: Activity, partner: dict[str, Any], switched_off: list[str], is_named: bool
) -> None:
    said = {"kind": "library", "name": "Biblioteket Bokfinken", "from_date": OPENED, "confirmed_on": TUESDAY}
    song.partners.add(Partner.objects.create(centre=centre, **said | partner))
    FamilyCentre.objects.update(switched_off=switched_off)
    assert ("Bokfinken" in activity_page(centre, song)) is is_named


def test_what_is_for_the_invited_says_so_in_the_feed_and_in_the_data(centre: FamilyCentre, song: Activity) -> None:
    feed = reverse("feed", args=[centre.code])
    said = "för dig som är inbjuden"
    assert said not in Client().get(feed).text + page(centre) + activity_page(centre, song)
    Activity.objects.update(scope="targeted")
    assert f"DESCRIPTION:{said}" in Client().get(feed).text
    Activity.objects.update(age_from=0, age_to=12, languages=["sv", "so"])  # whom it is for is known at home too
    told = Client().get(feed).text.replace("\r\n ", "")  # long lines are folded
    assert f"DESCRIPTION:0–12 månader · svenska\\, somaliska · {said}" in told
    for html in (page(centre), activity_page(centre, song)):
        assert f'"description": "{said}' in html


def test_a_calendar_is_followed_by_a_link_that_opens_ones_own_or_by_its_address(
    centre: FamilyCentre, song: Activity
) -> None:
    for html, path in (
        (page(centre, "?typ=song"), f"{reverse('feed', args=[centre.code])}?typ=song"),
        (activity_page(centre, song), reverse("activity_feed", args=[centre.code, song.code])),
    ):
        found = links(html)
        assert found["Följ i min kalender"] == f"webcal:{settings.FAMN_ORIGIN.partition(':')[2]}{path}"
        assert found[f"{settings.FAMN_ORIGIN}{path}"] == path


def test_an_activity_of_another_centre_is_not_here(centre: FamilyCentre, song: Activity, anna: Actor) -> None:
    other = make_centre(anna, name="Familjecentralen Enen")
    FamilyCentre.objects.filter(pk=other.pk).update(is_public=True)
    assert Client().get(reverse("activity", args=[other.code, song.code])).status_code == 404


# --- which days ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("view", "day", "first", "last"),
    [
        ("vecka", "2026-03-29", "2026-03-23", "2026-03-29"),  # the Sunday when summer time begins
        ("vecka", "2027-01-01", "2026-12-28", "2027-01-03"),
        ("manad", "2026-03-29", "2026-02-23", "2026-04-05"),
        ("manad", "2027-02-10", "2027-02-01", "2027-02-28"),  # a February of four whole weeks
        ("lista", "2026-10-20", "2026-10-20", "2026-11-16"),
        ("idag", "2026-10-25", "2026-10-25", "2026-10-25"),
    ],
)
def test_a_view_has_its_days(view: str, day: str, first: str, last: str) -> None:
    period = asked_period(view, day, today=MONDAY)
    assert (str(period.first), str(period.last)) == (first, last)


def test_a_calendar_ends_somewhere() -> None:
    far = asked_period("manad", "9999-12-31", today=MONDAY)
    assert far.day == MONDAY + dt.timedelta(days=800)
    before, after = far.steps()
    assert before is not None and after is None


@pytest.mark.parametrize(
    ("week", "first"),
    [("2026-W10", "2026-03-02"), ("2026-W53", "2026-12-28"), ("2025-W54", "2026-03-02"), ("", "2026-03-02")],
)
def test_a_week_is_asked_for_by_its_number(week: str, first: str) -> None:
    assert str(asked_week(week, today=MONDAY).first) == first
    assert Period("vecka", dt.date(2027, 1, 1), MONDAY).week == "2026-W53"

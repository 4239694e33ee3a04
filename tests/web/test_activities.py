"""Activities in the browser of those who plan them: a day, a week, a term, and everything one changes about them."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from famn.domain.activities import actions
from famn.domain.activities.models import Activity, ActivityText, Occurrence, Room, Series, Term
from famn.domain.centres.models import FamilyCentre, OpeningException
from famn.domain.centres.opening import holiday_name
from famn.domain.people.models import Leg
from tests.days import TODAY, standing_day  # noqa: F401  a fixture, found here by name
from tests.domain.activities.making import make_activity, make_leader, make_room, make_series, make_term
from tests.domain.centres.making import make_centre, make_leg, own_unit
from tests.people import House, client_of
from tests.scenes import scene
from tests.web.test_initiatives import cost_of

pytestmark = pytest.mark.usefixtures("standing_day")
MONDAY = TODAY - dt.timedelta(days=TODAY.weekday()) + dt.timedelta(days=7)
DAY = dt.timedelta(days=1)
USUAL_DAY = next(day for day in (MONDAY + number * DAY for number in (2, 3, 4)) if not holiday_name(day))


@scene
def centre(house: House) -> FamilyCentre:
    """A centre that Anna's board keeps, where her unit runs the open preschool."""
    made = make_centre(house.anna)
    make_leg(made, house.anna, Leg.OPEN_PRESCHOOL, unit=own_unit(house.anna))
    return made


@pytest.fixture
def anna_s(house: House) -> Client:
    """Anna's browser."""
    return client_of(house.anna)


def plan(weekday: int = 2, **said: Any) -> dict[str, Any]:
    """What a person writes to plan two weeks from next Monday, round no holiday."""
    facts = {"pattern": "weekly", "weekday": weekday, "starts": "09:30", "ends": "11:30"}
    return facts | {"from_date": MONDAY, "last_day": MONDAY + 13 * DAY} | said


def send(client: Client, address: str, *codes: str, query: str = "", **said: Any) -> str:
    """What the page says after a form was sent, with redirects followed."""
    return client.post(reverse(address, args=codes) + query, said, follow=True).text


def activity_in(house: House, centre: FamilyCentre, **said: Any) -> Activity:
    """An activity with two Tuesdays from next Monday on, whatever day it is."""
    row = make_activity(centre, house.anna, **said)
    days = {"from_date": MONDAY, "last_day": MONDAY + 13 * DAY, "keeps_holidays": False}
    make_series(row, house.anna, room=Room.objects.filter(centre=centre).first(), **days)
    return row


@pytest.mark.django_db
def test_an_activity_is_put_in_planned_after_a_look_at_its_days_and_shown(
    house: House, centre: FamilyCentre, anna_s: Client
) -> None:
    said: dict[str, Any] = {"title": "Sångstund", "kind": "song", "leg": "OPEN_PRESCHOOL", "booking": "drop_in"}
    unit = own_unit(house.anna)
    said |= {"scope": "universal", "unit": unit.code, "languages": ["sv", "ar"], "age_from": "0", "age_to": "12"}
    page = send(anna_s, "add_activity", centre.code, **said, visa="ja", about="Vi sjunger.")
    look = page.split("Så här blir det")[1].split("<form")[0]
    for words in ("Sångstund", "Kom som du är.", "0–12 månader", "svenska, arabiska", "Vi sjunger."):
        assert words in look, words  # as everybody would read it
    assert not Activity.objects.exists()  # nothing is saved by looking
    assert "Vi sjunger.</textarea>" in page  # and what was written is kept
    page = send(anna_s, "add_activity", centre.code, **said)
    assert "Planera när det blir av" in page
    row = Activity.objects.get()
    said = plan(keeps_holidays="")
    page = send(anna_s, "plan_series", row.code, **said, visa="1")
    assert "2 dagar" in page
    assert not Series.objects.exists()  # nothing is saved by looking
    seen = [(MONDAY + DAY).isoformat(), (MONDAY + 8 * DAY).isoformat()]
    page = send(anna_s, "plan_series", row.code, **said, spara="1", sedd=seen, dag=seen[1:])
    assert "Serien är planerad." in page
    assert [one.day for one in Occurrence.objects.all()] == [MONDAY + 8 * DAY]
    assert "Aktiviteten visas nu för alla." in send(anna_s, "publish_activity", row.code)


@pytest.mark.django_db
def test_days_that_were_not_on_the_page_are_shown_before_they_are_saved(
    house: House, centre: FamilyCentre, anna_s: Client
) -> None:
    row = make_activity(centre, house.anna)
    seen = [(MONDAY + DAY).isoformat()]
    page = send(anna_s, "plan_series", row.code, **plan(keeps_holidays=""), spara="1", sedd=seen, dag=seen)
    assert "2 dagar" in page
    assert not Series.objects.exists()


@pytest.mark.django_db
def test_a_taken_room_is_told_before_saving_and_its_day_is_not_ticked(
    house: House, centre: FamilyCentre, anna_s: Client
) -> None:
    room = make_room(centre, house.anna)
    activity_in(house, centre, title="Babykafé")
    row = make_activity(centre, house.anna)
    page = send(anna_s, "plan_series", row.code, **plan(room=room.code, keeps_holidays=""), visa="1")
    assert "Rummet är upptaget vissa dagar" in page
    assert "Rummet är upptaget: Babykafé 9.30–11.30." in page
    assert 'name="dag"' in page
    assert " checked" not in page.split('name="dag"', 1)[1].split("</fieldset>")[0]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"weekday": ""}, "Välj en veckodag."),
        ({"ends": "09:00"}, "Sluttiden ligger före"),
        ({"pattern": "dates", "dates": "den tredje"}, "Skriv varje dag som"),
        ({"from_date": ""}, "eller välj en termin"),
    ],
)
def test_a_plan_that_is_not_whole_is_told_at_its_field(
    said: dict[str, str], says: str, house: House, centre: FamilyCentre, anna_s: Client
) -> None:
    row = make_activity(centre, house.anna)
    assert says in send(anna_s, "plan_series", row.code, **plan(**said), spara="1")
    assert not Series.objects.exists()


@pytest.mark.django_db
def test_the_morning_shows_the_day_and_whoever_is_away_is_cancelled_in_two_clicks(
    house: House, centre: FamilyCentre, anna_s: Client
) -> None:
    lo = make_leader(centre)
    make_room(centre, house.anna)
    activity_in(house, centre, leader=lo)
    query = f"?dag={(MONDAY + DAY).isoformat()}"
    page = anna_s.get(reverse("morning", args=[centre.code]) + query).text
    assert "Sångstund" in page
    assert "9.30–11.30 Sångstund" in page  # its room
    away = reverse("leader_away", args=[centre.code, lo.code])
    assert f"{away}{query}" in page
    form = anna_s.get(away + query).text
    assert form.count(" checked") == 2  # that day's session, and the reason
    code = Occurrence.objects.get(day=MONDAY + DAY).code
    page = send(anna_s, "leader_away", centre.code, lo.code, query=query, tid=[code], reason="illness")
    assert "1 tillfälle är inställt. Ingen annan fick brev. Kalendern visas inte för alla." in page  # it is a draft
    assert "vecka/dela/" not in page  # nobody else sees this centre yet
    FamilyCentre.objects.update(is_public=True)
    page = anna_s.get(reverse("morning", args=[centre.code]) + query).text
    week = f"?vecka={(MONDAY + DAY).strftime('%G-W%V')}"
    for name in ("share_week", "week_sheet"):  # to tell all is one click more
        assert f'href="{reverse(name, args=[centre.code])}{week}"' in page
    assert list(Occurrence.objects.order_by("day").values_list("state", flat=True)) == ["cancelled", "planned"]
    assert "Välj minst ett" in send(anna_s, "leader_away", centre.code, lo.code, query=query, reason="illness")


@pytest.mark.django_db
def test_what_lies_on_closed_days_is_told_and_cancelled_in_one_click(
    house: House, centre: FamilyCentre, anna_s: Client
) -> None:
    activity_in(house, centre)
    OpeningException.objects.create(
        centre=centre, from_date=MONDAY, to_date=MONDAY + 3 * DAY, reason="planning", note="Vi planerar"
    )
    for page in ("morning", "centre_exceptions"):  # where one begins the day, and where one says that it is closed
        assert "Planerat fast ni har stängt" in anna_s.get(reverse(page, args=[centre.code])).text
    FamilyCentre.objects.update(is_public=True, switched_off=["screen"])
    Activity.objects.update(state=Activity.State.PUBLISHED)
    told = "1 tillfälle är inställt. Brev till 1 kollega. Kalendern, flödet och veckobladet är ändrade."
    assert told in send(anna_s, "cancel_closed", centre.code)
    assert Occurrence.objects.get(day=MONDAY + DAY).reason == "closed"
    assert "Inget är planerat på stängda dagar." in send(anna_s, "cancel_closed", centre.code)


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["add_occurrence", "move_occurrence"])
def test_what_stands_in_the_way_of_a_single_time_is_seen_before_it_is_saved(
    house: House, centre: FamilyCentre, anna_s: Client, way: str
) -> None:
    row = activity_in(house, centre, leader=make_leader(centre))
    code = row.code if way == "add_occurrence" else Occurrence.objects.get(day=MONDAY + 8 * DAY).code
    said = {"day": MONDAY + DAY, "starts": "10:00", "ends": "11:00", "room": ""}  # she leads a session then
    page = send(anna_s, way, code, **said)
    assert "Den som leder är upptagen: Sångstund 9.30–11.30." in page
    assert Occurrence.objects.filter(day=MONDAY + DAY).count() == 1  # nothing is saved by being told
    send(anna_s, way, code, **said, sett="något annat")
    assert Occurrence.objects.filter(day=MONDAY + DAY).count() == 1
    send(anna_s, way, code, **said, sett=re.findall(r'name="sett" value="([^"]+)"', page))
    assert Occurrence.objects.filter(day=MONDAY + DAY).count() == 2


@pytest.mark.django_db
def test_the_week_has_the_rooms_as_rows_and_a_time_that_was_moved_says_so(
    house: House, centre: FamilyCentre, anna_s: Client
) -> None:
    room = make_room(centre, house.anna)
    activity_in(house, centre)
    one = Occurrence.objects.get(day=MONDAY + DAY)
    said = {"day": USUAL_DAY, "starts": "13:00", "ends": "14:00", "room": room.code, "message": "Ny dag."}
    FamilyCentre.objects.update(is_public=True)
    page = send(anna_s, "move_occurrence", one.code, **said)
    assert "Skulle ha varit" in page
    assert "Ny dag." in page
    assert "Text och bild att dela" in page
    page = anna_s.get(reverse("staff_week", args=[centre.code]) + f"?dag={MONDAY.isoformat()}").text
    row = page.split("Stora rummet</h2>")[1].split("</section>")[0]
    assert "13.00–14.00" in row
    assert "flyttat" in row


@pytest.mark.django_db
def test_one_time_is_cancelled_restored_and_given_a_theme(house: House, centre: FamilyCentre, anna_s: Client) -> None:
    activity_in(house, centre)
    one = Occurrence.objects.get(day=MONDAY + DAY)
    assert "Vädret. Vi ses" in send(anna_s, "cancel_occurrence", one.code, reason="weather", message="Vi ses")
    assert "Det är redan inställt." in anna_s.get(reverse("cancel_occurrence", args=[one.code])).text
    assert "Tillfället blir av. Ingen annan fick brev." in send(anna_s, "restore_occurrence", one.code)
    assert "Små tänder" in send(anna_s, "say_of_occurrence", one.code, theme="Små tänder", guest="", message="")


@pytest.mark.django_db
def test_a_series_is_changed_after_a_look_and_what_was_touched_is_told(
    house: House, centre: FamilyCentre, anna_s: Client
) -> None:
    activity_in(house, centre)
    actions.cancel_occurrence(
        Occurrence.objects.get(day=MONDAY + DAY), by=house.anna, at=timezone.now(), reason="other"
    )
    series = Series.objects.get()
    said = plan(3, keeps_holidays="")
    seen = [(MONDAY + 2 * DAY).isoformat(), (MONDAY + 9 * DAY).isoformat()]
    page = send(anna_s, "change_series", series.code, **said, spara="1", sedd=seen, dag=seen)
    assert "Serien är ändrad." in page
    assert "är kvar som de var" in page
    assert "Serien avslutas." in send(anna_s, "end_series", series.code, last_day=MONDAY + 3 * DAY)
    assert sorted(Occurrence.objects.values_list("day", flat=True)) == [MONDAY + DAY, MONDAY + 2 * DAY]


@pytest.mark.django_db
def test_a_translation_is_written_beside_the_swedish_and_taken_away(
    house: House, centre: FamilyCentre, anna_s: Client
) -> None:
    row = make_activity(centre, house.anna, about="Vi sjunger.")
    assert "Vi sjunger." in anna_s.get(reverse("translate_activity", args=[row.code]) + "?sprak=ar").text
    look = send(anna_s, "translate_activity", row.code, sprak="ar", title="غناء", visa="ja").split("Så här blir det")[1]
    assert re.search(r'lang="ar" dir="rtl">\s*<p class="f-strong">غناء', look) and not ActivityText.objects.exists()
    assert "inte kontrollerad" in send(anna_s, "translate_activity", row.code, sprak="ar", title="غناء")
    assert ActivityText.objects.get().language == "ar"
    send(anna_s, "translate_activity", row.code, sprak="ar", title="")
    assert not ActivityText.objects.exists()


@pytest.mark.django_db
def test_rooms_and_terms_are_kept_by_who_keeps_the_centre(house: House, centre: FamilyCentre, anna_s: Client) -> None:
    assert "Köket" in send(anna_s, "rooms", centre.code, name="Köket", seats="8")
    said = {"name": "Våren", "first_day": "2031-01-13", "last_day": "2031-06-05"}
    bad = send(anna_s, "add_term", centre.code, **said, breaks="Sportlov i februari")
    assert "Skriv raden Sportlov i februari som" in bad
    page = send(anna_s, "add_term", centre.code, **said, breaks="2031-02-24 2031-02-28 Sportlov")
    assert "Sportlov" in page
    term = Term.objects.get()
    assert "2031-02-24 2031-02-28 Sportlov" in anna_s.get(reverse("change_term", args=[term.code])).text
    bo = client_of(house.bo)
    assert "En annan" not in bo.get(reverse("plan_series", args=[make_activity(centre, house.anna).code])).text
    assert 'name="seats"' not in bo.get(reverse("rooms", args=[centre.code])).text


@pytest.mark.django_db
def test_a_term_and_a_week_are_copied_after_a_look(house: House, centre: FamilyCentre, anna_s: Client) -> None:
    dates = {"first_day": dt.date(2030, 8, 19), "last_day": dt.date(2030, 12, 13), "breaks": ()}
    autumn = make_term(centre, house.anna, "Hösten", **dates)
    spring = make_term(
        centre, house.anna, "Våren", first_day=dt.date(2031, 1, 13), last_day=dt.date(2031, 6, 5), breaks=()
    )
    row = make_activity(centre, house.anna)
    facts = {"from_date": dt.date(2030, 8, 19), "last_day": dt.date(2030, 12, 13), "term": autumn}
    series = make_series(row, house.anna, **facts)
    page = anna_s.get(reverse("copy_term", args=[autumn.code])).text
    assert "Det här kommer till Våren" in page
    assert "1 serie är kopierad." in send(anna_s, "copy_term", autumn.code, till=spring.code, serie=[series.code])
    assert "Finns redan i terminen." in anna_s.get(reverse("copy_term", args=[autumn.code])).text

    weeks = {"fran": "2030-10-01", "till": "2030-12-18"}
    page = anna_s.get(reverse("copy_week", args=[centre.code]), weeks).text
    assert "tisdag 17 december" in page
    chosen = Occurrence.objects.get(day=dt.date(2030, 10, 1)).code
    assert "Veckan är kopierad." in send(anna_s, "copy_week", centre.code, **weeks, spara="1", tid=[chosen])
    assert Occurrence.objects.filter(day=dt.date(2030, 12, 17), series=None).count() == 1


@pytest.mark.django_db
def test_the_morning_and_the_week_ask_as_much_whatever_is_planned(
    house: House, centre: FamilyCentre, anna_s: Client
) -> None:
    urls = [
        reverse(name, args=[centre.code]) + f"?dag={(MONDAY + DAY).isoformat()}" for name in ("morning", "staff_week")
    ]
    activity_in(house, centre)
    before = [cost_of(anna_s, url) for url in urls]
    for title in ("Babykafé", "Pappagrupp", "Tema"):
        activity_in(house, centre, title=title, leader=make_leader(centre, title))
    assert [cost_of(anna_s, url) for url in urls] == before

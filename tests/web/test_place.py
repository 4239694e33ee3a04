"""A centre's own page, the telephones and the sentences: what is said, what is not known, and what is too old."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any, Final

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from famn.domain.centres import actions
from famn.domain.centres.actions import Opens
from famn.domain.centres.models import (
    AccessFact,
    CentreLeg,
    CentrePerson,
    CentreText,
    FamilyCentre,
    OpeningException,
    PhoneHours,
)
from famn.domain.centres.reads.centre import hours_mark
from famn.domain.centres.reads.freshness import HIDE_AFTER, WARN_AFTER
from famn.domain.centres.reads.kept import access_mark, phone_mark
from famn.domain.centres.reads.opening import open_days, open_days_of_legs
from famn.domain.centres.reads.phone import answering, someone
from famn.domain.centres.reads.texts import text_mark
from famn.domain.people.models import Leg, Place
from famn.web.public.phone import SENTENCES
from tests.domain.centres.making import OPENED, a_picture, make_centre, make_four
from tests.people import AT, House, client_of
from tests.web.test_initiatives import cost_of

TODAY: Final = AT.date()  # a Monday
DAY: Final = dt.timedelta(days=1)
NINE, TWELVE, THREE = dt.time(9), dt.time(12), dt.time(15)

pytestmark = pytest.mark.django_db


def clock(text: str, day: dt.date = TODAY) -> Any:
    """Let the clocks of Sweden show a time of a winter day."""
    moment = dt.datetime.combine(day, dt.time.fromisoformat(text), dt.timezone(dt.timedelta(hours=1)))
    return time_machine.travel(moment, tick=False)


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    with clock("10:15"):
        yield


def leg_of(centre: FamilyCentre, leg: str = Leg.OPEN_PRESCHOOL) -> CentreLeg:
    return CentreLeg.objects.get(centre=centre, leg=leg)


def open_weekdays(house: House, leg: CentreLeg, *more: Opens) -> None:
    """Open from nine to three each weekday, and at the times that are named."""
    hours = [*(Opens(day, NINE, THREE) for day in range(1, 6)), *more]
    actions.set_hours(leg, by=house.anna, at=AT, from_date=OPENED, hours=hours, seen=hours_mark(leg.hours.all()))


def answer_weekdays(
    house: House, leg: CentreLeg, phone: str = "08-465 004 11", languages: tuple[str, ...] = ()
) -> None:
    """Somebody answers from nine to twelve each weekday."""
    hours = [(day, NINE, TWELVE) for day in range(1, 6)]
    seen = phone_mark(leg, PhoneHours.objects.filter(leg=leg))
    actions.set_phone_hours(
        leg, by=house.anna, at=AT, from_date=TODAY, phone=phone, hours=hours, languages=languages, seen=seen
    )


def close(house: House, centre: FamilyCentre, first: dt.date = TODAY, **facts: Any) -> None:
    said: dict[str, Any] = {"last_day": first, "reason": OpeningException.Reason.PLANNING} | facts
    actions.add_exception(centre, by=house.anna, at=AT, first_day=first, **said)


def write(house: House, centre: FamilyCentre, kind: str, language: str, text: str, **more: Any) -> None:
    seen = text_mark(centre, kind, language, more.get("leg"))
    actions.write_text(centre, by=house.anna, at=AT, kind=kind, language=language, text=text, seen=seen, **more)


def page_of(centre: FamilyCentre, language: str = "", name: str = "centre", query: str = "") -> str:
    prefix = f"/{language}" if language else ""
    answer = Client().get(prefix + reverse(name, args=[centre.code]) + query)
    assert answer.status_code == 200
    return " ".join(answer.text.split())


# --- when ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("08:00", "Öppnar i dag 9.00"),
        ("10:15", "Öppet nu, till 15.00"),
        ("15:00", "Stängt för i dag"),
    ],
)
def test_the_first_thing_said_is_whether_it_is_open(house: House, centre: FamilyCentre, now: str, words: str) -> None:
    open_weekdays(house, leg_of(centre))
    with clock(now):
        assert words in page_of(centre)


def test_closed_today_says_why_and_when_it_opens_again(house: House, centre: FamilyCentre) -> None:
    open_weekdays(house, leg_of(centre))
    close(house, centre)
    page = page_of(centre)
    assert "Stängt i dag: planering och utbildning" in page
    assert "Öppnar i morgon 9.00" in page
    assert '<s><bdi dir="ltr">9.00–15.00</bdi></s>' in page


def test_a_closing_by_decision_names_the_boards_and_why(house: House, centre: FamilyCentre) -> None:
    open_weekdays(house, leg_of(centre))
    facts = {"note": "Personalen behövs på annat håll.", "decided_by": "Ekbackens nämnd och Granbackens nämnd"}
    last = TODAY + 17 * DAY
    reason = OpeningException.Reason.DECISION
    close(house, centre, TODAY + 4 * DAY, last_day=last, reason=reason, reference="§ 14", **facts)
    page = page_of(centre)
    for words in ("Stängt 6 mars–19 mars", facts["note"], f"{facts['decided_by']}, § 14", "Stängt efter beslut"):
        assert words in page


def test_one_leg_can_be_closed_while_the_centre_is_open(house: House, centre: FamilyCentre) -> None:
    for leg in (leg_of(centre), leg_of(centre, Leg.MIDWIFERY)):
        open_weekdays(house, leg)
    close(house, centre, leg=leg_of(centre, Leg.MIDWIFERY), reason=OpeningException.Reason.ILLNESS)
    page = page_of(centre)
    assert "Öppet nu, till 15.00" in page
    assert "Barnmorska: stängt måndag 2 mars" in page


def test_the_weeks_of_several_legs_are_folded_and_each_says_what_holds_now(house: House, centre: FamilyCentre) -> None:
    open_weekdays(house, leg_of(centre))
    with clock("10:15"):
        assert '<details class="f-fold" open>' in page_of(centre)  # of one alone there is nothing to choose
        open_weekdays(house, leg_of(centre, Leg.CHILD_HEALTH))
        page = page_of(centre)
    folded = re.findall(r'<details class="f-fold" ?>\s*<summary>(.*?)</summary>', page, re.DOTALL)
    assert len(folded) == 2 and all("Öppet nu, till 15.00" in summary for summary in folded)


def test_hours_are_told_by_age(house: House, centre: FamilyCentre) -> None:
    open_weekdays(house, leg_of(centre), Opens(6, NINE, TWELVE, 0, 12))
    page = page_of(centre)
    assert "mån–fre 9.00–15.00" in page
    assert "lör 9.00–12.00" in page
    assert "0–12 månader" in page


def test_a_holiday_in_the_coming_days_is_named(house: House, centre: FamilyCentre) -> None:
    open_weekdays(house, leg_of(centre))
    with clock("10:15", dt.date(2026, 3, 30)):
        page = page_of(centre)
    assert "Stängt fredag 3 april" in page
    assert "Långfredagen" in page


def test_the_page_may_be_kept_until_what_it_says_of_now_is_no_longer_so(house: House, centre: FamilyCentre) -> None:
    open_weekdays(house, leg_of(centre))
    answer_weekdays(house, leg_of(centre, Leg.MIDWIFERY))
    answer = client_of(house.anna).get(reverse("centre", args=[centre.code]))
    assert answer.famn_kept.until == dt.datetime(2026, 3, 2, 11, tzinfo=dt.UTC)  # type: ignore[attr-defined]  # twelve: nobody answers


# --- what is not known, and what is written in one language alone ----------------------------------------


def test_what_is_not_known_is_said_to_be_so(centre: FamilyCentre) -> None:
    page = page_of(centre)
    for words in (
        "Vi vet inte när det är öppet. Ring innan du går.",
        "Vi vet inte öppettiderna än",
        "Vi vet inte än vilka språk som talas",
        "Det här vet vi inte än: ingång utan trappsteg, hiss",
        "Vi vet inte än vad som gäller här",
        "Vi vet inte än vad som är gratis",
    ):
        assert words in page


def test_how_to_get_in_is_told_as_it_is(house: House, centre: FamilyCentre) -> None:
    kinds, answers = AccessFact.Kind, AccessFact.Answer
    said: dict[str, tuple[str, str]] = {kinds.STEP_FREE: (answers.YES, "Ramp"), kinds.LIFT: (answers.NO, "")}
    actions.say_access(centre, by=house.anna, at=AT, said=said, seen=access_mark([]))
    page = page_of(centre)
    assert "Ingång utan trappsteg: <strong>ja</strong>" in page
    assert "Hiss: <strong>nej</strong>" in page
    assert "Det här vet vi inte än: breda dörrar" in page


def test_a_text_that_is_missing_in_a_language_is_shown_in_swedish_and_marked(
    house: House, centre: FamilyCentre
) -> None:
    kind = CentreText.Kind
    write(house, centre, kind.ILLNESS, "sv", "Stanna hemma vid feber.")
    write(house, centre, kind.WAY, "sv", "Gå in från gården.")
    write(house, centre, kind.WAY, "en", "Enter from the yard.", checked_by="Ellen Ek")
    page = page_of(centre, "en")
    assert '<div class="f-prose" lang="sv" dir="ltr"><p>Stanna hemma vid feber.</p></div>' in page
    assert '<div class="f-prose" lang="en" dir="ltr"><p>Enter from the yard.</p></div>' in page
    assert "Gå in från gården." not in page
    assert page.count("f-fallback") == 1
    assert "f-fallback" not in page_of(centre)
    write(house, centre, kind.ILLNESS, "en", "Stay at home with a fever.")
    assert page_of(centre, "en").count("f-fallback") == 1  # now in English, but nobody has checked it


def test_the_centre_chooses_its_words_in_each_language(house: House, centre: FamilyCentre) -> None:
    leg = leg_of(centre, Leg.PREVENTIVE_SOCIAL)
    write(house, centre, CentreText.Kind.WORD, "sv", "Familjestödjarna", leg=leg)
    write(house, centre, CentreText.Kind.WORD, "en", "Family helpers", leg=leg)
    assert '<h3 class="f-h3">Familjestödjarna</h3>' in page_of(centre)
    assert '<h3 class="f-h3">Family helpers</h3>' in page_of(centre, "en")
    assert '<bdi lang="sv">Familjestödjarna</bdi>' in page_of(centre, "fi")


# --- people ----------------------------------------------------------------------------------------------


def test_a_photo_is_shown_only_of_who_agreed_and_can_be_asked_for_again_cheaply(
    house: House, centre: FamilyCentre
) -> None:
    actions.show_person(centre, by=house.anna, at=AT, name="Tove Tall", role="barnmorska")
    shown = actions.show_person(centre, by=house.anna, at=AT, name="Ina Idegran", role="förskollärare")
    shown = actions.set_photo(shown, by=house.anna, at=AT, content=a_picture(), agreed_on=TODAY)
    page = page_of(centre)
    assert "Tove Tall" in page
    assert page.count("<img") == 1
    url = reverse("centre_photo", args=[centre.code, shown.code])
    answer = Client().get(url)
    assert answer.headers["Content-Type"].startswith("image/")
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert Client().get(url, headers={"if-none-match": answer.headers["ETag"]}).status_code == 304
    actions.remove_photo(shown, by=house.anna, at=AT)
    assert Client().get(url).status_code == 404
    assert "<img" not in page_of(centre)


def test_a_centre_can_do_without_showing_people(house: House, centre: FamilyCentre) -> None:
    shown = actions.show_person(centre, by=house.anna, at=AT, name="Tove Tall", role="barnmorska")
    actions.set_photo(shown, by=house.anna, at=AT, content=a_picture(), agreed_on=TODAY)
    actions.switch_module(centre, by=house.anna, at=AT, module="people", on=False)
    assert "Tove Tall" not in page_of(centre)
    assert Client().get(reverse("centre_photo", args=[centre.code, shown.code])).status_code == 404


def test_somebody_whom_nobody_has_confirmed_for_too_long_is_left_out(house: House, centre: FamilyCentre) -> None:
    actions.show_person(centre, by=house.anna, at=AT, name="Tove Tall", role="barnmorska")
    FamilyCentre.objects.filter(pk=centre.pk).update(confirmed_on=TODAY + HIDE_AFTER * DAY)
    with clock("10:15", TODAY + HIDE_AFTER * DAY):
        page = page_of(centre)
    assert "Tove Tall" not in page
    assert "Vi visar bara dem som nyligen har bekräftats" in page


# --- how old ---------------------------------------------------------------------------------------------


def test_the_reader_is_warned_when_nobody_has_confirmed_for_long(centre: FamilyCentre) -> None:
    assert "Ring innan du går.</" not in page_of(centre).split("<main")[1].split("Vi vet inte när")[0]
    with clock("10:15", TODAY + WARN_AFTER * DAY):
        assert "Uppgifterna är från mars 2026. Ring innan du går." in page_of(centre)


def test_who_and_what_another_authority_runs_warn_by_their_own_days(house: House, centre: FamilyCentre) -> None:
    leg = leg_of(centre)
    open_weekdays(house, leg)
    CentreLeg.objects.filter(pk=leg.pk).update(unit=house.cesar.unit_id)
    CentrePerson.objects.create(centre=centre, name="Lo Lind", role="sångare", from_date=OPENED, confirmed_on=TODAY)
    day = TODAY + WARN_AFTER * DAY
    warned = "Uppgifterna är från mars 2026. Ring innan du går."
    for confirmed_on, notes in ((day, 2), (TODAY, 2)):  # of the leg and of Lo; or of the whole centre and of Lo
        FamilyCentre.objects.filter(pk=centre.pk).update(confirmed_on=confirmed_on)
        with clock("10:15", day - DAY):
            assert warned not in page_of(centre)
        with clock("10:15", day):
            assert page_of(centre).count(warned) == notes


def test_a_centre_that_is_too_old_tells_nothing_but_whom_to_ask(house: House, centre: FamilyCentre) -> None:
    open_weekdays(house, leg_of(centre))
    with clock("10:15", TODAY + HIDE_AFTER * DAY):
        answer = Client().get(reverse("centre", args=[centre.code]))
        assert answer.status_code == 404
        assert "Ingen har bekräftat uppgifterna sedan" in answer.text
        assert 'href="tel:0846500410"' in answer.text
        assert "9.00" not in answer.text
        assert answering(dt.datetime.now(dt.UTC)) == []


def test_hours_that_another_authority_has_not_confirmed_for_too_long_are_not_shown(
    house: House, centre: FamilyCentre
) -> None:
    leg = leg_of(centre)
    open_weekdays(house, leg)
    day = TODAY + HIDE_AFTER * DAY
    FamilyCentre.objects.filter(pk=centre.pk).update(confirmed_on=day)
    with clock("10:15", day):
        assert "9.00–15.00" in page_of(centre)  # who keeps the centre speaks for a party that is not in Famn
        CentreLeg.objects.filter(pk=leg.pk).update(unit=house.cesar.unit_id)
        page = page_of(centre)
    assert "9.00–15.00" not in page
    assert "Tiderna visas inte. Ingen har bekräftat dem sedan" in page


def test_a_centre_that_is_no_more_tells_where_to_go_instead_and_nothing_of_doors_and_telephones(
    house: House, centre: FamilyCentre
) -> None:
    open_weekdays(house, leg_of(centre))
    actions.go(centre, by=house.anna, at=AT, state="closed", day=TODAY, note="Huset är sålt.", decided_by="Provnämnden")
    page = page_of(centre)
    assert "Nedlagd sedan" in page
    assert "<p>Huset är sålt.</p>" in page
    assert not [words for words in ("9.00–15.00", "tel:08465004", "Visa för personalen", "Vi pratar") if words in page]
    assert '"openingHoursSpecification"' not in page
    assert Client().get(reverse("show_staff", args=[centre.code])).status_code == 404


def test_a_centre_that_is_paused_shows_no_hours_but_whom_to_ring(house: House, centre: FamilyCentre) -> None:
    open_weekdays(house, leg_of(centre))
    answer_weekdays(house, leg_of(centre))
    actions.go(centre, by=house.anna, at=AT, state="paused", day=TODAY, note="Vattenskada.", decided_by="Provnämnden")
    page = page_of(centre)
    assert "Tillfälligt stängd" in page
    assert page.count("Tiderna gäller inte så länge den är stängd.") == 1
    assert "9.00–15.00" not in page
    assert "Visa för personalen" not in page
    assert "tel:0846500411" in page


# --- a human on the telephone ----------------------------------------------------------------------------


def test_a_centre_says_who_answers_now_and_else_who_answers_next(house: House, centre: FamilyCentre) -> None:
    answer_weekdays(house, leg_of(centre), languages=("sv", "ar"))
    page = page_of(centre)
    assert 'Svarar nu, till <bdi dir="ltr">12.00</bdi>' in page
    assert "svenska, arabiska" in page
    with clock("13:00"):
        assert 'Svarar i morgon <bdi dir="ltr">9.00</bdi>' in page_of(centre)


def test_nobody_answers_on_a_day_that_is_closed(house: House, centre: FamilyCentre) -> None:
    answer_weekdays(house, leg_of(centre))
    close(house, centre)
    (one,) = [one for one in answering(AT, [centre.pk]) if one.phone == "08-465 004 11"]
    assert one.until is None
    assert one.next_at is not None
    assert one.next_at.date() == TODAY + DAY


def test_those_who_answer_now_come_first_and_those_of_whom_nobody_knows_last(
    house: House, centre: FamilyCentre
) -> None:
    answer_weekdays(house, leg_of(centre, Leg.MIDWIFERY))
    page = " ".join(Client().get(reverse("phone")).text.split())
    now, later = page.split('id="nu"')[1].split('id="senare"')
    assert "08-465 004 11" in now
    assert "08-465 004 10" not in now
    assert "08-465 004 10" in later


def test_one_may_ask_who_answers_in_a_language_and_only_those_hours_count(house: House, centre: FamilyCentre) -> None:
    answer_weekdays(house, leg_of(centre), "08-465 004 11", ("sv",))
    answer_weekdays(house, leg_of(centre, Leg.MIDWIFERY), "08-465 004 12", ("sv", "so"))
    PhoneHours.objects.filter(leg__leg=Leg.OPEN_PRESCHOOL, weekday=3).update(languages=["sv", "ar"])
    page = Client().get("/ar/ring/?sprak=ar").text
    assert "08-465 004 11" in page and "08-465 004 12" not in page
    assert 'id="senare"' in page  # she answers now too, but on Wednesday in Arabic
    chips = Client().get(reverse("phone")).text.split('id="sprak"')[1].split("</nav>")[0]
    assert re.findall(r"\?sprak=(\w+)", chips) == ["sv", "ar", "so"]
    assert "08-465 004 12" in Client().get(reverse("phone") + "?sprak=uk").text  # nobody does: then somebody


def test_with_many_centres_the_reader_chooses_her_municipality_first(house: House) -> None:
    for number, place in enumerate(Place.objects.filter(kind=Place.Kind.MUNICIPALITY).order_by("code")[:13]):
        made = make_centre(house.anna, name=f"Hus {number}", place=place)
        make_four(made, house.anna)
        actions.publish_centre(made, by=house.anna, at=AT)
    page = Client().get(reverse("phone")).text
    assert "tel:" not in page
    assert Client().get(reverse("phone") + f"?kommun={place.code}").text.count('href="tel:') == 4
    answer_weekdays(house, leg_of(made), "08-465 004 11", ("sv", "ar"))
    answer_weekdays(house, leg_of(made, Leg.MIDWIFERY), "08-465 004 12", ("sv",))
    assert Client().get(reverse("phone") + "?sprak=ar").text.count('href="tel:') == 1


def test_the_sentences_to_hold_up_are_swedish_in_every_language(house: House, centre: FamilyCentre) -> None:
    actions.end_leg(leg_of(centre, Leg.MIDWIFERY), by=house.anna, at=AT, last_day=TODAY - DAY)
    here = [one for one in SENTENCES if one.leg != Leg.MIDWIFERY]
    swedish, arabic = page_of(centre, "", "show_staff"), page_of(centre, "ar", "show_staff")
    for one in here:
        assert one.swedish in swedish
        assert one.swedish in arabic
    assert "en barnmorska" not in swedish
    assert "Jag talar arabiska." in arabic
    assert "Jag talar" not in swedish
    alone = page_of(centre, "ar", "show_staff", "?mening=tolk")
    assert '<h1 class="f-sign f-sign--large" lang="sv" dir="ltr">Jag behöver tolk.' in alone


# --- what it costs ---------------------------------------------------------------------------------------


def test_a_page_costs_the_same_with_one_and_three_of_everything(house: House, centre: FamilyCentre) -> None:
    def fill(number: int) -> None:
        leg = leg_of(centre, Leg.values[number])
        open_weekdays(house, leg)
        answer_weekdays(house, leg)
        close(house, centre, TODAY + number * DAY)
        actions.show_person(centre, by=house.anna, at=AT, name=f"Tove {number}", role="barnmorska", leg=leg)

    anna, url = client_of(house.anna), reverse("centre", args=[centre.code])
    fill(0)
    first = cost_of(anna, url)
    fill(1)
    fill(2)
    assert cost_of(anna, url) == first


def test_opening_hours_and_telephones_of_many_centres_cost_as_much_as_of_one(
    house: House, centre: FamilyCentre
) -> None:
    made = [centre]
    for name in ("Andra huset", "Tredje huset"):
        made.append(make_centre(house.anna, name=name))
        make_four(made[-1], house.anna)
    for one in made:
        open_weekdays(house, leg_of(one))
        answer_weekdays(house, leg_of(one))

    def cost(numbers: list[int]) -> int:
        with CaptureQueriesContext(connection) as queries:
            days = open_days(numbers, TODAY, TODAY + 14 * DAY)
        assert len(queries) <= 4
        assert all(len(days[number]) == 15 for number in numbers)
        with CaptureQueriesContext(connection) as more:
            assert answering(AT, numbers)
        return len(queries) + len(more)

    assert cost([centre.pk]) == cost([one.pk for one in made])
    with CaptureQueriesContext(connection) as queries:
        assert len(open_days_of_legs(centre.pk, TODAY, TODAY)) == 4
    assert len(queries) <= 4


def test_a_page_of_no_centre_says_who_answers_somewhere_and_first_in_the_language_of_the_page(
    house: House, centre: FamilyCentre
) -> None:
    other = make_centre(house.anna, name="Andra huset")
    make_four(other, house.anna)
    actions.publish_centre(other, by=house.anna, at=AT)
    answer_weekdays(house, leg_of(centre), "08-465 004 11", ("sv",))
    answer_weekdays(house, leg_of(other), "08-465 004 12", ("sv", "ar"))
    with override("ar"):
        assert [one.phone for one in someone(AT)] == ["08-465 004 12", "08-465 004 11"]
    with override("sv"):
        assert {one.phone for one in someone(AT)} == {"08-465 004 11", "08-465 004 12"}
        close(house, centre)
        first, second = someone(AT)
        assert (first.phone, second.next_at is not None) == ("08-465 004 12", True)
    assert "08-465 004 12" in Client().get(reverse("start")).text


def test_who_runs_a_leg_gets_to_its_hours_from_where_they_are_read(house: House, centre: FamilyCentre) -> None:
    theirs = leg_of(centre, Leg.CHILD_HEALTH)
    CentreLeg.objects.filter(pk=theirs.pk).update(unit=house.cesar.unit_id)
    address = reverse("centre", args=[centre.code])
    hours = reverse("leg_hours", args=[centre.code, theirs.code])
    others = reverse("leg_hours", args=[centre.code, leg_of(centre).code])

    def seen(client: Client) -> tuple[bool, bool, bool]:
        page = client.get(address).text
        return f'"{hours}"' in page, f'"{others}"' in page, reverse("change_centre", args=[centre.code]) in page

    assert seen(Client()) == (False, False, False)
    assert seen(client_of(house.cesar)) == (True, False, False)
    assert seen(client_of(house.anna)) == (True, True, True)

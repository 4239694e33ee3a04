"""A coordinator keeps a usual week true. What she does is counted, and weighed by a published model: no clock is read.

The model is the keystroke-level one of Card, Moran and Newell (Communications of the ACM 23:7, 1980), which tells how
long somebody who knows a page takes. What it leaves out is put in by rules of our own: how long a page is read and
waited for, and how long one thinks of what to say. docs/handbook/en-vanlig-vecka.md says what a usual week holds.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Final

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from famn.domain.activities import actions
from famn.domain.activities.models import Activity, Occurrence
from famn.domain.activities.planning import monday_of
from famn.domain.centres.models import CentrePerson, FamilyCentre, OpeningException
from tests.browser import SignIn, Site
from tests.hand import Hand, Work
from tests.journeys.test_a_term_is_moved import CENTRE, COORDINATOR, actor_named

pytestmark = pytest.mark.journey
HANDBOOK: Final = Path(__file__).parents[2] / "docs" / "handbook" / "en-vanlig-vecka.md"

THINK, POINT, PRESS, HOME, KEY = 1.35, 1.1, 0.2, 0.4, 0.28  # seconds: M, P, BB, H and K of the model
READ, WAIT = 10.0, 1.0  # seconds a page, a rule of our own
MAKE_UP_ONES_MIND = 60.0  # seconds a task, a rule of our own: what to say, and whom to ask
SIGN_IN: Final = Work(presses=4, signs=50, pages=2)  # address, password and a code: reckoned, not counted
MORNINGS: Final = 5  # one looks each working day; all else is done once
MOST: Final = Work(presses=80, signs=500, pages=55)  # of the whole week
AN_HOUR: Final = 60.0  # minutes


def test_a_coordinator_keeps_a_usual_week_true_in_less_than_an_hour(
    site: Site, browser_page: Page, as_person: SignIn
) -> None:
    scene = AWeek()
    as_person(COORDINATOR)
    she = Hand(browser_page)
    browser_page.goto(f"{site.url}/arbete/")
    keep_it_true(she, scene)

    week = whole_week(she.did)
    minutes = minutes_of(week, len(she.did) + MORNINGS - 1)
    for task, work in she.did.items():
        print(f"{task}: {work.presses} presses, {work.signs} signs, {work.pages} pages")
    print(f"A usual week: {week.presses} presses, {week.signs} signs, {week.pages} pages, some {minutes:.0f} minutes.")
    assert (week.presses <= MOST.presses, week.signs <= MOST.signs, week.pages <= MOST.pages) == (True, True, True)
    assert minutes_of(MOST, len(she.did) + MORNINGS - 1) < AN_HOUR
    told = HANDBOOK.read_text(encoding="utf-8")
    assert f"högst {MOST.presses} klick, {MOST.signs} tecken och {MOST.pages} sidor" in told
    scene.judge()


def whole_week(did: dict[str, Work]) -> Work:
    """What is done in five days: each morning's sign-in and look, and all else once."""
    often = [(did["a look in the morning"], MORNINGS), (SIGN_IN, MORNINGS)]
    once = [(work, 1) for task, work in did.items() if task != "a look in the morning"]
    some = [*often, *once]
    return Work(
        presses=sum(work.presses * times for work, times in some),
        signs=sum(work.signs * times for work, times in some),
        pages=sum(work.pages * times for work, times in some),
    )


def minutes_of(work: Work, tasks: int) -> float:
    """How long that takes: each press is thought of, pointed at, and the hand moves there and back to the keys."""
    by_hand = work.presses * (THINK + POINT + PRESS + 2 * HOME) + work.signs * KEY
    return (by_hand + work.pages * (READ + WAIT) + tasks * MAKE_UP_ONES_MIND) / 60


def keep_it_true(she: Hand, scene: AWeek) -> None:
    """All that a usual week holds, from the first page of the day."""
    page, name = she.page, scene.centre.name
    with she.at("a look in the morning"):
        she.press("Aktiviteter")
        expect(page.get_by_role("heading", name="Det här händer")).to_be_visible()
    with she.at("somebody is ill: cancelled, told and shared"):
        page.get_by_role("link", name=re.compile(f"Är borta.*{scene.leader}")).click()
        she.press("Ställ in och berätta för alla", "button")
        expect(page.get_by_text(re.compile("Brev till 1 kollega"))).to_be_visible()
        she.press("Text och bild att dela")
        expect(page.get_by_text("Inställt").first).to_be_visible()
        she.back()
    with she.at("one session is moved"):
        she.press("Vecka")
        she.press("Veckan efter")
        to_session(she, scene.clocks[0])
        she.press("Flytta")
        she.write("Börjar", "16:30")
        she.write("Slutar", "18:00")
        she.write("Meddelande till alla", "Vi börjar en halvtimme senare.")
        she.press("Flytta och berätta för alla", "button")
        expect(page.get_by_text("Tillfället är flyttat.")).to_be_visible()
    with she.at("a guest and a theme"):
        she.press(scene.week)
        to_session(she, scene.clocks[1])
        she.press("Tema, gäst och ledare")
        she.write("Tema", "Så tar du hand om små tänder")
        she.write("Gäst", "Tandsköterskan Vera Blåmunkar")
        she.press("Spara uppgifterna", "button")
        expect(page.get_by_text("Uppgifterna är sparade.")).to_be_visible()
    with she.at("one message"):
        she.press(scene.week)
        to_session(she, scene.clocks[2])
        she.press("Tema, gäst och ledare")
        she.write("Meddelande till alla", "Ta med oömma kläder, vi målar i dag.")
        she.press("Spara uppgifterna", "button")
        expect(page.get_by_text("Uppgifterna är sparade.")).to_be_visible()
    with she.at("one day is not as usual"):
        she.press(name)
        she.press("Stängt eller andra tider")
        she.press("Lägg till dagar")
        she.write("Första dagen", scene.closed.isoformat())
        she.write("Sista dagen", scene.closed.isoformat())
        page.get_by_label("Varför").select_option("planning")
        she.write("Med egna ord", "Vi planerar våren.")
        she.press("Spara dagarna", "button")
        expect(page.get_by_text("Dagarna är sparade.")).to_be_visible()
    with she.at("one activity is said to be so"):
        she.press("Aktiviteter")
        she.press("Alla aktiviteter")
        she.press("Öppen förskola")
        she.press("Det stämmer fortfarande", "button")
        expect(page.get_by_text("Tack. Uppgifterna gäller från i dag.")).to_be_visible()
    with she.at("what is old is said to be so"):
        page.get_by_role("banner").get_by_role("link", name="Famn").click()
        page.get_by_role("listitem").filter(has_text=name).get_by_role("link").first.click()
        she.press("Allt om centralen stämmer", "button")
        expect(page.get_by_text("stämmer i dag")).to_be_visible()
    with she.at("the sheet of next week is printed"):
        she.press("Aktiviteter")
        she.press("Vecka")
        she.press("Veckan efter")
        she.print_file("Veckobladet till dörren")


def to_session(she: Hand, clock: str) -> None:
    """From a week to one of its times."""
    she.page.get_by_role("link", name=re.compile(clock)).click()


class AWeek:
    """What is there to keep true: a session today, three next week at hours of their own, and what has grown old."""

    def __init__(self) -> None:
        self.centre = FamilyCentre.objects.get(name=CENTRE)
        by, now, today = actor_named(COORDINATOR), timezone.now(), timezone.localdate()
        activity = Activity.objects.select_related("centre").get(centre=self.centre, title="Öppen förskola")
        monday = monday_of(today) + dt.timedelta(days=7)
        days = [(today, 22), (monday, 16), (monday, 18), (monday, 20)]
        rows = [
            actions.add_occurrence(activity, by=by, at=now, day=day, starts=dt.time(hour), ends=dt.time(hour + 1, 59))
            for day, hour in days
        ]
        self.times = [one.pk for one in rows]
        self.clocks = ["16.00–17.59", "18.00–19.59", "20.00–21.59"]
        self.week = f"Vecka {monday.isocalendar().week}"
        self.closed = monday + dt.timedelta(days=300)
        person = CentrePerson.objects.get(pk=rows[0].leader_id)
        self.leader = person.name
        old = today - dt.timedelta(days=200)
        CentrePerson.objects.filter(centre=self.centre).update(confirmed_on=old)
        CentrePerson.objects.filter(pk=person.pk).update(email="den.som.leder@rinkeby.demo.example")
        FamilyCentre.objects.filter(pk=self.centre.pk).update(confirmed_on=old)

    def judge(self) -> None:
        """All of it is so now."""
        ill, moved, guest, message = (Occurrence.objects.get(pk=pk) for pk in self.times)
        assert ill.state == Occurrence.State.CANCELLED
        assert moved.was_at is not None
        assert (guest.guest, message.message) == (
            "Tandsköterskan Vera Blåmunkar",
            "Ta med oömma kläder, vi målar i dag.",
        )
        assert OpeningException.objects.filter(centre=self.centre, from_date=self.closed).count() == 1
        assert FamilyCentre.objects.get(pk=self.centre.pk).confirmed_on == timezone.localdate()

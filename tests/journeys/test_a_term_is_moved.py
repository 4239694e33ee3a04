"""A coordinator moves a whole autumn term to spring, round the holidays. What she does is counted, not timed."""

from __future__ import annotations

import datetime as dt
from typing import Final

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from famn.domain.activities import actions
from famn.domain.activities.actions import ActivityFacts
from famn.domain.activities.models import Activity, Occurrence, Series, Term
from famn.domain.activities.reads import SeriesPlan
from famn.domain.centres.models import FamilyCentre
from famn.domain.centres.opening import holiday_name
from famn.domain.people.models import Membership
from famn.domain.people.rules import Actor, actor_of
from tests.browser import SignIn, Site, look_everywhere

pytestmark = pytest.mark.journey
COORDINATOR: Final = "Yusuf Rölleka"
CENTRE: Final = "Familjecentralen Knutarven"
NEXT_YEAR: Final = timezone.localdate().year + 1  # far from what the demo has planned itself
MOST_CLICKS: Final = 6
MOST_FIELDS: Final = 4
DAY: Final = dt.timedelta(days=1)


class Counted:
    """What a person does on the way: each click and each field that she fills."""

    def __init__(self, page: Page) -> None:
        self.page, self.clicks, self.fields = page, 0, 0

    def click(self, target: Locator) -> None:
        """Click, and count it."""
        self.clicks += 1
        target.click()

    def fill(self, label: str, value: str) -> None:
        """Fill in a field, and count it."""
        self.fields += 1
        self.page.get_by_label(label, exact=False).fill(value)


def test_a_coordinator_moves_a_whole_autumn_term_to_spring_round_the_holidays(
    site: Site, browser_page: Page, as_person: SignIn
) -> None:
    autumn = an_autumn()
    page = browser_page
    she = Counted(page)
    as_person(COORDINATOR)
    centre = FamilyCentre.objects.get(name=CENTRE)
    page.goto(f"{site.url}/arbete/aktiviteter/{centre.code}/")

    she.click(page.get_by_role("link", name="Termin", exact=True))
    she.click(page.get_by_role("link", name="Ny termin"))
    spring = f"Våren {NEXT_YEAR + 1}"
    first, last = dt.date(NEXT_YEAR + 1, 1, 12), dt.date(NEXT_YEAR + 1, 6, 9)
    winter = dt.date(NEXT_YEAR + 1, 2, 24), dt.date(NEXT_YEAR + 1, 2, 28)
    she.fill("Vad heter terminen?", spring)
    she.fill("Första dagen", first.isoformat())
    she.fill("Sista dagen", last.isoformat())
    she.fill("Lov", f"{winter[0]} {winter[1]} Sportlov")
    look_everywhere(page)
    she.click(page.get_by_role("button", name="Spara terminen"))
    she.click(page.get_by_role("link", name=f"Kopiera {autumn.name} hit"))
    expect(page.get_by_role("heading", name=f"Det här kommer till {spring}")).to_be_visible()
    expect(page.get_by_text("hoppas över").first).to_be_visible()
    look_everywhere(page)
    she.click(page.get_by_role("checkbox", name="Slutar efter hösten"))
    she.click(page.get_by_role("button", name="Kopiera,"))
    expect(page.get_by_text("7 serier är kopierade.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(spring)

    print(f"A term of 7 series moved: {she.clicks} clicks, {she.fields} fields filled, 4 pages opened on the way.")
    assert she.clicks <= MOST_CLICKS
    assert she.fields <= MOST_FIELDS
    judge(autumn, Term.objects.get(name=spring), winter)


def judge(autumn: Term, spring: Term, winter: tuple[dt.date, dt.date]) -> None:
    """All but the one she left out came, on the same weekdays and hours, and none of it on a day off."""
    before = {(one.activity_id, one.weekday, one.starts, one.room_id) for one in Series.objects.filter(term=autumn)}
    after = {(one.activity_id, one.weekday, one.starts, one.room_id) for one in Series.objects.filter(term=spring)}
    (left,) = Activity.objects.filter(title="Slutar efter hösten")
    assert after == {one for one in before if one[0] != left.pk}
    days = list(Occurrence.objects.filter(series__term=spring).values_list("day", "series__weekday"))
    assert len(days) > 100
    assert all(day.isoweekday() == weekday for day, weekday in days)
    assert all(spring.from_date <= day < spring.to_date for day, _weekday in days)
    assert not any(holiday_name(day) or winter[0] <= day <= winter[1] for day, _weekday in days)


def an_autumn() -> Term:
    """An autumn with eight things a week, one of them every other week, in two rooms."""
    by, now = actor_named(COORDINATOR), timezone.now()
    centre = FamilyCentre.objects.select_related("kept_by_unit").get(name=CENTRE)
    first, last = dt.date(NEXT_YEAR, 8, 18), dt.date(NEXT_YEAR, 12, 17)
    term = actions.add_term(
        centre, by=by, at=now, name=f"Hösten {NEXT_YEAR}", first_day=first, last_day=last, breaks=()
    )
    rooms = [actions.add_room(centre, by=by, at=now, name=name, from_date=now.date()) for name in ("Ugglan", "Lon")]
    titles = ("Måndagslek", "Tisdagslek", "Onsdagslek", "Torsdagslek", "Fredagslek", "Kvällskafé", "Varannan sång")
    for number, title in enumerate((*titles, "Slutar efter hösten")):
        facts = ActivityFacts(kind="other", title=title, leg="OPEN_PRESCHOOL", unit=centre.kept_by_unit)
        plan = SeriesPlan(
            pattern="other_week" if title.startswith("Varannan") else "weekly",
            starts=dt.time(9 + number),
            ends=dt.time(10 + number),
            from_date=first,
            last_day=last,
            weekday=number % 5 + 1,
            room=rooms[number % 2],
            term=term,
        )
        actions.plan_series(actions.add_activity(centre, facts, by=by, at=now), plan, by=by, at=now)
    return term


def actor_named(name: str) -> Actor:
    """Somebody of the demo, at her first unit."""
    rows = Membership.objects.select_related("user", "unit__area__authority").filter(user__name=name)
    return actor_of(rows.order_by("pk")[0])

"""The handbook's pictures of pages that only want looking at. They are taken where FAMN_PICTURES=1 asks for them.

What a chapter says that one does is walked through by its journey; here somebody opens the page that it tells of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import time_machine
from django.conf import settings
from playwright.sync_api import Page, expect

from famn.domain.activities.models import CalendarSource
from famn.domain.agreements.models import JointLetter, LetterKind
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Membership, Role
from famn.domain.programme.models import Programme
from famn.ground.stockholm import STOCKHOLM
from famn.web.account.demo import session_for
from tests.browser import Site
from tests.journeys.test_handbook import enter_as, heading, take_picture

CENTRE: Final = "Familjecentralen Backsippan"
KEEPER: Final = "Ronja Hjortron"


def look_at_the_public_face(page: Page, site: Site) -> None:
    """What a parent sees, and where the staff of a centre keep it true: a Tuesday morning near the day of the demo."""
    centre = FamilyCentre.objects.get(name=CENTRE)
    here, work = f"/familjecentraler/{centre.code}/", f"/arbete/centraler/{centre.code}/"
    with on_a_tuesday():
        for name, path, height in (
            ("hitta", "/familjecentraler/?namn=Stockholm", 1300),
            ("kalendern", f"{here}kalender/", 1000),
            ("sprak", f"/en{here}", 900),
        ):
            shoot(page, site, name, path, height=height)
        enter_as(page, site, KEEPER)
        shoot(page, site, "det-alla-ser", work, height=900, heading_in_view="Det alla ser")
        shoot(page, site, "planera", f"/arbete/aktiviteter/{centre.code}/", height=900)
        waiting = CalendarSource.objects.filter(state=CalendarSource.State.WAITING).defer("content")[0]
        shoot(page, site, "hamta-en-kalender", f"/arbete/aktiviteter/{centre.code}/hamta/{waiting.code}/", height=1000)


def look_at_the_workspace(page: Page, site: Site) -> None:
    """An agreement that nears its end, one's own calendar, the lengths of an authority, and a programme."""
    agreement = JointLetter.objects.filter(kind=LetterKind.COOPERATION, state=JointLetter.State.SIGNED).order_by("pk")[
        0
    ]
    programme = Programme.objects.order_by("pk")[0]
    enter_as(page, site, "Yusuf Rölleka")
    shoot(page, site, "avtal", f"/arbete/avsikter-och-avtal/{agreement.code}/", height=1000)
    enter_as(page, site, "Anna Blåklocka")
    shoot(page, site, "kalender-och-mejl", "/konto/kalender/", height=900)
    enter_as(page, site, "Nadja Ängsull")
    shoot(page, site, "tider", "/arbete/tider/", height=900)
    lead = Membership.objects.select_related("user", "unit__area__authority").get(role=Role.PROGRAMME_LEAD)
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session_for(lead).session_key or "", "url": site.url}]
    )
    shoot(page, site, "program", f"/arbete/program/{programme.code}/", height=1100)


def shoot(page: Page, site: Site, name: str, path: str, *, height: int, heading_in_view: str = "") -> None:
    """A picture of a page from its top, or from one of its headings."""
    answer = page.goto(site.url + path)
    assert answer is not None
    assert answer.ok, (path, answer.status)
    expect(heading(page)).to_be_visible()
    if heading_in_view:
        page.get_by_role("heading", name=heading_in_view).first.evaluate("one => one.scrollIntoView()")
    take_picture(page, name, height=height)


@contextmanager
def on_a_tuesday() -> Iterator[None]:
    """Ten o'clock on the first Tuesday from today: the days of the demo are reckoned from when it was put in."""
    today = dt.datetime.now(STOCKHOLM).date()
    tuesday = today + dt.timedelta(days=(1 - today.weekday()) % 7)
    with time_machine.travel(dt.datetime.combine(tuesday, dt.time(10), STOCKHOLM)):
        yield

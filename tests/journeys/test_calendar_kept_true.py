"""A leader is ill: today's session is cancelled in two clicks, and everywhere it is shown says so."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import Final

import pypdfium2
import pytest
from django.utils import timezone
from playwright.sync_api import APIRequestContext, Page, Playwright, expect

from famn.domain.activities import actions
from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres.models import CentrePerson, FamilyCentre
from famn.ground.mail import Letter
from tests.browser import SignIn, Site, look_everywhere
from tests.hand import Hand, Work
from tests.journeys.test_a_term_is_moved import actor_named

pytestmark = pytest.mark.journey
OFFICER: Final = "Ronja Hjortron"
CENTRE: Final = "Familjecentralen Backsippan"
HER_ADDRESS: Final = "den.som.leder@laxa.demo.example"  # who leads has no account, but the centre has her address
COLLEAGUES: Final = ("arvid.tallkotte@laxa.demo.example", "sofia.vitmossa@orebro.demo.example")  # of two authorities


def test_a_leader_is_ill_and_todays_session_is_cancelled_and_everybody_is_told(
    site: Site, browser_page: Page, as_person: SignIn, playwright: Playwright
) -> None:
    session = a_session_today()
    centre = session.centre.code
    reader = playwright.request.new_context(base_url=site.url)  # somebody without a session: she gets kept pages
    before = told(reader, centre, session.day)
    page = browser_page
    leader = CentrePerson.objects.get(pk=session.leader_id)
    CentrePerson.objects.filter(pk=leader.pk).update(email=HER_ADDRESS)
    letters = Letter.objects.filter(pk__gt=Letter.objects.latest("pk").pk)
    she = Hand(page)
    as_person(OFFICER)
    page.goto(f"{site.url}/arbete/aktiviteter/{centre}/")

    with she.at("cancel and tell all"):
        page.get_by_role("link", name=re.compile(f"Är borta.*{leader.name}")).click()
        expect(page.get_by_label("personalen är sjuk")).to_be_checked()
        look_everywhere(page)
        page.get_by_role("button", name="Ställ in och berätta för alla").click()
        expect(
            page.get_by_text(re.compile("inställ(t|da)\\. Brev till 3 kollegor\\. Kalendern, flödet,"))
        ).to_be_visible()
        expect(page.get_by_text("Inställt: personalen är sjuk").first).to_be_visible()
    assert she.did["cancel and tell all"] == Work(presses=2, signs=0, pages=2)
    for way in ("Text och bild att dela", "Veckobladet till dörren"):
        expect(page.get_by_role("link", name=way)).to_be_visible()
    look_everywhere(page)
    assert sorted(letters.values_list("to", flat=True)) == sorted([*COLLEAGUES, HER_ADDRESS])
    for letter in letters:
        assert "Öppen förskola" in letter.text
        assert "Varför: personalen är sjuk." in letter.text
        assert leader.name not in letter.text.replace(f"Hej {leader.name},", "")

    session.refresh_from_db()
    assert (session.state, session.reason, session.number) == ("cancelled", "illness", 1)
    hers = Occurrence.objects.filter(leader=leader, day=session.day)
    assert set(hers.values_list("state", flat=True)) == {Occurrence.State.CANCELLED}
    after = told(reader, centre, session.day)
    assert {name: after[name] - before[name] > 0 for name in before} == dict.fromkeys(before, True)
    reader.dispose()


def told(reader: APIRequestContext, code: str, day: dt.date) -> dict[str, int]:
    """How often each place where a family looks says that something is cancelled."""
    centre = f"/familjecentraler/{code}"
    year, week, _weekday = day.isocalendar()
    places = {
        "calendar": (f"{centre}/kalender/?vy=idag", "Inställt"),
        "feed": (f"{centre}/kalender.ics", "STATUS:CANCELLED"),
        "screen": (f"{centre}/skarm/", "Inställt"),
        "week to share": (f"{centre}/vecka/dela/?vecka={year}-W{week:02}", "Inställt"),
    }
    sheet = reader.get(f"{centre}/veckoblad.pdf?vecka={year}-W{week:02}").body()
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(sheet))]
    said = {name: reader.get(path).text().count(word) for name, (path, word) in places.items()}
    return said | {"week sheet": "".join(pages).count("Inställt")}


def a_session_today() -> Occurrence:
    """One more session late today, whatever day it is and not over before it, led by who leads the open preschool."""
    centre = FamilyCentre.objects.get(name=CENTRE)
    activity = Activity.objects.select_related("centre").get(centre=centre, title="Öppen förskola")
    row = actions.add_occurrence(
        activity,
        by=actor_named(OFFICER),
        at=timezone.now(),
        day=timezone.localdate(),
        starts=dt.time(22),
        ends=dt.time(23, 59),
    )
    return Occurrence.objects.select_related("centre", "leader").get(pk=row.pk)

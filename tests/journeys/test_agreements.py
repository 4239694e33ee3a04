"""An agreement that nears its end, in a real browser: the reminder, the register, a successor, and a notice."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from famn import clock
from famn.domain.agreements.models import AgreementNotice, AgreementReminder, JointLetter
from famn.ground.mail import Letter
from tests.browser import SignIn, Site, assert_accessible

pytestmark = pytest.mark.journey

KEEPER = "yusuf.rolleka@rinkeby.demo.example"


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).first.click()


def from_the_mail(page: Page, site: Site) -> None:
    """The clock writes its reminder, and the keeper follows the link in it."""
    clock.remind_of_agreements(timezone.now())
    mail = Letter.objects.filter(to=KEEPER, subject__contains="Sista dag för uppsägning").order_by("-pk")[0]
    page.goto(f"{site.url}/demo/brev/{mail.pk}/")
    expect(page.get_by_text("går det inte längre att säga upp avtalet").first).to_be_visible()
    (path,) = set(re.findall(r"/arbete/avsikter-och-avtal/\w+/", mail.text))
    page.goto(site.url + path)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rinkeby-Kista")


def test_an_agreement_that_nears_its_end_is_followed_by_a_new_one(
    site: Site, browser_page: Page, as_person: SignIn
) -> None:
    page = browser_page
    as_person("Yusuf Rölleka")
    from_the_mail(page, site)
    before = Letter.objects.filter(to=KEEPER).count()
    assert clock.remind_of_agreements(timezone.now()) == 0, "once each"
    assert Letter.objects.filter(to=KEEPER).count() == before
    assert AgreementReminder.objects.exists()

    page.goto(f"{site.url}/arbete/")
    expect(
        page.get_by_role("link", name=re.compile("Samverkansavtal om familjecentral i Rinkeby")).first
    ).to_be_visible()
    page.get_by_role("link", name="Avtal", exact=True).click()
    expect(page.get_by_text(re.compile("Sista dag för uppsägning")).first).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name=re.compile("Rinkeby-Kista")).first.click()
    expect(page.get_by_text(re.compile("Säger någon part upp avtalet senast"))).to_be_visible()
    expect(page.get_by_role("heading", name="Åtaganden att följa upp")).to_be_visible()
    assert_accessible(page)

    page.get_by_role("link", name="Nytt avtal efter det här").click()
    assert_accessible(page)
    press(page, "Börja på det nya avtalet")
    expect(page.get_by_text("Ett nytt avtal är påbörjat")).to_be_visible()
    expect(page.get_by_text("Ersätter").first).to_be_visible()
    expect(page.get_by_text("Det här saknas innan")).to_have_count(0)
    assert_accessible(page)

    page.get_by_role("link", name="Avtalstid").first.click()
    assert_accessible(page)
    page.get_by_label("Uppsägningstid i månader").fill("3")
    press(page, "Spara avtalstiden")
    expect(page.get_by_text("Avtalstiden är sparad")).to_be_visible()
    page.get_by_role("link", name="Åtaganden").first.click()
    assert_accessible(page)
    page.get_by_label("Part", exact=True).select_option(label="Rinkeby barnavårdscentral")
    page.get_by_label("Vad", exact=True).fill("psykolog")
    page.get_by_label("Hur mycket").fill("7,5")
    press(page, "Lägg till åtagandet")
    expect(page.get_by_text("27,5")).to_be_visible()  # with the twenty hours a week that came along
    page.get_by_role("link", name="Klar", exact=True).click()
    page.get_by_role("link", name="Kostnader").first.click()
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("Ta bort Rinkeby barnavårdscentral")).click()
    expect(page.get_by_text("35\N{NO-BREAK SPACE}procent av kostnaden återstår att fördela.")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("link", name="Klar", exact=True).click()
    expect(page.get_by_text("Det här saknas innan")).to_be_visible()
    page.get_by_role("link", name=re.compile("återstår att fördela")).click()
    page.get_by_label("Part", exact=True).select_option(label="Rinkeby barnavårdscentral")
    page.get_by_label("Andel i procent").fill("35")
    press(page, "Lägg till")
    page.get_by_role("link", name="Klar", exact=True).click()
    expect(page.get_by_text("Det här saknas innan")).to_have_count(0)

    new = JointLetter.objects.get(terms__follows__place__code="0180-rinkeby-kista")
    assert (new.state, new.kind) == ("draft", "cooperation")
    page.get_by_role("link", name=re.compile("Rinkeby-Kista")).first.click()
    expect(page.get_by_text("Följs av")).to_be_visible()
    expect(page.get_by_role("link", name="Nytt avtal efter det här")).to_have_count(0)


def test_an_agreement_that_nears_its_end_is_ended_by_a_notice(
    site: Site, browser_page: Page, as_person: SignIn
) -> None:
    page = browser_page
    as_person("Yusuf Rölleka")
    from_the_mail(page, site)
    page.get_by_role("link", name="Uppsägning").click()
    assert_accessible(page)
    press(page, "Registrera uppsägningen")
    expect(page.locator(".ds-error-summary")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Part", exact=True).select_option(label="Rinkeby-Kista stadsdelsnämnd")
    page.get_by_label("Dag för uppsägningen").fill(timezone.localdate().isoformat())
    press(page, "Registrera uppsägningen")
    expect(page.get_by_text("Uppsägningen är registrerad")).to_be_visible()
    expect(page.get_by_text(re.compile("Avtalet upphör .* om .* dagar"))).to_be_visible()
    assert_accessible(page)
    assert AgreementNotice.objects.select_related("party").get().party.name == "Rinkeby-Kista stadsdelsnämnd"
    page.get_by_role("link", name="Avtal", exact=True).first.click()
    expect(page.get_by_text("uppsagt", exact=True)).to_be_visible()
    assert_accessible(page)

"""Letters of intent in a real browser: a clinic head signs from her telephone, and one of four signers says no."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa import app_settings
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page, expect

from famn.domain.agreements.models import JointLetter, Signature
from famn.ground.mail import Letter
from tests.browser import SignIn, Site, Watch, assert_accessible

pytestmark = pytest.mark.journey

ESTER = "ester.kaprifol@mamamia.example"
OTHER_PAGES = ("/arbete/", "/arbete/avsiktsforklaringar/", "/arbete/arenden/", "/arbete/initiativ/", "/konto/")


def code_of(secret: str) -> str:
    """The code that an app with this secret shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).first.click()


def open_letter(page: Page, site: Site, words: str) -> None:
    """From the menu to one letter."""
    page.goto(f"{site.url}/arbete/avsiktsforklaringar/")
    assert_accessible(page)
    page.get_by_role("link", name=words).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
    assert_accessible(page)


def test_an_outside_clinic_head_signs_from_her_phone(
    site: Site, browser: Browser, browser_page: Page, as_person: SignIn
) -> None:
    as_person("Anna Blåklocka")
    open_letter(browser_page, site, "Östermalm")
    press(browser_page, "Skicka ny länk")
    expect(browser_page.get_by_text("En ny länk är skickad")).to_be_visible()

    mail = Letter.objects.filter(to=ESTER).order_by("-pk")[0]
    browser_page.goto(f"{site.url}/demo/brev/{mail.pk}/")
    expect(browser_page.get_by_text("Ester Kaprifol").first).to_be_visible()
    (link,) = re.findall(r"/skriv-under/lank/[\w-]+/", mail.text)

    phone = browser.new_context(
        viewport={"width": 390, "height": 844}, java_script_enabled=True, locale="sv-SE", reduced_motion="reduce"
    )
    page, watch = phone.new_page(), Watch()
    watch.over(page)
    page.goto(site.url + link)
    expect(page.get_by_text("Ester Kaprifol")).to_be_visible()
    expect(page.get_by_text("Mödravården")).to_be_visible()
    assert_accessible(page)
    press(page, "Ja, det är jag")
    assert_accessible(page)
    page.get_by_label("Koden som appen visar").fill(code_of(page.locator(".f-secret").first.inner_text()))
    press(page, "Lägg till appen och läs")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Östermalm")
    assert_accessible(page)
    page.get_by_label("Koden i din app").fill(page.locator("[data-demo-code]").inner_text())
    press(page, "Godkänn digitalt")
    expect(page.get_by_text("Godkänd digitalt av Ester Kaprifol")).to_be_visible()
    assert_accessible(page)

    for path in OTHER_PAGES:
        page.goto(site.url + path)
        expect(page).to_have_url(re.compile("/logga-in/"))
    page.goto(f"{site.url}/skriv-under/")
    expect(page.get_by_text("Godkänd digitalt av Ester Kaprifol")).to_be_visible()
    assert watch.faults == []
    phone.close()

    browser_page.goto(f"{site.url}/arbete/avsiktsforklaringar/")
    open_letter(browser_page, site, "Östermalm")
    expect(browser_page.get_by_text(re.compile("Godkänd digitalt av Ester Kaprifol"))).to_be_visible()
    given = Signature.objects.get(user__email=ESTER, state="signed")
    assert given.factor == "totp"


def test_one_of_four_signers_declines(site: Site, browser_page: Page, as_person: SignIn) -> None:
    page = browser_page
    as_person("Arvid Tallkotte")
    page.goto(f"{site.url}/arbete/avsiktsforklaringar/")
    waiting = page.locator("section", has_text="Väntar på ditt svar").last
    waiting.get_by_role("link", name=re.compile("Laxå")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Laxå kommun")
    assert_accessible(page)
    page.get_by_role("link", name="Jag vill inte godkänna").click()
    assert_accessible(page)
    press(page, "Avstå")
    expect(page.locator(".ds-error-summary")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Varför avstår du?").fill("Öppna förskolan har inget uppdrag för det här än.")
    press(page, "Avstå")
    expect(page.get_by_text("Du har avstått")).to_be_visible()
    assert_accessible(page)

    as_person("Ronja Hjortron")
    told = Letter.objects.filter(to__startswith="ronja.hjortron").order_by("-pk")[0]
    assert "Öppna förskolan har inget uppdrag" in told.text
    open_letter(page, site, "Laxå kommun")
    expect(page.get_by_role("heading", name="Någon har avstått")).to_be_visible()
    expect(page.get_by_text("Öppna förskolan har inget uppdrag")).to_be_visible()
    letter = JointLetter.objects.get(place__code="1860")
    kept = Signature.objects.filter(line__letter=letter, state="signed", version__number=letter.revision)
    assert (letter.state, kept.count()) == ("declined", 3)

    page.get_by_role("link", name=re.compile(r"Byt person\s*: Chef för öppna förskolan")).click()
    assert_accessible(page)
    page.get_by_label("En kollega hos er").select_option(label="Ronja Hjortron, handläggare, Kansliet")
    page.get_by_label("Jag har kontrollerat").check()
    press(page, "Spara")
    expect(page.get_by_text("Ronja Hjortron skriver under.")).to_be_visible()
    expect(page.get_by_role("heading", name="Någon har avstått")).to_have_count(0)
    assert_accessible(page)

"""Errands at the door, in a real browser: a code from an app, and a passkey, from the first time to the next."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest
from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator, AuthenticatorManager
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.db.models import QuerySet
from django.db.models.fetch_modes import FETCH_ONE
from playwright.sync_api import CDPSession, Page, expect

from famn.domain.people.models import User
from famn.ground.mail import Letter
from tests.browser import SignIn, Site, assert_accessible

pytestmark = pytest.mark.journey

NAME = "Anna Blåklocka"
PASSWORD = "sju blommor under kudden"


@pytest.fixture(autouse=True)
def the_library_may_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    """In tests no page of ours may start a query by following a row; the library's own views do it with their rows."""

    def get_queryset(manager: AuthenticatorManager) -> QuerySet[Authenticator]:
        return QuerySet(manager.model, using=manager._db).fetch_mode(FETCH_ONE)

    monkeypatch.setattr(AuthenticatorManager, "get_queryset", get_queryset)


def code_of(secret: str) -> str:
    """The code that an app with this secret shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // app_settings.TOTP_PERIOD)))


def press(page: Page, name: str, role: Any = "button") -> None:
    page.get_by_role(role, name=name, exact=True).click()


def open_page(page: Page, address: str) -> None:
    """Go to a page and see that everybody can use it."""
    page.goto(address)
    assert_accessible(page)


def sign_in_with_password(page: Page, site: Site, email: str) -> None:
    open_page(page, f"{site.url}/logga-in/")
    page.get_by_label("E-post").fill(email)
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    press(page, "Logga in")


def sign_out(page: Page) -> None:
    press(page, "Logga ut")
    expect(page.get_by_role("button", name="Logga ut")).to_have_count(0)


def test_a_person_adds_an_app_and_from_then_on_signs_in_with_password_and_code(
    site: Site, browser_page: Page, settings: Any
) -> None:
    settings.FAMN_SECOND_FACTOR = True
    person, page = User.objects.get(name=NAME), browser_page
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])

    sign_in_with_password(page, site, person.email)
    expect(page).to_have_url(f"{site.url}/konto/")  # without a second factor no further
    assert_accessible(page)
    press(page, "Lägg till en app", "link")
    expect(page).to_have_url(re.compile("/konto/bekrafta/"))
    assert_accessible(page)
    page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    expect(page).to_have_url(f"{site.url}/konto/app/")
    assert_accessible(page)
    secret = page.locator(".f-secret:not([data-demo-code])").inner_text()
    page.get_by_label("Koden som appen visar").fill("000000" if code_of(secret) != "000000" else "111111")
    press(page, "Lägg till appen")
    expect(page.locator(".ds-error-summary")).to_be_visible()
    assert_accessible(page)
    page.get_by_label("Koden som appen visar").fill(code_of(secret))
    press(page, "Lägg till appen")
    expect(page).to_have_url(re.compile("/konto/reservkoder/"))
    assert_accessible(page)
    assert Letter.objects.filter(to=person.email, subject="Koder från en app är påslagna").count() == 1

    sign_out(page)
    sign_in_with_password(page, site, person.email)
    expect(page).to_have_url(re.compile("/logga-in/kod/"))
    assert_accessible(page)
    page.goto(f"{site.url}/arbete/")
    expect(page).to_have_url(re.compile("/logga-in/kod/"))  # half signed in is not in
    page.get_by_label("Kod", exact=True).fill(code_of(secret))
    press(page, "Logga in")
    expect(page).to_have_url(f"{site.url}/arbete/")
    assert_accessible(page)
    open_page(page, f"{site.url}/konto/")


def add_key(page: Page) -> tuple[CDPSession, str]:
    """Give the browser a key that recognises its owner, as a telephone or a computer does."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def test_a_person_adds_a_passkey_signs_out_and_signs_in_with_nothing_else(
    site: Site, browser_page: Page, as_person: SignIn
) -> None:
    page = browser_page
    person = User.objects.get(name=NAME)
    as_person(NAME)
    cdp, key = add_key(page)
    open_page(page, f"{site.url}/konto/nycklar/")
    open_page(page, f"{site.url}/konto/nycklar/ny/")
    page.get_by_label("Namn på nyckeln").fill("Jobbtelefonen")
    page.get_by_label("Logga in med bara nyckeln, utan lösenord").check()
    press(page, "Lägg till nyckeln")
    expect(page).not_to_have_url(re.compile("/nycklar/ny/"))
    assert_accessible(page)
    assert Letter.objects.filter(to=person.email, subject="En nyckel är tillagd").count() == 1
    assert len(cdp.send("WebAuthn.getCredentials", {"authenticatorId": key})["credentials"]) == 1
    open_page(page, f"{site.url}/konto/nycklar/")
    expect(page.get_by_role("heading", name="Jobbtelefonen")).to_be_visible()
    sign_out(page)

    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    open_page(page, f"{site.url}/logga-in/")
    press(page, "Logga in med lösennyckel")
    expect(page.get_by_role("alert")).to_be_visible()  # a key that does not know its owner opens nothing
    assert_accessible(page)
    cdp.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": True})
    open_page(page, f"{site.url}/logga-in/")
    press(page, "Logga in med lösennyckel")
    expect(page).to_have_url(f"{site.url}/arbete/")
    expect(page.get_by_text(NAME)).to_be_visible()

    open_page(page, f"{site.url}/konto/nycklar/")
    page.get_by_role("link", name="Byt namn").click()
    expect(page).to_have_url(re.compile("/konto/bekrafta/"))  # what guards the account is changed only by its owner
    assert_accessible(page)
    press(page, "Använd en nyckel", "link")
    assert_accessible(page)
    press(page, "Använd min nyckel")
    expect(page).to_have_url(re.compile("/namn/"))
    assert_accessible(page)
    open_page(page, f"{site.url}/konto/nycklar/")
    page.get_by_role("link", name="Ta bort").click()
    expect(page).to_have_url(re.compile("/ta-bort/"))
    assert_accessible(page)
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_text("Inga nycklar än")).to_be_visible()
    assert Letter.objects.filter(to=person.email, subject="En nyckel är borttagen").count() == 1

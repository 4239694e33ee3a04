"""Every page of the list in a real browser: axe in both themes, at 320 and 1280; 400 % zoom; without script.

A new page is in here by being in the list. What is known to fail is in the accessibility statement and nowhere else
(famn.web.public.statement): a fault that is not told there makes a test red, and so does one that is mended.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric import ec
from django.urls import reverse
from django.utils.translation import override
from fido2.cose import ES256
from fido2.webauthn import (
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

from famn.domain.people.models import User
from famn.domain.people.rules import NOBODY, Actor, Capability, actor_of
from famn.management.examples import values_for
from famn.web.public.statement import known_rules
from famn.web.shared.addresses import PUBLIC, SIGNED_IN, Address, addresses
from tests.browser import VIEWS, Site, Watch, assert_accessible, look_everywhere, show

# Those of the demo who between them see everything; the first who may see a page is asked to look at it.
GUARDED = "Petra Gullviva"  # she has a password and every second factor, so that every page of the account is there
LOOKERS = (
    GUARDED,
    "Anna Blåklocka",
    "Tove Kattfot",
    "Ronja Hjortron",
    "Cesar Åkerbär",
    "Majken Prästkrage",
    "Nadja Ängsull",
    "Hassan Lingonris",
    "Yusuf Rölleka",
    "Sofia Vitmossa",
)
ANNA = LOOKERS.index("Anna Blåklocka")
NOT_PAGES = {
    "account_logout",
    "alive",
    "centre_photo",
    "shown_photo",
    "reading_original",
    "document_original",
    "feed",
    "activity_feed",
    "occurrence_file",
    "report_pdf",
    "report_word",
    "extract_pdf",
    "extract_word",
    "answer_pdf",
    "answer_word",
    "letter_pdf",
    "letter_word",
    "letter_scan",
    "signature_pdf",
    "mapping_pdf",
    "mapping_word",
    "minutes_pdf",
    "minutes_word",
    "layout_sample",
    "our_template",
    "template_file",
    "mfa_download_recovery_codes",
    "figures_template",
    "calendar_feed",
    "signed_file",
    "week_sheet",
    "week_picture",
    "site_picture",
    "centre_picture",
    "sitemap",
    "robots",
}  # files, or gone once seen


@dataclass
class Looker:
    """Somebody who looks at pages, one after another in the same tab: a new one costs more than most pages do."""

    context: BrowserContext
    actor: Actor = NOBODY
    watch: Watch = field(default_factory=Watch)
    refused: set[tuple[str, ...]] = field(default_factory=set)  # the things that were not there for her
    opened: str = ""  # what the tab shows, where nothing has been sent from it

    @cached_property
    def tab(self) -> Page:
        """The tab, watched from the first page on."""
        tab = self.context.new_page()
        self.watch.over(tab)
        return tab

    def sees(self, page: Address, values: dict[str, str]) -> bool:
        """Whether the gate lets one in, and the page is answered at the end of any redirects: then it is open.

        Who is refused one page of a thing is not asked about its others that take the same capability.
        """
        if page.who not in {PUBLIC, SIGNED_IN} and not self.actor.can(Capability(page.who)):
            return False
        thing = (page.who, *values.values())
        if thing in self.refused:
            return False
        status = self._go(reverse(page.name, kwargs=values))
        assert status < 500, page.name
        if values and status != 200:
            self.refused.add(thing)
        return status == 200

    def open(self, path: str) -> Page:
        """The page at `path` as it comes, without what went wrong in earlier ones."""
        if path != self.opened:
            self._go(path)
        return self.tab

    def _go(self, path: str) -> int:
        self.watch.faults.clear()
        answer = self.tab.goto(path)
        self.opened = path
        return answer.status if answer else 0

    def send_empty(self) -> None:
        """Send the first form of the page, if any, with nothing in it; wait until its answer is shown."""
        form = self.tab.locator("main form[method=post]")
        if not form.count():
            return
        self.opened = ""
        try:
            with self.tab.expect_navigation():
                form.first.evaluate(SEND_EMPTY)
        except Error as answer:
            if "ERR_ABORTED" not in answer.message:  # the answer is a file to keep, and the page stays
                raise


# Nothing is left of what one could have written, and the server answers, not the browser.
SEND_EMPTY = """form => {
    const written = 'input[type=text], input[type=email], input[type=password], textarea';
    for (const field of form.querySelectorAll(written)) {
        if (field.checkVisibility({ visibilityProperty: true }) && !field.disabled && !field.readOnly) {
            field.value = '';
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));
        }
    }
    form.noValidate = true;
    form.requestSubmit();
}"""


@dataclass
class Lookers:
    """Those who look, in order; nobody who is signed in is the last. Who saw a page first is remembered."""

    those: list[Looker]
    first: dict[str, Looker] = field(default_factory=dict)

    def for_page(self, page: Address) -> Looker:
        """The first who may see the page."""
        if page.name not in self.first:
            values = values_of(page)
            those = self.those[-1:] if page.who == PUBLIC else self.those[:-1]
            found = next((one for one in those if one.sees(page, values)), None)
            assert found, f"{page.name}: nobody in the demo may see {path_of(page)}"
            self.first[page.name] = found
        return self.first[page.name]

    @property
    def anna(self) -> BrowserContext:
        """The browser of a case officer."""
        return self.those[ANNA].context


def path_of(page: Address) -> str:
    """An example of this page in the demo."""
    return reverse(page.name, kwargs=values_of(page))


def values_of(page: Address) -> dict[str, str]:
    """What the example is a page of."""
    return values_for(page.parameters, public=page.who == PUBLIC, page=page.name)


def readable() -> list[Address]:
    """The pages one can open and look at."""
    return [page for page in addresses() if "GET" in page.methods and page.name not in NOT_PAGES]


@pytest.fixture(scope="module")
def lookers(shared_site: Site, still_browser: Browser, browser_context_args: dict[str, str]) -> Iterator[Lookers]:
    """A browser for each of those who look, and one for nobody, last."""
    guard(User.objects.get(name=GUARDED))
    contexts = [still_browser.new_context(**browser_context_args, base_url=shared_site.url) for _ in (*LOOKERS, "")]
    actors = [actor_of(shared_site.membership_of(name)) for name in LOOKERS]
    for name, context in zip(LOOKERS, contexts, strict=False):
        context.add_cookies([shared_site.session_of(name)])  # type: ignore[list-item]  # a cookie is a dict
    yield Lookers([Looker(context, actor) for context, actor in zip(contexts, [*actors, NOBODY], strict=True)])
    for context in contexts:
        context.close()


def guard(user: User) -> None:
    """Give somebody a password, an app with codes, spare codes and a key."""
    user.set_password("en lång och trygg mening")
    user.save()
    Authenticator.objects.filter(user=user).delete()  # the demo gives an app to those who sign letters of intent
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    data = {"name": "Arbetsnyckeln", "credential": registered_key()}
    Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def registered_key() -> dict[str, object]:
    """What a browser answers when a key is registered at http://localhost."""
    key = ES256.from_cryptography_key(ec.derive_private_key(2026, ec.SECP256R1()).public_key())
    credential = AttestedCredentialData.create(b"\0" * 16, b"arbetsnyckeln-01", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    facts = AuthenticatorData.create(hashlib.sha256(b"localhost").digest(), flags, 0, credential)
    client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"challenge", "http://localhost")
    answer = AuthenticatorAttestationResponse(
        client_data=client, attestation_object=AttestationObject.create("none", facts, {})
    )
    return dict(RegistrationResponse(raw_id=credential.credential_id, response=answer))


@pytest.mark.parametrize("page", readable(), ids=lambda page: page.name)
def test_every_page_is_accessible_in_both_themes_narrow_and_wide(page: Address, lookers: Lookers) -> None:
    looker = lookers.for_page(page)
    tab = looker.open(path_of(page))
    look_everywhere(tab, known=known_rules(page.name))
    assert tab.title().endswith("Famn")
    assert looker.watch.faults == []


MIRRORED = [page for page in readable() if "ar" in page.languages]


@pytest.mark.parametrize("page", MIRRORED, ids=lambda page: page.name)
def test_every_public_page_is_accessible_from_right_to_left(page: Address, lookers: Lookers) -> None:
    looker = lookers.those[-1]
    with override("ar"):
        tab = looker.open(path_of(page))
    assert tab.evaluate("[document.documentElement.lang, document.documentElement.dir]") == ["ar", "rtl"]
    for width, scheme, rules in (VIEWS[0], VIEWS[2]):
        show(tab, width, scheme)
        assert_accessible(tab, rules=rules, known=known_rules(page.name))
    assert looker.watch.faults == []


FORMS = [page for page in readable() if "POST" in page.methods and page.name not in {"account_logout"}]


@pytest.mark.parametrize("page", FORMS, ids=lambda page: page.name)
def test_every_form_sent_empty_answers_in_words_and_stays_accessible(page: Address, lookers: Lookers) -> None:
    looker = lookers.for_page(page)
    tab = looker.open(path_of(page))
    looker.send_empty()
    for width, scheme, _rules in (VIEWS[0], VIEWS[2]):
        show(tab, width, scheme)
        assert_accessible(tab, known=known_rules(page.name))
    assert looker.watch.faults == []


@pytest.mark.parametrize(("path", "status"), [("/finns-inte/", 404), ("/arbete/arenden/finnsinte/", 404)])
def test_what_is_not_there_is_a_whole_page_too(path: str, status: int, lookers: Lookers) -> None:
    tab = lookers.anna.new_page()
    answer = tab.goto(path)
    assert answer is not None
    assert answer.status == status
    assert_accessible(tab)
    tab.close()


def test_a_refusal_is_a_whole_page_that_says_why(lookers: Lookers) -> None:
    tab = lookers.anna.new_page()
    answer = tab.goto("/arbete/enheter/ny/")  # Anna is a case officer and manages nobody
    assert answer is not None
    assert answer.status == 403
    assert "får inte göra det här" in tab.locator("main").inner_text()
    assert_accessible(tab)
    tab.close()


def test_pages_stay_whole_at_four_hundred_percent(lookers: Lookers) -> None:
    tab = lookers.anna.new_page()
    tab.set_viewport_size({"width": 320, "height": 256})  # 1280 by 1024 at 400 %, by WCAG 1.4.10
    for path in ("/", "/arbete/", "/arbete/arenden/", "/arbete/las-in/", "/arbete/initiativ/"):
        tab.goto(path)
        assert_accessible(tab)
    tab.close()


def test_a_public_page_is_light_and_needs_no_script(
    shared_site: Site, browser: Browser, browser_context_args: dict[str, str]
) -> None:
    """Budget P12: at most 5 requests, no script, no cookie, no foreign host."""
    context = browser.new_context(**browser_context_args, base_url=shared_site.url, java_script_enabled=False)
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto("/")
    assert len(asked) <= 5, asked
    assert all(url.startswith((shared_site.url, "data:")) for url in asked)
    assert not [url for url in asked if url.endswith(".js")]
    assert context.cookies() == []
    context.close()


@pytest.mark.parametrize("path", ["/", "/ar/"])
def test_the_name_is_painted_before_the_style_sheet_and_stays_where_it_was(
    shared_site: Site, browser: Browser, browser_context_args: dict[str, str], path: str
) -> None:
    """Budget P12: the first paint waits for nothing; and nothing else is seen before it has its form (ADR 29)."""
    context = browser.new_context(**browser_context_args, base_url=shared_site.url)
    tab = context.new_page()
    tab.set_viewport_size({"width": 390, "height": 844})
    held: list[Route] = []
    tab.route("**/public*.css", lambda route: held.append(route))
    tab.goto(path, wait_until="commit")
    name = tab.locator(".f-brand").first
    name.wait_for()
    tab.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length", timeout=10_000)
    before = name.locator("svg").first.bounding_box()
    assert tab.locator("body").inner_text().strip() == ""
    assert tab.locator("main").count() == 0
    held[0].continue_()
    tab.locator("main").wait_for()
    after = name.locator("svg").first.bounding_box()
    assert before is not None
    assert after is not None
    assert max(abs(before[side] - after[side]) for side in ("x", "y")) <= 1
    context.close()

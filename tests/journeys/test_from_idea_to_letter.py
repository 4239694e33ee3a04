"""From an idea to a signed letter of intent in one district, by everybody who has a part in it, click by click."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import pytest
import time_machine
from playwright.sync_api import Browser, Locator, Page, expect

from famn.domain.agreements.models import JointLetter
from famn.domain.establishment.models import Initiative
from famn.domain.matters.models import Decision
from famn.ground.mail import Letter
from famn.ground.stockholm import STOCKHOLM
from tests.browser import SignIn, Site, Watch, assert_accessible
from tests.journeys.test_letters import code_of

pytestmark = pytest.mark.journey
MOST = 60  # clicks, by all who take part
IDEA = "Familjecentral i Hjorthagen"
TITLE = "Avsiktsförklaring om familjecentral i Hjorthagen"
ESTER = "ester.kaprifol@mamamia.example"
LOVISA = "lovisa.nyponros@mamamia.demo.example"


@dataclass
class Clicks:
    """Everything that people do on a page with the mouse. What they type is not a click; a list takes two."""

    page: Page
    count: int = 0

    def on(self, what: Locator) -> None:
        """Something to press or to tick."""
        self.count += 1
        what.click()

    def link(self, words: str | re.Pattern[str], *, within: Locator | None = None) -> None:
        """The first link of that name on the page, or in a part of it."""
        self.on((within or self.page.locator("main")).get_by_role("link", name=words).first)

    def button(self, words: str) -> None:
        """The first button of exactly that name."""
        self.on(self.page.locator("main").get_by_role("button", name=words, exact=True).first)

    def choose(self, label: Locator, option: re.Pattern[str]) -> None:
        """One of a list: it is opened, and something in it is chosen."""
        self.count += 2
        label.select_option(label=label.locator("option").filter(has_text=option).first.inner_text())


def noon(month: int, day: int) -> dt.datetime:
    """Noon in Sweden in the spring of 2023."""
    return dt.datetime(2023, month, day, 12, tzinfo=STOCKHOLM)


def start_initiative(clicks: Clicks, site: Site) -> None:
    """The idea, and who would be part of it."""
    page = clicks.page
    page.goto(f"{site.url}/arbete/")
    clicks.link("Initiativ", within=page.locator("body"))
    clicks.link("Starta ett initiativ")
    page.get_by_label("Namn").fill(IDEA)
    page.get_by_label("Plats").fill("Hjorthagen")
    page.get_by_label("Vad satte i gång det?").fill("Öppna förskolan vill arbeta närmare mottagningarna.")
    clicks.button("Starta initiativet")
    for name, legs in (
        ("Östermalms stadsdelsnämnd", ("Öppen förskola", "Föräldrastöd")),
        ("Mama Mia City", ("Barnmorska", "Barnhälsovård")),
    ):
        page.get_by_label("Part", exact=True).fill(name)
        for leg in legs:
            clicks.on(page.get_by_label(leg))
        clicks.button("Lägg till parten")
    assert_accessible(page)
    clicks.link(IDEA)


def start_matter(clicks: Clicks) -> None:
    """The matter in which the board decides. It knows its initiative."""
    clicks.link("Börja ett ärende")
    expect(clicks.page.get_by_label("Rubrik")).to_have_value(IDEA)
    assert_accessible(clicks.page)
    clicks.button("Börja ärendet")
    expect(clicks.page.locator("main")).to_contain_text("Nu kan du skriva till nämnden")
    clicks.link("Till initiativet")


def write_letter(clicks: Clicks) -> None:
    """The letter of intent from its template, and who signs it."""
    page = clicks.page
    clicks.link("Avsiktsförklaring")
    clicks.link("Ny avsiktsförklaring")
    expect(page.get_by_label("Ärende")).to_contain_text(IDEA)
    clicks.button("Börja skriva")
    clicks.link("Skriv")
    page.get_by_label("Överenskommelsen i länet").fill("regionens uppdrag till familjecentraler")
    page.get_by_label("Barnens åldrar").fill("0–6 år")
    page.get_by_label("Utgångsläget hos er").fill("Öppna förskolan och mottagningarna träffas i dag var för sig.")
    page.get_by_label("Strategin som arbetet vilar på").fill("nämndens verksamhetsplan för 2023")
    clicks.button("Spara")
    clicks.link("Utse alla på en gång")
    for role, name in (("Chef för öppna förskolan", "Petra"), ("Chef för förebyggande socialtjänst", "Jens")):
        row = page.get_by_role("group", name=role)
        clicks.choose(row.get_by_label("En kollega hos er"), re.compile(name))
    for role, name, unit, mail in (
        ("Verksamhetschef BMM", "Ester Kaprifol", "Mödravården", ESTER),
        ("Verksamhetschef BVC", "Lovisa Nyponros", "Barnavårdscentralen", LOVISA),
    ):
        row = page.get_by_role("group", name=role)
        for label, words in (("Namn", name), ("Titel", "verksamhetschef"), ("Enhet", unit), ("E-post", mail)):
            row.get_by_label(label).fill(words)
    assert_accessible(page)
    clicks.on(page.get_by_label("Jag har kontrollerat"))
    clicks.button("Spara")
    expect(page.locator("main")).to_contain_text("4 personer är utsedda.")
    clicks.link(IDEA)


def write_report(clicks: Clicks) -> None:
    """The report that proposes the letter, with immediate approval."""
    page = clicks.page
    clicks.link("Skriv tjänsteutlåtande")
    clicks.button("Börja skriva")
    page.get_by_label("Rubrik", exact=True).fill(TITLE)
    page.get_by_label("Sammanfattning").fill("Nämnden föreslås ställa sig bakom avsiktsförklaringen.")
    page.get_by_label("Ärendet", exact=True).fill("Parterna vill inrätta en familjecentral i Hjorthagen.")
    page.get_by_label("Jämställdhetsanalys", exact=True).fill("Båda föräldrarna bjuds in till alla träffar.")
    proposed = [page.get_by_role("group", name=f"Beslutspunkt {number}") for number in (1, 2)]
    for point, words in zip(proposed, ("godkänner avsiktsförklaringen", "Petra Gullviva och"), strict=True):
        expect(point.get_by_label("Vad ska nämnden besluta?")).to_have_value(re.compile(words))
    clicks.button("Lägg till omedelbar justering")
    expect(page.get_by_role("group", name="Beslutspunkt 3")).to_be_visible()
    clicks.button("Lägg till en person")
    page.get_by_label("Namn").last.fill("Majken Prästkrage")
    page.get_by_label("Titel").last.fill("stadsdelsdirektör")
    clicks.button("Spara")
    clicks.link("Skicka för attest")
    clicks.on(page.get_by_label("Majken Prästkrage"))
    clicks.button("Skicka för attest")
    expect(page.locator("main")).to_contain_text("Utlåtandet väntar nu på attest.")


def from_desk(clicks: Clicks, site: Site, words: str) -> None:
    """What waits on one's desk about the report or the letter."""
    clicks.page.goto(f"{site.url}/arbete/")
    clicks.on(clicks.page.get_by_role("link", name=re.compile(f"{words}.*{TITLE}", re.DOTALL)).first)


def sign_by_link(site: Site, browser: Browser) -> int:
    """Somebody outside signs by the link in her mail. Returns how many clicks it took her."""
    mail = Letter.objects.filter(to=ESTER, text__contains=TITLE).order_by("-pk")[0]
    (link,) = re.findall(r"/skriv-under/lank/[\w-]+/", mail.text)
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="sv-SE", reduced_motion="reduce")
    page, watch = context.new_page(), Watch()
    watch.over(page)
    clicks = Clicks(page, count=1)  # the link itself
    page.goto(site.url + link)
    clicks.button("Ja, det är jag")
    page.get_by_label("Koden som appen visar").fill(code_of(page.locator(".f-secret").first.inner_text()))
    clicks.button("Lägg till appen och läs")
    page.get_by_label("Koden i din app").fill(page.locator("[data-demo-code]").inner_text())
    clicks.button("Godkänn digitalt")
    expect(page.get_by_text("Godkänd digitalt av Ester Kaprifol")).to_be_visible()
    assert watch.faults == []
    context.close()
    return clicks.count


def test_ostermalm_from_idea_to_signed_letter_of_intent_with_immediate_approval_in_fewer_than_60_clicks(
    site: Site, browser: Browser, browser_page: Page, as_person: SignIn
) -> None:
    page, clicks = browser_page, Clicks(browser_page)
    with time_machine.travel(noon(3, 6)) as clock:
        as_person("Anna Blåklocka")
        start_initiative(clicks, site)
        start_matter(clicks)
        write_letter(clicks)
        write_report(clicks)

        clock.move_to(noon(3, 7))
        as_person("Majken Prästkrage")
        from_desk(clicks, site, "Läs och attestera")
        clicks.button("Attestera utlåtandet")

        clock.move_to(noon(3, 8))
        as_person("Nadja Ängsull")
        from_desk(clicks, site, "Ta upp på möte")
        page.get_by_label("Dagen, om det är ett annat möte").fill("2023-03-16")
        clicks.button("Ta upp utlåtandet")

        clock.move_to(noon(3, 17))
        as_person("Nadja Ängsull")
        from_desk(clicks, site, "Registrera beslutet")
        expect(page.get_by_label("Paragrafen är omedelbart justerad")).to_be_checked()
        page.get_by_label("Paragraf i protokollet").fill("§ 9")
        clicks.button("Registrera beslutet")

        as_person("Anna Blåklocka")
        from_desk(clicks, site, "Skriv färdigt och skicka")
        clicks.link("Skicka för underskrift")
        clicks.button("Skicka")
        expect(page.locator("main")).to_contain_text("Skickat till dem som ska skriva under")

        clock.move_to(noon(3, 20))
        for name in ("Petra Gullviva", "Jens Rallarros", "Lovisa Nyponros"):
            as_person(name)
            from_desk(clicks, site, "Läs och svara")
            page.get_by_label("Koden i din app").fill(page.locator("[data-demo-code]").inner_text())
            clicks.button("Godkänn digitalt")
            expect(page.locator("main")).to_contain_text("Tack! Ditt godkännande är registrerat.")
        clicks.count += sign_by_link(site, browser)

        as_person("Anna Blåklocka")
        letter = JointLetter.objects.get(title=TITLE)
        initiative = Initiative.objects.get(matters__matter__documents__letter=letter)
        page.goto(f"{site.url}/arbete/initiativ/{initiative.code}/")
        done = page.locator(".f-chain [data-state=done]")
        expect(done.filter(has_text="Avsiktsförklaring")).to_have_count(1)
        expect(done.filter(has_text="Beslut")).to_have_count(1)
        assert_accessible(page)
    assert letter.state == JointLetter.State.SIGNED
    assert Decision.objects.get(report__title=TITLE).immediate_approval
    print(f"Från idé till undertecknad avsiktsförklaring: {clicks.count} klick.")
    assert clicks.count < MOST

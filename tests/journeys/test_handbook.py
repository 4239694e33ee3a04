"""A newcomer does what the handbook says, word for word. With FAMN_PICTURES=1 the walk also takes its pictures anew."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect

from famn.ground.stockholm import STOCKHOLM
from tests.browser import Site

ROOT = Path(__file__).parents[2]
HANDBOOK = ROOT / "docs" / "handbook"
PICTURES = HANDBOOK / "pictures"
BEFORE_THE_BOARD = dt.datetime(2021, 3, 1, 9, tzinfo=STOCKHOLM)
A_TUESDAY = dt.datetime(2026, 11, 24, 9, tzinfo=STOCKHOLM)
DAY_AFTER_THE_DEADLINE = dt.datetime(2021, 6, 1, 12, tzinfo=STOCKHOLM)


class Reader:
    """Somebody with the handbook beside the screen: every word looked for is one that the chapter shows in bold."""

    def __init__(self, page: Page, chapter: str) -> None:
        self.page = page
        self.chapter = chapter
        self.words = set(re.findall(r"\*\*(.+?)\*\*", (HANDBOOK / f"{chapter}.md").read_text(encoding="utf-8")))

    def find(self, words: str, role: Any = "link", within: Locator | None = None) -> Locator:
        """What is called this, both in the chapter and on the page."""
        assert words in self.words, f"{self.chapter}.md does not tell of {words}"
        return (within or self.page).get_by_role(role, name=words).first

    def press(self, words: str, role: Any = "link", within: Locator | None = None) -> None:
        self.find(words, role, within).click()


def pictures_are_wanted() -> bool:
    """Whether the pictures of the handbook are to be taken anew."""
    return os.environ.get("FAMN_PICTURES") == "1"


def take_picture(page: Page, name: str, *, height: int = 800) -> None:
    """Keep what the page shows as a picture of the handbook, if pictures are wanted."""
    if pictures_are_wanted():
        page.set_viewport_size({"width": 1280, "height": height})
        page.evaluate("document.fonts.ready")
        page.mouse.move(0, 0)
        page.screenshot(path=PICTURES / f"{name}.png")
        page.set_viewport_size({"width": 1280, "height": 800})


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def enter_as(page: Page, site: Site, person: str) -> None:
    """Through the demo's door."""
    page.goto(f"{site.url}/demo/")
    page.get_by_role("button", name=f"Logga in som {person}").first.click()


def own_document(tmp_path: Path) -> Path:
    """A report to a board, which the demo does not have yet: it bears a registry number of its own."""
    source = ROOT / "src/famn/seeds/documents/ostermalm-tjansteutlatande.txt"
    text = source.read_text(encoding="utf-8").replace("\nStab\n", "\nStab\nDnr ÖST 2021/31\n", 1)
    path = tmp_path / "tjansteutlatande.txt"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.journey
def test_a_newcomer_finds_what_the_handbook_tells_of(site: Site, browser_page: Page, tmp_path: Path) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": 800})
    find_the_door(page, site)
    with time_machine.travel(BEFORE_THE_BOARD) as clock:
        look_at_the_day(page, site)
        matter = read_in(page, own_document(tmp_path))
        climb_a_step(page)
        clock.move_to(DAY_AFTER_THE_DEADLINE)
        answer_late(page, site)
        answer = page.goto(matter)
        assert answer is not None
        assert answer.status == 404  # another authority's matter is not there at all
        change_unit(page, site)


@pytest.mark.journey
def test_a_newcomer_writes_to_the_board_as_the_handbook_tells(site: Site, browser_page: Page) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": 800})
    book = Reader(page, "skriva-till-namnden")
    begin_and_write(page, site, book)
    attest(page, site, book)
    record_a_decision(page, site, book)
    shape_reports(page, site, book)


def begin_and_write(page: Page, site: Site, book: Reader) -> None:
    """Anna's matter has a draft; she looks at how one is begun, and goes on with it."""
    enter_as(page, site, "Anna Blåklocka")
    page.get_by_role("link", name="Ärenden").first.click()
    page.get_by_role("rowheader").get_by_role("link", name="Avsiktsförklaring inför bildandet").click()
    matter = page.url
    book.press("Skriv tjänsteutlåtande")
    expect(book.find("Börja skriva", "button")).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    take_picture(page, "skriva-borja", height=1000)
    page.goto(matter)
    page.get_by_role("link", name="Familjecentralens första år på Östermalm").first.click()
    page.get_by_role("link", name="Skriv vidare").first.click()
    for button in ("Underrubrik", "Punktlista", "Numrerad lista", "Tabell", "Spara", "Lägg till omedelbar justering"):
        expect(book.find(button, "button")).to_be_visible()
    expect(page.get_by_text("Om rubriken ska vara tom").first).to_be_visible()
    assert "Om rubriken ska vara tom" in book.words
    take_picture(page, "skriva-redigera", height=1000)
    page.goto(matter)
    page.locator("a[href*='/utlatanden/']", has_text="Samverkansavtal för familjecentralen").first.click()
    for words in ("Hämta som PDF", "Hämta som Word-dokument", "Visa för utskrift"):
        expect(book.find(words)).to_be_visible()
    take_picture(page, "skriva-utlatande", height=1000)
    book.press("Visa för utskrift")
    expect(heading(page)).to_have_text("Samverkansavtal för familjecentralen på Östermalm")
    take_picture(page, "skriva-las", height=1000)


def attest(page: Page, site: Site, book: Reader) -> None:
    """Majken is asked on her first page, reads and attests."""
    enter_as(page, site, "Majken Prästkrage")
    expect(book.find("Min dag")).to_be_visible()
    page.get_by_role("link", name="Verksamhetsplan 2023").first.click()
    if page.get_by_role("button", name="Attestera utlåtandet").count() == 0:
        book.press("Läs och attestera")
    take_picture(page, "skriva-attestera", height=1000)
    book.press("Attestera utlåtandet", "button")
    expect(page.get_by_role("main")).to_contain_text("attesterat")


def record_a_decision(page: Page, site: Site, book: Reader) -> None:
    """Nadja takes up what Majken has attested, and records what was decided on something else."""
    enter_as(page, site, "Nadja Ängsull")
    page.get_by_role("link", name="Ärenden").first.click()
    page.get_by_role("rowheader").get_by_role("link", name="Avsiktsförklaring inför bildandet").click()
    matter = page.url
    page.get_by_role("link", name="Verksamhetsplan 2023").first.click()
    expect(book.find("Ta upp på dagordningen")).to_be_visible()
    page.goto(matter)
    page.get_by_role("link", name="Lokaler för familjecentralen").first.click()
    book.press("Registrera beslutet")
    page.get_by_label("Enligt förslaget").check()
    take_picture(page, "skriva-beslut")
    book.press("Registrera beslutet", "button")
    expect(page.get_by_role("heading", name="Nämndens beslut").first).to_be_visible()


def shape_reports(page: Page, site: Site, book: Reader) -> None:
    """Majken looks at how reports look: a layout of their own, and the Word template."""
    enter_as(page, site, "Majken Prästkrage")
    book.press("Uppställningar")
    shared = page.get_by_role("region", name="Gemensamma").get_by_role("heading", level=3)
    expect(shared).to_have_count(12)  # as many as the chapter tells of
    page.get_by_role("link", name="Göteborgs stad").click()
    expect(book.find("Gör en egen kopia")).to_be_visible()
    page.get_by_role("navigation").get_by_role("link", name="Uppställningar").first.click()
    page.get_by_role("link", name="Östermalms tjänsteutlåtande").click()
    book.press("Ändra uppställningen")
    page.get_by_label("Vad dokumentet heter").fill("Tjänsteskrivelse")
    book.press("Visa i exemplet", "button")
    expect(page.get_by_role("article")).to_contain_text("Tjänsteskrivelse")
    page.evaluate("scrollTo(0, 0)")
    take_picture(page, "skriva-uppstallning", height=1000)
    page.get_by_role("navigation").get_by_role("link", name="Uppställningar").first.click()
    book.press("Word-mall")
    expect(page.get_by_role("link", name="Famns mall").first).to_be_visible()
    page.evaluate("scrollTo(0, 0)")
    take_picture(page, "skriva-word-mall")


def find_the_door(page: Page, site: Site) -> None:
    """From the start page to the people of the demo."""
    demo = Reader(page, "demo")
    page.goto(site.url)
    demo.press("Logga in")
    sign_in = Reader(page, "logga-in-och-byt-enhet")
    expect(sign_in.find("Logga in", "heading")).to_be_visible()
    for label in ("E-post", "Lösenord"):
        assert label in sign_in.words
        expect(page.get_by_label(label, exact=True)).to_be_visible()
    expect(sign_in.find("Logga in med lösennyckel", "button")).to_be_visible()
    expect(sign_in.find("Har du glömt lösenordet?")).to_be_visible()
    take_picture(page, "logga-in", height=1000)
    demo.press("Välj en person")
    expect(heading(page)).to_have_text("Välj en person i demon")
    expect(demo.find("Börja här", "heading")).to_be_visible()
    expect(demo.find("Alla i demon", "heading")).to_be_visible()
    expect(demo.find("Läs breven som demon skulle ha skickat")).to_be_visible()
    for person in ("Anna Blåklocka", "Cesar Åkerbär", "Ronja Hjortron"):
        expect(page.get_by_role("region", name="Börja här")).to_contain_text(person)
    take_picture(page, "demo-personer")


def look_at_the_day(page: Page, site: Site) -> None:
    """What waits for a case officer who has just come in."""
    enter_as(page, site, "Anna Blåklocka")
    expect(heading(page)).to_have_text("God morgon, Anna")
    day = Reader(page, "arenden-och-initiativ")
    expect(day.find("Min dag")).to_have_attribute("aria-current", "page")
    for part in ("Väntar på dig i dag", "Den här veckan", "Senare", "Nytt sedan i går"):
        expect(day.find(part, "heading")).to_be_visible()
    expect(day.find("Frister de närmaste veckorna", "heading")).to_be_visible()
    take_picture(page, "min-dag")


def read_in(page: Page, document: Path) -> str:
    """From a file to a matter; returns the matter's address."""
    book = Reader(page, "las-in-dokument")
    book.press("Läs in dokument")
    expect(heading(page)).to_have_text("Läs in dokument")
    expect(book.find("Väntar på kontroll", "heading")).to_be_visible()
    take_picture(page, "las-in-valj-fil")
    page.get_by_label("Dokument").set_input_files(document)
    book.press("Läs in dokumentet", "button")
    expect(heading(page)).to_have_text("Stämmer det vi läste?")
    warning = page.get_by_role("link", name="skriven på två sätt: Jens Rallarros och Jens Rallaros")
    expect(warning).to_be_visible()
    take_picture(page, "las-in-varning")

    expect(book.find("Dokumentet", "heading")).to_be_visible()
    expect(book.find("Det vi läste", "heading")).to_be_visible()
    page.locator("#dokh").evaluate("heading => heading.scrollIntoView()")
    take_picture(page, "las-in-bredvid")
    field = page.locator(".f-field").filter(has=page.get_by_label("Rubrik"))
    field.get_by_role("link").first.click()  # the number leads to the place in the text
    expect(page.locator("mark:target")).to_have_count(1)
    warning.click()  # and the warning to its field
    expect(page.locator(".f-field:target, mark:target")).to_have_count(1)
    page.locator("input[value='Jens Rallaros']").fill("Jens Rallarros")

    book.press("Spara och fortsätt senare", "button")
    expect(page.locator("main")).to_contain_text("Sparat. Filen väntar på dig här.")
    page.get_by_role("link", name="Kontrollera").first.click()
    expect(page.locator("input[value='Jens Rallaros']")).to_have_count(0)
    expect(page.get_by_role("button", name="Lägg åt sidan")).to_be_visible()
    assert "Lägg åt sidan" in book.words
    assert "Nytt ärende" in book.words
    expect(page.get_by_label("Ärende", exact=True)).to_contain_text("Nytt ärende")
    assert "Starta ett initiativ för en familjecentral" in book.words
    page.get_by_label("Starta ett initiativ för en familjecentral").check()
    book.press("Bekräfta och skapa ärende", "button")
    expect(heading(page)).to_contain_text("Avsiktsförklaring inför bildandet")
    take_picture(page, "las-in-klart")
    return page.url


def climb_a_step(page: Page) -> None:
    """From the list of matters to the initiative, a step reached, and the trail."""
    book = Reader(page, "arenden-och-initiativ")
    book.press("Ärenden")
    expect(page.get_by_role("row")).to_have_count(6)  # the head, the demo's four matters and the new one
    for part in ("Handläggare", "Sök på rubrik, nämnd eller diarienummer"):
        assert part in book.words
        expect(page.get_by_label(part)).to_be_visible()
    for part in ("Läge", "Svar"):
        assert part in book.words
        expect(page.get_by_role("group", name=part, exact=True)).to_be_visible()
    take_picture(page, "arenden")
    page.get_by_role("main").get_by_role("link", name="Avsiktsförklaring").first.click()
    for part in ("Förslag till beslut", "Dokument", "Händelser"):
        expect(book.find(part, "heading")).to_be_visible()
    book.press("Till initiativet")
    book.press("Anteckna steget")
    page.get_by_label("Nått den").fill("2021-03-01")
    book.press("Anteckna att steget är nått", "button")
    expect(book.find("Trappan", "heading")).to_be_visible()
    expect(page.get_by_text("Här nu").first).to_be_visible()
    expect(book.find("Koppla ett ärende")).to_be_visible()
    take_picture(page, "initiativ")
    look_at_the_chain(page)
    look_at_the_mapping(page)
    book.press("Visa hela spåret")
    expect(heading(page)).to_have_text("Spåret")
    expect(page.get_by_role("table")).to_contain_text("Anna Blåklocka")
    take_picture(page, "spar")
    book.press("Initiativ")
    book.press("Trappor")
    page.get_by_role("main").get_by_role("link", name="Fem steg mot en familjecentral").click()
    expect(book.find("Gör en egen kopia", "button")).to_be_visible()


def look_at_the_chain(page: Page) -> None:
    """From the initiative to what its next step demands, its obstacles and its timeline, and back."""
    book = Reader(page, "kedjan-och-stegen")
    here = page.url
    for part in ("Kedjan från idé till öppen dörr", "Det här kräver nästa steg", "Det här hindrar"):
        expect(book.find(part, "heading")).to_be_visible()
    take_picture(page, "kedjan", height=1000)
    page.locator(".f-card").filter(has_text="Det här kräver nästa steg").get_by_role("link", name="Steg 2").click()
    expect(book.find("Lägg till underlag")).to_be_visible()
    take_picture(page, "steg", height=1000)
    for link in ("Planera senare delar", "Anteckna eller klara av hinder", "Tidslinje"):
        page.goto(here)
        book.press(link)
        expect(heading(page)).to_be_visible()
    page.goto(here)


def look_at_the_mapping(page: Page) -> None:
    """A mapping under way, what a unit answers, and the document, and back."""
    book = Reader(page, "kartlaggning")
    here = page.url
    book.press("Kartläggning")
    expect(heading(page)).to_have_text("Kartläggning")
    page.get_by_role("link", name="Kartläggning för familjecentrerat arbete 2023").click()
    for part in ("Det här är tunt än", "Mödra- och barnhälsovården", "Val av delområden"):
        expect(book.find(part, "heading")).to_be_visible()
    take_picture(page, "kartlaggning", height=1400)
    mapping = page.url
    page.get_by_role("link", name="Mama Mia City", exact=True).click()
    expect(page.get_by_role("button", name="Spara svaret")).to_be_visible()
    take_picture(page, "kartlaggning-svar", height=1000)
    page.goto(mapping)
    book.press("Visa som dokument")
    expect(heading(page)).to_have_text("Kartläggning för familjecentrerat arbete 2023")
    page.goto(here)


def answer_late(page: Page, site: Site) -> None:
    """Österåker's assignment, the day after it should have been answered."""
    book = Reader(page, "arenden-och-initiativ")
    enter_as(page, site, "Cesar Åkerbär")
    expect(page.locator(".f-work").first).to_contain_text("1 dag sent")
    book.press("Ärenden")
    page.get_by_role("rowheader").get_by_role("link").first.click()
    expect(book.find("Uppdrag att svara på", "heading")).to_be_visible()
    take_picture(page, "arende")
    book.press("Skriv svar")
    expect(page.get_by_text("1 dag sent").first).to_be_visible()
    take_picture(page, "uppdrag")
    for button in ("Lämna över uppdraget", "Anteckna att uppdraget är återtaget"):
        expect(book.find(button, "button")).to_be_visible()
    page.get_by_label("Ditt svar").fill("Utredningen lämnades till kommunstyrelsen den 1 juni.")
    page.get_by_label("Lämna svaret fast delar saknas").check()
    book.press("Lämna svaret", "button")
    expect(page.get_by_role("main")).to_contain_text("Utredningen lämnades")


def change_unit(page: Page, site: Site) -> None:
    """One with two units puts on her other hat."""
    book = Reader(page, "logga-in-och-byt-enhet")
    enter_as(page, site, "Milo Örnbräken vid Kansliet")
    expect(page.get_by_text("Du arbetar för Kansliet")).to_be_visible()
    book.press("Byt", within=page.locator(".f-acting"))
    expect(heading(page)).to_have_text("Vem arbetar du för?")
    take_picture(page, "valj-enhet")
    page.get_by_role("button", name="Arbeta för Öppna förskolan").click()
    expect(page.get_by_text("Du arbetar för Öppna förskolan")).to_be_visible()
    expect(page.get_by_role("link", name="Ärenden")).to_have_count(0)  # her role there reads none
    expect(book.find("Mitt konto")).to_be_visible()
    expect(book.find("Logga ut", "button")).to_be_visible()


@pytest.mark.journey
def test_a_newcomer_weighs_houses_as_the_handbook_tells(site: Site, browser_page: Page) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": 800})
    book = Reader(page, "lokaler")
    enter_as(page, site, "Ronja Hjortron")
    page.get_by_role("link", name="Initiativ", exact=True).click()
    page.get_by_role("link", name="En familjecentral i Laxå").click()
    book.press("Lokaler")
    expect(page.get_by_role("main")).to_contain_text("Talet avgör ingenting.")
    expect(page.get_by_role("main")).to_contain_text("Avståndet mellan")
    expect(book.find("Notera en lokal")).to_be_visible()
    take_picture(page, "lokaler", height=1000)
    page.get_by_role("rowheader").get_by_role("link", name="Gamla biblioteket").click()
    for link in ("Ändra andelarna", "Ändra verksamheterna"):
        expect(book.find(link)).to_be_visible()
    take_picture(page, "lokal", height=1000)
    book.press("Välj lokalen")
    page.get_by_label("Varför väljer ni den här lokalen?").fill("Alla får plats, och familjerna går redan hit.")
    page.get_by_label("Vem har bestämt?").fill("Styrgruppen")
    page.get_by_role("button", name="Spara läget").click()
    expect(page.get_by_role("main")).to_contain_text("Bestämt av Styrgruppen.")


@pytest.mark.journey
def test_a_newcomer_describes_a_centre_as_the_handbook_tells(site: Site, browser_page: Page) -> None:
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": 800})
    book = Reader(page, "familjecentraler-och-klass")
    with time_machine.travel(A_TUESDAY):
        describe_a_centre(page, site, book)
        look_at_its_class(page, book)
        change_a_definition(page, site, book)


def describe_a_centre(page: Page, site: Site, book: Reader) -> None:
    """Laxå's centre: who is there, and all that one may do about it."""
    enter_as(page, site, "Ronja Hjortron")
    book.press("Familjecentraler")
    expect(heading(page)).to_have_text("Familjecentraler")
    expect(book.find("Lägg till en familjecentral")).to_be_visible()
    take_picture(page, "centraler")
    page.get_by_role("link", name="Familjecentralen Backsippan").click()
    take_picture(page, "central", height=1000)
    for link in ("Ändra", "Öppettider", "Avsluta", "Stäng tillfälligt eller lägg ned"):
        expect(book.find(link)).to_be_visible()
    expect(book.find("Så har det varit", "heading")).to_be_visible()
    assert "Visa för alla" in book.words
    expect(page.get_by_role("button", name="Sluta visa för alla")).to_be_visible()
    book.press("Lägg till en verksamhet")
    page.get_by_role("link", name="Barnmorska").click()
    expect(book.find("Vi vet inte än", "radio")).to_be_checked()
    page.go_back()
    page.go_back()


def look_at_its_class(page: Page, book: Reader) -> None:
    """Every definition side by side, and how many centres each one counts."""
    book.press("Se alla definitioner")
    take_picture(page, "central-klass", height=1000)
    page.locator("summary", has_text="Varför, verksamhet för verksamhet").first.click()
    assert "Varför, verksamhet för verksamhet" in book.words
    expect(page.locator("details[open] li").first).to_be_visible()
    book.press("Så många räknas efter varje definition")
    expect(heading(page)).to_have_text("Hur många familjecentraler finns det?")
    take_picture(page, "centraler-antal", height=1000)


def change_a_definition(page: Page, site: Site, book: Reader) -> None:
    """A region looks at what all share, and gives its own a new version."""
    enter_as(page, site, "Sofia Vitmossa")
    book.press("Familjecentraler")
    book.press("Definitioner")
    page.get_by_role("link", name="FFFF, äldre").click()
    expect(book.find("Gör en egen kopia")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Regionens egen definition").first.click()
    book.press("Gör en ny version")
    take_picture(page, "definition-ny-version", height=1000)
    page.get_by_label("Gäller från").fill("2028-01-01")
    book.press("Spara definitionen", "button")
    expect(page.get_by_role("main")).to_contain_text("Om det gällde i dag")


def links_of(document: Path) -> list[str]:
    """Where a page of markdown leads inside this folder, without what comes after `#`."""
    text = re.sub(r"^(```.*?^```| {4}.*?$)", "", document.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    found = re.findall(r"\]\(([^)\s]+)\)", text)
    return [link.split("#")[0] for link in found if not re.match(r"[a-z]+:|#", link)]


def test_every_picture_and_every_link_of_the_documents_is_there() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [f"{one.name}: {link}" for one in documents for link in links_of(one) if not (one.parent / link).exists()]
    assert len(documents) > 10
    assert broken == []


def test_every_picture_of_the_handbook_is_shown_by_a_document() -> None:
    documents = [ROOT / "README.md", *HANDBOOK.glob("*.md")]
    shown = {Path(link).name for one in documents for link in links_of(one) if link.endswith(".png")}
    assert {picture.name for picture in PICTURES.glob("*.png")} == shown

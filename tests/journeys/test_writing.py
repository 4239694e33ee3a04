"""A report from the matter to the board's decision, two who write in it at once, and one who may not attest it."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from famn.domain.matters.models import BoardReport, Matter, ReportVersion, WorkingCopy
from famn.ground.mail import Letter
from famn.ground.stockholm import STOCKHOLM
from tests.browser import SignIn, Site, Watch, look_everywhere

pytestmark = pytest.mark.journey
DRAFT = "Familjecentralens första år på Östermalm"


def noon(year: int, month: int, day: int) -> dt.datetime:
    """Noon in Sweden."""
    return dt.datetime(year, month, day, 12, tzinfo=STOCKHOLM)


def path_of(name: str, title: str) -> str:
    """The page of the report with this title: `skriv`, `jamfor` or "" for the report itself."""
    code = BoardReport.objects.values_list("code", flat=True).get(title=title)
    return f"/arbete/utlatanden/{code}/{name}/" if name else f"/arbete/utlatanden/{code}/"


def on_desk(page: Page, title: str) -> Locator:
    """What waits on the desk about the report with this title."""
    return page.locator(".f-work > li", has_text=title)


def to_attest(page: Page) -> None:
    """On to whom to ask. Where the matter's documents say different things, it is first written why that may be so."""
    page.get_by_role("link", name="Skicka för attest").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Skicka för attest")
    compare = page.get_by_role("link", name="Jämför handlingarna")
    if compare.count():
        compare.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Jämför handlingarna")
        accept = page.get_by_role("button", name="Låt det vara så")
        while accept.count():
            page.get_by_label("Varför får det vara så?").first.fill("Titeln ändrades mellan dokumenten.")
            left = accept.count() - 1
            accept.first.click()
            expect(accept).to_have_count(left)
        page.get_by_role("link", name="Till utlåtandet").click()
        page.get_by_role("link", name="Skicka för attest").click()


def letters_to(name: str, subject: str) -> int:
    """How many letters a person of Östermalm has got with this in the subject."""
    return Letter.objects.filter(to=f"{name}@ostermalm.demo.example", subject__contains=subject).count()


def test_a_case_officer_writes_ostermalms_next_report_from_the_matter_the_manager_attests_the_secretary_records_the_decision_with_immediate_approval_the_signers_are_told(  # noqa: E501  the name is the journey
    site: Site, browser_page: Page, as_person: SignIn
) -> None:
    page = browser_page
    matter = Matter.objects.get(title__startswith="Avsiktsförklaring inför bildandet")
    title = "Gemensam barnhälsovård på Östermalm"
    with time_machine.travel(noon(2023, 3, 6)) as clock:
        as_person("Anna Blåklocka")
        page.goto(f"{site.url}/arbete/arenden/{matter.code}/")
        page.get_by_role("link", name="Skriv tjänsteutlåtande").click()
        expect(page.locator("main")).to_contain_text("Arbetet med en familjecentral gäller Östermalm.")
        expect(page.get_by_label("Stockholms stad, stadsdelsnämnd")).to_be_checked()  # used last
        look_everywhere(page)
        page.get_by_role("button", name="Börja skriva").click()

        expect(page.get_by_role("heading", level=1)).to_have_text("Skriv utlåtandet")
        expect(page.get_by_label("Bakgrund")).to_have_value(re.compile("Östermalms stadsdelsnämnd beslutade"))
        page.get_by_label("Rubrik", exact=True).fill(title)
        page.get_by_label("Sammanfattning").fill("Förvaltningen vill att nämnden skriver under avtalet.")
        page.get_by_label("Ärendet", exact=True).fill("Avtalet gäller i tre år.")
        page.get_by_role("button", name="Lägg till en beslutspunkt").click()
        point = page.get_by_role("group", name="Beslutspunkt 1")
        point.get_by_label("Vad ska nämnden besluta?").fill("Nämnden godkänner avtalet.")
        point.get_by_text("Vem beslutar, föreslår och skriver under").click()
        point.get_by_role("button", name="Lägg till någon som skriver under").click()
        point.get_by_label("Titel på den som skriver under").fill("avdelningschef")
        point.get_by_label("Namn").fill("Petra Gullviva")
        page.get_by_role("button", name="Lägg till omedelbar justering").click()
        expect(page.get_by_role("group", name="Beslutspunkt 2")).to_be_visible()

        with page.expect_response(lambda answer: "Tiderna" in (answer.request.post_data or "")):  # these very words
            page.get_by_label("Jämställdhetsanalys", exact=True).fill("Tiderna blir fler. ")
        page.locator("[data-said]").filter(has_text="Sparat kl. 12.").wait_for()
        expect(page.locator("[data-beside]")).to_contain_text("LIX")
        expect(page.locator("[data-beside] .f-doc")).to_contain_text("Tiderna blir fler.")
        look_everywhere(page)
        page.get_by_role("button", name="Spara", exact=True).click()

        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        look_everywhere(page)
        to_attest(page)
        expect(page.locator("main")).to_contain_text("Majken Prästkrage, stadsdelsdirektör")
        page.get_by_label("Majken Prästkrage").check()
        look_everywhere(page)
        page.get_by_role("button", name="Skicka för attest").click()
        assert letters_to("majken.prastkrage", f"Att läsa och attestera: {title}") == 1

        clock.move_to(noon(2023, 3, 7))
        as_person("Majken Prästkrage")
        page.goto(f"{site.url}/arbete/")
        on_desk(page, title).get_by_role("link", name="Läs och attestera").click()
        expect(page.locator(".f-doc")).to_contain_text("avdelningschef Petra Gullviva")
        look_everywhere(page)
        page.get_by_role("button", name="Attestera utlåtandet").click()
        expect(page.locator(".f-doc")).to_contain_text("Majken Prästkrage, stadsdelsdirektör")
        expect(page.locator(".f-doc")).to_contain_text("2023-03-07")

        as_person("Nadja Ängsull")
        page.goto(f"{site.url}/arbete/")
        on_desk(page, title).get_by_role("link", name="Ta upp på möte").click()
        page.get_by_label("Dagen, om det är ett annat möte").fill("2023-03-16")
        look_everywhere(page)
        page.get_by_role("button", name="Ta upp utlåtandet").click()
        page.get_by_role("link", name="Registrera beslutet").click()
        expect(page.locator("main")).to_contain_text("Mötet har inte varit än")

        clock.move_to(noon(2023, 3, 17))
        as_person("Nadja Ängsull")
        page.goto(f"{site.url}/arbete/")
        on_desk(page, title).get_by_role("link", name="Registrera beslutet").click()
        expect(page.get_by_label("Enligt förslaget")).to_be_checked()
        expect(page.get_by_label("Paragrafen är omedelbart justerad")).to_be_checked()
        page.get_by_label("Paragraf i protokollet").fill("§ 9")
        look_everywhere(page)
        page.get_by_role("button", name="Registrera beslutet").click()
        expect(page.locator("main")).to_contain_text("Paragrafen är omedelbart justerad.")
        look_everywhere(page)
    assert letters_to("petra.gullviva", f"Du ska skriva under: {title}") == 1
    assert letters_to("anna.blaklocka", f"Beslut: {title}") == 1
    assert matter.documents.filter(title=title).count() == 1


def test_two_people_edit_one_draft_the_second_sees_the_difference_and_chooses_and_no_word_is_lost(
    site: Site, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    contexts = {name: browser.new_context(**browser_context_args) for name in ("Anna Blåklocka", "Samira Smultron")}
    pages, watch = {}, Watch()
    for name, context in contexts.items():
        context.add_cookies([site.session_of(name)])  # type: ignore[list-item]  # a cookie is a dict
        pages[name] = context.new_page()
        watch.over(pages[name])
        pages[name].goto(site.url + path_of("skriv", DRAFT))
    anna, samira = pages.values()

    samira.get_by_label("Sammanfattning").fill("Samiras sammanfattning.")
    samira.get_by_label("Synpunkter och förslag").fill("Samiras förslag.")
    samira.get_by_role("button", name="Spara", exact=True).click()
    expect(samira.get_by_role("heading", level=1)).to_have_text(DRAFT)

    anna.get_by_label("Sammanfattning").fill("Annas sammanfattning.")
    anna.get_by_label("Jämställdhetsanalys", exact=True).fill("Annas analys.")
    anna.locator("[data-said]").filter(has_text="Samira Smultron har sparat en nyare version").wait_for()
    anna.get_by_role("button", name="Spara", exact=True).click()

    expect(anna.get_by_role("heading", level=1)).to_have_text("Välj vad som ska gälla")
    both = anna.get_by_role("region", name="Sammanfattning")
    expect(both.locator(".f-diff del").first).to_contain_text("Samiras")
    expect(both.locator(".f-diff ins").first).to_contain_text("Annas")
    expect(anna.get_by_role("region", name="Synpunkter och förslag").get_by_label("Det som Samira")).to_be_checked()
    expect(anna.get_by_role("region", name="Jämställdhetsanalys").get_by_label("Det som du skrev")).to_be_checked()
    look_everywhere(anna)
    anna.get_by_role("button", name="Spara det jag har valt").click()
    expect(anna.locator("main")).to_contain_text("Välj också för de här delarna")
    look_everywhere(anna)
    both.get_by_label("Egna ord, som du skriver").check()
    both.get_by_label("Egna ord (används").fill("Samiras och Annas sammanfattning.")
    anna.get_by_role("button", name="Spara det jag har valt").click()

    doc = anna.locator(".f-doc")
    for words in ("Samiras och Annas sammanfattning.", "Samiras förslag.", "Annas analys."):
        expect(doc).to_contain_text(words)
    report = BoardReport.objects.get(title=DRAFT)
    said = [str(version.content) for version in ReportVersion.objects.filter(report=report)]
    assert any("Samiras sammanfattning." in one for one in said)  # her version stands as she saved it
    assert not WorkingCopy.objects.filter(report=report).exists()
    anna.goto(site.url + path_of("versioner", DRAFT))
    look_everywhere(anna)
    anna.get_by_role("link", name="Version 4").click()
    expect(anna.locator("ins").first).to_be_visible()
    look_everywhere(anna)
    assert watch.faults == []
    for context in contexts.values():
        context.close()


def test_a_manager_tries_to_attest_her_own_text_and_reads_why_not(
    site: Site, browser_page: Page, as_person: SignIn
) -> None:
    page = browser_page
    why = "Den som har skrivit texten kan inte attestera den. Be en annan chef."
    as_person("Majken Prästkrage")
    page.goto(site.url + path_of("skriv", DRAFT))
    page.get_by_label("Jämställdhetsanalys", exact=True).fill("Majken skriver själv.")
    page.get_by_role("button", name="Spara", exact=True).click()
    to_attest(page)
    unable = page.locator("section", has_text="Kan inte attestera det här")
    expect(unable).to_contain_text("Majken Prästkrage")
    expect(unable).to_contain_text(why)
    expect(page.get_by_role("checkbox", name="Majken")).to_have_count(0)
    look_everywhere(page)
    page.get_by_label("Jens Rallarros").check()
    page.get_by_role("button", name="Skicka för attest").click()

    expect(page.locator("main")).to_contain_text(why)  # where the button would have been
    page.goto(site.url + path_of("attestera", DRAFT))
    expect(page.locator("main")).to_contain_text(why)
    expect(page.get_by_role("button", name="Attestera utlåtandet")).to_have_count(0)
    look_everywhere(page)


def test_words_typed_while_the_line_is_down_are_kept_on_the_page_and_sent_when_it_is_up(
    site: Site, context: BrowserContext, as_person: SignIn
) -> None:
    page = context.new_page()
    as_person("Anna Blåklocka")
    page.goto(site.url + path_of("skriv", DRAFT))
    context.set_offline(True)
    page.get_by_label("Sammanfattning").fill("Skrivet på tåget.")
    page.locator("[data-said]").filter(has_text="Du är inte uppkopplad").wait_for()
    context.set_offline(False)
    page.locator("[data-said]").filter(has_text="Sparat kl.").wait_for()
    page.reload()
    expect(page.get_by_label("Sammanfattning")).to_have_value("Skrivet på tåget.")
    expect(page.locator("main")).to_contain_text("Du har text som inte är sparad")
    look_everywhere(page)
    page.get_by_role("button", name="Släng och börja från den sparade versionen").click()
    expect(page.get_by_label("Sammanfattning")).to_have_value(re.compile("har varit i gång i ett år"))


def test_a_list_a_table_and_a_heading_are_put_in_by_buttons_that_only_script_shows(
    site: Site, browser_page: Page, as_person: SignIn
) -> None:
    page = browser_page
    as_person("Anna Blåklocka")
    page.goto(site.url + path_of("skriv", DRAFT))
    part = page.locator(".f-write__part", has=page.get_by_label("Ärendets beredning"))
    for name in ("Underrubrik", "Punktlista", "Tabell"):
        part.get_by_role("button", name=name, exact=True).click()
    page.get_by_role("button", name="Spara och fortsätt").last.click()
    doc = page.locator(".f-doc section", has_text="Ärendets beredning")
    expect(doc.get_by_role("heading", name="Underrubrik")).to_be_visible()
    expect(doc.locator("ul li")).to_have_count(2)
    expect(doc.locator("table")).to_have_count(1)


def test_without_script_a_report_is_written_saved_and_sent(
    site: Site, browser: Browser, browser_context_args: dict[str, Any]
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    context.add_cookies([site.session_of("Anna Blåklocka")])  # type: ignore[list-item]  # a cookie is a dict
    page = context.new_page()
    page.goto(site.url + path_of("skriv", DRAFT))
    page.get_by_label("Jämställdhetsanalys", exact=True).fill("Skrivet utan skript.")
    page.get_by_role("button", name="Lägg till en beslutspunkt").click()
    page.get_by_role("group", name="Beslutspunkt 2").get_by_label("Vad ska").fill("Nämnden tackar.")
    page.get_by_role("button", name="Flytta upp Beslutspunkt 2").click()
    expect(page.get_by_role("group", name="Beslutspunkt 1").get_by_label("Vad ska")).to_have_value("Nämnden tackar.")
    expect(page.get_by_label("Jämställdhetsanalys", exact=True)).to_have_value("Skrivet utan skript.")
    page.get_by_role("button", name="Spara och fortsätt").last.click()
    expect(page.locator("[data-beside]")).to_contain_text("LIX")
    page.get_by_role("link", name=DRAFT).click()
    to_attest(page)
    page.get_by_label("Majken Prästkrage").check()
    page.get_by_role("button", name="Skicka för attest").click()
    expect(page.locator("main")).to_contain_text("Utlåtandet väntar nu på attest.")
    context.close()

"""A case officer reads in a decision document, from the file to the people told; and nobody else gets at it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from famn.domain.matters.models import Matter
from famn.domain.people.models import Role
from famn.domain.people.rules import ROLES, Capability
from famn.ground.mail import Letter
from famn.web.shared.addresses import addresses
from tests.browser import SignIn, Site, assert_accessible

pytestmark = pytest.mark.journey


def report(tmp_path: Path) -> Path:
    """Östermalm's report once more, now with a registry number of its own."""
    source = Path(__file__).parents[2] / "src/famn/seeds/documents/ostermalm-tjansteutlatande.txt"
    text = source.read_text(encoding="utf-8").replace("\nStab\n", "\nStab\nDnr ÖST 2021/31\n", 1)
    path = tmp_path / "tjansteutlatande.txt"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_case_officer_uploads_ostermalms_report_sees_the_two_spellings_corrects_confirms_and_finds_the_matter_the_initiative_and_the_people_told(  # noqa: E501  the name is the journey
    site: Site, browser_page: Page, as_person: SignIn, tmp_path: Path
) -> None:
    page = browser_page
    as_person("Anna Blåklocka")
    page.goto(f"{site.url}/arbete/")
    page.get_by_role("link", name="Läs in dokument").first.click()

    page.get_by_label("Dokument").set_input_files(report(tmp_path))
    page.get_by_role("button", name="Läs in dokumentet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stämmer det vi läste?")
    warning = page.get_by_role("link", name="skriven på två sätt: Jens Rallarros och Jens Rallaros")
    expect(warning).to_be_visible()
    assert_accessible(page)

    warning.click()  # it leads to the field
    expect(page.locator(".f-field:target, mark:target")).to_have_count(1)
    wrong = page.locator("input[value='Jens Rallaros']")
    wrong.fill("Jens Rallarros")
    page.get_by_label("Starta ett initiativ för en familjecentral").check()
    page.get_by_role("button", name="Bekräfta och skapa ärende").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Avsiktsförklaring inför bildandet")
    assert_accessible(page)
    main = page.locator("main")
    expect(main).to_contain_text("ÖST 2021/31")
    expect(main).to_contain_text("11 mars 2021")
    expect(main).not_to_contain_text("Rallaros ")
    page.get_by_role("link", name="Till initiativet").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Familjecentral på Östermalm")
    assert_accessible(page)

    matter = Matter.objects.get(registry_number="ÖST 2021/31")
    told = set(Letter.objects.filter(text__contains=matter.code).values_list("to", flat=True))
    assert {"majken.prastkrage@ostermalm.demo.example", "samira.smultron@ostermalm.demo.example"} <= told
    assert "anna.blaklocka@ostermalm.demo.example" not in told  # she did it herself


def test_a_stranger_a_colleague_without_the_role_and_a_colleague_of_another_authority_are_refused_everything_on_it(
    site: Site, context: BrowserContext, as_person: SignIn
) -> None:
    matter = Matter.objects.select_related("authority").get(title__startswith="Avsiktsförklaring inför bildandet")
    document = matter.documents.order_by("pk")[0]
    values = {"matter": matter.code, "document": document.code, "thing": "matter", "code": matter.code}
    paths = []
    of_others = set(Capability) - ROLES[Role.CASE_OFFICER]  # what another role does is asked of every role elsewhere
    for address in (one for one in addresses() if one.who not in of_others):
        if {"matter", "thing"} & set(address.parameters) and set(address.parameters) <= set(values):
            path = re.sub(r"<str:(\w+)>", lambda part: values[part[1]], address.route)
            paths.append((path, "GET" in address.methods))
    assert len(paths) >= 6

    def ask(path: str, *, by_get: bool) -> int:
        token = context.request.get(f"{site.url}/logga-in/").text()  # or what it leads on to
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', token)
        assert found
        if by_get:
            return context.request.get(site.url + path, max_redirects=0).status
        form = {"csrfmiddlewaretoken": found[1]}
        return context.request.post(site.url + path, form=form, max_redirects=0, headers={"Referer": site.url}).status

    def answers(name: str) -> set[int]:
        context.clear_cookies()
        if name:
            as_person(name)
        return {ask(path, by_get=by_get) for path, by_get in paths}

    assert answers("") == {302}  # to sign in
    assert answers("Bo Kantarell") == {403}  # a colleague without the role
    assert answers("Cesar Åkerbär") == {404}  # the same role in another authority
    assert Matter.objects.get(pk=matter.pk).state == Matter.State.OPEN


def test_without_script_the_whole_reading_can_be_done(
    site: Site, browser: object, browser_context_args: dict[str, object], tmp_path: Path
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)  # type: ignore[attr-defined]  # a fixture's dict
    context.add_cookies([site.session_of("Anna Blåklocka")])
    page = context.new_page()
    page.goto(f"{site.url}/arbete/las-in/")
    page.get_by_label("Dokument").set_input_files(report(tmp_path))
    page.get_by_role("button", name="Läs in dokumentet").click()
    page.get_by_role("button", name="Lägg till en beslutspunkt").click()
    expect(page.get_by_role("group", name="Beslutspunkt 3")).to_be_visible()
    page.get_by_role("button", name="Bekräfta och skapa ärende").click()
    expect(page.locator("main")).to_contain_text("ÖST 2021/31")
    context.close()

"""Layouts and the Word template in the browser: read by all who read matters, shaped by managers and secretaries."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Final

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx.document import Document

from famn.domain.matters import actions, reads
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.drafting.layouts import Holds, Layout
from famn.domain.matters.models import HeadingSet, WordTemplate
from famn.domain.people.models import Role, Unit
from famn.domain.people.rules import Actor
from famn.outside.word import MAX_BYTES, own_template
from famn.outside.wording.fields import FIELDS
from famn.seeds.layouts import LAYOUTS
from famn.web.workspace.layouts import shown
from famn.web.workspace.layouts.sample import TEXTS
from tests.factories import make_matter
from tests.outside.word import word
from tests.people import AT, House, client_of, make_actor
from tests.web.test_initiatives import cost_of


@dataclass(frozen=True)
class Shop:
    """Mona shapes the reports of Anna's authority, and has a layout of its own."""

    mona: Actor
    client: Client
    shared: HeadingSet
    own: HeadingSet

    def address(self, name: str) -> str:
        return reverse(name, args=[self.own.code])


@pytest.fixture
def shop(house: House) -> Shop:
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id or 0)
    mona = make_actor("Mona Mossviol", unit, Role.MANAGER)
    shared = HeadingSet.objects.get(authority=None, layout__key="stockholm-district")
    own = actions.copy_heading_set(shared, by=mona, at=AT, name="Nämndens uppställning")
    return Shop(mona, client_of(mona), shared, own)


def typed(page: str) -> dict[str, str]:
    """The fields of the editor as a browser would send them back untouched."""
    form = page[page.index('id="uppstallning"') :]
    form = form[: form.index("</form>")]
    found: dict[str, str] = {}
    for tag in re.findall(r"<input[^>]*>", form):
        kind, name = (re.search(rf'{what}="([^"]*)"', tag) for what in ("type", "name"))
        is_choice = kind is not None and kind[1] in {"checkbox", "radio"}
        if not name or (is_choice and " checked" not in tag):
            continue
        value = re.search(r'value="([^"]*)"', tag)
        found[name[1]] = value[1] if value else "on" if is_choice else ""
    for name, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        found[name] = text.strip()
    for name, inside in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', inside) or re.search(r'value="([^"]*)"', inside)
        found[name] = chosen[1] if chosen else ""
    return {name: unescape(value) for name, value in found.items() if name != "csrfmiddlewaretoken"}


def headings(form: dict[str, str]) -> list[str]:
    return [form[f"headings-{row}-heading"] for row in range(int(form["headings-antal"]))]


def newest(shop: Shop) -> HeadingSet:
    return HeadingSet.objects.get(authority_id=shop.mona.authority_id or 0, is_current=True)


# --- looking ---------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_own_layouts_stand_apart_from_those_all_share_and_say_where_they_are_used(shop: Shop, house: House) -> None:
    matter = make_matter(house.anna)
    actions.start_report(matter, by=house.anna, at=AT, heading_set=shop.own, content=Content(title="Familjecentral"))
    page = client_of(house.anna).get(reverse("layouts")).text
    own, shared = page.split('id="gemensamma"')
    assert "Nämndens uppställning" in own
    assert "Används i ett av era utlåtanden" in own
    for name in HeadingSet.objects.filter(authority=None).values_list("name", flat=True):
        assert name in shared
        assert name not in own
    assert "Används i ett" not in shared


@pytest.mark.django_db
def test_the_list_costs_as_much_with_many_layouts_as_with_few(shop: Shop) -> None:
    before = cost_of(shop.client, reverse("layouts"))
    for number in range(5):
        actions.copy_heading_set(shop.shared, by=shop.mona, at=AT, name=f"Kopia {number}")
    assert cost_of(shop.client, reverse("layouts")) == before


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["stockholm-district", "region-stockholm", "goteborg", "harryda"])
def test_a_layout_shows_a_sample_set_in_it(shop: Shop, key: str) -> None:
    row = HeadingSet.objects.get(authority=None, layout__key=key)
    layout = Layout.from_json(row.layout)
    page = shop.client.get(reverse("layout", args=[row.code])).text
    paper = page[page.index('<article class="f-paper') :]
    places = [paper.index(f">{one.heading}") for one in layout.headings if one.heading and one.holds is Holds.TEXT]
    assert places == sorted(places)
    assert layout.document_word in paper
    assert "Delas av alla" in page
    assert "Gör en egen kopia" in page
    assert all(one.help in page for one in layout.headings)


@pytest.mark.django_db
def test_the_sample_is_also_a_pdf(shop: Shop) -> None:
    answer = shop.client.get(shop.address("layout_sample"))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.content.startswith(b"%PDF-")


@pytest.mark.django_db
def test_a_case_officer_reads_layouts_and_is_told_why_she_may_not_change_them(shop: Shop, house: House) -> None:
    anna = client_of(house.anna)
    page = anna.get(shop.address("layout")).text
    assert reverse("change_layout", args=[shop.own.code]) not in page
    assert "handläggare" in page
    assert anna.get(shop.address("change_layout")).status_code == 403
    assert anna.post(shop.address("copy_layout"), {"name": "Min"}).status_code == 403


# --- changing --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_shared_layout_is_copied_under_a_name_of_ones_own(shop: Shop) -> None:
    address = reverse("copy_layout", args=[shop.shared.code])
    assert "Ni har redan en uppställning som heter så" in shop.client.post(address, {"name": shop.own.name}).text
    assert "Ge uppställningen ett namn" in shop.client.post(address, {"name": ""}).text
    answer = shop.client.post(address, {"name": "Socialnämndens"})
    copy = HeadingSet.objects.get(name="Socialnämndens")
    assert answer.headers["Location"] == reverse("change_layout", args=[copy.code])
    assert copy.layout == shop.shared.layout


@pytest.mark.django_db
def test_a_form_sent_back_untouched_changes_nothing(shop: Shop) -> None:
    form = typed(shop.client.get(shop.address("change_layout")).text)
    answer = shop.client.post(shop.address("change_layout"), form | {"gor": "spara"}, follow=True)
    assert "Inget var ändrat" in answer.text
    assert newest(shop).pk == shop.own.pk


@pytest.mark.django_db
def test_rows_are_added_moved_and_taken_away_by_buttons_and_nothing_else_is_lost(shop: Shop) -> None:
    address = shop.address("change_layout")
    form = typed(shop.client.get(address).text) | {"document_word": "Tjänsteskrivelse"}
    before = headings(form)
    form = typed(shop.client.post(address, form | {"gor": "till-headings"}).text)
    assert headings(form) == [*before, ""]
    new = len(before)
    form[f"headings-{new}-heading"] = "Barnperspektiv"
    form[f"headings-{new}-help"] = "Vad är bäst för barnen?"
    form[f"headings-{new}-required"] = "on"
    form = typed(shop.client.post(address, form | {"gor": f"upp-headings-{new}"}).text)
    assert headings(form) == [*before[:-1], "Barnperspektiv", before[-1]]
    assert form[f"headings-{new - 1}-required"]
    form = typed(shop.client.post(address, form | {"gor": "bort-headings-0"}).text)
    assert headings(form) == [*before[1:-1], "Barnperspektiv", before[-1]]
    form = typed(shop.client.post(address, form | {"gor": "ner-head_lines-0"}).text)
    assert form["document_word"] == "Tjänsteskrivelse"
    was = [line["key"] for line in shop.own.layout["head_lines"]]
    assert [form[f"head_lines-{row}-key"] for row in range(len(was))] == [was[1], was[0], *was[2:]]
    assert newest(shop).pk == shop.own.pk  # nothing is saved by moving rows


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act", ["bort-headings-99", "upp-headings-0", "upp-headings-77", "ner-headings-9", "till-annat", "bort-headings-x"]
)
def test_a_button_that_points_at_nothing_changes_nothing(shop: Shop, act: str) -> None:
    address = shop.address("change_layout")
    form = typed(shop.client.get(address).text)
    assert typed(shop.client.post(address, form | {"gor": act}).text) == form


@pytest.mark.django_db
@pytest.mark.parametrize("count", ["-1", "mycket", "999999999", "", "²"])
def test_a_count_that_is_no_count_breaks_nothing(shop: Shop, count: str) -> None:
    form = typed(shop.client.get(shop.address("change_layout")).text) | {"headings-antal": count, "gor": "spara"}
    answer = shop.client.post(shop.address("change_layout"), form)
    assert answer.status_code == 200
    assert newest(shop).pk == shop.own.pk


@pytest.mark.django_db
def test_what_one_has_changed_is_seen_in_the_sample_before_it_is_saved(shop: Shop) -> None:
    address = shop.address("change_layout")
    form = typed(shop.client.get(address).text) | {"document_word": "Skrivelse", "proposal_form": "att"}
    page = shop.client.post(address, form | {"gor": "visa"}).text
    paper = page[page.index('<article class="f-paper') :]
    assert "Skrivelse" in paper
    assert "att förvaltningen får i uppdrag" in paper
    assert "Det är inte sparat än" in page
    assert newest(shop).pk == shop.own.pk


@pytest.mark.django_db
def test_saving_makes_the_next_version_and_begun_reports_keep_theirs(shop: Shop, house: House) -> None:
    matter = make_matter(house.anna)
    begun = actions.start_report(matter, by=house.anna, at=AT, heading_set=shop.own, content=Content(title="Före"))
    address = shop.address("change_layout")
    assert "har sin uppställning kvar" in shop.client.get(address).text
    form = typed(shop.client.get(address).text) | {"document_word": "Tjänsteskrivelse", "gor": "spara"}
    answer = shop.client.post(address, form)
    newer = newest(shop)
    assert answer.headers["Location"] == reverse("layout", args=[newer.code])
    assert (newer.version, newer.layout["document_word"]) == (2, "Tjänsteskrivelse")
    begun.refresh_from_db()
    assert begun.heading_set_id == shop.own.pk
    older = shop.client.get(shop.address("layout")).text
    assert "Det här är en äldre version" in older
    assert reverse("layout", args=[newer.code]) in older
    assert "Mona Mossviol" in older
    listed = shop.client.get(reverse("layouts")).text
    assert "Används i ett av era utlåtanden" in listed


@pytest.mark.django_db
def test_a_new_heading_that_is_called_as_in_another_layout_holds_the_same_text(shop: Shop) -> None:
    address = shop.address("change_layout")
    form = typed(shop.client.post(address, typed(shop.client.get(address).text) | {"gor": "till-headings"}).text)
    last = int(form["headings-antal"]) - 1
    shop.client.post(address, form | {f"headings-{last}-heading": "Barnperspektiv", "gor": "spara"})
    saved = Layout.from_json(newest(shop).layout)
    assert saved.headings[-1].key == "children"
    assert len({one.key for one in saved.headings}) == len(saved.headings)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"document_word": " "}, "Skriv vad dokumentet heter"),
        ({"headings-1-heading": "Bakgrund"}, "Två rubriker är likadana"),
        ({"headings-1-heading": ""}, "Skriv en rubrik, eller ta bort raden"),
        ({"headings-0-holds": "text"}, "behöver en rubrik för förslaget till beslut"),
    ],
)
def test_a_layout_that_cannot_be_used_is_not_saved_and_keeps_what_was_typed(
    shop: Shop, change: dict[str, str], words: str
) -> None:
    form = typed(shop.client.get(shop.address("change_layout")).text)
    page = shop.client.post(
        shop.address("change_layout"), form | {"attest_text": "Godkänt av:"} | change | {"gor": "spara"}
    ).text
    assert words in page
    assert typed(page)["attest_text"] == "Godkänt av:"
    assert newest(shop).pk == shop.own.pk


@pytest.mark.django_db
def test_who_is_second_to_save_is_told_and_loses_no_words(shop: Shop) -> None:
    form = typed(shop.client.get(shop.address("change_layout")).text)
    shop.client.post(shop.address("change_layout"), form | {"document_word": "Först", "gor": "spara"})
    page = shop.client.post(shop.address("change_layout"), form | {"document_word": "Sedan", "gor": "spara"}).text
    assert "Det finns en nyare version av uppställningen" in page
    assert reverse("change_layout", args=[newest(shop).code]) in page
    assert typed(page)["document_word"] == "Sedan"
    assert newest(shop).layout["document_word"] == "Först"


def test_the_sample_has_words_of_its_own_under_every_heading_of_our_layouts() -> None:
    assert {one.key for layout in LAYOUTS for one in layout.text_headings} <= set(TEXTS)


# --- the Word template -----------------------------------------------------------------------------


def bring(shop: Shop, content: bytes, name: str = "var-mall.docx") -> str:
    file = SimpleUploadedFile(name, content)
    return shop.client.post(reverse("bring_template"), {"file": file}, follow=True).text


def template(*paragraphs: str) -> bytes:
    def write(document: Document) -> None:
        for words in paragraphs:
            document.add_paragraph(words)

    return word(write)


GOOD = ("{{ dokumentord }}", "{{ förvaltning }}", "{{ rubrik }}", "{{ handläggare }} {{ nämnd }}", "{{ diarienummer }}")


@pytest.mark.django_db
def test_ours_is_in_use_until_the_authority_brings_one_and_after_it_goes_back(shop: Shop) -> None:
    assert "Används tills ni lägger in en egen" in shop.client.get(reverse("word_template")).text
    page = bring(shop, template(*GOOD, "{{ innehåll }}"))
    assert "Alla fält som behövs finns i den" in page
    assert "var-mall.docx" in page
    assert WordTemplate.objects.get().is_in_use
    back = shop.client.post(reverse("use_our_template"), follow=True).text
    assert "Används tills ni lägger in en egen" in back
    assert "var-mall.docx" in back.split('id="tidigare"')[1]
    assert not WordTemplate.objects.get().is_in_use


@pytest.mark.django_db
def test_both_templates_are_fetched_as_they_are(shop: Shop, house: House) -> None:
    content = template(*GOOD, "{{ innehåll }}")
    bring(shop, content, "Nämndens mall å 2.docx")
    row = WordTemplate.objects.get()
    theirs = client_of(house.anna).get(reverse("template_file", args=[row.code]))
    assert theirs.content == content
    assert theirs.headers["X-Content-Type-Options"] == "nosniff"
    assert theirs.headers["Cache-Control"] == "private, no-store"
    assert "N%C3%A4mndens%20mall" in theirs.headers["Content-Disposition"]
    ours = client_of(house.anna).get(reverse("our_template"))
    assert ours.content == own_template()
    assert ours.headers["Content-Type"].endswith("wordprocessingml.document")
    assert client_of(house.cesar).get(reverse("template_file", args=[row.code])).status_code == 404


@pytest.mark.django_db
def test_a_misspelt_field_is_named_with_the_one_that_was_meant_and_nothing_is_kept(shop: Shop) -> None:
    page = bring(shop, template("{{ rubriken }}", "{{ handlägare }}", "{{ innehåll }}"))
    assert "Fältet ”handlägare” finns inte. Menade du ”handläggare”?" in page
    assert "Fältet ”rubriken” finns inte. Menade du ”rubrik”?" in page
    assert not WordTemplate.objects.exists()


@pytest.mark.django_db
def test_a_field_that_is_missing_is_told_and_the_template_is_used(shop: Shop) -> None:
    page = bring(shop, template("{{ rubrik }}", "{{ innehåll }}"))
    assert "”dokumentord” saknas" in page
    assert WordTemplate.objects.get().is_in_use


@pytest.mark.django_db
def test_a_template_without_room_for_the_text_is_refused(shop: Shop) -> None:
    assert "Mallen har ingen plats för texten" in bring(shop, template(*GOOD))
    assert not WordTemplate.objects.exists()


def bomb() -> bytes:
    """A Word file that swells to 200 megabytes when it is unpacked."""
    out = io.BytesIO(template("{{ innehåll }}"))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/media/bild.bin", b"\0" * 200_000_000)
    return out.getvalue()


HOSTILE: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "no Word file": (lambda: b"%PDF-1.7 inte en mall", "inget Word-dokument"),
    "empty": (lambda: b"", "Filen är tom"),
    "half a file": (lambda: template("{{ innehåll }}")[:3000], "inget Word-dokument"),
    "too large": (lambda: b"P" * (MAX_BYTES + 1), "Filen är större än 5 MB"),
    "a zip bomb": (bomb, "orimligt stor"),
    "an endless loop": (
        lambda: template("{% for a in range(999999999) %}{% for b in range(999999999) %}x{% endfor %}{% endfor %}"),
        "Mallen går inte att använda",
    ),
    "a way into the program": (
        lambda: template("{{ rubrik.__class__.__mro__ }}", "{{ innehåll }}"),
        "Mallen går inte att använda",
    ),
    "a field that never ends": (lambda: template("{{ rubrik"), "Mallen går inte att använda"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_template_is_refused_in_words_and_the_one_in_use_stays(shop: Shop, kind: str) -> None:
    bring(shop, template(*GOOD, "{{ innehåll }}"))
    make, words = HOSTILE[kind]
    answer = shop.client.post(reverse("bring_template"), {"file": SimpleUploadedFile("elak.docx", make())})
    assert answer.status_code == 200
    assert words in answer.text
    assert [(row.name, row.is_in_use) for row in WordTemplate.objects.all()] == [("var-mall.docx", True)]


@pytest.mark.django_db
def test_another_authority_sees_nothing_of_ones_template_and_keeps_ours(shop: Shop, house: House) -> None:
    bring(shop, template(*GOOD, "{{ innehåll }}"))
    page = client_of(house.cesar).get(reverse("word_template")).text
    assert "var-mall.docx" not in page
    assert "Används tills ni lägger in en egen" in page
    assert house.cesar.authority_id is not None
    assert reads.template_in_use(house.cesar.authority_id) is None


def test_every_field_of_a_template_is_told_in_words() -> None:
    assert set(shown.MEANINGS) == FIELDS

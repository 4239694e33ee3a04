"""A report as PDF, as Word and as a page: the right version, a sane name, and help where it cannot be made."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn

from famn.domain.matters import actions, reads
from famn.domain.matters.drafting.content import Content, Point, Section, Signatory
from famn.domain.matters.models import BoardReport, HeadingSet, WordTemplate
from famn.domain.people.models import Role, Unit, User
from famn.domain.people.rules import Actor
from famn.outside import pdf
from famn.web.workspace.papers.names import LONGEST, file_name
from tests.factories import make_matter
from tests.people import AT, House, client_of, make_actor

FIRST = Content(
    title="Utredning familjecentral",
    sections=(Section("summary", "Sammanfattning", "Förvaltningen föreslår en familjecentral i Ekbacken."),),
    points=(Point("Nämnden godkänner utredningen."),),
    signatories=(Signatory("Rut Rosenört", "stadsdelsdirektör"),),
)
SECOND = dataclasses.replace(
    FIRST, sections=(Section("summary", "Sammanfattning", "Förvaltningen föreslår att nämnden väntar ett år."),)
)


@dataclass(frozen=True)
class Printer:
    """A report of Anna's in two versions, and Mona, who shapes how reports look."""

    report: BoardReport
    client: Client
    mona: Actor
    house: House

    def get(self, name: str, query: str = "") -> bytes:
        answer = self.client.get(reverse(name, args=[self.report.code]) + query)
        assert answer.status_code == 200, answer.text[:200]
        return answer.content


@pytest.fixture
def printer(house: House) -> Printer:
    matter = make_matter(house.anna, registry_number="KS 2021/0049")
    layout = HeadingSet.objects.get(authority=None, layout__key="stockholm-district")
    report = actions.start_report(matter, by=house.anna, at=AT, heading_set=layout, content=FIRST)
    actions.save_report(report, by=house.anna, at=AT, base=1, content=SECOND)
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id or 0)
    mona = make_actor("Mona Mossviol", unit, Role.MANAGER)
    return Printer(report, client_of(house.anna), mona, house)


def words_of_pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def words_of_word(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return "\n".join("".join(text.text or "" for text in one.iter(qn("w:t"))) for one in body.iter(qn("w:p")))


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "read"), [("report_pdf", words_of_pdf), ("report_word", words_of_word)])
def test_a_file_says_what_the_newest_version_says_or_an_earlier_one(
    printer: Printer, name: str, read: Callable[[bytes], str]
) -> None:
    newest, first = read(printer.get(name)), read(printer.get(name, "?version=1"))
    assert "väntar ett år" in newest
    assert "en familjecentral i Ekbacken" not in newest
    assert "en familjecentral i Ekbacken" in first
    assert "Rut Rosenört" in first


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "ending"), [("report_pdf", "pdf"), ("report_word", "docx")])
def test_a_file_has_a_sane_name_and_is_kept_nowhere_on_the_way(printer: Printer, name: str, ending: str) -> None:
    address = reverse(name, args=[printer.report.code])
    answer = printer.client.get(address)
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="KS-2021-0049-utredning-familjecentral.{ending}"'
    )
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    earlier = printer.client.get(f"{address}?version=1").headers["Content-Disposition"]
    assert f"utredning-familjecentral-version-1.{ending}" in earlier


@pytest.mark.parametrize(
    ("registry", "title", "version", "name"),
    [
        ("KS 2021/0049", "Utredning familjecentral", None, "KS-2021-0049-utredning-familjecentral"),
        ("1.5.4-66/2016", "Öppen förskola – var?", None, "1-5-4-66-2016-oppen-forskola-var"),
        ("", "../../etc/passwd", None, "etc-passwd"),
        ("", 'En "titel"\r\nX-Header: 1', 3, "en-titel-x-header-1-version-3"),
        ("", "مركز الأسرة", None, "utlatande"),
    ],
)
def test_names_hold_nothing_that_a_file_system_or_a_header_dislikes(
    registry: str, title: str, version: int | None, name: str
) -> None:
    assert file_name(registry, title, version=version) == name


def test_a_long_title_is_cut_between_words() -> None:
    name = file_name("", "Samlokalisering av barnavårdscentral och öppen förskola " * 3)
    assert len(name) <= LONGEST
    assert set(name.split("-")) <= {"samlokalisering", "av", "barnavardscentral", "och", "oppen", "forskola"}
    assert len(file_name("", "a" * 300)) == LONGEST


@pytest.mark.django_db
@pytest.mark.parametrize("version", ["0", "3", "99999999999", "-1", "x", "²", "%00"])
@pytest.mark.parametrize("name", ["report_pdf", "report_word", "report_print"])
def test_a_version_that_is_not_there_does_not_exist(printer: Printer, name: str, version: str) -> None:
    answer = printer.client.get(reverse(name, args=[printer.report.code]) + f"?version={version}")
    assert answer.status_code == 404


@pytest.mark.django_db
def test_the_page_is_only_the_document_with_a_way_back_and_the_same_version_as_files(printer: Printer) -> None:
    page = printer.get("report_print", "?version=1").decode()
    assert "<nav" not in page
    assert page.count("<h1") == 1
    assert "en familjecentral i Ekbacken" in page
    assert reverse("report", args=[printer.report.code]) in page
    assert "Version 1 · utkast" in page
    for name in ("report_pdf", "report_word"):
        assert reverse(name, args=[printer.report.code]) + "?version=1" in page
    assert "Visa den nyaste" in page
    assert "Visa den nyaste" not in printer.get("report_print").decode()


def attest(printer: Printer) -> None:
    """Let Mona attest the report, once every heading has its words."""
    required = tuple(
        Section(one.key, one.heading, "Text.") for one in reads.layout_of(printer.report).text_headings if one.required
    )
    whole = dataclasses.replace(SECOND, sections=required)
    actions.save_report(printer.report, by=printer.house.anna, at=AT, base=2, content=whole)
    report = BoardReport.objects.select_related("matter", "heading_set").get(pk=printer.report.pk)
    mona = User.objects.get(pk=printer.mona.user_id or 0)
    asked = actions.send_report(report, by=printer.house.anna, at=AT, attesters=[mona])
    actions.attest_report(asked[0], by=printer.mona, at=AT)


@pytest.mark.django_db
def test_an_attest_is_printed_only_on_the_version_that_was_attested(printer: Printer) -> None:
    attest(printer)
    assert "Mona Mossviol" in words_of_pdf(printer.get("report_pdf"))
    assert "Mona Mossviol" not in words_of_pdf(printer.get("report_pdf", "?version=2"))


READERS: dict[str, Callable[[bytes], str]] = {
    "report_pdf": words_of_pdf,
    "report_word": words_of_word,
    "report_print": lambda page: page.decode().split("<main")[1].split("</main>")[0],
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", READERS)
def test_a_paper_says_that_it_is_a_draft_until_it_is_attested_and_so_does_every_earlier_version(
    printer: Printer, name: str
) -> None:
    def is_marked(query: str = "") -> bool:
        return "utkast" in READERS[name](printer.get(name, query)).casefold()

    assert is_marked()
    attest(printer)
    assert not is_marked()
    assert is_marked("?version=2")


@pytest.mark.django_db
def test_a_draft_that_was_given_up_stays_a_draft(printer: Printer) -> None:
    report = BoardReport.objects.select_related("matter", "heading_set").get(pk=printer.report.pk)
    actions.close_report(report, by=printer.house.anna, at=AT)
    assert "Utkast" in words_of_pdf(printer.get("report_pdf"))


def use_template(printer: Printer, *paragraphs: str) -> None:
    document = docx.Document()
    for words in paragraphs:
        document.add_paragraph(words)
    out = io.BytesIO()
    document.save(out)
    client_of(printer.mona).post(reverse("bring_template"), {"file": SimpleUploadedFile("mall.docx", out.getvalue())})
    assert WordTemplate.objects.filter(is_in_use=True).exists()


@pytest.mark.django_db
def test_the_authoritys_own_template_is_used_and_ours_can_be_asked_for(printer: Printer) -> None:
    use_template(printer, "Ekbackens brevpapper", "{{ rubrik }}", "{{ innehåll }}")
    assert words_of_word(printer.get("report_word")).startswith("Ekbackens brevpapper\nUtredning familjecentral")
    assert "Ekbackens brevpapper" not in words_of_word(printer.get("report_word", "?mall=famn"))


@pytest.mark.django_db
def test_a_template_that_has_come_to_fail_gives_a_page_with_ours_and_the_pdf(printer: Printer) -> None:
    use_template(printer, "{{ rubrik }}", "{{ innehåll }}")
    WordTemplate.objects.update(content=b"skadad")
    answer = printer.client.get(reverse("report_word", args=[printer.report.code]))
    assert answer.status_code == 422
    assert "Det gick inte att göra en Word-fil" in answer.text
    assert "inget Word-dokument" in answer.text
    assert reverse("report_word", args=[printer.report.code]) + "?mall=famn" in answer.text
    assert reverse("report_pdf", args=[printer.report.code]) in answer.text


@pytest.mark.django_db
def test_a_font_taken_away_gives_a_page_that_says_so_and_the_other_ways(
    printer: Printer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(pdf.compile_pdf.__kwdefaults__ or {}, "fonts", tmp_path)
    answer = printer.client.get(reverse("report_pdf", args=[printer.report.code]))
    assert answer.status_code == 503
    assert "typsnitt" in answer.text
    for name in ("report_print", "report_word"):
        assert reverse(name, args=[printer.report.code]) in answer.text

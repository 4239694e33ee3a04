"""Getting the text out of files: every kind, every reason for a refusal, and nothing else than these two."""

from __future__ import annotations

import codecs
import re
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from famn.management.bench import hostile
from famn.management.bench.simple_pdf import assemble, write_pdf
from famn.outside import extract as module
from famn.outside.extract import REASONS, Code, Kind, Unreadable, extract, extract_guarded
from tests.outside.word import add_numbering, add_point, another_list, level, word
from tests.patience import PATIENCE

SWEDISH = "Nämnden beslutar på måndag – för öppna förskolan.\nÅsa Övningsson, ”chef”\n"
PAGE = ["Nämnden beslutar att godkänna förslaget."]


def refusal(content: bytes, name: str = "fil") -> Code:
    with pytest.raises(Unreadable) as refused:
        extract_guarded(content, name=name, seconds=PATIENCE)
    assert str(refused.value) == str(REASONS[refused.value.code])
    return refused.value.code


def text_of(content: bytes, name: str = "fil") -> str:
    return extract_guarded(content, name=name, seconds=PATIENCE).text


# --- text ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        SWEDISH.encode(),
        codecs.BOM_UTF8 + SWEDISH.encode(),
        SWEDISH.encode("utf-16"),
        codecs.BOM_UTF16_BE + SWEDISH.encode("utf-16-be"),
        SWEDISH.encode("utf-16-le"),
        SWEDISH.encode("utf-16-be"),
        SWEDISH.encode("utf-32"),
        SWEDISH.encode("windows-1252"),
        SWEDISH.replace("\n", "\r\n").encode("windows-1252"),
        SWEDISH.replace("\n", "\r").encode(),
    ],
)
def test_swedish_letters_survive_every_encoding(content: bytes) -> None:
    assert text_of(content) == SWEDISH


def test_a_few_broken_bytes_do_not_spoil_the_rest_of_a_utf8_text() -> None:
    content = (SWEDISH * 10).encode() + b"\xff" + "ö".encode()[:1]
    assert text_of(content).startswith(SWEDISH * 10)


def test_the_kind_is_told_by_content_and_markdown_by_name() -> None:
    pdf = write_pdf([PAGE])
    assert extract_guarded(pdf, name="beslut.txt", seconds=PATIENCE).kind is Kind.PDF
    assert extract_guarded(b"# Rubrik", name="Beslut.MD").kind is Kind.MARKDOWN
    assert extract_guarded(b"# Rubrik", name="beslut.pdf").kind is Kind.TEXT


@pytest.mark.parametrize("content", [b"", b"  \r\n\t \n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_a_file_without_a_word_is_empty(content: bytes) -> None:
    assert refusal(content) is Code.EMPTY


@pytest.mark.parametrize(
    "content",
    [
        hostile.noise(4000),
        b"\x89PNG\r\n\x1a\n" + hostile.noise(500),
        bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 500,
        rb"{\rtf1\ansi N\'e4mnden beslutar}",
        b"<!DOCTYPE html><html><body>Beslut</body></html>",
        b"\xff\xfe" + hostile.noise(400),
    ],
)
def test_what_is_neither_text_nor_pdf_nor_word_is_refused(content: bytes) -> None:
    assert refusal(content) is Code.BINARY


def test_a_file_over_the_limit_is_refused_before_it_is_looked_at() -> None:
    assert refusal(b"a" * 50 * 1024 * 1024) is Code.TOO_LARGE
    with pytest.raises(Unreadable) as refused:
        extract(b"abcdef", name="a.txt", max_bytes=5)
    assert refused.value.code is Code.TOO_LARGE


def test_more_text_than_anyone_decides_on_is_refused() -> None:
    assert refusal(b"ord " * 300_000) is Code.TOO_LARGE
    assert refusal(b"a\n" * 60_000) is Code.TOO_LARGE


# --- PDF -------------------------------------------------------------------------------------------


def test_a_pdf_gives_its_lines_with_form_feeds_between_pages() -> None:
    found = extract_guarded(write_pdf([["Åtgärd på ö"], ["Sida två"]]), name="a.pdf", seconds=PATIENCE)
    assert [page.strip() for page in found.text.split("\f")] == ["Åtgärd på ö", "Sida två"]
    assert found.pages == 2


def test_a_word_split_at_a_line_end_keeps_its_hyphen_and_its_line() -> None:
    text = text_of(write_pdf([["en familjecentrals-", "liknande verksamhet"]]))
    assert text.splitlines()[0].endswith("familjecentrals-")
    assert text.splitlines()[1] == "liknande verksamhet"


def test_a_long_pdf_is_read_whole() -> None:
    found = extract_guarded(
        write_pdf([[f"Detta är sida {number}"] for number in range(200)], packed=True), name="a", seconds=PATIENCE
    )
    assert found.pages == 200
    assert re.findall(r"sida (\d+)", found.text) == [str(number) for number in range(200)]


def test_a_locked_pdf_is_refused_and_one_that_opens_without_password_is_read() -> None:
    assert refusal(write_pdf([PAGE], password="hemligt")) is Code.ENCRYPTED
    assert PAGE[0] in text_of(write_pdf([PAGE], password=""))


def test_a_pdf_without_text_is_refused() -> None:
    assert refusal(assemble([b"10 10 200 300 re f"])) is Code.NO_TEXT


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    assert refusal(assemble([b""] * 1001)) is Code.TOO_MANY_PAGES


@pytest.mark.parametrize("cut", [10, 400, 1200])
def test_a_damaged_pdf_is_refused_or_read_but_never_a_crash(cut: int) -> None:
    assert refusal(write_pdf([PAGE] * 20)[:cut]) is Code.DAMAGED


# --- Word ------------------------------------------------------------------------------------------


def test_word_gives_heads_headings_tables_and_running_text() -> None:
    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "Ekbackens kommun"
        document.sections[0].footer.paragraphs[0].text = "Torget 1"
        document.add_heading("Ärendet", 2)
        document.add_paragraph("Nämnden har bett om ett förslag.")
        table = document.add_table(2, 2)
        for cell, value in zip(table._cells, ["Namn", "Datum", "Siv Provström", "2026-05-04"], strict=True):
            cell.text = value

    lines = [line for line in text_of(word(write)).splitlines() if line]
    assert lines == [
        "Ekbackens kommun",
        "Torget 1",
        "## Ärendet",
        "Nämnden har bett om ett förslag.",
        "Namn\tDatum",
        "Siv Provström\t2026-05-04",
    ]


def test_the_numbers_that_word_counts_by_itself_stand_in_the_text() -> None:
    def write(document: Document) -> None:
        number = add_numbering(
            document,
            level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2)") + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>"),
        )
        add_point(document, "godkänna", number)
        add_point(document, "uppdra", number)
        add_point(document, "åt förvaltningen", number, 1)
        add_point(document, "åt stadsdelen", number, 1)
        add_point(document, "djupt", number, 2)
        document.add_paragraph("Emellan")
        add_point(document, "justera", number)
        add_point(document, "börjar om", number, 1)
        add_point(document, "samma räkning", another_list(document, number))
        add_point(document, "en ny räkning", another_list(document, number, start=1))

    assert [line for line in text_of(word(write)).splitlines() if line] == [
        "1. godkänna",
        "2. uppdra",
        "a) åt förvaltningen",
        "b) åt stadsdelen",
        "2.2.1 djupt",
        "Emellan",
        "3. justera",
        "a) börjar om",
        "4. samma räkning",
        "1. en ny räkning",
    ]


def test_lists_by_style_are_numbered_too_and_bullets_are_dashes() -> None:
    def write(document: Document) -> None:
        document.add_paragraph("ett", style="List Number")
        document.add_paragraph("två", style="List Number")
        document.add_paragraph("punkt", style="List Bullet")

    assert text_of(word(write)).split("\n")[:3] == ["1. ett", "2. två", "- punkt"]


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [("upperRoman", 14, "XIV"), ("lowerRoman", 4, "iv"), ("upperLetter", 28, "BB"), ("decimalZero", 7, "07")],
)
def test_numbers_are_written_as_the_list_wants_them(kind: str, value: int, shown: str) -> None:
    def write(document: Document) -> None:
        number = add_numbering(document, level(0, kind, "%1."))
        for _ in range(value):
            add_point(document, "punkt", number)

    assert f"\n{shown}. punkt" in text_of(word(write))


BOX = f"""<w:r {nsdecls("w")} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>I rutan</w:t></w:r>
</w:p></w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r>
<w:t>I rutan</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"""


def test_a_text_box_is_read_once() -> None:
    content = word(lambda document: document.add_paragraph("Vid rutan")._p.append(parse_xml(BOX)))
    assert text_of(content).split("\n")[:2] == ["I rutan", "Vid rutan"]


def test_tracked_changes_are_read_as_accepted_and_hidden_text_is_left_out() -> None:
    runs = (
        f"<w:p {nsdecls('w')}><w:r><w:t>Beslut</w:t></w:r><w:del><w:r><w:delText> bort</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> till</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t> dolt</w:t></w:r>"
        "<w:r><w:noBreakHyphen/><w:t>slut</w:t><w:tab/><w:t>x</w:t></w:r></w:p>"
    )
    content = word(lambda document: document.element.body.insert(0, parse_xml(runs)))
    assert text_of(content).strip() == "Beslut till-slut\tx"


def test_a_row_with_words_in_one_cell_is_running_text_and_columns_stand_line_by_line() -> None:
    def write(document: Document) -> None:
        table = document.add_table(2, 2)
        table.cell(0, 1).text = "Hela beslutet\ni en ruta"
        table.cell(1, 0).text = "Siv Provström\nchef"
        table.cell(1, 1).text = "Tage Testlund\nordförande"

    assert [line for line in text_of(word(write)).splitlines() if line] == [
        "Hela beslutet",
        "i en ruta",
        "Siv Provström\tTage Testlund",
        "chef\tordförande",
    ]


def test_a_word_file_without_text_is_refused() -> None:
    assert refusal(word(lambda document: document.add_paragraph(""))) is Code.NO_TEXT


def test_a_locked_word_file_is_refused() -> None:
    locked = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert refusal(locked) is Code.ENCRYPTED


def test_another_kind_of_zip_is_refused() -> None:
    workbook = word(lambda document: None).replace(b"word/document.xml", b"work/document.xml")
    assert refusal(workbook) is Code.BINARY


@pytest.mark.parametrize("make", [hostile.zip_bomb, hostile.nested_word])
def test_a_word_file_that_swells_is_refused(make: object) -> None:
    assert callable(make)
    assert refusal(make()) is Code.BOMB


@pytest.mark.parametrize("make", [hostile.lying_zip_bomb, hostile.entity_word])
def test_a_word_file_that_lies_about_itself_is_refused(make: object) -> None:
    assert callable(make)
    assert refusal(make()) is Code.DAMAGED


def test_a_cut_off_word_file_is_refused() -> None:
    content = word(lambda document: document.add_paragraph("Beslut"))
    assert refusal(content[: len(content) // 2]) is Code.DAMAGED


# --- the child -------------------------------------------------------------------------------------


def test_a_file_that_takes_too_much_memory_costs_the_child_its_life_only() -> None:
    assert refusal(hostile.swelling_pdf()) in {Code.DAMAGED, Code.BOMB, Code.TOO_SLOW}
    assert PAGE[0] in text_of(write_pdf([PAGE]))


def test_a_file_that_takes_too_long_is_given_up() -> None:
    with pytest.raises(Unreadable) as refused:
        extract_guarded(write_pdf([PAGE]), name="a.pdf", seconds=0.001)
    assert refused.value.code is Code.TOO_SLOW


def test_the_child_sees_nothing_of_our_surroundings(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    child = BytesIO()
    child.write(b"import json, os, sys; sys.stdin.buffer.read(); json.dump({'text': repr(dict(os.environ)),")
    child.write(b"'pages': '1', 'kind': 'pdf'}, sys.stdout)")
    path = tmp_path / "child.py"  # type: ignore[operator]  # pytest's own path
    path.write_bytes(child.getvalue())
    monkeypatch.setattr(module, "CHILD", path)
    monkeypatch.setenv("DATABASE_URL", "postgresql://secret")
    assert "secret" not in text_of(write_pdf([PAGE]))


def test_every_reason_says_what_happened_and_what_to_do() -> None:
    assert set(REASONS) == set(Code)
    for reason in REASONS.values():
        sentences = re.findall(r"[^.]+\.(?= |$)", str(reason).replace(".docx", "docx"))
        assert len(sentences) >= 3, reason
        assert sentences[0] == "Filen går inte att läsa."


# --- whatever comes --------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=3000) | st.text(max_size=500).map(str.encode))
@example(b"\xff\xfe\xfd")
@example(b"PK\x03\x04")
@example(b"\0")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    if content.startswith(b"%PDF") or b"%PDF-" in content[:1024]:
        return  # PDFium is only let loose in the child, below
    try:
        assert extract(content, name="fil").text.strip()
    except Unreadable as refused:
        assert refused.code in Code


WHOLE_WORD = word(lambda document: document.add_paragraph("Beslut", style="List Number"))
WHOLE_PDF = write_pdf([PAGE] * 3)


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(WHOLE_WORD) - 1), st.binary(min_size=1, max_size=40))
def test_a_word_file_torn_anywhere_is_read_or_refused(at: int, torn: bytes) -> None:
    content = WHOLE_WORD[:at] + torn + WHOLE_WORD[at + len(torn) :]
    try:
        extract(content, name="a.docx")
    except Unreadable as refused:
        assert refused.code in Code


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(WHOLE_PDF) - 1), st.binary(min_size=1, max_size=40))
def test_a_pdf_torn_anywhere_is_read_or_refused(at: int, torn: bytes) -> None:
    content = WHOLE_PDF[:at] + torn + WHOLE_PDF[at + len(torn) :]
    try:
        extract_guarded(content, name="a.pdf", seconds=PATIENCE)
    except Unreadable as refused:
        assert refused.code in Code


def test_what_python_docx_reads_we_read() -> None:
    paragraphs = [f"Stycke {number} om ärendet i nämnden." for number in range(50)]
    content = word(lambda document: [document.add_paragraph(text) for text in paragraphs])
    theirs = [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs]
    assert [line for line in text_of(content).splitlines() if line] == theirs

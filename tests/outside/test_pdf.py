"""PDF of a paper: its text is there, it conforms, and nothing that a person writes is read as anything but text."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import shutil
import threading
import zlib
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from famn.outside.extract import extract
from famn.outside.pdf import FONTS, LETTER, PdfFault, compile_pdf
from tests.outside.papers import TEXT, paper

CODE = '#panic("x") \\ $x$ *a* _b_ = c @d <e> `f` "g" \'h\' {i} [j] #{1+1} //k /*l*/ \\u{41} ~ --- #sys.inputs'
AT = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


def text_of(pdf: bytes) -> str:
    return extract(pdf, name="paper.pdf").text


def streams(pdf: bytes) -> bytes:
    """The whole file with its packed parts unpacked."""
    found = [pdf]
    for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            continue
    return b"\n".join(found)


def letters(text: str) -> str:
    return "".join(text.split())


def test_everything_on_the_paper_is_read_back() -> None:
    text = text_of(compile_pdf(paper()))
    for said in (
        *("Tjänsteutlåtande", "EKB 2026/113", "Elvira Testlund", "Ekbackens stadsdelsnämnd", "2026-03-11"),
        *("Förslag till beslut", "2. Ekbackens stadsdelsnämnd beslutar om omedelbar justering.", "Besök 2025"),
        *("Januari 412", "• Öppet fyra dagar", "– på tisdagar till kvällen", "4. Sedan en lokal", "Tage Exempelius"),
        *("1. Avsiktsförklaring", "Siv Provström, stadsdelsdirektör 2026-02-25", "Box 24 156", "Sida 1 av"),
    ):
        assert said in text, said


def test_each_page_says_which_it_is_of_how_many_and_of_what() -> None:
    text = text_of(compile_pdf(paper()))
    pages = text.split("\f")
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"Sida {number} av {len(pages)}" in page
        assert "EKB 2026/113" in page


def test_a_draft_says_that_it_is_one_on_each_page_and_to_those_who_listen() -> None:
    pages = text_of(compile_pdf(paper() | {"mark": "Utkast"})).split("\f")
    assert len(pages) > 1
    assert all("Utkast" in page for page in pages)
    assert "Utkast" not in text_of(compile_pdf(paper()))


def test_the_file_says_that_it_conforms_to_both_standards() -> None:
    found = streams(compile_pdf(paper()))
    assert re.search(rb"pdfuaid:part[>=\"' ]*1", found)
    assert re.search(rb"pdfaid:part[>=\"' ]*2", found)
    assert re.search(rb"pdfaid:conformance[>=\"' ]*A", found)


def test_the_file_is_tagged_titled_and_in_swedish_and_has_bookmarks() -> None:
    pdf = compile_pdf(paper())
    document = pypdfium2.PdfDocument(pdf)
    try:
        assert document.get_metadata_value("Title") == "Avsiktsförklaring om familjecentral i Ekbacken"
        assert document.get_metadata_value("Author") == "Ekbackens stadsdelsförvaltning"
        titles = [mark.get_title() for mark in document.get_toc()]
    finally:
        document.close()
    assert titles[:2] == ["Avsiktsförklaring om familjecentral i Ekbacken", "Förslag till beslut"]
    assert titles[-1] == "Attesterat av"
    found = streams(pdf)
    assert b"/Lang(sv-SE)" in found.replace(b"/Lang (", b"/Lang(")
    assert b"/StructTreeRoot" in found
    assert b"/TH" in found  # the heads of both tables


def test_the_same_paper_at_the_same_time_is_the_same_file() -> None:
    assert compile_pdf(paper(), at=AT) == compile_pdf(paper(), at=AT)


def test_a_moment_of_the_clock_is_a_time_in_whatever_zone_and_to_whatever_fraction() -> None:
    here = AT.astimezone(dt.timezone(dt.timedelta(hours=2))) + dt.timedelta(microseconds=123_456)
    assert compile_pdf(paper(), at=here) == compile_pdf(paper(), at=AT)


def test_what_looks_like_typst_is_text() -> None:
    dressed = paper(title=CODE, attachments=(CODE,), signatories=(), points=())
    text = letters(text_of(compile_pdf(_with_code(dressed))))
    assert text.count(letters(CODE)) >= 12


def _with_code(value: Any, key: str = "") -> Any:
    """The paper with code in every text that is shown."""
    if isinstance(value, dict):
        return {name: _with_code(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_code(one, key) for one in value]
    kept = key in {"kind", "key", "form", "registry_number"} or not isinstance(value, str) or not value
    return value if kept else CODE


def test_a_name_in_arabic_stands_in_a_swedish_document() -> None:
    pdf = compile_pdf(paper(title="Överenskommelse med محمد الأمين om familjecentral"))
    assert "Överenskommelse med" in text_of(pdf)
    assert b"NotoSansArabic" in streams(pdf)


def test_a_sign_that_no_font_has_is_a_fault_that_names_it() -> None:
    with pytest.raises(PdfFault, match="Tecknet ”☃” saknas i typsnittet"):
        compile_pdf(paper(title="Vinter ☃ i Ekbacken"))


def test_a_font_that_was_taken_away_is_a_fault_and_never_an_empty_document(tmp_path: Path) -> None:
    fewer = tmp_path / "fonts"
    shutil.copytree(FONTS, fewer)
    for font in fewer.glob("FamnSerif-*.ttf"):
        font.unlink()
    with pytest.raises(PdfFault, match="Ett typsnitt saknas"):
        compile_pdf(paper(), fonts=fewer)
    with pytest.raises(PdfFault):
        compile_pdf(paper(), fonts=tmp_path / "none")


def test_a_table_of_four_hundred_rows_goes_over_many_pages_with_its_head_on_each() -> None:
    rows = "\n".join(f"| Centralen nummer {number} | {number * 37} |" for number in range(400))
    sections = [{"key": "matter", "heading": "Ärendet", "text": f"| Familjecentral | Besök |\n|---|---|\n{rows}"}]
    content = paper()["parts"]
    made = _paper_with(sections)
    assert content
    text = text_of(compile_pdf(made))
    assert all(f"Centralen nummer {number} {number * 37}" in text for number in range(400))
    assert text.count("Familjecentral Besök") > 8


def _paper_with(sections: list[dict[str, str]]) -> dict[str, Any]:
    from famn.domain.matters.drafting.content import Section  # beside its only use

    return paper(sections=tuple(Section(**one) for one in sections))


@pytest.mark.parametrize("missing", ["title", "parts", "head"])
def test_a_paper_that_lacks_a_part_is_a_fault(missing: str) -> None:
    lacking = {key: value for key, value in paper().items() if key != missing}
    with pytest.raises(PdfFault):
        compile_pdf(lacking)
    assert compile_pdf(paper())  # the kept compiler is none the worse


def test_a_fault_leaves_the_next_document_alone() -> None:
    before = compile_pdf(paper(), at=AT)
    with pytest.raises(PdfFault):
        compile_pdf(paper(title="☃"))
    assert compile_pdf(paper(), at=AT) == before


def test_many_may_print_at_once() -> None:
    titles = [f"Ärende nummer {number}" for number in range(8)]
    found: dict[str, str] = {}

    def print_one(title: str) -> None:
        found[title] = text_of(compile_pdf(paper(title=title)))

    threads = [threading.Thread(target=print_one, args=(title,)) for title in titles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(title in found[title] for title in titles)


def test_every_font_is_the_one_that_was_registered_and_brings_its_licence() -> None:
    registered = json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))
    present = {font.name: hashlib.sha256(font.read_bytes()).hexdigest() for font in FONTS.glob("*.ttf")}
    assert present == registered["files"]
    for package in registered["packages"]:
        licence = FONTS / f"LICENSE-{package.rpartition('/')[2]}.txt"
        assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8").upper()


def test_the_letter_asks_for_no_file_but_its_own() -> None:
    source = (LETTER / "letter.typ").read_text(encoding="utf-8")
    assert not re.findall(r"^\s*#?(?:import|include)\b|\b(?:read|image|plugin|eval)\(", source, re.MULTILINE)


def test_marked_words_are_printed_in_their_styles() -> None:
    assert "**" in TEXT
    found = streams(compile_pdf(paper()))
    assert b"FamnSerif-SemiBold" in found
    assert b"FamnSerif-Italic" in found

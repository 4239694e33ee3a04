"""Word files: what they hold, and that a stranger's template can neither hang, read nor swell."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from famn.outside.extract import extract
from famn.outside.word import MAX_BYTES, WordFault, inspect_template, own_template, render_word
from tests.outside.papers import paper

LONGEST = 60.0  # seconds by the clock, on a slow and busy computer; unguarded, these would not end


def template(*paragraphs: str, head: str = "") -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    if head:
        document.sections[0].header.paragraphs[0].text = head
    return saved(document)


def saved(document: Any) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def opened(content: bytes) -> Any:
    return docx.Document(BytesIO(content))


def text_of(content: bytes) -> str:
    return extract(content, name="paper.docx").text


ALL = (
    "{{ dokumentord }} {{ förvaltning }} {{ diarienummer }} {{ handläggare }} {{ nämnd }}",
    "{{ rubrik }}",
    "{{ innehåll }}",
)


def test_everything_on_the_paper_is_in_the_file() -> None:
    text = text_of(render_word(paper()))
    for said in (
        *("Tjänsteutlåtande", "Handläggare\tElvira Testlund", "Dnr\tEKB 2026/113", "# Avsiktsförklaring om"),
        *("## Förslag till beslut", "2. Ekbackens stadsdelsnämnd beslutar om omedelbar justering.", "### Besök 2025"),
        *("Januari\t412", "- Öppet fyra dagar", "4. Sedan en lokal", "Siv Provström\tTage Exempelius"),
        *("1. Avsiktsförklaring", "Siv Provström, stadsdelsdirektör\t2026-02-25", "Box 24 156", "Sida 1 av 1"),
    ):
        assert said in text, said
    assert "{{" not in text


def test_headings_lists_and_tables_are_words_own() -> None:
    document = opened(render_word(paper()))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles["Avsiktsförklaring om familjecentral i Ekbacken"] == "Heading 1"
    assert styles["Förslag till beslut"] == "Heading 2"
    assert styles["Besök 2025"] == "Heading 3"
    assert styles["Öppet fyra dagar"] == "List Bullet"
    assert styles["Sedan en lokal"] == "List Number"
    tables = document.tables
    assert {table.style.name for table in tables if table.rows[0].cells[0].text in {"Månad", "Namn"}} == {"Table Grid"}
    heads = [
        table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") for table in tables if table.rows[0].cells[0].text == "Namn"
    ]
    assert heads
    assert all(head is not None for head in heads)


def test_each_numbered_list_begins_anew() -> None:
    text = text_of(render_word(paper()))
    assert text.count("1. ") >= 2  # the points and the attachments
    assert text.count("3. Först en plan") == text.count("### Besök 2025")


def test_the_file_tells_its_title_its_language_and_who_wrote_it_and_nothing_of_its_template() -> None:
    document = opened(render_word(paper(), template=_with_properties(template(*ALL))))
    about = document.core_properties
    assert about.title == "Avsiktsförklaring om familjecentral i Ekbacken"
    assert (about.language, about.author) == ("sv-SE", "Ekbackens stadsdelsförvaltning")
    assert (about.comments, about.last_modified_by, about.keywords) == ("", "", "")


def _with_properties(content: bytes) -> bytes:
    document = opened(content)
    document.core_properties.comments = "{{ rubrik }} {% for a in huvud %}{% endfor %}"
    document.core_properties.last_modified_by = "Elvira Testlund"
    return saved(document)


def test_our_own_template_is_in_swedish_and_counts_its_pages() -> None:
    document = opened(own_template())
    assert document.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}").get(qn("w:val")) == "sv-SE"
    section = document.sections[0]
    for edge in (section.header, section.first_page_header):
        fields = [one.get(qn("w:instr")) for one in edge._element.iter(qn("w:fldSimple"))]
        assert fields == ["PAGE", "NUMPAGES"]


def test_our_own_template_is_found_usable() -> None:
    found = inspect_template(own_template())
    assert found.usable
    assert "innehåll" in found.used


def test_what_looks_like_a_field_or_a_tag_is_text() -> None:
    odd = "{{ 7*7 }} {% for x in y %} <w:p/> & \"'"
    text = text_of(render_word(paper(title=odd, attachments=(odd,))))
    assert text.count(odd) == 2


def test_a_sign_that_word_cannot_hold_is_left_out() -> None:
    assert "Om barn" in text_of(render_word(paper(title="Om\x0b ba\x00rn")))


def test_a_name_in_arabic_and_a_table_of_four_hundred_rows_are_written() -> None:
    from famn.domain.matters.drafting.content import Section  # beside its only use

    rows = "\n".join(f"| محمد nummer {number} | {number} |" for number in range(400))
    made = paper(sections=(Section("matter", "Ärendet", f"| Namn | Antal |\n|---|---|\n{rows}"),))
    text = text_of(render_word(made))
    assert all(f"محمد nummer {number}\t{number}" in text for number in range(400))


def test_an_authoritys_own_template_is_filled() -> None:
    own = template(
        "Vår egen ingress om {{ rubrik }}.",
        *ALL,
        "{% if enhet %}Enhet: {{ enhet }}{% endif %}",
        head="{{ diarienummer }}",
    )
    text = text_of(render_word(paper(), template=own))
    assert text.startswith("EKB 2026/113")
    assert "Vår egen ingress om Avsiktsförklaring om familjecentral i Ekbacken." in text
    assert "Enhet: Stab" in text
    assert "1. Ekbackens stadsdelsnämnd godkänner avsiktsförklaringen." in text


def test_a_draft_says_that_it_is_one_in_every_template() -> None:
    draft = paper() | {"mark": "Utkast"}
    assert "Tjänsteutlåtande (utkast)" in text_of(render_word(draft))
    assert "Tjänsteutlåtande (utkast)" in text_of(render_word(draft, template=template(*ALL)))
    assert "utkast" not in text_of(render_word(paper()))


def test_a_template_may_walk_through_the_lines_of_the_head() -> None:
    own = template(*ALL, "{%p for rad in huvud %}", "{{ rad.etikett }} = {{ rad.värde }}", "{%p endfor %}")
    assert "Telefon = 08-465 004 12" in text_of(render_word(paper(), template=own))


def test_an_inspection_tells_what_is_used_misspelt_and_missing() -> None:
    found = inspect_template(
        template("{{ rubrk }} {{ förvaltning }} {{ handlaggare }} {{ qzx }}", "{{ innehåll }}", head="{{ datun }}")
    )
    assert found.used == ("förvaltning", "innehåll")
    assert found.misspelt == (("datun", "datum"), ("handlaggare", "handläggare"), ("qzx", ""), ("rubrk", "rubrik"))
    assert found.missing == ("dokumentord", "rubrik", "diarienummer", "handläggare", "nämnd")
    assert not found.usable


def test_the_lines_of_the_head_at_once_stand_for_each_of_them() -> None:
    own = template(
        "{{ dokumentord }} {{ förvaltning }} {{ rubrik }}",
        "{% for r in huvud %}{{ r.värde }}{% endfor %}",
        "{{ innehåll }}",
    )
    assert inspect_template(own).usable


@pytest.mark.parametrize(
    ("paragraph", "reason"),
    [
        ("{% for x in range(10**9) %}x{% endfor %}", "får inte stå i en mall"),
        (
            "{% for a in huvud %}{% for b in huvud %}{% for c in huvud %}x{% endfor %}{% endfor %}{% endfor %}",
            "får inte",
        ),
        ("{% for a in huvud recursive %}{{ loop(huvud) }}{% endfor %}", "får inte stå i en mall"),
        ("{{ rubrik.__class__.__mro__ }}", "får inte stå i en mall"),
        ("{{ rubrik['__class__'] }}", "får inte stå i en mall"),
        ("{% for r in huvud %}{{ r.__class__ }}{% endfor %}", "får inte stå i en mall"),
        ("{{ cycler.__init__.__globals__.os.popen('id').read() }}", "får inte stå i en mall"),
        ("{{ 'a' * 10**9 }}", "får inte stå i en mall"),
        ("{{ rubrik|upper }}", "Mallen går inte att använda"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "får inte stå i en mall"),
        ("{% set x = 1 %}", "får inte stå i en mall"),
        ("{% include 'x' %}", "får inte stå i en mall"),
        ("{% import 'os' as os %}", "får inte stå i en mall"),
        ("{{ rubrik", "Ett fält är inte rätt skrivet"),
        ("{% if rubrik %}", "Ett fält är inte rätt skrivet"),
    ],
)
def test_what_a_template_may_not_do_is_refused_before_it_is_done(paragraph: str, reason: str) -> None:
    started = time.monotonic()
    found = inspect_template(template(*ALL, paragraph))
    assert time.monotonic() - started < LONGEST
    (fault,) = found.faults
    assert reason in fault
    with pytest.raises(WordFault, match="Mallen går inte att använda"):
        render_word(paper(), template=template(*ALL, paragraph))


def test_a_misspelt_field_is_refused_when_it_is_filled() -> None:
    with pytest.raises(WordFault, match="Fältet ”rubrk” finns inte"):
        render_word(paper(), template=template(*ALL, "{{ rubrk }}"))


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("{{ rubrik }}",),
        ("Se {{ innehåll }} här",),
        ("{{ innehåll }}", "{{ innehåll }}"),
    ],
)
def test_the_body_must_stand_alone_and_once(paragraphs: tuple[str, ...]) -> None:
    with pytest.raises(WordFault, match="ensamt i ett eget stycke"):
        render_word(paper(), template=template(*paragraphs))


def bomb() -> bytes:
    """A template whose text swells a thousand times when it is unpacked."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(template(*ALL))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/styles.xml":
                data = data.replace(b"</w:styles>", b"<!--" + b" " * 80_000_000 + b"--></w:styles>")
            new.writestr(name, data)
    return out.getvalue()


def macros() -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(template(*ALL))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "[Content_Types].xml":
                plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
                data = data.replace(plain, b"application/vnd.ms-word.document.macroEnabled.main+xml")
            new.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        (bomb, "blir orimligt stor"),
        (macros, "inget Word-dokument"),
        (lambda: b"PK\x03\x04" + b"x" * 1000, "inget Word-dokument"),
        (lambda: b"%PDF-1.7 no template", "inget Word-dokument"),
        (lambda: b"", "inget Word-dokument"),
        (lambda: own_template()[:9000], "inget Word-dokument"),
        (lambda: b"a" * (MAX_BYTES + 1), "för stor"),
        (lambda: template(*ALL, *["{{ rubrik }}"] * 3_000), "för stor"),
    ],
    ids=["bomb", "macros", "noise", "pdf", "empty", "torn", "large", "many"],
)
def test_a_file_that_is_no_template_is_refused_soon(hostile: Callable[[], bytes], reason: str) -> None:
    content = hostile()
    started = time.monotonic()
    (fault,) = inspect_template(content).faults
    assert time.monotonic() - started < LONGEST
    assert reason in fault


def test_a_template_that_takes_too_long_is_given_up() -> None:
    (fault,) = inspect_template(own_template(), seconds=0.01).faults
    assert "för lång tid" in fault

"""Make our own Word template, `src/famn/outside/letter/letter.docx`: the letter of `letter.typ`, as Word can have it.

python tools/word_template.py
"""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.enum.section import WD_SECTION_START
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

TARGET = Path(__file__).resolve().parent.parent / "src" / "famn" / "outside" / "letter" / "letter.docx"
SANS, SERIF = "Calibri", "Cambria"  # on nearly every computer, and equally wide ones on the others
INK, QUIET = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x56, 0x5D, 0x66)
MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def main() -> None:
    """Write the template: the same bytes each time."""
    document = docx.Document()
    set_styles(document)
    drop_styles(document)
    set_page(document)
    fill_edges(document)
    fill_body(document)
    about = document.core_properties
    about.title, about.author, about.language, about.comments = "Mall för tjänsteutlåtande", "Famn", "sv-SE", ""
    about.created = about.modified = MADE
    out = BytesIO()
    document.save(out)
    TARGET.write_bytes(same_each_time(out.getvalue()))


def set_styles(document: Any) -> None:
    """Typefaces, sizes and spacing; Swedish as the language; what headings and lists look like."""
    styles = document.styles
    default = styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in default.findall(qn("w:lang")):
        default.remove(old)
    default.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/>'))
    set_style(styles["Normal"], SERIF, 11, after=7, line=1.25)
    set_style(styles["Heading 1"], SANS, 19, bold=True, before=20, after=14)
    set_style(styles["Heading 2"], SANS, 13, bold=True, before=16, after=5)
    set_style(styles["Heading 3"], SANS, 11, bold=True, before=10, after=4)
    set_style(styles["Heading 4"], SANS, 11, before=8, after=3, colour=QUIET)
    for name in ("List Bullet", "List Number"):
        set_style(styles[name], SERIF, 11, after=4, line=1.25)
    for name in ("Header", "Footer"):
        set_style(styles[name], SANS, 8.5, colour=QUIET)
    for name, size, bold, colour in (
        ("Avsändare", 12.5, True, INK),
        ("Avsändarens enhet", 10, False, INK),
        ("Dokumentord", 12.5, True, INK),
        ("Huvud", 10, False, INK),
    ):
        style = styles.add_style(name, docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        set_style(style, SANS, size, bold=bold, after=2, colour=colour)
    styles["Dokumentord"].paragraph_format.space_before = Pt(16)
    styles["Dokumentord"].paragraph_format.space_after = Pt(6)
    styles["Huvud"].paragraph_format.tab_stops.add_tab_stop(Mm(42))


KEPT = (
    *("Normal", "Default Paragraph Font", "Table Normal", "No List", "Table Grid", "Header", "Footer"),
    *("Heading 1", "Heading 2", "Heading 3", "Heading 4", "List Bullet", "List Number"),
    *("Avsändare", "Avsändarens enhet", "Dokumentord", "Huvud"),
)


def drop_styles(document: Any) -> None:
    """Leave the styles that a letter needs: the others only take time, each time a document is written."""
    for style in list(document.styles):
        if style.name not in KEPT:
            style.element.getparent().remove(style.element)
    for link in document.styles.element.findall(f".//{qn('w:link')}"):
        link.getparent().remove(link)


def set_style(
    style: Any,
    font: str,
    size: float,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.0,
    colour: RGBColor = INK,
) -> None:
    """Set a style without leaving anything of the theme it came with."""
    style.font.name, style.font.size, style.font.bold = font, Pt(size), bold
    style.font.color.rgb, style.font.italic = colour, False
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        if "heme" in name:
            del fonts.attrib[name]
    for kind in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(kind), font)
    form = style.paragraph_format
    form.space_before, form.space_after, form.line_spacing = Pt(before), Pt(after), line


def set_page(document: Any) -> None:
    """A4 with the margins of the letter; the first page has a head and a foot of its own."""
    section = document.sections[0]
    section.start_type = WD_SECTION_START.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(32)
    section.top_margin, section.bottom_margin = Mm(30), Mm(32)
    section.header_distance, section.footer_distance = Mm(14), Mm(14)
    section.different_first_page_header_footer = True
    settings = document.settings.element
    settings.append(parse_xml(f"<w:autoHyphenation {nsdecls('w')}/>"))


def fill_edges(document: Any) -> None:
    """The number of the page on each; from the second on what the document is; on the first whose address it bears."""
    section = document.sections[0]
    page_mark(section.first_page_header.paragraphs[0])
    page_mark(section.header.paragraphs[0])
    section.header.add_paragraph("{{ dokumentord }}", style="Header")
    section.header.add_paragraph("{{ diarienummer }}", style="Header")
    for edge in (section.first_page_header, section.header):
        for paragraph in edge.paragraphs:
            paragraph.paragraph_format.left_indent = Mm(102)
    foot = section.first_page_footer
    foot.paragraphs[0].add_run("{{ förvaltning }}").bold = True
    foot.add_paragraph("{%p for rad in adress %}")
    foot.add_paragraph("{{ rad }}", style="Footer")
    foot.add_paragraph("{%p endfor %}")
    for field in ("växel", "avsändarens_epost", "webbplats"):
        if_told(foot, field, "Footer")


def fill_body(document: Any) -> None:
    """Whose it is, what it is, the lines of the head, the title, and all the rest."""
    if_told(document, "huvudman", "Avsändarens enhet")
    document.add_paragraph("{{ förvaltning }}", style="Avsändare")
    if_told(document, "enhet", "Avsändarens enhet")
    document.add_paragraph("{{ dokumentord }}", style="Dokumentord")
    document.add_paragraph("{%p for rad in huvud %}")
    line = document.add_paragraph(style="Huvud")
    line.add_run("{{ rad.etikett }}").font.color.rgb = QUIET
    line.add_run("\t{{ rad.värde }}")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ rubrik }}", style="Heading 1")
    document.add_paragraph("{{ innehåll }}")


def if_told(place: Any, field: str, style: str) -> None:
    """A paragraph that is there only where the field has a value."""
    place.add_paragraph(f"{{%p if {field} %}}")
    place.add_paragraph(f"{{{{ {field} }}}}", style=style)
    place.add_paragraph("{%p endif %}")


def page_mark(paragraph: Any) -> None:
    """ "Sida 1 av 3", counted by Word."""
    paragraph.add_run("Sida ")
    for before, field in (("", "PAGE"), (" av ", "NUMPAGES")):
        if before:
            paragraph.add_run(before)
        simple = OxmlElement("w:fldSimple")
        simple.set(qn("w:instr"), field)
        simple.append(parse_xml(f"<w:r {nsdecls('w')}><w:t>1</w:t></w:r>"))
        paragraph._p.append(simple)


UNUSED = ("docProps/thumbnail.jpeg", "customXml/", "word/stylesWithEffects.xml", "word/webSettings.xml", "word/theme/")


def same_each_time(content: bytes) -> bytes:
    """The package without what it does not need, and without the day and hour of each part."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not name.startswith(UNUSED):
                new.writestr(
                    zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), without_unused(old.read(name)), zipfile.ZIP_DEFLATED
                )
    return out.getvalue()


def without_unused(part: bytes) -> bytes:
    """A part that names no other that was left out."""
    for name in UNUSED:
        short = name.removeprefix("word/").removeprefix("docProps/").encode()
        part = re.sub(rb'<(?:Relationship|Override) [^>]*(?:Target|PartName)="[^"]*' + short + rb"[^>]*/>", b"", part)
    return part


if __name__ == "__main__":
    main()

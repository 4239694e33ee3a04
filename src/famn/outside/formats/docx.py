"""Word files (.docx): the text as a reader of the page sees it, with the numbers that Word counts by itself.

Page heads and feet come first, then the body. Headings get the `#` of markdown, a row of a table is a line whose
cells are parted by tabs, notes stand last. What has been struck out by tracked changes is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final
from xml.etree import ElementTree

from famn.outside.formats.answer import MAX_PAGES, Code, Fault, within_limit
from famn.outside.formats.numbering import Numbering, value_of
from famn.outside.formats.package import Package
from famn.outside.formats.styles import Styles, heading_level

type Element = ElementTree.Element

# Containers whose content stands where they stand.
_OPEN: Final = frozenset(
    "hyperlink ins moveTo smartTag sdt sdtContent customXml fldSimple r dir bdo ruby rubyBase".split()
)
_WIDE: Final = 60  # a longer paragraph is running text, and stands apart from the next
_SIGNS: Final = {"tab": "\t", "ptab": "\t", "cr": "\n", "noBreakHyphen": "-"}


def read_docx(content: bytes) -> tuple[str, int]:
    """The text and how many pages it had when it was last saved. Raises `Fault`."""
    try:
        return _read(Package(content))
    except RecursionError as error:  # thousands of things inside each other: no program writes that
        raise Fault(Code.DAMAGED) from error


def _read(package: Package) -> tuple[str, int]:
    main = package.main_part()
    tree = package.tree(main)
    body = tree.find("body") if tree is not None else None
    if body is None:
        raise Fault(Code.DAMAGED)
    walk = _Walk(
        Styles(_first(package, main, "styles")),
        Numbering(_first(package, main, "numbering")),
    )
    edges = [*_edges(package, main, walk, "header"), *_edges(package, main, walk, "footer")]
    lines = [*edges, *walk.blocks(body), *_notes(package, main, walk)]
    text = "\n".join(lines).strip("\n") + "\n"
    if not text.strip():
        raise Fault(Code.NO_TEXT)
    pages = _pages(body)
    if pages > MAX_PAGES:
        raise Fault(Code.TOO_MANY_PAGES)
    return within_limit(text), pages


def _first(package: Package, main: str, kind: str) -> Element | None:
    names = package.related(main, kind)
    return package.tree(names[0]) if names else None


def _edges(package: Package, main: str, walk: _Walk, kind: str) -> Iterator[str]:
    """The page heads or feet, each text once; sections and first pages often repeat it."""
    seen = set()
    for name in package.related(main, kind):
        part = package.tree(name)
        lines = tuple(line for line in walk.blocks(part) if line.strip()) if part is not None else ()
        if lines and lines not in seen:
            seen.add(lines)
            yield from (*lines, "")


def _notes(package: Package, main: str, walk: _Walk) -> Iterator[str]:
    for kind in ("footnotes", "endnotes"):
        part = _first(package, main, kind)
        for note in part if part is not None else ():
            text = " ".join(line.strip() for line in walk.blocks(note) if line.strip())
            if text and note.get("type") in {None, "normal"}:
                yield f"[^{note.get('id', '')}]: {text}"


def _pages(body: Element) -> int:
    """One, and one for each break: those that Word left where pages ended, or else those that the writer put."""
    last_saved = sum(1 for _ in body.iter("lastRenderedPageBreak"))
    written = sum(1 for each in body.iter("br") if each.get("type") == "page")
    return 1 + max(last_saved, written)


class _Walk:
    """One way through the document, top to bottom, counting its lists."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def blocks(self, parent: Element) -> Iterator[str]:
        """The lines of everything that stands in `parent`: paragraphs, tables, and what wraps them."""
        for element in parent:
            if element.tag == "p":
                yield from self._paragraph(element)
            elif element.tag == "tbl":
                yield from self._table(element)
            elif element.tag in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
                yield from self.blocks(element)

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        boxes: list[Element] = []
        text = "".join(_pieces(paragraph, boxes))
        for box in boxes:
            yield from self.blocks(box)
        lines = text.strip(" ").split("\n")
        mark = self._mark(paragraph) if text.strip() else ""
        if mark.startswith("#"):
            yield ""
        yield mark + lines[0]
        yield from lines[1:]
        if mark.startswith("#") or len(lines[-1]) > _WIDE:
            yield ""

    def _mark(self, paragraph: Element) -> str:
        """What stands before the words: the `#` of a heading, and the label of its list."""
        style = self._styles.of(paragraph)
        properties = paragraph.find("pPr")
        own = heading_level(value_of(properties, "outlineLvl"))
        heading = style.heading if own is None else own
        mark = f"{'#' * heading} " if heading else ""
        numbers = properties.find("numPr") if properties is not None else None
        number = value_of(numbers, "numId")
        level = value_of(numbers, "ilvl")
        if number is None:
            number = style.list_number
        if number is None or number == "0":
            return mark
        at = int(level) if level and level.isdigit() else style.list_level
        if at is None:
            at = self._numbering.level_of_style(number, style.list_style)
        label = self._numbering.label(number, at)
        return f"{mark}{label} " if label else mark

    def _table(self, table: Element) -> Iterator[str]:
        """Rows as lines. A row with words in one cell only is layout, and its text is running text."""
        for row in _inside(table, "tr"):
            cells = [[line for line in self.blocks(cell) if line.strip()] for cell in _inside(row, "tc")]
            filled = [cell for cell in cells if cell]
            if len(filled) == 1:
                yield from filled[0]
                continue
            for columns in zip_longest(*cells, fillvalue=""):
                yield "\t".join(column.strip().replace("\t", " ") for column in columns).rstrip("\t")
        yield ""


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, those in content controls too."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _inside(element, tag)


def _pieces(element: Element, boxes: list[Element]) -> Iterator[str]:
    """The text of a paragraph piece by piece; text boxes met on the way are put into `boxes`."""
    for child in element:
        tag = child.tag
        if tag == "t":
            yield (child.text or "").replace("\n", " ")
        elif tag in _SIGNS:
            yield _SIGNS[tag]
        elif tag == "br":
            yield "\n"
        elif tag == "sym":
            yield _symbol(child.get("char", ""))
        elif tag in {"footnoteReference", "endnoteReference"}:
            yield f"[^{child.get('id', '')}]"
        elif tag == "AlternateContent":
            boxes += next(filter(None, map(_boxes, child)), [])  # the same box, once for each kind of program
        elif tag in {"drawing", "pict", "object"}:
            boxes += _boxes(child)
        elif tag in _OPEN and not _is_hidden(child):
            yield from _pieces(child, boxes)


def _boxes(drawing: Element) -> list[Element]:
    """The text boxes in a drawing; a box inside a box is found when the outer one is read."""
    if drawing.tag == "txbxContent":
        return [drawing]
    return [box for child in drawing for box in _boxes(child)]


def _is_hidden(run: Element) -> bool:
    """Whether the words are there but not shown."""
    hidden = run.find("rPr/vanish")
    return hidden is not None and hidden.get("val", "1") not in {"0", "false", "off"}


def _symbol(code: str) -> str:
    """A sign of a symbol font by its hexadecimal code; those of the private area become a bullet."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return "•" if 0xE000 <= value <= 0xF8FF else chr(value) if 31 < value < 0xD800 else ""

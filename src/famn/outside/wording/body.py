"""The parts of a paper as paragraphs, lists and tables of Word.

Real lists and tables, with the template's own styles where it has them; so that they may be read aloud and changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape  # the one of xml.sax brings all of urllib into each child
from typing import Any, Final

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from famn.outside.wording.numbers import Numbers

type Json = Mapping[str, Any]

_INDENT: Final = 357  # twentieths of a point for each level of a list
_LINE: Final = '<w:{side} w:val="single" w:sz="4" w:space="0" w:color="C3C8CE"/>'
_NO_LINE: Final = '<w:{side} w:val="nil"/>'
_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULES: Final = "".join(
    (_NO_LINE if side in ("left", "right", "insideV") else _LINE).format(side=side) for side in _SIDES
)


def put_body(document: Document, marker: Any, parts: Sequence[Json]) -> None:
    """Put the parts in the place of the marker's paragraph."""
    writer = _Writer(document)
    xml = f"<w:body {nsdecls('w')}>{''.join(writer.parts(parts))}</w:body>"
    for element in list(parse_xml(xml)):
        marker.addprevious(element)
    marker.getparent().remove(marker)


class _Writer:
    """Writes parts in the styles that the template knows by their built-in names."""

    def __init__(self, document: Document) -> None:
        self._styles = {
            str(style.find(qn("w:name")).get(qn("w:val"))).casefold(): str(style.get(qn("w:styleId")))
            for style in document.styles.element.findall(qn("w:style"))
            if style.find(qn("w:name")) is not None
        }
        self._numbers = Numbers(document)

    def parts(self, parts: Sequence[Json]) -> Iterator[str]:
        for part in parts:
            if part["heading"]:
                yield self._heading(_run(part["heading"]), 2)
            yield from getattr(self, f"_{part['kind']}")(part)

    # ---- the kinds of parts ----------------------------------------------------------------------------------

    def _text(self, part: Json) -> Iterator[str]:
        yield from self._blocks(part["blocks"], 0)

    def _proposal(self, part: Json) -> Iterator[str]:
        if part["lead"]:
            yield self._paragraph(_run(part["lead"]), properties="<w:keepNext/>")
        if part["form"] == "att":
            yield from (self._paragraph(_run(clause)) for clause in part["clauses"])
        else:
            yield from self._numbered(part["clauses"], part["start"])
        if part["note"]:
            yield self._paragraph(_run(part["note"]))

    def _names(self, part: Json) -> Iterator[str]:
        if part["numbered"]:
            yield from self._numbered(part["items"])
        else:
            mark = self._numbers.bullets()
            yield from (self._item(_run(item), mark, 0, ordered=False) for item in part["items"])

    def _signatures(self, part: Json) -> Iterator[str]:
        """Two in a row, in a table without rules."""
        people = part["signatories"]
        rows = [people[at : at + 2] for at in range(0, len(people), 2)]
        lines = part.get("lines", False)
        cells = [
            [self._signatory(one, line=lines or not one["name"]) for one in row] + ["<w:p/>"] * (2 - len(row))
            for row in rows
        ]
        yield self._paragraph("")
        yield _table([_row(row, widths=(_FULL // 2,) * 2, whole=True) for row in cells], 2, rules="")
        yield self._paragraph("")

    def _signatory(self, one: Json, *, line: bool) -> str:
        dots = self._paragraph(_run("." * 40), properties=_TIGHT) if line else ""
        name = self._paragraph(_run(one["name"], strong=True), properties=_TIGHT) if one["name"] else ""
        title = self._paragraph(_run(one["title"]), properties='<w:spacing w:after="240"/>') if one["title"] else ""
        return dots + name + title

    def _attested(self, part: Json) -> Iterator[str]:
        yield self._paragraph(_run(part["text"]), properties="<w:keepNext/>")
        yield self._cells(part["columns"], part["rows"], [False, False])
        yield self._paragraph("")

    # ---- blocks of running text ------------------------------------------------------------------------------

    def _blocks(self, blocks: Sequence[Json], level: int) -> Iterator[str]:
        for block in blocks:
            match block["kind"]:
                case "paragraph":
                    yield self._paragraph(_runs(block["runs"]), properties=_indent(level))
                case "subheading":
                    yield self._heading(_runs(block["runs"]), block["level"] + 2)
                case "list":
                    yield from self._list(block, level)
                case "table":
                    yield self._table(block)
                    yield self._paragraph("")

    def _list(self, block: Json, level: int) -> Iterator[str]:
        number = self._numbers.ordered(block["start"]) if block["ordered"] else self._numbers.bullets()
        for item in block["items"]:
            first, rest = (item[0], item[1:]) if item and item[0]["kind"] == "paragraph" else (None, item)
            yield self._item(_runs(first["runs"]) if first else "", number, level, ordered=block["ordered"])
            yield from self._blocks(rest, level + 1)

    def _numbered(self, items: Sequence[str], start: int = 1) -> Iterator[str]:
        number = self._numbers.ordered(start)
        yield from (self._item(_run(item), number, 0, ordered=True) for item in items)

    def _item(self, runs: str, number: int, level: int, *, ordered: bool) -> str:
        numbers = f'<w:numPr><w:ilvl w:val="{min(level, 8)}"/><w:numId w:val="{number}"/></w:numPr>'
        return self._paragraph(runs, style="List Number" if ordered else "List Bullet", properties=numbers)

    def _table(self, block: Json) -> str:
        head = [_runs(cell) for cell in block["head"]]
        rows = [[_runs(cell) for cell in row] for row in block["rows"]]
        return self._cells(head, rows, block["numeric"], made=True)

    def _cells(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], numeric: Sequence[bool], *, made: bool = False
    ) -> str:
        """A table with a row of headings that comes again on each page. Cells are text, or runs `made` already."""
        write = str if made else _run
        sides = [_RIGHT if is_number else "" for is_number in numeric]
        widths = (_FULL // len(head),) * len(head)
        cells = [[self._cell(write(cell), side) for cell, side in zip(row, sides, strict=True)] for row in rows]
        first = [
            self._cell(_strong(write(cell)), f"<w:keepNext/>{side}") for cell, side in zip(head, sides, strict=True)
        ]
        body = [_row(first, widths=widths, head=True), *(_row(row, widths=widths) for row in cells)]
        return _table(body, len(head), rules=_RULES, style=self._styles.get("table grid", ""))

    def _cell(self, runs: str, properties: str) -> str:
        keep, spacing, side = properties.partition("<w:jc"), '<w:spacing w:before="40" w:after="40"/>', ""
        side = "".join(keep[1:])
        return self._paragraph(runs, properties=keep[0] + spacing + side)

    # ---- paragraphs ------------------------------------------------------------------------------------------

    def _heading(self, runs: str, level: int) -> str:
        known = f"heading {level}" in self._styles
        outline = "" if known else f'<w:keepNext/><w:outlineLvl w:val="{level - 1}"/>'
        return self._paragraph(runs if known else _strong(runs), style=f"heading {level}", properties=outline)

    def _paragraph(self, runs: str, *, style: str = "", properties: str = "") -> str:
        found = self._styles.get(style.casefold(), "") if style else ""
        named = f'<w:pStyle w:val="{escape(found)}"/>' if found else ""
        return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


_FULL: Final = 9000  # twentieths of a point: about the width of the text on A4
_TIGHT: Final = '<w:spacing w:after="0"/>'
_RIGHT: Final = '<w:jc w:val="right"/>'


def _indent(level: int) -> str:
    return f'<w:ind w:left="{_INDENT * level}"/>' if level else ""


def _runs(runs: Sequence[Json]) -> str:
    return "".join(_run(run["text"], strong=run["strong"], emphasis=run["emphasis"]) for run in runs)


def _run(text: str, *, strong: bool = False, emphasis: bool = False) -> str:
    style = ("<w:b/>" if strong else "") + ("<w:i/>" if emphasis else "")
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line, quote=False)}</w:t>' for line in text.split("\n"))
    return f"<w:r><w:rPr>{style}</w:rPr>{lines}</w:r>"


def _strong(runs: str) -> str:
    return runs.replace("<w:rPr>", "<w:rPr><w:b/>").replace("<w:b/><w:b/>", "<w:b/>")


def _row(cells: Sequence[str], *, widths: Sequence[int], head: bool = False, whole: bool = False) -> str:
    properties = ("<w:cantSplit/>" if head or whole else "") + ("<w:tblHeader/>" if head else "")
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{cell}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def _table(rows: Sequence[str], columns: int, *, rules: str, style: str = "") -> str:
    named = f'<w:tblStyle w:val="{escape(style)}"/>' if style else ""
    borders = f"<w:tblBorders>{rules}</w:tblBorders>" if rules else ""
    grid = f'<w:gridCol w:w="{_FULL // columns}"/>' * columns
    look = '<w:tblLook w:val="0620" w:firstRow="1" w:noHBand="1" w:noVBand="1"/>' if rules else ""
    properties = f'{named}<w:tblW w:w="5000" w:type="pct"/>{borders}{look}'
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"

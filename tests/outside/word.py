"""Word files made with python-docx for the tests of reading them."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def word(write: Callable[[Document], object]) -> bytes:
    """A Word file with what `write` puts into an empty document."""
    document = docx.Document()
    write(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def add_numbering(document: Document, levels: str) -> int:
    """A list definition of the document's own; the id that paragraphs refer to it with."""
    numbering = document.part.numbering_part.element
    abstract = 900 + len(numbering)
    number = numbering.add_num(abstract)
    numbering.insert(
        0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}">{levels}</w:abstractNum>')
    )
    return int(number.numId)


def another_list(document: Document, number: int, *, start: int | None = None) -> int:
    """A second list that counts with the definition of `number`, from `start` if one is given."""
    numbering = document.part.numbering_part.element
    same = next(each for each in numbering.num_lst if each.numId == number)
    other = numbering.add_num(same.abstractNumId.val)
    if start is not None:
        other.add_lvlOverride(0).add_startOverride(start)
    return int(other.numId)


def add_point(document: Document, text: str, number: int, level: int = 0) -> None:
    """A paragraph numbered by Word."""
    properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = number
    properties.get_or_add_ilvl().val = level


def level(at: int, kind: str, text: str, extra: str = "") -> str:
    """One level of a list definition."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'
    )

"""Numbered and marked lists in a Word file: each numbered list begins anew, whatever else the template counts."""

from __future__ import annotations

from typing import Any, Final

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

_LEVELS: Final = range(9)
_STEP: Final = 357  # twentieths of a point


class Numbers:
    """Two kinds of lists are added to the document's own when they are first asked for."""

    def __init__(self, document: Document) -> None:
        self._part: Any = document.part.numbering_part.element
        self._kinds: dict[str, int] = {}
        self._bullets: int | None = None

    def ordered(self, start: int) -> int:
        """A new list that counts 1. 2. 3. from `start`."""
        return self._list("decimal", f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{start}"/></w:lvlOverride>')

    def bullets(self) -> int:
        """The list with a mark before each item; all such lists are one."""
        if self._bullets is None:
            self._bullets = self._list("bullet", "")
        return self._bullets

    def _list(self, kind: str, override: str) -> int:
        if kind not in self._kinds:
            self._kinds[kind] = self._add_kind(kind)
        number = 1 + max(self._ids("num", "numId"), default=0)
        inside = f'<w:abstractNumId w:val="{self._kinds[kind]}"/>{override}'
        self._part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}">{inside}</w:num>'))
        return number

    def _add_kind(self, kind: str) -> int:
        identity = 1 + max(self._ids("abstractNum", "abstractNumId"), default=-1)
        levels = "".join(_level(level, kind) for level in _LEVELS)
        inside = f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}'
        element = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identity}">{inside}</w:abstractNum>')
        first = self._part.find(qn("w:num"))
        if first is None:
            self._part.append(element)
        else:
            first.addprevious(element)
        return identity

    def _ids(self, tag: str, attribute: str) -> list[int]:
        return [int(one.get(qn(f"w:{attribute}"))) for one in self._part.findall(qn(f"w:{tag}"))]


def _level(level: int, kind: str) -> str:
    text = f"%{level + 1}." if kind == "decimal" else "•–"[level % 2]
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{_STEP * (level + 1)}" w:hanging="{_STEP}"/></w:pPr></w:lvl>'
    )

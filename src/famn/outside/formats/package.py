"""The zip archive that a Word file is, opened as if it were a trap.

What an archive says about its own sizes is not believed: every part is counted while it is unpacked.
"""

from __future__ import annotations

import codecs
import posixpath
import zipfile
import zlib
from io import BytesIO
from typing import Final
from xml.etree import ElementTree

from famn.outside.formats.answer import MEGABYTE, Code, Fault

MAX_PARTS: Final = 5_000
MAX_PART: Final = 40 * MEGABYTE  # one XML part, unpacked
MAX_UNPACKED: Final = 60 * MEGABYTE  # all parts that are read
MAX_DECLARED: Final = 1024 * MEGABYTE  # all parts, pictures too, as the archive itself says
MAX_RATIO: Final = 200  # times; running text comes to ten, large tables to fifty
FREE_OF_RATIO: Final = MEGABYTE  # smaller parts may be packed as tightly as they like
_BLOCK: Final = 256 * 1024

type Element = ElementTree.Element


class Package:
    """The parts of a Word file, by name and by how they belong together. Every method raises `Fault`."""

    def __init__(self, content: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError) as error:
            raise Fault(Code.DAMAGED) from error
        parts = self._archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_DECLARED:
            raise Fault(Code.BOMB)
        self._parts = {part.filename.lstrip("/"): part for part in parts}
        self._left = MAX_UNPACKED

    def main_part(self) -> str:
        """The name of the part with the document's text. Raises `Fault` where this is no Word file."""
        if "[Content_Types].xml" not in self._parts:
            raise Fault(Code.BINARY)
        name = next(iter(self.related("", "officeDocument")), "word/document.xml")
        if not name.startswith("word/") or name not in self._parts:  # a workbook, a slide show
            raise Fault(Code.BINARY)
        return name

    def refuse_swelling(self) -> None:
        """Unpack every part once, for somebody who is going to hand the file to a program that trusts it."""
        for part in self._parts.values():
            self._unpack(part)

    def related(self, part: str, kind: str) -> list[str]:
        """The names of the parts of a kind (`styles`, `header` …) that `part` points at, in its own order."""
        return [target for target, _key in self._relations(part, kind)]

    def related_by_key(self, part: str, kind: str) -> dict[str, str]:
        """As `related`, by the key that the text refers to them with."""
        return {key: target for target, key in self._relations(part, kind)}

    def _relations(self, part: str, kind: str) -> list[tuple[str, str]]:
        folder, name = posixpath.split(part)
        relations = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        if relations is None:
            return []
        return [
            (posixpath.normpath(posixpath.join("/", folder, each.get("Target", "")))[1:], each.get("Id", ""))
            for each in relations
            if each.get("Type", "").endswith(f"/{kind}") and each.get("TargetMode") != "External"
        ]

    def tree(self, name: str) -> Element | None:
        """A part as a tree whose names have no namespace; None where there is no such part."""
        part = self._parts.get(name)
        if part is None:
            return None
        data = _as_utf8(self._unpack(part))
        if b"<!DOCTYPE" in data:  # no office program writes one; it could only define entities
            raise Fault(Code.DAMAGED)
        try:
            parser = ElementTree.XMLParser(encoding="utf-8")  # noqa: S314  without a DOCTYPE there are no entities
            parser.feed(data)
            return _without_namespaces(parser.close())
        except (ElementTree.ParseError, ValueError) as error:
            raise Fault(Code.DAMAGED) from error

    def _unpack(self, part: zipfile.ZipInfo) -> bytes:
        if part.flag_bits & 0x1:
            raise Fault(Code.ENCRYPTED)
        pieces: list[bytes] = []
        size = 0
        try:
            with self._archive.open(part) as stream:
                while piece := stream.read(_BLOCK):
                    pieces.append(piece)
                    size += len(piece)
                    self._left -= len(piece)
                    self._refuse_bomb(size, part.compress_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise Fault(Code.DAMAGED) from error
        return b"".join(pieces)

    def _refuse_bomb(self, size: int, packed: int) -> None:
        too_tight = size > FREE_OF_RATIO and size > MAX_RATIO * max(packed, 1)
        if too_tight or size > MAX_PART or self._left < 0:
            raise Fault(Code.BOMB)


def _as_utf8(data: bytes) -> bytes:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace").encode("utf-8", errors="replace")
    return data


def _without_namespaces(root: Element) -> Element:
    """Transitional and strict files name the same things in different namespaces; we go by the names alone."""
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
        if any("}" in key for key in element.keys()):  # noqa: SIM118  an element is a list of its children
            plain = {key.rpartition("}")[2]: value for key, value in element.items()}
            element.attrib.clear()
            element.attrib.update(plain)
    return root

"""Which kind a file is by its content, and its text."""

from __future__ import annotations

from typing import Final

from famn.outside.formats.answer import Code, Fault, Kind
from famn.outside.formats.plain import read_plain

_OLE: Final = bytes.fromhex("D0CF11E0A1B11AE1")  # old Word files, and Word files with a password
_LOCKED_WORD: Final = "EncryptedPackage".encode("utf-16-le")
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")


def kind_of(content: bytes) -> Kind:
    """The kind by the first bytes. A PDF may have up to a kilobyte before its sign. Raises `Fault`."""
    if content.startswith(_ZIP):
        return Kind.DOCX
    if content.startswith(_OLE):
        raise Fault(Code.ENCRYPTED if _LOCKED_WORD in content else Code.BINARY)
    if content.startswith(b"%PDF-") or (b"%PDF-" in content[:1024] and b"%%EOF" in content[-2048:]):
        return Kind.PDF
    return Kind.TEXT


def read_any(content: bytes) -> tuple[str, int, Kind]:
    """Text, pages and kind. Raises `Fault`."""
    kind = kind_of(content)
    if kind is Kind.PDF:
        from famn.outside.formats.pdf import read_pdf  # PDFium is slow to load, and most files need it not

        return *read_pdf(content), kind
    if kind is Kind.DOCX:
        from famn.outside.formats.docx import read_docx  # as above: the child loads only what it needs

        return *read_docx(content), kind
    return read_plain(content), 1, kind

"""PDF by way of PDFium, page by page."""

from __future__ import annotations

import re
from threading import Lock
from typing import Final

import pypdfium2

from famn.outside.formats.answer import MAX_CHARACTERS, MAX_PAGES, Code, Fault, within_limit

ONE_AT_A_TIME: Final = Lock()  # PDFium is not safe for threads
_WRONG_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_UNKNOWN_LOCK: Final = 5  # FPDF_ERR_SECURITY
# PDFium puts a sign of its own for a hyphen at the end of a line, and leaves out the line break; at the end of a page
# it leaves the soft hyphen.
_HYPHEN_AND_BREAK = re.compile("[\x02\ufffe](?:\r?\n)?|\xad\\s*\\Z")


def read_pdf(content: bytes) -> tuple[str, int]:
    """The text, pages parted by form feeds, and the number of pages. Raises `Fault`."""
    with ONE_AT_A_TIME:
        document = _open(content)
        try:
            return _read(document)
        except pypdfium2.PdfiumError as error:
            raise Fault(Code.DAMAGED) from error
        finally:
            document.close()


def _open(content: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code in {_WRONG_PASSWORD, _UNKNOWN_LOCK}
        raise Fault(Code.ENCRYPTED if locked else Code.DAMAGED) from error


def _read(document: pypdfium2.PdfDocument) -> tuple[str, int]:
    count = len(document)
    if count > MAX_PAGES:
        raise Fault(Code.TOO_MANY_PAGES)
    pages: list[str] = []
    length = 0
    for number in range(count):
        pages.append(_read_page(document, number))
        length += len(pages[-1]) + 1
        if length > MAX_CHARACTERS:
            raise Fault(Code.TOO_LARGE)
    if not count:
        raise Fault(Code.DAMAGED)
    text = within_limit("\f".join(pages))
    if not text.strip():
        raise Fault(Code.NO_TEXT)
    return text, count


def _read_page(document: pypdfium2.PdfDocument, number: int) -> str:
    page = document[number]
    try:
        if page_text := page.get_textpage():
            text = page_text.get_text_range()
            page_text.close()
            return _HYPHEN_AND_BREAK.sub("-\n", text).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n")
        return ""
    finally:
        page.close()

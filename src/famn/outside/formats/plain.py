"""Plain text and markdown: which letters the bytes stand for."""

from __future__ import annotations

import codecs
import re
from typing import Final

from famn.outside.formats.answer import MAX_CHARACTERS, Code, Fault, within_limit

# The longest marks first: that of UTF-32 begins with that of UTF-16.
MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BYTES_A_CHARACTER: Final = 4

# Files whose bytes happen to be letters but are no text to read: RTF, web pages, XML, PostScript.
_MARKUP = re.compile(rb"\s*(?:\{\\rtf|<!doctype\s+html|<html[\s>]|<\?xml\s|%!PS)", re.IGNORECASE)
# Bytes that text holds at most by mistake: control characters, and those that Windows-1252 gives no meaning.
_CONTROL: Final = bytes({*range(32), 127} - {9, 10, 11, 12, 13, 27, 30, 31})
_MEANINGLESS: Final = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_HIGH: Final = bytes(range(128, 256))
_TOLERATED: Final = 0.01
_SEEN: Final = re.compile(r"[^\s\0\ufeff]")  # a character that leaves a mark on paper
_SAMPLE: Final = 64 * 1024


def read_plain(content: bytes) -> str:
    """The text of `content`, without a byte order mark and with `\\n` at line ends.

    UTF-8 is tried first, then UTF-16 and UTF-32 by their marks, UTF-16 by its pattern of zeros, and last
    Windows-1252. A UTF-8 text with a few broken bytes stays UTF-8. Raises `Fault`.
    """
    if len(content) > BYTES_A_CHARACTER * MAX_CHARACTERS:
        raise Fault(Code.TOO_LARGE)
    if _MARKUP.match(content[:1024].removeprefix(codecs.BOM_UTF8)):
        raise Fault(Code.BINARY)
    text = _decode(content).replace("\r\n", "\n").replace("\r", "\n")
    if not _SEEN.search(text):
        raise Fault(Code.EMPTY)
    return within_limit(text)


def _decode(content: bytes) -> str:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _without_noise(content.removeprefix(mark).decode(encoding, errors="replace"))
    if order := _utf16_by_its_zeros(content[:_SAMPLE]):
        return _without_noise(content.decode(order, errors="replace"))
    if _share(content[:_SAMPLE], _CONTROL) > _TOLERATED:
        raise Fault(Code.BINARY)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_in_part(content)


def _decode_in_part(content: bytes) -> str:
    """Bytes that are not all UTF-8: the same with faults if most of its letters are whole, else Windows-1252."""
    whole = content.decode("utf-8", errors="ignore")
    letters = len(whole) - len(content.translate(None, _HIGH))
    lost = len(content) - len(whole.encode())
    if letters > lost:
        return content.decode("utf-8", errors="replace")
    if _share(content[:_SAMPLE], _MEANINGLESS) > _TOLERATED:
        raise Fault(Code.BINARY)
    return content.decode("windows-1252", errors="replace")


def _share(content: bytes, wanted: bytes) -> float:
    """How large a part of `content` its bytes among `wanted` are."""
    return (len(content) - len(content.translate(None, wanted))) / max(len(content), 1)


def _utf16_by_its_zeros(content: bytes) -> str | None:
    """The order of UTF-16 without a mark: in Latin text every other byte, and only that, is nearly always zero."""
    half = len(content) // 2
    even, odd = content[0::2].count(0), content[1::2].count(0)
    if half and odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if half and even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _without_noise(text: str) -> str:
    """The text itself, unless it is bytes that only looked like UTF-16."""
    sample = text[:_SAMPLE]
    odd = sum(1 for letter in sample if letter == "\ufffd" or (letter < " " and letter not in "\t\n\v\f\r"))
    if odd > _TOLERATED * len(sample):
        raise Fault(Code.BINARY)
    return text

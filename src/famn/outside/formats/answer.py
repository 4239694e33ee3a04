"""What reading a file can answer: its text, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MEGABYTE: Final = 1024 * 1024
MAX_BYTES: Final = 25 * MEGABYTE
MAX_PAGES: Final = 1_000
# What comes after has to read the text, in time that grows with it: some 350 full pages are let through.
MAX_CHARACTERS: Final = 1_000_000
MAX_LINES: Final = 30_000


class Code(StrEnum):
    """Every reason why a file cannot be read."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    BOMB = "bomb"
    BINARY = "binary"
    EMPTY = "empty"
    NO_TEXT = "no_text"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_SLOW = "too_slow"


class Kind(StrEnum):
    """What a file is by its content. Markdown is text whose name says so; nothing else is told by a name."""

    TEXT = "text"
    MARKDOWN = "markdown"
    PDF = "pdf"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, lines ended by `\\n` and pages of a PDF parted by form feeds."""

    text: str
    pages: int
    kind: Kind


class Fault(Exception):
    """The file cannot be read, and `code` says why."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


def within_limit(text: str) -> str:
    """The text itself. Raises `Fault` where it is longer than any document that Famn reads."""
    if len(text) > MAX_CHARACTERS or text.count("\n") > MAX_LINES:
        raise Fault(Code.TOO_LARGE)
    return text

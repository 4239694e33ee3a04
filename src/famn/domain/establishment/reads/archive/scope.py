"""For whom a package is gathered: whose walls are open, and what is missing because of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from famn.domain.matters.drafting.paper import Paper
from famn.domain.people.rules import Actor
from famn.outside.archive import File, Unwritable
from famn.outside.pdf import PdfFault, compile_pdf

PDF: Final = "application/pdf"
JSON: Final = "application/json"
MEDIA_TYPES: Final = {
    "pdf": PDF,
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "txt": "text/plain",
    "md": "text/markdown",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}


@dataclass(frozen=True)
class Scope:
    """The secrecy areas whose files may be opened, and the sentences on what could not be gathered."""

    actor: Actor
    areas: frozenset[int]
    at: datetime
    gaps: list[str] = field(default_factory=list)


def media_type(name: str) -> str:
    """The type that the ending of a name says; what is unknown is bytes."""
    return MEDIA_TYPES.get(name.rpartition(".")[2].lower(), "application/octet-stream")


def printed(name: str, words: str, at: datetime, paper: Callable[[], Paper]) -> File:
    """A paper as PDF, set when it is written. `at` is the time that the file says it was made."""

    def read() -> bytes:
        try:
            return compile_pdf(paper().as_json(), at=at)
        except PdfFault as fault:
            raise Unwritable(fault.reason) from fault

    return File(name, PDF, at, read, words)

"""Finished documents as PDF, by typst: tagged for everybody (PDF/UA-1) and for the archive (PDF/A-2a), in one file.

The facts go in as data and are never read as typst. Whatever typst warns of is a fault here: a font that is missing
would otherwise give a file that conforms and holds no text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Literal

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    import typst

LETTER: Final = Path(__file__).with_name("letter")
FONTS: Final = LETTER / "fonts"
STANDARDS: Final[list[Literal["ua-1", "a-2a"]]] = ["ua-1", "a-2a"]
_ONE_AT_A_TIME: Final = Lock()  # a kept compiler works on one document at a time


class PdfFault(Exception):
    """The document could not be printed. `reason` says so in Swedish, `details` are typst's own words."""

    def __init__(self, reason: str, details: Sequence[str]) -> None:
        super().__init__("; ".join(details))
        self.reason = reason
        self.details = tuple(details)

    def __str__(self) -> str:
        return self.reason


def compile_pdf(paper: Mapping[str, Any], *, at: datetime | None = None, fonts: Path = FONTS) -> bytes:
    """A paper (`Paper.as_json`) as PDF. Raises `PdfFault`, never prints half.

    `at` is the time it says it was made, to the second. The first call takes a tenth of a second, and those after it
    some thousandths.
    """
    import typst  # slow to load and large: a process that prints nothing is spared it

    with _ONE_AT_A_TIME:
        try:
            content, warnings = _compiler(fonts).compile_with_warnings(
                format="pdf",
                sys_inputs={"paper": json.dumps(paper)},
                pdf_standards=[*STANDARDS],
                timestamp=at and at.astimezone(UTC).replace(microsecond=0),
            )
        except typst.TypstError as error:
            raise PdfFault(_reason(str(error)), [str(error)]) from error
    if warnings:
        raise PdfFault(_reason(*map(str, warnings)), [str(warning) for warning in warnings])
    if not isinstance(content, bytes):  # None or a page each: typst promises neither
        raise PdfFault(_reason(), ["typst gave no file"])
    return content


@cache
def _compiler(fonts: Path) -> typst.Compiler:
    """The compiler with the letter and its fonts read in; kept as long as the process lives. Raises `PdfFault`."""
    import typst  # as in `compile_pdf`

    registered = json.loads((FONTS / "fonts.json").read_text(encoding="utf-8"))["files"]
    missing = [name for name in registered if not (fonts / name).is_file()]
    if missing:  # typst would set the words in another style, or leave them out
        raise PdfFault(_reason("font"), [f"no font {name}" for name in missing])

    return typst.Compiler(LETTER / "letter.typ", root=LETTER, font_paths=[fonts], ignore_system_fonts=True)


def fault_of(*details: str) -> PdfFault:
    """What typst said, as a fault with its reason in words."""
    return PdfFault(_reason(*details), details)


def _reason(*details: str) -> str:
    told = " ".join(details)
    if "could not be displayed" in told:
        sign = _quoted(told)
        return _(
            "Dokumentet går inte att skriva ut. Tecknet %(sign)s saknas i typsnittet. Skriv det på annat sätt."
        ) % {"sign": sign}
    if "font" in told:
        return _("Dokumentet går inte att skriva ut. Ett typsnitt saknas i Famn. Säg till den som sköter systemet.")
    return _("Dokumentet går inte att skriva ut. Något i det går inte att sätta. Säg till den som sköter systemet.")


def _quoted(told: str) -> str:
    """What stands between the first pair of quotes in typst's words."""
    parts = told.split('"')
    return f"”{parts[1]}”" if len(parts) > 2 else ""

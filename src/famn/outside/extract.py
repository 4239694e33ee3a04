"""The text of an incoming file, whoever made it. A file is taken to be hostile until it has been read.

`extract` reads in this process; `extract_guarded` lets a child do it where the file's kind could do harm.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from famn.outside.formats.answer import MAX_BYTES, Code, Extracted, Fault, Kind
from famn.outside.formats.choose import kind_of, read_any

__all__ = ["Code", "Extracted", "Kind", "Unreadable", "extract", "extract_guarded"]

SECONDS: Final = 1.3  # of the processor's time for one file: with what surrounds it, the answer comes within two
BUSY: Final = 4  # times as long by the clock: a computer with much to do gives the child a part of its time only
MEMORY: Final = 768  # megabytes that the child may use
CHILD: Final = Path(__file__).with_name("formats") / "child.py"

REASONS: Final[dict[Code, Promise]] = {
    Code.ENCRYPTED: _(
        "Filen går inte att läsa. Den är låst med lösenord. Spara en kopia utan lösenord och läs in den igen."
    ),
    Code.DAMAGED: _("Filen går inte att läsa. Den är skadad. Be om en ny kopia och läs in den i stället."),
    Code.TOO_LARGE: _("Filen går inte att läsa. Den är för stor. Läs in själva beslutet utan bilagor."),
    Code.BOMB: _(
        "Filen går inte att läsa. Den blir orimligt stor när den packas upp. Spara den som PDF och läs in den igen."
    ),
    Code.BINARY: _(
        "Filen går inte att läsa. Den är varken text, PDF eller Word (.docx). Spara den som PDF och läs in den igen."
    ),
    Code.EMPTY: _("Filen går inte att läsa. Den är tom. Kontrollera att du valde rätt fil."),
    Code.NO_TEXT: _(
        "Filen går inte att läsa. Den innehåller ingen text och är nog inskannad. Be om originalet och läs in det."
    ),
    Code.TOO_MANY_PAGES: _(
        "Filen går inte att läsa. Den har fler än 1 000 sidor. Läs in själva beslutet utan bilagor."
    ),
    Code.TOO_SLOW: _(
        "Filen går inte att läsa. Det tog för lång tid. Läs in själva beslutet utan bilagor, eller försök igen senare."
    ),
}


class Unreadable(Exception):
    """The file has no text that Famn can read: `code` for programs, `reason` in Swedish for people."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code
        self.reason = REASONS[code]

    def __str__(self) -> str:
        return str(self.reason)


def extract(content: bytes, *, name: str, max_bytes: int = MAX_BYTES) -> Extracted:
    """The text of a file of at most `max_bytes`; its kind is told by content. Raises `Unreadable`.

    Of `name` only the ending matters, and only for text: `.md` makes it markdown.
    """
    try:
        _refuse_size(content, max_bytes)
        return _named(Extracted(*read_any(content)), name)
    except Fault as fault:
        raise Unreadable(fault.code) from fault


def extract_guarded(content: bytes, *, name: str, max_bytes: int = MAX_BYTES, seconds: float = SECONDS) -> Extracted:
    """As `extract`, but PDF and Word are read by a child that may neither take long nor much memory.

    A file that makes the reading hang, crash or swell costs the child its life and nobody else. Plain text can do
    no harm, and is read here. Raises `Unreadable` within about `seconds` of work.
    """
    try:
        _refuse_size(content, max_bytes)
        harmless = kind_of(content) is Kind.TEXT
    except Fault as fault:
        raise Unreadable(fault.code) from fault
    if harmless:
        return extract(content, name=name, max_bytes=max_bytes)
    answer = _ask_child(content, seconds)
    if "code" in answer:
        raise Unreadable(Code(answer["code"]))
    return Extracted(str(answer["text"]), int(answer["pages"]), Kind(answer["kind"]))


def _refuse_size(content: bytes, max_bytes: int) -> None:
    if not content:
        raise Fault(Code.EMPTY)
    if len(content) > max_bytes:
        raise Fault(Code.TOO_LARGE)


def _named(found: Extracted, name: str) -> Extracted:
    if found.kind is Kind.TEXT and name.lower().endswith((".md", ".markdown")):
        return Extracted(found.text, found.pages, Kind.MARKDOWN)
    return found


def _ask_child(content: bytes, seconds: float) -> dict[str, str]:
    """The child's answer as it wrote it. Raises `Unreadable` where it did not live to write one."""
    program = [sys.executable, "-I", str(CHILD), str(seconds), str(MEMORY)]
    try:
        done = subprocess.run(  # noqa: S603  our own program with two numbers
            program,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds * BUSY,
            env={},  # no password of the database in a process that reads what a stranger wrote
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise Unreadable(Code.TOO_SLOW) from late
    if done.returncode:
        raise Unreadable(Code.TOO_SLOW if done.returncode in _OUT_OF_TIME else Code.DAMAGED)
    answer: dict[str, str] = json.loads(done.stdout)
    return answer


_OUT_OF_TIME: Final = {-27, -24, -9}  # SIGPROF, and SIGXCPU or SIGKILL where the hard limit is reached first

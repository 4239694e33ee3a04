"""Finished documents as Word files, by docxtpl: in our own template, or in one that an authority has made in Word.

Our own is filled in this process. A foreign one is taken to be hostile: a child fills it, within limits.
"""

from __future__ import annotations

import base64
import json
import math
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OWN_TEMPLATE: Final = Path(__file__).with_name("letter") / "letter.docx"
SECONDS: Final = 4.0  # of the processor's time for one template
BUSY: Final = 3  # times as long by the clock: a computer with much to do gives the child a part of its time only
MEMORY: Final = 768  # megabytes that the child may use
MAX_BYTES: Final = 5 * 1024 * 1024  # of a template: a letterhead with a coat of arms is far below one megabyte
CHILD: Final = Path(__file__).with_name("wording") / "child.py"
_OUT_OF_TIME: Final = {-24, -9}  # SIGXCPU, and SIGKILL where the hard limit is reached first

REASONS: Final[Mapping[str, Promise]] = {
    "no_word_file": _("Mallen går inte att använda. Den är inget Word-dokument (.docx) eller så är den skadad."),
    "too_large": _("Mallen går inte att använda. Den är för stor eller blir orimligt stor när den fylls i."),
    "syntax": _("Mallen går inte att använda. Ett fält är inte rätt skrivet. Skriv fälten som {{ rubrik }}."),
    "forbidden": _("Mallen går inte att använda. ”%(detail)s” får inte stå i en mall. Använd fält, for och if."),
    "unknown_field": _("Mallen går inte att använda. Fältet ”%(detail)s” finns inte."),
    "no_body": _("Mallen går inte att använda. Skriv {{ innehåll }} en gång, ensamt i ett eget stycke."),
    "broken": _(
        "Mallen går inte att använda. Ett fält står där Word inte tål det. Flytta det till ett vanligt stycke."
    ),
    "too_slow": _("Mallen går inte att använda. Det tog för lång tid att fylla i den."),
}


class WordFault(Exception):
    """The template cannot be used: `code` for programs, `reason` in Swedish for people."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail
        self.reason = str(REASONS[code]) % {"detail": detail} if detail else str(REASONS[code])

    def __str__(self) -> str:
        return self.reason


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What a template was seen to be when it was handed in.

    `misspelt` are words that are no fields, each with the nearest field or nothing; `missing` are fields that a
    document cannot do without; `faults` are reasons why the template cannot be used at all.
    """

    used: tuple[str, ...] = ()
    misspelt: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether documents can be written in it: nothing is misspelt, missing or wrong."""
        return not (self.misspelt or self.missing or self.faults)


def own_template() -> bytes:
    """Our own template, to start from and to go back to."""
    return _own_template()


@cache
def _own_template() -> bytes:
    return OWN_TEMPLATE.read_bytes()


def render_word(
    paper: Mapping[str, Any], *, template: bytes | None = None, seconds: float = SECONDS, max_bytes: int = MAX_BYTES
) -> bytes:
    """A paper (`Paper.as_json`) as a Word file, in an authority's template or else in ours.

    Raises `WordFault` within about `seconds` of work where the template cannot be used.
    """
    if template is None:
        return _render_own(paper)
    answer = _ask_child(template, paper, seconds, max_bytes)
    return base64.b64decode(answer["document"])


def inspect_template(template: bytes, *, seconds: float = SECONDS, max_bytes: int = MAX_BYTES) -> TemplateReport:
    """Which fields a template uses, misspells and lacks, or why it cannot be used. Never raises."""
    try:
        found = _ask_child(template, None, seconds, max_bytes)
    except WordFault as fault:
        return TemplateReport(faults=(fault.reason,))
    return TemplateReport(
        used=tuple(found["used"]),
        misspelt=tuple((word, near) for word, near in found["misspelt"]),
        missing=tuple(found["missing"]),
    )


def _render_own(paper: Mapping[str, Any]) -> bytes:
    from famn.outside.wording.fill import fill  # large, and seldom needed: other processes are spared it

    return fill(_own_template(), paper)


def _ask_child(template: bytes, paper: Mapping[str, Any] | None, seconds: float, max_bytes: int) -> dict[str, Any]:
    """The child's answer. Raises `WordFault` where it found a fault, or did not live to answer."""
    if len(template) > max_bytes:
        raise WordFault("too_large")
    asked = {"template": base64.b64encode(template).decode("ascii"), "paper": paper}
    try:
        done = subprocess.run(  # noqa: S603  our own program with two numbers
            [sys.executable, "-I", str(CHILD), str(math.ceil(seconds)), str(MEMORY)],
            input=json.dumps(asked).encode("ascii"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=seconds * BUSY,
            env={},  # no password of the database in a process that runs what a stranger wrote
            cwd="/",
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise WordFault("too_slow") from late
    if done.returncode:
        raise WordFault("too_slow" if done.returncode in _OUT_OF_TIME else "broken")
    answer: dict[str, Any] = json.loads(done.stdout)
    if "code" in answer:
        raise WordFault(answer["code"], answer["detail"])
    return answer

"""Names of files that every system takes, whatever a stranger called them: no path, no sign that means something."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 80  # signs, its ending among them
_TAKEN: Final = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}


def safe_name(written: str) -> str:
    """Small letters, figures and hyphens, and at most one short ending: "../Bilaga Å 1.PDF" is "bilaga-a-1.pdf"."""
    last = re.split(r"[/\\:]", written)[-1]
    stem, dot, ending = last.rpartition(".")
    if not dot or not re.fullmatch(r"[A-Za-z0-9]{1,8}", ending):
        stem, ending = last, ""
    plain = _plain(stem) or "fil"
    if plain in _TAKEN:
        plain = f"fil-{plain}"
    tail = f".{ending.lower()}" if ending else ""
    return plain[: LONGEST - len(tail)].rstrip("-") + tail


def free_name(name: str, taken: set[str]) -> str:
    """The name, or it with the first number that makes it another: "brev.pdf", "brev-2.pdf"."""
    stem, dot, ending = name.rpartition(".")
    if not dot:
        stem, ending = name, ""
    number, found = 1, name
    while found in taken:
        number += 1
        found = f"{stem}-{number}{dot}{ending}"
    return found


def _plain(text: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only.lower()))

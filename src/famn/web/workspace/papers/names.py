"""What a downloaded paper is called. Pure."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 60  # signs of a title, so that the whole name shows in a list of files


def file_name(registry_number: str, title: str, *, version: int | None = None) -> str:
    """A name without its ending, of letters that every system takes: "KS-2021-0049-utredning-familjecentral".

    The registry number keeps its capitals; the title is cut between words. `version` tells an earlier one.
    """
    parts = [_plain(registry_number), _cut(_plain(title).lower()), f"version-{version}" if version else ""]
    return "-".join(filter(None, parts)) or "utlatande"


def _plain(text: str) -> str:
    """The words with hyphens between them. Letters lose their marks; what is no Latin letter or figure is left out."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[A-Za-z0-9]+", ascii_only))


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else words[: LONGEST + 1].rpartition("-")[0] or words[:LONGEST]

"""The fields of a Word template: Swedish words, since those who make templates write them in Word.

`innehåll` is the whole document from the first heading on and stands alone in a paragraph; `huvud` is the lines of the
head, each with `etikett` and `värde`; `adress` is lines. All others are text, perhaps empty.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

HEAD_FIELDS: Final = {
    "case_officer": "handläggare",
    "phone": "telefon",
    "email": "epost",
    "authority": "nämnd",
    "meeting_date": "sammanträdesdatum",
    "date": "datum",
    "registry_number": "diarienummer",
    "their_reference": "er_beteckning",
    "code": "diariekod",
    "copy_to": "kopia_till",
}
LETTERHEAD_FIELDS: Final = {
    "sender": "förvaltning",
    "principal": "huvudman",
    "unit": "enhet",
    "phone": "växel",
    "email": "avsändarens_epost",
    "web": "webbplats",
}
HEAD: Final = "huvud"
BODY: Final = "innehåll"
FIELDS: Final = frozenset(
    {*HEAD_FIELDS.values(), *LETTERHEAD_FIELDS.values(), "adress", "dokumentord", "rubrik", HEAD, BODY}
)
# What a document cannot do without. `huvud` brings all lines of the head at once.
NEEDED: Final = ("dokumentord", "förvaltning", "rubrik", BODY)
NEEDED_IN_HEAD: Final = ("diarienummer", "handläggare", "nämnd")

_NOT_IN_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def values_of(paper: Mapping[str, Any]) -> dict[str, Any]:
    """Every field but `innehåll`, with its value on this paper (`Paper.as_json`)."""
    letterhead = paper["letterhead"]
    told = {row["key"]: row["value"] for row in paper["head"]}
    return {
        **{name: told.get(key, "") for key, name in HEAD_FIELDS.items()},
        **{name: letterhead[key] for key, name in LETTERHEAD_FIELDS.items()},
        "adress": letterhead["address"],
        "dokumentord": _marked(paper["document_word"], paper["mark"]),
        "rubrik": paper["title"],
        HEAD: [{"etikett": row["label"], "värde": row["value"]} for row in paper["head"]],
    }


def _marked(word: str, mark: str) -> str:
    """What the document is and, where it has a mark, that too: every template prints the one, and so the other."""
    return f"{word} ({mark.lower()})" if mark else word


def missing_fields(used: frozenset[str]) -> tuple[str, ...]:
    """What the template lacks, of that which a document cannot do without."""
    needed = NEEDED if HEAD in used else (*NEEDED, *NEEDED_IN_HEAD)
    return tuple(name for name in needed if name not in used)


def cleaned(value: Any) -> Any:
    """Plain JSON values without the signs that a Word file cannot hold."""
    if isinstance(value, str):
        return _NOT_IN_XML.sub("", value)
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    if isinstance(value, dict):
        return {key: cleaned(each) for key, each in value.items()}
    return value

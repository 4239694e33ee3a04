"""What a letter says at one version: parties, aim, text, goals, lines to sign on, and what is agreed on. Plain values.

Who holds the post on a line is not part of it: one manager may follow another under the same words.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from famn.domain.agreements.drafting.agreed import Agreed
from famn.domain.agreements.drafting.kinds import COOPERATION, INTENT
from famn.domain.matters.drafting.content import Content as ReportContent
from famn.domain.matters.drafting.content import Section, Signatory

BLANK: Final = re.compile(r"\{([a-zåäö_]{2,40})\}")  # {kommun}: a placeholder in a text
AIM_BLANK: Final = "syfte"  # filled in by the letter's aim
AIMS: Final = {"full": "familjecentral", "like": "familjecentralsliknande verksamhet"}
LEG_WORDS: Final = {
    "MIDWIFERY": "barnmorskemottagning",
    "CHILD_HEALTH": "barnhälsovård",
    "OPEN_PRESCHOOL": "öppen förskola",
    "PREVENTIVE_SOCIAL": "förebyggande socialtjänst",
}


@dataclass(frozen=True, slots=True)
class Party:
    """A party as the letter names it, and the legs it brings."""

    name: str
    kind: str
    legs: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The party with its legs after it: "Laxå kommun (öppen förskola och förebyggande socialtjänst)"."""
        legs = _joined([LEG_WORDS[leg] for leg in LEG_WORDS if leg in self.legs])
        return f"{self.name} ({legs})" if legs else self.name


@dataclass(frozen=True, slots=True)
class Line:
    """A line to sign on: for which party, and by the holder of which post."""

    party: str
    leg: str
    role: str


@dataclass(frozen=True, slots=True)
class Content:
    """A letter at one version. `values` are what stands for the placeholders of the text; never change it."""

    title: str
    aim: str
    parties: tuple[Party, ...] = ()
    sections: tuple[Section, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict, hash=False)
    goals: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    agreed: Agreed | None = None  # of a cooperation agreement alone

    @property
    def kind(self) -> str:
        """Which kind of letter this is, as in `kinds.WORDS`."""
        return INTENT if self.agreed is None else COOPERATION

    def filled(self, text: str) -> str:
        """The text with what is known in the place of its placeholders."""
        known = {AIM_BLANK: AIMS.get(self.aim, "")} | dict(self.values)
        return BLANK.sub(lambda found: known.get(found[1], "") or found[0], text)

    def text_of(self, key: str) -> str:
        """What stands under a heading, filled in as far as is known; empty where there is no such heading."""
        return next((self.filled(one.text) for one in self.sections if one.key == key), "")

    def blanks(self) -> Iterator[tuple[str, str]]:
        """Every placeholder that nothing stands for, where it stands: the path of the part and the name."""
        parts = [("title", self.title), *((f"sections.{one.key}", one.text) for one in self.sections)]
        for path, text in parts:
            for found in dict.fromkeys(BLANK.findall(self.filled(text))):
                yield path, found

    def names(self) -> tuple[str, ...]:
        """The placeholders that a person fills in, in the order in which they stand."""
        text = "\n".join([self.title, *(one.text for one in self.sections)])
        return tuple(name for name in dict.fromkeys(BLANK.findall(text)) if name != AIM_BLANK)

    def as_json(self) -> dict[str, Any]:
        """The content as plain JSON values; `from_json` gives the same content back."""
        agreed = {} if self.agreed is None else {"agreed": self.agreed.as_json()}
        return {
            "title": self.title,
            "aim": self.aim,
            "parties": [{"name": one.name, "kind": one.kind, "legs": list(one.legs)} for one in self.parties],
            "sections": [{"key": one.key, "heading": one.heading, "text": one.text} for one in self.sections],
            "values": dict(self.values),
            "goals": list(self.goals),
            "lines": [{"party": one.party, "leg": one.leg, "role": one.role} for one in self.lines],
        } | agreed

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Content:
        """The content of `as_json`; a letter without `agreed` has none. Raises KeyError for what is missing."""
        return cls(
            title=row["title"],
            aim=row["aim"],
            parties=tuple(Party(one["name"], one["kind"], tuple(one["legs"])) for one in row["parties"]),
            sections=tuple(Section(one["key"], one["heading"], one["text"]) for one in row["sections"]),
            values=dict(row["values"]),
            goals=tuple(row["goals"]),
            lines=tuple(Line(one["party"], one["leg"], one["role"]) for one in row["lines"]),
            agreed=Agreed.from_json(row["agreed"]) if "agreed" in row else None,
        )

    def checksum(self, head: Mapping[str, Any]) -> str:
        """SHA-256 over what the letter says and its head, in hexadecimal: equal for equal letters."""
        facts = json.dumps([self.as_json(), head], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
        return hashlib.sha256(facts.encode("ascii")).hexdigest()

    def tidied(self) -> Content:
        """The same content as it is kept: no space at the edges, one form of line end, no value that is empty."""
        return replace(
            self,
            title=" ".join(self.title.split()),
            sections=tuple(Section(one.key, " ".join(one.heading.split()), _text(one.text)) for one in self.sections),
            values={name: words for name, value in self.values.items() if (words := " ".join(value.split()))},
        )

    def as_report(self) -> ReportContent:
        """The same words in the form in which two versions are compared word by word."""
        sections = (
            Section("parties", "Parter", "\n".join(one.words for one in self.parties)),
            *(replace(one, text=self.filled(one.text)) for one in self.sections),
            Section("goals", "Mål", "\n".join(self.goals)),
            *_agreed(self.agreed),
        )
        signatories = tuple(Signatory(one.role, one.party) for one in self.lines)
        return ReportContent(title=self.filled(self.title), sections=sections, signatories=signatories)


def _agreed(agreed: Agreed | None) -> Iterator[Section]:
    if agreed is not None:
        yield Section("terms", "Avtalstid", _rows(agreed.term_rows()))
        yield Section("commitments", "Åtaganden", _rows(agreed.pledge_rows()))
        yield Section("costs", "Kostnader", _rows(agreed.payment_rows()))


def _rows(rows: Iterable[Iterable[str]]) -> str:
    return "\n".join(": ".join(filter(None, row)) for row in rows)


def _joined(words: list[str]) -> str:
    return " och ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def _text(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")

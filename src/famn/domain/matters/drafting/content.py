"""What a report to a board says at one version, whatever it will look like. Plain values in, plain values out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final


@dataclass(frozen=True, slots=True)
class Section:
    """Text under a heading, with light markup (see `prose`). `key` is the heading's in the layout."""

    key: str
    heading: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Whoever holds a post and is given the mandate to sign; the name may be left out."""

    title: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One proposed decision. A point for immediate approval of the minutes may leave `text` to the layout.

    `text` is without number and "att". `report_back_date` is ISO 8601, perhaps of reduced precision, or empty.
    """

    text: str
    body: str = ""
    proposer: str = ""
    immediate_approval: bool = False
    report_back_date: str = ""
    mandate: tuple[Holder, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, and as what. A name that is not known yet is empty."""

    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A report at one version. `excuses` gives, by a section's key, the reason why it is empty; never change it."""

    title: str = ""
    sections: tuple[Section, ...] = ()
    points: tuple[Point, ...] = ()
    attachments: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()
    excuses: Mapping[str, str] = field(default_factory=dict, hash=False)

    def section(self, key: str) -> Section | None:
        """The section with this key, if there is one."""
        return next((one for one in self.sections if one.key == key), None)

    def text_of(self, key: str) -> str:
        """The text of the section with this key; empty where there is none."""
        found = self.section(key)
        return found.text if found else ""

    def as_json(self) -> dict[str, Any]:
        """The content as plain JSON values; `from_json` gives the same content back."""
        return {
            "title": self.title,
            "sections": [{"key": one.key, "heading": one.heading, "text": one.text} for one in self.sections],
            "points": [_point_as_json(one) for one in self.points],
            "attachments": list(self.attachments),
            "distribution": list(self.distribution),
            "signatories": [{"name": one.name, "title": one.title} for one in self.signatories],
            "excuses": dict(self.excuses),
        }

    @classmethod
    def from_json(cls, json: Mapping[str, Any]) -> Content:
        """The content of `as_json`. A key that is missing gives an empty value."""
        return cls(
            title=str(json.get("title", "")),
            sections=tuple(
                Section(str(row["key"]), str(row["heading"]), str(row.get("text", "")))
                for row in json.get("sections", ())
            ),
            points=tuple(map(_point_from_json, json.get("points", ()))),
            attachments=tuple(map(str, json.get("attachments", ()))),
            distribution=tuple(map(str, json.get("distribution", ()))),
            signatories=tuple(
                Signatory(str(row["name"]), str(row.get("title", ""))) for row in json.get("signatories", ())
            ),
            excuses={str(key): str(reason) for key, reason in json.get("excuses", {}).items()},
        )

    def tidied(self) -> Content:
        """The same content as it is kept: line ends `\\n`, no space at the edges, nothing empty or unprintable."""
        return replace(
            self,
            title=_line(self.title),
            sections=tuple(Section(one.key, _line(one.heading), _text(one.text)) for one in self.sections),
            points=tuple(
                one for one in map(_tidied_point, self.points) if one.text or one.immediate_approval or one.mandate
            ),
            attachments=_lines(self.attachments),
            distribution=_lines(self.distribution),
            signatories=tuple(
                one
                for one in (Signatory(_line(each.name), _line(each.title)) for each in self.signatories)
                if one.name or one.title
            ),
            excuses={key: line for key, reason in self.excuses.items() if (line := _line(reason))},
        )


def _point_as_json(point: Point) -> dict[str, Any]:
    return {
        "text": point.text,
        "body": point.body,
        "proposer": point.proposer,
        "immediate_approval": point.immediate_approval,
        "report_back_date": point.report_back_date,
        "mandate": [{"title": one.title, "name": one.name} for one in point.mandate],
    }


def _point_from_json(row: Mapping[str, Any]) -> Point:
    return Point(
        text=str(row["text"]),
        body=str(row.get("body", "")),
        proposer=str(row.get("proposer", "")),
        immediate_approval=bool(row.get("immediate_approval", False)),
        report_back_date=str(row.get("report_back_date", "")),
        mandate=tuple(Holder(str(one["title"]), str(one.get("name", ""))) for one in row.get("mandate", ())),
    )


def _tidied_point(point: Point) -> Point:
    return Point(
        text=_line(point.text),
        body=_line(point.body),
        proposer=_line(point.proposer),
        immediate_approval=point.immediate_approval,
        report_back_date=_line(point.report_back_date),
        mandate=tuple(Holder(title, _line(one.name)) for one in point.mandate if (title := _line(one.title))),
    )


# Signs that no paper can hold: control characters, and halves of characters. Tabs and line ends are not among them.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _line(text: str) -> str:
    return " ".join(_UNPRINTABLE.sub("", text).split())


def _text(text: str) -> str:
    lines = _UNPRINTABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _lines(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(_line, values) if line)

"""What a person confirms of a document: the reader's fields, corrected, and what is to come of them.

Pure: plain values in, plain values out. The keys are those of the reader's JSON (docs/reading.md), and two more:
`matter`, the code of a matter that the document joins, and `initiative`, whether an initiative is to start.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from famn.ground.text import squeeze


@dataclass(frozen=True, slots=True)
class Point:
    """One point of a proposed decision. `report_back_date` is ISO 8601, perhaps of reduced precision, or empty."""

    text: str
    body: str = ""
    proposer: str = ""
    immediate_approval: bool = False
    report_back_date: str = ""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Point:
        """One point of the reader's list."""
        return cls(
            text=_text(row.get("text")),
            body=_line(row.get("body")),
            proposer=_line(row.get("proposer")),
            immediate_approval=bool(row.get("immediate_approval")),
            report_back_date=_line(row.get("report_back_date")),
        )


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who signs, or who attested on `date`. Each part may be empty: it is never guessed."""

    name: str = ""
    title: str = ""
    date: str = ""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Person:
        """One row of the reader's signatories or attestations."""
        return cls(name=_line(row.get("name")), title=_line(row.get("title")), date=_line(row.get("date")))


@dataclass(frozen=True, slots=True)
class Start:
    """Whether an initiative is to start from the document, and with what. `step` is where it stands, if known."""

    start: bool = False
    title: str = ""
    trigger: str = ""
    move_by: str = ""
    step: int | None = None
    place_code: str = ""

    @classmethod
    def read(cls, row: Mapping[str, Any]) -> Start:
        """The `initiative` of a draft."""
        step = row.get("step")
        return cls(
            start=bool(row.get("start")),
            title=_line(row.get("title")),
            trigger=_text(row.get("trigger")),
            move_by=_line(row.get("move_by")),
            step=int(step) if step not in (None, "") else None,
            place_code=_line(row.get("place_code")),
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """A document as a person confirms it. Text that is not there is empty; lists keep the document's order."""

    kind: str = "unknown"
    title: str = ""
    date: str = ""
    meeting_date: str = ""
    registry_numbers: tuple[str, ...] = ()
    authority: str = ""
    area: str = ""
    case_officer: str = ""
    decision_points: tuple[Point, ...] = ()
    parties: tuple[str, ...] = ()
    legs: tuple[str, ...] = ()
    signatories: tuple[Person, ...] = ()
    attestations: tuple[Person, ...] = ()
    attachments: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    sections: tuple[tuple[str, str], ...] = ()  # heading, text
    goals: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    matter: str = ""
    initiative: Start = Start()

    @property
    def registry_number(self) -> str:
        """The document's own registry number, as written; empty where it has none."""
        return self.registry_numbers[0] if self.registry_numbers else ""

    @classmethod
    def from_reading(cls, json: Mapping[str, Any]) -> Facts:
        """The facts of a reading or of a saved draft. Keys that are missing or null give empty values."""
        return cls(
            kind=_line(json.get("kind")) or "unknown",
            title=_line(json.get("title")),
            date=_line(json.get("date")),
            meeting_date=_line(json.get("meeting_date")),
            registry_numbers=_lines(json.get("registry_numbers")),
            authority=_line(json.get("authority")),
            area=_line(json.get("area")),
            case_officer=_line(json.get("case_officer")),
            decision_points=tuple(Point.read(row) for row in json.get("decision_points") or ()),
            parties=_lines(json.get("parties")),
            legs=_lines(json.get("legs")),
            signatories=tuple(Person.read(row) for row in json.get("signatories") or ()),
            attestations=tuple(Person.read(row) for row in json.get("attestations") or ()),
            attachments=_lines(json.get("attachments")),
            distribution=_lines(json.get("distribution")),
            sections=tuple((_line(row["heading"]), _text(row["text"])) for row in json.get("sections") or ()),
            goals=_lines(json.get("goals")),
            steps=_lines(json.get("steps")),
            districts=_lines(json.get("districts")),
            matter=_line(json.get("matter")),
            initiative=Start.read(json.get("initiative") or {}),
        )

    def as_json(self) -> dict[str, Any]:
        """The facts as plain JSON values; a text that is not there is null, as in a reading."""
        plain = {one.name: getattr(self, one.name) for one in fields(self)}
        return plain | {
            **{name: plain[name] or None for name in ("title", "date", "meeting_date", "authority", "area")},
            "case_officer": self.case_officer or None,
            **{name: list(value) for name, value in plain.items() if isinstance(value, tuple)},
            "decision_points": [_row(point) for point in self.decision_points],
            "signatories": [{"name": one.name or None, "title": one.title or None} for one in self.signatories],
            "attestations": [_row(one) for one in self.attestations],
            "sections": [{"heading": heading, "text": text} for heading, text in self.sections],
            "initiative": _row(self.initiative) | {"title": self.initiative.title, "trigger": self.initiative.trigger},
        }


def full_date(text: str) -> dt.date | None:
    """The day that an ISO 8601 date names; None where it is empty or says only a month or a year.

    Raises ValueError where it is no date at all.
    """
    if len(text) in {0, 4, 7}:
        dt.date.fromisoformat((text + "-01-01")[:10] if text else "2000-01-01")
        return None
    return dt.date.fromisoformat(text)


def cut(text: str, length: int) -> str:
    """The text, shortened with an ellipsis where a column cannot hold it."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _row(one: Point | Person | Start) -> dict[str, Any]:
    """A small dataclass as JSON; empty text becomes null, but for the text of a point."""
    values = {field.name: getattr(one, field.name) for field in fields(one)}
    return {key: None if value == "" and key != "text" else value for key, value in values.items()}


def _line(value: object) -> str:
    return squeeze(str(value)) if value is not None else ""


def _text(value: object) -> str:
    return str(value).replace("\r\n", "\n").strip() if value is not None else ""


def _lines(values: Iterable[object] | None) -> tuple[str, ...]:
    return tuple(line for line in map(_line, values or ()) if line)

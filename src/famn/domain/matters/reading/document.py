"""What a read document is: the fields, their places in the text, and the closed lists.

Knows nothing of how anything was found; see docs/reading.md for what each field means.
"""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, ClassVar, NamedTuple, Self


class Kind(enum.StrEnum):
    """The kind of a document, decided by its head and not by its title."""

    BOARD_REPORT = "board_report"
    LETTER_OF_INTENT = "letter_of_intent"
    LETTER_OF_INTENT_TEMPLATE = "letter_of_intent_template"
    COOPERATION_AGREEMENT = "cooperation_agreement"
    JOINT_AGREEMENT = "joint_agreement"
    MINUTES_EXTRACT = "minutes_extract"
    INTERIM_REPORT = "interim_report"
    INVESTIGATION = "investigation"
    MOTION = "motion"
    INTERPELLATION = "interpellation"
    GUIDELINE = "guideline"
    ANNUAL_REPORT = "annual_report"
    NOTICE = "notice"
    UNKNOWN = "unknown"


class Leg(enum.StrEnum):
    """The four basic services of a family centre."""

    MIDWIFERY = "MIDWIFERY"
    CHILD_HEALTH = "CHILD_HEALTH"
    OPEN_PRESCHOOL = "OPEN_PRESCHOOL"
    PREVENTIVE_SOCIAL = "PREVENTIVE_SOCIAL"


class WarningCode(enum.StrEnum):
    """Everything that the reader can warn about; each is explained in docs/reading.md."""

    PERSON_SPELT_TWO_WAYS = "person_spelt_two_ways"
    DEADLINE_PAST = "deadline_past"
    DATE_ORDER = "date_order"
    ATTACHMENT_MISSING = "attachment_missing"
    ATTACHMENT_NOT_LISTED = "attachment_not_listed"
    ATTACHMENT_LATER = "attachment_later"
    PLACEHOLDER_OPEN = "placeholder_open"
    SAME_DOCUMENT = "same_document"


class Place(NamedTuple):
    """Where a value stands in the text as given: character offsets (end excluded) and line from 1."""

    start: int
    end: int
    line: int


class _Pickled:
    """Pickled as its fields in their order: the way of dataclasses takes several times as long."""

    __slots__ = ()
    __match_args__: ClassVar[tuple[str, ...]]

    def __reduce__(self) -> tuple[type[Self], tuple[Any, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__match_args__])


@dataclass(frozen=True, slots=True)
class DecisionPoint(_Pickled):
    """One proposed or made decision. ``report_back_date`` is ISO 8601, possibly of reduced precision."""

    text: str
    body: str | None = None
    proposer: str | None = None
    immediate_approval: bool = False
    report_back_date: str | None = None


@dataclass(frozen=True, slots=True)
class Signatory(_Pickled):
    """A signature line; ``name`` is None where the line is empty."""

    name: str | None
    title: str | None


@dataclass(frozen=True, slots=True)
class Attestation(_Pickled):
    """A row of a digital approval list, which is not a signature."""

    name: str | None
    title: str | None
    date: str | None


@dataclass(frozen=True, slots=True)
class Section(_Pickled):
    """A heading and the running text under it."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Warning(_Pickled):
    """Something a person should look at. ``paths`` names the values that it is about."""

    code: WarningCode
    message: str
    where: str
    paths: tuple[str, ...] = ()


@dataclass(slots=True)
class Reading:
    """A document as read; nothing in it is confirmed by a person yet."""

    file: str = ""
    kind: Kind = Kind.UNKNOWN
    title: str | None = None
    date: str | None = None
    meeting_date: str | None = None
    registry_numbers: list[str] = field(default_factory=list)
    authority: str | None = None
    area: str | None = None
    case_officer: str | None = None
    decision_points: list[DecisionPoint] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    legs: list[Leg] = field(default_factory=list)
    signatories: list[Signatory] = field(default_factory=list)
    attestations: list[Attestation] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    distribution: list[str] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    goals: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    districts: list[str] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)
    same_as: str | None = None
    places: dict[str, Place] = field(default_factory=dict)

    def __reduce__(self) -> tuple[Callable[..., Reading], tuple[Any, ...]]:
        """Pickled as its fields in their order, the places, of which there are many, as bare numbers."""
        *values, places = [getattr(self, name) for name in self.__match_args__]
        return _reading, (list(places), list(chain.from_iterable(places.values())), values)

    def as_json(self) -> dict[str, Any]:
        """The reading as plain JSON values, with the keys of docs/reading.md in their order."""
        return {
            "file": self.file,
            "kind": str(self.kind),
            "title": self.title,
            "date": self.date,
            "meeting_date": self.meeting_date,
            "registry_numbers": list(self.registry_numbers),
            "authority": self.authority,
            "area": self.area,
            "case_officer": self.case_officer,
            "decision_points": [
                {
                    "text": point.text,
                    "body": point.body,
                    "proposer": point.proposer,
                    "immediate_approval": point.immediate_approval,
                    "report_back_date": point.report_back_date,
                }
                for point in self.decision_points
            ],
            "parties": list(self.parties),
            "legs": [str(leg) for leg in self.legs],
            "signatories": [{"name": one.name, "title": one.title} for one in self.signatories],
            "attestations": [{"name": one.name, "title": one.title, "date": one.date} for one in self.attestations],
            "attachments": list(self.attachments),
            "distribution": list(self.distribution),
            "sections": [{"heading": one.heading, "text": one.text} for one in self.sections],
            "goals": list(self.goals),
            "steps": list(self.steps),
            "districts": list(self.districts),
            "warnings": [{"code": str(one.code), "message": one.message, "where": one.where} for one in self.warnings],
            "same_as": self.same_as,
        }


def _reading(paths: list[str], numbers: list[int], values: list[Any]) -> Reading:
    """A reading out of its pickle."""
    reading = Reading(*values)
    places = map(Place, numbers[::3], numbers[1::3], numbers[2::3])
    reading.places.update(zip(paths, places, strict=True))
    return reading

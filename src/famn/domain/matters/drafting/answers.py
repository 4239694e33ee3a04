"""The answer to an assignment, part by part: costs, premises, staffing and questions of its own, set out on a paper."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from . import prose
from .layouts import HeadKey
from .paper import DRAFT, Head, HeadValue, Paper, Part, Text

WORD: Final = "Utredning"


class PartKind(enum.StrEnum):
    """What a part asks for; it decides which columns its rows have."""

    COSTS = "costs"
    PREMISES = "premises"
    STAFFING = "staffing"
    QUESTION = "question"


@dataclass(frozen=True, slots=True)
class Asked:
    """A part that an assignment asks for, and the words over it."""

    kind: PartKind
    heading: str


# What an investigation before a family centre is commonly asked for; an assignment takes what it needs of it.
COMMON: Final = (
    Asked(PartKind.COSTS, "Kostnader"),
    Asked(PartKind.PREMISES, "Lokaler"),
    Asked(PartKind.STAFFING, "Bemanning"),
    Asked(PartKind.QUESTION, "Övriga frågor"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an answer: a cost, a house or a post.

    `who` bears the cost or employs; `amount` is whole SEK a year, `hours` hours a week in tenths. None: not said.
    """

    what: str
    who: str = ""
    amount: int | None = None
    hours: int | None = None

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Row:
        """The row of `as_json`."""
        return cls(str(row["what"]), str(row.get("who", "")), row.get("amount"), row.get("hours"))

    def as_json(self) -> dict[str, Any]:
        """The row as plain JSON values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Answered:
    """A part with what is answered to it. Without text and rows it is not answered."""

    kind: PartKind
    heading: str
    text: str = ""
    rows: tuple[Row, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether anything is said."""
        return bool(self.text.strip() or self.rows)

    @property
    def amount(self) -> int:
        """What its rows cost together, in whole SEK a year."""
        return sum(row.amount or 0 for row in self.rows)

    @property
    def hours(self) -> int:
        """Hours a week in tenths, together."""
        return sum(row.hours or 0 for row in self.rows)


COLUMNS: Final[Mapping[PartKind, tuple[str, ...]]] = {
    PartKind.COSTS: ("Kostnad", "Vem betalar", "Kronor per år"),
    PartKind.PREMISES: ("Lokal", "Vem hyr eller äger", "Kronor per år"),
    PartKind.STAFFING: ("Tjänst", "Arbetsgivare", "Timmar per vecka", "Kronor per år"),
    PartKind.QUESTION: (),
}


def compose(
    title: str, task: str, words: str, parts: Sequence[Answered], head: Head, *, is_draft: bool = False
) -> Paper:
    """The answer as a paper: the assignment, the answer in words, and its parts. What is not answered is said to be."""
    return Paper(
        document_word=WORD,
        mark=DRAFT if is_draft else "",
        letterhead=head.letterhead,
        head=tuple(_head(head)),
        title=title,
        parts=tuple(_parts(task, words, parts)),
    )


def _head(head: Head) -> Iterator[HeadValue]:
    values = (
        (HeadKey.AUTHORITY, "Till", head.authority),
        (HeadKey.DATE, "Datum", head.date),
        (HeadKey.REGISTRY, "Dnr", head.registry_number),
        (HeadKey.CASE_OFFICER, "Handläggare", head.case_officer),
    )
    for key, label, value in values:
        if value:
            yield HeadValue(key, label, value)


def _parts(task: str, words: str, parts: Sequence[Answered]) -> Iterator[Part]:
    yield Text("task", "Uppdraget", prose.parse(task))
    if words.strip():
        yield Text("answer", "Svar", prose.parse(words))
    for number, part in enumerate(parts, start=1):
        blocks = (*prose.parse(part.text), *([_table(part)] if part.rows else []))
        nothing = prose.parse("Den här delen är inte besvarad.")
        yield Text(f"part-{number}", part.heading, blocks or nothing)


def _table(part: Answered) -> prose.Table:
    columns = COLUMNS[part.kind] or ("Vad", "Vem", "Kronor per år")
    rows = [_cells(row, columns) for row in part.rows]
    if len(rows) > 1 and (part.amount or part.hours):
        rows.append(_cells(Row("Summa", "", part.amount or None, part.hours or None), columns))
    return prose.Table(tuple(map(_runs, columns)), tuple(tuple(map(_runs, row)) for row in rows))


def _cells(row: Row, columns: Sequence[str]) -> list[str]:
    hours = [said_hours(row.hours)] if "Timmar per vecka" in columns else []
    return [row.what, row.who, *hours, said_amount(row.amount)]


def said_amount(amount: int | None) -> str:
    """Whole SEK as people write them, "640 000"; empty where it is not said."""
    return f"{amount:,}".replace(",", "\N{NO-BREAK SPACE}") if amount is not None else ""


def said_hours(tenths: int | None) -> str:
    """Hours from tenths: "37,5"; empty where it is not said."""
    if tenths is None:
        return ""
    return f"{tenths // 10},{tenths % 10}" if tenths % 10 else str(tenths // 10)


def _runs(text: str) -> prose.Runs:
    return (prose.Run(text),) if text else ()

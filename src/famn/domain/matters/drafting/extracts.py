"""An extract of minutes (protokollsutdrag): what a board decided in one matter, as its minutes have it.

The words are the decision's own and are never changed: an extract that words a decision anew is no extract.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

from . import prose
from .clauses import spoken_date
from .layouts import HeadKey, ProposalForm
from .paper import Head, HeadValue, Paper, Part, Proposal, Text

WORD: Final = "Protokollsutdrag"
IMMEDIATE: Final = "Paragrafen är omedelbart justerad."


@dataclass(frozen=True, slots=True)
class Approval:
    """Who approved the minutes, when, where, and from when to when that was announced. Days are ISO 8601 or empty."""

    approved_on: str
    approver: str
    place: str = ""
    announced_on: str = ""
    taken_down_on: str = ""


@dataclass(frozen=True, slots=True)
class Extract:
    """A decision as its minutes have it.

    `points` are the decided points in print below their `lead`, where the board decided as proposed; else `words` are
    the board's own. With `with_att` each point begins with "att". `meeting_date` is ISO 8601; `paragraph` may be empty.
    """

    body: str
    meeting_date: str
    paragraph: str
    title: str
    outcome: str
    lead: str = ""
    points: tuple[str, ...] = ()
    words: str = ""
    with_att: bool = False
    immediate: bool = False
    reservations: str = ""
    approval: Approval | None = None

    def as_json(self) -> dict[str, Any]:
        """The extract as plain JSON values; `from_json` gives the same extract back."""
        return asdict(self)

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Extract:
        """The extract of `as_json`. Raises TypeError for what is missing."""
        approval = Approval(**row["approval"]) if row.get("approval") else None
        return cls(**{**row, "points": tuple(row["points"]), "approval": approval})


def compose(extract: Extract, head: Head) -> Paper:
    """The extract as a paper, with the letterhead and the registry number of `head`. What is empty is left out."""
    return Paper(
        document_word=WORD,
        mark="",
        letterhead=head.letterhead,
        head=tuple(_head(extract, head)),
        title=extract.title,
        parts=tuple(_parts(extract)),
    )


def _head(extract: Extract, head: Head) -> Iterator[HeadValue]:
    yield HeadValue(HeadKey.AUTHORITY, "Nämnd", extract.body)
    yield HeadValue(HeadKey.MEETING_DATE, "Sammanträdesdatum", extract.meeting_date)
    if extract.paragraph:
        yield HeadValue(HeadKey.PARAGRAPH, "Paragraf", extract.paragraph.replace("§", "").strip())
    if head.registry_number:
        yield HeadValue(HeadKey.REGISTRY, "Diarienummer", head.registry_number)


def _parts(extract: Extract) -> Iterator[Part]:
    if extract.points:
        form = ProposalForm.ATT if extract.with_att else ProposalForm.POINTS
        yield Proposal("decision", "Beslut", extract.lead, form, extract.points)
    elif extract.words:
        yield Text("decision", "Beslut", prose.parse(_escaped(extract.words)))
    yield from _text("outcome", "Hur ärendet avgjordes", extract.outcome if extract.words else "")
    yield from _text("reservations", "Reservationer", extract.reservations)
    yield from _text("approval", "Protokollets justering", "\n\n".join(_approved(extract)))


def _approved(extract: Extract) -> Iterator[str]:
    if extract.immediate:
        yield IMMEDIATE
    approval = extract.approval
    if approval is None:
        if not extract.immediate:
            yield "Protokollet är inte justerat än."
        return
    yield f"Justerat {spoken_date(approval.approved_on)} av {approval.approver}."
    if approval.place:
        yield f"Plats och tid för justeringen: {approval.place}."
    if approval.announced_on and approval.taken_down_on:
        up, down = spoken_date(approval.announced_on), spoken_date(approval.taken_down_on)
        yield f"Justeringen var anslagen från {up} till {down}."
    elif approval.announced_on:
        yield f"Justeringen anslogs {spoken_date(approval.announced_on)}."


def _text(key: str, heading: str, words: str) -> Iterator[Text]:
    if words:
        yield Text(key, heading, prose.parse(_escaped(words)))


def _escaped(words: str) -> str:
    """Somebody's own words, in which nothing is markup: what looks like it is printed as it was written."""
    lines = ("".join(f"\\{sign}" if sign in "\\`*_#|<>[]~" else sign for sign in line) for line in words.split("\n"))
    return "\n".join(_without_mark(line) for line in lines)


def _without_mark(line: str) -> str:
    """A line whose first sign would begin a list, with that sign taken as it is."""
    bare = line.lstrip()
    if bare[:1] in "-+" and bare[1:2] in {" ", ""} and bare:
        return f"\\{bare}"
    number, dot, rest = bare.partition(".")
    return f"{number}\\.{rest}" if dot and number.isdigit() and rest[:1] in {" ", ""} else bare

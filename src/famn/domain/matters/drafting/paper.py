"""The finished document: everything that is visible on it, in order, whatever it is then printed in.

`compose` makes it. A web page, a PDF and a Word file are all made from the same `Paper`, and say the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

from . import prose
from .clauses import Clause, clauses, grouped, lead_sentence, small_first
from .content import Content, Signatory
from .layouts import Heading, HeadKey, Holds, Layout, ProposalForm

DRAFT: Final = "Utkast"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose paper it is. All but `sender`, the administration, may be empty. `address` is lines."""

    sender: str
    principal: str = ""
    unit: str = ""
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    web: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What the head tells, as it is to be printed: dates in ISO 8601, registry numbers as written, else empty."""

    letterhead: Letterhead
    authority: str = ""
    date: str = ""
    meeting_date: str = ""
    registry_number: str = ""
    case_officer: str = ""
    phone: str = ""
    email: str = ""
    their_reference: str = ""
    code: str = ""
    copy_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attestation:
    """Who has approved the document digitally, and on what day (ISO 8601)."""

    name: str
    title: str
    date: str


@dataclass(frozen=True, slots=True)
class HeadValue:
    """A line of the head that has a value. `label` may be empty."""

    key: HeadKey
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Text:
    """A heading and what was written under it."""

    key: str
    heading: str
    blocks: tuple[prose.Block, ...]
    kind: ClassVar[str] = "text"


@dataclass(frozen=True, slots=True)
class Proposal:
    """Proposed decisions of one body, or of all. A clause in the ATT form begins with "att"; `note` stands below.

    Numbered clauses count from `start`. A heading that is empty means that the proposal goes on from the one before.
    """

    key: str
    heading: str
    lead: str
    form: ProposalForm
    clauses: tuple[str, ...]
    note: str = ""
    start: int = 1
    kind: ClassVar[str] = "proposal"


@dataclass(frozen=True, slots=True)
class Names:
    """A heading and a plain list: attachments (numbered) or recipients."""

    key: str
    heading: str
    items: tuple[str, ...]
    numbered: bool
    kind: ClassVar[str] = "names"


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signs, in order. With `lines` there is a dotted line to write on above every name."""

    key: str
    heading: str
    signatories: tuple[Signatory, ...]
    lines: bool = False
    kind: ClassVar[str] = "signatures"


@dataclass(frozen=True, slots=True)
class Attested:
    """The table of digital approvals: a list of who approved and when, which is not a signature."""

    key: str
    heading: str
    text: str
    columns: tuple[str, str]
    rows: tuple[tuple[str, str], ...]
    kind: ClassVar[str] = "attested"


type Part = Text | Proposal | Names | Signatures | Attested


@dataclass(frozen=True, slots=True)
class Paper:
    """The finished document. Pages are numbered by whoever prints it, as "sida x av y". Only a draft has a `mark`."""

    document_word: str
    mark: str
    letterhead: Letterhead
    head: tuple[HeadValue, ...]
    title: str
    parts: tuple[Part, ...]

    @property
    def registry_number(self) -> str:
        """The registry number, as printed in the head and on every page."""
        return self.value_of(HeadKey.REGISTRY)

    def value_of(self, key: HeadKey) -> str:
        """What the head prints of this; empty where it prints nothing."""
        return next((one.value for one in self.head if one.key is key), "")

    def as_json(self) -> dict[str, Any]:
        """The paper as plain JSON values, for whoever draws it."""
        letterhead = self.letterhead
        return {
            "document_word": self.document_word,
            "mark": self.mark,
            "letterhead": {
                "sender": letterhead.sender,
                "principal": letterhead.principal,
                "unit": letterhead.unit,
                "address": list(letterhead.address),
                "phone": letterhead.phone,
                "email": letterhead.email,
                "web": letterhead.web,
            },
            "head": [{"key": str(one.key), "label": one.label, "value": one.value} for one in self.head],
            "registry_number": self.registry_number,
            "title": self.title,
            "parts": [_part_as_json(part) for part in self.parts],
        }


def compose(
    content: Content, layout: Layout, head: Head, attestations: Sequence[Attestation] = (), *, is_draft: bool = False
) -> Paper:
    """The content set out by the layout. What is empty is left out, with its heading.

    A draft says that it is one where it says what it is, in its head and on every page.
    """
    return Paper(
        document_word=layout.document_word,
        mark=DRAFT if is_draft else "",
        letterhead=head.letterhead,
        head=tuple(_head_values(layout, head)),
        title=content.title,
        parts=tuple(
            part for heading in layout.headings for part in _parts(heading, content, layout, head, attestations)
        ),
    )


def _head_values(layout: Layout, head: Head) -> Iterator[HeadValue]:
    for line in layout.head_lines:
        value = ", ".join(head.copy_to) if line.key is HeadKey.COPY_TO else str(getattr(head, line.key.value))
        if value:
            yield HeadValue(line.key, line.label, value)


def _parts(
    heading: Heading, content: Content, layout: Layout, head: Head, attestations: Sequence[Attestation]
) -> Iterator[Part]:
    key, words = heading.key, heading.heading
    match heading.holds:
        case Holds.TEXT:
            yield from _text(heading, content)
        case Holds.PROPOSAL:
            yield from _proposals(
                heading, clauses(content.points, layout, head.authority, head.letterhead.sender), layout
            )
        case Holds.SIGNATORIES if content.signatories:
            yield Signatures(key, words, content.signatories)
        case Holds.ATTACHMENTS if content.attachments:
            yield Names(key, words, content.attachments, numbered=True)
        case Holds.DISTRIBUTION if content.distribution:
            yield Names(key, words, content.distribution, numbered=False)
        case Holds.ATTESTATIONS if attestations:
            rows = tuple((", ".join(filter(None, (one.name, one.title))), one.date) for one in attestations)
            yield Attested(key, words, layout.attest_text, ("Namn", "Datum"), rows)


def _text(heading: Heading, content: Content) -> Iterator[Text]:
    """What was written under the heading, else the reason why nothing was."""
    blocks = prose.parse(content.text_of(heading.key)) or prose.parse(content.excuses.get(heading.key, ""))
    if blocks:
        yield Text(heading.key, heading.heading, blocks)


def _proposals(heading: Heading, found: Sequence[Clause], layout: Layout) -> Iterator[Proposal]:
    """A proposal for each group of clauses; numbers go on from one to the next unless each has a heading of its own."""
    before: Proposal | None = None
    for group in grouped(found, layout):
        body = group[0].body
        title = f"{heading.heading} i {small_first(body)}" if layout.by_body else heading.heading
        same = before is not None and not layout.by_body
        before = Proposal(
            key=heading.key,
            heading="" if same else title,
            lead=lead_sentence(layout, group[0]),
            form=layout.proposal_form,
            clauses=tuple(one.text for one in group if not one.is_note),
            note=" ".join(one.text for one in group if one.is_note),
            start=before.start + len(before.clauses) if before and same else 1,
        )
        yield before


def _part_as_json(part: Part) -> dict[str, Any]:
    plain: dict[str, Any] = {"kind": part.kind, "key": part.key, "heading": part.heading}
    match part:
        case Text():
            return plain | {"blocks": prose.blocks_as_json(part.blocks)}
        case Proposal():
            form = {"lead": part.lead, "form": str(part.form), "note": part.note, "start": part.start}
            return plain | form | {"clauses": list(part.clauses)}
        case Names():
            return plain | {"items": list(part.items), "numbered": part.numbered}
        case Signatures():
            people = [{"name": one.name, "title": one.title} for one in part.signatories]
            return plain | {"signatories": people, "lines": part.lines}
        case Attested():
            rows = [list(row) for row in part.rows]
            return plain | {"text": part.text, "columns": list(part.columns), "rows": rows}

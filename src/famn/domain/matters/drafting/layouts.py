"""How an authority sets out its reports: words of the head, headings in their order, the form of the proposal.

A layout is data. The reference layouts are in the seeds; an authority keeps and changes copies of its own.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

IMMEDIATE_TEXT: Final = "{body} beslutar om omedelbar justering."
ATTEST_TEXT: Final = "Detta dokument har godkänts digitalt av följande personer:"


class Holds(enum.StrEnum):
    """What stands under a heading."""

    TEXT = "text"
    PROPOSAL = "proposal"
    SIGNATORIES = "signatories"
    ATTACHMENTS = "attachments"
    DISTRIBUTION = "distribution"
    ATTESTATIONS = "attestations"


class HeadKey(enum.StrEnum):
    """What the head of a document may tell."""

    CASE_OFFICER = "case_officer"
    PHONE = "phone"
    EMAIL = "email"
    AUTHORITY = "authority"
    MEETING_DATE = "meeting_date"
    DATE = "date"
    REGISTRY = "registry_number"
    THEIR_REFERENCE = "their_reference"
    CODE = "code"
    COPY_TO = "copy_to"
    PARAGRAPH = "paragraph"  # of extracts alone: a report has none before it is decided


class ProposalForm(enum.StrEnum):
    """Whether proposed decisions are numbered points, or clauses that each begin with "att"."""

    POINTS = "points"
    ATT = "att"


class ImmediateForm(enum.StrEnum):
    """How immediate approval of the minutes is asked for: as the last point, as an att-clause, or in a note below."""

    POINT = "point"
    ATT = "att"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class HeadLine:
    """A line of the head, and the authority's own word for it. A word that is empty is not printed."""

    key: HeadKey
    label: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, what stands under it, and questions that help the writer.

    A `required` heading must have something under it; an `excusable` one may instead state why it has not. An empty
    `heading` prints none (signatures have seldom one).
    """

    key: str
    heading: str
    holds: Holds = Holds.TEXT
    help: str = ""
    required: bool = False
    excusable: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout at one version.

    `proposal_lead` opens the proposal and `immediate_text` asks for immediate approval; in both `{body}` stands for the
    body that decides, and in the lead `{proposer}` for who proposes. With `by_body` each deciding body has a heading of
    its own ("Förslag till beslut i …"). `attest_text` stands above the table of digital approvals.
    """

    key: str
    name: str
    document_word: str
    head_lines: tuple[HeadLine, ...]
    headings: tuple[Heading, ...]
    proposal_form: ProposalForm = ProposalForm.POINTS
    proposal_lead: str = ""
    immediate_form: ImmediateForm = ImmediateForm.POINT
    immediate_text: str = IMMEDIATE_TEXT
    by_body: bool = False
    attest_text: str = ATTEST_TEXT

    def heading(self, key: str) -> Heading | None:
        """The heading with this key."""
        return next((one for one in self.headings if one.key == key), None)

    def holding(self, holds: Holds) -> Heading | None:
        """The first heading over this."""
        return next((one for one in self.headings if one.holds is holds), None)

    @property
    def text_headings(self) -> tuple[Heading, ...]:
        """The headings that a person writes text under."""
        return tuple(one for one in self.headings if one.holds is Holds.TEXT)

    def as_json(self) -> dict[str, Any]:
        """The layout as plain JSON values; `from_json` gives the same layout back."""
        return {
            "key": self.key,
            "name": self.name,
            "document_word": self.document_word,
            "head_lines": [{"key": str(one.key), "label": one.label} for one in self.head_lines],
            "headings": [
                {
                    "key": one.key,
                    "heading": one.heading,
                    "holds": str(one.holds),
                    "help": one.help,
                    "required": one.required,
                    "excusable": one.excusable,
                }
                for one in self.headings
            ],
            "proposal_form": str(self.proposal_form),
            "proposal_lead": self.proposal_lead,
            "immediate_form": str(self.immediate_form),
            "immediate_text": self.immediate_text,
            "by_body": self.by_body,
            "attest_text": self.attest_text,
        }

    @classmethod
    def from_json(cls, json: Mapping[str, Any]) -> Layout:
        """The layout of `as_json`. Raises KeyError for what is missing, ValueError for an unknown word."""
        return cls(
            key=json["key"],
            name=json["name"],
            document_word=json["document_word"],
            head_lines=tuple(HeadLine(HeadKey(row["key"]), row["label"]) for row in json["head_lines"]),
            headings=tuple(
                Heading(**{**row, "holds": Holds(row.get("holds", Holds.TEXT))}) for row in json["headings"]
            ),
            proposal_form=ProposalForm(json.get("proposal_form", ProposalForm.POINTS)),
            proposal_lead=json.get("proposal_lead", ""),
            immediate_form=ImmediateForm(json.get("immediate_form", ImmediateForm.POINT)),
            immediate_text=json.get("immediate_text", IMMEDIATE_TEXT),
            by_body=json.get("by_body", False),
            attest_text=json.get("attest_text", ATTEST_TEXT),
        )

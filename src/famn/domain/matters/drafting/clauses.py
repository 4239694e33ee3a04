"""Proposed decisions as they are printed: what a layout's form adds to the words of a point."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from .content import Holder, Point
from .layouts import ImmediateForm, Layout, ProposalForm

_MONTHS: Final = "januari februari mars april maj juni juli augusti september oktober november december".split()


@dataclass(frozen=True, slots=True)
class Clause:
    """A point in print. `is_note` where it stands below the proposal and not as one of its clauses."""

    text: str
    body: str
    proposer: str
    is_note: bool = False


def clauses(points: Sequence[Point], layout: Layout, authority: str, sender: str = "") -> tuple[Clause, ...]:
    """The points in print. Without a body of its own a point is decided by `authority`, and proposed by `sender`."""
    return tuple(
        _clause(point, layout, authority, sender) for point in points if point.text or point.immediate_approval
    )


def grouped(found: Sequence[Clause], layout: Layout) -> Iterator[list[Clause]]:
    """The clauses that stand together: those of one body where the layout parts or names bodies, and of one proposer.

    Groups come in the order of their first clause. A layout without a lead, and without a heading for each body, has
    one group: its clauses say themselves who decides.
    """

    def key(one: Clause) -> tuple[str, str]:
        lead = layout.proposal_lead
        body = one.body if layout.by_body or "{body}" in lead else ""
        return body, one.proposer if "{proposer}" in lead else ""

    for group in dict.fromkeys(map(key, found)):
        yield [one for one in found if key(one) == group]


def lead_sentence(layout: Layout, first: Clause) -> str:
    """The words that open a proposal that begins with this clause; empty where the layout has none."""
    lead = layout.proposal_lead
    body = first.body if lead.startswith("{body}") else small_first(first.body)
    proposer = first.proposer if lead.startswith("{proposer}") else small_first(first.proposer)
    return lead.replace("{proposer}", proposer).replace("{body}", body)


def spoken_date(iso: str) -> str:
    """A date of full or reduced precision as it is said: "31 maj 2027", "november 2027", "2027".

    What is no such date is given back as it is.
    """
    year, *rest = iso.split("-")
    if not (iso.replace("-", "").isdigit() and len(rest) < 3 and all(len(part) == 2 for part in rest)):
        return iso
    month = [_MONTHS[int(rest[0]) - 1]] if rest and 1 <= int(rest[0]) <= 12 else []
    day = [str(int(rest[1]))] if len(rest) == 2 else []
    return " ".join([*day, *month, year])


def _clause(point: Point, layout: Layout, authority: str, sender: str) -> Clause:
    body = point.body or authority
    if point.immediate_approval and not point.text:
        text = layout.immediate_text.replace("{body}", body)
    else:
        told = layout.by_body or "{body}" in layout.proposal_lead or body == authority or body in point.text
        text = point.text if told else f"{body} beslutar att {small_first(point.text)}"
        text = _with_additions(text, point)
    is_note = point.immediate_approval and layout.immediate_form is ImmediateForm.NOTE
    if layout.proposal_form is ProposalForm.ATT and not is_note:
        text = _with_att(text)
    return Clause(text, body, point.proposer or sender, is_note)


def _with_additions(text: str, point: Point) -> str:
    """The decision with what belongs to it but is not said in its words: who signs, and when it is reported back."""
    told = point.text.casefold()
    signers = [_holder(one) for one in point.mandate if (one.name or one.title).casefold() not in told]
    date = point.report_back_date
    additions = [f"med {_joined(signers)} som undertecknare"] if signers else []
    if date and date not in point.text and spoken_date(date) not in point.text:
        additions.append(f"med återredovisning senast {spoken_date(date)}")
    if not additions:
        return text
    end = "." if text.endswith(".") else ""
    return f"{text.removesuffix('.')}, {_joined(additions)}{end}"


def _holder(holder: Holder) -> str:
    return " ".join(filter(None, (small_first(holder.title), holder.name)))


def _joined(names: Sequence[str]) -> str:
    return " och ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _with_att(text: str) -> str:
    return text if text.casefold().startswith("att ") else f"att {small_first(text)}"


def small_first(text: str) -> str:
    """The text with a small first letter, but for names and abbreviations ("BVC", "Östermalms …")."""
    first = text.split(" ", 1)[0]
    is_name = first.endswith("s") and len(text.split()) > 1 and text.split()[1][:1].islower()
    return text if first.isupper() or is_name else text[:1].lower() + text[1:]

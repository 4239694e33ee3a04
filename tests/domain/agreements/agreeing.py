"""Cooperation agreements for tests, made by the room's own actions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from famn.domain.agreements import actions
from famn.domain.agreements.actions import CommitmentFacts, Term
from famn.domain.agreements.drafting.templates import Template
from famn.domain.agreements.models import JointLetter, LetterParty, LetterTemplate
from famn.domain.agreements.reads import missing_in, newest_version, paper_of, parties_of
from famn.domain.matters.drafting import prose
from famn.domain.matters.drafting.paper import Text
from famn.domain.people.rules import Actor
from tests.domain.agreements.making import fresh, make_letter, send, sign, vera
from tests.people import AT

TERM: Final = Term(
    from_date=dt.date(2025, 1, 1), to_date=dt.date(2027, 12, 31), notice_months=6, prolong_months=12
)  # the last day for notice is 30 June 2027


def agreement_template() -> LetterTemplate:
    """The form of agreements that all share."""
    return LetterTemplate.objects.get(kind="cooperation", authority=None, is_current=True)


def begin(by: Actor, **values: Any) -> JointLetter:
    """A draft of an agreement whose words are whole; its term, commitments and costs are not said yet."""
    names = Template.from_json(agreement_template().body).names()
    facts: dict[str, Any] = {"template": agreement_template(), "values": dict.fromkeys(names, "Ett svar")}
    return make_letter(by, **facts | values)


def party(letter: JointLetter, nth: int = 0) -> LetterParty:
    """A party in their order: the municipality, then the clinic."""
    return parties_of(letter)[nth]


def commit(letter: JointLetter, by: Actor, **values: Any) -> Any:
    """Something that a party commits itself to."""
    facts: dict[str, Any] = {
        "party": party(letter),
        "kind": "hours",
        "amount": Decimal("12.5"),
        "per": "week",
        "what": "föräldrastödjare",
    }
    return actions.add_commitment(letter, by=by, at=AT, facts=CommitmentFacts(**facts | values))


def make_agreement(by: Actor, *, term: Term = TERM, **values: Any) -> JointLetter:
    """A draft in which nothing is missing but the signers."""
    letter = begin(by, **values)
    actions.set_terms(letter, by=by, at=AT, term=term)
    commit(letter, by)
    return fresh(letter)


def send_agreement(by: Actor, first: Actor, second: Actor, *, term: Term = TERM) -> JointLetter:
    """An agreement that three are asked to sign."""
    return send(make_agreement(by, term=term), by, first, second)


def signed_agreement(by: Actor, first: Actor, second: Actor, *, term: Term = TERM) -> JointLetter:
    """An agreement that all have signed."""
    letter = send_agreement(by, first, second, term=term)
    sign(letter, "OPEN_PRESCHOOL", first)
    sign(letter, "PREVENTIVE_SOCIAL", second)
    sign(letter, "CHILD_HEALTH", vera())
    return fresh(letter)


def gaps(letter: JointLetter) -> dict[str, str]:
    """What is missing, by where."""
    row = fresh(letter)
    return {gap.path: gap.sentence for gap in missing_in(row, newest_version(row))}


def text_of(letter: JointLetter, key: str) -> str:
    """What a part of the paper says, its tables with tabs."""
    row = fresh(letter)
    parts = paper_of(row, newest_version(row)).parts
    return next((prose.plain(one.blocks) for one in parts if isinstance(one, Text) and one.key == key), "")

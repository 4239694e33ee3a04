"""What an agreement has besides its words, as it is now in its rows."""

from __future__ import annotations

import datetime as dt

from famn.domain.agreements.drafting.agreed import Agreed, Payment, Pledge
from famn.domain.agreements.drafting.course import Course, course
from famn.domain.agreements.models import AgreementNotice, AgreementTerms, Commitment, CostRow, JointLetter, LetterKind


def terms_of(letter: JointLetter) -> AgreementTerms:
    """The term of an agreement, with what it comes under and follows."""
    return AgreementTerms.objects.select_related("under", "follows").get(letter=letter)


def commitments_of(letter: JointLetter) -> list[Commitment]:
    """What the parties commit themselves to, party by party in their order."""
    rows = Commitment.objects.filter(letter=letter).select_related("party")
    return list(rows.order_by("party__number", "number", "pk"))


def cost_rows_of(letter: JointLetter) -> list[CostRow]:
    """The parts of the cost, in their order."""
    return list(CostRow.objects.filter(letter=letter).select_related("party").order_by("number", "pk"))


def agreed_of(letter: JointLetter) -> Agreed | None:
    """All of it as plain values; None for a letter of intent."""
    if letter.kind != LetterKind.COOPERATION:
        return None
    terms = terms_of(letter)
    return Agreed(
        from_date=terms.from_date,
        to_date=terms.to_date,
        notice_months=terms.notice_months,
        prolong_months=terms.prolong_months,
        review_on=terms.review_on,
        under=terms.under.title if terms.under else "",
        follows=terms.follows.title if terms.follows else "",
        split=terms.split,
        cost=terms.cost,
        pledges=tuple(
            Pledge(one.party.name, one.kind, one.amount, one.per, one.what) for one in commitments_of(letter)
        ),
        payments=tuple(Payment(one.party.name, one.what, one.percent, one.yearly) for one in cost_rows_of(letter)),
    )


def course_of(letter: JointLetter, *, today: dt.date) -> Course:
    """How a signed agreement runs on `today`, the first notice that stands counted."""
    given = AgreementNotice.objects.filter(letter=letter, taken_back_at__isnull=True)
    first = given.order_by("given_on").values_list("given_on", flat=True).first()
    return course(terms_of(letter), today, notice=first)

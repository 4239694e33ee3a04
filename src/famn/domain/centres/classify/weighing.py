"""The answers: whether what a class asks for is so, is not so, or cannot be told. Without a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from famn.domain.centres.classify.facts import (
    LEGS,
    PREVENTIVE_SOCIAL,
    RANK,
    Answer,
    CentreFacts,
    ClassFacts,
    Degree,
    LegFacts,
    SetFacts,
)

_NOWHERE: Final = "?"  # a house that is none of the known ones


def class_kind(centre: CentreFacts, definition: SetFacts) -> tuple[Answer, ClassFacts | None]:
    """The answer and the class that is met, nothing more: for counting many centres."""
    for one in definition.classes:
        answer = max(answer_for(centre, one, place) for place in places_for(centre, one))
        if answer is not Answer.NO:
            return answer, one if answer is Answer.YES else None
    return Answer.NO, None


def places_for(centre: CentreFacts, asked: ClassFacts) -> list[str] | list[None]:
    """The houses to judge the class in, in a fixed order; None where any place will do."""
    if not asked.one_place:
        return [None]
    return sorted({row.place for row in centre.legs if row.place is not None}) or [_NOWHERE]


def nearness(centre: CentreFacts, asked: ClassFacts, place: str | None) -> int:
    degree = max(asked.least_degree, asked.degree_of_any, key=lambda one: RANK[one])
    return sum(of_leg(centre, leg, asked, degree, place) for leg in LEGS)


def answer_for(centre: CentreFacts, asked: ClassFacts, place: str | None) -> Answer:
    """Whether all that a class asks for is so; one no is enough to stop at."""
    answer = Answer.YES
    for one in _answers(centre, asked, place):
        answer = min(answer, one)
        if answer is Answer.NO:
            break
    return answer


def _answers(centre: CentreFacts, asked: ClassFacts, place: str | None) -> Iterator[Answer]:
    for leg in asked.all_of:
        yield of_leg(centre, leg, asked, asked.least_degree, place)
    if asked.any_count:
        yield some_of_several(centre, asked, place)
    if asked.most_legs is not None:
        yield not_too_many(centre, asked, place, asked.most_legs)
    yield enough(centre.open_hours, asked.min_open_hours)
    yield social_long_enough(centre, asked)


def of_leg(centre: CentreFacts, leg: str, asked: ClassFacts, degree: str, place: str | None) -> Answer:
    """Whether a leg counts: each of its parties, or the best of them."""
    answers = [of_party(row, degree, place) for row in centre.legs if row.leg == leg]
    if not answers:
        return Answer.NO
    return min(answers) if asked.every_party else max(answers)


def of_party(row: LegFacts, degree: str, place: str | None) -> Answer:
    """Whether one party is there to at least `degree`, in `place` if one is given."""
    if degree == Degree.NONE:  # to take part is enough, so where one is does not matter
        return Answer.YES
    if row.degree == Degree.NOT_KNOWN:
        there = Answer.UNKNOWN
    else:
        there = Answer.YES if RANK[row.degree] >= RANK[degree] else Answer.NO
    if place is None or row.place == place:
        return there
    return min(there, Answer.UNKNOWN) if row.place is None else Answer.NO


def counted(centre: CentreFacts, legs: Iterable[str], asked: ClassFacts, place: str | None) -> tuple[int, int]:
    """How many of `legs` count where some of several are asked for: surely, and at most."""
    answers = [of_leg(centre, leg, asked, asked.degree_of_any, place) for leg in legs]
    return answers.count(Answer.YES), len(answers) - answers.count(Answer.NO)


def some_of_several(centre: CentreFacts, asked: ClassFacts, place: str | None) -> Answer:
    surely, at_most = counted(centre, asked.any_of, asked, place)
    if surely >= asked.any_count:
        return Answer.YES
    return Answer.UNKNOWN if at_most >= asked.any_count else Answer.NO


def not_too_many(centre: CentreFacts, asked: ClassFacts, place: str | None, most: int) -> Answer:
    surely, at_most = counted(centre, LEGS, asked, place)
    if surely > most:
        return Answer.NO
    return Answer.UNKNOWN if at_most > most else Answer.YES


def social_long_enough(centre: CentreFacts, asked: ClassFacts) -> Answer:
    """The hours of the preventive social services: what is known of them may already be enough."""
    if asked.min_social_hours is None:
        return Answer.YES
    rows = [row.hours for row in centre.legs if row.leg == PREVENTIVE_SOCIAL]
    known = sum((hours for hours in rows if hours is not None), Decimal(0))
    answer = enough(known, asked.min_social_hours)
    return Answer.UNKNOWN if answer is Answer.NO and None in rows else answer


def enough(hours: Decimal | None, wanted: Decimal | None) -> Answer:
    if wanted is None:
        return Answer.YES
    if hours is None:
        return Answer.UNKNOWN
    return Answer.YES if hours >= wanted else Answer.NO

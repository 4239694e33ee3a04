"""What an initiative rests on: the goals it serves, the chain that they stand in, and who else serves them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from famn.domain.establishment.models import Initiative, InitiativeGoal, InitiativeMatter
from famn.domain.establishment.rules import visible_initiatives
from famn.domain.matters.models import Matter, SteeringDocument, SteeringGoal
from famn.domain.matters.reads import GoalChain, GoalCitation, LevelGroup, chain_of_goals, from_the_law_down, goals_left
from famn.domain.matters.rules import LEVELS, lasting
from famn.domain.people.models import Authority, Place
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey


@dataclass(frozen=True)
class GroundsPage:
    """The goals that an initiative serves, from the law down, and the chain that they stand in."""

    citations: list[GoalCitation]
    chain: GoalChain


def goals_of_initiative(initiative: Initiative, *, today: dt.date) -> list[GoalCitation]:
    """The goals that an initiative serves, from the law down: one query."""
    rows = InitiativeGoal.objects.filter(initiative=initiative).select_related("goal__document", "cited_by")
    return from_the_law_down(
        GoalCitation(row.pk, row.goal, row.why, row.cited_by, row.cited_at, lasting(row.goal.document, today))
        for row in rows
    )


def grounds_page(initiative: Initiative, actor: Actor, *, today: dt.date) -> GroundsPage:
    """What an initiative rests on: a query, and one for each level above."""
    citations = goals_of_initiative(initiative, today=today)
    return GroundsPage(citations, chain_of_goals([one.goal for one in citations], actor))


def goals_to_cite(
    initiative: Initiative, actor: Actor, *, today: dt.date, words: str = "", level: str = ""
) -> list[LevelGroup]:
    """The goals that an initiative may say it serves and has not yet, by document and level: three queries."""
    cited = set(InitiativeGoal.objects.filter(initiative=initiative).values_list("goal_id", flat=True))
    return goals_left(cited, actor, today=today, words=words, level=level)


def initiatives_citing(goals: Iterable[SteeringGoal], actor: Actor) -> dict[int, list[Initiative]]:
    """The initiatives one sees that serve each of these goals, by the goal's primary key: one query."""
    rows = InitiativeGoal.objects.filter(goal__in=list(goals), initiative__in=visible_initiatives(actor))
    found: dict[int, list[Initiative]] = {}
    for row in rows.select_related("initiative").order_by(SortKey("initiative__title"), "pk"):
        found.setdefault(row.goal_id, []).append(row.initiative)
    return found


def goal_sentences(initiative: Initiative) -> list[str]:
    """Which goals an initiative serves and how, as a report tells it: one query."""
    rows = InitiativeGoal.objects.filter(initiative=initiative).select_related("goal__document")
    ordered = sorted(rows, key=lambda row: LEVELS.index(SteeringDocument.Level(row.goal.document.level)))
    told = _("Arbetet bidrar till målet ”%(goal)s” i %(document)s. %(why)s")
    return [
        told % {"goal": row.goal.text.rstrip("."), "document": row.goal.document.title, "why": row.why}
        for row in ordered
    ]


def places_of_matter(matter: Matter) -> list[Place]:
    """Where a matter is about: the places of its initiatives, else the place of its authority. Two queries."""
    tied = InitiativeMatter.objects.filter(matter=matter, initiative__place__isnull=False)
    places = Place.objects.filter(pk__in=tied.values("initiative__place")).select_related("parent")
    if found := list(places.order_by(SortKey("short_name"), "code")):
        return found
    of_authority = Authority.objects.filter(pk=matter.authority_id).values("place")
    return list(Place.objects.filter(pk__in=of_authority).select_related("parent"))

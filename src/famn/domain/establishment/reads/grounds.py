"""What an initiative rests on: the goals it serves, the chain that they stand in, and who else serves them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from famn.domain.establishment.models import Initiative, InitiativeGoal, InitiativeMatter
from famn.domain.establishment.rules import visible_initiatives
from famn.domain.matters.models import Matter, SteeringDocument, SteeringGoal
from famn.domain.matters.reads import GoalChain, LevelGroup, SteeringRow, chain_of_goals, steering_list
from famn.domain.matters.rules import LEVELS, Lasting, lasting
from famn.domain.people.models import Authority, Place
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey


@dataclass(frozen=True)
class GoalCitation:
    """A goal that an initiative serves, and where its document is in its time."""

    citation: InitiativeGoal
    goal: SteeringGoal
    document: SteeringDocument
    why: str
    lasting: Lasting

    @property
    def must_be_renewed(self) -> bool:
        """Whether the document has run out, or soon will, and nothing follows it."""
        return self.lasting in {Lasting.ENDED, Lasting.ENDS_SOON}


@dataclass(frozen=True)
class GroundsPage:
    """The goals that an initiative serves, from the law down, and the chain that they stand in."""

    citations: list[GoalCitation]
    chain: GoalChain


def goals_of_initiative(initiative: Initiative, *, today: dt.date) -> list[GoalCitation]:
    """The goals that an initiative serves, from the law down: one query."""
    rows = InitiativeGoal.objects.filter(initiative=initiative).select_related("goal__document", "cited_by")
    found = [GoalCitation(row, row.goal, row.goal.document, row.why, lasting(row.goal.document, today)) for row in rows]
    return sorted(found, key=_place)


def grounds_page(initiative: Initiative, actor: Actor, *, today: dt.date) -> GroundsPage:
    """What an initiative rests on: a query, and one for each level above."""
    citations = goals_of_initiative(initiative, today=today)
    return GroundsPage(citations, chain_of_goals([one.goal for one in citations], actor))


def goals_to_cite(
    initiative: Initiative, actor: Actor, *, today: dt.date, words: str = "", level: str = ""
) -> list[LevelGroup]:
    """The goals that an initiative may say it serves and has not yet, by document and level: three queries."""
    cited = set(InitiativeGoal.objects.filter(initiative=initiative).values_list("goal_id", flat=True))
    groups = []
    for group in steering_list(actor, today=today, words=words, level=level):
        rows = [_without(row, cited) for row in group.rows]
        if rows := [row for row in rows if row.goals]:
            groups.append(LevelGroup(group.level, rows))
    return groups


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


def _without(row: SteeringRow, cited: set[int]) -> SteeringRow:
    return SteeringRow(row.document, [goal for goal in row.goals if goal.pk not in cited], row.lasting, row.is_own)


def _place(one: GoalCitation) -> tuple[int, str, int]:
    return LEVELS.index(SteeringDocument.Level(one.document.level)), one.document.title, one.goal.number

"""Steering documents by level, one with its goals, what runs out, and the chain of goals from the law down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db.models import F, Prefetch, Q, QuerySet

from famn.domain.matters.models import GoalSupport, SteeringDocument, SteeringGoal
from famn.domain.matters.rules import LEVELS, Lasting, lasting, may_serve, running_out, visible_goals, visible_steering
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey, squeeze


@dataclass(frozen=True)
class SteeringRow:
    """One steering document in a list, with its goals in order."""

    document: SteeringDocument
    goals: list[SteeringGoal]
    lasting: Lasting
    is_own: bool


@dataclass(frozen=True)
class LevelGroup:
    """The documents of one level."""

    level: SteeringDocument.Level
    rows: list[SteeringRow]


@dataclass(frozen=True)
class GoalView:
    """A goal, the goals of higher levels that it comes out of, and those of lower levels that come out of it."""

    goal: SteeringGoal
    serves: list[SteeringGoal]
    served_by: list[SteeringGoal]


@dataclass(frozen=True)
class SteeringPage:
    """One steering document with its goals, and the documents that it replaces."""

    document: SteeringDocument
    goals: list[GoalView]
    lasting: Lasting
    replaces: list[SteeringDocument]


@dataclass(frozen=True)
class GoalCitation:
    """That something serves a goal, and how: who said so when, and where the goal's document is in its time.

    `number` is the primary key of the row that says it, in a table of whatever room.
    """

    number: int
    goal: SteeringGoal
    why: str
    by: User
    at: dt.datetime
    lasting: Lasting

    @property
    def document(self) -> SteeringDocument:
        """Where the goal stands."""
        return self.goal.document

    @property
    def must_be_renewed(self) -> bool:
        """Whether the document has run out, or soon will, and nothing follows it."""
        return self.lasting in {Lasting.ENDED, Lasting.ENDS_SOON}


@dataclass(frozen=True)
class ChainGoal:
    """A goal in a chain. `upper` are the primary keys of the goals in the chain that it comes out of."""

    goal: SteeringGoal
    upper: tuple[int, ...]


@dataclass(frozen=True)
class GoalChain:
    """Goals and all that they come out of, level by level from the law down; levels without any are left out."""

    levels: list[tuple[SteeringDocument.Level, list[ChainGoal]]]


def steering_list(actor: Actor, *, today: dt.date, words: str = "", level: str = "") -> list[LevelGroup]:
    """The documents one sees by level, from the law down: two queries.

    `words` keeps those where every word stands in title, owner, number or a goal; `level` those of one level.
    """
    rows = visible_steering(actor).select_related("authority", "followed_by")
    goals = SteeringGoal.objects.order_by("number")
    if level:
        rows = rows.filter(level=level)
    for word in squeeze(words).split():
        in_goals = SteeringGoal.objects.filter(text__icontains=word).values("document")
        rows = rows.filter(
            Q(title__icontains=word)
            | Q(owner__icontains=word)
            | Q(registry_number__icontains=word)
            | Q(pk__in=in_goals)
        )
    found = rows.prefetch_related(Prefetch("goals", goals)).order_by(
        F("to_year").asc(nulls_first=True), SortKey("title")
    )
    by_level: dict[str, list[SteeringRow]] = {}
    for row in found:
        is_own = row.authority_id is not None and row.authority_id == actor.authority_id
        view = SteeringRow(row, list(row.goals.all()), lasting(row, today), is_own)
        by_level.setdefault(row.level, []).append(view)
    return [LevelGroup(one, by_level[one]) for one in LEVELS if one in by_level]


def goals_left(
    cited: Collection[int], actor: Actor, *, today: dt.date, words: str = "", level: str = ""
) -> list[LevelGroup]:
    """The goals one sees that are not among `cited` (primary keys), by document and level: two queries."""
    groups = []
    for group in steering_list(actor, today=today, words=words, level=level):
        rows = [replace(row, goals=[goal for goal in row.goals if goal.pk not in cited]) for row in group.rows]
        if rows := [row for row in rows if row.goals]:
            groups.append(LevelGroup(group.level, rows))
    return groups


def from_the_law_down(citations: Iterable[GoalCitation]) -> list[GoalCitation]:
    """Citations in the order of their documents' levels. Needs `document` selected with each goal."""
    return sorted(citations, key=lambda one: _place(one.goal))


def steering_page(document: SteeringDocument, actor: Actor, *, today: dt.date) -> SteeringPage:
    """A document with its goals and what they are tied to: four queries."""
    goals = list(SteeringGoal.objects.filter(document=document).order_by("number"))
    seen = visible_goals(actor).values("pk")
    ties = GoalSupport.objects.select_related("goal__document", "upper__document").order_by("pk")
    up = list(ties.filter(goal__in=goals, upper__in=seen))
    down = list(ties.filter(upper__in=goals, goal__in=seen))
    views = [
        GoalView(
            goal,
            [tie.upper for tie in up if tie.goal_id == goal.pk],
            [tie.goal for tie in down if tie.upper_id == goal.pk],
        )
        for goal in goals
    ]
    replaces = list(visible_steering(actor).filter(followed_by=document).order_by("from_year", "pk"))
    return SteeringPage(document, views, lasting(document, today), replaces)


def steering_to_renew(actor: Actor, *, today: dt.date) -> list[SteeringDocument]:
    """What runs out within a year, or has, of the documents that one's own authority keeps: one query."""
    own = visible_steering(actor).filter(authority_id=actor.authority_id or 0)
    return list(running_out(own, today).order_by("to_year", SortKey("title")))


def successors_of(document: SteeringDocument | None, actor: Actor) -> QuerySet[SteeringDocument]:
    """The documents that may come after this one: others of one's own authority."""
    own = visible_steering(actor).filter(authority_id=actor.authority_id or 0)
    return own.exclude(pk=document.pk if document else 0).order_by(SortKey("title"), "from_year")


def goals_above(document: SteeringDocument, actor: Actor) -> list[SteeringGoal]:
    """The goals that those of a document may come out of, from the law down: of its own level or higher. One query."""
    higher = [str(one) for one in LEVELS if may_serve(document.level, one)]
    rows = visible_goals(actor).filter(document__level__in=higher).exclude(document=document)
    return sorted(rows.select_related("document"), key=_place)


def chain_of_goals(goals: Iterable[SteeringGoal], actor: Actor) -> GoalChain:
    """`goals` and all the goals that they come out of and that one sees: a query for each level there is, at most.

    Needs `document` selected with each goal.
    """
    known = {goal.pk: goal for goal in goals}
    ties: dict[int, list[int]] = {}
    seen, waiting = visible_goals(actor).values("pk"), list(known)
    while waiting:
        rows = GoalSupport.objects.filter(goal__in=waiting, upper__in=seen).select_related("upper__document")
        new: list[int] = []
        for row in rows.order_by("pk"):
            ties.setdefault(row.goal_id, []).append(row.upper_id)
            if row.upper_id not in known:
                known[row.upper_id] = row.upper
                new.append(row.upper_id)
        waiting = new
    ordered = sorted(known.values(), key=_place)
    views = [ChainGoal(goal, tuple(ties.get(goal.pk, ()))) for goal in ordered]
    by_level = [(level, [one for one in views if one.goal.document.level == level]) for level in LEVELS]
    return GoalChain([(level, some) for level, some in by_level if some])


def _place(goal: SteeringGoal) -> tuple[int, str, int, int]:
    level = LEVELS.index(SteeringDocument.Level(goal.document.level))
    return level, goal.document.title, goal.document_id, goal.number

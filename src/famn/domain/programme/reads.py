"""Programmes with their goals: what each serves, what has run out, and the chain of goals from the law down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.db import models
from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from famn.domain.matters.models import SteeringDocument, SteeringGoal
from famn.domain.matters.reads import GoalChain, GoalCitation, LevelGroup, chain_of_goals, from_the_law_down, goals_left
from famn.domain.matters.rules import last_day, lasting, running_out, visible_goals
from famn.domain.people.rules import Actor, Capability
from famn.domain.programme.models import Programme, ProgrammeGoal, ProgrammeGoalCitation
from famn.domain.programme.rules import visible_programmes
from famn.ground.due import Due, Near
from famn.ground.text import SortKey

VERBS: Final[dict[str, str | Promise]] = {
    "start_programme": _("Programmet lades till"),
    "change_programme": _("Programmet ändrades"),
    "add_programme_goal": _("Programmet fick ett mål"),
    "change_programme_goal": _("Ett av programmets mål ändrades"),
    "remove_programme_goal": _("Ett av programmets mål togs bort"),
    "cite_goal_in_programme": _("Programmet vilar på ett mål i ett styrdokument"),
    "uncite_goal_in_programme": _("Programmet vilar inte längre på ett mål"),
}


class ProgrammeDue(models.TextChoices):
    """What kind of thing waits for who drives a programme."""

    RENEW = "programme_renew", _("program som vilar på något som går ut")


@dataclass(frozen=True)
class ProgrammeRow:
    """One programme in a list: how many goals it has, and how many documents that they rest on must be renewed."""

    programme: Programme
    goals: int
    to_renew: int
    is_own: bool


@dataclass(frozen=True)
class GoalOfProgramme:
    """A goal of a programme, and the goals of steering documents that it serves, from the law down."""

    goal: ProgrammeGoal
    citations: list[GoalCitation]


@dataclass(frozen=True)
class ProgrammePage:
    """One programme. `chain` holds what its goals serve; `seen` are the documents (primary keys) one may open."""

    programme: Programme
    goals: list[GoalOfProgramme]
    chain: GoalChain
    seen: frozenset[int]

    @property
    def to_renew(self) -> list[SteeringDocument]:
        """The documents that it rests on and that have run out, or soon will, each once."""
        found = [cited.document for one in self.goals for cited in one.citations if cited.must_be_renewed]
        return list(dict.fromkeys(found))


@dataclass(frozen=True)
class ServedBy:
    """A goal of a programme in somebody else's chain, and the goals (primary keys) in that chain that it serves."""

    goal: ProgrammeGoal
    upper: tuple[int, ...]


def programme_list(actor: Actor, *, today: dt.date) -> list[ProgrammeRow]:
    """The programmes one sees, one's own and the newest first: one query."""
    ends = Q(goals__citations__goal__document__in=running_out(SteeringDocument.objects.all(), today))
    rows = visible_programmes(actor).annotate(
        how_many=Count("goals", distinct=True),
        to_renew=Count("goals__citations__goal__document", filter=ends, distinct=True),
    )
    found = [
        ProgrammeRow(row, row.how_many, row.to_renew, row.authority_id == actor.authority_id)
        for row in rows.select_related("authority", "place").order_by("-from_year", SortKey("name"), "pk")
    ]
    return sorted(found, key=lambda one: not one.is_own)


def programme_page(programme: Programme, actor: Actor, *, today: dt.date) -> ProgrammePage:
    """A programme with its goals and what they serve: three queries, and one for each level above."""
    goals = list(ProgrammeGoal.objects.filter(programme=programme).order_by("number"))
    by_goal = _citations(goals, today=today)
    cited = {one.goal.pk: one.goal for some in by_goal.values() for one in some}
    seen = set(visible_goals(actor).filter(pk__in=cited).values_list("pk", flat=True))
    return ProgrammePage(
        programme,
        [GoalOfProgramme(goal, by_goal.get(goal.pk, [])) for goal in goals],
        chain_of_goals([goal for goal in cited.values() if goal.pk in seen], actor),
        frozenset(cited[pk].document_id for pk in seen),
    )


def _citations(goals: Iterable[ProgrammeGoal], *, today: dt.date) -> dict[int, list[GoalCitation]]:
    """What each of these goals of programmes serves, by its primary key: one query."""
    rows = ProgrammeGoalCitation.objects.filter(programme_goal__in=list(goals))
    found: dict[int, list[GoalCitation]] = {}
    for row in rows.select_related("goal__document", "cited_by").order_by("pk"):
        one = GoalCitation(row.pk, row.goal, row.why, row.cited_by, row.cited_at, lasting(row.goal.document, today))
        found.setdefault(row.programme_goal_id, []).append(one)
    return {key: from_the_law_down(some) for key, some in found.items()}


def goals_to_cite(
    goal: ProgrammeGoal, actor: Actor, *, today: dt.date, words: str = "", level: str = ""
) -> list[LevelGroup]:
    """The goals that a goal of a programme may say it serves and has not yet, by document and level: three queries."""
    cited = set(ProgrammeGoalCitation.objects.filter(programme_goal=goal).values_list("goal_id", flat=True))
    return goals_left(cited, actor, today=today, words=words, level=level)


def programmes_citing(goals: Iterable[SteeringGoal], actor: Actor) -> dict[int, list[Programme]]:
    """The programmes one sees that serve each of these goals, by the goal's primary key: one query."""
    found: dict[int, list[Programme]] = {}
    for row in _serving(goals, actor):
        some = found.setdefault(row.goal_id, [])
        if row.programme_goal.programme not in some:
            some.append(row.programme_goal.programme)
    return found


def programme_goals_in(chain: GoalChain, actor: Actor) -> list[ServedBy]:
    """The goals of programmes one sees that serve the goals of a chain: one query."""
    goals = [one.goal for _level, some in chain.levels for one in some]
    found: dict[ProgrammeGoal, list[int]] = {}
    for row in _serving(goals, actor):
        found.setdefault(row.programme_goal, []).append(row.goal_id)
    return [ServedBy(goal, tuple(upper)) for goal, upper in found.items()]


def _serving(goals: Iterable[SteeringGoal], actor: Actor) -> Iterable[ProgrammeGoalCitation]:
    rows = ProgrammeGoalCitation.objects.filter(
        goal__in=list(goals), programme_goal__programme__in=visible_programmes(actor)
    )
    in_order = (SortKey("programme_goal__programme__name"), "programme_goal__programme", "programme_goal__number", "pk")
    return rows.select_related("programme_goal__programme").order_by(*in_order)


def programmes_waiting(actor: Actor, *, today: dt.date) -> list[Due]:
    """The steering documents that programmes of one's authority rest on and that have run out, or do so within a year.

    For who keeps the programmes, and for programmes that go on: one query. Such a document waits its turn.
    """
    if actor.authority_id is None or not actor.can(Capability.KEEP_PROGRAMMES):
        return []
    own = Programme.objects.filter(authority_id=actor.authority_id).exclude(to_year__lt=today.year)
    ends = running_out(SteeringDocument.objects.all(), today)
    rows = ProgrammeGoalCitation.objects.filter(programme_goal__programme__in=own, goal__document__in=ends)
    document, programme = "goal__document__", "programme_goal__programme__"
    columns = (f"{document}to_year", f"{programme}name", f"{document}title", f"{programme}code", f"{document}code")
    found = rows.order_by(*columns).values_list(*columns).distinct()
    return [
        Due(
            ProgrammeDue.RENEW,
            title,
            code,
            last_day(year) if year >= today.year else None,
            name,
            Near.LATER,
            on=where,
        )
        for year, name, title, where, code in found
    ]

"""The only writes of programmes, their goals, and what these serve."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from famn.domain.matters.facts import cut
from famn.domain.matters.models import SteeringGoal
from famn.domain.people.models import Authority, Place
from famn.domain.people.rules import Actor, standing
from famn.domain.programme import rules
from famn.domain.programme.models import Programme, ProgrammeGoal, ProgrammeGoalCitation
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@dataclass(frozen=True, slots=True)
class ProgrammeFacts:
    """What a programme says of itself. Years are whole; `to_year` is None where no end is set."""

    name: str
    place: Place | None
    from_year: int | None
    to_year: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A goal of a programme: its words, by what one sees that it is reached, and by the end of which year."""

    text: str
    target: str = ""
    by_year: int | None = None


@transaction.atomic
def start_programme(*, by: Actor, at: dt.datetime, facts: ProgrammeFacts) -> Programme:
    """Put in a programme, which one's authority then drives. Raises Refused for facts that are not whole."""
    require(rules.may_start_programme(by))
    programme = Programme(authority_id=standing(by).authority_id, added_by_id=standing(by).user_id, added_at=at)
    _say(programme, facts)
    trail.record("start_programme", programme, by=by, at=at)
    return programme


@transaction.atomic
def change_programme(programme: Programme, *, by: Actor, at: dt.datetime, facts: ProgrammeFacts) -> Programme:
    """Let a programme say this of itself. Raises Refused for facts that are not whole."""
    programme = _locked(programme, by=by)
    _say(programme, facts)
    trail.record("change_programme", programme, by=by, at=at)
    return programme


@transaction.atomic
def add_programme_goal(programme: Programme, *, by: Actor, at: dt.datetime, facts: GoalFacts) -> ProgrammeGoal:
    """Put in a goal, last in a programme. Raises Refused without words, or for a year outside the programme's."""
    programme = _locked(programme, by=by)
    last: int | None = ProgrammeGoal.objects.filter(programme=programme).aggregate(last=Max("number"))["last"]
    goal = ProgrammeGoal(programme=programme, number=(last or 0) + 1)
    _set(goal, facts)
    trail.record("add_programme_goal", programme, by=by, at=at, about={"programme_goal": goal.pk})
    return goal


@transaction.atomic
def change_programme_goal(goal: ProgrammeGoal, *, by: Actor, at: dt.datetime, facts: GoalFacts) -> ProgrammeGoal:
    """Let a goal of a programme say this. Needs `programme` selected; Refused as when it is put in."""
    goal.programme = _locked(goal.programme, by=by)
    _set(goal, facts)
    trail.record("change_programme_goal", goal.programme, by=by, at=at, about={"programme_goal": goal.pk})
    return goal


@transaction.atomic
def remove_programme_goal(goal: ProgrammeGoal, *, by: Actor, at: dt.datetime) -> None:
    """Take a goal out of a programme, with what it served. Needs `programme` selected with it."""
    programme = _locked(goal.programme, by=by)
    trail.record("remove_programme_goal", programme, by=by, at=at, about={"programme_goal": goal.pk})
    goal.delete()


@transaction.atomic
def cite_goal_in_programme(
    programme_goal: ProgrammeGoal, *, by: Actor, at: dt.datetime, goal: SteeringGoal, why: str
) -> ProgrammeGoalCitation:
    """Say that a goal of a programme serves one of a steering document, and how; said again, the new words hold.

    Needs `programme` selected with it. Raises Refused without words.
    """
    programme = _locked(programme_goal.programme, by=by)
    require(rules.may_cite_goal(by, programme, goal))
    if not (why := why.strip()):
        raise Refused(_("Skriv hur programmets mål bidrar till det här målet."), field="why")
    citation, _is_new = ProgrammeGoalCitation.objects.update_or_create(
        programme_goal=programme_goal,
        goal=goal,
        defaults={"why": why, "cited_by_id": standing(by).user_id, "cited_at": at},
    )
    about = {"programme_goal": programme_goal.pk, "steering_goal": goal.pk}
    trail.record("cite_goal_in_programme", programme, by=by, at=at, about=about)
    return citation


@transaction.atomic
def uncite_goal_in_programme(citation: ProgrammeGoalCitation, *, by: Actor, at: dt.datetime) -> None:
    """Say no more that a programme's goal serves a goal. Needs `programme_goal__programme` selected with it."""
    programme = _locked(citation.programme_goal.programme, by=by)
    about = {"programme_goal": citation.programme_goal_id, "steering_goal": citation.goal_id}
    ProgrammeGoalCitation.objects.filter(pk=citation.pk).delete()
    trail.record("uncite_goal_in_programme", programme, by=by, at=at, about=about)


def _locked(programme: Programme, *, by: Actor) -> Programme:
    """The programme under a lock, for one who may change it."""
    row = Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
    require(rules.may_change_programme(by, row))
    return row


def _say(programme: Programme, facts: ProgrammeFacts) -> None:
    """Keep the facts. Those who put in programmes for one authority take turns, so that no name is taken twice."""
    Authority.objects.select_for_update(of=("self",), no_key=True).get(pk=programme.authority_id)
    name = cut(squeeze(facts.name), 160)
    if not name:
        raise Refused(_("Skriv vad programmet heter."), field="name")
    if facts.place is None:
        raise Refused(_("Skriv vilket område programmet gäller."), field="place")
    if facts.from_year is None:
        raise Refused(_("Skriv vilket år programmet börjar."), field="from_year")
    if facts.to_year is not None and facts.from_year > facts.to_year:
        raise Refused(_("Sista året ligger före det första."), field="to_year")
    if Programme.objects.filter(authority_id=programme.authority_id, name=name).exclude(pk=programme.pk or 0).exists():
        raise Refused(_("Ni har redan ett program som heter så."), field="name")
    programme.name, programme.place, programme.about = name, facts.place, facts.about.strip()
    programme.from_year, programme.to_year = facts.from_year, facts.to_year
    programme.save()


def _set(goal: ProgrammeGoal, facts: GoalFacts) -> None:
    text = cut(squeeze(facts.text), 2_000)
    if not text:
        raise Refused(_("Skriv vad målet är."), field="text")
    if facts.by_year is not None and facts.by_year < goal.programme.from_year:
        raise Refused(_("Året ligger före programmets första."), field="by_year")
    goal.text, goal.target, goal.by_year = text, cut(squeeze(facts.target), 300), facts.by_year
    goal.save()

"""Where an initiative goes from here, and its timeline across all links: what is to come and what has happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment.models import Initiative, PlannedLink, StepChange
from famn.domain.establishment.reads.chain import ChainLink, LinkKey, chain_of
from famn.domain.establishment.reads.initiatives import InitiativePage, StepView, public_page
from famn.domain.establishment.reads.obstacles import ObstacleView, obstacles_of
from famn.domain.establishment.reads.steps import ChangeView, DemandView, Thing, changes_of, demands_of, evidence_of
from famn.domain.people.rules import Actor


@dataclass(frozen=True)
class Moment:
    """Something dated in one of the links. `when` is the day as it is known: 2021, 2021-06 or 2021-06-15."""

    day: dt.date
    when: str
    title: str
    link: LinkKey | None = None
    text: str = ""
    thing: Thing | None = None
    coming: bool = False


@dataclass(frozen=True)
class WayOn:
    """Where an initiative goes from here: its chain, what the next step demands, what hinders, what is planned."""

    chain: list[ChainLink]
    next: StepView | None
    demands: list[DemandView]
    obstacles: list[ObstacleView]
    planned: list[PlannedLink]


def way_on(page: InitiativePage, *, actor: Actor, today: dt.date) -> WayOn:
    """Where an initiative goes from here, beside its page that has been read: sixteen queries."""
    initiative, step = page.initiative, page.next
    chain = chain_of(initiative, steps=page.steps, actor=actor, today=today)
    evidence = evidence_of(initiative, actor=actor, numbers=[step.number]) if step else []
    return WayOn(
        chain=chain,
        next=step,
        demands=demands_of(initiative, step.number, evidence) if step else [],
        obstacles=[one for one in obstacles_of(initiative, actor=actor, today=today) if one.is_open],
        planned=[link.planned for link in chain if link.planned and link.planned.to_date > today],
    )


def timeline_of(initiative: Initiative, *, actor: Actor, today: dt.date) -> list[Moment]:
    """The timeline across all links: what is to come, the farthest first, then the past, the newest first."""
    page = public_page(initiative)
    return moments_of(
        page.initiative,
        chain=chain_of(page.initiative, steps=page.steps, actor=actor, today=today),
        steps=page.steps,
        changes=changes_of(page.initiative),
        obstacles=obstacles_of(page.initiative, actor=actor, today=today),
        today=today,
    )


def moments_of(
    initiative: Initiative,
    *,
    chain: Iterable[ChainLink],
    steps: Iterable[StepView],
    changes: Iterable[ChangeView],
    obstacles: Iterable[ObstacleView],
    today: dt.date,
) -> list[Moment]:
    """What is to come, the farthest first, then what has happened, the newest first. Pure: all has been read."""
    found = [
        *_of_chain(chain, today),
        *_of_steps(initiative, changes),
        *_of_plans(initiative, steps, today),
        *_of_obstacles(obstacles, today),
        *_of_initiative(initiative, today),
    ]
    coming = sorted((one for one in found if one.coming), key=lambda one: one.day, reverse=True)
    past = sorted((one for one in found if not one.coming), key=lambda one: one.day, reverse=True)
    return [*coming, *past]


def _of_chain(chain: Iterable[ChainLink], today: dt.date) -> Iterator[Moment]:
    """What each link is made of, but for the steps, whose changes tell more; and what is planned."""
    for link in chain:
        for one in link.things if link.key != LinkKey.STEPS else ():
            if one.day is not None:
                yield Moment(one.day, one.when, one.title, link.key, thing=one.thing, coming=one.day > today)
        if link.planned is not None and link.planned.to_date > today:
            planned = link.planned
            title = _("%(what)s planeras") % {"what": str(planned.get_what_display()).capitalize()}
            yield Moment(planned.from_date, planned.period, title, link.key, text=planned.text, coming=True)


def _of_steps(initiative: Initiative, changes: Iterable[ChangeView]) -> Iterator[Moment]:
    """When steps were reached, left and gone past. A plan is not a moment: what is planned is told by the step."""
    words = {
        StepChange.Kind.REACHED.value: _("Steg %(number)d nåddes: %(title)s"),
        StepChange.Kind.WENT_BACK.value: _("Arbetet gick tillbaka från steg %(number)d: %(title)s"),
        StepChange.Kind.SKIPPED.value: _("Arbetet gick förbi steg %(number)d: %(title)s"),
    }
    for one in changes:
        if one.kind in words and one.day is not None:
            title = words[one.kind] % {"number": one.step, "title": one.step_title}
            where = Thing("step", (initiative.code, str(one.step)))
            yield Moment(one.day, one.day.isoformat(), title, LinkKey.STEPS, text=one.reason, thing=where)


def _of_plans(initiative: Initiative, steps: Iterable[StepView], today: dt.date) -> Iterator[Moment]:
    """The steps that are planned and not reached, from today on."""
    for one in steps:
        if one.planned_on is not None and one.planned_on >= today and one.reached_on is None:
            title = _("Steg %(number)d planeras: %(title)s") % {"number": one.number, "title": one.title}
            where = Thing("step", (initiative.code, str(one.number)))
            yield Moment(one.planned_on, one.planned_on.isoformat(), title, LinkKey.STEPS, thing=where, coming=True)


def _of_obstacles(obstacles: Iterable[ObstacleView], today: dt.date) -> Iterator[Moment]:
    for one in obstacles:
        where = Thing("obstacle", (one.code,))
        noted = _("Ett hinder märktes")
        yield Moment(one.noted_on, one.noted_on.isoformat(), noted, text=one.text, thing=where)
        if one.settled_on is not None:
            day = timezone.localdate(one.settled_on)
            yield Moment(day, day.isoformat(), _("Ett hinder klarades av"), text=one.outcome, thing=where)
        elif one.due_on is not None and one.due_on >= today:
            due = _("Ett hinder ska vara löst")
            yield Moment(one.due_on, one.due_on.isoformat(), due, text=one.text, thing=where, coming=True)


def _of_initiative(initiative: Initiative, today: dt.date) -> Iterator[Moment]:
    begun = timezone.localdate(initiative.started_at)
    yield Moment(begun, begun.isoformat(), _("Initiativet startade"))
    if initiative.move_by is not None:
        day = initiative.move_by
        yield Moment(day, day.isoformat(), _("Måste ha flyttat senast"), text=initiative.trigger, coming=day >= today)

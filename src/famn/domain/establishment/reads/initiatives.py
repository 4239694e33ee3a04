"""What pages show of initiatives: lists, one initiative with its ladder, and its timeline."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.establishment.models import (
    Initiative,
    InitiativeMatter,
    InitiativeParty,
    InitiativeStep,
    LadderStep,
)
from famn.domain.establishment.reads.grounds import goal_sentences
from famn.domain.establishment.reads.verbs import QUIET, VERBS
from famn.domain.establishment.rules import (
    public_initiatives,
    visible_initiatives,
)
from famn.domain.matters.models import Matter
from famn.domain.matters.reads import AssignmentView, Event, assignment_views, events_of
from famn.domain.matters.rules import visible_assignments, visible_matters
from famn.domain.people.models import Leg, Place
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey


@dataclass(frozen=True)
class StepView:
    """One step of the ladder as this initiative stands on it.

    `reached` is true for every step up to the current one, also where no day is known (`reached_on` is None), but not
    for one that was `skipped`.
    """

    number: int
    title: str
    meaning: str
    planned_on: dt.date | None
    reached_on: dt.date | None
    reached: bool
    current: bool
    skipped: bool = False


@dataclass(frozen=True)
class LegView:
    """One of the four legs and the parties that bring it; without any it is missing."""

    code: str
    title: str
    parties: list[str]

    @property
    def missing(self) -> bool:
        """Whether no party brings it."""
        return not self.parties


@dataclass(frozen=True)
class PublicInitiative:
    """What everybody may see of an initiative in a list. `step` is the highest step reached, 0 for none."""

    code: str
    title: str
    place_name: str
    step: int
    steps_total: int
    step_title: str
    steps: list[StepView]
    legs: list[str]
    missing_legs: list[str]


@dataclass(frozen=True)
class InitiativeRow(PublicInitiative):
    """One initiative in the list of those who work with it."""

    state: str
    state_name: str
    is_public: bool
    move_by: dt.date | None


@dataclass(frozen=True)
class PublicPage:
    """What everybody may see of one initiative: its ladder, its parties and their legs."""

    initiative: Initiative
    steps: list[StepView]
    parties: list[InitiativeParty]
    legs: list[LegView]

    @property
    def title(self) -> str:
        """What the initiative is called."""
        return self.initiative.title

    @property
    def place_name(self) -> str:
        """Where it is."""
        return self.initiative.place_name

    @property
    def authority_name(self) -> str:
        """Whose it is."""
        return self.initiative.authority.name

    @property
    def missing_legs(self) -> list[LegView]:
        """The legs that no party brings yet."""
        return [leg for leg in self.legs if leg.missing]

    @property
    def current(self) -> StepView | None:
        """The step where the initiative stands, None before the first."""
        return next((step for step in self.steps if step.current), None)

    @property
    def next(self) -> StepView | None:
        """The first step above where the initiative stands: one does not go back to what was skipped."""
        return next((step for step in self.steps if not step.reached and not step.skipped), None)


@dataclass(frozen=True)
class InitiativePage(PublicPage):
    """One initiative for those who work with it: also its matters and what they must answer."""

    matters: list[Matter]
    assignments: list[AssignmentView]


def initiatives_list(actor: Actor) -> list[InitiativeRow]:
    """The initiatives that the actor sees, those under way first, then by place: four queries."""
    rows = visible_initiatives(actor).order_by("state", SortKey("place_name"), "-started_at", "pk")
    return [
        InitiativeRow(
            **_shown(initiative),
            state=initiative.state,
            state_name=initiative.get_state_display(),
            is_public=initiative.is_public,
            move_by=initiative.move_by,
        )
        for initiative in _with_all(rows)
    ]


def public_list() -> list[PublicInitiative]:
    """The published initiatives by place in Swedish order, never by how far they have come: four queries."""
    rows = public_initiatives().order_by(SortKey("place_name"), "pk")
    return [PublicInitiative(**_shown(initiative)) for initiative in _with_all(rows)]


def public_page(initiative: Initiative) -> PublicPage:
    """A published initiative as everybody sees it: four queries."""
    full = _with_all(Initiative.objects.filter(pk=initiative.pk)).get()
    parties = list(full.parties.all())
    return PublicPage(full, _steps(full), parties, [_leg(leg, parties) for leg in Leg])


def initiative_page(initiative: Initiative, *, today: dt.date, actor: Actor) -> InitiativePage:
    """An initiative as those see it who work with it, with the matters and assignments that the actor sees."""
    page = public_page(initiative)
    ties = InitiativeMatter.objects.filter(initiative=initiative, matter__in=visible_matters(actor))
    ties = ties.select_related("matter__case_officer")
    assignments = visible_assignments(actor).filter(matter__initiatives__initiative=initiative)
    assignments = assignments.select_related("matter", "responsible", "settled_by").order_by("due_date", "pk")
    return InitiativePage(
        initiative=page.initiative,
        steps=page.steps,
        parties=page.parties,
        legs=page.legs,
        matters=[tie.matter for tie in ties.order_by("-matter__opened_at", "-pk")],
        assignments=assignment_views(assignments, today=today),
    )


def timeline(initiative: Initiative, *, today: dt.date) -> list[Event]:
    """What is planned, the farthest first, then what happened, the newest first. Needs nothing loaded."""
    full = Initiative.objects.filter(pk=initiative.pk)
    full = full.prefetch_related(Prefetch("steps", InitiativeStep.objects.select_related("step")))
    one = full.get()
    steps = list(one.steps.all())
    texts = {("initiative_step", step.pk): (_step_words(step.step), "") for step in steps}
    texts[("initiative", one.pk)] = ("", one.code)
    told = {verb: words for verb, words in VERBS.items() if verb not in QUIET}
    past = events_of([one, *steps], verbs=told, texts=texts)
    return [*_coming(one, steps, today), *past]


def open_initiative_for(place: Place, *, authority_id: int) -> Initiative | None:
    """The initiative that is under way at this place for this authority; the oldest, if there are several."""
    rows = Initiative.objects.filter(place=place, authority_id=authority_id, state=Initiative.State.ACTIVE)
    return rows.order_by("started_at", "pk").first()


def initiatives_of_matter(matter: Matter) -> list[Initiative]:
    """The initiatives that a matter is tied to."""
    return list(Initiative.objects.filter(matters__matter=matter).order_by("pk"))


def sentences_of(matter: Matter, *, actor: Actor) -> list[str]:
    """What a report may tell of the initiatives that its matter belongs to and the actor sees, a paragraph each."""
    rows = visible_initiatives(actor).filter(matters__matter=matter).order_by("started_at", "pk")
    return [words for one in _with_all(rows) for words in (_told(one), *goal_sentences(one))]


def _told(initiative: Initiative) -> str:
    """Where it is, who takes part, how far it has come and since when."""
    names = [party.name for party in initiative.parties.all()]
    told = [_("Arbetet med en familjecentral gäller %(place)s.") % {"place": initiative.place_name}]
    if names:
        some, last = names[:-1], names[-1]
        told.append(_("Parter är %(names)s.") % {"names": _(" och ").join(filter(None, [", ".join(some), last]))})
    steps = _steps(initiative)
    here = next((step for step in steps if step.current), None)
    if here is None:
        told.append(_("Inget av de %(total)d stegen mot en familjecentral är nått än.") % {"total": len(steps)})
        return " ".join(told)
    facts = {"number": here.number, "total": len(steps), "title": here.title}
    told.append(_("Steg %(number)d av %(total)d är nått: %(title)s.") % facts)
    if here.reached_on:
        told.append(_("Det skedde i %(month)s.") % {"month": date_format(here.reached_on, "F Y")})
    return " ".join(told)


def matters_to_tie(initiative: Initiative, actor: Actor) -> list[Matter]:
    """The open matters that the actor sees and that do not belong to the initiative yet, the newest first."""
    tied = InitiativeMatter.objects.filter(initiative=initiative, matter=OuterRef("pk"))
    rows = visible_matters(actor).filter(~Exists(tied), state=Matter.State.OPEN)
    return list(rows.order_by("-opened_at", "-pk"))


# --- how rows are put together ---------------------------------------------------------------------


def _with_all(initiatives: QuerySet[Initiative]) -> QuerySet[Initiative]:
    return initiatives.select_related("authority", "unit", "place", "ladder", "started_by").prefetch_related(
        Prefetch("ladder__steps", LadderStep.objects.order_by("number")),
        Prefetch("steps", InitiativeStep.objects.select_related("step")),
        Prefetch("parties", InitiativeParty.objects.select_related("authority").order_by(SortKey("name"), "pk")),
    )


def _shown(initiative: Initiative) -> dict[str, Any]:
    """The values of a PublicInitiative."""
    steps = _steps(initiative)
    here = next((step for step in steps if step.current), None)
    brought = {leg for party in initiative.parties.all() for leg in party.legs}
    return {
        "code": initiative.code,
        "title": initiative.title,
        "place_name": initiative.place_name,
        "step": here.number if here else 0,
        "steps_total": len(steps),
        "step_title": here.title if here else "",
        "steps": steps,
        "legs": [leg for leg in Leg.values if leg in brought],
        "missing_legs": [leg for leg in Leg.values if leg not in brought],
    }


def _steps(initiative: Initiative) -> list[StepView]:
    """The steps of the ladder from the lowest. One stands on the highest that is reached."""
    known = {row.step_id: row for row in initiative.steps.all()}
    rows = [(step, known.get(step.pk)) for step in initiative.ladder.steps.all()]
    current = max((step.number for step, row in rows if row and row.reached_on), default=0)
    return [
        StepView(
            number=step.number,
            title=step.title,
            meaning=step.meaning,
            planned_on=row.planned_on if row else None,
            reached_on=row.reached_on if row else None,
            reached=step.number <= current and not (row and row.skipped_on),
            current=step.number == current,
            skipped=bool(row and row.skipped_on),
        )
        for step, row in rows
    ]


def _leg(leg: Leg, parties: Iterable[InitiativeParty]) -> LegView:
    return LegView(leg.value, str(leg.label), [party.name for party in parties if leg.value in party.legs])


def _step_words(step: LadderStep) -> str:
    return _("Steg %(number)d: %(title)s") % {"number": step.number, "title": step.title}


def _coming(initiative: Initiative, steps: Iterable[InitiativeStep], today: dt.date) -> list[Event]:
    """Planned steps that are not reached, and the day when premises must be left, from `today` on."""
    ahead = [
        Event(step.planned_on, None, _("Planerat steg"), _step_words(step.step), coming=True, thing="initiative_step")
        for step in steps
        if step.planned_on is not None and step.planned_on >= today and step.reached_on is None
    ]
    if initiative.move_by is not None and initiative.move_by >= today:
        ahead.append(
            Event(initiative.move_by, None, _("Senast då"), initiative.trigger, coming=True, thing="initiative")
        )
    return sorted(ahead, key=lambda event: (event.day, event.title), reverse=True)

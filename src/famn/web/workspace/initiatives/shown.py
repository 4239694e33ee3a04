"""Initiatives as components show them. Pure: what was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.establishment import rules
from famn.domain.establishment.models import Initiative
from famn.domain.establishment.reads import InitiativePage, InitiativeRow, StepView
from famn.domain.matters.reads import Event
from famn.domain.matters.rules import may_start_matter
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import Verdict, first_no
from famn.web.shared.ladder import drawn
from famn.web.shared.tags import date_long, moment
from famn.web.workspace.matters import shown as matters


def row(one: InitiativeRow) -> dict[str, Any]:
    """One initiative in the list."""
    step = _("Steg %(number)d av %(count)d: %(title)s")
    reached = {"number": one.step, "count": len(one.steps), "title": one.step_title}
    return {
        "title": one.title,
        "url": reverse("initiative", args=[one.code]),
        "place": one.place_name,
        "state": one.state_name,
        "is_active": one.state == Initiative.State.ACTIVE,
        "is_public": one.is_public,
        "step": step % reached if one.step else _("Inget steg är nått än"),
        "legs": one.legs,
        "missing": missing_words(one.missing_legs),
        "move_by": _("senast %(day)s") % {"day": date_long(one.move_by)} if one.move_by else "",
    }


def missing_words(codes: Iterable[str]) -> str:
    """Which legs no party brings yet: a fact, not a failure."""
    names = [str(Leg(code).label) for code in codes]
    return _("Inte med än: %(legs)s") % {"legs": ", ".join(names)} if names else ""


def initiative_page(page: InitiativePage, actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """All that the page of one initiative shows."""
    one = page.initiative
    may_read = actor.can(Capability.READ_MATTERS)
    return {
        "initiative": one,
        "page": page,
        "drawn": drawn(page.steps),
        "steps": [
            {"step": step, "words": step_words(step), "url": reverse("initiative_step", args=[one.code, step.number])}
            for step in page.steps
        ],
        "next": matters.next_words(page),
        "matters": [
            {
                "title": matter.title,
                "url": reverse("matter", args=[matter.code]) if may_read else "",
                "note": " · ".join(part for part in (matter.registry_number, matter.get_state_display()) if part),
            }
            for matter in page.matters
        ],
        "assignments": [matters.assignment_row(view, actor, today) for view in page.assignments] if may_read else [],
        "facts": facts(one),
        "may_drive": rules.may_drive(actor, one),
        "may_choose_matter": rules.may_choose_matter(actor, one),
        "may_start_matter": first_no(rules.may_drive(actor, one), may_start_matter(actor)),
        "may_publish": rules.may_unpublish(actor, one) if one.is_public else rules.may_publish(actor, one),
        "moves": moves(one, actor),
        "may_read_trail": actor.can(Capability.READ_TRAIL),
    }


def facts(one: Initiative) -> list[dict[str, str]]:
    """Where an initiative is, and since when. Needs its `unit` and `started_by` selected with it."""
    return [
        {"key": _("Plats"), "value": one.place.name if one.place else one.place_name},
        {"key": _("Läge"), "value": one.get_state_display().capitalize()},
        {"key": _("Drivs av"), "value": f"{one.unit.name}, {one.authority.name}"},
        {"key": _("Startat"), "value": f"{moment(one.started_at)}, {one.started_by.name}"},
        {"key": _("Visas för"), "value": _("alla") if one.is_public else one.authority.name},
    ]


def moves(one: Initiative, actor: Actor) -> list[dict[str, str]]:
    """What one may do with the state of an initiative, as buttons."""
    buttons = (
        (Initiative.State.RESTING, "vila", _("Låt initiativet vila")),
        (Initiative.State.ACTIVE, "vack", _("Väck initiativet")),
        (Initiative.State.ENDED, "avsluta", _("Avsluta initiativet")),
    )
    return [{"value": value, "words": words} for state, value, words in buttons if _may(actor, one, state)]


def _may(actor: Actor, one: Initiative, state: str) -> Verdict:
    return rules.may_go(actor, one, state)


def step_words(step: StepView) -> str:
    """Where the initiative stands on one step."""
    if step.skipped:
        return _("Arbetet gick vidare förbi steget")
    if step.reached:
        return _("Nått %(day)s") % {"day": date_long(step.reached_on)} if step.reached_on else _("Nått, dagen är okänd")
    return _("Planerat %(day)s") % {"day": date_long(step.planned_on)} if step.planned_on else _("Ingen tid satt")


def events(happened: Iterable[Event]) -> list[dict[str, Any]]:
    """The timeline of an initiative."""
    return matters.events(happened)


def initial(one: Initiative) -> dict[str, Any]:
    """What the form of an initiative begins with."""
    return {"title": one.title, "place": one.place_name, "trigger": one.trigger, "move_by": one.move_by}

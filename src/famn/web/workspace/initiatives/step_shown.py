"""Steps, demands, evidence and obstacles as components show them. Pure: reads go in, small records come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.establishment import rules
from famn.domain.establishment.models import Initiative, LadderDemand, LadderStep, PlannedLink
from famn.domain.establishment.reads import ChangeView, DemandView, EvidenceView, ObstacleView, StepPage, Thing, WayOn
from famn.domain.people.rules import Actor
from famn.web.shared.tags import date_long, moment, partial_date

PAGE_OF: Final = {  # what a thing is -> the name of its page
    "document": "document",
    "report": "report",
    "meeting": "meeting",
    "mapping": "mapping",
    "step": "initiative_step",
    "grounds": "initiative_grounds",
    "premises": "premises_option",
    "letter": "letter_of_intent",
    "obstacle": "obstacle",
    "centre": "work_centre",
}
ALONE_ICON: Final = {
    LadderDemand.Alone.YES.value: "hem",
    LadderDemand.Alone.PARTLY.value: "grupp",
    LadderDemand.Alone.NO.value: "manniskor",
}


def address(thing: Thing | None) -> str:
    """Where a thing is found; nowhere for one that may not be read."""
    return reverse(PAGE_OF[thing.kind], args=thing.codes) if thing else ""


def step_page(page: StepPage, row: Initiative, actor: Actor) -> dict[str, Any]:
    """All that the page of one step shows."""
    number = page.step.number
    return {
        "step": page.step,
        "demands": [demand_row(one, row, number) for one in page.demands],
        "met": met_words(page.demands),
        "evidence": [evidence_row(one) for one in page.evidence],
        "changes": [change_row(one) for one in page.changes],
        "past": page.past,
        "may_record": rules.may_record_step(actor, row, number),
    }


def way_on(way: WayOn, row: Initiative, actor: Actor) -> dict[str, Any]:
    """What the overview shows of the next step, of what hinders, and of what is planned later."""
    number = way.next.number if way.next else 0
    return {
        "next_step": way.next,
        "demands": [demand_row(one, row, number) for one in way.demands],
        "met": met_words(way.demands),
        "may_record": rules.may_drive(actor, row),
        "obstacles": [obstacle(one) for one in way.obstacles],
        "later": [planned(one) for one in way.planned],
    }


def demand_row(one: DemandView, row: Initiative, number: int) -> dict[str, Any]:
    """One demand in a checklist."""
    return {
        "text": one.text,
        "url": reverse("initiative_demand", args=[row.code, number, one.number]),
        "evidence_url": f"{reverse('initiative_evidence', args=[row.code, number])}?krav={one.number}",
        "is_met": one.is_met,
        "state": _("Uppfyllt sedan %(day)s") % {"day": date_long(one.met_on)} if one.met_on else _("Inte uppfyllt än"),
        "who": one.who,
        "note": one.note,
        "said": one.said,
        "alone": one.alone_name,
        "icon": ALONE_ICON[one.alone],
        "legs": one.legs,
        "evidence": [evidence_row(shown) for shown in one.evidence],
    }


def ladder_steps(steps: Iterable[LadderStep], demands: Mapping[int, list[DemandView]]) -> list[dict[str, Any]]:
    """The steps of a ladder by itself, with what each demands."""
    return [
        {
            "number": step.number,
            "title": step.title,
            "meaning": step.meaning,
            "demands": [
                {"text": one.text, "alone": one.alone_name, "icon": ALONE_ICON[one.alone]}
                for one in demands.get(step.number, [])
            ],
        }
        for step in steps
    ]


def met_words(demands: list[DemandView]) -> str:
    """How many of the demands are met, and how many of the others the municipality can meet by itself."""
    if not demands:
        return _("Steget har inga krav.")
    left = [one for one in demands if not one.is_met]
    if not left:
        return _("Alla krav är uppfyllda.")
    said = _("%(met)d av %(all)d krav är uppfyllda.") % {"met": len(demands) - len(left), "all": len(demands)}
    alone = sum(one.alone == LadderDemand.Alone.YES for one in left)
    if not alone:
        return said
    more = ngettext(
        "Ett av dem som återstår kan kommunen klara själv.",
        "%(count)d av dem som återstår kan kommunen klara själv.",
        alone,
    )
    return f"{said} {more % {'count': alone}}"


def evidence_row(one: EvidenceView) -> dict[str, Any]:
    """One thing that shows something."""
    kind = one.kind_name.capitalize()
    facts = (kind if one.title or one.text else "", date_long(one.day) if one.day else "", one.who)
    return {
        "code": one.code,
        "title": one.title or one.text or kind,
        "text": one.text if one.title else "",
        "url": address(one.thing),
        "note": " · ".join(part for part in facts if part),
        "demand": one.demand,
    }


def change_row(one: ChangeView) -> dict[str, Any]:
    """One change of a step in its history."""
    titles = {
        "reached": _("Steget nåddes"),
        "went_back": _("Arbetet gick tillbaka ett steg"),
        "skipped": _("Arbetet gick förbi steget"),
        "planned": _("Steget planerades"),
        "unplanned": _("Planen togs bort"),
    }
    day = f" {date_long(one.day)}" if one.day else ""
    return {"title": titles[one.kind] + day, "text": one.reason, "when": f"{moment(one.at)}, {one.who}"}


def obstacle(one: ObstacleView) -> dict[str, Any]:
    """One obstacle in a list or on its page."""
    due = _("senast %(day)s") % {"day": date_long(one.due_on)} if one.due_on else ""
    return {
        "text": one.text,
        "url": reverse("obstacle", args=[one.code]),
        "level": one.level_name.capitalize(),
        "owner": one.owner,
        "is_mine": one.is_mine,
        "noted": _("märktes %(day)s") % {"day": date_long(one.noted_on)},
        "due": due,
        "late": one.late,
        "is_open": one.is_open,
        "state": one.state_name,
        "outcome": one.outcome,
        "settled": f"{moment(one.settled_on)}, {one.settled_by}" if one.settled_on else "",
    }


def planned(one: PlannedLink) -> dict[str, str]:
    """When a later link is planned."""
    return {
        "what": one.what,
        "title": one.get_what_display().capitalize(),
        "when": planned_words(one),
        "text": one.text,
        "note": f"{one.recorded_by.name}, {date_format(one.recorded_at, 'j F Y')}",
    }


def planned_words(one: PlannedLink) -> str:
    """When, as precise as somebody has said: during a year or a month, or on a day."""
    when = partial_date(one.period)
    return when if len(one.period) == len("2027-03-15") else _("under %(when)s") % {"when": when}

"""Programmes as components show them. What was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.programme.models import Programme, ProgrammeGoal
from famn.domain.programme.reads import GoalOfProgramme, ProgrammePage, ProgrammeRow, ServedBy
from famn.web.shared.tags import moment
from famn.web.workspace.goals import shown


def row(one: ProgrammeRow) -> dict[str, Any]:
    """One programme in the list."""
    goals = ngettext("Ett mål", "%(count)d mål", one.goals) % {"count": one.goals} if one.goals else _("Inga mål än")
    ends = ngettext("Vilar på något som går ut", "Vilar på %(count)d dokument som går ut", one.to_renew)
    return {
        "name": one.programme.name,
        "url": reverse("programme", args=[one.programme.code]),
        "note": " · ".join((one.programme.place.name, years(one.programme), one.programme.authority.name)),
        "goals": goals,
        "ends": ends % {"count": one.to_renew} if one.to_renew else "",
    }


def page(one: ProgrammePage, today: dt.date) -> dict[str, Any]:
    """One programme with its goals, and the chain that these stand in."""
    programme = one.programme
    in_chain = {each.goal.pk for _level, some in one.chain.levels for each in some}
    beside = [ServedBy(each.goal, _upper(each, in_chain)) for each in one.goals]
    for each in beside:
        each.goal.programme = programme
    return {
        "programme": programme,
        "state": state(programme, today),
        "facts": [
            {"key": _("Drivs av"), "value": programme.authority.name},
            {"key": _("Område"), "value": programme.place.name},
            {"key": _("Tid"), "value": years(programme)},
            {"key": _("Tillagt"), "value": f"{moment(programme.added_at)}, {programme.added_by.name}"},
        ],
        "goals": [_goal(each, one) for each in one.goals],
        "to_renew": [
            {"title": each.title, "when": shown.ends(each, today), "url": _url(each.pk, each.code, one)}
            for each in one.to_renew
        ],
        "chain": shown.drawn(one.chain, set(), programme.name, beside, is_foot=True) if in_chain else None,
        "chain_title": _("Målen som programmet vilar på, från lagen överst, och programmets egna."),
        "levels": shown.listed(one.chain, beside),
    }


def _upper(one: GoalOfProgramme, in_chain: set[int]) -> tuple[int, ...]:
    return tuple(each.goal.pk for each in one.citations if each.goal.pk in in_chain)


def _goal(one: GoalOfProgramme, page: ProgrammePage) -> dict[str, Any]:
    return {
        "goal": one.goal,
        "target": target(one.goal),
        "citations": [shown.citation(each, is_seen=each.document.pk in page.seen) for each in one.citations],
    }


def _url(pk: int, code: str, page: ProgrammePage) -> str:
    return reverse("steering", args=[code]) if pk in page.seen else ""


def target(goal: ProgrammeGoal) -> str:
    """By what one sees that a goal is reached, and by when."""
    by_year = _("senast %(year)d") % {"year": goal.by_year} if goal.by_year else ""
    return ", ".join(part for part in (goal.target.rstrip("."), by_year) if part)


def years(programme: Programme) -> str:
    """The years of a programme: 2024–2027, 2024, or from 2024."""
    first, last = programme.from_year, programme.to_year
    if last is None:
        return _("från %(year)d") % {"year": first}
    return str(first) if first == last else f"{first}–{last}"


def state(programme: Programme, today: dt.date) -> str:
    """Where a programme is in its time, in words; empty while it goes on."""
    if programme.from_year > today.year:
        return _("Har inte börjat än")
    return _("Är avslutat") if programme.to_year is not None and programme.to_year < today.year else ""

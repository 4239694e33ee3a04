"""Steering documents and chains of goals as components show them. What was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from famn.domain.establishment.models import Initiative
from famn.domain.establishment.reads import GroundsPage
from famn.domain.matters.models import SteeringDocument
from famn.domain.matters.reads import GoalChain, GoalCitation, GoalView, LevelGroup, SteeringPage, SteeringRow
from famn.domain.matters.rules import Lasting
from famn.domain.programme.models import Programme, ProgrammeGoal
from famn.domain.programme.reads import ServedBy
from famn.web.shared import goalchain
from famn.web.shared.goalchain import Chain
from famn.web.shared.tags import moment
from famn.web.workspace.goals.forms import years_of

PROGRAMME: Final = gettext_lazy("Programmets mål")  # the name of their level in a chain
COLOURS: Final = {Lasting.ENDS_SOON: "warning", Lasting.ENDED: "danger"}
ICONS: Final = {Lasting.ENDS_SOON: "tid", Lasting.ENDED: "varning"}


def groups(found: Iterable[LevelGroup]) -> list[dict[str, Any]]:
    """The documents level by level."""
    return [{"name": str(group.level.label).capitalize(), "rows": [row(one) for one in group.rows]} for group in found]


def row(one: SteeringRow) -> dict[str, Any]:
    """One document in the list, with its goals."""
    return {
        "title": one.document.title,
        "url": reverse("steering", args=[one.document.code]),
        "code": one.document.code,
        "note": " · ".join(
            part for part in (one.document.owner, years_of(one.document), one.document.registry_number) if part
        ),
        "goals": one.goals,
        "keeper": one.document.authority.name if one.document.authority and not one.is_own else "",
        "mark": mark(one.lasting),
    }


def mark(lasting: Lasting) -> dict[str, str] | None:
    """A tag for a document that does not simply hold."""
    if lasting == Lasting.HOLDS:
        return None
    return {
        "words": str(lasting.label).capitalize(),
        "color": COLOURS.get(lasting, ""),
        "icon": ICONS.get(lasting, "info"),
    }


def to_renew(documents: Iterable[SteeringDocument], today: dt.date) -> list[dict[str, str]]:
    """What runs out, each with when."""
    return [
        {"title": one.title, "url": reverse("steering", args=[one.code]), "when": ends(one, today)} for one in documents
    ]


def ends(document: SteeringDocument, today: dt.date) -> str:
    """When a document runs out, or did."""
    year = document.to_year or 0
    if year < today.year:
        return _("gick ut med %(year)d") % {"year": year}
    return _("går ut i år, sista dagen är 31 december") if year == today.year else _("går ut %(year)d") % {"year": year}


def page(
    one: SteeringPage, citing: Mapping[int, list[Initiative]], programmes: Mapping[int, list[Programme]]
) -> dict[str, Any]:
    """One document with its goals."""
    document = one.document
    return {
        "document": document,
        "level": str(SteeringDocument.Level(document.level).label).capitalize(),
        "mark": mark(one.lasting),
        "must_be_renewed": one.lasting in COLOURS,
        "facts": facts(document),
        "goals": [_goal(view, citing.get(view.goal.pk, []), programmes.get(view.goal.pk, [])) for view in one.goals],
        "replaces": [{"title": old.title, "url": reverse("steering", args=[old.code])} for old in one.replaces],
    }


def facts(document: SteeringDocument) -> list[dict[str, str]]:
    """What a document says of itself, and who put it in."""
    after = document.followed_by
    rows = [
        {"key": _("Beslutat av"), "value": document.owner},
        {"key": _("Gäller"), "value": years_of(document) or _("tills vidare")},
        {"key": _("Nummer"), "value": document.registry_number},
    ]
    if after is not None:
        rows.append({"key": _("Ersätts av"), "value": after.title, "url": reverse("steering", args=[after.code])})
    if document.authority is not None and document.added_by is not None:
        rows.append({"key": _("Hålls aktuellt av"), "value": document.authority.name})
        rows.append({"key": _("Tillagt"), "value": f"{moment(document.added_at)}, {document.added_by.name}"})
    else:
        rows.append({"key": _("Hålls aktuellt av"), "value": _("Famn, gemensamt för alla")})
    return [one for one in rows if one["value"]]


def _goal(view: GoalView, initiatives: Iterable[Initiative], programmes: Iterable[Programme]) -> dict[str, Any]:
    return {
        "goal": view.goal,
        "serves": [_link(one.text, one.document) for one in view.serves],
        "served_by": [_link(one.text, one.document) for one in view.served_by],
        "initiatives": [
            {"title": one.title, "url": reverse("initiative_grounds", args=[one.code])} for one in initiatives
        ],
        "programmes": [{"title": one.name, "url": reverse("programme", args=[one.code])} for one in programmes],
    }


def _link(text: str, document: SteeringDocument) -> dict[str, str]:
    return {"text": text, "title": document.title, "url": reverse("steering", args=[document.code])}


def grounds(one: GroundsPage, initiative: Initiative, beside: Sequence[ServedBy]) -> dict[str, Any]:
    """What an initiative rests on: the goals it serves, and the chain as a picture and as a list.

    `beside` are the goals of programmes that serve the same goals: they stand in the chain too.
    """
    cited = {each.goal.pk for each in one.citations}
    return {
        "citations": [citation(each) for each in one.citations],
        "chain_title": _("Målen som initiativet vilar på, från lagen överst."),
        "chain": drawn(one.chain, cited, initiative.title, beside) if one.citations else None,
        "levels": listed(one.chain, beside),
    }


def listed(chain: GoalChain, beside: Sequence[ServedBy]) -> list[dict[str, Any]]:
    """The chain as a list, level by level, with the goals of programmes last."""
    levels = [
        {
            "name": str(level.label).capitalize(),
            "goals": [_link(each.goal.text, each.goal.document) for each in goals],
        }
        for level, goals in chain.levels
    ]
    of_programmes = [
        {
            "text": one.goal.text,
            "title": one.goal.programme.name,
            "url": reverse("programme", args=[one.goal.programme.code]),
        }
        for one in beside
    ]
    return [*levels, {"name": str(PROGRAMME), "goals": of_programmes}] if beside else levels


def citation(one: GoalCitation, *, is_seen: bool = True) -> dict[str, Any]:
    """One goal that something serves. `is_seen`: whether one may open its document."""
    level = str(SteeringDocument.Level(one.document.level).label).capitalize()
    return {
        "pk": one.number,
        "text": one.goal.text,
        "why": one.why,
        "title": one.document.title,
        "url": reverse("steering", args=[one.document.code]) if is_seen else "",
        "note": " · ".join(part for part in (level, years_of(one.document)) if part),
        "mark": mark(one.lasting),
        "who": _("%(name)s, %(when)s") % {"name": one.by.name, "when": moment(one.at)},
    }


def _of(goal: ProgrammeGoal, *, is_foot: bool) -> str:
    """What stands above a goal of a programme: which programme, or which of its goals where the programme is known."""
    return _("Mål %(number)d") % {"number": goal.number} if is_foot else goal.programme.name


def drawn(chain: GoalChain, cited: set[int], foot: str, beside: Sequence[ServedBy], *, is_foot: bool = False) -> Chain:
    """The chain as shapes, with what serves the goals that are `cited` at its foot.

    `beside` are the goals of programmes that serve goals of the chain; `is_foot`: the foot is the programme of all
    these. In the drawing their keys are below zero, where no other goal's is.
    """
    levels = [
        goalchain.Level(
            str(level.label).capitalize(),
            [
                goalchain.Goal(
                    one.goal.pk, one.goal.document.title, one.goal.text, one.upper, is_cited=one.goal.pk in cited
                )
                for one in goals
            ],
        )
        for level, goals in chain.levels
    ]
    if beside:
        of_programmes = [
            goalchain.Goal(-one.goal.pk, _of(one.goal, is_foot=is_foot), one.goal.text, one.upper, is_cited=is_foot)
            for one in beside
        ]
        levels.append(goalchain.Level(str(PROGRAMME), of_programmes))
    return goalchain.draw(levels, foot, rtl=get_language_bidi())

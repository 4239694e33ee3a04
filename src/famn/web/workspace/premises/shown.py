"""Houses as components show them. Pure: what was read goes in, small records come out."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from famn.domain.establishment.models import PREMISES_STATES, PremisesOption
from famn.domain.establishment.reads import LegAt, OptionView, PremisesPage, ShareView
from famn.domain.establishment.rules.shares import SharesSum
from famn.domain.establishment.rules.weighing import Closeness, Turn, Weighed
from famn.domain.people.models import Leg
from famn.web.shared import classes
from famn.web.shared.money import kronor
from famn.web.shared.tags import date_long
from famn.web.workspace.premises import chart
from famn.web.workspace.premises.forms import ACCESS, area_words

_Stage = PremisesOption.Stage
_MARKS: Final = {"yes": "yes", "no": "no", "unknown": "unknown", "unsure": "unknown"}
_FITS: Final = {
    "yes": gettext_lazy("Ryms i allas budget"),
    "no": gettext_lazy("Ryms inte i allas budget"),
    "unsure": gettext_lazy("Inte klart om det ryms"),
}
_ACCESS_SHORT: Final = {
    "step_free": gettext_lazy("Utan trappsteg"),
    "lift": gettext_lazy("Hiss"),
    "accessible_toilet": gettext_lazy("Tillgänglig toalett"),
    "parking": gettext_lazy("Parkering"),
    "hearing_loop": gettext_lazy("Hörslinga"),
}
_THERE: Final = {
    "whole": gettext_lazy("hela i huset"),
    "part": gettext_lazy("en del i huset"),
    "hours": gettext_lazy("vissa timmar i huset"),
    "joint": gettext_lazy("gemensamma aktiviteter"),
    "none": gettext_lazy("inte i huset"),
    "": gettext_lazy("vi vet inte än"),
}
# What a move is called on its button and as the heading of its page.
MOVES: Final = {
    _Stage.NOTED: (gettext_lazy("Tillbaka till noterad"), gettext_lazy("Lokalen är bara noterad")),
    _Stage.CONTACTED: (gettext_lazy("Ägaren är kontaktad"), gettext_lazy("Ägaren är kontaktad")),
    _Stage.VISITED: (gettext_lazy("Vi har besökt den"), gettext_lazy("Lokalen är besökt")),
    _Stage.NEGOTIATED: (gettext_lazy("Vi förhandlar"), gettext_lazy("Lokalen förhandlas")),
    _Stage.CHOSEN: (gettext_lazy("Välj lokalen"), gettext_lazy("Välj lokalen")),
    _Stage.DROPPED: (gettext_lazy("Välj bort"), gettext_lazy("Välj bort lokalen")),
}


def option(view: OptionView) -> dict[str, Any]:
    """One option as a row beside the others, and as the head of its own page."""
    row = view.option
    return {
        "view": view,
        "name": row.name,
        "url": reverse("premises_option", args=[row.initiative.code, row.code]),
        "stage": row.get_stage_display(),
        "is_chosen": row.stage == _Stage.CHOSEN,
        "where": " · ".join(part for part in (row.owner, row.address) if part),
        "cost": kronor(row.yearly_cost) if row.yearly_cost is not None else "",
        "shares": [share(one) for one in view.shares],
        "total": total(view.total),
        "fits": {"mark": _MARKS[view.fits], "word": _FITS[view.fits]},
        "access": [_access(row, name) for name, _label in ACCESS],
        "legs": [leg(one) for one in view.legs],
        "earliest": date_long(row.earliest_on),
        "blocks": row.blocks,
        "number": number(view.weighed),
        "missing": _("Poäng saknas: %(names)s") % {"names": ", ".join(view.weighed.missing)}
        if view.weighed and view.weighed.missing
        else "",
        "latest": view.latest,
    }


def _access(row: PremisesOption, name: str) -> dict[str, Any]:
    value = getattr(row, name)
    return {"word": _ACCESS_SHORT[name], "mark": _MARKS[value], "answer": str(PremisesOption.Known(value).label)}


def share(one: ShareView) -> dict[str, Any]:
    """What one payer would pay, whether it fits, and who has said so."""
    row = one.row
    if row is None:
        return {"payer": one.payer, "amount": "", "mark": "unknown", "word": _("har inte sagt något"), "source": ""}
    percent = f"{number_format(row.percent.normalize())} %" if row.percent is not None else ""
    amount = kronor(one.yearly) if one.yearly is not None else ""
    said = ", ".join(part for part in (row.source, date_long(row.said_on)) if part)
    return {
        "payer": one.payer,
        "amount": f"{percent} ({amount})" if percent and amount else percent or amount,
        "mark": _MARKS[row.fits],
        "word": row.get_fits_display(),
        "source": said,
        "row": row,
    }


def total(found: SharesSum | None) -> dict[str, Any] | None:
    """Whether the shares are the cost, in a sentence; None where nobody has said anything."""
    if found is None:
        return None
    if found.adds_up:
        return {"mark": "yes", "sentence": _("Andelarna är tillsammans hela kostnaden.")}
    if found.adds_up is None:
        return {"mark": "unknown", "sentence": _("Kostnaden är inte känd, så det går inte att se om andelarna räcker.")}
    return {"mark": "no", "sentence": _gap(found)}


def _gap(found: SharesSum) -> str:
    """What the shares lack, or have too much of."""
    if found.left is not None:
        words = (
            _("%(sum)s av kostnaden betalar ingen.") if found.left > 0 else _("Andelarna är %(sum)s mer än kostnaden.")
        )
        return words % {"sum": kronor(abs(found.left))}
    left = found.percent_left or Decimal(0)
    words = (
        _("%(sum)s procent av kostnaden betalar ingen.") if left > 0 else _("Andelarna är %(sum)s procent för mycket.")
    )
    return words % {"sum": number_format(abs(left).normalize())}


def leg(one: LegAt) -> dict[str, Any]:
    """How one party's leg would be in the house, and how far away it is."""
    return {
        "leg": one.leg,
        "word": str(Leg(one.leg).label),
        "party": one.party.name,
        "degree": _THERE[one.degree],
        "far": far(one.metres),
    }


def far(metres: int | None) -> str:
    """How far away a leg is now: `1 400 m bort`."""
    if not metres:
        return "" if metres is None else _("redan här")
    return _("%(metres)s\N{NO-BREAK SPACE}m bort nu") % {"metres": number_format(metres, force_grouping=True)}


def number(found: Weighed | None) -> str:
    """What the criteria come to: `2,3`, or `1,0–3,2` where points are missing."""
    if found is None:
        return ""
    return _one(found.low) if found.is_whole else f"{_one(found.low)}–{_one(found.high)}"


def _one(value: Fraction) -> str:
    """A number with one decimal, five up."""
    return number_format(int(value * 10 + Fraction(1, 2)) / 10, decimal_pos=1)


# --- side by side ----------------------------------------------------------------------------------


def side_by_side(page: PremisesPage) -> dict[str, Any]:
    """The options beside each other: rows, the chart of their numbers, how close they are, and their classes."""
    rows = [option(view) for view in page.open]
    weighed = [(row["name"], row["number"], row["view"].weighed) for row in rows if row["view"].weighed]
    return {
        "rows": rows,
        "dropped": [option(view) for view in page.dropped],
        "chart": chart.draw(weighed, rtl=get_language_bidi()) if weighed else None,
        "close": close(page.closeness),
        "scores": _scores(page),
        "classes": _classes(page),
    }


def _scores(page: PremisesPage) -> list[dict[str, Any]]:
    """Each criterion with its weight and the points of every option, in the order of the options."""
    return [
        {
            "name": one.name,
            "weight": one.weight,
            "points": [view.scores[place].points for view in page.open],
        }
        for place, one in enumerate(page.criteria)
    ]


def _classes(page: PremisesPage) -> list[dict[str, Any]]:
    """Each definition with the class that the centre would have with every option, and why."""
    views = page.open
    if not views:
        return []
    shown = [classes.under_sets(view.classes) for view in views]
    return [
        {
            "set": shown[0][place]["set"],
            "found": [(views[number].option.name, rows[place]) for number, rows in enumerate(shown)],
        }
        for place in range(len(page.sets))
    ]


def close(found: Closeness | None) -> dict[str, Any] | None:
    """How near the two first are, and which weights would turn them, in words."""
    if found is None:
        return None
    return {
        "sentence": _difference(found),
        "turns": [_turned(found, turn) for turn in found.turns],
        "points": _points(found),
    }


def _difference(found: Closeness) -> str:
    facts = {"first": found.first, "second": found.second, "gap": number_format(float(found.gap), decimal_pos=2)}
    if found.is_even:
        return _("%(first)s och %(second)s får samma tal.") % facts
    if found.is_tiny:
        return (
            _("Avståndet mellan %(first)s och %(second)s är mycket litet: %(gap)s av 4. Det betyder ingenting.") % facts
        )
    if found.is_small:
        return _("Avståndet mellan %(first)s och %(second)s är litet: %(gap)s av 4.") % facts
    return _("Mellan %(first)s och %(second)s skiljer det %(gap)s av 4.") % facts


def _turned(found: Closeness, turn: Turn) -> str:
    facts = {"name": turn.name, "old": turn.old, "new": turn.new, "second": found.second}
    if turn.is_tie:
        return _("Om ”%(name)s” väger %(new)d i stället för %(old)d får de samma tal.") % facts
    return _("Om ”%(name)s” väger %(new)d i stället för %(old)d kommer %(second)s först.") % facts


def _points(found: Closeness) -> str:
    if found.is_even:
        return ""
    if found.one_point:
        names = ", ".join(f"”{name}”" for name in found.one_point)
        return _("En enda poäng räcker för att ändra ordningen i: %(names)s.") % {"names": names}
    return "" if found.turns else _("Ingen enskild vikt ändrar ordningen mellan dem.")


# --- one option ------------------------------------------------------------------------------------


def one(view: OptionView) -> dict[str, Any]:
    """All that the page of one option shows."""
    row = view.option
    return {
        "option": row,
        "view": view,
        "shown": option(view),
        "facts": _facts(view),
        "classes": classes.under_sets(view.classes),
        "moves": [_move(view, place) for place in range(len(view.moves))],
        "steps": [
            {"url": f"?till={stage.value}", "words": MOVES[stage][0], "is_main": stage == _Stage.CHOSEN}
            for stage in _Stage
            if PREMISES_STATES.may_go(row.stage, stage)
        ],
    }


def _facts(view: OptionView) -> list[dict[str, Any]]:
    row, area = view.option, view.area
    words = "" if area is None else area_words(area)
    if words and not view.is_area_whole:
        words = _("minst %(area)s") % {"area": words}
    return [
        {"key": _("Ägare"), "value": row.owner},
        {"key": _("Adress"), "value": row.address},
        {"key": _("Yta"), "value": words},
        {"key": _("Kostnad per år"), "value": kronor(row.yearly_cost) if row.yearly_cost is not None else ""},
        {"key": _("Kan öppna tidigast"), "value": date_long(row.earliest_on)},
        {"key": _("Utemiljö"), "value": row.outdoor},
    ]


def _move(view: OptionView, place: int) -> dict[str, Any]:
    """How an option came to a stage, as an event."""
    move = view.moves[place]
    said = [move.note]
    if move.decided_by:
        said.append(_("Bestämt av %(who)s.") % {"who": move.decided_by})
    said.append(_("Antecknat av %(who)s.") % {"who": move.recorded_by.name})
    return {
        "title": str(move.get_stage_display()).capitalize(),
        "text": " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in said if part),
        "when": date_long(move.day),
    }

"""Figures as the page shows them: a sentence, bars of one scale, and the table that says it all. Pure."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from famn.domain.centres.models import Indicator
from famn.domain.centres.reads import AreaFigures, FigureLine, PlaceFigures
from famn.domain.centres.rules import FigureUnit
from famn.domain.matters.reads.figures import number, rate, said
from famn.web.shared import figurebars
from famn.web.shared.figurebars import Value
from famn.web.shared.tags import date_long


def lines(figures: PlaceFigures) -> list[dict[str, Any]]:
    """Each kind of figure."""
    return [line(one, nth) for nth, one in enumerate(figures.lines, start=1)]


def line(one: FigureLine, nth: int) -> dict[str, Any]:
    """One kind of figure: what it compares, its bars and its table."""
    values = compared(one)
    return {
        "id": f"siffra-{nth}",
        "name": one.name,
        "measure": measure(one, values),
        "bars": figurebars.draw(values, rtl=get_language_bidi()) if len(values) > 1 else None,
        "why_no_bars": why_no_bars(one) if len(values) < 2 else "",
        "has_sexes": any(area.female or area.male for area in (*one.areas, *one.earlier)),
        "has_all": any(area.everybody for area in (*one.areas, *one.earlier)),
        "has_rates": any(area.per_thousand is not None for area in one.areas),
        "sources": sources(one),
        "rows": [row(area, one) for area in one.areas],
        "earlier": [row(area, one) for area in one.earlier],
    }


def compared(one: FigureLine) -> list[Value]:
    """What can be compared between places of different size: a share, an index, or a count for 1,000 inhabitants."""
    here = one.here
    found = []
    for area in one.areas:
        name = area.name if area.year == here.year else f"{area.name} ({area.year})"
        is_here = area is here
        if one.unit is FigureUnit.PERSONS:
            if area.per_thousand is not None:
                found.append(Value(name, area.per_thousand, rate(area.per_thousand), is_here))
        elif area.everybody is not None and area.everybody.value is not None:
            found.append(Value(name, area.everybody.value, number(area.everybody.value, one.unit), is_here))
        else:
            found += _by_sex(area, one, name, is_here=is_here)
    return found


def _by_sex(area: AreaFigures, one: FigureLine, name: str, *, is_here: bool) -> list[Value]:
    """A bar for women and one for men, where nothing is told of all."""
    sexes = ((_("kvinnor"), area.female), (_("män"), area.male))
    return [
        Value(f"{name}, {word}", figure.value, number(figure.value, one.unit), is_here)
        for word, figure in sexes
        if figure is not None and figure.value is not None
    ]


def measure(one: FigureLine, values: list[Value]) -> str:
    """What the bars are a number of."""
    match one.unit:
        case FigureUnit.PERCENT:
            return _("Procent")
        case FigureUnit.INDEX:
            return _("Index. Ett högre tal betyder ett större förväntat behov.")
        case _:
            return _("På 1 000 invånare") if values else ""


def why_no_bars(one: FigureLine) -> str:
    """Why there is nothing to compare."""
    if one.indicator == Indicator.POPULATION or len(one.areas) < 2:
        return ""
    if one.unit is FigureUnit.PERSONS:
        return _("Lägg till antalet invånare för samma år, så går det att jämföra platserna.")
    return ""


def row(area: AreaFigures, one: FigureLine) -> dict[str, Any]:
    """One row of the table."""
    return {
        "name": area.name,
        "year": area.year,
        "all": said(area.everybody, one.unit),
        "female": said(area.female, one.unit),
        "male": said(area.male, one.unit),
        "rate": rate(area.per_thousand) if area.per_thousand is not None else "–",
    }


def sources(one: FigureLine) -> list[str]:
    """Where the figures come from, each source once."""
    told = (
        _("%(source)s, hämtat %(day)s") % {"source": area.source, "day": date_long(area.source_date)}
        for area in (*one.areas, *one.earlier)
    )
    return list(dict.fromkeys(told))

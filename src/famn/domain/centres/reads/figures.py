"""The figures of a place beside those of the county and the country that it lies in, as they may be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from famn.domain.centres.models import Indicator, PlaceFigure, Sex
from famn.domain.centres.rules import FigureUnit, is_few, unit_of, visible_figures
from famn.domain.people.models import Place
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey

Ages = tuple[int, int] | None
Kind = tuple[str, Ages]  # an indicator and the ages it counts


@dataclass(frozen=True)
class Number:
    """A figure as it may be shown. `value` is None where it is held back; `is_few` says that it is under five."""

    value: Decimal | None
    is_few: bool = False


@dataclass(frozen=True)
class AreaFigures:
    """What one area has of one kind in one year: for all, for each sex, and a count for each 1,000 inhabitants.

    None is what nobody has told. `place` is None for the country.
    """

    place: Place | None
    year: int
    everybody: Number | None
    female: Number | None
    male: Number | None
    per_thousand: Decimal | None
    source: str
    source_date: dt.date

    @property
    def name(self) -> str:
        """What the area is called."""
        return self.place.name if self.place else _("Sverige")


@dataclass(frozen=True)
class FigureLine:
    """One kind of figure: the place first, then what it lies in, from near to far. Areas without figures are left out.

    `earlier` is the same for the place in the years before, the newest first.
    """

    indicator: Indicator
    ages: Ages
    unit: FigureUnit
    areas: list[AreaFigures]
    earlier: list[AreaFigures]

    @property
    def name(self) -> str:
        """What the line counts, with its ages."""
        label = str(self.indicator.label)
        if self.ages is None:
            return label
        return _("%(what)s %(first)d–%(last)d år") % {"what": label, "first": self.ages[0], "last": self.ages[1]}

    @property
    def here(self) -> AreaFigures:
        """The place's own."""
        return self.areas[0]


@dataclass(frozen=True)
class PlaceFigures:
    """All the figures of a place. `place` is None for the country."""

    place: Place | None
    lines: list[FigureLine]

    @property
    def name(self) -> str:
        """What the place is called."""
        return self.place.name if self.place else _("Sverige")

    def line(self, indicator: Indicator) -> FigureLine | None:
        """The first line of an indicator, if there is one."""
        return next((one for one in self.lines if one.indicator == indicator), None)


def figures_for(place: Place | None, actor: Actor) -> PlaceFigures:
    """The newest figures of each kind of a place that the actor sees, beside those of the areas round it.

    Three queries at most. Another area's figure is of the same year, else of its newest year before that.
    """
    around = _around(place)
    wanted = Q(place__in=[one for one in around if one]) | Q(place__isnull=True)
    rows = list(visible_figures(actor).filter(wanted).order_by("year", "pk"))
    table: dict[Kind, dict[int | None, dict[int, list[PlaceFigure]]]] = {}
    for row in rows:
        of_kind = table.setdefault(_kind(row), {})
        of_kind.setdefault(row.place_id, {}).setdefault(row.year, []).append(row)
    people = table.get((Indicator.POPULATION, None), {})
    lines = [
        _line(kind, [(one, by_area[key]) for one in around if (key := one.pk if one else None) in by_area], people)
        for kind, by_area in table.items()
        if (place.pk if place else None) in by_area
    ]
    return PlaceFigures(place, sorted(lines, key=_order))


def places_with_figures(actor: Actor) -> list[Place]:
    """The places that there are figures of, counties last, in Swedish order: one query."""
    found = Place.objects.filter(pk__in=visible_figures(actor).values("place")).order_by(SortKey("short_name"), "code")
    return sorted(found, key=lambda one: one.kind == Place.Kind.COUNTY)


def place_coded(code: str) -> Place | None:
    """The place with this official code, if there is one."""
    return Place.objects.filter(code=code).first()


def has_figures(places: Iterable[Place], actor: Actor) -> bool:
    """Whether there are any figures of these places: one query."""
    return visible_figures(actor).filter(place__in=list(places)).exists()


@dataclass(frozen=True)
class Import:
    """A file that one's own authority has brought in: when, by whom, and how many of its figures still hold."""

    at: dt.datetime
    by: str
    source: str
    count: int


def imports(actor: Actor, *, most: int = 20) -> list[Import]:
    """What one's own authority has brought in, the newest first: one query."""
    own = visible_figures(actor).filter(authority_id=actor.authority_id or 0)
    rows = own.values_list("imported_at", "imported_by__name", "source").annotate(count=Count("pk"))
    return [Import(*row) for row in rows.order_by("-imported_at", "source")[:most]]


def _around(place: Place | None) -> list[Place | None]:
    """The place, what it lies in, and the country: by the codes of the places, 01 < 0180 < 0180-ostermalm."""
    if place is None:
        return [None]
    wider = Place.objects.filter(code__in={place.code[:4], place.code[:2]} - {place.code}).order_by("-code")
    return [place, *sorted(wider, key=lambda one: -len(one.code)), None]


def _kind(row: PlaceFigure) -> Kind:
    if row.age_from is None or row.age_to is None:
        return row.indicator, None
    return row.indicator, (row.age_from, row.age_to)


def _order(line: FigureLine) -> tuple[int, Ages]:
    return list(Indicator).index(line.indicator), line.ages or (0, 0)


def _line(
    kind: Kind,
    areas: Sequence[tuple[Place | None, Mapping[int, list[PlaceFigure]]]],
    people: Mapping[int | None, Mapping[int, list[PlaceFigure]]],
) -> FigureLine:
    (place, own), *others = areas
    newest = max(own)
    shown = [_area(kind, place, own[newest], people)]
    for other, by_year in others:
        year = max((one for one in by_year if one <= newest), default=None)
        if year is not None:
            shown.append(_area(kind, other, by_year[year], people))
    earlier = [_area(kind, place, own[year], people) for year in sorted(own, reverse=True) if year != newest]
    return FigureLine(Indicator(kind[0]), kind[1], unit_of(kind[0]), shown, earlier)


def _area(
    kind: Kind,
    place: Place | None,
    rows: Sequence[PlaceFigure],
    people: Mapping[int | None, Mapping[int, list[PlaceFigure]]],
) -> AreaFigures:
    """One area's figures of one year: the authority's own where it has any, else the reference data."""
    rows = [row for row in rows if row.authority_id is not None] or rows
    by_sex = {row.sex: row for row in rows}
    unit = unit_of(kind[0])
    values = [row.value if (row := by_sex.get(sex)) else None for sex in ("", Sex.FEMALE, Sex.MALE)]
    everybody, female, male = held_back(*values, unit=unit)
    counted = everybody.value if everybody and unit is FigureUnit.PERSONS else None
    newest = max(rows, key=lambda row: row.source_date)
    among = _everybody(people.get(place.pk if place else None, {}).get(newest.year, ()))
    rate = None
    if kind[0] != Indicator.POPULATION and counted is not None and among:
        rate = counted * 1000 / among
    return AreaFigures(place, newest.year, everybody, female, male, rate, newest.source, newest.source_date)


def _everybody(rows: Iterable[PlaceFigure]) -> Decimal | None:
    found = sorted((row for row in rows if not row.sex), key=lambda row: row.authority_id is not None)
    return found[-1].value if found else None


def held_back(
    everybody: Decimal | None, female: Decimal | None, male: Decimal | None, *, unit: FigureUnit
) -> tuple[Number | None, Number | None, Number | None]:
    """The three as they may be shown: no count under five, and none from which such a count could be worked out."""
    total, one, other = (_number(value, unit) for value in (everybody, female, male))
    if total and total.value is not None and one and other:
        if one.is_few and other.value is not None:
            other = Number(None)
        elif other.is_few and one.value is not None:
            one = Number(None)
    return total, one, other


def _number(value: Decimal | None, unit: FigureUnit) -> Number | None:
    if value is None:
        return None
    return Number(None, is_few=True) if is_few(value, unit) else Number(value)

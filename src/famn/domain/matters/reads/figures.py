"""Figures as a board's report tells them: a true sentence, a table, and where they come from. All in light markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from famn.domain.centres.models import Indicator
from famn.domain.centres.reads import AreaFigures, FigureLine, Number, PlaceFigures
from famn.domain.centres.rules import FigureUnit
from famn.domain.matters.drafting.filling import Theme

Row = Sequence[str]


def figures_text(figures: Iterable[PlaceFigures], themes: Iterable[Theme]) -> str:
    """What the figures of these places tell of the themes, place by place; empty where they tell nothing."""
    wanted = set(themes)
    told: list[str] = []
    for one in figures:
        if Theme.CHILDREN in wanted:
            told += _children(one)
        if Theme.EQUALITY in wanted:
            told += _equality(one)
    return "\n\n".join(told)


def number(value: Decimal, unit: FigureUnit) -> str:
    """A figure as one writes it: 4 890, 12,5 or 1,25."""
    places = {FigureUnit.PERSONS: 0, FigureUnit.PERCENT: 1, FigureUnit.INDEX: 2}[unit]
    return _written(value, places)


def rate(value: Decimal) -> str:
    """A count for each 1,000 inhabitants: whole from ten up, with a decimal below."""
    return _written(value, 0 if value >= 10 else 1)


def _written(value: Decimal, places: int) -> str:
    """With so many decimals, rounded: `number_format` by itself would cut them off."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return number_format(rounded, decimal_pos=places, force_grouping=True)


def said(figure: Number | None, unit: FigureUnit) -> str:
    """A figure as it may be shown, in a table's cell."""
    if figure is None:
        return "–"
    if figure.value is not None:
        return number(figure.value, unit)
    return _("färre än 5") if figure.is_few else _("visas inte")


# --- the child's perspective -------------------------------------------------------------------------


def _children(figures: PlaceFigures) -> Iterator[str]:
    """How many children there are, beside what the place lies in."""
    lines = [line for line in figures.lines if line.indicator != Indicator.PARENTAL_LEAVE_SHARE]
    if not lines:
        return
    if (line := figures.line(Indicator.CHILDREN)) and (sentence := _children_sentence(figures.name, line)):
        yield sentence
    areas = _areas(lines)
    rows = [row for line in lines for row in _compared(line, areas)]
    yield _table((_("Uppgift"), *areas, _("År")), rows)
    yield _sources(lines)


def _children_sentence(place: str, line: FigureLine) -> str:
    """How many children live here, and how many of 1,000 inhabitants that is here and round about."""
    here = line.here
    if line.ages is None or here.everybody is None or here.everybody.value is None:
        return ""
    told = _("I %(place)s fanns %(count)s barn i åldern %(first)d–%(last)d år %(year)d.") % {
        "place": place,
        "count": number(here.everybody.value, line.unit),
        "first": line.ages[0],
        "last": line.ages[1],
        "year": here.year,
    }
    if here.per_thousand is None:
        return told
    told += " " + _("Det är %(rate)s barn på 1 000 invånare.") % {"rate": rate(here.per_thousand)}
    others = [one for one in line.areas[1:] if one.per_thousand is not None and one.year == here.year]
    if not others:
        return told
    beside = [
        _("%(rate)s i %(place)s") % {"rate": rate(one.per_thousand), "place": one.name}
        for one in others
        if one.per_thousand is not None
    ]
    return told + " " + _("Samma år var det %(beside)s.") % {"beside": listed(beside)}


def _compared(line: FigureLine, areas: Sequence[str]) -> Iterator[Row]:
    """A row of the table, and one for each 1,000 inhabitants where that can be told."""
    by_name = {one.name: one for one in line.areas}
    found = [by_name.get(name) for name in areas]
    year = str(line.here.year)
    if any(one and one.everybody for one in found):
        yield (
            _what(line),
            *(_with_year(said(one.everybody, line.unit), one, line) if one else "–" for one in found),
            year,
        )
    if line.here.per_thousand is not None:
        rates = (
            _with_year(rate(one.per_thousand), one, line) if one and one.per_thousand is not None else "–"
            for one in found
        )
        yield (_("%(what)s på 1 000 invånare") % {"what": line.name}, *rates, year)


def _with_year(text: str, one: AreaFigures, line: FigureLine) -> str:
    """Tell the year beside a figure of another year than the place's own."""
    return text if one.year == line.here.year or text == "–" else f"{text} ({one.year})"


def _areas(lines: Iterable[FigureLine]) -> list[str]:
    """The names of all the areas, from near to far."""
    found: list[AreaFigures] = []
    for line in lines:
        found += [one for one in line.areas if one.name not in {known.name for known in found}]
    return [one.name for one in sorted(found, key=lambda one: -len(one.place.code) if one.place else 1)]


# --- equality between women and men ------------------------------------------------------------------


def _equality(figures: PlaceFigures) -> Iterator[str]:
    """What differs between girls and boys, women and men."""
    lines = [line for line in figures.lines if line.here.female and line.here.male]
    if not lines:
        return
    sentences: list[str] = []
    for line in lines:
        sentences += filter(None, [_equality_sentence(figures.name, line, is_first=not sentences)])
    if sentences:
        yield " ".join(sentences)
    head = (_("Uppgift, %(place)s") % {"place": figures.name}, _("Flickor och kvinnor"), _("Pojkar och män"), _("År"))
    rows = [
        (_what(line), said(line.here.female, line.unit), said(line.here.male, line.unit), str(line.here.year))
        for line in lines
    ]
    yield _table(head, rows)
    yield _sources(lines)


def _equality_sentence(place: str, line: FigureLine, *, is_first: bool) -> str:
    """The difference in words, for what one would ask about first. The first sentence tells where."""
    female, male = line.here.female, line.here.male
    if female is None or male is None or female.value is None or male.value is None:
        return ""
    facts = {
        "place": place,
        "female": number(female.value, line.unit),
        "male": number(male.value, line.unit),
        "year": line.here.year,
    }
    if line.indicator == Indicator.CHILDREN and line.ages is not None:
        facts |= {"first": line.ages[0], "last": line.ages[1]}
        return (
            _("I %(place)s fanns %(female)s flickor och %(male)s pojkar i åldern %(first)d–%(last)d år %(year)d.")
            % facts
        )
    if line.indicator == Indicator.PARENTAL_LEAVE_SHARE:
        where = _("I %(place)s tog kvinnor") if is_first else _("Kvinnor tog")
        took = _("ut %(female)s procent av dagarna med föräldrapenning %(year)d, och män %(male)s procent.")
        return f"{where} {took}" % facts
    return ""


# --- what they share ---------------------------------------------------------------------------------


def _what(line: FigureLine) -> str:
    unit = {FigureUnit.PERSONS: _("antal"), FigureUnit.PERCENT: _("procent"), FigureUnit.INDEX: _("index")}[line.unit]
    return f"{line.name} ({unit})" if line.unit is not FigureUnit.INDEX else line.name


def _table(head: Row, rows: Iterable[Row]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)


def _sources(lines: Iterable[FigureLine]) -> str:
    """Where the figures come from, and when they were fetched."""
    found: dict[str, None] = {}
    for line in lines:
        for one in line.areas:
            words = {"source": one.source, "day": one.source_date.isoformat()}
            found[_("%(source)s (hämtat %(day)s)") % words] = None
    return _("Källa: %(sources)s.") % {"sources": "; ".join(found)}


def listed(words: Sequence[str]) -> str:
    """One, two and three, as one says them."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s och %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}

"""Opening hours as people write them: "mån–fre 9.00–15.00". Pure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.centres.reads import DayHours
from famn.ground.ages import span_of_months, span_of_years
from famn.web.shared.tags import clock

SHORT: Final = (
    gettext_lazy("mån"),
    gettext_lazy("tis"),
    gettext_lazy("ons"),
    gettext_lazy("tors"),
    gettext_lazy("fre"),
    gettext_lazy("lör"),
    gettext_lazy("sön"),
)


def spans(day: DayHours) -> str:
    """When it is open on one day: "9.00–12.00 och 13.00–15.00 (1–5 år)"."""
    ages = day.ages or (None,) * len(day.spans)
    return _(" och ").join(
        f"{clock(start)}–{clock(end)}" + (f" ({ages_in_words(*one)})" if one else "")
        for (start, end), one in zip(day.spans, ages, strict=True)
    )


def ages_in_words(first: int, last: int) -> str:
    """Ages in months, both included, as people say them: "0–12 månader", or "1–5 år" where they are whole years."""
    if first % 12 == 0 and last % 12 == 11:
        return span_of_years(first // 12, last // 12)
    return span_of_months(first, last)


def in_words(days: Sequence[DayHours]) -> list[str]:
    """Days in a row with the same hours together: "mån–tors 9.00–15.00", "fre 9.00–12.00"."""
    said = []
    for _hours, group in groupby(
        enumerate(days), key=lambda pair: (pair[1].weekday - pair[0], pair[1].spans, pair[1].ages)
    ):
        row = [day for _number, day in group]
        first, last = SHORT[row[0].weekday - 1], SHORT[row[-1].weekday - 1]
        name = str(first) if len(row) == 1 else f"{first}–{last}"
        said.append(f"{name} {spans(row[0])}")
    return said

"""The days when nearly all of Sweden is closed: the public holidays, and the three eves that are kept as one.

The holidays are those of lag (1989:253) om allmänna helgdagar. Midsummer eve, Christmas eve and New Year's eve are set
beside them in lag (1930:173) om beräkning av lagstadgad tid, 2 §. Sundays are not in it: a centre that is open on
Sundays is open on an ordinary one.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Final

# As the package `holidays` writes them in Swedish. A page says them in its own language.
HOLIDAY_NAMES: Final = (
    "Nyårsdagen",
    "Trettondedag jul",
    "Långfredagen",
    "Påskdagen",
    "Annandag påsk",
    "Första maj",
    "Kristi himmelsfärdsdag",
    "Pingstdagen",
    "Nationaldagen",
    "Midsommarafton",
    "Midsommardagen",
    "Alla helgons dag",
    "Julafton",
    "Juldagen",
    "Annandag jul",
    "Nyårsafton",
)


def holiday_name(day: dt.date) -> str:
    """The Swedish name of the holiday that `day` is, one of HOLIDAY_NAMES; nothing on any other day."""
    return _names(day.year).get(day, "")


@cache
def _names(year: int) -> dict[dt.date, str]:
    from holidays.countries.sweden import Sweden  # slow to load: only who asks for a holiday pays

    kept = Sweden(include_sundays=False, years=year, language="sv", categories=("public", "de_facto"))
    return dict(kept.items())

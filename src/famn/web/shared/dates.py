"""How each language writes a day. The words for months and weekdays come from Django's catalogs, or else from ours.

Formats are Django's own: `F` is a month by its name, `E` the form that the name takes in a date, `b` short, `l` a
weekday. The order of the parts is that of the Unicode locale data (CLDR); everybody has European figures and the
calendar that is used in Sweden.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class DateFormats:
    """The forms of a day in one language."""

    long: str = "j F Y"  # 24 november 2026
    short: str = "j F"  # where the year is plain from what stands around it
    weekday: str = "l j F"  # tisdag 24 november
    month: str = "F Y"  # november 2026


_OTHERS: Final = DateFormats()
_FORMATS: Final = {
    "sv": DateFormats(short="j b"),
    "sv-lattlast": DateFormats(),
    "en": DateFormats(short="j M"),
    "fi": DateFormats("j. E Y", "j.n.", "l j. E"),
    "so": DateFormats(weekday="l, j F"),
    "uk": DateFormats("j E Y", "j E", "l, j E"),
    "ti": DateFormats(weekday="l፣ j F"),
    "se": DateFormats(r"E j. \b. Y", r"E j. \b.", r"l, E j. \b."),
    "fit": DateFormats("j. E Y", "j. E", "l j. E"),
}


def formats() -> DateFormats:
    """The forms of the language that is spoken now."""
    return _FORMATS.get(get_language() or "sv", _OTHERS)

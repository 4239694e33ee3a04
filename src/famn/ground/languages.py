"""The languages that the public pages speak. The Swedish source comes first; `whole` ones have every public page.

The others have the start page, the search, a centre's page, its calendar and what an open preschool is; the rest of
the site is Swedish for them, and says so.
"""

from __future__ import annotations

from typing import Final

from django.db import models


class PageLanguage(models.TextChoices):
    """A language of the public pages, by its own name: a reader finds hers without knowing any other."""

    SV = "sv", "Svenska"
    SV_PLAIN = "sv-lattlast", "Lättläst svenska"
    EN = "en", "English"
    FI = "fi", "Suomi"
    AR = "ar", "العربية"
    SO = "so", "Soomaali"
    UK = "uk", "Українська"
    FA = "fa", "فارسی / دری"
    TI = "ti", "ትግርኛ"
    SE = "se", "Davvisámegiella"
    FIT = "fit", "Meänkieli"


SWEDISH: Final = ("sv",)
WHOLE: Final = ("sv", "sv-lattlast", "en", "fi", "ar")
EVERY: Final = tuple(PageLanguage.values)
RIGHT_TO_LEFT: Final = frozenset({"ar", "fa"})


def html_code(language: str) -> str:
    """The `lang` attribute of a page or a text in this language: plain Swedish is Swedish."""
    return "sv" if language == PageLanguage.SV_PLAIN else str(language)


def direction(language: str) -> str:
    """The `dir` attribute: `rtl` or `ltr`."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"

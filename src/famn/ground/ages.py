"""Ages in words, in the active language: each language bends the word with the number, and Arabic in six ways.

A span is bent with its last number. It is one sentence to translate, so that a language may say "from … to …".
"""

from __future__ import annotations

from django.utils.translation import ngettext


def in_months(number: int) -> str:
    """`8 månader`, `1 månad`."""
    return ngettext("%(number)s månad", "%(number)s månader", number) % {"number": number}


def in_years(number: int) -> str:
    """`3 år`."""
    return ngettext("%(number)s år", "%(number)s år", number) % {"number": number}


def span_of_months(first: int, last: int) -> str:
    """`0–12 månader`; the month alone where both are the same."""
    if first == last:
        return in_months(last)
    words = ngettext("%(first)s–%(last)s månad", "%(first)s–%(last)s månader", last)
    return words % {"first": first, "last": last}


def span_of_years(first: int, last: int) -> str:
    """`1–3 år`; the year alone where both are the same."""
    if first == last:
        return in_years(last)
    return ngettext("%(first)s–%(last)s år", "%(first)s–%(last)s år", last) % {"first": first, "last": last}


def from_months_to_years(months: int, years: int) -> str:
    """`6 månader–3 år`."""
    words = ngettext("%(months)s månad–%(years)s", "%(months)s månader–%(years)s", months)
    return words % {"months": months, "years": in_years(years)}

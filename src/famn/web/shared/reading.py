"""How heavy what somebody writes is to read, beside the field where she writes it."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import ngettext

from famn.ground import lix
from famn.ground.languages import PageLanguage, direction, html_code

LONG_SHOWN: Final = 12  # of the long words


class PlainTextField(forms.CharField):
    """Swedish for everybody to read. Beside it stands how heavy it is, with its long words."""

    widget = forms.Textarea

    is_measured = True


def write_in(form: forms.Form, name: str, language: str) -> None:
    """Let a field of a form be written in a language. Swedish alone is measured: the measure was made for it."""
    field = form.fields[name]
    field.widget.attrs |= {"lang": html_code(language), "dir": direction(language)}
    if isinstance(field, PlainTextField):
        field.is_measured = language in {PageLanguage.SV, PageLanguage.SV_PLAIN}


def reading(text: str) -> dict[str, Any]:
    """How heavy a Swedish text is to read, in words, and its long words: for shared/reading.html."""
    found = lix.measure(text)
    return {
        "lix": found.lix,
        "level": str(found.level or ""),
        "words": ngettext("%(count)d ord", "%(count)d ord", found.words) % {"count": found.words},
        "long": found.longest[:LONG_SHOWN],
        "more": max(len(found.longest) - LONG_SHOWN, 0),
    }


def reading_of(field: forms.BoundField) -> dict[str, Any] | None:
    """The same of what stands in a form's field; None for a field that nothing is said of."""
    return reading(str(field.value() or "")) if getattr(field.field, "is_measured", False) else None

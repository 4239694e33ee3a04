"""Money as people write it: whole SEK with Swedish spaces, `850 000 kr`."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _

MOST: Final = 2_000_000_000  # SEK: as much as a column holds


def kronor(amount: int) -> str:
    """An amount of whole SEK with hard spaces: `850 000 kr`."""
    return f"{number_format(amount, decimal_pos=0, force_grouping=True)}\N{NO-BREAK SPACE}kr"


class MoneyField(forms.CharField):
    """A sum of whole SEK; spaces and `kr` may stand in it. Gives an int, None where it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(max_length=20, widget=widget, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A sum as people write it; what somebody wrote stays as it is."""
        return number_format(value, decimal_pos=0, force_grouping=True) if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """The sum as a number."""
        text = "".join(str(super().clean(value)).lower().removesuffix("kr").split())
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or int(text) > MOST:
            raise ValidationError(_("Skriv hela kronor, till exempel 850 000."))
        return int(text)

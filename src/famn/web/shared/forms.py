"""What forms share: a day, and that an action's no goes back to the field that it is about."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from famn.ground.verdict import Refused


def add_refusal(form: forms.Form, refused: Refused) -> None:
    """Put an action's no beside the field that it names, or at the top of the form."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))


class DayField(forms.DateField):
    """A day in a year that a calendar on the wall could show."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, error_messages={"required": _("Välj en dag.")}, **kwargs)

    def clean(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().clean(value)
        if day and not 1950 <= day.year <= 2100:
            raise ValidationError(_("Kontrollera årtalet."))
        return day

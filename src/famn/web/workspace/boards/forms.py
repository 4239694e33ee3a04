"""The forms of boards and their meetings. They check manners, never law."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.actions import BoardFacts
from famn.domain.matters.models import Board
from famn.web.shared.forms import ClockField, DayField

YEARS: Final = range(1990, 2101)


class BoardForm(forms.Form):
    """What a board is, and how long before a meeting its reports must be ready."""

    name = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=120,
        error_messages={"required": gettext_lazy("Skriv vad nämnden heter.")},
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Sort"), choices=Board.Kind.choices, initial=Board.Kind.BOARD, widget=forms.RadioSelect
    )
    report_days = forms.IntegerField(
        label=gettext_lazy("Dagar före mötet som ett utlåtande ska vara klart"),
        min_value=0,
        max_value=120,
        initial=14,
        help_text=gettext_lazy("För ett enstaka möte kan dagen ändras efteråt."),
        error_messages={"required": gettext_lazy("Skriv ett antal dagar.")},
    )

    def facts(self) -> BoardFacts:
        """The same for the action."""
        return BoardFacts(**self.cleaned_data)


class TimeAndPlace(forms.Form):
    """When on the day a board meets, and where."""

    starts = ClockField(label=gettext_lazy("Klockslag"), required=False)
    place = forms.CharField(label=gettext_lazy("Plats"), required=False, max_length=120)


class MeetingsForm(TimeAndPlace):
    """A whole year's meetings at once, a day on each line."""

    days = forms.CharField(
        label=gettext_lazy("Dagar"),
        widget=forms.Textarea(attrs={"rows": 8, "placeholder": "2027-02-11\n2027-03-18"}),
        max_length=2_000,
        help_text=gettext_lazy("En dag på varje rad, till exempel 2027-03-18. Dagar som redan finns hoppas över."),
        error_messages={"required": gettext_lazy("Skriv minst en dag.")},
    )

    field_order = ("days", "starts", "place")

    def clean_days(self) -> list[dt.date]:
        """The days; the line that is none is told by its own words."""
        return [_day(line) for line in self.cleaned_data["days"].splitlines() if line.strip()]


class MeetingForm(TimeAndPlace):
    """What can change of one meeting."""

    reports_by = DayField(label=gettext_lazy("Utlåtanden klara senast"))

    field_order = ("reports_by", "starts", "place")


def _day(text: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(text.strip(" ,;"))
    except ValueError:
        raise ValidationError(_("”%(text)s” är ingen dag. Skriv den som 2027-03-18."), params={"text": text}) from None
    if day.year not in YEARS:
        raise ValidationError(_("Kontrollera årtalet i ”%(text)s”."), params={"text": text})
    return day

"""What forms share: a day, a time of day, what to choose among, and that an act's no goes back to its field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.ground.verdict import Refused


def add_refusal(form: forms.Form, refused: Refused) -> None:
    """Put an action's no beside the field that it names, or at the top of the form."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused.reason))


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, Any]]) -> None:
    """Give a field of choice what one may choose among."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what the form says
    field.choices = list(choices)


def tried[T](
    request: HttpRequest, act: Callable[[], T], done: str | Callable[[T], str], form: forms.Form | None = None
) -> bool:
    """Do an act and say so in the words `done`, or in those that it makes of what came of the act.

    Whether it was done: its no goes to the form, if one was filled in. Else the no stands on top of the next page.
    """
    try:
        came = act()
    except Refused as refused:
        if form is not None and form.is_bound:
            add_refusal(form, refused)
        else:
            messages.error(request, str(refused.reason))
        return False
    messages.success(request, done if isinstance(done, str) else done(came))
    return True


def looks(request: HttpRequest) -> bool:
    """Whether who filled in a form asks to see what it becomes, before it is saved: shared/look_button.html."""
    return "visa" in request.POST


def looked_at(
    request: HttpRequest, form: forms.Form, look: Callable[[dict[str, Any]], dict[str, Any]]
) -> dict[str, Any] | None:
    """What a form becomes, by a `look` at what it says, where somebody asks to see it. Its no goes to the form."""
    if not (looks(request) and form.is_valid()):
        return None
    try:
        return look(form.cleaned_data)
    except Refused as refused:
        add_refusal(form, refused)
        return None


class DayField(forms.DateField):
    """A day in a year that a calendar on the wall could show."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, error_messages={"required": gettext_lazy("Välj en dag.")}, **kwargs)

    def clean(self, value: Any) -> dt.date | None:
        day: dt.date | None = super().clean(value)
        if day and not 1950 <= day.year <= 2100:
            raise ValidationError(_("Kontrollera årtalet."))
        return day


class ClockField(forms.TimeField):
    """A time of day."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"required": gettext_lazy("Skriv en tid."), "invalid": gettext_lazy("Skriv tiden som 9:30.")}
        widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        super().__init__(widget=widget, error_messages=words, **kwargs)

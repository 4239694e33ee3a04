"""The forms of initiatives. They check manners, never law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.establishment.models import Ladder
from famn.domain.people.models import Leg, Place
from famn.domain.people.reads import place_by_name


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


class InitiativeForm(forms.Form):
    """What an initiative says of itself."""

    title = forms.CharField(label=gettext_lazy("Namn"), max_length=200)
    place = forms.CharField(
        label=gettext_lazy("Plats"),
        max_length=80,
        help_text=gettext_lazy("En kommun eller en stadsdel, till exempel Österåker."),
    )
    trigger = forms.CharField(
        label=gettext_lazy("Vad satte i gång det?"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Till exempel att en öppen förskola måste flytta."),
    )
    move_by = DayField(label=gettext_lazy("Måste ha flyttat senast"), required=False)

    def arguments(self) -> dict[str, Any]:
        """The same for the action: the place with its code, where there is one of that name."""
        values = dict(self.cleaned_data)
        name = values.pop("place")
        place: Place | None = place_by_name(name)
        return values | {"place": place, "place_name": name}


class StartForm(InitiativeForm):
    """A new initiative also has its ladder."""

    ladder = forms.ChoiceField(label=gettext_lazy("Trappa"))

    def __init__(self, *args: Any, ladders: Iterable[Ladder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ladders = {ladder.code: ladder for ladder in ladders}
        field = self.fields["ladder"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what is written above
        field.choices = [(code, ladder.name) for code, ladder in self.ladders.items()]

    def arguments(self) -> dict[str, Any]:
        """The same for the action, with the ladder itself."""
        return super().arguments() | {"ladder": self.ladders[self.cleaned_data["ladder"]]}


class ReachedForm(forms.Form):
    """The day a step was reached."""

    reached_on = DayField(label=gettext_lazy("Nått den"))


class PlannedForm(forms.Form):
    """The day a step is planned for; nothing takes the plan away."""

    planned_on = DayField(
        label=gettext_lazy("Planerat till"),
        required=False,
        help_text=gettext_lazy("Lämna tomt för att ta bort planen."),
    )


class PartyForm(forms.Form):
    """A party and the legs it would bring."""

    name = forms.CharField(label=gettext_lazy("Part"), max_length=160)
    legs = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka ben bidrar parten med?"),
        choices=Leg.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

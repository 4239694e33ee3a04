"""The forms of bringing in a calendar: a file or an address, and what becomes of each title. Manners, never law."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.activities.actions import Choice
from famn.domain.activities.models import Activity
from famn.domain.activities.reads import Group
from famn.domain.people.models import Leg
from famn.web.shared.forms import choose

LEAVE: Final = ""
NEW: Final = "ny:"
MOST_BYTES: Final = 5 * 1024 * 1024


class SourceForm(forms.Form):
    """Where the calendar is: one of the two ways."""

    file = forms.FileField(
        label=gettext_lazy("En fil från den gamla kalendern"),
        required=False,
        allow_empty_file=True,  # an empty file has a better answer than Django's
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".ics,.csv,.txt,text/calendar,text/csv"}),
        help_text=gettext_lazy("iCalendar (.ics) eller en tabell (.csv) med rubrikerna datum, start, slut och titel."),
    )
    address = forms.CharField(
        label=gettext_lazy("Eller en adress till kalendern"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "dir": "ltr"}),
        help_text=gettext_lazy("Börjar med https:// eller webcal://. Då kan den läsas igen varje natt."),
    )
    leg = forms.ChoiceField(label=gettext_lazy("Vem ordnar det som står i kalendern?"))

    def __init__(self, *args: Any, legs: frozenset[str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "leg", [(code, word) for code, word in Leg.choices if legs is None or code in legs])
        if legs is None:
            self.fields["leg"].initial = Leg.OPEN_PRESCHOOL

    def clean_file(self) -> File[bytes] | None:
        """Say at once that a file is too large; what is in it, the reader says."""
        file: File[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > MOST_BYTES:
            raise ValidationError(_("Kalendern är större än 5 MB. Spara en kortare period."))
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and (cleaned.get("file") is None) is not bool(cleaned.get("address")):
            raise ValidationError(_("Välj en fil eller skriv en adress, ett av dem."))
        return cleaned


class TitlesForm(forms.Form):
    """What becomes of each title: a field for each."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
    publish = forms.BooleanField(
        label=gettext_lazy("Visa de nya aktiviteterna för alla med en gång"),
        required=False,
        help_text=gettext_lazy("Annars blir de utkast, som du kan läsa igenom och visa en i taget."),
    )
    follow = forms.BooleanField(
        label=gettext_lazy("Läs kalendern igen varje natt"),
        required=False,
        help_text=gettext_lazy("Det som flyttas eller ställs in i den gamla kalendern ändras då här också."),
    )

    def __init__(
        self, *args: Any, groups: Sequence[Group], activities: Iterable[Activity], has_address: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        if not has_address:
            del self.fields["follow"]
        self.by_code = {one.code: one for one in activities}
        self.keys = {field_of(group): group.key for group in groups}
        choices = self._choices()
        for group in groups:
            self.fields[field_of(group)] = forms.ChoiceField(
                label=_("Vad blir %(title)s?") % {"title": group.title},
                choices=choices,
                required=False,
                initial=proposed(group),
            )

    def _choices(self) -> list[Any]:
        there = [(code, one.title) for code, one in self.by_code.items()]
        fresh = [(f"{NEW}{code}", _("Ny: %(kind)s") % {"kind": word}) for code, word in Activity.Kind.choices]
        known = [(_("Finns redan här"), there)] if there else []
        return [(LEAVE, _("Ta inte med")), *known, (_("Ny aktivitet"), fresh)]

    def chosen(self) -> dict[str, Choice]:
        """The choices by the keys of the titles."""
        return {key: self._choice(self.cleaned_data[name]) for name, key in self.keys.items()}

    def _choice(self, value: str) -> Choice:
        if value.startswith(NEW):
            return Choice(kind=value.removeprefix(NEW))
        return Choice(activity=self.by_code.get(value))


def field_of(group: Group) -> str:
    """The name of the field of a title."""
    return f"titel-{hashlib.sha256(group.key.encode()).hexdigest()[:12]}"


def proposed(group: Group) -> str:
    """What is chosen for a title before anybody has."""
    if group.is_left_out:
        return LEAVE
    return group.activity.code if group.activity else f"{NEW}{group.kind}"

"""The forms of what everybody reads of a centre. They check manners, never law."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.centres.models import (
    AccessFact,
    CentreLeg,
    CentrePerson,
    FamilyCentre,
    Language,
    OpeningException,
)
from famn.domain.centres.reads import WEEKDAYS, DayHours, PhoneShown
from famn.web.shared.forms import ClockField, DayField, choose
from famn.web.shared.reading import PlainTextField
from famn.web.shared.tags import clock
from famn.web.workspace.centres.deciding import DecidedForm
from famn.web.workspace.centres.spans import read_spans_and_languages

LANGUAGES: Final = forms.MultipleChoiceField(
    label=gettext_lazy("Språk"),
    choices=Language.choices,
    required=False,
    widget=forms.CheckboxSelectMultiple,
)


class LegChoice(forms.Form):
    """Which leg something is about; of those one may speak for. The whole centre, for who keeps it."""

    leg = forms.ChoiceField(label=gettext_lazy("Vad gäller det?"), required=False)

    def __init__(self, *args: Any, legs: Sequence[CentreLeg], whole: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.legs = {leg.code: leg for leg in legs}
        named = [(leg.code, f"{leg}, {leg.party_name}") for leg in legs]
        choose(self, "leg", [*([("", _("Hela familjecentralen"))] if whole else []), *named])
        self.fields["leg"].required = not whole

    def chosen_leg(self) -> CentreLeg | None:
        """The leg itself, None for the whole centre."""
        return self.legs.get(self.cleaned_data["leg"])


class ExceptionForm(LegChoice, DecidedForm):
    """Days that are not as usual."""

    first_day = DayField(label=gettext_lazy("Första dagen"))
    last_day = DayField(label=gettext_lazy("Sista dagen"))
    opens = ClockField(label=gettext_lazy("Öppnar"), required=False)
    closes = ClockField(label=gettext_lazy("Stänger"), required=False)
    reason = forms.ChoiceField(label=gettext_lazy("Varför"), choices=OpeningException.Reason.choices)
    field_order = ("leg", "first_day", "last_day", "opens", "closes", "reason")

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        return {name: value for name, value in self.cleaned_data.items() if name != "leg"}

    def unsaved(self, centre: FamilyCentre, leg: CentreLeg | None) -> OpeningException:
        """The same as a row that is not saved."""
        said = self.arguments()
        to_date = said.pop("last_day") + dt.timedelta(days=1)
        return OpeningException(centre=centre, leg=leg, from_date=said.pop("first_day"), to_date=to_date, **said)

    def clean(self) -> dict[str, Any]:
        """Days in their order, and both times or none."""
        said = self.cleaned_data
        first, last, opens, closes = (said.get(name) for name in ("first_day", "last_day", "opens", "closes"))
        if first and last and last < first:
            self.add_error("last_day", _("Den sista dagen ligger före den första."))
        if (opens is None) is not (closes is None) or (opens and closes and closes <= opens):
            self.add_error("closes", _("Skriv både när det öppnar och när det stänger, i den ordningen."))
        return said


class PhoneForm(forms.Form):
    """A leg's number, and when a human answers it: a line for each weekday."""

    phone = forms.CharField(
        label=gettext_lazy("Telefon"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    languages = LANGUAGES
    from_date = DayField(label=gettext_lazy("Gäller från"))

    def __init__(self, *args: Any, now: PhoneShown, **kwargs: Any) -> None:
        said = {f"day_{day.weekday}": _spans(day, now) for day in now.days}
        said |= {"phone": now.phone, "languages": now.languages}  # type: ignore[dict-item]  # initial values of any kind
        kwargs["initial"] = said | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.fields["languages"].label = _("Språk som den talar som svarar")
        days = [f"day_{number}" for number in range(1, 8)]
        for name, weekday in zip(days, WEEKDAYS, strict=True):
            self.fields[name] = forms.CharField(
                label=str(weekday).capitalize(),
                required=False,
                max_length=80,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
        self.order_fields(["phone", *days, "languages", "from_date"])

    def clean(self) -> dict[str, Any]:
        """Read each line; one that cannot be read says so."""
        self.found = []
        for number in range(1, 8):
            name = f"day_{number}"
            try:
                self.found += [(number, *span) for span in read_spans_and_languages(self.cleaned_data.get(name, ""))]
            except KeyError as unknown:
                self.add_error(name, _("Vi känner inte igen språket %(name)s.") % {"name": unknown.args[0]})
            except ValueError:
                self.add_error(name, _("Skriv tiden så här: 8.00–9.30 och 13.00–14.00."))
        return self.cleaned_data


def _spans(day: DayHours, now: PhoneShown) -> str:
    """A line of the telephone's week as one writes it, with languages where they are not the usual ones."""
    told = []
    for start, end in day.spans:
        codes = now.others.get((day.weekday, start))
        names = f" ({', '.join(str(Language(code).label) for code in codes)})" if codes else ""
        told.append(f"{clock(start)}–{clock(end)}{names}")
    return _(" och ").join(told)


class PersonForm(LegChoice):
    """Somebody who works there and is shown by name."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    role = forms.CharField(
        label=gettext_lazy("Arbetar som"),
        max_length=120,
        help_text=gettext_lazy("Till exempel barnmorska eller förskollärare."),
    )
    phone = forms.CharField(
        label=gettext_lazy("Egen telefon"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel"}),
        help_text=gettext_lazy("Bara om föräldrar ska ringa just hit."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        required=False,
        help_text=gettext_lazy("Visas inte. Hit går ett brev när det som hon eller han leder ställs in eller flyttas."),
    )
    languages = LANGUAGES

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["name", "role", "leg", "phone", "email", "languages"])
        self.fields["leg"].label = _("I vilken verksamhet?")

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        return self.cleaned_data | {"leg": self.chosen_leg()}

    @staticmethod
    def initial_of(person: CentrePerson) -> dict[str, Any]:
        """What is said now."""
        said = {name: getattr(person, name) for name in ("name", "role", "phone", "email", "languages")}
        return said | {"leg": person.leg.code if person.leg else ""}


class PhotoForm(forms.Form):
    """A picture, and the day when she said yes to it."""

    picture = forms.FileField(
        label=gettext_lazy("Bild"),
        help_text=gettext_lazy(
            "JPEG, PNG eller WebP. Vi gör den liten och tar bort allt som filen berättar om var och när."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    agreed_on = DayField(
        label=gettext_lazy("Vilken dag sa hon eller han ja?"),
        help_text=gettext_lazy("Ingen bild utan ett ja. Ett ja går att ta tillbaka när som helst."),
    )


class AccessForm(forms.Form):
    """How the house can be reached and used: an answer and a few words on each thing."""

    def __init__(self, *args: Any, facts: dict[str, AccessFact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, label in AccessFact.Kind.choices:
            now = facts.get(kind)
            self.fields[kind] = forms.ChoiceField(
                label=label,
                required=False,
                widget=forms.RadioSelect,
                choices=[*AccessFact.Answer.choices, ("", _("vi vet inte än"))],
                initial=now.answer if now else "",
            )
            self.fields[f"{kind}_note"] = forms.CharField(
                label=_("Mer om detta"), required=False, max_length=200, initial=now.note if now else ""
            )

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Each answer with its words."""
        return [(self[kind], self[f"{kind}_note"]) for kind in AccessFact.Kind.values]

    def said(self) -> dict[str, tuple[str, str]]:
        """Kind -> answer and words."""
        values = self.cleaned_data
        return {kind: (values[kind], values[f"{kind}_note"]) for kind in AccessFact.Kind.values}


class TextForm(forms.Form):
    """One text in one language, and who has checked it."""

    text = PlainTextField(
        label=gettext_lazy("Text"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    checked_by = forms.CharField(
        label=gettext_lazy("Kontrollerad av"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Någon som kan språket och har läst just den här texten. Lämna tomt om ingen har det."),
    )


# Two numbers with decimals, as map services write them in their addresses and as people copy them. What marks a place
# comes before what only says which part of the map is shown.
_PAIRS: Final = (
    re.compile(r"mlat=(-?\d+\.\d+)\D+mlon=(-?\d+\.\d+)"),
    re.compile(r"!3d(-?\d+\.\d+)!4d(-?\d+\.\d+)"),
    re.compile(r"(?:[?&](?:q|ll|query|center)=)(-?\d+\.\d+)(?:,|%2C)(-?\d+\.\d+)"),
    re.compile(r"#map=\d+(?:\.\d+)?/(-?\d+\.\d+)/(-?\d+\.\d+)"),
    re.compile(r"@(-?\d+\.\d+),(-?\d+\.\d+)"),
    re.compile(r"^\s*(-?\d{1,2}[.,]\d+)\s*°?\s*[N]?\s*[,;\s]\s*(-?\d{1,3}[.,]\d+)\s*°?\s*[EÖ]?\s*$", re.IGNORECASE),
)


class WhereForm(forms.Form):
    """Where on the map: two numbers, or the address of a map that shows the place."""

    where = forms.CharField(
        label=gettext_lazy("Två tal, eller en kartas adress"),
        max_length=600,
        required=False,
        help_text=gettext_lazy("Till exempel 59,3326 18,0649. Lämna tomt om platsen inte ska synas på kartan."),
    )

    def clean_where(self) -> tuple[Decimal, Decimal] | None:
        """Latitude and longitude to six decimals, None for nothing."""
        text = self.cleaned_data["where"].strip()
        if not text:
            return None
        found = next((match for pattern in _PAIRS if (match := pattern.search(text))), None)
        if found is None:
            raise ValidationError(_("Vi hittar ingen plats i det. Skriv två tal, till exempel 59,3326 18,0649."))
        first, second = (round(Decimal(part.replace(",", ".")), 6) for part in found.groups())
        return first, second

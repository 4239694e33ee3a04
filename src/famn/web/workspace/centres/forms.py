"""The forms of centres. They check manners, never law."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.centres.models import CentreLeg, FamilyCentre, Language, Partner, Premises
from famn.domain.centres.opening import WeekHours
from famn.domain.centres.reads import WEEKDAYS, CentrePage, LegShown
from famn.domain.people.models import Place, Unit
from famn.domain.people.reads import place_by_name
from famn.web.shared import hours
from famn.web.shared.forms import DayField, choose
from famn.web.shared.reading import PlainTextField
from famn.web.workspace.centres.deciding import DecidedForm
from famn.web.workspace.centres.spans import Span, read_spans_and_ages

NOT_KNOWN: Final = gettext_lazy("Vi vet inte än")


class CentreForm(forms.Form):
    """What is said of a centre."""

    name = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=120,
        help_text=gettext_lazy("Det namn ni själva använder. Det avgör inte vilken klass den får."),
    )
    place = forms.CharField(
        label=gettext_lazy("Kommun eller stadsdel"),
        max_length=80,
        help_text=gettext_lazy("Till exempel Österåker eller Farsta."),
    )
    address = forms.CharField(label=gettext_lazy("Adress"), max_length=200, required=False)
    about = PlainTextField(
        label=gettext_lazy("Om familjecentralen"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Några meningar till föräldrar, till exempel hur man hittar in."),
    )
    age_from = forms.IntegerField(label=gettext_lazy("Barn från (år)"), min_value=0, max_value=25, initial=0)
    age_to = forms.IntegerField(label=gettext_lazy("Barn till (år)"), min_value=0, max_value=25, initial=6)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Språk som talas med familjerna"),
        choices=Language.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean_place(self) -> Place:
        """The place of that name."""
        place = place_by_name(self.cleaned_data["place"])
        if place is None:
            raise ValidationError(_("Vi hittar ingen kommun eller stadsdel som heter så. Kontrollera stavningen."))
        return place

    @staticmethod
    def initial_of(page: CentrePage) -> dict[str, Any]:
        """What is said now."""
        one = page.centre
        said = {name: getattr(one, name) for name in ("name", "address", "about", "age_from", "age_to", "languages")}
        return said | {"place": one.place.short_name}


class AddCentreForm(CentreForm):
    """A new centre is open since a day, or planned."""

    opened_on = DayField(
        label=gettext_lazy("Öppnade den"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om den planeras."),
    )


class LegForm(forms.Form):
    """A party's leg: who, how much of it is there, and how one reaches it."""

    unit = forms.ChoiceField(label=gettext_lazy("Vem ansvarar?"), required=False)
    party_name = forms.CharField(
        label=gettext_lazy("Namn, om parten inte finns i listan"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Till exempel en privat vårdgivare."),
    )
    degree = forms.ChoiceField(
        label=gettext_lazy("Hur mycket av verksamheten finns på plats?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[*CentreLeg.Degree.choices, ("", NOT_KNOWN)],
        help_text=gettext_lazy("Det här avgör klassen. Gissa inte: välj hellre att ni inte vet än."),
    )
    premises = forms.ChoiceField(label=gettext_lazy("I vilket hus?"), required=False)
    hours_per_week = forms.DecimalField(
        label=gettext_lazy("Bemannade timmar i veckan på plats"),
        required=False,
        min_value=0,
        max_value=168,
        max_digits=4,
        decimal_places=1,
    )
    phone = forms.CharField(
        label=gettext_lazy("Telefon"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    word = forms.CharField(
        label=gettext_lazy("Ert eget ord för verksamheten"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Till exempel Familjerådgivare. Lämna tomt för det vanliga ordet."),
    )
    no_hours = forms.ChoiceField(
        label=gettext_lazy("Om det inte finns öppettider"),
        required=False,
        choices=[("", gettext_lazy("Det finns öppettider")), *CentreLeg.NoHours.choices],
        help_text=gettext_lazy("Välj varför, så att ingen tror att ni har glömt dem."),
    )
    from_date = DayField(label=gettext_lazy("Gäller från"))

    def __init__(self, *args: Any, units: Iterable[Unit], houses: Iterable[Premises], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.houses = {house.code: house for house in houses}
        named = [(code, f"{unit.name}, {unit.area.authority.name}") for code, unit in self.units.items()]
        choose(self, "unit", [("", _("Parten finns inte i listan")), *named])
        if len(self.houses) > 1:
            choose(self, "premises", [("", NOT_KNOWN), *((code, house.name) for code, house in self.houses.items())])
        else:
            del self.fields["premises"]

    def clean(self) -> dict[str, Any]:
        """Somebody must run it."""
        values = self.cleaned_data
        if not values.get("unit") and not values.get("party_name"):
            self.add_error("party_name", _("Välj en enhet i listan, eller skriv vem som ansvarar."))
        return values

    def arguments(self) -> dict[str, Any]:
        """The same for the action: the unit and the house themselves."""
        values = dict(self.cleaned_data)
        unit = self.units.get(values["unit"])
        only = next(iter(self.houses.values()), None) if len(self.houses) == 1 else None
        return values | {
            "unit": unit,
            "party_name": "" if unit else values["party_name"],
            "premises": self.houses.get(values.get("premises", ""), only),
        }

    @staticmethod
    def initial_of(leg: LegShown) -> dict[str, Any]:
        """What is said now."""
        row = leg.row
        return {
            "unit": row.unit.code if row.unit else "",
            "party_name": "" if row.unit else row.party_name,
            "premises": row.premises.code if row.premises else "",
            **{name: getattr(row, name) for name in ("degree", "hours_per_week", "phone", "word", "no_hours")},
        }


class LastDayForm(forms.Form):
    """The last day of something."""

    last_day = DayField(label=gettext_lazy("Sista dagen"))


class HoursForm(forms.Form):
    """When a leg is open: a line for each weekday, as people write it; `found` are the weekdays with their hours."""

    from_date = DayField(label=gettext_lazy("Gäller från"))

    def __init__(self, *args: Any, leg: LegShown, **kwargs: Any) -> None:
        now = {f"day_{day.weekday}": hours.spans(day) for day in leg.hours}
        kwargs["initial"] = now | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        for number, name in enumerate(WEEKDAYS, start=1):
            self.fields[f"day_{number}"] = forms.CharField(
                label=str(name).capitalize(),
                required=False,
                max_length=160,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
            )
        self.order_fields([*(f"day_{number}" for number in range(1, 8)), "from_date"])

    def clean(self) -> dict[str, Any]:
        """Read each line; one that cannot be read says so."""
        self.found: list[tuple[int, Span]] = []
        for number in range(1, 8):
            name = f"day_{number}"
            try:
                self.found += [(number, span) for span in read_spans_and_ages(self.cleaned_data.get(name, ""))]
            except ValueError:
                self.add_error(name, _("Skriv tiden så här: 9.00–12.00 och 13.00–15.00."))
        return self.cleaned_data

    def week(self) -> list[WeekHours]:
        """The same as a week that is not saved."""
        first = self.cleaned_data["from_date"]
        return [
            WeekHours(0, weekday, one.opens, one.closes, first, None, one.age_from, one.age_to)
            for weekday, one in self.found
        ]


class PartnerForm(forms.Form):
    """Somebody who works with the centre beside the four legs."""

    kind = forms.ChoiceField(label=gettext_lazy("Slag"), choices=Partner.Kind.choices)
    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    what = forms.CharField(
        label=gettext_lazy("Vad de gör"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel sagostund varje torsdag."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        required=False,
        help_text=gettext_lazy("Visas inte. Hit går ett brev när det som de är med på ställs in eller flyttas."),
    )
    from_date = DayField(label=gettext_lazy("Med från"))


class PremisesForm(forms.Form):
    """A house of a centre."""

    name = forms.CharField(
        label=gettext_lazy("Vad huset kallas"),
        max_length=120,
        help_text=gettext_lazy("Till exempel Vårdcentralen eller Annexet."),
    )
    address = forms.CharField(label=gettext_lazy("Adress"), max_length=200, required=False)
    is_main = forms.BooleanField(label=gettext_lazy("Det här är huvudhuset"), required=False)


class StateForm(DecidedForm):
    """Let a centre open, pause or close; what is shut says why and who has decided it."""

    day = DayField(label=gettext_lazy("Från och med"))
    until = DayField(
        label=gettext_lazy("Öppnar igen den"), required=False, help_text=gettext_lazy("Lämna tomt om ni inte vet än.")
    )
    field_order = ("day", "until", "note", "decided_by", "reference")

    def __init__(self, *args: Any, centre: FamilyCentre, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if state != FamilyCentre.State.PAUSED:
            del self.fields["until"]
        if state != FamilyCentre.State.OPEN:
            self.demand_decision()
            return
        for name in ("note", "decided_by", "reference"):
            del self.fields[name]
        if centre.opened_on is not None:  # it opens again: the day when it first opened stays
            del self.fields["day"]

    @staticmethod
    def initial_of(centre: FamilyCentre) -> dict[str, Any]:
        """What is said now of why a centre is shut."""
        said = {"note": centre.state_note, "decided_by": centre.state_decided_by, "reference": centre.state_reference}
        return said | {"day": centre.closed_on or centre.state_since, "until": centre.state_until}

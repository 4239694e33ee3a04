"""The forms of people and units. They check manners, never law: what one may do is asked of the rules."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from famn.domain.people import reads, rules
from famn.domain.people.models import Administration, Leg, Membership, Profession, Role, SecrecyArea, Unit, User
from famn.domain.people.rules import Actor

CHOOSE = gettext_lazy("Välj …")
NONE = gettext_lazy("Inget av dem")


def _text(model: type[Any], name: str, label: Any, **options: Any) -> forms.CharField:
    """A line of text as long as its column, about somebody else than the one who writes."""
    length = model._meta.get_field(name).max_length
    widget = options.pop("widget", forms.TextInput)(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, max_length=length, widget=widget, **options)


def _day(label: Any, **options: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, **options)


class UnitChoice(forms.ModelChoiceField[Unit]):
    """A unit, named with its secrecy area."""

    def label_from_instance(self, unit: Unit) -> str:
        """The words of one choice."""
        return f"{unit.name} ({unit.area.name})"


class PersonForm(forms.Form):
    """Somebody who is to work for a unit. `to_date` is asked as the last day and given as the day after it."""

    name = _text(User, "name", gettext_lazy("Namn"))
    email = forms.EmailField(
        label=gettext_lazy("E-post i arbetet"),
        max_length=254,
        help_text=gettext_lazy("Hit skickar vi ett brev om hur man loggar in."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    phone = _text(User, "phone", gettext_lazy("Telefon i arbetet"), required=False, widget=forms.TextInput)
    unit = UnitChoice(None, label=gettext_lazy("Enhet"), to_field_name="code", empty_label=CHOOSE)
    role = forms.ChoiceField(
        label=gettext_lazy("Roll"), help_text=gettext_lazy("Rollen bestämmer vad personen får göra.")
    )
    title = _text(
        Membership, "title", gettext_lazy("Titel"), required=False, help_text=gettext_lazy("Till exempel enhetschef.")
    )
    profession: forms.ModelChoiceField[Profession] = forms.ModelChoiceField(
        None, label=gettext_lazy("Yrke"), required=False, to_field_name="code", empty_label=NONE
    )
    from_date = _day(gettext_lazy("Första dagen"))
    to_date = _day(
        gettext_lazy("Sista dagen"), required=False, help_text=gettext_lazy("Lämna tomt om slutet är öppet.")
    )

    def __init__(self, *args: Any, actor: Actor, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = reads.units_to_join(actor, day=day)  # type: ignore[attr-defined]  # a model choice
        self.fields["profession"].queryset = reads.professions()  # type: ignore[attr-defined]  # a model choice
        to_give = [role for role in Role if rules.may_give_role(actor, role, actor.authority_id or 0)]
        self.fields["role"].choices = [("", CHOOSE), *((role.value, role.label) for role in to_give)]  # type: ignore[attr-defined]  # a choice
        self.fields["from_date"].initial = day

    def clean_to_date(self) -> dt.date | None:
        """The first day on which the work no longer holds."""
        last_day: dt.date | None = self.cleaned_data["to_date"]
        return last_day + dt.timedelta(days=1) if last_day else None


class UnitForm(forms.Form):
    """A new unit in one of the authority's secrecy areas."""

    name = _text(Unit, "name", gettext_lazy("Enhetens namn"))
    area: forms.ModelChoiceField[SecrecyArea] = forms.ModelChoiceField(
        None,
        label=gettext_lazy("Sekretessområde"),
        to_field_name="code",
        empty_label=CHOOSE,
        help_text=gettext_lazy("Det som hör till ett område syns inte från ett annat. Du kan inte byta område sedan."),
    )
    leg = forms.ChoiceField(
        label=gettext_lazy("Verksamhet i familjecentralen"), required=False, choices=[("", NONE), *Leg.choices]
    )
    administration: forms.ModelChoiceField[Administration] = forms.ModelChoiceField(
        None, label=gettext_lazy("Förvaltning"), required=False, to_field_name="code", empty_label=NONE
    )
    phone = _text(Unit, "phone", gettext_lazy("Telefon"), required=False)
    email = forms.EmailField(label=gettext_lazy("E-post"), required=False, max_length=254)
    from_date = _day(gettext_lazy("Första dagen"))

    def __init__(self, *args: Any, actor: Actor, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = reads.areas(actor)  # type: ignore[attr-defined]  # a model choice
        administrations = reads.administrations(actor)
        self.fields["administration"].queryset = administrations  # type: ignore[attr-defined]  # a model choice
        self.fields["from_date"].initial = day


class EndForm(forms.Form):
    """The last day of somebody's work for a unit."""

    last_day = _day(gettext_lazy("Sista dagen"), help_text=gettext_lazy("Från och med dagen efter är uppdraget slut."))

"""The forms of a mapping. They check manners, never law: whether a text is about a person, the action says."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.establishment.models import (
    Mapping,
    MappingActor,
    MappingArea,
    MappingNeed,
    Stance,
    StanceHolder,
)
from famn.domain.people.models import Leg, Place
from famn.domain.people.reads import place_by_name
from famn.web.shared.forms import DayField, choose

WHEN_HELP = gettext_lazy("Ett år, en månad eller en dag: 2020, 2020-11 eller 2020-11-05.")
GROUPS_HELP = gettext_lazy("Skriv om grupper, aldrig om en enskild person eller familj.")
UNSAID = ("", gettext_lazy("Inget svar"))


class MappingForm(forms.Form):
    """What a mapping says of itself."""

    title = forms.CharField(label=gettext_lazy("Rubrik"), max_length=200)
    place = forms.CharField(
        label=gettext_lazy("Plats"),
        max_length=80,
        help_text=gettext_lazy("Kommunen eller stadsdelen som kartläggs. Delområden lägger du till senare."),
    )
    from_date = DayField(label=gettext_lazy("Påbörjad den"))

    def arguments(self) -> dict[str, Any]:
        """The same for the action: the place itself, where there is one of that name."""
        values = dict(self.cleaned_data)
        name = values.pop("place")
        place: Place | None = place_by_name(name)
        return values | {"place": place, "place_name": name}


class ChangeMappingForm(MappingForm):
    """The same, and the summary that the document begins with."""

    summary = forms.CharField(
        label=gettext_lazy("Sammanfattning"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Det viktigaste, i några meningar. Står först i dokumentet."),
    )


class RowForm(forms.Form):
    """A row of a mapping: new, or one that is there."""

    kept: ClassVar[tuple[str, ...]] = ()  # what the last row's values are offered for, when one more is added

    def __init__(self, data: Any = None, *, mapping: Mapping, row: Any = None, last: Any = None) -> None:
        super().__init__(data)
        self.mapping, self.row = mapping, row
        names = list(self.fields) if row is not None else [*self.kept]
        source = row if row is not None else last
        if source is not None:
            self.initial = {name: self.value_of(source, name) for name in names}

    def value_of(self, row: Any, name: str) -> Any:
        """What the field begins with."""
        return getattr(row, name, None)

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        return dict(self.cleaned_data)


class NeedForm(RowForm):
    """What families need."""

    kept = ("area", "source", "source_date")

    statement = forms.CharField(
        label=gettext_lazy("Vad behöver familjerna?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Ett påstående om en grupp, till exempel: Många nyinflyttade föräldrar saknar någon att fråga. "
            "Skriv aldrig om en enskild person eller familj."
        ),
    )
    group = forms.CharField(
        label=gettext_lazy("Vilken grupp?"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel blivande föräldrar, eller föräldrar till barn under ett år."),
    )
    area = forms.ChoiceField(label=gettext_lazy("Var?"), required=False)
    source = forms.CharField(
        label=gettext_lazy("Källa"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel en enkät, en rapport eller samtal på öppna förskolan."),
    )
    source_date = forms.CharField(
        label=gettext_lazy("Källan är från"), max_length=10, required=False, help_text=WHEN_HELP
    )

    def __init__(self, data: Any = None, *, mapping: Mapping, row: Any = None, last: Any = None) -> None:
        super().__init__(data, mapping=mapping, row=row, last=last)
        self.areas: dict[str, MappingArea] = {one.code: one for one in mapping.areas.order_by("name", "pk")}
        choose(self, "area", [("", _("Hela platsen")), *((code, one.name) for code, one in self.areas.items())])

    def value_of(self, row: MappingNeed, name: str) -> Any:
        """The area by its code."""
        if name == "area":
            return row.area.code if row.area else ""
        return super().value_of(row, name)

    def arguments(self) -> dict[str, Any]:
        """The same for the action: the area itself."""
        return super().arguments() | {"area": self.areas.get(self.cleaned_data["area"])}


class ActorForm(RowForm):
    """A local actor."""

    kept = ("kind",)

    name = forms.CharField(label=gettext_lazy("Aktör"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), choices=MappingActor.Kind.choices)
    cooperation = forms.ChoiceField(
        label=gettext_lazy("Samarbete"),
        required=False,
        choices=[("", gettext_lazy("Inte tillfrågad än")), *MappingActor.Cooperation.choices],
    )
    asked_on = DayField(label=gettext_lazy("Tillfrågad den"), required=False)
    contact = forms.CharField(
        label=gettext_lazy("Kontakt"),
        max_length=160,
        required=False,
        help_text=gettext_lazy("Funktion och nummer eller adress. Skrivs inte ut i dokumentet."),
    )
    note = forms.CharField(
        label=gettext_lazy("Anteckning"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Vad ni kan göra tillsammans. Skrivs ut i dokumentet."),
    )


class InvitationForm(RowForm):
    """How inhabitants are invited and take part."""

    what = forms.CharField(
        label=gettext_lazy("Hur bjuder ni in?"),
        max_length=200,
        help_text=gettext_lazy("Till exempel en dialog på öppna förskolan eller en enkät på fem språk."),
    )
    when = forms.CharField(label=gettext_lazy("När?"), max_length=10, required=False, help_text=WHEN_HELP)
    how_many = forms.IntegerField(
        label=gettext_lazy("Hur många deltog?"),
        required=False,
        min_value=0,
        max_value=1_000_000,
        help_text=gettext_lazy("Ett antal, aldrig namn."),
    )
    heard = forms.CharField(
        label=gettext_lazy("Vad hörde ni?"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=GROUPS_HELP,
    )


class AreaForm(RowForm):
    """A sub-area, and the choice: whether it was chosen, on which needs, and why."""

    name = forms.CharField(
        label=gettext_lazy("Delområde"),
        max_length=80,
        help_text=gettext_lazy("En del av platsen som en familjecentral kan vara till för."),
    )
    about = forms.CharField(
        label=gettext_lazy("Om delområdet"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    choice = forms.ChoiceField(
        label=gettext_lazy("Valet"), choices=MappingArea.Choice.choices, widget=forms.RadioSelect, initial="open"
    )
    grounds = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka behov vilar valet på?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reasons = forms.CharField(
        label=gettext_lazy("Skäl"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Varför valdes det, eller varför valdes det bort?"),
    )

    def __init__(self, data: Any = None, *, mapping: Mapping, row: Any = None, last: Any = None) -> None:
        super().__init__(data, mapping=mapping, row=row, last=last)
        self.needs: dict[str, MappingNeed] = {one.code: one for one in mapping.needs.order_by("pk")}
        if self.needs:
            choose(self, "grounds", [(code, need.statement) for code, need in self.needs.items()])
        else:
            del self.fields["grounds"]
        if row is not None:
            self.initial["grounds"] = [ground.need.code for ground in row.grounds.select_related("need")]

    def arguments(self) -> dict[str, Any]:
        """The same for the action: the needs themselves."""
        codes = self.cleaned_data.get("grounds", [])
        return super().arguments() | {"grounds": [self.needs[code] for code in codes]}


class HolderForm(RowForm):
    """A unit or an authority to ask."""

    name = forms.CharField(
        label=gettext_lazy("Verksamhet eller huvudman"),
        max_length=160,
        help_text=gettext_lazy("Till exempel en barnavårdscentral, en barnmorskemottagning eller regionens nämnd."),
    )
    level = forms.ChoiceField(label=gettext_lazy("Nivå"), choices=StanceHolder.Level.choices)
    leg = forms.ChoiceField(
        label=gettext_lazy("Ben"), required=False, choices=[("", gettext_lazy("Flera eller inget")), *Leg.choices]
    )


class StanceForm(forms.Form):
    """What one of them answered on a day: one meeting often gives all three answers."""

    said_on = DayField(label=gettext_lazy("Dag"))
    source = forms.CharField(
        label=gettext_lazy("Källa"),
        max_length=200,
        help_text=gettext_lazy("Hur ni vet det, till exempel ett möte, ett brev eller ett beslut."),
    )
    said_by = forms.CharField(
        label=gettext_lazy("Sagt av"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Befattning, till exempel verksamhetschef. Inget namn."),
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, initial={"said_on": timezone.localdate()})
        for question in Stance.Question:
            self.fields[question] = forms.ChoiceField(
                label=question.label, required=False, choices=[UNSAID, *Stance.Answer.choices]
            )
        self.order_fields([*Stance.Question.values, "said_on", "source", "said_by"])

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        values = dict(self.cleaned_data)
        return values | {"answers": {question: values.pop(question) for question in Stance.Question.values}}

"""The forms of initiatives. They check manners, never law."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.establishment.models import Ladder
from famn.domain.establishment.reads import LadderPage
from famn.domain.establishment.rules import MOST_STEPS
from famn.domain.matters.models import Matter
from famn.domain.people.models import Leg, Place
from famn.domain.people.reads import place_by_name
from famn.web.shared.forms import DayField, choose


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
        choose(self, "ladder", [(code, ladder.name) for code, ladder in self.ladders.items()])

    def arguments(self) -> dict[str, Any]:
        """The same for the action, with the ladder itself."""
        return super().arguments() | {"ladder": self.ladders[self.cleaned_data["ladder"]]}


class MatterForm(forms.Form):
    """One of the matters that do not belong to the initiative yet."""

    matter_code = forms.ChoiceField(
        label=gettext_lazy("Ärende"), error_messages={"required": gettext_lazy("Välj ett ärende.")}
    )

    def __init__(self, *args: Any, matters: Iterable[Matter], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.matters = {matter.code: matter for matter in matters}
        named = [(code, self._name(matter)) for code, matter in self.matters.items()]
        choose(self, "matter_code", [("", _("Välj ett ärende")), *named])
        self.fields["matter_code"].error_messages["invalid_choice"] = _(
            "Ärendet går inte att välja längre. Välj ett annat."
        )

    def matter(self) -> Matter:
        """The matter that was chosen."""
        return self.matters[self.cleaned_data["matter_code"]]

    @staticmethod
    def _name(matter: Matter) -> str:
        return " · ".join(part for part in (matter.title, matter.registry_number) if part)


class LadderForm(forms.Form):
    """The name and the steps of a ladder, with an empty row for one step more. Whether it is whole, the action says."""

    name = forms.CharField(label=gettext_lazy("Trappans namn"), max_length=120, required=False)
    remove_last = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, page: LadderPage) -> None:
        super().__init__(data, initial={"name": page.ladder.name})
        self.count = len(page.steps)
        self.fields["remove_last"].label = _("Ta bort steg %(number)d") % {"number": self.count}
        for step in page.steps:
            self._add(step.number, _("Steg %(number)d") % {"number": step.number}, step.title, step.meaning)
        if self.count < MOST_STEPS:
            self._add(self.count + 1, _("Ett steg till"), "", "")

    def _add(self, number: int, label: str, title: str, meaning: str) -> None:
        self.fields[f"title_{number}"] = forms.CharField(label=label, max_length=120, required=False, initial=title)
        self.fields[f"meaning_{number}"] = forms.CharField(
            label=_("Vad steg %(number)d betyder") % {"number": number},
            max_length=2_000,
            required=False,
            initial=meaning,
            widget=forms.Textarea(attrs={"rows": 3}),
        )

    def rows(self) -> list[tuple[BoundField, BoundField]]:
        """Title and meaning of each step that there is."""
        return [self._row(number) for number in range(1, self.count + 1)]

    def new(self) -> tuple[BoundField, BoundField] | None:
        """Title and meaning of a step more, if there is room for one."""
        return self._row(self.count + 1) if self.count < MOST_STEPS else None

    def _row(self, number: int) -> tuple[BoundField, BoundField]:
        return self[f"title_{number}"], self[f"meaning_{number}"]

    def clean(self) -> dict[str, Any]:
        """To take a step away and add one at once could mean two things."""
        if self.cleaned_data.get("remove_last") and any(self._written(self.count + 1)):
            self.add_error("remove_last", _("Ta bort ett steg eller lägg till ett, inte båda på en gång."))
        return self.cleaned_data

    def steps(self) -> list[tuple[str, str]]:
        """The steps as they should be, for the action."""
        kept = self.count - 1 if self.cleaned_data["remove_last"] else self.count
        new = self._written(self.count + 1)
        return [*(self._written(number) for number in range(1, kept + 1)), *([new] if any(new) else [])]

    def _written(self, number: int) -> tuple[str, str]:
        return self.cleaned_data.get(f"title_{number}", ""), self.cleaned_data.get(f"meaning_{number}", "")


class PartyForm(forms.Form):
    """A party and the legs it would bring."""

    name = forms.CharField(label=gettext_lazy("Part"), max_length=160)
    legs = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka ben bidrar parten med?"),
        choices=Leg.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

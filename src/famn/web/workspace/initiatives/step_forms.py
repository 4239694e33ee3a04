"""The forms of steps, demands, evidence, plans and obstacles. They check manners, never law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.establishment.actions import Somebody, WrittenDemand
from famn.domain.establishment.models import LadderDemand, Obstacle, PlannedLink
from famn.domain.establishment.reads import DemandsPage, DemandView, StepView, ThingsToShow
from famn.domain.establishment.rules import MOST_DEMANDS
from famn.domain.people.models import Leg, User
from famn.web.shared.forms import DayField, choose

SPARE_ROWS = 2  # empty rows for new demands


class ReachedForm(forms.Form):
    """The day a step was reached, and why the steps on the way there are gone past."""

    reached_on = DayField(label=gettext_lazy("Nått den"))

    def __init__(self, *args: Any, past: Iterable[StepView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.past = [one.number for one in past]
        for step in past:
            words = _("Varför går ni förbi steg %(number)d, %(title)s?")
            self.fields[f"past_{step.number}"] = forms.CharField(
                label=words % {"number": step.number, "title": step.title},
                max_length=1_000,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": _("Skriv varför ni går förbi steg %(number)d.") % {"number": step.number}},
            )

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        why = {number: self.cleaned_data[f"past_{number}"] for number in self.past}
        return {"reached_on": self.cleaned_data["reached_on"], "why_past": why}


class PlannedForm(forms.Form):
    """The day a step is planned for; nothing takes the plan away."""

    planned_on = DayField(
        label=gettext_lazy("Planerat till"),
        required=False,
        help_text=gettext_lazy("Lämna tomt för att ta bort planen."),
    )


class BackForm(forms.Form):
    """What happened, for one who goes back a step."""

    reason = forms.CharField(
        label=gettext_lazy("Vad hände?"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class MetForm(forms.Form):
    """The day since which a demand is met."""

    met_on = DayField(label=gettext_lazy("Uppfyllt sedan"))
    note = forms.CharField(
        label=gettext_lazy("Kommentar"), required=False, max_length=1_000, widget=forms.Textarea(attrs={"rows": 2})
    )


class EvidenceForm(forms.Form):
    """What shows it: something that is here, or something in one's own words."""

    demand = forms.ChoiceField(label=gettext_lazy("Vad visar det?"), required=False)
    thing = forms.ChoiceField(label=gettext_lazy("Underlag"))
    text = forms.CharField(
        label=gettext_lazy("Med egna ord"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Skriv det här om underlaget inte finns i listan. Skriv inget om enskilda familjer."),
    )
    day = DayField(label=gettext_lazy("Underlagets dag"), required=False)

    def __init__(self, *args: Any, demands: Iterable[DemandView], things: ThingsToShow, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.things = things
        demand, thing = self.fields["demand"], self.fields["thing"]
        assert isinstance(demand, forms.ChoiceField)  # noqa: S101 - tells the type checker what is written above
        assert isinstance(thing, forms.ChoiceField)  # noqa: S101 - tells the type checker what is written above
        demand.choices = [("", _("Hela steget")), *((str(one.number), one.text) for one in demands)]
        thing.choices = [
            (
                group.name,
                [
                    *((f"{group.kind}:{code}", title) for code, title, _row in group.rows),
                    (f"{group.kind}:", _("%(kind)s som jag skriver om nedanför") % {"kind": group.name}),
                ],
            )
            for group in things.groups
        ]

    def arguments(self) -> dict[str, Any]:
        """The same for the action; `demand` is its number or None."""
        kind, _colon, code = self.cleaned_data["thing"].partition(":")
        number = self.cleaned_data["demand"]
        return {
            "kind": kind,
            "thing": self.things.row(kind, code),
            "text": self.cleaned_data["text"],
            "day": self.cleaned_data["day"],
            "demand": int(number) if number else None,
        }


class DemandsForm(forms.Form):
    """What a step demands, a row each, with empty rows for more. Whether it may be, the action says."""

    def __init__(self, data: Any = None, *, page: DemandsPage) -> None:
        super().__init__(data)
        self.count = min(len(page.demands) + SPARE_ROWS, MOST_DEMANDS)
        for number in range(1, self.count + 1):
            known = page.demands[number - 1] if number <= len(page.demands) else None
            self._add(number, known)

    def _add(self, number: int, known: LadderDemand | None) -> None:
        self.fields[f"text_{number}"] = forms.CharField(
            label=_("Krav %(number)d") % {"number": number},
            max_length=300,
            required=False,
            initial=known.text if known else "",
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        self.fields[f"alone_{number}"] = forms.ChoiceField(
            label=_("Kan kommunen uppfylla krav %(number)d själv?") % {"number": number},
            choices=LadderDemand.Alone.choices,
            required=False,
            initial=known.alone if known else LadderDemand.Alone.PARTLY,
        )
        self.fields[f"legs_{number}"] = forms.MultipleChoiceField(
            label=_("Vilka ben gäller krav %(number)d?") % {"number": number},
            choices=Leg.choices,
            required=False,
            initial=known.legs if known else [],
            widget=forms.CheckboxSelectMultiple,
        )

    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each demand."""
        return [[self[f"{name}_{number}"] for name in ("text", "alone", "legs")] for number in self._numbers()]

    def demands(self) -> list[WrittenDemand]:
        """The demands as they should be, for the action."""
        values: Mapping[str, Any] = self.cleaned_data
        return [
            WrittenDemand(values[f"text_{one}"], values[f"alone_{one}"], tuple(values[f"legs_{one}"]))
            for one in self._numbers()
        ]

    def _numbers(self) -> range:
        return range(1, self.count + 1)


class PlanForm(forms.Form):
    """When a later link is planned, as precise as somebody has said."""

    what = forms.ChoiceField(label=gettext_lazy("Vad planeras?"), choices=PlannedLink.What.choices)
    period = forms.CharField(
        label=gettext_lazy("När?"),
        max_length=10,
        help_text=gettext_lazy("Ett år, en månad eller en dag: 2027, 2027-03 eller 2027-03-15."),
    )
    text = forms.CharField(label=gettext_lazy("Kommentar"), required=False, max_length=200)


class ObstacleForm(forms.Form):
    """Something that hinders: what, on which level, and who takes it on."""

    text = forms.CharField(
        label=gettext_lazy("Vad hindrar?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Skriv inget om enskilda familjer."),
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Var kan det lösas?"), choices=Obstacle.Level.choices, widget=forms.RadioSelect
    )
    owner = forms.ChoiceField(
        label=gettext_lazy("Vem tar hand om det?"),
        required=False,
        help_text=gettext_lazy("Välj en kollega, eller skriv någon annan nedanför."),
    )
    owner_name = forms.CharField(
        label=gettext_lazy("Någon annan"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Namn och titel på någon som arbetar någon annanstans."),
    )
    noted_on = DayField(label=gettext_lazy("Märktes den"))
    due_on = DayField(label=gettext_lazy("Ska vara löst till"), required=False)

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {person.code: person for person in people}
        choose(self, "owner", [("", _("Välj en kollega")), *((code, one.name) for code, one in self.people.items())])

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        values = dict(self.cleaned_data)
        owner = Somebody(self.people.get(values.pop("owner")), values.pop("owner_name"))
        return values | {"owner": owner}


class SettleForm(forms.Form):
    """What came of an obstacle."""

    state = forms.ChoiceField(
        label=gettext_lazy("Hur gick det?"),
        choices=[(state.value, state.label) for state in (Obstacle.State.SOLVED, Obstacle.State.ACCEPTED)],
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label=gettext_lazy("Vad blev det?"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

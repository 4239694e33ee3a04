"""The forms of steering documents and goals. They check manners, never law."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.actions import SteeringFacts
from famn.domain.matters.models import SteeringDocument, SteeringGoal
from famn.web.shared.forms import choose


class SteeringForm(forms.Form):
    """What a steering document says of itself, and what comes after it."""

    title = forms.CharField(
        label=gettext_lazy("Titel"), max_length=200, error_messages={"required": gettext_lazy("Skriv titeln.")}
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Nivå"),
        choices=[("", gettext_lazy("Välj nivå")), *SteeringDocument.Level.choices],
        error_messages={"required": gettext_lazy("Välj en nivå.")},
    )
    owner = forms.CharField(
        label=gettext_lazy("Beslutat av"),
        max_length=120,
        help_text=gettext_lazy("Till exempel kommunfullmäktige, regionfullmäktige eller nämnden."),
        error_messages={"required": gettext_lazy("Skriv vem som har beslutat det.")},
    )
    from_year = forms.IntegerField(label=gettext_lazy("Gäller från år"), required=False, min_value=1900, max_value=2100)
    to_year = forms.IntegerField(
        label=gettext_lazy("Gäller till och med år"),
        required=False,
        min_value=1900,
        max_value=2100,
        help_text=gettext_lazy("Lämna tomt om det gäller tills vidare."),
    )
    registry_number = forms.CharField(label=gettext_lazy("Diarienummer"), required=False, max_length=60)
    url = forms.URLField(label=gettext_lazy("Adress på webben"), required=False, max_length=300, assume_scheme="https")
    about = forms.CharField(
        label=gettext_lazy("Om dokumentet"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def facts(self) -> SteeringFacts:
        """The same for the action."""
        names = ("level", "title", "owner", "from_year", "to_year", "registry_number", "url", "about")
        return SteeringFacts(**{name: self.cleaned_data[name] for name in names})


class ChangeSteeringForm(SteeringForm):
    """A document that is there may also have one that comes after it."""

    followed_by = forms.ChoiceField(
        label=gettext_lazy("Ersätts av"),
        required=False,
        help_text=gettext_lazy(
            "När det nya styrdokumentet finns här slutar det gamla att räknas som något att förnya."
        ),
    )

    def __init__(self, *args: Any, others: Iterable[SteeringDocument], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = {one.code: one for one in others}
        choose(self, "followed_by", [("", _("Inget än")), *((code, named(one)) for code, one in self.others.items())])

    def successor(self) -> SteeringDocument | None:
        """The document that was chosen."""
        return self.others.get(self.cleaned_data["followed_by"])


class GoalForm(forms.Form):
    """A goal, and the goals that it comes out of."""

    text = forms.CharField(
        label=gettext_lazy("Målet"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Ett mål i taget. Skriv det som det står, eller kort med egna ord."),
        error_messages={"required": gettext_lazy("Skriv vad målet är.")},
    )
    serves = forms.MultipleChoiceField(
        label=gettext_lazy("Målet kommer ur"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=gettext_lazy("Välj ett eller flera. Håll ned Ctrl eller Cmd för att välja flera."),
    )

    def __init__(self, *args: Any, above: Iterable[SteeringGoal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.above = {goal.code: goal for goal in above}
        by_document = groupby(self.above.values(), key=lambda goal: goal.document)
        grouped = ((named(document), [(goal.code, goal.text) for goal in goals]) for document, goals in by_document)
        choose(self, "serves", grouped)

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        chosen = [self.above[code] for code in self.cleaned_data["serves"]]
        return {"text": self.cleaned_data["text"], "serves": chosen}


class CiteForm(forms.Form):
    """A goal, and how the initiative serves it."""

    goal = forms.ChoiceField(error_messages={"required": gettext_lazy("Välj ett mål.")})
    why = forms.CharField(
        label=gettext_lazy("Hur bidrar initiativet till målet?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("En eller två meningar räcker. De följer med till utlåtandet."),
        error_messages={"required": gettext_lazy("Skriv hur initiativet bidrar till målet.")},
    )

    def __init__(self, *args: Any, goals: Iterable[SteeringGoal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.goals = {goal.code: goal for goal in goals}
        choose(self, "goal", [(code, goal.text) for code, goal in self.goals.items()])
        self.fields["goal"].error_messages["invalid_choice"] = _("Målet går inte att välja längre. Välj ett annat.")

    def chosen(self) -> SteeringGoal:
        """The goal that was chosen."""
        return self.goals[self.cleaned_data["goal"]]


def named(document: SteeringDocument) -> str:
    """A document in a list to choose from."""
    years = years_of(document)
    return f"{document.title} ({years})" if years else document.title


def years_of(document: SteeringDocument) -> str:
    """The years that a document holds: 2024–2030, from 2024, through 2026, or 2021."""
    first, last = document.from_year, document.to_year
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        return _("från %(year)d") % {"year": first}
    return _("till och med %(year)d") % {"year": last} if last else ""

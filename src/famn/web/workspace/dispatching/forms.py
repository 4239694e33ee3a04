"""The forms of sending a decision out. They check manners, never law."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from famn.domain.matters.models import Dispatch
from famn.domain.people.models import User
from famn.web.shared.forms import DayField
from famn.web.workspace.matters.forms import PersonField, choose_person
from famn.web.workspace.matters.part_forms import PartsForm

HOWS: Final[list[tuple[str, str | Promise]]] = [
    (Dispatch.How.POST, gettext_lazy("Med post")),
    (Dispatch.How.MAIL, gettext_lazy("Med e-post, utanför Famn")),
    (Dispatch.How.HAND, gettext_lazy("För hand")),
    (Dispatch.How.REGISTRY, gettext_lazy("Till diariet eller akten")),
]


class TickForm(forms.Form):
    """How and when a decision went, of those that are chosen."""

    how = forms.ChoiceField(label=gettext_lazy("Hur skickades det?"), choices=HOWS)
    sent_on = DayField(label=gettext_lazy("Vilken dag?"))


class RecipientForm(forms.Form):
    """One more who is to get a decision."""

    recipient = forms.CharField(
        label=gettext_lazy("Mottagare"),
        max_length=200,
        error_messages={"required": gettext_lazy("Skriv vem som ska få beslutet.")},
    )
    address = forms.EmailField(
        label=gettext_lazy("E-post till mottagarens registrator"),
        required=False,
        help_text=gettext_lazy("Behövs inte för en kollega: då vet Famn adressen."),
    )


class CorrectionForm(forms.Form):
    """What is true of a ticked row instead, and why."""

    was_sent = forms.ChoiceField(
        label=gettext_lazy("Vad är rätt?"),
        choices=[
            ("ja", gettext_lazy("Beslutet skickades, men på annat sätt eller en annan dag")),
            ("nej", gettext_lazy("Beslutet skickades inte")),
        ],
        widget=forms.RadioSelect,
    )
    how = forms.ChoiceField(label=gettext_lazy("Hur skickades det?"), choices=[("", "–"), *HOWS], required=False)
    sent_on = DayField(label=gettext_lazy("Vilken dag?"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Varför rättas raden?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Skriv varför raden rättas.")},
    )

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        return {**self.cleaned_data, "was_sent": self.cleaned_data["was_sent"] == "ja"}


class GiveForm(PartsForm):
    """What somebody is to answer after a decision: what, who, to which body, when, in which parts."""

    text = forms.CharField(
        label=gettext_lazy("Vad ska göras?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Skriv vad som ska göras.")},
    )
    responsible = PersonField(
        label=gettext_lazy("Vem svarar?"),
        nobody=gettext_lazy("Välj en person"),
        error_messages={"required": gettext_lazy("Välj vem som svarar.")},
    )
    body = forms.CharField(label=gettext_lazy("Vem får svaret?"), max_length=120, required=False)
    due_date = DayField(label=gettext_lazy("Svar senast"))
    field_order = ("text", "responsible", "body", "due_date", "common", "questions")

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_person(self, "responsible", people)

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        names = ("text", "responsible", "body", "due_date")
        return {name: self.cleaned_data[name] for name in names} | {"asked": self.asked()}


class AcceptForm(forms.Form):
    """Why a difference may stand."""

    reason = forms.CharField(
        label=gettext_lazy("Varför får det vara så?"),
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": gettext_lazy("Skriv varför skillnaden får vara kvar.")},
    )

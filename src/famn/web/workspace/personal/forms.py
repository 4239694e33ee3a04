"""The forms of decisions by one person and of the delegation order. They check manners, never law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.actions import PersonallyDecided
from famn.domain.matters.models import Board, DelegationItem, Document, PersonalDecision
from famn.domain.people.models import User
from famn.web.shared.forms import DayField, choose
from famn.web.workspace.matters.forms import PersonField, choose_person

Kind = PersonalDecision.Kind
KINDS: Final = {
    Kind.DELEGATION: gettext_lazy("Ett beslut enligt delegationsordningen"),
    Kind.CHAIR: gettext_lazy("Ett brådskande beslut av ordföranden"),
    Kind.PROVIDER: gettext_lazy("Vårdgivarens eget beslut"),
}


class PersonalForm(forms.Form):
    """What one person decided."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Vad är det för beslut?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad det är för beslut.")},
    )
    item = forms.ChoiceField(
        label=gettext_lazy("Punkt i delegationsordningen"),
        required=False,
        help_text=gettext_lazy("Behövs bara för ett beslut enligt delegationsordningen."),
    )
    decider = PersonField(
        label=gettext_lazy("Kollega som beslutade"), required=False, nobody=gettext_lazy("Någon annan")
    )
    name = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Om det inte är en kollega här."),
    )
    title = forms.CharField(
        label=gettext_lazy("Titel"),
        max_length=120,
        error_messages={"required": gettext_lazy("Skriv titeln på den som beslutade.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Beslutet"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Går inte att ändra efteråt."),
        error_messages={"required": gettext_lazy("Skriv vad som beslutades.")},
    )
    decided_on = DayField(label=gettext_lazy("Beslutat den"))
    board = forms.ChoiceField(label=gettext_lazy("Anmäls till"), required=False)
    document = forms.ChoiceField(
        label=gettext_lazy("Vilar på"),
        required=False,
        help_text=gettext_lazy("Ett dokument i ärendet, till exempel en underskriven avsiktsförklaring."),
    )

    def __init__(
        self,
        *args: Any,
        kinds: Sequence[str],
        items: Iterable[DelegationItem],
        people: Iterable[User],
        boards: Iterable[Board],
        documents: Iterable[Document],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.items = {one.code: one for one in items}
        self.boards = {one.code: one for one in boards}
        self.documents = {one.code: one for one in documents}
        choose_person(self, "decider", people)
        choose(self, "kind", [(kind, str(KINDS[Kind(kind)])) for kind in kinds])
        choose(self, "item", self._with_none((one.code, f"{one} ({one.delegate})") for one in self.items.values()))
        choose(self, "board", self._with_none((one.code, one.name) for one in self.boards.values()))
        choose(self, "document", self._with_none((one.code, one.title) for one in self.documents.values()))
        if Kind.PROVIDER in kinds:
            del self.fields["item"], self.fields["board"]
        elif len(self.boards) < 2:
            del self.fields["board"]
        if not self.documents:
            del self.fields["document"]
        if len(kinds) == 1:
            self.fields["kind"].initial = kinds[0]

    def clean(self) -> dict[str, Any]:
        """One person, not two."""
        if self.cleaned_data.get("decider") and self.cleaned_data.get("name"):
            self.add_error("name", _("Välj en kollega eller skriv ett namn, inte båda."))
        return self.cleaned_data

    def decided(self) -> PersonallyDecided:
        """The same as the action takes it."""
        said = self.cleaned_data
        decider: User | None = said["decider"]
        return PersonallyDecided(
            kind=said["kind"],
            name=decider.name if decider else said["name"],
            title=said["title"],
            text=said["text"],
            decided_on=said["decided_on"],
            item=self.items.get(said.get("item", "")),
            board=self.boards.get(said.get("board", "")),
            document=self.documents.get(said.get("document", "")),
            decider=decider,
        )

    def _with_none(self, choices: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
        return [("", _("Ingen vald")), *choices]


class DelegationItemForm(forms.Form):
    """One item of the delegation order."""

    number = forms.CharField(
        label=gettext_lazy("Nummer"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "4.2"}),
        error_messages={"required": gettext_lazy("Skriv vilket nummer punkten har.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Vad punkten gäller"),
        max_length=300,
        error_messages={"required": gettext_lazy("Skriv vad punkten gäller.")},
    )
    delegate = forms.CharField(
        label=gettext_lazy("Befattning som får besluta"),
        max_length=120,
        help_text=gettext_lazy("En befattning, inte ett namn: avdelningschef."),
        error_messages={"required": gettext_lazy("Skriv vilken befattning som får besluta.")},
    )

"""The forms of one part of an answer: words, and rows with amounts and hours. They check manners, never law."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.drafting.answers import COLUMNS, COMMON, Asked, PartKind, Row, said_hours
from famn.web.shared.money import MoneyField

EMPTY_ROWS: Final = 3  # to fill in, below those that are kept


class PartsForm(forms.Form):
    """Which parts an assignment asks to be answered: common ones, and questions of its own."""

    common = forms.MultipleChoiceField(
        label=gettext_lazy("Vad ska svaret innehålla?"),
        choices=[(str(number), one.heading) for number, one in enumerate(COMMON)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    questions = forms.CharField(
        label=gettext_lazy("Egna frågor"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("En fråga på varje rad."),
    )

    def asked(self) -> list[Asked]:
        """The same for the action."""
        common = [COMMON[int(number)] for number in self.cleaned_data["common"]]
        lines = self.cleaned_data["questions"].splitlines()
        return [*common, *(Asked(PartKind.QUESTION, line) for line in lines if line.strip())]


class PartForm(forms.Form):
    """The words of a part."""

    text = forms.CharField(
        label=gettext_lazy("Svar i ord"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )


class HoursField(forms.CharField):
    """Hours a week, such as 20 or 37,5. Gives tenths of an hour, None where it is empty."""

    def clean(self, value: Any) -> Any:
        """The hours in tenths."""
        text = str(super().clean(value)).strip().replace(".", ",")
        if not text:
            return None
        if not re.fullmatch(r"\d{1,4}(,\d)?", text):
            raise ValidationError(_("Skriv timmar per vecka, till exempel 20 eller 37,5."))
        whole, _comma, tenth = text.partition(",")
        return int(whole) * 10 + int(tenth or 0)


class RowForm(forms.Form):
    """One row of a part: which columns it has depends on what the part asks for."""

    what = forms.CharField(required=False, max_length=200)
    who = forms.CharField(required=False, max_length=200)
    hours = HoursField(required=False, max_length=8, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    amount = MoneyField(required=False)

    def __init__(self, *args: Any, kind: PartKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = list(COLUMNS[kind])
        if len(columns) < len(self.fields):
            del self.fields["hours"]
        for field, label in zip(self.fields.values(), columns, strict=False):
            field.label = label

    def clean(self) -> dict[str, Any] | None:
        """A row that says something says of what."""
        said = super().clean() or self.cleaned_data
        if not said.get("what") and any(said.get(name) not in (None, "") for name in ("who", "hours", "amount")):
            self.add_error("what", _("Skriv vad raden gäller."))
        return said

    def row(self) -> Row | None:
        """The same for the action; None for a row that is left empty."""
        said = self.cleaned_data
        if not said.get("what"):
            return None
        return Row(said["what"], said.get("who", ""), said.get("amount"), said.get("hours"))


class Rows:
    """The rows of a part as a form sends them: those that are kept, and some empty ones."""

    def __init__(self, kind: PartKind, data: Mapping[str, Any] | None, kept: Sequence[Row]) -> None:
        sent = str(data.get("rader", "")) if data is not None else ""
        count = min(int(sent), 80) if sent.isascii() and sent.isdigit() and len(sent) < 4 else len(kept) + EMPTY_ROWS
        self.forms = [
            RowForm(data, prefix=f"rad-{number}", kind=kind, initial=_initial(kept, number)) for number in range(count)
        ]

    def __iter__(self) -> Any:
        return iter(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    def is_valid(self) -> bool:
        """Whether every row holds what its columns ask for. Each is asked, so that every fault is shown at once."""
        faulty = [form for form in self.forms if not form.is_valid()]
        return not faulty


def rows_of(kind: PartKind, data: Mapping[str, Any] | None, kept: Sequence[Row]) -> Rows:
    """The rows of a part; none for a question that asks for words alone."""
    return Rows(kind, {"rader": "0"} if kind == PartKind.QUESTION else data, kept)


def _initial(kept: Sequence[Row], number: int) -> dict[str, Any]:
    if number >= len(kept):
        return {}
    row = kept[number]
    return {"what": row.what, "who": row.who, "hours": said_hours(row.hours), "amount": row.amount}

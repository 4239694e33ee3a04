"""The forms of definitions: what each class of a definition asks for. They check manners, never law."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.centres.actions.definitions import MOST_CLASSES
from famn.domain.centres.classify import LEGS, ClassFacts
from famn.domain.centres.models import CentreLeg, ClassDefinition
from famn.domain.people.models import Leg
from famn.web.shared.forms import DayField

_COUNTS: Final = [("0", gettext_lazy("inga")), ("1", "1"), ("2", "2"), ("3", "3"), ("4", "4")]
_MOST: Final = [("", gettext_lazy("ingen gräns")), ("1", "1"), ("2", "2"), ("3", "3")]
_SAME: Final = [("", gettext_lazy("samma som ovan"))]
_UNUSED: Final[tuple[object, ...]] = (None, "", "0", 0, [])
PARTS: Final = (
    *("name", "kind", "all_of", "least_degree", "any_count", "any_of", "any_degree", "most_legs", "every_party"),
    *("one_place", "min_open_hours", "min_social_hours"),
)


class CopyForm(forms.Form):
    """The name of an own copy, and from when it holds."""

    name = forms.CharField(label=gettext_lazy("Vad er definition ska heta"), max_length=120)
    valid_from = DayField(
        label=gettext_lazy("Gäller från"),
        help_text=gettext_lazy("En dag som inte har kommit än. Fram till dess gäller det gamla."),
    )


class DefinitionForm(forms.Form):
    """A definition with its classes, the strongest first, and room for one class more."""

    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120)
    valid_from = DayField(
        label=gettext_lazy("Gäller från"),
        help_text=gettext_lazy("En dag som inte har kommit än. Klasserna före den dagen räknas som förut."),
    )
    reading = forms.CharField(
        label=gettext_lazy("Så läser ni definitionen"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Vad ni menar där källan är otydlig. Alla får läsa det."),
    )

    def __init__(self, *args: Any, rows: Sequence[ClassDefinition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.count = len(rows)
        self.numbers = range(1, min(self.count + 1, MOST_CLASSES) + 1)
        for number in self.numbers:
            self._add(number, rows[number - 1] if number <= self.count else None)

    def _add(self, number: int, row: ClassDefinition | None) -> None:
        legs = [(leg, str(Leg(leg).label)) for leg in LEGS]
        boxes, degrees = forms.CheckboxSelectMultiple, CentreLeg.Degree.choices
        made: dict[str, forms.Field] = {
            "name": forms.CharField(label=_("Vad klassen heter"), max_length=120, required=row is not None),
            "kind": forms.ChoiceField(label=_("Motsvarar"), choices=ClassDefinition.Kind.choices),
            "all_of": forms.MultipleChoiceField(
                label=_("De här ska alla vara med"), choices=legs, required=False, widget=boxes
            ),
            "least_degree": forms.ChoiceField(label=_("Så mycket av var och en, minst"), choices=degrees),
            "any_count": forms.ChoiceField(label=_("Dessutom minst så här många"), choices=_COUNTS),
            "any_of": forms.MultipleChoiceField(label=_("av de här"), choices=legs, required=False, widget=boxes),
            "any_degree": forms.ChoiceField(
                label=_("Så mycket av dem, minst"), choices=[*_SAME, *degrees], required=False
            ),
            "most_legs": forms.ChoiceField(label=_("Högst så här många av de fyra"), choices=_MOST, required=False),
            "every_party": forms.BooleanField(label=_("Gäller varje vårdgivare för sig"), required=False),
            "one_place": forms.BooleanField(label=_("De ska dela hus"), required=False),
            "min_open_hours": hours_field(_("Öppettimmar i veckan, minst")),
            "min_social_hours": hours_field(_("Föräldrastödets timmar i veckan, minst")),
        }
        for part, field in made.items():
            field.initial = getattr(row, part) if row else None
            self.fields[f"{part}_{number}"] = field
        if row is not None:
            self.fields[f"remove_{number}"] = forms.BooleanField(label=_("Ta bort klassen"), required=False)

    def groups(self) -> list[dict[str, Any]]:
        """The fields of each class, and of one more, last."""
        return [self._group(number) for number in self.numbers]

    def _group(self, number: int) -> dict[str, Any]:
        fields: dict[str, BoundField] = {part: self[f"{part}_{number}"] for part in PARTS}
        is_new = number > self.count
        seldom = ("any_count", "any_of", "any_degree", "most_legs", "min_open_hours", "min_social_hours")
        is_open = any(fields[part].errors or fields[part].value() not in _UNUSED for part in seldom)
        remove = None if is_new else self[f"remove_{number}"]
        return {"number": number, "is_new": is_new, "is_open": is_open, "remove": remove, **fields}

    def classes(self) -> list[ClassFacts]:
        """The classes as they should be, for the action."""
        return [self._facts(number) for number in self.numbers if self._is_kept(number)]

    def _is_kept(self, number: int) -> bool:
        return bool(self.cleaned_data[f"name_{number}"]) and not self.cleaned_data.get(f"remove_{number}")

    def _facts(self, number: int) -> ClassFacts:
        said: dict[str, Any] = {part: self.cleaned_data[f"{part}_{number}"] for part in PARTS}
        return ClassFacts(
            number=number,
            **said
            | {
                "all_of": tuple(said["all_of"]),
                "any_of": tuple(said["any_of"]),
                "any_count": int(said["any_count"]),
                "most_legs": int(said["most_legs"]) if said["most_legs"] else None,
            },
        )


def hours_field(label: str) -> forms.DecimalField:
    """Hours of a week; empty where the definition does not ask."""
    return forms.DecimalField(label=label, required=False, min_value=0, max_value=168, max_digits=4, decimal_places=1)

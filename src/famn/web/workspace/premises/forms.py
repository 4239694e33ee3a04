"""The forms of the search for a house. They check manners, never law."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.establishment.actions import OptionSaid, ShareSaid
from famn.domain.establishment.models import (
    HEAVIEST,
    MOST_POINTS,
    PremisesCriterion,
    PremisesOption,
    PremisesRoom,
    PremisesShare,
)
from famn.domain.establishment.reads import LegAt, OptionView, ScoreView
from famn.web.shared.forms import DayField
from famn.web.shared.money import MoneyField

NOT_KNOWN: Final = gettext_lazy("Vi vet inte än")
ACCESS: Final = (
    ("step_free", gettext_lazy("Går det att ta sig in och runt utan trappsteg?")),
    ("lift", gettext_lazy("Finns det hiss?")),
    ("accessible_toilet", gettext_lazy("Finns det en tillgänglig toalett?")),
    ("parking", gettext_lazy("Finns det parkering för den som har svårt att gå?")),
    ("hearing_loop", gettext_lazy("Finns det hörslinga?")),
)
_ROOM: Final = re.compile(r"(.*?)[\s,;:–-]*(\d{1,5}(?:[.,]\d)?)\s*(?:kvm|m2|m²|kvadratmeter)\.?", re.IGNORECASE)


class OptionForm(forms.Form):
    """What is said of an option. Everything but its name may be left for later."""

    name = forms.CharField(
        label=gettext_lazy("Vad kallar ni lokalen?"),
        max_length=120,
        help_text=gettext_lazy("Till exempel Gamla biblioteket."),
    )
    owner = forms.CharField(label=gettext_lazy("Vem äger huset?"), max_length=160, required=False)
    address = forms.CharField(label=gettext_lazy("Adress"), max_length=200, required=False)
    yearly_cost = MoneyField(
        label=gettext_lazy("Kostnad per år, i kronor"),
        required=False,
        help_text=gettext_lazy("Hyra, el, städning och annat som följer med huset. Till exempel 850 000."),
    )
    earliest_on = DayField(label=gettext_lazy("Kan öppna tidigast"), required=False)
    rooms = forms.CharField(
        label=gettext_lazy("Rum"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Ett rum på varje rad. Skriv ytan sist om ni vet den: Väntrum 32 kvm"),
    )
    outdoor = forms.CharField(
        label=gettext_lazy("Utemiljö"), required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": 2})
    )
    step_free = forms.ChoiceField(label=ACCESS[0][1], choices=PremisesOption.Known.choices, widget=forms.RadioSelect)
    lift = forms.ChoiceField(
        label=ACCESS[1][1],
        choices=PremisesOption.Known.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Svara ja om allt ligger i markplan."),
    )
    accessible_toilet = forms.ChoiceField(
        label=ACCESS[2][1], choices=PremisesOption.Known.choices, widget=forms.RadioSelect
    )
    parking = forms.ChoiceField(label=ACCESS[3][1], choices=PremisesOption.Known.choices, widget=forms.RadioSelect)
    hearing_loop = forms.ChoiceField(label=ACCESS[4][1], choices=PremisesOption.Known.choices, widget=forms.RadioSelect)
    blocks = forms.CharField(
        label=gettext_lazy("Vad hindrar?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Till exempel bygglov, ombyggnad eller ett kontrakt som löper."),
    )

    def said(self) -> OptionSaid:
        """The same for the action."""
        return OptionSaid(**{name: value for name, value in self.cleaned_data.items() if name != "rooms"})

    def rooms_said(self) -> list[tuple[str, Decimal | None]]:
        """The rooms, each with its square metres where they are written."""
        return [read_room(line) for line in self.cleaned_data["rooms"].splitlines() if line.strip()]

    @staticmethod
    def initial_of(option: PremisesOption | None, rooms: Iterable[PremisesRoom] = ()) -> dict[str, Any]:
        """What is said now; of a new one that nothing is known."""
        names = OptionSaid.__dataclass_fields__
        if option is None:
            return {name: PremisesOption.Known.UNKNOWN.value for name, _label in ACCESS}
        return {name: getattr(option, name) for name in names} | {"rooms": "\n".join(map(room_words, rooms))}


def read_room(line: str) -> tuple[str, Decimal | None]:
    """Read "Väntrum 32,5 kvm": what it is called, and its square metres where they are written."""
    found = _ROOM.fullmatch(line.strip())
    if found is None or not found[1].strip():
        return line.strip(), None
    return found[1].strip(), Decimal(found[2].replace(",", "."))


def room_words(room: PremisesRoom) -> str:
    """A room as `read_room` reads it."""
    return room.name if room.area is None else f"{room.name} {area_words(room.area)}"


def area_words(area: Decimal) -> str:
    """`32,5 kvm`."""
    return f"{number_format(area.normalize(), force_grouping=True)}\N{NO-BREAK SPACE}kvm"


class MoveForm(forms.Form):
    """An option comes to another stage: on which day, and what came of it."""

    day = DayField(label=gettext_lazy("Dag"))
    note = forms.CharField(
        label=gettext_lazy("Vad kom ni fram till?"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    decided_by = forms.CharField(
        label=gettext_lazy("Vem har bestämt?"),
        max_length=160,
        help_text=gettext_lazy("Till exempel styrgruppen den 3 mars."),
    )

    def __init__(self, *args: Any, option: PremisesOption, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = PremisesOption.Stage
        if stage != stages.CHOSEN:
            del self.fields["decided_by"]
        if stage in {stages.CHOSEN, stages.DROPPED} or option.stage == stages.CHOSEN:
            self.fields["note"].required = True
            self.fields["note"].label = {
                stages.CHOSEN.value: _("Varför väljer ni den här lokalen?"),
                stages.DROPPED.value: _("Varför väljs lokalen bort?"),
            }.get(stage, _("Varför tas valet tillbaka?"))


class _Rows(forms.Form):
    """A form of rows with the same parts: `payer_1`, `yearly_1`, `payer_2` …"""

    parts: tuple[str, ...] = ()
    count = 0

    def numbers(self) -> range:
        """The numbers of the rows."""
        return range(1, self.count + 1)

    def fields_of(self, number: int) -> list[forms.BoundField]:
        """The fields of one row, as a page prints them."""
        return [self[f"{part}_{number}"] for part in self.parts if f"{part}_{number}" in self.fields]

    def value(self, part: str, number: int) -> Any:
        """What was written in one part of one row."""
        return self.cleaned_data.get(f"{part}_{number}")


class SharesForm(_Rows):
    """Who pays what: a row for every party, for whoever else pays, and two more to fill in."""

    parts = ("payer", "yearly", "percent", "fits", "said_on", "source")
    MORE: Final = 2

    def __init__(self, *args: Any, view: OptionView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = [share.payer if share.is_party else "" for share in view.shares] + [""] * self.MORE
        self.titles = [share.payer for share in view.shares] + [_("Någon annan som betalar")] * self.MORE
        self.count = len(self.names)
        rows = [share.row for share in view.shares] + [None] * self.MORE
        for number, (name, row) in enumerate(zip(self.names, rows, strict=True), start=1):
            self.fields |= {f"{part}_{number}": field for part, field in _share_fields(name, row).items()}

    def rows(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """What each row is called, and its fields."""
        for number, title in zip(self.numbers(), self.titles, strict=True):
            yield title, self.fields_of(number)

    def said(self) -> list[ShareSaid]:
        """The same for the action."""
        return [
            ShareSaid(
                payer=self.value("payer", number) or "",
                yearly=self.value("yearly", number),
                percent=self.value("percent", number),
                fits=self.value("fits", number) or PremisesShare.Fits.UNSURE.value,
                said_on=self.value("said_on", number),
                source=self.value("source", number) or "",
            )
            for number in self.numbers()
        ]


def _share_fields(name: str, row: PremisesShare | None) -> dict[str, forms.Field]:
    payer: forms.Field = forms.CharField(
        label=_("Vem betalar?"),
        max_length=160,
        required=False,
        initial=name or (row.payer if row else ""),
        widget=forms.HiddenInput if name else forms.TextInput,
    )
    return {
        "payer": payer,
        "yearly": MoneyField(label=_("Kronor per år"), required=False, initial=row.yearly if row else None),
        "percent": forms.DecimalField(
            label=_("eller procent"),
            required=False,
            min_value=0,
            max_value=100,
            max_digits=5,
            decimal_places=2,
            localize=True,
            initial=row.percent.normalize() if row and row.percent is not None else None,
        ),
        "fits": forms.ChoiceField(
            label=_("Ryms det i budgeten?"),
            required=False,
            choices=PremisesShare.Fits.choices,
            initial=row.fits if row else PremisesShare.Fits.UNSURE,
        ),
        "said_on": DayField(label=_("Sagt den"), required=False, initial=row.said_on if row else None),
        "source": forms.CharField(
            label=_("Vem har sagt det, eller var står det?"),
            max_length=200,
            required=False,
            initial=row.source if row else "",
        ),
    }


class LegsForm(_Rows):
    """How each party's leg would be in the house, and how far away it is."""

    parts = ("degree", "metres")

    def __init__(self, *args: Any, legs: Sequence[LegAt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.legs, self.count = legs, len(legs)
        for number, one in enumerate(legs, start=1):
            self.fields[f"degree_{number}"] = forms.ChoiceField(
                label=_("Om ni väljer lokalen"),
                required=False,
                choices=[("", NOT_KNOWN), *CentreLeg.Degree.choices],
                initial=one.degree,
            )
            self.fields[f"metres_{number}"] = forms.IntegerField(
                label=_("Meter att gå till där verksamheten finns nu"),
                required=False,
                min_value=0,
                max_value=1_000_000,
                initial=one.metres,
            )

    def rows(self) -> Iterator[tuple[LegAt, list[forms.BoundField]]]:
        """Each leg, and its fields."""
        for number, one in enumerate(self.legs, start=1):
            yield one, self.fields_of(number)

    def said(self) -> dict[tuple[int, str], tuple[str, int | None]]:
        """The same for the action."""
        return {
            (one.party.pk, one.leg): (self.value("degree", number) or "", self.value("metres", number))
            for number, one in enumerate(self.legs, start=1)
        }


class CriteriaForm(_Rows):
    """What the group weighs houses by; a name that is taken away takes its criterion away."""

    parts = ("name", "weight")
    MORE: Final = 3

    def __init__(self, *args: Any, criteria: Sequence[PremisesCriterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria: list[PremisesCriterion | None] = [*criteria, *[None] * self.MORE]
        self.count = len(self.criteria)
        for number, one in enumerate(self.criteria, start=1):
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Kriterium %(number)d") % {"number": number},
                max_length=120,
                required=False,
                initial=one.name if one else "",
            )
            self.fields[f"weight_{number}"] = forms.TypedChoiceField(
                label=_("Väger"),
                coerce=int,
                choices=[(weight, str(weight)) for weight in range(1, HEAVIEST + 1)],
                initial=one.weight if one else 3,
            )

    def rows(self) -> Iterator[list[forms.BoundField]]:
        """The fields of each row."""
        for number in self.numbers():
            yield self.fields_of(number)

    def said(self) -> list[tuple[int | None, str, int]]:
        """The same for the action."""
        return [
            (one.pk if one else None, self.value("name", number), self.value("weight", number))
            for number, one in enumerate(self.criteria, start=1)
            if self.value("name", number)
        ]

    def place_of(self, field: str) -> str:
        """The field of the form that the action means: it counts only the rows that were filled in."""
        part, _sep, number = field.partition("_")
        filled = [place for place in self.numbers() if self.value("name", place)]
        return f"{part}_{filled[int(number) - 1]}" if number.isdigit() and int(number) <= len(filled) else field


class ScoreForm(_Rows):
    """The points of an option under each criterion, and why."""

    parts = ("points", "why")

    def __init__(self, *args: Any, scores: Sequence[ScoreView], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scores, self.count = scores, len(scores)
        points = [("", _("Inte satt än")), *((str(one), str(one)) for one in range(MOST_POINTS + 1))]
        for number, one in enumerate(scores, start=1):
            self.fields[f"points_{number}"] = forms.TypedChoiceField(
                label=_("Poäng"),
                required=False,
                coerce=int,
                empty_value=None,
                choices=points,
                initial="" if one.points is None else str(one.points),
            )
            self.fields[f"why_{number}"] = forms.CharField(
                label=_("Varför?"), max_length=300, required=False, initial=one.why
            )

    def rows(self) -> Iterator[tuple[ScoreView, list[forms.BoundField]]]:
        """Each criterion, and its fields."""
        for number, one in enumerate(self.scores, start=1):
            yield one, self.fields_of(number)

    def said(self) -> dict[int, tuple[int | None, str]]:
        """The same for the action."""
        return {
            one.criterion.pk: (self.value("points", number), self.value("why", number) or "")
            for number, one in enumerate(self.scores, start=1)
        }


class CentreForm(forms.Form):
    """Which family centre comes of the initiative."""

    centre = forms.ChoiceField(label=gettext_lazy("Familjecentral"), required=False)

    def __init__(self, *args: Any, centres: Iterable[FamilyCentre], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centres = {centre.code: centre for centre in centres}
        field = self.fields["centre"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what is written above
        names = [(code, f"{centre.name} ({centre.get_state_display()})") for code, centre in self.centres.items()]
        field.choices = [("", _("Ingen än")), *names]

    def chosen(self) -> FamilyCentre | None:
        """The centre, None for none."""
        return self.centres.get(self.cleaned_data["centre"])


class CarryForm(forms.Form):
    """From which day a chosen house and its legs hold at the family centre."""

    from_date = DayField(
        label=gettext_lazy("Gäller från"),
        help_text=gettext_lazy("Dagen då verksamheterna finns i huset. Det som var före den dagen står kvar."),
    )

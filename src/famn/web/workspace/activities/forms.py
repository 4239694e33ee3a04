"""The forms of activities. They check manners, never law."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.activities.actions import ActivityFacts
from famn.domain.activities.models import Activity, Occurrence, Room, Series, Term
from famn.domain.activities.reads import SeriesPlan
from famn.domain.centres.models import CentrePerson, FamilyCentre, Language, Partner, Premises
from famn.domain.people.models import Leg, Unit
from famn.ground.languages import PageLanguage
from famn.web.shared.forms import ClockField, DayField, choose
from famn.web.shared.reading import PlainTextField

WEEKDAYS = (
    (1, gettext_lazy("måndag")),
    (2, gettext_lazy("tisdag")),
    (3, gettext_lazy("onsdag")),
    (4, gettext_lazy("torsdag")),
    (5, gettext_lazy("fredag")),
    (6, gettext_lazy("lördag")),
    (7, gettext_lazy("söndag")),
)
WEEKS_OF_MONTH = (
    (1, gettext_lazy("den första")),
    (2, gettext_lazy("den andra")),
    (3, gettext_lazy("den tredje")),
    (4, gettext_lazy("den fjärde")),
    (-1, gettext_lazy("den sista")),
)


class RowField(forms.ChoiceField):
    """A choice of one row among those that are offered; the value is the row, or None."""

    def __init__(self, *, nobody: Any = "", **kwargs: Any) -> None:
        self.nobody = nobody
        self.rows: dict[str, Any] = {}
        super().__init__(**kwargs)

    def offer(self, rows: Iterable[Any]) -> None:
        """Let these rows be chosen, by their codes."""
        self.rows = {row.code: row for row in rows}
        first = [] if self.required and not self.nobody else [("", self.nobody)]
        self.choices = [*first, *((code, str(row)) for code, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        """The row."""
        return self.rows.get(super().clean(value))


class RowsField(forms.MultipleChoiceField):
    """A choice of several rows; the value is a tuple of rows."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, rows: Iterable[Any]) -> None:
        """Let these rows be chosen, by their codes."""
        self.by_code = {row.code: row for row in rows}
        self.choices = [(code, str(row)) for code, row in self.by_code.items()]

    def clean(self, value: Any) -> tuple[Any, ...]:
        """The rows."""
        return tuple(self.by_code[code] for code in super().clean(value))


def offer(form: forms.Form, name: str, rows: Iterable[Any]) -> None:
    """Let these rows be chosen in a field of a form; without any the field goes."""
    found = list(rows)
    field = form.fields[name]
    assert isinstance(field, RowField | RowsField)  # noqa: S101 - tells the type checker what is written below
    field.offer(found)
    if not found and not field.required:
        del form.fields[name]


class ActivityForm(forms.Form):
    """What is said of an activity, in Swedish."""

    title = forms.CharField(label=gettext_lazy("Vad heter aktiviteten?"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Vad är det?"), choices=Activity.Kind.choices)
    about = PlainTextField(
        label=gettext_lazy("Vad gör vi?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Två eller tre korta meningar. Skriv till den som aldrig har varit här."),
    )
    leg = forms.ChoiceField(label=gettext_lazy("Vem ordnar?"))
    unit = RowField(
        label=gettext_lazy("Enhet som ser till att allt stämmer"),
        required=False,
        nobody=gettext_lazy("Ingen vald än"),
        help_text=gettext_lazy("Behövs innan aktiviteten visas för alla."),
    )
    leader = RowField(label=gettext_lazy("Vem leder?"), required=False, nobody=gettext_lazy("Olika personer"))
    partners = RowsField(label=gettext_lazy("Tillsammans med"), required=False)
    age_from = forms.IntegerField(
        label=gettext_lazy("För barn från (månader)"),
        required=False,
        min_value=0,
        help_text=gettext_lazy("Lämna båda tomma om alla åldrar är välkomna. Ett år är 12 månader."),
    )
    age_to = forms.IntegerField(label=gettext_lazy("Till och med (månader)"), required=False, min_value=0)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Språk som talas där"),
        required=False,
        choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    booking = forms.ChoiceField(
        label=gettext_lazy("Hur kommer man?"), choices=Activity.Booking.choices, widget=forms.RadioSelect
    )
    how_to_book = forms.CharField(
        label=gettext_lazy("Så anmäler man sig"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel: Ring 070-174 06 05 eller fråga oss när du är här."),
    )
    scope = forms.ChoiceField(label=gettext_lazy("För vem?"), choices=Activity.Scope.choices, widget=forms.RadioSelect)
    programme = forms.CharField(
        label=gettext_lazy("Program som den följer"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Om den följer ett föräldrastödsprogram. Annars tomt."),
    )

    def __init__(
        self,
        *args: Any,
        legs: frozenset[str] | None,
        units: Sequence[Unit],
        people: Iterable[CentrePerson],
        partners: Iterable[Partner],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "leg", [(code, word) for code, word in Leg.choices if legs is None or code in legs])
        offer(self, "unit", units)
        offer(self, "leader", people)
        offer(self, "partners", partners)
        self.fields["booking"].initial = Activity.Booking.DROP_IN
        self.fields["scope"].initial = Activity.Scope.UNIVERSAL

    def facts(self) -> ActivityFacts:
        """The same for the action."""
        said = dict(self.cleaned_data)
        said["languages"] = tuple(said["languages"])
        return ActivityFacts(**said)

    def unsaved(self, centre: FamilyCentre) -> Activity:
        """The same as a row that is not saved, without its partners."""
        return Activity(centre=centre, **{name: said for name, said in self.cleaned_data.items() if name != "partners"})

    @staticmethod
    def initial_of(one: Activity, partners: Iterable[Partner]) -> dict[str, Any]:
        """What the form of an activity begins with. Needs `unit` and `leader` selected with it."""
        plain = ("title", "kind", "about", "leg", "age_from", "age_to", "languages", "booking", "how_to_book")
        said = {name: getattr(one, name) for name in (*plain, "scope", "programme")}
        return said | {
            "unit": one.unit.code if one.unit else "",
            "leader": one.leader.code if one.leader else "",
            "partners": [partner.code for partner in partners],
        }


class TranslateForm(forms.Form):
    """What an activity is called and is in one other language."""

    title = forms.CharField(
        label=gettext_lazy("Vad den heter"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Töm fältet för att ta bort översättningen. Då visas svenskan."),
    )
    about = PlainTextField(
        label=gettext_lazy("Vad vi gör"), max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    checked_by = forms.CharField(
        label=gettext_lazy("Läst av någon som kan språket"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Namn eller roll. Tomt om ingen har kontrollerat texten: då står det på sidan."),
    )
    checked_on = DayField(label=gettext_lazy("Läst den"), required=False)


class PlanForm(forms.Form):
    """How an activity returns."""

    pattern = forms.ChoiceField(label=gettext_lazy("Hur ofta?"), choices=Series.Pattern.choices)
    weekday = forms.TypedChoiceField(
        label=gettext_lazy("Veckodag"), choices=[("", "–"), *WEEKDAYS], coerce=int, empty_value=None, required=False
    )
    week_of_month = forms.TypedChoiceField(
        label=gettext_lazy("Vilken i månaden"),
        choices=[("", "–"), *WEEKS_OF_MONTH],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy("Bara om det är en viss veckodag i månaden."),
    )
    dates = forms.CharField(
        label=gettext_lazy("Enstaka dagar"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Bara om du valde enstaka dagar. En dag på varje rad, som 2026-12-03."),
    )
    starts = ClockField(label=gettext_lazy("Börjar"))
    ends = ClockField(label=gettext_lazy("Slutar"))
    room = RowField(label=gettext_lazy("Rum"), required=False, nobody=gettext_lazy("Inget särskilt rum"))
    term = RowField(
        label=gettext_lazy("Termin"),
        required=False,
        nobody=gettext_lazy("Ingen termin"),
        help_text=gettext_lazy("Då gäller terminens dagar och lov, om du inte skriver egna dagar."),
    )
    from_date = DayField(label=gettext_lazy("Från och med"), required=False)
    last_day = DayField(label=gettext_lazy("Till och med"), required=False)
    keeps_holidays = forms.BooleanField(label=gettext_lazy("Inte på helgdagar och lov"), required=False, initial=True)

    def __init__(self, *args: Any, rooms: Iterable[Room], terms: Iterable[Term], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "room", rooms)
        offer(self, "term", terms)

    def clean_dates(self) -> tuple[dt.date, ...]:
        """The days, one a line or with commas between them."""
        try:
            return tuple(dt.date.fromisoformat(one) for one in re.split(r"[\s,;]+", self.cleaned_data["dates"]) if one)
        except ValueError:
            raise ValidationError(_("Skriv varje dag som 2026-12-03.")) from None

    def clean(self) -> dict[str, Any]:
        """The days of the term, where none are written; and what the pattern asks for."""
        said = self.cleaned_data
        for name, words in self._lacks(said):
            if name not in self.errors:
                self.add_error(name, words)
        term, dates = said.get("term"), said.get("dates") or ()
        if said.get("pattern") == Series.Pattern.DATES and dates:
            said["from_date"], said["last_day"] = min(dates), max(dates)
        elif term:
            said["from_date"] = said.get("from_date") or term.from_date
            said["last_day"] = said.get("last_day") or term.to_date - dt.timedelta(days=1)
        for name in ("from_date", "last_day"):
            if not said.get(name) and not self.errors.keys() & {name, "dates"}:
                self.add_error(name, _("Välj en dag, eller välj en termin."))
        return said

    @staticmethod
    def _lacks(said: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """What is missing or in the wrong order, each with its field."""
        starts, ends = said.get("starts"), said.get("ends")
        if starts and ends and ends <= starts:
            yield "ends", _("Sluttiden ligger före starttiden.")
        pattern = said.get("pattern")
        if pattern == Series.Pattern.DATES:
            if not said.get("dates"):
                yield "dates", _("Välj minst en dag.")
            return
        if not said.get("weekday"):
            yield "weekday", _("Välj en veckodag.")
        if pattern == Series.Pattern.MONTHLY and not said.get("week_of_month"):
            yield "week_of_month", _("Välj vilken vecka i månaden.")

    def plan(self) -> SeriesPlan:
        """The same for the action."""
        return SeriesPlan(**{"room": None, "term": None} | self.cleaned_data)


class ChangePlanForm(PlanForm):
    """How a series is to go on, from a day."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["from_date"].label = _("Ändringen gäller från och med")
        self.fields["from_date"].required = True
        self.order_fields(["from_date"])

    @staticmethod
    def initial_of(series: Series, day: dt.date) -> dict[str, Any]:
        """What the form of a series begins with. Needs `room` and `term` selected with it."""
        plain = ("pattern", "weekday", "week_of_month", "starts", "ends", "keeps_holidays")
        return {name: getattr(series, name) for name in plain} | {
            "dates": "\n".join(one.isoformat() for one in series.dates),
            "room": series.room.code if series.room else "",
            "term": series.term.code if series.term else "",
            "from_date": max(day, series.from_date),
            "last_day": series.to_date - dt.timedelta(days=1),
        }


class TimeForm(forms.Form):
    """A day, two times and a room."""

    day = DayField(label=gettext_lazy("Dag"))
    starts = ClockField(label=gettext_lazy("Börjar"))
    ends = ClockField(label=gettext_lazy("Slutar"))
    room = RowField(label=gettext_lazy("Rum"), required=False, nobody=gettext_lazy("Inget särskilt rum"))

    def __init__(self, *args: Any, rooms: Iterable[Room], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "room", rooms)

    def clean(self) -> dict[str, Any]:
        """Without rooms there is none to choose."""
        return {"room": None} | self.cleaned_data


class MoveForm(TimeForm):
    """Where one time is moved, and what everybody should know of it."""

    message = forms.CharField(
        label=gettext_lazy("Meddelande till alla"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Till exempel: Vi ses i parken i stället."),
    )


class CancelForm(forms.Form):
    """Why something is cancelled, and what everybody should know."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Varför?"),
        choices=Occurrence.Reason.choices,
        widget=forms.RadioSelect,
        initial=Occurrence.Reason.ILLNESS,
    )
    message = forms.CharField(
        label=gettext_lazy("Meddelande till alla"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Skriv inte vem som är sjuk. Alla kan läsa det."),
    )


class SayForm(forms.Form):
    """What one time is about, who comes, who leads it, and what everybody should know."""

    theme = forms.CharField(label=gettext_lazy("Tema"), max_length=160, required=False)
    guest = forms.CharField(label=gettext_lazy("Gäst"), max_length=160, required=False)
    message = forms.CharField(label=gettext_lazy("Meddelande till alla"), max_length=300, required=False)
    leader = RowField(
        label=gettext_lazy("Vem leder den här gången?"), required=False, nobody=gettext_lazy("Ingen vald")
    )

    def __init__(self, *args: Any, people: Iterable[CentrePerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "leader", people)

    def clean(self) -> dict[str, Any]:
        """Without people there is nobody to choose."""
        return {"leader": None} | self.cleaned_data


class RoomForm(forms.Form):
    """A room."""

    name = forms.CharField(label=gettext_lazy("Vad heter rummet?"), max_length=80)
    premises = RowField(label=gettext_lazy("I vilket hus"), required=False, nobody=gettext_lazy("Inget särskilt hus"))
    seats = forms.IntegerField(label=gettext_lazy("Platser"), required=False, min_value=1, max_value=2_000)

    def __init__(self, *args: Any, houses: Iterable[Premises], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "premises", houses)


class LastDayForm(forms.Form):
    """The last day of something."""

    last_day = DayField(label=gettext_lazy("Sista dagen"))


class TermForm(forms.Form):
    """A term and its breaks: a line of three fields for each."""

    name = forms.CharField(
        label=gettext_lazy("Vad heter terminen?"),
        max_length=80,
        help_text=gettext_lazy("Till exempel: Våren 2027."),
    )
    first_day = DayField(label=gettext_lazy("Första dagen"))
    last_day = DayField(label=gettext_lazy("Sista dagen"))
    breaks = forms.CharField(
        label=gettext_lazy("Lov"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "Ett lov på varje rad: första dagen, sista dagen och namnet. Till exempel: 2027-03-01 2027-03-05 Sportlov"
        ),
    )

    def clean_breaks(self) -> list[tuple[str, dt.date, dt.date]]:
        """The breaks, as name, first day and last day."""
        found = []
        for line in self.cleaned_data["breaks"].splitlines():
            if not line.strip():
                continue
            match = re.fullmatch(r"\s*(\S+)[\s–-]+(\d{4}-\d\d-\d\d)\s+(.+?)\s*", line)
            try:
                if match is None:
                    raise ValueError(line)
                first, last = (dt.date.fromisoformat(one) for one in match.group(1, 2))
            except ValueError:
                raise ValidationError(
                    _("Skriv raden %(line)s som 2027-03-01 2027-03-05 Sportlov.") % {"line": line.strip()[:60]}
                ) from None
            found.append((match.group(3)[:80], first, last))
        return found

    @staticmethod
    def initial_of(term: Term) -> dict[str, Any]:
        """What the form of a term begins with."""
        day = dt.timedelta(days=1)
        rows = sorted(term.breaks.all(), key=lambda one: one.from_date)
        lines = [f"{one.from_date.isoformat()} {(one.to_date - day).isoformat()} {one.name}" for one in rows]
        return {
            "name": term.name,
            "first_day": term.from_date,
            "last_day": term.to_date - day,
            "breaks": "\n".join(lines),
        }


class WeekForm(forms.Form):
    """From which week to which."""

    fran = DayField(label=gettext_lazy("En dag i veckan att kopiera"))
    till = DayField(label=gettext_lazy("En dag i veckan dit den ska"))


LANGUAGES = [(code, word) for code, word in PageLanguage.choices if code != PageLanguage.SV]

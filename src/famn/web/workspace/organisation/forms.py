"""The forms of the project organisation. They check manners, never law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.establishment.actions import Seat, Somebody, Turn
from famn.domain.establishment.models import GroupMember, ProjectGroup, WheelItem
from famn.domain.people.models import Leg, User
from famn.web.shared.forms import ClockField, DayField, choose
from famn.web.workspace.matters.forms import PersonField, choose_person


class WhoForm(forms.Form):
    """A form that asks for a colleague, or for the name of somebody who works elsewhere."""

    user = PersonField(label=gettext_lazy("Kollega"), required=False, nobody=gettext_lazy("Ingen vald"))
    name = forms.CharField(
        label=gettext_lazy("Eller namnet på någon som arbetar någon annanstans"), max_length=120, required=False
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_person(self, "user", people)

    def clean(self) -> dict[str, Any]:
        """One person, not two."""
        if self.cleaned_data.get("user") and self.cleaned_data.get("name"):
            self.add_error("name", _("Välj en kollega eller skriv ett namn, inte båda."))
        return self.cleaned_data

    def who(self) -> Somebody:
        """The person who was chosen or written."""
        return Somebody(self.cleaned_data["user"], self.cleaned_data["name"])


class GroupForm(forms.Form):
    """What a group is called, what it may decide, and which body meets for it."""

    name = forms.CharField(label=gettext_lazy("Gruppens namn"), max_length=120)
    mandate = forms.CharField(
        label=gettext_lazy("Mandat"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Vad gruppen får besluta om, och vad den måste fråga andra om."),
    )
    joined_body = forms.CharField(
        label=gettext_lazy("Sammanslagen med"),
        max_length=160,
        required=False,
        help_text=gettext_lazy(
            "Om gruppens arbete sker i ett annat organ, till exempel ett närvårdsråd. "
            "Skriv då under Ansvar vem som svarar för varje del."
        ),
    )


class SeatForm(forms.Form):
    """What a member brings to a group."""

    part = forms.ChoiceField(label=gettext_lazy("Roll i gruppen"), choices=GroupMember.Part.choices)
    leg = forms.ChoiceField(
        label=gettext_lazy("För vilket ben"),
        choices=[("", gettext_lazy("Inget särskilt ben")), *Leg.choices],
        required=False,
    )
    mandate = forms.CharField(
        label=gettext_lazy("Mandat"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Vad personen kan säga ja till utan att fråga någon, till exempel tid eller pengar."),
    )
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=120, required=False)
    unit_name = forms.CharField(label=gettext_lazy("Enhet"), max_length=160, required=False)
    party_name = forms.CharField(label=gettext_lazy("Part"), max_length=160, required=False)

    def seat(self) -> Seat:
        """The same for the action."""
        names = ("part", "leg", "mandate", "title", "unit_name", "party_name")
        return Seat(**{name: self.cleaned_data[name] for name in names})


class MemberForm(WhoForm, SeatForm):
    """Somebody new in a group."""

    from_date = DayField(label=gettext_lazy("Från och med"))
    field_order = ("user", "name", "part", "leg", "mandate", "title", "unit_name", "party_name", "from_date")


class LastDayForm(forms.Form):
    """The last day that somebody sits in a group."""

    last_day = DayField(label=gettext_lazy("Sista dagen i gruppen"))


class DutyForm(WhoForm):
    """Something a group must see to, and who answers for it."""

    text = forms.CharField(
        label=gettext_lazy("Vad ska gruppen se till?"),
        max_length=300,
        help_text=gettext_lazy("Till exempel: att avtalet följs upp varje år."),
    )
    field_order = ("text", "user", "name")


class MeetingForm(forms.Form):
    """When and where a meeting is to be."""

    day = DayField(label=gettext_lazy("Dag"))
    starts = ClockField(label=gettext_lazy("Tid"), required=False)
    place = forms.CharField(label=gettext_lazy("Plats"), max_length=160, required=False)


class PointForm(forms.Form):
    """Something to talk about at the next meeting."""

    text = forms.CharField(label=gettext_lazy("Vad ska gruppen ta upp?"), max_length=300)


class MinutesForm(forms.Form):
    """Who was there and what came of each point: a box and a text for each."""

    also_present = forms.CharField(
        label=gettext_lazy("Andra som var med"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Till exempel en gäst eller en ersättare."),
    )
    notes = forms.CharField(
        label=gettext_lazy("Övriga anteckningar"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Skriv inget om enskilda familjer."),
    )


class DecisionForm(WhoForm):
    """What a meeting decided. With a day it is an assignment to somebody."""

    text = forms.CharField(label=gettext_lazy("Beslut"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 2}))
    due_on = DayField(
        label=gettext_lazy("Klart senast"),
        required=False,
        help_text=gettext_lazy("Med en person och en dag blir beslutet ett uppdrag."),
    )
    field_order = ("text", "user", "name", "due_on")


class AssignmentForm(WhoForm):
    """Something to do for a group."""

    text = forms.CharField(
        label=gettext_lazy("Vad ska göras?"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DayField(label=gettext_lazy("Klart senast"))
    field_order = ("text", "user", "name", "due_on")


class AnswerForm(forms.Form):
    """The answer to what a group asked for."""

    answer = forms.CharField(
        label=gettext_lazy("Svar"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Vad som är gjort, eller vad gruppen ska veta."),
        error_messages={"required": gettext_lazy("Skriv vad som är gjort, eller vad svaret är.")},
    )


class PassOnForm(WhoForm):
    """Who is to do it instead, or by which other day."""

    due_on = DayField(label=gettext_lazy("Klart senast"))


class WheelForm(forms.Form):
    """Something on the wheel: each year on a day of a month, or once."""

    group = forms.ChoiceField(label=gettext_lazy("Grupp"))
    text = forms.CharField(label=gettext_lazy("Vad?"), max_length=200)
    month = forms.TypedChoiceField(
        label=gettext_lazy("Månad"), coerce=int, empty_value=None, required=False, choices=[("", "–"), *MONTHS.items()]
    )
    day = forms.IntegerField(label=gettext_lazy("Dag i månaden"), min_value=1, max_value=31, required=False)
    only_on = DayField(
        label=gettext_lazy("Eller bara en gång, den"),
        required=False,
        help_text=gettext_lazy("Lämna månaden tom om det bara ska ske en gång."),
    )
    remind_days_before = forms.IntegerField(
        label=gettext_lazy("Påminn så många dagar före"), min_value=0, max_value=120, initial=14
    )
    user = PersonField(
        label=gettext_lazy("Påminnelsen går till"),
        required=False,
        nobody=gettext_lazy("Ordförande och samordnare"),
    )

    def __init__(
        self,
        *args: Any,
        groups: Sequence[ProjectGroup],
        people: Iterable[User],
        item: WheelItem | None = None,
        **kw: Any,
    ) -> None:
        super().__init__(*args, **kw)
        self.groups = {group.code: group for group in groups}
        choose_person(self, "user", people)
        choose(self, "group", [(code, one.name) for code, one in self.groups.items()])
        if item is not None:
            del self.fields["group"]

    def chosen_group(self) -> ProjectGroup:
        """The group that was chosen."""
        return self.groups[self.cleaned_data["group"]]

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        said = self.cleaned_data
        names = ("month", "day", "only_on", "remind_days_before")
        turn = Turn(**{name: said[name] for name in names if name != "day" or said["month"] is not None})
        return {"text": said["text"], "turn": turn, "responsible": said["user"]}

    @staticmethod
    def initial_of(item: WheelItem) -> dict[str, Any]:
        """What the form of an item begins with. Needs `responsible` selected with it."""
        names = ("text", "month", "day", "only_on", "remind_days_before")
        return {name: getattr(item, name) for name in names} | {
            "user": item.responsible.code if item.responsible else ""
        }


class StartChecklistForm(forms.Form):
    """From which list and which day the first hundred days begin."""

    begin_from = forms.ChoiceField(label=gettext_lazy("Börja från"), widget=forms.RadioSelect)
    starts_on = DayField(label=gettext_lazy("Första dagen"))

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "begin_from", list(choices))


class OwnItemForm(WhoForm):
    """Something of one's own on the list."""

    text = forms.CharField(label=gettext_lazy("Vad ska göras?"), max_length=300)
    heading = forms.CharField(label=gettext_lazy("Under rubriken"), max_length=80, required=False)
    due_on = DayField(label=gettext_lazy("Klart senast"))
    field_order = ("text", "heading", "due_on", "user", "name")


class TickForm(forms.Form):
    """That something is done, and how."""

    done_on = DayField(label=gettext_lazy("Klart den"), required=False)
    note = forms.CharField(
        label=gettext_lazy("Så gjorde vi"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy(
            "Det hjälper nästa som gör samma sak. Skriv inga koder eller lösenord, och inget om familjer."
        ),
    )


class PlanItemForm(WhoForm):
    """Who does something on the list, and by when."""

    due_on = DayField(label=gettext_lazy("Klart senast"))
    field_order = ("due_on", "user", "name")


class HandoverForm(forms.Form):
    """Who takes over, and what she should know."""

    to = PersonField(
        label=gettext_lazy("Vem tar över?"),
        nobody=gettext_lazy("Välj en person"),
        error_messages={"required": gettext_lazy("Välj vem som tar över.")},
    )
    note = forms.CharField(
        label=gettext_lazy("Att veta för den som tar över"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Skriv inget om enskilda familjer."),
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_person(self, "to", people)

"""The forms of reports, but for the editor. They check manners, never law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.actions import Decided
from famn.domain.matters.models import BoardMeeting, Decision, HeadingSet, Passage
from famn.domain.people.models import User
from famn.web.shared.forms import DayField, choose
from famn.web.shared.tags import date_long

OUTCOMES = {
    Decision.Outcome.AS_PROPOSED: gettext_lazy("Enligt förslaget"),
    Decision.Outcome.OTHERWISE: gettext_lazy("På annat sätt än förslaget"),
    Decision.Outcome.REFERRED_BACK: gettext_lazy("Återremiss: nämnden vill veta mer"),
    Decision.Outcome.POSTPONED: gettext_lazy("Bordlagt till ett senare möte"),
    Decision.Outcome.REJECTED: gettext_lazy("Avslag"),
}


VIEWS = {  # of a body that prepares
    Decision.Outcome.AS_PROPOSED: gettext_lazy("Tillstyrker förslaget"),
    Decision.Outcome.OTHERWISE: gettext_lazy("Föreslår en ändring"),
    Decision.Outcome.REFERRED_BACK: gettext_lazy("Skickar tillbaka: vill veta mer"),
    Decision.Outcome.POSTPONED: gettext_lazy("Bordlagt till ett senare möte"),
    Decision.Outcome.REJECTED: gettext_lazy("Avstyrker förslaget"),
}


class StartForm(forms.Form):
    """Which layout a new report is to have."""

    heading_set = forms.ChoiceField(
        label=gettext_lazy("Uppställning"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Den bestämmer rubrikerna, deras ordning och hur förslaget till beslut skrivs."),
        error_messages={
            "required": gettext_lazy("Välj en uppställning."),
            "invalid_choice": gettext_lazy("Uppställningen finns inte längre. Välj en annan."),
        },
    )

    def __init__(self, *args: Any, rows: Iterable[HeadingSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {row.code: row for row in rows}
        choose(self, "heading_set", [(code, _named(row)) for code, row in self.rows.items()])

    @property
    def chosen(self) -> HeadingSet:
        """The layout that was chosen."""
        return self.rows[self.cleaned_data["heading_set"]]


def _named(row: HeadingSet) -> str:
    return _("%(name)s (er egen)") % {"name": row.name} if row.authority_id else row.name


class SendForm(forms.Form):
    """Who is to attest."""

    attesters = forms.MultipleChoiceField(
        label=gettext_lazy("Vem ska attestera?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Alla du väljer ska ha attesterat innan utlåtandet kan tas upp på ett möte."),
        error_messages={
            "required": gettext_lazy("Välj minst en person."),
            "invalid_choice": gettext_lazy("Någon du valde kan inte attestera längre. Välj igen."),
        },
    )

    def __init__(self, *args: Any, people: Mapping[User, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {user.code: user for user in people}
        choose(self, "attesters", [(user.code, f"{user.name}, {title}") for user, title in people.items()])

    @property
    def chosen(self) -> list[User]:
        """The people who were chosen."""
        return [self.people[code] for code in self.cleaned_data["attesters"]]


class ReturnForm(forms.Form):
    """What must be changed before one attests."""

    comment = forms.CharField(
        label=gettext_lazy("Vad behöver ändras?"),
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Den som skriver får dina ord i ett brev, och de står kvar här."),
        error_messages={"required": gettext_lazy("Skriv vad som behöver ändras.")},
    )


class AgendaForm(forms.Form):
    """At which meeting a report is taken up: one that is planned here, or one on another day."""

    meeting = forms.ChoiceField(
        label=gettext_lazy("Sammanträde"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Mötet är inställt. Välj ett annat.")},
    )
    meeting_date = DayField(label=gettext_lazy("Sammanträde"), required=False)

    def __init__(self, *args: Any, meetings: Iterable[BoardMeeting], today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {one.code: one for one in meetings}
        if not self.meetings:
            del self.fields["meeting"]
            return
        field = self.fields["meeting"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what is written above
        words = [(code, meeting_words(one, today)) for code, one in self.meetings.items()]
        field.choices = [*words, ("", _("Ett annat möte"))]
        self.fields["meeting_date"].label = _("Dagen, om det är ett annat möte")

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        chosen = self.meetings.get(self.cleaned_data.get("meeting", ""))
        return {"meeting": chosen} if chosen else {"meeting_date": self.cleaned_data["meeting_date"]}


def meeting_words(meeting: BoardMeeting, today: dt.date) -> str:
    """A meeting among others to choose from, and whether it is late to come to it."""
    said = _("%(day)s, %(board)s") % {"day": date_long(meeting.day), "board": meeting.board.name}
    if meeting.reports_by >= today:
        return said
    late = _("utlåtanden skulle vara klara %s") % date_long(meeting.reports_by)
    return f"{said} ({late})"


class DecisionForm(forms.Form):
    """What the board decided. As proposed needs no words at all."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Vad beslutade nämnden?"),
        choices=list(OUTCOMES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad nämnden beslutade.")},
    )
    paragraph = forms.CharField(
        label=gettext_lazy("Paragraf i protokollet"),
        required=False,
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "§ 12"}),
    )
    immediate_approval = forms.BooleanField(label=gettext_lazy("Paragrafen är omedelbart justerad"), required=False)
    text = forms.CharField(
        label=gettext_lazy("Nämndens egna ord"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Behövs bara om nämnden inte beslutade enligt förslaget."),
    )

    told_by = forms.CharField(
        label=gettext_lazy("Vem berättade?"),
        required=False,
        max_length=160,
        help_text=gettext_lazy("Till exempel namnet på handläggaren där, eller protokollet på deras webbplats."),
    )
    told_on = DayField(label=gettext_lazy("När fick ni veta det?"), required=False)

    def __init__(self, *args: Any, passage: Passage | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if passage is None or not passage.is_outside:
            del self.fields["told_by"], self.fields["told_on"]
        if passage is not None and passage.role == Passage.Role.PREPARES:
            field = self.fields["outcome"]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what is written above
            field.label, field.choices = _("Vad kom organet fram till?"), list(VIEWS.items())

    def decided(self) -> Decided:
        """The same as the action takes it."""
        return Decided(**self.cleaned_data)

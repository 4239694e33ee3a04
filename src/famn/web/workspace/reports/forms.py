"""The forms of reports, but for the editor. They check manners, never law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.actions import Decided
from famn.domain.matters.models import Decision, HeadingSet
from famn.domain.people.models import User

OUTCOMES = {
    Decision.Outcome.AS_PROPOSED: gettext_lazy("Enligt förslaget"),
    Decision.Outcome.OTHERWISE: gettext_lazy("På annat sätt än förslaget"),
    Decision.Outcome.REFERRED_BACK: gettext_lazy("Återremiss: nämnden vill veta mer"),
    Decision.Outcome.POSTPONED: gettext_lazy("Bordlagt till ett senare möte"),
    Decision.Outcome.REJECTED: gettext_lazy("Avslag"),
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
        field = self.fields["heading_set"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker what is written above
        field.choices = [(code, _named(row)) for code, row in self.rows.items()]

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

    def __init__(self, *args: Any, people: Mapping[str, tuple[User, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        field = self.fields["attesters"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker what is written above
        field.choices = [(code, f"{user.name}, {title}") for code, (user, title) in people.items()]

    @property
    def chosen(self) -> list[User]:
        """The people who were chosen."""
        return [self.people[code][0] for code in self.cleaned_data["attesters"]]


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
    """At which meeting a report is taken up."""

    meeting_date = forms.DateField(
        label=gettext_lazy("Sammanträde"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        error_messages={
            "required": gettext_lazy("Skriv vilken dag nämnden sammanträder."),
            "invalid": gettext_lazy("Skriv dagen som 2027-05-31."),
        },
    )

    def clean_meeting_date(self) -> dt.date:
        """A board meets in a year that a calendar on the wall could show."""
        day: dt.date = self.cleaned_data["meeting_date"]
        if not 1990 <= day.year <= 2100:
            raise ValidationError(_("Kontrollera årtalet."))
        return day


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

    def decided(self) -> Decided:
        """The same as the action takes it."""
        return Decided(**self.cleaned_data)

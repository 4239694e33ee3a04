"""The forms of matters and assignments. They check manners, never law."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.models import AssignmentPart, BoardReport, Document
from famn.domain.people.models import User
from famn.web.shared.forms import choose


class PersonField(forms.ChoiceField):
    """One of some people, by code; None where nobody is chosen."""

    def __init__(self, *, nobody: Any = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.nobody = nobody
        self.people: dict[str, User] = {}

    def offer(self, people: Iterable[User]) -> None:
        """Set whom one may choose."""
        self.people = {user.code: user for user in people}
        self.choices = [("", self.nobody), *((user.code, user.name) for user in self.people.values())]

    def clean(self, value: Any) -> User | None:
        return self.people.get(super().clean(value))


def choose_person(form: forms.Form, name: str, people: Iterable[User]) -> None:
    """Give a PersonField whom one may choose."""
    field = form.fields[name]
    assert isinstance(field, PersonField)  # noqa: S101 - tells the type checker what the form says
    field.offer(people)


class ChangeMatterForm(forms.Form):
    """What a matter says of itself."""

    title = forms.CharField(label=gettext_lazy("Rubrik"), max_length=300)
    registry_number = forms.CharField(label=gettext_lazy("Diarienummer"), max_length=60, required=False)
    body = forms.CharField(label=gettext_lazy("Nämnd"), max_length=120, required=False)
    meeting_date = forms.DateField(
        label=gettext_lazy("Sammanträde"),
        required=False,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )
    case_officer = PersonField(label=gettext_lazy("Handläggare"), required=False, nobody=gettext_lazy("Ingen än"))

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_person(self, "case_officer", people)

    def clean_meeting_date(self) -> dt.date | None:
        """A board meets in a year that a calendar on the wall could show."""
        day: dt.date | None = self.cleaned_data["meeting_date"]
        if day and not 1990 <= day.year <= 2100:
            raise ValidationError(_("Kontrollera årtalet."))
        return day


class AnswerForm(forms.Form):
    """The answer to an assignment."""

    answer = forms.CharField(
        label=gettext_lazy("Ditt svar"),
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("Till exempel vilket dokument som lämnades till nämnden, och när."),
        error_messages={"required": gettext_lazy("Skriv vad svaret är.")},
    )
    given_in = forms.ChoiceField(
        label=gettext_lazy("Dokument som är svaret"),
        required=False,
        help_text=gettext_lazy("Ett dokument som är inläst i ärendet, eller ett utlåtande som skrivs här."),
    )
    is_partial = forms.BooleanField(label=gettext_lazy("Lämna svaret fast delar saknas"), required=False)

    def __init__(
        self,
        *args: Any,
        documents: Iterable[Document] = (),
        reports: Iterable[BoardReport] = (),
        missing: Iterable[AssignmentPart] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.documents = {f"dokument-{one.code}": one for one in documents}
        self.reports = {f"utlatande-{one.code}": one for one in reports}
        titles = {key: document.title for key, document in self.documents.items()}
        titles |= {key: report.title for key, report in self.reports.items()}
        choose(self, "given_in", [("", _("Inget dokument")), *titles.items()])
        if not titles:
            del self.fields["given_in"]
        if not list(missing):
            del self.fields["is_partial"]

    def arguments(self) -> dict[str, Any]:
        """The same for the action."""
        given = self.cleaned_data.get("given_in", "")
        return {
            "answer": self.cleaned_data["answer"],
            "document": self.documents.get(given),
            "report": self.reports.get(given),
            "is_partial": self.cleaned_data.get("is_partial", False),
        }


class HandOverForm(forms.Form):
    """Who is to answer instead."""

    to = PersonField(
        label=gettext_lazy("Ny ansvarig"),
        nobody=gettext_lazy("Välj en person"),
        error_messages={"required": gettext_lazy("Välj vem som tar över.")},
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_person(self, "to", people)

"""The forms of reading in: a file to upload, and everything that was read in it. They check manners, never law."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.facts import Facts
from famn.domain.matters.models import DocumentKind
from famn.domain.people.models import Leg
from famn.ground.verdict import Refused
from famn.web.shared.forms import choose

Choices = Sequence[tuple[str, str]]

MOST_ROWS: Final = 60
MOST_LINES: Final = 200
MOST_ROWS_SHOWN: Final = 8  # of a list in its box before it scrolls
LINE_SHOWN: Final = 36  # signs on a line of a box, about
LINE_LENGTH: Final = 500
ALLOWED: Final = ".pdf,.docx,.txt,.md"


def megabytes(size: int) -> int:
    """A number of bytes as whole megabytes."""
    return size // (1024 * 1024)


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label=gettext_lazy("Dokument"),
        allow_empty_file=True,  # an empty file has a better answer than Django's
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ALLOWED}),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "max_length": gettext_lazy("Filens namn är för långt. Ge den ett kortare namn och läs in den igen."),
        },
    )

    def clean_file(self) -> File[bytes]:
        """Say at once that a file is too large or empty; what is in it, the reader says."""
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.FAMN_UPLOAD_MAX_BYTES:
            most = megabytes(settings.FAMN_UPLOAD_MAX_BYTES)
            raise ValidationError(
                _("Filen är större än %(most)d MB. Dela den eller spara en mindre kopia.") % {"most": most}
            )
        if not file.size:
            raise ValidationError(_("Filen är tom. Välj en annan fil."))
        return file


class LinesField(forms.CharField):
    """A list, one thing on each line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(line) for line in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in super().clean(value).splitlines()]
        found = [line for line in lines if line]
        if len(found) > MOST_LINES:
            raise ValidationError(_("Högst %(most)d rader får plats.") % {"most": MOST_LINES})
        if any(len(line) > LINE_LENGTH for line in found):
            raise ValidationError(_("En rad är längre än %(most)d tecken. Korta den.") % {"most": LINE_LENGTH})
        return found


class PartialDateField(forms.CharField):
    """A day, a month or a year as `2026-11-24`, `2026-11` or `2026`, None where empty; `whole` asks for a day."""

    def __init__(self, *, whole: bool = False, **kwargs: Any) -> None:
        self.whole = whole
        attrs = {"placeholder": _("åååå-mm-dd"), "dir": "ltr", "autocomplete": "off"}
        super().__init__(required=False, max_length=20, widget=forms.TextInput(attrs=attrs), **kwargs)

    def clean(self, value: Any) -> str | None:
        text: str = super().clean(value).strip()
        if not text:
            return None
        match = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
        if not match or (self.whole and not match[3]):
            words = (
                _("Skriv en dag som 2026-11-24.") if self.whole else _("Skriv datumet som 2026-11-24 eller 2026-11.")
            )
            raise ValidationError(words)
        try:
            dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            raise ValidationError(_("Den dagen finns inte i kalendern.")) from None
        return text


def _line(label: Any, length: int, **attrs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, required=False, max_length=length, widget=widget)


class DocumentForm(forms.Form):
    """What was read once in a document. Names are those of the reader; see docs/reading.md."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Sort"), choices=[(code, str(label).capitalize()) for code, label in DocumentKind.choices]
    )
    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    registry_numbers = LinesField(label=gettext_lazy("Diarienummer"))
    date = PartialDateField(label=gettext_lazy("Dokumentets datum"))
    meeting_date = PartialDateField(label=gettext_lazy("Sammanträdets datum"))
    authority = _line(gettext_lazy("Till"), 120)
    area = _line(gettext_lazy("Plats"), 80)
    case_officer = _line(gettext_lazy("Handläggare"), 120)
    parties = LinesField(label=gettext_lazy("Parter"))
    legs = forms.MultipleChoiceField(
        label=gettext_lazy("Ben"), choices=Leg.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    attachments = LinesField(label=gettext_lazy("Bilagor"))
    distribution = LinesField(label=gettext_lazy("Sändlista"))
    goals = LinesField(label=gettext_lazy("Mål"))
    steps = LinesField(label=gettext_lazy("Steg"))
    districts = LinesField(label=gettext_lazy("Stadsdelar"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, LinesField):
                lines = str(self[name].value() or "").count("\n") + 1
                field.widget.attrs["rows"] = min(max(lines, 1), MOST_ROWS_SHOWN)

    def clean_title(self) -> str:
        """The title on one line."""
        return " ".join(self.cleaned_data["title"].split())


class RowForm(forms.Form):
    """One row of a list. `origin` is the number of the row in the reading, so that it keeps its place in the text."""

    origin = forms.IntegerField(required=False, min_value=0, max_value=9999, widget=forms.HiddenInput)

    def values(self) -> dict[str, Any]:
        """The row as the reader would have it; empty words are None."""
        kept = {name: value for name, value in self.cleaned_data.items() if name != "origin"}
        return {name: (value or None) if isinstance(value, str) else value for name, value in kept.items()}

    @property
    def is_blank(self) -> bool:
        """Whether nothing at all was filled in."""
        return not any(self.values().values())


class PointForm(RowForm):
    """One point of a decision."""

    text = forms.CharField(
        label=gettext_lazy("Vad beslutas"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body = _line(gettext_lazy("Beslutas av"), 120)
    proposer = _line(gettext_lazy("Föreslås av"), 120)
    report_back_date = PartialDateField(label=gettext_lazy("Återrapport senast"))
    immediate_approval = forms.BooleanField(label=gettext_lazy("Justeras omedelbart"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = len(str(self["text"].value() or "")) // LINE_SHOWN + 1
        self.fields["text"].widget.attrs["rows"] = min(max(lines, 2), MOST_ROWS_SHOWN)

    def has_unclear_day(self) -> bool:
        """Whether the day to report back is only a month or a year: enough for a draft, too little to be watched."""
        return len(self.cleaned_data.get("report_back_date") or "0000-00-00") < len("0000-00-00")

    def clean(self) -> dict[str, Any]:
        """A point without words is no point."""
        cleaned = super().clean() or self.cleaned_data
        others = any(cleaned.get(name) for name in ("body", "proposer", "report_back_date", "immediate_approval"))
        if others and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Skriv vad som beslutas, eller ta bort punkten."))
        return cleaned


class SignatoryForm(RowForm):
    """One who signs. A line without a name keeps its title."""

    name = _line(gettext_lazy("Namn"), 120)
    title = _line(gettext_lazy("Titel"), 120)


class AttestationForm(SignatoryForm):
    """One row of a list of digital approvals."""

    date = PartialDateField(label=gettext_lazy("Datum"))


ROW_FORMS: Final[dict[str, type[RowForm]]] = {
    "decision_points": PointForm,
    "signatories": SignatoryForm,
    "attestations": AttestationForm,
}


# What the actions call a field that has another name on this page.
SAME_FIELD: Final = {"registry_number": "registry_numbers", "place": "area", "initiative.place_code": "area"}


class Rows[Row: RowForm]:
    """A list of rows that grows and shrinks by submit buttons, so that it needs no script."""

    def __init__(
        self, form: type[Row], name: str, *, data: QueryDict | None, initial: list[dict[str, Any]] | None = None
    ) -> None:
        self.name = name
        self.forms: list[Row]
        if data is None:
            some = [{**row, "origin": index} for index, row in enumerate((initial or [])[:MOST_ROWS])]
            self.forms = [form(initial=row, prefix=f"{name}-{index}") for index, row in enumerate(some)]
        else:
            self.forms = [
                form(data, prefix=f"{name}-{index}")
                for index in range(number(data.get(f"{name}-antal", ""), most=MOST_ROWS))
            ]

    def is_valid(self) -> bool:
        """Whether every row is well written."""
        return all(form.is_valid() for form in self.forms)

    def values(self) -> list[dict[str, Any]]:
        """The rows that hold anything."""
        return [form.values() for form in self.forms if not form.is_blank]


def number(text: str, *, most: int) -> int:
    """A whole number from a hidden field, at most `most`; 0 for anything else."""
    return min(int(text), most) if re.fullmatch(r"[0-9]{1,9}", text) else 0


def act_of(data: QueryDict) -> str:
    """Which button was pressed; the first one of the form where a client names none."""
    return data.get("gor") or "bekrafta"


def with_rows_changed(data: QueryDict) -> QueryDict | None:
    """What was typed, with one row more or one less when such a button was pressed; otherwise None."""
    match = re.fullmatch(r"(till|bort)-([a-z_]+)(?:-([0-9]{1,3}))?", act_of(data))
    if not match or match[2] not in ROW_FORMS:
        return None
    name, changed = match[2], data.copy()
    count = len(Rows(ROW_FORMS[name], name, data=data).forms)
    if match[1] == "till":
        changed[f"{name}-antal"] = str(min(count + 1, MOST_ROWS))
    elif match[3] and int(match[3]) < count:
        _take_out(changed, name, int(match[3]), count)
    return changed


def _take_out(data: QueryDict, name: str, gone: int, count: int) -> None:
    """Move the rows after `gone` one step up."""
    fields = list(ROW_FORMS[name].base_fields)
    for index in range(gone, count):
        for part in fields:
            values = data.getlist(f"{name}-{index + 1}-{part}") if index + 1 < count else []
            if values:
                data.setlist(f"{name}-{index}-{part}", values)
            else:
                data.pop(f"{name}-{index}-{part}", None)
    data[f"{name}-antal"] = str(count - 1)


class FollowForm(forms.Form):
    """What is to come of the document: a new matter or one that exists, and perhaps an initiative."""

    matter = forms.ChoiceField(label=gettext_lazy("Ärende"), required=False)
    start = forms.BooleanField(label=gettext_lazy("Starta ett initiativ för en familjecentral"), required=False)
    title = _line(gettext_lazy("Initiativets namn"), 200)
    trigger = forms.CharField(
        label=gettext_lazy("Vad satte i gång det?"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Till exempel att en öppen förskola måste flytta."),
    )
    move_by = PartialDateField(label=gettext_lazy("Måste ha flyttat senast"), whole=True)
    step = forms.ChoiceField(label=gettext_lazy("Steg som är nått"), required=False)

    def __init__(self, *args: Any, matters: Choices, steps: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "matter", [("", _("Nytt ärende")), *matters])
        choose(self, "step", [("", _("Inget steg än, eller okänt")), *steps])


class ReadingForm:
    """Everything on the page of a reading: one form to the person, several to the code."""

    def __init__(self, facts: Facts, *, version: int, matters: Choices, steps: Choices, data: QueryDict | None) -> None:
        json = facts.as_json()
        self.sections = json["sections"]
        self.version = version
        self.seen = number(data.get("version", ""), most=10**9) if data is not None else version
        self.has_matters = bool(matters)
        self.typed: Facts | None = None
        self.document = DocumentForm(data, initial=json)
        follow = {**json["initiative"], "matter": json["matter"]}
        self.follow = FollowForm(data, initial=follow, prefix="sedan", matters=matters, steps=steps)
        self.points = Rows(PointForm, "decision_points", data=data, initial=json["decision_points"])
        self.rows: dict[str, Rows[Any]] = {
            "decision_points": self.points,
            "signatories": Rows(SignatoryForm, "signatories", data=data, initial=json["signatories"]),
            "attestations": Rows(AttestationForm, "attestations", data=data, initial=json["attestations"]),
        }
        self.area, self.place_code = facts.area, facts.initiative.place_code

    @property
    def parts(self) -> list[forms.Form]:
        """Every form on the page, in its order."""
        return [self.document, *(form for rows in self.rows.values() for form in rows.forms), self.follow]

    def __iter__(self) -> Iterator[forms.BoundField]:
        return (bound for form in self.parts for bound in form)

    @property
    def errors(self) -> bool:
        """Whether anything must be put right."""
        return any(form.errors for form in self.parts)

    def non_field_errors(self) -> list[str]:
        """What must be put right that belongs to no field."""
        return [str(error) for form in self.parts for error in form.non_field_errors()]

    def is_valid(self) -> bool:
        """Whether everything is well written."""
        return all(form.is_valid() for form in self.parts)

    def facts(self) -> Facts:
        """What the person has made of the reading. Asks for a form that is valid."""
        follow = self.follow.cleaned_data
        initiative = {name: follow[name] for name in ("start", "title", "trigger", "move_by", "step")}
        place_code = self.place_code if self.document.cleaned_data["area"] == self.area else ""
        self.typed = Facts.from_reading(
            {
                **self.document.cleaned_data,
                **{name: rows.values() for name, rows in self.rows.items()},
                "sections": self.sections,
                "matter": follow["matter"],
                "initiative": initiative | {"place_code": place_code},
            }
        )
        return self.typed

    def add_refusal(self, refused: Refused) -> None:
        """Put an action's no beside the field that it names: `title`, `initiative.title`, `decision_points.0.text`."""
        name, *rest = (refused.field or "").split(".")
        name = SAME_FIELD.get(refused.field or "", name)
        unclear = [form for form in self.points.forms if form.has_unclear_day()]
        if name == "decision_points" and not rest and unclear:
            unclear[0].add_error("report_back_date", str(refused.reason))
        elif name in self.document.fields:
            self.document.add_error(name, str(refused.reason))
        elif name == "initiative" and rest and rest[0] in self.follow.fields:
            self.follow.add_error(rest[0], str(refused.reason))
        elif name in self.follow.fields:
            self.follow.add_error(name, str(refused.reason))
        elif (form := self._row(name, rest)) and rest[-1] in form.fields:
            form.add_error(rest[-1], str(refused.reason))
        else:
            self.document.add_error(None, str(refused.reason))

    def _row(self, name: str, rest: list[str]) -> RowForm | None:
        """The row that a refusal names by its number among those that hold anything."""
        if name not in self.rows or len(rest) != 2 or not rest[0].isdigit():
            return None
        kept = [form for form in self.rows[name].forms if not form.is_blank]
        return kept[int(rest[0])] if int(rest[0]) < len(kept) else None

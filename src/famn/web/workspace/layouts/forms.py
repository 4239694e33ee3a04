"""The forms of layouts and of the Word template. They check manners; whether a layout can be used, the action says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.drafting.layouts import (
    Heading,
    HeadKey,
    HeadLine,
    Holds,
    ImmediateForm,
    Layout,
    ProposalForm,
)
from famn.ground.text import squeeze
from famn.ground.verdict import Refused
from famn.outside.word import MAX_BYTES
from famn.web.workspace.layouts.rows import Rows

LINE_SHOWN: Final = 44  # signs on a line of a box, about
MOST_LINES_SHOWN: Final = 7
HOLDS: Final = (
    (Holds.TEXT, gettext_lazy("Text")),
    (Holds.PROPOSAL, gettext_lazy("Förslag till beslut")),
    (Holds.SIGNATORIES, gettext_lazy("Underskrifter")),
    (Holds.ATTACHMENTS, gettext_lazy("Bilagor")),
    (Holds.DISTRIBUTION, gettext_lazy("Vilka som får beslutet")),
    (Holds.ATTESTATIONS, gettext_lazy("Attester")),
)
HEAD_KEYS: Final = (
    (HeadKey.CASE_OFFICER, gettext_lazy("Handläggare")),
    (HeadKey.PHONE, gettext_lazy("Telefon")),
    (HeadKey.EMAIL, gettext_lazy("E-post")),
    (HeadKey.AUTHORITY, gettext_lazy("Nämnd som får ärendet")),
    (HeadKey.MEETING_DATE, gettext_lazy("Sammanträdets datum")),
    (HeadKey.DATE, gettext_lazy("Dokumentets datum")),
    (HeadKey.REGISTRY, gettext_lazy("Diarienummer")),
    (HeadKey.THEIR_REFERENCE, gettext_lazy("Motpartens beteckning")),
    (HeadKey.CODE, gettext_lazy("Diariekod")),
    (HeadKey.COPY_TO, gettext_lazy("Kopia till")),
)
PROPOSAL_FORMS: Final = (
    (ProposalForm.POINTS, gettext_lazy("Numrerade punkter")),
    (ProposalForm.ATT, gettext_lazy("Att-satser")),
)
IMMEDIATE_FORMS: Final = (
    (ImmediateForm.POINT, gettext_lazy("Som en egen punkt")),
    (ImmediateForm.ATT, gettext_lazy("Som en att-sats")),
    (ImmediateForm.NOTE, gettext_lazy("Som en anmärkning under förslaget")),
)


def _line(label: Any, length: int, **kwargs: Any) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, required=False, max_length=length, widget=widget, **kwargs)


class HeadingForm(forms.Form):
    """One heading. `key` follows it from version to version and is not shown."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    heading = _line(gettext_lazy("Rubrik"), 120)
    holds = forms.ChoiceField(label=gettext_lazy("Vad som står under"), choices=HOLDS)
    help = forms.CharField(
        label=gettext_lazy("Hjälptext till den som skriver"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea,
    )
    required = forms.BooleanField(label=gettext_lazy("Får inte vara tom"), required=False)
    excusable = forms.BooleanField(label=gettext_lazy("Får vara tom om skälet anges"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = len(str(self["help"].value() or "")) // LINE_SHOWN + 1
        self.fields["help"].widget.attrs["rows"] = min(max(lines, 2), MOST_LINES_SHOWN)

    @property
    def is_text(self) -> bool:
        """Whether a person writes text under it, as far as has been chosen."""
        return self["holds"].value() in {None, "", Holds.TEXT}

    @property
    def is_blank(self) -> bool:
        """Whether it is a new row that nobody wrote in."""
        row = self.cleaned_data
        return row["holds"] == Holds.TEXT and not any(row[name] for name in ("key", "heading", "help"))

    def clean(self) -> dict[str, Any]:
        """Text needs a heading; signatures and lists may stand without one."""
        cleaned = super().clean() or self.cleaned_data
        is_text = cleaned.get("holds") == Holds.TEXT
        if is_text and not cleaned.get("heading") and (cleaned.get("key") or cleaned.get("help")):
            self.add_error("heading", _("Skriv en rubrik, eller ta bort raden."))
        return cleaned


class HeadLineForm(forms.Form):
    """One line of the head of the document."""

    key = forms.ChoiceField(label=gettext_lazy("Uppgift"), choices=HEAD_KEYS)
    label = _line(gettext_lazy("Ert ord för den"), 60)


class LayoutWords(forms.Form):
    """What a layout has one of."""

    document_word = _line(
        gettext_lazy("Vad dokumentet heter"),
        60,
        help_text=gettext_lazy("Till exempel Tjänsteutlåtande eller Tjänsteskrivelse."),
    )
    proposal_form = forms.ChoiceField(
        label=gettext_lazy("Så skrivs beslutsförslaget"), choices=PROPOSAL_FORMS, widget=forms.RadioSelect
    )
    proposal_lead = _line(
        gettext_lazy("Mening före förslaget"),
        300,
        help_text=gettext_lazy("{proposer} byts mot den som föreslår och {body} mot den som beslutar."),
    )
    by_body = forms.BooleanField(
        label=gettext_lazy("En egen rubrik för varje nämnd som beslutar"),
        required=False,
    )
    immediate_form = forms.ChoiceField(
        label=gettext_lazy("Så begärs omedelbar justering"), choices=IMMEDIATE_FORMS, widget=forms.RadioSelect
    )
    immediate_text = _line(
        gettext_lazy("Orden för omedelbar justering"),
        300,
        help_text=gettext_lazy("{body} byts mot den som beslutar."),
    )
    attest_text = _line(gettext_lazy("Mening över tabellen med attester"), 300)


class LayoutForm:
    """A whole layout: one form to the person, several to the code. `known` gives the key of a heading by its words."""

    LISTS: Final[dict[str, type[forms.Form]]] = {"headings": HeadingForm, "head_lines": HeadLineForm}

    def __init__(self, layout: Layout, *, data: QueryDict | None, known: Mapping[str, str]) -> None:
        self.layout = layout
        self.known = known
        json = layout.as_json()
        self.words = LayoutWords(data, initial=json)
        self.headings = Rows(HeadingForm, "headings", data=data, initial=json["headings"])
        self.head_lines = Rows(HeadLineForm, "head_lines", data=data, initial=json["head_lines"])

    @property
    def parts(self) -> list[forms.Form]:
        """Every form on the page, in its order."""
        return [self.words, *self.head_lines.forms, *self.headings.forms]

    def __iter__(self) -> Any:
        return (bound for form in self.parts for bound in form)

    @property
    def errors(self) -> bool:
        """Whether anything must be put right."""
        return any(form.errors for form in self.parts)

    def non_field_errors(self) -> list[str]:
        """What must be put right that belongs to no field."""
        return [str(error) for form in self.parts for error in form.non_field_errors()]

    def is_valid(self) -> bool:
        """Whether everything is well written, and no two headings say the same."""
        if not all(part.is_valid() for part in (self.words, self.headings, self.head_lines)):
            return False
        seen: set[str] = set()
        for form in self.headings.forms:
            words = squeeze(form.cleaned_data["heading"]).casefold()
            if words and words in seen:
                form.add_error("heading", _("Två rubriker är likadana. Ändra den ena."))
            seen.add(words)
        return not self.errors

    def changed(self) -> Layout:
        """The layout as the person has made it. Asks for a form that is valid."""
        words = self.words.cleaned_data
        return replace(
            self.layout,
            document_word=squeeze(words["document_word"]),
            head_lines=tuple(HeadLine(HeadKey(row["key"]), squeeze(row["label"])) for row in self.head_lines.values()),
            headings=self._headings(),
            proposal_form=ProposalForm(words["proposal_form"]),
            proposal_lead=squeeze(words["proposal_lead"]),
            immediate_form=ImmediateForm(words["immediate_form"]),
            immediate_text=squeeze(words["immediate_text"]),
            by_body=words["by_body"],
            attest_text=squeeze(words["attest_text"]),
        )

    def add_refusal(self, refused: Refused) -> None:
        """Put an action's no beside the field that it names, else at the top."""
        field = refused.field if refused.field in self.words.fields else None
        self.words.add_error(field, str(refused.reason))

    def _headings(self) -> tuple[Heading, ...]:
        """The headings, each with its key: a new one has the key that its words have elsewhere, or one of its own."""
        rows = [form.cleaned_data for form in self.headings.forms if not form.is_blank]
        taken = {row["key"] for row in rows if row["key"]}
        found = []
        for row in rows:
            words = squeeze(row["heading"])
            key = row["key"] or _free(self.known.get(words.casefold()) or _slug(words) or row["holds"], taken)
            taken.add(key)
            kept = {name: row[name] for name in ("required", "excusable")}
            found.append(Heading(key, words, Holds(row["holds"]), row["help"].strip(), **kept))
        return tuple(found)


def _slug(words: str) -> str:
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:50]


def _free(key: str, taken: set[str]) -> str:
    """The key, or the key with the first number that makes it nobody else's."""
    if key not in taken:
        return key
    return next(name for number in range(2, len(taken) + 3) if (name := f"{key}_{number}") not in taken)


class CopyForm(forms.Form):
    """What one's own copy of a layout is called."""

    name = forms.CharField(
        label=gettext_lazy("Namn"),
        max_length=120,
        error_messages={"required": gettext_lazy("Ge uppställningen ett namn.")},
    )


class TemplateForm(forms.Form):
    """A Word template to bring."""

    file = forms.FileField(
        label=gettext_lazy("Word-mall (.docx)"),
        allow_empty_file=True,  # an empty file has a better answer than Django's
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        error_messages={
            "required": gettext_lazy("Välj en fil."),
            "max_length": gettext_lazy("Filens namn är för långt. Ge den ett kortare namn."),
        },
    )

    def clean_file(self) -> File[bytes]:
        """Say at once that a file is too large or empty; what is in it, the inspection says."""
        file: File[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > MAX_BYTES:
            words = _("Filen är större än %(most)d MB. En mall är mindre. Valde du rätt fil?")
            raise ValidationError(words % {"most": MAX_BYTES // 1024**2})
        if not file.size:
            raise ValidationError(_("Filen är tom. Kontrollera att du valde rätt fil."))
        return file

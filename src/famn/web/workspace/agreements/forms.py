"""The forms of agreements. They check manners, never law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.agreements.actions import AssignmentFacts, CommitmentFacts, LevelFacts, Term
from famn.domain.agreements.models import (
    AgreementTerms,
    AssignmentLevel,
    Commitment,
    LetterParty,
    ReminderDays,
)
from famn.domain.matters.models import SteeringDocument
from famn.web.shared.forms import DayField, choose
from famn.web.shared.money import MoneyField, kronor


class NumberField(forms.CharField):
    """A number as Swedish writes it, with a comma and spaces. Gives a Decimal, None where it is empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(max_length=16, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """The number, at the most two decimals."""
        text = "".join(str(super().clean(value)).split()).replace(",", ".").removesuffix("%")
        if not text:
            return None
        whole, _dot, rest = text.partition(".")
        if not (whole.isascii() and whole.isdigit() and (not rest or (rest.isascii() and rest.isdigit()))):
            raise ValidationError(_("Skriv en siffra, till exempel 12,5."))
        if len(rest) > 2 or len(whole) > 9:
            raise ValidationError(_("Skriv högst två decimaler."))
        return Decimal(text)


class TermsForm(forms.Form):
    """For how long the agreement holds and how it ends."""

    from_date = DayField(label=gettext_lazy("Gäller från och med"), required=False)
    to_date = DayField(
        label=gettext_lazy("Gäller till och med"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om avtalet gäller tills vidare."),
    )
    notice_months = forms.IntegerField(
        label=gettext_lazy("Uppsägningstid i månader"), required=False, min_value=1, max_value=240
    )
    prolong_months = forms.IntegerField(
        label=gettext_lazy("Förlängs med så här många månader i taget"),
        required=False,
        min_value=1,
        max_value=240,
        help_text=gettext_lazy("Lämna tomt om avtalet upphör av sig självt på sin sista dag."),
    )
    review_on = DayField(
        label=gettext_lazy("Gås igenom senast"),
        required=False,
        help_text=gettext_lazy("Dagen då parterna senast ser över avtalet tillsammans."),
    )
    under = forms.ChoiceField(
        label=gettext_lazy("Överenskommelse i länet som avtalet följer"),
        required=False,
        help_text=gettext_lazy("Saknas den? Lägg in den bland styrdokumenten först."),
    )

    def __init__(self, *args: Any, terms: AgreementTerms, documents: Sequence[SteeringDocument], **kwargs: Any) -> None:
        names = ("from_date", "to_date", "notice_months", "prolong_months", "review_on")
        kwargs["initial"] = {name: getattr(terms, name) for name in names}
        kwargs["initial"]["under"] = terms.under.code if terms.under else ""
        super().__init__(*args, **kwargs)
        self._documents = {one.code: one for one in documents}
        choose(self, "under", [("", _("Ingen")), *((one.code, one.title) for one in documents)])

    def term(self) -> Term:
        """What was written. For a form that is valid."""
        said = self.cleaned_data
        return Term(
            said["from_date"],
            said["to_date"],
            said["notice_months"],
            said["prolong_months"],
            said["review_on"],
            self._documents.get(said["under"]),
        )


class PartyChoice(forms.Form):
    """A form that begins with one of the parties."""

    party = forms.ChoiceField(label=gettext_lazy("Part"))

    def __init__(self, *args: Any, parties: Iterable[LetterParty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._parties = {one.code: one for one in parties}
        choose(self, "party", [("", _("Välj en part")), *((code, one.name) for code, one in self._parties.items())])

    def chosen(self) -> LetterParty:
        """The party. For a form that is valid."""
        return self._parties[self.cleaned_data["party"]]


class CommitmentForm(PartyChoice):
    """What a party commits itself to."""

    what = forms.CharField(
        label=gettext_lazy("Vad"), max_length=200, help_text=gettext_lazy("Till exempel: föräldrastödjare.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Slag"), choices=Commitment.Kind.choices)
    amount = NumberField(label=gettext_lazy("Hur mycket"), help_text=gettext_lazy("Till exempel 12,5."))
    per = forms.ChoiceField(label=gettext_lazy("Hur ofta"), choices=Commitment.Per.choices)

    def facts(self) -> CommitmentFacts:
        """What was written. For a form that is valid."""
        said = self.cleaned_data
        return CommitmentFacts(self.chosen(), said["kind"], said["amount"], said["per"], said["what"])


class SplitForm(forms.Form):
    """How costs are split."""

    split = forms.ChoiceField(
        label=gettext_lazy("Hur delas kostnaderna?"), choices=AgreementTerms.Split.choices, widget=forms.RadioSelect
    )
    cost = MoneyField(
        label=gettext_lazy("Gemensam kostnad om året"),
        required=False,
        help_text=gettext_lazy("Hela kronor. Behövs när varje post betalas av en part."),
    )


class ShareForm(PartyChoice):
    """A party's share in percent."""

    percent = NumberField(label=gettext_lazy("Andel i procent"), help_text=gettext_lazy("Till exempel 37,5."))


class PostForm(PartyChoice):
    """A post and who pays it."""

    what = forms.CharField(label=gettext_lazy("Post"), max_length=160, help_text=gettext_lazy("Till exempel: hyra."))
    yearly = MoneyField(label=gettext_lazy("Kronor om året"))


class NoticeForm(PartyChoice):
    """That a party has given notice."""

    given_on = DayField(
        label=gettext_lazy("Dag för uppsägningen"), help_text=gettext_lazy("Dagen då de andra parterna fick den.")
    )
    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class ShortfallForm(forms.Form):
    """A commitment that was not kept."""

    commitment = forms.ChoiceField(label=gettext_lazy("Åtagande"))
    seen_on = DayField(label=gettext_lazy("När syntes det?"), initial=timezone.localdate)
    text = forms.CharField(
        label=gettext_lazy("Vad syntes?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Det ni såg, utan omdömen om personer. Skriv inget om enskilda familjer."),
    )
    follow_up_on = DayField(label=gettext_lazy("Följs upp den"), required=False)

    def __init__(self, *args: Any, commitments: Iterable[Commitment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._rows = {one.code: one for one in commitments}
        told = [(code, f"{one.party.name}: {one.what}") for code, one in self._rows.items()]
        choose(self, "commitment", [("", _("Välj ett åtagande")), *told])

    def chosen(self) -> Commitment:
        """The commitment. For a form that is valid."""
        return self._rows[self.cleaned_data["commitment"]]


class FollowUpForm(forms.Form):
    """What came of asking, or how it ended."""

    text = forms.CharField(
        label=gettext_lazy("Vad kom fram?"), max_length=2_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    follow_up_on = DayField(
        label=gettext_lazy("Följs upp igen den"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om du avslutar."),
    )


class AssignmentForm(PartyChoice):
    """The region's paid assignment to a care unit of a party."""

    unit_name = forms.CharField(
        label=gettext_lazy("Mottagning"), max_length=120, help_text=gettext_lazy("Till exempel barnavårdscentralen.")
    )
    name = forms.CharField(label=gettext_lazy("Uppdragets namn"), max_length=160)
    level = forms.ChoiceField(label=gettext_lazy("Nivå"), widget=forms.RadioSelect)
    from_date = DayField(label=gettext_lazy("Från och med"))
    to_date = DayField(label=gettext_lazy("Till och med"), required=False)

    def __init__(self, *args: Any, levels: Sequence[AssignmentLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._levels = {str(one.number): one for one in levels}
        choose(self, "level", [(key, level_words(one)) for key, one in self._levels.items()])

    def facts(self) -> AssignmentFacts:
        """What was written. For a form that is valid."""
        said = self.cleaned_data
        return AssignmentFacts(
            self.chosen(),
            said["unit_name"],
            said["name"],
            self._levels[said["level"]],
            said["from_date"],
            said["to_date"],
        )


class EndForm(forms.Form):
    """The last day of a paid assignment."""

    to_date = DayField(label=gettext_lazy("Sista dag"))


class LevelsForm(forms.Form):
    """The three levels of a region's paid assignment."""

    def __init__(self, *args: Any, levels: Sequence[AssignmentLevel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nth, one in enumerate(levels, start=1):
            self.fields[f"name-{nth}"] = forms.CharField(label=_("Namn"), max_length=80, initial=one.name)
            self.fields[f"what-{nth}"] = forms.CharField(
                label=_("Det här krävs"),
                max_length=300,
                required=False,
                initial=one.what,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"yearly-{nth}"] = MoneyField(label=_("Ersättning om året"), required=False, initial=one.yearly)
        self._count = len(levels)

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        """The fields of each level."""
        return [[self[f"{name}-{nth}"] for name in ("name", "what", "yearly")] for nth in range(1, self._count + 1)]

    def facts(self) -> list[LevelFacts]:
        """What was written. For a form that is valid."""
        said = self.cleaned_data
        return [
            LevelFacts(said[f"name-{nth}"], said[f"what-{nth}"], said[f"yearly-{nth}"])
            for nth in range(1, self._count + 1)
        ]


class RemindersForm(forms.Form):
    """How many days before each day the keepers are reminded."""

    notice = forms.CharField(label=gettext_lazy("Dagar före sista dagen för uppsägning"), max_length=80)
    end = forms.CharField(label=gettext_lazy("Dagar före slutdagen"), max_length=80)

    def clean(self) -> dict[str, Any]:
        """Numbers with commas between them."""
        said = super().clean() or {}
        for name in ReminderDays.Before.values:
            parts = [part.strip() for part in said.get(name, "").split(",") if part.strip()]
            if name in said and not all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
                self.add_error(name, _("Skriv antal dagar med komma mellan, till exempel 180, 90, 30."))
            else:
                said[name] = [int(part) for part in parts]
        return said


def level_words(level: AssignmentLevel) -> str:
    """A level with what it asks for and pays."""
    paid = f" ({kronor(level.yearly)})" if level.yearly is not None else ""
    return f"{level.number}. {level.name}{paid}"

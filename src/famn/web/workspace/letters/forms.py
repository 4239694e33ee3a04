"""The forms of letters of intent and agreements. They check manners, never law."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.agreements.actions import PartyFacts, Signer, Words
from famn.domain.agreements.drafting.content import Content
from famn.domain.agreements.drafting.kinds import COOPERATION, INTENT, OWN, point_of
from famn.domain.agreements.drafting.templates import Blank, Template
from famn.domain.agreements.models import JointLetter, LetterTemplate, SignatureLine
from famn.domain.matters.drafting.content import Section
from famn.domain.matters.models import SteeringGoal
from famn.domain.people.models import Leg, Membership, Principal
from famn.ground.text import squeeze
from famn.web.shared.forms import DayField, choose

MORE_SECTIONS: Final = 2  # empty rows at the end of a template, to add sections in


class StartForm(forms.Form):
    """From which template a letter begins, and what the parties aim at."""

    template = forms.ChoiceField(label=gettext_lazy("Mall"), widget=forms.RadioSelect)
    aim = forms.ChoiceField(
        label=gettext_lazy("Vad siktar parterna på?"), choices=JointLetter.Aim.choices, widget=forms.RadioSelect
    )
    place = forms.CharField(
        label=gettext_lazy("Plats"),
        max_length=80,
        help_text=gettext_lazy("Så som den ska stå i texten, till exempel Laxå kommun eller Östermalm."),
    )
    matter = forms.ChoiceField(
        label=gettext_lazy("Ärende"),
        required=False,
        help_text=gettext_lazy("När alla har skrivit under blir det ett dokument i ärendet."),
    )

    def __init__(
        self, *args: Any, templates: Sequence[LetterTemplate], matters: Iterable[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "template", [(one.code, _template_words(one)) for one in templates])
        choose(self, "matter", [("", _("Inget ärende än")), *matters])


class TextForm(forms.Form):
    """The words of a letter: its title and aim, what stands for each placeholder, and the text under each heading."""

    title = forms.CharField(label=gettext_lazy("Rubrik"), max_length=300, required=False)
    aim = forms.ChoiceField(
        label=gettext_lazy("Vad siktar parterna på?"), choices=JointLetter.Aim.choices, widget=forms.RadioSelect
    )

    def __init__(self, *args: Any, content: Content, template: Template, **kwargs: Any) -> None:
        kwargs["initial"] = {"title": content.title, "aim": content.aim}
        super().__init__(*args, **kwargs)
        self._content = content
        self._names = content.names()
        for name in self._names:
            label = template.label_of(name)
            self.fields[f"value-{name}"] = forms.CharField(
                label=label[:1].upper() + label[1:],
                help_text=template.help_of(name),
                required=False,
                max_length=2_000,
                initial=content.values.get(name, ""),
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self._own = _own_rows(content)
        for nth, (heading, text) in enumerate(self._own, start=1):
            self.fields[f"own-heading-{nth}"] = forms.CharField(
                label=_("Egen rubrik"), required=False, max_length=120, initial=heading
            )
            self.fields[f"own-text-{nth}"] = forms.CharField(
                label=_("Text under den egna rubriken"),
                required=False,
                max_length=20_000,
                initial=text,
                widget=forms.Textarea(attrs={"rows": 4}),
            )
        for section in self._sections(content):
            self.fields[f"text-{section.key}"] = forms.CharField(
                label=section.heading,
                required=False,
                max_length=20_000,
                initial=section.text,
                widget=forms.Textarea(attrs={"rows": min(14, 3 + len(section.text) // 80 + section.text.count("\n"))}),
            )

    @property
    def values(self) -> list[forms.BoundField]:
        """The fields of the placeholders."""
        return [self[f"value-{name}"] for name in self._names]

    @property
    def texts(self) -> list[forms.BoundField]:
        """The fields of the headings."""
        return [self[f"text-{one.key}"] for one in self._sections(self._content)]

    @property
    def own(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of the headings that an agreement adds itself."""
        return [(self[f"own-heading-{nth}"], self[f"own-text-{nth}"]) for nth, _row in enumerate(self._own, start=1)]

    @staticmethod
    def _sections(content: Content) -> list[Section]:
        """The template's headings: they stay, and only their text is written."""
        return [one for one in content.sections if not one.key.startswith(OWN)]

    def words(self) -> Words:
        """What was written. For a form that is valid."""
        said = self.cleaned_data
        return Words(
            title=said["title"],
            aim=said["aim"],
            texts={one.key: said[f"text-{one.key}"] for one in self._sections(self._content)},
            values={name: said[f"value-{name}"] for name in self._names},
            own=tuple(
                (said[f"own-heading-{nth}"], said[f"own-text-{nth}"]) for nth, _row in enumerate(self._own, start=1)
            ),
        )


def _own_rows(content: Content) -> list[tuple[str, str]]:
    """The headings that an agreement has added itself, and empty rows for more; none in a letter of intent."""
    if content.kind != COOPERATION:
        return []
    there = [(one.heading, one.text) for one in content.sections if one.key.startswith(OWN)]
    return [*there, *([("", "")] * MORE_SECTIONS)]


class PartyForm(forms.Form):
    """A party to add, and the legs it brings."""

    name = forms.CharField(label=gettext_lazy("Partens namn"), max_length=160)
    kind = forms.ChoiceField(
        label=gettext_lazy("Vad är det för slags part?"),
        choices=Principal.Kind.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("En privat vårdgivare är part på samma sätt som de andra."),
    )
    legs = forms.MultipleChoiceField(
        label=gettext_lazy("Verksamheter som parten bidrar med"),
        choices=Leg.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Det blir en rad att skriva under på för varje verksamhet."),
    )

    def facts(self) -> PartyFacts:
        """What was written. For a form that is valid."""
        said = self.cleaned_data
        return PartyFacts(said["name"], said["kind"], tuple(said["legs"]))


class PersonForm(forms.Form):
    """Who signs on a line: a colleague, somebody outside, or nobody yet."""

    colleague = forms.ChoiceField(
        label=gettext_lazy("En kollega hos er"),
        required=False,
        help_text=gettext_lazy("Hon loggar in som vanligt. Lämna tomt om det är någon utanför."),
    )
    name = forms.CharField(label=gettext_lazy("Namn"), max_length=120, required=False)
    title = forms.CharField(label=gettext_lazy("Titel"), max_length=120, required=False)
    unit_name = forms.CharField(label=gettext_lazy("Enhet"), max_length=120, required=False)
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        required=False,
        help_text=gettext_lazy("Dit går den personliga länken. Lämna tomt om personen bara skriver under på papper."),
    )

    def __init__(self, *args: Any, people: Sequence[Membership], line: SignatureLine, **kwargs: Any) -> None:
        outside = line.user_id is None or line.is_outside
        names = ("name", "title", "unit_name", "email") if outside else ()
        chosen = next((one.code for one in people if one.user_id == line.user_id), "") if not outside else ""
        kwargs["initial"] = {"colleague": chosen} | {name: getattr(line, name) for name in names}
        super().__init__(*args, **kwargs)
        self._people = {one.code: one for one in people}
        told = [
            (one.code, f"{one.user.name}, {one.title or one.get_role_display()}, {one.unit.name}") for one in people
        ]
        choose(self, "colleague", [("", _("Ingen kollega")), *told])

        self.line = line
        self.offers_colleagues = bool(people)

    @property
    def is_empty(self) -> bool:
        """Whether nobody was named. For a form that is valid."""
        return not self.cleaned_data["colleague"] and not squeeze(self.cleaned_data["name"])

    def clean(self) -> dict[str, Any]:
        """Somebody outside has a name and a title."""
        said = super().clean() or {}
        wrote = {name for name in ("name", "title", "unit_name", "email") if squeeze(said.get(name) or "")}
        if not said.get("colleague") and wrote and "name" not in wrote and "name" not in self.errors:
            raise ValidationError({"name": _("Välj en kollega eller skriv ett namn.")})
        if not said.get("colleague") and wrote and "title" not in wrote:
            raise ValidationError({"title": _("Skriv personens titel.")})
        return said

    def signer(self) -> Signer:
        """Who was chosen. For a form that is valid."""
        said = self.cleaned_data
        member = self._people.get(said["colleague"])
        if member is None:
            return Signer(said["name"], said["title"], said["unit_name"], said["email"])
        title = member.title or str(member.get_role_display())
        return Signer(member.user.name, title, member.unit.name, user=member.user)


class ConfirmForm(forms.Form):
    """Whoever names a signer stands for that it is the right one."""

    confirmed = forms.BooleanField(
        label=gettext_lazy("Jag har kontrollerat att namn, titel och enhet stämmer"),
        error_messages={"required": gettext_lazy("Kontrollera uppgifterna och kryssa i rutan.")},
    )


class SignerForm(PersonForm, ConfirmForm):
    """Who signs on one line: somebody, and she is confirmed."""

    def clean(self) -> dict[str, Any]:
        """Somebody is named."""
        said = super().clean()
        if not said.get("colleague") and not squeeze(said.get("name", "")) and "name" not in self.errors:
            raise ValidationError({"name": _("Välj en kollega eller skriv ett namn.")})
        return said


class PaperForm(forms.Form):
    """A paper signed in ink: who signed it, when, who saw it, and the scan."""

    lines = forms.MultipleChoiceField(
        label=gettext_lazy("Vilka har skrivit under på pappret?"), widget=forms.CheckboxSelectMultiple
    )
    signed_on = DayField(label=gettext_lazy("Dag på pappret"))
    seen_by = forms.CharField(
        label=gettext_lazy("Vem har sett pappret i original?"),
        max_length=120,
        help_text=gettext_lazy("Namn och titel."),
    )
    file = forms.FileField(
        label=gettext_lazy("Det inskannade pappret"), help_text=gettext_lazy("PDF, PNG eller JPEG, högst 25 MB.")
    )

    def __init__(self, *args: Any, lines: Iterable[SignatureLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines = {one.code: one for one in lines}
        choose(self, "lines", [(code, f"{one.name}, {one.party.name}") for code, one in self._lines.items()])

    def chosen(self) -> list[SignatureLine]:
        """The lines that were chosen. For a form that is valid."""
        return [self._lines[code] for code in self.cleaned_data["lines"]]


class WithdrawForm(forms.Form):
    """That one means it: a letter that is taken back never comes again."""

    sure = forms.BooleanField(
        label=gettext_lazy("Ja, ta tillbaka den för gott"),
        error_messages={"required": gettext_lazy("Kryssa i rutan om du är säker.")},
    )


class GoalsForm(forms.Form):
    """Which goals of steering documents the letter serves."""

    goals = forms.MultipleChoiceField(
        label=gettext_lazy("Mål att bidra till"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, goals: Sequence[SteeringGoal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._goals = {one.code: one for one in goals}
        choose(self, "goals", [(one.code, f"{one.text} ({one.document.title})") for one in goals])

    def chosen(self) -> list[SteeringGoal]:
        """The goals that were chosen. For a form that is valid."""
        return [self._goals[code] for code in self.cleaned_data["goals"]]


class CopyForm(forms.Form):
    """What a template of one's own is called."""

    name = forms.CharField(label=gettext_lazy("Vad ska er mall heta?"), max_length=120)


class TemplateForm(forms.Form):
    """A template: its title, its sections, what each placeholder is called, and who signs for each leg."""

    title = forms.CharField(
        label=gettext_lazy("Rubrik"),
        max_length=300,
        help_text=gettext_lazy("Skriv det som ska fyllas i inom klammer, till exempel {plats}."),
    )

    def __init__(self, *args: Any, template: Template, kind: str = INTENT, **kwargs: Any) -> None:
        kwargs["initial"] = {"title": template.title}
        super().__init__(*args, **kwargs)
        self._template = template
        rows = [*template.sections, *(Section(f"egen_{n}", "") for n in range(1, MORE_SECTIONS + 1))]
        self.rows = [(f"heading-{at}", f"text-{at}", one.key) for at, one in enumerate(rows, start=1)]
        for (heading, text, _key), one in zip(self.rows, rows, strict=True):
            point = point_of(one.key) if kind == COOPERATION else None
            self.fields[heading] = forms.CharField(
                label=_("Avsnittets rubrik"),
                max_length=120,
                required=False,
                initial=one.heading,
                help_text=_("Hör till det minsta ett avtal ska innehålla: %(what)s.") % {"what": point.what}
                if point
                else "",
            )
            self.fields[text] = forms.CharField(
                label=_("Text"),
                max_length=20_000,
                required=False,
                initial=one.text,
                widget=forms.Textarea(attrs={"rows": min(12, 3 + len(one.text) // 80 + one.text.count("\n"))}),
            )
        for name in template.names():
            self.fields[f"label-{name}"] = forms.CharField(
                label=f"{{{name}}}", max_length=80, initial=template.label_of(name), required=False
            )
        for leg in Leg:
            self.fields[f"role-{leg}"] = forms.CharField(
                label=str(leg.label), max_length=120, initial=template.role_of(leg.value), required=False
            )

    @property
    def sections(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of the sections."""
        return [(self[heading], self[text]) for heading, text, _key in self.rows]

    @property
    def labels(self) -> list[forms.BoundField]:
        """The fields of the placeholders."""
        return [self[f"label-{name}"] for name in self._template.names()]

    @property
    def roles(self) -> list[forms.BoundField]:
        """The fields of who signs."""
        return [self[f"role-{leg}"] for leg in Leg]

    def written(self) -> Template:
        """What was written; a section without a heading and text is left out. For a form that is valid."""
        said: Mapping[str, str] = self.cleaned_data
        sections = tuple(
            Section(_key(key, self._template), squeeze(said[heading]), said[text].replace("\r\n", "\n").strip())
            for heading, text, key in self.rows
            if squeeze(said[heading]) or said[text].strip()
        )
        blanks = tuple(
            Blank(name, squeeze(said[f"label-{name}"]) or name, self._template.help_of(name))
            for name in self._template.names()
        )
        roles = {leg.value: squeeze(said[f"role-{leg}"]) for leg in Leg if squeeze(said[f"role-{leg}"])}
        return Template(squeeze(said["title"]), sections, blanks, roles, self._template.source)


def _key(key: str, template: Template) -> str:
    """A key for a section that no other section of the template has."""
    taken = {one.key for one in template.sections}
    if not key.startswith("egen_") or key in taken:
        return key
    number = 1
    while f"egen_{number}" in taken:
        number += 1
    return f"egen_{number}" if key == "egen_1" else f"egen_{number + int(key.removeprefix('egen_')) - 1}"


def _template_words(template: LetterTemplate) -> str:
    whose = template.authority.name if template.authority else _("delas av alla")
    return f"{template.name} ({whose})"

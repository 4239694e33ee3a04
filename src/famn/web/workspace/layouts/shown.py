"""Layouts and templates as components show them. Pure: what was read goes in, small records come out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.drafting.layouts import Heading, Holds, Layout
from famn.outside.wording.fields import NEEDED
from famn.web.workspace.layouts.forms import HEAD_KEYS, HOLDS, IMMEDIATE_FORMS, PROPOSAL_FORMS

Words = str | Promise

# What each field of a Word template brings. A test holds that every field is here.
MEANINGS: Final[dict[str, Words]] = {
    "innehåll": gettext_lazy("allt från första rubriken och nedåt, ensamt i ett eget stycke"),
    "rubrik": gettext_lazy("ärendets rubrik"),
    "dokumentord": gettext_lazy("vad dokumentet heter, till exempel Tjänsteutlåtande"),
    "förvaltning": gettext_lazy("förvaltningen eller enheten som skriver"),
    "huvud": gettext_lazy("alla rader i huvudet, var och en med etikett och värde"),
    "handläggare": gettext_lazy("handläggarens namn"),
    "telefon": gettext_lazy("handläggarens telefon"),
    "epost": gettext_lazy("handläggarens e-post"),
    "nämnd": gettext_lazy("nämnden som får ärendet"),
    "sammanträdesdatum": gettext_lazy("sammanträdets datum"),
    "datum": gettext_lazy("dokumentets datum"),
    "diarienummer": gettext_lazy("diarienumret"),
    "er_beteckning": gettext_lazy("mottagarens beteckning"),
    "diariekod": gettext_lazy("diariekoden"),
    "kopia_till": gettext_lazy("vilka som får en kopia"),
    "huvudman": gettext_lazy("kommunen, regionen eller bolaget"),
    "enhet": gettext_lazy("enheten inom förvaltningen"),
    "adress": gettext_lazy("avsändarens adress, rad för rad"),
    "växel": gettext_lazy("avsändarens telefon"),
    "avsändarens_epost": gettext_lazy("avsändarens e-post"),
    "webbplats": gettext_lazy("avsändarens webbplats"),
}


@dataclass(frozen=True, slots=True)
class HeadingShown:
    """A heading with what stands under it in words, and what is asked of the writer."""

    heading: str
    holds: Words
    help: str
    demand: str


def headings(layout: Layout) -> list[HeadingShown]:
    """The headings in their order."""
    holds = dict(HOLDS)
    return [HeadingShown(one.heading, holds[one.holds], one.help, _demand(one)) for one in layout.headings]


def _demand(heading: Heading) -> str:
    if heading.holds is not Holds.TEXT or not heading.required:
        return ""
    return _("Får vara tom om skälet anges") if heading.excusable else _("Får inte vara tom")


def facts(layout: Layout) -> list[dict[str, Words]]:
    """What a layout has one of, for a list of facts."""
    keys = dict(HEAD_KEYS)
    head = ", ".join(line.label or str(keys[line.key]) for line in layout.head_lines)
    return [
        {"key": _("Dokumentet heter"), "value": layout.document_word},
        {"key": _("I huvudet"), "value": head or _("Bara avsändaren")},
        {"key": _("Förslaget"), "value": dict(PROPOSAL_FORMS)[layout.proposal_form]},
        {"key": _("Inleds med"), "value": layout.proposal_lead or _("Ingen mening före")},
        {"key": _("Omedelbar justering"), "value": dict(IMMEDIATE_FORMS)[layout.immediate_form]},
    ]


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found in a Word template, in words: sentences on what is wrong, misspelt or lacking, and its fields."""

    faults: list[str]
    misspelt: list[str]
    missing: list[str]
    used: list[str]

    @property
    def is_clean(self) -> bool:
        """Whether there is nothing to look at."""
        return not (self.faults or self.misspelt or self.missing)


def findings(report: Mapping[str, Any]) -> Findings:
    """The findings of `WordTemplate.findings`."""
    return Findings(
        faults=[str(one) for one in report.get("faults", ())],
        misspelt=[_misspelt(name, near) for name, near in report.get("misspelt", ())],
        missing=[_missing(name) for name in report.get("missing", ())],
        used=[str(name) for name in report.get("used", ())],
    )


def _misspelt(name: str, near: str) -> str:
    if near:
        return _("Fältet ”%(name)s” finns inte. Menade du ”%(near)s”?") % {"name": name, "near": near}
    return _("Fältet ”%(name)s” finns inte.") % {"name": name}


def _missing(name: str) -> str:
    words = {"name": name, "what": MEANINGS.get(name, "")}
    return _("”%(name)s” saknas: %(what)s.") % words


def fields() -> list[dict[str, Words | bool]]:
    """Every field of a template and what it brings, for a table."""
    return [{"name": name, "meaning": meaning, "is_needed": name in NEEDED} for name, meaning in MEANINGS.items()]

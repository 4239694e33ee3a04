"""Every component in every state, on one page, for those who build pages and for the tests that look at them.

Everything shown is invented.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from famn.web.shared.staircase import Step
from famn.web.shared.tags import LEGS, icon_shapes


class ExampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Rubrik", help_text="Så kort att den ryms på en rad.", max_length=80)
    email = forms.EmailField(label="E-post")
    day = forms.DateField(label="Senast", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    reason = forms.CharField(label="Skäl", widget=forms.Textarea(attrs={"rows": 3}), required=False)
    authority = forms.ChoiceField(label="Nämnd", choices=[("", "Välj nämnd"), ("e", "Ekbackens stadsdelsnämnd")])
    way = forms.ChoiceField(
        label="Hur vill du börja?",
        choices=[("new", "Med ett nytt ärende"), ("read", "Med ett dokument som finns")],
        widget=forms.RadioSelect,
    )
    legs = forms.MultipleChoiceField(
        label="Vilka är med?",
        choices=[(code, look.word) for code, look in LEGS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    file = forms.FileField(label="Dokument", required=False, help_text="PDF, Word eller text. Högst 25 MB.")
    sure = forms.BooleanField(label="Jag har läst igenom det")


STEPS = [
    Step(1, "Öppen förskola och föräldrastöd", reached="mars 2025"),
    Step(2, "Samarbete med barnmorska och barnhälsovård", reached="maj 2026", current=True),
    Step(3, "I samma hus som öppna förskolan", planned="2027"),
    Step(4, "Nära varandra", planned="2028"),
    Step(5, "Familjecentral"),
]
ALL_REACHED = [
    Step(step.number, step.title, reached=str(2021 + step.number), current=step.number == len(STEPS)) for step in STEPS
]
NONE_REACHED = [Step(step.number, step.title, planned=step.planned) for step in STEPS[:3]]

LATER = [{"title": "Samverkansavtal", "when": "under 2027"}, {"title": "Öppning", "when": "under augusti 2028"}]
LINKS = [
    {
        "title": "Det vilar på",
        "state": "done",
        "state_words": "Klart",
        "icon": "klar",
        "text": "3 mål i styrdokument.",
        "url": "#kedjan",
        "things": [{"title": "Verksamhetsplan 2026", "url": "#plan"}, {"title": "Länets strategi", "url": "#strategi"}],
    },
    {
        "title": "Kartläggning",
        "state": "done",
        "state_words": "Klart",
        "icon": "klar",
        "when": "3 mars 2026",
        "url": "#",
    },
    {
        "title": "Avsiktsförklaring",
        "state": "under_way",
        "state_words": "Pågår",
        "icon": "tid",
        "text": "2 av 4 har godkänt.",
        "planned": "under juni 2026",
        "url": "#",
    },
    {"title": "Samverkansavtal", "state": "planned", "state_words": "Planerat", "icon": "kalender", "when": "2027"},
    {"title": "Öppning", "state": "missing", "state_words": "Saknas än"},
]

EVENTS = [
    {"title": "Nämnden beslutar", "when": "10 december", "coming": True},
    {"title": "Elsa Vikström attesterade", "text": "version 3", "when": "20 nov kl. 15.12"},
    {"title": "Ärendet skapades", "text": "av ett inläst dokument", "when": "2 nov kl. 13.47", "url": "#"},
]
POINTS = [
    {
        "text": "Nämnden ger avdelningschefen i uppdrag att skriva under.",
        "note": "Beslutas av Ekbackens stadsdelsnämnd",
    },
    {"text": "Förvaltningen återkommer med en utredning om lokaler.", "note": "Återrapport senast 30 april 2027"},
    {"text": "Paragrafen justeras omedelbart."},
]
DOCUMENTS = [
    {
        "title": "Tjänsteutlåtande",
        "url": "#",
        "note": "version 3 · ändrad 19 nov av Jonas Ahlvik",
        "checksum": "9f2c51d0a7be41a",
        "action": "Jämför",
        "action_url": "#",
    },
    {"title": "Inkommen förfrågan", "note": "läst in 2 nov · orört original"},
]
FACTS = [
    {"key": "Parter", "value": "Ekbackens stadsdel, Region Vikland"},
    {"key": "Svar på", "value": "Uppdrag 25 augusti", "url": "#"},
    {"key": "Lokal", "value": ""},
]
STAGES = [
    {"title": "Utkast", "note": "3 nov", "done": True},
    {"title": "Klart för attest", "note": "19 nov", "done": True},
    {"title": "Attesteras", "note": "1 av 2 klara", "current": True},
    {"title": "På dagordningen", "note": "10 dec"},
    {"title": "Beslutat"},
    {"title": "Laga kraft"},
]


def examples() -> Mapping[str, Any]:
    """All that the gallery's page shows."""
    return {
        "crumbs": [{"url": "/arbete/", "label": _("Min dag")}],
        "views": [{"url": "#", "label": "Lista", "current": True}, {"url": "#", "label": "Karta"}],
        "form": ExampleForm(auto_id="ny_%s"),
        "faulty": ExampleForm({"title": "", "email": "inte en adress", "legs": ["MIDWIFERY"]}, auto_id="fel_%s"),
        "codes": list(LEGS),
        "icons": sorted(icon_shapes()),
        "steps": STEPS,
        "all_reached": ALL_REACHED,
        "none_reached": NONE_REACHED,
        "later": LATER,
        "links": LINKS,
        "events": EVENTS,
        "points": POINTS,
        "documents": DOCUMENTS,
        "facts": FACTS,
        "stages": STAGES,
        "page": Paginator(range(50), 10).page(3),
    }


def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    return render(request, "gallery.html", dict(examples()))

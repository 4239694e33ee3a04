"""The page of a centre's phrase book: what staff wrote in a few Swedish words, and what it is in another language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.activities import actions, rules
from famn.domain.activities.reads.phrases import LANGUAGES, PhraseCount, PhraseLine, Place, phrase_book
from famn.ground.text import checksum
from famn.web.shared.actor import Request
from famn.web.shared.forms import looked_at, looks, tried
from famn.web.shared.reading import write_in
from famn.web.shared.tags import date_long
from famn.web.workspace.centres import looks as looked
from famn.web.workspace.centres import public_shown
from famn.web.workspace.centres.views import crumbs, fetched

LONG: Final = 80  # signs; longer words get a larger box
PLACES: Final = {
    Place.STATE: gettext_lazy("Varför den är stängd eller inte öppen än"),
    Place.CLOSING: gettext_lazy("Ändrade dagar"),
    Place.TIME: gettext_lazy("Meddelande eller tema i kalendern"),
    Place.BOOKING: gettext_lazy("Så anmäler man sig"),
    Place.ROLE: gettext_lazy("Vad någon arbetar som"),
    Place.ACCESS: gettext_lazy("Att ta sig in"),
    Place.PARTNER: gettext_lazy("Vad en samarbetspartner gör"),
}


class PhrasesForm(forms.Form):
    """A line for each of some Swedish words, and who has read them all in the other language."""

    checked_by = forms.CharField(
        label=gettext_lazy("Kontrollerad av"),
        max_length=120,
        required=False,
        help_text=gettext_lazy(
            "Någon som kan språket och har läst alla ord på sidan. Lämna tomt om ingen har det: då säger sidan det."
        ),
    )

    def __init__(self, *args: Any, lines: Sequence[PhraseLine], language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.swedish = {field_name(one.swedish): one.swedish for one in lines}
        for one in lines:
            name = field_name(one.swedish)
            wide = len(one.swedish) > LONG or "\n" in one.swedish
            widget = forms.Textarea(attrs={"rows": 3}) if wide else forms.TextInput()
            self.fields[name] = forms.CharField(
                label=one.swedish,
                required=False,
                max_length=1_000,
                initial=one.text,
                help_text=_beside(one),
                widget=widget,
            )
            write_in(self, name, language)
        self.order_fields([*self.swedish, "checked_by"])

    def words(self) -> dict[str, str]:
        """What was written, by the Swedish. Words that came to the page after it was opened are left as they are."""
        return {swedish: self.cleaned_data[name] for name, swedish in self.swedish.items() if name in self.data}

    def written_anew(self) -> dict[str, str]:
        """Those of them that are not as they were."""
        return {self.swedish[name]: self.cleaned_data[name] for name in self.swedish if name in self.changed_data}


def field_name(swedish: str) -> str:
    """What a field is called: the same for the same words, however many others there are."""
    return f"ord_{checksum(swedish.encode())[:16]}"


def _beside(line: PhraseLine) -> str:
    """Where the words stand, and who has checked them. None of it is written by anybody but us and the checker."""
    place = str(PLACES[line.place]) if line.place else ""
    if not line.text or line.place is None:
        return place
    if line.checked_on is None:
        return " · ".join((place, _("inte kontrollerad")))
    return " · ".join((place, _("kontrollerad den %(day)s") % {"day": date_long(line.checked_on)}))


def centre_phrases(request: Request, centre: str) -> HttpResponse:
    """The words of a centre in one language, all in one form."""
    row, today = fetched(request, centre), timezone.localdate()
    language = _asked(request)
    book = phrase_book(row, language, today)
    form = PhrasesForm(request.POST or None, lines=book.lines, language=language)
    if request.method == "POST" and form.is_valid() and not looks(request):
        act = partial(
            actions.write_phrases,
            row,
            by=request.actor,
            at=timezone.now(),
            language=language,
            words=form.words(),
            seen=request.POST.get("seen", ""),
            checked_by=form.cleaned_data["checked_by"],
        )
        if tried(request, act, _saved, form):
            return redirect(f"{reverse('centre_phrases', args=[row.code])}?sprak={language}")
    context = {
        "centre": row,
        "form": form,
        "shown": [form[field_name(one.swedish)] for one in book.lines if one.place],
        "left": [form[field_name(one.swedish)] for one in book.lines if not one.place],
        "mark": book.mark,
        "preview": looked_at(request, form, lambda _said: looked.phrases_look(form.written_anew(), language)),
        "language": language,
        "language_name": dict(_NAMES)[language],
        "languages": [_chip(one, language) for one in book.counts],
        "checked": _checked(book.lines),
        "may": rules.may_phrase(request.actor, row),
        "crumbs": [*crumbs(row), {"url": public_shown.texts_url(row), "label": _("Texter")}],
    }
    return render(request, "workspace/centres/centre_phrases.html", context)


_NAMES: Final = [(one.value, str(one.label)) for one in LANGUAGES]


def _asked(request: Request) -> str:
    """The language that the address asks for; the first where it asks for none that one may choose."""
    asked = request.POST.get("sprak") or request.GET.get("sprak", "")
    return asked if asked in dict(_NAMES) else _NAMES[0][0]


def _saved(changed: int) -> str:
    return _("Orden är sparade.") if changed else _("Inget var ändrat.")


def _chip(one: PhraseCount, language: str) -> dict[str, Any]:
    missing = ngettext("%(count)d ord saknas", "%(count)d ord saknas", one.missing) % {"count": one.missing}
    return {
        "url": f"?sprak={one.language.value}",
        "label": str(one.language.label),
        "current": one.language.value == language,
        "missing": missing if one.missing else "",
        "count": one.missing,
    }


def _checked(lines: Sequence[PhraseLine]) -> list[dict[str, Any]]:
    """Who has checked words of the language, and the last day that each did."""
    found: dict[str, dt.date] = {}
    for one in lines:
        if one.place and one.checked_on:
            found[one.checked_by] = max(one.checked_on, found.get(one.checked_by, one.checked_on))
    return [{"name": name, "day": day} for name, day in sorted(found.items(), key=lambda one: one[1], reverse=True)]

"""The page where an authority says how long things last: the time for appeal, for sending out, and reminders."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import Length
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal


class LengthsForm(forms.Form):
    """How many days for each kind; what is left empty is as usual."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, usual in rules.USUAL.items():
            words = (_("Vanligt är %(days)s dagar.") % {"days": said(usual.days)}, str(usual.about), str(usual.law))
            label = str(Length.Kind(kind).label)
            help_text = " ".join(part for part in words if part)
            self.fields[kind] = forms.CharField(label=label, required=False, max_length=40, help_text=help_text)

    def clean(self) -> dict[str, Any]:
        """Whole numbers, with commas between where there are several."""
        found = super().clean() or {}
        for kind in rules.USUAL:
            parts = [part.strip() for part in found.get(kind, "").split(",") if part.strip()]
            if all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
                found[kind] = [int(part) for part in parts]
            else:
                self.add_error(kind, _("Skriv antal dagar med siffror."))
        return found


def lengths(request: Request) -> HttpResponse:
    """The lengths that hold for one's authority."""
    own = reads.lengths_of(request.actor.authority_id or 0)
    initial = {kind: said(days) for kind, days in own.items()}
    form = LengthsForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_lengths(by=request.actor, at=timezone.now(), days=form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Tiderna är sparade. De gäller från och med nu."))
            return redirect("lengths")
    appeal = rules.USUAL[Length.Kind.APPEAL]
    context = {
        "form": form,
        "may": rules.may_set_lengths(request.actor),
        "is_longer_than_law": own[Length.Kind.APPEAL][0] > appeal.least,
        "law_days": appeal.least,
    }
    return render(request, "workspace/boards/lengths.html", context)


def said(days: tuple[int, ...]) -> str:
    """Numbers with commas between."""
    return ", ".join(map(str, days))

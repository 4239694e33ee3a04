"""The pages that tie an initiative to its family centre, and carry a chosen house over to it."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.establishment import actions, reads, rules
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.premises import shown
from famn.web.workspace.premises.forms import CarryForm, CentreForm
from famn.web.workspace.premises.views import address, crumbs, fetched, fetched_option, of_option


def tie_centre(request: Request, initiative: str) -> HttpResponse:
    """Say which family centre comes of an initiative."""
    row = fetched(request, initiative)
    centres = reads.centres_to_tie(request.actor)
    form = CentreForm(request.POST or None, centres=centres, initial={"centre": row.centre.code if row.centre else ""})
    if request.method == "POST" and form.is_valid():
        centre, by, at = form.chosen(), request.actor, timezone.now()
        act = partial(actions.tie_centre, row, by=by, at=at, centre=centre)
        if tried(
            request, act, _("Familjecentralen är vald.") if centre else _("Initiativet har ingen familjecentral."), form
        ):
            return redirect("premises", row.code)
    context = {
        "form": form,
        "is_empty": not centres,
        "may": rules.may_drive(request.actor, row),
        "back": address(row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/premises/tie_centre.html", context)


def carry_premises(request: Request, initiative: str, option: str) -> HttpResponse:
    """Carry a chosen house and its legs over to the initiative's family centre."""
    row, one = fetched_option(request, initiative, option)
    today = timezone.localdate()
    first_day = max(today, one.earliest_on or today)
    form = CarryForm(request.POST or None, initial={"from_date": first_day})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["from_date"]
        try:
            carried = actions.carry_premises(one, by=request.actor, at=timezone.now(), from_date=day)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            words = ngettext(
                "Huset är överfört, och %(count)d verksamhet.",
                "Huset är överfört, och %(count)d verksamheter.",
                len(carried.legs),
            )
            messages.success(request, words % {"count": len(carried.legs)})
            return redirect("premises_option", row.code, one.code)
    view = reads.option_view(one, actor=request.actor, today=today)
    context = of_option(request, row, one, form) | {
        "shown": shown.option(view),
        "may": rules.may_carry_premises(request.actor, one),
    }
    return render(request, "workspace/premises/carry_premises.html", context)

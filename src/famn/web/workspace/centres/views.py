"""The pages of centres for those who work with them: the list, one centre, and each thing one changes about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import CENTRE_STATES, CentreLeg, FamilyCentre
from famn.domain.centres.reads.centre import state_mark
from famn.ground.verdict import YES, Refused, Verdict
from famn.web.shared import classes
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, looked_at, looks, tried
from famn.web.workspace.centres import looks as looked
from famn.web.workspace.centres import shown
from famn.web.workspace.centres.forms import (
    AddCentreForm,
    CentreForm,
    LastDayForm,
    PartnerForm,
    PremisesForm,
    StateForm,
)


def my_centres(request: Request) -> HttpResponse:
    """The centres that one's authority keeps up to date or takes part in."""
    rows = reads.centres_list(request.actor, timezone.localdate())
    context = {
        "rows": [shown.row(one, request.actor) for one in rows],
        "may_open": rules.may_open(request.actor),
    }
    return render(request, "workspace/centres/my_centres.html", context)


def add_centre(request: Request) -> HttpResponse:
    """Put in a centre, which one's authority then keeps up to date."""
    form = AddCentreForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not looks(request):
        try:
            made = actions.open_centre(by=request.actor, at=timezone.now(), **form.cleaned_data)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Familjecentralen är tillagd. Lägg till verksamheterna."))
            return redirect("work_centre", made.code)
    preview = shown.centre_look(form.cleaned_data) if looks(request) and form.is_valid() else None
    context = {"form": form, "preview": preview, "crumbs": crumbs()}
    return render(request, "workspace/centres/add_centre.html", context)


def work_centre(request: Request, centre: str) -> HttpResponse:
    """One centre: what is said of it, who is there and how much, its class, and what is missing."""
    row = fetched(request, centre)
    today = timezone.localdate()
    page = reads.centre_page(row, today)
    sets = classes.own_first(reads.sets_in_force(today, actor=request.actor, place=page.centre.place))
    under = classes.under_sets(reads.classes_of(page.centre, today, sets))
    context = shown.centre_page(page, request.actor, rules.lacks_of(row, day=today)) | {
        "history": reads.history(row),
        "under": under[:3],
        "more_sets": len(under) - 3,
        "crumbs": crumbs(),
    }
    return render(request, "workspace/centres/work_centre.html", context)


def change_centre(request: Request, centre: str) -> HttpResponse:
    """Change what is said of a centre."""
    row = fetched(request, centre)
    page = reads.centre_page(row, timezone.localdate())
    form = CentreForm(request.POST or None, initial=CentreForm.initial_of(page))
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = form.cleaned_data
        act = partial(actions.change_centre, row, by=request.actor, at=timezone.now(), seen=seen, **said)
        if tried(request, act, _("Uppgifterna är ändrade."), form):
            return redirect("work_centre", row.code)
    context = {
        "centre": page.centre,
        "form": form,
        "mark": page.mark,
        "now": shown.facts(page) if form.is_bound and seen != page.mark else [],
        "preview": shown.centre_look(form.cleaned_data) if looks(request) and form.is_valid() else None,
        "may": rules.may_describe(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/change_centre.html", context)


STATES = {"oppen": FamilyCentre.State.OPEN, "paus": FamilyCentre.State.PAUSED, "nedlagd": FamilyCentre.State.CLOSED}
SAID_ANEW = "andra"  # what is said of why it is shut, in the state that it has


def centre_state(request: Request, centre: str) -> HttpResponse:
    """Open a centre, pause or close it by a decision, or change what is said of that decision."""
    row = fetched(request, centre)
    asked = request.POST.get("till") or request.GET.get("till", "")
    ways = [word for word, state in STATES.items() if CENTRE_STATES.may_go(row.state, state)]
    if row.state in actions.SHUT:
        ways.append(SAID_ANEW)
    if request.method == "POST" and asked not in ways:
        messages.error(request, _("Någon annan var först. Så här är läget nu."))
        return redirect("work_centre", row.code)
    word = asked if asked in ways else ways[0]
    state = STATES.get(word, row.state)
    initial = {"day": timezone.localdate()} if word in STATES else StateForm.initial_of(row)
    form = StateForm(request.POST or None, centre=row, state=state, initial=initial)
    mark = state_mark(row)
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = {"by": request.actor, "at": timezone.now(), **form.cleaned_data}
        if word == SAID_ANEW:
            act = partial(actions.change_decision, row, seen=request.POST.get("seen", ""), **said)
        else:
            act = partial(actions.go, row, state=state, **said)
        if tried(request, act, _("Familjecentralens läge är ändrat."), form):
            return redirect("work_centre", row.code)
        row.refresh_from_db()
    context = {
        "centre": row,
        "form": form,
        "till": word,
        "mark": mark,
        "preview": looked_at(request, form, partial(looked.state_look, row, state, timezone.localdate())),
        "title": _way(word),
        "ways": [{"url": f"?till={one}", "label": _way(one), "current": one == word} for one in ways],
        "may": rules.may_describe(request.actor, row) if word == SAID_ANEW else rules.may_go(request.actor, row, state),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/centre_state.html", context)


def _way(word: str) -> str:
    return str(shown.STATE_ACTS[STATES[word]]) if word in STATES else _("Ändra skälet och beslutet")


def publish_centre(request: Request, centre: str) -> HttpResponse:
    """Show a centre to everybody, or to nobody outside any more."""
    row = fetched(request, centre)
    try:
        if row.is_public:
            actions.unpublish_centre(row, by=request.actor, at=timezone.now())
            messages.success(request, _("Familjecentralen visas inte längre för alla."))
        else:
            actions.publish_centre(row, by=request.actor, at=timezone.now())
            messages.success(request, _("Familjecentralen visas nu för alla."))
    except Refused as refused:
        messages.error(request, str(refused.reason))
    return redirect("work_centre", row.code)


# --- houses and partners ---------------------------------------------------------------------------


def add_premises(request: Request, centre: str) -> HttpResponse:
    """Put in a house."""
    row = fetched(request, centre)
    form = PremisesForm(request.POST or None)
    act = partial(actions.add_premises, row, by=request.actor, at=timezone.now())
    look = partial(looked.house_look, row, None, timezone.localdate())
    return _changed(request, row, form, act, _("Lägg till ett hus"), _("Huset är tillagt."), look=look)


def change_premises(request: Request, centre: str, premises: str) -> HttpResponse:
    """Change what a house is called, and where it lies."""
    row = fetched(request, centre)
    house = get_object_or_404(row.premises, code=premises)
    form = PremisesForm(
        request.POST or None, initial={name: getattr(house, name) for name in ("name", "address", "is_main")}
    )
    act = partial(actions.change_premises, house, by=request.actor, at=timezone.now())
    look = partial(looked.house_look, row, house, timezone.localdate())
    return _changed(request, row, form, act, _("Ändra huset"), _("Huset är ändrat."), look=look)


def add_partner(request: Request, centre: str) -> HttpResponse:
    """Put in somebody who works with the centre beside the four legs."""
    row = fetched(request, centre)
    form = PartnerForm(request.POST or None, initial={"from_date": timezone.localdate()})
    act = partial(actions.add_partner, row, by=request.actor, at=timezone.now())
    title, done = _("Lägg till en samarbetspartner"), _("Samarbetspartnern är med.")
    return _changed(request, row, form, act, title, done, look=looked.partner_look)


def change_partner(request: Request, centre: str, partner: str) -> HttpResponse:
    """Change what is said of a partner, and where letters to it go."""
    row = fetched(request, centre)
    one = get_object_or_404(row.partners, code=partner)
    initial = {name: getattr(one, name) for name in ("kind", "name", "what", "email")}
    form = PartnerForm(request.POST or None, initial=initial)
    del form.fields["from_date"]  # since when it takes part does not change
    act = partial(actions.change_partner, one, by=request.actor, at=timezone.now())
    title, done = _("Ändra samarbetspartnern"), _("Samarbetspartnern är ändrad.")
    return _changed(request, row, form, act, title, done, look=looked.partner_look)


def end_partner(request: Request, centre: str, partner: str) -> HttpResponse:
    """Let somebody's part end."""
    row = fetched(request, centre)
    one = get_object_or_404(row.partners, code=partner)
    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})
    act = partial(actions.end_partner, one, by=request.actor, at=timezone.now())
    title = _("Avsluta samarbetet med %(name)s") % {"name": one.name}
    return _changed(request, row, form, act, title, _("Samarbetet är avslutat."))


def _changed(
    request: Request,
    row: FamilyCentre,
    form: forms.Form,
    act: Callable[..., object],
    title: str,
    done: str,
    look: Callable[[dict[str, Any]], dict[str, Any]] | None = None,
) -> HttpResponse:
    """A page of one short form about a centre, and the act it asks for. `look`: what it becomes, where one may see."""
    is_ready = form.is_bound and form.is_valid()
    is_looked = look is not None and looks(request)
    if is_ready and not is_looked and tried(request, partial(act, **form.cleaned_data), done, form):
        return redirect("work_centre", row.code)
    context = {
        "centre": row,
        "form": form,
        "title": title,
        "has_look": look is not None,
        "preview": looked_at(request, form, look) if look else None,
        "may": rules.may_describe(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/change.html", context)


# --- what the pages share --------------------------------------------------------------------------


def fetched(request: Request, code: str) -> FamilyCentre:
    """One of the centres that the actor sees, or nothing at all."""
    row = rules.visible_centres(request.actor).filter(code=code).first()
    if row is None:
        raise Http404
    return row


class Kept(NamedTuple):
    """What one keeps of a centre: its legs now or later, and whether the whole of it or why not."""

    legs: list[CentreLeg]
    whole: Verdict

    def may_add(self) -> Verdict:
        """Whether there is anything here that one may add to."""
        return YES if self.legs else self.whole


def kept(request: Request, row: FamilyCentre) -> Kept:
    """What the actor keeps of a centre: one query."""
    legs = reads.legs_to_keep(request.actor, row, timezone.localdate())
    return Kept(legs, rules.may_describe(request.actor, row))


def crumbs(row: FamilyCentre | None = None) -> list[dict[str, Any]]:
    """The pages above."""
    above = [{"url": reverse("my_centres"), "label": _("Familjecentraler")}]
    return [*above, {"url": reverse("work_centre", args=[row.code]), "label": row.name}] if row else above

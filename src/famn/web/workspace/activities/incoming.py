"""The pages that bring in a calendar from elsewhere: choose it, look at what would come, bring it in, follow it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import actions, reads, rules
from famn.domain.activities.models import Activity, CalendarSource
from famn.domain.centres.models import FamilyCentre
from famn.ground.text import SortKey
from famn.ground.verdict import Refused, require
from famn.outside.calendars import CannotRead
from famn.outside.fetching import Unreachable
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.activities import incoming_shown as shown
from famn.web.workspace.activities.base import crumbs, fetched_centre, frame
from famn.web.workspace.activities.incoming_forms import SourceForm, TitlesForm, field_of


def fetched_source(request: Request, centre: FamilyCentre, code: str) -> CalendarSource:
    """A calendar of a centre that one sees."""
    rows = rules.visible_sources(request.actor).filter(centre=centre).select_related("centre")
    return get_object_or_404(rows, code=code)


def bring_calendar(request: Request, centre: str) -> HttpResponse:
    """Choose a file or an address, and see the calendars that are followed."""
    row = fetched_centre(request, centre)
    is_post = request.method == "POST"
    legs = reads.legs_to_plan(request.actor, row)
    form = SourceForm(request.POST if is_post else None, request.FILES if is_post else None, legs=legs)
    if is_post and form.is_valid() and (source := _read(request, row, form)):
        return redirect("incoming", row.code, source.code)
    sources = reads.sources_of(row)
    for one in sources:
        one.centre = row
    context = frame(request, row, here="bring_calendar") | {
        "form": form,
        "sources": [shown.source_row(one) for one in sources],
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/activities/bring_calendar.html", context)


def _read(request: Request, centre: FamilyCentre, form: SourceForm) -> CalendarSource | None:
    """What was read; None where it could not be, and the form says why."""
    said = form.cleaned_data
    file, address = said["file"], said["address"].strip()
    require(rules.may_plan_leg(request.actor, centre, said["leg"]))  # before any address is asked
    answer = reads.answer_of(address) if address else file.read()
    if isinstance(answer, Unreachable):
        form.add_error("address", reads.fault_in_words(answer))
        return None
    where = {"leg": said["leg"], "address": address, "name": file.name if file else ""}
    try:
        return actions.read_source(centre, answer, by=request.actor, at=timezone.now(), **where)
    except Refused as refused:
        add_refusal(form, refused)
        return None


def incoming(request: Request, centre: str, source: str) -> HttpResponse:
    """What a calendar would bring, and bringing it in."""
    row = fetched_source(request, fetched_centre(request, centre), source)
    if not row.content:
        return redirect("brought_in", row.centre.code, row.code)
    try:
        page = reads.incoming(row, timezone.localdate())
    except CannotRead as fault:  # it could be read the day that it came
        messages.error(request, reads.fault_in_words(fault.why))
        return redirect("bring_calendar", row.centre.code)
    form = _titles(request, row, page)
    if request.method == "POST" and form.is_valid() and _brought(request, row, form):
        return redirect("brought_in", row.centre.code, row.code)
    context = {
        "source": shown.source_row(row),
        "centre": row.centre,
        "form": form,
        "may": rules.may_plan_leg(request.actor, row.centre, row.leg),
        "groups": [shown.group_row(one) | {"field": form[field_of(one)]} for one in page.groups],
        "more_titles": page.more_titles,
        "gone": [shown.gone_row(one) for one in page.gone[: shown.MOST_SHOWN]],
        "gone_count": len(page.gone),
        "left": shown.left_rows(page),
        "faults": [shown.fault_row(one) for one in page.faults[: shown.MOST_SHOWN]],
        "fault_count": len(page.faults),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/activities/incoming.html", context)


def _titles(request: Request, source: CalendarSource, page: reads.Incoming) -> TitlesForm:
    rows = rules.visible_activities(request.actor).filter(centre=source.centre)
    activities = rows.exclude(state=Activity.State.ENDED).select_related("centre", "leader")
    return TitlesForm(
        request.POST or None,
        groups=page.groups,
        activities=activities.order_by(SortKey("title"), "pk"),
        has_address=bool(source.address),
        initial={"seen": page.seen, "follow": True},
    )


def _brought(request: Request, source: CalendarSource, form: TitlesForm) -> bool:
    """Whether it was brought in; a no goes to the form."""
    said = form.cleaned_data
    how: dict[str, Any] = {"seen": said["seen"], "publish": said["publish"], "follow": said.get("follow", False)}
    try:
        done = actions.bring_in(source, form.chosen(), by=request.actor, at=timezone.now(), **how)
    except Refused as refused:
        add_refusal(form, refused)
        return False
    messages.success(request, shown.done_in_words(done))
    return True


def brought_in(request: Request, centre: str, source: str) -> HttpResponse:
    """What has come of a calendar, with a way to each of it."""
    row = fetched_source(request, fetched_centre(request, centre), source)
    context = {
        "source": shown.source_row(row),
        "centre": row.centre,
        "may": rules.may_plan_leg(request.actor, row.centre, row.leg),
        "activities": [shown.activity_row(one, times) for one, times in reads.activities_of_source(row)],
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/activities/brought_in.html", context)


def stop_following(request: Request, centre: str, source: str) -> HttpResponse:
    """Let a calendar be read no more."""
    row = fetched_source(request, fetched_centre(request, centre), source)
    act = partial(actions.stop_following, row, by=request.actor, at=timezone.now())
    tried(request, act, _("Kalendern läses inte längre. Det som är hämtat finns kvar."))
    return redirect("bring_calendar", row.centre.code)


def _crumbs(source: CalendarSource) -> list[dict[str, str]]:
    way = crumbs(source.centre)
    where = reverse("bring_calendar", args=[source.centre.code])
    return [*way, {"url": where, "label": _("Hämta en kalender")}]

"""The pages of the yearly wheel: the picture with its list, and each thing on it."""

from __future__ import annotations

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.reads import WheelView
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.shared.tags import date_long
from famn.web.workspace.organisation import circle
from famn.web.workspace.organisation.base import colleagues, crumbs, fetched_initiative, frame
from famn.web.workspace.organisation.forms import WheelForm


def yearly_wheel(request: Request, initiative: str) -> HttpResponse:
    """What the groups do each year, as a picture and a list."""
    row = fetched_initiative(request, initiative)
    today = timezone.localdate()
    views = reads.wheel_of(row, today=today)
    coming = [(view.next_day, number) for number, view in enumerate(views, start=1) if view.next_day]
    names = [str(MONTHS_3[month]).rstrip(".") for month in range(1, 13)]
    first = min(coming, default=None)
    context = frame(row, here="yearly_wheel") | {
        "wheel": circle.draw(
            [view.month for view in views], names=names, now=today.month, next_number=first[1] if first else None
        ),
        "rows": [_row(view) for view in views],
        "finding": _finding(views, first[0] if first else None),
        "has_groups": bool(reads.organisation_page(row, today=today).groups),
        "may": rules.may_drive(request.actor, row),
    }
    return render(request, "workspace/organisation/yearly_wheel.html", context)


def add_wheel_item(request: Request, initiative: str) -> HttpResponse:
    """Put something on the wheel of one of the groups."""
    row = fetched_initiative(request, initiative)
    groups = [view.group for view in reads.organisation_page(row, today=timezone.localdate()).groups]
    form = WheelForm(request.POST or None, groups=groups, people=colleagues(request))
    if form.is_valid():
        said = form.arguments()
        group = form.chosen_group()
        act = partial(actions.add_wheel_item, group, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("Årshjulet är ändrat."), form):
            return redirect("yearly_wheel", row.code)
    context = {"initiative": row, "form": form, "groups": groups, "may": rules.may_drive(request.actor, row)}
    context["crumbs"] = crumbs(row, on="yearly_wheel")
    return render(request, "workspace/organisation/add_wheel_item.html", context)


def wheel_item(request: Request, turn: str) -> HttpResponse:
    """Change something on the wheel, or take it off."""
    row = get_object_or_404(rules.visible_wheel_items(request.actor), code=turn)
    by, at, initiative = request.actor, timezone.now(), row.group.initiative
    if request.POST.get("gor") == "bort":
        tried(request, lambda: actions.remove_wheel_item(row, by=by, at=at), _("Det är borttaget ur årshjulet."))
        return redirect("yearly_wheel", initiative.code)
    initial = WheelForm.initial_of(row)
    form = WheelForm(request.POST or None, groups=[], people=colleagues(request), item=row, initial=initial)
    if form.is_valid():
        act = partial(actions.change_wheel_item, row, by=by, at=at, **form.arguments())
        if tried(request, act, _("Årshjulet är ändrat."), form):
            return redirect("yearly_wheel", initiative.code)
    context = {"initiative": initiative, "turn": row, "form": form, "may": rules.may_organise(by, row.group)}
    context["crumbs"] = crumbs(initiative, on="yearly_wheel")
    return render(request, "workspace/organisation/wheel_item.html", context)


def _row(view: WheelView) -> dict[str, str]:
    """One thing in the list: when, what, whose, and who is told how long before."""
    item = view.item
    told = ngettext("påminner %(count)d dag före", "påminner %(count)d dagar före", item.remind_days_before)
    each_year = view.next_day is not None and item.only_on is None
    return {
        "code": item.code,
        "text": item.text,
        "day": date_format(view.next_day, "j F") if view.next_day and each_year else date_long(item.only_on),
        "note": " · ".join(
            filter(
                None,
                [
                    item.group.name,
                    _("varje år") if each_year else _("en gång"),
                    told % {"count": item.remind_days_before},
                    item.responsible.name if item.responsible else "",
                ],
            )
        ),
        "next": date_long(view.next_day),
    }


def _finding(views: list[WheelView], first: object) -> str:
    """The wheel in a sentence."""
    if not views:
        return _("Årshjulet är tomt.")
    nearest = next((view for view in views if view.next_day == first), None)
    count = ngettext("Årshjulet har en sak.", "Årshjulet har %(count)d saker.", len(views)) % {"count": len(views)}
    if nearest is None or nearest.next_day is None:
        return count
    coming = _("Närmast kommer: %(text)s, %(day)s.")
    return f"{count} {coming % {'text': nearest.item.text, 'day': date_long(nearest.next_day)}}"

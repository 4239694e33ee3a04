"""The pages of the two levels: both beside each other, one group, its mandate, members and duties."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import GroupMember
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.organisation import shown
from famn.web.workspace.organisation.base import (
    colleagues,
    crumbs,
    fetched_group,
    fetched_initiative,
    frame,
)
from famn.web.workspace.organisation.forms import DutyForm, GroupForm, LastDayForm, MemberForm, SeatForm


def organisation(request: Request, initiative: str) -> HttpResponse:
    """Who sits where for which leg, which leg is missing on which level, when they meet, what they must answer."""
    row = fetched_initiative(request, initiative)
    today = timezone.localdate()
    page = reads.organisation_page(row, today=today)
    context = frame(row, here="organisation") | shown.organisation(page, request.actor, today=today)
    context |= {"me": request.user.code, "may_drive": rules.may_drive(request.actor, row)}
    return render(request, "workspace/organisation/organisation.html", context)


def set_up_groups(request: Request, initiative: str) -> HttpResponse:
    """Set up the steering group and the working group."""
    row = fetched_initiative(request, initiative)
    done = _("Grupperna finns nu. Lägg till dem som sitter där.")
    tried(request, lambda: actions.set_up_groups(row, by=request.actor, at=timezone.now()), done)
    return redirect("organisation", row.code)


def group(request: Request, group: str) -> HttpResponse:
    """One group: members, meetings, points that wait, assignments and duties."""
    row = fetched_group(request, group)
    today = timezone.localdate()
    view = reads.group_view(row, today=today)
    context = shown.group_page(view, request.actor, today=today) | {"crumbs": crumbs(row.initiative)}
    return render(request, "workspace/organisation/group.html", context | {"initiative": row.initiative})


def change_group(request: Request, group: str) -> HttpResponse:
    """Change what a group is called, its mandate, and which body meets for it."""
    row = fetched_group(request, group)
    initial = {"name": row.name, "mandate": row.mandate, "joined_body": row.joined_body}
    form = GroupForm(request.POST or None, initial=initial)
    if form.is_valid():
        act = partial(actions.change_group, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Gruppen är ändrad."), form):
            return redirect("group", row.code)
    context = {"group": row, "form": form, "may": rules.may_organise(request.actor, row)}
    return render(request, "workspace/organisation/change_group.html", context | _way(row))


def add_member(request: Request, group: str) -> HttpResponse:
    """Let somebody sit in a group."""
    row = fetched_group(request, group)
    initial = {"from_date": timezone.localdate(), "part": GroupMember.Part.MEMBER, "leg": request.GET.get("ben", "")}
    form = MemberForm(request.POST or None, people=colleagues(request), initial=initial)
    if form.is_valid():
        said = {"who": form.who(), "seat": form.seat(), "from_date": form.cleaned_data["from_date"]}
        act = partial(actions.add_member, row, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("%(name)s är med i gruppen.") % {"name": _name(form)}, form):
            return redirect("group", row.code)
    context = {"group": row, "form": form, "may": rules.may_organise(request.actor, row)}
    return render(request, "workspace/organisation/add_member.html", context | _way(row))


def group_member(request: Request, member: str) -> HttpResponse:
    """Change what a member brings, or record her last day."""
    row = get_object_or_404(rules.visible_members(request.actor), code=member)
    act, by, at = request.POST.get("gor", ""), request.actor, timezone.now()
    names = ("part", "leg", "mandate", "title", "unit_name", "party_name")
    form = SeatForm(request.POST if act == "andra" else None, initial={name: getattr(row, name) for name in names})
    ending = LastDayForm(request.POST if act == "sluta" else None, initial={"last_day": timezone.localdate()})
    if form.is_valid():
        change = partial(actions.change_member, row, by=by, at=at, seat=form.seat())
        if tried(request, change, _("Platsen är ändrad."), form):
            return redirect("group", row.group.code)
    if ending.is_valid():
        end = partial(actions.end_member, row, by=by, at=at, **ending.cleaned_data)
        if tried(request, end, _("Sista dagen är antecknad."), ending):
            return redirect("group", row.group.code)
    context = {
        "member": row,
        "form": form,
        "ending": ending,
        "may": rules.may_organise(by, row.group),
        "crumbs": crumbs(row.group.initiative, row.group),
    }
    return render(request, "workspace/organisation/group_member.html", context)


def group_duties(request: Request, group: str) -> HttpResponse:
    """What a group must see to: who answers for each, also where another body meets for it."""
    row = fetched_group(request, group)
    act, by, at = request.POST.get("gor", ""), request.actor, timezone.now()
    form = DutyForm(request.POST if act == "ny" else None, people=colleagues(request))
    if act.startswith("bort-"):
        duty = get_object_or_404(row.duties, pk=_number(act.removeprefix("bort-")))
        tried(request, lambda: actions.remove_duty(duty, by=by, at=at), _("Ansvaret är borttaget."))
        return redirect("group_duties", row.code)
    if form.is_valid():
        add = partial(actions.add_duty, row, by=by, at=at, text=form.cleaned_data["text"], who=form.who())
        if tried(request, add, _("Ansvaret är antecknat."), form):
            return redirect("group_duties", row.code)
    context = {
        "group": row,
        "duties": reads.group_view(row, today=timezone.localdate()).duties,
        "form": form,
        "may": rules.may_organise(by, row),
    }
    return render(request, "workspace/organisation/group_duties.html", context | _way(row))


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 19):
        raise Http404
    return int(text)


def _name(form: MemberForm) -> str:
    who = form.who()
    return who.user.name if who.user else who.name


def _way(row: Any) -> dict[str, Any]:
    return {"crumbs": crumbs(row.initiative, row)}

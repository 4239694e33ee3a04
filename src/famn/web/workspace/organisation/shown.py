"""The project organisation as components show it. Pure: what was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.establishment import rules
from famn.domain.establishment.models import AgendaPoint, GroupAssignment, GroupMeeting, GroupMember
from famn.domain.establishment.reads import (
    ChecklistPage,
    GroupAssignmentView,
    GroupView,
    ItemView,
    OpenThing,
    OrganisationPage,
)
from famn.domain.establishment.rules import OpenKind
from famn.domain.matters.rules import DueState
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.web.shared.due import day_words, due_words
from famn.web.shared.tags import clock, date_long, moment

LATE_WORDS = {DueState.OVERDUE: "varning", DueState.SETTLED: "klar"}


# --- the two levels --------------------------------------------------------------------------------


def organisation(page: OrganisationPage, actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """Both levels: the legs against the levels, and a card for each group."""
    return {
        "levels": [{"name": view.group.name, "kind": view.group.get_kind_display()} for view in page.groups],
        "legs": [
            {
                "code": leg.value,
                "cells": [
                    {"level": view.group.name, "names": [one.name for one in chair.members]}
                    for view in page.groups
                    for chair in view.legs
                    if chair.leg == leg.value
                ],
            }
            for leg in Leg
        ],
        "gaps": [words for view in page.groups if (words := missing(view))],
        "groups": [card(view, actor, today=today) for view in page.groups],
        "coordinators": [person(member) for member in page.coordinators],
        "may_set_up": rules.may_set_up_groups(actor, page.initiative, groups=len(page.groups)),
    }


def missing(view: GroupView) -> str:
    """Which legs nobody sits there for: a fact, not a failure."""
    names = [str(Leg(code).label) for code in view.missing]
    return _("%(group)s saknar: %(legs)s") % {"group": view.group.name, "legs": ", ".join(names)} if names else ""


def card(view: GroupView, actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """One level in short."""
    group = view.group
    return {
        "group": group,
        "url": reverse("group", args=[group.code]),
        "members": [person(member) for member in view.members],
        "meeting": next_meeting(view, today),
        "assignments": [work(one, actor, today) for one in view.open_assignments],
        "duty_gaps": len(view.unanswered_duties),
        "waiting": len(view.waiting),
    }


def person(member: GroupMember) -> dict[str, Any]:
    """Somebody who sits in a group."""
    where = [member.title, member.unit_name or member.party_name]
    names = member.name.split()
    return {
        "code": member.code,
        "name": member.name,
        "initials": "".join(part[0] for part in (names[:1] + names[1:][-1:])).upper(),
        "part": member.get_part_display() if member.part != GroupMember.Part.MEMBER else "",
        "role": " · ".join(filter(None, where)),
        "party": member.party_name,
        "leg": member.leg,
        "mandate": member.mandate,
        "since": date_long(member.from_date),
        "last_day": date_long(member.to_date - dt.timedelta(days=1)) if member.to_date else "",
        "url": reverse("group_member", args=[member.code]),
    }


def next_meeting(view: GroupView, today: dt.date) -> dict[str, str] | None:
    """When a group meets next, and where."""
    return meeting_row(view.next_meeting, today) if view.next_meeting else None


def meeting_row(meeting: GroupMeeting, today: dt.date) -> dict[str, str]:
    """One meeting in a list."""
    at = _("kl. %(clock)s") % {"clock": clock(meeting.starts)} if meeting.starts else ""
    passed = meeting.state == GroupMeeting.State.PLANNED and meeting.day < today
    state = _("dagen har varit, skriv hur det gick") if passed else meeting.get_state_display()
    return {
        "title": date_long(meeting.day),
        "when": " ".join(filter(None, [day_words(meeting.day, today), at])),
        "note": " · ".join(filter(None, [at, meeting.place, state])),
        "place": meeting.place,
        "url": reverse("meeting", args=[meeting.code]),
        "icon": "varning" if passed else "kalender",
    }


def group_page(view: GroupView, actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """All that the page of one group shows."""
    return card(view, actor, today=today) | {
        "view": view,
        "legs": [{"code": chair.leg, "names": [one.name for one in chair.members]} for chair in view.legs],
        "missing": missing(view),
        "earlier": [person(member) for member in view.earlier],
        "coming": [person(member) for member in view.coming],
        "meetings": [meeting_row(meeting, today) for meeting in view.meetings],
        "settled": [work(one, actor, today) for one in view.assignments if not one.is_open],
        "may_organise": rules.may_organise(actor, view.group),
        "may_raise": rules.may_raise_point(actor, view.group, day=today),
    }


# --- assignments -----------------------------------------------------------------------------------


def work(view: GroupAssignmentView, actor: Actor, today: dt.date) -> dict[str, Any]:
    """An assignment of a group among what waits."""
    one = view.assignment
    return {
        "title": one.text,
        "url": reverse("group_assignment", args=[one.code]),
        "icon": LATE_WORDS.get(view.due_state, "tid"),
        "due": due_words(one.due_on, today) if view.is_open else one.get_state_display(),
        "late": view.due_state == DueState.OVERDUE,
        "note": one.responsible_name,
        "action": _("Svara") if view.is_open and rules.may_answer_for_group(actor, one) else "",
        "primary": view.due_state in {DueState.OVERDUE, DueState.TODAY},
    }


def assignment_facts(one: GroupAssignment) -> list[dict[str, Any]]:
    """Who gave what to whom, and from which meeting."""
    meeting = one.decision.meeting if one.decision else None
    facts = [
        {"key": _("Ansvarig"), "value": one.responsible_name},
        {"key": _("Klart senast"), "value": date_long(one.due_on)},
        {"key": _("Från"), "value": one.group.name, "url": reverse("group", args=[one.group.code])},
        {"key": _("Antecknat"), "value": f"{moment(one.given_at)}, {one.given_by.name}"},
    ]
    if meeting is not None:
        words = _("mötet %(day)s") % {"day": date_long(meeting.day)}
        facts.append({"key": _("Beslutat"), "value": words, "url": reverse("meeting", args=[meeting.code])})
    if one.settled_by is not None and one.settled_at is not None:
        words = one.get_state_display().capitalize()
        facts.append({"key": words, "value": f"{moment(one.settled_at)}, {one.settled_by.name}"})
    return facts


# --- meetings --------------------------------------------------------------------------------------


def point(one: AgendaPoint) -> dict[str, Any]:
    """A point of an agenda and what came of it. Needs `meeting`, `assignment`, `raised_by`, `moved_from__meeting`.

    In approved minutes it says nothing of what came after.
    """
    before = one.moved_from.meeting if one.moved_from else None
    is_locked = one.meeting is not None and one.meeting.state == GroupMeeting.State.APPROVED
    answer = one.assignment.answer if one.assignment and not is_locked else ""
    notes = [
        _("från mötet %(day)s") % {"day": date_long(before.day)} if before else "",
        _("anmäld av %(name)s") % {"name": one.raised_by.name} if one.raised_by else "",
        one.assignment.responsible_name if one.assignment else "",
        one.assignment.get_state_display() if one.assignment and not is_locked else "",
    ]
    return {
        "pk": one.pk,
        "number": one.number,
        "text": one.text,
        "note": " · ".join(filter(None, notes)),
        "answer": answer,
        "outcome": one.outcome,
        "state": one.state,
        "state_name": one.get_state_display(),
        "is_settled": one.state == AgendaPoint.State.SETTLED,
        "url": reverse("group_assignment", args=[one.assignment.code]) if one.assignment else "",
    }


# --- first hundred days ----------------------------------------------------------------------------


def progress(page: ChecklistPage) -> str:
    """Which day it is and how far one has come."""
    count = len(page.items)
    done = ngettext("%(done)d av %(count)d sak är klar.", "%(done)d av %(count)d saker är klara.", count)
    words = [done % {"done": page.done, "count": count}]
    if 1 <= page.day <= 100:
        words.insert(0, _("Dag %(day)d av 100.") % {"day": page.day})
    if page.late:
        words.append(ngettext("En är sen.", "%(count)d är sena.", page.late) % {"count": page.late})
    return " ".join(words)


def item(view: ItemView, actor: Actor, today: dt.date) -> dict[str, Any]:
    """One thing on the list."""
    one = view.item
    state = one.get_state_display()
    done = date_long(one.done_on) if one.done_on else ""
    who = one.settled_by.name if one.settled_by else ""
    return {
        "title": one.text,
        "url": reverse("checklist_item", args=[one.code]),
        "icon": LATE_WORDS.get(view.due_state, "tid"),
        "due": due_words(one.due_on, today) if view.is_open else " ".join(filter(None, [state, done])),
        "late": view.due_state == DueState.OVERDUE,
        "note": one.responsible_name if view.is_open else who,
        "action": _("Bocka av") if view.is_open and rules.may_settle_item(actor, one) else "",
        "primary": False,
    }


def item_facts(view: ItemView) -> list[dict[str, str]]:
    """By when and by whom, and who ticked it."""
    one = view.item
    facts = [
        {"key": _("Klart senast"), "value": date_long(one.due_on)},
        {"key": _("Ansvarig"), "value": one.responsible_name},
        {"key": _("Läge"), "value": one.get_state_display().capitalize()},
    ]
    if one.source:
        facts.append({"key": _("Källa"), "value": one.source})
    if one.settled_by is not None and one.settled_at is not None:
        facts.append({"key": _("Antecknat"), "value": f"{moment(one.settled_at)}, {one.settled_by.name}"})
    return facts


# --- handing over ----------------------------------------------------------------------------------

PAGES = {
    OpenKind.MATTER: "matter",
    OpenKind.ASSIGNMENT: "assignment",
    OpenKind.GROUP_ASSIGNMENT: "group_assignment",
    OpenKind.OBSTACLE: "obstacle",
    OpenKind.CHECKLIST: "checklist_item",
    OpenKind.DUTY: "group_duties",
    OpenKind.WHEEL: "wheel_item",
    OpenKind.COORDINATOR: "group_member",
    OpenKind.SEAT: "group_member",
    OpenKind.POINT: "group_points",
    OpenKind.ATTESTATION: "report",
    OpenKind.REPORT: "report",
    OpenKind.UNSAVED: "report",
    OpenKind.LETTER: "letter_of_intent",
    OpenKind.SIGNATURE: "letter_of_intent",
}


def things(rows: Iterable[OpenThing], today: dt.date) -> list[dict[str, Any]]:
    """What is open, each with where it leads and, where it stays, why."""
    return [
        {
            "kind": str(one.kind.label).capitalize(),
            "title": one.title,
            "where": one.where,
            "due": due_words(one.due_on, today),
            "late": one.due_on is not None and one.due_on < today,
            "url": reverse(PAGES[one.kind], args=[one.code]) if one.code else "",
            "why": str(one.may.reason),
        }
        for one in rows
    ]


def kind_words(kind: str) -> str:
    """What kind of thing a handover held."""
    return str(OpenKind(kind).label).capitalize() if kind in OpenKind.values else kind

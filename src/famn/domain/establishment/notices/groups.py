"""Letters of the project organisation: assignments of groups, what comes near on the wheel, what was handed over."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.establishment.models import GroupAssignment, Handover, WheelItem
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground import mail


def tell_group_assignment_given(assignment: GroupAssignment, *, by: Actor, at: dt.datetime) -> None:
    """Tell a person that a group wants something of her. Needs `responsible` and `group__initiative` selected."""
    if assignment.responsible is None or assignment.responsible.pk == by.user_id:
        return
    _tell(
        assignment.responsible,
        assignment,
        subject=_("Ett uppdrag till dig, klart senast %(day)s"),
        lead=_("%(name)s har antecknat ett uppdrag till dig från %(group)s."),
        by=by.name,
        at=at,
    )


def tell_group_assignment_answered(assignment: GroupAssignment, *, by: Actor, at: dt.datetime) -> None:
    """Tell whoever gave an assignment that it is answered. Needs `given_by` and `group__initiative` selected."""
    if assignment.given_by_id == by.user_id or not assignment.given_by.is_active:
        return
    _tell(
        assignment.given_by,
        assignment,
        subject=_("Besvarat: uppdraget till %(day)s"),
        lead=_("%(name)s har besvarat ett uppdrag från %(group)s."),
        by=by.name,
        at=at,
    )


def tell_group_assignment_due(person: User, assignment: GroupAssignment, *, is_late: bool, at: dt.datetime) -> None:
    """Tell a person that a group's assignment soon is due, or is late. Needs `group__initiative` selected with it."""
    _tell(
        person,
        assignment,
        subject=_("Uppdraget skulle ha varit klart %(day)s") if is_late else _("Klart senast %(day)s"),
        lead=_("%(group)s väntar fortfarande på svar.") if is_late else _("Snart ska %(group)s få ett svar."),
        by="",
        at=at,
    )


def tell_wheel(person: User, item: WheelItem, *, day: dt.date, at: dt.datetime) -> None:
    """Tell a person of what comes near on the wheel. Needs `group__initiative` selected with it."""
    mail.post(
        to=person.email,
        subject=_("Ur årshjulet, den %(day)s: %(text)s") % {"day": date_format(day, "j F"), "text": item.text},
        template="mail/establishment/wheel",
        context={
            "name": person.name,
            "day": date_format(day, "l j F Y"),
            "item": item,
            "group": item.group,
            "initiative": item.group.initiative,
        },
        at=at,
    )


def tell_handed_over_all(handover: Handover, *, moved: list[str], at: dt.datetime) -> None:
    """Tell a person what was handed over to her. Needs `taken_by` and `left_by` selected with it."""
    subject = ngettext(
        "%(name)s har lämnat över en sak till dig", "%(name)s har lämnat över %(count)d saker till dig", len(moved)
    )
    mail.post(
        to=handover.taken_by.email,
        subject=subject % {"name": handover.left_by.name, "count": len(moved)},
        template="mail/establishment/handover",
        context={
            "name": handover.taken_by.name,
            "left_by": handover.left_by.name,
            "moved": moved,
            "handover": handover,
        },
        at=at,
    )


def _tell(person: User, assignment: GroupAssignment, *, subject: str, lead: str, by: str, at: dt.datetime) -> None:
    day = date_format(assignment.due_on, "j F Y")
    group, initiative = assignment.group, assignment.group.initiative
    mail.post(
        to=person.email,
        subject=subject % {"day": _("den %(day)s") % {"day": day}},
        template="mail/establishment/group_assignment",
        context={
            "name": person.name,
            "lead": lead % {"name": by, "group": group.name},
            "day": day,
            "assignment": assignment,
            "group": group,
            "initiative": initiative,
        },
        at=at,
    )

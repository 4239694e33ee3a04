"""Letters about matters and assignments."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.matters.models import Assignment, Matter
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground import mail


def tell_case_officer(matter: Matter, *, by: Actor, at: dt.datetime) -> None:
    """Tell a person that a matter is hers now, unless she took it herself. Needs `case_officer` selected with it."""
    if matter.case_officer is None or matter.case_officer.pk == by.user_id:
        return
    mail.post(
        to=matter.case_officer.email,
        subject=_("Du är handläggare: %(title)s") % {"title": matter.title},
        template="mail/matters/case_officer",
        context={"name": matter.case_officer.name, "by": by.name, "matter": matter},
        at=at,
    )


def tell_handed_over(assignment: Assignment, *, by: Actor, at: dt.datetime) -> None:
    """Tell a person that she is to answer an assignment. Needs `matter` and `responsible` selected with it."""
    if assignment.responsible is not None and assignment.responsible.pk != by.user_id:
        _tell(
            assignment.responsible,
            assignment,
            subject=_("Ett uppdrag till dig, svar senast %(day)s"),
            template="assignment_given",
            by=by.name,
            at=at,
        )


def tell_answered(assignment: Assignment, *, by: Actor, at: dt.datetime) -> None:
    """Tell the case officer that an assignment of her matter is answered. Needs `matter__case_officer` selected."""
    officer = assignment.matter.case_officer
    if officer is not None and officer.pk != by.user_id:
        _tell(
            officer,
            assignment,
            subject=_("Besvarat: uppdraget till %(day)s"),
            template="assignment_answered",
            by=by.name,
            at=at,
        )


def tell_due(person: User, assignment: Assignment, *, at: dt.datetime) -> None:
    """Tell a person that an assignment soon is due. Needs `matter` selected with it."""
    _tell(person, assignment, subject=_("Svar senast %(day)s"), template="assignment_due", by="", at=at)


def tell_overdue(person: User, assignment: Assignment, *, at: dt.datetime) -> None:
    """Tell a person that the day of an assignment has passed. Needs `matter` selected with it."""
    _tell(
        person, assignment, subject=_("Svaret skulle ha lämnats %(day)s"), template="assignment_overdue", by="", at=at
    )


def _tell(person: User, assignment: Assignment, *, subject: str, template: str, by: str, at: dt.datetime) -> None:
    day = date_format(assignment.due_date, "j F Y")
    mail.post(
        to=person.email,
        subject=subject % {"day": _("den %(day)s") % {"day": day}},
        template=f"mail/matters/{template}",
        context={
            "name": person.name,
            "by": by,
            "day": day,
            "assignment": assignment,
            "matter": assignment.matter,
        },
        at=at,
    )

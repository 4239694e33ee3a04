"""What this room tells people by letter: what was read in and confirmed. Nothing about a family."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment.models import Initiative
from famn.domain.matters.models import Document, DocumentKind
from famn.domain.people.models import Membership, Role, User
from famn.domain.people.rules import Actor, in_force
from famn.ground import mail


def tell_confirmed(document: Document, initiative: Initiative | None, *, by: Actor, at: dt.datetime) -> int:
    """Tell those whom a confirmed document concerns, each once and never the doer. Returns how many were told.

    They are the matter's case officer, the managers of the unit and the coordinators of the authority. Needs
    `matter__case_officer` loaded.
    """
    people = _concerned(document, at=at)
    people.pop(by.user_id or 0, None)
    for person in people.values():
        mail.post(
            to=person.email,
            subject=_("Nytt i ärendet: %(title)s") % {"title": document.matter.title},
            template="mail/establishment/confirmed",
            context={
                "name": person.name,
                "by": by.name,
                "document": document,
                "kind": document.get_kind_display(),
                "matter": document.matter,
                "points": list(document.points.order_by("number")),
                "is_decided": document.kind == DocumentKind.MINUTES_EXTRACT,
                "initiative": initiative,
                "is_officer": person.pk == document.matter.case_officer_id,
            },
            at=at,
        )
    return len(people)


def _concerned(document: Document, *, at: dt.datetime) -> dict[int, User]:
    """Whom it concerns, by number, in a fixed order."""
    matter = document.matter
    people: dict[int, User] = {}
    if matter.case_officer is not None and matter.case_officer.is_active:
        people[matter.case_officer.pk] = matter.case_officer
    at_work = Membership.objects.filter(in_force(timezone.localdate(at)), unit__area__authority_id=matter.authority_id)
    managers = at_work.filter(role=Role.MANAGER, unit_id=matter.unit_id)
    coordinators = at_work.filter(role=Role.COORDINATOR)
    for membership in (managers | coordinators).select_related("user").order_by("user_id"):
        people[membership.user_id] = membership.user
    return people

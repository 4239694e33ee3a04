"""Taking hold of rows, and the checks that several acts share."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters.models import Assignment, Matter
from famn.domain.people.models import Authority, Membership, User
from famn.domain.people.rules import Actor, in_force, standing
from famn.ground.verdict import Refused


def lock_matter(matter: Matter) -> Matter:
    """The matter as it is now, under a lock, with its case officer."""
    return Matter.objects.select_for_update(of=("self",)).select_related("case_officer").get(pk=matter.pk)


def lock_assignment(assignment: Assignment) -> Assignment:
    """The assignment as it is now, under a lock, with its matter and its people."""
    rows = Assignment.objects.select_for_update(of=("self",))
    return rows.select_related("matter__case_officer", "responsible").get(pk=assignment.pk)


def take_turns(by: Actor) -> None:
    """Let those who shape what one authority has in common do so one at a time: two cannot take the same name."""
    Authority.objects.select_for_update(of=("self",), no_key=True).get(pk=standing(by).authority_id)


def require_at_work(person: User, *, by: Actor, at: dt.datetime, field: str) -> None:
    """Refuse a person who does not work for the authority on that day."""
    here = Membership.objects.filter(
        in_force(timezone.localdate(at)), unit__area__authority_id=standing(by).authority_id
    )
    if not here.filter(user=person).exists():
        raise Refused(_("%(name)s arbetar inte här just nu.") % {"name": person.name}, field=field)


def save_with_number(matter: Matter) -> None:
    """Save the matter. Raises Refused that names the matter which already has its registry number."""
    try:
        with transaction.atomic():
            matter.save()
    except IntegrityError:
        others = Matter.objects.filter(authority_id=matter.authority_id, registry_key=matter.registry_key)
        other = others.exclude(pk=matter.pk).first()
        if other is None:
            raise
        raise Refused(
            _("Diarienumret %(number)s finns redan i ärendet ”%(title)s”. Lägg dokumentet i det ärendet i stället.")
            % {"number": other.registry_number, "title": other.title},
            field="registry_number",
        ) from None

"""What a person does with a matter itself."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.matters import notices, rules
from famn.domain.matters.actions.holding import lock_matter, require_at_work, save_with_number
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Assignment, Matter
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@transaction.atomic
def start_matter(
    *,
    by: Actor,
    at: dt.datetime,
    title: str,
    case_officer: User | None = None,
    meeting_date: dt.date | None = None,
    registry_number: str = "",
    body: str = "",
) -> Matter:
    """Begin a matter before any document has come in to it; its case officer is told.

    Raises Refused where the title is empty, the number is another matter's, or the officer does not work here.
    """
    require(rules.may_start_matter(by))
    if not squeeze(title):
        raise Refused(_("Skriv ärendets rubrik."), field="title")
    if case_officer is not None:
        require_at_work(case_officer, by=by, at=at, field="case_officer")
    here = standing(by)
    matter = Matter(
        authority_id=here.authority_id,
        unit_id=here.unit_id,
        title=cut(squeeze(title), 300),
        registry_number=cut(squeeze(registry_number), 60),
        registry_key=rules.registry_key(registry_number),
        body=cut(squeeze(body), 120),
        case_officer=case_officer,
        meeting_date=meeting_date,
        opened_by_id=here.user_id,
        opened_at=at,
    )
    save_with_number(matter)
    trail.record("start_matter", matter, by=by, at=at)
    if case_officer is not None:
        notices.tell_case_officer(matter, by=by, at=at)
    return matter


@transaction.atomic
def change_matter(
    matter: Matter,
    *,
    by: Actor,
    at: dt.datetime,
    title: str,
    case_officer: User | None,
    meeting_date: dt.date | None,
    registry_number: str | None = None,
    body: str | None = None,
) -> Matter:
    """Change what a matter says of itself; a new case officer is told. None leaves registry number and body alone.

    Raises Refused where the title is empty, the number is another matter's, or the officer does not work here.
    """
    matter = lock_matter(matter)
    require(rules.may_change_matter(by, matter))
    if not squeeze(title):
        raise Refused(_("Skriv ärendets rubrik."), field="title")
    is_new_officer = case_officer is not None and case_officer.pk != matter.case_officer_id
    if case_officer is not None and is_new_officer:
        require_at_work(case_officer, by=by, at=at, field="case_officer")
    matter.title = cut(squeeze(title), 300)
    matter.case_officer = case_officer
    matter.meeting_date = meeting_date
    matter.body = matter.body if body is None else cut(squeeze(body), 120)
    if registry_number is not None:
        matter.registry_number = cut(squeeze(registry_number), 60)
        matter.registry_key = rules.registry_key(registry_number)
    save_with_number(matter)
    trail.record("change_matter", matter, by=by, at=at)
    if is_new_officer:
        notices.tell_case_officer(matter, by=by, at=at)
    return matter


@transaction.atomic
def close_matter(matter: Matter, *, by: Actor, at: dt.datetime) -> Matter:
    """Close a matter. Raises Refused while something in it waits for an answer."""
    matter = lock_matter(matter)
    require(rules.may_close_matter(by, matter))
    if matter.assignments.filter(state=Assignment.State.OPEN).exists():
        raise Refused(_("Det finns uppdrag som väntar på svar. Besvara eller ta tillbaka dem först."))
    matter.state, matter.closed_at, matter.closed_by_id = Matter.State.CLOSED, at, by.user_id
    matter.save(update_fields=["state", "closed_at", "closed_by"])
    trail.record("close_matter", matter, by=by, at=at)
    return matter


@transaction.atomic
def reopen_matter(matter: Matter, *, by: Actor, at: dt.datetime) -> Matter:
    """Open a closed matter again."""
    matter = lock_matter(matter)
    require(rules.may_reopen_matter(by, matter))
    matter.state, matter.closed_at, matter.closed_by = Matter.State.OPEN, None, None
    matter.save(update_fields=["state", "closed_at", "closed_by"])
    trail.record("reopen_matter", matter, by=by, at=at)
    return matter

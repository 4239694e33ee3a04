"""The only writes of what hinders an initiative, and of when its later links are planned."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import rules
from famn.domain.establishment.actions.holding import lock_initiative
from famn.domain.establishment.actions.somebody import Somebody, known
from famn.domain.establishment.models import Initiative, Obstacle, PlannedLink
from famn.domain.matters.actions.holding import require_at_work
from famn.domain.matters.facts import cut
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, standing
from famn.ground import periods, trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

# --- what hinders ----------------------------------------------------------------------------------


@transaction.atomic
def note_obstacle(
    initiative: Initiative,
    *,
    by: Actor,
    at: dt.datetime,
    level: str,
    text: str,
    noted_on: dt.date,
    owner: Somebody,
    due_on: dt.date | None = None,
) -> Obstacle:
    """Note something that hinders, on which level, and who takes it on: a colleague, or somebody by name."""
    initiative = lock_initiative(initiative)
    require(rules.may_drive(by, initiative))
    row = Obstacle(initiative=initiative, recorded_by_id=standing(by).user_id, recorded_at=at)
    _write(row, by, at, level=level, text=text, noted_on=noted_on, owner=owner, due_on=due_on)
    trail.record("note_obstacle", initiative, by=by, at=at, about={"obstacle": row.pk})
    return row


@transaction.atomic
def change_obstacle(
    obstacle: Obstacle,
    *,
    by: Actor,
    at: dt.datetime,
    level: str,
    text: str,
    noted_on: dt.date,
    owner: Somebody,
    due_on: dt.date | None = None,
) -> Obstacle:
    """Change what an obstacle says, its day and who takes it on, as long as it hinders."""
    row = _lock(obstacle)
    require(rules.may_change_obstacle(by, row))
    _write(row, by, at, level=level, text=text, noted_on=noted_on, owner=owner, due_on=due_on)
    trail.record("change_obstacle", row.initiative, by=by, at=at, about={"obstacle": row.pk})
    return row


@transaction.atomic
def hand_over_obstacle(obstacle: Obstacle, *, by: Actor, at: dt.datetime, to: User) -> Obstacle:
    """Let a colleague take an obstacle on. Safe to do twice."""
    row = _lock(obstacle)
    require(rules.may_change_obstacle(by, row))
    require_at_work(to, by=by, at=at, field="owner")
    if row.owner_id != to.pk:
        row.owner, row.owner_name = to, ""
        row.save(update_fields=["owner", "owner_name"])
        trail.record("hand_over_obstacle", row.initiative, by=by, at=at, about={"obstacle": row.pk, "user": to.pk})
    return row


@transaction.atomic
def settle_obstacle(obstacle: Obstacle, *, by: Actor, at: dt.datetime, state: str, outcome: str) -> Obstacle:
    """Say that an obstacle is solved, or that one lives with it, and what came of it."""
    row = _lock(obstacle)
    require(rules.may_settle_obstacle(by, row, state))
    if not squeeze(outcome):
        raise Refused(_("Skriv hur det gick."), field="outcome")
    row.state, row.outcome = state, cut(squeeze(outcome), 500)
    row.settled_by_id, row.settled_at = standing(by).user_id, at
    row.save(update_fields=["state", "outcome", "settled_by", "settled_at"])
    trail.record("settle_obstacle", row.initiative, by=by, at=at, about={"obstacle": row.pk}, reason=str(state))
    return row


@transaction.atomic
def reopen_obstacle(obstacle: Obstacle, *, by: Actor, at: dt.datetime) -> Obstacle:
    """Say that an obstacle hinders again."""
    row = _lock(obstacle)
    require(rules.may_settle_obstacle(by, row, Obstacle.State.OPEN))
    row.state, row.outcome, row.settled_by, row.settled_at = Obstacle.State.OPEN, "", None, None
    row.save(update_fields=["state", "outcome", "settled_by", "settled_at"])
    trail.record("reopen_obstacle", row.initiative, by=by, at=at, about={"obstacle": row.pk})
    return row


def _lock(obstacle: Obstacle) -> Obstacle:
    """The obstacle as it is now, under a lock, after its initiative's: always in that order."""
    initiative = lock_initiative(Initiative(pk=obstacle.initiative_id))
    row = Obstacle.objects.select_for_update(of=("self",)).get(pk=obstacle.pk)
    row.initiative = initiative
    return row


def _write(
    row: Obstacle,
    by: Actor,
    at: dt.datetime,
    *,
    level: str,
    text: str,
    noted_on: dt.date,
    owner: Somebody,
    due_on: dt.date | None,
) -> None:
    """Keep what was written. Raises Refused with the field that is wrong."""
    if level not in Obstacle.Level.values:
        raise Refused(_("Välj en nivå."), field="level")
    if not squeeze(text):
        raise Refused(_("Skriv vad som hindrar."), field="text")
    if noted_on > timezone.localdate(at):
        raise Refused(_("Dagen har inte kommit än."), field="noted_on")
    if due_on is not None and due_on < noted_on:
        raise Refused(_("Dagen ligger före den då hindret märktes."), field="due_on")
    if owner.user is None or owner.user.pk != row.owner_id:  # one who has left may still be the one who has it
        owner = known(owner, by=by, at=at, field="owner")
    row.level, row.text, row.noted_on, row.due_on = level, cut(squeeze(text), 500), noted_on, due_on
    row.owner, row.owner_name = owner.user, "" if owner.user else owner.name
    row.save()


# --- planned links ---------------------------------------------------------------------------------


@transaction.atomic
def plan_link(
    initiative: Initiative, *, by: Actor, at: dt.datetime, what: str, period: str, text: str = ""
) -> PlannedLink | None:
    """Say when a later link is planned: a year, a month or a day. An empty `period` takes the plan away."""
    initiative = lock_initiative(initiative)
    require(rules.may_drive(by, initiative))
    if what not in PlannedLink.What.values:
        raise Refused(_("Välj vad som planeras."), field="what")
    if not period.strip():
        _unplan(initiative, what, by=by, at=at)
        return None
    try:
        first, after = periods.of(period.strip())
    except ValueError:
        raise Refused(
            _("Skriv ett år, en månad eller en dag, till exempel 2027 eller 2027-03."), field="period"
        ) from None
    values = {"period": period.strip(), "from_date": first, "to_date": after, "text": cut(squeeze(text), 200)}
    values |= {"recorded_by_id": standing(by).user_id, "recorded_at": at}
    row, _is_new = PlannedLink.objects.update_or_create(initiative=initiative, what=what, defaults=values)
    trail.record("plan_link", initiative, by=by, at=at, about={"planned_link": row.pk})
    return row


def _unplan(initiative: Initiative, what: str, *, by: Actor, at: dt.datetime) -> None:
    gone, _rows = PlannedLink.objects.filter(initiative=initiative, what=what).delete()
    if gone:
        trail.record("unplan_link", initiative, by=by, at=at)

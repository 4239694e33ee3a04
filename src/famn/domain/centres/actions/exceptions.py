"""Writes of days that are not as usual: closed, or other hours, of a whole centre or of one of its legs."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import rules
from famn.domain.centres.actions.deciding import decision
from famn.domain.centres.actions.holding import day_after, lock_centre, lock_leg
from famn.domain.centres.models import CentreLeg, FamilyCentre, OpeningException
from famn.domain.centres.reads.kept import exception_mark
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require

_Reason = OpeningException.Reason


@transaction.atomic
def add_exception(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    first_day: dt.date,
    last_day: dt.date,
    reason: str,
    leg: CentreLeg | None = None,
    opens: dt.time | None = None,
    closes: dt.time | None = None,
    note: str = "",
    decided_by: str = "",
    reference: str = "",
) -> OpeningException:
    """Say that a centre, or one of its legs, is closed on some days, or keeps other hours where both are given.

    Raises Refused for days or hours that are not in order or meet another exception of the same, and for a closing by
    decision that does not say why and who decided.
    """
    centre, leg = _held(centre, leg, by)
    row = OpeningException(centre=centre, leg=leg)
    _say(row, first_day, last_day, reason, opens, closes, note, decided_by, reference)
    row.save()
    trail.record("add_exception", row, by=by, at=at, about=_about(row))
    return row


@transaction.atomic
def change_exception(
    row: OpeningException,
    *,
    by: Actor,
    at: dt.datetime,
    first_day: dt.date,
    last_day: dt.date,
    reason: str,
    seen: str,
    opens: dt.time | None = None,
    closes: dt.time | None = None,
    note: str = "",
    decided_by: str = "",
    reference: str = "",
) -> OpeningException:
    """Change days that are not as usual. `seen` is the mark of what the person saw (reads.exception_mark).

    Raises Refused as `add_exception`, and where somebody changed it or took it away since.
    """
    row = _locked(row, by)
    not_stale(seen, exception_mark(row))
    _say(row, first_day, last_day, reason, opens, closes, note, decided_by, reference)
    row.save()
    trail.record("change_exception", row, by=by, at=at, about=_about(row))
    return row


@transaction.atomic
def end_exception(row: OpeningException, *, by: Actor, at: dt.datetime) -> bool:
    """Let it be as usual again from today. One that has not begun goes altogether. Returns whether anything is left.

    Raises Refused where it is over already, or where somebody took it away.
    """
    row, today = _locked(row, by), timezone.localdate(at)
    if row.to_date <= today:
        raise Refused(_("Det är redan som vanligt igen."))
    trail.record("end_exception", row, by=by, at=at, about=_about(row))
    if row.from_date >= today:
        row.delete()
        return False
    row.to_date = today
    row.save(update_fields=["to_date"])
    return True


def _held(centre: FamilyCentre, leg: CentreLeg | None, by: Actor) -> tuple[FamilyCentre, CentreLeg | None]:
    """The centre and the leg under a lock, by somebody who may say this of them."""
    centre = lock_centre(centre.pk)
    if leg is not None:
        leg = lock_leg(leg)
        if leg.centre_id != centre.pk:
            raise Refused(_("Verksamheten hör till en annan familjecentral."), field="leg")
    require(rules.may_keep(by, centre, leg))
    return centre, leg


def _locked(row: OpeningException, by: Actor) -> OpeningException:
    centre = lock_centre(row.centre_id)
    found = OpeningException.objects.select_related("leg__centre", "leg__unit__area").filter(pk=row.pk).first()
    if found is None:
        raise Refused(_("Någon annan har tagit bort det. Nu är det som vanligt de dagarna."))
    found.centre = centre
    require(rules.may_keep(by, centre, found.leg))
    return found


def _say(
    row: OpeningException,
    first_day: dt.date,
    last_day: dt.date,
    reason: str,
    opens: dt.time | None,
    closes: dt.time | None,
    note: str,
    decided_by: str,
    reference: str,
) -> None:
    """Put what is said on the row, which is not saved yet."""
    if last_day < first_day:
        raise Refused(_("Den sista dagen ligger före den första."), field="last_day")
    if (opens is None) is not (closes is None) or (opens and closes and closes <= opens):
        raise Refused(_("Skriv både när det öppnar och när det stänger, i den ordningen."), field="closes")
    if reason not in _Reason.values:
        raise Refused(_("Välj varför."), field="reason")
    said = decision(squeeze(note)[:300], decided_by, reference, is_decided=reason == _Reason.DECISION)
    row.from_date, row.to_date = first_day, day_after(last_day)
    row.opens, row.closes, row.reason = opens, closes, reason
    row.note, row.decided_by, row.reference = said
    _alone(row)


def _alone(row: OpeningException) -> None:
    """Refuse two exceptions of the same on one day: nobody could tell which one holds."""
    same = OpeningException.objects.filter(Q(centre=row.centre_id), leg=row.leg_id).exclude(pk=row.pk or 0)
    other = same.filter(from_date__lt=row.to_date, to_date__gt=row.from_date).order_by("from_date").first()
    if other is not None:
        raise Refused(
            _("Det finns redan ändrade dagar från %(first)s till %(last)s. Ändra dem i stället.")
            % {"first": other.from_date, "last": other.to_date - dt.timedelta(days=1)},
            field="first_day",
        )


def _about(row: OpeningException) -> dict[str, int]:
    about = {"family_centre": row.centre_id}
    return about | {"centre_leg": row.leg_id} if row.leg_id else about

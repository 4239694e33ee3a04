"""The only writes of stances: whose they are, and what they answered on which day. The newest day counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping as Keyed

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment.actions.mapping_keeping import clean_line, open_mapping
from famn.domain.establishment.models import Mapping, Stance, StanceHolder
from famn.domain.people.models import Authority, Leg, Unit
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused


@transaction.atomic
def write_holder(
    mapping: Mapping,
    holder: StanceHolder | None = None,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    level: str = StanceHolder.Level.UNIT,
    leg: str = "",
) -> StanceHolder:
    """Write down a unit or an authority to ask, as a new row, or change the row `holder`.

    Where one unit or authority of that very name is known here, the row is tied to it.
    """
    mapping = open_mapping(mapping, by=by)
    name = clean_line(name, 160, field="name", needed=_("Skriv vad verksamheten eller huvudmannen heter."))
    same = StanceHolder.objects.filter(mapping=mapping, name__iexact=name).exclude(pk=holder.pk if holder else 0)
    if same.exists():
        raise Refused(_("Den är redan med."), field="name")
    if level not in StanceHolder.Level.values or (leg and leg not in Leg.values):
        raise Refused(_("Välj ett av alternativen."), field="leg" if level in StanceHolder.Level.values else "level")
    row = holder or StanceHolder(mapping=mapping)
    row.name, row.level, row.leg = name, level, leg
    row.unit, row.authority = _known(name, level)
    row.recorded_by_id, row.recorded_at = standing(by).user_id, at
    row.save()
    trail.record("write_holder", mapping, by=by, at=at, about={"stance_holder": row.pk})
    return row


@transaction.atomic
def record_stances(
    holder: StanceHolder,
    *,
    by: Actor,
    at: dt.datetime,
    answers: Keyed[str, str],
    said_on: dt.date,
    source: str,
    said_by: str = "",
) -> list[Stance]:
    """Record what one of them answered on a day, by question; an empty answer is left out. Earlier ones stay."""
    mapping = open_mapping(holder.mapping, by=by)
    given = {question: answer for question, answer in answers.items() if answer}
    if not given:
        raise Refused(_("Ange minst ett svar."))
    if any(q not in Stance.Question.values or a not in Stance.Answer.values for q, a in given.items()):
        raise Refused(_("Välj ett av alternativen."))
    if said_on > timezone.localdate(at):
        raise Refused(_("Dagen har inte kommit än."), field="said_on")
    source = clean_line(source, 200, field="source", needed=_("Skriv hur ni vet det, till exempel ett möte."))
    said_by = clean_line(said_by, 120, field="said_by")
    rows = []
    for question, answer in given.items():
        row = Stance.objects.create(
            holder=holder,
            question=question,
            answer=answer,
            said_on=said_on,
            said_by=said_by,
            source=source,
            recorded_by_id=standing(by).user_id,
            recorded_at=at,
        )
        trail.record("record_stance", mapping, by=by, at=at, about={"stance": row.pk, "stance_holder": holder.pk})
        rows.append(row)
    return rows


@transaction.atomic
def take_back_stance(stance: Stance, *, by: Actor, at: dt.datetime) -> Mapping:
    """Take away a stance that was written down wrong. A stance that changed is recorded anew instead."""
    mapping = open_mapping(stance.holder.mapping, by=by)
    number, holder = stance.pk, stance.holder_id
    gone, _rows = Stance.objects.filter(pk=number).delete()
    if gone:
        trail.record("take_back_stance", mapping, by=by, at=at, about={"stance": number, "stance_holder": holder})
    return mapping


@transaction.atomic
def remove_holder(holder: StanceHolder, *, by: Actor, at: dt.datetime) -> Mapping:
    """Take a unit or an authority out of a mapping that is under way, with what it answered."""
    mapping = open_mapping(holder.mapping, by=by)
    number = holder.pk
    Stance.objects.filter(holder_id=number).delete()
    gone, _rows = StanceHolder.objects.filter(pk=number).delete()
    if gone:
        trail.record("remove_holder", mapping, by=by, at=at, about={"stance_holder": number})
    return mapping


def _known(name: str, level: str) -> tuple[Unit | None, Authority | None]:
    """The unit or the authority of that name, where there is exactly one."""
    if level == StanceHolder.Level.UNIT:
        units = list(Unit.objects.filter(name__iexact=name, to_date__isnull=True)[:2])
        return (units[0] if len(units) == 1 else None), None
    boards = list(Authority.objects.filter(name__iexact=name)[:2])
    return None, (boards[0] if len(boards) == 1 else None)

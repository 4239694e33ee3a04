"""The only writes of ladders. What an authority has copied is its own; reference data never changes by hand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.establishment import reads, rules
from famn.domain.establishment.actions.holding import lock_authority
from famn.domain.establishment.models import Ladder, LadderDemand, LadderStep
from famn.domain.matters.facts import cut
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

Steps = Sequence[tuple[str, str]]  # title and meaning of each, the lowest first


@transaction.atomic
def copy_ladder(ladder: Ladder, *, by: Actor, at: dt.datetime, name: str) -> Ladder:
    """Make a copy of a ladder and its demands that one's authority may change.

    Refused where it has one of that name already.
    """
    require(rules.may_copy_ladder(by, ladder))
    authority = lock_authority(by)
    copy = Ladder.objects.create(
        name=_free_name(name, authority_id=authority.pk), source=ladder.source, authority=authority
    )
    steps = LadderStep.objects.filter(ladder=ladder).order_by("number")
    for number, step in enumerate(steps, start=1):
        new = LadderStep.objects.create(ladder=copy, number=number, title=step.title, meaning=step.meaning)
        _copy_demands(step, new)
    trail.record("copy_ladder", copy, by=by, at=at, about={"ladder": ladder.pk})
    return copy


@transaction.atomic
def change_ladder(ladder: Ladder, *, by: Actor, at: dt.datetime, name: str, steps: Steps, seen: str) -> Ladder:
    """Let a ladder have this name and these steps, numbered from 1; also in the initiatives that climb it.

    `seen` is the mark of the ladder as the person saw it (reads.LadderPage). Raises Refused where somebody changed it
    since, for a name or a title that is missing, and for a step taken away that an initiative has reached or planned.
    """
    ladder = Ladder.objects.select_for_update(no_key=True).get(pk=ladder.pk)
    require(rules.may_change_ladder(by, ladder))
    if seen != reads.ladder_page(ladder, actor=by).mark:
        raise Refused(_("Någon annan ändrade trappan medan du skrev. Jämför, och spara igen om din text ska gälla."))
    authority = lock_authority(by)
    ladder.name = _free_name(name, authority_id=authority.pk, but=ladder)
    ladder.save(update_fields=["name"])
    rows = _whole(steps)
    _take_away_after(ladder, len(rows))
    for number, (title, meaning) in enumerate(rows, start=1):
        values = {"title": title, "meaning": meaning}
        LadderStep.objects.update_or_create(ladder=ladder, number=number, defaults=values)
    trail.record("change_ladder", ladder, by=by, at=at)
    return ladder


def _copy_demands(step: LadderStep, new: LadderStep) -> None:
    """Give a step of a copy the demands of the step that it was copied from."""
    LadderDemand.objects.bulk_create(
        LadderDemand(step=new, number=one.number, text=one.text, alone=one.alone, legs=one.legs)
        for one in LadderDemand.objects.filter(step=step).order_by("number")
    )


def _free_name(name: str, *, authority_id: int, but: Ladder | None = None) -> str:
    """The name as kept, if no other ladder of the authority has it."""
    name = cut(squeeze(name), 120)
    if not name:
        raise Refused(_("Skriv vad trappan heter."), field="name")
    others = Ladder.objects.filter(authority_id=authority_id, name__iexact=name)
    if others.exclude(pk=but.pk if but else 0).exists():
        raise Refused(_("Ni har redan en trappa som heter så. Välj ett annat namn."), field="name")
    return name


def _whole(steps: Steps) -> list[tuple[str, str]]:
    """The steps as kept: at least one and not more than a drawing has room for, each with a title."""
    rows = [(cut(squeeze(title), 120), meaning.strip()) for title, meaning in steps]
    if not rows:
        raise Refused(_("En trappa har minst ett steg."))
    if len(rows) > rules.MOST_STEPS:
        raise Refused(_("En trappa har högst %(most)d steg.") % {"most": rules.MOST_STEPS})
    for number, (title, _meaning) in enumerate(rows, start=1):
        if not title:
            raise Refused(_("Skriv vad steget heter."), field=f"title_{number}")
    return rows


def _take_away_after(ladder: Ladder, count: int) -> None:
    """Take away the steps above number `count`, under a lock that recording a step waits for."""
    gone = list(LadderStep.objects.select_for_update().filter(ladder=ladder, number__gt=count).order_by("number"))
    used = next((step for step in gone if reads.is_used(step)), None)
    if used is not None:
        reason = _("Steg %(number)d går inte att ta bort, eftersom ett initiativ har nått eller planerat det.")
        raise Refused(reason % {"number": used.number}, field="remove_last")
    LadderStep.objects.filter(pk__in=[step.pk for step in gone]).delete()

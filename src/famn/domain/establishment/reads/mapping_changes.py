"""What changed from one mapping to the next: rows are the same where their origin is. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from famn.domain.establishment.models import MappingActor, MappingArea, Stance
from famn.domain.establishment.reads.mapping_content import Area, Content, Holder, LocalActor, Need


@dataclass(frozen=True)
class Change:
    """One thing that changed: `before` is empty for what is new, `after` for what is gone."""

    part: str
    what: str
    before: str
    after: str


def changes(old: Content, new: Content) -> list[Change]:
    """What changed from `old` to `new`: stances first, since they decide most."""
    return [*_stances(old, new), *_actors(old, new), *_needs(old, new), *_areas(old, new)]


def _pairs[Row: (Area, Holder, LocalActor, Need)](
    old: Iterable[Row], new: Iterable[Row]
) -> Iterator[tuple[Row | None, Row | None]]:
    """Each row as it was and as it is: new ones in their order, then those that are gone."""
    before = {row.origin: row for row in old}
    for row in new:
        yield before.pop(row.origin, None), row
    for left in before.values():
        yield left, None


def _stances(old: Content, new: Content) -> Iterator[Change]:
    for was, now in _pairs(old.holders, new.holders):
        holder = now or was
        if holder is None:
            continue
        for question in Stance.Question:
            before, after = _answer(was, question), _answer(now, question)
            if before != after:
                yield Change("care", f"{holder.name}: {question.label.lower()}", before, after)


def _name(was: Area | LocalActor | None, now: Area | LocalActor | None) -> str:
    """What it is called now, or was where it is gone."""
    known = now or was
    return known.name if known else ""


def _answer(holder: Holder | None, question: str) -> str:
    said = holder.newest(question) if holder else None
    return label(Stance.Answer, said.answer) if said else ""


def _actors(old: Content, new: Content) -> Iterator[Change]:
    for was, now in _pairs(old.actors, new.actors):
        before, after = _cooperation(was), _cooperation(now)
        if before != after:
            yield Change("actors", _name(was, now), before, after)


def _cooperation(actor: LocalActor | None) -> str:
    return (label(MappingActor.Cooperation, actor.cooperation) or _("inte tillfrågad")) if actor else ""


def _needs(old: Content, new: Content) -> Iterator[Change]:
    for was, now in _pairs(old.needs, new.needs):
        before, after = was.statement if was else "", now.statement if now else ""
        if before != after:
            yield Change("needs", _("Behov"), before, after)


def _areas(old: Content, new: Content) -> Iterator[Change]:
    for was, now in _pairs(old.areas, new.areas):
        before, after = _choice(was), _choice(now)
        still_open = now is not None and now.choice == MappingArea.Choice.OPEN and was is not None
        if before != after and not still_open:
            yield Change("areas", _name(was, now), before, after)


def _choice(area: Area | None) -> str:
    return label(MappingArea.Choice, area.choice) if area else ""


def label(choices: type[TextChoices], value: str) -> str:
    """The words of a value; empty where it is empty."""
    return str(choices(value).label) if value else ""

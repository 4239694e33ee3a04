"""What holds now, and today, of that which somebody looks for: the legs one asked for, for a child of the age asked.

A midwife's hours are not those of the house, and an open door for babies is none for who is three: so a search for one
of the legs is answered by its own hours, and never by those of another. What is planned in the calendar counts too,
where the search is for no leg, or for a kind of activity.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from famn.domain.activities.reads.finding import Coming, coming_today
from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.centres.opening import UNKNOWN, OpenDay, Sign, Status, status_at
from famn.domain.centres.reads.finding import Listed
from famn.domain.centres.reads.opening import Opening, openings
from famn.ground.languages import PageLanguage
from famn.web.public.asked import KINDS, LEGS, Asked, When, Wish
from famn.web.public.opening import Said, said
from famn.web.shared.tags import date_long

DAYS: Final = 7  # how far ahead the next opening is looked for
_NOTHING: Final = Asked()


@dataclass(frozen=True, slots=True)
class Door:
    """A leg that one looks for at a centre, or the centre as a whole: its days from today, and what holds."""

    wish: Wish | None
    days: list[OpenDay]
    status: Status


@dataclass(frozen=True, slots=True)
class Doors:
    """The doors of some centres and what happens there today, by the centres' numbers, as it holds at `moment`."""

    moment: dt.datetime
    today: dt.date
    asked: Asked
    by_centre: dict[int, list[Door]]
    coming: dict[int, list[Coming]]

    @property
    def changes_at(self) -> dt.datetime | None:
        """The first moment when what holds of any of them becomes something else."""
        turns = [door.status.changes_at for doors in self.by_centre.values() for door in doors]
        rows = [row for here in self.coming.values() for row in here]
        turns += [row.ends_at for row in rows]
        if self.asked.when == When.NOW:
            turns += [row.starts_at for row in rows if row.starts_at > self.moment]
        return min(turns, default=None)

    def meets(self, one: Listed, when: str) -> bool:
        """Whether all that is asked can be met there now, or at some time today that has not passed."""
        signs = {Sign.OPEN} if when == When.NOW else {Sign.OPEN, Sign.SOON}
        is_open = {door.wish for door in self.by_centre[one.pk] if door.status.sign in signs}
        held = [row for row in self.held(one) if when != When.NOW or row.starts_at <= self.moment]
        if (language := self.asked.language) and language not in one.languages:
            held = [row for row in held if language in row.languages]
            if not held:
                return False
        kinds = {row.kind for row in held}
        if self.asked.wishes:
            return all(wish in is_open or KINDS.get(wish) in kinds for wish in self.asked.wishes)
        return bool(is_open or held)

    def is_any_open(self, one: Listed) -> bool:
        """Whether one of its doors is open now, or opens later today."""
        return any(door.status.sign != Sign.CLOSED for door in self.by_centre[one.pk])

    def held(self, one: Listed) -> list[Coming]:
        """What happens there today and is not over, for a child of the age asked; never what is cancelled."""
        age = self.asked.age
        return [row for row in self.shown(one) if not row.is_cancelled and (age is None or row.lets_in(age))]

    def shown(self, one: Listed) -> list[Coming]:
        """What its card tells of today. A centre that is not open does nothing."""
        return self.coming.get(one.pk, []) if one.state == FamilyCentre.State.OPEN else []

    def opens(self, one: Listed) -> dt.datetime | None:
        """When it opens next, of what is asked; None while it is open, and where nobody knows."""
        return min((door.status.opens for door in self.by_centre[one.pk] if door.status.opens), default=None)

    def words(self, one: Listed) -> list[tuple[Wish | None, Said]]:
        """What holds of each leg that is asked, or else of the centre. One that is planned or paused says so first."""
        if one.state == FamilyCentre.State.PLANNED:
            when = _until(_("Den är tänkt att öppna %(day)s."), one)
            return [(None, Said(_("Inte öppen än"), when, "closed", is_open=False))]
        if one.state == FamilyCentre.State.PAUSED:
            again = _until(_("Tanken är att öppna igen %(day)s."), one)
            return [(None, Said(_("Tillfälligt stängd"), again, "closed", is_open=False))]
        return [(door.wish, self._said(one, door)) for door in self.by_centre[one.pk]]

    def _said(self, one: Listed, door: Door) -> Said:
        if door.wish and LEGS[door.wish] in one.booked and door.status.reason == UNKNOWN:
            return Said(capfirst(str(CentreLeg.NoHours.BOOKED.label)), "", "closed", is_open=False)
        return said(door.status, door.days, self.today)


def _until(words: str, one: Listed) -> str:
    return words % {"day": date_long(one.state_until)} if one.state_until else ""


def doors_of(centres: Iterable[Listed], moment: dt.datetime, asked: Asked = _NOTHING, *, ahead: int = DAYS) -> Doors:
    """When centres are open from the local day of `moment` and so many days on, and what they do today.

    Four queries, none for no centres.
    """
    today = timezone.localdate(moment)
    legs = {one.pk: one.legs for one in centres}
    if not legs:
        return Doors(moment, today, asked, {}, {})
    found = openings(legs, today, today + dt.timedelta(days=ahead))
    by_centre = {pk: _doors(kept, legs[pk], asked, moment, ahead) for pk, kept in found.items()}
    coming = coming_today(legs, moment, language=get_language() or PageLanguage.SV)
    return Doors(moment, today, asked, by_centre, coming)


def _doors(kept: Opening, legs: tuple[str, ...], asked: Asked, moment: dt.datetime, ahead: int) -> list[Door]:
    first = timezone.localdate(moment)
    last = first + dt.timedelta(days=ahead)
    sought = [wish for wish in asked.wishes if LEGS.get(wish) in legs]
    days_of: dict[Wish | None, list[OpenDay]] = {wish: kept.days_of_kind(LEGS[wish], first, last) for wish in sought}
    if not sought:
        days_of[None] = kept.days(first, last)
    if (age := asked.age) is not None:
        days_of = {wish: [day.to((age, age)) for day in days] for wish, days in days_of.items()}
    return [Door(wish, days, status_at(days, moment)) for wish, days in days_of.items()]

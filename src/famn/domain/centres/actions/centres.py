"""Writes of a centre itself: what is said of it, whether it is open, its houses and its partners."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import rules
from famn.domain.centres.actions.deciding import decision
from famn.domain.centres.actions.holding import day_after, lock_centre, named, still_said
from famn.domain.centres.models import FamilyCentre, Language, Partner, Premises
from famn.domain.centres.reads.centre import centre_mark, state_mark
from famn.domain.people.models import Place
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require

OLDEST: Final = 25  # years: as far as any target age reaches
_State = FamilyCentre.State
_VERBS: Final[dict[str, str]] = {
    _State.PLANNED: "plan_centre",
    _State.OPEN: "start_centre",
    _State.PAUSED: "pause_centre",
    _State.CLOSED: "close_centre",
}

SHUT: Final = frozenset({_State.PAUSED, _State.CLOSED})
_STATE_FIELDS: Final = ("state", "state_note", "state_decided_by", "state_reference", "state_since", "state_until")


@transaction.atomic
def open_centre(
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    place: Place,
    address: str = "",
    about: str = "",
    age_from: int = 0,
    age_to: int = 6,
    languages: Iterable[str] = (),
    opened_on: dt.date | None = None,
    planned_for: dt.date | None = None,
) -> FamilyCentre:
    """Put in a centre, which one's authority keeps up to date: open since a day, or planned where none is given.

    `planned_for` is the day when a planned one is meant to open. Raises Refused where the place has a centre of that
    name, for a name or ages that do not do, and for an opening day that has not come.
    """
    require(rules.may_open(by))
    if opened_on is not None and opened_on > timezone.localdate(at):
        raise Refused(
            _("Den dagen har inte kommit än. Lämna fältet tomt om familjecentralen planeras."), field="opened_on"
        )
    here = standing(by)
    centre = FamilyCentre.objects.create(
        **_said(name, place, address, about, age_from, age_to, languages),
        kept_by_id=here.authority_id,
        kept_by_unit_id=here.unit_id,
        state=_State.OPEN if opened_on else _State.PLANNED,
        opened_on=opened_on,
        confirmed_on=timezone.localdate(at),
        state_until=None if opened_on else planned_for,
    )
    trail.record("open_centre", centre, by=by, at=at)
    return centre


@transaction.atomic
def change_centre(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    place: Place,
    address: str,
    about: str,
    age_from: int,
    age_to: int,
    languages: Iterable[str],
    seen: str,
    planned_for: dt.date | None = None,
) -> FamilyCentre:
    """Change what is said of a centre. `seen` is the mark of what the person saw (reads.CentrePage.mark).

    `planned_for` is the day when it is meant to open; it is kept of a planned centre alone. Raises Refused where
    somebody changed it since, where the place has another centre of that name, and where a published centre would no
    longer say where it is.
    """
    centre = lock_centre(centre.pk)
    require(rules.may_describe(by, centre))
    not_stale(seen, centre_mark(centre))
    said = _said(name, place, address, about, age_from, age_to, languages, but=centre)
    if centre.state == _State.PLANNED:
        said["state_until"] = planned_for
    said["confirmed_on"] = timezone.localdate(at)
    for key, value in said.items():
        setattr(centre, key, value)
    centre.save(update_fields=list(said))
    still_said(centre, {rules.Gap.ADDRESS: "address"}, day=timezone.localdate(at))
    trail.record("change_centre", centre, by=by, at=at)
    return centre


def _said(
    name: str,
    place: Place,
    address: str,
    about: str,
    age_from: int,
    age_to: int,
    languages: Iterable[str],
    *,
    but: FamilyCentre | None = None,
) -> dict[str, Any]:
    """What is said of a centre, as kept. The place is locked, so that no two centres there get one name."""
    name = named(name, FamilyCentre)
    if not 0 <= age_from <= age_to <= OLDEST:
        raise Refused(_("Åldrarna går inte ihop. Skriv den lägsta först, till exempel 0 och 6."), field="age_to")
    place = Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    if place.kind == Place.Kind.COUNTY:
        raise Refused(_("Välj en kommun eller en stadsdel, inte ett helt län."), field="place")
    others = FamilyCentre.objects.filter(place=place, name__iexact=name).exclude(pk=but.pk if but else 0)
    if others.exists():
        raise Refused(_("Det finns redan en familjecentral med det namnet där."), field="name")
    known = set(languages)
    return {
        "name": name,
        "place": place,
        "address": squeeze(address)[:200],
        "about": about.strip(),
        "age_from": age_from,
        "age_to": age_to,
        "languages": [code for code in Language.values if code in known],
    }


@transaction.atomic
def go(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    state: str,
    day: dt.date | None = None,
    note: str = "",
    decided_by: str = "",
    reference: str = "",
    until: dt.date | None = None,
) -> FamilyCentre:
    """Let a centre open, pause or close, from `day` (today where none is given).

    What is shut says why (`note`), which boards have decided it (`decided_by`), and under which registry number and
    paragraph (`reference`): for everybody. `until` is the day when a paused centre is meant to open again. Raises
    Refused where somebody was first, for a pause or an end that does not say why and who decided, and for days that
    do not fit.
    """
    seen, centre = centre.state, lock_centre(centre.pk)
    if centre.state != seen:
        raise Refused(_("Någon annan var först: den är nu ”%(state)s”.") % {"state": centre.get_state_display()})
    require(rules.may_go(by, centre, state))
    said = {"note": note, "decided_by": decided_by, "reference": reference}
    put_state(centre, state=state, today=timezone.localdate(at), day=day, until=until, **said)
    centre.save(update_fields=["opened_on", "closed_on", *_STATE_FIELDS])
    trail.record(_VERBS[state], centre, by=by, at=at)
    return centre


@transaction.atomic
def change_decision(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    note: str,
    decided_by: str,
    reference: str,
    seen: str,
    day: dt.date | None = None,
    until: dt.date | None = None,
) -> FamilyCentre:
    """Change what is said of why a centre is paused or closed, by whom and from which day (`day`).

    `seen` is the mark of what the person saw (reads.state_mark). Raises Refused as `go`, where somebody changed it
    since, and of a centre that is not shut.
    """
    centre, today = lock_centre(centre.pk), timezone.localdate(at)
    require(rules.may_describe(by, centre))
    not_stale(seen, state_mark(centre))
    if centre.state not in SHUT:
        raise Refused(_("Familjecentralen är inte stängd."))
    said = {"note": note, "decided_by": decided_by, "reference": reference}
    day = day or centre.closed_on or centre.state_since
    put_state(centre, state=centre.state, today=today, day=day, until=until, **said)
    centre.save(update_fields=["opened_on", "closed_on", *_STATE_FIELDS])
    trail.record("change_decision", centre, by=by, at=at)
    return centre


def put_state(
    centre: FamilyCentre,
    *,
    state: str,
    today: dt.date,
    day: dt.date | None = None,
    note: str = "",
    decided_by: str = "",
    reference: str = "",
    until: dt.date | None = None,
) -> None:
    """Put a state, its days and what is said of it on a centre that is not saved. Arguments and Refused as of `go`."""
    day = day or today
    said = decision(note, decided_by, reference, is_decided=state in SHUT)
    _move(centre, state, day, today)
    centre.state = state
    _shut(centre, *said, since=day, until=until)


def _shut(
    centre: FamilyCentre, note: str, decided_by: str, reference: str, *, since: dt.date, until: dt.date | None
) -> None:
    """Put what is said of its state on the centre, which is not saved yet."""
    is_paused = centre.state == _State.PAUSED
    if is_paused and until is not None and until <= since:
        raise Refused(_("Dagen då den ska öppna igen ligger före den då den stänger."), field="until")
    centre.state_note, centre.state_decided_by, centre.state_reference = note, decided_by, reference
    centre.state_since = since if centre.state in SHUT else None
    centre.state_until = until if is_paused else None


def _move(centre: FamilyCentre, state: str, day: dt.date, today: dt.date) -> None:
    """The days when a centre opened and closed."""
    if day > today:
        raise Refused(_("Den dagen har inte kommit än."), field="day")
    if state == _State.OPEN:
        centre.opened_on, centre.closed_on = centre.opened_on or day, None
        return
    opened = centre.opened_on or dt.date.min
    if state == _State.CLOSED:
        if day <= opened:
            raise Refused(_("Den kan inte läggas ned före dagen då den öppnade."), field="day")
        centre.closed_on = day
    elif day < opened:
        raise Refused(_("Den kan inte stängas före dagen då den öppnade."), field="day")


@transaction.atomic
def publish_centre(centre: FamilyCentre, *, by: Actor, at: dt.datetime) -> FamilyCentre:
    """Show a centre to everybody. Raises Refused where somebody was first, Denied with all that is missing."""
    was_public, centre = centre.is_public, lock_centre(centre.pk)
    if centre.is_public and not was_public:
        raise Refused(_("Någon annan var först: den visas redan för alla."))
    require(rules.may_publish(by, centre, rules.lacks_of(centre, day=timezone.localdate(at))))
    centre.is_public = True
    centre.save(update_fields=["is_public"])
    trail.record("publish_centre", centre, by=by, at=at)
    return centre


@transaction.atomic
def unpublish_centre(centre: FamilyCentre, *, by: Actor, at: dt.datetime) -> FamilyCentre:
    """Stop showing a centre to everybody."""
    centre = lock_centre(centre.pk)
    require(rules.may_unpublish(by, centre))
    centre.is_public = False
    centre.save(update_fields=["is_public"])
    trail.record("unpublish_centre", centre, by=by, at=at)
    return centre


# --- houses and partners ---------------------------------------------------------------------------


@transaction.atomic
def add_premises(
    centre: FamilyCentre, *, by: Actor, at: dt.datetime, name: str, address: str = "", is_main: bool = False
) -> Premises:
    """Put in a house of a centre; the first is the main one. Raises Refused where it has one of that name."""
    centre = lock_centre(centre.pk)
    require(rules.may_describe(by, centre))
    name = _free_house(centre, name)
    is_main = is_main or not Premises.objects.filter(centre=centre).exists()
    if is_main:
        Premises.objects.filter(centre=centre).update(is_main=False)
    house = Premises.objects.create(centre=centre, name=name, address=squeeze(address)[:200], is_main=is_main)
    trail.record("add_premises", house, by=by, at=at, about={"family_centre": centre.pk})
    return house


@transaction.atomic
def change_premises(
    house: Premises, *, by: Actor, at: dt.datetime, name: str, address: str, is_main: bool = False
) -> Premises:
    """Change what a house is called and where it lies, or make it the main one."""
    centre = lock_centre(house.centre_id)
    require(rules.may_describe(by, centre))
    house = Premises.objects.get(pk=house.pk)
    house.name, house.address = _free_house(centre, name, but=house), squeeze(address)[:200]
    if is_main and not house.is_main:
        Premises.objects.filter(centre=centre).update(is_main=False)
        house.is_main = True
    house.save(update_fields=["name", "address", "is_main"])
    trail.record("change_premises", house, by=by, at=at, about={"family_centre": centre.pk})
    return house


def _free_house(centre: FamilyCentre, name: str, *, but: Premises | None = None) -> str:
    name = named(name, Premises)
    if Premises.objects.filter(centre=centre, name__iexact=name).exclude(pk=but.pk if but else 0).exists():
        raise Refused(_("Familjecentralen har redan ett hus som heter så."), field="name")
    return name


@transaction.atomic
def add_partner(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    kind: str,
    name: str,
    from_date: dt.date,
    what: str = "",
    email: str = "",
) -> Partner:
    """Put in somebody who works with the centre beside the four legs. Raises Refused where the name is there."""
    centre = lock_centre(centre.pk)
    require(rules.may_describe(by, centre))
    name = named(name, Partner)
    if Partner.objects.filter(centre=centre, name__iexact=name, to_date__isnull=True).exists():
        raise Refused(_("Den samarbetspartnern finns redan med."), field="name")
    said = {"kind": kind, "name": name, "what": squeeze(what)[:200], "email": email.strip().lower()}
    partner = Partner.objects.create(centre=centre, from_date=from_date, confirmed_on=timezone.localdate(at), **said)
    trail.record("add_partner", partner, by=by, at=at, about={"family_centre": centre.pk})
    return partner


@transaction.atomic
def change_partner(
    partner: Partner, *, by: Actor, at: dt.datetime, kind: str, name: str, what: str = "", email: str = ""
) -> Partner:
    """Change what is said of a partner. Raises Refused for one that is no longer there, and for a name that is."""
    centre = lock_centre(partner.centre_id)
    require(rules.may_describe(by, centre))
    partner = Partner.objects.get(pk=partner.pk)
    if partner.to_date is not None:
        raise Refused(_("Samarbetet är redan avslutat."))
    partner.kind, partner.name, partner.what = kind, named(name, Partner), squeeze(what)[:200]
    partner.email = email.strip().lower()
    others = Partner.objects.filter(centre=centre, name__iexact=partner.name, to_date__isnull=True)
    if others.exclude(pk=partner.pk).exists():
        raise Refused(_("Den samarbetspartnern finns redan med."), field="name")
    partner.save(update_fields=["kind", "name", "what", "email"])
    trail.record("change_partner", partner, by=by, at=at, about={"family_centre": centre.pk})
    return partner


@transaction.atomic
def end_partner(partner: Partner, *, by: Actor, at: dt.datetime, last_day: dt.date) -> Partner:
    """Let somebody's part end; `last_day` is the last day of it. Raises Refused where it has ended already.

    The address for letters is thrown away at once.
    """
    centre = lock_centre(partner.centre_id)
    require(rules.may_describe(by, centre))
    partner = Partner.objects.get(pk=partner.pk)
    if partner.to_date is not None:
        raise Refused(_("Samarbetet är redan avslutat."))
    if last_day < partner.from_date:
        raise Refused(_("Den sista dagen ligger före den första."), field="last_day")
    partner.to_date, partner.email = day_after(last_day), ""
    partner.save(update_fields=["to_date", "email"])
    trail.record("end_partner", partner, by=by, at=at, about={"family_centre": centre.pk})
    return partner

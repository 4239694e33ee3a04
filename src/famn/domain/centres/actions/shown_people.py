"""Writes of those who work at a centre and are shown by name, and of their pictures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import rules
from famn.domain.centres.actions.holding import lock_centre, lock_leg, named
from famn.domain.centres.models import CentreLeg, CentrePerson, FamilyCentre, Language
from famn.domain.centres.reads.kept import person_mark
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require
from famn.outside import photo as photos


@transaction.atomic
def show_person(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    role: str,
    leg: CentreLeg | None = None,
    phone: str = "",
    email: str = "",
    languages: Iterable[str] = (),
) -> CentrePerson:
    """Show somebody who works at a centre, or in one of its legs, from today. Raises Refused for an empty name."""
    centre = lock_centre(centre.pk)
    leg = _leg_of(centre, leg)
    require(rules.may_keep(by, centre, leg))
    today = timezone.localdate(at)
    said = _said(name, role, phone, email, languages)
    person = CentrePerson.objects.create(centre=centre, leg=leg, from_date=today, confirmed_on=today, **said)
    trail.record("show_person", person, by=by, at=at, about={"family_centre": centre.pk})
    return person


@transaction.atomic
def change_shown_person(
    person: CentrePerson,
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    role: str,
    leg: CentreLeg | None,
    phone: str,
    languages: Iterable[str],
    seen: str,
    email: str = "",
) -> CentrePerson:
    """Change how somebody is shown. This confirms her. `seen` is the mark of what was seen (reads.person_mark).

    Raises Refused where somebody changed it since or stopped showing her.
    """
    person = _locked(person, by, at)
    not_stale(seen, person_mark(person))
    leg = _leg_of(person.centre, leg)
    require(rules.may_keep(by, person.centre, leg))
    said = _said(name, role, phone, email, languages) | {"leg": leg, "confirmed_on": timezone.localdate(at)}
    for key, value in said.items():
        setattr(person, key, value)
    person.save(update_fields=list(said))
    trail.record("change_shown_person", person, by=by, at=at, about={"family_centre": person.centre_id})
    return person


@transaction.atomic
def hide_person(person: CentrePerson, *, by: Actor, at: dt.datetime) -> None:
    """Stop showing somebody, from now on. Her picture and her address are thrown away at once."""
    person, today = _locked(person, by, at), timezone.localdate(at)
    trail.record("hide_person", person, by=by, at=at, about={"family_centre": person.centre_id})
    if person.from_date >= today:
        person.delete()
        return
    person.to_date, person.email = today, ""
    person.save(update_fields=["to_date", "email", *_without_photo(person)])


@transaction.atomic
def set_photo(
    person: CentrePerson, *, by: Actor, at: dt.datetime, content: bytes, agreed_on: dt.date | None
) -> CentrePerson:
    """Show a picture of somebody, who agreed to it on a day. It is made small and loses all that the file told.

    Raises Refused without that day, for one that has not come, and for a file that is no picture we can read.
    """
    person = _locked(person, by, at)
    if agreed_on is None or agreed_on > timezone.localdate(at):
        raise Refused(_("Skriv vilken dag hon eller han sa ja till att bilden visas."), field="agreed_on")
    try:
        small = photos.portrait(content)
    except photos.NoPicture as fault:
        raise Refused(str(fault), field="picture") from fault
    person.photo, person.photo_type, person.photo_agreed_on = small, photos.MEDIA_TYPE, agreed_on
    person.save(update_fields=["photo", "photo_type", "photo_agreed_on"])
    trail.record("set_photo", person, by=by, at=at, about={"family_centre": person.centre_id})
    return person


@transaction.atomic
def remove_photo(person: CentrePerson, *, by: Actor, at: dt.datetime) -> CentrePerson:
    """Throw away the picture of somebody: she may say no at any time."""
    person = _locked(person, by, at)
    person.save(update_fields=_without_photo(person))
    trail.record("remove_photo", person, by=by, at=at, about={"family_centre": person.centre_id})
    return person


@transaction.atomic
def forget_photos(*, by: Actor, at: dt.datetime) -> int:
    """Throw away the pictures and addresses of those who are no longer shown. Returns how many pictures.

    The clock does it.
    """
    require(rules.may_ask_owners(by))
    left = CentrePerson.objects.filter(to_date__lte=timezone.localdate(at))
    left.exclude(email="").update(email="")
    rows = list(left.exclude(photo_type="").defer("photo").select_for_update(skip_locked=True))
    for person in rows:
        person.save(update_fields=_without_photo(person))
        trail.record("remove_photo", person, by=by, at=at, about={"family_centre": person.centre_id})
    return len(rows)


def _without_photo(person: CentrePerson) -> list[str]:
    """Take the picture off a row, which is not saved yet. Returns the columns to save."""
    person.photo, person.photo_type, person.photo_agreed_on = None, "", None
    return ["photo", "photo_type", "photo_agreed_on"]


def _leg_of(centre: FamilyCentre, leg: CentreLeg | None) -> CentreLeg | None:
    if leg is None:
        return None
    leg = lock_leg(leg)
    if leg.centre_id != centre.pk:
        raise Refused(_("Verksamheten hör till en annan familjecentral."), field="leg")
    return leg


def _locked(person: CentrePerson, by: Actor, at: dt.datetime) -> CentrePerson:
    """Somebody under her centre's lock, shown today or later."""
    lock_centre(person.centre_id)
    rows = CentrePerson.objects.defer("photo").select_related("centre", "leg__centre", "leg__unit__area")
    shown = Q(to_date__isnull=True) | Q(to_date__gt=timezone.localdate(at))
    found = rows.filter(shown, pk=person.pk).first()
    if found is None:
        raise Refused(_("Någon annan har slutat visa den personen."))
    require(rules.may_keep_person(by, found))
    return found


def _said(name: str, role: str, phone: str, email: str, languages: Iterable[str]) -> dict[str, Any]:
    role = squeeze(role)[:120]
    if not role:
        raise Refused(_("Skriv vad hon eller han arbetar som."), field="role")
    known = set(languages)
    return {
        "name": named(name, CentrePerson),
        "role": role,
        "phone": squeeze(phone)[:30],
        "email": email.strip().lower(),
        "languages": [code for code in Language.values if code in known],
    }

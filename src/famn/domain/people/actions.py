"""The only writes of people and authorities."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.people import notices, rules
from famn.domain.people.models import (
    Administration,
    Authority,
    CalendarFeed,
    Membership,
    Place,
    Principal,
    Profession,
    Role,
    SecrecyArea,
    Unit,
    User,
)
from famn.domain.people.rules import Actor
from famn.ground import digest, trail
from famn.ground.text import checksum, squeeze
from famn.ground.verdict import Refused, require


@transaction.atomic
def found_principal(*, by: Actor, at: dt.datetime, kind: str, name: str, place: Place | None = None) -> Principal:
    """Put in a principal (huvudman). Raises Refused when the name is taken."""
    require(rules.may_found(by))
    name = squeeze(name)
    _refuse_second_principal(name)
    try:
        with transaction.atomic():
            principal = Principal.objects.create(kind=kind, name=name, place=place)
    except IntegrityError:  # a colleague was first by a blink
        _refuse_second_principal(name)
        raise
    trail.record("found_principal", principal, by=by, at=at)
    return principal


def _refuse_second_principal(name: str) -> None:
    if Principal.objects.filter(name__iexact=name).exists():
        raise Refused(_("Det finns redan en huvudman med det namnet."), field="name")


@transaction.atomic
def found_authority(
    *, by: Actor, at: dt.datetime, principal: Principal, kind: str, name: str, place: Place | None = None
) -> Authority:
    """Put in an authority under its principal: a board, or the provider itself."""
    require(rules.may_found(by))
    authority = Authority.objects.create(principal=principal, kind=kind, name=squeeze(name), place=place)
    trail.record("found_authority", authority, by=by, at=at)
    return authority


@transaction.atomic
def draw_secrecy_area(
    *, by: Actor, at: dt.datetime, authority: Authority, kind: str, name: str, chapter: str = ""
) -> SecrecyArea:
    """Draw a secrecy area inside an authority: its own recorded decision (offentlighets- och sekretesslagen 8:2)."""
    require(rules.may_manage_people(by, authority.pk))
    area = SecrecyArea.objects.create(authority=authority, kind=kind, name=squeeze(name), chapter=chapter)
    trail.record("draw_secrecy_area", area, by=by, at=at)
    return area


@transaction.atomic
def add_administration(*, by: Actor, at: dt.datetime, authority: Authority, name: str) -> Administration:
    """Add an administration (förvaltning) to a board."""
    require(rules.may_manage_people(by, authority.pk))
    administration = Administration.objects.create(authority=authority, name=squeeze(name))
    trail.record("add_administration", administration, by=by, at=at)
    return administration


@transaction.atomic
def add_unit(
    *,
    by: Actor,
    at: dt.datetime,
    area: SecrecyArea,
    name: str,
    from_date: dt.date,
    leg: str = "",
    administration: Administration | None = None,
    phone: str = "",
    email: str = "",
) -> Unit:
    """Add a unit to a secrecy area. Raises Refused when the area already has a unit of that name."""
    require(rules.may_manage_people(by, area.authority_id))
    unit = Unit(
        area=area,
        name=squeeze(name),
        from_date=from_date,
        leg=leg,
        administration=administration,
        phone=phone,
        email=email,
    )
    _refuse_second_unit(unit)
    try:
        with transaction.atomic():
            unit.save()
    except IntegrityError:  # a colleague was first by a blink
        _refuse_second_unit(unit)
        raise
    trail.record("add_unit", unit, by=by, at=at)
    return unit


def _refuse_second_unit(unit: Unit) -> None:
    if Unit.objects.filter(area=unit.area, name__iexact=unit.name).exists():
        raise Refused(_("Det finns redan en enhet med det namnet."), field="name")


@transaction.atomic
def add_person(
    *,
    by: Actor,
    at: dt.datetime,
    name: str,
    email: str,
    unit: Unit,
    role: str,
    from_date: dt.date,
    title: str = "",
    phone: str = "",
    profession: Profession | None = None,
    to_date: dt.date | None = None,
) -> Membership:
    """Let a person work for a unit. The person is made if the address is new, and is told by letter.

    Raises Refused when she already has that role there, when the period ends before it begins, and when one would let
    oneself in: a wall between secrecy areas is opened to a person by a colleague, never by herself.
    """
    require(rules.may_give_role(by, Role(role), unit.area.authority_id))
    if to_date and to_date <= from_date:
        raise Refused(_("Slutdagen måste vara efter startdagen."), field="to_date")
    person, is_new = _find_or_make_person(email.lower(), name=name, phone=phone)
    if is_new:
        trail.record("add_person", person, by=by, at=at)
    elif person.pk == by.user_id:
        raise Refused(_("Du kan inte ge dig själv ett uppdrag. Be en kollega."), field="email")
    elif Membership.objects.filter(user=person, unit=unit, role=role, to_date__isnull=True).exists():
        raise Refused(_("Personen har redan den rollen vid enheten."), field="role")
    membership = Membership.objects.create(
        user=person,
        unit=unit,
        role=Role(role),
        title=squeeze(title),
        profession=profession,
        from_date=from_date,
        to_date=to_date,
    )
    trail.record("join_unit", membership, by=by, at=at, about={"user": person.pk, "unit": unit.pk})
    notices.tell_joined(membership, is_new=is_new, at=at)
    return membership


@transaction.atomic
def know_person(*, by: Actor, at: dt.datetime, name: str, email: str) -> User:
    """The person of an address, made if she is new: one who is to sign something here and works for no unit.

    She gets no membership, so no page of the workspace is hers. A person who is known keeps her name.
    """
    require(rules.may_know_person(by))
    person, is_new = _find_or_make_person(email.lower(), name=name, phone="")
    if is_new:
        trail.record("add_person", person, by=by, at=at)
    return person


def _find_or_make_person(email: str, *, name: str, phone: str) -> tuple[User, bool]:
    """The person of an address under a lock, and whether she is new; a colleague may have been first by a blink."""
    known = User.objects.select_for_update().filter(email=email)
    if person := known.first():
        return person, False
    person = User(name=squeeze(name), email=email, phone=phone)
    person.set_unusable_password()
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        return known.get(), False
    return person, True


@transaction.atomic
def sign_in(person: User, *, by: Actor, at: dt.datetime) -> None:
    """Note that a person has signed in. Who works for several units has yet to choose one, see `act_for_unit`."""
    trail.record("sign_in", person, by=by, at=at)


@transaction.atomic
def sign_out(person: User, *, by: Actor, at: dt.datetime) -> None:
    """Note that a person has signed out. One whose session merely runs out leaves no such trace."""
    trail.record("sign_out", person, by=by, at=at)


@transaction.atomic
def act_for_unit(membership: Membership, *, by: Actor, at: dt.datetime) -> Membership:
    """Choose for which unit one acts from now on: one of one's own memberships that holds today."""
    require(rules.may_act_for(by, membership, day=timezone.localdate(at)))
    trail.record("act_for_unit", membership, by=by, at=at, about={"unit": membership.unit_id})
    return membership


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor, at: dt.datetime, last_day: dt.date) -> Membership:
    """End a membership after `last_day`. Raises Refused when that is before it began."""
    membership = Membership.objects.select_for_update(of=("self",)).select_related("unit__area").get(pk=membership.pk)
    require(rules.may_end_membership(by, membership))
    if last_day < membership.from_date:
        raise Refused(_("Sista dagen kan inte vara före den första."), field="last_day")
    membership.to_date = last_day + dt.timedelta(days=1)
    membership.save(update_fields=["to_date"])
    trail.record("end_membership", membership, by=by, at=at, about={"user": membership.user_id})
    return membership


# --- one's own calendar and mails -------------------------------------------------------------------


@transaction.atomic
def make_feed(membership: Membership, *, by: Actor, at: dt.datetime) -> tuple[CalendarFeed, str]:
    """A new secret address for the calendar of a membership: the row, and its token, which is told this once.

    An earlier address of the same membership stops at the same moment.
    """
    require(rules.may_keep_feed(by, membership.pk))
    _revoke(membership.pk, by=by, at=at)
    token = secrets.token_urlsafe(32)
    feed = CalendarFeed.objects.create(membership=membership, token_sha256=checksum(token.encode()), made_at=at)
    trail.record("make_feed", feed, by=by, at=at, about={"user": membership.user_id})
    return feed, token


@transaction.atomic
def revoke_feed(membership: Membership, *, by: Actor, at: dt.datetime) -> bool:
    """Take back the secret address of a calendar. False where there was none."""
    require(rules.may_keep_feed(by, membership.pk))
    return _revoke(membership.pk, by=by, at=at)


def _revoke(membership_id: int, *, by: Actor, at: dt.datetime) -> bool:
    Membership.objects.select_for_update(of=("self",)).get(pk=membership_id)  # two clicks at once take turns
    rows = CalendarFeed.objects.filter(membership_id=membership_id, revoked_at__isnull=True)
    feed = rows.select_related("membership").first()
    if feed is None:
        return False
    feed.revoked_at = at
    feed.save(update_fields=["revoked_at"])
    trail.record("revoke_feed", feed, by=by, at=at, about={"user": feed.membership.user_id})
    return True


@transaction.atomic
def note_feed_read(feed: CalendarFeed, *, by: Actor, at: dt.datetime) -> None:
    """Note the day on which a calendar program last read a feed, once a day. Needs `membership` selected with it."""
    today = timezone.localdate(at)
    fresh = CalendarFeed.objects.filter(pk=feed.pk).exclude(last_read_on=today)
    if feed.last_read_on != today and fresh.update(last_read_on=today):
        trail.record("read_feed", feed, by=by, at=at, about={"user": feed.membership.user_id})


@transaction.atomic
def choose_mail(person: User, *, by: Actor, at: dt.datetime, daily_at: dt.time | None) -> None:
    """Say whether one's mails come together once a day, at a time of day, or (None) each by itself."""
    require(rules.may_choose_mail(by, person))
    if daily_at is None:
        digest.gather_no_longer(person.email)
    elif daily_at.hour not in digest.HOURS or daily_at.minute or daily_at.second:
        raise Refused(_("Välj en av tiderna."), field="daily_at")
    else:
        digest.gather_for(person.email, daily_at, at=at)
    trail.record("choose_mail", person, by=by, at=at)

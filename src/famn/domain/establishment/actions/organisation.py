"""The only writes of the project organisation: the two groups, who sits in them, and who answers for their duties."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.establishment import rules
from famn.domain.establishment.actions.somebody import Somebody, known
from famn.domain.establishment.models import GroupDuty, GroupMember, Initiative, ProjectGroup
from famn.domain.matters.facts import cut
from famn.domain.people.models import Leg, Membership
from famn.domain.people.rules import Actor, in_force, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@dataclass(frozen=True)
class Seat:
    """What a member brings to a group: from where, for which leg, and what she may say yes to."""

    title: str = ""
    unit_name: str = ""
    party_name: str = ""
    leg: str = ""
    mandate: str = ""
    part: str = GroupMember.Part.MEMBER


@transaction.atomic
def set_up_groups(initiative: Initiative, *, by: Actor, at: dt.datetime) -> list[ProjectGroup]:
    """Set up the steering group that decides and the working group that prepares."""
    initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    there = set(ProjectGroup.objects.filter(initiative=initiative).values_list("kind", flat=True))
    require(rules.may_set_up_groups(by, initiative, groups=len(there)))
    made = []
    for kind in ProjectGroup.Kind:
        if kind.value not in there:
            group = ProjectGroup.objects.create(
                initiative=initiative,
                kind=kind,
                name=str(kind.label).capitalize(),
                set_up_by_id=standing(by).user_id,
                set_up_at=at,
            )
            trail.record("set_up_group", group, by=by, at=at, about={"initiative": initiative.pk})
            made.append(group)
    return made


@transaction.atomic
def change_group(
    group: ProjectGroup, *, by: Actor, at: dt.datetime, name: str, mandate: str, joined_body: str
) -> ProjectGroup:
    """Change what a group is called, what it may decide, and which other body meets for it."""
    group = lock_group(group)
    require(rules.may_organise(by, group))
    if not squeeze(name):
        raise Refused(_("Skriv vad gruppen heter."), field="name")
    group.name, group.mandate = cut(squeeze(name), 120), mandate.strip()
    group.joined_body = cut(squeeze(joined_body), 160)
    group.save(update_fields=["name", "mandate", "joined_body"])
    trail.record("change_group", group, by=by, at=at, about={"initiative": group.initiative_id})
    return group


# --- members ---------------------------------------------------------------------------------------


@transaction.atomic
def add_member(
    group: ProjectGroup, *, by: Actor, at: dt.datetime, who: Somebody, seat: Seat, from_date: dt.date
) -> GroupMember:
    """Let somebody sit in a group. Raises Refused for one who sits there already, and for a second chair."""
    group = lock_group(group)
    require(rules.may_organise(by, group))
    who = known(who, by=by, at=at, field="user")
    seats = GroupMember.objects.filter(rules.in_seat(from_date), group=group)
    same = seats.filter(user=who.user) if who.user else seats.filter(user__isnull=True, name__iexact=who.name)
    if same.exists():
        raise Refused(_("%(name)s sitter redan i gruppen.") % {"name": who.name}, field="user")
    _refuse_second_chair(group, seat, from_date)
    member = GroupMember(group=group, user=who.user, name=who.name, from_date=from_date)
    _seat(member, _at_own_unit(seat, who, by, from_date))
    member.recorded_by_id, member.recorded_at = standing(by).user_id, at
    member.save()
    trail.record("add_member", member, by=by, at=at, about=_about(group))
    return member


@transaction.atomic
def change_member(member: GroupMember, *, by: Actor, at: dt.datetime, seat: Seat) -> GroupMember:
    """Change what a member brings. Her name stays: another person is another member."""
    member = lock_member(member)
    require(rules.may_organise(by, member.group))
    _refuse_second_chair(member.group, seat, member.from_date, but=member)
    _seat(member, seat)
    member.save(update_fields=["title", "unit_name", "party_name", "leg", "mandate", "part"])
    trail.record("change_member", member, by=by, at=at, about=_about(member.group))
    return member


@transaction.atomic
def end_member(member: GroupMember, *, by: Actor, at: dt.datetime, last_day: dt.date) -> GroupMember:
    """Record the last day that somebody sits in a group. What she has done there stays."""
    member = lock_member(member)
    require(rules.may_organise(by, member.group))
    if last_day < member.from_date:
        raise Refused(_("Sista dagen är före den första."), field="last_day")
    member.to_date = last_day + dt.timedelta(days=1)
    member.save(update_fields=["to_date"])
    trail.record("end_member", member, by=by, at=at, about=_about(member.group))
    return member


# --- duties ----------------------------------------------------------------------------------------


@transaction.atomic
def add_duty(group: ProjectGroup, *, by: Actor, at: dt.datetime, text: str, who: Somebody) -> GroupDuty:
    """Note something the group must see to, and who answers for it; nobody is a gap that shows."""
    group = lock_group(group)
    require(rules.may_organise(by, group))
    text = cut(squeeze(text), 300)
    if not text:
        raise Refused(_("Skriv vad gruppen ska se till."), field="text")
    if GroupDuty.objects.filter(group=group, text__iexact=text).exists():
        raise Refused(_("Det står redan på listan."), field="text")
    who = known(who, by=by, at=at, field="user", is_needed=False)
    duty = GroupDuty.objects.create(
        group=group,
        text=text,
        answered_by=who.user,
        answered_by_name=who.name,
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
    )
    trail.record("add_duty", duty, by=by, at=at, about=_about(group))
    return duty


@transaction.atomic
def answer_for_duty(duty: GroupDuty, *, by: Actor, at: dt.datetime, who: Somebody) -> GroupDuty:
    """Say who answers for a duty from now on."""
    duty = _lock_duty(duty)
    require(rules.may_organise(by, duty.group))
    who = known(who, by=by, at=at, field="user", is_needed=False)
    duty.answered_by, duty.answered_by_name = who.user, who.name
    duty.recorded_by_id, duty.recorded_at = standing(by).user_id, at
    duty.save(update_fields=["answered_by", "answered_by_name", "recorded_by", "recorded_at"])
    trail.record("answer_for_duty", duty, by=by, at=at, about=_about(duty.group))
    return duty


@transaction.atomic
def remove_duty(duty: GroupDuty, *, by: Actor, at: dt.datetime) -> ProjectGroup:
    """Take a duty off the list; that it was there stays in the trail."""
    duty = _lock_duty(duty)
    require(rules.may_organise(by, duty.group))
    trail.record("remove_duty", duty, by=by, at=at, about=_about(duty.group))
    duty.delete()
    return duty.group


# --- taking hold of rows ---------------------------------------------------------------------------


def lock_group(group: ProjectGroup) -> ProjectGroup:
    """The group as it is now, under a lock, with its initiative: one at a time writes in a group."""
    return ProjectGroup.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=group.pk)


def lock_member(member: GroupMember) -> GroupMember:
    """The member as she is now, under a lock, with her group and its initiative."""
    rows = GroupMember.objects.select_for_update(of=("self",)).select_related("group__initiative", "user")
    return rows.get(pk=member.pk)


def _lock_duty(duty: GroupDuty) -> GroupDuty:
    rows = GroupDuty.objects.select_for_update(of=("self",)).select_related("group__initiative")
    row = rows.filter(pk=duty.pk).first()
    if row is None:
        raise Refused(_("Någon annan tog bort det medan du skrev."))
    return row


def _refuse_second_chair(group: ProjectGroup, seat: Seat, day: dt.date, *, but: GroupMember | None = None) -> None:
    if seat.part != GroupMember.Part.CHAIR:
        return
    chairs = GroupMember.objects.filter(rules.in_seat(day), group=group, part=GroupMember.Part.CHAIR)
    chair = chairs.exclude(pk=but.pk if but else 0).first()
    if chair is not None:
        raise Refused(_("%(name)s är redan ordförande i gruppen.") % {"name": chair.name}, field="part")


def _at_own_unit(seat: Seat, who: Somebody, by: Actor, day: dt.date) -> Seat:
    """The seat of a colleague: what was left empty is told by where she works."""
    if who.user is None:
        return seat
    rows = Membership.objects.filter(in_force(day), user=who.user, unit__area__authority_id=standing(by).authority_id)
    work = rows.select_related("unit__area__authority").order_by("from_date", "pk").first()
    if work is None:
        return seat
    return Seat(
        title=seat.title or work.title,
        unit_name=seat.unit_name or work.unit.name,
        party_name=seat.party_name or work.unit.area.authority.name,
        leg=seat.leg,
        mandate=seat.mandate,
        part=seat.part,
    )


def _seat(member: GroupMember, seat: Seat) -> None:
    if seat.leg and seat.leg not in Leg.values:
        raise Refused(_("Välj bland de fyra benen."), field="leg")
    member.title, member.unit_name = cut(squeeze(seat.title), 120), cut(squeeze(seat.unit_name), 160)
    member.party_name, member.leg = cut(squeeze(seat.party_name), 160), seat.leg
    member.mandate, member.part = cut(squeeze(seat.mandate), 300), seat.part


def _about(group: ProjectGroup) -> dict[str, int]:
    return {"project_group": group.pk, "initiative": group.initiative_id}

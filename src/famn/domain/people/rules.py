"""Who one is when one acts, what each role may do, and who sees which people.

One acts for one unit, and so for one secrecy area, at a time. What a role may do stands here and nowhere else.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from famn.domain.people.models import Administration, Membership, Role, SecrecyArea, Unit, User
from famn.ground import periods
from famn.ground.verdict import YES, Denied, Verdict, first_no, no


class Capability(StrEnum):
    """One thing that a role may let one do, inside one's own authority."""

    READ_MATTERS = "read_matters"
    READ_IN_DOCUMENTS = "read_in_documents"
    CHANGE_MATTERS = "change_matters"
    DRIVE_INITIATIVES = "drive_initiatives"
    READ_INITIATIVES = "read_initiatives"
    ANSWER_ASSIGNMENTS = "answer_assignments"
    WRITE_REPORTS = "write_reports"
    ATTEST = "attest"
    RECORD_DECISIONS = "record_decisions"
    SHAPE_REPORTS = "shape_reports"
    SET_LENGTHS = "set_lengths"
    READ_CENTRES = "read_centres"
    RUN_CENTRES = "run_centres"
    PLAN_ACTIVITIES = "plan_activities"
    DEFINE_CLASSES = "define_classes"
    KEEP_GOALS = "keep_goals"
    KEEP_PROGRAMMES = "keep_programmes"
    READ_AGREEMENTS = "read_agreements"
    KEEP_AGREEMENTS = "keep_agreements"
    SHAPE_AGREEMENTS = "shape_agreements"
    SEE_PEOPLE = "see_people"
    MANAGE_PEOPLE = "manage_people"
    READ_TRAIL = "read_trail"
    ARCHIVE = "archive"
    RUN_SYSTEM = "run_system"


_C = Capability
_EVERYONE: Final = frozenset({_C.READ_CENTRES, _C.SEE_PEOPLE})
_CASEWORK: Final = _EVERYONE | {_C.READ_MATTERS, _C.READ_INITIATIVES, _C.READ_AGREEMENTS}
_OFFICER: Final = _CASEWORK | {
    _C.READ_IN_DOCUMENTS,
    _C.CHANGE_MATTERS,
    _C.DRIVE_INITIATIVES,
    _C.ANSWER_ASSIGNMENTS,
    _C.READ_TRAIL,
    _C.WRITE_REPORTS,
    _C.RUN_CENTRES,
    _C.PLAN_ACTIVITIES,
    _C.KEEP_GOALS,
    _C.KEEP_AGREEMENTS,
}
ROLES: Final[dict[Role, frozenset[Capability]]] = {
    Role.COORDINATOR: _OFFICER,
    Role.MANAGER: _OFFICER
    | {
        _C.ATTEST,
        _C.SHAPE_REPORTS,
        _C.SET_LENGTHS,
        _C.DEFINE_CLASSES,
        _C.KEEP_PROGRAMMES,
        _C.MANAGE_PEOPLE,
        _C.SHAPE_AGREEMENTS,
        _C.ARCHIVE,
    },
    Role.CASE_OFFICER: _OFFICER,
    Role.SECRETARY: _CASEWORK
    | {
        _C.READ_IN_DOCUMENTS,
        _C.CHANGE_MATTERS,
        _C.READ_TRAIL,
        _C.RECORD_DECISIONS,
        _C.SHAPE_REPORTS,
        _C.SET_LENGTHS,
        _C.ARCHIVE,
    },
    Role.LEG_STAFF: _EVERYONE | {_C.READ_INITIATIVES, _C.PLAN_ACTIVITIES},
    Role.PROGRAMME_LEAD: _EVERYONE
    | {
        _C.READ_INITIATIVES,
        _C.DRIVE_INITIATIVES,
        _C.DEFINE_CLASSES,
        _C.KEEP_GOALS,
        _C.KEEP_PROGRAMMES,
        _C.READ_AGREEMENTS,
        _C.SHAPE_AGREEMENTS,
    },
    Role.REVIEWER: _CASEWORK | {_C.READ_TRAIL},
    Role.SYSTEM_ADMINISTRATOR: _EVERYONE | {_C.SET_LENGTHS, _C.MANAGE_PEOPLE, _C.RUN_SYSTEM},
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, and for which unit. The one argument every rule and action asks for.

    Nobody (a stranger, or someone who has not chosen a unit) has no unit, area or authority and no capability.
    """

    user_id: int | None = None
    name: str = ""
    initials: str = ""
    membership_id: int | None = None
    unit_id: int | None = None
    unit_name: str = ""
    area_id: int | None = None
    area_name: str = ""
    authority_id: int | None = None
    authority_name: str = ""
    role: str = ""
    capabilities: frozenset[Capability] = frozenset()
    memberships_count: int = 0

    @property
    def is_authenticated(self) -> bool:
        """Whether somebody has signed in."""
        return self.user_id is not None

    @property
    def role_name(self) -> str:
        """The role in Swedish."""
        return str(Role(self.role).label) if self.role else ""

    def can(self, capability: Capability) -> Verdict:
        """Whether one's role lets one do this at all; the reason names the unit one acts for."""
        if capability in self.capabilities:
            return YES
        return first_no(
            self.acts_for_a_unit(),
            no(
                _("Du är %(role)s vid %(unit)s. Den rollen får inte göra det här.")
                % {"role": self.role_name, "unit": self.unit_name}
            ),
        )

    def acts_for_a_unit(self) -> Verdict:
        """Whether one has signed in and chosen for whom one acts."""
        if not self.is_authenticated:
            return no(_("Du behöver logga in."))
        return YES if self.unit_id is not None else no(_("Välj först vilken enhet du arbetar för."))


NOBODY: Final = Actor()


@dataclass(frozen=True, slots=True)
class Standing:
    """The numbers of a person who acts for a unit, as rows name them."""

    user_id: int
    unit_id: int
    area_id: int
    authority_id: int


def standing(actor: Actor) -> Standing:
    """Where somebody stands who acts for a unit. Raises Denied for everybody else."""
    user_id, unit_id, area_id, authority_id = actor.user_id, actor.unit_id, actor.area_id, actor.authority_id
    if user_id is None or unit_id is None or area_id is None or authority_id is None:
        raise Denied(no(_("Välj först vilken enhet du arbetar för.")))
    return Standing(user_id, unit_id, area_id, authority_id)


def actor_of(membership: Membership, *, memberships_count: int = 1) -> Actor:
    """The actor of one membership. Needs `user` and `unit__area__authority` selected with it."""
    unit, user = membership.unit, membership.user
    return Actor(
        user_id=user.pk,
        name=user.name,
        initials=user.initials,
        membership_id=membership.pk,
        unit_id=unit.pk,
        unit_name=unit.name,
        area_id=unit.area_id,
        area_name=unit.area.name,
        authority_id=unit.area.authority_id,
        authority_name=unit.area.authority.name,
        role=membership.role,
        capabilities=ROLES[Role(membership.role)],
        memberships_count=memberships_count,
    )


HOUSE: Final = Actor(name="Famn", capabilities=frozenset(Capability))
"""The house itself, where no person acts: reference data, the first person of an installation, the clock."""


def visible_units(actor: Actor) -> QuerySet[Unit]:
    """The units of one's own authority."""
    if actor.authority_id is None:
        return Unit.objects.none()
    return Unit.objects.filter(area__authority_id=actor.authority_id)


def visible_areas(actor: Actor) -> QuerySet[SecrecyArea]:
    """The secrecy areas of one's own authority."""
    if actor.authority_id is None:
        return SecrecyArea.objects.none()
    return SecrecyArea.objects.filter(authority_id=actor.authority_id)


def visible_administrations(actor: Actor) -> QuerySet[Administration]:
    """The administrations of one's own authority."""
    if actor.authority_id is None:
        return Administration.objects.none()
    return Administration.objects.filter(authority_id=actor.authority_id)


def visible_people(actor: Actor) -> QuerySet[User]:
    """The people who work, or have worked, for a unit of one's own authority."""
    if actor.authority_id is None:
        return User.objects.none()
    at_work = Membership.objects.filter(user=OuterRef("pk"), unit__area__authority_id=actor.authority_id)
    return User.objects.filter(Exists(at_work))


def visible_memberships(actor: Actor) -> QuerySet[Membership]:
    """Who works where in one's own authority."""
    return Membership.objects.filter(unit__in=visible_units(actor))


def may_found(actor: Actor) -> Verdict:
    """Whether one may put in a principal or an authority: the system's own keepers alone."""
    return actor.can(Capability.RUN_SYSTEM)


def may_manage_people(actor: Actor, authority_id: int) -> Verdict:
    """Whether one may say who works for the units of this authority."""
    if actor is HOUSE:
        return YES
    if actor.authority_id != authority_id:
        return no(_("Du kan bara ändra vilka som arbetar i din egen myndighet."))
    return actor.can(Capability.MANAGE_PEOPLE)


def may_know_person(actor: Actor) -> Verdict:
    """Whether one may put in somebody who works for no unit here, to sign what one's authority keeps."""
    return actor.can(Capability.KEEP_AGREEMENTS)


def may_give_role(actor: Actor, role: Role, authority_id: int) -> Verdict:
    """Whether one may let somebody have this role: nobody hands out the keeping of the system without holding it."""
    may_manage = may_manage_people(actor, authority_id)
    if Capability.RUN_SYSTEM in ROLES[role] and Capability.RUN_SYSTEM not in actor.capabilities:
        return first_no(may_manage, no(_("Bara en systemförvaltare kan lägga till en systemförvaltare.")))
    return may_manage


def may_act_for(actor: Actor, membership: Membership, *, day: dt.date) -> Verdict:
    """Whether one may act by this membership on `day`: it is one's own, and it holds. Needs `unit` selected with it."""
    is_mine = actor.user_id is not None and membership.user_id == actor.user_id
    unit = membership.unit
    holds = periods.holds(membership.from_date, membership.to_date, day) and periods.holds(
        unit.from_date, unit.to_date, day
    )
    return YES if is_mine and holds else no(_("Du arbetar inte för den enheten i dag."))


def may_end_membership(actor: Actor, membership: Membership) -> Verdict:
    """Whether one may end this membership; nobody locks herself out."""
    if membership.pk == actor.membership_id:
        return no(_("Du kan inte avsluta ditt eget uppdrag. Be en kollega."))
    return may_manage_people(actor, membership.unit.area.authority_id)


def may_keep_feed(actor: Actor, membership_id: int) -> Verdict:
    """Whether one may make or revoke the calendar address of a membership: one's own, that one acts by now."""
    other = no(_("Du kan bara ändra din egen kalender, för den enhet du arbetar för nu."))
    return first_no(actor.acts_for_a_unit(), YES if actor.membership_id == membership_id else other)


def may_choose_mail(actor: Actor, person: User) -> Verdict:
    """Whether one may say how a person gets her mails: only she herself."""
    is_me = actor.user_id is not None and actor.user_id == person.pk
    return YES if is_me else no(_("Var och en väljer själv hur mejlen kommer."))


def in_force(day: dt.date) -> Q:
    """Memberships that hold on `day`, of people and units that are active."""
    return periods.on(day) & periods.on(day, via="unit__") & Q(user__is_active=True)

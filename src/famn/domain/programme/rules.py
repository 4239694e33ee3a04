"""Who sees programmes, and who says what they are, what they strive for and what that serves."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from famn.domain.matters.models import SteeringGoal
from famn.domain.matters.rules import visible_goals
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor, Capability
from famn.domain.programme.models import Programme
from famn.ground.verdict import YES, Verdict, first_no, no


def visible_programmes(actor: Actor) -> QuerySet[Programme]:
    """The programmes of one's own authority, and those of an area that it lies in, for who reads initiatives.

    What has been decided is public (offentlighetsprincipen): which programmes one is shown is about finding. The code
    of a place begins with that of the place it is part of.
    """
    if actor.authority_id is None or not actor.can(Capability.READ_INITIATIVES):
        return Programme.objects.none()
    lies_there = Authority.objects.filter(pk=actor.authority_id, place__code__startswith=OuterRef("place__code"))
    return Programme.objects.filter(Q(authority_id=actor.authority_id) | Exists(lies_there))


def may_start_programme(actor: Actor) -> Verdict:
    """Whether one may put in a programme for one's authority."""
    return first_no(actor.can(Capability.KEEP_PROGRAMMES), actor.acts_for_a_unit())


def may_change_programme(actor: Actor, programme: Programme) -> Verdict:
    """Whether one may change a programme, its goals and what they serve: the own authority's alone."""
    if programme.authority_id != actor.authority_id:
        return no(_("En annan myndighet driver programmet och håller det aktuellt."))
    return may_start_programme(actor)


def may_cite_goal(actor: Actor, programme: Programme, goal: SteeringGoal) -> Verdict:
    """Whether one may say that a goal of a programme serves this one: one's own programme, and a goal one sees."""
    is_seen = visible_goals(actor).filter(pk=goal.pk).exists()
    return first_no(may_change_programme(actor, programme), YES if is_seen else no(_("Välj ett mål som du ser.")))

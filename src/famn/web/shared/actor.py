"""Who acts in this request. Chosen at sign-in, kept in the session, checked against today's memberships each time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.http import HttpRequest
from django.utils import timezone

from famn.domain.people import reads
from famn.domain.people.models import Membership, User
from famn.domain.people.rules import NOBODY, Actor, actor_of

MEMBERSHIP: Final = "famn_membership"
COUNT: Final = "famn_memberships"


if TYPE_CHECKING:

    class Request(HttpRequest):
        """A request that has passed the gate."""

        actor: Actor
        user: User  # signed in: pages are closed by default
        part_of: str  # the name of the place in the menu that the page belongs to, where its address does not tell

else:
    Request = HttpRequest


def find_actor(request: HttpRequest) -> Actor:
    """The actor of the request: nobody, someone without a unit, or someone acting for one unit today."""
    if not request.user.is_authenticated:
        return NOBODY
    user = request.user
    today = timezone.localdate()
    chosen = request.session.get(MEMBERSHIP)
    if chosen and (membership := reads.membership_in_force(user, chosen, day=today)):
        return actor_of(membership, memberships_count=request.session.get(COUNT, 1))
    memberships = reads.memberships_of(user, day=today)
    if len(memberships) == 1:
        act_for(request, memberships[0], count=1)
        return actor_of(memberships[0])
    return Actor(user_id=user.pk, name=user.name, initials=user.initials, memberships_count=len(memberships))


def act_for(request: HttpRequest, membership: Membership, *, count: int) -> None:
    """Let the session act for one membership from now on."""
    request.session[MEMBERSHIP] = membership.pk
    request.session[COUNT] = count

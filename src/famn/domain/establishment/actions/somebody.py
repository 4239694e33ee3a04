"""A person who is asked to do something: a colleague, or somebody of another authority as written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from famn.domain.matters.actions.holding import require_at_work
from famn.domain.matters.facts import cut
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground.text import squeeze
from famn.ground.verdict import Refused


@dataclass(frozen=True)
class Somebody:
    """A colleague, or a name where the person does not sign in here. Both empty: nobody."""

    user: User | None = None
    name: str = ""


def known(somebody: Somebody, *, by: Actor, at: dt.datetime, field: str, is_needed: bool = True) -> Somebody:
    """The same with the name as kept. Raises Refused for nobody where somebody is needed, or one who works elsewhere.

    `field` names the form field of the colleague; the refusal stands there.
    """
    if somebody.user is not None:
        require_at_work(somebody.user, by=by, at=at, field=field)
        return Somebody(somebody.user, somebody.user.name)
    name = cut(squeeze(somebody.name), 120)
    if not name and is_needed:
        raise Refused(_("Välj en kollega, eller skriv namnet på den som arbetar någon annanstans."), field=field)
    return Somebody(None, name)

"""Letters of intent and agreements that belong to an initiative."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.agreements import rules as agreements
from famn.domain.agreements.models import JointLetter
from famn.domain.establishment import rules
from famn.domain.establishment.actions.holding import lock_initiative
from famn.domain.establishment.models import Initiative, InitiativeLetter
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require


@transaction.atomic
def tie_like(old: JointLetter, new: JointLetter, *, by: Actor, at: dt.datetime) -> None:
    """Let a letter belong to the initiatives of the one that it follows, as far as one drives them."""
    tied = Initiative.objects.filter(letters__letter=old).order_by("pk")
    for initiative in tied:
        if rules.may_drive(by, initiative):
            tie_letter(initiative, by=by, at=at, letter=new)


@transaction.atomic
def tie_letter(initiative: Initiative, *, by: Actor, at: dt.datetime, letter: JointLetter) -> Initiative:
    """Let a letter of either kind belong to an initiative. Safe to do twice.

    Raises Refused for a letter that another authority keeps.
    """
    initiative = lock_initiative(initiative)
    require(rules.may_drive(by, initiative))
    if not agreements.visible_letters(by).filter(pk=letter.pk, authority_id=initiative.authority_id).exists():
        raise Refused(_("Välj något hos er egen myndighet."), field="letter")
    tie, is_new = InitiativeLetter.objects.get_or_create(
        initiative=initiative, letter=letter, defaults={"tied_by_id": standing(by).user_id, "tied_at": at}
    )
    if is_new:
        trail.record("tie_letter", initiative, by=by, at=at, about={"letter_of_intent": tie.letter_id})
    return initiative

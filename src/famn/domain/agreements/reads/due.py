"""What joint letters want of one person, as rows of her day and her calendar."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.agreements.models import JointLetter
from famn.domain.agreements.reads.letters import waiting_signatures
from famn.domain.agreements.reads.register import Coming, agreements_due, shortfalls_due
from famn.domain.agreements.rules import may_start_letter, visible_letters
from famn.domain.people.models import Membership
from famn.domain.people.rules import Actor, in_force
from famn.ground.due import Due, Near


class LetterDue(models.TextChoices):
    """What kind of thing waits, or comes."""

    SIGN = "sign", gettext_lazy("att läsa och svara på")
    DRAFT = "draft_letter", gettext_lazy("utkast att skriva färdigt och skicka")
    DECLINED = "declined_letter", gettext_lazy("någon har avstått")
    NOTICE = "agreement_notice", gettext_lazy("sista dag för uppsägning av ett avtal")
    END = "agreement_end", gettext_lazy("ett avtal upphör")
    REVIEW = "agreement_review", gettext_lazy("ett avtal att gå igenom")
    SHORTFALL = "shortfall", gettext_lazy("ett åtagande att följa upp")


def letters_waiting(actor: Actor, *, today: dt.date) -> list[Due]:
    """The letters that wait for one's own answer, and those one began that wait for more: two queries."""
    return [*_to_answer(actor), *_begun(actor, today)]


def agreements_waiting(actor: Actor, *, today: dt.date) -> list[Due]:
    """The days that come near of the agreements that one's authority keeps: two queries, or five."""
    days = {Coming.NOTICE: LetterDue.NOTICE, Coming.END: LetterDue.END, Coming.REVIEW: LetterDue.REVIEW}
    near = [
        Due(days[coming], letter.title, letter.code, day, days[coming].label.capitalize())
        for letter, coming, day in agreements_due(actor, today=today)
    ]
    noted = [
        Due(LetterDue.SHORTFALL, one.commitment.what, one.code, one.follow_up_on, one.commitment.party.name)
        for one in shortfalls_due(actor, today=today)
    ]
    return [*noted, *near]


def _begun(actor: Actor, today: dt.date) -> list[Due]:
    """The drafts that one keeps, and what somebody declined, the oldest first."""
    rows = _kept(actor, today)
    rows = rows.filter(state__in=[JointLetter.State.DRAFT, JointLetter.State.DECLINED]).order_by("state_at", "pk")
    return [
        Due(LetterDue.DECLINED, one.title, one.code, near=Near.TODAY)
        if one.state == JointLetter.State.DECLINED
        else Due(LetterDue.DRAFT, one.title, one.code, near=Near.WEEK)
        for one in rows.only("title", "code", "state")
    ]


def _kept(actor: Actor, today: dt.date) -> QuerySet[JointLetter]:
    """The letters that one began oneself, and those of one's unit whose beginner no longer works for the authority.

    So nothing is left with somebody who has gone: it waits for everybody at the unit who may take it on.
    """
    rows = visible_letters(actor).filter(authority_id=actor.authority_id or 0)
    own = Q(started_by_id=actor.user_id or 0)
    if not may_start_letter(actor):
        return rows.filter(own)
    still_here = Membership.objects.filter(
        in_force(today), user=OuterRef("started_by"), unit__area__authority=OuterRef("authority")
    )
    return rows.filter(own | Q(~Exists(still_here), unit_id=actor.unit_id))


def _to_answer(actor: Actor) -> list[Due]:
    words = _("%(name)s frågade den %(day)s")
    return [
        Due(
            LetterDue.SIGN,
            one.version.letter.title,
            one.code,
            note=words % {"name": one.asked_by.name, "day": date_format(timezone.localtime(one.asked_at), "j F")},
        )
        for one in waiting_signatures(actor)
    ]

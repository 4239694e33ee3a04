"""Who sees and who keeps steering documents and their goals, which goal may serve which, and what runs out when.

What has been decided is public (offentlighetsprincipen). Which documents one is shown is about finding, not secrecy:
one's own, those of one's principal and one's county, and the laws and national goals that all share.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import models
from django.db.models import QuerySet
from django.db.models.functions import Left
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.models import SteeringDocument, SteeringGoal
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

Level = SteeringDocument.Level
LEVELS: Final = tuple(Level)  # from the law down
OF_THE_COUNTY: Final = (Level.REGIONAL, Level.JOINT)  # seen by every authority of the county
OF_THE_PRINCIPAL: Final = (Level.MUNICIPAL,)  # seen by every board of the municipality
SOON: Final = dt.timedelta(days=365)
COUNTY: Final = 2  # signs of a place's code that tell its county: 18, 1860, 0180-ostermalm


def visible_steering(actor: Actor) -> QuerySet[SteeringDocument]:
    """The steering documents that one's authority works after, for a role that reads initiatives."""
    if actor.authority_id is None or not actor.can(Capability.READ_INITIATIVES):
        return SteeringDocument.objects.none()
    rows = SteeringDocument.objects.all()
    boards = Authority.objects.annotate(county=Left("place__code", COUNTY))
    me = boards.filter(pk=actor.authority_id)
    return (
        rows.filter(authority__isnull=True)
        | rows.filter(authority_id=actor.authority_id)
        | rows.filter(level__in=OF_THE_PRINCIPAL, authority__principal__in=me.values("principal"))
        | rows.filter(level__in=OF_THE_COUNTY, authority__in=boards.filter(county__in=me.values("county")))
    )


def visible_goals(actor: Actor) -> QuerySet[SteeringGoal]:
    """The goals of the steering documents one sees."""
    return SteeringGoal.objects.filter(document__in=visible_steering(actor))


def may_keep_goals(actor: Actor) -> Verdict:
    """Whether one may put in steering documents for one's authority."""
    return first_no(actor.can(Capability.KEEP_GOALS), actor.acts_for_a_unit())


def may_change_steering(actor: Actor, document: SteeringDocument) -> Verdict:
    """Whether one may change a steering document and its goals: the own authority's, never what all share."""
    if document.authority_id is None:
        return no(_("Den här raden delas av alla. Den ändras inte här."))
    if document.authority_id != actor.authority_id:
        return no(_("En annan myndighet håller styrdokumentet aktuellt."))
    return may_keep_goals(actor)


def may_serve(lower: str, upper: str) -> Verdict:
    """Whether a goal at level `lower` may come out of one at level `upper`: one that is no lower than itself."""
    if LEVELS.index(Level(upper)) <= LEVELS.index(Level(lower)):
        return YES
    return no(_("Ett mål kan inte komma ur ett mål på en lägre nivå."))


class Lasting(models.TextChoices):
    """Where a steering document is in its time."""

    COMING = "coming", gettext_lazy("börjar gälla senare")
    HOLDS = "holds", gettext_lazy("gäller")
    ENDS_SOON = "ends_soon", gettext_lazy("går ut inom ett år")
    ENDED = "ended", gettext_lazy("har gått ut")
    FOLLOWED = "followed", gettext_lazy("har ersatts")


def lasting(document: SteeringDocument, today: dt.date) -> Lasting:
    """Where a document is in its time on `today`. One that has a successor is not reported as running out."""
    has_ended = document.to_year is not None and document.to_year < today.year
    if document.followed_by_id is not None:
        return Lasting.FOLLOWED if has_ended else Lasting.HOLDS
    if has_ended:
        return Lasting.ENDED
    if document.to_year is not None and last_day(document.to_year) - today <= SOON:
        return Lasting.ENDS_SOON
    is_coming = document.from_year is not None and document.from_year > today.year
    return Lasting.COMING if is_coming else Lasting.HOLDS


def last_day(year: int) -> dt.date:
    """The last day of a document that holds through `year`."""
    return dt.date(year, 12, 31)


def running_out(rows: QuerySet[SteeringDocument], today: dt.date) -> QuerySet[SteeringDocument]:
    """Those of `rows` that have run out or do so within a year, and that nothing follows: what somebody must renew."""
    end = today + SOON
    whole_years = end.year if end == last_day(end.year) else end.year - 1
    return rows.filter(to_year__lte=whole_years, followed_by__isnull=True)

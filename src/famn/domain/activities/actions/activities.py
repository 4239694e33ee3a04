"""Writes of what a centre offers: begin, change, show, translate, confirm and end an activity."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import rules
from famn.domain.activities.actions.holding import bump, leader_of, lock_activity
from famn.domain.activities.models import Activity, ActivityText, Occurrence, Series
from famn.domain.centres.actions.holding import lock_centre, named
from famn.domain.centres.models import CentrePerson, FamilyCentre, Language, Partner
from famn.domain.people.models import Leg, Unit
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.languages import PageLanguage
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

MOST_MONTHS = 18 * 12


@dataclass(frozen=True, slots=True)
class ActivityFacts:
    """What is said of an activity, in Swedish. Ages are in months, the last month included; both empty for everybody.

    `unit` owns the row: it is asked whether it still holds.
    """

    kind: str
    title: str
    leg: str
    unit: Unit | None = None
    about: str = ""
    leader: CentrePerson | None = None
    partners: tuple[Partner, ...] = ()
    age_from: int | None = None
    age_to: int | None = None
    languages: tuple[str, ...] = ()
    booking: str = Activity.Booking.DROP_IN
    how_to_book: str = ""
    scope: str = Activity.Scope.UNIVERSAL
    programme: str = ""


@transaction.atomic
def add_activity(centre: FamilyCentre, facts: ActivityFacts, *, by: Actor, at: dt.datetime) -> Activity:
    """Put in an activity as a draft. Raises Refused for facts that do not do."""
    centre = lock_centre(centre.pk)
    require(rules.may_plan_leg(by, centre, facts.leg))
    row = Activity(centre=centre, confirmed_on=timezone.localdate(at))
    _say(row, facts)
    row.save()
    row.partners.set(facts.partners)
    trail.record("add_activity", row, by=by, at=at, about={"family_centre": centre.pk})
    return row


@transaction.atomic
def change_activity(activity: Activity, facts: ActivityFacts, *, by: Actor, at: dt.datetime) -> Activity:
    """Change what is said of an activity, which confirms it too. Who leads it now leads what is to come.

    Raises Refused for facts that do not do.
    """
    activity = lock_activity(activity)
    require(rules.may_change_activity(by, activity))
    require(rules.may_plan_leg(by, activity.centre, facts.leg))
    led_by = activity.leader_id
    _say(activity, facts)
    if activity.state == Activity.State.PUBLISHED:
        _complete(activity)
    activity.confirmed_on = timezone.localdate(at)
    activity.save()
    activity.partners.set(facts.partners)
    coming = list(Occurrence.objects.filter(activity=activity, day__gte=timezone.localdate(at)))
    for one in coming:
        if one.leader_id == led_by:
            one.leader_id = activity.leader_id
    bump(coming, at=at)
    Occurrence.objects.bulk_update(coming, ["leader", "number", "changed_at"])
    trail.record("change_activity", activity, by=by, at=at, about={"family_centre": activity.centre_id})
    return activity


@transaction.atomic
def publish_activity(activity: Activity, *, by: Actor, at: dt.datetime) -> Activity:
    """Show an activity and its times to everybody."""
    activity = lock_activity(activity)
    require(rules.may_publish_activity(by, activity))
    activity.state = Activity.State.PUBLISHED
    activity.confirmed_on = timezone.localdate(at)
    activity.save(update_fields=["state", "confirmed_on"])
    trail.record("publish_activity", activity, by=by, at=at, about={"family_centre": activity.centre_id})
    return activity


@transaction.atomic
def confirm_activity(activity: Activity, *, by: Actor, at: dt.datetime) -> Activity:
    """Say that what is written of an activity still holds."""
    activity = lock_activity(activity)
    require(rules.may_change_activity(by, activity))
    activity.confirmed_on = timezone.localdate(at)
    activity.save(update_fields=["confirmed_on"])
    trail.record("confirm_activity", activity, by=by, at=at, about={"family_centre": activity.centre_id})
    return activity


@transaction.atomic
def end_activity(activity: Activity, *, by: Actor, at: dt.datetime, last_day: dt.date) -> Activity:
    """Let an activity end after `last_day`: later times go, and nobody sees it any more once that day has been.

    An activity that ends today or earlier leaves the public pages at once. Raises Refused for a day before what has
    been: history stays.
    """
    activity = lock_activity(activity)
    require(rules.may_end_activity(by, activity))
    today = timezone.localdate(at)
    if last_day < today - dt.timedelta(days=1):
        raise Refused(_("Välj i går eller en senare dag."), field="last_day")
    Occurrence.objects.filter(activity=activity, day__gt=last_day).delete()
    first_without = last_day + dt.timedelta(days=1)
    emptied = Series.objects.filter(activity=activity, from_date__gte=first_without, occurrences__isnull=True)
    Series.objects.filter(pk__in=list(emptied.values_list("pk", flat=True))).delete()
    Series.objects.filter(activity=activity, from_date__lt=first_without, to_date__gt=first_without).update(
        to_date=first_without
    )
    if last_day <= today:
        activity.state = Activity.State.ENDED
        activity.save(update_fields=["state"])
    trail.record("end_activity", activity, by=by, at=at, about={"family_centre": activity.centre_id})
    return activity


@transaction.atomic
def translate_activity(
    activity: Activity,
    *,
    by: Actor,
    at: dt.datetime,
    language: str,
    title: str,
    about: str = "",
    checked_by: str = "",
    checked_on: dt.date | None = None,
) -> ActivityText | None:
    """Say what an activity is called and is in another language. Without a title the translation is taken away.

    Whoever knows the language and has read it is named with a day, or nobody is. Raises Refused for Swedish, for an
    unknown language and for a check without a name or a day.
    """
    activity = lock_activity(activity)
    require(rules.may_change_activity(by, activity))
    if language not in PageLanguage.values or language == PageLanguage.SV:
        raise Refused(_("Välj ett annat språk än svenska."), field="language")
    if bool(checked_by.strip()) != (checked_on is not None):
        raise Refused(_("Skriv både vem som har läst texten och vilken dag."), field="checked_by")
    about_row = {"family_centre": activity.centre_id}
    trail.record("translate_activity", activity, by=by, at=at, reason=language.replace("-", "_"), about=about_row)
    if not title.strip():
        ActivityText.objects.filter(activity=activity, language=language).delete()
        return None
    said = {
        "title": named(title, ActivityText, "title"),
        "about": about.strip(),
        "checked_by": squeeze(checked_by)[:120],
        "checked_on": checked_on,
    }
    row, _made = ActivityText.objects.update_or_create(activity=activity, language=language, defaults=said)
    return row


def _say(row: Activity, facts: ActivityFacts) -> None:
    """Put the facts on the row, or refuse them."""
    if facts.kind not in Activity.Kind.values:
        raise Refused(_("Välj vad det är för aktivitet."), field="kind")
    if facts.leg not in Leg.values:
        raise Refused(_("Välj en av de fyra verksamheterna."), field="leg")
    if facts.booking not in Activity.Booking.values or facts.scope not in Activity.Scope.values:
        raise Refused(_("Välj hur man kommer och för vem det är."), field="booking")
    _ages(facts)
    _of_here(row.centre, facts)
    row.kind, row.leg, row.booking, row.scope = facts.kind, facts.leg, facts.booking, facts.scope
    row.title = named(facts.title, Activity, "title")
    row.about = facts.about.strip()
    row.unit = facts.unit
    row.leader = leader_of(row.centre, facts.leader)
    row.age_from, row.age_to = facts.age_from, facts.age_to
    row.languages = [one for one in Language.values if one in facts.languages]
    row.how_to_book = squeeze(facts.how_to_book)[:200]
    row.programme = squeeze(facts.programme)[:120]


def _ages(facts: ActivityFacts) -> None:
    ages = (facts.age_from, facts.age_to)
    if ages == (None, None):
        return
    if facts.age_from is None or facts.age_to is None:
        raise Refused(_("Skriv både från och till vilken ålder, eller ingen ålder alls."), field="age_to")
    if not 0 <= facts.age_from <= facts.age_to <= MOST_MONTHS:
        raise Refused(_("Åldrarna ligger i fel ordning."), field="age_to")


def _of_here(centre: FamilyCentre, facts: ActivityFacts) -> None:
    """Refuse partners of another centre."""
    partners: Collection[Partner] = facts.partners
    if any(one.centre_id != centre.pk for one in partners):
        raise Refused(_("En av samarbetspartnerna hör till en annan familjecentral."), field="partners")


def _complete(activity: Activity) -> None:
    """Refuse to take away from what everybody sees what showing it asks for."""
    if activity.unit_id is None:
        raise Refused(
            _("Aktiviteten visas för alla. Välj vilken enhet som ansvarar för att allt stämmer."), field="unit"
        )
    if activity.booking == Activity.Booking.SIGN_UP and not activity.how_to_book:
        raise Refused(_("Skriv hur man anmäler sig."), field="how_to_book")

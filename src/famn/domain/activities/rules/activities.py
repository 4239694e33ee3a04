"""Who keeps a centre plans everything there; who runs a leg there plans what that leg answers for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities.models import Activity, CalendarSource, Occurrence, Room, Series, Term
from famn.domain.centres.models import CentreLeg, FamilyCentre, Module
from famn.domain.centres.reads.freshness import not_too_old, oldest_shown
from famn.domain.centres.rules import may_describe, public_centres, visible_centres
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no


def visible_activities(actor: Actor) -> QuerySet[Activity]:
    """The activities of the centres that one sees, drafts and ended ones too."""
    return Activity.objects.filter(centre__in=visible_centres(actor))


def visible_series(actor: Actor) -> QuerySet[Series]:
    """The series of the activities that one sees."""
    return Series.objects.filter(activity__centre__in=visible_centres(actor))


def visible_occurrences(actor: Actor) -> QuerySet[Occurrence]:
    """Each time of the activities that one sees."""
    return Occurrence.objects.filter(centre__in=visible_centres(actor))


def visible_rooms(actor: Actor) -> QuerySet[Room]:
    """The rooms of the centres that one sees."""
    return Room.objects.filter(centre__in=visible_centres(actor))


def visible_terms(actor: Actor) -> QuerySet[Term]:
    """The terms of the centres that one sees."""
    return Term.objects.filter(centre__in=visible_centres(actor))


def visible_sources(actor: Actor) -> QuerySet[CalendarSource]:
    """The calendars that are brought in at the centres that one sees."""
    return CalendarSource.objects.filter(centre__in=visible_centres(actor))


def public_activities(day: dt.date) -> QuerySet[Activity]:
    """What everybody may see on `day`.

    Published, at a public centre with its calendar switched on, and both confirmed by their owners not too long ago.
    """
    open_doors = public_centres().filter(not_too_old(day)).exclude(switched_off__contains=[Module.CALENDAR])
    return Activity.objects.filter(
        state=Activity.State.PUBLISHED, confirmed_on__gte=oldest_shown(day), centre__in=open_doors
    )


def public_occurrences(day: dt.date, *, centre: FamilyCentre | None = None) -> QuerySet[Occurrence]:
    """Each time of what everybody may see on `day`, of one centre or of all, cancelled ones too."""
    offered = public_activities(day)
    if centre is None:
        return Occurrence.objects.filter(activity__in=offered)
    # Both say which centre: else the database looks through what every centre offers.
    return Occurrence.objects.filter(centre=centre, activity__in=offered.filter(centre=centre))


def has_calendar(centre: FamilyCentre) -> bool:
    """Whether everybody has a calendar of a centre to look in."""
    return centre.is_public and Module.CALENDAR not in centre.switched_off


def has_week_to_share(centre: FamilyCentre) -> bool:
    """Whether everybody has the sheet, the text and the picture of a week of a centre."""
    return has_calendar(centre) and Module.WEEK_SHEET not in centre.switched_off


# --- what one may do -------------------------------------------------------------------------------


def legs_run_by(actor: Actor, centre: FamilyCentre, *, day: dt.date | None = None) -> frozenset[str]:
    """The legs at a centre that one's own unit runs on `day` (today where none is given)."""
    if actor.unit_id is None:
        return frozenset()
    there = Q(to_date__isnull=True) | Q(to_date__gt=day or timezone.localdate())
    rows = CentreLeg.objects.filter(there, centre=centre, unit_id=actor.unit_id)
    return frozenset(rows.values_list("leg", flat=True))


def may_keep_house(actor: Actor, centre: FamilyCentre) -> Verdict:
    """Whether one may change the rooms and terms of a centre, and what every leg does: who keeps it up to date."""
    return may_describe(actor, centre)


def may_plan(actor: Actor, centre: FamilyCentre, *, legs: Collection[str] | None = None) -> Verdict:
    """Whether one may plan anything at a centre: who keeps it, or works at a unit that runs a leg there.

    `legs` are those of one's own unit there (`legs_run_by`), where they are known already.
    """
    if may_keep_house(actor, centre):
        return YES
    mine = legs_run_by(actor, centre) if legs is None else legs
    stranger = no(_("Den enhet du arbetar för har ingen verksamhet på familjecentralen."))
    return first_no(actor.can(Capability.PLAN_ACTIVITIES), YES if mine else stranger)


def may_phrase(actor: Actor, centre: FamilyCentre) -> Verdict:
    """Whether one may say a centre's words in other languages: all who write such words there share one phrase book."""
    return may_plan(actor, centre)


def may_plan_leg(actor: Actor, centre: FamilyCentre, leg: str, *, legs: Collection[str] | None = None) -> Verdict:
    """Whether one may plan what one leg at a centre answers for."""
    if may_keep_house(actor, centre):
        return YES
    mine = legs_run_by(actor, centre) if legs is None else legs
    other = no(_("En annan verksamhet på familjecentralen ansvarar för aktiviteten."))
    return first_no(may_plan(actor, centre, legs=mine), YES if leg in mine else other)


def may_change_activity(actor: Actor, activity: Activity, *, legs: Collection[str] | None = None) -> Verdict:
    """Whether one may change an activity and its times. Needs `centre` selected with it."""
    ended = no(_("Aktiviteten är avslutad."))
    is_over = activity.state == Activity.State.ENDED
    return first_no(may_plan_leg(actor, activity.centre, activity.leg, legs=legs), ended if is_over else YES)


def may_publish_activity(actor: Actor, activity: Activity) -> Verdict:
    """Whether one may show an activity to everybody: somebody owns it, and one is told how to sign up."""
    needs_words = activity.booking == Activity.Booking.SIGN_UP and not activity.how_to_book.strip()
    return first_no(
        may_change_activity(actor, activity),
        no(_("Den visas redan för alla.")) if activity.state == Activity.State.PUBLISHED else YES,
        YES if activity.title.strip() else no(_("Skriv vad aktiviteten heter först.")),
        YES if activity.unit_id is not None else no(_("Välj först vilken enhet som ansvarar för att allt stämmer.")),
        no(_("Skriv hur man anmäler sig först.")) if needs_words else YES,
    )


def may_refresh(actor: Actor) -> Verdict:
    """Whether one may read followed calendars anew, and forget what nobody brought in: the house, by its clock."""
    return actor.can(Capability.RUN_SYSTEM)


def may_end_activity(actor: Actor, activity: Activity) -> Verdict:
    """Whether one may let an activity end."""
    return may_change_activity(actor, activity)


def may_cancel(actor: Actor, occurrence: Occurrence) -> Verdict:
    """Whether one may cancel one time. Needs `activity__centre` selected with it."""
    is_off = occurrence.state == Occurrence.State.CANCELLED
    return first_no(may_change_activity(actor, occurrence.activity), no(_("Det är redan inställt.")) if is_off else YES)


def may_restore(actor: Actor, occurrence: Occurrence) -> Verdict:
    """Whether one may take back that one time was cancelled. Needs `activity__centre` selected with it."""
    is_off = occurrence.state == Occurrence.State.CANCELLED
    return first_no(may_change_activity(actor, occurrence.activity), YES if is_off else no(_("Det är inte inställt.")))

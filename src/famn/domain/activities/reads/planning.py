"""What those who plan see: a day, a term, one activity with its series and times, and whom and what to choose."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from famn.domain.activities import rules
from famn.domain.activities.models import Activity, ActivityText, Occurrence, Room, Series, Term, TermBreak
from famn.domain.activities.reads.clashes import on_closed_days
from famn.domain.activities.reads.laying import DAY, DayOff, breaks_of, days_off
from famn.domain.centres.models import CentreLeg, CentrePerson, FamilyCentre, Partner
from famn.domain.centres.rules import visible_centres
from famn.domain.people.models import Unit
from famn.domain.people.rules import Actor
from famn.ground import periods
from famn.ground.text import SortKey

AHEAD = 400  # days that the pages look ahead for times on closed days: a summer is closed half a year before

VERBS = {
    "add_activity": _("Aktiviteten lades till"),
    "change_activity": _("Aktiviteten ändrades"),
    "publish_activity": _("Aktiviteten visades för alla"),
    "confirm_activity": _("Någon sa att uppgifterna om aktiviteten stämmer"),
    "end_activity": _("Aktiviteten avslutades"),
    "translate_activity": _("En översättning av aktiviteten ändrades"),
    "add_room": _("Ett rum lades till"),
    "change_room": _("Rummet ändrades"),
    "end_room": _("Rummet går inte längre att boka"),
    "add_term": _("Terminen lades till"),
    "change_term": _("Terminen ändrades"),
    "copy_term": _("En termin kopierades hit"),
    "copy_week": _("En vecka kopierades"),
    "plan_series": _("En serie planerades"),
    "change_series": _("Serien ändrades"),
    "end_series": _("Serien avslutades"),
    "add_occurrence": _("Ett tillfälle lades till"),
    "move_occurrence": _("Tillfället flyttades"),
    "cancel_occurrence": _("Tillfället ställdes in"),
    "restore_occurrence": _("Tillfället blir av igen"),
    "say_of_occurrence": _("Något skrevs om tillfället"),
    "read_source": _("En kalender lästes in för att granskas"),
    "bring_in": _("Tillfällen hämtades ur en annan kalender"),
    "refresh_source": _("En kalender som följs lästes igen"),
    "forget_source": _("En läst kalender som ingen hämtade slängdes"),
    "stop_following": _("En kalender följs inte längre"),
}


def centres_to_plan(actor: Actor) -> list[FamilyCentre]:
    """The centres whose activities one sees, but those that are no more, in Swedish order."""
    rows = visible_centres(actor).exclude(state=FamilyCentre.State.CLOSED)
    return list(rows.select_related("place").order_by(SortKey("name"), "pk"))


def times(centre: FamilyCentre, first: dt.date, last: dt.date) -> list[Occurrence]:
    """Each time of the days, both ends included, cancelled ones too, in order: one query."""
    rows = Occurrence.objects.filter(centre=centre, day__range=(first, last))
    return list(rows.select_related("activity", "room", "leader").order_by("starts_at", "ends_at", "pk"))


def times_led_by(leader: CentrePerson, first: dt.date, last: dt.date) -> list[Occurrence]:
    """What somebody leads and is still to happen in the days, both ends included, in order."""
    rows = Occurrence.objects.filter(leader=leader, state=Occurrence.State.PLANNED, day__range=(first, last))
    return list(rows.select_related("activity__centre", "room", "leader").order_by("starts_at", "pk"))


def numbers_of(series: Series) -> list[int]:
    """The numbers of the times of a series."""
    return list(Occurrence.objects.filter(series=series).values_list("pk", flat=True))


def rooms_of(centre: FamilyCentre, day: dt.date) -> list[Room]:
    """The rooms that can be booked on a day, in Swedish order."""
    return list(Room.objects.filter(periods.on(day), centre=centre).order_by(SortKey("name"), "pk"))


def rooms_ever(centre: FamilyCentre) -> list[Room]:
    """Every room of a centre, those that are no more last."""
    rows = Room.objects.filter(centre=centre).select_related("premises")
    return list(rows.order_by("-to_date", SortKey("name"), "pk"))


def people_of(centre: FamilyCentre, day: dt.date) -> QuerySet[CentrePerson]:
    """Who works at a centre on a day, in Swedish order."""
    rows = CentrePerson.objects.filter(periods.on(day), centre=centre).defer("photo")
    return rows.order_by(SortKey("name"), "pk")


def partners_of(centre: FamilyCentre, day: dt.date) -> QuerySet[Partner]:
    """The partners of a centre on a day, in Swedish order."""
    return Partner.objects.filter(periods.on(day), centre=centre).order_by(SortKey("name"), "pk")


def units_of(centre: FamilyCentre, day: dt.date) -> list[Unit]:
    """The units that can own an activity: those that run a leg at the centre, and who keeps it."""
    at_work = CentreLeg.objects.filter(periods.on(day), centre=centre, unit__isnull=False).values("unit")
    rows = Unit.objects.filter(Q(pk__in=at_work) | Q(pk=centre.kept_by_unit_id))
    return list(rows.select_related("area__authority").order_by(SortKey("name"), "pk"))


def terms_of(centre: FamilyCentre) -> list[Term]:
    """The terms of a centre, the latest first."""
    return list(Term.objects.filter(centre=centre).prefetch_related("breaks").order_by("-from_date", "pk"))


def term_on(terms: list[Term], day: dt.date) -> Term | None:
    """Of some terms, the latest first: the one that holds on a day, else the next, else the last that was."""
    for one in terms:
        if periods.holds(one.from_date, one.to_date, day):
            return one
    coming = [one for one in terms if one.from_date > day]
    return coming[-1] if coming else next(iter(terms), None)


# --- one day ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class DayPage:
    """One day at a centre: what happens, who leads, which rooms are free, and what lies on closed days to come."""

    day: dt.date
    off: DayOff | None
    times: tuple[Occurrence, ...]
    rooms: tuple[Room, ...]
    on_closed: tuple[Occurrence, ...]

    @property
    def leaders(self) -> list[CentrePerson]:
        """Who leads something that is to happen, in the order of the day."""
        found = {one.leader_id: one.leader for one in self.times if one.state == Occurrence.State.PLANNED}
        return [leader for leader in found.values() if leader is not None]


def day_page(centre: FamilyCentre, day: dt.date) -> DayPage:
    """One day as staff see it in the morning: five queries at most."""
    return DayPage(
        day=day,
        off=days_off(centre, day, day).get(day),
        times=tuple(times(centre, day, day)),
        rooms=tuple(rooms_of(centre, day)),
        on_closed=tuple(on_closed_days(centre, day, day + AHEAD * DAY)),
    )


# --- one activity ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """One activity: what is said of it in each language, its series, and the times to come."""

    activity: Activity
    partners: tuple[Partner, ...]
    texts: tuple[ActivityText, ...]
    series: tuple[Series, ...]  # each with `coming`, how many times are left, and `next_day`
    times: tuple[Occurrence, ...]
    more: int  # how many more times to come than those
    been: int


def activity_page(activity: Activity, today: dt.date, *, most: int = 12) -> ActivityPage:
    """One activity as those who plan it see it. Needs `centre` selected with it."""
    coming = Occurrence.objects.filter(activity=activity, day__gte=today)
    rows = list(coming.select_related("activity", "room", "leader").order_by("starts_at", "pk")[: most + 1])
    counts = Occurrence.objects.filter(activity=activity).aggregate(
        coming=Count("pk", filter=Q(day__gte=today)), been=Count("pk", filter=Q(day__lt=today))
    )
    return ActivityPage(
        activity=Activity.objects.select_related("centre", "unit__area__authority", "leader").get(pk=activity.pk),
        partners=tuple(activity.partners.order_by(SortKey("name"))),
        texts=tuple(ActivityText.objects.filter(activity=activity).order_by("language")),
        series=tuple(_with_coming(Series.objects.filter(activity=activity, to_date__gt=today), today)),
        times=tuple(rows[:most]),
        more=max(0, counts["coming"] - most),
        been=counts["been"],
    )


def _with_coming(rows: QuerySet[Series], today: dt.date) -> QuerySet[Series]:
    """Series with how many times of them are left and the first of those days, in the order of the week."""
    left = Q(occurrences__day__gte=today, occurrences__state=Occurrence.State.PLANNED)
    rows = rows.annotate(coming=Count("occurrences", filter=left), next_day=Min("occurrences__day", filter=left))
    return rows.select_related("activity", "room", "term").order_by("weekday", "starts", "pk")


def activities_of(centre: FamilyCentre, today: dt.date) -> list[Activity]:
    """The activities of a centre, each with `coming` and `next_day`; ended ones last."""
    left = Q(occurrences__day__gte=today, occurrences__state=Occurrence.State.PLANNED)
    rows = Activity.objects.filter(centre=centre)
    rows = rows.annotate(coming=Count("occurrences", filter=left), next_day=Min("occurrences__day", filter=left))
    found = list(rows.select_related("centre", "leader", "unit").order_by(SortKey("title"), "pk"))
    return sorted(found, key=lambda one: one.state == Activity.State.ENDED)


# --- one term --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class TermPage:
    """A term: its breaks, its series in the order of the week, and what was done to single times."""

    term: Term
    breaks: tuple[TermBreak, ...]
    series: tuple[Series, ...]  # each with `coming` and `next_day`
    changed: tuple[Occurrence, ...]  # moved or cancelled, in order
    on_days_off: tuple[tuple[Occurrence, DayOff], ...]  # still planned on a day off


def term_page(term: Term, today: dt.date) -> TermPage:
    """A term as those who plan it see it. Needs `centre` selected with it."""
    last = term.to_date - DAY
    rows = times(term.centre, max(term.from_date, today), last)
    off = days_off(term.centre, term.from_date, last, breaks=breaks_of(term))
    planned = [one for one in rows if one.state == Occurrence.State.PLANNED]
    series = Series.objects.filter(
        Q(term=term) | Q(term__isnull=True, from_date__lt=term.to_date, to_date__gt=term.from_date),
        activity__centre=term.centre_id,
    )
    return TermPage(
        term=term,
        breaks=tuple(breaks_of(term)),
        series=tuple(_with_coming(series, today)),
        changed=tuple(one for one in rows if one.was_at or one.state == Occurrence.State.CANCELLED),
        on_days_off=tuple((one, off[one.day]) for one in planned if one.day in off),
    )


def legs_to_plan(actor: Actor, centre: FamilyCentre) -> frozenset[str] | None:
    """The legs whose activities one plans at a centre; None for all of them."""
    return None if rules.may_keep_house(actor, centre) else rules.legs_run_by(actor, centre)

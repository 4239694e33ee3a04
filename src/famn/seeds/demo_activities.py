"""What the demo's open centres offer: rooms, a term round the day when the demo is loaded, and a week of activities.

One centre has a whole week of them, the others a few. Something is always near: one time is moved and one cancelled in
the coming days, one has a guest, one group is for fathers, one wants signing up and one is for those who are invited.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.utils import timezone

from famn.domain.activities import actions
from famn.domain.activities.actions import ActivityFacts
from famn.domain.activities.models import Activity, Occurrence, Room, Series, Term
from famn.domain.activities.planning import monday_of
from famn.domain.activities.reads import SeriesPlan
from famn.domain.centres.models import CentreLeg, CentrePerson, FamilyCentre
from famn.domain.people.models import Leg, Unit
from famn.domain.people.rules import Actor

BVC, PRESCHOOL, SOCIAL = Leg.CHILD_HEALTH.value, Leg.OPEN_PRESCHOOL.value, Leg.PREVENTIVE_SOCIAL.value
_K: Final = Activity.Kind
BIG, SMALL, KITCHEN = "Stora rummet", "Lilla rummet", "Köket"
DAY, WEEK = dt.timedelta(days=1), dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class DemoActivity:
    """Something that returns each week, or every other, on a weekday (1 is Monday)."""

    kind: str
    title: str
    leg: str
    weekdays: str
    hours: str
    room: str = ""
    about: str = ""
    ages: tuple[int, int] | None = None
    languages: tuple[str, ...] = ("sv",)
    pattern: str = Series.Pattern.WEEKLY.value
    how_to_book: str = ""
    programme: str = ""  # also: for those who are invited
    english: str = ""
    arabic: str = ""


FULL: Final = (
    DemoActivity(
        _K.OPEN_PRESCHOOL,
        "Öppen förskola",
        PRESCHOOL,
        "124",
        "09:30-11:30",
        BIG,
        "Lek, sång och fika. Du är med ditt barn hela tiden, och vi är där för er.",
        ages=(0, 71),
        languages=("sv", "ar"),
        english="Open preschool",
        arabic="الروضة المفتوحة",
    ),
    DemoActivity(
        _K.BABY,
        "Babystund",
        PRESCHOOL,
        "3",
        "09:30-11:00",
        SMALL,
        "För er med de allra minsta. Filtar på golvet och tid att prata.",
        ages=(0, 12),
        english="Time for babies",
        arabic="وقت الرضع",
    ),
    DemoActivity(
        _K.SONG,
        "Sångstund",
        PRESCHOOL,
        "2",
        "13:00-13:45",
        BIG,
        "Vi sjunger med rörelser.",
        ages=(6, 71),
        english="Singing together",
    ),
    DemoActivity(
        _K.LANGUAGE,
        "Språkkafé",
        PRESCHOOL,
        "3",
        "13:00-15:00",
        KITCHEN,
        "Prata svenska i lugn takt medan barnen leker.",
        languages=("sv", "ar", "so"),
        english="Language café",
        arabic="مقهى اللغة",
    ),
    DemoActivity(
        _K.FATHERS,
        "Pappor och barn",
        SOCIAL,
        "3",
        "17:00-18:30",
        BIG,
        "En kväll för dig som är pappa, med ditt barn.",
        pattern=Series.Pattern.EVERY_OTHER_WEEK.value,
        english="Fathers and children",
    ),
    DemoActivity(
        _K.PARENT_GROUP,
        "Föräldragrupp för nyblivna",
        BVC,
        "4",
        "13:30-15:00",
        SMALL,
        "Sju träffar om sömn, mat och att bli en familj.",
        ages=(0, 6),
        how_to_book="Ring 08-465 004 31 eller säg till när ni är hos oss.",
        english="Group for new parents",
    ),
    DemoActivity(
        _K.TALK,
        "Trygga tillsammans",
        SOCIAL,
        "1",
        "17:00-19:00",
        SMALL,
        "En grupp i fyra träffar för den som har fått en inbjudan.",
        programme="Alla barn i centrum",
        how_to_book="Du får en inbjudan av den du träffar hos oss.",
    ),
    DemoActivity(
        _K.THEME, "Fredagens tema", PRESCHOOL, "5", "10:00-11:00", BIG, "Ett nytt ämne eller en gäst varje fredag."
    ),
    DemoActivity(
        _K.OUTDOOR,
        "Helg i parken",
        PRESCHOOL,
        "67",
        "10:00-12:00",
        "",
        "Vi ses vid lekparken. Klä er efter vädret.",
        ages=(0, 71),
        english="Weekend in the park",
        arabic="نهاية الأسبوع في الحديقة",
    ),
)
SOME: Final = (replace(FULL[0], weekdays="24"), FULL[2], FULL[4])
FEW: Final = (replace(FULL[0], weekdays="2", english="", arabic=""),)
ROOMS: Final = ((BIG, 40), (SMALL, 14), (KITCHEN, 10))
# The centre, who plans there, and what it offers.
CENTRES: Final = (
    ("Familjecentralen Backsippan", "Ronja Hjortron", FULL),
    ("Familjecentralen Knutarven", "Yusuf Rölleka", SOME),
    ("Familjecentralen Stjärtmesen", "Elsa Maskros", SOME),
    ("Familjecentralen Skogsduvan", "Sofia Vitmossa", FEW),
    ("Familjens hus Sidensvansen", "Anna Blåklocka", FEW),
    ("Familjecentralen Åkervindan", "Cesar Åkerbär", FEW),
    ("Familjecentralen Pärlugglan", "Gustav Odonblad", FEW),
    ("Familjecentralen Slåttergubben", "Hassan Lingonris", FEW),
)


@dataclass(frozen=True, slots=True)
class House:
    """What a centre plans with."""

    rooms: Mapping[str, Room]
    term: Term
    units: Mapping[str, Unit]
    leaders: Mapping[str, CentrePerson]


def load(actors: Mapping[str, Actor]) -> None:
    """Let the open centres plan a term round today."""
    now = timezone.now()
    for name, person, offered in CENTRES:
        centre = FamilyCentre.objects.select_related("kept_by_unit").get(name=name)
        by = actors[person]
        house = _house(centre, by, now, is_full=offered is FULL)
        for one in offered:
            _put_in(centre, house, one, by, now)
        if offered is FULL:
            _happened(centre, by, now)


def _house(centre: FamilyCentre, by: Actor, now: dt.datetime, *, is_full: bool) -> House:
    """The rooms and the term that is; of the centre that has it all, the term that comes too."""
    first = monday_of(timezone.localdate(now)) - 4 * WEEK
    rooms = (
        actions.add_room(centre, by=by, at=now, name=name, from_date=centre.opened_on or first, seats=seats)
        for name, seats in (ROOMS if is_full else ROOMS[:1])
    )
    middle = first + 6 * WEEK
    term = actions.add_term(
        centre,
        by=by,
        at=now,
        name=_season(middle),
        first_day=first,
        last_day=first + 10 * WEEK + 6 * DAY,
        breaks=[("Studiedagar", middle + 3 * DAY, middle + 4 * DAY)],
    )
    if is_full:
        start = term.to_date + 3 * WEEK
        actions.add_term(
            centre,
            by=by,
            at=now,
            name=_season(start + 8 * WEEK, but=term.name),
            first_day=start,
            last_day=start + 19 * WEEK + 4 * DAY,
            breaks=[("Lov", start + 7 * WEEK, start + 7 * WEEK + 4 * DAY)],
        )
    legs = CentreLeg.objects.filter(centre=centre, to_date=None, unit__isnull=False).select_related("unit")
    leaders = {one.leg.leg: one for one in CentrePerson.objects.filter(centre=centre).select_related("leg") if one.leg}
    units = {one.leg: one.unit for one in legs if one.unit}
    return House({room.name: room for room in rooms}, term, units, leaders)


def _season(day: dt.date, *, but: str = "") -> str:
    """What the term of a day is called."""
    name = f"Våren {day.year}" if day.month < 7 else f"Hösten {day.year}"
    return name if name != but else f"{name}, andra halvan"


def _put_in(centre: FamilyCentre, house: House, one: DemoActivity, by: Actor, now: dt.datetime) -> None:
    """One activity, shown to everybody, with its times until the term ends."""
    ages = one.ages or (None, None)
    facts = ActivityFacts(
        kind=one.kind,
        title=one.title,
        leg=one.leg,
        unit=house.units.get(one.leg, centre.kept_by_unit),
        about=one.about,
        leader=house.leaders.get(one.leg),
        age_from=ages[0],
        age_to=ages[1],
        languages=one.languages,
        booking=Activity.Booking.SIGN_UP if one.how_to_book else Activity.Booking.DROP_IN,
        how_to_book=one.how_to_book,
        scope=Activity.Scope.TARGETED if one.programme else Activity.Scope.UNIVERSAL,
        programme=one.programme,
    )
    activity = actions.add_activity(centre, facts, by=by, at=now)
    for plan in _plans(one, house):
        actions.plan_series(activity, plan, by=by, at=now)
    for language, title in (("en", one.english), ("ar", one.arabic)):
        if title:
            actions.translate_activity(activity, by=by, at=now, language=language, title=title)
    actions.publish_activity(activity, by=by, at=now)


def _plans(one: DemoActivity, house: House) -> Sequence[SeriesPlan]:
    starts, ends = (dt.time.fromisoformat(clock) for clock in one.hours.split("-"))
    return [
        SeriesPlan(
            pattern=one.pattern,
            weekday=int(weekday),
            starts=starts,
            ends=ends,
            room=house.rooms.get(one.room),
            term=house.term,
            from_date=house.term.from_date,
            last_day=house.term.to_date - DAY,
        )
        for weekday in one.weekdays
    ]


def _happened(centre: FamilyCentre, by: Actor, now: dt.datetime) -> None:
    """One time is cancelled, one is moved, and one has a guest, all of them soon."""
    sick, moved, guest = (_next(centre, title, now) for title in ("Sångstund", "Språkkafé", "Fredagens tema"))
    actions.cancel_occurrence(sick, by=by, at=now, reason=Occurrence.Reason.ILLNESS, message="Vi sjunger nästa vecka.")
    actions.move_occurrence(
        moved,
        by=by,
        at=now,
        day=moved.day,
        starts=dt.time(15, 15),
        ends=dt.time(16, 45),
        room=moved.room,
        message="Vi börjar senare den här gången.",
    )
    actions.say_of_occurrence(
        guest,
        by=by,
        at=now,
        theme="Så tar du hand om små tänder",
        guest="Tandsköterskan Vera Blåmunkar",
        message="",
        leader=guest.leader,
    )


def _next(centre: FamilyCentre, title: str, now: dt.datetime) -> Occurrence:
    rows = Occurrence.objects.filter(centre=centre, activity__title=title, starts_at__gt=now)
    return rows.select_related("activity", "room", "leader").order_by("starts_at")[0]

"""A whole country to measure in: 300 invented centres, ten activities a week each for a year. Same data each time.

Only for measuring (`./famn manage bench public`), so the rows are put in by the thousand and not by the domain's own
actions, as the demo is. Every name is invented; the municipalities are the real ones.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import batched
from typing import Final

from django.db import connection, transaction

from famn.domain.activities.models import Activity, Room, Series
from famn.domain.centres.models import CentreLeg, FamilyCentre, OpeningHours, PhoneHours
from famn.domain.people import actions as people
from famn.domain.people.models import Authority, Leg, Place, Principal, SecrecyArea, Unit
from famn.domain.people.rules import HOUSE
from famn.ground.text import SortKey

PRINCIPAL: Final = "Provriket"
CENTRES: Final = 300
WEEKS: Final = 52
FIRST_DAY: Final = dt.date(2020, 1, 1)
NAMES: Final = ("Björken", "Eken", "Granen", "Hasseln", "Linden", "Lönnen", "Rönnen", "Sälgen", "Tallen", "Videt")

# kind, title, leg, weekday, starts, ends, number of the room, ages in months
ACTIVITIES: Final = (
    ("preschool", "Öppen förskola", Leg.OPEN_PRESCHOOL, 1, "09:00", "12:00", 0, None),
    ("preschool", "Öppen förskola", Leg.OPEN_PRESCHOOL, 2, "09:00", "12:00", 0, None),
    ("baby", "Bebiscafé", Leg.OPEN_PRESCHOOL, 2, "13:00", "15:00", 0, (0, 11)),
    ("song", "Sångstund", Leg.OPEN_PRESCHOOL, 3, "10:00", "10:45", 0, (0, 72)),
    ("fathers", "Pappor och barn", Leg.OPEN_PRESCHOOL, 4, "15:00", "17:00", 0, None),
    ("group", "Föräldragrupp", Leg.CHILD_HEALTH, 4, "13:00", "14:30", 1, (0, 11)),
    ("health", "Fråga sjuksköterskan", Leg.CHILD_HEALTH, 1, "13:00", "14:00", 1, None),
    ("midwife", "Fråga barnmorskan", Leg.MIDWIFERY, 3, "13:00", "14:00", 1, None),
    ("talk", "Prata med kuratorn", Leg.PREVENTIVE_SOCIAL, 5, "09:00", "11:00", 1, None),
    ("language", "Språkkafé", Leg.PREVENTIVE_SOCIAL, 5, "13:00", "15:00", 0, None),
)

OCCURRENCES: Final = """
INSERT INTO famn_occurrence
    (code, centre_id, activity_id, series_id, slot_date, starts_at, ends_at, day, room_id,
     state, reason, message, theme, guest, number, changed_at, foreign_key, foreign_mark)
SELECT 'n' || s.id || 'x' || week, a.centre_id, a.id, s.id, slot.day,
    (slot.day + s.starts) AT TIME ZONE 'Europe/Stockholm', (slot.day + s.ends) AT TIME ZONE 'Europe/Stockholm',
    slot.day, s.room_id, 'planned', '', '', '', '', 0, %(at)s, '', ''
FROM famn_series s JOIN famn_activity a ON a.id = s.activity_id
    CROSS JOIN generate_series(0, %(weeks)s - 1) AS week
    CROSS JOIN LATERAL (SELECT s.from_date + s.weekday - 1 + 7 * week AS day) AS slot
WHERE a.centre_id = ANY(%(centres)s)
"""


def is_loaded() -> bool:
    """Whether the country is already in this database."""
    return Principal.objects.filter(name=PRINCIPAL).exists()


@transaction.atomic
def load(*, today: dt.date, at: dt.datetime, centres: int = CENTRES) -> list[FamilyCentre]:
    """Put in so many centres more, each with a year of activities that `today` lies in the middle of."""
    unit = _keeper(at)
    places = list(Place.objects.filter(kind=Place.Kind.MUNICIPALITY).order_by(SortKey("name"), "pk"))
    before = FamilyCentre.objects.filter(kept_by=unit.area.authority).count()
    made = FamilyCentre.objects.bulk_create(
        FamilyCentre(
            name=f"Familjecentralen {NAMES[number // len(places) % len(NAMES)]}",
            kept_by=unit.area.authority,
            kept_by_unit=unit,
            place=places[number % len(places)],
            address=f"Provgatan {number + 1}",
            about="Här möts familjer med små barn.",
            languages=["sv", "en"] if number % 3 else ["sv", "ar", "so"],
            state=FamilyCentre.State.OPEN,
            opened_on=FIRST_DAY,
            is_public=True,
            latitude=round(55.5 + number % 97 / 10, 6),
            longitude=round(12.5 + number % 53 / 10, 6),
            confirmed_on=today,
        )
        for number in range(before, before + centres)
    )
    _describe(made, unit, today)
    _plan(made, unit, today)
    with connection.cursor() as cursor:
        cursor.execute(OCCURRENCES, {"at": at, "weeks": WEEKS, "centres": [centre.pk for centre in made]})
    return made


def _keeper(at: dt.datetime) -> Unit:
    """The one unit that keeps all of it, made the first time."""
    known = Unit.objects.select_related("area__authority").filter(area__authority__principal__name=PRINCIPAL).first()
    if known:
        return known
    principal = people.found_principal(by=HOUSE, at=at, kind=Principal.Kind.REGION, name=PRINCIPAL)
    authority = people.found_authority(
        by=HOUSE, at=at, principal=principal, kind=Authority.Kind.BOARD, name="Provrikets nämnd"
    )
    area = people.draw_secrecy_area(
        by=HOUSE, at=at, authority=authority, kind=SecrecyArea.Kind.EDUCATION, name="Öppna förskolan"
    )
    return people.add_unit(by=HOUSE, at=at, area=area, name="Provrikets familjecentraler", from_date=FIRST_DAY)


def _describe(centres: Sequence[FamilyCentre], unit: Unit, today: dt.date) -> None:
    """Four legs for each, with hours and a telephone that is answered."""
    legs = CentreLeg.objects.bulk_create(
        CentreLeg(
            centre=centre,
            leg=leg,
            party_name=f"{Leg(leg).label} i Provriket",
            degree=CentreLeg.Degree.WHOLE,
            phone="08-465 004 10",
            from_date=FIRST_DAY,
            confirmed_on=today,
        )
        for centre in centres
        for leg in Leg.values
    )
    for some in batched(legs, 400):
        days = [(leg, day) for leg in some for day in range(1, 6)]
        OpeningHours.objects.bulk_create(
            OpeningHours(leg=leg, weekday=day, opens=dt.time(9), closes=dt.time(15), from_date=FIRST_DAY)
            for leg, day in days
        )
        PhoneHours.objects.bulk_create(
            PhoneHours(leg=leg, weekday=day, opens=dt.time(8), closes=dt.time(12), from_date=FIRST_DAY)
            for leg, day in days
        )


def _plan(centres: Sequence[FamilyCentre], unit: Unit, today: dt.date) -> None:
    """Two rooms, ten activities and their series for each centre, half of the year behind us."""
    rooms = Room.objects.bulk_create(
        Room(centre=centre, name=name, from_date=FIRST_DAY) for centre in centres for name in ("Stora rummet", "Vrån")
    )
    rooms_of = {centre.pk: pair for centre, pair in zip(centres, batched(rooms, 2), strict=True)}
    monday = today - dt.timedelta(days=today.weekday(), weeks=WEEKS // 2)
    activities = Activity.objects.bulk_create(_activities(centres, unit, today))
    Series.objects.bulk_create(
        Series(
            activity=activity,
            pattern=Series.Pattern.WEEKLY,
            weekday=weekday,
            starts=dt.time.fromisoformat(starts),
            ends=dt.time.fromisoformat(ends),
            room=rooms_of[activity.centre_id][room],
            from_date=monday,
            to_date=monday + dt.timedelta(weeks=WEEKS),
        )
        for activity, (_kind, _title, _leg, weekday, starts, ends, room, _ages) in zip(
            activities, ACTIVITIES * len(centres), strict=True
        )
    )


def _activities(centres: Sequence[FamilyCentre], unit: Unit, today: dt.date) -> Iterator[Activity]:
    for centre in centres:
        for kind, title, leg, _weekday, _starts, _ends, _room, ages in ACTIVITIES:
            yield Activity(
                centre=centre,
                kind=kind,
                title=title,
                leg=leg,
                unit=unit,
                age_from=ages[0] if ages else None,
                age_to=ages[1] if ages else None,
                state=Activity.State.PUBLISHED,
                confirmed_on=today,
            )

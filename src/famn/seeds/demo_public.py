"""What the demo's centres tell parents: hours, telephones, people, texts in three languages, and how to get in.

The days hang on the day when the demo is loaded, so that something is always coming up: a day of planning, two weeks
closed by decision of two boards, and one centre that nobody has confirmed for long. Everybody is invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from typing import Final

from django.utils import timezone
from PIL import Image, ImageDraw

from famn.domain.centres import actions
from famn.domain.centres.actions import Opens
from famn.domain.centres.models import AccessFact, CentreLeg, CentreText, FamilyCentre, OpeningException, PhoneHours
from famn.domain.centres.reads.centre import hours_mark
from famn.domain.centres.reads.kept import access_mark, phone_mark
from famn.domain.centres.reads.texts import text_mark
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor

BMM, BVC = Leg.MIDWIFERY.value, Leg.CHILD_HEALTH.value
PRESCHOOL, SOCIAL = Leg.OPEN_PRESCHOOL.value, Leg.PREVENTIVE_SOCIAL.value
_K, _A = CentreText.Kind, AccessFact.Kind
YES, PARTLY, NO = (one.value for one in AccessFact.Answer)
STALE_DAYS: Final = 250  # so long ago somebody confirmed the centre whose readers are warned
WEEK: Final = dt.timedelta(days=7)
DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody who is shown by name."""

    leg: str
    name: str
    role: str
    languages: tuple[str, ...]
    has_photo: bool = False


def _weekdays(days: str, opens: str, closes: str, ages: tuple[int, int] | None = None) -> list[Opens]:
    """`"12345"` is Monday to Friday. Ages in months."""
    hours = dt.time.fromisoformat(opens), dt.time.fromisoformat(closes)
    return [Opens(int(day), *hours, *(ages or (None, None))) for day in days]


HOURS: Final = {
    BMM: _weekdays("12345", "08:00", "16:30"),
    BVC: _weekdays("1245", "08:00", "16:30") + _weekdays("3", "13:00", "18:00"),
    PRESCHOOL: [
        *_weekdays("1", "09:00", "12:00"),
        *_weekdays("2", "09:00", "15:00"),
        *_weekdays("3", "09:00", "11:30", (0, 12)),
        *_weekdays("3", "13:00", "16:00"),
        *_weekdays("4", "09:00", "15:00"),
        *_weekdays("5", "09:00", "12:00"),
    ],
    SOCIAL: _weekdays("24", "09:00", "15:00"),
}
ANSWERED: Final = {
    BMM: ("08:00", "10:00"),
    BVC: ("08:00", "12:00"),
    PRESCHOOL: ("08:30", "16:00"),
    SOCIAL: ("13:00", "15:00"),
}
# Where they would lie: the middle of the place. WGS 84.
WHERE: Final = {
    "Familjecentralen Backsippan": ("Ronja Hjortron", "58.987100", "14.619800"),
    "Familjecentralen Skogsduvan": ("Sofia Vitmossa", "59.174700", "14.872500"),
    "Familjens hus Sidensvansen": ("Anna Blåklocka", None, None),
    "Familjecentralen Stjärtmesen": ("Elsa Maskros", "59.243400", "18.093200"),
    "Familjecentralen Pärlugglan": ("Gustav Odonblad", "59.277300", "17.907000"),
    "Familjecentralen Tuvtåteln": ("Viktor Harsyra", "59.362800", "17.874600"),
    "Familjecentralen Skräntärnan": ("Amina Tusensköna", "59.266700", "18.132900"),
    "Familjecentralen Knutarven": ("Yusuf Rölleka", "59.388200", "17.929100"),
    "Familjecentralen Slåttergubben": ("Hassan Lingonris", "59.279100", "18.064500"),
    "Familjecentralen Kärrspiran": ("Leila Backtimjan", None, None),
}
STALE: Final = ("Familjecentralen Åkervindan", "Cesar Åkerbär", "59.479200", "18.299400")

PEOPLE: Final = {
    "Familjecentralen Backsippan": (
        DemoPerson(BMM, "Tora Åkerklöver", "barnmorska", ("sv", "en")),
        DemoPerson(BVC, "Idris Fältmalva", "sjuksköterska", ("sv", "so", "en"), has_photo=True),
        DemoPerson(PRESCHOOL, "Maja Gullviva", "förskollärare", ("sv", "ar"), has_photo=True),
        DemoPerson(SOCIAL, "Signe Kärringtand", "föräldrastödjare", ("sv",)),
    ),
    "Familjecentralen Knutarven": (
        DemoPerson(PRESCHOOL, "Salma Ängsull", "barnskötare", ("sv", "ar", "so")),
        DemoPerson(SOCIAL, "Otto Stormhatt", "familjerådgivare", ("sv", "en")),
    ),
}
ACCESS: Final[dict[str, tuple[str, str]]] = {
    _A.STEP_FREE: (YES, "Ramp vid huvudentrén"),
    _A.WIDE_DOORS: (YES, ""),
    _A.TOILET: (YES, ""),
    _A.CHANGING: (YES, "Också på toaletten för alla"),
    _A.PRAMS: (PARTLY, "Plats för sex vagnar, resten står under tak"),
    _A.LIFT: (NO, "Allt ligger i markplan"),
    _A.QUIET: (YES, ""),
}
TEXTS: Final = {
    (
        _K.WAY,
        "sv",
    ): "Gå in från parken, dörren med den gula solen. Från busstorget är det 300 meter på gång- och cykelväg.",
    (_K.WAY, "en"): "Enter from the park, by the door with the yellow sun. It is a 300 metre walk from the bus square.",
    (_K.WAY, "ar"): "ادخلوا من جهة الحديقة، من الباب الذي عليه شمس صفراء. المسافة من موقف الحافلات 300 متر مشيا.",
    (
        _K.ILLNESS,
        "sv",
    ): "Stanna hemma om barnet har feber. Efter kräkning eller diarré: vänta två hela dygn. Lite snuva går bra.",
    (
        _K.ILLNESS,
        "en",
    ): "Stay at home if your child has a fever. After vomiting or diarrhoea, wait two full days. A runny nose is fine.",
    (
        _K.ILLNESS,
        "ar",
    ): "ابقوا في البيت إذا كانت عند الطفل حرارة. بعد القيء أو الإسهال انتظروا يومين كاملين. الزكام الخفيف لا يمنع.",
    (
        _K.FREE,
        "sv",
    ): "Det kostar inget. Öppna förskolan behöver du inte boka. Till barnmorskan och BVC bokar du tid.",
    (
        _K.FREE,
        "en",
    ): "Coming here is free. No booking for the open preschool. Book the midwife and nurse by phone.",
    (_K.FREE, "ar"): "الحضور مجاني. الروضة المفتوحة لا تحتاج إلى حجز. مواعيد القابلة ورعاية صحة الطفل تحجز بالهاتف.",
    (_K.ABOUT, "en"): "All four services in one house. The open preschool has its own entrance from the park.",
    (_K.ABOUT, "ar"): "الخدمات الأربع في بيت واحد. للروضة المفتوحة مدخل خاص من جهة الحديقة.",
}
WORDS: Final = {"en": "Parent support", "ar": "دعم الوالدين"}
CHECKED_BY: Final = {"en": "Ellen Häggmispel"}


def load(actors: Mapping[str, Actor]) -> None:
    """Let every centre of the demo say what it says to parents, as if it were confirmed today; one of them long ago."""
    now = timezone.now()
    for name, (person, latitude, longitude) in WHERE.items():
        centre, by = FamilyCentre.objects.get(name=name), actors[person]
        _on_the_map(centre, by, now, latitude, longitude)
        _people(centre, by, now, PEOPLE.get(name, ()))
        actions.confirm_centre(centre, by=by, at=now)
        for leg in _legs_now(centre):
            actions.confirm_leg(leg, by=by, at=now)
    name, person, latitude, longitude = STALE
    centre, long_ago = FamilyCentre.objects.get(name=name), now - STALE_DAYS * DAY
    _on_the_map(centre, actors[person], long_ago, latitude, longitude)
    actions.confirm_centre(centre, by=actors[person], at=long_ago)
    _whole(FamilyCentre.objects.get(name="Familjecentralen Backsippan"), actors["Ronja Hjortron"], now)
    _planning(FamilyCentre.objects.get(name="Familjecentralen Backsippan"), actors["Ronja Hjortron"], now)
    _two_boards(FamilyCentre.objects.get(name="Familjecentralen Knutarven"), actors["Yusuf Rölleka"], now)
    _answers(
        FamilyCentre.objects.get(name="Familjecentralen Stjärtmesen"), actors["Elsa Maskros"], now, ("sv", "ar", "ti")
    )


def _legs_now(centre: FamilyCentre) -> list[CentreLeg]:
    return list(CentreLeg.objects.filter(centre=centre, to_date__isnull=True).order_by("pk"))


def _on_the_map(centre: FamilyCentre, by: Actor, at: dt.datetime, latitude: str | None, longitude: str | None) -> None:
    if latitude and longitude:
        actions.place_on_map(centre, by=by, at=at, latitude=Decimal(latitude), longitude=Decimal(longitude))


def _whole(centre: FamilyCentre, by: Actor, at: dt.datetime) -> None:
    """One centre that tells all there is to tell."""
    today = timezone.localdate(at)
    for leg in _legs_now(centre):
        seen = hours_mark(leg.hours.all())
        actions.set_hours(leg, by=by, at=at, from_date=today - 8 * WEEK, hours=HOURS[leg.leg], seen=seen)
        if leg.leg == SOCIAL:
            for language, word in WORDS.items():
                seen = text_mark(centre, _K.WORD, language, leg)
                actions.write_text(centre, by=by, at=at, kind=_K.WORD, language=language, text=word, leg=leg, seen=seen)
    _answers(centre, by, at, ("sv", "en", "so"))
    for (kind, language), text in TEXTS.items():
        seen, checked = text_mark(centre, kind, language, None), CHECKED_BY.get(language, "")
        actions.write_text(centre, by=by, at=at, kind=kind, language=language, text=text, seen=seen, checked_by=checked)
    actions.say_access(centre, by=by, at=at, said=ACCESS, seen=access_mark(AccessFact.objects.filter(centre=centre)))


def _answers(centre: FamilyCentre, by: Actor, at: dt.datetime, languages: tuple[str, ...]) -> None:
    """When a human answers at each leg."""
    for leg in _legs_now(centre):
        opens, closes = (dt.time.fromisoformat(clock) for clock in ANSWERED[leg.leg])
        actions.set_phone_hours(
            leg,
            by=by,
            at=at,
            from_date=timezone.localdate(at),
            phone=leg.phone,
            hours=[(day, opens, closes) for day in range(1, 6)],
            languages=languages,
            seen=phone_mark(leg, PhoneHours.objects.filter(leg=leg)),
        )


def _people(centre: FamilyCentre, by: Actor, at: dt.datetime, people: Sequence[DemoPerson]) -> None:
    legs = {leg.leg: leg for leg in _legs_now(centre)}
    for number, one in enumerate(people):
        person = actions.show_person(
            centre, by=by, at=at, name=one.name, role=one.role, leg=legs[one.leg], languages=one.languages
        )
        if one.has_photo:
            agreed = timezone.localdate(at)
            actions.set_photo(person, by=by, at=at, content=_drawn(number), agreed_on=agreed)


def _drawn(number: int) -> bytes:
    """A picture of nobody: a head and two shoulders in the demo's own colours."""
    ground, cloth, hair = (("#EAC27E", "#17604F", "#4A2E1B"), ("#BAD690", "#A8324E", "#23211D"))[number % 2]
    picture = Image.new("RGB", (240, 240), ground)
    pen = ImageDraw.Draw(picture)
    pen.ellipse((30, 160, 210, 330), fill=cloth)
    pen.ellipse((72, 48, 168, 150), fill=hair)
    pen.ellipse((82, 66, 158, 164), fill="#D9A679")
    pen.arc((102, 108, 138, 140), 20, 160, fill="#7A3B2A", width=5)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def _planning(centre: FamilyCentre, by: Actor, at: dt.datetime) -> None:
    """The Thursday after next everybody plans together; the midwife opens later one day before that."""
    monday = _next_monday(at)
    actions.add_exception(
        centre,
        by=by,
        at=at,
        first_day=monday + 3 * DAY,
        last_day=monday + 3 * DAY,
        reason=OpeningException.Reason.PLANNING,
        note="Vi planerar våren tillsammans.",
    )
    midwife = next(leg for leg in _legs_now(centre) if leg.leg == BMM)
    actions.add_exception(
        centre,
        by=by,
        at=at,
        leg=midwife,
        first_day=monday + DAY,
        last_day=monday + DAY,
        opens=dt.time(10),
        closes=dt.time(16, 30),
        reason=OpeningException.Reason.OTHER,
        note="Barnmorskan öppnar senare.",
    )


def _two_boards(centre: FamilyCentre, by: Actor, at: dt.datetime) -> None:
    """Nobody is obliged to run a family centre: two boards close one for two weeks, and say so."""
    monday = _next_monday(at)
    actions.add_exception(
        centre,
        by=by,
        at=at,
        first_day=monday + WEEK,
        last_day=monday + 3 * WEEK - DAY,
        reason=OpeningException.Reason.DECISION,
        note="Personalen behövs i andra verksamheter under två veckor.",
        decided_by="Rinkeby-Kista stadsdelsnämnd och hälso- och sjukvårdsnämnden",
        reference="§ 14 och § 31",
    )


def _next_monday(at: dt.datetime) -> dt.date:
    today = timezone.localdate(at)
    return today + dt.timedelta(days=8 - today.isoweekday())

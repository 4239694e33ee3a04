"""The demo's family centres, put in by the domain's own actions. All are invented, and named after plants and animals.

Between them they show what definitions disagree about: a full centre, one that is like it, a way of working without a
house, two child health clinics of different providers, two houses, a degree that nobody has said, one that is planned,
one that is closed for a while, one that is no more, and one where a party came closer year by year.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import CentreLeg, DefinitionSet, FamilyCentre, Partner, Premises
from famn.domain.people.models import Leg, Place, Unit
from famn.domain.people.rules import Actor
from famn.ground.stockholm import moment_of

BMM, BVC = Leg.MIDWIFERY.value, Leg.CHILD_HEALTH.value
PRESCHOOL, SOCIAL = Leg.OPEN_PRESCHOOL.value, Leg.PREVENTIVE_SOCIAL.value
_D: Final = CentreLeg.Degree
WHOLE, PART, HOURS, JOINT, NONE, NOT_KNOWN = _D.WHOLE, _D.PART, _D.HOURS, _D.JOINT, _D.NONE, ""
_OPEN, _SUPPORT = "Öppna förskolan", "Föräldrastödet"


@dataclass(frozen=True, slots=True)
class DemoLeg:
    """One party's leg. `party` is a unit of the demo, as authority and name, or a name as written."""

    leg: str
    degree: str
    party: tuple[str, str] | str
    house: str = ""


@dataclass(frozen=True, slots=True)
class DemoCentre:
    """A centre. Without `since` it is planned."""

    name: str
    person: str
    place: str
    address: str
    about: str
    since: dt.date | None
    legs: tuple[DemoLeg, ...]
    houses: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("sv",)
    ages: tuple[int, int] = (0, 6)


_MAMAMIA_BVC: Final = ("mamamia", "Barnavårdscentralen")
_OREBRO_BVC: Final = ("orebro", "Barnhälsovården på vårdcentralen")
_OREBRO_BMM: Final = ("orebro", "Barnmorskemottagningen på vårdcentralen")

CENTRES: Final = (
    DemoCentre(
        "Familjecentralen Backsippan",
        "Ronja Hjortron",
        "1860",
        "Sippgatan 1",
        "Alla fyra verksamheterna i ett hus. Öppna förskolan har en egen ingång mot parken.",
        dt.date(2022, 9, 1),
        (
            DemoLeg(BMM, WHOLE, _OREBRO_BMM),
            DemoLeg(BVC, WHOLE, _OREBRO_BVC),
            DemoLeg(PRESCHOOL, WHOLE, ("laxa", _OPEN)),
            DemoLeg(SOCIAL, HOURS, ("laxa", _SUPPORT)),
        ),
        languages=("sv", "ar", "so"),
    ),
    DemoCentre(
        "Familjecentralen Skogsduvan",
        "Sofia Vitmossa",
        "1814",
        "Duvstigen 4",
        "Barnhälsovården kommer hit två förmiddagar i veckan.",
        dt.date(2023, 3, 1),
        (
            DemoLeg(BVC, HOURS, _OREBRO_BVC),
            DemoLeg(PRESCHOOL, WHOLE, "Öppna förskolan Duvungen"),
            DemoLeg(SOCIAL, NONE, "Kommunens föräldrastöd"),
        ),
    ),
    DemoCentre(
        "Familjens hus Sidensvansen",
        "Anna Blåklocka",
        "0180-ostermalm",
        "",
        "Verksamheterna finns på var sitt håll och håller föräldragrupper och öppet hus tillsammans.",
        dt.date(2022, 1, 10),
        (
            DemoLeg(BMM, JOINT, ("mamamia", "Mödravården")),
            DemoLeg(BVC, JOINT, _MAMAMIA_BVC),
            DemoLeg(PRESCHOOL, JOINT, ("ostermalm", _OPEN)),
            DemoLeg(SOCIAL, JOINT, ("ostermalm", _SUPPORT)),
        ),
    ),
    DemoCentre(
        "Familjecentralen Stjärtmesen",
        "Elsa Maskros",
        "0180-farsta",
        "Mesvägen 12",
        "Två barnavårdscentraler: en som har hela sin verksamhet här och en som kommer på torsdagar.",
        dt.date(2018, 8, 20),
        (
            DemoLeg(BMM, WHOLE, "Barnmorskorna Humlan"),
            DemoLeg(BVC, WHOLE, "Barnavårdscentralen Humlan"),
            DemoLeg(BVC, HOURS, _MAMAMIA_BVC),
            DemoLeg(PRESCHOOL, WHOLE, ("farsta", _OPEN)),
            DemoLeg(SOCIAL, WHOLE, ("farsta", _SUPPORT)),
        ),
        languages=("sv", "ar", "ti", "en"),
    ),
    DemoCentre(
        "Familjecentralen Åkervindan",
        "Cesar Åkerbär",
        "0117",
        "Vindegränd 3",
        "Barnavårdscentral och öppen förskola under samma tak. Barnmorskan finns på en annan ort.",
        dt.date(2020, 10, 1),
        (
            DemoLeg(BVC, WHOLE, "Barnavårdscentralen Tornsvalan"),
            DemoLeg(PRESCHOOL, WHOLE, ("osteraker", _OPEN)),
            DemoLeg(SOCIAL, PART, ("osteraker", _SUPPORT)),
        ),
        ages=(0, 5),
    ),
    DemoCentre(
        "Familjecentralen Pärlugglan",
        "Gustav Odonblad",
        "0180-skarholmen",
        "Uggletorget 7",
        "Hur mycket föräldrastödet är på plats är inte ifyllt än.",
        dt.date(2019, 2, 4),
        (
            DemoLeg(BMM, WHOLE, "Barnmorskorna Nattskärran"),
            DemoLeg(BVC, WHOLE, "Barnavårdscentralen Nattskärran"),
            DemoLeg(PRESCHOOL, WHOLE, ("skarholmen", _OPEN)),
            DemoLeg(SOCIAL, NOT_KNOWN, ("skarholmen", _SUPPORT)),
        ),
    ),
    DemoCentre(
        "Familjecentralen Tuvtåteln",
        "Viktor Harsyra",
        "0180-hasselby-vallingby",
        "Tåtelbacken 2",
        "Lokalerna byggs om. Öppna förskolan flyttar in först.",
        None,
        (
            DemoLeg(PRESCHOOL, WHOLE, ("hasselby", _OPEN)),
            DemoLeg(SOCIAL, HOURS, ("hasselby", _SUPPORT)),
        ),
    ),
    DemoCentre(
        "Familjecentralen Skräntärnan",
        "Amina Tusensköna",
        "0180-skarpnack",
        "Tärnvägen 9",
        "Mötesplats för den som väntar barn och för familjer med små barn.",
        dt.date(2017, 1, 9),
        (
            DemoLeg(BMM, HOURS, "Barnmorskorna Strandskatan"),
            DemoLeg(BVC, WHOLE, "Barnavårdscentralen Strandskatan"),
            DemoLeg(PRESCHOOL, WHOLE, ("skarpnack", _OPEN)),
            DemoLeg(SOCIAL, PART, ("skarpnack", _SUPPORT)),
        ),
    ),
    DemoCentre(
        "Familjecentralen Knutarven",
        "Yusuf Rölleka",
        "0180-rinkeby-kista",
        "Arvgången 5",
        "Två hus på var sin sida av torget: hälsovården i det ena, kommunen i det andra.",
        dt.date(2016, 11, 30),
        (
            DemoLeg(BMM, WHOLE, "Barnmorskorna Gökärten", "Norra huset"),
            DemoLeg(BVC, WHOLE, "Barnavårdscentralen Gökärten", "Norra huset"),
            DemoLeg(PRESCHOOL, WHOLE, ("rinkeby", _OPEN), "Södra huset"),
            DemoLeg(SOCIAL, WHOLE, ("rinkeby", _SUPPORT), "Södra huset"),
        ),
        houses=("Norra huset", "Södra huset"),
        languages=("sv", "ar", "so", "ti", "prs"),
    ),
    DemoCentre(
        "Familjecentralen Slåttergubben",
        "Hassan Lingonris",
        "0180-enskede-arsta-vantor",
        "Slåttervägen 20",
        "Alla fyra har en del av sin verksamhet här och resten någon annanstans.",
        dt.date(2021, 5, 3),
        (
            DemoLeg(BMM, PART, "Barnmorskorna Kattfoten"),
            DemoLeg(BVC, PART, "Barnavårdscentralen Kattfoten"),
            DemoLeg(PRESCHOOL, PART, ("enskede", _OPEN)),
            DemoLeg(SOCIAL, PART, ("enskede", _SUPPORT)),
        ),
    ),
    DemoCentre(
        "Familjecentralen Kärrspiran",
        "Leila Backtimjan",
        "0180-spanga-tensta",
        "Kärrvägen 1",
        "Den här familjecentralen finns inte längre.",
        dt.date(2012, 4, 2),
        (
            DemoLeg(BMM, WHOLE, "Barnmorskorna Vasslan"),
            DemoLeg(BVC, WHOLE, "Barnavårdscentralen Vasslan"),
            DemoLeg(PRESCHOOL, WHOLE, ("spanga", _OPEN)),
            DemoLeg(SOCIAL, WHOLE, ("spanga", _SUPPORT)),
        ),
    ),
)
_PHONES: Final = 40  # the first of the two last figures of the demo's telephones
_PUT_IN: Final = dt.date(2024, 9, 2)  # when somebody sat down and described them all
_WEEK: Final = (
    (1, dt.time(9), dt.time(15)),
    (2, dt.time(9), dt.time(15)),
    (3, dt.time(13), dt.time(18)),
    (4, dt.time(9), dt.time(15)),
    (5, dt.time(9), dt.time(12)),
)


def load(actors: Mapping[str, Actor], units: Mapping[tuple[str, str], Unit]) -> None:
    """Put in the demo's centres, what happened to some of them, and a region's own definition."""
    centres = {row.name: _put_in(row, actors[row.person], units) for row in CENTRES}
    _grew_together(centres["Familjecentralen Backsippan"], actors["Ronja Hjortron"])
    _paused(centres["Familjecentralen Skräntärnan"], actors["Amina Tusensköna"])
    _closed(centres["Familjecentralen Kärrspiran"], actors["Leila Backtimjan"])
    _own_definition(actors["Sofia Vitmossa"])


def _moment(day: dt.date) -> dt.datetime:
    return moment_of(day, dt.time(10))


def _put_in(row: DemoCentre, by: Actor, units: Mapping[tuple[str, str], Unit]) -> FamilyCentre:
    """One centre with its houses, legs and hours, shown to everybody."""
    at = _moment(_PUT_IN)
    centre = actions.open_centre(
        by=by,
        at=at,
        name=row.name,
        place=Place.objects.get(code=row.place),
        address=row.address,
        about=row.about,
        age_from=row.ages[0],
        age_to=row.ages[1],
        languages=row.languages,
        opened_on=row.since,
        planned_for=None if row.since else dt.date(2027, 8, 16),
    )
    houses: dict[str, Premises | None] = {
        name: actions.add_premises(centre, by=by, at=at, name=name, address=row.address) for name in row.houses
    }
    for number, one in enumerate(row.legs):
        unit = units[one.party] if isinstance(one.party, tuple) else None
        has_hours = one.leg == PRESCHOOL and row.since is not None
        leg = actions.add_leg(
            centre,
            by=by,
            at=at,
            leg=one.leg,
            from_date=max(row.since or _PUT_IN, unit.from_date if unit else dt.date.min),
            unit=unit,
            party_name=one.party if isinstance(one.party, str) else "",
            premises=houses.get(one.house),
            degree=one.degree,
            phone=f"08-465 004 {_PHONES + 5 * CENTRES.index(row) + number}",
            no_hours="" if has_hours else CentreLeg.NoHours.UNKNOWN,
        )
        if has_hours:
            seen = reads.leg_shown(leg, _PUT_IN).hours_mark
            actions.set_hours(leg, by=by, at=at, from_date=leg.from_date, hours=_WEEK, seen=seen)
    return actions.publish_centre(centre, by=by, at=at)


def _grew_together(centre: FamilyCentre, by: Actor) -> None:
    """The parents' support came some hours at first, then moved in step by step; the library came too."""
    for day, degree in ((dt.date(2023, 8, 14), PART), (dt.date(2024, 8, 12), WHOLE)):
        leg = CentreLeg.objects.select_related("unit").get(centre=centre, leg=SOCIAL, to_date=None)
        actions.change_leg(
            leg,
            by=by,
            at=_moment(_PUT_IN),
            from_date=day,
            unit=leg.unit,
            party_name=leg.party_name,
            premises=None,
            degree=degree,
            hours_per_week=None,
            phone="08-465 004 31",
            word="Föräldrastödet",
            seen=reads.leg_shown(leg, _PUT_IN).mark,
        )
    actions.add_partner(
        centre,
        by=by,
        at=_moment(_PUT_IN),
        kind=Partner.Kind.LIBRARY,
        name="Biblioteket Bokfinken",
        what="Sagostund varje torsdag",
        from_date=dt.date(2023, 1, 12),
    )


def _paused(centre: FamilyCentre, by: Actor) -> None:
    actions.go(
        centre,
        by=by,
        at=_moment(dt.date(2024, 12, 2)),
        state=FamilyCentre.State.PAUSED,
        day=dt.date(2024, 12, 2),
        note="Stängd medan en vattenskada i huset lagas.",
        decided_by="Stadsdelsnämnden och vårdgivaren, tillsammans",
        reference="STN 2024/0412, § 131",
        until=dt.date(2027, 1, 11),
    )


def _closed(centre: FamilyCentre, by: Actor) -> None:
    actions.go(
        centre,
        by=by,
        at=_moment(dt.date(2024, 10, 1)),
        state=FamilyCentre.State.CLOSED,
        day=dt.date(2023, 7, 1),
        note="Stadsdelsområdet blev en del av ett större den 1 juli 2023.",
        decided_by="Kommunfullmäktige",
    )


def _own_definition(by: Actor) -> None:
    """A region's copy of the national definition, and a milder version of it from a later year. Both are invented."""
    at = _moment(_PUT_IN)
    shared = DefinitionSet.objects.get(series="ffff", authority=None)
    copy = actions.copy_definition_set(
        shared, by=by, at=at, name="Regionens egen definition", valid_from=dt.date(2025, 1, 1)
    )
    later, asked = _moment(dt.date(2025, 11, 3)), rules.set_facts(copy, rules.classes_of_set(copy)).classes
    actions.change_definition_set(
        copy,
        by=by,
        at=later,
        name=copy.name,
        reading="Påhittat för demon: från 2027 räcker det att en del av varje verksamhet finns i huset.",
        valid_from=dt.date(2027, 1, 1),
        classes=[replace(one, least_degree=PART) for one in asked],
        seen=reads.set_page(copy, later.date()).mark,
    )

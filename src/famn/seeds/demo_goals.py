"""The demo's steering documents and figures, and what each initiative says it serves: put in by the domain's own acts.

The names and years of regional strategies are those of public documents, and the goals are told in our own words. Plans
that are invented say so. Every figure is invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from famn.domain.centres import actions as centres
from famn.domain.establishment import actions as establishment
from famn.domain.establishment.models import Initiative
from famn.domain.matters import actions as matters
from famn.domain.matters.actions import SteeringFacts
from famn.domain.matters.models import SteeringDocument, SteeringGoal
from famn.domain.people.rules import Actor, standing
from famn.ground.stockholm import moment_of
from famn.seeds.demo_people import DISTRICTS, PEOPLE
from famn.seeds.steering import CHILD, HEALTH, shared_goal

SOURCE: Final = "Påhittade siffror för demon"
INVENTED: Final = "Dokumentet är påhittat för demon."
BUDGET: Final = "Stockholms stads budget för 2015"
COMMON: Final = "Gemensamma inriktningsmål för ytterstadens familjecentraler"
Level = SteeringDocument.Level
Serves = tuple[SteeringGoal, ...]


def load(actors: Mapping[str, Actor]) -> None:
    """Put in what the four stories rest on, and figures for their places."""
    _orebro(actors["Sofia Vitmossa"], actors["Ronja Hjortron"])
    _ostermalm(actors["Anna Blåklocka"])
    _outer_districts(actors)
    _osteraker(actors["Cesar Åkerbär"])
    for name, codes, last in _FIGURES:
        _figures(actors[name], codes, last)


def city_goal(title: str, number: int) -> SteeringGoal:
    """A goal of a document that the demo has put in for the city of Stockholm, with its document."""
    rows = SteeringGoal.objects.filter(document__authority__isnull=False, document__title=title, number=number)
    return rows.select_related("document").get()


def _at(day: dt.date) -> dt.datetime:
    return moment_of(day, dt.time(10))


def _document(by: Actor, day: dt.date, facts: SteeringFacts, *goals: tuple[str, Serves]) -> list[SteeringGoal]:
    """A steering document with its goals, each with those it comes out of."""
    document = matters.add_steering_document(by=by, at=_at(day), facts=facts)
    return [matters.add_goal(document, by=by, at=_at(day), text=text, serves=serves) for text, serves in goals]


def _cite(by: Actor, day: dt.date, goal: SteeringGoal, why: str) -> None:
    own = Initiative.objects.filter(authority_id=standing(by).authority_id)
    initiative = own.order_by("started_at", "pk")[0]
    establishment.cite_goal(initiative, by=by, at=_at(day), goal=goal, why=why)


def _orebro(sofia: Actor, ronja: Actor) -> None:
    """The county's two strategies, and a municipality's invented budget that runs out: a chain of five levels."""
    early, best = shared_goal(HEALTH, 2), shared_goal(CHILD, 1)
    rus = SteeringFacts(
        Level.REGIONAL,
        "Tillväxt och hållbar utveckling i Örebro län – regional utvecklingsstrategi",
        "Region Örebro län",
        2022,
        2030,
        about="Här finns ett mål, och det är påhittat för demon. Lägg in strategins egna.",
    )
    (health,) = _document(sofia, dt.date(2022, 3, 1), rus, ("God och jämlik hälsa i hela länet.", (early,)))
    strategy = SteeringFacts(
        Level.REGIONAL,
        "Regional strategi för föräldraskapsstöd",
        "Region Örebro län",
        2024,
        2030,
        about="Hänger ihop med den regionala utvecklingsstrategin 2022–2030.",
    )
    _knowledge, near, _organisation = _document(
        sofia,
        dt.date(2024, 6, 3),
        strategy,
        ("Arbetet bygger på kunskap.", ()),
        ("Stödet är lätt att nå: det finns minst en familjecentral i varje kommun i länet.", (health, early, best)),
        ("Organisationen stöder arbetet.", ()),
    )
    budget = SteeringFacts(
        Level.MUNICIPAL, "Mål och budget för Laxå kommun", "Kommunfullmäktige i Laxå", 2024, 2026, about=INVENTED
    )
    (families,) = _document(
        ronja, dt.date(2024, 9, 2), budget, ("Barnfamiljer ska få stöd tidigt och nära där de bor.", (near,))
    )
    _cite(ronja, dt.date(2024, 9, 3), near, "Laxå har ingen familjecentral än. Initiativet gör att målet nås här.")
    _cite(ronja, dt.date(2024, 9, 3), families, "Ett gemensamt hus gör att familjerna möter stödet tidigt.")


def _ostermalm(anna: Actor) -> None:
    """The board's plan for 2021, which has run out: somebody should put in the one that holds now."""
    plan = SteeringFacts(Level.BOARD, "Nämndens verksamhetsplan för 2021", "Östermalms stadsdelsnämnd", 2021, 2021)
    day = dt.date(2021, 2, 25)
    goals = _document(
        anna,
        day,
        plan,
        (
            "Det familjecentrerade arbetssättet utvecklas vidare, med familjecentral som en del.",
            (shared_goal(HEALTH, 2),),
        ),
    )
    _cite(anna, day, goals[0], "Avsiktsförklaringen är nästa steg mot en familjecentral i stadsdelen.")


# the five common goals of the outer city's districts in 2016, told in our own words
_COMMON: Final = (
    "Familjerna får hälsofrämjande stöd tidigt.",
    "Öppna förskolan och socialtjänsten samarbetar med barnavårdscentralen och barnmorskemottagningen.",
    "Verksamheterna finns i samma hus.",
    "Barn och föräldrar är med och formar verksamheten.",
    "Självvärderingen är underlag för samtal om hur arbetet blir bättre.",
)
_WHY: Final = {
    1: "Öppna förskolan och föräldrastödet når familjerna innan det blir svårt.",
    2: "Steg 2 på trappan är nått: parterna träffas och planerar ihop.",
    3: "Nästa steg på trappan är att hitta ett hus där fler får plats.",
    4: "Föräldrarna får säga vad de behöver innan något bestäms.",
    5: "Stadsdelen har redan en verksamhet och fördjupar den.",
}


def _outer_districts(actors: Mapping[str, Actor]) -> None:
    """The city's budget for 2015 and the goals that seven districts had in common; five went for 1-4, two deepened."""
    tove, day = actors["Tove Kattfot"], dt.date(2016, 1, 25)
    budget = SteeringFacts(Level.MUNICIPAL, BUDGET, "Kommunfullmäktige i Stockholm", 2015, 2015)
    equal, early = _document(
        tove,
        day,
        budget,
        ("Barn i Stockholm växer upp under lika villkor.", (shared_goal(CHILD, 1),)),
        ("Sociala insatser som sätts in tidigt gör livschanserna lika.", (shared_goal(HEALTH, 2),)),
    )
    common = SteeringFacts(
        Level.JOINT,
        COMMON,
        "Socialnämnden i Stockholm",
        2016,
        2017,
    )
    goals = _document(tove, day, common, *((text, ()) for text in _COMMON))
    coordinators = {person.authority: person.name for person in PEOPLE}
    for key, _board, _place in DISTRICTS:
        by = actors[coordinators[key]]
        for number in (4, 5) if key in {"rinkeby", "spanga"} else (1, 2, 3, 4):
            _cite(by, dt.date(2016, 2, 1), goals[number - 1], _WHY[number])
        _cite(by, dt.date(2016, 2, 1), early if key != "rinkeby" else equal, "Budgeten gav uppdraget.")


def _osteraker(cesar: Actor) -> None:
    """No plan of its own: the convention on the rights of the child, as the investigation has it."""
    why = "Utredningen utgår från barnkonventionen: familjerna ska nå samlat stöd på ett ställe."
    _cite(cesar, dt.date(2021, 2, 16), shared_goal(CHILD, 3), why)


# --- figures -----------------------------------------------------------------------------------------

COUNTRY: Final = "00"
# who brings them in, for which places, the last year
_FIGURES: Final = (
    ("Anna Blåklocka", ("0180-ostermalm", "0180", "01", COUNTRY), 2020),
    ("Cesar Åkerbär", ("0117", "01", COUNTRY), 2020),
    ("Ronja Hjortron", ("1860", "18", COUNTRY), 2023),
    *(
        (next(one.name for one in PEOPLE if one.authority == key), (place, "0180", "01", COUNTRY), 2015)
        for key, _name, place in DISTRICTS
    ),
)
# inhabitants; of 1,000: children 0-6 and births; percent: born abroad, one parent, days taken by women; index
_PLACES: Final = {
    COUNTRY: (10_300_000, 79.0, 10.9, 19.7, 18.0, 69.8, 1.00),
    "01": (2_390_000, 83.0, 11.6, 26.3, 18.2, 67.1, 1.02),
    "18": (306_000, 78.0, 10.6, 16.4, 18.9, 71.5, 1.08),
    "0180": (976_000, 78.0, 12.3, 25.6, 19.4, 65.4, 1.06),
    "0117": (47_000, 92.0, 10.8, 14.1, 13.6, 69.0, 0.79),
    "1860": (5_600, 66.0, 8.6, 12.9, 21.3, 74.6, 1.18),
    "0180-ostermalm": (74_000, 58.0, 9.7, 18.6, 16.1, 62.3, 0.71),
    "0180-enskede-arsta-vantor": (99_000, 90.0, 14.4, 27.7, 21.0, 66.2, 1.19),
    "0180-farsta": (57_000, 87.0, 13.8, 31.2, 24.6, 68.5, 1.37),
    "0180-hasselby-vallingby": (72_000, 95.0, 14.0, 36.4, 24.2, 70.4, 1.44),
    "0180-rinkeby-kista": (49_000, 104.0, 16.9, 58.8, 27.1, 78.9, 2.31),
    "0180-skarpnack": (45_000, 89.0, 12.9, 25.1, 24.0, 65.0, 1.16),
    "0180-skarholmen": (36_000, 98.0, 15.6, 49.9, 26.4, 76.8, 1.98),
    "0180-spanga-tensta": (39_000, 101.0, 15.1, 44.7, 23.3, 75.7, 1.85),
}
_GIRLS: Final = 0.487  # of children and births


def _figures(by: Actor, codes: tuple[str, ...], last: int) -> None:
    """Three years for the places, as the file that a person would bring."""
    rows = ["plats;uppgift;ålder från;ålder till;kön;år;värde"]
    for code in codes:
        for year in range(last - 2, last + 1):
            rows += _of_year(code, year, last)
    day = dt.date(last + 1, 1, 20)
    centres.import_figures(by=by, at=_at(day), text="\n".join(rows), source=SOURCE, source_date=day)


def _of_year(code: str, year: int, last: int) -> Iterator[str]:
    """The figures of one place in one year: a little less before the last one."""
    people, children, births, abroad, single, leave, index = _PLACES[code]
    drift = 1 - 0.008 * (last - year)
    inhabitants = round(people * drift)
    yield _line(code, "invånare", year, inhabitants)
    for what, ages, each in (("barn", "0;6", children), ("födda barn under året", ";", births)):
        count = round(inhabitants * each / 1000 / drift)
        girls = round(count * _GIRLS)
        for sex, number in (("", count), ("flickor", girls), ("pojkar", count - girls)):
            yield f"{code};{what};{ages};{sex};{year};{number}"
    yield _line(code, "utrikes födda", year, round(abroad * drift, 1))
    yield _line(code, "ensamstående", year, round(single / drift, 1))
    women = round(leave / drift, 1)
    yield f"{code};föräldrapenning;;;kvinnor;{year};{_written(women)}"
    yield f"{code};föräldrapenning;;;män;{year};{_written(round(100 - women, 1))}"
    yield _line(code, "cni", year, round(index, 2))


def _line(code: str, what: str, year: int, value: float) -> str:
    return f"{code};{what};;;;{year};{_written(value)}"


def _written(value: float) -> str:
    return str(value).replace(".", ",")

"""The demo: four stories from public decisions, told again by the domain's own actions. Same data each time.

Places, boards, dates and registry numbers are facts of public documents. The wording is ours, and every person is
invented. That Laxå is the municipality of the county's letter is invented too.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from django.db import transaction

from famn.domain.establishment import actions as establishment
from famn.domain.establishment import reads
from famn.domain.establishment.models import Initiative, Ladder
from famn.domain.matters import actions as matters
from famn.domain.matters.facts import Facts
from famn.domain.matters.models import IncomingFile
from famn.domain.people import actions as people
from famn.domain.people.models import Authority, Membership, Place, Principal, Profession, SecrecyArea, Unit, User
from famn.domain.people.rules import HOUSE, Actor, actor_of
from famn.ground import sealed
from famn.ground.stockholm import moment_of
from famn.ground.tables import steady_codes
from famn.seeds import (
    demo_activities,
    demo_agreements,
    demo_boards,
    demo_bodies,
    demo_centres,
    demo_dispatching,
    demo_goals,
    demo_incoming,
    demo_leaver,
    demo_letters,
    demo_mapping,
    demo_organisation,
    demo_outage,
    demo_phrases,
    demo_premises,
    demo_programmes,
    demo_public,
    demo_reports,
    demo_shapes,
    demo_steps,
)
from famn.seeds.demo_people import AREAS, AUTHORITIES, DISTRICTS, PEOPLE, DemoAuthority, DemoPerson

DOCUMENTS: Final = Path(__file__).parent / "documents"
SEED: Final = 2026

Parties = list[tuple[str, list[str]]]  # names, each with the legs it would bring


def moment(day: dt.date, hour: int = 10) -> dt.datetime:
    """An hour of a day in Swedish time."""
    return moment_of(day, dt.time(hour))


@dataclass
class World:
    """Who and what has been put in so far, by the names of the demo."""

    authorities: dict[str, Authority] = field(default_factory=dict)
    units: dict[tuple[str, str], Unit] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)


def is_loaded() -> bool:
    """Whether the demo is already in this database."""
    return User.objects.filter(email__endswith=".demo.example").exists()


@transaction.atomic
def load() -> None:
    """Put in the whole demo, in one transaction: all of it or nothing."""
    with steady_codes(SEED):
        world = World()
        for authority in AUTHORITIES:
            _found(world, authority)
        for person in PEOPLE:
            _employ(world, person)
        _outer_districts(world)
        _ostermalm(world)
        _osteraker(world)
        _laxa(world)
        demo_steps.load(world.actors)
        demo_centres.load(world.actors, world.units)
        demo_public.load(world.actors)
        demo_activities.load(world.actors)
        demo_phrases.load(world.actors)
        demo_incoming.load(world.actors)
        demo_reports.load(world.actors)
        demo_boards.load(world.actors)
        demo_dispatching.load(world.actors)
        demo_shapes.load(world.actors)
        demo_goals.load(world.actors)
        demo_mapping.load(world.actors)
        demo_organisation.load(world.actors)
        demo_premises.load(world.actors)
        demo_letters.load(world.actors)
        demo_agreements.load(world.actors)
        demo_leaver.load(world.actors)
        demo_bodies.load(world.actors)
        demo_outage.load()
        demo_programmes.load()


# --- people and authorities --------------------------------------------------------------------------


def _found(world: World, row: DemoAuthority) -> None:
    at = moment(row.since)
    place = Place.objects.get(code=row.principal_place)
    principal = _principal(world, row, at, place)
    is_board = row.principal_kind != "provider"
    authority = people.found_authority(
        by=HOUSE,
        at=at,
        principal=principal,
        kind=Authority.Kind.BOARD if is_board else Authority.Kind.PROVIDER,
        name=row.name,
        place=Place.objects.get(code=row.place),
    )
    world.authorities[row.key] = authority
    office = row.administration and people.add_administration(
        by=HOUSE, at=at, authority=authority, name=row.administration
    )
    areas: dict[str, SecrecyArea] = {}
    for unit in row.units:
        kind, chapter = AREAS[unit.area]
        if unit.area not in areas:
            areas[unit.area] = people.draw_secrecy_area(
                by=HOUSE, at=at, authority=authority, kind=kind, name=unit.area, chapter=chapter if is_board else ""
            )
        world.units[row.key, unit.name] = people.add_unit(
            by=HOUSE,
            at=at,
            area=areas[unit.area],
            name=unit.name,
            from_date=row.since,
            leg=unit.leg,
            administration=office or None,
        )


def _principal(world: World, row: DemoAuthority, at: dt.datetime, place: Place) -> Principal:
    for authority in world.authorities.values():
        if authority.principal.name == row.principal:
            return authority.principal
    return people.found_principal(by=HOUSE, at=at, kind=row.principal_kind, name=row.principal, place=place)


def _employ(world: World, row: DemoPerson) -> None:
    unit = world.units[row.authority, row.unit]
    membership = people.add_person(
        by=HOUSE,
        at=moment(unit.from_date),
        name=row.name,
        email=address_of(row.name, row.authority),
        unit=unit,
        role=row.role,
        from_date=unit.from_date,
        title=row.title,
        profession=Profession.objects.filter(name=row.title).first(),
    )
    whole = Membership.objects.select_related("user", "unit__area__authority").get(pk=membership.pk)
    world.actors.setdefault(row.name, actor_of(whole))


def address_of(name: str, authority: str) -> str:
    """`Anna Blåklocka` of `ostermalm` is `anna.blaklocka@ostermalm.demo.example`."""
    plain = unicodedata.normalize("NFD", name.lower()).encode("ascii", "ignore").decode()
    return f"{plain.replace(' ', '.')}@{authority}.demo.example"


# --- the four stories --------------------------------------------------------------------------------


def _receive(world: World, person: str, file: str, day: dt.date) -> IncomingFile:
    content = (DOCUMENTS / file).read_bytes()
    return matters.receive_file(by=world.actors[person], at=moment(day, 9), name=file, content=content)


def _ostermalm(world: World) -> None:
    """A letter of intent before its board in March 2021; the letter itself waits to be read in."""
    anna, day = world.actors["Anna Blåklocka"], dt.date(2021, 2, 25)
    initiative = _initiative(
        world,
        "Anna Blåklocka",
        day,
        "Familjecentral på Östermalm",
        "0180-ostermalm",
        "Nämndens verksamhetsplan för 2021 säger att det familjecentrerade arbetssättet ska utvecklas.",
        [
            ("Östermalms stadsdelsnämnd", ["OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"]),
            ("Mama Mia City", ["MIDWIFERY", "CHILD_HEALTH"]),
        ],
    )
    establishment.plan_step(initiative, by=anna, at=moment(day), number=2, planned_on=dt.date(2021, 12, 31))
    establishment.publish_initiative(initiative, by=anna, at=moment(day))
    _read_in(
        world, "Anna Blåklocka", "ostermalm-tjansteutlatande.txt", day, area="Östermalm", case_officer="Anna Blåklocka"
    )
    with sealed.acting(anna.area_id):
        _receive(world, "Anna Blåklocka", "ostermalm-avsiktsforklaring.txt", day)


def _osteraker(world: World) -> None:
    """An investigation that is to be reported back by the end of May 2021, on a ladder of the municipality's own."""
    cesar, day = world.actors["Cesar Åkerbär"], dt.date(2021, 2, 15)
    _own_ladder(cesar, day)
    initiative = _initiative(
        world,
        "Cesar Åkerbär",
        day,
        "Familjecentral i Österåker",
        "0117",
        "Öppna förskolan måste flytta. Då kan verksamheterna hamna nära varandra.",
        [
            ("Österåkers kommun", ["OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"]),
            ("Mödra- och barnhälsovård, inte utsedd", ["MIDWIFERY", "CHILD_HEALTH"]),
        ],
    )
    establishment.publish_initiative(initiative, by=cesar, at=moment(day))
    _read_in(
        world, "Cesar Åkerbär", "osteraker-tjansteutlatande.md", day, area="Österåker", case_officer="Cesar Åkerbär"
    )


# The municipality's investigation holds that one house is an advantage and no demand; the steps are invented.
_OSTERAKER_STEPS: Final = (
    ("Vi vet vad de andra gör", "Verksamheterna träffas varje termin och kan berätta för familjerna om varandra."),
    ("Vi planerar ihop", "Det finns en gemensam plan för året och någon som håller i den."),
    ("Vi möter familjerna tillsammans", "Föräldragrupper och öppet hus hålls av flera verksamheter på en gång."),
    ("Vi arbetar som en", "Alla fyra verksamheterna är med. Ett gemensamt hus är en fördel men inget krav."),
)


def _own_ladder(by: Actor, day: dt.date) -> None:
    """A copy of the shared ladder, changed to four steps."""
    shared = Ladder.objects.get(authority=None)
    ladder = establishment.copy_ladder(shared, by=by, at=moment(day), name="Österåkers trappa")
    establishment.change_ladder(
        ladder,
        by=by,
        at=moment(day),
        name=ladder.name,
        steps=_OSTERAKER_STEPS,
        seen=reads.ladder_page(ladder, actor=by).mark,
    )


def _read_in(world: World, person: str, file: str, day: dt.date, *, area: str, case_officer: str) -> None:
    """Read in a document and confirm it; it joins the initiative that is under way at its place."""
    by = world.actors[person]
    with sealed.acting(by.area_id):
        incoming = _receive(world, person, file, day)
        facts = Facts.from_reading(incoming.reading["reading"])
        start = replace(facts.initiative, start=True)
        facts = replace(facts, area=area, case_officer=case_officer, initiative=start)
        establishment.confirm_reading(incoming, by=by, at=moment(day), facts=facts, version=incoming.version)


def _initiative(
    world: World, person: str, day: dt.date, title: str, place_code: str, trigger: str, parties: Parties
) -> Initiative:
    by, place = world.actors[person], Place.objects.get(code=place_code)
    return establishment.start_initiative(
        by=by,
        at=moment(day),
        title=title,
        place=place,
        place_name=place.short_name,
        trigger=trigger,
        move_by=None,
        ladder=reads.ladders(by)[0],  # one's own before the shared one
        parties=parties,
    )


def _laxa(world: World) -> None:
    """The county's template for a letter of intent waits to be confirmed; the initiative has just begun."""
    ronja, day = world.actors["Ronja Hjortron"], dt.date(2024, 9, 2)
    initiative = _initiative(
        world,
        "Ronja Hjortron",
        day,
        "En familjecentral i Laxå",
        "1860",
        "Länets strategi säger att varje kommun ska ha minst en familjecentral.",
        [
            ("Laxå kommun", ["OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"]),
            ("Region Örebro län", ["MIDWIFERY", "CHILD_HEALTH"]),
        ],
    )
    establishment.plan_step(initiative, by=ronja, at=moment(day), number=1, planned_on=dt.date(2024, 12, 31))
    with sealed.acting(ronja.area_id):
        _receive(world, "Ronja Hjortron", "laxa-avsiktsforklaring.txt", day)


_BUDGET: Final = "Stadens budget för 2015 gav i uppdrag att undersöka fler familjecentraler i ytterstaden."
_DEEPEN: Final = "Det som finns ska fördjupas: föräldrar och barn ska få mer att säga till om."
_CLINICS: Final = {"rinkeby": "Rinkeby barnavårdscentral"}
_COORDINATORS: Final = {person.authority: person.name for person in PEOPLE}


def _outer_districts(world: World) -> None:
    """Seven districts in 2016, and the report that says how far they had come: all at the second step."""
    for key, board, place_code in DISTRICTS:
        _district(world, key, board, Place.objects.get(code=place_code))
    tove, day = world.actors["Tove Kattfot"], dt.date(2016, 11, 30)
    with sealed.acting(tove.area_id):
        incoming = _receive(world, "Tove Kattfot", "ytterstaden-delrapport.txt", day)
        facts = Facts.from_reading(incoming.reading["reading"])
        matters.open_matter(incoming, by=tove, at=moment(day), facts=facts, version=incoming.version)


def _district(world: World, key: str, board: str, place: Place) -> Initiative:
    by = world.actors[_COORDINATORS[key]]
    begun, reached = dt.date(2016, 1, 26), dt.date(2016, 11, 30)
    deepens = key in {"rinkeby", "spanga"}
    initiative = _initiative(
        world,
        _COORDINATORS[key],
        begun,
        f"Familjecentral i {place.short_name}",
        place.code,
        _DEEPEN if deepens else _BUDGET,
        [
            (board, ["OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"]),
            (_CLINICS.get(key, "Lokal barnavårdscentral"), ["CHILD_HEALTH"]),
            ("Lokal barnmorskemottagning", ["MIDWIFERY"]),
        ],
    )
    for number in (1, 2):
        establishment.record_step(initiative, by=by, at=moment(reached), number=number, reached_on=reached)
    establishment.publish_initiative(initiative, by=by, at=moment(reached))
    return initiative

"""The demo's search for a house: Östermalm has chosen one, and Laxå weighs three that come out nearly even.

Houses, sums and owners are invented. One in Östermalm does not fit inside a party's budget and was dropped for it; in
Laxå the shares of one house are less than its cost, and of another a party has not said anything.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from famn.domain.centres.rules import visible_centres
from famn.domain.establishment import actions, reads
from famn.domain.establishment.actions import OptionSaid, ShareSaid
from famn.domain.establishment.models import Initiative, InitiativeParty, PremisesOption
from famn.domain.establishment.rules import visible_initiatives
from famn.domain.people.rules import Actor
from famn.ground.stockholm import moment_of

_Stage = PremisesOption.Stage
Move = tuple[str, dt.date, str, str]  # stage, day, what came of it, who decided


def load(actors: Mapping[str, Actor]) -> None:
    """Put in the houses of two of the stories."""
    _ostermalm(actors["Anna Blåklocka"])
    _laxa(actors["Ronja Hjortron"])


def _moment(day: dt.date) -> dt.datetime:
    return moment_of(day, dt.time(14))


# --- Östermalm: the open preschool must move -------------------------------------------------------

_BOARD, _CLINIC = "Östermalms stadsdelsnämnd", "Mama Mia City"


def _ostermalm(anna: Actor) -> None:
    initiative = _initiative(anna)
    chosen = _option(
        initiative,
        anna,
        dt.date(2021, 3, 15),
        OptionSaid(
            "Lärkan",
            owner="Fastighetsbolaget Lärkträdet",
            address="Lärkgången 2",
            step_free="yes",
            lift="yes",
            accessible_toilet="yes",
            parking="no",
            outdoor="Egen gård mot parken, med staket.",
            yearly_cost=1_240_000,
            earliest_on=dt.date(2021, 11, 1),
        ),
        [("Öppen förskola", Decimal(110)), ("Kök", Decimal(18)), ("Samtalsrum", Decimal("12.5")), ("Vagnsrum", None)],
        ShareSaid(_BOARD, yearly=940_000, fits="yes", said_on=dt.date(2021, 4, 20), source="Avdelningschefens besked"),
        ShareSaid(_CLINIC, yearly=300_000, fits="yes", said_on=dt.date(2021, 4, 22), source="Mötet på Lärkan"),
    )
    _legs(chosen, anna, OPEN_PRESCHOOL=("whole", None), PREVENTIVE_SOCIAL=("part", 900), MIDWIFERY=("hours", 1_100))
    _legs(chosen, anna, CHILD_HEALTH=("hours", 1_100))
    _moves(
        chosen,
        anna,
        (_Stage.CONTACTED, dt.date(2021, 3, 18), "Ägaren vill hyra ut i minst fem år.", ""),
        (_Stage.VISITED, dt.date(2021, 4, 8), "Ljust, och ingång från parken. Vagnsrummet är litet.", ""),
        (_Stage.NEGOTIATED, dt.date(2021, 4, 26), "Ägaren bekostar en ny skötplats.", ""),
        (
            _Stage.CHOSEN,
            dt.date(2021, 5, 18),
            "Öppna förskolan kan flytta i tid, och barnhälsovården får ett rum två dagar i veckan.",
            "Styrgruppen",
        ),
    )
    dropped = _option(
        initiative,
        anna,
        dt.date(2021, 3, 15),
        OptionSaid(
            "Gamla posten",
            owner="Fastighetsbolaget Sälgen",
            address="Sälgtorget 1",
            step_free="no",
            lift="no",
            accessible_toilet="unknown",
            yearly_cost=1_900_000,
            blocks="Två trappsteg vid ingången som inte får byggas om.",
        ),
        [("Hela våningen", Decimal(310))],
        ShareSaid(_BOARD, yearly=1_400_000, fits="no", said_on=dt.date(2021, 4, 20), source="Avdelningschefens besked"),
        ShareSaid(_CLINIC, yearly=500_000, fits="unsure"),
    )
    _moves(
        dropped,
        anna,
        (_Stage.VISITED, dt.date(2021, 4, 8), "Gott om plats för alla fyra.", ""),
        (_Stage.DROPPED, dt.date(2021, 4, 28), "Hyran ryms inte i nämndens budget, och vagnar kommer inte in.", ""),
    )
    centre = visible_centres(anna).filter(name="Familjens hus Sidensvansen").first()
    actions.tie_centre(initiative, by=anna, at=_moment(dt.date(2024, 9, 3)), centre=centre)


# --- Laxå: three that come out nearly even ---------------------------------------------------------

_TOWN, _REGION = "Laxå kommun", "Region Örebro län"
_SET_ON: Final = dt.date(2024, 10, 7)
_CRITERIA: Final = (
    ("Alla fyra får plats", 5),
    ("Nära dit familjerna redan går", 4),
    ("Tillgängligt för alla", 4),
    ("Kostnaden", 3),
    ("Utemiljön", 2),
)


def _laxa(ronja: Actor) -> None:
    initiative = _initiative(ronja)
    at = _moment(_SET_ON)
    rows = [(None, name, weight) for name, weight in _CRITERIA]
    numbers = [row.pk for row in actions.set_criteria(initiative, by=ronja, at=at, criteria=rows, seen=_mark(ronja))]
    for option, points in (
        (_library(initiative, ronja), (4, 4, 2, 2, 3)),
        (_school(initiative, ronja), (4, 2, 4, 3, 4)),
    ):
        _score(option, ronja, numbers, points)
    _score(_health_centre(initiative, ronja), ronja, numbers, (3, 3, 4, None, 1))


def _library(initiative: Initiative, ronja: Actor) -> PremisesOption:
    option = _option(
        initiative,
        ronja,
        dt.date(2024, 9, 16),
        OptionSaid(
            "Gamla biblioteket",
            owner="Laxå kommunfastigheter",
            address="Alkottegatan 5",
            step_free="yes",
            lift="no",
            accessible_toilet="yes",
            parking="yes",
            hearing_loop="no",
            outdoor="Delar torget med kaféet.",
            yearly_cost=860_000,
            earliest_on=dt.date(2025, 8, 18),
            blocks="Hissen måste byggas om innan barnmorskan kan vara på övervåningen.",
        ),
        [("Öppen förskola", Decimal(140)), ("Mottagningsrum", Decimal(36)), ("Samtalsrum", Decimal(24))],
        ShareSaid(
            _TOWN, yearly=520_000, fits="yes", said_on=dt.date(2024, 10, 14), source="Förvaltningschefens besked"
        ),
        ShareSaid(_REGION, yearly=250_000, fits="unsure", said_on=dt.date(2024, 10, 21), source="Mejl från regionen"),
    )
    whole = ("whole", 250)
    _legs(option, ronja, OPEN_PRESCHOOL=whole, CHILD_HEALTH=("whole", 1_400), PREVENTIVE_SOCIAL=("hours", 600))
    _legs(option, ronja, MIDWIFERY=("part", 1_400))
    _moves(
        option,
        ronja,
        (_Stage.CONTACTED, dt.date(2024, 9, 18), "", ""),
        (_Stage.VISITED, dt.date(2024, 10, 2), "Alla parter var med. Plats för alla, men hissen är trång.", ""),
        (_Stage.NEGOTIATED, dt.date(2024, 10, 23), "Ägaren räknar på hissen.", ""),
    )
    return option


def _school(initiative: Initiative, ronja: Actor) -> PremisesOption:
    option = _option(
        initiative,
        ronja,
        dt.date(2024, 9, 16),
        OptionSaid(
            "Paviljongen vid skolan",
            owner="Laxå kommunfastigheter",
            address="Granstigen 11",
            step_free="yes",
            lift="yes",
            accessible_toilet="yes",
            parking="yes",
            outdoor="Stor gård med gungor.",
            yearly_cost=790_000,
            earliest_on=dt.date(2026, 1, 12),
            blocks="Bygglovet är tillfälligt och går ut 2027.",
        ),
        [("Paviljongens bottenvåning", Decimal(260))],
        ShareSaid(
            _TOWN, percent=Decimal(65), fits="yes", said_on=dt.date(2024, 10, 14), source="Förvaltningschefens besked"
        ),
        ShareSaid(_REGION, percent=Decimal(35), fits="yes", said_on=dt.date(2024, 10, 28), source="Mejl från regionen"),
    )
    whole = ("whole", 1_900)
    _legs(option, ronja, OPEN_PRESCHOOL=whole, CHILD_HEALTH=whole, PREVENTIVE_SOCIAL=whole, MIDWIFERY=whole)
    _moves(option, ronja, (_Stage.VISITED, dt.date(2024, 10, 2), "Allt på ett plan. Långt att gå från centrum.", ""))
    return option


def _health_centre(initiative: Initiative, ronja: Actor) -> PremisesOption:
    option = _option(
        initiative,
        ronja,
        dt.date(2024, 9, 30),
        OptionSaid("Vårdcentralens flygel", owner=_REGION, address="Ekorrvägen 3", step_free="yes", parking="yes"),
        [],
        ShareSaid(_REGION, fits="yes", source="Verksamhetschefen, muntligt", said_on=dt.date(2024, 10, 2)),
    )
    _legs(option, ronja, MIDWIFERY=("whole", 0), CHILD_HEALTH=("whole", 0), OPEN_PRESCHOOL=("part", 1_300))
    _moves(option, ronja, (_Stage.CONTACTED, dt.date(2024, 10, 1), "Hyran är inte uträknad än.", ""))
    return option


# --- how they are put in ---------------------------------------------------------------------------


def _option(
    initiative: Initiative,
    by: Actor,
    day: dt.date,
    said: OptionSaid,
    rooms: list[tuple[str, Decimal | None]],
    *shares: ShareSaid,
) -> PremisesOption:
    """A house, with who would pay."""
    option = actions.note_premises(initiative, by=by, at=_moment(day), said=said, rooms=rooms)
    told = max((one.said_on for one in shares if one.said_on), default=day)
    mark = _view(option, by).shares_mark
    actions.set_shares(option, by=by, at=_moment(told), shares=shares, seen=mark)
    return option


def _legs(option: PremisesOption, by: Actor, **degrees: tuple[str, int | None]) -> None:
    """How much of each leg would be in the house, and how far away it is; the others stay as they are."""
    parties = InitiativeParty.objects.filter(initiative_id=option.initiative_id)
    said = {(party.pk, leg): degrees[leg] for party in parties for leg in party.legs if leg in degrees}
    view = _view(option, by)
    at = view.moves[0].recorded_at
    actions.set_premises_legs(option, by=by, at=at, legs=said, seen=view.legs_mark)


def _moves(option: PremisesOption, by: Actor, *moves: Move) -> None:
    for stage, day, note, decided_by in moves:
        row = PremisesOption.objects.get(pk=option.pk)
        actions.move_premises(
            row, by=by, at=_moment(day), stage=stage, day=day, seen=row.stage, note=note, decided_by=decided_by
        )


def _score(option: PremisesOption, by: Actor, numbers: list[int], points: tuple[int | None, ...]) -> None:
    scores = {number: (one, "") for number, one in zip(numbers, points, strict=True)}
    at = _moment(dt.date(2024, 11, 4))
    actions.score_premises(option, by=by, at=at, scores=scores, seen=_view(option, by).scores_mark)


def _view(option: PremisesOption, by: Actor) -> reads.OptionView:
    full = PremisesOption.objects.select_related("initiative__place").get(pk=option.pk)
    return reads.option_view(full, actor=by, today=_SET_ON)


def _mark(by: Actor) -> str:
    """The mark of a page without criteria."""
    return reads.premises_page(_initiative(by), actor=by, today=_SET_ON).criteria_mark


def _initiative(by: Actor) -> Initiative:
    """The only one that the actor sees."""
    return visible_initiatives(by).select_related("place").get()

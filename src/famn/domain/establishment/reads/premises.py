"""What pages show of the search for a house: every option beside the others, and what each would make of the centre."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from famn.domain.centres.classify import CentreFacts, LegFacts, classify
from famn.domain.centres.models import FamilyCentre
from famn.domain.centres.reads import CentreUnderSet, SetInForce, sets_in_force
from famn.domain.centres.reads.centre import mark_of
from famn.domain.centres.rules import set_facts, visible_centres
from famn.domain.establishment.models import (
    Initiative,
    InitiativeParty,
    PremisesCriterion,
    PremisesLeg,
    PremisesMove,
    PremisesOption,
    PremisesRoom,
    PremisesScore,
    PremisesShare,
)
from famn.domain.establishment.rules.shares import SharesSum, amount, together
from famn.domain.establishment.rules.weighing import Closeness, Weighed, Weight, closeness, weigh
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground.text import SortKey, sort_key

_Stage = PremisesOption.Stage
_FARTHEST_FIRST = (_Stage.CHOSEN, _Stage.NEGOTIATED, _Stage.VISITED, _Stage.CONTACTED, _Stage.NOTED, _Stage.DROPPED)


@dataclass(frozen=True)
class ShareView:
    """What one payer would pay, and whether it fits. `row` is None for a party that has said nothing."""

    payer: str
    row: PremisesShare | None
    yearly: int | None  # whole SEK, also where the share is in percent
    is_party: bool

    @property
    def fits(self) -> str:
        """Whether it fits inside the payer's budget; unsure while nobody has said."""
        return self.row.fits if self.row else PremisesShare.Fits.UNSURE.value


@dataclass(frozen=True)
class LegAt:
    """One party's leg at an option: how much of it would be there, and how far away it is now."""

    party: InitiativeParty
    leg: str
    degree: str  # "" where nobody has said
    metres: int | None


@dataclass(frozen=True)
class ScoreView:
    """The points of an option under one criterion; None where nobody has given any."""

    criterion: PremisesCriterion
    points: int | None
    why: str


@dataclass(frozen=True)
class OptionView:
    """One option with all that is said of it. Of `option`, the house at the centre and who carried it are loaded."""

    option: PremisesOption
    moves: list[PremisesMove]  # the newest first, with who recorded it
    rooms: list[PremisesRoom]
    shares: list[ShareView]
    total: SharesSum | None
    legs: list[LegAt]
    scores: list[ScoreView]
    weighed: Weighed | None
    classes: list[CentreUnderSet]

    @property
    def latest(self) -> PremisesMove | None:
        """How it came to the stage where it is."""
        return self.moves[0] if self.moves else None

    @property
    def area(self) -> Decimal | None:
        """Square metres of the rooms whose area is known, None where no room's is."""
        known = [room.area for room in self.rooms if room.area is not None]
        return sum(known, Decimal(0)) if known else None

    @property
    def is_area_whole(self) -> bool:
        """Whether the area of every room is known."""
        return all(room.area is not None for room in self.rooms)

    @property
    def fits(self) -> str:
        """Whether it fits inside every payer's budget: a no is a no, and all must have said yes for a yes."""
        said = {share.fits for share in self.shares}
        if PremisesShare.Fits.NO in said:
            return PremisesShare.Fits.NO.value
        covered = self.total is not None and self.total.adds_up is True and not self.total.unsaid
        return PremisesShare.Fits.YES.value if covered and said == {"yes"} else PremisesShare.Fits.UNSURE.value

    @property
    def mark(self) -> str:
        """The same as long as nobody has changed what is said of the option."""
        return option_mark(self.option, self.rooms)

    @property
    def shares_mark(self) -> str:
        """The same as long as nobody has changed who pays what."""
        return shares_mark(share.row for share in self.shares if share.row)

    @property
    def legs_mark(self) -> str:
        """The same as long as nobody has changed how the legs would be there."""
        return legs_mark((one.party.pk, one.leg, one.degree, one.metres) for one in self.legs)

    @property
    def scores_mark(self) -> str:
        """The same as long as nobody has changed the points or the criteria."""
        return scores_mark((one.criterion.pk, one.criterion.name, one.points, one.why) for one in self.scores)


@dataclass(frozen=True)
class PremisesPage:
    """The options of an initiative, the one that has come farthest first and those dropped last."""

    options: list[OptionView]
    criteria: list[PremisesCriterion]
    closeness: Closeness | None
    sets: list[SetInForce]

    @property
    def open(self) -> list[OptionView]:
        """Those to weigh against each other: all but the dropped."""
        return [one for one in self.options if one.option.stage != _Stage.DROPPED]

    @property
    def dropped(self) -> list[OptionView]:
        """Those that were dropped."""
        return [one for one in self.options if one.option.stage == _Stage.DROPPED]

    @property
    def chosen(self) -> OptionView | None:
        """The one that is chosen."""
        return next((one for one in self.options if one.option.stage == _Stage.CHOSEN), None)

    @property
    def criteria_mark(self) -> str:
        """The same as long as nobody has changed the criteria."""
        return criteria_mark(self.criteria)


def premises_page(initiative: Initiative, *, actor: Actor, today: dt.date) -> PremisesPage:
    """Every option of an initiative, side by side: nine queries, however many they are. Needs `place` loaded."""
    return _page(initiative, PremisesOption.objects.filter(initiative=initiative), actor=actor, today=today)


def option_view(option: PremisesOption, *, actor: Actor, today: dt.date) -> OptionView:
    """One option with all that is said of it. Needs `initiative__place` loaded."""
    rows = PremisesOption.objects.filter(pk=option.pk)
    return _page(option.initiative, rows, actor=actor, today=today).options[0]


def chosen_premises(initiative: Initiative) -> PremisesMove | None:
    """How the chosen option was chosen, with the option loaded; None where none is."""
    moves = PremisesMove.objects.filter(option__initiative=initiative, option__stage=_Stage.CHOSEN, stage=_Stage.CHOSEN)
    return moves.select_related("option", "recorded_by").order_by("-recorded_at", "-pk").first()


def has_premises(initiative: Initiative) -> bool:
    """Whether the search for a house has begun."""
    return PremisesOption.objects.filter(initiative=initiative).exclude(stage=_Stage.DROPPED).exists()


def centres_to_tie(actor: Actor) -> list[FamilyCentre]:
    """The family centres that may come of an initiative, by name."""
    return list(visible_centres(actor).order_by(SortKey("name"), "pk"))


# --- marks: what a person saw ----------------------------------------------------------------------


def option_mark(option: PremisesOption, rooms: Iterable[PremisesRoom]) -> str:
    """A mark of what is said of an option and its rooms."""
    names = ("name", "owner", "address", "step_free", "lift", "accessible_toilet", "parking", "hearing_loop", "outdoor")
    said = [getattr(option, name) for name in (*names, "yearly_cost", "blocks")]
    return mark_of(*said, str(option.earliest_on), *((room.name, _plain(room.area)) for room in rooms))


def shares_mark(rows: Iterable[PremisesShare]) -> str:
    """A mark of who pays what."""
    ordered = sorted(rows, key=lambda row: row.payer.casefold())
    return mark_of(
        *((one.payer, one.yearly, _plain(one.percent), one.fits, str(one.said_on), one.source) for one in ordered)
    )


def legs_mark(rows: Iterable[tuple[int, str, str, int | None]]) -> str:
    """A mark of how the legs would be there: party, leg, degree and metres."""
    return mark_of(*sorted(rows, key=lambda row: row[:2]))


def scores_mark(rows: Iterable[tuple[int, str, int | None, str]]) -> str:
    """A mark of an option's points: criterion, its name, points and why."""
    return mark_of(*sorted(rows, key=lambda row: row[0]))


def criteria_mark(rows: Iterable[PremisesCriterion]) -> str:
    """A mark of what the group weighs by."""
    return mark_of(*((row.number, row.name, row.weight) for row in rows))


def _plain(value: Decimal | None) -> str:
    """A number in one way, however many decimals it was written with."""
    return "" if value is None else f"{value.normalize():f}"


# --- how rows are put together ---------------------------------------------------------------------


def parties_of(initiative: Initiative) -> list[InitiativeParty]:
    """The parties of an initiative, by name."""
    return list(InitiativeParty.objects.filter(initiative=initiative).order_by(SortKey("name"), "pk"))


def criteria_of(initiative: Initiative) -> list[PremisesCriterion]:
    """What the group weighs houses by, in its order, with who recorded it."""
    rows = PremisesCriterion.objects.filter(initiative=initiative).select_related("recorded_by")
    return list(rows.order_by("number", "pk"))


def _page(initiative: Initiative, rows: QuerySet[PremisesOption], *, actor: Actor, today: dt.date) -> PremisesPage:
    parties, criteria = parties_of(initiative), criteria_of(initiative)
    weights = [Weight(row.pk, row.name, row.weight) for row in criteria]
    sets = sets_in_force(today, actor=actor, place=initiative.place)
    options = [_view(row, parties, criteria, weights, sets) for row in _with_all(rows)]
    options.sort(key=lambda one: (_FARTHEST_FIRST.index(_Stage(one.option.stage)), sort_key(one.option.name)))
    page = PremisesPage(options, criteria, None, sets)
    points = [(one.option.name, _points(one.scores)) for one in page.open]
    return PremisesPage(options, criteria, closeness(points, weights), sets)


def _with_all(rows: QuerySet[PremisesOption]) -> QuerySet[PremisesOption]:
    moves = PremisesMove.objects.select_related("recorded_by").order_by("-recorded_at", "-pk")
    return rows.select_related("initiative", "house", "carried_by").prefetch_related(
        Prefetch("moves", moves),
        Prefetch("rooms", PremisesRoom.objects.order_by("number")),
        Prefetch("shares", PremisesShare.objects.select_related("recorded_by").order_by(SortKey("payer"), "pk")),
        Prefetch("legs", PremisesLeg.objects.order_by("pk")),
        Prefetch("scores", PremisesScore.objects.order_by("pk")),
    )


def _view(
    option: PremisesOption,
    parties: Sequence[InitiativeParty],
    criteria: Sequence[PremisesCriterion],
    weights: Sequence[Weight],
    sets: Sequence[SetInForce],
) -> OptionView:
    legs, scores = _legs(option, parties), _scores(option, criteria)
    shares = list(option.shares.all())
    return OptionView(
        option,
        moves=list(option.moves.all()),
        rooms=list(option.rooms.all()),
        shares=_shares(option, shares, parties),
        total=together(shares, option.yearly_cost),
        legs=legs,
        scores=scores,
        weighed=weigh(_points(scores), weights),
        classes=[
            CentreUnderSet(one.definition, classify(_facts(legs), set_facts(one.definition, one.classes)))
            for one in sets
        ],
    )


def _facts(legs: Iterable[LegAt]) -> CentreFacts:
    """The centre as it would be in this one house."""
    return CentreFacts(tuple(LegFacts(one.leg, one.degree, "", one.party.name) for one in legs))


def _legs(option: PremisesOption, parties: Iterable[InitiativeParty]) -> list[LegAt]:
    """Every leg that a party brings, in the order of the legs, with what is said of it at this option."""
    said = {(row.party_id, row.leg): row for row in option.legs.all()}
    brought = [(leg, party) for leg in Leg.values for party in parties if leg in party.legs]
    rows = [(leg, party, said.get((party.pk, leg))) for leg, party in brought]
    return [LegAt(party, leg, row.degree if row else "", row.metres if row else None) for leg, party, row in rows]


def _shares(
    option: PremisesOption, rows: Iterable[PremisesShare], parties: Iterable[InitiativeParty]
) -> list[ShareView]:
    """The parties first, also those that have said nothing, then whoever else pays."""
    left = {row.payer.casefold(): row for row in rows}
    views = [(party.name, left.pop(party.name.casefold(), None), True) for party in parties]
    views += [(row.payer, row, False) for row in left.values()]
    return [
        ShareView(payer, row, amount(row, option.yearly_cost) if row else None, is_party)
        for payer, row, is_party in views
    ]


def _scores(option: PremisesOption, criteria: Iterable[PremisesCriterion]) -> list[ScoreView]:
    given = {row.criterion_id: row for row in option.scores.all()}
    rows = [(one, given.get(one.pk)) for one in criteria]
    return [ScoreView(one, row.points if row else None, row.why if row else "") for one, row in rows]


def _points(scores: Iterable[ScoreView]) -> Mapping[int, int]:
    return {one.criterion.pk: one.points for one in scores if one.points is not None}

"""Houses for tests, made by the room's own actions. What is not named is invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from famn.domain.establishment import actions, reads
from famn.domain.establishment.actions import OptionSaid, ShareSaid
from famn.domain.establishment.models import Initiative, InitiativeParty, PremisesOption
from famn.domain.people.rules import Actor
from tests.factories import make_initiative
from tests.people import AT, DAY

BOARD, CLINIC = "Ekbackens stadsdelsnämnd", "Vårdcentralen Tallen"


def make_search(by: Actor) -> Initiative:
    """An initiative of two parties that bring two legs each."""
    initiative = make_initiative(by)
    actions.add_party(initiative, by=by, at=AT, name=BOARD, legs=["OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"])
    actions.add_party(initiative, by=by, at=AT, name=CLINIC, legs=["MIDWIFERY", "CHILD_HEALTH"])
    return initiative


def make_option(initiative: Initiative, by: Actor, name: str = "Kvarnhuset", **said: Any) -> PremisesOption:
    """A house that somebody noted."""
    return actions.note_premises(initiative, by=by, at=AT, said=OptionSaid(name, **said))


def move(option: PremisesOption, by: Actor, *stages: str, **said: Any) -> PremisesOption:
    """Let an option come to one stage after the other, having seen where it is."""
    for stage in stages:
        option = PremisesOption.objects.get(pk=option.pk)
        facts = {"day": DAY, "seen": option.stage, "note": "Det blev så.", "decided_by": "Styrgruppen"}
        option = actions.move_premises(option, by=by, at=AT, stage=stage, **facts | said)
    return option


def seen(option: PremisesOption, by: Actor) -> reads.OptionView:
    """An option as a page shows it now."""
    full = PremisesOption.objects.select_related("initiative__place").get(pk=option.pk)
    return reads.option_view(full, actor=by, today=DAY)


def page_of(initiative: Initiative, by: Actor, today: dt.date = DAY) -> reads.PremisesPage:
    """Every option as a page shows them now."""
    full = Initiative.objects.select_related("place").get(pk=initiative.pk)
    return reads.premises_page(full, actor=by, today=today)


def share(option: PremisesOption, by: Actor, *shares: ShareSaid) -> reads.OptionView:
    """Let these be the shares, having seen those there are."""
    actions.set_shares(option, by=by, at=AT, shares=shares, seen=seen(option, by).shares_mark)
    return seen(option, by)


def place_legs(option: PremisesOption, by: Actor, **degrees: str) -> reads.OptionView:
    """Say how much of each leg would be in the house, by the leg's name."""
    parties = InitiativeParty.objects.filter(initiative_id=option.initiative_id)
    said = {(party.pk, leg): (degrees[leg], 300) for party in parties for leg in party.legs if leg in degrees}
    actions.set_premises_legs(option, by=by, at=AT, legs=said, seen=seen(option, by).legs_mark)
    return seen(option, by)


def weigh_by(initiative: Initiative, by: Actor, **weights: int) -> dict[str, int]:
    """Let these be the criteria; returns the number of each by its name."""
    rows = [(None, name, weight) for name, weight in weights.items()]
    mark = page_of(initiative, by).criteria_mark
    made = actions.set_criteria(initiative, by=by, at=AT, criteria=rows, seen=mark)
    return {row.name: row.pk for row in made}


def score(option: PremisesOption, by: Actor, criteria: dict[str, int], **points: int | None) -> reads.OptionView:
    """Give an option points by the names of the criteria."""
    said = {criteria[name]: (value, "") for name, value in points.items()}
    actions.score_premises(option, by=by, at=AT, scores=said, seen=seen(option, by).scores_mark)
    return seen(option, by)

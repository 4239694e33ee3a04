"""The demo's steps: demands that are met, what shows it, steps gone past and left, obstacles and plans.

Put in by the domain's own acts. What is not in the stories' public documents is invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from famn.domain.establishment import actions, reads
from famn.domain.establishment.actions import Somebody, WrittenDemand
from famn.domain.establishment.models import Initiative, Ladder, LadderDemand, Obstacle, PlannedLink, StepEvidence
from famn.domain.matters.models import Document, DocumentKind
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, standing
from famn.ground.stockholm import moment_of


def load(actors: Mapping[str, Actor]) -> None:
    """Put in how far the stories have come, and what is in their way."""
    _ostermalm(actors["Anna Blåklocka"])
    _osteraker(actors["Cesar Åkerbär"])
    _laxa(actors["Ronja Hjortron"])


def _at(day: dt.date) -> dt.datetime:
    return moment_of(day, dt.time(11))


def _initiative(by: Actor) -> Initiative:
    own = Initiative.objects.filter(authority_id=standing(by).authority_id)
    return own.order_by("started_at", "pk")[0]


def _self(by: Actor) -> Somebody:
    return Somebody(User.objects.get(pk=standing(by).user_id))


def _meet(initiative: Initiative, by: Actor, day: dt.date, *numbers: int, step: int, note: str = "") -> None:
    for demand in LadderDemand.objects.filter(
        step__ladder_id=initiative.ladder_id, step__number=step, number__in=numbers
    ).order_by("number"):
        actions.meet_demand(initiative, by=by, at=_at(day), demand=demand, met_on=day, note=note)


def _ostermalm(anna: Actor) -> None:
    """The first step is reached; of the second, both clinics have said yes. The agreement is planned for the year."""
    initiative, day = _initiative(anna), dt.date(2021, 2, 26)
    _meet(initiative, anna, day, 1, 2, 3, 4, step=1)
    actions.record_step(initiative, by=anna, at=_at(day), number=1, reached_on=day)
    _meet(initiative, anna, day, 1, 2, step=2, note="Båda mottagningarna är med i avsiktsförklaringen.")
    report = Document.objects.filter(matter__initiatives__initiative=initiative, kind=DocumentKind.BOARD_REPORT).first()
    demand = LadderDemand.objects.get(step__ladder_id=initiative.ladder_id, step__number=2, number=1)
    if report is not None:
        actions.add_evidence(
            initiative, by=anna, at=_at(day), number=2, kind=StepEvidence.Kind.DOCUMENT, demand=demand, thing=report
        )
    actions.add_evidence(
        initiative,
        by=anna,
        at=_at(day),
        number=1,
        kind=StepEvidence.Kind.MEETING,
        text="Planeringsdag med öppna förskolan och föräldrastödet",
        day=dt.date(2021, 1, 20),
    )
    for what, period, text in (
        (PlannedLink.What.SIGNING, "2021-04", ""),
        (PlannedLink.What.AGREEMENT, "2021", "Ett lokalt avtal tas fram när avsiktsförklaringen är undertecknad."),
        (PlannedLink.What.OPENING, "2022", ""),
    ):
        actions.plan_link(initiative, by=anna, at=_at(day), what=what, period=period, text=text)
    _ostermalms_obstacles(initiative, anna)


def _ostermalms_obstacles(initiative: Initiative, anna: Actor) -> None:
    """One that is solved, one that waits for somebody elsewhere, and one that is lived with."""
    note = actions.note_obstacle
    day = dt.date(2021, 2, 26)
    solved = note(
        initiative,
        by=anna,
        at=_at(day),
        level=Obstacle.Level.UNIT,
        text="Öppna förskolan och mottagningarna har möten på samma tid",
        noted_on=dt.date(2021, 2, 10),
        owner=_self(anna),
    )
    outcome = "Mötena på onsdagar flyttades till eftermiddagen."
    actions.settle_obstacle(solved, by=anna, at=_at(day), state=Obstacle.State.SOLVED, outcome=outcome)
    note(
        initiative,
        by=anna,
        at=_at(day),
        level=Obstacle.Level.AUTHORITY,
        text="Det är inte klart vem som betalar för en gemensam samordnare",
        noted_on=day,
        owner=Somebody(name="Verksamhetschefen för mottagningen"),
        due_on=dt.date(2021, 6, 1),
    )
    note(
        initiative,
        by=anna,
        at=_at(day),
        level=Obstacle.Level.POLITICAL,
        text="Budgeten för nästa år beslutas efter valet av lokaler",
        noted_on=day,
        owner=_self(anna),
    )


# What each step of the municipality's own ladder demands; invented, as the steps are.
_DEMANDS: Final = (
    (
        WrittenDemand("Verksamheterna träffas minst en gång per termin", "no"),
        WrittenDemand("Alla kan berätta för familjerna vad de andra gör", "partly"),
    ),
    (
        WrittenDemand("Det finns en gemensam plan för året", "partly"),
        WrittenDemand("Kommunen har utsett någon som håller i planen", "yes"),
        WrittenDemand("Regionen har pekat ut vilka mottagningar som är med", "no", ("MIDWIFERY", "CHILD_HEALTH")),
    ),
    (
        WrittenDemand("Minst en föräldragrupp leds av två verksamheter", "no"),
        WrittenDemand("Öppet hus hålls varje termin", "yes", ("OPEN_PRESCHOOL",)),
    ),
    (
        WrittenDemand("Alla fyra verksamheterna är med", "no"),
        WrittenDemand("Det är bestämt hur arbetet följs upp", "partly"),
    ),
)


def _osteraker(cesar: Actor) -> None:
    """A step gone past, which the work then came back from: both told as they were."""
    initiative = _initiative(cesar)
    ladder = Ladder.objects.get(pk=initiative.ladder_id)
    day = dt.date(2021, 2, 15)
    for number, demands in enumerate(_DEMANDS, start=1):
        known = list(LadderDemand.objects.filter(step__ladder=ladder, step__number=number).order_by("number"))
        gone = [WrittenDemand("", "yes")] * (len(known) - len(demands))
        actions.change_demands(
            ladder, by=cesar, at=_at(day), number=number, demands=[*demands, *gone], seen=reads.mark_of(known)
        )
    _meet(initiative, cesar, day, 1, 2, step=1)
    record = actions.record_step
    record(initiative, by=cesar, at=_at(day), number=1, reached_on=day)
    why = {2: "Föräldragrupperna kom i gång innan det fanns en gemensam plan."}
    autumn, winter = dt.date(2021, 9, 20), dt.date(2021, 12, 13)
    record(initiative, by=cesar, at=_at(autumn), number=3, reached_on=autumn, why_past=why)
    actions.unreach_step(
        initiative,
        by=cesar,
        at=_at(winter),
        number=3,
        reason="Grupperna gör uppehåll medan mottagningen söker en ny barnmorska.",
    )
    _meet(initiative, cesar, winter, 2, step=2)
    actions.plan_step(initiative, by=cesar, at=_at(winter), number=2, planned_on=dt.date(2022, 6, 1))
    actions.note_obstacle(
        initiative,
        by=cesar,
        at=_at(winter),
        level=Obstacle.Level.AUTHORITY,
        text="Regionen har inte pekat ut vilka mottagningar som ska vara med",
        noted_on=day,
        owner=Somebody(name="Regionens samordnare för familjecentraler"),
        due_on=dt.date(2022, 3, 1),
    )


def _laxa(ronja: Actor) -> None:
    """Just begun: plans as precise as they are known, and one thing in the way."""
    initiative, day = _initiative(ronja), dt.date(2024, 9, 2)
    for what, period in (
        (PlannedLink.What.MAPPING, "2024-11"),
        (PlannedLink.What.LETTER, "2025-02"),
        (PlannedLink.What.DECISION, "2025-04-15"),
        (PlannedLink.What.OPENING, "2026"),
    ):
        actions.plan_link(initiative, by=ronja, at=_at(day), what=what, period=period)
    actions.note_obstacle(
        initiative,
        by=ronja,
        at=_at(day),
        level=Obstacle.Level.UNIT,
        text="Ingen har tid avsatt för att hålla ihop arbetet",
        noted_on=day,
        owner=_self(ronja),
        due_on=dt.date(2024, 12, 1),
    )

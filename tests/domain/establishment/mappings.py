"""A mapping for tests: begun, gathered and settled by the house's own actions. Everything in it is invented."""

from __future__ import annotations

import datetime as dt
from typing import Any

from famn.domain.establishment import actions
from famn.domain.establishment.models import Initiative, Mapping, MappingNeed, Stance, StanceHolder
from famn.domain.people.rules import Actor
from tests.people import AT, DAY


def start(initiative: Initiative, by: Actor, **changes: Any) -> Mapping:
    """A mapping that has just begun."""
    plain = {"title": "Kartläggning i Ekbacken", "place": None, "place_name": "Ekbacken", "from_date": DAY}
    return actions.start_mapping(initiative, by=by, at=changes.pop("at", AT), **plain | changes)


def need(mapping: Mapping, by: Actor, statement: str, **values: Any) -> MappingNeed:
    """A need in a mapping."""
    return actions.write_need(mapping, by=by, at=AT, statement=statement, **values)


def holder(mapping: Mapping, by: Actor, name: str, leg: str = "CHILD_HEALTH") -> StanceHolder:
    """A unit whose stance matters."""
    return actions.write_holder(mapping, by=by, at=AT, name=name, leg=leg)


def say(row: StanceHolder, by: Actor, question: str, answer: str, day: dt.date = DAY) -> Stance:
    """One answer to one question on a day."""
    answers = {question: answer}
    at = max(AT, dt.datetime.combine(day, dt.time(12), dt.UTC))
    return actions.record_stances(row, by=by, at=at, answers=answers, said_on=day, source="Möte i Ekbacken")[0]


def gather(mapping: Mapping, by: Actor) -> Mapping:
    """A whole mapping of Ekbacken, with a choice made; not settled."""
    hill = actions.write_area(mapping, by=by, at=AT, name="Backen")
    lake = actions.write_area(mapping, by=by, at=AT, name="Sjösidan")
    young = need(
        mapping,
        by,
        "Många nyinflyttade föräldrar saknar någon att fråga.",
        group="Föräldrar till barn under ett år",
        area=hill,
        source="Enkät på öppna förskolan",
        source_date="2025-11",
    )
    need(mapping, by, "Väntrummen är fulla på morgonen", area=lake)
    actions.write_actor(
        mapping,
        by=by,
        at=AT,
        kind="library",
        name="Biblioteket i Ekbacken",
        contact="08-465 004 12",
        cooperation="can_start",
        asked_on=dt.date(2026, 2, 3),
        note="Sagostund på flera språk",
    )
    clinic = holder(mapping, by, "Barnavårdscentralen Lönnen")
    say(clinic, by, "cooperation", "positive", dt.date(2026, 2, 10))
    say(clinic, by, "co_location", "unsure", dt.date(2026, 2, 10))
    holder(mapping, by, "Barnmorskemottagningen Aspen", "MIDWIFERY")
    actions.write_invitation(
        mapping, by=by, at=AT, what="Öppet hus på torget", when="2026-02-14", how_many=23, heard="Öppna på kvällen"
    )
    actions.write_area(
        mapping,
        hill,
        by=by,
        at=AT,
        name=hill.name,
        choice="chosen",
        reasons="Flest små barn bor där.",
        grounds=[young],
    )
    actions.write_area(
        mapping, lake, by=by, at=AT, name=lake.name, choice="not_chosen", reasons="Det finns ingen lokal."
    )
    return mapping

"""A matter with everything in it, made by the rooms' own actions: what an archive package must hold."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass, replace
from typing import Any

from famn.domain.establishment import actions
from famn.domain.matters import actions as matters
from famn.domain.matters.models import BoardReport, Document, IncomingFile, Matter
from famn.domain.people.rules import Actor
from tests.domain.agreements import making as letters
from tests.domain.establishment import mappings
from tests.domain.establishment.organising import make_groups, plan, sit, write
from tests.factories import make_assignment, make_document, make_incoming, make_initiative
from tests.outside.packages import Package
from tests.people import AT, House
from tests.web.report_desk import WHOLE, Desk, decided, make_desk

LATER = AT + dt.timedelta(days=400)  # when all of it has happened
OWN = "Hela beslutsunderlaget som kom in."
OTHERS = "Ett underlag från öppna förskolan."


@dataclass(frozen=True)
class Filed:
    """The matter and who is about."""

    desk: Desk
    matter: Matter
    report: BoardReport
    own: Document
    others: Document

    def __getattr__(self, name: str) -> Actor:
        if name not in Desk.__dataclass_fields__:  # a copy asks before it has its desk
            raise AttributeError(name)
        actor: Actor = getattr(self.desk, name)
        return actor


def file_all(house: House) -> Filed:
    """A document of each area, a decided report and a draft, a signed letter, an assignment, an initiative."""
    desk = make_desk(house)
    anna, matter = desk.anna, desk.matter
    own = _read_in(matter, make_incoming(anna, content=OWN.encode(), name="Underlag å/../1.txt"), "Underlag ett")
    others = _read_in(matter, make_incoming(house.dag, content=OTHERS.encode(), name="dags.txt"), "Underlag två")
    report = decided(desk)
    draft = matters.start_report(matter, by=anna, at=AT, heading_set=report.heading_set, content=WHOLE)
    matters.save_report(draft, by=anna, at=AT, base=1, content=replace(WHOLE, title="Ett nytt utlåtande"))
    make_assignment(matter)
    initiative = make_initiative(anna)
    actions.tie_matter(initiative, by=anna, at=AT, matter=matter)
    actions.settle_mapping(mappings.gather(mappings.start(initiative, anna), anna), by=anna, at=AT)
    _meet(make_groups(anna, initiative)[0], anna)
    _sign(matter, anna)
    return Filed(desk, Matter.objects.get(pk=matter.pk), report, own, others)


def _read_in(matter: Matter, incoming: IncomingFile, title: str) -> Document:
    return make_document(matter, incoming=incoming, kept_by_id=incoming.area_id, title=title, sha256=incoming.sha256)


def _meet(group: Any, by: Actor) -> None:
    sit(group, by, by)
    actions.raise_point(group, by=by, at=AT, text="Lokaler")
    meeting = plan(group, by)
    meeting = write(meeting, by, "Lokaler", notes="Vi talade om **två** hus.", also_present="Vera Videkull")
    actions.hold_meeting(meeting, by=by, at=AT)
    actions.approve_minutes(meeting, by=by, at=AT)


def _sign(matter: Matter, by: Actor) -> None:
    eva, fia = letters.manager(by, "Eva Ekorre"), letters.manager(by, "Fia Fjäril")
    letter = letters.send(letters.make_letter(by, matter=matter), by, eva, fia)
    letters.sign(letter, "OPEN_PRESCHOOL", eva)
    letters.sign(letter, "PREVENTIVE_SOCIAL", fia)
    letters.sign(letter, "CHILD_HEALTH", letters.vera())


def packed(matter: Matter, by: Actor, *, at: dt.datetime = LATER, **how: Any) -> Package:
    """The package as somebody takes it out, read back."""
    target = io.BytesIO()
    actions.archive_matter(matter, by=by, at=at, target=target, **how)
    return Package(target.getvalue())

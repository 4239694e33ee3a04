"""From confirmed facts to rows: the document, its people and points, its matter, and what must be answered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.actions.holding import save_with_number
from famn.domain.matters.facts import Facts, Point, cut, full_date
from famn.domain.matters.models import (
    Assignment,
    DecisionPoint,
    Document,
    DocumentKind,
    DocumentPerson,
    IncomingFile,
    Matter,
)
from famn.domain.people.models import User
from famn.domain.people.reads import person_by_name
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require

_DATE: Final = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def document_in_matter(incoming: IncomingFile, facts: Facts, *, by: Actor, at: dt.datetime) -> Document:
    """The confirmed document with all that belongs to it, in a new matter or in the one that `facts.matter` names."""
    _check(facts)
    officer = _officer(facts, by=by, at=at)
    matter = _joined_matter(facts, by=by) if facts.matter else _new_matter(facts, officer, by=by, at=at)
    document = _add_document(matter, incoming, facts, by=by, at=at)
    points = _add_points(document, facts)
    responsible_id = officer.pk if officer else matter.case_officer_id or by.user_id
    _give_assignments(document, points, facts, responsible_id=responsible_id, by=by, at=at)
    return document


def _check(facts: Facts) -> None:
    """Refuse facts that no row could hold, at the field they belong to."""
    if facts.kind not in DocumentKind.values:
        raise Refused(_("Välj vilken sorts dokument det är."), field="kind")
    if not facts.title:
        raise Refused(_("Skriv dokumentets rubrik."), field="title")
    attested = [(f"attestations.{index}.date", one.date) for index, one in enumerate(facts.attestations)]
    for field, value in (("date", facts.date), ("meeting_date", facts.meeting_date), *attested):
        if not _is_date(value):
            raise Refused(_("Skriv datum som 2021-03-11, 2021-03 eller 2021."), field=field)
    for index, point in enumerate(facts.decision_points):
        if point.report_back_date and (not _is_date(point.report_back_date) or not full_date(point.report_back_date)):
            raise Refused(
                _("Skriv vilken dag svaret ska lämnas, till exempel 2021-05-31."),
                field=f"decision_points.{index}.report_back_date",
            )


def _is_date(text: str) -> bool:
    if not text:
        return True
    try:
        full_date(text)
    except ValueError:
        return False
    return bool(_DATE.fullmatch(text))


def _officer(facts: Facts, *, by: Actor, at: dt.datetime) -> User | None:
    """The case officer, if exactly one person of the authority has that name."""
    if not facts.case_officer or by.authority_id is None:
        return None
    return person_by_name(facts.case_officer, authority_id=by.authority_id, day=timezone.localdate(at))


def _joined_matter(facts: Facts, *, by: Actor) -> Matter:
    rows = rules.visible_matters(by).select_for_update(of=("self",)).select_related("case_officer")
    matter = rows.filter(code=facts.matter).first()
    if matter is None:
        raise Refused(_("Ärendet finns inte."), field="matter")
    verdict = rules.may_change_matter(by, matter)
    if not verdict:
        raise Refused(verdict.reason, field="matter")
    return matter


def _new_matter(facts: Facts, officer: User | None, *, by: Actor, at: dt.datetime) -> Matter:
    require(rules.may_open_matter(by))
    here = standing(by)
    matter = Matter(
        authority_id=here.authority_id,
        unit_id=here.unit_id,
        title=cut(facts.title, 300),
        registry_number=cut(facts.registry_number, 60),
        registry_key=rules.registry_key(facts.registry_number),
        body=cut(facts.authority, 120),
        case_officer=officer,
        case_officer_name=cut(facts.case_officer, 120),
        meeting_date=full_date(facts.meeting_date),
        opened_by_id=here.user_id,
        opened_at=at,
    )
    save_with_number(matter)
    trail.record("open_matter", matter, by=by, at=at)
    return matter


def _add_document(matter: Matter, incoming: IncomingFile, facts: Facts, *, by: Actor, at: dt.datetime) -> Document:
    if Document.objects.filter(matter=matter, sha256=incoming.sha256).exists():
        raise Refused(_("Samma dokument finns redan i ärendet."), field="matter")
    document = Document.objects.create(
        matter=matter,
        incoming=incoming,
        kept_by_id=incoming.area_id,
        kind=facts.kind,
        title=cut(facts.title, 300),
        date=facts.date,
        registry_numbers=list(facts.registry_numbers),
        sha256=incoming.sha256,
        sections=[{"heading": heading, "text": text} for heading, text in facts.sections],
        attachments=list(facts.attachments),
        distribution=list(facts.distribution),
        goals=list(facts.goals),
        added_by_id=standing(by).user_id,
        added_at=at,
    )
    trail.record("add_document", document, by=by, at=at, about={"matter": matter.pk, "incoming_file": incoming.pk})
    parts = ((DocumentPerson.Part.SIGNATORY, facts.signatories), (DocumentPerson.Part.ATTESTER, facts.attestations))
    DocumentPerson.objects.bulk_create(
        DocumentPerson(
            document=document,
            part=part,
            number=number,
            name=cut(person.name, 120),
            title=cut(person.title, 120),
            date=person.date,
        )
        for part, people in parts
        for number, person in enumerate(people, start=1)
    )
    return document


def _add_points(document: Document, facts: Facts) -> Sequence[DecisionPoint]:
    return DecisionPoint.objects.bulk_create(
        DecisionPoint(
            document=document,
            number=number,
            text=point.text,
            body=cut(point.body, 120),
            proposer=cut(point.proposer, 120),
            immediate_approval=point.immediate_approval,
            report_back_date=full_date(point.report_back_date),
        )
        for number, point in enumerate(_worded(facts.decision_points), start=1)
    )


def _worded(points: Sequence[Point]) -> list[Point]:
    """The points that say something: an emptied row of the form is no point."""
    return [point for point in points if point.text]


def _give_assignments(
    document: Document,
    points: Sequence[DecisionPoint],
    facts: Facts,
    *,
    responsible_id: int | None,
    by: Actor,
    at: dt.datetime,
) -> None:
    for point in points:
        if point.report_back_date is None:
            continue
        assignment = Assignment.objects.create(
            matter=document.matter,
            point=point,
            text=point.text,
            body=point.body or cut(facts.authority, 120),
            responsible_id=responsible_id,
            due_date=point.report_back_date,
        )
        about = {"matter": document.matter_id, "document": document.pk}
        trail.record("give_assignment", assignment, by=by, at=at, about=about)

"""An answer part by part: which parts an assignment asks for, what is answered to each, and the paper of it all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.actions.holding import lock_assignment
from famn.domain.matters.drafting.answers import Asked, Row
from famn.domain.matters.drafting.paper import Text
from famn.domain.matters.drafting.prose import plain
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Assignment, AssignmentAnswer, AssignmentPart, BoardReport, Document, DocumentKind
from famn.domain.matters.reads.answering import answer_paper, parts_of, unanswered
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import checksum, squeeze
from famn.ground.verdict import Refused, require

MOST_PARTS: Final = 30
MOST_ROWS: Final = 60


@transaction.atomic
def ask_parts(assignment: Assignment, asked: Sequence[Asked], *, by: Actor, at: dt.datetime) -> list[AssignmentPart]:
    """Say which parts an assignment asks to be answered. Those it asks for already are left as they are."""
    assignment = lock_assignment(assignment)
    require(rules.may_ask_parts(by, assignment))
    return add_parts(assignment, asked, by=by, at=at)


@transaction.atomic
def drop_part(part: AssignmentPart, *, by: Actor, at: dt.datetime) -> None:
    """Ask no more for a part that nobody has answered."""
    assignment = lock_assignment(part.assignment)
    require(rules.may_ask_parts(by, assignment))
    row = AssignmentPart.objects.select_for_update().get(pk=part.pk)
    if row.answered_at is not None:
        raise Refused(_("Delen är redan besvarad. Ta bort svaret först."))
    trail.record("drop_part", assignment, by=by, at=at, about={"number": row.number})
    row.delete()


@transaction.atomic
def answer_part(
    part: AssignmentPart, *, by: Actor, at: dt.datetime, text: str, rows: Sequence[Row] = ()
) -> AssignmentPart:
    """Answer one part, as often as one likes until the whole is given. Neither text nor rows takes the answer back."""
    assignment = lock_assignment(part.assignment)
    require(rules.may_answer(by, assignment))
    row = AssignmentPart.objects.select_for_update().get(pk=part.pk)
    kept = [one for one in rows if one.what.strip()]
    if len(kept) > MOST_ROWS:
        raise Refused(_("Delen har för många rader."), field="rows")
    row.text, row.rows = text.strip(), [one.as_json() for one in kept]
    is_answered = bool(row.text or row.rows)
    row.answered_by_id = standing(by).user_id if is_answered else None
    row.answered_at = at if is_answered else None
    row.save(update_fields=["text", "rows", "answered_by", "answered_at"])
    trail.record("answer_part", assignment, by=by, at=at, about={"number": row.number})
    return row


def add_parts(assignment: Assignment, asked: Sequence[Asked], *, by: Actor, at: dt.datetime) -> list[AssignmentPart]:
    """The parts as rows, those that are not there. The assignment is held under a lock, or new."""
    there = {(one.kind, one.heading.casefold()) for one in parts_of(assignment)}
    number = AssignmentPart.objects.filter(assignment=assignment).aggregate(Max("number"))["number__max"] or 0
    made = []
    for one in asked:
        heading = cut(squeeze(one.heading), 200)
        if not heading or (str(one.kind), heading.casefold()) in there:
            continue
        there.add((str(one.kind), heading.casefold()))
        number += 1
        if len(there) > MOST_PARTS:
            raise Refused(_("Uppdraget frågar efter för många delar."), field="questions")
        made.append(AssignmentPart.objects.create(assignment=assignment, number=number, kind=one.kind, heading=heading))
    if made:
        trail.record("ask_parts", assignment, by=by, at=at, about={"matter": assignment.matter_id})
    return made


def keep_answer(
    assignment: Assignment,
    *,
    by: Actor,
    at: dt.datetime,
    document: Document | None,
    report: BoardReport | None,
    is_partial: bool,
) -> None:
    """Keep what an answer is given in, and its parts as a document of the matter. The assignment is under a lock.

    Raises Refused where parts are unanswered and that is not meant, and for a document of another matter.
    """
    parts = parts_of(assignment)
    missing = unanswered(parts)
    if missing and not is_partial:
        words = ", ".join(part.heading for part in missing)
        raise Refused(_("De här delarna är inte besvarade: %(parts)s.") % {"parts": words}, field="is_partial")
    for one in (document, report):
        if one is not None and one.matter_id != assignment.matter_id:
            raise Refused(_("Välj ett dokument i samma ärende."), field="document")
    paper = _paper_document(assignment, by=by, at=at) if len(missing) < len(parts) else None
    if document is None and report is None and paper is None:
        AssignmentAnswer.objects.filter(assignment=assignment).delete()
        return
    giver = {"given_by_id": standing(by).user_id, "given_at": at}
    facts = {"document": document, "report": report, "paper": paper, **giver}
    AssignmentAnswer.objects.update_or_create(assignment=assignment, defaults=facts)


def _paper_document(assignment: Assignment, *, by: Actor, at: dt.datetime) -> Document:
    """The answer, part by part, as a document of the matter; the same one where nothing has changed."""
    paper = answer_paper(assignment, at=at)
    digest = checksum(json.dumps([assignment.code, paper.as_json()], sort_keys=True).encode())
    same = Document.objects.filter(matter=assignment.matter_id, sha256=digest).first()
    if same is not None:
        return same
    number = paper.registry_number
    document = Document.objects.create(
        matter_id=assignment.matter_id,
        kind=DocumentKind.INVESTIGATION,
        title=cut(paper.title, 300),
        date=timezone.localdate(at).isoformat(),
        registry_numbers=[number] if number else [],
        sha256=digest,
        sections=[
            {"heading": part.heading, "text": plain(part.blocks)} for part in paper.parts if isinstance(part, Text)
        ],
        added_by_id=standing(by).user_id,
        added_at=at,
    )
    about = {"matter": assignment.matter_id, "assignment": assignment.pk}
    trail.record("add_document", document, by=by, at=at, about=about)
    return document

"""The only writes of decisions by one person, and of the delegation order that they stand on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.actions.holding import lock_matter
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Board, BoardMeeting, DelegationItem, Document, Matter, PersonalDecision
from famn.domain.people.models import Authority, User
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

Kind = PersonalDecision.Kind


@dataclass(frozen=True, slots=True)
class PersonallyDecided:
    """What one person decided: who, by which item of the delegation order, what, when, and what it stands on."""

    kind: str
    name: str
    title: str
    text: str
    decided_on: dt.date | None
    item: DelegationItem | None = None
    board: Board | None = None  # where it is to be reported
    document: Document | None = None
    decider: User | None = None


@transaction.atomic
def record_personal_decision(
    matter: Matter, decided: PersonallyDecided, *, by: Actor, at: dt.datetime
) -> PersonalDecision:
    """Record in a matter what one person decided. The row never changes; under delegation it must name its item."""
    matter = lock_matter(matter)
    require(rules.may_record_personal(by, matter))
    authority = Authority.objects.get(pk=matter.authority_id)
    if decided.kind not in rules.decision_kinds(authority):
        raise Refused(_("Välj vad det är för beslut."), field="kind")
    decided_on = _checked(decided, today=timezone.localdate(at))
    is_reported = decided.kind != Kind.PROVIDER
    item = _own_item(decided, by) if decided.kind == Kind.DELEGATION else None
    row = PersonalDecision.objects.create(
        matter=matter,
        kind=decided.kind,
        decider=decided.decider,
        name=cut(squeeze(decided.name), 120),
        title=cut(squeeze(decided.title), 120),
        item=item,
        item_text=f"{item.number} {item.text}" if item else "",
        text=decided.text.strip(),
        decided_on=decided_on,
        document=_own_document(matter, decided.document),
        board=_own_board(decided.board, by) if is_reported else None,
        recorded_by_id=standing(by).user_id,
        recorded_at=at,
    )
    trail.record("record_personal_decision", row, by=by, at=at, about={"matter": matter.pk})
    return row


@transaction.atomic
def report_personal_decisions(
    meeting: BoardMeeting, rows: Sequence[PersonalDecision], *, by: Actor, at: dt.datetime
) -> list[PersonalDecision]:
    """Record that decisions were reported to the board at a meeting. What was reported already is passed over.

    Raises Refused for none, for a meeting that has not been, and for one that was before the decision.
    """
    meeting = BoardMeeting.objects.select_for_update(of=("self",)).select_related("board").get(pk=meeting.pk)
    require(rules.may_report_personal(by, meeting))
    if meeting.day > timezone.localdate(at):
        raise Refused(_("Mötet har inte varit än."))
    waiting = rules.to_report(rules.visible_personal_decisions(by).filter(pk__in=[row.pk for row in rows]))
    reported = list(waiting.select_for_update(of=("self",)).order_by("pk"))
    if not reported:
        raise Refused(_("Besluten är redan anmälda."))
    for row in reported:
        if row.decided_on > meeting.day:
            raise Refused(_("Ett beslut kan inte ha anmälts innan det fattades."))
        row.reported_at, row.reported_by_id, row.report_recorded_at = meeting, standing(by).user_id, at
        row.save(update_fields=["reported_at", "reported_by", "report_recorded_at"])
        trail.record("report_personal_decision", row, by=by, at=at, about={"board_meeting": meeting.pk})
    return reported


# --- the delegation order ---------------------------------------------------------------------------


@transaction.atomic
def add_delegation_item(*, by: Actor, at: dt.datetime, number: str, text: str, delegate: str) -> DelegationItem:
    """Add an item to one's authority's delegation order. Raises Refused where its number is taken."""
    require(rules.may_keep_delegation(by))
    row = DelegationItem(authority_id=standing(by).authority_id)
    _say(row, number=number, text=text, delegate=delegate)
    trail.record("add_delegation_item", row, by=by, at=at)
    return row


@transaction.atomic
def change_delegation_item(
    item: DelegationItem, *, by: Actor, at: dt.datetime, number: str, text: str, delegate: str
) -> DelegationItem:
    """Change an item. Decisions that stand on it keep the words that it had."""
    row = _lock_item(item, by)
    _say(row, number=number, text=text, delegate=delegate)
    trail.record("change_delegation_item", row, by=by, at=at)
    return row


@transaction.atomic
def end_delegation_item(item: DelegationItem, *, by: Actor, at: dt.datetime) -> DelegationItem:
    """Let an item no longer hold: nothing new is decided by it."""
    row = _lock_item(item, by)
    row.is_current = False
    row.save(update_fields=["is_current"])
    trail.record("end_delegation_item", row, by=by, at=at)
    return row


def _checked(decided: PersonallyDecided, *, today: dt.date) -> dt.date:
    """The day it was decided. Raises Refused where something is not said."""
    if not decided.name.strip():
        raise Refused(_("Skriv vem som beslutade."), field="name")
    if not decided.title.strip():
        raise Refused(_("Skriv titeln på den som beslutade."), field="title")
    if not decided.text.strip():
        raise Refused(_("Skriv vad som beslutades."), field="text")
    if decided.decided_on is None:
        raise Refused(_("Skriv vilken dag beslutet fattades."), field="decided_on")
    if decided.decided_on > today:
        raise Refused(_("Den dagen har inte varit än."), field="decided_on")
    return decided.decided_on


def _own_item(decided: PersonallyDecided, by: Actor) -> DelegationItem:
    rows = rules.visible_delegation_items(by).filter(is_current=True)
    found = rows.filter(pk=decided.item.pk).first() if decided.item else None
    if found is None:
        raise Refused(_("Välj den punkt i delegationsordningen som ger rätt att besluta."), field="item")
    return found


def _own_board(board: Board | None, by: Actor) -> Board | None:
    """The board to report to: the chosen one, or the only one there is; none where no boards are kept here."""
    rows = list(rules.kept_boards(by).filter(kind__in=[Board.Kind.BOARD, Board.Kind.EXECUTIVE]).order_by("pk"))
    if board is None and len(rows) > 1:
        raise Refused(_("Välj vilken nämnd beslutet ska anmälas till."), field="board")
    if board is None:
        return rows[0] if rows else None
    found = rules.kept_boards(by).filter(pk=board.pk).first()
    if found is None:
        raise Refused(_("Nämnden är nedlagd. Välj en annan."), field="board")
    return found


def _own_document(matter: Matter, document: Document | None) -> Document | None:
    if document is not None and document.matter_id != matter.pk:
        raise Refused(_("Dokumentet hör till ett annat ärende."), field="document")
    return document


def _lock_item(item: DelegationItem, by: Actor) -> DelegationItem:
    require(rules.may_keep_delegation(by))
    rows = rules.visible_delegation_items(by).filter(is_current=True).select_for_update(of=("self",))
    row = rows.filter(pk=item.pk).first()
    if row is None:
        raise Refused(_("Punkten gäller inte längre."))
    return row


def _say(row: DelegationItem, *, number: str, text: str, delegate: str) -> None:
    """Let an item say this. Two who give the same number at once take turns on their authority."""
    Authority.objects.select_for_update().get(pk=row.authority_id)
    row.number, row.text, row.delegate = cut(squeeze(number), 20), cut(squeeze(text), 300), cut(squeeze(delegate), 120)
    for field, words in (
        ("number", _("Skriv vilket nummer punkten har.")),
        ("text", _("Skriv vad punkten gäller.")),
        ("delegate", _("Skriv vilken befattning som får besluta.")),
    ):
        if not getattr(row, field):
            raise Refused(words, field=field)
    same = DelegationItem.objects.filter(authority_id=row.authority_id, number=row.number, is_current=True)
    if same.exclude(pk=row.pk).exists():
        raise Refused(_("Det finns redan en punkt med det numret."), field="number")
    row.save()

"""The way of a report: which bodies it goes to, in what order, and what happens where they decided differently."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.matters import notices, rules
from famn.domain.matters.actions.deciding import first_passage, give_assignments, passages_of, settle_report
from famn.domain.matters.actions.reports import lock_report
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Board, BoardReport, Passage, WayForward
from famn.domain.matters.reads.force import final_decisions
from famn.domain.matters.reads.reports import content_of, newest_version
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

FIRST, LAST = "first", "last"


@dataclass(frozen=True, slots=True)
class PassageFacts:
    """A body that a report is to go to: a board that is kept here, or one outside by its name and its authority's.

    `place` is FIRST, LAST, or the number of the bodies that it goes in parallel with.
    """

    role: str = Passage.Role.DECIDES
    board: Board | None = None
    body: str = ""
    authority_name: str = ""
    is_private: bool = False
    place: str | int = LAST


@transaction.atomic
def plan_passage(report: BoardReport, facts: PassageFacts, *, by: Actor, at: dt.datetime) -> Passage:
    """Let a report go to one more body. The body that its matter is addressed to is on its way before.

    Raises Refused for a body that is there already, and where it would go before one that has dealt with it.
    """
    board = _hold(facts.board, by) if facts.board else None  # before the report, as whoever abolishes it does
    report = lock_report(report)
    require(rules.may_plan_passages(by, report))
    made = _said(Passage(report=report, stated_by_id=standing(by).user_id, stated_at=at), facts, board)
    passages = passages_of(report) or [_own(report, by=by, at=at)]
    if any(_same(one, made) for one in passages):
        raise Refused(_("Det organet finns redan på ärendets väg."), field="board" if made.board else "body")
    made.number = _make_room(passages, facts.place)
    made.save()
    trail.record("plan_passage", made, by=by, at=at, about={"board_report": report.pk})
    return made


@transaction.atomic
def withdraw_passage(passage: Passage, *, by: Actor, at: dt.datetime) -> Passage:
    """Let a report pass by a body after all. Where that was the last it waited for, the report is decided."""
    report = lock_report(passage.report)
    passages = passages_of(report)
    row = next((one for one in passages if one.pk == passage.pk), None)
    if row is None:
        raise Refused(_("Organet är inte längre på ärendets väg."))
    require(rules.may_withdraw_passage(by, row, passages))
    row.state = Passage.State.WITHDRAWN
    row.save(update_fields=["state"])
    trail.record("withdraw_passage", row, by=by, at=at, about={"board_report": report.pk})
    if report.document_id is not None:
        settle_report(report, by=by, at=at)
    return row


@transaction.atomic
def choose_way(report: BoardReport, *, by: Actor, at: dt.datetime, choice: str, reason: str) -> WayForward:
    """Choose what happens after bodies that decided differently, and say why. Nothing happens by itself.

    To go on gives the assignments of the points, but for those of a body that refused, and tells who is to sign.
    """
    report = lock_report(report)
    require(rules.may_choose_way(by, report, final_decisions(report)))
    if choice not in WayForward.Choice.values:
        raise Refused(_("Välj vad som ska hända."), field="choice")
    if not reason.strip():
        raise Refused(_("Skriv varför."), field="reason")
    earlier = report.ways.select_related("chosen_by").order_by("chosen_at", "pk").last()
    if earlier is not None:
        facts = {"name": earlier.chosen_by.name, "choice": earlier.get_choice_display()}
        raise Refused(_("%(name)s har redan valt: %(choice)s.") % facts)
    way = WayForward.objects.create(
        report=report, choice=choice, reason=reason.strip(), chosen_by_id=standing(by).user_id, chosen_at=at
    )
    trail.record("choose_way", report, by=by, at=at, about={"way_forward": way.pk}, reason=way.choice)
    if choice == WayForward.Choice.GO_ON:
        give_assignments(report, by=by, at=at)
    notices.tell_way(way, report, content_of(newest_version(report)), by=by, at=at)
    return way


def _own(report: BoardReport, *, by: Actor, at: dt.datetime) -> Passage:
    """The body that the matter is addressed to, first on a way of several; a board here where one is called so."""
    row = first_passage(report, by=by, at=at)
    row.board = rules.kept_boards(by).filter(name__iexact=row.body).first()
    row.save()
    trail.record("plan_passage", row, by=by, at=at, about={"board_report": report.pk})
    return row


def _hold(board: Board, by: Actor) -> Board:
    """The board under a lock, so that nobody abolishes it meanwhile."""
    row = rules.kept_boards(by).filter(pk=board.pk).select_for_update(of=("self",)).first()
    if row is None:
        raise Refused(_("Nämnden är nedlagd. Välj en annan."), field="board")
    return row


def _said(row: Passage, facts: PassageFacts, board: Board | None) -> Passage:
    """Let a passage say this of its body."""
    if facts.role not in Passage.Role.values:
        raise Refused(_("Välj om organet bereder eller beslutar."), field="role")
    row.role = facts.role
    if board is not None:
        row.board, row.body = board, board.name
        return row
    row.body, row.authority_name = cut(squeeze(facts.body), 120), cut(squeeze(facts.authority_name), 120)
    row.is_private = facts.is_private
    if not row.body:
        raise Refused(_("Välj en nämnd, eller skriv vad organet heter."), field="body")
    if not row.authority_name:
        raise Refused(_("Skriv vem organet hör till."), field="authority_name")
    return row


def _same(one: Passage, other: Passage) -> bool:
    if one.board_id is not None or other.board_id is not None:
        return one.board_id == other.board_id
    return (one.body.casefold(), one.authority_name.casefold()) == (
        other.body.casefold(),
        other.authority_name.casefold(),
    )


def _make_room(passages: list[Passage], place: str | int) -> int:
    """The number of a new passage at this place; to go first moves the others one on, unless one is done."""
    numbers = [one.number for one in passages]
    if place == LAST:
        return max(numbers) + 1
    if place == FIRST:
        if any(one.state != Passage.State.PLANNED for one in passages):
            raise Refused(_("Ett organ har redan tagit upp ärendet. Lägg det nya sist eller samtidigt."), field="place")
        for one in passages:
            one.number += 1
            one.save(update_fields=["number"])
        return min(numbers)
    if place not in numbers:
        raise Refused(_("Vägen har ändrats sedan du öppnade sidan. Välj igen."), field="place")
    return int(place)

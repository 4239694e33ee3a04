"""Who sees and who keeps the boards of an authority and the days on which they meet."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.matters.models import BOARD_MEETING_STATES, Board, BoardMeeting
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no


def visible_boards(actor: Actor) -> QuerySet[Board]:
    """The boards of one's own authority, for a role that reads matters."""
    if actor.authority_id is None or not actor.can(Capability.READ_MATTERS):
        return Board.objects.none()
    return Board.objects.filter(authority_id=actor.authority_id)


def visible_meetings(actor: Actor) -> QuerySet[BoardMeeting]:
    """The meetings of the boards that one sees."""
    return BoardMeeting.objects.filter(board__in=visible_boards(actor))


def may_keep_boards(actor: Actor) -> Verdict:
    """Whether one may put in boards and meetings for one's authority."""
    return first_no(actor.can(Capability.RECORD_DECISIONS), actor.acts_for_a_unit())


def kept_boards(actor: Actor) -> QuerySet[Board]:
    """The boards that one sees and that are not abolished."""
    return visible_boards(actor).filter(ended_on__isnull=True)


def may_change_board(actor: Actor, board: Board) -> Verdict:
    """Whether one may change a board of one's own authority, plan its meetings, or abolish it."""
    ours = board.authority_id == actor.authority_id
    return first_no(
        may_keep_boards(actor),
        YES if ours else no(_("Nämnden hör till en annan myndighet.")),
        YES if board.ended_on is None else no(_("Nämnden är nedlagd.")),
    )


def may_change_meeting(actor: Actor, meeting: BoardMeeting, *, today: dt.date) -> Verdict:
    """Whether one may change or cancel a meeting: one that has not been, and is not cancelled. Needs `board`."""
    return first_no(
        may_change_board(actor, meeting.board),
        BOARD_MEETING_STATES.may_go(meeting.state, BoardMeeting.State.CANCELLED),
        YES if meeting.day >= today else no(_("Mötet har redan varit.")),
    )

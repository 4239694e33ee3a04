"""What every page of a board begins with: the board or the meeting, if one may see it, and the way back."""

from __future__ import annotations

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.models import Board, BoardMeeting
from famn.domain.people.rules import Actor


def fetch_board(actor: Actor, code: str) -> Board:
    """The board with the one that took over, if any. Raises Http404 for one that the actor does not see."""
    return get_object_or_404(rules.visible_boards(actor).select_related("succeeded_by"), code=code)


def fetch_meeting(actor: Actor, code: str) -> BoardMeeting:
    """The meeting with its board. Raises Http404 for one that the actor does not see."""
    return get_object_or_404(rules.visible_meetings(actor).select_related("board"), code=code)


def crumbs_of(board: Board | None = None) -> list[dict[str, str]]:
    """The way back to the boards, and to one of them."""
    first = {"url": reverse("boards"), "label": _("Nämnder och möten")}
    return [first, {"url": reverse("board", args=[board.code]), "label": board.name}] if board else [first]

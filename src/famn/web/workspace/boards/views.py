"""The pages of boards: when they meet, when reports must be ready, and what is on the agenda."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import Board, BoardMeeting
from famn.ground.verdict import Refused, Verdict
from famn.web.shared import personal
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.shared.tags import date_long
from famn.web.workspace.boards import shown
from famn.web.workspace.boards.fetching import crumbs_of, fetch_board, fetch_meeting
from famn.web.workspace.boards.forms import BoardForm, MeetingForm, MeetingsForm


def boards(request: Request) -> HttpResponse:
    """The boards of one's authority with the meetings to come."""
    today = timezone.localdate()
    context = {
        "boards": [
            {"board": row.board, "meetings": shown.meetings(row.coming, today), "ended": shown.ended(row.board)}
            for row in reads.boards_list(request.actor, today=today)
        ],
        "may_keep": rules.may_keep_boards(request.actor),
        "may_set_lengths": rules.may_set_lengths(request.actor),
    }
    return render(request, "workspace/boards/boards.html", context)


def board(request: Request, board: str) -> HttpResponse:
    """One board with every meeting."""
    row, today = fetch_board(request.actor, board), timezone.localdate()
    page = reads.board_page(row, request.actor, today=today)
    context = {
        "board": row,
        "ended": shown.ended(row),
        "coming": shown.meetings(page.coming, today),
        "past": shown.meetings(page.past, today),
        "may_change": rules.may_change_board(request.actor, row),
        "crumbs": crumbs_of(),
    }
    return render(request, "workspace/boards/board.html", context)


def add_board(request: Request) -> HttpResponse:
    """Put in a board or a committee."""
    form = BoardForm(request.POST if request.method == "POST" else None)

    def act() -> str:
        made = actions.add_board(by=request.actor, at=timezone.now(), facts=form.facts())
        messages.success(request, _("Nämnden finns nu här. Lägg in när den sammanträder."))
        return reverse("plan_board_meetings", args=[made.code])

    may = rules.may_keep_boards(request.actor)
    return _form_page(request, form, may, act, title=_("Lägg till en nämnd"), back=reverse("boards"))


def change_board(request: Request, board: str) -> HttpResponse:
    """Change what is said of a board."""
    row = fetch_board(request.actor, board)
    said = {"name": row.name, "kind": row.kind, "report_days": row.report_days}
    form = BoardForm(request.POST if request.method == "POST" else None, initial=said)
    back = reverse("board", args=[row.code])

    def act() -> str:
        actions.change_board(row, by=request.actor, at=timezone.now(), facts=form.facts())
        messages.success(request, _("Uppgifterna är ändrade. Planerade möten har sina dagar kvar."))
        return back

    may = rules.may_change_board(request.actor, row)
    return _form_page(request, form, may, act, title=_("Ändra uppgifterna om nämnden"), back=back, board=row)


def plan_meetings(request: Request, board: str) -> HttpResponse:
    """Put in a whole year's meetings at once."""
    row = fetch_board(request.actor, board)
    form = MeetingsForm(request.POST if request.method == "POST" else None)
    back = reverse("board", args=[row.code])

    def act() -> str:
        made = actions.plan_meetings(row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        said = ngettext("%(count)d nytt möte är inlagt.", "%(count)d nya möten är inlagda.", len(made))
        messages.success(request, said % {"count": len(made)})
        return back

    may = rules.may_change_board(request.actor, row)
    return _form_page(request, form, may, act, title=_("Lägg in möten"), back=back, board=row)


def meeting(request: Request, board_meeting: str) -> HttpResponse:
    """One meeting: when and where, when reports must be ready, and what is on its agenda."""
    row, today = fetch_meeting(request.actor, board_meeting), timezone.localdate()
    due = reads.due_at(row, request.actor, today=today)
    context = {
        "meeting": row,
        "title": _title(row),
        "facts": shown.facts(row),
        "reports": shown.reports(reads.agenda(row, request.actor)),
        "due": [personal.row(one, with_matter=True) | {"code": one.code} for one in due],
        "reported": [personal.row(one, with_matter=True) for one in reads.reported_at(row, request.actor)],
        "may_report": rules.may_report_personal(request.actor, row),
        "has_been": row.day <= today,
        "is_cancelled": row.state == BoardMeeting.State.CANCELLED,
        "may_change": rules.may_change_meeting(request.actor, row, today=today),
        "crumbs": crumbs_of(row.board),
    }
    return render(request, "workspace/boards/board_meeting.html", context)


def change_meeting(request: Request, board_meeting: str) -> HttpResponse:
    """Change when reports must be ready, when on the day the board meets, and where."""
    row = fetch_meeting(request.actor, board_meeting)
    said = {"reports_by": row.reports_by, "starts": row.starts, "place": row.place}
    form = MeetingForm(request.POST if request.method == "POST" else None, initial=said)
    back = reverse("board_meeting", args=[row.code])

    def act() -> str:
        actions.change_meeting(row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Mötet är ändrat."))
        return back

    may = rules.may_change_meeting(request.actor, row, today=timezone.localdate())
    return _form_page(request, form, may, act, title=_("Ändra mötet"), back=back, board=row.board, lead=_title(row))


def cancel_meeting(request: Request, board_meeting: str) -> HttpResponse:
    """Cancel a meeting that nothing waits for."""
    row = fetch_meeting(request.actor, board_meeting)
    tried(request, lambda: actions.cancel_meeting(row, by=request.actor, at=timezone.now()), _("Mötet är inställt."))
    return redirect("board_meeting", row.code)


def _form_page(
    request: Request,
    form: forms.Form,
    may: Verdict,
    act: Callable[[], str],
    *,
    title: str,
    back: str,
    board: Board | None = None,
    lead: str = "",
) -> HttpResponse:
    """One form on a page of its own. `act` does it and returns where to go."""
    if request.method == "POST" and may and form.is_valid():
        try:
            return redirect(act())
        except Refused as refused:
            add_refusal(form, refused)
    context: dict[str, Any] = {
        "form": form,
        "may": may,
        "title": title,
        "lead": lead or (board.name if board else ""),
        "back": back,
        "crumbs": crumbs_of(board),
    }
    return render(request, "shared/act.html", context)


def _title(row: BoardMeeting) -> str:
    return f"{row.board.name}, {date_long(row.day)}"

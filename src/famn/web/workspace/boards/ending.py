"""The pages of a board that is abolished, and of what one person decided that is reported at a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import Board
from famn.ground.text import SortKey
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import DayField, add_refusal, choose
from famn.web.shared.tags import date_long
from famn.web.workspace.boards.fetching import crumbs_of, fetch_board, fetch_meeting


class EndForm(forms.Form):
    """When a board ended, and which one takes over."""

    ended_on = DayField(label=gettext_lazy("Sista dagen"))
    successor = forms.ChoiceField(
        label=gettext_lazy("Vem tar över?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": gettext_lazy("Välj en annan nämnd som finns kvar i er myndighet.")},
    )

    def __init__(self, *args: Any, boards: dict[str, Board], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boards = boards
        choose(self, "successor", [*((code, one.name) for code, one in boards.items()), ("", _("Ingen"))])


def end_board(request: Request, board: str) -> HttpResponse:
    """Abolish a board, with all that is on its way there before one's eyes."""
    row, today = fetch_board(request.actor, board), timezone.localdate()
    others = rules.kept_boards(request.actor).exclude(pk=row.pk).order_by(SortKey("name"), "pk")
    form = EndForm(
        request.POST if request.method == "POST" else None,
        boards={one.code: one for one in others},
        initial={"ended_on": today},
    )
    may = rules.may_change_board(request.actor, row)
    if request.method == "POST" and may and form.is_valid():
        heir = form.boards.get(form.cleaned_data["successor"])
        try:
            moved = actions.end_board(
                row, by=request.actor, at=timezone.now(), ended_on=form.cleaned_data["ended_on"], successor=heir
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _ended(row, len(moved)))
            return redirect("board", (heir or row).code)
    context = {
        "board": row,
        "form": form,
        "may": may,
        "waiting": [
            {
                "title": one.report.title,
                "url": reverse("report", args=[one.report.code]),
                "note": date_long(one.meeting_date) if one.meeting_date else _("Väntar på ett möte"),
            }
            for one in reads.passages_to_move(row.pk, after=today)
        ],
        "meetings": [
            {"title": date_long(one.day), "url": reverse("board_meeting", args=[one.code]), "icon": "kalender"}
            for one in reads.meetings_left(row.pk, after=today)
        ],
        "crumbs": crumbs_of(row),
    }
    return render(request, "workspace/boards/end_board.html", context)


def report_personal_decisions(request: Request, board_meeting: str) -> HttpResponse:
    """Record that the decisions that were ticked were reported at a meeting."""
    row = fetch_meeting(request.actor, board_meeting)
    codes = [code for code in request.POST.getlist("beslut") if "\x00" not in code]
    chosen = list(rules.visible_personal_decisions(request.actor).filter(code__in=codes))
    try:
        done = actions.report_personal_decisions(row, chosen, by=request.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused.reason) if chosen else _("Välj minst ett beslut."))
    else:
        said = ngettext("%(count)d beslut är anmält.", "%(count)d beslut är anmälda.", len(done))
        messages.success(request, said % {"count": len(done)})
    return redirect("board_meeting", row.code)


def _ended(row: Board, moved: int) -> str:
    done = _("%(board)s är nedlagd.") % {"board": row.name}
    if not moved:
        return done
    said = ngettext("%(count)d utlåtande är flyttat.", "%(count)d utlåtanden är flyttade.", moved)
    return f"{done} {said % {'count': moved}}"

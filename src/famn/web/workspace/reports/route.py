"""The pages of a report's way: which bodies it goes to and in what order, and what happens where they differ."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.actions import PassageFacts
from famn.domain.matters.models import Board, BoardReport, Passage, WayForward
from famn.domain.matters.reads import Route
from famn.ground.text import SortKey
from famn.web.shared.actor import Request
from famn.web.shared.forms import choose, tried
from famn.web.workspace.reports import shown_route
from famn.web.workspace.reports.fetching import crumbs_below, fetch_report

OUTSIDE: Final = "utanfor"


class PassageForm(forms.Form):
    """One more body that a report goes to: a board here, or one outside."""

    board = forms.ChoiceField(
        label=gettext_lazy("Vilket organ?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Välj en nämnd, eller ett organ utanför."),
            "invalid_choice": gettext_lazy("Nämnden är nedlagd. Välj en annan."),
        },
    )
    body = forms.CharField(label=gettext_lazy("Organets namn"), required=False, max_length=120)
    authority_name = forms.CharField(
        label=gettext_lazy("Hör till"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Kommunen, regionen eller vårdgivaren."),
    )
    is_private = forms.BooleanField(
        label=gettext_lazy("En privat vårdgivare: beslutet får ingen laga kraft"), required=False
    )
    role = forms.ChoiceField(
        label=gettext_lazy("Vad gör organet?"),
        choices=[
            (Passage.Role.PREPARES, gettext_lazy("Bereder: säger vad det tycker till den som beslutar")),
            (Passage.Role.DECIDES, gettext_lazy("Beslutar")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj om organet bereder eller beslutar.")},
    )
    place = forms.ChoiceField(
        label=gettext_lazy("När?"),
        widget=forms.RadioSelect,
        initial="last",
        error_messages={
            "required": gettext_lazy("Välj när organet tar upp ärendet."),
            "invalid_choice": gettext_lazy("Vägen har ändrats sedan du öppnade sidan. Välj igen."),
        },
    )

    def __init__(self, *args: Any, boards: Iterable[Board], places: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.boards = {one.code: one for one in boards}
        choose(
            self, "board", [*((code, one.name) for code, one in self.boards.items()), (OUTSIDE, _("Ett organ utanför"))]
        )
        choose(self, "place", list(places))

    def facts(self) -> PassageFacts:
        """The same as the action takes it."""
        said = self.cleaned_data
        place = said["place"]
        return PassageFacts(
            role=said["role"],
            board=self.boards.get(said["board"]),
            body=said["body"],
            authority_name=said["authority_name"],
            is_private=said["is_private"],
            place=int(place) if place.isdecimal() else place,
        )


class WayForm(forms.Form):
    """What happens after bodies that decided differently, and why."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Vad ska hända nu?"),
        choices=[
            (WayForward.Choice.GO_ON, gettext_lazy("Gå vidare med det som är beviljat")),
            (WayForward.Choice.WRITE_ANEW, gettext_lazy("Skriva ett nytt utlåtande")),
            (WayForward.Choice.STOP, gettext_lazy("Stanna här")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj vad som ska hända.")},
    )
    reason = forms.CharField(
        label=gettext_lazy("Varför?"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Ditt namn och dina ord står kvar här."),
        error_messages={"required": gettext_lazy("Skriv varför.")},
    )


def passages(request: Request, report: str) -> HttpResponse:
    """The bodies that a report goes to, in order, and one more."""
    row = fetch_report(request.actor, report)
    route = reads.route_of(row)
    may = rules.may_plan_passages(request.actor, row)
    form = PassageForm(
        request.POST if request.method == "POST" else None,
        boards=rules.kept_boards(request.actor).order_by(SortKey("name"), "pk"),
        places=_places(route, row),
    )
    if request.method == "POST" and may and form.is_valid():
        act = partial(actions.plan_passage, row, form.facts(), by=request.actor, at=timezone.now())
        if tried(request, act, _("Organet är med på vägen."), form):
            return redirect("passages", row.code)
    context = {
        "report": row,
        "form": form,
        "may": may,
        "stops": [shown_route.stop_row(stop, route, request.actor) for stop in route.stops],
        "own": row.matter.body or row.matter.authority.name,
        "crumbs": crumbs_below(row),
    }
    return render(request, "workspace/reports/passages.html", context)


def withdraw_passage(request: Request, report: str, passage: str) -> HttpResponse:
    """Take a body off the way."""
    row = fetch_report(request.actor, report)
    one = get_object_or_404(rules.visible_passages(request.actor), code=passage, report=row)
    act = partial(actions.withdraw_passage, one, by=request.actor, at=timezone.now())
    tried(request, act, _("%(body)s tar inte upp ärendet.") % {"body": one.body})
    return redirect("passages", row.code)


def choose_way(request: Request, report: str) -> HttpResponse:
    """Choose what happens after bodies that decided differently, with all they decided before one's eyes."""
    row = fetch_report(request.actor, report)
    outcome, route = reads.outcome_of(row, today=timezone.localdate()), reads.route_of(row)
    may = rules.may_choose_way(request.actor, row, outcome.made)
    form = WayForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and may and form.is_valid():
        act = partial(actions.choose_way, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Ditt val är antecknat. De som skriver utlåtandet har fått ett brev."), form):
            return redirect("report", row.code)
    context = {
        "report": row,
        "form": form,
        "may": may,
        "differing": shown_route.differing(outcome, request.actor, route),
        "crumbs": crumbs_below(row),
    }
    return render(request, "workspace/reports/choose_way.html", context)


def _places(route: Route, row: BoardReport) -> list[tuple[str, str]]:
    """Where a new body can come; beside the board of the matter itself where no way is stated yet."""
    if route.stops:
        return shown_route.places(route.stops)
    own = row.matter.body or row.matter.authority.name
    beside = ("1", _("Samtidigt med %(bodies)s") % {"bodies": own})
    return [("first", _("Före de andra")), beside, ("last", _("Efter de andra"))]

"""The pages of steering documents: the list by level, one with its goals, and what one puts in and changes."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment.reads import initiatives_citing
from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import SteeringDocument, SteeringGoal
from famn.domain.people.rules import Capability
from famn.domain.programme.reads import programmes_citing
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.goals import shown
from famn.web.workspace.goals.forms import ChangeSteeringForm, GoalForm, SteeringForm

FIELDS = ("title", "level", "owner", "from_year", "to_year", "registry_number", "url", "about")


def goals(request: Request) -> HttpResponse:
    """The steering documents one works after, level by level, and what runs out."""
    words, level = request.GET.get("q", "").strip(), request.GET.get("niva", "")
    today = timezone.localdate()
    level = level if level in SteeringDocument.Level else ""
    context = {
        "groups": shown.groups(reads.steering_list(request.actor, today=today, words=words, level=level)),
        "to_renew": shown.to_renew(reads.steering_to_renew(request.actor, today=today), today),
        "levels": levels(words, level),
        "words": words,
        "level": level,
        "may_keep": rules.may_keep_goals(request.actor),
        "kinds": kinds("goals"),
    }
    return render(request, "workspace/goals/goals.html", context)


def steering(request: Request, steering: str) -> HttpResponse:
    """One steering document with its goals, and what serves them."""
    row = fetched(request, steering)
    found = reads.steering_page(row, request.actor, today=timezone.localdate())
    citing = initiatives_citing([view.goal for view in found.goals], request.actor)
    programmes = programmes_citing([view.goal for view in found.goals], request.actor)
    context = shown.page(found, citing, programmes) | {
        "may_change": rules.may_change_steering(request.actor, row),
        "may_read_trail": row.authority_id is not None and request.actor.can(Capability.READ_TRAIL),
        "crumbs": crumbs(),
    }
    return render(request, "workspace/goals/steering.html", context)


def add_steering(request: Request) -> HttpResponse:
    """Put in a steering document, and go on to its goals."""
    form = SteeringForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.add_steering_document(by=request.actor, at=timezone.now(), facts=form.facts())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Styrdokumentet finns nu här. Lägg till dess mål."))
            return redirect("add_goal", row.code)
    context = {
        "form": form,
        "title": _("Lägg till ett styrdokument"),
        "may_change": rules.may_keep_goals(request.actor),
    }
    return render(request, "workspace/goals/change_steering.html", context | {"crumbs": crumbs()})


def change_steering(request: Request, steering: str) -> HttpResponse:
    """Change what a steering document says of itself, and say what comes after it."""
    row = fetched(request, steering)
    initial = {name: getattr(row, name) for name in FIELDS}
    initial["followed_by"] = row.followed_by.code if row.followed_by else ""
    form = ChangeSteeringForm(request.POST or None, initial=initial, others=reads.successors_of(row, request.actor))
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        act = partial(
            actions.change_steering_document, row, by=by, at=at, facts=form.facts(), followed_by=form.successor()
        )
        if tried(request, act, _("Styrdokumentet är ändrat."), form):
            return redirect("steering", row.code)
    context = {
        "form": form,
        "title": _("Ändra styrdokumentet"),
        "document": row,
        "may_change": rules.may_change_steering(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/goals/change_steering.html", context)


def remove_steering(request: Request, steering: str) -> HttpResponse:
    """Take away a steering document that was put in by mistake."""
    row = fetched(request, steering)
    try:
        actions.remove_steering_document(row, by=request.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect("steering", row.code)
    messages.success(request, _("Styrdokumentet är borttaget."))
    return redirect("goals")


def add_goal(request: Request, steering: str) -> HttpResponse:
    """Put in a goal of a steering document; then there is room for the next."""
    row = fetched(request, steering)
    form = GoalForm(request.POST or None, above=reads.goals_above(row, request.actor))
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        if tried(
            request, lambda: actions.add_goal(row, by=by, at=at, **form.arguments()), _("Målet finns nu här."), form
        ):
            return redirect("add_goal" if request.POST.get("gor") == "fler" else "steering", row.code)
    context = {"form": form, "document": row, "title": _("Lägg till ett mål")}
    may = rules.may_change_steering(request.actor, row)
    return render(request, "workspace/goals/change_goal.html", context | {"may_change": may, "crumbs": crumbs(row)})


def change_goal(request: Request, steering: str, goal: str) -> HttpResponse:
    """Change a goal and what it comes out of."""
    row = fetched(request, steering)
    one = get_object_or_404(_goals(request, row), code=goal)
    view = next(
        each for each in reads.steering_page(row, request.actor, today=timezone.localdate()).goals if each.goal == one
    )
    initial = {"text": one.text, "serves": [upper.code for upper in view.serves]}
    form = GoalForm(request.POST or None, initial=initial, above=reads.goals_above(row, request.actor))
    if request.method == "POST" and form.is_valid():
        by, at = request.actor, timezone.now()
        if tried(
            request, lambda: actions.change_goal(one, by=by, at=at, **form.arguments()), _("Målet är ändrat."), form
        ):
            return redirect("steering", row.code)
    context = {"form": form, "document": row, "goal": one, "title": _("Ändra målet")}
    may = rules.may_change_steering(request.actor, row)
    return render(request, "workspace/goals/change_goal.html", context | {"may_change": may, "crumbs": crumbs(row)})


def remove_goal(request: Request, steering: str, goal: str) -> HttpResponse:
    """Take away a goal that nothing rests on."""
    row = fetched(request, steering)
    one = get_object_or_404(_goals(request, row), code=goal)
    tried(request, lambda: actions.remove_goal(one, by=request.actor, at=timezone.now()), _("Målet är borttaget."))
    return redirect("steering", row.code)


def levels(words: str, level: str) -> list[dict[str, object]]:
    """The levels to choose among, with the search kept."""
    kept = f"q={words}&" if words else ""
    every = {"label": _("Alla nivåer"), "url": f"?{kept}niva=", "current": not level}
    return [
        every,
        *(
            {"label": str(one.label).capitalize(), "url": f"?{kept}niva={one.value}", "current": level == one}
            for one in SteeringDocument.Level
        ),
    ]


def kinds(here: str) -> list[dict[str, object]]:
    """Between goals, programmes and figures."""
    pages = (("goals", _("Styrdokument och mål")), ("programmes", _("Program")), ("figures", _("Siffror")))
    return [{"url": reverse(name), "label": label, "current": name == here} for name, label in pages]


def fetched(request: Request, code: str) -> SteeringDocument:
    """One of the documents that the actor sees, or nothing at all."""
    rows = rules.visible_steering(request.actor).select_related("authority", "added_by", "followed_by")
    return get_object_or_404(rows, code=code)


def _goals(request: Request, row: SteeringDocument) -> QuerySet[SteeringGoal]:
    return rules.visible_goals(request.actor).filter(document=row).select_related("document")


def crumbs(row: SteeringDocument | None = None) -> list[dict[str, str]]:
    """The way back."""
    found = [{"url": reverse("goals"), "label": _("Mål och siffror")}]
    return [*found, {"url": reverse("steering", args=[row.code]), "label": row.title}] if row else found

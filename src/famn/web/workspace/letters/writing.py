"""The pages where a letter is written: begun from a template, its words, its parties and its goals."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.actions import PartyFacts
from famn.domain.agreements.models import JointLetter, LetterKind, LetterTemplate
from famn.domain.establishment import actions as establishment
from famn.domain.establishment.models import Initiative
from famn.domain.matters import rules as matters
from famn.domain.matters.models import Matter
from famn.domain.people.models import Principal
from famn.domain.people.reads import place_by_name
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.begun import begun_from
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.letters.forms import GoalsForm, PartyForm, StartForm, TextForm
from famn.web.workspace.letters.views import crumbs, fetched


def start_letter(request: Request) -> HttpResponse:
    """Begin a letter of intent from a template; `?initiativ=` brings the parties and the place of an initiative."""
    return _start(request, LetterKind.INTENT)


def start_agreement(request: Request) -> HttpResponse:
    """Begin a cooperation agreement in the same way."""
    return _start(request, LetterKind.COOPERATION)


def _start(request: Request, kind: LetterKind) -> HttpResponse:
    initiative = begun_from(request)
    templates = reads.templates_list(request.actor, kind)
    mine = [(one.code, one.title) for one in matters.visible_matters(request.actor).order_by("-opened_at")[:50]]
    initial = _known_before(request, initiative, templates)
    form = StartForm(request.POST or None, templates=templates, matters=mine, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = _made(request, form.cleaned_data, initiative, templates)
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Påbörjat. Fyll i det som saknas."))
            return redirect("letter_of_intent", made.code)
    context = {
        "form": form,
        "initiative": initiative,
        "templates": templates,
        "may_start": rules.may_start_letter(request.actor),
        "kind": kind,
        "list_url": reverse("agreements" if kind == LetterKind.COOPERATION else "letters_of_intent"),
        "crumbs": crumbs(kind=kind),
    }
    return render(request, "workspace/letters/start_letter.html", context)


def _known_before(
    request: Request, initiative: Initiative | None, templates: Sequence[LetterTemplate]
) -> dict[str, str]:
    """What the form says before anybody has: the first template, and the place and open matter of the initiative."""
    known = {"aim": "full", "template": templates[0].code if templates else ""}
    if initiative is None:
        return known | {"place": ""}
    own = matters.visible_matters(request.actor).filter(initiatives__initiative=initiative, state=Matter.State.OPEN)
    matter = own.order_by("-opened_at", "-pk").values_list("code", flat=True).first()
    return known | {"place": initiative.place_name, "matter": matter or ""}


def _made(
    request: Request, said: dict[str, Any], initiative: Initiative | None, templates: Sequence[LetterTemplate]
) -> JointLetter:
    """Begin the letter and tie it to its initiative. Raises Refused."""
    at = timezone.now()
    made = actions.start_letter(
        by=request.actor,
        at=at,
        template=next(one for one in templates if one.code == said["template"]),
        aim=said["aim"],
        parties=_parties(initiative),
        values={"plats": said["place"]},
        place=initiative.place if initiative else place_by_name(said["place"]),
        matter=matters.visible_matters(request.actor).filter(code=said["matter"]).first(),
    )
    if initiative is not None:
        establishment.tie_letter(initiative, by=request.actor, at=at, letter=made)
    return made


def edit_letter(request: Request, intent: str) -> HttpResponse:
    """Change the words. Without script: a form, and the letter as it will look beside it."""
    row = fetched(request, intent)
    version = reads.newest_version(row)
    template = reads.template_of(row)
    form = TextForm(request.POST or None, content=reads.content_of(version), template=template)
    if request.method == "POST" and form.is_valid():
        base = request.POST.get("version", "")
        act = partial(
            actions.save_letter,
            row,
            by=request.actor,
            at=timezone.now(),
            base=int(base) if base.isascii() and base.isdigit() and len(base) < 7 else 0,
            words=form.words(),
        )
        if tried(request, act, _("Texten är sparad."), form):
            go_on = request.POST.get("gor") == "fortsatt"
            return redirect("edit_letter" if go_on else "letter_of_intent", row.code)
    context = {
        "letter": row,
        "version": version,
        "base": request.POST.get("version") or version.number,
        "form": form,
        "gaps": [gap.sentence for gap in reads.missing_in(row, version)],
        "paper": reads.paper_of(row, version),
        "may": rules.may_write(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/letters/edit_letter.html", context)


def letter_parties(request: Request, intent: str) -> HttpResponse:
    """Who the parties are: add one with its legs, or take one away."""
    row = fetched(request, intent)
    parties = reads.parties_of(row)
    gone = next((one for one in parties if one.code == request.POST.get("bort")), None)
    form = PartyForm(request.POST if request.method == "POST" and gone is None else None)
    if gone is not None:
        actions.drop_letter_party(gone, by=request.actor, at=timezone.now())
        messages.success(request, _("%(name)s är inte längre part.") % {"name": gone.name})
        return redirect("letter_parties", row.code)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.add_letter_party, row, by=request.actor, at=timezone.now(), facts=form.facts())
        if tried(request, act, _("Parten är tillagd."), form):
            return redirect("letter_parties", row.code)
    context = {
        "letter": row,
        "parties": parties,
        "form": form,
        "may": rules.may_change_parties(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/letters/letter_parties.html", context)


def letter_goals(request: Request, intent: str) -> HttpResponse:
    """Which goals of steering documents the letter serves."""
    row = fetched(request, intent)
    goals = list(
        matters.visible_goals(request.actor)
        .select_related("document")
        .order_by("document__from_year", "document", "number")
    )
    cited = [one.goal.code for one in reads.letter_page(row, today=timezone.localdate()).goals]
    form = GoalsForm(request.POST if request.method == "POST" else None, goals=goals, initial={"goals": cited})
    if request.method == "POST" and form.is_valid():
        actions.cite_letter_goals(row, by=request.actor, at=timezone.now(), goals=form.chosen())
        messages.success(request, _("Målen är sparade."))
        return redirect("letter_of_intent", row.code)
    context = {
        "letter": row,
        "form": form,
        "goals": goals,
        "may": rules.may_write(request.actor, row),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/letters/letter_goals.html", context)


def _parties(initiative: Initiative | None) -> list[PartyFacts]:
    """The initiative's parties as those of a letter."""
    if initiative is None:
        return []
    return [
        PartyFacts(
            one.name, one.authority.principal.kind if one.authority else _kind(one.name), tuple(one.legs), one.authority
        )
        for one in initiative.parties.all()
    ]


def _kind(name: str) -> str:
    """What kind of principal a name tells of; a provider where it tells nothing."""
    words = name.casefold()
    if "region" in words:
        return Principal.Kind.REGION
    if any(sign in words for sign in ("kommun", "nämnd", "stad", "förvaltning")):
        return Principal.Kind.MUNICIPALITY
    return Principal.Kind.ASSOCIATION if "förening" in words else Principal.Kind.PROVIDER

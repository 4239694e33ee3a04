"""The pages of mappings: those of an initiative, one with its parts, a row in seconds, and settling it for good."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import Initiative, Mapping
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.initiatives.tabs import tabs
from famn.web.workspace.mapping import shown
from famn.web.workspace.mapping.forms import ChangeMappingForm, MappingForm, StanceForm
from famn.web.workspace.mapping.parts import Part, part_at


def initiative_mappings(request: Request, initiative: str) -> HttpResponse:
    """The mappings of an initiative, the newest first."""
    row = _initiative(request, initiative)
    context = {
        "initiative": row,
        "rows": [shown.mapping_row(one) for one in reads.mappings_of(row)],
        "may_start": rules.may_start_mapping(request.actor, row),
        "tabs": tabs(row, here="initiative_mappings"),
        "crumbs": _crumbs(row)[:1],
    }
    return render(request, "workspace/mapping/initiative_mappings.html", context)


def start_mapping(request: Request, initiative: str) -> HttpResponse:
    """Begin a mapping: the first, or one more from the last."""
    row = _initiative(request, initiative)
    last = reads.newest_settled(row)
    title = last.title if last else _("Kartläggning för %(title)s") % {"title": row.title}
    form = MappingForm(
        request.POST or None, initial={"title": title, "place": row.place_name, "from_date": timezone.localdate()}
    )
    if form.is_valid():
        try:
            made = actions.start_mapping(row, by=request.actor, at=timezone.now(), **form.arguments())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Kartläggningen är påbörjad. Börja var du vill."))
            return redirect("mapping", made.code)
    context = {
        "form": form,
        "last": last,
        "may_start": rules.may_start_mapping(request.actor, row),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/mapping/start_mapping.html", context)


def mapping(request: Request, mapping: str) -> HttpResponse:
    """One mapping: its four parts, what is thin, the choice, and what changed since the last."""
    row = _fetched(request, mapping)
    context = shown.mapping_page(reads.mapping_page(row, request.actor)) | {
        "may_map": rules.may_map(request.actor, row),
        "may_settle": rules.may_settle_mapping(request.actor, row),
        "may_start": rules.may_start_mapping(request.actor, row.initiative),
        "tabs": tabs(row.initiative, here="initiative_mappings"),
        "crumbs": _crumbs(row.initiative),
    }
    return render(request, "workspace/mapping/mapping.html", context)


def change_mapping(request: Request, mapping: str) -> HttpResponse:
    """Change what a mapping says of itself."""
    row = _fetched(request, mapping)
    initial = {"title": row.title, "place": row.place_name, "from_date": row.from_date, "summary": row.summary}
    form = ChangeMappingForm(request.POST or None, initial=initial)
    by, at = request.actor, timezone.now()
    if form.is_valid() and tried(
        request, lambda: actions.change_mapping(row, by=by, at=at, **form.arguments()), _("Sparat."), form
    ):
        return redirect("mapping", row.code)
    context = {"mapping": row, "form": form, "may_map": rules.may_map(by, row), "crumbs": _crumbs_below(row)}
    return render(request, "workspace/mapping/change_mapping.html", context)


def mapping_part(request: Request, mapping: str, part: str) -> HttpResponse:
    """One part: add a row in seconds, and see those that are there."""
    row, section = _fetched(request, mapping), _part(part)
    last = section.rows(row).order_by("-pk").first()
    form = section.form(request.POST or None, mapping=row, last=last)
    by, at = request.actor, timezone.now()
    if form.is_valid():
        try:
            made = section.write(row, by=by, at=at, **form.arguments())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, str(section.done))
            place = (section.slug, made.code) if section.key == "care" else (section.slug,)
            return redirect("mapping_row" if section.key == "care" else "mapping_part", row.code, *place)
    page = reads.mapping_page(row, request.actor)
    context = {
        "mapping": row,
        "card": shown.part_card(section, page),
        "form": form,
        "may_map": rules.may_map(by, row),
        "crumbs": _crumbs_below(row),
    }
    return render(request, "workspace/mapping/mapping_part.html", context)


def mapping_row(request: Request, mapping: str, part: str, row: str) -> HttpResponse:
    """One row of a part: change it, take it away, and for health care record what was answered."""
    whole, section = _fetched(request, mapping), _part(part)
    one = get_object_or_404(section.rows(whole), code=row)
    act = request.POST.get("gor", "")
    form = section.form(request.POST if act == "spara" else None, mapping=whole, row=one)
    answers = StanceForm(request.POST if act == "svar" else None)
    if request.method == "POST" and _row_is_done(request, whole, section, one, form, answers):
        here = act in {"svar", "bort_svar"}
        code = (one.code,) if here else ()
        return redirect("mapping_row" if here else "mapping_part", whole.code, section.slug, *code)
    content = reads.mapping_page(whole, request.actor).content
    holder = next((holder for holder in content.holders if holder.code == row), None)
    context = {
        "mapping": whole,
        "part": section,
        "form": form,
        "holder": holder,
        "answers": answers,
        "history": shown.history(holder) if holder else [],
        "may_map": rules.may_map(request.actor, whole),
        "crumbs": [
            *_crumbs_below(whole),
            {"url": reverse("mapping_part", args=[whole.code, section.slug]), "label": section.title},
        ],
    }
    return render(request, "workspace/mapping/mapping_row.html", context)


def _row_is_done(request: Request, whole: Mapping, part: Part, one: Any, form: forms.Form, answers: StanceForm) -> bool:
    """Do what the button says. False where a form is wrong or the action refused, and the form says why."""
    by, at = request.actor, timezone.now()
    match request.POST.get("gor", ""):
        case "bort":
            return tried(request, lambda: part.remove(one, by=by, at=at), _("Borttaget."), form)
        case "bort_svar" if part.key == "care":
            said = get_object_or_404(one.stances.select_related("holder__mapping"), code=request.POST.get("svar", ""))
            return tried(
                request, lambda: actions.take_back_stance(said, by=by, at=at), _("Svaret är borttaget."), answers
            )
        case "svar" if part.key == "care" and answers.is_valid():
            values = answers.arguments()
            return tried(
                request, lambda: actions.record_stances(one, by=by, at=at, **values), _("Svaren är sparade."), answers
            )
        case "spara" if form.is_valid():
            values = part.form.arguments(form)  # type: ignore[arg-type]  # the form is of that part
            return tried(request, lambda: part.write(whole, one, by=by, at=at, **values), str(part.done), form)
    return False


def settle_mapping(request: Request, mapping: str) -> HttpResponse:
    """Settle a mapping, after one look at what that means."""
    row = _fetched(request, mapping)
    if request.method == "POST":
        actions.settle_mapping(row, by=request.actor, at=timezone.now())
        messages.success(request, _("Kartläggningen är fastställd. Den ändras aldrig, men ni kan börja på nästa."))
        return redirect("mapping", row.code)
    context = shown.mapping_page(reads.mapping_page(row, request.actor)) | {
        "may_settle": rules.may_settle_mapping(request.actor, row),
        "crumbs": _crumbs_below(row),
    }
    return render(request, "workspace/mapping/settle_mapping.html", context)


def _fetched(request: Request, code: str) -> Mapping:
    rows = rules.visible_mappings(request.actor)
    return get_object_or_404(rows.select_related("initiative", "place", "based_on", "started_by"), code=code)


def _initiative(request: Request, code: str) -> Initiative:
    return get_object_or_404(rules.visible_initiatives(request.actor).select_related("place"), code=code)


def _part(slug: str) -> Part:
    part = part_at(slug)
    if part is None:
        raise Http404
    return part


def _crumbs(row: Initiative) -> list[dict[str, str]]:
    return [
        {"url": reverse("initiatives"), "label": _("Initiativ")},
        {"url": reverse("initiative_mappings", args=[row.code]), "label": row.title},
    ]


def _crumbs_below(row: Mapping) -> list[dict[str, str]]:
    return [*_crumbs(row.initiative), {"url": reverse("mapping", args=[row.code]), "label": row.title}]

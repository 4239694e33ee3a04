"""The pages of one activity: what is said of it, in each language, whether it is shown, and its end."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import actions, reads, rules
from famn.domain.activities.models import Activity
from famn.domain.activities.reads.phrases import said_in
from famn.domain.centres.models import FamilyCentre
from famn.domain.centres.reads.freshness import Freshness, freshness
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, looks, tried
from famn.web.shared.page import safe_next
from famn.web.shared.reading import write_in
from famn.web.workspace.activities import shown
from famn.web.workspace.activities.base import around, crumbs, fetched_activity, fetched_centre, frame
from famn.web.workspace.activities.forms import LANGUAGES, ActivityForm, LastDayForm, TranslateForm
from famn.web.workspace.activities.looks import translated_look


def centre_activities(request: Request, centre: str) -> HttpResponse:
    """Every activity of a centre: what is shown, what is a draft, and what has ended."""
    row = fetched_centre(request, centre)
    today = timezone.localdate()
    rows = reads.activities_of(row, today)
    too_old = {one.pk for one in rows if freshness(one.confirmed_on, today) == Freshness.HIDE}
    context = frame(request, row, here="centre_activities") | {"activities": rows, "too_old": too_old}
    return render(request, "workspace/activities/centre_activities.html", context)


def work_activity(request: Request, activity: str) -> HttpResponse:
    """One activity for those who plan it."""
    row = fetched_activity(request, activity)
    today = timezone.localdate()
    page = reads.activity_page(row, today)
    may = rules.may_change_activity(request.actor, row)
    context = {
        "page": page,
        "activity": page.activity,
        "centre": row.centre,
        "series": [shown.series_row(one) for one in page.series],
        "times": [shown.time_row(one) for one in page.times],
        "texts": _texts(page),
        "said_in": said_in(row.centre, [row.how_to_book]) if row.how_to_book else None,
        "may": may,
        "may_publish": rules.may_publish_activity(request.actor, row),
        "is_old": (today - row.confirmed_on).days,
        "crumbs": crumbs(row.centre),
    }
    return render(request, "workspace/activities/work_activity.html", context)


def _texts(page: reads.ActivityPage) -> list[dict[str, Any]]:
    """Each language with its text, and which of them are missing."""
    there = {one.language: one for one in page.texts}
    return [{"language": code, "name": name, "text": there.get(code)} for code, name in LANGUAGES]


def add_activity(request: Request, centre: str) -> HttpResponse:
    """Put in an activity, as a draft."""
    row = fetched_centre(request, centre)
    form = _form(request, row, None)
    if request.method == "POST" and form.is_valid() and not looks(request):
        try:
            made = actions.add_activity(row, form.facts(), by=request.actor, at=timezone.now())
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Aktiviteten är tillagd som utkast. Planera när den blir av."))
            return redirect("plan_series", made.code)
    context = {
        "title": _("Lägg till en aktivitet"),
        "save": _("Spara och planera tider"),
        "centre": row,
        "form": form,
        "may": rules.may_plan(request.actor, row),
        "crumbs": crumbs(row),
    } | _look(request, row, form)
    return render(request, "workspace/activities/form.html", context)


def change_activity(request: Request, activity: str) -> HttpResponse:
    """Change what is said of an activity."""
    row = fetched_activity(request, activity)
    form = _form(request, row.centre, row)
    if request.method == "POST" and form.is_valid() and not looks(request):
        act = partial(actions.change_activity, row, form.facts(), by=request.actor, at=timezone.now())
        if tried(request, act, _("Aktiviteten är ändrad."), form):
            return redirect("work_activity", row.code)
    context = {"title": _("Ändra aktiviteten"), "save": _("Spara aktiviteten"), "form": form} | around(request, row)
    return render(request, "workspace/activities/form.html", context | _look(request, row.centre, form))


def _look(request: Request, centre: FamilyCentre, form: ActivityForm) -> dict[str, Any]:
    """What the form becomes, where somebody asks to see it before it is saved."""
    if not (looks(request) and form.is_valid()):
        return {"has_look": True, "preview": None}
    return {"has_look": True, "preview": shown.activity_look(form.unsaved(centre), form.facts(), timezone.localdate())}


def _form(request: Request, centre: FamilyCentre, activity: Activity | None) -> ActivityForm:
    today = timezone.localdate()
    units = reads.units_of(centre, today)
    initial: dict[str, Any] = {"unit": next((one.code for one in units if one.pk == request.actor.unit_id), "")}
    if activity is not None:
        initial = ActivityForm.initial_of(activity, activity.partners.all())
    return ActivityForm(
        request.POST or None,
        initial=initial,
        legs=reads.legs_to_plan(request.actor, centre),
        units=units,
        people=reads.people_of(centre, today),
        partners=reads.partners_of(centre, today),
    )


def publish_activity(request: Request, activity: str) -> HttpResponse:
    """Show an activity to everybody."""
    row = fetched_activity(request, activity)
    act = partial(actions.publish_activity, row, by=request.actor, at=timezone.now())
    tried(request, act, _("Aktiviteten visas nu för alla."))
    return redirect("work_activity", row.code)


def confirm_activity(request: Request, activity: str) -> HttpResponse:
    """Say that what is written still holds."""
    row = fetched_activity(request, activity)
    act = partial(actions.confirm_activity, row, by=request.actor, at=timezone.now())
    tried(request, act, _("Tack. Uppgifterna gäller från i dag."))
    return redirect(safe_next(request, reverse("work_activity", args=[row.code])))


def end_activity(request: Request, activity: str) -> HttpResponse:
    """Let an activity end."""
    row = fetched_activity(request, activity)
    form = LastDayForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        last_day = form.cleaned_data["last_day"]
        act = partial(actions.end_activity, row, by=request.actor, at=timezone.now(), last_day=last_day)
        if tried(request, act, _("Aktiviteten avslutas. Det som har varit finns kvar."), form):
            return redirect("work_activity", row.code)
    context = {
        "title": _("Avsluta aktiviteten"),
        "intro": _("Alla tillfällen efter den sista dagen tas bort ur kalendern. Det som har varit finns kvar."),
        "save": _("Avsluta aktiviteten"),
        "form": form,
    } | around(request, row)
    return render(request, "workspace/activities/form.html", context)


def translate_activity(request: Request, activity: str) -> HttpResponse:
    """Say what an activity is called and is in another language."""
    row = fetched_activity(request, activity)
    asked = request.POST.get("sprak") or request.GET.get("sprak", "")
    names = dict(LANGUAGES)
    language = asked if asked in names else LANGUAGES[0][0]
    texts = {one["language"]: one["text"] for one in _texts(reads.activity_page(row, timezone.localdate()))}
    form = TranslateForm(request.POST or None, initial=_said(texts[language]))
    for name in ("title", "about"):
        write_in(form, name, language)
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = form.cleaned_data | {"language": language}
        act = partial(actions.translate_activity, row, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("Översättningen är sparad."), form):
            return redirect("work_activity", row.code)
    context = {
        "form": form,
        "language": language,
        "languages": [
            {"url": f"?sprak={code}", "label": name, "current": code == language, "code": code, "done": texts[code]}
            for code, name in LANGUAGES
        ],
        "language_name": names[language],
        "preview": translated_look(form.cleaned_data, language) if looks(request) and form.is_valid() else None,
    } | around(request, row)
    return render(request, "workspace/activities/translate_activity.html", context)


def _said(text: Any) -> dict[str, Any]:
    names = ("title", "about", "checked_by", "checked_on")
    return {name: getattr(text, name) for name in names} if text else {}

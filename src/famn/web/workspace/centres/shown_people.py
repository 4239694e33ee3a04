"""The pages of those who work at a centre and are shown by name."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import CentrePerson, FamilyCentre
from famn.ground.verdict import Verdict
from famn.outside.photo import MOST_BYTES
from famn.web.shared.actor import Request
from famn.web.shared.forms import looks, tried
from famn.web.workspace.centres import looks as looked
from famn.web.workspace.centres import public_shown
from famn.web.workspace.centres.public_forms import PersonForm, PhotoForm
from famn.web.workspace.centres.views import Kept, crumbs, fetched, kept


def centre_people(request: Request, centre: str) -> HttpResponse:
    """Who is shown, with what one may do about each."""
    row, today = fetched(request, centre), timezone.localdate()
    context = {
        "centre": row,
        "people": [public_shown.person(one, request.actor) for one in reads.people_of(row, today)],
        "may_add": kept(request, row).may_add(),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/centre_people.html", context)


def show_person(request: Request, centre: str) -> HttpResponse:
    """Show somebody who works there."""
    row = fetched(request, centre)
    keeps = kept(request, row)
    form = _form(request, keeps, {})
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = form.arguments()
        act = partial(actions.show_person, row, by=request.actor, at=timezone.now(), **said)
        if tried(request, act, _("Nu visas hon eller han. Lägg till en bild om du har fått ett ja."), form):
            return redirect("centre_people", row.code)
    return _page(request, row, form, _("Visa någon som arbetar här"), keeps.may_add())


def change_shown_person(request: Request, centre: str, shown: str) -> HttpResponse:
    """Change how somebody is shown."""
    row, one = _fetched(request, centre, shown)
    form = _form(request, kept(request, row), PersonForm.initial_of(one))
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid() and not looks(request):
        said = form.arguments()
        act = partial(actions.change_shown_person, one, by=request.actor, at=timezone.now(), seen=seen, **said)
        if tried(request, act, _("Uppgifterna är ändrade."), form):
            return redirect("centre_people", row.code)
    may = rules.may_keep_person(request.actor, one)
    return _page(request, row, form, one.name, may, person=one, mark=reads.person_mark(one))


def _form(request: Request, keeps: Kept, initial: dict[str, Any]) -> PersonForm:
    return PersonForm(request.POST or None, legs=keeps.legs, whole=bool(keeps.whole), initial=initial)


def _page(
    request: Request, row: FamilyCentre, form: PersonForm, title: str, may: Verdict, **extra: Any
) -> HttpResponse:
    context = {"centre": row, "form": form, "title": title, "may": may, "crumbs": _crumbs(row), **extra}
    if looks(request) and form.is_valid():
        context["preview"] = looked.person_look(row, form.arguments(), timezone.localdate(), extra.get("person"))
    return render(request, "workspace/centres/shown_person.html", context)


def hide_person(request: Request, centre: str, shown: str) -> HttpResponse:
    """Stop showing somebody."""
    row, one = _fetched(request, centre, shown)
    act = partial(actions.hide_person, one, by=request.actor, at=timezone.now())
    tried(request, act, _("%(name)s visas inte längre, och bilden är borttagen.") % {"name": one.name})
    return redirect("centre_people", row.code)


def person_photo(request: Request, centre: str, shown: str) -> HttpResponse:
    """Put in a picture of somebody who has said yes to it."""
    row, one = _fetched(request, centre, shown)
    form = PhotoForm(request.POST or None, request.FILES or None, initial={"agreed_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        content, agreed_on = form.cleaned_data["picture"].read(MOST_BYTES + 1), form.cleaned_data["agreed_on"]
        act = partial(actions.set_photo, one, by=request.actor, at=timezone.now(), content=content, agreed_on=agreed_on)
        if tried(request, act, _("Bilden är med."), form):
            return redirect("centre_people", row.code)
    context = {
        "centre": row,
        "person": one,
        "form": form,
        "may": rules.may_keep_person(request.actor, one),
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/centres/person_photo.html", context)


def remove_photo(request: Request, centre: str, shown: str) -> HttpResponse:
    """Throw away somebody's picture."""
    row, one = _fetched(request, centre, shown)
    tried(request, lambda: actions.remove_photo(one, by=request.actor, at=timezone.now()), _("Bilden är borttagen."))
    return redirect("centre_people", row.code)


def shown_photo(request: Request, centre: str, shown: str) -> HttpResponse:
    """Somebody's picture, for those who see the centre at work; also before everybody may."""
    _row, one = _fetched(request, centre, shown)
    found = reads.photo_of(one)
    if found is None:
        raise Http404
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return HttpResponse(found[0], content_type=found[1], headers=headers)


def _fetched(request: Request, centre: str, shown: str) -> tuple[FamilyCentre, CentrePerson]:
    row = fetched(request, centre)
    one = reads.shown_people(timezone.localdate()).filter(centre=row, code=shown).first()
    if one is None:
        raise Http404
    return row, one


def _crumbs(row: FamilyCentre) -> list[dict[str, Any]]:
    return [*crumbs(row), {"url": public_shown.people_url(row), "label": _("Vi som arbetar här")}]

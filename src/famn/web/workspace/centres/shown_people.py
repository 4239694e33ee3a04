"""The pages of those who work at a centre and are shown by name."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import CentrePerson, FamilyCentre
from famn.outside.photo import MOST_BYTES
from famn.web.shared.actor import Request
from famn.web.workspace.centres import public_shown
from famn.web.workspace.centres.public_face import done
from famn.web.workspace.centres.public_forms import PersonForm, PhotoForm
from famn.web.workspace.centres.views import crumbs, fetched, tried


def centre_people(request: Request, centre: str) -> HttpResponse:
    """Who is shown, with what one may do about each."""
    row, today = fetched(request, centre), timezone.localdate()
    context = {
        "centre": row,
        "people": [public_shown.person(one, request.actor) for one in reads.people_of(row, today)],
        "may_add": bool(rules.may_describe(request.actor, row)) or bool(reads.legs_to_keep(request.actor, row, today)),
        "crumbs": crumbs(row),
    }
    return render(request, "workspace/centres/centre_people.html", context)


def show_person(request: Request, centre: str) -> HttpResponse:
    """Show somebody who works there."""
    row = fetched(request, centre)
    form = _form(request, row, {})
    if request.method == "POST" and form.is_valid():
        said = form.arguments()
        if tried(
            request,
            form,
            lambda: actions.show_person(row, by=request.actor, at=timezone.now(), **said),
            _("Nu visas hon eller han. Lägg till en bild om du har fått ett ja."),
        ):
            return redirect("centre_people", row.code)
    return _page(request, row, form, _("Visa någon som arbetar här"))


def change_shown_person(request: Request, centre: str, shown: str) -> HttpResponse:
    """Change how somebody is shown."""
    row, one = _fetched(request, centre, shown)
    form = _form(request, row, PersonForm.initial_of(one))
    seen = request.POST.get("seen", "")
    if request.method == "POST" and form.is_valid():
        said = form.arguments()
        if tried(
            request,
            form,
            lambda: actions.change_shown_person(one, by=request.actor, at=timezone.now(), seen=seen, **said),
            _("Uppgifterna är ändrade."),
        ):
            return redirect("centre_people", row.code)
    return _page(request, row, form, one.name, person=one, mark=reads.person_mark(one))


def _form(request: Request, row: FamilyCentre, initial: dict[str, Any]) -> PersonForm:
    legs = reads.legs_to_keep(request.actor, row, timezone.localdate())
    whole = bool(rules.may_describe(request.actor, row))
    return PersonForm(request.POST or None, legs=legs, whole=whole, initial=initial)


def _page(
    request: Request,
    row: FamilyCentre,
    form: PersonForm,
    title: str,
    *,
    person: CentrePerson | None = None,
    mark: str = "",
) -> HttpResponse:
    may = rules.may_keep_person(request.actor, person) if person else rules.may_describe(request.actor, row)
    if person is None and not may and form.legs:
        may = rules.may_change_leg(request.actor, next(iter(form.legs.values())))
    context = {
        "centre": row,
        "form": form,
        "title": title,
        "person": person,
        "mark": mark,
        "may": may,
        "crumbs": _crumbs(row),
    }
    return render(request, "workspace/centres/shown_person.html", context)


def hide_person(request: Request, centre: str, shown: str) -> HttpResponse:
    """Stop showing somebody."""
    row, one = _fetched(request, centre, shown)
    done(
        request,
        lambda: actions.hide_person(one, by=request.actor, at=timezone.now()),
        _("%(name)s visas inte längre, och bilden är borttagen.") % {"name": one.name},
    )
    return redirect("centre_people", row.code)


def person_photo(request: Request, centre: str, shown: str) -> HttpResponse:
    """Put in a picture of somebody who has said yes to it."""
    row, one = _fetched(request, centre, shown)
    form = PhotoForm(request.POST or None, request.FILES or None, initial={"agreed_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        content, agreed_on = form.cleaned_data["picture"].read(MOST_BYTES + 1), form.cleaned_data["agreed_on"]
        if tried(
            request,
            form,
            lambda: actions.set_photo(one, by=request.actor, at=timezone.now(), content=content, agreed_on=agreed_on),
            _("Bilden är med."),
        ):
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
    done(
        request,
        lambda: actions.remove_photo(one, by=request.actor, at=timezone.now()),
        _("Bilden är borttagen."),
    )
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

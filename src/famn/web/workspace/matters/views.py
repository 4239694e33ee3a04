"""The pages of matters: the list, one matter, its documents."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import reads as establishment
from famn.domain.establishment import rules as establishing
from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import IncomingFile, Matter
from famn.domain.people.models import User
from famn.domain.people.reads import colleagues_who_may
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import require
from famn.web.shared import personal
from famn.web.shared.actor import Request
from famn.web.shared.files import as_download
from famn.web.shared.forms import tried
from famn.web.workspace.matters import shown, shown_answer
from famn.web.workspace.matters.forms import ChangeMatterForm
from famn.web.workspace.reports import shown_route, shown_sending


def matters(request: Request) -> HttpResponse:
    """The matters one sees, by the filters in the address."""
    today = timezone.localdate()
    chosen = shown.Filters.of(request.GET)
    found = reads.matters_list(request.actor, today=today, page=request.GET.get("sida", 1), **chosen.arguments())
    context = {
        "rows": [shown.row(row, today) for row in found.rows],
        "page": found.pages,
        "count": shown.count_words(found.total),
        "filters": chosen,
        "chips": shown.chips(chosen),
        "officers": reads.case_officers(request.actor),
        "may_read_in": rules.may_read_in(request.actor),
        "may_start": rules.may_start_matter(request.actor),
    }
    return render(request, "workspace/matters/matters.html", context)


def matter(request: Request, matter: str) -> HttpResponse:
    """One matter: where it stands, what is proposed, what must be answered, what has happened."""
    row = get_object_or_404(rules.visible_matters(request.actor), code=matter)
    today = timezone.localdate()
    page = reads.matter_page(row, today=today)
    context = shown.matter_page(page, request.actor, today=today) | {
        "events": shown.events(reads.timeline(row, today=today), row.code),
        "initiatives": [
            shown.initiative(establishment.initiative_page(one, today=today, actor=request.actor))
            for one in establishment.initiatives_of_matter(row)
            if request.actor.can(Capability.READ_INITIATIVES)
        ],
        "reports": _reports(request.actor, row),
        "to_dispatch": shown_sending.waiting(reads.to_dispatch(request.actor, matter=row), today),
        "may_write": rules.may_write(request.actor, row),
        "may_archive": establishing.may_archive(request.actor, row),
        "routes": [
            {
                "title": route.report.title,
                "stops": shown_route.route(route, request.actor),
                "differs": route.differs,
                "url": reverse("report", args=[route.report.code]),
            }
            for route in reads.routes_of_matter(row)
        ],
        "personal": [personal.row(one) for one in reads.personal_of(row, request.actor)],
        "may_record_personal": rules.may_record_personal(request.actor, row),
        "crumbs": _crumbs(),
    }
    return render(request, "workspace/matters/matter.html", context)


def change_matter(request: Request, matter: str) -> HttpResponse:
    """Change what a matter says of itself."""
    row = get_object_or_404(rules.visible_matters(request.actor).select_related("case_officer"), code=matter)
    require(rules.may_change_matter(request.actor, row))
    form = ChangeMatterForm(request.POST or None, initial=shown.initial(row), people=_colleagues(request.actor, row))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.change_matter, row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        if tried(request, act, _("Ärendet är ändrat."), form):
            return redirect("matter", row.code)
    context = {"matter": row, "form": form, "crumbs": [*_crumbs(), {"url": _url(row), "label": row.title}]}
    return render(request, "workspace/matters/change_matter.html", context)


def close_matter(request: Request, matter: str) -> HttpResponse:
    """Close a matter."""
    row = get_object_or_404(rules.visible_matters(request.actor), code=matter)
    tried(request, lambda: actions.close_matter(row, by=request.actor, at=timezone.now()), _("Ärendet är avslutat."))
    return redirect("matter", row.code)


def reopen_matter(request: Request, matter: str) -> HttpResponse:
    """Open a closed matter again."""
    row = get_object_or_404(rules.visible_matters(request.actor), code=matter)
    actions.reopen_matter(row, by=request.actor, at=timezone.now())
    messages.success(request, _("Ärendet är öppet igen."))
    return redirect("matter", row.code)


def document(request: Request, matter: str, document: str) -> HttpResponse:
    """One document as it was confirmed."""
    rows = rules.visible_documents(request.actor).select_related("matter")
    row = get_object_or_404(rows, code=document, matter__code=matter)
    page = reads.matter_page(row.matter, today=timezone.localdate())
    view = next(one for one in page.documents if one.document.pk == row.pk)
    context = shown.document_page(view) | {
        "answers": shown_answer.answers(reads.answered_with(view.document)),
        "may_see_original": rules.may_see_original(request.actor, view.document),
        "crumbs": [*_crumbs(), {"url": _url(page.matter), "label": page.matter.title}],
    }
    return render(request, "workspace/matters/document.html", context)


def document_original(request: Request, matter: str, document: str) -> FileResponse:
    """The file of a document as it came in, byte for byte, for the secrecy area that keeps it."""
    rows = rules.visible_documents(request.actor).select_related("matter", "kept_by")
    row = get_object_or_404(rows, code=document, matter__code=matter)
    require(rules.may_see_original(request.actor, row))
    return as_download(get_object_or_404(IncomingFile, pk=row.incoming_id))


def _reports(actor: Actor, matter: Matter) -> list[dict[str, str]]:
    asked = rules.waiting_attestations(actor).filter(version__report__matter=matter)
    mine = set(asked.values_list("version__report__code", flat=True))
    return [shown.report_row(one, actor, is_asked=one.code in mine) for one in reads.reports_of(matter)]


def _crumbs() -> list[dict[str, str]]:
    return [{"url": reverse("matters"), "label": _("Ärenden")}]


def _url(matter: Matter) -> str:
    return reverse("matter", args=[matter.code])


def _colleagues(actor: Actor, matter: Matter) -> list[User]:
    """Whom a matter may be given to: those who may change matters, and whoever has it now."""
    today = timezone.localdate()
    people = colleagues_who_may(Capability.CHANGE_MATTERS, authority_id=matter.authority_id, day=today)
    has_it = matter.case_officer
    return people if has_it is None or has_it in people else [has_it, *people]

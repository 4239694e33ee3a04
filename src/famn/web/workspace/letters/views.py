"""The pages of letters of intent that one reads: the list, one letter, and its versions."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import reads, rules
from famn.domain.agreements.models import JointLetter
from famn.web.shared.actor import Request
from famn.web.workspace.letters import shown


def letters(request: Request) -> HttpResponse:
    """The letters one sees, and first what waits for one's own answer."""
    context = {
        "waiting": reads.waiting_signatures(request.actor),
        "rows": [shown.row(one) for one in reads.letters_list(request.actor)],
        "may_start": rules.may_start_letter(request.actor),
    }
    return render(request, "workspace/letters/letters.html", context)


def letter(request: Request, intent: str) -> HttpResponse:
    """One letter: its words, who signs it and what they answered, and what is missing."""
    row = fetched(request, intent)
    page = reads.letter_page(row, today=timezone.localdate())
    context = shown.letter_page(page, request.actor) | {
        "versions": shown.versions(row, reads.versions_of(row))[:3],
        "seal": reads.seal_words(row, at=timezone.now()),
        "crumbs": crumbs(),
    }
    return render(request, "workspace/letters/letter.html", context)


def versions(request: Request, intent: str) -> HttpResponse:
    """Every version of a letter."""
    row = fetched(request, intent)
    context = {"letter": row, "rows": shown.versions(row, reads.versions_of(row)), "crumbs": crumbs(row)}
    return render(request, "workspace/letters/letter_versions.html", context)


def version(request: Request, intent: str, number: int) -> HttpResponse:
    """One version, and what it changed, word by word."""
    row = fetched(request, intent)
    one = reads.version_numbered(row, number)
    if one is None:
        raise Http404
    asked = request.GET.get("mot", "")
    against = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else number - 1
    before = reads.version_numbered(row, against) if against != number else None
    context = {
        "letter": row,
        "version": one,
        "against": before,
        "others": [other for other in reads.versions_of(row) if other.number != number],
        "changes": reads.difference(before, one) if before else (),
        "paper": reads.paper_of(row, one),
        "crumbs": [*crumbs(row), {"url": reverse("letter_versions", args=[row.code]), "label": _("Versioner")}],
    }
    return render(request, "workspace/letters/letter_version.html", context)


def fetched(request: Request, code: str) -> JointLetter:
    """The letter of an address, if one sees it."""
    rows = rules.visible_letters(request.actor).select_related(
        "template__authority", "authority", "matter", "started_by"
    )
    return get_object_or_404(rows, code=code)


def crumbs(letter: JointLetter | None = None) -> list[dict[str, str]]:
    """The pages above the one that is shown."""
    found = [{"url": reverse("letters_of_intent"), "label": _("Avsiktsförklaringar")}]
    if letter is not None:
        found.append({"url": reverse("letter_of_intent", args=[letter.code]), "label": letter.title})
    return found

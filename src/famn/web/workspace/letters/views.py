"""The pages of letters that one reads: the list of letters of intent, one letter of either kind, and its versions."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import reads, rules
from famn.domain.agreements.drafting.kinds import INTENT
from famn.domain.agreements.models import JointLetter, LetterKind, Signature
from famn.web.shared.actor import Request
from famn.web.workspace.letters import agreement_shown, shown


def letters(request: Request) -> HttpResponse:
    """The letters of intent one sees, and first what waits for one's own answer."""
    context = {
        "waiting": [one for one in reads.waiting_signatures(request.actor) if one.version.letter.kind == INTENT],
        "rows": [shown.row(one) for one in reads.letters_list(request.actor)],
        "may_start": rules.may_start_letter(request.actor),
    }
    return render(request, "workspace/letters/letters.html", context)


def letter(request: Request, intent: str) -> HttpResponse:
    """One letter: its words, who signs it and what they answered, and what is missing."""
    row = fetched(request, intent)
    page = reads.letter_page(row, today=timezone.localdate())
    more = agreement_shown.part(row, page, request.actor) if row.kind == LetterKind.COOPERATION else {}
    context = shown.letter_page(page, request.actor) | {
        **more,
        "versions": shown.versions(row, reads.versions_of(row))[:3],
        "seal": reads.seal_said(row, at=timezone.now()),
        "crumbs": crumbs(kind=row.kind),
    }
    return render(request, "workspace/letters/letter.html", context)


def moved(request: Request, intent: str) -> HttpResponse:
    """Where a letter was shown before agreements came: links in older mails lead here."""
    return redirect("letter_of_intent", fetched(request, intent).code, permanent=True)


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
    """The letter of an address, if one sees it. It is part of the list of its kind in the menu."""
    rows = rules.visible_letters(request.actor).select_related(
        "template__authority", "authority", "matter", "started_by"
    )
    letter = get_object_or_404(rows, code=code)
    request.part_of = "agreements" if letter.kind == LetterKind.COOPERATION else "letters_of_intent"
    return letter


def crumbs(letter: JointLetter | None = None, *, kind: str = INTENT) -> list[dict[str, str]]:
    """The pages above the one that is shown: the list of the letter's kind first."""
    if (letter.kind if letter else kind) == LetterKind.COOPERATION:
        found = [{"url": reverse("agreements"), "label": _("Avtal")}]
    else:
        found = [{"url": reverse("letters_of_intent"), "label": _("Avsiktsförklaringar")}]
    if letter is not None:
        found.append({"url": reverse("letter_of_intent", args=[letter.code]), "label": letter.title})
    return found


def fetched_signature(request: Request, code: str) -> Signature:
    """What the actor is asked to sign, or nothing at all."""
    row = reads.signature_page(request.actor, code)
    if row is None:
        raise Http404
    return row

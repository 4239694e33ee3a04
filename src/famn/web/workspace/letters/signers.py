"""The pages about those who sign: who is on each line, asking them, their links, paper, and taking the letter back."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.models import JointLetter, SignatureLine
from famn.ground.text import squeeze
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import tried
from famn.web.workspace.letters import shown
from famn.web.workspace.letters.forms import PaperForm, SignerForm, WithdrawForm
from famn.web.workspace.letters.views import crumbs, fetched


def name_signer(request: Request, intent: str, line: str) -> HttpResponse:
    """Say who signs on a line: a colleague, or somebody outside by name, title, unit and address."""
    letter, row = _line(request, intent, line)
    people = reads.possible_signers(request.actor, day=timezone.localdate())
    form = SignerForm(request.POST or None, people=people, line=row)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.name_signer, row, by=request.actor, at=timezone.now(), signer=form.signer())
        if tried(request, act, _("%(name)s skriver under.") % {"name": form.signer().name}, form):
            return redirect("letter_of_intent", letter.code)
    context = {
        "letter": letter,
        "line": row,
        "form": form,
        "may": rules.may_name_signer(request.actor, row),
        "crumbs": crumbs(letter),
    }
    return render(request, "workspace/letters/name_signer.html", context)


def send_letter(request: Request, intent: str) -> HttpResponse:
    """Look once more at who is asked, and ask them."""
    letter = fetched(request, intent)
    refusal = ""
    if request.method == "POST":
        try:
            actions.send_letter(letter, by=request.actor, at=timezone.now())
        except Refused as refused:
            refusal = str(refused.reason)
        else:
            messages.success(request, _("Skickat till dem som ska skriva under."))
            return redirect("letter_of_intent", letter.code)
    page = reads.letter_page(letter, today=timezone.localdate())
    context = shown.letter_page(page, request.actor) | {"refusal": refusal, "crumbs": crumbs(letter)}
    return render(request, "workspace/letters/send_letter.html", context)


def withdraw_letter(request: Request, intent: str) -> HttpResponse:
    """Take the letter back for good."""
    letter = fetched(request, intent)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.withdraw_letter(letter, by=request.actor, at=timezone.now())
        messages.success(request, _("Dokumentet är återtaget. De som hade fått frågan vet det."))
        return redirect("letter_of_intent", letter.code)
    may = rules.may_withdraw(request.actor, letter)
    context = {"letter": letter, "form": form, "may": may, "crumbs": crumbs(letter)}
    return render(request, "workspace/letters/withdraw_letter.html", context)


def record_paper(request: Request, intent: str) -> HttpResponse:
    """Record a paper that some have signed in ink."""
    letter = fetched(request, intent)
    views = reads.letter_page(letter, today=timezone.localdate()).lines
    lines = [one.line for one in views if one.waits]
    is_post = request.method == "POST"
    form = PaperForm(request.POST if is_post else None, request.FILES if is_post else None, lines=lines)
    if is_post and form.is_valid():
        said = form.cleaned_data
        act = partial(
            actions.record_paper,
            letter,
            by=request.actor,
            at=timezone.now(),
            lines=form.chosen(),
            name=squeeze(said["file"].name),
            content=said["file"].read(),
            signed_on=said["signed_on"],
            seen_by=said["seen_by"],
        )
        if tried(request, act, _("Underskrifterna på papper är registrerade."), form):
            return redirect("letter_of_intent", letter.code)
    context = {
        "letter": letter,
        "form": form,
        "lines": lines,
        "may": rules.may_record_paper(request.actor, letter),
        "crumbs": crumbs(letter),
    }
    return render(request, "workspace/letters/record_paper.html", context)


def invite_signer(request: Request, intent: str, line: str) -> HttpResponse:
    """Send a new personal link; the one before stops working."""
    letter, row = _line(request, intent, line)
    try:
        link = actions.invite_signer(row, by=request.actor, at=timezone.now())
    except Refused as refused:
        messages.error(request, str(refused.reason))
    else:
        messages.success(request, _("En ny länk är skickad till %(email)s.") % {"email": link.email})
    return redirect("letter_of_intent", letter.code)


def revoke_link(request: Request, intent: str, line: str) -> HttpResponse:
    """Take back the personal link of a line."""
    letter, row = _line(request, intent, line)
    link = reads.link_of_line(row)
    if link is not None:
        actions.revoke_link(link, by=request.actor, at=timezone.now())
        messages.success(request, _("Länken är återkallad. Den öppnar inget längre."))
    return redirect("letter_of_intent", letter.code)


def _line(request: Request, intent: str, line: str) -> tuple[JointLetter, SignatureLine]:
    letter = fetched(request, intent)
    rows = letter.lines.select_related("letter", "party", "user").filter(dropped_at__isnull=True)
    return letter, get_object_or_404(rows, code=line)

"""The pages where one answers a letter that one is asked to sign, whoever keeps it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from famn.web.shared import signing
from famn.web.shared.actor import Request
from famn.web.shared.second_factor import Question
from famn.web.workspace.letters.views import fetched_signature

BACK = "famn_back"  # where to go on when a second factor has been put in


def sign_letter(request: Request, signature: str) -> HttpResponse:
    """Read the very version one is asked about, and approve it with a second factor."""
    row = fetched_signature(request, signature)
    question = Question(request, request.user)
    if request.method == "POST" and signing.sign(row, question, by=request.actor, seen=request.POST.get("seen", "")):
        request.session.pop(BACK, None)
        messages.success(request, _("Tack! Ditt godkännande är registrerat."))
        return redirect("sign_letter", row.code)
    if not (question.code or question.key):
        request.session[BACK] = request.path
    context = signing.shown(row, by=request.actor) | {
        "question": question,
        "decline_url": reverse("decline_letter", args=[row.code]),
        "order_url": reverse("order_signature", args=[row.code]),
        "back_url": reverse("back_from_service", args=[row.code]),
        "factor_url": reverse("mfa_index"),
        "may_read": request.actor.authority_id == row.version.letter.authority_id,
    }
    return render(request, "workspace/letters/sign_letter.html", context)


def decline_letter(request: Request, signature: str) -> HttpResponse:
    """Say no, with a reason."""
    row = fetched_signature(request, signature)
    form = signing.DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and signing.decline(row, form, by=request.actor):
        messages.success(request, _("Ditt svar är registrerat."))
        return redirect("sign_letter", row.code)
    context = signing.shown(row, by=request.actor) | {"form": form}
    return render(request, "workspace/letters/decline_letter.html", context)


def signature_pdf(request: Request, signature: str) -> HttpResponse:
    """What one is asked about as a PDF to keep."""
    return signing.pdf_of(fetched_signature(request, signature))

"""What the two pages of signing share: that of one who signs in, and that of one outside with her link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.models import Signature
from famn.domain.matters.drafting.paper import Paper
from famn.domain.people.rules import Actor
from famn.ground.verdict import Refused
from famn.outside.pdf import compile_pdf
from famn.web.shared.forms import add_refusal
from famn.web.shared.second_factor import Question


class DeclineForm(forms.Form):
    """Why one does not sign."""

    reason = forms.CharField(
        label=_("Varför avstår du?"),
        help_text=_("Den som bad dig läser det här och tar ställning. Skriv inget om enskilda familjer."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def paper_for(signature: Signature) -> Paper:
    """The very version that one was asked about, as it is printed."""
    return reads.paper_of(signature.version.letter, signature.version)


def sign(signature: Signature, question: Question, *, by: Actor, seen: str) -> bool:
    """Approve with the factor just proved. False where none was, or the action refused: the form then says why."""
    if not question.factor:
        return False
    try:
        actions.sign_letter(signature, by=by, at=timezone.now(), factor=question.factor, seen=seen)
    except Refused as refused:
        add_refusal(question.form, refused)
        return False
    return True


def decline(signature: Signature, form: DeclineForm, *, by: Actor) -> bool:
    """Say no with the reason of a valid form. False where the action refused: the form then says why."""
    try:
        actions.decline_letter(signature, by=by, at=timezone.now(), reason=form.cleaned_data["reason"])
    except Refused as refused:
        add_refusal(form, refused)
        return False
    return True


def shown(signature: Signature, *, by: Actor) -> dict[str, Any]:
    """What the page tells: the paper, the answer that was given, and whether one may answer now."""
    return {
        "signature": signature,
        "letter": signature.version.letter,
        "paper": paper_for(signature),
        "may_sign": rules.may_sign(by, signature),
        "holds": rules.holds(signature),
    }


def pdf_of(signature: Signature) -> HttpResponse:
    """The very version that one was asked about, as a PDF to keep."""
    name = f"avsiktsforklaring-version-{signature.version.number}.pdf"
    return HttpResponse(
        compile_pdf(paper_for(signature).as_json()),
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )

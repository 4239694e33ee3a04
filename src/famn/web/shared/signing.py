"""What the two pages of signing share: that of one who signs in, and that of one outside with her link."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.models import Signature, SigningOrder
from famn.domain.matters.drafting.paper import Paper
from famn.domain.people.rules import Actor
from famn.ground.verdict import Refused
from famn.outside.pdf import compile_pdf
from famn.outside.signing import has_service, own_service
from famn.web.shared.forms import add_refusal
from famn.web.shared.second_factor import Question


class DeclineForm(forms.Form):
    """Why one does not sign."""

    reason = forms.CharField(
        label=gettext_lazy("Varför avstår du?"),
        help_text=gettext_lazy("Den som bad dig läser det här och tar ställning. Skriv inget om enskilda familjer."),
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


def order(signature: Signature, *, by: Actor, seen: str, back: str) -> str:
    """Order a signature of the service, which sends her browser to the path `back`. Why not, in words; or nothing."""
    try:
        actions.order_signature(signature, by=by, at=timezone.now(), seen=seen, back=settings.FAMN_ORIGIN + back)
    except Refused as refused:
        return str(refused.reason)
    return ""


def collect(signature: Signature, *, by: Actor) -> SigningOrder | None:
    """Fetch what became of the newest order, if one waits; the order as it is then."""
    waiting = reads.newest_order(signature)
    return actions.collect_order(waiting, by=by, at=timezone.now()) if waiting is not None else None


def tell_collected(request: HttpRequest, order: SigningOrder | None) -> None:
    """Say on the next page what came of going to the service."""
    match order.state if order is not None else "":
        case SigningOrder.State.SIGNED:
            messages.success(request, _("Tack! Din underskrift är hämtad och kontrollerad."))
        case SigningOrder.State.REFUSED:
            words = _("Filen från tjänsten gick inte att godta. %(why)s")
            messages.error(request, words % {"why": order.reason if order else ""})
        case SigningOrder.State.DECLINED | SigningOrder.State.CANCELLED:
            words = _("Du skrev inte under hos tjänsten. Du kan försöka igen eller svara på ett annat sätt.")
            messages.info(request, words)
        case _state:
            words = _("Tjänsten har inte svarat än. Famn frågar igen om en stund, så du behöver inte vänta.")
            messages.info(request, words)


def shown(signature: Signature, *, by: Actor) -> dict[str, Any]:
    """What the page tells: the paper, the answer that was given, and whether one may answer now."""
    return {
        "signature": signature,
        "letter": signature.version.letter,
        "paper": paper_for(signature),
        "may_sign": rules.may_sign(by, signature),
        "holds": rules.holds(signature),
        "may_order": rules.may_order_signature(by, signature),
        "service": own_service().name if has_service() else "",
        "order": reads.newest_order(signature) if has_service() else None,
    }


def pdf_of(signature: Signature) -> HttpResponse:
    """The very version that one was asked about, as a PDF to keep."""
    name = f"{signature.version.letter.get_kind_display()}-version-{signature.version.number}.pdf"
    return HttpResponse(
        compile_pdf(paper_for(signature).as_json()),
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )

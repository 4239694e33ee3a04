"""Signing at a service: the order, and taking home what became of it once it is found to be whole and hers.

An order is made once however often it is asked for: its code is the key that the service knows it by. Whoever comes
back from the service fetches the answer herself; for those who never come back the clock does. Both may do so at once.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.agreements import rules
from famn.domain.agreements.actions.signing import finish, lock_signature
from famn.domain.agreements.models import Signature, SignedFile, SigningOrder
from famn.domain.agreements.reads import newest_order, paper_of
from famn.domain.matters.facts import cut
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.text import checksum
from famn.ground.verdict import Refused, require
from famn.outside.pdf import compile_pdf
from famn.outside.signing import (
    NotValid,
    OrderState,
    ServiceFault,
    SignatureService,
    check_signed,
    own_service,
    trusted_issuers,
)

State = SigningOrder.State
_ENDED = {
    OrderState.DECLINED: State.DECLINED,
    OrderState.EXPIRED: State.CANCELLED,
    OrderState.CANCELLED: State.CANCELLED,
}


@transaction.atomic
def order_signature(signature: Signature, *, by: Actor, at: dt.datetime, seen: str, back: str) -> SigningOrder:
    """Order a signature on the very words one has seen; an order that waits is given again.

    `seen` is the checksum of the version that stood on the page, `back` where the service sends her browser when she
    is done. Raises Refused where the words are others, and where the service does not take the order.
    """
    signature = lock_signature(signature)
    require(rules.may_order_signature(by, signature))
    if seen != signature.version.sha256:
        raise Refused(_("Texten är inte den som du läste. Läs den nya och svara sedan."))
    waiting = newest_order(signature)
    if waiting is not None and waiting.state == State.STARTED:
        return waiting
    version = signature.version
    pdf = compile_pdf(paper_of(version.letter, version).as_json(), at=version.saved_at)
    digest = checksum(pdf)
    earlier = SigningOrder.objects.filter(signature=signature).count()
    key = f"{signature.code}-{earlier}-{digest}"  # the same after a crash, so that the service makes no second order
    try:
        service = own_service()
        made = service.start(pdf, key=key, title=version.letter.title, signer=signature.name, back=back)
    except ServiceFault as fault:
        raise Refused(str(fault)) from fault
    order = SigningOrder.objects.create(
        signature=signature,
        service=cut(service.name, 120),
        number=made.number,
        url=made.url,
        sent=pdf,
        sent_sha256=digest,
        started_by_id=signature.user_id or 0,
        started_at=at,
    )
    trail.record("order_signature", order, by=by, at=at, about=_about(order))
    return order


@transaction.atomic
def collect_order(order: SigningOrder, *, by: Actor, at: dt.datetime, checked_by: str = "return") -> SigningOrder:
    """Ask the service what became of an order, and act on it. A service that does not answer changes nothing.

    A file that is not found to be whole, hers and of a trusted issuer is not taken: the order says why, and the
    question waits for another answer.
    """
    require(rules.may_collect(by, order))
    signature = lock_signature(order.signature)
    order = SigningOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.state != State.STARTED:
        return order
    order.looked_at = at
    order.signature = signature
    try:
        service = own_service()
        if signature.state != Signature.State.WAITING:
            _let_go(service, order, by=by, at=at)
        else:
            _act_on(service, order, by=by, at=at, checked_by=checked_by)
    except ServiceFault as fault:
        if fault.passing:
            order.save(update_fields=["looked_at"])
        else:
            _end(order, State.CANCELLED, by=by, at=at, reason=str(fault))
    return order


def _act_on(service: SignatureService, order: SigningOrder, *, by: Actor, at: dt.datetime, checked_by: str) -> None:
    state = service.status(order.number).state
    if state == OrderState.WAITING:
        order.save(update_fields=["looked_at"])
    elif state == OrderState.SIGNED:
        _take_home(order, service.signed_pdf(order.number), by=by, at=at, checked_by=checked_by)
    else:
        _end(order, _ENDED[state], by=by, at=at)


def _take_home(order: SigningOrder, content: bytes, *, by: Actor, at: dt.datetime, checked_by: str) -> None:
    """Look at the file, keep it with what was found, and let it be her answer."""
    signature, sent = order.signature, bytes(order.sent)
    try:
        found = check_signed(content, sent=sent, signer=signature.name, trusted=trusted_issuers())
    except NotValid as fault:
        _end(order, State.REFUSED, by=by, at=at, reason=str(fault))
        return
    file = SignedFile.objects.create(
        version=signature.version,
        content=content,
        sha256=checksum(content),
        sent_sha256=order.sent_sha256,
        service=order.service,
        signer=cut(found.signer, 200),
        issuer=cut(found.issuer, 200),
        signed_at=found.signed_at,
        validated_at=at,
        checked_by=checked_by,
    )
    order.signed_file = file
    _end(order, State.SIGNED, by=by, at=at)
    signature.state, signature.settled_at = Signature.State.SIGNED, at
    signature.method, signature.signed_file = Signature.Method.ADVANCED, file
    signature.save(update_fields=["state", "settled_at", "method", "signed_file"])
    about = {"letter_of_intent": signature.version.letter_id, "signed_file": file.pk}
    trail.record("sign_at_service", signature, by=by, at=at, about=about)
    finish(signature.version.letter, by=by, at=at)


def _let_go(service: SignatureService, order: SigningOrder, *, by: Actor, at: dt.datetime) -> None:
    """The question was answered in another way, or is asked no longer: nobody should sign it at the service."""
    service.cancel(order.number)
    _end(order, State.CANCELLED, by=by, at=at)


def _end(order: SigningOrder, state: str, *, by: Actor, at: dt.datetime, reason: str = "") -> None:
    order.state, order.settled_at, order.reason = state, at, cut(reason, 300)
    order.save(update_fields=["state", "settled_at", "reason", "looked_at", "signed_file"])
    trail.record("settle_order", order, by=by, at=at, about=_about(order))


def _about(order: SigningOrder) -> dict[str, int]:
    return {"letter_of_intent": order.signature.version.letter_id, "signature": order.signature_id}

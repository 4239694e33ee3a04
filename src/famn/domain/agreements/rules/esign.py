"""Who may sign by an advanced electronic signature at a service, and fetch what became of it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from famn.domain.agreements.models import Signature, SigningOrder
from famn.domain.agreements.rules.signing import may_sign
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no
from famn.outside.signing import has_service


def may_order_signature(actor: Actor, signature: Signature) -> Verdict:
    """Whether one may sign at the service. Needs `version__letter` and `line` selected."""
    nowhere = no(_("Här finns ingen tjänst för elektronisk underskrift."))
    return first_no(YES if has_service() else nowhere, may_sign(actor, signature))


def may_collect(actor: Actor, order: SigningOrder) -> Verdict:
    """Whether one may fetch what became of an order: she who signs, or the house by its clock. Needs `signature`."""
    is_mine = actor.user_id is not None and order.signature.user_id == actor.user_id
    return YES if is_mine else actor.can(Capability.RUN_SYSTEM)

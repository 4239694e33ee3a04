"""Seals by an organisation's certificate, and the port to a service where a person signs.

A seal says whose file it is and that it is whole; nobody signs by it. An advanced electronic signature is a person's
own, made at a service outside.
"""

from famn.outside.signing.advanced import NotValid, Signed, check_signed, trusted_issuers
from famn.outside.signing.own import has_seal, own_seal
from famn.outside.signing.seal import Finding, Seal, SealFault, check_seals, open_seal, seal_pdf
from famn.outside.signing.service import (
    HttpService,
    Order,
    OrderState,
    ServiceFault,
    SignatureService,
    has_service,
    own_service,
)

__all__ = [
    "Finding",
    "HttpService",
    "NotValid",
    "Order",
    "OrderState",
    "Seal",
    "SealFault",
    "ServiceFault",
    "SignatureService",
    "Signed",
    "check_seals",
    "check_signed",
    "has_seal",
    "has_service",
    "open_seal",
    "own_seal",
    "own_service",
    "seal_pdf",
    "trusted_issuers",
]

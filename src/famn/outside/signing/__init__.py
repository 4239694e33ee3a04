"""Seals by an organisation's certificate. A seal says whose file it is and that it is whole; nobody signs by it."""

from famn.outside.signing.own import has_seal, own_seal
from famn.outside.signing.seal import Finding, Seal, SealFault, check_seals, open_seal, seal_pdf

__all__ = ["Finding", "Seal", "SealFault", "check_seals", "has_seal", "open_seal", "own_seal", "seal_pdf"]

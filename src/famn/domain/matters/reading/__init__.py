"""Reads Swedish decision documents: text in, the same fields out for every kind. Pure; see docs/reading.md.

``read_text`` reads one document, ``read_many`` reads a stream and says which files hold the same document.
"""

from .document import (
    Attestation,
    DecisionPoint,
    Kind,
    Leg,
    Place,
    Reading,
    Section,
    Signatory,
    Warning,
    WarningCode,
)
from .reader import read_text
from .same import read_many

__all__ = [
    "Attestation",
    "DecisionPoint",
    "Kind",
    "Leg",
    "Place",
    "Reading",
    "Section",
    "Signatory",
    "Warning",
    "WarningCode",
    "read_many",
    "read_text",
]

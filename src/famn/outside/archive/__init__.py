"""A matter's whole file as an archive package: E-ARK CSIP 2.1 (FGS Paketstruktur 2.0) with ERMS metadata, in one zip.

Plain values go in and bytes come out: this knows neither Django nor the database. docs/archive.md tells what is met.
"""

from famn.outside.archive.model import (
    Case,
    Day,
    Doer,
    Event,
    File,
    Organisation,
    Package,
    Person,
    Record,
    Unwritable,
    identifier_of,
)
from famn.outside.archive.writing import Written, write

__all__ = [
    "Case",
    "Day",
    "Doer",
    "Event",
    "File",
    "Organisation",
    "Package",
    "Person",
    "Record",
    "Unwritable",
    "Written",
    "identifier_of",
    "write",
]

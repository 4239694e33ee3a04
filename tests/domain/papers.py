"""Documents of the tests, in our own words with invented people, and the facts a person confirms of them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from famn.domain.matters.facts import Facts

REPORT = """Ekbackens stadsdelsförvaltning
Tjänsteutlåtande
Sida 1 (1)

Handläggare
Anna Almgren

Till
Ekbackens stadsdelsnämnd
2026-03-26

Dnr 1.5.1-77/2026

Avsiktsförklaring om en familjecentral i Ekbacken

Förslag till beslut
1. Stadsdelsnämnden godkänner avsiktsförklaringen.
2. Förvaltningen ska återrapportera till stadsdelsnämnden senast den 30 september 2026.

Sammanfattning
Den öppna förskolan i Ekbacken måste lämna sina lokaler. Föräldrastödet, barnavårdscentralen och barnmorskan vill
arbeta på samma ställe.

Majken Mandelblom
Stadsdelsdirektör
"""

READING: dict[str, Any] = {
    "file": "utlatande.txt",
    "kind": "board_report",
    "title": "Avsiktsförklaring om en familjecentral i Ekbacken",
    "date": None,
    "meeting_date": "2026-03-26",
    "registry_numbers": ["1.5.1-77/2026"],
    "authority": "Ekbackens stadsdelsnämnd",
    "area": "Ekbacken",
    "case_officer": "Anna Almgren",
    "decision_points": [
        {
            "text": "Stadsdelsnämnden godkänner avsiktsförklaringen.",
            "body": "Ekbackens stadsdelsnämnd",
            "proposer": None,
            "immediate_approval": False,
            "report_back_date": None,
        },
        {
            "text": "Förvaltningen ska återrapportera till stadsdelsnämnden.",
            "body": "Ekbackens stadsdelsnämnd",
            "proposer": None,
            "immediate_approval": False,
            "report_back_date": "2026-09-30",
        },
    ],
    "parties": ["Ekbackens stadsdelsnämnd", "Vårdcentralen Lönnen"],
    "legs": ["MIDWIFERY", "CHILD_HEALTH", "OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"],
    "signatories": [{"name": "Majken Mandelblom", "title": "Stadsdelsdirektör"}],
    "attestations": [{"name": "Majken Mandelblom", "title": "Stadsdelsdirektör", "date": "2026-03-02"}],
    "attachments": ["Avsiktsförklaring"],
    "distribution": [],
    "sections": [{"heading": "Sammanfattning", "text": "Den öppna förskolan måste lämna sina lokaler."}],
    "goals": [],
    "steps": [],
    "districts": [],
    "warnings": [],
    "same_as": None,
}


def facts(**changes: Any) -> Facts:
    """The facts of the report, with some of them changed by the person who confirms."""
    return replace(Facts.from_reading(READING), **changes)


def starting(**changes: Any) -> Facts:
    """The same facts, and an initiative is to start."""
    plain = facts(**changes)
    return replace(plain, initiative=replace(plain.initiative, start=True, title="Familjecentral i Ekbacken"))

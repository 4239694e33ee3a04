"""A paper that holds one of everything, for those who print it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from famn.domain.matters.drafting.content import Content, Point, Section, Signatory
from famn.domain.matters.drafting.paper import Attestation, Head, Letterhead, compose
from famn.seeds.layouts import STOCKHOLM_DISTRICT

TEXT = """Familjecentralen samlar **barnmorska** och *öppen förskola* under samma tak.

### Besök 2025

| Månad | Barn |
|---|---|
| Januari | 412 |
| Februari | 398 |

- Öppet fyra dagar
  - på tisdagar till kvällen

3. Först en plan
4. Sedan en lokal"""
CONTENT = Content(
    title="Avsiktsförklaring om familjecentral i Ekbacken",
    sections=tuple(Section(one.key, one.heading, TEXT) for one in STOCKHOLM_DISTRICT.text_headings),
    points=(Point("Ekbackens stadsdelsnämnd godkänner avsiktsförklaringen."), Point("", immediate_approval=True)),
    attachments=("Avsiktsförklaring", "Kartläggning"),
    signatories=(Signatory("Siv Provström", "stadsdelsdirektör"), Signatory("Tage Exempelius", "avdelningschef")),
)
HEAD = Head(
    Letterhead(
        "Ekbackens stadsdelsförvaltning",
        "Granhults stad",
        "Stab",
        ("Ekbacksvägen 104", "Box 24 156", "104 51 Granhult"),
        "Växel 08-465 004 00",
        "ekbacken@granhult.example",
        "granhult.example",
    ),
    authority="Ekbackens stadsdelsnämnd",
    date="2026-02-25",
    meeting_date="2026-03-11",
    registry_number="EKB 2026/113",
    case_officer="Elvira Testlund",
    phone="08-465 004 12",
)
ATTESTED = (Attestation("Siv Provström", "stadsdelsdirektör", "2026-02-25"),)


def paper(**changes: Any) -> dict[str, Any]:
    """The paper as JSON, with some parts of its content changed."""
    return compose(replace(CONTENT, **changes), STOCKHOLM_DISTRICT, HEAD, ATTESTED).as_json()

"""Reference layouts: how reports to a board are set out in twelve places. An authority starts from a copy of one.

Which headings each place uses, and in what order, is fact and was read in its public documents; the questions that help
a writer are ours. Whoever takes over a layout changes both.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from famn.domain.matters.drafting.layouts import (
    Heading,
    HeadKey,
    HeadLine,
    Holds,
    ImmediateForm,
    Layout,
    ProposalForm,
)

SUMMARY: Final = (
    "Vad gäller ärendet, vad föreslås och varför? En läsare som bara läser hit ska kunna besluta. Högst tio rader."
)
BACKGROUND: Final = "Vad har hänt hittills? Vilka tidigare beslut bygger förslaget på, och vad är nytt sedan dess?"
PREPARATION: Final = (
    "Vilka har tagit fram förslaget? Vilka har fått lämna synpunkter, till exempel råd, fackliga parter och föräldrar?"
)
MATTER: Final = (
    "Vad ska göras, var, när och tillsammans med vilka? Vad kostar det, och vem betalar? Hur ska det följas upp?"
)
ASSESSMENT: Final = "Varför är det här bättre än att låta bli? Vilka andra vägar har prövats? Vilka risker finns?"
EQUALITY: Final = (
    "Vem påverkas? Skiljer det sig mellan flickor och pojkar, kvinnor och män? Vilka siffror finns, och vilka saknas?"
    " Vad görs för att båda föräldrarna ska nås?"
)
CHILDREN: Final = (
    "Vilka barn berörs, och hur? Vad är bäst för dem på kort och lång sikt? Har barn fått säga sin mening, och vad blev"
    " det av den? Om barnets bästa får stå tillbaka: för vad, och varför?"
)
ECONOMY: Final = (
    "Vad kostar det i år och de följande åren? Ryms det i budgeten? Vad händer med hyra, tjänster och bidrag?"
)
PERSPECTIVES: Final = (
    "Hur påverkas barn, jämställdhet, mångfald och miljö? Vem vinner och vem förlorar? Vilka siffror bygger svaret på?"
)
GROUNDS: Final = "Vilka handlingar bygger förslaget på? Ange namn och datum."
RECIPIENTS: Final = "Vilka ska få veta vad som beslutades? Ange mottagare, inte personer."

_PROPOSES: Final = "{proposer} föreslår att {body} beslutar"
_PROPOSES_INFINITIVE: Final = "{proposer} föreslår {body} besluta"
_IMMEDIATE_AFTER_LEAD: Final = "Förklara paragrafen omedelbart justerad."
_IMMEDIATE_ATT: Final = "att förklara paragrafen omedelbart justerad"


def _text(key: str, heading: str, questions: str, *, required: bool = False, excusable: bool = False) -> Heading:
    return Heading(key, heading, help=questions, required=required, excusable=excusable)


def _proposal(heading: str = "Förslag till beslut") -> Heading:
    questions = "Vad ska nämnden besluta? En sak i varje punkt. Vem ska göra vad, till när, och vem får skriva under?"
    return Heading("proposal", heading, Holds.PROPOSAL, questions, required=True)


def _summary(heading: str = "Sammanfattning") -> Heading:
    return _text("summary", heading, SUMMARY, required=True)


def _background(heading: str = "Bakgrund") -> Heading:
    return _text("background", heading, BACKGROUND)


def _equality(heading: str = "Jämställdhetsanalys") -> Heading:
    return _text("equality", heading, EQUALITY, required=True, excusable=True)


def _children(heading: str = "Barnperspektiv") -> Heading:
    return _text("children", heading, CHILDREN, required=True, excusable=True)


def _attachments(heading: str = "Bilagor", questions: str = "") -> Heading:
    return Heading("attachments", heading, Holds.ATTACHMENTS, questions)


def _distribution(heading: str) -> Heading:
    return Heading("distribution", heading, Holds.DISTRIBUTION, RECIPIENTS)


def _attested(heading: str = "Attesterat av") -> Heading:
    return Heading("attestations", heading, Holds.ATTESTATIONS)


_SIGNATURES: Final = Heading("signatories", "", Holds.SIGNATORIES, required=True)


def _head(**labels: str) -> tuple[HeadLine, ...]:
    return tuple(HeadLine(HeadKey(key), label) for key, label in labels.items())


STOCKHOLM_DISTRICT: Final = Layout(
    key="stockholm-district",
    name="Stockholms stad, stadsdelsnämnd",
    document_word="Tjänsteutlåtande",
    head_lines=_head(
        registry_number="Dnr", case_officer="Handläggare", phone="Telefon", authority="Till", meeting_date=""
    ),
    headings=(
        _proposal(),
        _summary(),
        _background(),
        _text("preparation", "Ärendets beredning", PREPARATION),
        _text("matter", "Ärendet", MATTER, required=True),
        _equality(),
        _text("assessment", "Synpunkter och förslag", ASSESSMENT),
        _SIGNATURES,
        _attachments(),
        _attested(),
    ),
)

OSTERAKER: Final = Layout(
    key="osteraker",
    name="Österåkers kommun",
    document_word="Tjänsteutlåtande",
    head_lines=_head(
        date="Datum", registry_number="Dnr", authority="Till", case_officer="Handläggare", phone="Telefon"
    ),
    headings=(
        _summary(),
        _proposal("Beslutsförslag"),
        _background(),
        _text("assessment", "Förvaltningens bedömning", ASSESSMENT),
        _attachments(),
        _SIGNATURES,
        _distribution("Expedieras"),
        _attested("Digitala signaturer"),
    ),
    proposal_lead=_PROPOSES_INFINITIVE,
    immediate_text=_IMMEDIATE_AFTER_LEAD,
)

KARLSKOGA: Final = Layout(
    key="karlskoga",
    name="Karlskoga kommun",
    document_word="Tjänsteskrivelse",
    head_lines=_head(
        date="Datum", registry_number="Dnr", case_officer="Handläggare", phone="Telefon", authority="Till"
    ),
    headings=(
        _summary(),
        _attachments("Beslutsunderlag", GROUNDS),
        _background(),
        _text("matter", "Ärendet", MATTER),
        _children(),
        _text("economy", "Ekonomiska konsekvenser", ECONOMY),
        _proposal(),
        _SIGNATURES,
        _distribution("Expedieras till"),
        _attested(),
    ),
    proposal_lead=_PROPOSES,
    immediate_text=_IMMEDIATE_AFTER_LEAD,
)

UPPLANDS_BRO: Final = Layout(
    key="upplands-bro",
    name="Upplands-Bro kommun",
    document_word="Tjänsteskrivelse",
    head_lines=_head(
        date="Datum",
        registry_number="Vår beteckning",
        their_reference="Er beteckning",
        case_officer="Handläggare",
        phone="Telefon",
        authority="Till",
    ),
    headings=(
        _proposal(),
        _summary(),
        _attachments("Beslutsunderlag", GROUNDS),
        _text("matter", "Ärendet", MATTER),
        _children(),
        _SIGNATURES,
        _distribution("Beslut sänds till"),
        _attested(),
    ),
)

GOTEBORG: Final = Layout(
    key="goteborg",
    name="Göteborgs stad",
    document_word="Tjänsteutlåtande",
    head_lines=_head(
        date="Utfärdat", registry_number="Diarienummer", case_officer="Handläggare", phone="Telefon", authority="Till"
    ),
    headings=(
        _proposal(),
        _summary(),
        _text("economy", "Ekonomiska konsekvenser", ECONOMY),
        _text(
            "perspectives",
            "Barn-, mångfalds-, jämställdhets- och miljöperspektivet",
            PERSPECTIVES,
            required=True,
            excusable=True,
        ),
        _text("matter", "Ärendet", MATTER),
        _text("assessment", "Förvaltningens bedömning", ASSESSMENT),
        _SIGNATURES,
        _attachments(),
        _distribution("Beslutet skickas till"),
        _attested(),
    ),
    immediate_form=ImmediateForm.NOTE,
    immediate_text="Paragrafen föreslås bli omedelbart justerad.",
)

REGION_STOCKHOLM: Final = Layout(
    key="region-stockholm",
    name="Region Stockholm, hälso- och sjukvårdsnämnden",
    document_word="Tjänsteutlåtande",
    head_lines=_head(
        date="Datum", registry_number="Diarienummer", case_officer="Handläggare", phone="Telefon", authority="Till"
    ),
    headings=(
        _text("matter", "Ärendebeskrivning", MATTER, required=True),
        _attachments("Beslutsunderlag", GROUNDS),
        _text("preparation", "Ärendets beredning", PREPARATION),
        _proposal(),
        _text("assessment", "Förvaltningens motivering till förslaget", ASSESSMENT, required=True),
        _text("economy", "Ekonomiska konsekvenser", ECONOMY),
        _equality(),
        _SIGNATURES,
        _distribution("Beslutet skickas till"),
        _attested(),
    ),
    proposal_form=ProposalForm.ATT,
    proposal_lead="{body} beslutar",
    immediate_form=ImmediateForm.ATT,
    immediate_text=_IMMEDIATE_ATT,
)

UPPSALA: Final = Layout(
    key="uppsala",
    name="Uppsala kommun",
    document_word="Tjänsteskrivelse",
    head_lines=_head(
        date="Datum", registry_number="Diarienummer", authority="Till", case_officer="Handläggare", phone="Telefon"
    ),
    headings=(
        _proposal(),
        _summary(),
        _text("matter", "Beskrivning av ärendet", MATTER, required=True),
        _text("assessment", "Förvaltningens synpunkter", ASSESSMENT),
        _children(),
        _equality(),
        _attachments("Beslutsunderlag", GROUNDS),
        _SIGNATURES,
        _distribution("Beslutet skickas till"),
        _attested(),
    ),
    proposal_form=ProposalForm.ATT,
    proposal_lead=_PROPOSES,
    immediate_form=ImmediateForm.ATT,
    immediate_text=_IMMEDIATE_ATT,
)

VASTERAS: Final = Layout(
    key="vasteras",
    name="Västerås stad",
    document_word="Tjänsteutlåtande",
    head_lines=_head(
        date="Datum",
        registry_number="Diarienr",
        case_officer="Handläggare",
        phone="Telefon",
        authority="Till",
    ),
    headings=(
        _distribution("Kopia till"),
        _proposal(),
        _text("matter", "Ärendebeskrivning", MATTER, required=True),
        _text("assessment", "Förvaltningens bedömning", ASSESSMENT),
        _children(),
        _SIGNATURES,
        _attachments(),
        _attested(),
    ),
)

HARRYDA: Final = Layout(
    key="harryda",
    name="Härryda kommun",
    document_word="Tjänsteskrivelse",
    head_lines=_head(
        date="Datum", registry_number="Dnr", case_officer="Handläggare", phone="Telefon", authority="Till"
    ),
    headings=(
        _proposal(),
        _summary("Sammanfattning av ärendet"),
        _text("matter", "Beskrivning av ärendet", MATTER, required=True),
        _children("Barnkonsekvensanalys"),
        _text("economy", "Ekonomiska konsekvenser", ECONOMY),
        _attachments("Beslutsunderlag", GROUNDS),
        _SIGNATURES,
        _distribution("Beslutet skickas till"),
        _attested(),
    ),
    by_body=True,
)

SHORT: Final = Layout(
    key="municipality-short",
    name="Kommun med kort ordning",
    document_word="Tjänsteskrivelse",
    head_lines=_head(
        date="Datum", registry_number="Dnr", case_officer="Handläggare", phone="Telefon", authority="Till"
    ),
    headings=(
        _proposal(),
        _text("summary", "Ärendet i korthet", SUMMARY, required=True),
        _children(),
        _attachments("Handlingar", GROUNDS),
        _SIGNATURES,
        _distribution("Beslutet skickas till"),
        _attested(),
    ),
)

SHORT_WITH_CODE: Final = replace(
    SHORT,
    key="municipality-code",
    name="Kommun med diariekod",
    head_lines=_head(
        date="Datum",
        registry_number="Dnr",
        code="Diariekod",
        case_officer="Handläggare",
        phone="Telefon",
        authority="Till",
    ),
    headings=(
        _proposal(),
        _summary(),
        _background(),
        _children(),
        _SIGNATURES,
        _attachments(),
        _distribution("Beslutet skickas till"),
        _attested(),
    ),
)

STOCKHOLM_EXECUTIVE: Final = Layout(
    key="stockholm-executive",
    name="Stockholms stad, kommunstyrelsen",
    document_word="Utlåtande",
    head_lines=_head(
        registry_number="Dnr", date="Datum", case_officer="Handläggare", phone="Telefon", authority="Till"
    ),
    headings=(
        _proposal(),
        _text("assessment", "Föredragande borgarrådet anför", ASSESSMENT, required=True),
        _summary("Sammanfattning av ärendet"),
        _text("matter", "Ärendet", MATTER),
        _text("preparation", "Beredning", PREPARATION),
        _equality(),
        _SIGNATURES,
        _attachments(),
        _attested(),
    ),
    proposal_lead=_PROPOSES,
    immediate_text=_IMMEDIATE_AFTER_LEAD,
)

LAYOUTS: Final = (
    STOCKHOLM_DISTRICT,
    OSTERAKER,
    KARLSKOGA,
    UPPLANDS_BRO,
    GOTEBORG,
    REGION_STOCKHOLM,
    UPPSALA,
    VASTERAS,
    HARRYDA,
    SHORT,
    SHORT_WITH_CODE,
    STOCKHOLM_EXECUTIVE,
)
BY_KEY: Final[Mapping[str, Layout]] = {layout.key: layout for layout in LAYOUTS}

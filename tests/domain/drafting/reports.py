"""Reports made up for property tests: what a careful officer might write, about people and places that are not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from hypothesis import strategies as st

from famn.domain.matters.drafting.content import Content, Holder, Point, Section, Signatory
from famn.domain.matters.drafting.layouts import Holds, Layout
from famn.domain.matters.drafting.paper import Attestation, Head, Letterhead
from famn.seeds.layouts import LAYOUTS

FIRST = "Siv Tage Majken Folke Elvira Ove Ingegerd Sture Märta Bertil Alva Åke Örjan Anna-Karin".split()
LAST = "Provström Exempelius Testlund Mallqvist Övningsson Påhittén Skissberg Utkastius Ängsö-Lind".split()
TITLES = [
    *("stadsdelsdirektör", "avdelningschef", "socialchef", "enhetschef", "förvaltningsdirektör"),
    *("biträdande avdelningschef", "tf förvaltningschef", "verksamhetschef", "avdelningschef för förskola och parklek"),
]
# The place, the board addressed, who writes, whose it is.
PLACES = [
    ("Ekbacken", "Ekbackens stadsdelsnämnd", "Ekbackens stadsdelsförvaltning", "Granhults stad"),
    ("Björkvik", "Socialnämnden", "Socialförvaltningen", "Björkviks kommun"),
    ("Tallåsen", "Barn- och utbildningsnämnden", "Barn- och utbildningsförvaltningen", "Tallåsens kommun"),
    ("Alnäs", "Familjenämnden", "Familjeförvaltningen", "Alnäs kommun"),
    ("Lindesta", "Kommunstyrelsen", "Kommunledningskontoret", "Lindesta kommun"),
]
NUMBERS = [
    *("EKB 2026/113", "SN 18/0098", "2015/161-IFN-012", "2023/KS 0362", "SN-2017-50", "1.5.4-66/2016"),
    *("VON-2025/00095", "SON 2025/238", "KS2016/1963-2", "KS/2012:628-805", "982-2009-103", "2023KS133"),
]
# Each gap is filled with a word that stands nowhere else in the report: no line of it comes twice by chance.
SENTENCES = [
    "Barnmorskan i {} och barnavårdscentralen i {} delar väntrum med den öppna {}förskolan, säger {}gruppen.",
    "Föräldrar i {} har bett om ett ställe dit de kan gå utan {}tid och utan remiss till {}.",
    "Kostnaden för {}huset ryms inom ramen, bl.a. eftersom {}hyran delas mellan parterna i {}.",
    "Öppna förskolan i {} har öppet fyra dagar, kl. 9.30 till 15.00, och {}huset en kväll.",
    "Enligt socialtjänstlagen ska nämnden arbeta förebyggande, och {}gruppen har frågat unga i {}.",
    "Av föräldrarna i {} var få pappor, och {}skillnaden är störst i {} och norr om den.",
    "En gemensam {}grupp har träffats sex gånger om {} och {} sedan i våras.",
    "Arbetet i {} följer barnkonventionen och FN:s rekommendationer om {}.",
    "Parterna är överens om att börja med gemensamma {}träffar för nyblivna föräldrar i {}.",
    "Lokalen vid {} behöver byggas om, vilket {}värden har lovat att bekosta för {}.",
    "Andelen i {} ökade från 21 till 24 procent på ett år, enligt {}svaren från {}.",
]
SYLLABLES = "ber dal ek fors gran hult kil lund mark nor ryd sten torp vik ås äng öd blå ler mos".split()
DECISIONS = [
    "godkänner avsiktsförklaringen om en familjecentral",
    "ger förvaltningen i uppdrag att teckna hyresavtal för lokalen",
    "beslutar att anta samverkansavtalet med vårdgivaren",
    "uppdrar åt avdelningschefen för socialtjänst att underteckna avtalet",
    "antecknar informationen till protokollet",
    "avsätter 450 000 kronor för ombyggnad av lokalen",
]
CLAUSES = [
    "godkänna avsiktsförklaringen om en familjecentral",
    "uppdra åt förvaltningen att teckna hyresavtal för lokalen",
    "anta samverkansavtalet med vårdgivaren",
    "uppdra åt avdelningschefen för socialtjänst att underteckna avtalet",
    "avsätta 450 000 kronor för ombyggnad av lokalen",
]
ATTACHMENTS = [
    *("Avsiktsförklaring", "Kartläggning av familjers behov", "Förslag till samverkansavtal", "Lokalprogram"),
    *("Protokoll från samrådet", "Barnkonsekvensanalys för lokalen"),
]
RECIPIENTS = [
    "Akten",
    "Vårdgivaren",
    "Ekonomienheten",
    "Regionens hälso- och sjukvårdsförvaltning",
    "Fastighetskontoret",
]
TITLES_OF_MATTERS = [
    *("Avsiktsförklaring om familjecentral i {}", "Samverkansavtal för familjecentralen i {}"),
    *(
        "Lokal för familjecentral i {}",
        "Svar på uppdrag om öppen förskola i {} för barn under sex år och deras familjer",
    ),
    *("Utredning av en familjecentral i {}", "Familjecentralen i {}: öppettider och bemanning"),
]


TABLE_HEAD = ("Vecka", "Antal besök")


@dataclass(frozen=True)
class Report:
    """Everything that is needed to write a paper, and the short name of its place."""

    layout: Layout
    content: Content
    head: Head
    attestations: tuple[Attestation, ...]
    area: str


def filled(text: str, words: Iterator[str]) -> str:
    """The text with a new word in each gap."""
    return re.sub(r"\{\}", lambda _: next(words), text)


def new_words() -> Iterator[str]:
    """Made-up words, each once: "berber", "berdal" … as if they were places."""
    return ("".join(one) for one in product(SYLLABLES, SYLLABLES, SYLLABLES))


def some[T](values: Sequence[T], least: int, most: int) -> st.SearchStrategy[list[T]]:
    return st.lists(st.sampled_from(values), min_size=least, max_size=most, unique=True)


def names(least: int, most: int) -> st.SearchStrategy[list[str]]:
    one = st.tuples(st.sampled_from(FIRST), st.sampled_from(LAST)).map(" ".join)
    return st.lists(one, min_size=least, max_size=most, unique=True)


def days() -> st.SearchStrategy[str]:
    return st.dates(min_value=dt.date(2026, 1, 2), max_value=dt.date(2027, 12, 30)).map(str)


paragraphs = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6).map(" ".join)
lists = st.tuples(st.booleans(), st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=4)).map(
    lambda told: "\n".join(f"{number}. {one}" if told[0] else f"- {one}" for number, one in enumerate(told[1], 1))
)
tables = st.integers(2, 6).map(
    lambda rows: f"| {' | '.join(TABLE_HEAD)} |\n|---|---|\n" + "\n".join(["| På {}torget | 412 |"] * rows)
)
texts = st.lists(st.one_of(paragraphs, paragraphs, paragraphs, lists, tables), min_size=1, max_size=4).map("\n\n".join)


@st.composite
def points(draw: st.DrawFn, layout: Layout, body: str) -> tuple[Point, ...]:
    if layout.proposal_lead:
        worded = [
            one[:1].upper() + one[1:] + "." if layout.proposal_form == "points" else one
            for one in draw(some(CLAUSES, 1, 5))
        ]
    else:
        worded = [f"{body} {one}." for one in draw(some(DECISIONS, 1, 5))]
    found = [Point(one) for one in worded]
    if layout.proposal_form == "points" and draw(st.booleans()):
        found[0] = Point(found[0].text, report_back_date=draw(days()))
    if layout.proposal_form == "points" and draw(st.booleans()):
        holders = tuple(
            Holder(title, name) for title, name in zip(draw(some(TITLES, 2, 2)), draw(names(2, 2)), strict=True)
        )
        found.append(
            Point(
                f"{body} ger två chefer rätt att skriva under avtalet."
                if not layout.proposal_lead
                else "Ge två chefer rätt att skriva under avtalet.",
                mandate=holders,
            )
        )
    if draw(st.booleans()):
        found.append(Point("", immediate_approval=True))
    return tuple(found)


@st.composite
def reports(draw: st.DrawFn, layouts: Sequence[Layout] = LAYOUTS) -> Report:
    layout = draw(st.sampled_from(layouts))
    area, body, sender, principal = draw(st.sampled_from(PLACES))
    words = new_words()
    sections = tuple(
        Section(one.key, one.heading, filled(draw(texts), words) if one.required or draw(st.booleans()) else "")
        for one in layout.text_headings
    )
    signing = draw(names(1, 4))
    signatories = tuple(Signatory(name, draw(st.sampled_from(TITLES))) for name in signing)
    content = Content(
        title=draw(st.sampled_from(TITLES_OF_MATTERS)).format(area),
        sections=sections,
        points=draw(points(layout, body)),
        attachments=tuple(draw(some(ATTACHMENTS, 0, 3))) if layout.holding(Holds.ATTACHMENTS) else (),
        distribution=tuple(draw(some(RECIPIENTS, 0, 3))) if layout.holding(Holds.DISTRIBUTION) else (),
        signatories=signatories,
    )
    letterhead = Letterhead(
        sender,
        principal,
        draw(st.sampled_from(["", "Avdelningen för individ och familj", "Stab"])),
        ("Ekbacksvägen 104", "Box 24 156", f"104 51 {principal.split()[0].removesuffix('s')}")
        if draw(st.booleans())
        else (),
        draw(st.sampled_from(["", "Växel 08-465 004 00"])),
        draw(st.sampled_from(["", "registrator@exempel.example"])),
        draw(st.sampled_from(["", "exempel.example"])),
    )
    head = Head(
        letterhead,
        authority=body,
        date=draw(days()),
        meeting_date=draw(days()),
        registry_number=draw(st.sampled_from(NUMBERS)),
        case_officer=draw(names(1, 1))[0],
        phone=draw(st.sampled_from(["", "08-465 004 12"])),
        their_reference=draw(st.sampled_from(["", "R-44"])),
        code=draw(st.sampled_from(["", "609"])),
        copy_to=tuple(draw(some(RECIPIENTS, 0, 2))),
    )
    attestations = tuple(Attestation(one.name, one.title, draw(days())) for one in signatories if draw(st.booleans()))
    return Report(layout, content, head, attestations, area)

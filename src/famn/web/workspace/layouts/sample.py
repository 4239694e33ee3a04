"""An invented report that shows what a layout looks like. Nobody and no place in it exists."""

from __future__ import annotations

from typing import Final

from famn.domain.matters.drafting.content import Content, Holder, Point, Section, Signatory
from famn.domain.matters.drafting.layouts import Layout
from famn.domain.matters.drafting.paper import Attestation, Head, Letterhead, Paper, compose

BODY: Final = "Ekbackens stadsdelsnämnd"
COUNCIL: Final = "Kommunfullmäktige i Ekbacken"
HEAD: Final = Head(
    letterhead=Letterhead(
        sender="Ekbackens stadsdelsförvaltning",
        principal="Ekbackens kommun",
        unit="Enheten för familjer",
        address=("Ekstigen 1", "100 00 Ekbacken"),
        phone="08-465 004 10",
        email="familj@ekbacken.example",
    ),
    authority=BODY,
    date="2026-03-02",
    meeting_date="2026-03-26",
    registry_number="EKB 2026/17",
    case_officer="Asta Aspviol",
    phone="08-465 004 11",
    email="asta.aspviol@ekbacken.example",
    their_reference="SJÖ 2025-204",
    code="739",
    copy_to=("Regionen", "Öppna förskolan"),
)
ATTESTS: Final = (Attestation("Malva Månviol", "avdelningschef", "2026-03-04"),)

# What is written under the headings of our own layouts, by their keys.
TEXTS: Final = {
    "summary": "Förvaltningen föreslår att nämnden startar en familjecentral i Ekbackens gamla bibliotek tillsammans "
    "med regionen. Mödravård, barnhälsovård, öppen förskola och förebyggande socialtjänst får samma dörr.",
    "background": "Öppna förskolan måste lämna sina lokaler under 2027. Barnavårdscentralen har sagt att den vill "
    "flytta till samma hus.",
    "preparation": "Ärendet är berett inom avdelningen för barn och unga. Regionen har läst ett utkast.",
    "matter": "Biblioteket rymmer alla fyra verksamheter.\n\n"
    "- Öppna förskolan får bottenvåningen.\n- Mottagningarna får var sin ingång.\n- Köket delas av alla.\n\n"
    "| Kostnad per år | Kronor |\n|---|---|\n| Hyra | 840 000 |\n| Samordning | 310 000 |",
    "equality": "Av dem som besöker öppna förskolan är fyra av fem kvinnor. En kväll i veckan riktas till "
    "pappor, och besöken räknas per grupp.",
    "children": "Barnen får kortare väg till hjälp. Föräldrar i sex grupper har sagt vad de saknar i dag.",
    "economy": "Kostnaden ryms inom nämndens ram från och med 2027.",
    "perspectives": "Barn får närmare till hjälp, och föräldrar med barnvagn slipper byta buss. "
    "Ingen grupp får längre väg.",
    "assessment": "Att låta bli kostar också. Då behöver varje verksamhet en egen lokal, och familjerna har fyra dörrar"
    " kvar. Förvaltningen bedömer att ett gemensamt hus är **det bästa för barnen**.",
}
# And under any other, in turn.
OTHERS: Final = (
    "Här står förvaltningens text. Den kan ha **ord med eftertryck**, listor och tabeller.",
    "Här står några meningar till. De visar hur rubriker och stycken följer på varandra.",
)


def sample_paper(layout: Layout) -> Paper:
    """The sample as it is printed in this layout."""
    return compose(_content(layout), layout, HEAD, ATTESTS)


def _content(layout: Layout) -> Content:
    keys = [one.key for one in layout.text_headings]
    others = {key: OTHERS[number % len(OTHERS)] for number, key in enumerate(keys)}
    return Content(
        title="Familjecentral i Ekbackens gamla bibliotek",
        sections=tuple(
            Section(one.key, one.heading, TEXTS.get(one.key, others[one.key])) for one in layout.text_headings
        ),
        points=(
            Point("Nämnden godkänner förslaget till familjecentral i Ekbacken.", body=BODY),
            *([Point("Hyran tas upp i nästa budget.", body=COUNCIL)] if layout.by_body else []),
            Point(
                "Förvaltningen får i uppdrag att teckna avtal med regionen.",
                body=BODY,
                report_back_date="2026-11-30",
                mandate=(Holder("Stadsdelsdirektören"),),
            ),
            Point("", body=BODY, immediate_approval=True),
        ),
        attachments=("Avsiktsförklaring", "Lokalprogram"),
        distribution=("Regionen", "Fastighetskontoret"),
        signatories=(Signatory("Rut Rosenört", "stadsdelsdirektör"), Signatory("Malva Månviol", "avdelningschef")),
    )

"""Reference data of agreements: the template that all share, levels of the paid assignment, and when to be reminded.

The seven headings are what a regional joint agreement asks for; three levels by degree of co-location is how one region
pays. Every sentence is ours, and a region puts in levels and sums of its own.
"""

from __future__ import annotations

from typing import Final

from famn.domain.agreements.drafting.templates import Blank, Template
from famn.domain.agreements.models import AssignmentLevel, ReminderDays
from famn.domain.matters.drafting.content import Section
from famn.domain.people.models import Leg

ROLES: Final = {  # who signs for each leg, in every template that all share
    Leg.CHILD_HEALTH.value: "Verksamhetschef BVC",
    Leg.MIDWIFERY.value: "Verksamhetschef BMM",
    Leg.OPEN_PRESCHOOL.value: "Chef för öppna förskolan",
    Leg.PREVENTIVE_SOCIAL.value: "Chef för förebyggande socialtjänst",
}
AGREEMENT: Final = Template(
    title="Samverkansavtal om {syfte} i {plats}",
    source="De sju första rubrikerna är det minsta ett lokalt avtal ska innehålla. Texten är Famns egen.",
    sections=(
        Section(
            "field",
            "Verksamhet och målgrupp",
            "Avtalet gäller en {syfte} i {plats}. Den vänder sig till blivande föräldrar, till familjer med barn "
            "{aldrar} och till andra vuxna som är viktiga för barnen.",
        ),
        Section(
            "place",
            "Parter och samlokalisering",
            "Parterna står överst i avtalet, med de verksamheter som var och en bidrar med. Verksamheterna finns "
            "{samlokalisering}.\n\n"
            "Familjecentralen är ingen egen enhet. Varje part är arbetsgivare för sin personal och svarar för sin "
            "verksamhet.",
        ),
        Section(
            "efforts",
            "Insatser, åtaganden och kompetens",
            "Verksamheterna erbjuder tillsammans:\n\n"
            "- stöd till blivande och nyblivna föräldrar, i grupp och enskilt\n"
            "- en öppen mötesplats för barn och vuxna\n"
            "- råd och stöd tidigt, innan svårigheter växer.\n\n"
            "Vad varje part bidrar med står i tabellen över åtaganden. Personalen har den utbildning som dess yrke "
            "kräver. {kompetens}",
        ),
        Section(
            "steering",
            "Organisation, ledning och styrning",
            "En styrgrupp med en chef från varje part fattar beslut och ger uppdrag. Den träffas {styrgrupp}. "
            "Arbetsgruppen förbereder och leder vardagen. {samordning}\n\n"
            "Beslut som kräver pengar eller politik tar varje part hos sig.",
        ),
        Section(
            "follow_up",
            "Mål och uppföljning",
            "Målen är {mal}.\n\n"
            "Styrgruppen följer upp målen och åtagandena varje år och berättar om resultatet för sina nämnder och "
            "ledningar. Föräldrarnas röster ingår.",
        ),
        Section(
            "direction",
            "Inriktning för fortsatt utveckling",
            "Parterna vill utveckla {inriktning}.",
        ),
        Section(
            "contents",
            "Avtalets delar och ekonomi",
            "Avtalet består av den här texten och av tabellerna över avtalstid, åtaganden och kostnader. Säger texten "
            "och en tabell olika saker gäller tabellen.\n\n"
            "Varje part bär sina personalkostnader. Gemensamma kostnader delas så som tabellen visar.",
        ),
        Section(
            "premises",
            "Lokaler",
            "{hyresgast} hyr lokalerna och svarar för kontakten med hyresvärden. De andra parterna får använda dem så "
            "länge avtalet gäller. Nycklar, larm och skyltar sköts gemensamt.",
        ),
        Section(
            "secrecy",
            "Sekretess och personuppgifter",
            "Det finns sekretess mellan parterna. Uppgifter om en familj lämnas bara över om föräldrarna har sagt ja, "
            "eller om lagen kräver det. Var och en svarar för sina personuppgifter. Parterna för inget gemensamt "
            "register över familjer. Varje verksamhet gör själv sina orosanmälningar.",
        ),
        Section(
            "information",
            "Information",
            "Parterna berättar om familjecentralen med samma namn och samma uppgifter. Stänger verksamheten "
            "tillfälligt får besökarna veta det i förväg, med skälet.",
        ),
        Section(
            "changes",
            "Ändringar och tvister",
            "Ändringar är skriftliga och gäller när alla parter har skrivit under. Är parterna oense talar de först "
            "med varandra i styrgruppen. Hjälper inte det tar parternas ledningar ställning.",
        ),
    ),
    blanks=(
        Blank("plats", "platsen", "Kommunen eller stadsdelen, till exempel Laxå kommun."),
        Blank("aldrar", "barnens åldrar", "Till exempel 0–6 år."),
        Blank("samlokalisering", "var verksamheterna finns", "Till exempel: i samma hus på Storgatan 1."),
        Blank("kompetens", "mer om kompetens", "En mening: gemensam utbildning, handledning, särskild kunskap."),
        Blank("styrgrupp", "hur ofta styrgruppen träffas", "Till exempel: fyra gånger om året."),
        Blank("samordning", "vem som samordnar", "En mening: vem, hos vilken part, hur mycket tid."),
        Blank("mal", "målen", "Två eller tre mål som går att följa: att fler … och att alla …"),
        Blank("inriktning", "det ni vill utveckla", "Till exempel: samtalen med pappor och med nyanlända familjer."),
        Blank("hyresgast", "vem som hyr lokalerna", "En av parterna."),
    ),
    roles=ROLES,
)
LEVELS: Final = (
    ("Tillsammans på en plats", "Verksamheterna har aktiviteter ihop på en plats, utan att dela hus."),
    ("Delvis samlokaliserat", "En del av verksamheterna finns i samma hus, eller alla en del av tiden."),
    ("Helt samlokaliserat", "Alla verksamheterna finns i samma hus."),
)
REMINDERS: Final = (
    *((ReminderDays.Before.NOTICE, days) for days in (180, 90, 30)),
    *((ReminderDays.Before.END, days) for days in (90, 30)),
)


def load() -> int:
    """Put in the levels and the days that hold where nobody has chosen others; what an authority has is not touched."""
    for number, (name, what) in enumerate(LEVELS, start=1):
        AssignmentLevel.objects.update_or_create(authority=None, number=number, defaults={"name": name, "what": what})
    for before, days in REMINDERS:
        ReminderDays.objects.get_or_create(authority=None, before=before, days=days)
    return len(LEVELS) + len(REMINDERS)

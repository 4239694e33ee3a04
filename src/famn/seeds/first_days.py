"""What a new coordinator sees to in the first hundred days: our own list, with the law where one asks for it.

The laws are cited as they stand; how the work is done locally is for the parties to agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from famn.domain.establishment.models import ChecklistTemplate, ChecklistTemplateItem

NAME: Final = "De första hundra dagarna"
SOURCE: Final = "Famns egen lista. Lagarna anges vid varje punkt."


@dataclass(frozen=True, slots=True)
class Row:
    """One thing: by which day, what, why, and the law that asks for it."""

    by_day: int
    text: str
    why: str = ""
    source: str = ""


_MBL: Final = "lagen (1976:580) om medbestämmande i arbetslivet 11 §"
_AML: Final = "arbetsmiljölagen (1977:1160)"
_OSL: Final = "offentlighets- och sekretesslagen (2009:400)"
_GDPR: Final = "dataskyddsförordningen (EU) 2016/679"

PARTS: Final[dict[str, tuple[Row, ...]]] = {
    "Personalen": (
        Row(
            15,
            "Förhandla med facken om flytten",
            "Varje arbetsgivare förhandlar för sin personal innan den bestämmer om en viktigare förändring. "
            "Parterna kan vara två eller flera arbetsgivare: stäm av att alla har gjort det.",
            _MBL,
        ),
        Row(
            20,
            "Bedöm riskerna när personal flyttar",
            "Bedömningen görs innan flytten, skriftligt och tillsammans med skyddsombuden.",
            f"{_AML} 3 kap. 2 a § och Arbetsmiljöverkets föreskrifter AFS 2023:1",
        ),
        Row(
            20,
            "Ta med skyddsombuden i planeringen av lokalerna",
            "Skyddsombuden deltar när nya eller ändrade lokaler planeras.",
            f"{_AML} 6 kap. 4 §",
        ),
        Row(
            30,
            "Skriv ner vem som leder arbetet på plats, och vem som är chef för vem",
            "Flera huvudmän delar hus. Den som arbetar där ska veta vem hon frågar om vad.",
        ),
        Row(
            45,
            "Se till att registerutdrag är visade innan någon börjar arbeta med barn",
            "Vilka regler som gäller beror på vilken verksamhet personen arbetar i.",
            "skollagen (2010:800) och lagen (2013:852) om registerkontroll av personer som ska arbeta med barn",
        ),
    ),
    "Sekretess och uppgifter om familjer": (
        Row(
            30,
            "Gå igenom sekretessen tillsammans, alla yrken samtidigt",
            "Grannar i samma hus är inte samma myndighet. Sekretess gäller mellan myndigheter, och mellan olika "
            "verksamheter inom en myndighet när de är självständiga mot varandra.",
            f"{_OSL} 8 kap. 1 och 2 §§, 25 kap. och 26 kap.",
        ),
        Row(
            35,
            "Bestäm hur ni frågar om samtycke innan ni talar med varandra om en familj",
            "Familjen avgör, kan säga ja till en del och kan ändra sig.",
            f"{_OSL} 10 kap. 1 § och 12 kap. 2 §",
        ),
        Row(
            40,
            "Gå igenom hur var och en anmäler oro för ett barn",
            "Skyldigheten är personlig och kan inte lämnas till någon annan.",
            "socialtjänstlagen (2025:400)",
        ),
        Row(
            45,
            "Bestäm vem som ansvarar för vilka personuppgifter, och skriv de avtal som behövs",
            "Ett avtal behövs när någon hanterar uppgifter åt en annan, och en överenskommelse när flera bestämmer "
            "tillsammans.",
            f"{_GDPR} artikel 26 och 28",
        ),
        Row(45, "För in det nya i varje parts förteckning över behandlingar", "", f"{_GDPR} artikel 30"),
        Row(
            50,
            "Håll journaler, akter, skrivare och skåp åtskilda",
            "Den som inte ska se ska inte heller kunna råka se.",
            "patientdatalagen (2008:355) 4 kap.",
        ),
    ),
    "Huset": (
        Row(55, "Dela ut nycklar och passerkort, och skriv upp vem som har vilken", "Skriv aldrig koder här."),
        Row(55, "Ordna larmet, och vem som rycker ut", "Skriv aldrig koder här."),
        Row(
            60,
            "Ordna brandskyddet och öva att gå ut",
            "Ägaren och den som använder huset har var sitt ansvar.",
            "lagen (2003:778) om skydd mot olyckor 2 kap. 2 §",
        ),
        Row(
            60, "Gå igenom huset med en barnvagn och med en rullstol", "Skriv upp det som hindrar, och vem som tar det."
        ),
        Row(65, "Gå igenom huset i ett barns höjd", "Trappor, klämrisker, eluttag, fönster och gården."),
        Row(
            70,
            "Sätt upp skyltar som visar vägen utan att peka ut någon",
            "Den som går till föräldrastödet ska kunna gå in genom samma dörr som alla andra.",
        ),
        Row(70, "Ordna städning, avfall och vem som sköter köket"),
    ),
    "Vardagen": (
        Row(50, "Ordna telefon, gemensam e-post och vem som svarar"),
        Row(60, "Ordna nät och datorer, så att varje part når sina egna system"),
        Row(75, "Bestäm när ni har öppet, och vem som är i huset när"),
        Row(80, "Skriv en introduktion för den som är ny i huset"),
        Row(80, "Bestäm tider för gemensamma möten, också för hela personalen"),
    ),
    "Öppning": (
        Row(
            70,
            "Fråga föräldrar och barn hur de vill ha det",
            "Barn har rätt att säga vad de tycker i det som rör dem.",
            "barnkonventionen artikel 12, lag (2018:1197)",
        ),
        Row(80, "Berätta för familjerna, på de språk som talas där ni är", "Vad, var, när, och att det kostar inget."),
        Row(85, "Lägg in familjecentralen och öppettiderna där familjerna söker"),
        Row(90, "Bjud in till öppning", "Grannar, föreningar, bibliotek och politiker."),
        Row(90, "Börja räkna besök från första dagen", "Bara antal. Utan namn."),
        Row(100, "Se tillbaka på de hundra dagarna, och skriv vad nästa ska göra annorlunda"),
    ),
}


def load() -> int:
    """Put in the list, or bring it up to date. Lists that have begun keep their own words. Returns how many rows."""
    template, _made = ChecklistTemplate.objects.update_or_create(name=NAME, authority=None, defaults={"source": SOURCE})
    rows = [(heading, row) for heading, part in PARTS.items() for row in part]
    for number, (heading, row) in enumerate(rows, start=1):
        values = {"heading": heading, "text": row.text, "why": row.why, "source": row.source, "by_day": row.by_day}
        ChecklistTemplateItem.objects.update_or_create(template=template, number=number, defaults=values)
    ChecklistTemplateItem.objects.filter(template=template, number__gt=len(rows)).delete()
    return len(rows)

"""Decision documents made up for measuring: as long and as varied as real ones, about places and people that are not.

Real ones are of two to twenty thousand characters, seven thousand in the mean, and so are these.

The same number always gives the same document.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from typing import Final

PLACES: Final = "Ekbacken Björkvik Tallåsen Granhult Lindesta Alnäs Rönnarp Hasselby Almköping Videfors".split()
FIRST: Final = "Siv Tage Maj Folke Elvira Ove Ingegerd Sture Märta Bertil Alva Rune".split()
LAST: Final = "Provström Exempelius Testlund Mallqvist Övningsson Påhittén Skissberg Utkastius".split()
WHO: Final = ("Socialnämnden", "Barn- och utbildningsnämnden", "Familjenämnden", "Kommunstyrelsen")
LEGS: Final = ("barnmorskemottagning", "barnavårdscentral", "öppen förskola", "förebyggande socialtjänst")
MONTHS: Final = "januari februari mars april maj september oktober november".split()
HEADINGS: Final = "Bakgrund|Ärendet|Ärendets beredning|Barnkonsekvenser|Ekonomi|Förvaltningens synpunkter".split("|")
# Words that no other document has stand close to each other, as names, streets and figures do in real ones.
SENTENCES: Final = (
    "Under {year} mötte {w}gruppen {number} familjer i {w}, och {w}frågan kom upp {few} gånger.",
    "Lokalen vid {w}torget rymmer {leg} men {w}planen i {place} kräver {number} kvadratmeter till.",
    "{who} har bett {w}enheten att räkna på {w}förslaget och {w}hyran för {year}.",
    "Kostnaden för {w}huset beräknas till {number} 000 kronor, varav {w}delen bärs av {w}fonden.",
    "Föräldrar i {w} svarar att {leg} och {w}stödet borde finnas på {w}gatan {few}.",
    "En {w}grupp med {w}parterna har träffats {few} gånger sedan {month} {year} i {w}salen.",
    "Barn 0–6 år i {w} och deras vuxna når {leg2} genom {w}porten utan remiss.",
    "Erfarenheter från {w} i {place} visar att {w}arbetet tog {number} dagar mer än {w}räknat.",
)
SYLLABLES: Final = "ber dal ek fors gran hult kil lund mark nor ryd sten torp vik ås äng öd blå ler mos tal ven".split()


def documents(count: int) -> Iterator[str]:
    """`count` documents, kind after kind."""
    makers: tuple[Callable[[random.Random], str], ...] = (_board_report, _letter_of_intent, _interim_report, _minutes)
    for number in range(count):
        chance = random.Random(number)  # noqa: S311  no secret: the same number shall give the same document
        yield makers[number % len(makers)](chance)


def pages(count: int) -> Iterator[list[str]]:
    """A long report as pages of some 35 lines each."""
    chance = random.Random(0)  # noqa: S311  as above
    for number in range(1, count + 1):
        yield [
            f"Delrapport {number} ({count})",
            "",
            HEADINGS[number % len(HEADINGS)],
            "",
            *text(chance, 18).split("\n"),
        ]


def text(chance: random.Random, sentences: int) -> str:
    """Running text in paragraphs of three to six sentences, broken into lines as a transcription is."""
    paragraphs = []
    while sentences > 0:
        size = min(sentences, chance.randint(3, 6))
        sentences -= size
        paragraphs.append("\n".join(_wrapped(" ".join(_sentence(chance) for _ in range(size)))))
    return "\n\n".join(paragraphs)


def _sentence(chance: random.Random) -> str:
    leg, leg2 = chance.sample(LEGS, 2)
    sentence = re.sub(r"\{w\}", lambda _: "".join(chance.choices(SYLLABLES, k=3)), chance.choice(SENTENCES))
    return sentence.format(
        year=chance.randint(2014, 2025),
        number=chance.randint(12, 900),
        few=chance.randint(2, 9),
        place=chance.choice(PLACES),
        who=chance.choice(WHO),
        month=chance.choice(MONTHS),
        leg=leg,
        leg2=leg2,
    )


def _wrapped(words: str, width: int = 72) -> Iterator[str]:
    line = ""
    for word in words.split(" "):
        if line and len(line) + len(word) >= width:
            yield line
            line = ""
        line = f"{line} {word}".strip()
    yield line


def _name(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def _day(chance: random.Random) -> str:
    return f"{chance.randint(2015, 2025)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _sections(chance: random.Random, count: int, mark: str = "") -> str:
    chosen = chance.sample(HEADINGS, count)
    return "\n\n".join(f"{mark}{heading}\n\n{text(chance, chance.randint(8, 16))}" for heading in chosen)


def _board_report(chance: random.Random) -> str:
    place, body = chance.choice(PLACES), chance.choice(WHO)
    return f"""{place} kommun
Tjänsteutlåtande

Handläggare
{_name(chance)}
Telefon: 08-465 004 {chance.randint(10, 99)}

Till
{body}

Datum {_day(chance)}
Diarienummer SN {chance.randint(2015, 2025)}/{chance.randint(1, 999):04d}

Familjecentral i {place}

Förslag till beslut

1. {body} godkänner förvaltningens förslag om en familjecentral i {place}.
2. {body} uppdrar åt förvaltningen att återkomma senast den {chance.randint(1, 28)} {chance.choice(MONTHS)} 2027.
3. {body} beslutar om omedelbar justering.

{_sections(chance, 4)}

{_name(chance)}
förvaltningschef

Bilagor
1. Kartläggning av behov i {place}
2. Ritning
"""


def _letter_of_intent(chance: random.Random) -> str:
    place = chance.choice(PLACES)
    return f"""# Avsiktsförklaring för samverkan i familjecentral i {place}

## Parter

{place} kommun, {chance.choice(WHO).lower()}
Region {chance.choice(PLACES)}, vårdcentralen

{_sections(chance, 2, "## ")}

## Underskrifter

{place} {_day(chance)}

.................................
{_name(chance)}
verksamhetschef

.................................
avdelningschef
"""


def _interim_report(chance: random.Random) -> str:
    place = chance.choice(PLACES)
    return f"""Fler mötesplatser i {place}
Delrapport {chance.choice(MONTHS)} {chance.randint(2015, 2025)}
Diarienummer {chance.randint(1, 9)}.{chance.randint(1, 9)}-{chance.randint(10, 900)}/{chance.randint(2015, 2025)}

Sammanfattning

{text(chance, 14)}

{_sections(chance, 6)}

{_sections(chance, 6)}
"""


def _minutes(chance: random.Random) -> str:
    body = chance.choice(WHO)
    return f"""Protokollsutdrag
{body}
Sammanträdesdatum {_day(chance)}

§ {chance.randint(1, 200)} Familjecentral i {chance.choice(PLACES)}

Beslut

{body} beslutar

att godkänna rapporten
att uppdra åt förvaltningen att ta fram ett avtal

{_sections(chance, 2)}

Vid protokollet
{_name(chance)}
"""

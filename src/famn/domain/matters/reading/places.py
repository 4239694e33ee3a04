"""Municipalities, counties and city districts: which a document is about, by short name.

The names are those of Statistics Sweden (the 290 municipalities and 21 counties) and of the three big cities.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from famn.ground.search import starts, tried_at

from .text import Piece, Source

MUNICIPALITIES = frozenset(
    """
    Ale;Alingsås;Alvesta;Aneby;Arboga;Arjeplog;Arvidsjaur;Arvika;Askersund;Avesta;Bengtsfors;Berg;Bjurholm;Bjuv;Boden
    Bollebygd;Bollnäs;Borgholm;Borlänge;Borås;Botkyrka;Boxholm;Bromölla;Bräcke;Burlöv;Båstad;Dals-Ed;Danderyd;Degerfors
    Dorotea;Eda;Ekerö;Eksjö;Emmaboda;Enköping;Eskilstuna;Eslöv;Essunga;Fagersta;Falkenberg;Falköping;Falun;Filipstad
    Finspång;Flen;Forshaga;Färgelanda;Gagnef;Gislaved;Gnesta;Gnosjö;Gotland;Grums;Grästorp;Gullspång;Gällivare;Gävle
    Göteborg;Götene;Habo;Hagfors;Hallsberg;Hallstahammar;Halmstad;Hammarö;Haninge;Haparanda;Heby;Hedemora;Helsingborg
    Herrljunga;Hjo;Hofors;Huddinge;Hudiksvall;Hultsfred;Hylte;Håbo;Hällefors;Härjedalen;Härnösand;Härryda;Hässleholm
    Höganäs;Högsby;Hörby;Höör;Jokkmokk;Järfälla;Jönköping;Kalix;Kalmar;Karlsborg;Karlshamn;Karlskoga;Karlskrona
    Karlstad;Katrineholm;Kil;Kinda;Kiruna;Klippan;Knivsta;Kramfors;Kristianstad;Kristinehamn;Krokom;Kumla;Kungsbacka
    Kungsör;Kungälv;Kävlinge;Köping;Laholm;Landskrona;Laxå;Lekeberg;Leksand;Lerum;Lessebo;Lidingö;Lidköping;Lilla Edet
    Lindesberg;Linköping;Ljungby;Ljusdal;Ljusnarsberg;Lomma;Ludvika;Luleå;Lund;Lycksele;Lysekil;Malmö;Malung-Sälen;Malå
    Mariestad;Mark;Markaryd;Mellerud;Mjölby;Mora;Motala;Mullsjö;Munkedal;Munkfors;Mölndal;Mönsterås;Mörbylånga;Nacka
    Nora;Norberg;Nordanstig;Nordmaling;Norrköping;Norrtälje;Norsjö;Nybro;Nykvarn;Nyköping;Nynäshamn;Nässjö;Ockelbo
    Olofström;Orsa;Orust;Osby;Oskarshamn;Ovanåker;Oxelösund;Pajala;Partille;Perstorp;Piteå;Ragunda;Robertsfors
    Ronneby;Rättvik;Sala;Salem;Sandviken;Sigtuna;Simrishamn;Sjöbo;Skara;Skellefteå;Skinnskatteberg;Skurup;Skövde
    Smedjebacken;Sollefteå;Sollentuna;Solna;Sorsele;Sotenäs;Staffanstorp;Stenungsund;Stockholm;Storfors;Storuman
    Strängnäs;Strömstad;Strömsund;Sundbyberg;Sundsvall;Sunne;Surahammar;Svalöv;Svedala;Svenljunga;Säffle;Säter
    Sävsjö;Söderhamn;Söderköping;Södertälje;Sölvesborg;Tanum;Tibro;Tidaholm;Tierp;Timrå;Tingsryd;Tjörn;Tomelilla
    Torsby;Torsås;Tranemo;Tranås;Trelleborg;Trollhättan;Trosa;Tyresö;Täby;Töreboda;Uddevalla;Ulricehamn;Umeå
    Upplands Väsby;Upplands-Bro;Uppsala;Uppvidinge;Vadstena;Vaggeryd;Valdemarsvik;Vallentuna;Vansbro;Vara;Varberg
    Vaxholm;Vellinge;Vetlanda;Vilhelmina;Vimmerby;Vindeln;Vingåker;Vårgårda;Vänersborg;Vännäs;Värmdö;Värnamo
    Västervik;Västerås;Växjö;Ydre;Ystad;Åmål;Ånge;Åre;Årjäng;Åsele;Åstorp;Åtvidaberg;Älmhult;Älvdalen;Älvkarleby
    Älvsbyn;Ängelholm;Öckerö;Ödeshög;Örebro;Örkelljunga;Örnsköldsvik;Östersund;Österåker;Östhammar;Östra Göinge
    Överkalix;Övertorneå
    """.strip()
    .replace("\n", ";")
    .replace("    ", "")
    .split(";")
)
_COUNTIES = {
    "Stockholm": "Stockholms län",
    "Uppsala": "Uppsala län",
    "Sörmland": "Södermanlands län",
    "Södermanland": "Södermanlands län",
    "Östergötland": "Östergötlands län",
    "Jönköping": "Jönköpings län",
    "Kronoberg": "Kronobergs län",
    "Kalmar": "Kalmar län",
    "Gotland": "Gotlands län",
    "Blekinge": "Blekinge län",
    "Skåne": "Skåne län",
    "Halland": "Hallands län",
    "Västra Götaland": "Västra Götalands län",
    "Värmland": "Värmlands län",
    "Örebro": "Örebro län",
    "Västmanland": "Västmanlands län",
    "Dalarna": "Dalarnas län",
    "Gävleborg": "Gävleborgs län",
    "Västernorrland": "Västernorrlands län",
    "Jämtland": "Jämtlands län",
    "Jämtland Härjedalen": "Jämtlands län",
    "Västerbotten": "Västerbottens län",
    "Norrbotten": "Norrbottens län",
}
_CITY_DISTRICTS = (
    "Bromma;Enskede-Årsta-Vantör;Farsta;Hägersten-Liljeholmen;Hägersten-Älvsjö;Hässelby-Vällingby;Kungsholmen;Norrmalm"
    ";Rinkeby-Kista;Skarpnäck;Skärholmen;Spånga-Tensta;Södermalm;Älvsjö;Östermalm;Norra innerstaden;Norra Innerstaden"
    ";Angered;Askim-Frölunda-Högsbo;Majorna-Linné;Norra Hisingen;Västra Göteborg;Västra Hisingen;Örgryte-Härlanda"
    ";Östra Göteborg"
).split(";")
_PLACE = r"[A-ZÅÄÖ][\wåäö]+(?:-[A-ZÅÄÖ][\wåäö]+)*"
_QUARTER = r"(?:(?:Östra|Västra|Norra|Södra|Nya|Gamla|Stora|Lilla|Inre|Yttre) )?"
_CALLED = re.compile(r"(?:kommun(?:ens?|s)?|Kommuns?|[Ss]tads?)(?![\wåäö-])")
_MUNICIPALITY = re.compile(
    rf"(?<![\wåäö-])((?:(?:Upplands|Lilla|Östra|Västra|Norra|Södra|Nya|Stora) )?{_PLACE})(?:[ \t]+|[ \t]*\n[ \t]*)$"
)
_COUNTY = re.compile(
    rf"\bRegion (Västra Götaland|Jämtland Härjedalen|{_PLACE})|(Västra Götaland)sregionen"
    rf"|\b((?:Västra |Norra |Södra )?{_PLACE})\s+läns?\b"
)
_COUNTY_COUNCIL = re.compile(rf"\b((?:Västra )?{_PLACE})\s+(?:läns )?landsting(?:et)?\b")
_COUNTY_SIGNS = {_COUNTY: ("Region ", "sregionen", "län"), _COUNTY_COUNCIL: ("landsting",)}  # one of them must be there
_CAPITAL = re.compile(r"[A-ZÅÄÖ]")
_BY_BODY = re.compile(
    rf"({_QUARTER}{_PLACE})\s+(?:stadsdels|kommundels)(?:nämnd|förvaltning|område|direktör)|(?:[Ss]tadsdels"
    rf"|[Kk]ommundels)nämnden\s+({_PLACE})|Område\s({_PLACE})"
)
_KNOWN_DISTRICT = re.compile("(" + "|".join(sorted(_CITY_DISTRICTS, key=len, reverse=True)) + r")s?(?![\wåäö-])")
_DISTRICT_BODY = re.compile(r"stadsdels(?:nämnd|förvaltning|område)")
_NAME_BEFORE = re.compile(rf"(?<![\wåäö-])({_QUARTER}{_PLACE})\s+$")
_NAME_AFTER = re.compile(rf"en\s+({_PLACE})")
_KEEPS_S = re.compile(r"(?:[aå]s|äs|fors|is|us|os|lös|ss)$")
_NOT_DISTRICT = frozenset({"Varje", "Respektive", "Stockholms", "Göteborgs", "Berörd", "Berörda", "Vår"})
_NOT_PLACE = frozenset(
    "Varje En Den Vår Er Respektive Berörd Aktuell Sveriges Samtliga Alla Din Denna Inom Hela".split()
)


def short_name(genitive: str) -> str:
    """A place out of the genitive: "Österåkers" is Österåker, "Borås" stays."""
    name = " ".join(genitive.split())
    if name in MUNICIPALITIES or not name.endswith("s"):
        return name
    if name[:-1] in MUNICIPALITIES or name[:-1] in _CITY_DISTRICTS:
        return name[:-1]
    return name if _KEEPS_S.search(name) else name[:-1]


def district_of(text: str, offset: int) -> Piece | None:
    """The district that a district board or administration is named after."""
    match = _BY_BODY.search(text)
    if not match or match.lastindex is None:
        return None
    group = match.lastindex
    name = match.group(group)
    return Piece(short_name(name) if group == 1 else name, offset + match.start(group), offset + match.end(group))


def municipalities(text: str, offset: int = 0) -> Iterator[Piece]:
    """Municipalities named as such ("Österåkers kommun", "Stockholms stad")."""
    for called in tried_at(_CALLED, starts(text, "kommun", "Kommun", "stad", "Stad"), text):
        if text[called.start() - 1 : called.start()] not in " \t\n":
            continue
        begin = max(0, called.start() - 45)
        match = _MUNICIPALITY.search(text[begin : called.start()])
        if not match:
            continue
        name = short_name(match.group(1))
        if name not in _NOT_PLACE and not re.fullmatch(r"[Xx]+", name):
            start = offset + begin + match.start(1)
            yield Piece(name, start, start + len(name))


_KNOWN = "|".join(sorted(MUNICIPALITIES, key=len, reverse=True))
_IN_PLACE = re.compile(rf"\bi\s+({_KNOWN})(?![\wåäö-]|\s+(?:län|centrum))")
_CENTRE_OF = re.compile(rf"\b({_KNOWN})s?(?=\s+[Ff]amiljecentral)")


def places_in(text: str, offset: int = 0) -> Iterator[Piece]:
    """Municipalities named without being called so ("familjecentral i Karlskoga"), in a heading or elsewhere."""
    for match in tried_at(_IN_PLACE, starts(text, "i ", "i\n", "i\t"), text):
        yield Piece(match.group(1), offset + match.start(1), offset + match.end(1))


def centre_in(text: str, offset: int = 0) -> Iterator[Piece]:
    """The municipality that a family centre is named after ("Karlskoga familjecentral")."""
    for match in _CENTRE_OF.finditer(text) if "amiljecentral" in text else ():
        yield Piece(match.group(1), offset + match.start(1), offset + match.end(1))


def counties(text: str, offset: int = 0) -> Iterator[Piece]:
    """Counties named as such or by their region ("Örebro läns", "Region Örebro län"), as "Örebro län"."""
    for pattern, signs in _COUNTY_SIGNS.items():
        if not any(sign in text for sign in signs):
            continue
        capitals = (match.start() for match in _CAPITAL.finditer(text))
        for match in tried_at(pattern, capitals, text):
            name = match.group(match.lastindex or 0)
            base = name if name in _COUNTIES else name.removesuffix("s")
            yield Piece(_COUNTIES.get(base, f"{name} län"), offset + match.start(), offset + match.end())


def most_named(pieces: list[Piece]) -> Piece | None:
    """The place named most often; of equals the first."""
    if not pieces:
        return None
    counts = Counter(piece.text for piece in pieces)
    best = max(counts.values())
    return next(piece for piece in pieces if counts[piece.text] == best)


def _inside_word(text: str, at: int) -> bool:
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] == "-")


def districts(source: Source) -> list[Piece]:
    """City districts in order of first mention; known names count where the text speaks of districts at all."""
    if "stadsdel" not in source.lower:
        return []
    text = source.clean
    found: dict[str, Piece] = {}
    hits = [
        (match.start(1), match.end(1), match.group(1))
        for match in _KNOWN_DISTRICT.finditer(text)
        if not _inside_word(text, match.start())
    ]
    for match in _DISTRICT_BODY.finditer(text):
        from_here = max(0, match.start() - 60)
        named = _NAME_BEFORE.search(text[from_here : match.start()])
        if named and named.group(1) not in _NOT_DISTRICT:
            short = short_name(named.group(1))
            hits.append((from_here + named.start(1), from_here + named.start(1) + len(short), short))
        after = None if named else _NAME_AFTER.match(text, match.end())
        if after and match.group().endswith("nämnd"):
            hits.append((after.start(1), after.end(1), after.group(1)))
    for start, end, name in sorted(hits):
        found.setdefault(name, Piece(name, start, end))
    return list(found.values())

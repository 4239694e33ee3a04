"""The words that documents are built of: headings, bodies, titles of people. How to add one: docs/reading.md."""

from __future__ import annotations

import enum
import re
from functools import lru_cache


class Role(enum.Enum):
    """What a heading opens."""

    PROPOSAL = enum.auto()
    DECISION = enum.auto()
    BODY = enum.auto()
    ATTACHMENTS = enum.auto()
    DISTRIBUTION = enum.auto()
    ATTESTATIONS = enum.auto()
    SIGNATURES = enum.auto()
    GOALS = enum.auto()
    STEPS = enum.auto()
    PARTIES = enum.auto()
    CONTENTS = enum.auto()
    PARAGRAPH = enum.auto()


_HEADINGS: dict[Role, str] = {
    Role.PROPOSAL: """
        förslag till beslut; beslutsförslag; förslag på beslut; förslag till beslut i korthet; förslag; yrkande
        yrkanden
        förvaltningens förslag till beslut; förvaltningens förslag; nämndens förslag till beslut
        kontorets förslag till beslut; ordförandens förslag till beslut; presidiets förslag till beslut
        arbetsutskottets förslag till beslut; utskottets förslag till beslut; förslag till beslut för egen del
        stadsledningskontorets förslag till beslut; kommunledningskontorets förslag till beslut
        socialförvaltningens förslag till beslut; kommunstyrelsens förslag till beslut; förslag till yttrande och beslut
        stadsdelsförvaltningens förslag till beslut; borgarrådsberedningens förslag till beslut""",
    Role.DECISION: """
        beslut; nämndens beslut; kommunstyrelsens beslut; kommunfullmäktiges beslut; arbetsutskottets beslut
        utskottets beslut; stadsdelsnämndens beslut; socialnämndens beslut; styrelsens beslut; fullmäktiges beslut
        regionfullmäktiges beslut; regionstyrelsens beslut; beslut i ärendet; kommunstyrelsen beslutar
        nämnden beslutar; socialnämnden beslutar; kommunfullmäktige beslutar; beslutet""",
    Role.BODY: """
        sammanfattning; sammanfattning av ärendet; ärendet i korthet; ärendet i sammanfattning; kort sammanfattning
        sammanfattande bedömning; bakgrund; bakgrund och syfte; ärendets beredning; ärendet; ärendebeskrivning
        beredning
        beskrivning av ärendet; ärendebeskrivning och bakgrund; synpunkter och förslag; förvaltningens synpunkter
        förvaltningens synpunkter och förslag; förvaltningens bedömning; förvaltningens överväganden; överväganden
        förvaltningens motivering till förslaget; motivering; motivering till förslag; bedömning; jämställdhetsanalys
        jämställdhetsperspektiv; barnperspektiv; barnperspektivet; barnets bästa; prövning av barnets bästa
        barnkonsekvensanalys; barnrättsperspektiv; barnrättsliga konsekvenser; konsekvenser; konsekvenser för barn
        barn-, mångfalds-, jämställdhets- och miljöperspektivet; bedömning ur ekonomisk dimension
        bedömning ur ekologisk dimension; bedömning ur social dimension; samverkan; ekonomiska konsekvenser; ekonomi
        ekonomiska konsekvenser av beslutet; ekonomisk konsekvensanalys; ekonomiska överväganden; finansiering
        juridiska konsekvenser; konsekvenser för miljön; miljökonsekvenser; sociala konsekvenser; miljöperspektiv
        social konsekvensanalys; landsbygdsperspektiv; beslutsgång; beslutsmotivering; tidplan; tidsplan; genomförande
        uppföljning; syfte; syfte och mål; uppdraget; uppdrag; målgrupp; inledning; metod; resultat; slutsats
        slutsatser; analys; diskussion; förord; organisation; ekonomi och lokaler; lokaler; lokaler och bemanning
        bemanning; personal; statistik; verksamhet; verksamhetsidé; definitioner; definition; förutsättningar
        föredragande borgarrådet anför; remisser; remissammanställning; tidigare beslut; tidigare behandling
        reservation
        reservationer; reservationer m.m.; yttrande; yttranden; särskilt uttalande; särskilda uttalanden
        ersättaryttrande; protokollsanteckning; protokollsanteckningar; protokollsanteckning till protokollet
        beslutsgång och omröstning; propositionsordning; omröstning; votering; jäv; deltar ej i beslutet
        omfattning och ikraftträdande; avtalstid; giltighetstid; giltighet; uppsägning; avtalstid och uppsägning
        sekretess
        sekretess och informationsutbyte; ansvar; ansvar och åtaganden; parternas ansvar; parternas åtaganden; tvist
        tvister; tvistlösning; försäkring; ändringar och tillägg; ändringar; information; kostnader; kostnadsfördelning
        verksamhetsområde och målgrupp; organisation, ledning och styrning; ledning och styrning; styrning och ledning
        mål och uppföljning; inriktning för fortsatt utveckling; insatser; insatser, åtagande och kompetens; slutord
        framåtblick; öppethållande; öppettider; årets verksamhet; besöksstatistik; gemensamma aktiviteter; svar
        förslag till svar; motivering till beslut; nuläge; nulägesbeskrivning; behov; behovsanalys; omvärldsbevakning
        sammanfattning och slutsatser; alternativ; rekommendation; rekommendationer; uppdragsbeskrivning
        kontakt; kontaktuppgifter; föredragning; barnrättsprövning; ekonomisk påverkan; konsekvensanalys
        fortsatt arbete; det fortsatta arbetet; om verksamheten; förvaltningens svar; nästa år; avtalets giltighet
        avtalets längd; avsikt; parternas avsikt; varaktighet; ställningstagande
        det här vill vi; det här vilar på; vad avsiktsförklaringen betyder; undertecknat på papper
        protokollets justering; hur ärendet avgjordes; åtaganden; åtaganden sammanlagt""",
    Role.ATTACHMENTS: """
        bilagor; bilaga; beslutsunderlag; handlingar; handlingar i ärendet; underlag för beslut; underlag
        bilagda handlingar
        bilagor till avtalet; bilagor till överenskommelsen; bifogade handlingar; ärendets handlingar
        förteckning över bilagor; avtalets bilagor; bilageförteckning""",
    Role.DISTRIBUTION: """
        expedieras; expedieras till; expediering; expedierad till; beslut sänds till; beslutet sänds till; sändlista
        beslut skickas till; beslutet skickas till; beslutet skickas för kännedom till; skickas till; kopia till
        beslutet ska skickas till; beslutsexpediering; delges; delgivning; beslut expedieras till; kopia; för kännedom
        beslutet expedieras till; beslut delges; beslutet delges; protokollsutdrag till; protokollsutdrag skickas till
        utdrag till; mottagare; sändlista för beslutet; paragrafen skickas till; beslut till; protokollet skickas till
        beslutet lämnas till; skickas för kännedom till; för kännedom till; beslut sänds för kännedom till""",
    Role.ATTESTATIONS: """
        attesterat av; attesterad av; godkänt digitalt av; digitala signaturer; digital signatur; digitalt godkänt av
        godkänt av; digitalt signerat av; elektroniskt godkänt av; elektroniska underskrifter; attestering; attest
        detta dokument har godkänts digitalt av följande personer; dokumentet är digitalt godkänt av
        dokumentet har godkänts digitalt av; detta dokument är elektroniskt undertecknat av; signerat av""",
    Role.SIGNATURES: """
        underskrift; underskrifter; undertecknande; undertecknas; parternas underskrifter; signatur; signaturer
        avtalets undertecknande; undertecknas av; namnunderskrifter""",
    Role.GOALS: """
        mål
        inriktningsmål; gemensamma inriktningsmål; gemensamma mål; målen; våra mål; mål för samverkan; delmål; effektmål
        mål för verksamheten; mål för familjecentralen; mål som avsiktsförklaringen bidrar till
        målsättning; målsättningar; övergripande mål""",
    Role.STEPS: """
        steg; stegen; trappan; trappsteg; etableringstrappan; steg för steg; stegen mot en familjecentral
        stegen mot familjecentral; trappan mot en familjecentral; trappan mot familjecentral; utvecklingstrappan""",
    Role.PARTIES: """
        parter; avtalsparter; avtalande parter; samverkande parter; samverkansparter; ingående parter
        parter och samverkan; samverkande parter och samlokalisation; samverkande parter och samlokalisering
        överenskommelsens parter; mellan; parter i avtalet""",
    Role.CONTENTS: "innehåll; innehållsförteckning; innehållsförteckning:; innehåll:; sidnummer",
}

HEADINGS: dict[str, Role] = {
    name.strip(): role
    for role, block in _HEADINGS.items()
    for line in block.strip().splitlines()
    for name in line.split(";")
    if name.strip()
}

# Roles whose text belongs to the document's own words and so becomes a section.
SECTION_ROLES = frozenset(
    {Role.PROPOSAL, Role.DECISION, Role.BODY, Role.GOALS, Role.STEPS, Role.PARTIES, Role.PARAGRAPH}
)

BODY_NOUN = (
    r"(?i:stadsdelsnämnd|kommundelsnämnd|områdesnämnd|regionnämnd|nämnd|kommunstyrelse|regionstyrelse"
    r"|landstingsstyrelse|kommunfullmäktige|regionfullmäktige|landstingsfullmäktige|fullmäktige|styrelse|utskott"
    r"|beredning|direktion|kommitté|delegation|presidium)"
)
_UPPER_WORD = r"[A-ZÅÄÖ][\wåäöÅÄÖ/-]*"
_NOT_AFTER_BODY = r"(?!Datum|Dnr|Diarie|Till|Handläggare|Sammanträd|Protokoll|Förslag|Beslut|Paragraf|Sida|Bilag)"
# A deciding body: "Östermalms stadsdelsnämnd", "Hälso- och sjukvårdsnämnden", "Kommunstyrelsens arbetsutskott",
# "Socialnämnden Nordost".
BODY = (
    rf"(?:(?:{_UPPER_WORD}(?:- och [\wåäö]+|, [\wåäö]+- och [\wåäö]+)?\s+(?:och\s+)?){{0,3}}"
    r"(?:[\wåäöÅÄÖ]+-,\s+[\wåäöÅÄÖ]+-\s+och\s+|[\wåäöÅÄÖ]+-\s+och\s+)?"
    rf"[\wåäöÅÄÖ-]*{BODY_NOUN}(?i:ens|ns|s|en|n|et|ets|ts)?"
    r"(?:\s+(?:(?i:arbetsutskott)|[\wåäö]*utskott|presidium)(?:et)?)?"
    rf"(?:(?<=nämnden)\s{_NOT_AFTER_BODY}[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)?)"
)
BODY_RE = re.compile(rf"(?<![\w-]){BODY}(?![\w-])")

TITLE_HEAD = (
    r"(?:direktör|chef|sekreterare|ordförande|strateg|handläggare|utredare|samordnare|koordinator|ledamot|rektor|jurist"
    r"|controller|ledare|kurator|barnmorska|sjuksköterska|läkare|konsult|planerare|specialist|förvaltare|inspektör"
    r"|utvecklare|assistent|administratör|pedagog|lärare|socionom|ekonom|analytiker|rådgivare|representant|ersättare"
    r"|justerare|borgarråd|kommunalråd|regionråd|landstingsråd|oppositionsråd|psykolog|dietist|tandläkare|logoped"
    r"|stödjare|adviser|revisor|arkivarie|registrator|projektägare|firmatecknare|borgmästare|överläkare|generalist)"
)


def in_any_case(alternatives: str) -> str:
    """The alternatives in small letters or large, by first letter: so most places of a text are passed at a glance."""
    rests: dict[str, list[str]] = {}
    for word in alternatives.removeprefix("(?:").removesuffix(")").split("|"):
        rests.setdefault(word[0], []).append(word[1:])
    firsts = {"i": "iIİı", "k": "kK\u212a", "s": "sSſ"}  # as IGNORECASE has them
    return "|".join(f"[{firsts.get(one, one + one.upper())}](?i:{'|'.join(rest)})" for one, rest in rests.items())


_TITLE_HEAD = in_any_case(TITLE_HEAD)
TITLE_HEAD_RE = re.compile(_TITLE_HEAD)
_TITLE_RE = re.compile(rf"(?:{_TITLE_HEAD})(?i:n|en)?\b")

# Words that never stand in a person's name, whole or as the end of a word.
_NOT_NAME_END = (
    r"(?:kommun|kommunen|kommuns|nämnd|nämnden|förvaltning|förvaltningen|stad|stads|län|läns|region|regionen"
    r"|regionens|kontor"
    r"|kontoret|avdelning|avdelningen|enhet|enheten|styrelse|styrelsen|fullmäktige|utskott|utskottet|central|centralen"
    r"|centraler|mottagning|mottagningen|förskola|förskolan|skola|skolan|vårdcentral|vårdcentralen|socialtjänst"
    r"|socialtjänsten|bibliotek|biblioteket|vård|vården|hälsovård|hälsovården|partiet|demokraterna|moderaterna"
    r"|liberalerna|verksamhet|verksamheten|förening|föreningen|gatan|vägen|torget|plan|avtal|avtalet|förklaring"
    r"|förklaringen|beslut|rapport|rapporten|utredning|utredningen|protokoll|protokollet|bilaga|motion|svar|förslag)"
)
_NOT_NAME = (
    "ab|akt|till|för|om|och|den|det|en|ett|av|med|i|på|att|enligt|datum|namn|dnr|telefon|sida|diarienummer|handläggare"
    "|box|stab|staben|växel|fax|centrum|barn|unga|familj|öppen|öppna|tid|plats|ort|närvarande|beslutande|underskrift"
    "|underskrifter|utdragsbestyrkande|anslag|januari|februari|mars|april|juni|juli|augusti|september|oktober|november"
    "|december|expedieras|diariet|arkivet|akten"
)
NOT_NAME_RE = re.compile(
    rf"(?:{in_any_case(_NOT_NAME_END)}|{_TITLE_HEAD}|(?<![\wåäö-])(?:{in_any_case(_NOT_NAME)}|maj))(?![\wåäö-])"
)
_NAME_WORD = r"[A-ZÅÄÖÉÜØÆ][a-zåäöéèüëïçøæćčšžńłóáí']++(?:[A-Z][a-zåäö]++)?(?:-[A-ZÅÄÖ][a-zåäöéü]++)*"
_NAME_PARTICLE = r"(?:af|av|von|van|de|del|der|la|al|el|bin|ibn|da|di)"
NAME = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|[A-ZÅÄÖ]\.?|{_NAME_PARTICLE}(?= ))){{0,3}} {_NAME_WORD}"
PARTY_SUFFIX = r"(?:\s*\((?:[A-ZÅÄÖ]{1,4}|[a-zåäö]{1,3}|-)\))"
NAME_RE = re.compile(rf"{NAME}")
FULL_NAME_RE = re.compile(rf"(?P<name>{NAME}){PARTY_SUFFIX}?")


def normal_heading(text: str) -> str:
    """A heading as looked up: without number, colon and case."""
    number = None if text[:2].isalpha() else _NUMBER.match(text)
    return text[number.end() if number else 0 :].strip(" :").casefold()


_NUMBER = re.compile(r"(?:§ ?)?[0-9]\d?(?:\.\d{1,2}){0,3}[.)]?\s+|[A-Ha-h][.)]\s+")


_MOST_WORDS = 5
_LAST_PARTY = re.compile(PARTY_SUFFIX + "$")


def without_party(name: str) -> str:
    """A name without the party letter after it."""
    return _LAST_PARTY.sub("", name) if name[-1:] == ")" else name


def is_name(text: str) -> bool:
    """Whether the text is a person's name and nothing else (a party letter may follow)."""
    if not text[:1].isupper() or (text[-1] != ")" and not 0 < text.count(" ") < _MOST_WORDS):
        return False
    if not FULL_NAME_RE.fullmatch(text):
        return False
    return not any(map(_bars_name, text.split()))


@lru_cache(maxsize=10_000)
def is_title(word: str) -> bool:
    """Whether the word is a person's title. No title has a space in it."""
    return bool(_TITLE_RE.search(word))


@lru_cache(maxsize=10_000)
def _bars_name(word: str) -> bool:
    """Whether no name holds the word. None of the words that bar a name has a space in it."""
    return bool(NOT_NAME_RE.search(word))

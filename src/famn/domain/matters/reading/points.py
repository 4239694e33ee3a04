"""Decision points: what is proposed or decided, by whom, and when it is to be reported back."""

from __future__ import annotations

import re
from dataclasses import dataclass

from famn.ground.search import starts

from .dates import first_time_limit
from .document import Kind
from .head import Head, body_piece
from .layout import Layout, Part, bullet, leads
from .text import Line, Piece
from .words import BODY, BODY_RE, Role, normal_heading

_IMMEDIATE = re.compile(
    r"omedelbar(?:t|a|en)?\s+juster|juster\w*\s+omedelbart|direktjuster|omedelbart\s+förklara\w*\s+juster",
    re.IGNORECASE,
)
_REPORT_BACK = re.compile(
    r"åter(?:redovis|rapport|kom)|(?:av|slut|del)?(?:rapporter(?:as|ar|a|ing|at)?|redovis(?:as|ar|a|ning|ningen"
    r"|at))\b|\bpresenteras\b|rapport(?:en)?\s+(?:ska|skall)\s+lämnas|redogöra\s+för|lämna\w*\s+(?:en\s+)?(?:rapport|redovisning)|återkopp",
    re.IGNORECASE,
)
_REPORT_SIGNS = ("redo", "rapport", "åter", "enter", "lämna")  # one of them is in every word above
_LEAD = re.compile(
    rf"(?P<proposer>.{{0,120}}?)\s*\bföreslår\s+(?:(?:därför|härmed|vi|jag"
    rf"|undertecknade?)\s+){{0,2}}(?:att\s+)?(?:(?P<to>{BODY})\s*)?(?:att\s+)?"
    rf"(?:i sin tur\s+)?(?:(?:föreslå|föreslår)\s+(?:att\s+)?(?P<onward>{BODY})\s*)?(?:att\s+)?"
    r"(?:besluta[rs]?|beslut)?(?:\s+följande|\s+enligt följande|\s+att)*"
)
_DECIDES = re.compile(
    rf"(?P<body>{BODY})\s+(?:föreslås\s+)?(?:besluta[rs]?|beslutade)(?:\s+för egen del)?"
    r"(?:\s+(?:följande|att|enligt följande|för egen del))*"
)
_DEMANDS = re.compile(
    r"(?P<proposer>.{0,120}?)\s*\b(?:yrkar|föreslår|hemställer)\s*(?:jag|vi|undertecknade?)?\s*(?:därför|härmed"
    r"|således)?"
    rf",?\s*(?:att\s+)?(?P<body>{BODY})?\s*(?:att\s+)?(?:besluta[rs]?)?(?:\s+(?P<rest>följande|att))*"
)
_FOR_BODY = re.compile(rf"(?:I|För|Till|Förslag till|Förslag till beslut i)\s+(?P<body>{BODY})")
# What a body does when it decides; "får i uppdrag" or "ska" says what it is to do, not that it decides.
_DECIDING = (
    "beslutar besluta beslutade godkänner uppdrar ger antar anser överlämnar tackar ställer föreslår noterar lägger"
    " fastställer förklarar bifaller avslår hemställer avger lämnar tillstyrker avstyrker medger bemyndigar beviljar"
    " utser väljer delegerar avsätter återremitterar bordlägger återkallar upphäver reviderar rekommenderar ansöker"
    " instämmer yttrar remitterar inrättar tecknar ingår konstaterar delar besvarar avskriver uttalar begär tillsätter"
    " finner tar åtar medverkar förlänger säger föreslås"
).replace(" ", "|")
_OWN_BODY = re.compile(rf"(?P<body>{BODY})\s+(?:{_DECIDING})\b")
_PROPOSAL_HEADING = re.compile(
    rf"(?P<proposer>[\wåäöÅÄÖ ,-]+?)s\s+förslag\s+till\s+"
    rf"(?:beslut(?:\s+i\s+(?P<in>{BODY}))?|(?P<body>{BODY})(?:\s+beslut)?)"
)
_SPEAKER = re.compile(
    r"(?:(?<=[.!?] )|^|(?<=\n))(?P<who>(?:[A-ZÅÄÖ][\wåäö-]*\s)?[\wåäöÅÄÖ-]*(?:[Ff]örvaltningen|[Kk]ontoret"
    r"|[Aa]vdelningen|[Kk]ansliet|[Ss]ektorn))\s+föreslår\b",
    re.MULTILINE,
)
_GENERIC_BODY = frozenset({"Nämnden", "Stadsdelsnämnden", "Styrelsen", "Fullmäktige", "Utskottet"})
_NEEDS_LEAD = frozenset({"yrkande", "yrkanden", "förslag"})
_NOTHING = re.compile(r"[-–.\s]*")


@dataclass(slots=True)
class Point:
    """A decision point with pieces of the cleaned text."""

    text: Piece
    body: Piece | None
    proposer: Piece | None
    immediate: bool
    report_back: Piece | None


def read_points(layout: Layout, head: Head, kind: Kind) -> list[Point]:
    """The decision points in the order of the document."""
    roles = (Role.PROPOSAL,)
    if kind is Kind.MINUTES_EXTRACT or not layout.parts_of(Role.PROPOSAL):
        roles = (Role.DECISION,) if layout.parts_of(Role.DECISION) else (Role.PROPOSAL,)
    points: list[Point] = []
    fallback = _speaker(layout) if kind is Kind.BOARD_REPORT else None
    for part in _with_own_decisions(layout, roles) if kind is Kind.BOARD_REPORT else layout.parts_of(*roles):
        points += _Part(layout, head, part, fallback).read()
    if not points and kind in (Kind.MOTION, Kind.MINUTES_EXTRACT, Kind.BOARD_REPORT, Kind.UNKNOWN):
        points = _demands(layout, head)
    return points


def _with_own_decisions(layout: Layout, roles: tuple[Role, ...]) -> list[Part]:
    """The parts of the roles, and such that straight after them say what the same body decides for itself."""
    found: list[Part] = []
    for before, part in zip([None, *layout.parts], layout.parts, strict=False):
        if part.role in roles or (part.role is Role.DECISION and found and found[-1] is before):
            found.append(part)
    return found


class _Part:
    """Reads one part; a lead such as "X föreslår Y besluta" counts for the points after it."""

    def __init__(self, layout: Layout, head: Head, part: Part, fallback: Piece | None) -> None:
        self.layout = layout
        self.head = head
        self.part = part
        self.fallback = fallback
        self.body: Piece | None = None
        self.proposer: Piece | None = None

    def read(self) -> list[Point]:
        self._from_heading()
        lines = self.part.lines
        needs_lead = normal_heading(self.part.title) in _NEEDS_LEAD
        points: list[Point] = []
        led = False
        for item in items_of(self.layout, lines):
            if self._lead(item):
                led = True
            elif (led or not needs_lead) and len(item.text) > 7 and not _NOTHING.fullmatch(item.text):
                points.append(self._point(item))
        return points

    def _from_heading(self) -> None:
        if not self.part.heading:
            return
        heading = self.layout.piece(self.part.heading)
        match = _PROPOSAL_HEADING.fullmatch(heading.text.strip(" :"))
        if match:
            if match["body"] or match["in"]:
                group = "body" if match["body"] else "in"
                self.body = _capital(heading.part(match.start(group), match.end(group)))
            self.proposer = _capital(heading.part(match.start("proposer"), match.end("proposer")))
            return
        body = BODY_RE.search(heading.text)
        if body:
            self.body = body_piece(heading, body)

    def _lead(self, item: Piece) -> bool:
        """Whether the item only opens what follows; takes over who proposes and who decides."""
        text = item.text.rstrip(" :.,…-–")
        if len(text) > 220:
            return False
        match = _LEAD.fullmatch(text) if "föreslår" in text else None
        if match:
            self._take_lead(item, match)
            return True
        match = _DECIDES.fullmatch(text) if "beslut" in text else None
        if match:
            self.body = _capital(item.part(match.start("body"), match.end("body")))
            return True
        match = _FOR_BODY.fullmatch(text)
        if match:
            self.body = _capital(item.part(match.start("body"), match.end("body")))
            return True
        alone = BODY_RE.fullmatch(text)
        if alone and text[0].isupper():
            self.body = body_piece(item, alone)
            return True
        return text.casefold() in (
            "att",
            "beslut",
            "förslag till beslut",
            "beslutar",
            "besluta att",
            "nämnden föreslås besluta",
        )

    def _take_lead(self, item: Piece, match: re.Match[str]) -> None:
        self.proposer = _proposer(item, match) or self.proposer
        group = "onward" if match["onward"] else "to" if match["to"] else None
        if group:
            self.body = _capital(item.part(match.start(group), match.end(group)))

    def _point(self, item: Piece) -> Point:
        body, proposer = self.body, self.proposer
        lead = _LEAD.match(item.text) if "föreslår" in item.text else None
        own = _OWN_BODY.match(item.text)
        if lead and (lead["to"] or lead["onward"]):
            group = "onward" if lead["onward"] else "to"
            body = _capital(item.part(lead.start(group), lead.end(group)))
            proposer = _proposer(item, lead) or proposer
        elif own:
            body = _capital(item.part(own.start("body"), own.end("body")))
        body = body or self.head.authority
        if body and body.text in _GENERIC_BODY and self.head.authority:
            body = self.head.authority
        return Point(item, body, proposer or self.fallback, bool(_IMMEDIATE.search(item.text)), report_back(item))


def report_back(item: Piece) -> Piece | None:
    """When the item says that something is to be reported back, if it names a time."""
    lower = item.text.lower()
    if not any(sign in lower for sign in _REPORT_SIGNS) or not _REPORT_BACK.search(item.text):
        return None
    return first_time_limit(item.text, item.start)


_NO_PROPOSER = re.compile(
    r"(?:med|mot|utifrån|av|därför|jag|vi|för|enligt|i|på|efter|som|det|detta|att|med anledning|undertecknad\w*)\b",
    re.IGNORECASE,
)


def _proposer(item: Piece, match: re.Match[str]) -> Piece | None:
    """Who proposes, where the words before "föreslår" name somebody."""
    named = _capital(item.part(match.start("proposer"), match.end("proposer")))
    return named if named.text and not _NO_PROPOSER.match(named.text) else None


def _capital(piece: Piece) -> Piece:
    text = piece.text.strip(" ,:")
    return Piece(text[:1].upper() + text[1:], piece.start, piece.start + len(text))


def items_of(layout: Layout, lines: list[Line]) -> list[Piece]:
    """The items of a decision: numbered, marked, beginning with "att", or a paragraph each."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or _starts_item(layout, blocks[-1], line):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [_without_marker(layout.piece(block)) for block in blocks]


_LED = re.compile(r"\b(?:besluta[rs]?|följande|yrkar|yrkas|föreslås)$")
_OPENS = re.compile(rf"(?:Paragrafen|Beslutet|Ärendet|Uppdraget|{BODY})\s+[a-zåäö]")


def _starts_item(layout: Layout, block: list[Line], line: Line) -> bool:
    before = block[-1]
    if bullet(line.text) or line.level or before.level:
        return True
    if line.text.startswith(("att ", "Att ")) and not before.text.endswith(_NOT_BEFORE_ATT):
        run = block[0].text.startswith(("att ", "Att "))
        led = _LED.search(before.text) or (leads(before.text[-40:]) and layout.fits(before, line))
        if before.text[-1] in ".,;:" or run or led or before.text.endswith((" och", " samt")):
            return True
    if line.gap > layout.gap:
        if before.text[-1] in ".!?:;":
            return True
        full = not layout.fits(before, line) and bool(bullet(block[0].text)) and line.gap == 1
        return not (line.text[0].islower() or full)
    if before.text[-1] in ".:;" and line.text[0].isupper():
        marked = bool(bullet(block[0].text))
        return layout.fits(before, line) or not marked or bool(_OPENS.match(line.text))
    return False


_NOT_BEFORE_ATT = (" för", " genom", " om", " på", " till", " av", " än")


def _without_marker(piece: Piece) -> Piece:
    match = bullet(piece.text)
    if not match:
        return piece
    return Piece(piece.text[match.end() :].strip(), piece.start + match.end(), piece.end)


def _speaker(layout: Layout) -> Piece | None:
    """The administration that says in running text that it proposes, by its full name where the text has one."""
    for part in layout.parts:
        if part.role is Role.PROPOSAL or not part.lines:
            continue
        piece = layout.piece(part.lines)
        match = _SPEAKER.search(piece.text) if "föreslår" in piece.text else None
        if match:
            who = match["who"]
            start = layout.source.clean.find(who.split()[0], piece.start)
            near = Piece(who, max(start, piece.start), max(start, piece.start) + len(who))
            return full_name(layout, who) or near
    return None


_WORD_GOES_ON = re.compile(r"\w")
_BEFORE_NOUN = re.compile(r"(?<![\w-])[A-ZÅÄÖ][\wåäö]+(?:-[A-ZÅÄÖ][\wåäö]+)*\s+[\wåäö-]*$")


def full_name(layout: Layout, definite: str) -> Piece | None:
    """ "Förvaltningen" by its full name, as "Östermalms stadsdelsförvaltning", where one and only one is named."""
    noun = definite.split()[-1].casefold().removesuffix("en").removesuffix("et")
    clean = layout.source.clean
    found: dict[str, tuple[int, int]] = {}
    for at in starts(clean, noun):
        end = at + len(noun)
        begin = max(0, at - 70)
        named = None if _WORD_GOES_ON.match(clean, end) else _BEFORE_NOUN.search(clean[begin:at])
        if named:
            span = begin + named.start(), end
            found[" ".join(clean[slice(*span)].split())] = span
    if len(found) != 1:
        return None
    name, (start, end) = next(iter(found.items()))
    return Piece(name, start, end)


def heading_body(layout: Layout) -> Piece | None:
    """The body that the first heading of proposals names, as in "Förslag till beslut i socialnämnden"."""
    for part in layout.parts_of(Role.PROPOSAL, Role.DECISION):
        heading = layout.piece(part.heading)
        match = None if _PROPOSAL_HEADING.fullmatch(heading.text) else BODY_RE.search(heading.text)
        if match:
            return body_piece(heading, match)
    return None


def _demands(layout: Layout, head: Head) -> list[Point]:
    """What stands under "… yrkar" or "… föreslår fullmäktige besluta" without a heading of its own."""
    for part in layout.parts:
        if "yrka" not in (text := layout.text_of(part)) and "föreslår" not in text and "hemställer" not in text:
            continue
        items = items_of(layout, part.lines)
        for at, item in enumerate(items[:-1]):
            match = _DEMANDS.fullmatch(_last_sentence(item.text.rstrip(" :.,…-–")))
            if match:
                run = _marked_run(items[at + 1 :], layout) or _plain_run(items[at + 1 :], match)
                if run:
                    return _demanded(item, match, run, head)
    return []


def _demanded(lead: Piece, match: re.Match[str], run: list[Piece], head: Head) -> list[Point]:
    shift = lead.text.index(match.string)
    who = lead.part(shift + match.start("proposer"), shift + match.end("proposer"))
    proposer = _capital(who) if who.text and not _NO_PROPOSER.match(who.text) else None
    body = head.authority
    if match["body"]:
        body = _capital(lead.part(shift + match.start("body"), shift + match.end("body")))
    return [
        Point(one, _own_or(one, body), proposer, bool(_IMMEDIATE.search(one.text)), report_back(one)) for one in run
    ]


def _plain_run(items: list[Piece], match: re.Match[str]) -> list[Piece]:
    """Unmarked paragraphs after "… beslutar följande", up to the one who begins to speak."""
    run: list[Piece] = []
    for item in items if match["rest"] == "följande" else []:
        if re.search(r"\banför\b", item.text[:120]):
            break
        run.append(item)
    return run


def _own_or(item: Piece, body: Piece | None) -> Piece | None:
    match = re.match(rf"(?:att|Att)\s+(?P<body>{BODY})\s+(?:{_DECIDING})\b", item.text)
    return _capital(item.part(match.start("body"), match.end("body"))) if match else body


def _marked_run(items: list[Piece], layout: Layout) -> list[Piece]:
    """The items from the first that are marked in the same way: a bullet, a number, or "att"."""
    run: list[Piece] = []
    for item in items:
        line_start = layout.source.clean.rfind("\n", 0, item.start) + 1
        marked = item.text[:4].casefold() == "att " or bool(layout.source.clean[line_start : item.start].strip())
        if not marked:
            break
        run.append(item)
    return run


def _last_sentence(text: str) -> str:
    return re.split(r"(?<=[.!?])\s+", text)[-1]

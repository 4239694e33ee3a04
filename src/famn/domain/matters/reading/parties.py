"""Who cooperates: the parties, the legs of the centre, the authority and the area."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import islice

from famn.ground.search import lowered, starts, tried_at

from .document import Kind, Leg
from .head import Head, top_lines
from .layout import Layout
from .places import centre_in, counties, district_of, most_named, municipalities, places_in
from .points import Point, full_name, heading_body, items_of
from .text import Line, Piece, find_words
from .words import Role

# All of these are searched for in small letters, and begin with plain letters for speed.
_MIDWIFERY = (
    r"(?:barnmorskemottagning\w*|barnmorskor\w*|bmm\b|mhv\b|mvc\b|mödrahälsovård\w*|mödravård\w*"
    r"|mödra-\s+och\s+barn\w*|barn-\s+och\s+mödra\w*)"
)
_CHILD = r"(?:barnavårdscentral\w*|bvc\b|bhv\b|barnhälsovård\w*|barnavård\w*|barn-\s+och\s+mödra\w*)"
_PRESCHOOL = r"(?:öppen\s+förskol\w+|öppna\s+förskol\w+)"
_SURE = re.compile(
    r"(?:förebyggande\s+(?:och\s+stödjande\s+)?social(?:tjänst\w*|a\s+\w+|t\s+arbete)"
    r"|socialtjänst[^.]{0,60}?förebyggande"
    r"|preventiv\w*\s+social\w*|socialtjänstens\s+föräldrarådgivare|föräldrarådgivare|familjerådgivare"
    r"|öppen\s+socialtjänst)"
)
_SOCIAL = re.compile(r"(?:socialtjänst\w*|socialrådgiv\w*|individ- och familjeomsorg\w*|familjestödj\w*)")
# Each with what its words begin with.
_LEGS = (
    (Leg.MIDWIFERY, re.compile(_MIDWIFERY), ("barnmorsk", "bmm", "mhv", "mvc", "mödra", "barn-")),
    (Leg.CHILD_HEALTH, re.compile(_CHILD), ("barnavård", "bvc", "bhv", "barnhälso", "barn-")),
    (Leg.OPEN_PRESCHOOL, re.compile(_PRESCHOOL), ("öppen", "öppna")),
)
_SURE_SIGNS = ("förebyggande", "socialtjänst", "preventiv", "föräldraråd", "familjeråd", "öppen")
_SOCIAL_SIGNS = ("socialtjänst", "socialråd", "individ- och", "familjestöd")
_LEG_WORDS = re.compile(rf"{_MIDWIFERY}|{_CHILD}|{_PRESCHOOL}")
_ABSENT = re.compile(
    r"\bingår\s+(?:inte|ej)\b|\bdeltar\s+(?:inte|ej)\b|\bsaknas\b|\bsaknar\b|\butan\s+(?:egen\s+)?$", re.IGNORECASE
)
_LACKS = re.compile(r"\b(?:saknar|saknas|utan)\s+(?:[\wåäö]+\s+)?$")
_STOP = re.compile(r"[.!?]\s")
_MOST = 1_000  # mentions that are looked at

_LEG_SIGN = r"(?i:barnmorsk|barnhälso|barnavård|mödra|bvc|bmm|öppe?na? förskol|socialtjänst)"
_NOT_FIRST = r"(?!(?:Mellan|För|Till|Av|Och|Samt|I|Inom|Parterna|Ett|En|Med)\b)"
_PROPER = rf"{_NOT_FIRST}[A-ZÅÄÖ][\wåäöÅÄÖ&]*(?:(?:[- ]| & )(?:[A-ZÅÄÖ][\wåäöÅÄÖ&]*|AB|HB))*"
_ORG_TAIL = (
    r"(?:[Kk]ommun|[Ss]tad|läns landsting|län|landsting|stadsdelsförvaltning|stadsdelsnämnd|vårdcentral(?:en)?"
    r"|kommunförbund|nämnd|[Rr]egion)"
)
_ORGANISATION = (
    rf"(?:Region {_PROPER}(?: län)?|Västra Götalandsregionen|[A-ZÅÄÖ][a-zåäö]+regionen"
    rf"|{_PROPER} {_ORG_TAIL}(?![\wåäö])(?: AB\b)?"
    rf"|[Vv]årdcentral(?:en)? {_PROPER}|[Ff]öreningen {_PROPER}|{_PROPER} i {_PROPER}(?<= AB)|{_PROPER} AB\b)"
)
_ORG_RE = re.compile(_ORGANISATION)
_BETWEEN = re.compile(
    rf"\bmellan\s+(?P<first>{_ORGANISATION}[^.]{{0,80}}?)(?P<more>(?:,\s+[^.,]{{3,90}})*)\s+(?:och"
    rf"|samt)\s+(?P<last>[^.,;:()\n]{{3,90}})",
    re.IGNORECASE,
)
_PARTIES = re.compile(
    r"\b(?:[Nn]edanstående|[Uu]ndertecknande|[Uu]ndertecknade|[Ff]öljande|[Ii]ngående|[Ss]amverkande)\s+parter,?\s*(?:är"
    r"|utgörs av|:)?\s*"
    r"(?P<first>[^().,;:]{3,60}?)\s*(?:\([^)]{0,120}\))?\s+(?:och"
    r"|samt)\s+(?P<last>[^().,;:]{3,60}?)\s*(?:\([^)]{0,120}\))?\s*(?:,|avser\b|har\b|är\b|\.|$)"
)
_PARTNER = re.compile(
    r"(?P<who>[A-ZÅÄÖ]?[\wåäö-]*(?:[Ff]örvaltningen|[Kk]ommunen|nämnden|kontoret|staden|regionen))?[^.]{0,20}?"
    r"\b(?:[Ii]\s+(?:nära\s+)?(?:samarbete|samverkan)|[Tt]illsammans|[Ss]amarbetar|[Ss]amverkar)\s+med\s+"
    rf"(?:(?P<organisation>{_ORGANISATION})|(?P<partner>{_PROPER})(?=s\s+(?:mödra|barn|BVC|BMM|vård|öppn"
    rf"|förskol|social)))"
)
_COUPLE = re.compile(rf"(?P<first>{_ORGANISATION})\s+(?:och|samt)\s+(?P<last>{_ORGANISATION})")
# "Solrosen (barnmorskemottagning och barnhälsovård)": a name with its legs after it.
_WITH_LEGS = re.compile(rf"(?P<name>{_PROPER}(?: [\wåäö-]+)?)\s*\([^)]{{0,40}}?{_LEG_SIGN}[^)]*\)")
_CALLED = re.compile(
    r",?\s*(?:\((?:org|nedan|här|hä).*|nedan kallad.*|organisationsnummer.*|org\.?\s?-?nr.*|genom\s.*"
    r"|\(\d{6}-\d{4}\).*)$",
    re.IGNORECASE,
)
_ORG_NUMBER = re.compile(r"\s*\(?(?:org\.?\s?-?(?:nr|nummer)?\.?:?\s*)?\d{6}-\d{4}\)?", re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\d{6}-\d{4}")
_NICKNAME = re.compile(
    r",?\s*(?:här)?nedan kallad(?:e|t)?\s+[\wåäöÅÄÖ]+,?(?=[\s,])|,(?=\s*,)|,(?=\s+och\s)", re.IGNORECASE
)
_AND_ONLY = re.compile(r"(?:och|samt|,|nedan .*|mellan)", re.IGNORECASE)
AGREEMENTS = frozenset(
    {Kind.LETTER_OF_INTENT, Kind.LETTER_OF_INTENT_TEMPLATE, Kind.COOPERATION_AGREEMENT, Kind.JOINT_AGREEMENT}
)


def read_legs(layout: Layout) -> list[tuple[Leg, Piece]]:
    """The services that the document counts to the centre, each with the place of its first mention."""
    if not _SPLIT_WORD.search(layout.source.clean):
        return _legs(layout.source.lower)
    text, begins, lines = _whole_words(layout.lines)
    found: list[tuple[Leg, Piece]] = []
    for leg, piece in _legs(lowered(text)):
        at = bisect_right(begins, piece.start) - 1
        start = min(lines[at].start + piece.start - begins[at], lines[at].end)
        found.append((leg, Piece(piece.text, start, min(start + len(piece.text), lines[at].end))))
    return found


_SPLIT_WORD = re.compile(r"-(?<=[a-zåäö]-)\s*\n\s*\w")  # the sign first: it is rarer than a letter
_GOES_ON = re.compile(r"(?!(?:och|eller|samt)\b)[a-zåäö]")


def _whole_words(lines: list[Line]) -> tuple[str, list[int], list[Line]]:
    """The lines as one text with the words split at line ends made whole, and where each line begins in it."""
    pieces: list[str] = []
    begins: list[int] = []
    at = 0
    for line in lines:
        if pieces and pieces[-1][-1] == "-" and _GOES_ON.match(line.text):
            pieces[-1] = pieces[-1][:-1]
            at -= 1
        elif pieces:
            pieces.append("\n")
            at += 1
        begins.append(at)
        pieces.append(line.text)
        at += len(line.text)
    return "".join(pieces), begins, lines


def _legs(lower: str) -> list[tuple[Leg, Piece]]:
    found: list[tuple[Leg, Piece]] = []
    for leg, pattern, signs in _LEGS:
        piece = _first_present(pattern, signs, lower)
        if piece:
            found.append((leg, piece))
    social = _first_present(_SURE, _SURE_SIGNS, lower) or _listed_social(lower)
    if social:
        found.append((Leg.PREVENTIVE_SOCIAL, social))
    return found


def _first_present(pattern: re.Pattern[str], signs: tuple[str, ...], text: str) -> Piece | None:
    for match in tried_at(pattern, starts(text, *signs), text):
        if text[match.start() - 1 : match.start()].isalpha() or _LACKS.search(text[: match.start()][-30:]):
            continue
        sentence = text[match.start() : match.end() + 60]
        end = _STOP.search(sentence)
        if not _ABSENT.search(sentence[: end.start()] if end else sentence):
            return Piece(match.group(), match.start(), match.end())
    return None


def _listed_social(text: str) -> Piece | None:
    """Social services named in one breath with another leg."""
    for match in islice(tried_at(_SOCIAL, starts(text, *_SOCIAL_SIGNS), text), _MOST):
        around = text[max(0, match.start() - 140) : match.end() + 140]
        if _LEG_WORDS.search(around):
            return Piece(match.group(), match.start(), match.end())
    return None


def read_parties(layout: Layout, kind: Kind) -> list[Piece]:
    """The parties that the document names, in its order."""
    found: list[Piece] = []
    for part in layout.parts_of(Role.PARTIES):
        found += _listed_parties(layout, part.lines)
    if kind in AGREEMENTS and not found:
        found = _named_parties(layout) or _between(layout, _paragraphs(layout))
    if kind is Kind.BOARD_REPORT and not found:
        paragraphs = list(_paragraphs(layout))
        found = _between(layout, paragraphs) or _partners(layout, paragraphs) or _couple(layout, paragraphs)
    return _distinct(found)


def _distinct(pieces: list[Piece]) -> list[Piece]:
    seen: dict[str, Piece] = {}
    for piece in pieces:
        if piece.text and len(piece.text) > 2:
            seen.setdefault(piece.text.casefold(), piece)
    return list(seen.values())


def _listed_parties(layout: Layout, lines: list[Line]) -> list[Piece]:
    """The parties under a heading of their own: in a list, or in a sentence that names them."""
    found: list[Piece] = []
    for item in items_of(layout, lines):
        named = list(_organisations(item))
        short = len(item.text) < 120 and item.text[-1] != "." and item.text[0].isupper()
        if named:
            found += [_spot(layout, item, name.text) for name in named]
        elif short and not item.text.endswith(":") and not _AND_ONLY.fullmatch(item.text):
            found.append(item.part(0, len(_CALLED.sub("", _ORG_NUMBER.sub("", item.text)))))
    return found


def _organisations(item: Piece) -> Iterator[Piece]:
    spans = [match.span() for match in _ORG_RE.finditer(item.text)]
    for match in _WITH_LEGS.finditer(item.text):
        begin, end = match.span("name")
        if not any(start < end and begin < stop for start, stop in spans):
            spans.append((begin, end))
    for begin, end in sorted(spans):
        if not item.text[:begin].rstrip().endswith("genom"):
            yield item.part(begin, end)


def _named_parties(layout: Layout) -> list[Piece]:
    for part in layout.parts[:6]:
        for piece in layout.paragraphs_of(part)[:8]:
            match = _PARTIES.search(piece.text)
            if match:
                return [piece.part(*match.span("first")), piece.part(*match.span("last"))]
    return []


def _paragraphs(layout: Layout) -> Iterator[Piece]:
    """The paragraphs of head and text, whole whatever their lines."""
    yield from map(layout.piece, layout.paragraphs(layout.head))
    for part in layout.parts:
        yield from layout.paragraphs_of(part)


def _with(paragraphs: Iterable[Piece], *signs: str) -> Iterator[Piece]:
    """The paragraphs that hold one of the signs."""
    return (piece for piece in paragraphs if any(sign in piece.text for sign in signs))


def _spot(layout: Layout, within: Piece, text: str) -> Piece:
    """The words of a paragraph at their place in the document, which may break its lines elsewhere."""
    words = text.split()
    span = find_words(layout.source.clean, words, within.start, within.end) if words else None
    return Piece(text, *(span or (within.start, within.end)))


def _between(layout: Layout, paragraphs: Iterable[Piece]) -> list[Piece]:
    head = [layout.piece(layout.head)] if layout.head else []
    for piece in [*head, *_with(paragraphs, "mellan ", "Mellan ")]:
        if "mellan" not in piece.text.lower():
            continue
        text = _ORG_NUMBER.sub("", piece.text) if _BARE_NUMBER.search(piece.text) else piece.text
        match = _BETWEEN.search(_NICKNAME.sub("", text) if "kallad" in text.lower() or "," in text else text)
        if match:
            named = [match["first"], *re.findall(r",\s+([^,]+)", match["more"]), match["last"]]
            names = [found.group() for found in map(_ORG_RE.search, named) if found]
            return [_spot(layout, piece, name) for name in names]
    return []


def _partners(layout: Layout, paragraphs: Iterable[Piece]) -> list[Piece]:
    """Who the authority works with, by name: "i samarbete med Solrosens mödravård"."""
    for piece in _with(paragraphs, "amarbete med", "amverkan med", "illsammans med", "rbetar med", "erkar med"):
        match = _PARTNER.search(piece.text)
        if match:
            own = full_name(layout, match["who"]) if match["who"] else _subject(layout, piece, match.start())
            partner = _spot(layout, piece, match["organisation"] or match["partner"])
            return [own, partner] if own else [partner]
    return []


def _subject(layout: Layout, piece: Piece, end: int) -> Piece | None:
    """The organisation that the sentence began with, as in "Norrby kommun startar en grupp tillsammans med …"."""
    begin = max(piece.text.rfind(". ", 0, end), 0)
    named = _ORG_RE.search(piece.text, begin, end)
    return _spot(layout, piece, named.group()) if named else None


def _couple(layout: Layout, paragraphs: Iterable[Piece]) -> list[Piece]:
    for piece in _with(paragraphs, "kommun och ", "stad och ", "kommun samt "):
        match = _COUPLE.search(piece.text)
        if match:
            return [_spot(layout, piece, match["first"]), _spot(layout, piece, match["last"])]
    return []


def read_authority(head: Head, points: list[Point], layout: Layout, kind: Kind) -> Piece | None:
    """The body addressed, else the deciding one, else the issuing one."""
    if head.authority:
        return head.authority
    in_heading = heading_body(layout)
    if in_heading:
        return in_heading
    for point in points:
        if point.body:
            return point.body
    if head.organisation and "." not in head.organisation.text:
        return head.organisation
    if kind in AGREEMENTS:
        return None
    for line in layout.letterhead:
        if re.search(r"(?:förvaltning|kontor|nämnd|kommun|region)", line.text, re.IGNORECASE) and len(line.text) < 60:
            return Piece(line.text, line.start, line.end)
    last = layout.lines[-1] if layout.lines else None
    if last and last.gap > layout.gap and _ISSUER_LINE.fullmatch(last.text):
        return Piece(last.text, last.start, last.end)
    return (
        _issuer(layout)
        if kind in (Kind.INTERIM_REPORT, Kind.INVESTIGATION, Kind.ANNUAL_REPORT, Kind.GUIDELINE)
        else None
    )


_ISSUER_LINE = re.compile(
    r"(?:[A-ZÅÄÖ][\wåäö-]*,? (?:[\wåäö-]+,? ){0,3}?)?[\wåäöÅÄÖ-]*(?:förvaltning(?:en)?|kontoret|kansliet|nämnden)"
)
_PROPOSES = re.compile(r"föreslår\s+([\w-]*(?:förvaltningen|kontoret))(?!\w)")
_SPEAKS = re.compile(r"(?:förvaltningen|kontoret)\s+(?:föreslår|avser|har\s+för\s+avsikt|bedömer|anser)(?!\w)")
_WORD_START = re.compile(r"[\w-]*$")


def _issuer(layout: Layout) -> Piece | None:
    """The administration that speaks in the report: the one that proposes, means or judges."""
    lower = layout.source.lower
    proposes = next(tried_at(_PROPOSES, starts(lower, "föreslår"), lower), None)
    speaks = next(tried_at(_SPEAKS, starts(lower, "förvaltningen", "kontoret"), lower), None)
    if proposes and not (speaks and speaks.start() < proposes.start()):
        start, end = proposes.span(1)
    elif speaks:
        before = _WORD_START.search(lower[max(0, speaks.start() - 40) : speaks.start()])
        start = speaks.start() - (len(before.group()) if before else 0)
        end = speaks.start() + len(speaks.group().split()[0])
    else:
        return None
    name = layout.source.clean[start:end]
    return Piece(name[0].upper() + name[1:], start, end)


def _outside(spans: list[tuple[int, int]], found: Iterator[Piece]) -> list[Piece]:
    """The pieces that stand in none of the spans: a recipient's name says nothing of what the document is about."""
    begins = [start for start, _ in spans]

    def inside(piece: Piece) -> bool:
        at = bisect_right(begins, piece.start) - 1
        return at >= 0 and piece.start < spans[at][1]

    return [piece for piece in found if not inside(piece)]


def read_area(
    layout: Layout, head: Head, authority: Piece | None, cooperating: list[Piece], districts: list[Piece]
) -> Piece | None:
    """The district of the authority, else the municipality or county of the head, else the one named most.

    Where several municipalities cooperate with a region it is the county. ``districts`` are those that the text names.
    """
    if authority:
        district = district_of(authority.text, authority.start)
        own = district or next(municipalities(authority.text, authority.start), None)
        if own:
            return own
    clean = layout.source.clean
    copied = {(line.start, line.end, line.gap, line.level) for line in head.copies}
    for line in top_lines(layout):
        if (line.start, line.end, line.gap, line.level) in copied:
            continue
        text = clean[line.start : line.end]
        text = text.title() if text.isupper() and len(text.title()) == len(text) else text
        at = line.start
        named = [*municipalities(text, at), *counties(text, at), *places_in(text, at), *centre_in(text, at)]
        if named:
            return min(named, key=lambda place: place.start)
    for line in layout.letterhead:
        named = list(municipalities(clean[line.start : line.end], line.start))
        if named:
            return named[0]
    sent = [(part.lines[0].start, part.lines[-1].end) for part in layout.parts_of(Role.DISTRIBUTION) if part.lines]
    return _area_of_text(layout, sent, cooperating, districts)


def _area_of_text(
    layout: Layout, sent: list[tuple[int, int]], cooperating: list[Piece], districts: list[Piece]
) -> Piece | None:
    """The one district of the text, else the municipality or county it names most, but for its recipients."""
    clean = layout.source.clean
    head_end = layout.head[-1].end if layout.head else 0
    local = most_named(_outside(sent, municipalities(clean[head_end:], head_end)))
    in_head = len(districts) == 1 and any(districts[0].text in line.text for line in layout.head)
    if len(districts) == 1 and (in_head or not local):
        return districts[0]
    among = {place.text for party in cooperating for place in municipalities(party.text)}
    if local and len(among) < 2:
        return local
    county = most_named(_outside(sent, counties(clean)))
    if county and len(among) > 1:
        return county
    loose = {place.text: place for place in ([] if local else places_in(clean))}
    return local or (next(iter(loose.values())) if len(loose) == 1 else county)

"""The kind of a document and its title, from its head."""

from __future__ import annotations

import re

from .document import Kind
from .head import Head
from .headings import says_number_only
from .layout import Layout, leads
from .text import Line, Piece
from .words import NAME, PARTY_SUFFIX, TITLE_HEAD, Role, is_name, normal_heading

# The document's own word for what it is, alone on its line: the surest sign, in order of strength.
_TYPE_WORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.BOARD_REPORT, r"tjänsteutlåtanden?|tjänsteskrivelse|tjänsteskrivning|utlåtande|beslutsunderlag till nämnd"),
    (
        Kind.MINUTES_EXTRACT,
        r"protokollsutdrag|sammanträdes-?\s?protokoll|protokoll|utdrag ur protokoll|protokollsanteckning"
        r"|beslutsprotokoll",
    ),
    (Kind.INTERPELLATION, r"(?:interpellation|enkel fråga)(?:\s+till\s.*)?|interpellationssvar|svar på interpellation"),
    (Kind.MOTION, r"motion(?:\s+till\s.*)?|gruppmotion|flerpartimotion"),
    (
        Kind.NOTICE,
        r"kungörelse|anslag|anslag/bevis|tillkännagivande|bevis om tillkännagivande|meddelande|nyhet"
        r"|pressmeddelande|notis|underrättelse",
    ),
    (Kind.INTERIM_REPORT, r"delrapport|delredovisning|lägesrapport"),
    (Kind.ANNUAL_REPORT, r"verksamhetsberättelse|årsberättelse|årsrapport|årsredovisning"),
    (Kind.GUIDELINE, r"vägledning|riktlinjer?|handledning|styrdokument|styrande dokument|rutin|anvisning"),
    (
        Kind.LETTER_OF_INTENT,
        r"(?:letter of intent ?/ ?)?avsiktsförklaring(?: ?/ ?letter of intent)?|letter of intent"
        r"|mall för avsiktsförklaring",
    ),
    (Kind.COOPERATION_AGREEMENT, r"samverkansavtal|samarbetsavtal|avtal|lokalt samverkansavtal|lokalt avtal|ramavtal"),
    (
        Kind.JOINT_AGREEMENT,
        r"överenskommelse|samverkansöverenskommelse|principöverenskommelse|lokal överenskommelse|länsöverenskommelse",
    ),
    (Kind.INVESTIGATION, r"utredning|förstudie|kartläggning|utredningsrapport|slutrapport|rapport"),
)


def _one_of(kinds: tuple[tuple[Kind, str], ...], form: str = "{}") -> re.Pattern[str]:
    """The words of each kind in the form, as a group named after the kind; the first kind that fits counts."""
    return re.compile("|".join(f"(?P<{kind.name}>{form.format(words)})" for kind, words in kinds), re.IGNORECASE)


_ALONE = _one_of(_TYPE_WORDS, r"(?:{})(?:\s*[:.]|\s+(?:nr\s)?\d[\d\s/:.–-]*|\s*\(.*)?")
# The same words where the title begins with them, or ends with them after a dash.
_TITLE_WORDS: tuple[tuple[Kind, str], ...] = (
    (Kind.INTERPELLATION, r"(?:svar på |besvarande av )?(?:interpellation|enkel fråga)"),
    (Kind.MOTION, r"(?:grupp)?motion\b"),
    (Kind.MINUTES_EXTRACT, r"protokoll|utdrag ur (?:sammanträdes)?protokoll"),
    (
        Kind.NOTICE,
        r"kungörelse|tillkännagivande|anslag\b|meddelande om|underrättelse om|information om (?:ändrad|stäng"
        r"|tillfällig)|tillfälligt stängt|stängt\b",
    ),
    (Kind.LETTER_OF_INTENT, r"(?:mall:? |mall för )?(?:gemensam )?avsiktsförklaring"),
    (Kind.INTERIM_REPORT, r"del(?:rapport|redovisning)|lägesrapport"),
    (Kind.ANNUAL_REPORT, r"verksamhetsberättelse|årsberättelse|årsrapport"),
    (Kind.JOINT_AGREEMENT, r"(?:[\wåäö]+ )?(?:\w+)?överenskommelse"),
    (Kind.COOPERATION_AGREEMENT, r"(?:lokalt |regionalt |gemensamt )?(?:\w*avtal)\b"),
    (Kind.GUIDELINE, r"(?:[\wåäö]+ )?(?:vägledning|riktlinje(?:r)?|handledning)\b"),
    (
        Kind.INVESTIGATION,
        r"(?:utredning|förstudie|kartläggning|behovsutredning|behovskartläggning|lokalutredning|slutrapport|rapport)",
    ),
)
_STARTS = _one_of(_TITLE_WORDS)
_ENDS = _one_of(_TITLE_WORDS, r".*\s[-–:]\s*(?:en )?(?:{0})(?:\s.*)?$|.*\b(?:s )(?:{0})(?:\s+\d{{4}}.*)?$")
_UTTERANCE = re.compile(r"utlåtande\s+\d{4}:\d+", re.IGNORECASE)
_TO_COUNCIL = re.compile(r"\bmotion\b", re.IGNORECASE)
_DASHES = re.compile(r"\s[-–]\s*$|\s[-–]\s")


def read_kind(layout: Layout, head: Head, title: Piece | None) -> Kind:
    """What kind of document this is; a template of a letter of intent is told apart by the caller."""
    top = [line.text for line in layout.head[:14]] + head.types
    for text in top:
        if len(text) > 60:
            continue
        kind = _kind_of(_ALONE.fullmatch(text))
        if kind:
            return kind if kind is not Kind.NOTICE or not _has_paragraphs(layout) else Kind.MINUTES_EXTRACT
        if _UTTERANCE.match(text):
            return Kind.BOARD_REPORT
    if _has_paragraphs(layout) and (layout.parts_of(Role.DECISION) or _is_minutes(layout)):
        return Kind.MINUTES_EXTRACT
    if layout.parts_of(Role.PROPOSAL) and not _title_kind(title, only=(Kind.MOTION, Kind.INTERPELLATION)):
        return Kind.BOARD_REPORT
    return _title_kind(title) or _kind_of_lines(top) or Kind.UNKNOWN


def _title_kind(title: Piece | None, only: tuple[Kind, ...] = ()) -> Kind | None:
    """The kind that the title says; ``only``: of these, which are the first that are looked for."""
    if title is None:
        return None
    for pattern in (_STARTS, _ENDS):
        kind = _kind_of(pattern.match(title.text))
        if kind and (not only or kind in only):
            return kind
    return None


def _kind_of(match: re.Match[str] | None) -> Kind | None:
    return Kind[match.lastgroup] if match and match.lastgroup else None


def _kind_of_lines(texts: list[str]) -> Kind | None:
    for text in texts:
        found = _title_kind(Piece(text, 0, 0)) if len(text) < 120 else None
        if found:
            return found
    return None


def _has_paragraphs(layout: Layout) -> bool:
    return any(part.role is Role.PARAGRAPH for part in layout.parts)


_MINUTES_LINE = re.compile(
    r"(?:beslutande|närvarande|justerare|utses att justera|sammanträdesdatum|paragrafer|plats och tid)\b", re.IGNORECASE
)


def _is_minutes(layout: Layout) -> bool:
    return sum(bool(_MINUTES_LINE.match(line.text)) for line in layout.lines[:60]) >= 2


def read_title(layout: Layout, head: Head) -> Piece | None:
    """The title that the head gives; in minutes the heading of the paragraph."""
    if head.labelled_title:
        return head.labelled_title
    all_groups = _groups(layout, head.free)
    groups = [group for group in all_groups if _may_be_title(group)]
    groups = groups or [group for group in all_groups if _YEARLY.fullmatch(group[0].text)]
    between = any(line.text.casefold() == "mellan" for line in head.free)  # then come those who agree, and no title
    if between or not groups:
        groups = [group for group in all_groups if _NAMES_ITSELF.fullmatch(group[0].text)] or groups
    marked = [group for group in groups if group[0].level]
    if not groups:
        return None
    pick = (
        marked[0]
        if marked
        else _last_block(layout, groups)
        if _is_report_head(layout, head)
        else _cover_title(layout, groups)
    )
    piece = layout.piece(pick)
    own = _own_words(piece.text)
    left = piece.text.find(own)
    return Piece(own, piece.start + left, piece.end - (len(piece.text) - left - len(own)))


# "Motion om …", "Svar på interpellation till … angående …": says itself that it is the title.
_ASKED = re.compile(
    r"(?:Svar på |Besvarande av )?(?:[Mm]otion|[Ii]nterpellation|[Ee]nkel fråga)(?: till [\wåäö ]+)?"
    r"(?::| om | angående )"
)


def paragraph_title(layout: Layout) -> Piece | None:
    """The heading of the first paragraph in minutes that holds text, without its number."""
    parts = [part for part in layout.parts if part.role is Role.PARAGRAPH]
    following = {id(part): at for at, part in enumerate(layout.parts)}
    for part in parts:
        at = following[id(part)]
        nested = at + 1 < len(layout.parts) and layout.parts[at + 1].role is not Role.PARAGRAPH
        if part.lines or nested:
            return _without_number(layout, part.heading)
    return _without_number(layout, parts[0].heading) if parts else None


_PARAGRAPH_NUMBER = re.compile(
    r"^(?:[A-ZÅÄÖ]{2,5}(?:-[A-ZÅÄÖ]{1,3})?\s*)?§\s?\d{1,4}(?:[/:-]\d{2,4})?[.:]?\s*(?:[-–]\s*)?(?:(?i:d(?:iarie)?n(?:umme)?r)\.?:?\s*[\w/.:-]+(?:\s?\d[\d/.:-]*)?\s*)?"
)


_TRAILING_NUMBER = re.compile(r"\s+(?:Dnr|Diarienr|Diarienummer)\.?:?\s+\S+(?:\s\d[\w/.:-]*)?$")


def _without_number(layout: Layout, heading: list[Line]) -> Piece | None:
    kept = [line for line in heading if _PARAGRAPH_NUMBER.sub("", line.text).strip()]
    kept = [line for line in kept if not says_number_only(line.text)] or kept
    if not kept:
        return None
    piece = layout.piece(kept)
    bare = _TRAILING_NUMBER.sub("", _PARAGRAPH_NUMBER.sub("", piece.text)).strip()
    at = layout.source.clean.find(bare, kept[0].start, kept[-1].end)
    if at >= 0:
        return Piece(bare, at, at + len(bare))
    return Piece(bare, max(piece.start, kept[0].end - len(_PARAGRAPH_NUMBER.sub("", kept[0].text))), piece.end)


def _follows(layout: Layout, before: Line, line: Line) -> bool:
    """Whether no line that says something else stood between the two."""
    return layout.source.clean.count("\n", before.end, line.start) <= line.gap + 1


def _groups(layout: Layout, lines: list[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    for line in lines:
        last = groups[-1][-1] if groups else None
        runs_on = line.text[0].islower() or (last is not None and last.text[-1] in "-,")
        gap = max(layout.gap, int(runs_on and len(line.text) < 80 and line.text[-1] != "."))
        near = last is not None and line.gap <= gap and _follows(layout, last, line)
        goes_on = last is not None and (
            line.text[0].islower() or last.text[-1] in "-–," or last.text.endswith((" i", " för", " och", " av", " om"))
        )
        if last is not None and (goes_on if last.gap >= 0 and near else near and goes_on) and line.level == last.level:
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups


_LODGED = re.compile(r"(?:svar på )?(?:motion|interpellation)\b", re.IGNORECASE)
# A paper with no other title is called what it is.
_NAMES_ITSELF = re.compile(
    r"(?i:(?:letter of intent ?/ ?)?avsiktsförklaring(?: ?/ ?letter of intent)?"
    r"|samverkansavtal|lokalt samverkansavtal|överenskommelse|verksamhetsberättelse)"
)
_YEARLY = re.compile(r"\w+ \d{4}(?:[-/]\d{2,4})?")
_OF_WHAT = re.compile(r"\s(?:i|om|vid|mellan)\s")  # "Familjecentralen i Ekbacken: öppettider"
_UNKNOWN_LABEL = re.compile(r"([A-ZÅÄÖ][\wåäö ]{2,40}):\s+\S")


def _is_labelled(text: str) -> bool:
    """A line such as "Förvaringsplats: Kommunhuset"; but "Utredning: lokal …" is a title."""
    label = _UNKNOWN_LABEL.match(text)
    words = text.count(" ", label.end()) if label else 0
    if label is None or words > 4 or (words > 2 and text[label.end() - 1].islower()) or _OF_WHAT.search(label[1]):
        return False  # a title in two halves
    return not _STARTS.match(text)


_PLACE_AND_DAY = re.compile(r"[A-ZÅÄÖ][\wåäö-]+,? (?:(?:den )?\d{1,2} [a-z]+ \d{4}|\d{4}-\d\d-\d\d)")
_ROLE = re.compile(rf"[\wåäöÅÄÖ-]*{TITLE_HEAD}(?:\s*\(\w+\))?", re.IGNORECASE)
_ADDRESSEE = re.compile(
    rf"(?:(?:Motion |Interpellation |Enkel fråga )?(?:[Ss]tälld )?[Tt]ill|Från|Av)\s+"
    rf"(?:[\wåäö,-]+ ){{0,4}}?(?:{NAME}{PARTY_SUFFIX}?|[\wåäö-]*{TITLE_HEAD}(?:en|n)?)[:,.]?$"
)


def _may_be_title(group: list[Line]) -> bool:
    text = " ".join(line.text for line in group)
    if (text[-1] == "." or leads(text)) and not _LODGED.match(text):
        return False
    if len(text) < 6 or len(text) > 260 or not any(character.isalpha() for character in text):
        return False
    if text[-1] == ":" or _is_labelled(text) or is_name(text) or (len(group) == 1 and _ALONE.fullmatch(text)):
        return False
    if _PLACE_AND_DAY.fullmatch(text) or _ADDRESSEE.match(text) or _ROLE.fullmatch(text) or _UTTERANCE.match(text):
        return False
    return normal_heading(text) not in _NEVER_TITLES and not re.fullmatch(r"[\W\d]+", text)


_NEVER_TITLES = frozenset(
    {"stockholms stad", "till", "bilaga", "bilaga 1", "utkast", "förslag", "koncept", "kopia", "mall", "mellan"}
)


def _is_report_head(layout: Layout, head: Head) -> bool:
    return bool(head.types) or bool(layout.parts_of(Role.PROPOSAL))


def _last_block(layout: Layout, groups: list[list[Line]]) -> list[Line]:
    """In a report the title stands last in the head; a second line under it says what sort of matter it is."""
    at = len(groups) - 1
    while at and groups[at][0].gap <= layout.gap and _follows(layout, groups[at - 1][-1], groups[at][0]):
        at -= 1
    return groups[at]


def _cover_title(layout: Layout, groups: list[list[Line]]) -> list[Line]:
    """On a cover the title comes first; where a title page says its first words again alone, those are the title."""
    if not _ASKED.match(groups[0][0].text):
        asked = next((group for group in groups if _ASKED.match(group[0].text)), None)
        if asked:
            return asked
    cover = layout.piece(groups[0]).text.casefold()
    for group in groups[1:]:
        again = layout.piece(group).text.casefold()
        if len(again) > 12 and cover.startswith(again):
            return group
    return groups[0]


def _own_words(text: str) -> str:
    return text.strip(" -–:*•.").removesuffix(" mellan")

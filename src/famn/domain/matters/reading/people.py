"""Signature blocks and digital approval lists: who signs, by which title, and who approved when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from .approvals import NOT_TITLE, Attested, read_attestations
from .dates import first_date
from .layout import Layout, Part
from .text import Line, Piece
from .words import NAME, PARTY_SUFFIX, TITLE_HEAD, TITLE_HEAD_RE, Role, is_name, without_party

_DOTS = re.compile(r"(?:[.…_]\s?){5,}")
_ONLY_DOTS = re.compile(r"[.…_\s–-]{5,}")
_FORM = re.compile(
    r"(?:ort(?: och| &|,|/)?\s?datum|datum|ort|namn(?:förtydligande)?|namnteckning|underskrift(?:er)?|titel"
    r"|befattning|namnunderskrift|signatur"
    r"|ort och tid|justerat(?: den)?|vid protokollet|elektroniskt undertecknad|digitalt signerad"
    r"|med vänlig hälsning|på uppdrag"
    r"|rätt utdraget(?: intygar| bestyrkes)?|utdragets riktighet (?:intygas|bestyrkes)|bestyrkes"
    r"|enligt uppdrag|(?:interpellation|motion) till .*"
    r"|upptagen som \w+"
    r"|(?:kristdemokrat|moderat|socialdemokrat|centerparti|liberal|vänsterparti|miljöparti"
    r"|sverigedemokrat)\w*(?: .{0,40})?"
    r"|(?:fullmäktige|parti)gruppen .{0,80}|i tjänsten|dag som ovan|undertecknas digitalt)[\s:._…-]*",
    re.IGNORECASE,
)
_FOR = re.compile(r"(?:för|på uppdrag av|å)\s+[A-ZÅÄÖ\w][\wåäöÅÄÖ ,&/-]{2,70}:?", re.IGNORECASE)
# Who stands above a signature: "Barn- och utbildningsförvaltningen", "Region Norr", "Åsviks kommun".
_UNIT = re.compile(
    r"(?:[\wåäö-]+,? ){0,4}?[\wåäö-]*(?:förvaltningen?|kontoret|kansliet|avdelningen|enheten|sektorn|staben)",
    re.IGNORECASE,
)
_UNIT_END = re.compile(
    r"(?:kommun|stad|landsting|regionen|län|AB|nämnd(?:en)?|[Ff]örvaltning(?:en)?|kontoret|[Aa]vdelning(?:en)?|enheten|vårdcentral)$"
    r"|^Region [A-ZÅÄÖ]"
)
_PARTY = re.compile(
    rf"Region(?: [A-ZÅÄÖ][\wåäö]+){{1,3}}(?: län)?|(?:(?:[A-ZÅÄÖ][\wåäö&-]+|i) ){{1,4}}(?:kommun|stad|AB|landsting"
    rf"|nämnden?|stadsdelsnämnd|vårdcentral)(?:, .{{3,50}})?|[Vv]årdcentralen .{{3,40}}|{_UNIT.pattern}"
)
_NEXT_PLACE = re.compile(r"(?<=\d )[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?,? (?:den )?\d")
_DATELINE = re.compile(r"[A-ZÅÄÖ][\wåäö-]+(?: [A-ZÅÄÖ][\wåäö-]+)?,?\s+(?:den\s+|i\s+)?")
_NAME_TITLE = re.compile(rf"(?P<name>{NAME}){PARTY_SUFFIX}?\s*[,–-]\s*(?P<title>[^.]{{3,70}})")
_TITLE_NAME = re.compile(
    rf"(?P<title>(?:[\wåäöÅÄÖ.]+ ){{0,3}}?[\wåäöÅÄÖ-]*{TITLE_HEAD})\s*[:.…_-]*\s+(?P<name>{NAME}){PARTY_SUFFIX}?",
    re.IGNORECASE,
)
_TITLE_START = re.compile(
    rf"(?<!\S)(?:(?:tf|t\.f\.|bitr|bitr\.|biträdande|administrativ|medicinsk|teknisk|tillförordnad|vice|förste|1:e"
    rf"|stf)\s+)*[\wåäöÅÄÖ-]*{TITLE_HEAD}(?!\w)",
    re.IGNORECASE,
)
_SMALL_CAPS_NAME = re.compile(r"[A-ZÅÄÖ]{2,}(?: [A-ZÅÄÖ-]{2,}){1,2}")

_PARTY_MARK = re.compile(PARTY_SUFFIX + r"(?=\s[A-ZÅÄÖ])")
_LAST_NAME = re.compile(r"[A-ZÅÄÖ][\wåäö-]+(?: \(\w+\))?$|[–-]")
_TAIL = 60
_MOST_BEGINNINGS = 1_000


@dataclass(slots=True)
class Signed:
    """One who signs, or a line to sign on."""

    name: Piece | None
    title: Piece | None


@dataclass(slots=True)
class People:
    """Everybody who stands under the document."""

    signatories: list[Signed] = field(default_factory=list)
    attestations: list[Attested] = field(default_factory=list)
    dateline: Piece | None = None
    leftover: list[Line] = field(default_factory=list)


def read_people(layout: Layout) -> People:
    """Read who signs and who approved, and take the signature lines out of the parts' text."""
    people = People()
    for part in layout.parts_of(Role.ATTESTATIONS):
        people.attestations += read_attestations(layout, part)
    known = [one.name.text for one in people.attestations]
    parts = layout.parts
    if not any(part.lines for part in parts):
        parts = [Part([], None, layout.head)]  # no running text: the whole paper is head
    for part in parts:
        if part.role is not Role.ATTESTATIONS and part.lines:
            _Block(layout, part, people, known).read()
    return people


class _Block:
    """Reads the signature block at the end of a part, from its first line on."""

    def __init__(self, layout: Layout, part: Part, people: People, known: list[str]) -> None:
        self.layout = layout
        self.part = part
        self.people = people
        self.known = known
        self.found: list[Signed] = []
        self.seen: set[int] = set()
        self.probed: dict[tuple[int, int], bool] = {}
        self.dateline: Piece | None = None
        self.saw_form = False

    def read(self) -> None:
        lines = self.part.lines
        last = lines[-1].text
        if last[-1] in ".!?" and len(last) > 45 and not self._may_sign(last):
            return  # running text to the end
        first = 0 if self.part.role is Role.SIGNATURES else max(0, len(lines) - _TAIL)
        for begin in range(first, min(len(lines), first + _MOST_BEGINNINGS)):
            if begin in self.seen:
                continue  # a block from an earlier line came here, and was none
            if begin and self.part.role is not Role.SIGNATURES and not self._may_begin(lines, begin):
                continue
            self.found, self.dateline, self.saw_form = [], None, False
            if self.part.role is Role.ATTACHMENTS and self._date_line(lines[begin]):
                continue
            end = self._group(lines, begin)
            leftover = lines[end:]
            listed = self.part.role in (Role.ATTACHMENTS, Role.DISTRIBUTION)
            if (self.found or (self.dateline and not listed)) and (
                self._closes(leftover) or self.part.role is Role.SIGNATURES
            ):
                self._keep(lines, begin, leftover)
                return

    def _may_sign(self, last: str) -> bool:
        """Whether the last line may belong to a signature block although it ends like a sentence."""
        return self.part.role is Role.SIGNATURES or _has_dots(last) or bool(_FORM.fullmatch(last))

    def _may_begin(self, lines: list[Line], begin: int) -> bool:
        line, before = lines[begin], lines[begin - 1]
        text = line.text
        if len(text) > 130 or not (text[0].isupper() or text[0] in ".…_") or (text[-1] == "." and not _has_dots(text)):
            return False
        return before.text[-1] in ".!?:)…_" or line.gap > self.layout.gap or self.layout.fits(before, line)

    def _closes(self, leftover: list[Line]) -> bool:
        """After a signature block comes nothing, or a list of attachments without a heading."""
        if not leftover:
            return True
        return len(leftover) <= 6 and all(
            re.match(r"\d{1,2}[.)]\s|bilag", line.text, re.IGNORECASE) for line in leftover[:1]
        )

    def _keep(self, lines: list[Line], begin: int, leftover: list[Line]) -> None:
        listed = self.part.role is Role.ATTACHMENTS
        while begin > 1 and _UNIT.fullmatch(lines[begin - 1].text):
            if lines[begin - 1].gap <= self.layout.gap and not listed:
                break
            begin -= 1  # for whom they sign
        self.part.lines = lines[:begin]
        self.people.signatories += self.found
        self.people.dateline = self.people.dateline or self.dateline
        self.people.leftover += leftover if self._closes(leftover) else []

    def _group(self, lines: list[Line], at: int) -> int:
        """Read signature lines from ``at`` on; returns the first line that is none."""
        while at < len(lines):
            self.seen.add(at)
            used = self._one(lines, at)
            if not used:
                break
            at += used
        return at

    def _one(self, lines: list[Line], at: int) -> int:
        line = lines[at]
        text = line.text
        if len(text) > 160 or (line.level and not is_name(text)):
            return 0
        if _has_dots(text):
            return self._dotted(lines, at)
        if self._is_form(line):
            self.saw_form = True
            return 1
        if self._date_line(line):
            return 1
        names = self._names(line)
        if names:
            return self._with_titles(lines, at, names)
        pair = self._pair(line)
        if pair:
            self.found += pair
            return 1
        cells = line.cells(self.layout.source)
        parties = (len(cells) > 1 or self.part.role is Role.SIGNATURES) and all(
            _PARTY.fullmatch(one.text) for one in cells
        )
        for_whom = _FOR.fullmatch(text) or parties
        if for_whom and len(text) < 90 and at + 1 < len(lines):
            return 1 if self._one_follows(lines, at + 1) else 0
        return 0

    def _one_follows(self, lines: list[Line], at: int) -> bool:
        ahead = lines[at : at + 4]
        key = ahead[0].start, len(ahead)
        if key not in self.probed:
            probe = _Block(self.layout, self.part, self.people, self.known)
            probe.probed = self.probed
            self.probed[key] = probe._group(ahead, 0) > 0 and bool(probe.found or probe.saw_form)
        return self.probed[key]

    def _date_line(self, line: Line) -> bool:
        """Place and day, once or in columns: "Norrby den 3 mars 2024"."""
        if "20" not in line.text and "19" not in line.text:
            return False
        dated = [self._is_date_cell(cell) for cell in line.cells(self.layout.source)]
        return all(dated)

    def _is_date_cell(self, cell: Piece) -> bool:
        date = first_date(cell.text, cell.start)
        if not date or len(cell.text) > 90:
            return False
        second = _NEXT_PLACE.search(cell.text, date.end - cell.start)
        if second:  # two columns run together
            return self._is_date_cell(cell.part(0, second.start())) and self._is_date_cell(
                cell.part(second.start(), len(cell.text))
            )
        before = cell.text[: date.start - cell.start]
        after = cell.text[date.end - cell.start :].strip(" .,")
        if after or (
            before.strip()
            and not _DATELINE.fullmatch(before)
            and not re.fullmatch(r"(?:den|datum:?)\s*", before, re.IGNORECASE)
        ):
            return False
        self.dateline = self.dateline or date
        return True

    def _names(self, line: Line) -> list[Piece]:
        cells = line.cells(self.layout.source)
        labelled = [_without_label(cell) for cell in cells]
        if (len(cells) > 1 or labelled != cells) and all(is_name(cell.text) for cell in labelled):
            return [_bare(cell) for cell in labelled]
        if is_name(line.text) and line.text.count(" ") < 3:
            return [_bare(Piece(line.text, line.start, line.end))]
        return self._run_together(line)

    def _run_together(self, line: Line) -> list[Piece]:
        """Two or three names on one line: parted by the names of the approval list, else two words each."""
        piece = Piece(line.text, line.start, line.end)
        if ends := [party.end() for party in _PARTY_MARK.finditer(line.text)] if ")" in line.text else []:
            columns = [piece.part(begin, end) for begin, end in pairwise([0, *ends, len(line.text)])]
            if all(is_name(column.text) for column in columns):
                return [_bare(column) for column in columns]
        words = line.text.split()
        if not 4 <= len(words) <= 9 or not is_name(" ".join(words[:2])) or not is_name(" ".join(words[-2:])):
            return []
        for name in self.known:
            if line.text.startswith(name + " ") and is_name(line.text[len(name) + 1 :]):
                return [_bare(piece.part(0, len(name))), _bare(piece.part(len(name), len(line.text)))]
            if line.text.endswith(" " + name) and is_name(line.text[: -len(name) - 1]):
                cut = len(line.text) - len(name)
                return [_bare(piece.part(0, cut)), _bare(piece.part(cut, len(line.text)))]
        if len(words) % 2 == 0 and all(is_name(" ".join(words[i : i + 2])) for i in range(0, len(words), 2)):
            return self._by_words(piece, words, 2)
        return []

    def _by_words(self, piece: Piece, words: list[str], size: int) -> list[Piece]:
        pieces, at = [], 0
        for index in range(0, len(words), size):
            name = " ".join(words[index : index + size])
            begin = piece.text.index(name, at)
            at = begin + len(name)
            pieces.append(_bare(piece.part(begin, at)))
        return pieces

    def _with_titles(self, lines: list[Line], at: int, names: list[Piece]) -> int:
        if len(names) == 1:
            run, names = self._run_of_titles(lines, at, names[0])
            if run:
                return run + self._with_titles(lines, at + run, names)
        following = lines[at + 1] if at + 1 < len(lines) else None
        if following is None or not self._is_title(following):
            self.found += [Signed(name, None) for name in names]
            return 1
        if len(names) == 1:
            title = _without_label(Piece(following.text, following.start, following.end))
            self.found.append(Signed(names[0], title))
            return 2 + self._units(lines, at + 2, 1)
        titles = split_titles(following, self.layout, len(names))
        self.found += [Signed(name, titles[i] if i < len(titles) else None) for i, name in enumerate(names)]
        return 2 + self._units(lines, at + 2, len(names))

    def _run_of_titles(self, lines: list[Line], at: int, name: Piece) -> tuple[int, list[Piece]]:
        """How many lines in a row hold the title of the one above and a name; and the last name."""
        begin = at
        while at + 1 < len(lines) and self._is_title(lines[at + 1]):
            after = self._title_and_name(lines[at + 1])
            if not after:
                break
            title, following = after
            self.found.append(Signed(name, title))
            at, name = at + 1, following
        return at - begin, [name]

    def _units(self, lines: list[Line], at: int, columns: int) -> int:
        """1 where the line at ``at`` says, column by column, which unit each title belongs to."""
        if at >= len(lines) or _has_dots(lines[at].text) or self._names(lines[at]):
            return 0
        if lines[at].gap > self.layout.gap:
            return 0
        cells = [cell.text for cell in lines[at].cells(self.layout.source)]
        if columns > 1 and len(cells) == columns:
            return 1
        return int(len(cells) == 1 and len(cells[0]) < 90 and bool(_UNIT_END.search(cells[0])))

    def _is_form(self, line: Line) -> bool:
        """Words that ask for something to be filled in, once or in columns."""
        if _FORM.fullmatch(line.text):
            return True
        cells = [cell.text for cell in line.cells(self.layout.source)]
        return cells != [line.text] and all(map(_FORM.fullmatch, cells))

    def _is_title(self, line: Line) -> bool:
        text = line.text
        if (
            len(text) > 110
            or line.level
            or NOT_TITLE.search(text)
            or _has_dots(text)
            or is_name(text)
            or _FORM.fullmatch(text)
        ):
            return False
        if line.gap > self.layout.gap + 1 and not _TITLE_START.search(text):
            return False
        return len(text.split()) <= 5 or bool(_TITLE_START.search(text))

    def _title_and_name(self, line: Line) -> tuple[Piece, Piece] | None:
        """ "Socialchef Eva Ek": the first one's title with the next one's name run into it."""
        match = _TITLE_NAME.fullmatch(line.text)
        if not match or not is_name(match["name"]) or "," in line.text:
            return None
        piece = Piece(line.text, line.start, line.end)
        return piece.part(match.start("title"), match.end("title")), _bare(
            piece.part(match.start("name"), match.end("name"))
        )

    def _pair(self, line: Line) -> list[Signed]:
        """Name and title on one line: "Eva Ek, socialchef" or "Ordförande Eva Ek"."""
        if not line.text[0].isupper() or ("," not in line.text and not _LAST_NAME.search(line.text)):
            return []
        piece = Piece(line.text, line.start, line.end)
        match = _NAME_TITLE.fullmatch(line.text)
        if match and is_name(match["name"]) and len(match["title"].split()) < 8:
            title = piece.part(match.start("title"), match.end("title"))
            return [Signed(_bare(piece.part(match.start("name"), match.end("name"))), title)]
        named_last = line.text[-1] == ")" or line.text.rsplit(" ", 1)[-1][0].isupper()
        match = _TITLE_NAME.fullmatch(line.text) if named_last and TITLE_HEAD_RE.search(line.text) else None
        if match and is_name(match["name"]):
            return [
                Signed(
                    _bare(piece.part(match.start("name"), match.end("name"))),
                    piece.part(match.start("title"), match.end("title")),
                )
            ]
        return []

    def _dotted(self, lines: list[Line], at: int) -> int:
        """Lines to sign on. The words under (or after) the dots say who is to sign."""
        line = lines[at]
        rest = _DOTS.sub(" ", line.text).strip(" .…_")
        if rest:
            return self._dotted_with_words(lines, at, rest)
        end = at + 1
        columns = max(1, len(re.findall(r"[.…_]{5,}", line.text)))
        while end < len(lines) and _ONLY_DOTS.fullmatch(lines[end].text):
            columns = max(1, len(re.findall(r"[.…_]{5,}", lines[end].text)))
            end += 1
        self.saw_form = True
        self.seen.update(range(at, end))
        while end < len(lines) and self._is_form(lines[end]):
            end += 1
        if end >= len(lines):
            return end - at
        under = lines[end]
        names = self._names(under)
        if names:
            return end - at + self._with_titles(lines, end, names)
        pair = self._pair(under)
        if pair:
            self.found += pair
            return end + 1 - at
        if self._is_title(under):
            titles = split_titles(under, self.layout, columns)
            self.found += [Signed(None, title) for title in titles]
            return end + 1 - at + self._units(lines, end + 1, len(titles))
        return end - at

    def _dotted_with_words(self, lines: list[Line], at: int, rest: str) -> int:
        line = lines[at]
        begin = line.text.find(rest)
        piece = (
            Piece(rest, line.start + begin, line.start + begin + len(rest))
            if begin >= 0
            else Piece(rest, line.start, line.end)
        )
        following = lines[at + 1] if at + 1 < len(lines) else None
        if _FORM.fullmatch(rest):
            self.saw_form = True
            return 1
        if is_name(rest):
            return self._with_titles(lines, at, [_bare(piece)])
        if not _TITLE_START.search(rest) or len(rest) > 60:
            return 0
        if following and is_name(following.text):
            self.found.append(Signed(_bare(Piece(following.text, following.start, following.end)), piece))
            return 2
        match = _TITLE_NAME.fullmatch(rest)
        if match and is_name(match["name"]):
            self.found.append(
                Signed(
                    _bare(piece.part(match.start("name"), match.end("name"))),
                    piece.part(match.start("title"), match.end("title")),
                )
            )
            return 1
        self.found.append(Signed(None, piece))
        return 1


def _has_dots(text: str) -> bool:
    """Whether the line is one to sign on, or holds such a line."""
    return text.count(".") + text.count("…") + text.count("_") >= 5 and bool(_DOTS.search(text))


def _bare(piece: Piece) -> Piece:
    text = without_party(piece.text)
    return Piece(text, piece.start, piece.start + len(text))


_SIGN_LABEL = re.compile(r"(?:Namn|Namnförtydligande|Titel|Befattning|Roll)\s*:\s*", re.IGNORECASE)


def _without_label(cell: Piece) -> Piece:
    """ "Namn: Eva Ek" and "Titel: chef" without their labels."""
    match = _SIGN_LABEL.match(cell.text) if ":" in cell.text else None
    return cell.part(match.end(), len(cell.text)) if match else cell


def split_titles(line: Line, layout: Layout, count: int) -> list[Piece]:
    """The titles on one line: by its columns, else where each title's own word begins."""
    cells = [_without_label(cell) for cell in line.cells(layout.source)]
    if len(cells) > 1 or count == 1:
        return cells
    starts = [match.start() for match in _TITLE_START.finditer(line.text)]
    piece = Piece(line.text, line.start, line.end)
    if len(starts) < 2:
        return [piece]
    bounds = [0, *starts[1:count], len(line.text)]
    return [piece.part(begin, end) for begin, end in pairwise(bounds)]

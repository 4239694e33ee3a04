"""The head of a document: what its labels say, and what stands there without a label."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import accumulate

from famn.ground.identifiers import find_registry_numbers, parse_registry_number

from .dates import find_dates, first_date, is_only_date
from .headings import is_document_type, role_of
from .layout import Layout
from .text import Line, Piece
from .words import BODY_RE, NAME, NAME_RE, NOT_NAME_RE, PARTY_SUFFIX, TITLE_HEAD, Role, in_any_case, is_name

_LABELS = {
    "case_officer": "från|handläggare|handläggande tjänsteman|handläggare/kontaktperson|ansvarig handläggare"
    "|kontaktperson"
    "|tjänsteställe[/,]\\s?handläggare|handläggare, titel|handläggare/befattning|handläggare namn|handläggning"
    "|utredare",
    "meeting_date": "sammanträdesdatum|mötesdatum|nämndsammanträde|nämndens sammanträde|sammanträdesdag|nämndmöte|möte"
    "|sammanträdestid|datum för sammanträde|sammanträde|nämndens möte|sammanträde den|mötesdag",
    "date": "datum|utfärdat|utfärdad|upprättad den|upprättad|upprättat|daterad|dokumentdatum|skrivelsedatum|skrivet"
    "|framtaget|avtalsdatum|publicerad|publicerat|reviderad|senast reviderad|fastställd"
    "|fastställt|beslutad|version",
    "received": "inlämnad|inlämnat|inkom|inkommen|inkommet|ankom|registrerad",
    "registry": "dnr|diarienummer|diarienr|diarie-nr|ärendenummer|ärendenr|ärende nr|vår beteckning|beteckning"
    "|dokumentnummer|dokumentnr|vårt dnr|vår referens|ärende-id|dokument-id",
    "decided_by": "fastställd av|fastställt av|fastställda av|beslutad av|beslutat av|antagen av|antaget av|godkänd av",
    "authority": "till|mottagare|adressat|nämnd|organ|instans|beslutande organ|beslutsinstans|ställd till|ställs till",
    "title": "ärende|ärenderubrik|rubrik|titel|ärendemening|angående|dokumentnamn|dokumenttitel|ang",
    "skip": "er beteckning|ert datum|er referens|ert dnr|telefon|telefonnummer|tfn|mobil|e-post|epost|e-mail"
    "|mejl|sida|sid|adress"
    "|status|diariekod|sekretess|fax|besöksadress|postadress|förvaltning|avdelning|enhet|plats|tid"
    "|plats och tid|klockan"
    "|beslutande|närvarande|ledamöter|ersättare|övriga|paragrafer|paragraf|justerare|utses att justera|bilagor"
    "|handlingstyp"
    "|dokumenttyp|revideras|ersätter|omfattar|uppföljning|målgrupp|giltig till|giltig från|giltighetstid"
    "|dokumentansvarig|dokumentägare"
    "|gäller för|gäller från",
}
_FIELD_OF = {label: name for name, labels in _LABELS.items() for label in labels.replace("\\s?", " ").split("|")}
_LONGEST_FIRST = sorted((label for labels in _LABELS.values() for label in labels.split("|")), key=len, reverse=True)
_LABEL = re.compile(rf"(?P<label>{in_any_case('|'.join(_LONGEST_FIRST))})(?![\wåäö-])\.?\s*(?P<colon>:)?\s*")
_ORGANISATION = re.compile(
    r"(?:[\wåäöÅÄÖ,&-]+\s){0,5}?[\wåäöÅÄÖ-]*(?:förvaltning(?:en)?|kommun|kommuns|stad|stads|kontor(?:et)?"
    r"|avdelning(?:en)?|regionen|enhet(?:en)?|stab(?:en)?|kansli(?:et)?|sektor(?:n)?)"
    r"|Region [A-ZÅÄÖ][\wåäöÅÄÖ -]+(?:, [\wåäöÅÄÖ -]+)?|[\w-]+\.(?:se|nu|example)",
)
_OF_WHOM = re.compile(r", (?:Region [A-ZÅÄÖ][\wåäö ]+|[A-ZÅÄÖ][\wåäö -]+ (?:kommun|stad))$")
_ABOUT = re.compile(r"\w\s+(?:i|om|av|mellan|till|med|på|inför|vid)\s")
_TYPE_TO = re.compile(r"(?:motion|interpellation|enkel fråga)\s+(?:ställd\s+)?till\s+", re.IGNORECASE)
_CONTACT = re.compile(r"@|telefon|tfn|mobil|(?<![\d.:-])\b0\d{1,3}[-– ]\d", re.IGNORECASE)
# Who prepares a matter, by title; those who sit or keep the minutes do not.
_OFFICER = re.compile(
    rf"(?!.*(?:\(\w+\)|ordförande|justera|sekreterare|ledamot|ersättare|tjänstgör|råd\b))[\wåäöÅÄÖ-]*{TITLE_HEAD}(?!\w)",
    re.IGNORECASE,
)
_LAST_NAME = re.compile(rf"{NAME}$")
_LAST_DAY = re.compile(r"(?<=\d )\d{4}-\d\d-\d\d$")
_OTHER_COLUMN = re.compile(
    r"(?:(?:[A-ZÅÄÖ][a-zåäö-]+s )?[a-zåäö]*nämnd|(?:[A-ZÅÄÖ][a-zåäö]+-(?:, [a-zåäö]+-)? och )?[A-ZÅÄÖ]?[a-zåäö]+nämnden"
    r"|Kommunstyrelsen|Regionstyrelsen|(?:Kommun|Region)fullmäktige)(?: \d{4}-\d\d-\d\d)?"
)
_MEETING_WORD = re.compile(r"sammanträde|möte", re.IGNORECASE)
_OWN_TITLE_WORDS = 2
# What is longer than this is no head but a table or noise, whose every line would cost as much as a whole head.
_MOST_LINES = 300
_MOST_CHARACTERS = 30_000


@dataclass(slots=True)
class Head:
    """What the head says. Every value is a piece of the cleaned text."""

    case_officer: Piece | None = None
    date: Piece | None = None
    meeting_date: Piece | None = None
    received: Piece | None = None
    authority: Piece | None = None
    organisation: Piece | None = None
    registry_numbers: list[Piece] = field(default_factory=list)
    labelled_title: Piece | None = None
    types: list[str] = field(default_factory=list)
    free: list[Line] = field(default_factory=list)
    copies: list[Line] = field(default_factory=list)


class _Reader:
    """Walks over the head once; labels without a value wait for one."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.head = Head()
        self.pending: list[str] = []
        self.label_line: Line | None = None
        self.addressed = 99
        self.numbered_row = False
        self.copy_column: int | None = None

    def read(self) -> Head:
        lines = top_lines(self.layout)
        copies = headed = False
        for index, line in enumerate(lines):
            copies = (role_of(line.text) is Role.DISTRIBUTION and not _LABEL.fullmatch(line.text)) or (
                copies and (line.gap <= self.layout.gap or (headed and not line.level))
            )
            headed = copies and bool(line.level)
            if copies:
                self.head.copies.append(line)
                continue
            self.addressed += 1
            cells = line.cells(self.layout.source)
            self.numbered_row = len(cells) > 1 and any(_is_number(cell.text) for cell in cells)
            self.copy_column = self.copy_column if line.gap <= self.layout.gap else None
            for cell in [part for whole in cells for part in _parted(whole)]:
                if not self._copied(cell, line, len(cells)):
                    self._cell(cell, line, lines[index + 1 : index + 4])
        self._shared_title_line()
        return self.head

    def _copied(self, cell: Piece, line: Line, count: int) -> bool:
        """Whether the cell stands in a column of recipients: "Kopia till" beside other things, and what is under it."""
        column = cell.start - self.layout.source.clean.rfind("\n", 0, cell.start)
        if count > 1 and role_of(cell.text) is Role.DISTRIBUTION:
            self.copy_column = column
        elif self.copy_column is None or abs(column - self.copy_column) > 2:
            return False
        self.head.copies.append(Line(cell.text, cell.start, cell.end, 0))
        return True

    def _cell(self, cell: Piece, line: Line, following: list[Line]) -> None:
        if self._says_type(cell) or self._labelled(cell, line) or self._pending(cell):
            return
        if self._value("unlabelled", cell) or self._contact_person(cell, following):
            return
        if cell.text == line.text:
            self.head.free.append(line)
        elif not self.head.free or self.head.free[-1] is not line:
            self.head.free.append(Line(cell.text, cell.start, cell.end, line.gap, line.level))

    def _says_type(self, cell: Piece) -> bool:
        """ "Tjänsteskrivelse", perhaps with a date beside it; "Motion till kommunfullmäktige"."""
        text = cell.text
        addressed = _TYPE_TO.match(text)
        if addressed:
            says = self._take_authority(cell.part(addressed.end(), len(text)))
            self.addressed = 99  # the day that follows is when it was handed in
        else:
            first = text.split(" ", 1)[0]
            says = is_document_type(text) or (is_document_type(first) and len(text) < 60 and bool(first_date(text)))
            if says:
                self._value("unlabelled", cell)
        if says:
            self.head.types.append(text)
        return says

    def _labelled(self, cell: Piece, line: Line) -> bool:
        """A label with its value, or a label that waits for one."""
        earlier = list(self.pending)
        label, at = self._labels(cell.text)
        if label is None:
            return False
        if at < len(cell.text):
            value = cell.part(at, len(cell.text))
            if label == "skip" and (day := _LAST_DAY.search(value.text)):
                self._value("unlabelled", value.part(day.start(), len(value.text)))  # the next column's day run on
            stored = self._value(label, value)
            if label == "case_officer" and not stored and self._value("unlabelled", value):
                self.pending.append(label)  # two columns run together: the name stands on the next line
                return True
            return stored or label == "skip" or ":" in cell.text[:at]
        goes_on = line is self.label_line or line.gap == 0
        own = [*self.pending[len(earlier) :], label]
        self.pending = [*earlier, *own][-6:] if goes_on else own
        self.label_line = line
        return True

    def _labels(self, text: str) -> tuple[str | None, int]:
        """The last of the labels that the text begins with, and where they end; several may stand in a row."""
        label, at = None, 0
        while match := _LABEL.match(text, at):
            bare = at == 0 and not match["colon"] and match.end() < len(text)
            if bare and text[match.start()].islower():
                break
            following = _LABEL.match(text, match.end())
            name = (
                _FIELD_OF[match["label"].lower().replace("/ ", "/").replace(", ", ", ")]
                if match["label"].lower() in _FIELD_OF
                else "case_officer"
            )
            if match.end() < len(text) and following:
                self.pending.append(name)
            label, at = name, match.end()
            if not following:
                break
        return label, at

    def _pending(self, cell: Piece) -> bool:
        taken = [name for name in self.pending if self._value(name, cell)]
        self.pending = [name for name in self.pending if name not in taken and name != "skip"]
        return bool(taken)

    def _value(self, name: str, value: Piece) -> bool:
        """Store the value under the label if it is of the label's kind."""
        taker = getattr(self, f"_take_{name}", None)
        return bool(taker(value)) if taker else False

    def _take_case_officer(self, value: Piece) -> bool:
        match = NAME_RE.match(value.text) or (_LAST_NAME.search(value.text) if value.text[0].isdigit() else None)
        if match and match.start():
            return is_name(match.group()) and self._take_case_officer(value.part(match.start(), len(value.text)))
        if not match or NOT_NAME_RE.search(_two_words(match.group())):
            return False
        end = match.end()
        while NOT_NAME_RE.search(value.text[:end]) and value.text.count(" ", 0, end) > 1:
            end = value.text.rindex(" ", 0, end)
        if self.head.case_officer is None:
            self.head.case_officer = value.part(0, end)
        return True

    def _take_date(self, value: Piece) -> bool:
        found = first_date(value.text, value.start, compact=True)
        if found and found.start - value.start > 6 and value.text[0].islower():
            return False
        if found and self.head.date is None:
            self.head.date = found
        if found:
            self._take_registry(value)
            self._take_body(value)
        return found is not None

    def _take_received(self, value: Piece) -> bool:
        self.head.received = self.head.received or first_date(value.text, value.start, compact=True)
        return self.head.received is not None

    def _take_meeting_date(self, value: Piece) -> bool:
        found = first_date(value.text, value.start, compact=True)
        if found and self.head.meeting_date is None:
            self.head.meeting_date = found
        if found and BODY_RE.match(value.text):
            self._take_body(value)
        return found is not None

    def _take_registry(self, value: Piece) -> bool:
        found = [
            Piece(number.raw, value.start + begin, value.start + end)
            for begin, end, number in find_registry_numbers(value.text)
        ]
        if not found:
            number = parse_registry_number(value.text)
            found = [Piece(number.raw, value.start, value.end)] if number else []
        self.head.registry_numbers += found
        return bool(found)

    def _take_body(self, value: Piece) -> bool:
        match = BODY_RE.search(value.text)
        if not match:
            return False
        if self.head.authority is None:
            self.head.authority = body_piece(value, match)
        return True

    def _take_authority(self, value: Piece) -> bool:
        if not self._take_body(value):
            return False
        self.addressed = 0
        date = next(find_dates(value.text, value.start), None)
        if date and self.head.meeting_date is None:
            self.head.meeting_date = date
        return True

    def _take_decided_by(self, value: Piece) -> bool:
        """ "Fastställd av nämnden 2024-11-28": who decided, and the day that the document bears."""
        found = first_date(value.text, value.start)
        self.head.date = self.head.date or found
        return self._take_body(value) or found is not None

    def _take_title(self, value: Piece) -> bool:
        if self.head.labelled_title is None and len(value.text) > 3:
            self.head.labelled_title = value
        return True

    def _take_unlabelled(self, value: Piece) -> bool:
        """What needs no label: a date, a registry number, a body or an organisation alone on its line."""
        text = value.text
        numbers = list(find_registry_numbers(text))
        date = next(find_dates(text, value.start), None)
        if date and (is_only_date(text) or is_document_type(text.split(" ", 1)[0]) or numbers):
            self._store_free_date(date)
            if numbers:
                self._take_registry(value)
            return True
        if numbers and sum(number[1] - number[0] for number in numbers) > len(text) * 0.45:
            return self._take_registry(value)
        body = BODY_RE.fullmatch(_OF_WHOM.sub("", text.rstrip(".")))
        if body and text[0].isupper():
            self.addressed = min(self.addressed, 0) if self.head.authority is None else self.addressed
            return self._take_body(value)
        if date and self._body_and_day(value, date):
            return True
        meeting = _MEETING_WORD.search(text)
        if meeting and date and len(text) < 90:
            self.head.meeting_date = self.head.meeting_date or date
            self._take_body(value)
            return True
        named = self._organisation(value)
        self.head.organisation = self.head.organisation or named
        return named is not None

    def _body_and_day(self, value: Piece, date: Piece) -> bool:
        """ "Socialnämnden 2026-04-14": the body addressed and the day of its meeting, and nothing else."""
        rest = value.text[: date.start - value.start] + value.text[date.end - value.start :]
        rest = re.sub(r"\s+(?:den|sammanträde|sammanträder)?\s*$", "", rest).strip(" ,.")
        if not rest[:1].isupper() or not BODY_RE.fullmatch(rest):
            return False
        self.addressed = 0
        self.head.meeting_date = self.head.meeting_date or date
        return self._take_body(value)

    def _organisation(self, value: Piece) -> Piece | None:
        """The organisation that the line names, without the name of a house or a unit beside it."""
        text = value.text
        if len(text) > 70 or _ABOUT.search(text) or not _ORGANISATION.fullmatch(text):
            return None
        first, comma, rest = text.partition(", ")
        if not comma:
            return value
        if _ORGANISATION.fullmatch(first):
            return value.part(0, len(first))
        return value.part(len(first) + 2, len(text)) if _ORGANISATION.fullmatch(rest) else value

    def _store_free_date(self, date: Piece) -> None:
        """An unlabelled date straight after the body addressed is the day of its meeting."""
        if self.addressed <= 1 and len(date.text) == 10 and not self.numbered_row:
            if self.head.meeting_date is None:
                self.head.meeting_date = date
        elif self.head.date is None:
            self.head.date = date

    def _contact_person(self, cell: Piece, following: list[Line]) -> bool:
        """A name in the head with an address or a telephone below it is the person to ask."""
        if self.head.case_officer or not is_name(cell.text):
            return False
        titled = bool(following) and _OFFICER.match(following[0].text)
        if not titled and not any(_CONTACT.search(line.text) for line in following):
            return False
        return self._take_case_officer(cell)

    def _shared_title_line(self) -> None:
        self.head.free = [line for line in self.head.free if not _CONTACT.search(line.text)]


def _parted(cell: Piece) -> list[Piece]:
    """A name with the next column run on: "Eva Ek Norrby stadsdelsnämnd", "Eva Ek 2024-03-12"."""
    words = cell.text.split(" ")
    for count in (2, 3) if 3 <= len(words) < 9 else ():
        name, rest = " ".join(words[:count]), " ".join(words[count:])
        if is_name(name) and (
            _OTHER_COLUMN.fullmatch(rest) or (is_only_date(rest) and not cell.text.startswith("Den"))
        ):
            return [cell.part(0, len(name)), cell.part(len(name), len(cell.text))]
    return [cell]


def _is_number(text: str) -> bool:
    """Whether the text is a registry number and little else."""
    return any(end - start > len(text) * 0.45 for start, end, _ in find_registry_numbers(text))


def _two_words(name: str) -> str:
    return " ".join(name.split()[:2])


def body_piece(value: Piece, match: re.Match[str]) -> Piece:
    """A body as a value: with a capital, out of the genitive ("socialnämndens sammanträde" is the board's)."""
    text = match.group()
    end = match.end()
    if text.endswith(("nämndens", "styrelsens", "utskottets", "fullmäktiges", "beredningens")):
        text, end = text[:-1], end - 1
    return Piece(text[0].upper() + text[1:], value.start + match.start(), value.start + end)


def top_lines(layout: Layout) -> list[Line]:
    """The lines of the head, as many as a head may have."""
    ends = accumulate(len(line.text) for line in layout.head[:_MOST_LINES])
    return layout.head[: sum(end <= _MOST_CHARACTERS for end in ends)]


def read_head(layout: Layout) -> Head:
    """Read the head of the document."""
    return _Reader(layout).read()


def person(text: str) -> str:
    """A name without the party letter."""
    return re.sub(PARTY_SUFFIX + "$", "", text)

"""Registry numbers (diarienummer) and paragraph numbers, as Swedish authorities write them.

Every authority has its own form, so parsing is lenient: the number is kept as written, and beside it a normal form
that two spellings of one number share. Knows nothing of documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from famn.ground.search import lowered, starts, tried_at

_LETTERS = r"[A-ZÅÄÖ]{1,6}(?:-[A-ZÅÄÖ]{1,4})?"
_YEAR = r"(?:19|20)\d\d"
_EXTRA = r"(?:[ -]\d{3}(?!\d)|-\d{1,2}(?!\d))?"

# The strict forms are safe to find in running text; each has a test with a number seen in a public document.
_STRICT = (
    rf"(?P<plan>\d{{1,2}}(?:\.\d{{1,3}}){{1,3}})[-/](?P<serial>\d{{1,5}})[-/](?P<year>{_YEAR})",
    rf"(?P<plan>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\.(?P<serial>\d{{1,5}})-(?P<year>{_YEAR})",
    rf"(?P<letters>{_LETTERS})[ /-]?(?P<year>{_YEAR})[/.:-](?P<serial>\d{{1,6}}){_EXTRA}",
    rf"(?P<letters>[A-ZÅÄÖ][a-zåäö]{{1,4}})/?(?P<year>{_YEAR})[/:](?P<serial>\d{{1,6}}){_EXTRA}",
    rf"(?P<letters>{_LETTERS})[ -]?(?P<year>\d\d)/(?P<serial>\d{{2,5}})",
    rf"(?P<year>{_YEAR})[/-]?(?P<letters>[A-ZÅÄÖ]{{2,5}})[ -]?(?P<serial>\d{{2,5}})(?: \d{{3}})?",
    r"(?P<year>\d\d)(?P<letters>[A-ZÅÄÖ]{2,5})/(?P<serial>\d{2,5})",
    rf"(?P<year>{_YEAR})/(?P<serial>\d{{1,5}})-(?P<letters>[A-ZÅÄÖ]{{2,5}})(?:-\d{{2,4}})?",
    rf"(?P<letters>{_LETTERS})[ -](?P<year>{_YEAR})[ -](?P<serial>\d{{1,6}})(?P<extra> Dpl \d{{1,4}})?",
)
# The lenient forms are taken only after a label, since they look like years, sums and telephone numbers.
_LENIENT = (
    rf"(?P<serial>\d{{1,6}})/(?P<year>{_YEAR}|\d\d)(?!\d)",
    rf"(?P<year>{_YEAR})[/-](?P<serial>\d{{1,6}})",
    rf"(?P<serial>\d{{1,6}})-(?P<year>{_YEAR})(?:-(?P<plan>\d{{1,3}}))?",
    rf"(?P<plan>\d{{1,3}}(?:\.\d{{1,3}})*)-(?P<serial>\d{{1,6}})[/-](?P<year>{_YEAR})",
    rf"(?P<letters>{_LETTERS})[ -](?P<serial>\d{{2,8}})(?:[-/](?P<year>{_YEAR}|\d\d))?",
    r"(?P<letters>[A-ZÅÄÖ]{1,5}) ?(?P<year>\d\d\d\d)[ ./:-](?P<serial>[\d.:-]{1,12}\d|\d)",
)
_EDGE_LEFT = r"(?<![\w./:§-])"
_EDGE_RIGHT = r"(?![\w/]|[.:-]\d)"
_STRICT_RES = tuple(re.compile(_EDGE_LEFT + form + _EDGE_RIGHT) for form in _STRICT)
_LENIENT_RES = tuple(re.compile(_EDGE_LEFT + form + _EDGE_RIGHT) for form in _LENIENT)
_ANY_STRICT = re.compile(
    _EDGE_LEFT + "(?:" + "|".join(re.sub(r"\?P<\w+>", "?:", form) for form in _STRICT) + ")" + _EDGE_RIGHT
)
_LABEL = re.compile(
    r"(?:dnr|d\.nr|diarienummer|diarienr|diariekod|diarie-?\s?nr|ärende(?:nummer|nr|\s?nr|id|-id)|dokument(?:nummer|nr|\s?nr|id|-id)"
    r"|mål ?nr|vår beteckning|beteckning|vår referens)(?!\w)[.:]*\s*"
)
_LABEL_SIGNS = ("dnr", "d.nr", "diarie", "ärende", "dokument", "mål nr", "målnr", "vår ", "beteckning")  # they begin so
_NOT_REGISTRY = frozenset(
    "SOU SFS SOSFS HSLF FS PROP BET DIR DS EU RSKR ISO EN NJA RÅ JO PRIO KL NR SID TEL FAX ÅR DEN MAJ MARS APRIL"
    " JUNI JULI COVID AGENDA ART MÅL BOX VÅR HÖST BUDGET HT VT VP PLAN DNR DIARIE".split()
)


@dataclass(frozen=True, slots=True)
class RegistryNumber:
    """A registry number as written (``raw``) and its parts; ``normal`` is equal for spellings of one number."""

    raw: str
    normal: str
    letters: str | None
    year: int | None
    serial: str | None
    plan: str | None


@dataclass(frozen=True, slots=True)
class ParagraphNumber:
    """The number of a paragraph in minutes: ``§ 63/20`` is paragraph 63 of 2020."""

    raw: str
    number: int
    year: int | None
    series: str | None


def parse_registry_number(text: str) -> RegistryNumber | None:
    """The registry number that the text is, with or without a label before it, or None."""
    stripped = " ".join(text.split())
    label = _LABEL.match(stripped.lower())
    if label:
        stripped = stripped[label.end() :].strip()
    for pattern in (*_STRICT_RES, *_LENIENT_RES):
        match = pattern.fullmatch(stripped)
        if match:
            return _built(match)
    return None


def find_registry_numbers(text: str, lower: str | None = None) -> Iterator[tuple[int, int, RegistryNumber]]:
    """Registry numbers in running text: what stands after a label, and what can be nothing else.

    ``lower`` is ``lowered(text)``, for callers who have it.
    """
    if not _DIGIT.search(text):
        return
    lower = lowered(text) if lower is None else lower
    after_label = {
        label.end()
        for label in tried_at(_LABEL, starts(lower, *_LABEL_SIGNS), lower)
        if not text[label.start() - 1 : label.start()].isalpha()
    }
    at = 0
    for start in sorted(after_label | set(_strict_starts(text))):
        if start < at:
            continue
        match = _matched(text, start, lenient=start in after_label)
        if match and not _is_something_else(match):
            yield match.start(), match.end(), _built(match)
            at = match.end()
            if start in after_label:
                for more in _continued(text, at):
                    yield more.start(), more.end(), _built(more)
                    at = more.end()


_DIGIT = re.compile(r"\d")


def _strict_starts(text: str) -> Iterator[int]:
    """Where numbers of the strict forms may begin. Each holds a full year or a slash and a digit, and no line end."""
    at = 0
    for sign in starts(text, "19", "20", "/"):
        if sign < at or (text[sign] == "/" and not text[sign + 1 : sign + 2].isdigit()):
            continue  # on a line that was looked at, or a slash between words
        end = text.find("\n", sign)
        end = len(text) if end < 0 else end
        for match in _ANY_STRICT.finditer(text, text.rfind("\n", at, sign) + 1 or at, end):
            yield match.start()
        at = end


_AND = re.compile(r"\s*(?:,|och|samt)\s+")


def _continued(text: str, at: int) -> Iterator[re.Match[str]]:
    """Further numbers of one label: "Dnr 7-742-2011 och 5-744-2011"."""
    while joint := _AND.match(text, at):
        more = _matched(text, joint.end(), lenient=True)
        if not more:
            return
        yield more
        at = more.end()


def _matched(text: str, start: int, *, lenient: bool) -> re.Match[str] | None:
    patterns = (*_STRICT_RES, *_LENIENT_RES) if lenient else _STRICT_RES
    found = [match for match in (pattern.match(text, start) for pattern in patterns) if match]
    return max(found, key=lambda match: match.end(), default=None)


_DATE = re.compile(r"[^\d]*(?:19|20)\d\d-[01]\d-[0-3]\d")
_SPAN_OF_YEARS = re.compile(r"[^\d]*(?:19|20)\d\d[-/](?:19|20)\d\d")


def _is_something_else(match: re.Match[str]) -> bool:
    """Whether this is a law, a date or a span of years that only looks like a registry number."""
    if _DATE.match(match.string, match.start(), match.end() + 3) or _SPAN_OF_YEARS.fullmatch(match.group()):
        return True
    letters = match.groupdict().get("letters")
    return bool(letters) and any(part.upper() in _NOT_REGISTRY for part in (letters or "").split("-"))


def _built(match: re.Match[str]) -> RegistryNumber:
    part = match.groupdict()
    letters = part.get("letters")
    year = part.get("year")
    serial = part.get("serial")
    plan = part.get("plan")
    number = int(year) if year else None
    if number is not None and number < 100:
        number += 2000 if number < 70 else 1900
    short = ".".join(piece.lstrip("0") or "0" for piece in re.split(r"[.:-]", serial)) if serial else ""
    body = f"{number}/{short}" if number is not None else short
    normal = " ".join(piece for piece in (letters.upper() if letters else "", plan or "", body) if piece)
    return RegistryNumber(match.group(), normal, letters, number, serial, plan)


_PARAGRAPH = re.compile(
    r"(?:(?P<series>[A-ZÅÄÖ]{2,5}(?:-[A-ZÅÄÖ]{1,3})?)\s*)?§\s*(?P<number>\d{1,4})"
    r"(?:[/:-](?P<year>(?:19|20)\d\d|\d\d)(?!\d))?"
)


def parse_paragraph(text: str) -> ParagraphNumber | None:
    """The paragraph number at the start of the text, such as ``§ 63/20`` or ``HSD-A § 44-2015``, or None."""
    match = _PARAGRAPH.match(text.strip())
    if not match:
        return None
    year = int(match["year"]) if match["year"] else None
    if year is not None and year < 100:
        year += 2000 if year < 70 else 1900
    return ParagraphNumber(match.group(), int(match["number"]), year, match["series"])

"""The text of a document, cleaned, and the way back to the text as given.

Cleaning changes single characters only (line ends, spaces, soft hyphens, decomposed letters, inline markdown);
every offset in the cleaned text maps to one in the text as given. Layout is the business of layout.py.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import NamedTuple

from famn.ground.search import lowered

from .document import Place

# Characters with a plain twin of the same length.
_TWINS = {
    **dict.fromkeys("\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B))), " "),
    **dict.fromkeys(map(chr, [*range(9), *range(0x0E, 0x1C), 0x1F, *range(0x7F, 0x85), *range(0x86, 0xA0)]), " "),
    **dict.fromkeys("\f\v\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    **dict.fromkeys("\u2010\u2011", "-"),
    **dict.fromkeys("\uf0a7\uf0b7\uf02d\uf0d8\uf0fc\u25aa\u25cf\u25e6\u2023\u2043\u25a0\u25cb\u2219", "•"),
}
# What changes the length of the text: only the kinds that a text holds a sign of are searched for.
_UNEVEN: dict[str, tuple[str, frozenset[str], tuple[str, ...]]] = {
    "newline": (r"\r\n?", frozenset("\r"), ()),
    "break": (r"<br ?/?>", frozenset(), ("<br",)),
    "drop": (
        r"[\xad\u200b-\u200f\u202a-\u202e\u2060\ufeff]|\[\^\w{1,8}\]|<sup>\w{1,3}</sup>|</?u>|\*\*"
        r"|(?<![_\w])__(?=[^_\W])|(?<=[^_\W])__(?![_\w])|(?<=[a-zåäö])[¹²³⁴-⁹](?!\w)|(?<=\d)[¹²³⁴-⁹]"
        r"|\\(?=[-.#*_()\[\]!+])",
        frozenset("\\\xad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff¹²³⁴⁵⁶⁷⁸⁹"),
        ("**", "__", "[^", "<sup>", "<u>"),
    ),
    "ligature": (r"[\ufb00-\ufb04]", frozenset("\ufb00\ufb01\ufb02\ufb03\ufb04"), ()),
    "combining": (r"[^\W\d_][\u0300-\u036f]+", frozenset(map(chr, range(0x300, 0x370))), ()),
}
_PLAIN = frozenset(
    "\n\t !\"#$%&'()+,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ]^`abcdefghijklmnopqrstuvwxyz{|}~"
    "ÅÄÖåäöÉéÈèÜüÆæØø–—…”“’‘»«•€§½°·´×"
)
_PLAIN_BYTES = "".join(filter(str.isascii, _PLAIN)).encode()
_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n?|\n")
_CELL_GAP = re.compile(r"\s*\|\s*|\t+ *| {2,}\t*")
_LEVEL = re.compile(r"(#{1,6})\s+")
_RULE = re.compile(r"^(?:[-*_=] ?){3,}$|^\|?(?:\s*:?-{2,}:?\s*\|)+(?:\s*:?-{2,}:?)?\s*\|?$")


@lru_cache(maxsize=32)
def _uneven(kinds: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{kind}>{_UNEVEN[kind][0]})" for kind in kinds))


def _replacement(match: re.Match[str]) -> str:
    kind = match.lastgroup
    if kind in ("newline", "break"):
        return "\n"
    if kind == "drop":
        return ""
    return unicodedata.normalize("NFKC" if kind == "ligature" else "NFC", match.group())


class Source:
    """The text as given and as cleaned, with places between the two."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._clean_starts = [0]
        self._source_starts = [0]
        self.clean = self._cleaned(text)

    @cached_property
    def lower(self) -> str:
        """The cleaned text in small letters, every character at its own offset."""
        return lowered(self.clean)

    @cached_property
    def given_lower(self) -> str:
        """The text as given in small letters, every character at its own offset."""
        return self.lower if self.clean is self.text else lowered(self.text)

    @cached_property
    def rows(self) -> list[str]:
        """The lines of the cleaned text, empty ones too."""
        return self.clean.split("\n")

    @cached_property
    def _next_lines(self) -> list[int]:
        """Where the line after each begins in the text as given; a line end of two characters counts as one."""
        if "\r" in self.text:
            return [match.start() + 1 for match in _LINE_END.finditer(self.text)]
        rows = self.rows if self.clean is self.text else self.text.split("\n")
        return list(accumulate([len(row) + 1 for row in rows]))

    def _cleaned(self, text: str) -> str:
        rest = text.encode("utf-8", "surrogatepass").translate(None, delete=_PLAIN_BYTES)  # little is left to look at
        odd = set(rest.decode("utf-8", "surrogatepass")) - _PLAIN
        if not odd:
            return text
        for character in odd & _TWINS.keys():
            text = text.replace(character, _TWINS[character])
        kinds = tuple(
            kind
            for kind, (_, characters, words) in _UNEVEN.items()
            if not odd.isdisjoint(characters) or any(word in text for word in words)
        )
        return self._shortened(text, _uneven(kinds)) if kinds else text

    def _shortened(self, text: str, pattern: re.Pattern[str]) -> str:
        """The text with every match replaced, and the map back kept."""
        pieces: list[str] = []
        last = length = 0
        for match in pattern.finditer(text):
            start, end = match.span()
            piece = _replacement(match)
            pieces += (text[last:start], piece)
            length += start - last + len(piece)
            last = end
            if len(piece) != end - start:
                self._clean_starts.append(length)
                self._source_starts.append(last)
        pieces.append(text[last:])
        return "".join(pieces)

    def _offset(self, clean_offset: int) -> int:
        if len(self._clean_starts) == 1:
            return min(clean_offset, len(self.text))
        at = bisect_right(self._clean_starts, clean_offset) - 1
        offset = self._source_starts[at] + clean_offset - self._clean_starts[at]
        limit = self._source_starts[at + 1] if at + 1 < len(self._source_starts) else len(self.text)
        return min(offset, limit)

    def place(self, start: int, end: int) -> Place:
        """The place in the text as given of a span of the cleaned text."""
        if self.clean is self.text:  # as in most documents
            start = min(start, len(self.text))
            return Place(start, min(max(start, end), len(self.text)), bisect_right(self._next_lines, start) + 1)
        source_start = self._offset(start)
        source_end = max(source_start, self._offset(end - 1) + 1) if end > start else source_start
        while "\u0300" <= self.text[source_end : source_end + 1] <= "\u036f":
            source_end += 1
        source_end = min(source_end, len(self.text))
        return Place(source_start, source_end, bisect_right(self._next_lines, source_start) + 1)


@dataclass(slots=True)
class Line:
    """A line with words on it. Offsets are into the cleaned text; ``gap`` counts empty lines before it."""

    text: str
    start: int
    end: int
    gap: int
    level: int = 0

    def cells(self, source: Source) -> list[Piece]:
        """The columns of the line: split at tabs, table bars and runs of spaces."""
        raw = source.clean[self.start : self.end]
        if "  " not in raw and "\t" not in raw and "|" not in raw:
            return [Piece(self.text, self.start, self.end)]
        cells: list[Piece] = []
        at = 0
        for match in _CELL_GAP.finditer(raw):
            cells.append(Piece(raw[at : match.start()], self.start + at, self.start + match.start()))
            at = match.end()
        cells.append(Piece(raw[at:], self.start + at, self.end))
        return [cell for cell in cells if cell.text.strip()]


class Piece(NamedTuple):
    """A value with its span in the cleaned text."""

    text: str
    start: int
    end: int

    def part(self, start: int, end: int) -> Piece:
        """A slice of the piece, without spaces round it; offsets stay right while no space is collapsed."""
        text = self.text[start:end]
        left = len(text) - len(text.lstrip())
        stripped = text.strip()
        begin = min(self.start + start + left, self.end)
        return Piece(stripped, begin, min(begin + len(stripped), self.end))


def collapse(text: str) -> str:
    """Every run of white space as one space."""
    return " ".join(text.split()) if "  " in text or "\t" in text else text.strip()


def find_words(text: str, words: list[str], start: int, end: int | None = None) -> tuple[int, int] | None:
    """Where the words, of which there is one at least, first follow each other with any white space between."""
    at = text.find(words[0], start, end)
    while at >= 0:
        stop = _end_of(text, words, at, end)
        if stop is not None:
            return at, stop
        at = text.find(words[0], at + 1, end)
    return None


def _end_of(text: str, words: list[str], at: int, end: int | None) -> int | None:
    """Where the words end that begin at the offset, or None where other words stand there."""
    for number, word in enumerate(words):
        space = _SPACE.match(text, at)
        if number and space is None:
            return None
        at = space.end() if number and space else at
        if not text.startswith(word, at, end):
            return None
        at += len(word)
    return at


def lines_of(source: Source) -> list[Line]:
    """The lines that hold words, with markdown marks taken off their ends."""
    lines: list[Line] = []
    at = gap = 0
    for raw in source.rows:
        start, at = at, at + len(raw) + 1
        text = raw.strip()
        if not text:
            gap += 1
            continue
        begin, level = start, 0
        if text[0] in "-*_=|:#>" or text[-1] in "|#*":  # as hardly any line
            begin, text, level = _unmarked(raw, start, text)
            if not text:
                gap += 1
                continue
        elif text is not raw:
            begin = start + raw.index(text)
        words = collapse(text) if "  " in text or "\t" in text else text
        lines.append(Line(words, begin, begin + len(text), gap, level))
        gap = 0
    return lines


def _unmarked(raw: str, start: int, text: str) -> tuple[int, str, int]:
    """Where the words of a line with marks of markdown begin, the words (none on a rule), and their heading level."""
    if text[0] in "-*_=|:" and _RULE.match(text):
        if text.strip("_ "):
            return start, "", 0
        begin, end = raw.index("_"), raw.rindex("_") + 1  # a line of underscores is a line to sign on
        return start + begin, raw[begin:end], 0
    left = len(raw) - len(raw.lstrip())
    level = 0
    if text[0] in "#>|*":
        skip, level = _markdown_prefix(text)
        left += skip
        text = raw[left:].strip()
    if text and text[-1] in "|#*":
        text = text.rstrip("|# \t") if level or text[-1] != "*" else text.strip("*")
    return start + raw.index(text, left), text, level


def _markdown_prefix(text: str) -> tuple[int, int]:
    """How many characters of markdown stand before the words, and the heading level they give."""
    heading = _LEVEL.match(text)
    if heading:
        return heading.end(), len(heading.group(1))
    if text[0] in ">|":
        rest = text.lstrip(">| \t")
        return len(text) - len(rest), 0
    if text[0] == "*" and len(text) > 2 and text[-1] == "*" and text[1] not in " *":
        return 1, 0
    return 0, 0


_SUSPENDED = frozenset("och eller samt respektive och/eller till men som".split())
_ABBREVIATIONS = frozenset(
    "st kl tr nr jfr ff bl kr pg tf pm km cm kg mm ns nr dvs mm m s f v p d h t b c e g k l n r".split()
)
_FRAGMENT = re.compile(r"[bcdfghjklmnpqrstvwxz]{1,3}(?![\w.])")
_HYPHEN_END = re.compile(r"[^\W\d_]-$")


def joined(pieces: list[str], narrow: int = 0) -> str:
    """Lines of one paragraph as running text: words split at line ends become whole again."""
    if not pieces:
        return ""
    narrow = max(narrow, 24)
    text = pieces[0]
    for piece in pieces[1:]:
        if len(text) > narrow and piece and text[-1] not in "-–/" and piece[0] not in ".,;:!?)":
            text += f" {piece}"  # as nearly every line
        else:
            text = _join(text, piece, narrow)
    return text


def _join(left: str, right: str, narrow: int) -> str:
    if not left or not right:
        return left + right
    if left[-1] == "-" and _HYPHEN_END.search(left[-2:]):
        return _join_hyphen(left, right)
    if left[-1] in "-–/" and left[-2:-1].isdigit() and right[0].isdigit():
        return left + right
    if right[0] in ".,;:!?)" and right[:3] != "...":
        return left + right
    if left[-1].islower() and right[0].islower() and len(left) <= narrow:
        fragment = _FRAGMENT.match(right)
        if fragment and (fragment.end() == 1 or fragment.group() not in _ABBREVIATIONS):
            return left + right
    return f"{left} {right}"


def _join_hyphen(left: str, right: str) -> str:
    word = right.split(" ", 1)[0].strip(".,;:()")
    if word in _SUSPENDED or not right[0].isalpha():
        return f"{left} {right}"
    stem = left[:-1].rsplit(" ", 1)[-1]
    if right[0].isupper() or len(stem) == 1 or stem.isupper():
        return left + right
    return left[:-1] + right

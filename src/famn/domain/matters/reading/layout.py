"""How a document is laid out: its head, its headings and what stands under each, its figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from famn.ground.search import starts, tried_at

from .furniture import Stripped, line_width, strip_furniture, usual_gap
from .headings import MATTER_LABEL, PARAGRAPH, REST_OF_NUMBER, SPEECH, is_document_type, role_of
from .text import Line, Piece, Source, joined, lines_of
from .words import BODY_RE, SECTION_ROLES, Role, is_name, is_title

_ENDS = ".!?"
_NUMBERED = re.compile(r"(?:§ ?)?\d{1,2}(?:\.\d{1,2}){0,3}[.)]?\s+(?=[A-ZÅÄÖ])")
_DAY = re.compile(r"\d{4}-\d\d-\d\d|\bden \d{1,2} [a-z]+ \d{4}")
BULLET = re.compile(r"(?:[•·o*–—-]|\d{1,2}[.)]|\d{1,2}(?=\s+[Aa]tt\s)|[a-hA-H][.)])\s+|•\s*")
DOTTED = re.compile(r"[.…_\s]{6,}")
_LEAD = re.compile(r"\bföreslå[rs]?\b|\bbesluta(?:r|de)?\b|\bhemställer\b|\byrkar\b")
_INLINE_ROLES = frozenset({Role.ATTACHMENTS, Role.DISTRIBUTION, Role.PROPOSAL, Role.PARTIES, Role.ATTESTATIONS})


@dataclass(slots=True)
class Part:
    """A heading (none for what stands between head and first heading) and the lines under it."""

    heading: list[Line]
    role: Role | None
    lines: list[Line] = field(default_factory=list)
    blocks: tuple[list[Line], list[Piece]] | None = None

    @property
    def title(self) -> str:
        """The heading as running text."""
        return joined([line.text for line in self.heading]).rstrip(" :")


@dataclass(slots=True)
class Layout:
    """A whole document, laid out."""

    source: Source
    head: list[Line]
    parts: list[Part]
    width: int
    gap: int
    figures: list[list[Line]]
    letterhead: list[Line]
    footnotes: set[str]
    lines: list[Line]
    glued: bool

    def text_of(self, part: Part) -> str:
        """The part as running text, paragraphs apart by an empty line, footnote marks taken out."""
        return self.without_marks("\n\n".join([block.text for block in self._blocks_of(part) if block.text]))

    def paragraphs_of(self, part: Part) -> list[Piece]:
        """The paragraphs of the part, whole whatever their lines."""
        return [Piece(self.without_marks(text), start, end) for text, start, end in self._blocks_of(part)]

    def _blocks_of(self, part: Part) -> list[Piece]:
        """The paragraphs of the part with their footnote marks: put together once for the lines it has."""
        if part.blocks is None or part.blocks[0] is not part.lines:
            part.blocks = (
                part.lines,
                [Piece(self._joined(block), block[0].start, block[-1].end) for block in self.paragraphs(part.lines)],
            )
        return part.blocks[1]

    def paragraphs(self, lines: list[Line]) -> list[list[Line]]:
        """The lines in groups that belong together."""
        blocks: list[list[Line]] = []
        before: Line | None = None
        for line in lines:
            if before is None or self._starts_paragraph(before, line):
                blocks.append([line])
            else:
                blocks[-1].append(line)
            before = line
        return blocks

    def _starts_paragraph(self, before: Line, line: Line) -> bool:
        if line.gap > self.gap:
            return not (before.text[-1] not in ".!?:" and line.text[0].islower() and before.level == 0)
        if line.level or before.level or bullet(line.text):
            return True
        return before.text[-1] in ".!?:" and line.text[0].isupper() and self.fits(before, line)

    def fits(self, before: Line, line: Line) -> bool:
        """Whether the line's first word would have found room on the line before: then that one ended on purpose."""
        room = self.width * 0.8 - len(before.text) - 1
        return room >= 1 and len(line.text.split(" ", 1)[0]) <= room

    def without_marks(self, text: str) -> str:
        """The text without footnote marks glued to years and words."""
        if self.glued and _GLUED_RANGE.search(text):
            text = _GLUED_RANGE.sub(r"\1\2 ", text).replace("  ", " ")
        if self.footnotes:
            for mark in reversed([*_GLUED.finditer(text)]):
                if mark.group() in self.footnotes:
                    text = text[: mark.start()] + text[mark.end() :]
        return text

    def within(self, line: Line, text: str) -> Piece:
        """A value that stands on the line, with its own span even where spaces were collapsed."""
        first = text.split(" ", 1)[0]
        at = self.source.clean.find(text, line.start, line.end)
        if at >= 0:
            return Piece(text, at, at + len(text))
        at = self.source.clean.find(first, line.start, line.end)
        return Piece(text, at, line.end) if at >= 0 else Piece(text, line.start, line.end)

    def piece(self, lines: list[Line]) -> Piece:
        """Lines as one value with its span."""
        return Piece(self.without_marks(self._joined(lines)), lines[0].start, lines[-1].end)

    def _joined(self, lines: list[Line]) -> str:
        return joined([line.text for line in lines], self.width // 2)

    def parts_of(self, *roles: Role) -> list[Part]:
        """The parts under headings of the roles."""
        return [part for part in self.parts if part.role in roles]


_GLUED_RANGE = re.compile(r"((?:19|20)\d\d\s?[-–]\s?)((?:19|20)\d\d)[1-9](?!\d)(?=[\s.,;:)(])")
# A number at the end of a word or a year. The sign first: a digit is rarer than what stands before it.
_GLUED = re.compile(
    r"[0-9](?:(?<=[a-zåäö]{3}\d)|(?<=[a-zåäö][.)”]\d)|(?<=[^\d](?:19|20)\d\d\d))\d?(?=[\s.,;:)(]|$)"
    r"(?! ?[A-ZÅÄÖ]\w+ kommun)"
)


def bullet(text: str) -> re.Match[str] | None:
    """The mark that the text begins with as an item of a list."""
    return None if text[:2].isalpha() else BULLET.match(text)


def leads(text: str) -> bool:
    """Whether somebody proposes or decides here."""
    spoken = "beslut" in text or "föreslå" in text or "yrkar" in text or "hemställer" in text
    return spoken and bool(_LEAD.search(text))


def lay_out(source: Source) -> Layout:
    """Lay the document out."""
    all_lines = lines_of(source)
    stripped: Stripped = strip_furniture(all_lines, source)
    lines = stripped.lines
    layout = Layout(
        source=source,
        head=[],
        parts=[],
        width=line_width(lines),
        gap=usual_gap(lines),
        figures=[],
        letterhead=stripped.letterhead,
        footnotes=stripped.footnotes,
        lines=lines,
        glued=any(tried_at(_GLUED_RANGE, starts(source.clean, "19", "20"), source.clean)),
    )
    lines = _without_figures(layout, lines)
    headings = _headings(layout, lines)
    head_end = _head_end(layout, lines, headings)
    layout.head = _with_values(lines[:head_end], headings)
    part = Part([], None)
    layout.parts.append(part)
    at = head_end
    for begin, end, role, rest in headings:
        if begin < head_end:
            continue
        part.lines = lines[at:begin]
        part = Part(lines[begin:end], role)
        layout.parts.append(part)
        at = end
        if rest is not None:
            lines[end - 1] = rest
            at = end - 1
    part.lines = lines[at:]
    return layout


def _with_values(head: list[Line], headings: list[_Heading]) -> list[Line]:
    """The lines of the head, with what stood after the colon of a heading as a line of its own."""
    values = {end - 1: rest for _, end, _, rest in headings if rest is not None and end <= len(head)}
    return [each for at, line in enumerate(head) for each in (line, values.get(at)) if each is not None]


_Heading = tuple[int, int, Role | None, Line | None]


def _headings(layout: Layout, lines: list[Line]) -> list[_Heading]:
    """Every heading as (first line, line after, role, text that stands on the heading's own line)."""
    found: list[_Heading] = []
    index = 0
    listing = False
    role: Role | None = None
    while index < len(lines):
        line = lines[index]
        heading = _known_heading(lines, index)
        if heading and heading[2] is Role.DECISION and listing and leads(line.text):
            heading = None  # "Socialnämnden beslutar" opens the points of a list that has begun
            index += 1
            continue
        if heading is None and line.level and not (listing and leads(line.text)):
            heading = (index, index + 1, None, None)
        if heading is None and (not listing or role is Role.PROPOSAL or _opens_text(layout, lines, index)):
            heading = _free_heading(layout, lines, index, numbered=not listing)
        if heading is None:
            index += 1
            continue
        found.append(heading)
        role = heading[2]
        listing = role in (
            Role.PROPOSAL,
            Role.DECISION,
            Role.ATTACHMENTS,
            Role.DISTRIBUTION,
            Role.ATTESTATIONS,
            Role.SIGNATURES,
        )
        index = heading[1]
    return found


def _opens_text(layout: Layout, lines: list[Line], index: int) -> bool:
    """Whether the line stands apart after a list, with a paragraph of running text straight under it."""
    line = lines[index]
    following = lines[index + 1] if index + 1 < len(lines) else None
    if following is None or line.gap <= layout.gap or following.gap > layout.gap or bullet(line.text):
        return False
    return len(following.text) > layout.width * 0.6 and _mostly_small(following.text)


def _known_heading(lines: list[Line], index: int) -> _Heading | None:
    line = lines[index]
    text = line.text
    if len(text) > 110 and ":" not in text[:40]:
        return None
    if not (text[0].isupper() or text[0].isdigit() or text[0] in "§•" or line.level):
        return None
    role = role_of(text)
    if role is None and "anför" in text and SPEECH.fullmatch(text):
        headed = index + 1 < len(lines) and role_of(lines[index + 1].text) is not None
        role = Role.CONTENTS if headed else Role.BODY  # says who speaks; a heading may say of what
    if role is not None:
        return (index, index + 1, role, None)
    if "§" in text and PARAGRAPH.match(text) and len(text) < 160:
        return (index, _paragraph_end(lines, index), Role.PARAGRAPH, None)
    colon = text.find(":")
    if 2 < colon < 45 and colon < len(text) - 1:
        role = role_of(text[:colon])
        if role in _INLINE_ROLES:
            raw_colon = colon  # the words before a colon hold no collapsed spaces: they are a known heading
            rest = Line(text[colon + 1 :].strip(), min(line.start + raw_colon + 1, line.end), line.end, 0)
            left = len(text[colon + 1 :]) - len(text[colon + 1 :].lstrip())
            rest.start = min(rest.start + left, line.end)
            heading = Line(text[:colon], line.start, line.start + colon, line.gap, line.level)
            lines[index] = heading
            return (index, index + 1, role, rest)
    return None


def _paragraph_end(lines: list[Line], index: int) -> int:
    """A paragraph heading may go on: "§ 45" alone, then its title."""
    match = PARAGRAPH.match(lines[index].text)
    rest = REST_OF_NUMBER.sub("", lines[index].text[match.end() :]) if match else ""
    if rest and not MATTER_LABEL.fullmatch(rest):
        return index + 1
    at = index + 1
    while at < len(lines) and at < index + 3 and MATTER_LABEL.fullmatch(lines[at].text):
        at += 1
    following = lines[at] if at < len(lines) else None
    if following and len(following.text) < 140 and following.text[-1] not in "." and role_of(following.text) is None:
        return at + 1
    return index + 1


_ASKS = re.compile(r"(?:\d[\d.]*\s+)?(?:Vad|Hur|Varför|Vem|Vilka|Vilken|Vilket|När|Var)\s[^?]{4,50}\?$")
_UNFINISHED = (" att", " och", " samt", " eller", " som", " för", " av", " om", " i", " på", " till", " med")
_OF_FORMS = ("anslag", "anslag/bevis", "bevis")
_COUNTED = re.compile(r"[A-ZÅÄÖ][a-zåäö]+ (?=\d)")
_CALLED = re.compile(r"\bnedan kallad")
_VALUE = re.compile(r"[A-ZÅÄÖ][a-zåäö]+:\s+\S")


def _free_heading(layout: Layout, lines: list[Line], index: int, *, numbered: bool) -> _Heading | None:
    """A heading that is known by its form only: short, without end mark, after an end and before a beginning."""
    line = lines[index]
    if index and lines[index - 1].text[-1] not in '.!?:”")' and line.gap <= layout.gap:
        return None
    if not _worded_as_heading(layout, line, numbered=numbered):
        return None
    end = _free_heading_end(layout, lines, index)
    if end is None or end >= len(lines) or not _heads(layout, line, lines[end]):
        return None
    return (index, end, None, None)


def _worded_as_heading(layout: Layout, line: Line, *, numbered: bool) -> bool:
    """Whether the words may be a heading: no sentence, name, title of a person, list item, date or figure."""
    text = line.text
    if not text[0].isupper() and not (numbered and _NUMBERED.match(text)):
        return False
    if len(text) > 100 or text[-1] in ".,;:!-–…" or leads(text) or "…" in text or "...." in text or "|" in text:
        return False
    if (text[-1] == "?" and not _ASKS.match(text)) or (":" in text and _VALUE.match(text)):
        return False
    if text.endswith(_UNFINISHED) or text.casefold() in _OF_FORMS or ", genom " in text:
        return False
    if "nedan kallad" in text and _CALLED.search(text):
        return False
    dated = ("-" in text or "den " in text) and _DAY.search(text)
    if dated or (bullet(text) and not numbered) or (("." in text or "_" in text) and DOTTED.search(text)):
        return False
    words = text.split()
    if _are_names(words) or (len(text) < 60 and any(map(is_title, words))):
        return False
    cells = line.cells(layout.source)
    if all(is_name(cell.text) for cell in cells) or any(
        "\t" in layout.source.clean[one.end : two.start] for one, two in pairwise(cells)
    ):
        return False  # names, or the row of a table
    return sum(map(str.isdigit, text)) <= len(text) // 3


def _are_names(words: list[str]) -> bool:
    """Whether the words are names of two words each, run together."""
    return len(words) % 2 == 0 and all(is_name(" ".join(words[at : at + 2])) for at in range(0, len(words), 2))


def _heads(layout: Layout, line: Line, following: Line) -> bool:
    """Whether the line under the heading begins a text."""
    if bullet(line.text) and bullet(following.text):
        return False
    if all(is_name(cell.text) for cell in following.cells(layout.source)):
        return False
    counted = _COUNTED.match(line.text)
    if counted and following.text.startswith(counted.group()):
        return False
    if not (following.text[0].isupper() or bullet(following.text)) or role_of(following.text) is not None:
        return False
    apart = line.gap > layout.gap and following.text[-1] in ".:"
    return len(following.text) >= min(15 if apart else 40, layout.width * 0.45)


def _free_heading_end(layout: Layout, lines: list[Line], index: int) -> int | None:
    """The line after a heading of one to three lines, or None where it is no heading."""
    end = index + 1
    while (
        end < len(lines)
        and end - index < 3
        and lines[end].text[0].islower()
        and lines[end].gap == 0
        and len(lines[end].text) < 80
    ):
        if lines[end].text[-1] in ".,;:!?":
            return None
        end += 1
    if end >= len(lines):
        return None
    following = lines[end]
    if end - index > 1:
        alone = layout.gap == 1 or following.gap > layout.gap
        return end if alone else None
    if following.gap > layout.gap and lines[index].gap > layout.gap:
        return end
    if layout.gap == 1 and following.gap == 0 and lines[index].gap:
        return end if len(lines[index].text) < 60 else None
    return end if layout.fits(lines[index], following) else None


def _head_end(layout: Layout, lines: list[Line], headings: list[_Heading]) -> int:
    """Where the head ends: at the first known heading, or where running text begins."""
    limit = next(
        (begin for begin, _, role, _ in headings if role is not None and not _lone_in_head(begin, role, headings)),
        len(lines),
    )
    for index in range(min(limit, 80)):
        if _begins_text(layout, lines, index, limit):
            return index - 1 if _headed(layout, lines, index) else index
    return limit


def _headed(layout: Layout, lines: list[Line], index: int) -> bool:
    """Whether the line above stands tight over the text and apart from a head that says something before it."""
    if index < 3 or lines[index].gap > layout.gap or layout.gap:
        return False
    line = lines[index - 1]
    return line.gap > layout.gap and len(line.text) < 60 and line.text[0].isupper() and line.text[-1] not in ".,:;"


def _lone_in_head(begin: int, role: Role, headings: list[_Heading]) -> bool:
    """ "Kopia till" and the like may stand in the head, above the title."""
    later = any(at > begin and one in (Role.PROPOSAL, Role.BODY) for at, _, one, _ in headings)
    return role is Role.DISTRIBUTION and begin < 14 and later


# A title that names its kind, though a text may follow straight on it.
_TITLED = re.compile(
    r"(?:Motion|Interpellation|Avsiktsförklaring|Samverkansavtal|Överenskommelse|Verksamhetsberättelse|Riktlinjer?|Vägledning"
    r"|Delrapport)\s.{8,140}$"
)


def _begins_text(layout: Layout, lines: list[Line], index: int, limit: int) -> bool:
    first = lines[index]
    if not first.text[0].isupper() or first.level or (first.text[-1] == ":" and len(first.text) < 60):
        return False
    if (
        index < limit - 1
        and _TITLED.match(first.text)
        and (lines[index + 1].text[0].isupper() or first.text[-1] == ".")
    ):
        return False
    if leads(first.text) and BODY_RE.search(first.text):
        return True
    words = 0
    for at in range(index, min(limit, index + 12)):
        line = lines[at]
        if at > index and (line.gap > layout.gap or line.level):
            return False
        words += line.text.count(" ") + 1
        if line.text[-1] in _ENDS:
            following = lines[min(index + 1, at)]
            full = at == index or not layout.fits(first, following) or following.text[0].islower()
            return full and words >= 9 and _mostly_small(first.text)
        if at > index and bullet(line.text):
            return False
    return False


def _mostly_small(text: str) -> bool:
    words = [word for word in text.split() if word[0].isalpha()]
    return bool(words) and sum(word[0].islower() for word in words) >= 0.55 * len(words)


def _without_figures(layout: Layout, lines: list[Line]) -> list[Line]:
    """Take out runs of narrow lines that break into running text: the labels of a figure."""
    if layout.width < 45:
        return lines
    narrow = min(24, layout.width // 2)
    kept: list[Line] = []
    index = 0
    while index < len(lines):
        if len(lines[index].text) > narrow:
            kept.append(lines[index])
            index += 1
            continue
        end = index
        while end < len(lines) and len(lines[end].text) <= narrow and not lines[end].level:
            end += 1
        if end - index >= 4 and kept and _is_figure(layout, lines, index, end):
            layout.figures.append(lines[index:end])
            if end < len(lines) and lines[end].text[0].islower():
                lines[end].gap = 0
        else:
            kept.extend(lines[index : max(end, index + 1)])
            end = max(end, index + 1)
        index = end
    return kept


def _is_figure(layout: Layout, lines: list[Line], begin: int, end: int) -> bool:
    run = lines[begin:end]
    small = sum(line.text[0].islower() for line in run)
    if small < 0.3 * len(run) or any(line.text[0].isupper() and role_of(line.text) for line in run):
        return False
    if any(is_name(line.text) and is_title(after.text) for line, after in pairwise(run)):
        return False  # those who sign
    interrupts = lines[begin - 1].text[-1] not in ".!?:" and (
        len(lines[begin - 1].text) > layout.width * 0.5 or (end < len(lines) and lines[end].text[0].islower())
    )
    return interrupts or (sum(bool(bullet(line.text)) for line in run) == 0 and begin > 15)


def is_section(part: Part) -> bool:
    """Whether the part is a section of the document's own text, and not a list that has a field of its own."""
    own = part.role is None or part.role in SECTION_ROLES
    return bool(part.heading) and own and not is_document_type(part.title)

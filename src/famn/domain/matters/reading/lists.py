"""The lists of a document: attachments, recipients, goals, steps."""

from __future__ import annotations

import re

from famn.ground.search import starts, tried_at

from .dates import find_dates
from .headings import role_of
from .layout import BULLET, Layout, Part, bullet
from .text import Line, Piece, joined
from .words import Role

_ATTACHMENT_MARK = re.compile(
    r"(?:bilaga|bil\.?|handling)\s*(?:nr\.?\s*)?\d{0,2}[a-h]?\s*[:.–-]?\s+|bilaga\s*\d{1,2}[a-h]?$", re.IGNORECASE
)
_NOTHING = re.compile(r"(?:inga(?: bilagor)?|ingen|-|–|saknas)\.?", re.IGNORECASE)
_SELF = re.compile(
    r"(?:(?:[\wåäöÅÄÖ,-]+ ){0,3}[\wåäöÅÄÖ-]+s )?(?:tjänsteskrivelse|tjänsteutlåtande|detta tjänsteutlåtande)n?t?\b.*",
    re.IGNORECASE,
)
_GOAL = re.compile(r"(?:Inriktningsmål|Delmål|Mål|MÅL)\s?\d{1,2}\s?[.:)–-]?\s+(?=[A-ZÅÄÖ])")
_STEP = re.compile(r"(?:Steg|STEG|Trappsteg)\s?\d{1,2}\s?[.:)–-]?\s+(?=[A-ZÅÄÖ])")
_NUMBERED = re.compile(r"\w{3,4}\s*\d")
_STEP_WORD = re.compile(r"\b(?:steg\w*|trappa\w*|trappsteg\w*)\b", re.IGNORECASE)
_INLINE_SPLIT = re.compile(r"\s*[,;]\s+")


def read_attachments(layout: Layout, leftover: list[Line], own_dates: set[str]) -> list[Piece]:
    """What the document names as its attachments or as the ground for the decision, but for itself."""
    items: list[Piece] = []
    for part in layout.parts_of(Role.ATTACHMENTS):
        items += _items(layout, part.lines)
    if leftover:
        items += _items(layout, leftover)
    found: dict[str, Piece] = {}
    for item in items:
        mark = _ATTACHMENT_MARK.match(item.text)
        bare = item.part(mark.end(), len(item.text)) if mark and mark.end() < len(item.text) else item
        names_something = bare.text and not _NOTHING.fullmatch(bare.text) and not _is_self(bare.text, own_dates)
        if names_something:
            found.setdefault(bare.text, bare)
    return list(found.values())


def _is_self(text: str, own_dates: set[str]) -> bool:
    if not _SELF.fullmatch(text):
        return False
    dated = next(find_dates(text), None)
    return not dated or dated.text in own_dates or not own_dates


def read_distribution(layout: Layout, copies: list[Line]) -> list[Piece]:
    """Who is to be sent the decision."""
    found: list[Piece] = []
    named = [line for line in copies if role_of(line.text) is not Role.DISTRIBUTION]
    for lines in ([named] if named else []) + [part.lines for part in layout.parts_of(Role.DISTRIBUTION)]:
        items = _items(layout, lines)
        for item in items:
            if _NOTHING.fullmatch(item.text) or len(item.text) > 160:
                continue
            found += _split(item) if len(items) == 1 else [_trim(item)]
    return found


def _trim(item: Piece) -> Piece:
    return item.part(0, len(item.text.rstrip(".,;")))


def _split(item: Piece) -> list[Piece]:
    """Recipients in a row, apart by commas."""
    pieces: list[Piece] = []
    at = 0
    for match in _INLINE_SPLIT.finditer(item.text):
        pieces.append(item.part(at, match.start()))
        at = match.end()
    pieces.append(_trim(item.part(at, len(item.text))))
    return [piece for piece in pieces if piece.text]


def _items(layout: Layout, lines: list[Line]) -> list[Piece]:
    blocks: list[list[Line]] = []
    for line in lines:
        if blocks and _goes_on(layout, blocks[-1], line):
            blocks[-1].append(line)
        else:
            blocks.append([line])
    return [_bare(layout.piece(block)) for block in blocks]


def _goes_on(layout: Layout, block: list[Line], line: Line) -> bool:
    """Whether a line continues the item before it."""
    before = block[-1]
    if bullet(line.text) or _ATTACHMENT_MARK.match(line.text) or line.level:
        return False
    if BULLET.fullmatch(before.text + " "):
        return True
    if line.gap > layout.gap and not line.text[0].islower():
        return False
    marked = bool(bullet(block[0].text))
    return (line.text[0].islower() and (marked or not layout.fits(before, line) or before.text[-1] in "-,")) or (
        marked and not layout.fits(before, line) and before.text[-1] not in ".;"
    )


def _bare(piece: Piece) -> Piece:
    match = bullet(piece.text)
    if not match:
        return piece
    return Piece(piece.text[match.end() :].strip(), min(piece.start + match.end(), piece.end), piece.end)


def read_goals(layout: Layout) -> list[Piece]:
    """Numbered goals, and the items under a heading of goals."""
    return _labelled(layout, _GOAL, "mål") or _listed(layout, layout.parts_of(Role.GOALS))


def read_steps(layout: Layout) -> list[Piece]:
    """Numbered steps, the items under a heading of steps, or the labels of a figure that shows steps."""
    found = _labelled(layout, _STEP, "steg") or _listed(layout, layout.parts_of(Role.STEPS))
    if found or not layout.figures:
        return found
    if not _STEP_WORD.search(layout.source.clean):
        return []
    labels = max((_figure_labels(figure) for figure in layout.figures), key=len)
    return labels if len(labels) > 1 else []


def _figure_labels(lines: list[Line]) -> list[Piece]:
    """The labels of a figure: each begins with a capital and a small letter."""
    blocks: list[list[Line]] = []
    for line in lines:
        if not blocks or re.match(r"[A-ZÅÄÖ][a-zåäö]", line.text):
            blocks.append([line])
        else:
            blocks[-1].append(line)
    return [
        _sentence(Piece(joined([line.text for line in block], 24), block[0].start, block[-1].end)) for block in blocks
    ]


def _sentence(piece: Piece) -> Piece:
    return Piece(piece.text.rstrip(" .;,"), piece.start, piece.end)


def _labelled(layout: Layout, label: re.Pattern[str], word: str) -> list[Piece]:
    """What stands after the label with its number; the word is in every label."""
    found: list[Piece] = []
    lower = layout.source.lower
    if not any(tried_at(_NUMBERED, starts(lower, word), lower)):
        return found
    for part in layout.parts:
        lines = part.lines
        for index, line in enumerate(lines):
            text = line.text[2:].lstrip() if line.text[:2] in ("• ", "- ") else line.text
            match = label.match(text) if text[:1].isupper() else None
            if not match:
                continue
            end = index + 1
            while end < len(lines) and lines[end - 1].text[-1] not in ".!?" and lines[end].text[0].islower():
                end += 1
            piece = layout.piece(lines[index:end])
            skip = piece.text.find(text[: match.end()].strip()) + match.end()
            found.append(_sentence(Piece(piece.text[skip:].strip(), piece.start + skip, piece.end)))
        heading = layout.piece(part.heading) if part.heading else None
        match = label.match(heading.text) if heading else None
        if heading and match:
            found.append(_sentence(heading.part(match.end(), len(heading.text))))
    found.sort(key=lambda piece: piece.start)
    return found


def _listed(layout: Layout, parts: list[Part]) -> list[Piece]:
    """The marked items of a list; running text under the heading is none."""
    found: list[Piece] = []
    for part in parts:
        blocks: list[list[Line]] = []
        for line in part.lines:
            if bullet(line.text):
                blocks.append([line])
            elif (
                blocks and (line.text[0].islower() or not layout.fits(blocks[-1][-1], line)) and line.gap <= layout.gap
            ):
                blocks[-1].append(line)
            elif blocks:
                break
        found += [_sentence(_bare(layout.piece(block))) for block in blocks]
    return [piece for piece in found if piece.text]

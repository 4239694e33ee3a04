"""The text of a document as paragraphs with numbered marks; each mark leads to its field, and the field back to it.

Pure: text and places in, escaped markup out. Places are `[start, end, line]` in the text as kept; they may overlap.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

SHORT_LINE: Final = 48  # a line of fewer signs was ended on purpose
MOST_PAGE_LINKS: Final = 12


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands in the text. `ident` is the id of its mark."""

    ident: str
    start: int
    end: int
    line: int


@dataclass(slots=True)
class Source:
    """One numbered field (or row of a field), the places where it was read, and what to look at in it."""

    number: int
    key: str
    label: str
    places: list[Place] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def ident(self) -> str:
        """The id of the field's place in the form."""
        return f"f{self.number}"

    @property
    def shown(self) -> list[Place]:
        """The places to link to from the field: the first on each line, three at most."""
        by_line: dict[int, Place] = {}
        for place in self.places:
            by_line.setdefault(place.line, place)
        return list(by_line.values())[:3]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the text, as paragraphs with marks."""

    number: int
    html: SafeString


@dataclass(frozen=True, slots=True, order=True)
class _Span:
    start: int
    neg_end: int  # so that of two that begin together the longer comes first
    source: Source = field(compare=False)
    ident: str = field(compare=False, default="")
    is_last: bool = field(compare=False, default=True)

    @property
    def end(self) -> int:
        return -self.neg_end


def paper(text: str, found: Iterable[Source], headings: Iterable[str] = ()) -> list[Page]:
    """The text as pages of marked paragraphs; a form feed begins a new page."""
    spans = [
        _whole_words(text, place, source) for source in found for place in source.places if place.start < len(text)
    ]
    titles = {" ".join(heading.split()) for heading in headings}
    pages, at = [], 0
    for number, page in enumerate(text.split("\f"), start=1):
        pages.append(Page(number, _page(text, at, at + len(page), spans, titles)))
        at += len(page) + 1
    return pages


def page_links(pages: Sequence[Page]) -> list[dict[str, str]]:
    """Links to the pages of the text, a dozen at most; none where there is one page."""
    if len(pages) < 2:
        return []
    stride = ceil(len(pages) / MOST_PAGE_LINKS)
    return [{"url": f"#sida-{page.number}", "label": str(page.number)} for page in pages[::stride]]


def _whole_words(text: str, place: Place, source: Source) -> _Span:
    """The place widened to the edges of its words: of `Östermalms` the whole is marked, not `Östermalm` alone."""
    start, end = place.start, min(place.end, len(text))
    while start > 0 and _inside_word(text, start):
        start -= 1
    while end < len(text) and _inside_word(text, end):
        end += 1
    return _Span(start, -end, source, place.ident)


def _inside_word(text: str, at: int) -> bool:
    return text[at - 1].isalnum() and text[at].isalnum()


def _page(text: str, start: int, end: int, spans: Sequence[_Span], titles: set[str]) -> SafeString:
    parts = []
    for from_, to, is_heading in _blocks(text, start, end, titles):
        inside = [
            _Span(max(span.start, from_), -min(span.end, to), span.source, *_cut(span, from_, to))
            for span in spans
            if span.start < to and span.end > from_ and text[max(span.start, from_) : min(span.end, to)].strip()
        ]
        body = _marked(_lines(text[from_:to]), from_, inside)
        parts.append(format_html("<h3>{}</h3>" if is_heading else "<p>{}</p>", body))
    return mark_safe("".join(parts))  # noqa: S308 - joined from parts that format_html made


def _cut(span: _Span, start: int, end: int) -> tuple[str, bool]:
    """The id and the number belong to the first and to the last piece of a span that runs over several blocks."""
    return (span.ident if span.start >= start else "", span.end <= end and span.is_last)


def _blocks(text: str, start: int, end: int, titles: set[str]) -> list[tuple[int, int, bool]]:
    """Runs of lines between empty ones; a line that is a heading stands alone."""
    blocks: list[tuple[int, int, bool]] = []
    at, open_at = start, -1
    for line in text[start:end].splitlines(keepends=True):
        words = " ".join(line.split())
        is_heading = words in titles
        if (not words or is_heading) and open_at >= 0:
            blocks.append((open_at, at, False))
            open_at = -1
        if is_heading:
            blocks.append((at, at + len(line.rstrip()), True))
        elif words and open_at < 0:
            open_at = at
        at += len(line)
    if open_at >= 0:
        blocks.append((open_at, at, False))
    return blocks


_LIST_MARK = re.compile(r"\s*(?:[-–•*·]|\d{1,2}[.)]|§)\s")


def _lines(block: str) -> str:
    """The same number of signs: a line end that the width of the paper made becomes a space, others stay."""
    lines = block.rstrip().splitlines(keepends=True)
    out = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        body = line.rstrip("\r\n\v\x1c\x1d\x1e\x85\u2028\u2029")
        is_meant = len(body.strip()) < SHORT_LINE or _LIST_MARK.match(following)
        out.append(body + ("\n" if is_meant else " ") * (len(line) - len(body)))
    return "".join(out) + " " * (len(block) - len(block.rstrip()))


def _marked(block: str, offset: int, spans: Iterable[_Span]) -> SafeString:
    """The block with its marks properly nested; of two that cross, the later one is cut where the other ends."""
    waiting = sorted(spans)
    heapq.heapify(waiting)
    out: list[str] = []
    open_spans: list[_Span] = []
    at = offset

    def write(to: int) -> None:
        nonlocal at
        out.append(_text(block[at - offset : to - offset]))
        at = max(at, to)

    while waiting or open_spans:
        if open_spans and (not waiting or open_spans[-1].end <= waiting[0].start):
            span = open_spans.pop()
            write(span.end)
            out.append("</mark>")
            if span.is_last:
                out.append(_reference(span.source))
            continue
        span = heapq.heappop(waiting)
        if open_spans and span.end > (edge := open_spans[-1].end):
            heapq.heappush(waiting, _Span(edge, span.neg_end, span.source, "", span.is_last))
            span = _Span(span.start, -edge, span.source, span.ident, False)
        write(span.start)
        out.append(_mark(span))
        open_spans.append(span)
    write(offset + len(block))
    return mark_safe("".join(out).strip())  # noqa: S308 - every piece of text was escaped by _text


def _text(piece: str) -> str:
    return str(escape(piece)).replace("\n", "<br>")


def _mark(span: _Span) -> str:
    attributes = (format_html(' id="{}"', span.ident) if span.ident else "") + (
        ' data-kind="warn"' if span.source.warnings else ""
    )
    return f"<mark{attributes}>"


def _reference(source: Source) -> str:
    """The number after a mark: a link to its field."""
    return format_html(
        ' <a class="f-ref{}" href="#{}" aria-label="{}">{}</a>',
        " f-ref--warn" if source.warnings else "",
        source.ident,
        _("Fält %(number)d: %(label)s") % {"number": source.number, "label": source.label},
        source.number,
    )

"""A read document as a page shows it: its text with numbered marks, where each field was found, what to look at.

Pure: text, places and readings in, strings and small records out. Places are `[start, end, line]` in the text as kept.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Any, Final

from django.forms import BoundField
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.facts import Facts, Person, Point
from famn.domain.matters.models import DocumentKind
from famn.domain.people.models import Leg
from famn.web.workspace.reading_in.forms import ReadingForm, RowForm

# Where a warning leads when the reader named no value: the field that a person would look at first.
WARNED_FIELD: Final = {
    "person_spelt_two_ways": "signatories",
    "deadline_past": "decision_points",
    "date_order": "date",
    "attachment_missing": "attachments",
    "attachment_not_listed": "attachments",
    "attachment_later": "attachments",
    "placeholder_open": "title",
    "same_document": "kind",
}
LABELS: Final = {
    "kind": gettext_lazy("Sort"),
    "title": gettext_lazy("Rubrik"),
    "registry_numbers": gettext_lazy("Diarienummer"),
    "date": gettext_lazy("Dokumentets datum"),
    "meeting_date": gettext_lazy("Sammanträdets datum"),
    "authority": gettext_lazy("Till"),
    "area": gettext_lazy("Plats"),
    "case_officer": gettext_lazy("Handläggare"),
    "decision_points": gettext_lazy("Beslutspunkter"),
    "parties": gettext_lazy("Parter"),
    "legs": gettext_lazy("Ben"),
    "signatories": gettext_lazy("Undertecknare"),
    "attestations": gettext_lazy("Attesterat av"),
    "attachments": gettext_lazy("Bilagor"),
    "distribution": gettext_lazy("Sändlista"),
    "goals": gettext_lazy("Mål"),
    "steps": gettext_lazy("Steg"),
    "districts": gettext_lazy("Stadsdelar"),
}
ROWS: Final = ("decision_points", "signatories", "attestations")  # these have a number and a place a row
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


@dataclass(frozen=True, slots=True)
class Card:
    """One numbered place on the form: one field, or the fields of one row and the button that takes it away."""

    ident: str
    label: str
    source: Source | None
    fields: list[BoundField]
    origin: BoundField | None = None
    remove: str = ""

    @property
    def is_row(self) -> bool:
        """Whether it is a row of several fields."""
        return bool(self.remove)


@dataclass(frozen=True, slots=True)
class Group:
    """The cards of one name; a list of rows also has a count and a button that adds one."""

    name: str
    cards: list[Card]
    add: str = ""
    add_words: str = ""

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.cards)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two people have filled in differently."""

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the text, as paragraphs with marks."""

    number: int
    html: SafeString


@dataclass(frozen=True, slots=True)
class WarningShown:
    """Something to look at, with the address of its field on the page."""

    message: str
    where: str
    href: str


def key_of(path: str) -> str:
    """The field that a path of the reader belongs to: `decision_points[0].text` is `decision_points.0`."""
    name, *rest = re.split(r"[.\[\]]+", path)
    index = next((part for part in rest if part.isdigit()), "")
    return f"{name}.{int(index)}" if name in ROWS and index else name


def sources(reading: Mapping[str, Any], places: Mapping[str, Sequence[int]]) -> dict[str, Source]:
    """Every field in the order of the form, numbered from 1, with its places and its warnings."""
    found: dict[str, Source] = {}
    for name, label in LABELS.items():
        rows = reading.get(name) or []
        keys = [f"{name}.{index}" for index in range(len(rows))] if name in ROWS else [name]
        for index, key in enumerate(keys, start=1):
            words = row_label(name, index) if name in ROWS else str(label)
            found[key] = Source(len(found) + 1, key, words)
    for path, (start, end, line, *_rest) in sorted(places.items(), key=lambda item: tuple(item[1])):
        source = found.get(key_of(path))
        if source and end > start and all((start, end) != (one.start, one.end) for one in source.places):
            nth = len(source.places) + 1
            ident = f"t{source.number}" if nth == 1 else f"t{source.number}-{nth}"
            source.places.append(Place(ident, start, end, line))
    for warning in reading.get("warnings") or []:
        for key in _warned(warning, found):
            found[key].warnings.append(str(warning.get("message", "")))
    return found


def row_label(name: str, number: int) -> str:
    """What one row of a field is called: "Beslutspunkt 2"."""
    words = {
        "decision_points": _("Beslutspunkt %(number)d"),
        "signatories": _("Undertecknare %(number)d"),
        "attestations": _("Attest %(number)d"),
    }
    return words[name] % {"number": number}


def groups(form: ReadingForm, found: Mapping[str, Source]) -> list[Group]:
    """The fields of the form in its order, each with its source. Words of warning become the field's help."""
    shown = []
    for name in LABELS:
        if name in ROWS:
            cards = [_row(name, index, row, found) for index, row in enumerate(form.rows[name].forms)]
            shown.append(Group(name, cards, add=f"till-{name}", add_words=add_words(name)))
        else:
            bound, source = form.document[name], found[name]
            bound.help_text = " ".join(source.warnings)
            shown.append(Group(name, [Card(source.ident, source.label, source, [bound])]))
    return shown


def add_words(name: str) -> str:
    """What the button says that adds a row."""
    words = {
        "decision_points": _("Lägg till en beslutspunkt"),
        "signatories": _("Lägg till en undertecknare"),
        "attestations": _("Lägg till en attest"),
    }
    return words[name]


def _row(name: str, index: int, row: RowForm, found: Mapping[str, Source]) -> Card:
    origin = str(row["origin"].value() if row["origin"].value() is not None else "")
    source = found.get(f"{name}.{origin}")
    fields = [row[part] for part in row.fields if part != "origin"]
    if source:
        fields[0].help_text = " ".join(source.warnings)
    ident = source.ident if source else f"rad-{name}-{index + 1}"
    return Card(ident, row_label(name, index + 1), source, fields, row["origin"], f"bort-{name}-{index}")


def differences(mine: Facts, theirs: Facts) -> list[Difference]:
    """Every field that differs between what one has typed and what somebody else has saved."""
    names = [*LABELS, "matter", "initiative"]
    labels = {**LABELS, "matter": _("Ärende"), "initiative": _("Initiativ")}
    return [
        Difference(str(labels[name]), in_words(getattr(mine, name)), in_words(getattr(theirs, name)))
        for name in names
        if getattr(mine, name) != getattr(theirs, name)
    ]


def in_words(value: Any) -> str:
    """A field's value on one line, as a person would read it aloud."""
    if isinstance(value, tuple):
        return "; ".join(in_words(one) for one in value) or _("tomt")
    if isinstance(value, Point):
        return value.text
    if isinstance(value, Person):
        return ", ".join(part for part in (value.name, value.title, value.date) if part)
    if isinstance(value, str):
        choices = {**dict(DocumentKind.choices), **dict(Leg.choices)}
        return str(choices.get(value, value)) or _("tomt")
    if not value.start:
        return _("inget")
    return ", ".join(part for part in (value.title, value.trigger, value.move_by) if part) or _("startas")


def _warned(warning: Mapping[str, Any], found: Mapping[str, Source]) -> list[str]:
    """The fields that a warning is about, as far as they are on the page."""
    paths = [key_of(path) for path in warning.get("paths") or []]
    wanted = paths or [WARNED_FIELD.get(str(warning.get("code")), "title")]
    known = [key for key in dict.fromkeys(wanted) if key in found]
    if known:
        return known
    first_row = next((key for key in found if key.split(".")[0] == wanted[0].split(".")[0]), None)
    return [first_row] if first_row else []


def warnings(reading: Mapping[str, Any], found: Mapping[str, Source]) -> list[WarningShown]:
    """What to look at, each with the address of its field."""
    shown = []
    for warning in reading.get("warnings") or []:
        keys = _warned(warning, found)
        href = f"#{found[keys[0]].ident}" if keys else "#falth"
        shown.append(WarningShown(str(warning.get("message", "")), str(warning.get("where") or ""), href))
    return shown


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
        _Span(place.start, -min(place.end, len(text)), source, place.ident)
        for source in found
        for place in source.places
        if place.start < len(text)
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
            out.append("</mark>" + (_reference(span.source) if span.is_last else ""))
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

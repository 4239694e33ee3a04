"""Reads one document: lays it out, asks each part-reader, and gathers values with their places."""

from __future__ import annotations

import datetime
from itertools import islice

from famn.ground.identifiers import find_registry_numbers

from . import kinds, lists, parties, people, points
from .alarms import placeholders, warnings_of
from .document import Attestation, DecisionPoint, Kind, Reading, Section, Signatory
from .head import Head, read_head
from .layout import Layout, is_section, lay_out
from .places import districts
from .text import Piece, Source
from .words import Role

_MOST_NUMBERS = 1_000


def read_text(text: str, *, today: datetime.date, file: str = "") -> Reading:
    """Read one document.

    ``text`` is the document as plain text or markdown; places point into it. ``file`` is only carried along.
    ``today`` decides which deadlines are past. Never raises.
    """
    source = Source(text)
    layout = lay_out(source)
    gathered = _Gathering(source, Reading(file=file))
    head = read_head(layout)
    title = kinds.read_title(layout, head)
    kind = kinds.read_kind(layout, head, title)
    if kind is Kind.MINUTES_EXTRACT:
        title = kinds.paragraph_title(layout) or title
    if kind is Kind.LETTER_OF_INTENT and placeholders(source):
        kind = Kind.LETTER_OF_INTENT_TEMPLATE
    gathered.reading.kind = kind
    gathered.one("title", title)
    _read_body(gathered, layout, head, kind)
    gathered.reading.warnings = warnings_of(gathered.reading, source, today, _lists_end(layout))
    return gathered.reading


def _lists_end(layout: Layout) -> int:
    """Where the last list of attachments ends, as an offset into the text as given."""
    ends = [part.lines[-1].end for part in layout.parts_of(Role.ATTACHMENTS) if part.lines]
    return layout.source.place(ends[-1], ends[-1]).end if ends else 0


def _read_body(gathered: _Gathering, layout: Layout, head: Head, kind: Kind) -> None:
    source = layout.source
    who = people.read_people(layout)
    decided = points.read_points(layout, head, kind)
    cooperating = parties.read_parties(layout, kind)
    authority = parties.read_authority(head, decided, layout, kind)
    if authority and kind in parties.AGREEMENTS and authority.text in {party.text for party in cooperating}:
        authority = None  # one of those who agree is not above the others
    _dates(gathered, head, who, kind)
    gathered.many("registry_numbers", _registry(head, source))
    gathered.one("authority", authority)
    named = districts(source)
    gathered.one("area", parties.read_area(layout, head, authority, cooperating, named))
    gathered.one("case_officer", head.case_officer)
    gathered.points(decided)
    gathered.many("parties", cooperating)
    for leg, piece in parties.read_legs(layout):
        gathered.place(f"legs.{len(gathered.reading.legs)}", piece)
        gathered.reading.legs.append(leg)
    gathered.people(who)
    own_dates = {value for value in (gathered.reading.date, gathered.reading.meeting_date) if value}
    gathered.many("attachments", lists.read_attachments(layout, who.leftover, own_dates))
    gathered.many("distribution", lists.read_distribution(layout, head.copies))
    gathered.sections(layout)
    gathered.many("goals", lists.read_goals(layout))
    gathered.many("steps", lists.read_steps(layout))
    gathered.many("districts", named)


def _dates(gathered: _Gathering, head: Head, who: people.People, kind: Kind) -> None:
    date, meeting = head.date, head.meeting_date
    if kind is Kind.MINUTES_EXTRACT:
        date, meeting = None, meeting or date
    elif date is None:
        date = who.dateline or head.received
    gathered.one("date", date)
    gathered.one("meeting_date", meeting)


def _registry(head: Head, source: Source) -> list[Piece]:
    """The document's own numbers from the head, then the others that the text mentions."""
    found = {piece.text: piece for piece in head.registry_numbers}
    for start, end, number in islice(find_registry_numbers(source.clean, source.lower), _MOST_NUMBERS):
        found.setdefault(number.raw, Piece(number.raw, start, end))
    return list(found.values())


class _Gathering:
    """A reading being filled; every value brings its place."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self.source = source
        self.reading = reading

    def place(self, path: str, piece: Piece) -> None:
        self.reading.places[path] = self.source.place(piece.start, piece.end)

    def one(self, name: str, piece: Piece | None) -> None:
        if piece is not None and piece.text:
            setattr(self.reading, name, piece.text)
            self.place(name, piece)

    def many(self, name: str, pieces: list[Piece]) -> None:
        values: list[str] = getattr(self.reading, name)
        for piece in pieces:
            self.place(f"{name}.{len(values)}", piece)
            values.append(piece.text)

    def _part(self, path: str, piece: Piece | None) -> str | None:
        if piece is None or not piece.text:
            return None
        self.place(path, piece)
        return piece.text

    def points(self, decided: list[points.Point]) -> None:
        for index, point in enumerate(decided):
            path = f"decision_points.{index}"
            self.place(f"{path}.text", point.text)
            if point.immediate:
                self.place(f"{path}.immediate_approval", point.text)
            self.reading.decision_points.append(
                DecisionPoint(
                    text=point.text.text,
                    body=self._part(f"{path}.body", point.body),
                    proposer=self._part(f"{path}.proposer", point.proposer),
                    immediate_approval=point.immediate,
                    report_back_date=self._part(f"{path}.report_back_date", point.report_back),
                )
            )

    def people(self, who: people.People) -> None:
        for index, one in enumerate(who.signatories):
            path = f"signatories.{index}"
            name, title = self._part(f"{path}.name", one.name), self._part(f"{path}.title", one.title)
            self.reading.signatories.append(Signatory(name, title))
        for index, row in enumerate(who.attestations):
            path = f"attestations.{index}"
            self.reading.attestations.append(
                Attestation(
                    self._part(f"{path}.name", row.name),
                    self._part(f"{path}.title", row.title),
                    self._part(f"{path}.date", row.date),
                )
            )

    def sections(self, layout: Layout) -> None:
        for part in layout.parts:
            if not is_section(part):
                continue
            path = f"sections.{len(self.reading.sections)}"
            heading = layout.piece(part.heading)
            self.place(f"{path}.heading", heading)
            text = layout.text_of(part)
            if part.lines:
                self.place(f"{path}.text", Piece("", part.lines[0].start, part.lines[-1].end))
            self.reading.sections.append(Section(part.title, text))

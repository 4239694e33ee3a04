"""Which files of a call hold the same document: compared by content, never by name.

Each document leaves a small fingerprint, so that thousands may be compared with flat memory.
"""

from __future__ import annotations

import datetime
import pickle
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from zlib import crc32

from .alarms import nearly_same_name, same_document, without_missing
from .document import Reading
from .reader import read_text

_WORD = re.compile(r"[a-zåäö]{2,}")
_SIZE = 128
_KEYS = 12
_ALIKE = 0.7
_IN_MEMORY = 8_000_000


@dataclass(slots=True)
class _Print:
    """What is kept of a document while the others are read."""

    sketch: frozenset[int]
    facts: tuple[str | None, ...]
    names: tuple[str, ...]


@dataclass(slots=True)
class _Group:
    """Files that hold one document; the first two are enough to name each other."""

    print: _Print
    first: int
    second: int | None = None


@dataclass(slots=True)
class _Groups:
    groups: list[_Group] = field(default_factory=list)
    by_key: dict[int, list[int]] = field(default_factory=dict)
    of: list[int] = field(default_factory=list)

    def add(self, one: _Print) -> None:
        number = len(self.of)
        keys = sorted(one.sketch)[:_KEYS]
        near = {at for key in keys for at in self.by_key.get(key, ())}
        for at in sorted(near):
            group = self.groups[at]
            if _same(group.print, one):
                if group.second is None:
                    group.second = number
                self.of.append(at)
                return
        for key in keys:
            self.by_key.setdefault(key, []).append(len(self.groups))
        self.of.append(len(self.groups))
        self.groups.append(_Group(one, number))

    def other(self, number: int) -> int | None:
        """Another file with the same document: the second for the first, the first for the rest."""
        group = self.groups[self.of[number]]
        return group.second if group.first == number else group.first


def _fingerprint(reading: Reading, text: str) -> _Print:
    words = _WORD.findall(text.casefold())
    shingles = {crc32(" ".join(three).encode()) for three in zip(words, words[1:], words[2:], strict=False)}
    facts = (
        str(reading.kind),
        _key(reading.title),
        reading.date,
        reading.meeting_date,
        reading.registry_numbers[0] if reading.registry_numbers else None,
        reading.area,
    )
    names = tuple(one.name for one in reading.signatories if one.name)
    return _Print(frozenset(sorted(shingles)[:_SIZE]), facts, names)


def _key(title: str | None) -> str | None:
    return " ".join(re.findall(r"[\wåäö]+", title.casefold())) if title else None


def _same(one: _Print, other: _Print) -> bool:
    """Nearly the same words, and no fact that both state and state differently."""
    if not one.sketch or not other.sketch:
        return False
    both = sorted(one.sketch | other.sketch)[:_SIZE]
    shared = sum(value in one.sketch and value in other.sketch for value in both)
    if shared < _ALIKE * len(both):
        return False
    if any(a and b and a != b for a, b in zip(one.facts, other.facts, strict=True)):
        return False
    pairs = zip(one.names, other.names, strict=False)
    return all(a == b or nearly_same_name(a, b) for a, b in pairs)


def read_many(items: Iterable[tuple[str, str]], *, today: datetime.date | None = None) -> Iterator[Reading]:
    """Read many documents, given as (file, text), in their order, and say which are the same document.

    Every document is read once; readings wait on disk until all are compared, so memory stays flat.
    """
    groups = _Groups()
    files: list[str] = []
    titles: dict[str, int] = {}
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        for file, text in items:
            reading = read_text(text, file=file, today=today)
            groups.add(_fingerprint(reading, text))
            files.append(file)
            if reading.title:
                titles.setdefault(_key(reading.title) or "", len(files) - 1)
            pickle.dump(reading, spool, protocol=pickle.HIGHEST_PROTOCOL)
        spool.seek(0)
        for number in range(len(files)):
            reading = pickle.load(spool)  # noqa: S301 - our own file, written above and seen by nobody else
            yield _completed(reading, number, groups, files, titles)


def _completed(reading: Reading, number: int, groups: _Groups, files: list[str], titles: dict[str, int]) -> Reading:
    other = groups.other(number)
    if other is not None:
        reading.same_as = files[other]
        reading.warnings.append(same_document(files[other]))
    present = {
        f"attachments.{index}"
        for index, name in enumerate(reading.attachments)
        if titles.get(_key(name) or "", number) != number
    }
    if present:
        reading.warnings = without_missing(reading.warnings, present)
    return reading

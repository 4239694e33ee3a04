"""Which files of a call hold the same document: compared by content, never by name.

Each document leaves a fingerprint of about a kilobyte, so that thousands may be compared with flat memory. It is
compared only with those few that share some of its rarest words, so that a thousand filled-in copies of one template
do not cost a million comparisons.
"""

from __future__ import annotations

import datetime
import pickle
import re
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from itertools import pairwise
from zlib import crc32

from .alarms import nearly_same_name, same_document, without_missing
from .document import Reading
from .reader import read_text

_LETTERS = "abcdefghijklmnopqrstuvwxyzåäö".encode("latin-1")
_TO_SPACES = bytes(letter if letter in _LETTERS else 32 for letter in range(256))
_SIZE = 128  # hashes in a sketch
_BANDS = 32  # the sketch again, in parts: documents that are alike have some part in common
_STEPS = 4  # how many earlier documents with one part in common are looked at
_ALIKE = 0.7
_IN_MEMORY = 1_000_000
_NONE = -1
_32_BITS = 0xFFFFFFFF


class _Prints:
    """What is kept of each document while the others are read, by its number."""

    def __init__(self) -> None:
        self.sketches: list[array[int]] = []
        self.facts: list[array[int]] = []
        self.names: list[tuple[str, ...]] = []
        self.parts = [array("I") for _ in range(_BANDS + 1)]  # one more for what is equal altogether

    def add(self, reading: Reading, text: str) -> None:
        """Take the fingerprint of a document."""
        sketch = _sketch(text)
        facts = array("q", map(hash, _facts(reading)))
        self.sketches.append(sketch)
        self.facts.append(facts)
        self.names.append(tuple(one.name for one in reading.signatories if one.name))
        parts = [0] * _BANDS
        for value in sketch:
            parts[value % _BANDS] = (parts[value % _BANDS] * 31 + value) & _32_BITS
        for kept, part in zip(self.parts, [*parts, crc32(facts, crc32(sketch))], strict=True):
            kept.append(part)

    def same(self, one: int, other: int) -> bool:
        """Nearly the same words, and no fact that both state and state differently."""
        if any(a and b and a != b for a, b in zip(self.facts[one], self.facts[other], strict=True)):
            return False
        pairs = zip(self.names[one], self.names[other], strict=False)
        return _alike(self.sketches[one], self.sketches[other]) and all(
            a == b or nearly_same_name(a, b) for a, b in pairs
        )

    def others(self) -> list[int]:
        """For each document the number of another with the same content, or `_NONE`.

        The second for the first of them, the first for the rest. A document is compared with the first of its kind.
        """
        before = [_before(part, self.sketches) for part in self.parts]
        first = list(range(len(self.sketches)))
        second: dict[int, int] = {}
        for number in range(len(first)):
            for earlier in sorted(_near(number, before, first)):
                if self.same(earlier, number):
                    first[number] = earlier
                    second.setdefault(earlier, number)
                    break
        return [second.get(at, _NONE) if at == number else at for number, at in enumerate(first)]


def _facts(reading: Reading) -> tuple[str, ...]:
    number = reading.registry_numbers[0] if reading.registry_numbers else None
    own = str(reading.kind), _key(reading.title), reading.date, reading.meeting_date, number, reading.area
    return tuple(fact or "" for fact in own)


def _key(title: str | None) -> str | None:
    return " ".join(re.findall(r"[\wåäö]+", title.casefold())) if title else None


def _sketch(text: str) -> array[int]:
    """The smallest hashes of three words in a row: a sample that does not depend on the length of the text.

    Single letters are no words; "å" is one, though of two bytes.
    """
    letters = text.casefold().encode("latin-1", "replace").translate(_TO_SPACES).decode("latin-1").encode()
    words = [word for word in letters.split() if len(word) > 2 or (len(word) == 2 and word.isascii())]
    shingles = map(b" ".join, zip(words, words[1:], words[2:], strict=False))
    return array("I", _smallest(list(map(crc32, shingles))))


def _smallest(hashes: list[int]) -> list[int]:
    """The `_SIZE` smallest, each once, in order. Hashes are spread evenly, so few need sorting."""
    limit = (3 * _SIZE << 31) // max(len(hashes), 1)
    low = {each for each in hashes if each < limit}
    return sorted(low if len(low) >= _SIZE else set(hashes))[:_SIZE]


def _alike(one: array[int], other: array[int]) -> bool:
    if not one or one == other:
        return bool(one)
    ours, theirs = set(one), set(other)
    both = sorted(ours | theirs)[:_SIZE]
    return bool(theirs) and len(ours.intersection(theirs, both)) >= _ALIKE * len(both)


def _before(part: array[int], sketches: list[array[int]]) -> array[int]:
    """For each document the last one before it that has the same part, or `_NONE`."""
    before = array("i", [_NONE]) * len(part)
    for earlier, later in pairwise(sorted(range(len(part)), key=part.__getitem__)):
        if part[earlier] == part[later] and part[later] and sketches[later]:
            before[later] = earlier
    return before


def _near(number: int, before: list[array[int]], first: list[int]) -> set[int]:
    """The first of their kind among the earlier documents that have a part in common with this one."""
    near: set[int] = set()
    for chain in before:
        at = chain[number]
        for _ in range(_STEPS):
            if at == _NONE:
                break
            near.add(first[at])
            at = chain[at]
    return near


def read_many(items: Iterable[tuple[str, str]], *, today: datetime.date) -> Iterator[Reading]:
    """Read many documents, given as (file, text), in their order, and say which are the same document.

    Every document is read once; readings wait on disk until all are compared, so memory stays flat.
    """
    prints = _Prints()
    files: list[str] = []
    titles: dict[int, int] = {}
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        for file, text in items:
            reading = read_text(text, file=file, today=today)
            prints.add(reading, text)
            files.append(file)
            if reading.title:
                titles.setdefault(hash(_key(reading.title)), len(files) - 1)
            pickle.dump(reading, spool, protocol=pickle.HIGHEST_PROTOCOL)
        others = prints.others()
        spool.seek(0)
        for number, other in enumerate(others):
            reading = pickle.load(spool)  # noqa: S301 - our own file, written above and seen by nobody else
            if other != _NONE:
                reading.same_as = files[other]
                reading.warnings.append(same_document(files[other]))
            yield _without_enclosed(reading, number, titles)


def _without_enclosed(reading: Reading, number: int, titles: dict[int, int]) -> Reading:
    """The reading without warnings for attachments that are among the other files."""
    present = {
        f"attachments.{index}"
        for index, name in enumerate(reading.attachments)
        if titles.get(hash(_key(name) or ""), number) != number
    }
    if present:
        reading.warnings = without_missing(reading.warnings, present)
    return reading

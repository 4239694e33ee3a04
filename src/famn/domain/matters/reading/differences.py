"""Where the documents of one matter say different things of the same thing. Pure; see docs/writing.md.

Quiet before noisy: only what states the same thing is compared. Two people may have two titles, two things two dates,
and amounts with different labels say nothing of each other. The order of the documents does not matter.
"""

from __future__ import annotations

import enum
import hashlib
import json
import operator
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from famn.ground.identifiers import find_registry_numbers, parse_registry_number

from .alarms import nearly_same_name
from .amounts import amounts_in
from .dates import find_dates


class Kind(enum.StrEnum):
    """What differs."""

    NAME = "name"
    TITLE = "title"
    DATE = "date"
    REGISTRY = "registry_number"
    PARTY = "party"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom a document names, as what, and where in it ("Undertecknare")."""

    name: str
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A day (ISO 8601, perhaps of reduced precision) that a document gives for `thing`."""

    thing: str
    date: str
    where: str


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text under a heading."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one document says, as far as it is compared. `source` names the document; `number` is its own."""

    source: str
    people: tuple[Person, ...] = ()
    parties: tuple[str, ...] = ()
    number: str = ""
    dates: tuple[Dated, ...] = ()
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A value, where it stands: the document, and where in it."""

    value: str
    source: str
    where: str


@dataclass(frozen=True, slots=True)
class Difference:
    """Two values of one thing. `label` tells what it is: a person, a document, what an amount is for."""

    kind: Kind
    label: str
    one: Place
    other: Place

    @property
    def fingerprint(self) -> str:
        """SHA-256 over what differs, without where: another value is another difference."""
        facts = [str(self.kind), self.label, sorted([self.one.value, self.other.value])]
        return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def differences(documents: Sequence[Told]) -> tuple[Difference, ...]:
    """Every difference between the documents, and inside one where it names a person or a party in two ways."""
    found = [*_names(documents), *_titles(documents), *_dates(documents), *_numbers(documents)]
    found += [*_parties(documents), *_amounts(documents)]
    return tuple(sorted(set(found), key=lambda one: (list(Kind).index(one.kind), one.label, one.one, one.other)))


# --- people and parties ----------------------------------------------------------------------------


def _names(documents: Sequence[Told]) -> Iterator[Difference]:
    stated = [Place(_line(one.name), doc.source, one.where) for doc in documents for one in doc.people if one.name]
    yield from _spellings(Kind.NAME, stated, documents)


def _parties(documents: Sequence[Told]) -> Iterator[Difference]:
    stated = [Place(_line(name), doc.source, "Parter") for doc in documents for name in doc.parties if name]
    yield from _spellings(Kind.PARTY, stated, documents)


def _spellings(kind: Kind, stated: Sequence[Place], documents: Sequence[Told]) -> Iterator[Difference]:
    """Names that are nearly the same, among those that are stated and between them and the running text."""
    known = _first_places(stated)
    written = _first_places(
        [place for name in known for place in _written(name, documents) if place.value not in known]
    )
    names = sorted(known)
    for index, name in enumerate(names):
        others = [*names[index + 1 :], *written]
        for other in others:
            if nearly_same_name(name, other) and not _is_inflected(name, other):
                yield _difference(kind, min(name, other), known[name], known.get(other) or written[other])


_WORD: Final = re.compile(r"[^\W\d_][\w'’-]*")


def _written(name: str, documents: Sequence[Told]) -> Iterator[Place]:
    """As many words in a row as the name has, wherever they are nearly the name. A genitive is taken off."""
    size, capitals = name.count(" ") + 1, [word[:1].isupper() for word in name.split()]
    if size < 2:
        return  # a single word is too little to tell a slip from another word
    for doc in documents:
        for passage in doc.passages:
            words = [(one.group(), one.start(), one.end()) for one in _WORD.finditer(passage.text)]
            for at in range(len(words) - size + 1):
                run = words[at : at + size]
                if [word[:1].isupper() for word, _start, _end in run] != capitals:
                    continue
                text = passage.text[run[0][1] : run[-1][2]]
                said = " ".join(text.split())
                if said.count(" ") != size - 1 or "\n\n" in text:
                    continue  # something else than a space stood between
                bare = said if name.endswith("s") else said.removesuffix("s")
                if nearly_same_name(name, bare) and not _is_inflected(name, bare):
                    yield Place(bare, doc.source, passage.heading)


_ENDING: Final = re.compile(r"(?:ens|ets|arnas|ernas|orna|arna|erna|en|et|ns|n|t|s)$")


def _is_inflected(one: str, other: str) -> bool:
    """Whether the names are forms of one: "nämnd", "nämnden", "nämndens". A person's name has no such forms."""
    return _stem(one) == _stem(other) and one.split()[-1][:1].islower()


def _stem(name: str) -> str:
    return " ".join(_ENDING.sub("", word.casefold()) for word in name.split())


def _titles(documents: Sequence[Told]) -> Iterator[Difference]:
    titles: dict[str, list[Place]] = {}
    names: dict[str, str] = {}
    for doc in documents:
        for one in doc.people:
            name = _line(one.name)
            if name and one.title:
                titles.setdefault(name.casefold(), []).append(Place(_line(one.title), doc.source, one.where))
                names[name.casefold()] = min(names.get(name.casefold(), name), name)
    for key, places in titles.items():
        yield from _against_the_commonest(Kind.TITLE, names[key], places, same=_same_title)


def _same_title(one: str, other: str) -> bool:
    """Equal, or one a longer form of the other: "avdelningschef" and "avdelningschef socialtjänst"."""
    left, right = one.casefold(), other.casefold()
    return left in right or right in left


# --- days and numbers ------------------------------------------------------------------------------


_DATED: Final = re.compile(
    r"\b(avsiktsförklaring(?:en)?|samverkansavtal(?:et)?|överenskommelse(?:n)?|utredning(?:en)?|delrapport(?:en)?)"
    r",? (?:som är )?dater(?:ad|at) (?:den )?",
    re.IGNORECASE,
)


def _dates(documents: Sequence[Told]) -> Iterator[Difference]:
    stated: dict[str, list[Place]] = {}
    for doc in documents:
        for one in (*doc.dates, *_dated_in_text(doc)):
            if one.date:
                stated.setdefault(_line(one.thing).casefold(), []).append(Place(one.date, doc.source, one.where))
    for thing, places in stated.items():
        yield from _against_the_commonest(Kind.DATE, thing, places, same=_same_day)


def _dated_in_text(doc: Told) -> Iterator[Dated]:
    """What the text says of the day of a document, by the word for what it is: "avsiktsförklaringen daterad …"."""
    for passage in doc.passages:
        for match in _DATED.finditer(passage.text):
            date = next(find_dates(passage.text[match.end() : match.end() + 30]), None)
            if date is not None and date.start == 0:
                yield Dated(_bare(match[1]), date.text, passage.heading)


def _bare(word: str) -> str:
    """A document's word without the definite article: "avsiktsförklaringen" as "avsiktsförklaring"."""
    low = word.casefold()
    return low.removesuffix("et") if low.endswith("avtalet") else re.sub(r"(?<=ing|ort)en$|(?<=lse)n$", "", low)


def _same_day(one: str, other: str) -> bool:
    """Equal, or one of reduced precision that the other lies in."""
    return one.startswith(other) or other.startswith(one)


def _numbers(documents: Sequence[Told]) -> Iterator[Difference]:
    """Numbers that differ by a slip of the pen from a document's own. Other numbers are of other matters."""
    own = _first_places([Place(_line(doc.number), doc.source, "Diarienummer") for doc in documents if doc.number])
    told = _first_places(
        [
            Place(number.raw, doc.source, passage.heading)
            for doc in documents
            for passage in doc.passages
            for _start, _end, number in find_registry_numbers(passage.text)
        ]
    )
    for value in sorted(own):
        for other in sorted((told | own).keys() - {value}):
            if _slipped(_normal(value), _normal(other)) and not (other in own and other < value):
                yield _difference(Kind.REGISTRY, "", own[value], own.get(other) or told[other])


def _normal(number: str) -> str:
    parsed = parse_registry_number(number)
    return parsed.normal if parsed else number.replace(" ", "").upper()


def _slipped(one: str, other: str) -> bool:
    """Whether one sign is another, or two beside each other have changed places."""
    if one == other or len(one) != len(other):
        return False
    at = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(at) == 1:
        return True
    swapped = len(at) == 2 and at[1] == at[0] + 1
    return swapped and (one[at[0]], one[at[1]]) == (other[at[1]], other[at[0]])


# --- amounts ---------------------------------------------------------------------------------------


def _amounts(documents: Sequence[Told]) -> Iterator[Difference]:
    """Amounts with one label. A document that gives two of a label itself says nothing that can be compared."""
    stated: dict[str, list[Place]] = {}
    for doc in documents:
        own: dict[str, set[Place]] = {}
        for passage in doc.passages:
            for label, amount in amounts_in(passage.text):
                own.setdefault(label, set()).add(Place(amount, doc.source, passage.heading))
        for label, places in own.items():
            if len({place.value for place in places}) == 1:
                stated.setdefault(label, []).append(min(places))
    for label, firsts in stated.items():
        yield from _against_the_commonest(Kind.AMOUNT, label, firsts, same=operator.eq)


# --- shared ----------------------------------------------------------------------------------------


def _against_the_commonest(
    kind: Kind, label: str, places: Sequence[Place], *, same: Callable[[str, str], bool]
) -> Iterator[Difference]:
    """The value that most documents state against each of the others."""
    counted = Counter(place.value for place in places)
    firsts = _first_places(places)
    common = min(counted, key=lambda value: (-counted[value], value))
    for value in sorted(counted):
        if value != common and not same(value, common):
            yield _difference(kind, label, firsts[common], firsts[value])


def _first_places(places: Iterable[Place]) -> dict[str, Place]:
    """The first place of each value, in an order that does not depend on that of the documents."""
    found: dict[str, Place] = {}
    for place in sorted(places):
        found.setdefault(place.value, place)
    return found


def _difference(kind: Kind, label: str, one: Place, other: Place) -> Difference:
    first, second = sorted((one, other))
    return Difference(kind, label, first, second)


def _line(text: str) -> str:
    return " ".join(text.split())

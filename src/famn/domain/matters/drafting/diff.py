"""What has changed between two texts or two contents, word by word."""

from __future__ import annotations

import enum
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from .content import Content, Point

_WORDS: Final = re.compile(r"\w+|\s+|[^\w\s]")
_LINES: Final = re.compile(r"[^\n]*\n|[^\n]+")
_MOST_PAIRS: Final = 2_000_000  # of equal words to look at: beyond that whole lines are compared


class Change(enum.StrEnum):
    """What happened to a run of words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Run:
    """Words that share one fate. Same and removed runs make the old text, same and added runs the new one."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class FieldDiff:
    """The difference in one part of a report. `path` is stable (`title`, `points`, `sections.bakgrund` …)."""

    path: str
    label: str
    runs: tuple[Run, ...]

    @property
    def changed(self) -> bool:
        """Whether anything differs."""
        return any(run.change is not Change.SAME for run in self.runs)


def diff_text(old: str, new: str) -> tuple[Run, ...]:
    """The runs that lead from `old` to `new`; a removed run comes before what was added in its place."""
    return tuple(_joined(_runs(old, new)))


def diff_content(old: Content, new: Content) -> tuple[FieldDiff, ...]:
    """The difference in every part that either content has, in the order of the new one."""
    before, after = dict(_fields(old)), dict(_fields(new))
    labels = _labels(old) | _labels(new)
    paths = [*after, *(path for path in before if path not in after)]
    return tuple(FieldDiff(path, labels[path], diff_text(before.get(path, ""), after.get(path, ""))) for path in paths)


def changed_fields(old: Content, new: Content) -> tuple[FieldDiff, ...]:
    """The parts that differ."""
    return tuple(field for field in diff_content(old, new) if field.changed)


def _runs(old: str, new: str) -> Iterator[Run]:
    before, after = _pieces(old, new)
    matcher = SequenceMatcher(str.isspace, before, after, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield Run(Change.SAME, "".join(before[old_start:old_end]))
            continue
        yield Run(Change.REMOVED, "".join(before[old_start:old_end]))
        yield Run(Change.ADDED, "".join(after[new_start:new_end]))


def _pieces(old: str, new: str) -> tuple[list[str], list[str]]:
    """Both texts in words; in lines, or whole, where they repeat so much that words would take too long."""
    for pattern in (_WORDS, _LINES):
        before, after = pattern.findall(old), pattern.findall(new)
        counted = Counter(after)
        if sum(counted[piece] for piece in before if not piece.isspace()) <= _MOST_PAIRS:
            return before, after
    return [old], [new]


def _joined(runs: Iterator[Run]) -> Iterator[Run]:
    """Runs without empty ones. A change that only a space parts from the next is one change with it."""
    removed = added = ""
    held: Run | None = None  # a space after a change, which may stand inside a greater one
    for run in runs:
        if not run.text:
            continue
        if run.change is Change.SAME and (removed or added) and run.text.isspace() and held is None:
            held = run
            continue
        if run.change is Change.SAME:
            yield from _change(removed, added)
            removed = added = ""
            yield from _same(held, run)
            held = None
            continue
        if held:
            removed, added, held = removed + held.text, added + held.text, None
        removed += run.text if run.change is Change.REMOVED else ""
        added += run.text if run.change is Change.ADDED else ""
    yield from _change(removed, added)
    yield from _same(held, None)


def _change(removed: str, added: str) -> Iterator[Run]:
    if removed:
        yield Run(Change.REMOVED, removed)
    if added:
        yield Run(Change.ADDED, added)


def _same(held: Run | None, run: Run | None) -> Iterator[Run]:
    text = "".join(one.text for one in (held, run) if one)
    if text:
        yield Run(Change.SAME, text)


_LABELS: Final = {
    "title": "Rubrik",
    "points": "Förslag till beslut",
    "attachments": "Bilagor",
    "distribution": "Beslutet skickas till",
    "signatories": "Underskrifter",
}


def _labels(content: Content) -> dict[str, str]:
    headings = {one.key: one.heading for one in content.sections}
    return (
        _LABELS
        | {f"sections.{key}": heading for key, heading in headings.items()}
        | {f"excuses.{key}": f"{headings.get(key, key)}: skäl till att rubriken är tom" for key in content.excuses}
    )


def _fields(content: Content) -> Iterator[tuple[str, str]]:
    yield "title", content.title
    yield "points", _lines([_point(one) for one in content.points])
    for section in content.sections:
        yield f"sections.{section.key}", section.text
    for key, reason in content.excuses.items():
        yield f"excuses.{key}", reason
    yield "attachments", _lines(content.attachments)
    yield "distribution", _lines(content.distribution)
    yield "signatories", _lines([", ".join(filter(None, (one.name, one.title))) for one in content.signatories])


def _lines(values: Sequence[str]) -> str:
    return "\n".join(values)


def _point(point: Point) -> str:
    """A point with all that belongs to it, so that a changed date or name is seen too."""
    facts = [
        f"beslutande: {point.body}" if point.body else "",
        f"förslag av: {point.proposer}" if point.proposer else "",
        "omedelbar justering" if point.immediate_approval else "",
        f"återredovisas: {point.report_back_date}" if point.report_back_date else "",
        *(f"skriver under: {', '.join(filter(None, (one.title, one.name)))}" for one in point.mandate),
    ]
    told = "; ".join(filter(None, facts))
    return f"{point.text} [{told}]" if told else point.text

"""What one writes in a report, between the fields of a form and its content. Pure, and throws no word away.

A field that was not sent leaves its part as it was. Half-done rows are kept as they stand; saving tidies them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from django.utils.translation import gettext as _

from famn.domain.matters.drafting.content import Content, Holder, Point, Section, Signatory
from famn.domain.matters.drafting.layouts import Layout

MOST_ROWS: Final = 60
TITLE_LENGTH: Final = 300
_ROW: Final = r"(?:-([0-9]{1,2}))?"
_ACT: Final = re.compile(rf"(till|bort|upp|ned)-(punkt|justering|mandat|underskrift){_ROW}{_ROW}")
_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

Data = Mapping[str, Any]


def written(data: Data, layout: Layout, was: Content) -> Content:
    """What the fields say, set in what the report said before."""
    known = {one.key for one in layout.text_headings}
    others = [one for one in was.sections if one.key not in known]
    return replace(
        was,
        title=_words(data, "rubrik", was.title),
        sections=(
            *(
                Section(one.key, one.heading, _words(data, f"s-{one.key}", was.text_of(one.key)))
                for one in layout.text_headings
            ),
            *others,
        ),
        points=_points(data) if "punkter" in data else was.points,
        attachments=_list(data, "bilagor", was.attachments),
        distribution=_list(data, "sandlista", was.distribution),
        signatories=_signatories(data) if "underskrifter" in data else was.signatories,
        excuses=_excuses(data, layout, was),
    )


def with_rows_changed(content: Content, act: str) -> tuple[Content, str] | None:
    """The content with a row more, less or moved, and the place on the page to go on from; None for another act."""
    match = _ACT.fullmatch(act)
    if not match:
        return None
    verb, what, number, second = match[1], match[2], int(match[3] or 0), int(match[4] or 0)
    if what == "underskrift":
        rows = _changed_rows(content.signatories, verb, number, Signatory(""))
        return replace(content, signatories=rows), f"underskrift-{_place(rows, verb, number)}"
    if what == "mandat":
        if number >= len(content.points):
            return content, "punkter"
        point = content.points[number]
        holders = _changed_rows(point.mandate, verb, second, Holder(""))
        return replace(content, points=_put(content.points, number, replace(point, mandate=holders))), f"punkt-{number}"
    new = Point("", immediate_approval=what == "justering")
    points = _changed_rows(content.points, verb, number, new)
    return replace(content, points=points), f"punkt-{_place(points, verb, number)}"


def problems(content: Content) -> dict[str, str]:
    """What must be put right before it can be saved: the name of a field -> a sentence."""
    found = {}
    if not content.title.strip():
        found["rubrik"] = _("Skriv en rubrik, så att alla ser vad det gäller.")
    elif len(content.title) > TITLE_LENGTH:
        found["rubrik"] = _("Korta rubriken till högst %(most)d tecken.") % {"most": TITLE_LENGTH}
    for number, point in enumerate(content.points):
        if not is_date(point.report_back_date.strip()):
            found[f"p-{number}-dag"] = _("Skriv dagen som 2027-05-31, eller bara 2027-05.")
        elif not point.text.strip() and not point.immediate_approval and any((*point.mandate, point.report_back_date)):
            found[f"p-{number}-text"] = _("Skriv vad nämnden ska besluta, eller ta bort punkten.")
    return found


def is_date(text: str) -> bool:
    """Whether this is a day, a month or a year of the calendar (ISO 8601), or nothing at all."""
    match = _DATE.fullmatch(text)
    if not text or not match:
        return not text
    try:
        dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


def clean(text: str) -> str:
    """The text with one kind of line end and without null signs, which no text can hold."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def number(text: str, *, otherwise: int) -> int:
    """A whole number from a hidden field; `otherwise` for what is none."""
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else otherwise


def lines(text: str) -> tuple[str, ...]:
    """The lines of a box that hold anything."""
    return tuple(line.strip() for line in clean(text).split("\n") if line.strip())


def _words(data: Data, name: str, was: str) -> str:
    return clean(str(data[name])) if name in data else was


def _list(data: Data, name: str, was: tuple[str, ...]) -> tuple[str, ...]:
    return lines(str(data[name])) if name in data else was


def _excuses(data: Data, layout: Layout, was: Content) -> dict[str, str]:
    found = dict(was.excuses)
    for heading in layout.text_headings:
        if f"x-{heading.key}" in data:
            found[heading.key] = _words(data, f"x-{heading.key}", "")
    return {key: reason for key, reason in found.items() if reason.strip()}


def _count(data: Data, name: str) -> int:
    text = str(data.get(name, ""))
    return min(int(text), MOST_ROWS) if re.fullmatch(r"[0-9]{1,6}", text) else 0


def _points(data: Data) -> tuple[Point, ...]:
    return tuple(
        Point(
            text=_words(data, f"p-{number}-text", ""),
            body=_words(data, f"p-{number}-namnd", ""),
            proposer=_words(data, f"p-{number}-forslag", ""),
            immediate_approval=f"p-{number}-justeras" in data,
            report_back_date=_words(data, f"p-{number}-dag", "").strip(),
            mandate=tuple(
                Holder(_words(data, f"p-{number}-m-{row}-titel", ""), _words(data, f"p-{number}-m-{row}-namn", ""))
                for row in range(_count(data, f"p-{number}-mandat"))
            ),
        )
        for number in range(_count(data, "punkter"))
    )


def _signatories(data: Data) -> tuple[Signatory, ...]:
    return tuple(
        Signatory(_words(data, f"u-{row}-namn", ""), _words(data, f"u-{row}-titel", ""))
        for row in range(_count(data, "underskrifter"))
    )


def _changed_rows[Row](rows: Sequence[Row], verb: str, number: int, new: Row) -> tuple[Row, ...]:
    """The rows with `new` last, or without, before or after where the numbered one stood. Others change nothing."""
    changed = list(rows)
    if verb == "till":
        return (*changed, new) if len(changed) < MOST_ROWS else tuple(changed)
    if number >= len(changed):
        return tuple(changed)
    row = changed.pop(number)
    if verb != "bort":
        changed.insert(max(number - 1, 0) if verb == "upp" else number + 1, row)
    return tuple(changed)


def _put[Row](rows: Sequence[Row], number: int, row: Row) -> tuple[Row, ...]:
    return (*rows[:number], row, *rows[number + 1 :])


def _place(rows: Sequence[object], verb: str, number: int) -> int:
    """The row to stand at afterwards."""
    step = {"till": len(rows), "upp": number - 1, "ned": number + 1}.get(verb, number)
    return max(min(step, len(rows) - 1), 0)

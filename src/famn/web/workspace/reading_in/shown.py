"""A reading as a page shows it: every field with where it was found, what to look at, what two people differ on.

Pure: rows and readings in, small records for the templates out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.forms import BoundField
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.establishment.actions import Confirmed
from famn.domain.establishment.models import LadderStep
from famn.domain.matters.facts import Facts, Person, Point
from famn.domain.matters.models import DocumentKind, IncomingFile, Matter
from famn.domain.people.models import Leg
from famn.ground.verdict import Verdict
from famn.web.shared.tags import moment
from famn.web.workspace.reading_in.forms import Choices, ReadingForm, RowForm
from famn.web.workspace.reading_in.paper import Place, Source, page_links, paper

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
class WarningShown:
    """Something to look at, with the address of its field on the page."""

    message: str
    where: str
    href: str


def reading_of(file: IncomingFile) -> dict[str, Any]:
    """What the reader found; empty for a file that was put in without being read."""
    return dict(file.reading.get("reading") or {})


def places_of(file: IncomingFile) -> dict[str, Sequence[int]]:
    """Where the reader found it: path -> start, end, line."""
    places = file.reading.get("places") or {}
    return {path: (place["start"], place["end"], place["line"]) for path, place in places.items()}


def reading_page(file: IncomingFile, form: ReadingForm) -> dict[str, Any]:
    """All that the page of one reading shows."""
    reading = reading_of(file)
    found = sources(reading, places_of(file))
    headings = [section["heading"] for section in reading.get("sections") or []]
    pages = paper(file.text, found.values(), headings)
    saved = Facts.from_reading(file.draft or reading)
    return {
        "summary": summary(file, reading, found),
        "pages": pages,
        "page_links": page_links(pages),
        "groups": groups(form, found),
        "warnings": warnings(reading, found),
        "differences": differences(form.typed, saved) if form.typed and form.seen != form.version else [],
        "file_facts": file_facts(file),
        "has_matters": form.has_matters,
    }


def summary(file: IncomingFile, reading: Mapping[str, Any], found: Mapping[str, Source]) -> str:
    """Kind, pages and how many fields were found, on one line."""
    kind = dict(DocumentKind.choices).get(str(reading.get("kind")), DocumentKind.UNKNOWN.label)
    pages = ngettext("%(count)d sida", "%(count)d sidor", file.pages) % {"count": file.pages}
    count = sum(1 for source in found.values() if source.places)
    fields = ngettext("%(count)d fält hittat", "%(count)d fält hittade", count) % {"count": count}
    return " · ".join([str(kind).capitalize(), pages, fields])


def file_facts(file: IncomingFile) -> list[dict[str, str]]:
    """Where the file comes from. Needs `received_by` selected with it."""
    return [
        {"key": _("Fil"), "value": file.name},
        {"key": _("Läst in"), "value": f"{moment(file.received_at)}, {file.received_by.name}"},
        {"key": _("Storlek"), "value": filesizeformat(file.size)},
        {"key": _("Kontrollsumma"), "value": f"{file.sha256[:8]}…{file.sha256[-8:]}"},
    ]


def waiting_file(file: IncomingFile) -> dict[str, str]:
    """A file that waits, as a row of the list. Needs `received_by` selected with it."""
    facts = Facts.from_reading(file.draft or reading_of(file))
    kind = str(DocumentKind(facts.kind).label) if facts.kind in DocumentKind.values else ""
    warned = len(reading_of(file).get("warnings") or [])
    parts = [
        kind.capitalize(),
        file.name,
        _("läst in %(when)s av %(who)s") % {"when": moment(file.received_at), "who": file.received_by.name},
        ngettext("%(count)d sak att se över", "%(count)d saker att se över", warned) % {"count": warned}
        if warned
        else "",
        _("påbörjad") if file.draft else "",
    ]
    return {
        "title": facts.title or file.name,
        "url": reverse("reading", args=[file.code]),
        "note": " · ".join(part for part in parts if part),
    }


def settled(file: IncomingFile, verdict: Verdict, url: str) -> dict[str, str]:
    """Why a file cannot be saved any more, by whom and when. Needs `settled_by` selected with it."""
    if file.settled_by is None:
        return {"words": str(verdict.reason), "url": url}
    words = {
        IncomingFile.State.CONFIRMED: _("%(who)s bekräftade filen %(when)s."),
        IncomingFile.State.SET_ASIDE: _("%(who)s lade filen åt sidan %(when)s."),
    }
    who = {"who": file.settled_by.name, "when": moment(file.settled_at)}
    return {"words": words[IncomingFile.State(file.state)] % who, "url": url}


def confirmed_words(confirmed: Confirmed) -> str:
    """What came of a confirmed document."""
    if confirmed.initiative:
        words = _("Dokumentet är bekräftat. Ärendet hör till initiativet ”%(title)s”.")
        return words % {"title": confirmed.initiative.title}
    return _("Dokumentet är bekräftat och ligger i ärendet.")


def matter_choices(matters: Iterable[Matter]) -> Choices:
    """Matters to choose among, with the registry number first."""
    return [(one.code, " · ".join(part for part in (one.registry_number, one.title) if part)) for one in matters]


def step_choices(steps: Iterable[LadderStep]) -> Choices:
    """The steps of a ladder to choose among."""
    return [(str(one.number), f"{one.number}. {one.title}") for one in steps]


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

"""Reads a CSV file of figures row by row, before anything is kept: what is new, what is replaced, what is wrong where.

It takes what people save from their own tables: UTF-8 or Latin-1, semicolon or comma or tab, a decimal comma, spaces in
thousands, and codes of places that have lost their first zero.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from django.utils.translation import gettext as _

from famn.domain.centres.models import Indicator, PlaceFigure, Sex
from famn.domain.centres.rules import WITH_AGES, FigureUnit, unit_of
from famn.domain.people.models import Place
from famn.domain.people.rules import Actor
from famn.ground.text import squeeze

MOST_ROWS: Final = 2_000
MOST_BYTES: Final = 500_000
COUNTRY: Final = frozenset({"00", "0", "sverige", "riket", "hela riket"})
NOTHING: Final = frozenset({"", ".", "..", "-", "–", "x"})  # how tables of statistics write that a value is missing
COLUMNS: Final = ("plats", "uppgift", "ålder från", "ålder till", "kön", "år", "värde", "källa", "hämtad")
NEEDED: Final = ("plats", "uppgift", "år", "värde")
SEXES: Final = {
    "": "",
    **dict.fromkeys(("alla", "totalt", "båda", "samtliga"), ""),
    **dict.fromkeys(("kvinnor", "flickor", "kvinna", "flicka", "k", "f", Sex.FEMALE.value), Sex.FEMALE.value),
    **dict.fromkeys(("män", "pojkar", "man", "pojke", "m", "p", Sex.MALE.value), Sex.MALE.value),
}

Key = tuple[int | None, str, int | None, int | None, str, int]


class WrongRow(ValueError):
    """A row that cannot be kept, in words for the person who brought it."""


@dataclass(frozen=True)
class FileRow:
    """One row as it would be kept. `before` is the value it replaces, None where it is new."""

    line: int
    place: Place | None
    indicator: Indicator
    age_from: int | None
    age_to: int | None
    sex: str
    year: int
    value: Decimal
    source: str
    source_date: dt.date
    before: Decimal | None = None

    @property
    def key(self) -> Key:
        """What makes two rows the same figure."""
        place = self.place.pk if self.place else None
        return place, self.indicator.value, self.age_from, self.age_to, self.sex, self.year

    @property
    def place_name(self) -> str:
        """What the place is called."""
        return self.place.name if self.place else _("Sverige")


@dataclass(frozen=True)
class FileError:
    """What is wrong at a line of the file; line 1 holds the names of the columns."""

    line: int
    sentence: str


@dataclass
class FilePreview:
    """What a file holds. With any error nothing of it is kept. `empty` are the lines without a value: left out."""

    rows: list[FileRow] = field(default_factory=list)
    errors: list[FileError] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)

    @property
    def replaced(self) -> list[FileRow]:
        """The rows that give a figure another value than it had."""
        return [row for row in self.rows if row.before is not None and row.before != row.value]

    @property
    def new(self) -> list[FileRow]:
        """The rows whose figure was not known before."""
        return [row for row in self.rows if row.before is None]

    @property
    def may_keep(self) -> bool:
        """Whether there is anything to keep, and nothing wrong."""
        return bool(self.rows) and not self.errors


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, with or without its mark, or else in the Western code of old spreadsheets."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def preview(text: str, actor: Actor, *, source: str, source_date: dt.date) -> FilePreview:
    """What the file would do. `source` and its day hold for rows that do not name their own. Two queries."""
    found = FilePreview()
    if len(text) > MOST_BYTES:
        found.errors.append(FileError(1, _("Filen är för stor. Dela upp den.")))
        return found
    lines = list(_lines(text))
    if not lines:
        found.errors.append(FileError(1, _("Filen är tom.")))
        return found
    head = [_column(name) for name in lines[0][1]]
    missing = [name for name in NEEDED if name not in head]
    if missing:
        sentence = _("Kolumnen %(names)s saknas. Första raden ska ha kolumnernas namn.")
        found.errors.append(FileError(lines[0][0], sentence % {"names": ", ".join(f"”{one}”" for one in missing)}))
        return found
    if len(lines) > MOST_ROWS + 1:
        found.errors.append(FileError(MOST_ROWS + 2, _("Filen har fler än %(most)d rader.") % {"most": MOST_ROWS}))
        return found
    _read(lines[1:], head, found, source, source_date)
    return _beside_what_is_kept(found, actor)


def _read(
    lines: list[tuple[int, list[str]]], head: list[str], found: FilePreview, source: str, source_date: dt.date
) -> None:
    """Read each row by itself, so that every error is told at once."""
    places = _named_places()
    seen: dict[Key, int] = {}
    for number, cells in lines:
        row = dict(zip(head, (squeeze(cell) for cell in cells), strict=False))
        if row.get("värde", "").lower() in NOTHING:
            found.empty.append(number)
            continue
        try:
            one = _row(number, row, places, source, source_date)
        except WrongRow as wrong:
            found.errors.append(FileError(number, str(wrong)))
            continue
        if one.key in seen:
            sentence = _("Samma uppgift står redan på rad %(line)d.") % {"line": seen[one.key]}
            found.errors.append(FileError(number, sentence))
            continue
        seen[one.key] = number
        found.rows.append(one)


def _beside_what_is_kept(found: FilePreview, actor: Actor) -> FilePreview:
    """The rows with the values that the actor's authority has already."""
    kept = PlaceFigure.objects.filter(authority_id=actor.authority_id or 0, year__in={row.year for row in found.rows})
    values = {(one.place_id, one.indicator, one.age_from, one.age_to, one.sex, one.year): one.value for one in kept}
    return replace(found, rows=[replace(row, before=values.get(row.key)) for row in found.rows])


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with its line in the file."""
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, cells


_ALIASES: Final[Mapping[str, str]] = {
    "kod": "plats",
    "kommun": "plats",
    "region": "plats",
    "område": "plats",
    "indikator": "uppgift",
    "från ålder": "ålder från",
    "till ålder": "ålder till",
    "antal": "värde",
    "source": "källa",
}


def _column(name: str) -> str:
    plain = squeeze(name).lower()
    return _ALIASES.get(plain, plain)


def _named_places() -> Mapping[str, list[Place]]:
    """Every place under its code, its whole name and its short name, in small letters."""
    found: dict[str, list[Place]] = {}
    for place in Place.objects.order_by("code"):
        for name in {place.code, place.name.lower(), place.short_name.lower()}:
            found.setdefault(name, []).append(place)
    return found


def _row(
    line: int, row: Mapping[str, str], places: Mapping[str, list[Place]], source: str, source_date: dt.date
) -> FileRow:
    """One row as it would be kept. Raises WrongRow."""
    indicator = _indicator(row.get("uppgift", ""))
    age_from, age_to = _ages(row, indicator)
    return FileRow(
        line=line,
        place=_place(row.get("plats", ""), places),
        indicator=indicator,
        age_from=age_from,
        age_to=age_to,
        sex=_sex(row.get("kön", "")),
        year=_whole(row.get("år", ""), _("år"), least=1900, most=2100),
        value=_value(row["värde"], indicator),
        source=(row.get("källa", "") or source)[:200],
        source_date=_day(row.get("hämtad", ""), source_date),
    )


def _place(text: str, places: Mapping[str, list[Place]]) -> Place | None:
    name = text.lower()
    if name in COUNTRY:
        return None
    if re.fullmatch(r"\d|\d{3}", name):  # a spreadsheet has taken away the zero: 1 is 01, 180 is 0180
        name = f"0{name}"
    found = places.get(name, [])
    if not found:
        raise WrongRow(_("Platsen ”%(name)s” finns inte. Skriv kommunens namn eller kod.") % {"name": text})
    if len(found) > 1:
        codes = ", ".join(f"{one.code} ({one.name})" for one in found)
        raise WrongRow(_("Flera platser heter ”%(name)s”. Skriv koden: %(codes)s.") % {"name": text, "codes": codes})
    return found[0]


def _indicators() -> Mapping[str, Indicator]:
    """Every indicator under the words that people use for it, in small letters."""
    return {
        **{one.value: one for one in Indicator},
        **{str(one.label).lower(): one for one in Indicator},
        **dict.fromkeys(("folkmängd", "befolkning"), Indicator.POPULATION),
        **dict.fromkeys(("födda", "födda barn", "födslar"), Indicator.BIRTHS),
        **dict.fromkeys(("andel utrikes födda", "utrikesfödda"), Indicator.FOREIGN_BORN_SHARE),
        **dict.fromkeys(("cni", "vårdbehovsindex", "care need index"), Indicator.CARE_NEED_INDEX),
        **dict.fromkeys(("föräldrapenning", "föräldrapenningdagar"), Indicator.PARENTAL_LEAVE_SHARE),
        **dict.fromkeys(("ensamstående", "barn med ensamstående förälder"), Indicator.SINGLE_PARENT_SHARE),
    }


def _indicator(text: str) -> Indicator:
    if found := _indicators().get(text.lower()):
        return found
    known = ", ".join(str(one.label) for one in Indicator)
    raise WrongRow(
        _("Uppgiften ”%(name)s” finns inte. Det här går att läsa in: %(known)s.") % {"name": text, "known": known}
    )


def _ages(row: Mapping[str, str], indicator: Indicator) -> tuple[int | None, int | None]:
    first, last = row.get("ålder från", ""), row.get("ålder till", "")
    if match := re.fullmatch(r"(\d+) ?[-–] ?(\d+)(?: år)?", row.get("ålder", "")):
        first, last = match[1], match[2]
    if indicator not in WITH_AGES:
        if first or last:
            raise WrongRow(_("”%(what)s” har ingen ålder. Lämna de kolumnerna tomma.") % {"what": indicator.label})
        return None, None
    if not first or not last:
        raise WrongRow(_("Skriv från och till vilken ålder, till exempel 0 och 6."))
    age_from, age_to = (_whole(text, _("ålder"), least=0, most=120) for text in (first, last))
    if age_from > age_to:
        raise WrongRow(_("Åldern slutar före den börjar."))
    return age_from, age_to


def _sex(text: str) -> str:
    if text.lower() not in SEXES:
        raise WrongRow(
            _("Kön ”%(text)s” går inte att tolka. Skriv flickor, pojkar, kvinnor eller män.") % {"text": text}
        )
    return SEXES[text.lower()]


def _whole(text: str, what: str, *, least: int, most: int) -> int:
    if not re.fullmatch(r"[0-9]{1,4}", text) or not least <= int(text) <= most:
        raise WrongRow(_("”%(text)s” är inget %(what)s.") % {"text": text, "what": what})
    return int(text)


def _value(text: str, indicator: Indicator) -> Decimal:
    plain = re.sub(r"[\s%]", "", text)
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain) and unit_of(indicator) is FigureUnit.PERSONS:
        raise WrongRow(_("Skriv ”%(text)s” utan punkt eller komma mellan tusental.") % {"text": text})
    if not re.fullmatch(r"\d{1,9}([.,]\d{1,3})?", plain):
        raise WrongRow(_("Värdet ”%(text)s” är inget tal, eller så har det fler än tre decimaler.") % {"text": text})
    value = Decimal(plain.replace(",", "."))
    if unit_of(indicator) is FigureUnit.PERSONS and value != int(value):
        raise WrongRow(_("Ett antal personer är ett helt tal, inte %(text)s.") % {"text": text})
    if unit_of(indicator) is FigureUnit.PERCENT and value > 100:
        raise WrongRow(_("En andel är högst 100 procent, inte %(text)s.") % {"text": text})
    return value


def _day(text: str, otherwise: dt.date) -> dt.date:
    if not text:
        return otherwise
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise WrongRow(_("Skriv dagen för hämtning som 2026-01-31, inte ”%(text)s”.") % {"text": text}) from None

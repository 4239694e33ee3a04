"""Writes a package as a zip, one file at a time: the same package gives the same bytes.

Every entry has the package's own time. What a file says is read when it is written and let go, so memory stays flat.
"""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import IO, Any, Final

from famn.outside.archive import guide
from famn.outside.archive.erms import erms, folder_of
from famn.outside.archive.mets import Entry, mets
from famn.outside.archive.model import Event, File, Package, Record, Unwritable
from famn.outside.archive.names import free_name, safe_name
from famn.outside.archive.premis import premis

DATA: Final = "representations/rep1/data"
XML: Final = "application/xml"
JSON: Final = "application/json"
TEXT: Final = "text/plain"
HTML: Final = "text/html"
PRESSED: Final = {XML, JSON, TEXT, HTML}  # the others are small already, and large ones take long to press
FACTS: Final = "uppgifter.json"
UNIX: Final = 3
READABLE: Final = 0o100644 << 16


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: how many files but METS.xml, their bytes before compression, and what could not be made."""

    files: int
    size: int
    gaps: tuple[str, ...]


def write(package: Package, target: IO[bytes], *, told: Callable[[str], None] = lambda words: None) -> Written:
    """Write the package as a zip to `target`. `told` hears the title of each record as it is begun."""
    with zipfile.ZipFile(target, "w") as archive:
        return _Writing(package, archive, told).run()


class _Writing:
    """One writing: what has been written so far."""

    def __init__(self, package: Package, archive: zipfile.ZipFile, told: Callable[[str], None]) -> None:
        self.package = replace(package, records=(*package.records, _trail(package)))
        self.archive, self.told = archive, told
        self.entries: list[Entry] = []
        self.gaps = list(package.gaps)

    def run(self) -> Written:
        """All of it, METS.xml last: it holds the sums of all the others."""
        files = {folder_of(record): self._record(record) for record in self.package.records}
        package, made = replace(self.package, gaps=tuple(self.gaps)), self.package.made_at
        self._add("metadata/descriptive/ERMS.xml", XML, erms(package, files), made)
        self._add("metadata/preservation/premis.xml", XML, premis(package), made)
        self._add("schemas/SCHEMAN.txt", TEXT, guide.schemas().encode(), made)
        self._add("documentation/LASMIG.txt", TEXT, guide.read_first(package).encode(errors="replace"), made)
        self._add("documentation/INNEHALL.html", HTML, guide.register(package, files).encode(errors="replace"), made)
        self._add("documentation/SHA256SUMS", TEXT, guide.sums(self.entries).encode(), made)
        self._put("METS.xml", XML, mets(package, self.entries))
        return Written(len(self.entries), sum(entry.size for entry in self.entries), tuple(self.gaps))

    def _record(self, record: Record) -> list[Entry]:
        """The files of a record, and what is known of it in a file of its own."""
        self.told(record.title)
        folder, taken = f"{DATA}/{folder_of(record)}", {FACTS}
        written = []
        for file in record.files:
            name = free_name(safe_name(file.name), taken)
            taken.add(name)
            if (entry := self._file(f"{folder}/{name}", file, record)) is not None:
                written.append(entry)
        known = json.dumps(_known(record), ensure_ascii=False, indent=1, default=str)
        written.append(self._add(f"{folder}/{FACTS}", JSON, known.encode(errors="replace"), record.created_at))
        return written

    def _file(self, path: str, file: File, record: Record) -> Entry | None:
        try:
            content = file.read()
        except Unwritable as fault:
            self.gaps.append(f"{record.title}, {file.words}: {fault}")
            return None
        return self._add(path, file.media_type, content, file.created_at, file.original_name)

    def _add(self, path: str, kind: str, content: bytes, created_at: dt.datetime, original: str = "") -> Entry:
        self._put(path, kind, content)
        entry = Entry(path, kind, len(content), sha256(content).hexdigest(), created_at, original)
        self.entries.append(entry)
        return entry

    def _put(self, path: str, kind: str, content: bytes) -> None:
        made = self.package.made_at.astimezone(dt.UTC)
        info = zipfile.ZipInfo(f"{self.package.identifier}/{path}", made.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED if kind in PRESSED else zipfile.ZIP_STORED
        info.create_system, info.external_attr = UNIX, READABLE
        self.archive.writestr(info, content)


def _known(record: Record) -> dict[str, Any]:
    """What is registered of a record, in Swedish words."""
    return {
        "Sort": record.kind,
        "Rubrik": record.title,
        "Skapad": record.created_at.astimezone(dt.UTC).isoformat(),
        "Dagar": {day.kind: day.value for day in record.days},
        "Personer": [{"Namn": one.name, "Del": one.part, "Titel": one.title} for one in record.people],
        "Diarienummer": list(record.numbers),
        "Begränsning": record.restriction,
        "Finns hos": record.kept_elsewhere,
        **record.facts,
    }


def _trail(package: Package) -> Record:
    """The trail as a record of its own, each row as the chain of hashes reads it."""
    rows = [_row(event) for event in package.events]
    content = json.dumps(rows, ensure_ascii=False, indent=1).encode()
    words = "Spåret, rad för rad"
    file = File("spar.json", JSON, package.made_at, lambda: content, words, size=len(content))
    counted = {"Antal rader": str(len(rows))}
    return Record("07-spar", "spar", "spår", "Spåret", package.made_at, facts=counted, files=(file,))


def _row(event: Event) -> dict[str, Any]:
    return {
        "number": event.number,
        "at": event.at.astimezone(dt.UTC).isoformat(),
        "user_id": event.user_id,
        "unit_id": event.unit_id,
        "authority_id": event.authority_id,
        "verb": event.verb,
        "thing": event.thing,
        "thing_id": event.thing_id,
        "about": dict(event.about),
        "reason": event.reason,
        "previous": event.previous,
        "hash": event.hash,
    }

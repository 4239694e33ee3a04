"""ERMS.xml: the matter, its documents and what was decided, in the words of CITS ERMS (FGS Ärendehantering 2.0).

The order and the words are those of its schema, version 2.1.2. What it has no word for is said as "other" with our own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final, TypeGuard
from xml.etree import ElementTree as ET

from famn.outside.archive.mets import Entry
from famn.outside.archive.model import Package, Person, Record
from famn.outside.archive.xml import ERMS, Maker, as_bytes, moment

_MAKE: Final = Maker(ERMS)
_AGENTS: Final = {"creator", "responsible_person", "opening_person", "main_signatory", "other_signatory", "recipient"}
_DATES: Final = {"created", "opened", "closed", "decision"}
_DIRECTIONS: Final = {"incoming", "outgoing"}
_FULL_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_SECRECY: Final = "offentlighets- och sekretesslagen (2009:400)"


def erms(package: Package, files: Mapping[str, Sequence[Entry]]) -> bytes:
    """The description of the whole file. `files` are the written files of each record, by its folder."""
    root = _MAKE.root("erms")
    _control(root, package)
    matter = _MAKE.add(
        _MAKE.add(root, "aggregations"),
        "aggregation",
        attributes={"systemIdentifier": package.case.code, "aggregationType": "caseFile"},
    )
    _case(matter, package)
    for number, record in enumerate(package.records, start=1):
        _record(matter, number, record, files.get(folder_of(record), ()))
    return as_bytes(root)


def folder_of(record: Record) -> str:
    """Where the files of a record are, below the data."""
    return f"{record.folder}/{record.code}"


def _control(root: ET.Element, package: Package) -> None:
    control = _MAKE.add(root, "control")
    _MAKE.add(control, "identification", package.identifier, {"identificationType": "package"})
    _MAKE.add(control, "informationClass", "ERMS")
    upkeep = _MAKE.add(control, "maintenanceInformation")
    _MAKE.add(upkeep, "maintenanceStatus", attributes={"value": "new"})
    agency = _MAKE.add(upkeep, "maintenanceAgency")
    _MAKE.add(agency, "otherAgencyCode", package.creator.code)
    _MAKE.add(agency, "agencyName", package.creator.name)
    event = _MAKE.add(_MAKE.add(upkeep, "maintenanceHistory"), "maintenanceEvent")
    _MAKE.add(event, "eventType", attributes={"value": "created"})
    _MAKE.add(event, "eventDateTime", moment(package.made_at))
    software = " ".join(filter(None, package.software))
    _agent(event, "creator", package.made_by or software)
    _agent(_MAKE.add(_MAKE.add(control, "systemInformation"), "agents"), "system", software)


def _case(matter: ET.Element, package: Package) -> None:
    case = package.case
    _MAKE.add(matter, "objectId", case.registry_number or case.code)
    _MAKE.add(matter, "informationClass", "ärende")
    _MAKE.add(matter, "title", case.title)
    _MAKE.add(matter, "status", attributes={"value": "closed" if case.is_closed else "open"})
    agents = _MAKE.add(matter, "agents")
    _agent(agents, "creator", package.creator.name, organisation=package.principal)
    for kind, name in (
        ("responsible_person", case.officer),
        ("opening_person", case.opened_by),
        ("closing_person", case.closed_by),
        ("deciding_body", case.body),
        ("administrative_unit", case.unit),
    ):
        if name:
            _agent(agents, kind, name)
    dates = _MAKE.add(matter, "dates")
    _day(dates, "opened", moment(case.opened_at))
    if _FULL_DAY.fullmatch(case.meeting_date):
        _day(dates, "meeting", case.meeting_date)
    if case.closed_at is not None:
        _day(dates, "closed", moment(case.closed_at))
    _notes(matter, [("inte med eller inte klart", gap) for gap in package.gaps])


def _record(parent: ET.Element, number: int, record: Record, files: Sequence[Entry]) -> None:
    row = _MAKE.add(parent, "record", attributes={"systemIdentifier": record.code, "recordType": record.kind})
    _MAKE.add(row, "objectId", folder_of(record))
    for written in record.numbers:
        _MAKE.add(row, "extraId", written, {"extraIdType": "diarienummer"})
    _MAKE.add(row, "title", record.title)
    _MAKE.add(row, "status", attributes={"value": "open" if record.is_unfinished else "closed"})
    _MAKE.add(row, "runningNumber", str(number))
    if record.restriction:
        kept = _MAKE.add(row, "restriction", attributes={"restrictionType": "confidential"})
        _MAKE.add(kept, "explanatoryText", record.restriction)
        _MAKE.add(kept, "regulation", _SECRECY)
    _MAKE.add(row, "direction", attributes=_word("directionDefinition", record.direction, _DIRECTIONS))
    if record.people:
        agents = _MAKE.add(row, "agents")
        for person in record.people:
            _person(agents, person)
    dates = _MAKE.add(row, "dates")
    _day(dates, "created", moment(record.created_at))
    for day in record.days:
        if _FULL_DAY.fullmatch(day.value):
            _day(dates, day.kind, day.value)
    if record.kept_elsewhere:
        place = _MAKE.add(_MAKE.add(row, "physicalLocations"), "physicalLocation")
        _MAKE.add(place, "currentLocation", record.kept_elsewhere)
    rough = [(one.kind, one.value) for one in record.days if not _FULL_DAY.fullmatch(one.value)]
    _notes(row, [*rough, *_facts(record)])
    if files:
        enclosed = _MAKE.add(row, "additionalInformation")
        for file in files:
            name = file.original_name or file.path.rpartition("/")[2]
            _MAKE.add(enclosed, "appendix", attributes={"name": name, "fileFormat": file.media_type, "path": file.path})


def _notes(parent: ET.Element, told: Sequence[tuple[str, str]]) -> None:
    if told:
        notes = _MAKE.add(parent, "notes")
        for kind, words in told:
            _MAKE.add(notes, "note", words, {"noteType": kind})


def _facts(record: Record) -> list[tuple[str, str]]:
    """Plain facts that ERMS has no word for, under their Swedish names. Tables of rows are in the record's own file."""
    told = [(key, _plain(value)) for key, value in record.facts.items()]
    return [(key, words) for key, words in told if words]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if _is_plain_list(value):
        return "; ".join(map(str, value))
    return value if isinstance(value, str) else ""


def _is_plain_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list) and not any(isinstance(one, dict | list) for one in value)


def _person(agents: ET.Element, person: Person) -> None:
    _agent(agents, person.part, person.name, role=person.title)


def _agent(agents: ET.Element, kind: str, name: str, *, organisation: str = "", role: str = "") -> None:
    agent = _MAKE.add(agents, "agent", attributes=_word("agentType", kind, _AGENTS))
    _MAKE.add(agent, "name", name)
    _MAKE.add_if(agent, "organisation", organisation)
    _MAKE.add_if(agent, "role", role)


def _day(dates: ET.Element, kind: str, value: str) -> None:
    """A moment, or a whole day, which ERMS has as its first moment without a time zone."""
    at = f"{value}T00:00:00" if _FULL_DAY.fullmatch(value) else value
    _MAKE.add(dates, "date", at, _word("dateType", kind, _DATES))


def _word(attribute: str, word: str, known: set[str]) -> dict[str, str]:
    """A word of the schema's closed list; one that is not there is "other", with itself beside."""
    if word in known:
        return {attribute: word}
    return {attribute: "other", f"other{attribute[:1].upper()}{attribute[1:]}": word}

"""ERMS.xml: the matter, its documents and what was decided, in the words of CITS ERMS (FGS Ärendehantering 2.0)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeGuard
from xml.etree import ElementTree as ET

from famn.outside.archive.mets import Entry
from famn.outside.archive.model import Package, Person, Record
from famn.outside.archive.xml import ERMS, Maker, as_bytes, moment

_MAKE: Final = Maker(ERMS)


def erms(package: Package, files: Mapping[str, Sequence[Entry]]) -> bytes:
    """The description of the whole file. `files` are the written files of each record, by its folder."""
    root = _MAKE.root("erms")
    _control(root, package)
    aggregations = _MAKE.add(root, "aggregations")
    case = package.case
    matter = _MAKE.add(
        aggregations, "aggregation", attributes={"systemIdentifier": case.code, "aggregationType": "caseFile"}
    )
    _MAKE.add(matter, "objectId", case.registry_number or case.code)
    _MAKE.add(matter, "informationClass", "ärende")
    _MAKE.add(matter, "title", case.title)
    _MAKE.add(matter, "status", attributes={"value": "closed" if case.is_closed else "open"})
    agents = _MAKE.add(matter, "agents")
    _agent(agents, "creator", package.creator.name, organisation=package.principal)
    for kind, name in (
        ("responsible_person", case.officer),
        ("opener", case.opened_by),
        ("closer", case.closed_by),
        ("deciding_body", case.body),
        ("administrative_unit", case.unit),
    ):
        if name:
            _agent(agents, kind, name)
    dates = _MAKE.add(matter, "dates")
    _day(dates, "opened", moment(case.opened_at))
    if case.meeting_date:
        _day(dates, "meeting", case.meeting_date)
    if case.closed_at is not None:
        _day(dates, "closed", moment(case.closed_at))
    for gap in package.gaps:
        _MAKE.add(matter, "additionalInformation", gap)
    records = _MAKE.add(matter, "records")
    for number, record in enumerate(package.records, start=1):
        _record(records, number, record, files.get(folder_of(record), ()))
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
    system = _MAKE.add(control, "systemInformation")
    _MAKE.add(system, "systemName", package.software[0])
    _MAKE.add(system, "systemVersion", package.software[1])


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
    _MAKE.add(row, "direction", attributes={"directionDefinition": record.direction})
    if record.people:
        agents = _MAKE.add(row, "agents")
        for person in record.people:
            _person(agents, person)
    dates = _MAKE.add(row, "dates")
    _day(dates, "created", moment(record.created_at))
    for day in record.days:
        _day(dates, day.kind, day.value)
    for key, value in record.facts.items():
        _fact(row, key, value)
    if record.kept_elsewhere:
        _MAKE.add(row, "physicalLocation", record.kept_elsewhere)
    for file in files:
        _MAKE.add(
            row,
            "computerFile",
            attributes={
                "name": file.original_name or file.path.rpartition("/")[2],
                "path": file.path,
                "mimeType": file.media_type,
                "size": str(file.size),
                "checksum": file.sha256,
                "checksumMethod": "SHA-256",
            },
        )


def _fact(row: ET.Element, key: str, value: object) -> None:
    """A plain fact that ERMS has no word for, under its Swedish name. Tables of rows are in the record's own file."""
    text = "; ".join(map(str, value)) if _is_plain_list(value) else value
    if isinstance(text, bool):
        text = "ja" if text else "nej"
    if text and isinstance(text, str):
        _MAKE.add(row, "additionalInformation", text, {"label": key})


def _is_plain_list(value: object) -> TypeGuard[list[object]]:
    return isinstance(value, list) and not any(isinstance(one, dict | list) for one in value)


def _person(agents: ET.Element, person: Person) -> None:
    _agent(agents, person.part, person.name, role=person.title)


def _agent(agents: ET.Element, kind: str, name: str, *, organisation: str = "", role: str = "") -> None:
    agent = _MAKE.add(agents, "agent", attributes={"agentType": kind})
    _MAKE.add(agent, "name", name)
    _MAKE.add_if(agent, "organisation", organisation)
    _MAKE.add_if(agent, "role", role)


def _day(dates: ET.Element, kind: str, value: str) -> None:
    _MAKE.add(dates, "date", value, {"dateType": kind})

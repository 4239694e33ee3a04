"""premis.xml (PREMIS 3.0): the trail as events. An event holds codes and numbers; an agent tells who a number is."""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from famn.outside.archive.model import Event, Package
from famn.outside.archive.xml import PREMIS, XSI, Maker, as_bytes, moment

OBJECT: Final = "famn-rad"
EVENT: Final = "famn-spar"
AGENT: Final = "famn-person"
_MAKE: Final = Maker(PREMIS)


def premis(package: Package) -> bytes:
    """Objects are the rows that the trail tells of, each with the title that the package knows it by."""
    root = _MAKE.root("premis", {"version": "3.0"})
    titles = {thing: record.title for record in package.records for thing in record.things}
    told = dict.fromkeys([*titles, *((event.thing, event.thing_id) for event in package.events)])
    for thing in sorted(told):
        _object(root, thing, titles.get(thing, ""))
    for event in package.events:
        _event(root, event)
    known = {doer.user_id: doer.name for doer in package.doers}
    for number in sorted({event.user_id for event in package.events if event.user_id is not None}):
        _agent(root, str(number), known.get(number, ""), "person")
    _agent(root, "famn", " ".join(package.software), "software")
    return as_bytes(root)


def _object(root: ET.Element, thing: tuple[str, int], title: str) -> None:
    row = _MAKE.add(root, "object", attributes={f"{{{XSI}}}type": "premis:intellectualEntity"})
    _identifier(row, "objectIdentifier", OBJECT, _name(thing))
    _MAKE.add_if(row, "originalName", title)


def _event(root: ET.Element, event: Event) -> None:
    row = _MAKE.add(root, "event")
    _identifier(row, "eventIdentifier", EVENT, str(event.number))
    _MAKE.add(row, "eventType", event.verb)
    _MAKE.add(row, "eventDateTime", moment(event.at))
    for words in (event.words, f"skäl: {event.reason}" if event.reason else "", event.hash and f"sha256: {event.hash}"):
        if words:
            _MAKE.add(_MAKE.add(row, "eventDetailInformation"), "eventDetail", words)
    _identifier(row, "linkingAgentIdentifier", AGENT, "famn" if event.user_id is None else str(event.user_id))
    _identifier(row, "linkingObjectIdentifier", OBJECT, _name((event.thing, event.thing_id)))


def _agent(root: ET.Element, number: str, name: str, kind: str) -> None:
    row = _MAKE.add(root, "agent")
    _identifier(row, "agentIdentifier", AGENT, number)
    _MAKE.add_if(row, "agentName", name)
    _MAKE.add(row, "agentType", kind)


def _identifier(parent: ET.Element, name: str, kind: str, value: str) -> None:
    row = _MAKE.add(parent, name)
    _MAKE.add(row, f"{name}Type", kind)
    _MAKE.add(row, f"{name}Value", value)


def _name(thing: tuple[str, int]) -> str:
    return f"{thing[0]}/{thing[1]}"

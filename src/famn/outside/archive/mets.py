"""METS.xml: every file of the package with its checksum, and how they belong together (CSIP 2.1.0, SIP 2.1.0)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree as ET

from famn.outside.archive.model import Package
from famn.outside.archive.xml import CSIP, METS, XLINK, XSI, Maker, as_bytes, moment

PROFILE: Final = "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
CONTENT: Final = "citserms_v2_1"
SCHEMAS: Final = (
    f"{METS} http://www.loc.gov/standards/mets/mets.xsd"
    f" {CSIP} https://earkcsip.dilcis.eu/schema/DILCISExtensionMETS.xsd"
)
GROUPS: Final = (("documentation/", "Documentation"), ("schemas/", "Schemas"), ("representations/rep1/", "rep1"))
_MAKE: Final = Maker(METS)


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that has been written: its path below the root, and what METS tells of it."""

    path: str
    media_type: str
    size: int
    sha256: str
    created_at: dt.datetime
    original_name: str = ""


def mets(package: Package, entries: Sequence[Entry]) -> bytes:
    """METS.xml of the package. `entries` are all its files but METS.xml itself."""
    root = _MAKE.root(
        "mets",
        {
            "OBJID": package.identifier,
            "LABEL": package.case.title,
            "TYPE": "Mixed",
            "PROFILE": PROFILE,
            f"{{{CSIP}}}CONTENTINFORMATIONTYPE": CONTENT,
            f"{{{XSI}}}schemaLocation": SCHEMAS,
        },
    )
    _header(root, package)
    by_path = {entry.path: entry for entry in entries}
    made = moment(package.made_at)
    descriptive = _MAKE.add(root, "dmdSec", attributes={"ID": "dmd-erms", "CREATED": made, "STATUS": "CURRENT"})
    _reference(descriptive, by_path["metadata/descriptive/ERMS.xml"], {"MDTYPE": "OTHER", "OTHERMDTYPE": "ERMS"})
    amd = _MAKE.add(root, "amdSec", attributes={"ID": "amd"})
    provenance = _MAKE.add(
        amd, "digiprovMD", attributes={"ID": "digiprov-premis", "CREATED": made, "STATUS": "CURRENT"}
    )
    _reference(
        provenance,
        by_path["metadata/preservation/premis.xml"],
        {"MDTYPE": "PREMIS", "MDTYPEVERSION": "3.0"},
    )
    _files(root, entries)
    _structure(root, package)
    return as_bytes(root)


def _header(root: ET.Element, package: Package) -> None:
    header = _MAKE.add(
        root,
        "metsHdr",
        attributes={
            "CREATEDATE": moment(package.made_at),
            "RECORDSTATUS": "NEW",
            f"{{{CSIP}}}OAISPACKAGETYPE": "SIP",
        },
    )
    name, version = package.software
    _agent(header, "CREATOR", "OTHER", name, ("SOFTWARE VERSION", version), other="SOFTWARE")
    code = ("IDENTIFICATIONCODE", package.creator.code)
    _agent(header, "ARCHIVIST", "ORGANIZATION", package.creator.name, code)
    _agent(header, "CREATOR", "ORGANIZATION", package.creator.name, code)
    if package.made_by:
        _agent(header, "CREATOR", "INDIVIDUAL", package.made_by, None)
    if package.case.registry_number:
        _MAKE.add(header, "altRecordID", package.case.registry_number, {"TYPE": "DIARIENUMMER"})


def _agent(
    header: ET.Element, role: str, kind: str, name: str, note: tuple[str, str] | None, *, other: str = ""
) -> None:
    attributes = {"ROLE": role, "TYPE": kind} | ({"OTHERTYPE": other} if other else {})
    agent = _MAKE.add(header, "agent", attributes=attributes)
    _MAKE.add(agent, "name", name)
    if note is not None:
        _MAKE.add(agent, "note", note[1], {f"{{{CSIP}}}NOTETYPE": note[0]})


def _facts(entry: Entry) -> dict[str, str]:
    return {
        "MIMETYPE": entry.media_type,
        "SIZE": str(entry.size),
        "CREATED": moment(entry.created_at),
        "CHECKSUM": entry.sha256,
        "CHECKSUMTYPE": "SHA-256",
    }


def _location(entry: Entry) -> dict[str, str]:
    return {"LOCTYPE": "URL", f"{{{XLINK}}}type": "simple", f"{{{XLINK}}}href": quote(entry.path)}


def _reference(section: ET.Element, entry: Entry, kind: dict[str, str]) -> None:
    _MAKE.add(section, "mdRef", attributes=_location(entry) | kind | _facts(entry))


def _files(root: ET.Element, entries: Sequence[Entry]) -> None:
    section = _MAKE.add(root, "fileSec", attributes={"ID": "filer"})
    number = 0
    for start, name in GROUPS:
        use = name if name != "rep1" else "Representations/rep1"
        group = _MAKE.add(section, "fileGrp", attributes={"ID": f"grupp-{name.lower()}", "USE": use})
        if name == "rep1":
            group.set(f"{{{CSIP}}}CONTENTINFORMATIONTYPE", CONTENT)
        for entry in entries:
            if entry.path.startswith(start):
                number += 1
                file = _MAKE.add(group, "file", attributes={"ID": f"fil-{number:05}"} | _facts(entry))
                place = _location(entry)
                if entry.original_name:
                    place[f"{{{XLINK}}}title"] = entry.original_name
                _MAKE.add(file, "FLocat", attributes=place)


def _structure(root: ET.Element, package: Package) -> None:
    whole = _MAKE.add(root, "structMap", attributes={"ID": "karta", "TYPE": "PHYSICAL", "LABEL": "CSIP"})
    top = _MAKE.add(whole, "div", attributes={"ID": "del-paket", "LABEL": package.identifier})
    _MAKE.add(
        top,
        "div",
        attributes={
            "ID": "del-metadata",
            "LABEL": "Metadata",
            "DMDID": "dmd-erms",
            "ADMID": "digiprov-premis",
        },
    )
    for label, group in (
        ("Documentation", "grupp-documentation"),
        ("Schemas", "grupp-schemas"),
        ("Representations", "grupp-rep1"),
    ):
        part = _MAKE.add(top, "div", attributes={"ID": f"del-{label.lower()}", "LABEL": label})
        _MAKE.add(part, "fptr", attributes={"FILEID": group})

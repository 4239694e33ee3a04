"""A small reader of archive packages for tests: it knows the published formats, and nothing of Famn's code."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final
from urllib.parse import unquote
from xml.etree import ElementTree as ET

NS: Final = {
    "mets": "http://www.loc.gov/METS/",
    "csip": "https://DILCIS.eu/XML/METS/CSIPExtensionMETS",
    "xlink": "http://www.w3.org/1999/xlink",
    "erms": "https://DILCIS.eu/XML/ERMS",
    "premis": "http://www.loc.gov/premis/v3",
}
HREF: Final = f"{{{NS['xlink']}}}href"
CSIP: Final = f"{{{NS['csip']}}}"


@dataclass(frozen=True)
class Listed:
    """A file as METS lists it."""

    path: str
    sha256: str
    size: int
    mime: str
    name: str


class Package:
    """A package that has come as bytes."""

    def __init__(self, content: bytes) -> None:
        self.archive = zipfile.ZipFile(io.BytesIO(content))
        (self.root,) = {name.split("/")[0] for name in self.archive.namelist()}

    def __deepcopy__(self, _memo: object) -> Package:
        return self  # it is only read

    def names(self) -> list[str]:
        """Every file, from the root folder."""
        return [name.removeprefix(f"{self.root}/") for name in self.archive.namelist()]

    def read(self, path: str) -> bytes:
        """One file."""
        return self.archive.read(f"{self.root}/{path}")

    def xml(self, path: str) -> ET.Element:
        """One file of elements."""
        return ET.fromstring(self.read(path))

    @property
    def mets(self) -> ET.Element:
        """What METS.xml says."""
        return self.xml("METS.xml")

    def listed(self) -> list[Listed]:
        """Every file that METS lists, metadata among them."""
        found = []
        for file in self.mets.iterfind(".//mets:file", NS):
            place = file.find("mets:FLocat", NS)
            assert place is not None
            found.append(self._listed(file, place.get(HREF, ""), place.get(f"{{{NS['xlink']}}}title", "")))
        found += [self._listed(one, one.get(HREF, ""), "") for one in self.mets.iterfind(".//mets:mdRef", NS)]
        return found

    def _listed(self, facts: ET.Element, href: str, name: str) -> Listed:
        assert facts.get("CHECKSUMTYPE") == "SHA-256"
        return Listed(
            unquote(href), facts.get("CHECKSUM", ""), int(facts.get("SIZE", "-1")), facts.get("MIMETYPE", ""), name
        )

    def wrong(self) -> list[str]:
        """What does not add up: files with another sum or size, files that are not listed, or listed and not there."""
        listed = {one.path: one for one in self.listed()}
        there = {name for name in self.names() if name != "METS.xml"}
        found = [f"outside: {name}" for name in sorted(there - set(listed))]
        found += [f"missing: {name}" for name in sorted(set(listed) - there)]
        for path in sorted(there & set(listed)):
            content = self.read(path)
            if sha256(content).hexdigest() != listed[path].sha256 or len(content) != listed[path].size:
                found.append(f"changed: {path}")
        return found

    def sums(self) -> dict[str, str]:
        """SHA256SUMS as `sha256sum -c` reads it."""
        lines = self.read("documentation/SHA256SUMS").decode().splitlines()
        return {path: digest for digest, path in (line.split("  ", 1) for line in lines)}

    def case(self) -> ET.Element:
        """The matter in ERMS."""
        found = self.xml("metadata/descriptive/ERMS.xml").find("erms:aggregations/erms:aggregation", NS)
        assert found is not None
        return found

    def records(self, kind: str = "") -> list[ET.Element]:
        """The records of the matter in ERMS, or those of one kind."""
        found = self.case().findall("erms:record", NS)
        return [one for one in found if not kind or one.get("recordType") == kind]

    def files_of(self, record: ET.Element) -> list[str]:
        """The files of a record, by their paths."""
        return [one.get("path", "") for one in record.iterfind("erms:additionalInformation/erms:appendix", NS)]

    def facts_of(self, record: ET.Element) -> dict[str, Any]:
        """What is registered of a record."""
        path = next(one for one in self.files_of(record) if one.endswith("/uppgifter.json"))
        facts: dict[str, Any] = json.loads(self.read(path))
        return facts

    def trail(self) -> list[dict[str, Any]]:
        """The rows of the trail."""
        rows: list[dict[str, Any]] = json.loads(self.read("representations/rep1/data/07-spar/spar/spar.json"))
        return rows

    def story(self) -> list[str]:
        """What happened in the matter, in order, out of the package alone."""
        premis = self.xml("metadata/preservation/premis.xml")
        names = {
            text(agent, "premis:agentIdentifier/premis:agentIdentifierValue"): text(agent, "premis:agentName")
            for agent in premis.iterfind("premis:agent", NS)
        }
        told = []
        for event in premis.iterfind("premis:event", NS):
            who = text(event, "premis:linkingAgentIdentifier/premis:linkingAgentIdentifierValue")
            words = text(event, "premis:eventDetailInformation/premis:eventDetail")
            told.append(f"{text(event, 'premis:eventDateTime')[:10]} {words}, {names.get(who, who)}")
        return told


def text(element: ET.Element, path: str) -> str:
    """The words of the first element at a path."""
    return element.findtext(path, "", NS)

"""The archive package as such: whole, the same each time, safe to unpack, and as the published formats say."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from famn.outside.archive import (
    Case,
    Day,
    Doer,
    Event,
    File,
    Organisation,
    Package,
    Person,
    Record,
    Unwritable,
    write,
)
from famn.outside.archive.names import LONGEST, free_name, safe_name
from tests.house.source import ROOT
from tests.outside import packages
from tests.outside.packages import CSIP, HREF, NS, text

AT = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
CONFORMANCE = ROOT.parent / "shared" / "conformance"
HOSTILE = [
    "../../../etc/passwd",
    "..\\..\\windows\\system.ini",
    "/absolut/namn.pdf",
    "C:\\namn.pdf",
    "con.txt",
    "en\x00null.pdf",
    "rad\nbrytning.pdf",
    "..",
    "",
    "\u202egnp.exe",
    "ÅÄÖ åäö.PDF",
    "a" * 300 + ".pdf",
    "-rf.pdf",
    "uppgifter.json",
]


def file(name: str, content: bytes = b"ord", **values: Any) -> File:
    facts: dict[str, Any] = {
        "media_type": "application/pdf",
        "created_at": AT,
        "read": lambda: content,
        "words": "Original",
    }
    return File(name, **facts | values)


def record(code: str = "d1", *files: File, **values: Any) -> Record:
    facts: dict[str, Any] = {
        "folder": "01-handlingar",
        "kind": "tjänsteutlåtande",
        "title": "Familjecentral i Ekbacken",
        "created_at": AT,
        "days": (Day("document", "2026-02"),),
        "people": (Person("Siv Provström", "undertecknare", "stadsdelsdirektör"),),
        "numbers": ("EKB 2026/113",),
        "things": (("document", 12),),
    }
    return Record(code=code, files=files, **facts | values)


def package(*records: Record, **values: Any) -> Package:
    case = Case(
        code="k7m2xq9t",
        title="Familjecentral i Ekbacken <& familjer>",
        registry_number="EKB 2026/113",
        body="Ekbackens stadsdelsnämnd",
        officer="Elvira Testlund",
        unit="Enheten för familjer",
        opened_at=AT,
        opened_by="Elvira Testlund",
        closed_at=AT,
        closed_by="Siv Provström",
        meeting_date="2026-03-11",
    )
    event = Event(7, AT, "open_matter", "Ärendet öppnades", "matter", 3, 5, 2, 1, {}, "", "0" * 64, "a" * 64)
    facts: dict[str, Any] = {
        "case": case,
        "creator": Organisation("Ekbackens stadsdelsnämnd", "n4mnd222"),
        "principal": "Granhults stad",
        "made_by": "Siv Provström",
        "made_at": AT,
        "software": ("Famn", "1.2"),
        "records": records or (record("d1", file("utlåtande.pdf")),),
        "events": (event,),
        "doers": (Doer(5, "Elvira Testlund"),),
        "gaps": ("Bilaga 2: originalet finns hos Socialtjänsten.",),
    }
    return Package(**facts | values)


def written(made: Package) -> bytes:
    target = io.BytesIO()
    write(made, target)
    return target.getvalue()


def read(made: Package) -> packages.Package:
    return packages.Package(written(made))


# --- whole -----------------------------------------------------------------------------------------


def test_every_file_is_listed_with_its_right_sum_and_none_is_outside() -> None:
    found = read(package(record("d1", file("a.pdf"), file("b.pdf", b"andra")), record("d2")))
    assert found.wrong() == []
    assert found.archive.testzip() is None
    assert set(found.sums()) == set(found.names()) - {"METS.xml", "documentation/SHA256SUMS"}
    assert found.sums().items() <= {one.path: one.sha256 for one in found.listed()}.items()


def test_the_reader_sees_a_changed_byte() -> None:
    content = bytearray(written(package(record("d1", file("a.bin", bytes(range(256)))))))
    found = packages.Package(bytes(content))
    real = found.read
    changed = next(name for name in found.names() if name.endswith("a.bin"))
    found.read = lambda path: real(path)[:-1] + b"!" if path == changed else real(path)  # type: ignore[method-assign]  # a changed byte
    assert found.wrong() == [f"changed: {changed}"]


def test_the_same_values_give_the_same_bytes_and_another_time_others() -> None:
    assert written(package()) == written(package())
    assert {one.date_time for one in read(package()).archive.infolist()} == {(2026, 3, 2, 9, 0, 0)}
    assert written(package()) != written(package(made_at=AT + dt.timedelta(days=1)))


def test_it_is_one_folder_called_as_the_package() -> None:
    found = read(package())
    assert found.root == found.mets.get("OBJID") == "famn-k7m2xq9t-20260302T090000Z"
    assert {name.split("/")[0] for name in found.names()} == {
        "METS.xml",
        "metadata",
        "documentation",
        "schemas",
        "representations",
    }


def test_a_file_that_could_not_be_made_is_told_of_and_the_rest_is_there() -> None:
    def fault() -> bytes:
        raise Unwritable("Ett typsnitt saknas.")

    found = read(package(record("d1", file("a.pdf", read=fault, words="Version 1"), file("b.pdf"))))
    said = "Familjecentral i Ekbacken, Version 1: Ett typsnitt saknas."
    assert found.wrong() == []
    assert not any(name.endswith("a.pdf") for name in found.names())
    for path in ("documentation/LASMIG.txt", "documentation/INNEHALL.html", "metadata/descriptive/ERMS.xml"):
        assert said in found.read(path).decode()


# --- safe ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_stays_in_its_folder_and_the_name_as_written_is_kept(name: str) -> None:
    made = package(record("d1", file(name, original_name=name)))
    found = read(made)
    assert found.wrong() == []
    folder = "representations/rep1/data/01-handlingar/d1/"
    (path,) = {one for one in found.names() if one.startswith(folder)} - {f"{folder}uppgifter.json"}
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9]{1,8})?", path.removeprefix(folder))
    assert len(path.removeprefix(folder)) <= LONGEST
    for one in found.archive.namelist():
        assert ".." not in one.split("/")
        assert not one.startswith("/")


def test_names_that_come_out_the_same_are_told_apart() -> None:
    found = read(package(record("d1", file("Å.pdf", b"1"), file("a.PDF", b"2"), file("ä.pdf", b"3"))))
    folder = "representations/rep1/data/01-handlingar/d1"
    assert [found.read(f"{folder}/{name}") for name in ("a.pdf", "a-2.pdf", "a-3.pdf")] == [b"1", b"2", b"3"]
    assert free_name("namn", {"namn"}) == "namn-2"
    assert safe_name("Bilaga 1, kartläggning.PDF") == "bilaga-1-kartlaggning.pdf"


def test_signs_that_xml_cannot_hold_are_marked() -> None:
    found = read(package(record("d1", title="sida\x0c ett\ud800")))
    assert found.records()[0].findtext("erms:title", "", NS) == "sida� ett�"


def test_one_file_at_a_time_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []

    def reading(name: str) -> Callable[[], bytes]:
        return lambda: happened.append(name) or b"ord"  # type: ignore[func-returns-value]  # tells, then gives

    files = [file(f"{name}.pdf", read=reading(name)) for name in "ab"]
    write(package(record("d1", *files)), io.BytesIO(), told=happened.append)
    assert happened == ["Familjecentral i Ekbacken", "a", "b", "Spåret"]


# --- as the formats say ----------------------------------------------------------------------------


def test_ids_are_unique_and_every_reference_resolves() -> None:
    mets = read(package(record("d1", file("a.pdf")), record("d2", file("b.pdf")))).mets
    ids = Counter(one.get("ID") for one in mets.iter() if one.get("ID"))
    assert set(ids.values()) == {1}
    for one in mets.iter():
        for name in ("FILEID", "DMDID", "ADMID"):
            assert one.get(name) is None or one.get(name) in ids


def test_the_header_says_who_made_what_with_which_program() -> None:
    mets = read(package()).mets
    header = mets.find("mets:metsHdr", NS)
    assert header is not None
    assert header.get("CREATEDATE") == "2026-03-02T09:00:00Z"
    assert header.get(f"{CSIP}OAISPACKAGETYPE") == "SIP"
    agents = [
        (one.get("ROLE"), one.get("TYPE"), one.get("OTHERTYPE"), text(one, "mets:name"), text(one, "mets:note"))
        for one in header.iterfind("mets:agent", NS)
    ]
    assert agents == [
        ("CREATOR", "OTHER", "SOFTWARE", "Famn", "1.2"),
        ("ARCHIVIST", "ORGANIZATION", None, "Ekbackens stadsdelsnämnd", "n4mnd222"),
        ("CREATOR", "ORGANIZATION", None, "Ekbackens stadsdelsnämnd", "n4mnd222"),
        ("CREATOR", "INDIVIDUAL", None, "Siv Provström", ""),
    ]
    assert mets.get("PROFILE") == "https://earksip.dilcis.eu/profile/E-ARK-SIP.xml"
    assert mets.get(f"{CSIP}CONTENTINFORMATIONTYPE") == "citserms_v2_1"


def test_metadata_is_referred_to_with_all_that_csip_asks_for() -> None:
    mets = read(package()).mets
    for path, kind in (("mets:dmdSec/mets:mdRef", "OTHER"), ("mets:amdSec/mets:digiprovMD/mets:mdRef", "PREMIS")):
        reference = mets.find(path, NS)
        assert reference is not None
        assert reference.get("MDTYPE") == kind
        assert reference.get("LOCTYPE") == "URL"
        assert reference.get(f"{{{NS['xlink']}}}type") == "simple"
        for name in ("MIMETYPE", "SIZE", "CREATED", "CHECKSUM", HREF):
            assert reference.get(name)


def test_the_structure_names_each_group_of_files() -> None:
    mets = read(package()).mets
    groups = {one.get("ID"): one.get("USE") for one in mets.iterfind("mets:fileSec/mets:fileGrp", NS)}
    (whole,) = mets.findall("mets:structMap", NS)
    assert (whole.get("TYPE"), whole.get("LABEL")) == ("PHYSICAL", "CSIP")
    parts = {
        one.get("LABEL"): [groups[pointer.get("FILEID")] for pointer in one.iterfind("mets:fptr", NS)]
        for one in whole.iterfind("mets:div/mets:div", NS)
    }
    assert parts == {
        "Metadata": [],
        "Documentation": ["Documentation"],
        "Schemas": ["Schemas"],
        "Representations": ["Representations/rep1"],
    }


def test_premis_holds_each_event_and_names_whoever_a_number_is() -> None:
    premis = read(package()).xml("metadata/preservation/premis.xml")
    objects = {
        text(one, "premis:objectIdentifier/premis:objectIdentifierValue") for one in premis.findall("premis:object", NS)
    }
    agents = {
        text(one, "premis:agentIdentifier/premis:agentIdentifierValue") for one in premis.findall("premis:agent", NS)
    }
    (event,) = premis.findall("premis:event", NS)
    assert text(event, "premis:eventType") == "open_matter"
    assert text(event, "premis:linkingObjectIdentifier/premis:linkingObjectIdentifierValue") in objects
    assert text(event, "premis:linkingAgentIdentifier/premis:linkingAgentIdentifierValue") in agents
    assert read(package()).story() == ["2026-03-02 Ärendet öppnades, Elvira Testlund"]


def with_neighbours(schema: Path) -> bytes:
    """A schema that brings in this one, and first the one of links that others build on where it lies beside it."""
    places = [place for place in (schema.with_name("xlink.xsd"), schema) if place.exists()]
    spaces = [ET.parse(place).getroot().get("targetNamespace", "") for place in places]
    lines = [
        f'<xs:import namespace="{space}" schemaLocation="{place.as_uri()}"/>'
        for space, place in zip(spaces, places, strict=True)
    ]
    rules = f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="all">{"".join(lines)}</xs:schema>'
    return rules.encode()


@pytest.mark.parametrize(
    ("schema", "path"),
    [
        ("mets.xsd", "METS.xml"),
        ("ERMS.xsd", "metadata/descriptive/ERMS.xml"),
        ("premis.xsd", "metadata/preservation/premis.xml"),
    ],
)
def test_a_published_schema_takes_it(schema: str, path: str) -> None:
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    there = next(iter(sorted(CONFORMANCE.rglob(schema))), None) if CONFORMANCE.is_dir() else None
    if there is None:
        pytest.skip(f"the published {schema} is not among the schemas beside the checkout")
    rules = etree.XMLSchema(etree.fromstring(with_neighbours(there)))
    rules.assertValid(etree.fromstring(read(package()).read(path)))


# --- understood without Famn -----------------------------------------------------------------------


def test_the_text_to_read_first_names_every_folder_and_how_to_check_the_sums() -> None:
    found = read(package())
    said = found.read("documentation/LASMIG.txt").decode()
    assert "sha256sum -c documentation/SHA256SUMS" in said
    assert "Bilaga 2: originalet finns hos Socialtjänsten." in said
    folders = {name.split("/")[3] for name in found.names() if name.startswith("representations/")}
    assert all(folder in said for folder in folders)
    assert max(map(len, said.splitlines())) <= 120


def test_the_register_links_to_every_file_of_the_data_and_runs_nothing() -> None:
    found = read(package(record("d1", file("b.pdf", original_name="<script>.pdf"))))
    page = found.read("documentation/INNEHALL.html").decode()
    links = {Path("documentation", one).as_posix() for one in re.findall(r'href="([^"]+)"', page)}
    data = {f"documentation/../{one}" for one in found.names() if one.startswith("representations/")}
    assert links == data
    assert "<script" not in page
    assert ET.fromstring(page.removeprefix("<!doctype html>").replace('<meta charset="utf-8">', "")) is not None


def test_every_file_opens_as_what_mets_says_it_is() -> None:
    found = read(package())
    kinds = {one.mime for one in found.listed()}
    assert {"application/xml", "application/json", "text/html", "text/plain"} <= kinds
    for one in found.listed():
        content = found.read(one.path)
        if one.mime == "application/xml":
            ET.fromstring(content)
        elif one.mime == "application/json":
            json.loads(content)
        elif one.mime.startswith("text/"):
            assert content.decode()

"""A matter's whole file as an archive package: nothing of it is missing, or it is said what is and who keeps it."""

from __future__ import annotations

import hashlib
import io
import json
from xml.etree import ElementTree as ET

import pytest
from django.db.models import Model

from famn.domain.agreements.models import (
    JointLetter,
    LetterScan,
    LetterVersion,
    SealedLetter,
    Signature,
    SignatureLine,
)
from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.models import GroupMeeting, Initiative, Mapping
from famn.domain.matters.models import Attestation, Decision, DecisionPoint, Document, Matter, ReportVersion
from famn.domain.people.models import Role
from famn.domain.people.rules import HOUSE, ROLES, Capability
from famn.ground import sealed, trail
from famn.ground.text import checksum
from famn.ground.trail import TrailEvent, TrailLink
from famn.ground.verdict import Denied
from famn.outside.archive import write
from famn.outside.extract import extract
from tests.domain.agreements.making import SCAN, make_letter
from tests.domain.establishment.filing import LATER, OTHERS, OWN, Filed, file_all, packed
from tests.outside.packages import NS, Package, text
from tests.people import House
from tests.scenes import scene

DATA = "representations/rep1/data"


@scene
def filed(house: House) -> Filed:
    return file_all(house)


def content_of(found: Package, document: Document) -> bytes | None:
    """The original of a document in the package."""
    folder = f"{DATA}/01-handlingar/{document.code}/"
    files = [one for one in found.names() if one.startswith(folder) and not one.endswith("uppgifter.json")]
    return found.read(files[0]) if files else None


# --- all of it -------------------------------------------------------------------------------------


@scene
def found(filed: Filed) -> Package:
    """The package of the matter, as the house packs it."""
    return packed(filed.matter, HOUSE)


def test_the_package_is_whole_and_every_sum_is_right(filed: Filed, found: Package) -> None:
    assert found.wrong() == []
    assert len(found.names()) > 20


def kind_of(element: ET.Element, attribute: str) -> str:
    """A word of the closed list, or our own where that says "other"."""
    said = element.get(attribute, "")
    return element.get(f"other{attribute[:1].upper()}{attribute[1:]}", "") if said == "other" else said


def test_erms_tells_of_the_matter_what_its_row_does(filed: Filed) -> None:
    case = packed(filed.matter, HOUSE).case()
    row = Matter.objects.select_related("case_officer", "authority__principal", "opened_by").get(pk=filed.matter.pk)
    assert (case.get("systemIdentifier"), text(case, "erms:objectId")) == (row.code, row.registry_number)
    assert text(case, "erms:title") == row.title
    agents = {kind_of(one, "agentType"): text(one, "erms:name") for one in case.iterfind("erms:agents/erms:agent", NS)}
    assert row.case_officer is not None
    assert agents == {
        "creator": row.authority.name,
        "responsible_person": row.case_officer.name,
        "opening_person": row.opened_by.name,
        "deciding_body": row.body,
        "administrative_unit": "Enheten för familjer",
    }
    dates = {one.get("dateType"): one.text for one in case.iterfind("erms:dates/erms:date", NS)}
    assert dates["opened"] == "2026-03-02T09:00:00Z"


def test_every_version_of_a_report_is_there_as_it_looked_and_as_words(filed: Filed, found: Package) -> None:
    versions = ReportVersion.objects.filter(report__matter=filed.matter).select_related("report")
    assert sorted(version.number for version in versions) == [1, 1, 2]
    for version in versions:
        folder = f"{DATA}/02-utlatanden/{version.report.code}/version-{version.number:03}"
        said = json.loads(found.read(f"{folder}.json"))
        facts = json.dumps([said["content"], said["head"]], sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(facts.encode()).hexdigest() == said["sha256"] == version.sha256
        assert said["content"]["title"] in extract(found.read(f"{folder}.pdf"), name="a.pdf").text


def test_a_letter_is_there_with_its_versions_and_who_approved_it(filed: Filed, found: Package) -> None:
    letter = JointLetter.objects.get(matter=filed.matter)
    folder = f"{DATA}/05-avtal/{letter.code}"
    for version in LetterVersion.objects.filter(letter=letter):
        assert json.loads(found.read(f"{folder}/version-{version.number:03}.json"))["sha256"] == version.sha256
    newest = extract(found.read(f"{folder}/version-{letter.revision:03}.pdf"), name="a.pdf").text
    facts = json.loads(found.read(f"{folder}/uppgifter.json"))
    for name in ("Eva Ekorre", "Fia Fjäril", "Vera Videkull"):
        assert name in newest
        assert name in {one["Namn"] for one in facts["Underskrifter"]}
    assert "vera@" not in json.dumps(facts)


def test_scans_and_sealed_files_are_there_byte_for_byte(filed: Filed) -> None:
    signed = JointLetter.objects.get(matter=filed.matter)
    sealed_pdf = b"%PDF-1.7 med st\xc3\xa4mpel"
    SealedLetter.objects.create(
        letter=signed, content=sealed_pdf, sha256=checksum(sealed_pdf), organisation="Ekbackens kommun", sealed_at=LATER
    )
    draft = make_letter(filed.anna, matter=filed.matter)
    LetterScan.objects.create(
        version=draft.versions.get(),
        name="../Påskrivet.PDF",
        size=len(SCAN),
        sha256=checksum(SCAN),
        content=SCAN,
        recorded_by_id=filed.anna.user_id,
        recorded_at=LATER,
    )
    found = packed(filed.matter, HOUSE)
    assert found.read(f"{DATA}/05-avtal/{signed.code}/stamplad.pdf") == sealed_pdf
    assert found.read(f"{DATA}/05-avtal/{draft.code}/paskrivet.pdf") == SCAN
    assert "../Påskrivet.PDF" in {one.name for one in found.listed()}


def test_the_decision_the_mapping_and_the_minutes_are_there(filed: Filed, found: Package) -> None:
    (decision,) = found.records("beslut")
    assert found.facts_of(decision)["Utfall"] == "enligt förslaget"
    mapping = Mapping.objects.get()
    words = json.loads(found.read(f"{DATA}/06-initiativ/{mapping.code}/kartlaggning.json"))
    assert words["sha256"] == mapping.sha256
    (minutes,) = found.records("mötesanteckningar")
    pdf = next(one for one in found.files_of(minutes) if one.endswith(".pdf"))
    assert "Vi talade om två hus." in extract(found.read(pdf), name="a.pdf").text


def test_the_trail_is_all_there_and_its_hashes_can_be_made_anew_from_the_package_alone(filed: Filed) -> None:
    trail.chain()
    found = packed(filed.matter, HOUSE)
    rows = found.trail()
    things: list[Model] = [filed.matter, filed.report, *Attestation.objects.all(), *Decision.objects.all()]
    things += [*JointLetter.objects.all(), *SignatureLine.objects.all(), *Signature.objects.all()]
    things += [*Initiative.objects.all(), *Mapping.objects.all(), *GroupMeeting.objects.all()]
    kept = set(trail.events_of(things).exclude(verb="archive_matter").values_list("pk", flat=True))
    assert len(kept) > 20
    assert {one["number"] for one in rows} >= kept
    for one in rows:
        order = ("number", "at", "user_id", "unit_id", "authority_id", "verb", "thing", "thing_id", "about", "reason")
        said = json.dumps([one["previous"], *(one[name] for name in order)], sort_keys=True, separators=(",", ":"))
        assert hashlib.sha256(said.encode()).hexdigest() == one["hash"]
    assert len({one["hash"] for one in rows}) == len(rows) <= TrailLink.objects.count()


def test_a_stranger_reads_the_matters_story_out_of_the_package_alone(filed: Filed, found: Package) -> None:
    story = found.story()
    assert any("Utlåtandet attesterades, Maj Mandelblom" in line for line in story)
    assert any("Nämndens beslut registrerades, Sara Sälg" in line for line in story)
    page = found.read("documentation/INNEHALL.html").decode()
    points = DecisionPoint.objects.values_list("text", flat=True)
    assert len(points) == 2
    for words in ("Familjecentral i Ekbacken", "EKB 2026/14", "Underlag ett", *points):
        assert words in page


def test_every_verb_that_the_story_tells_has_words(filed: Filed, found: Package) -> None:
    packed(filed.matter, HOUSE)
    premis = found.xml("metadata/preservation/premis.xml")
    bare = {
        text(one, "premis:eventType")
        for one in premis.iterfind("premis:event", NS)
        if one.find("premis:eventDetailInformation", NS) is None
    }
    assert bare == set()


def test_the_same_rows_and_time_give_the_same_bytes(filed: Filed) -> None:
    made = []
    for _ in range(2):
        target = io.BytesIO()
        write(reads.package_of(filed.matter, HOUSE, at=LATER), target)
        made.append(target.getvalue())
    assert made[0] == made[1]


# --- walls -----------------------------------------------------------------------------------------


def test_the_originals_are_there_byte_for_byte_for_the_one_who_runs_the_installation(
    filed: Filed, found: Package
) -> None:
    assert content_of(found, filed.own) == OWN.encode()
    assert content_of(found, filed.others) == OTHERS.encode()
    (record,) = [one for one in found.records() if text(one, "erms:title") == "Underlag två"]
    assert "Öppna förskolan" in text(record, "erms:restriction/erms:explanatoryText")


def test_a_person_gets_the_originals_of_her_own_area_and_is_told_who_keeps_the_others(filed: Filed) -> None:
    found = packed(filed.matter, filed.sara)
    assert content_of(found, filed.own) == OWN.encode()
    assert content_of(found, filed.others) is None
    (record,) = [one for one in found.records() if text(one, "erms:title") == "Underlag två"]
    assert text(record, "erms:physicalLocations/erms:physicalLocation/erms:currentLocation") == "Öppna förskolan"
    said = "Underlag två: originalet finns hos Öppna förskolan och är inte med i paketet."
    assert said in found.read("documentation/LASMIG.txt").decode()
    assert OTHERS.encode() not in b"".join(found.read(name) for name in found.names())


def test_the_originals_can_be_left_where_they_are_and_the_walls_are_shut_after(filed: Filed) -> None:
    found = packed(filed.matter, HOUSE, opens_walls=False)
    assert content_of(found, filed.own) is None
    packed(filed.matter, HOUSE)
    assert sealed.current_area() is None


def test_no_address_and_no_secret_of_an_outside_signer_leaves(filed: Filed, found: Package) -> None:
    everything = b"".join(found.read(name) for name in found.names() if not name.endswith(".pdf"))
    assert b"vera@solrosen.example" not in everything
    assert b"token_sha256" not in everything


# --- who -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", Role)
def test_the_roles_that_answer_for_the_registry_may_and_no_other(role: Role) -> None:
    may = {Role.SECRETARY, Role.MANAGER}
    assert (Capability.ARCHIVE in ROLES[role]) == (role in may)


@pytest.mark.parametrize("who", ["anna", "cesar"])
def test_others_are_refused_with_the_reason_and_nothing_is_written(who: str, filed: Filed) -> None:
    target = io.BytesIO()
    with pytest.raises(Denied) as refused:
        actions.archive_matter(filed.matter, by=getattr(filed, who), at=LATER, target=target)
    reason = {"anna": "Den rollen får inte", "cesar": "en annan myndighet"}[who]
    assert reason in str(refused.value)
    assert target.getvalue() == b""


def test_another_authority_has_no_area_in_the_package(filed: Filed) -> None:
    assert rules.open_areas(filed.cesar, filed.matter) == frozenset()


def test_taking_it_out_leaves_a_trail_that_the_next_package_holds(filed: Filed) -> None:
    packed(filed.matter, filed.sara)
    event = TrailEvent.objects.filter(verb="archive_matter").get()
    assert (event.thing_id, event.user_id) == (filed.matter.pk, filed.sara.user_id)
    assert any(one["verb"] == "archive_matter" for one in packed(filed.matter, filed.sara).trail())


# --- what is told beforehand -----------------------------------------------------------------------


def test_the_sketch_counts_what_the_package_then_holds(filed: Filed) -> None:
    sketch = reads.sketch_of(filed.matter, filed.sara, at=LATER)
    found = packed(filed.matter, filed.sara)
    kinds = [one.get("recordType") for one in found.records() if one.get("recordType") != "spår"]
    assert dict(sketch.kinds) == {kind: kinds.count(kind) for kind in kinds}
    held = [name for name in found.names() if name.startswith(DATA) and "/07-spar/" not in name]
    assert sketch.files == len([name for name in held if not name.endswith("/uppgifter.json")])
    assert sketch.size == len(OWN.encode())


def test_what_is_open_is_said(filed: Filed) -> None:
    gaps = reads.sketch_of(filed.matter, filed.sara, at=LATER).gaps
    assert "Ärendet pågår: mer kan komma till." in gaps
    assert any("väntar på svar" in gap for gap in gaps)

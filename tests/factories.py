"""Rows for tests that are about something else than how a row comes to be. What is not named is invented."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from famn.domain.establishment.models import Initiative, InitiativeStep, Ladder, LadderDemand, LadderStep
from famn.domain.matters.drafting.layouts import Heading, HeadKey, HeadLine, Holds, Layout
from famn.domain.matters.models import (
    Assignment,
    Document,
    DocumentKind,
    HeadingSet,
    IncomingFile,
    Matter,
    WordTemplate,
)
from famn.domain.people.rules import Actor
from famn.ground import sealed
from famn.ground.text import checksum
from famn.outside.word import own_template
from tests.people import AT, DAY

_NUMBERS = itertools.count(1)  # no two files are the same file


def make_incoming(by: Actor, **values: Any) -> IncomingFile:
    """A file that came in, behind the wall of the actor's area."""
    content = values.pop("content", f"Ett dokument om en familjecentral, nummer {next(_NUMBERS)}.".encode())
    facts = {
        "area_id": by.area_id,
        "unit_id": by.unit_id,
        "received_by_id": by.user_id,
        "received_at": AT,
        "name": "utlatande.txt",
        "size": len(content),
        "sha256": checksum(content),
        "content": content,
        "text": content.decode(),
        "reading": {},
    }
    with sealed.acting(by.area_id):
        return IncomingFile.objects.create(**facts | values)


def make_matter(by: Actor, **values: Any) -> Matter:
    """An open matter of the actor's authority."""
    facts = {
        "authority_id": by.authority_id,
        "unit_id": by.unit_id,
        "title": "Familjecentral i Ekbacken",
        "case_officer_id": by.user_id,
        "opened_by_id": by.user_id,
        "opened_at": AT,
    }
    return Matter.objects.create(**facts | values)


def make_document(matter: Matter, **values: Any) -> Document:
    """A document of a matter."""
    facts = {
        "matter": matter,
        "kind": DocumentKind.BOARD_REPORT,
        "title": "Familjecentral i Ekbacken",
        "date": "2026-02-20",
        "sha256": checksum(f"{matter.pk}-{matter.documents.count()}".encode()),
        "added_by_id": matter.opened_by_id,
        "added_at": AT,
    }
    return Document.objects.create(**facts | values)


def make_assignment(matter: Matter, **values: Any) -> Assignment:
    """Something that must be answered, a month from the day of the tests."""
    facts = {
        "matter": matter,
        "text": "Återkom med ett förslag till lokaler.",
        "body": "Ekbackens stadsdelsnämnd",
        "responsible_id": matter.case_officer_id,
        "due_date": DAY + dt.timedelta(days=30),
    }
    return Assignment.objects.create(**facts | values)


def make_heading_set(**values: Any) -> HeadingSet:
    """A layout that all share: a proposal, a summary, an analysis that may be excused, and who signs."""
    layout = Layout(
        key="prov",
        name="Provuppställning",
        document_word="Tjänsteutlåtande",
        head_lines=(HeadLine(HeadKey.CASE_OFFICER, "Handläggare"), HeadLine(HeadKey.REGISTRY, "Dnr")),
        headings=(
            Heading("proposal", "Förslag till beslut", Holds.PROPOSAL),
            Heading("summary", "Sammanfattning", help="Vad vill du?", required=True),
            Heading("background", "Bakgrund"),
            Heading("gender", "Jämställdhetsanalys", help="Vem påverkas?", required=True, excusable=True),
            Heading("signatories", "", Holds.SIGNATORIES),
            Heading("attachments", "Bilagor", Holds.ATTACHMENTS),
            Heading("distribution", "Beslutet skickas till", Holds.DISTRIBUTION),
            Heading("attested", "Attesterat av", Holds.ATTESTATIONS),
        ),
    )
    facts = {"name": layout.name, "layout": layout.as_json(), "made_at": AT}
    return HeadingSet.objects.create(**facts | values)


def make_template(by: Actor, **values: Any) -> WordTemplate:
    """Our own Word template, as if the actor's authority had brought it; it is not in use."""
    facts: dict[str, Any] = {
        "authority_id": by.authority_id,
        "name": "brevmall.docx",
        "content": own_template(),
        "sha256": checksum(own_template()),
        "findings": {},
        "uploaded_by_id": by.user_id,
        "uploaded_at": AT,
    }
    return WordTemplate.objects.create(**facts | values)


def make_ladder(*titles: str, **values: Any) -> Ladder:
    """A ladder with these steps, or with three."""
    ladder = Ladder.objects.create(**{"name": "Provtrappan"} | values)
    for number, title in enumerate(titles or ("Vi träffas", "Vi delar hus", "Familjecentral"), start=1):
        LadderStep.objects.create(ladder=ladder, number=number, title=title)
    return ladder


def make_demand(ladder: Ladder, step: int = 1, **values: Any) -> LadderDemand:
    """One more demand of a step, which the municipality can meet by itself."""
    row = LadderStep.objects.get(ladder=ladder, number=step)
    facts = {"number": row.demands.count() + 1, "text": "Någon håller ihop arbetet", "alone": "yes"}
    return LadderDemand.objects.create(step=row, **facts | values)


def make_initiative(by: Actor, **values: Any) -> Initiative:
    """An initiative of the actor's authority, with a place on every step of its ladder."""
    ladder = values.pop("ladder", None) or make_ladder()
    facts = {
        "authority_id": by.authority_id,
        "unit_id": by.unit_id,
        "place_name": "Ekbacken",
        "title": "Familjecentral i Ekbacken",
        "ladder": ladder,
        "started_by_id": by.user_id,
        "started_at": AT,
    }
    initiative = Initiative.objects.create(**facts | values)
    InitiativeStep.objects.bulk_create(InitiativeStep(initiative=initiative, step=step) for step in ladder.steps.all())
    return initiative

"""A report written as a file, and what is read in the file's visible text alone."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any

from famn.domain.matters.drafting import prose
from famn.domain.matters.drafting.clauses import clauses
from famn.domain.matters.drafting.layouts import HeadKey
from famn.domain.matters.drafting.paper import compose
from famn.domain.matters.reading import read_text
from famn.outside.extract import extract
from famn.outside.pdf import compile_pdf
from famn.outside.word import render_word
from tests.domain.drafting.reports import TABLE_HEAD, Report
from tests.people import DAY

UNSEEN = ("docProps/", "customXml/")  # what Word keeps about a document beside what it shows


def from_pdf(report: Report) -> str:
    return extract(compile_pdf(paper(report)), name="report.pdf").text


def from_docx(report: Report) -> str:
    return extract(stripped(render_word(paper(report))), name="report.docx").text


def paper(report: Report) -> dict[str, Any]:
    """As it is printed: a report that nobody has attested is a draft."""
    attested = report.attestations
    return compose(report.content, report.layout, report.head, attested, is_draft=not attested).as_json()


def stripped(docx: bytes) -> bytes:
    """The Word file without its properties and custom parts: only what is seen on the page may be read."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if not name.startswith(UNSEEN):
                new.writestr(name, old.read(name))
    return out.getvalue()


def found(text: str) -> dict[str, Any]:
    """What is read in the text, of that which a report says."""
    reading = read_text(text, today=DAY).as_json()
    kept = {
        key: reading[key] for key in ("kind", "title", "date", "meeting_date", "registry_numbers", "authority", "area")
    }
    return kept | {
        "case_officer": reading["case_officer"],
        "decision_points": [
            (bare(one["text"]), one["body"], one["proposer"], one["immediate_approval"], one["report_back_date"])
            for one in reading["decision_points"]
        ],
        "signatories": [(one["name"], one["title"]) for one in reading["signatories"]],
        "attestations": [(one["name"], one["title"], one["date"]) for one in reading["attestations"]],
        "attachments": reading["attachments"],
        "distribution": reading["distribution"],
        "sections": [(one["heading"], bare(one["text"])) for one in reading["sections"]],
    }


def expected(report: Report) -> dict[str, Any]:
    """What the paper shows, and so what must be read in it."""
    content, layout, head = report.content, report.layout, report.head
    lines = {one.key for one in layout.head_lines}
    named = "{proposer}" in layout.proposal_lead
    worded = clauses(content.points, layout, head.authority, head.letterhead.sender)
    copies = list(head.copy_to) if HeadKey.COPY_TO in lines else []
    return {
        "kind": "board_report",
        "title": content.title,
        "date": head.date if HeadKey.DATE in lines else None,
        "meeting_date": head.meeting_date if HeadKey.MEETING_DATE in lines else None,
        "registry_numbers": [head.registry_number]
        + ([head.their_reference] if head.their_reference and HeadKey.THEIR_REFERENCE in lines else []),
        "authority": head.authority,
        "area": report.area,
        "case_officer": head.case_officer,
        "decision_points": [
            (
                bare(clause.text),
                clause.body,
                clause.proposer if named else None,
                point.immediate_approval,
                point.report_back_date or None,
            )
            for clause, point in zip(worded, content.points, strict=True)
        ],
        "signatories": [(one.name, one.title) for one in content.signatories],
        "attestations": [(one.name, one.title, one.date) for one in report.attestations],
        "attachments": list(content.attachments),
        "distribution": copies + list(content.distribution),
        "sections": sections(report),
    }


def sections(report: Report) -> list[tuple[str, str]]:
    """Headings with their text, in the order of the layout; lists that have a field of their own are none."""
    made = compose(report.content, report.layout, report.head, report.attestations)
    told: list[tuple[str, str]] = []
    for part in made.parts:
        if part.kind == "text":
            told.append((part.heading, bare(prose.plain(part.blocks))))
        elif part.kind == "proposal":
            clauses_told = [
                f"{n}. {one}" if part.form == "points" else one for n, one in enumerate(part.clauses, part.start)
            ]
            told.append((part.heading, bare(" ".join([part.lead, *clauses_told, part.note]))))
    return told


def bare(text: str) -> str:
    """The letters and figures of a text: not how it is parted into lines, nor which marks its lists have.

    The heads of tables are left out, since they come again on each page.
    """
    return re.sub(r"[^\w%]+", " ", text).replace(f"{' '.join(TABLE_HEAD)} ", "").strip()

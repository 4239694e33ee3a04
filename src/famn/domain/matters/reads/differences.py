"""What differs between the documents of a matter before one of its reports is sent, with where each value stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.drafting.content import Content
from famn.domain.matters.drafting.paper import Text
from famn.domain.matters.drafting.prose import plain
from famn.domain.matters.models import (
    AcceptedDifference,
    Attestation,
    BoardReport,
    Document,
    DocumentKind,
    DocumentPerson,
    ReportVersion,
)
from famn.domain.matters.reading.dates import find_dates
from famn.domain.matters.reading.differences import Dated, Difference, Kind, Passage, Person, Place, Told, differences
from famn.domain.matters.reads.reports import content_of, newest_version, paper_of
from famn.ground.text import squeeze

OURS: Final = ""  # the report itself, among the sources
_LEGS: Final = re.compile(r"\s*\([^()]*\)\s*$")
_PARTIES: Final = frozenset({"parter", "avtalsparter", "parterna"})

SENTENCES: Final[dict[Kind, str | Promise]] = {
    Kind.NAME: gettext_lazy("Ett namn är skrivet på två sätt: %(one)s och %(other)s."),
    Kind.TITLE: gettext_lazy("%(label)s har två titlar: %(one)s och %(other)s."),
    Kind.DATE: gettext_lazy("Två dagar för samma sak (%(label)s): %(one)s och %(other)s."),
    Kind.REGISTRY: gettext_lazy("Diarienumret är skrivet på två sätt: %(one)s och %(other)s."),
    Kind.PARTY: gettext_lazy("En part är skriven på två sätt: %(one)s och %(other)s."),
    Kind.AMOUNT: gettext_lazy("Två belopp för samma sak: %(one)s och %(other)s."),
}


@dataclass(frozen=True)
class Where:
    """Where a value stands. `document` is None for the report itself."""

    value: str
    where: str
    title: str
    document: Document | None


@dataclass(frozen=True)
class Found:
    """A difference with both its places; `accepted` where somebody has let it stand."""

    sentence: str
    fingerprint: str
    places: tuple[Where, Where]
    accepted: AcceptedDifference | None


def differences_of(report: BoardReport) -> list[Found]:
    """Every difference between a report, its attests and the other documents of its matter: seven queries.

    Documents that other reports became, and extracts of minutes, tell of other decisions and are left out. Needs
    `heading_set` and `matter` selected.
    """
    version = newest_version(report)
    documents = _documents(report)
    told = [_of_report(report, version), *(_of_document(one, documents) for one in documents)]
    accepted = {row.fingerprint: row for row in _accepted(report)}
    by_code = {one.code: one for one in documents}
    return [_found(one, report, by_code, accepted.get(one.fingerprint)) for one in differences(told)]


def unsettled(report: BoardReport) -> list[Found]:
    """The differences that somebody must still mend or let stand."""
    return [one for one in differences_of(report) if one.accepted is None]


def _accepted(report: BoardReport) -> Iterator[AcceptedDifference]:
    yield from AcceptedDifference.objects.filter(matter=report.matter_id).select_related("accepted_by").order_by("pk")


def _documents(report: BoardReport) -> list[Document]:
    rows = Document.objects.filter(matter=report.matter_id, report__isnull=True, answers_in_parts__isnull=True)
    rows = rows.exclude(kind=DocumentKind.MINUTES_EXTRACT).select_related("matter")
    people = Prefetch("persons", DocumentPerson.objects.order_by("part", "number"))
    return list(rows.prefetch_related(people).order_by("pk"))


def _found(
    one: Difference, report: BoardReport, documents: dict[str, Document], accepted: AcceptedDifference | None
) -> Found:
    facts = {"label": one.label, "one": one.one.value, "other": one.other.value}
    places = (_where(one.one, report, documents), _where(one.other, report, documents))
    return Found(str(SENTENCES[one.kind]) % facts, one.fingerprint, places, accepted)


def _where(place: Place, report: BoardReport, documents: dict[str, Document]) -> Where:
    document = documents.get(place.source)
    title = document.title if document else report.title
    return Where(place.value, place.where, title, document)


# --- what each document says -----------------------------------------------------------------------


def _of_report(report: BoardReport, version: ReportVersion) -> Told:
    """The report at its newest version with the attests of it."""
    content = content_of(version)
    head = version.head
    rows = Attestation.objects.filter(version=version).exclude(state=Attestation.State.VOIDED).order_by("pk")
    attested = [Person(one.name, one.title, _("Attesteras av")) for one in rows]
    parts = [part for part in paper_of(report, version).parts if isinstance(part, Text)]
    passages = [Passage(part.heading, plain(part.blocks)) for part in parts]
    points = "\n\n".join(one.text for one in content.points if one.text)
    return Told(
        source=OURS,
        people=(*_people_in(content), Person(head["case_officer"], "", _("Handläggare")), *attested),
        number=head["registry_number"],
        dates=tuple(_attached(content.attachments)),
        passages=(*passages, Passage(_("Förslag till beslut"), points)),
    )


def _people_in(content: Content) -> Iterator[Person]:
    for one in content.signatories:
        yield Person(one.name, one.title, _("Underskrifter"))
    for point in content.points:
        for holder in point.mandate:
            yield Person(holder.name, holder.title, _("Förslag till beslut"))


def _attached(names: tuple[str, ...] | list[str]) -> Iterator[Dated]:
    """The day that a list of attachments gives for a document: "Lokalutredning, 2026-02-01"."""
    for name in names:
        date = next(find_dates(name), None)
        if date is not None:
            thing = squeeze(re.sub(r"[\s,(]*(?:daterad|daterat|den)?\s*$", "", name[: date.start]))
            if len(thing) > 3:
                yield Dated(thing, date.text, _("Bilagor"))


def _of_document(document: Document, others: list[Document]) -> Told:
    """A document as it was confirmed. Its day is also that of its kind, where the matter has one of the kind."""
    kinds = Counter(one.kind for one in others)
    own = [Dated(document.title, document.date, _("Datum"))]
    if kinds[document.kind] == 1 and document.kind != DocumentKind.UNKNOWN:
        own.append(Dated(str(document.get_kind_display()), document.date, _("Datum")))
    parts = {DocumentPerson.Part.SIGNATORY: _("Undertecknare"), DocumentPerson.Part.ATTESTER: _("Attesterat av")}
    return Told(
        source=document.code,
        people=tuple(
            Person(one.name, one.title, parts[DocumentPerson.Part(one.part)]) for one in document.persons.all()
        ),
        parties=tuple(_parties(document)),
        number=document.registry_numbers[0] if document.registry_numbers else "",
        dates=(*own, *_attached(document.attachments)),
        passages=tuple(Passage(one["heading"], one["text"]) for one in document.sections),
    )


def _parties(document: Document) -> Iterator[str]:
    """The parties that a letter or an agreement lists under a heading of its own, without the legs they bring."""
    for section in document.sections:
        if section["heading"].strip(" :0123456789.").casefold() in _PARTIES:
            for line in section["text"].split("\n"):
                name = _LEGS.sub("", line.strip().lstrip("-•*– ").rstrip(".,;"))
                if 3 < len(name) < 80:
                    yield name

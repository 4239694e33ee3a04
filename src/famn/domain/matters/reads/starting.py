"""What a matter already tells a report that is about to be written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.matters.drafting.content import Point, Signatory
from famn.domain.matters.drafting.starting import StartFacts
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Assignment, Decision, Document, DocumentKind, DocumentPerson, Matter

ENCLOSED = (  # what a board wants to see beside a report
    DocumentKind.LETTER_OF_INTENT,
    DocumentKind.COOPERATION_AGREEMENT,
    DocumentKind.JOINT_AGREEMENT,
    DocumentKind.INVESTIGATION,
    DocumentKind.INTERIM_REPORT,
)


def start_facts(matter: Matter, *, also: Sequence[str] = ()) -> StartFacts:
    """The facts of a matter for its next report: five queries. `also` is paragraphs that others know (an initiative).

    What waits to be answered becomes a point that answers it. Who signs and who gets the decision are as in the last
    report.
    """
    documents = list(Document.objects.filter(matter=matter).order_by("date", "pk"))
    assignments = list(Assignment.objects.filter(matter=matter).order_by("due_date", "pk"))
    decisions = list(Decision.objects.filter(report__matter=matter).select_related("report").order_by("meeting_date"))
    reports = [one for one in documents if one.kind == DocumentKind.BOARD_REPORT]
    last = next(reversed(reports or documents), None)
    waiting = [one for one in assignments if one.state == Assignment.State.OPEN]
    return StartFacts(
        title=matter.title,
        background=(*_earlier(documents), *_decided(decisions), *_asked(assignments), *also),
        points=tuple(_answers(waiting, matter.body)),
        attachments=tuple(one.title for one in documents if one.kind in ENCLOSED),
        distribution=tuple(last.distribution) if last else (),
        signatories=tuple(_signatories(last)) if last else (),
    )


def _earlier(documents: Iterable[Document]) -> Iterable[str]:
    for document in documents:
        number = document.registry_numbers[0] if document.registry_numbers else ""
        told = ", ".join(filter(None, [document.date, _("dnr %(number)s") % {"number": number} if number else ""]))
        name = _("%(kind)s ”%(title)s”") % {"kind": document.get_kind_display(), "title": document.title}
        yield _("I ärendet finns %(document)s.") % {"document": f"{name} ({told})" if told else name}


def _decided(decisions: Iterable[Decision]) -> Iterable[str]:
    for decision in decisions:
        yield _("%(body)s beslutade den %(day)s%(paragraph)s: %(outcome)s.") % {
            "body": decision.body,
            "day": date_format(decision.meeting_date, "j F Y"),
            "paragraph": f" ({decision.paragraph})" if decision.paragraph else "",
            "outcome": decision.get_outcome_display(),
        }


def _asked(assignments: Iterable[Assignment]) -> Iterable[str]:
    for one in assignments:
        if one.state == Assignment.State.WITHDRAWN:
            continue
        facts = {"body": one.body or _("Nämnden"), "text": one.text, "day": date_format(one.due_date, "j F Y")}
        yield _("%(body)s har gett ett uppdrag som ska redovisas senast den %(day)s: %(text)s") % facts
        if one.state == Assignment.State.ANSWERED and one.answer:
            yield _("Uppdraget är besvarat: %(answer)s") % {"answer": one.answer}


def _answers(waiting: Iterable[Assignment], body: str) -> Iterable[Point]:
    for one in waiting:
        who = one.body or body or _("Nämnden")
        yield Point(
            text=_("%(body)s godkänner redovisningen av det uppdrag som skulle besvaras senast den %(day)s.")
            % {"body": who, "day": date_format(one.due_date, "j F Y")},
            body=cut(who, 120),
        )


def _signatories(document: Document) -> Iterable[Signatory]:
    rows = DocumentPerson.objects.filter(document=document, part=DocumentPerson.Part.SIGNATORY).order_by("number")
    for row in rows:
        yield Signatory(row.name, row.title)

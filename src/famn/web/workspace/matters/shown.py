"""Matters, documents and assignments as components show them. Pure: what was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.establishment.reads import InitiativePage
from famn.domain.matters import rules
from famn.domain.matters.models import Assignment, BoardReport, DecisionPoint, DocumentKind, DocumentPerson, Matter
from famn.domain.matters.reads import AssignmentView, DocumentView, Event, MatterPage, MatterRow
from famn.domain.matters.rules import DueState
from famn.domain.people.rules import Actor, Capability
from famn.web.shared.due import day_words, due_words
from famn.web.shared.ladder import drawn
from famn.web.shared.tags import date_long, moment, partial_date

STATUS: Final = {"pagar": "open", "avslutade": "closed"}
DUE: Final = {"forsenat": "overdue", "i-dag": "today", "snart": "soon", "langre-fram": "later"}
OFFICER: Final = {"jag": "me", "ingen": "none"}
MOST_EVENTS: Final = 20
REPORTS: Final = {"board_report", "attestation", "decision", "passage"}  # what leads to a report


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to, as the words of its address."""

    status: str = ""
    frist: str = ""
    handlaggare: str = ""
    sok: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filters:
        """The filters of an address; a null sign, which no text can hold, is left out."""
        names = ("status", "frist", "handlaggare", "sok")
        return cls(**{name: query.get(name, "").replace("\x00", "").strip()[:100] for name in names})

    def arguments(self) -> dict[str, str]:
        """The same for the domain. A word that is unknown goes on as it is, and finds nothing."""
        return {
            "state": STATUS.get(self.status, self.status),
            "due": DUE.get(self.frist, self.frist),
            "officer": OFFICER.get(self.handlaggare, self.handlaggare),
            "q": self.sok,
        }

    @property
    def any(self) -> bool:
        """Whether the list is narrowed at all."""
        return bool(self.query())

    def query(self, **changes: str) -> str:
        """The query of an address with these filters, some changed."""
        return urlencode({name: value for name, value in asdict(replace(self, **changes)).items() if value})

    @property
    def base(self) -> str:
        """The start of a query that a page number is added to."""
        return f"{self.query()}&" if self.any else ""


def chips(filters: Filters) -> list[dict[str, Any]]:
    """The filters that are links, in groups; the chosen one of each group leads back to all."""
    groups = (
        ("status", _("Läge"), {"": _("Alla"), "pagar": _("Pågår"), "avslutade": _("Avslutade")}),
        ("frist", _("Svar"), {"": _("Alla"), "forsenat": _("Sent"), "snart": _("Inom två veckor")}),
    )
    return [
        {
            "label": label,
            "items": [
                {
                    "url": f"?{filters.query(**{name: value})}",
                    "label": words,
                    "current": getattr(filters, name) == value,
                }
                for value, words in choices.items()
            ],
        }
        for name, label, choices in groups
    ]


def count_words(count: int) -> str:
    """How many matters there are."""
    return ngettext("%(count)d ärende", "%(count)d ärenden", count) % {"count": count}


def row(matter: MatterRow, today: dt.date) -> dict[str, Any]:
    """One matter in the list."""
    return {
        "title": matter.title,
        "url": reverse("matter", args=[matter.code]),
        "number": matter.registry_number,
        "body": matter.body,
        "officer": matter.officer,
        "meeting": day_words(matter.meeting_date, today),
        "due": due_words(matter.next_due, today),
        "late": matter.due_state == DueState.OVERDUE,
        "state": matter.state_name,
    }


def matter_page(page: MatterPage, actor: Actor, *, today: dt.date) -> dict[str, Any]:
    """All that the page of one matter shows of the matter itself."""
    matter = page.matter
    return {
        "matter": matter,
        "intro": " · ".join(part for part in (_officer(matter), matter.body) if part),
        "stages": stages(matter, today),
        "decisions": [decision(view) for view in page.documents if view.points],
        "documents": [document_row(view) for view in page.documents],
        "assignments": [assignment_row(one, actor, today) for one in page.assignments],
        "facts": facts(matter),
        "attesters": [attester(one) for view in page.documents for one in view.attesters],
        "may_change": rules.may_change_matter(actor, matter),
        "may_close": rules.may_close_matter(actor, matter),
        "may_reopen": rules.may_reopen_matter(actor, matter),
        "may_read_trail": actor.can(Capability.READ_TRAIL),
    }


def _officer(matter: Matter) -> str:
    name = matter.case_officer.name if matter.case_officer else matter.case_officer_name
    return _("Handläggare %(name)s") % {"name": name} if name else _("Ingen är handläggare än")


def stages(matter: Matter, today: dt.date) -> list[dict[str, Any]]:
    """The states that a matter has here, and no others: what is not known to be done is not shown as done."""
    is_closed = matter.state == Matter.State.CLOSED
    has_met = matter.meeting_date is not None and matter.meeting_date < today
    meeting = date_long(matter.meeting_date) if matter.meeting_date else _("dagen är inte satt")
    return [
        {"title": _("Öppnat"), "note": date_long(matter.opened_at), "done": True},
        {"title": _("Pågår"), "done": is_closed or has_met, "current": not is_closed and not has_met},
        {"title": _("Sammanträde"), "note": meeting, "done": has_met, "current": has_met and not is_closed},
        {"title": _("Avslutat"), "note": date_long(matter.closed_at), "done": is_closed, "current": is_closed},
    ]


def facts(matter: Matter) -> list[dict[str, str]]:
    """The facts of a matter, each with where it leads."""
    officer = matter.case_officer
    shown = [
        {"key": _("Diarienummer"), "value": matter.registry_number},
        {"key": _("Nämnd"), "value": matter.body},
        {
            "key": _("Handläggare"),
            "value": officer.name if officer else matter.case_officer_name,
            "url": reverse("person", args=[officer.code]) if officer else "",
        },
        {"key": _("Sammanträde"), "value": date_long(matter.meeting_date)},
        {"key": _("Enhet"), "value": matter.unit.name},
        {"key": _("Vem ser"), "value": matter.authority.name},
        {"key": _("Öppnat"), "value": f"{moment(matter.opened_at)}, {matter.opened_by.name}"},
    ]
    if matter.closed_by:
        shown.append({"key": _("Avslutat"), "value": f"{moment(matter.closed_at)}, {matter.closed_by.name}"})
    return shown


def decision(view: DocumentView) -> dict[str, Any]:
    """The points of one document."""
    is_made = view.document.kind == DocumentKind.MINUTES_EXTRACT
    return {
        "title": _("Beslut") if is_made else _("Förslag till beslut"),
        "kind": view.document.get_kind_display().capitalize(),
        "points": [{"text": point.text, "note": point_note(point)} for point in view.points],
    }


def point_note(point: DecisionPoint) -> str:
    """Who decides, who proposes, and what follows."""
    day = point.report_back_date
    parts = [
        _("Beslutas av %(body)s") % {"body": point.body} if point.body else "",
        _("föreslås av %(who)s") % {"who": point.proposer} if point.proposer else "",
        _("återrapport senast %(day)s") % {"day": date_long(day)} if day else "",
        _("justeras omedelbart") if point.immediate_approval else "",
    ]
    words = " · ".join(part for part in parts if part)
    return words[:1].upper() + words[1:]


def document_row(view: DocumentView) -> dict[str, str]:
    """One document in a list."""
    document = view.document
    added = _("läst in %(when)s av %(who)s") if document.incoming_id else _("lagt i ärendet %(when)s av %(who)s")
    read_in = added % {"when": moment(document.added_at), "who": document.added_by.name}
    parts = (document.get_kind_display().capitalize(), partial_date(document.date), read_in)
    return {
        "title": document.title,
        "url": reverse("document", args=[document.matter.code, document.code]),
        "note": " · ".join(part for part in parts if part),
        "checksum": document.sha256,
    }


def assignment_row(view: AssignmentView, actor: Actor, today: dt.date) -> dict[str, Any]:
    """One assignment with how near its day is. Needs its `matter` and people selected with it."""
    one = view.assignment
    is_open = one.state == Assignment.State.OPEN
    who = one.responsible.name if one.responsible else _("ingen är ansvarig")
    parts = [one.body, who, "" if is_open else f"{one.get_state_display()} {moment(one.settled_at)}"]
    return {
        "title": one.text,
        "url": reverse("assignment", args=[one.code]),
        "due": due_words(one.due_date, today) if is_open else "",
        "late": view.due_state == DueState.OVERDUE,
        "icon": "tid" if is_open else "klar",
        "note": " · ".join(part for part in parts if part),
        "action": _("Skriv svar") if is_open and rules.may_answer(actor, one) else "",
        "today": view.due_state in {DueState.OVERDUE, DueState.TODAY},
    }


def report_row(report: BoardReport, actor: Actor, *, is_asked: bool) -> dict[str, str]:
    """One report with its state, and the act that comes next where it is the actor's. Needs its `matter` and people."""
    facts = {"state": report.get_state_display().capitalize(), "when": date_long(report.state_at)}
    name, words = _next_act(report, actor, is_asked=is_asked)
    return {
        "title": report.title,
        "url": reverse("report", args=[report.code]),
        "icon": "klar" if report.document_id else "penna",
        "note": _("%(state)s sedan %(when)s") % facts + f" · {report.state_by.name}",
        "action": words,
        "action_url": reverse(name, args=[report.code]) if name else "",
    }


def _next_act(report: BoardReport, actor: Actor, *, is_asked: bool) -> tuple[str, str]:
    state = BoardReport.State
    if is_asked:
        return "attest_report", _("Läs och attestera")
    if report.state == state.DRAFT and rules.may_edit(actor, report):
        return "edit_report", _("Skriv vidare")
    if report.state == state.ATTESTED and rules.may_put_on_agenda(actor, report):
        return "put_on_agenda", _("Ta upp på dagordningen")
    if report.state == state.AGENDA and rules.may_decide(actor, report):
        return "record_decision", _("Registrera beslutet")
    return "", ""


def events(happened: Iterable[Event], matter: str = "") -> list[dict[str, Any]]:
    """A timeline: what it concerns, by whom, and where it leads. `matter` is the code of the matter of documents."""
    return [
        {
            "title": event.title,
            "text": "".join(f" · {part}" for part in (event.text, event.who) if part),
            "when": _when(event),
            "url": _leads_to(event, matter),
            "coming": event.coming,
        }
        for event in happened
    ][:MOST_EVENTS]


def _when(event: Event) -> str:
    return moment(event.at) if event.at else date_format(event.day, "j F Y")


def _leads_to(event: Event, matter: str) -> str:
    if event.thing == "assignment" and event.code:
        return reverse("assignment", args=[event.code])
    if event.thing in REPORTS and event.code:
        return reverse("report", args=[event.code])
    if event.thing == "personal_decision" and event.code:
        return reverse("personal_decision", args=[event.code])
    if event.thing == "document" and event.code and matter:
        return reverse("document", args=[matter, event.code])
    return ""


def initiative(page: InitiativePage) -> dict[str, Any]:
    """The initiative of a matter, small."""
    return {
        "title": _("Trappan för %(place)s") % {"place": page.initiative.place_name},
        "url": reverse("initiative", args=[page.initiative.code]),
        "code": page.initiative.code,
        "steps": drawn(page.steps),
        "next": next_words(page),
    }


def next_words(page: InitiativePage) -> str:
    """A sentence on what comes next."""
    if page.next is None:
        return _("Alla steg är nådda.")
    return _("Nästa steg är %(number)d: %(title)s. Varje steg har sitt eget värde.") % {
        "number": page.next.number,
        "title": page.next.title,
    }


def initial(matter: Matter) -> dict[str, Any]:
    """What the form of a matter begins with. Needs `case_officer` selected with it."""
    return {
        "title": matter.title,
        "registry_number": matter.registry_number,
        "body": matter.body,
        "meeting_date": matter.meeting_date,
        "case_officer": matter.case_officer.code if matter.case_officer else "",
    }


def attester(person: DocumentPerson) -> dict[str, str]:
    """Who attested a document, and when in words."""
    return {"name": person.name, "title": person.title, "when": partial_date(person.date)}


def document_page(view: DocumentView) -> dict[str, Any]:
    """All that the page of one document shows. The original's link is the page's own matter."""
    document = view.document
    return {
        "document": document,
        "kind": document.get_kind_display().capitalize(),
        "decision": decision(view) if view.points else None,
        "signatories": view.signatories,
        "attesters": [attester(one) for one in view.attesters],
        "lists": [
            {"title": title, "lines": lines}
            for title, lines in (
                (_("Bilagor"), document.attachments),
                (_("Sändlista"), document.distribution),
                (_("Mål"), document.goals),
            )
            if lines
        ],
        "facts": [
            {"key": _("Sort"), "value": document.get_kind_display().capitalize()},
            {"key": _("Datum"), "value": partial_date(document.date)},
            {"key": _("Diarienummer"), "value": ", ".join(document.registry_numbers)},
            {"key": _("Läst in"), "value": f"{moment(document.added_at)}, {document.added_by.name}"},
            {"key": _("Kontrollsumma"), "value": f"{document.sha256[:8]}…{document.sha256[-8:]}"},
        ],
    }


def assignment_page(view: AssignmentView, today: dt.date, *, may_read: bool) -> dict[str, Any]:
    """All that the page of one assignment shows. Needs its `matter`, `point` and people selected with it."""
    one = view.assignment
    is_open = one.state == Assignment.State.OPEN
    settled = f"{moment(one.settled_at)}, {one.settled_by.name}" if one.settled_by else ""
    facts = [
        {"key": _("Svar senast"), "value": date_long(one.due_date)},
        {"key": _("Från"), "value": one.body},
        {"key": _("Ansvarig"), "value": one.responsible.name if one.responsible else ""},
        {
            "key": _("Ärende"),
            "value": one.matter.title,
            "url": reverse("matter", args=[one.matter.code]) if may_read else "",
        },
        {"key": _("Diarienummer"), "value": one.matter.registry_number},
    ]
    if settled:
        facts.append({"key": one.get_state_display().capitalize(), "value": settled})
    return {
        "assignment": one,
        "is_open": is_open,
        "due": due_words(one.due_date, today) if is_open else one.get_state_display(),
        "late": view.due_state == DueState.OVERDUE,
        "facts": facts,
    }

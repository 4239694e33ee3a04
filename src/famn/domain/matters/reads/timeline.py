"""What has happened in a matter, from the trail, and what is to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters.models import (
    Assignment,
    Attestation,
    BoardReport,
    Decision,
    Document,
    Matter,
    Passage,
    PersonalDecision,
)
from famn.domain.matters.rules import in_words
from famn.domain.people.models import User
from famn.ground import trail

VERBS: Final[dict[str, Promise]] = {
    "open_matter": gettext_lazy("Ärendet öppnades"),
    "start_matter": gettext_lazy("Ärendet påbörjades"),
    "change_matter": gettext_lazy("Ärendet ändrades"),
    "close_matter": gettext_lazy("Ärendet avslutades"),
    "reopen_matter": gettext_lazy("Ärendet öppnades igen"),
    "add_document": gettext_lazy("Dokument bekräftades"),
    "give_assignment": gettext_lazy("Uppdrag att svara"),
    "answer_assignment": gettext_lazy("Uppdraget besvarades"),
    "reopen_assignment": gettext_lazy("Uppdraget öppnades igen"),
    "withdraw_assignment": gettext_lazy("Uppdraget togs tillbaka"),
    "hand_over_assignment": gettext_lazy("Uppdraget lämnades över"),
    "remind_of_assignment": gettext_lazy("Påminnelse skickades"),
    "start_report": gettext_lazy("Ett utlåtande påbörjades"),
    "send_report": gettext_lazy("Utlåtandet skickades för attest"),
    "take_back_report": gettext_lazy("Utlåtandet togs tillbaka"),
    "attest_report": gettext_lazy("Utlåtandet attesterades"),
    "return_report": gettext_lazy("Utlåtandet skickades tillbaka"),
    "void_attestation": gettext_lazy("En attest gäller inte längre, för texten ändrades"),
    "put_on_agenda": gettext_lazy("Utlåtandet togs upp på dagordningen"),
    "take_off_agenda": gettext_lazy("Utlåtandet togs bort från dagordningen"),
    "record_decision": gettext_lazy("Nämndens beslut registrerades"),
    "plan_passage": gettext_lazy("Ett organ lades till på utlåtandets väg"),
    "withdraw_passage": gettext_lazy("Ett organ togs bort från utlåtandets väg"),
    "move_passage": gettext_lazy("Utlåtandet flyttades till den nämnd som tog över"),
    "choose_way": gettext_lazy("Någon valde hur ärendet går vidare"),
    "add_reservation": gettext_lazy("En reservation antecknades"),
    "record_personal_decision": gettext_lazy("En person beslutade"),
    "report_personal_decision": gettext_lazy("Beslutet anmäldes till nämnden"),
    "end_board": gettext_lazy("Nämnden lades ned"),
    "add_delegation_item": gettext_lazy("En punkt lades till i delegationsordningen"),
    "change_delegation_item": gettext_lazy("En punkt i delegationsordningen ändrades"),
    "end_delegation_item": gettext_lazy("En punkt i delegationsordningen togs bort"),
    "add_board": gettext_lazy("Nämnden lades till"),
    "change_board": gettext_lazy("Uppgifterna om nämnden ändrades"),
    "plan_board_meeting": gettext_lazy("Ett nämndmöte planerades"),
    "change_board_meeting": gettext_lazy("Nämndmötet ändrades"),
    "cancel_board_meeting": gettext_lazy("Nämndmötet ställdes in"),
    "record_approval": gettext_lazy("Protokollet justerades"),
    "correct_approval": gettext_lazy("Uppgifterna om justeringen rättades"),
    "record_appeal": gettext_lazy("Beslutet överklagades"),
    "settle_appeal": gettext_lazy("Domstolen svarade på överklagandet"),
    "execute_report": gettext_lazy("Beslutet verkställdes"),
    "close_report": gettext_lazy("Utlåtandet avslutades"),
    "make_extract": gettext_lazy("Ett protokollsutdrag gjordes"),
    "tick_dispatch": gettext_lazy("Beslutet skickades till en mottagare"),
    "correct_dispatch": gettext_lazy("En avbockning rättades"),
    "accept_difference": gettext_lazy("En skillnad mellan handlingar godtogs"),
    "ask_parts": gettext_lazy("Uppdraget fick delar att besvara"),
    "drop_part": gettext_lazy("En del av uppdraget togs bort"),
    "answer_part": gettext_lazy("En del av uppdraget besvarades"),
}


@dataclass(frozen=True)
class Event:
    """Something that happened at `at`, or is `coming` on `day`. `who` is empty where the house did it.

    `thing` and `code` name what it concerns ("document", "assignment" or "matter", and its code).
    """

    day: dt.date
    at: dt.datetime | None
    title: str
    text: str = ""
    who: str = ""
    coming: bool = False
    verb: str = ""
    thing: str = ""
    code: str = ""


def timeline(matter: Matter, *, today: dt.date) -> list[Event]:
    """What is to come, the farthest first, then what happened, the newest first: nine queries."""
    documents = list(Document.objects.filter(matter=matter))
    assignments = list(Assignment.objects.filter(matter=matter))
    reports = list(BoardReport.objects.filter(matter=matter))
    attestations = list(Attestation.objects.filter(version__report__in=reports).select_related("version__report"))
    decisions = list(Decision.objects.filter(report__in=reports).select_related("report", "passage"))
    passages = list(Passage.objects.filter(report__in=reports).select_related("report"))
    personal = list(PersonalDecision.objects.filter(matter=matter))
    texts = {("document", one.pk): (one.title, one.code) for one in documents}
    texts |= {("board_report", one.pk): (one.title, one.code) for one in reports}
    texts |= {("attestation", one.pk): (one.version.report.title, one.version.report.code) for one in attestations}
    texts |= {("decision", one.pk): (_of_decision(one), one.report.code) for one in decisions}
    texts |= {("passage", one.pk): (one.body, one.report.code) for one in passages}
    texts |= {("personal_decision", one.pk): (str(one.get_kind_display()), one.code) for one in personal}
    texts |= {("assignment", one.pk): (one.text, one.code) for one in assignments}
    texts[("matter", matter.pk)] = ("", matter.code)
    written = (*reports, *attestations, *decisions, *passages)
    past = events_of([matter, *documents, *assignments, *written, *personal], verbs=VERBS, texts=texts)
    return [*_coming(matter, assignments, today), *past]


def events_of(
    things: Iterable[Model], *, verbs: Mapping[str, str | Promise], texts: Mapping[tuple[str, int], tuple[str, str]]
) -> list[Event]:
    """What the trail tells of `things` by the verbs that have words, the newest first: two queries.

    `texts` gives the words and the code of a thing by its name in the trail and its number.
    """
    numbers: dict[str, list[int]] = {}
    for thing in things:
        numbers.setdefault(trail.name_of(type(thing)), []).append(thing.pk)
    if not numbers:
        return []
    about = reduce(or_, (Q(thing=name, thing_id__in=some) for name, some in numbers.items()))
    events = list(trail.TrailEvent.objects.filter(about, verb__in=list(verbs)).order_by("-at", "-pk"))
    people = User.objects.in_bulk({event.user_id for event in events if event.user_id is not None})
    found = []
    for event in events:
        text, code = texts.get((event.thing, event.thing_id), ("", ""))
        doer = people.get(event.user_id or 0)
        found.append(
            Event(
                day=timezone.localdate(event.at),
                at=event.at,
                title=str(verbs[event.verb]),
                text=text,
                who=doer.name if doer else "",
                verb=event.verb,
                thing=event.thing,
                code=code,
            )
        )
    return found


def _of_decision(one: Decision) -> str:
    """Which body came to what."""
    return f"{one.body}: {in_words(one, one.passage.role if one.passage else Passage.Role.DECIDES)}"


def _coming(matter: Matter, assignments: list[Assignment], today: dt.date) -> list[Event]:
    """The meeting and the days to answer that lie ahead, today among them, the farthest first."""
    ahead = [
        Event(one.due_date, None, _("Svar ska lämnas"), one.text, coming=True, thing="assignment", code=one.code)
        for one in assignments
        if one.state == Assignment.State.OPEN and one.due_date >= today
    ]
    if matter.meeting_date is not None and matter.meeting_date >= today:
        meeting = _("Sammanträde")
        ahead.append(
            Event(matter.meeting_date, None, meeting, matter.body, coming=True, thing="matter", code=matter.code)
        )
    return sorted(ahead, key=lambda event: (event.day, event.title), reverse=True)

"""What waits for one and what comes, of all rooms together: my day and the calendar show the same rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from famn.domain.activities.reads import STALE_ACTIVITIES, activity_waits
from famn.domain.agreements.reads import LetterDue, agreements_waiting, letters_waiting
from famn.domain.centres.reads import STALE, stale_waits
from famn.domain.establishment.reads import EstablishingDue, establishing_comes, establishing_waits
from famn.domain.matters.reads import WorkKind, deadlines, waiting_for
from famn.domain.people.rules import Actor
from famn.domain.programme.reads import ProgrammeDue, programmes_waiting
from famn.ground.due import Due, Waiting, by_nearness

AHEAD: Final = 6  # weeks that my day looks ahead


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind is shown: the words its title is put in, its page, the page of its act, the verb and the icon."""

    words: str | Promise
    page: str
    act: str = ""
    verb: str | Promise = ""
    icon: str = "arende"


KINDS: Final[dict[str, Kind]] = {
    WorkKind.INCOMING: Kind(_("Kontrollera: %s"), "reading", "", _("Kontrollera"), "lasin"),
    WorkKind.ASSIGNMENT: Kind(_("Svar: %s"), "assignment", "", _("Skriv svar"), "tid"),
    WorkKind.UNASSIGNED: Kind(_("Utan handläggare: %s"), "matter", "change_matter", _("Välj handläggare")),
    WorkKind.ATTEST: Kind(_("Att attestera: %s"), "report", "attest_report", _("Läs och attestera"), "klar"),
    WorkKind.RETURNED: Kind(_("Tillbaka till dig: %s"), "report", "edit_report", _("Läs och ändra"), "penna"),
    WorkKind.DRAFT: Kind(_("Utkast: %s"), "report", "edit_report", _("Skriv vidare"), "penna"),
    WorkKind.ATTESTED: Kind(_("Väntar på ett möte: %s"), "report", "", _("Läs utlåtandet")),
    WorkKind.TO_AGENDA: Kind(_("Att ta upp: %s"), "report", "put_on_agenda", _("Ta upp på möte"), "kalender"),
    WorkKind.DECIDE: Kind(_("Beslut: %s"), "report", "record_decision", _("Registrera beslutet"), "kalender"),
    WorkKind.RENEW: Kind(_("Löper ut: %s"), "steering", "", _("Se styrdokumentet")),
    WorkKind.MEETING: Kind(_("Sammanträde: %s"), "matter", "", _("Se ärendet"), "kalender"),
    WorkKind.BOARD: Kind(_("Nämndmöte: %s"), "board_meeting", "", _("Se mötet"), "kalender"),
    WorkKind.REPORTS: Kind(_("Utlåtanden klara till %s"), "board_meeting", "", _("Se mötet"), "kalender"),
    WorkKind.DISPATCH: Kind(_("Att expediera: %s"), "dispatch", "", _("Expediera"), "pil"),
    WorkKind.REPORT_ON: Kind(_("Att anmäla: %s"), "personal_decision", "", _("Se beslutet"), "kalender"),
    LetterDue.SIGN: Kind(_("Att läsa och svara på: %s"), "sign_letter", "", _("Läs och svara"), "penna"),
    LetterDue.DRAFT: Kind(_("Utkast: %s"), "letter_of_intent", "", _("Skriv färdigt och skicka"), "penna"),
    LetterDue.DECLINED: Kind(_("Någon har avstått: %s"), "letter_of_intent", "", _("Se vem och varför"), "varning"),
    LetterDue.NOTICE: Kind(_("Sista dag för uppsägning: %s"), "letter_of_intent", "", _("Öppna avtalet"), "dok"),
    LetterDue.END: Kind(_("Upphör: %s"), "letter_of_intent", "", _("Öppna avtalet"), "dok"),
    LetterDue.REVIEW: Kind(_("Att gå igenom: %s"), "letter_of_intent", "", _("Öppna avtalet"), "dok"),
    LetterDue.SHORTFALL: Kind(_("Att följa upp: %s"), "shortfall", "", _("Följ upp"), "tid"),
    ProgrammeDue.RENEW: Kind(
        _("Ett program vilar på det som löper ut: %s"), "programme", "", _("Se programmet"), "lista"
    ),
    EstablishingDue.TASK: Kind(_("Svar till gruppen: %s"), "group_assignment", "", _("Svara"), "tid"),
    EstablishingDue.CHECK: Kind(_("Att göra: %s"), "checklist_item", "", _("Bocka av"), "tid"),
    EstablishingDue.OBSTACLE: Kind(_("Hinder: %s"), "obstacle", "", _("Skriv hur det gick"), "tid"),
    EstablishingDue.GROUP_MEETING: Kind(_("Möte: %s"), "meeting", "", _("Se mötet"), "kalender"),
    STALE: Kind(_("Stämmer det här? %s"), "confirm_centre", "", _("Se om det stämmer"), "klar"),
    STALE_ACTIVITIES: Kind(_("Stämmer det här? %s"), "confirm_centre", "", _("Se om det stämmer"), "klar"),
    EstablishingDue.TURN: Kind(_("Årshjulet: %s"), "yearly_wheel", "", _("Se årshjulet"), "kalender"),
}


def waiting(actor: Actor, *, today: dt.date) -> Waiting:
    """What waits for one, in every room: today, this week and later. The number of queries is fixed."""
    items = [
        *waiting_for(actor, today=today),
        *letters_waiting(actor, today=today),
        *agreements_waiting(actor, today=today),
        *establishing_waits(actor, today=today),
        *stale_waits(actor, today=today),
        *activity_waits(actor, today=today),
        *programmes_waiting(actor, today=today),
    ]
    return by_nearness(items, today)


def coming(actor: Actor, *, today: dt.date, weeks: int = AHEAD) -> list[Due]:
    """The days that come, and what is late, by day. The number of queries is fixed."""
    last = today + dt.timedelta(weeks=weeks)
    items = [
        *(one for one in agreements_waiting(actor, today=today) if one.day is not None and one.day <= last),
        *deadlines(actor, today=today, weeks=weeks),
        *establishing_comes(actor, today=today, weeks=weeks),
    ]
    return sorted(items, key=lambda one: one.day or dt.date.max)


def in_words(one: Due) -> str:
    """A row as one line: what it is, and its title."""
    return str(KINDS[one.kind].words) % one.title


def address(one: Due) -> str:
    """The path of its page."""
    return reverse(KINDS[one.kind].page, args=[one.on or one.code])


def act_address(one: Due) -> str:
    """The path where its act is done."""
    kind = KINDS[one.kind]
    return reverse(kind.act, args=[one.code]) if kind.act else address(one)

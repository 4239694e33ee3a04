"""This week, everywhere, once: the sheet for the door, and a text and a picture for social media.

All three are made of the same rows as the calendar in the moment they are asked for: what is cancelled is so in all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override

from famn.domain.activities.models import Activity
from famn.domain.activities.reads.calendar import Shown, occurrences
from famn.domain.activities.reads.heads import Head
from famn.domain.centres.models import Module
from famn.domain.centres.reads.phrases import Word
from famn.ground.languages import EVERY, RIGHT_TO_LEFT, PageLanguage, html_code
from famn.ground.stockholm import clock_in_words
from famn.outside import poster
from famn.outside.pdf import PdfFault
from famn.web.public import calendar, calendar_rows
from famn.web.public.door import public_centre
from famn.web.public.edits import edit_of_calendar
from famn.web.public.periods import DAY, Period, asked_week
from famn.web.shared.actor import Request
from famn.web.shared.closings import closed_that_day, stale_in_words
from famn.web.shared.stored import stored
from famn.web.shared.tags import LEGS, date_long, moment_in_words, weekday_long
from famn.web.shared.time_rows import who_may_come

SWEDISH: Final = PageLanguage.SV.value
INKS: Final = {"hallon": "#a8324e", "blaklint": "#2a5fa8", "honung": "#8f5a00", "mossa": "#4a6b1e"}  # on white


@dataclass(frozen=True, slots=True)
class Words:
    """A text and the language that it is written in."""

    text: str
    lang: str
    rtl: bool


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one occurrence in one language. `off` is why it is cancelled, empty where it is not.

    `ask` says that one should ring first, since what is told of it is old. `who` says that it is only for those who are
    invited: `more` says it too. Each is empty where that is not so.
    """

    title: Words
    off: str
    ask: str
    who: str
    more: list[Words]


@dataclass(frozen=True, slots=True)
class Event:
    """One occurrence, in each language of the sheet."""

    clock: str
    ink: str  # the colour of the leg that answers for it
    off: bool
    words: list[Told]


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its name in each language, what closes it, and what happens."""

    name: list[str]
    notes: list[list[list[Words]]]  # of each note, in each language: its parts
    events: list[Event]


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a centre, as a poster prints it. Every list of texts holds one for each of `languages`."""

    name: str
    place: str
    languages: list[dict[str, Any]]
    title: list[str]
    days: list[Day]
    nothing: list[str]
    whole: list[str]  # "Hela kalendern"
    fallback: list[str]  # that some texts are in Swedish alone, or that nobody checked some; empty where none is so
    phones: list[dict[str, str]]
    link: str  # the calendar's whole address
    address: str  # the same without https://
    qr: str
    qr_alt: str
    printed: str
    page: list[str]  # "Sida 1 av 2", with %(number)s and %(count)s: how many pages it takes is known when it is set
    goes_on: list[str]  # "Fortsätter på nästa sida"


# --- pages -----------------------------------------------------------------------------------------


def week_sheet(request: Request, centre: str) -> HttpResponse:
    """The week for the door: A4, Swedish beside another language."""
    other = request.GET.get("sprak", "")
    languages = [SWEDISH, other] if other in EVERY and other != SWEDISH else [SWEDISH]
    week, period = _asked(request, centre, languages)
    try:
        content = poster.week_sheet(asdict(week))
    except PdfFault as fault:
        return _not_made(request, centre, period, fault)
    return _file(content, "application/pdf", f"{week.name} {week.title[0]}.pdf")


def week_picture(request: Request, centre: str) -> HttpResponse:
    """The week as a picture, in the language of the page."""
    language = calendar.language_now()
    week, period = _asked(request, centre, [language if language in EVERY else SWEDISH])
    try:
        content = poster.week_picture(asdict(week))
    except PdfFault as fault:
        return _not_made(request, centre, period, fault)
    return _file(content, "image/png", f"{week.name} {week.title[0]}.png")


def share_week(request: Request, centre: str) -> HttpResponse:
    """A text to copy, a picture to save and a sheet to print."""
    week, period = _asked(request, centre, [calendar.language_now()])
    before, after = period.steps()
    context = {
        "centre_code": centre,
        "name": week.name,
        "title": week.title[0],
        "text": post(week),
        "period": period,
        "before": before and {"week": before[0].week, "label": before[1]},
        "after": after and {"week": after[0].week, "label": after[1]},
        "edit": _edit(request, centre, period),
        "languages": [
            {"code": code, "name": PageLanguage(code).label, "lang": html_code(code)}
            for code in EVERY
            if code != SWEDISH
        ],
    }
    return stored(render(request, "public/share_week.html", context))


def _edit(request: Request, centre: str, period: Period) -> str:
    """Where who plans changes the week; for who reads nothing is asked."""
    if not request.actor.is_authenticated:
        return ""
    return edit_of_calendar(request.actor, public_centre(centre), period.first.isoformat())


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    """Shown by the browser; whoever shares it saves it from there."""
    headers = {"Content-Disposition": content_disposition_header(False, name) or "inline"}
    return stored(HttpResponse(content, content_type=kind, headers=headers))


def _not_made(request: Request, centre: str, period: Period, fault: PdfFault) -> HttpResponse:
    context = {"centre_code": centre, "reason": fault.reason, "period": period}
    return render(request, "public/week_not_made.html", context, status=503)


def _asked(request: Request, centre: str, languages: Sequence[str]) -> tuple[Week, Period]:
    """The week that the address asks for. Raises Http404 where the centre has no week sheet."""
    at = timezone.now()
    today = timezone.localdate(at)
    period = asked_week(request.GET.get("vecka", ""), today=today)
    told = []
    for language in languages:
        with override(language):
            head = calendar.head_of(centre, period, at=at, module=Module.WEEK_SHEET)
            rows = occurrences(
                head.centre, period.first, period.last, today=today, language=language, phrases=head.phrases
            )
            told.append((language, head, rows))
    if not told:
        raise Http404
    return week_of(told, period, at), period


# --- the week --------------------------------------------------------------------------------------


def week_of(told: Sequence[tuple[str, Head, list[Shown]]], period: Period, at: dt.datetime) -> Week:
    """A week in each of the languages. `told` holds the same centre and rows, worded in each."""
    _language, head, _rows = told[0]
    titles, nothing, whole, fallback, days, page, goes_on = [], [], [], [], [], [], []
    for language, its_head, rows in told:
        with override(language):
            titles.append(" · ".join(part for part in period.title() if part))
            nothing.append(_("Inget planerat"))
            whole.append(_("Hela kalendern"))
            fallback.append(_standing(its_head, rows, period))
            days.append(_days(its_head, rows, period))
            page.append(_("Sida %(number)s av %(count)s"))
            goes_on.append(_("Fortsätter på nästa sida"))
    with override(told[0][0]):
        address = f"{settings.FAMN_ORIGIN}{reverse('calendar', args=[head.centre.code])}"
        printed = _("Gjort %(day)s kl. %(clock)s. Ändringar efter det står i kalendern på nätet.") % {
            "day": date_long(at),
            "clock": clock_in_words(at),
        }
        alt = _("QR-kod som leder till kalendern")
        phones = [{"leg": _leg(head, leg), "phone": phone} for leg, phone in head.phones]
    return Week(
        name=head.centre.name,
        place=head.centre.address,
        languages=[
            {"code": code, "lang": html_code(code), "rtl": code in RIGHT_TO_LEFT} for code, _head, _rows in told
        ],
        title=titles,
        days=[_beside(those) for those in zip_longest(*days)],
        nothing=nothing,
        whole=whole,
        fallback=fallback,
        phones=phones,
        link=address,
        address=address.partition("://")[2],
        qr=poster.qr_drawing(address),
        qr_alt=alt,
        printed=printed,
        page=page,
        goes_on=goes_on,
    )


def _standing(head: Head, rows: Sequence[Shown], period: Period) -> str:
    """What a reader of the active language should know of the words of the week."""
    standing = calendar.standing_of(head, rows, period.first, period.last)
    told = [_("Vissa texter finns bara på svenska än.")] if standing.is_fallback else []
    told += [_("Vissa texter har ingen som kan språket kontrollerat än.")] if standing.is_unchecked else []
    return " ".join(told)


def _beside(days: Sequence[Day]) -> Day:
    """The same day in each language, as one."""
    if len(days) == 1:
        return days[0]
    return Day(
        name=[one.name[0] for one in days],
        notes=[[note[0] for note in those] for those in zip_longest(*(one.notes for one in days))],
        events=[
            Event(events[0].clock, events[0].ink, events[0].off, [one.words[0] for one in events])
            for events in zip_longest(*(one.events for one in days))
        ],
    )


def _days(head: Head, rows: Sequence[Shown], period: Period) -> list[Day]:
    """The days of the week in the active language; an empty Saturday or Sunday is left out."""
    found = []
    for number in range(7):
        day = period.first + number * DAY
        events = [_event(one) for one in rows if one.day == day]
        notes = [[[_words(*part) for part in parts]] for parts in calendar_rows.parts_of_notes(head, day)]
        if number < 5 or events:
            name = weekday_long(day)
            found.append(Day([name[:1].upper() + name[1:]], notes, events))
    return found


def _event(one: Shown) -> Event:
    """One occurrence in the active language."""
    language = calendar.language_now()
    off = ""
    if one.is_cancelled:
        off = ": ".join((_("Inställt"), one.reason))
    elif one.was_at:
        off = _("Flyttad från %(moment)s") % {"moment": moment_in_words(one.was_at, one.starts_at)}
    if one.is_shut and not one.is_cancelled:
        off = " ".join(part for part in (closed_that_day(), off) if part)
    who = _("för dig som är inbjuden") if one.scope == Activity.Scope.TARGETED and not one.is_cancelled else ""
    more = [] if one.is_cancelled else [_words(text, language) for text in who_may_come(one)]
    named = (Word(one.guest), Word(one.room))
    # Beside another language the Swedish column says once what is in Swedish alone.
    own = [
        word for word in (one.theme, named[0], one.message, named[1]) if html_code(word.language) == html_code(language)
    ]
    more += [_words(word.text, word.language) for word in own if word]
    told = Told(_words(one.title, one.title_language), off, stale_in_words(one), who, more)
    return Event(one.clock, INKS[LEGS[one.leg].color], one.is_cancelled, [told])


def _words(text: str, language: str) -> Words:
    return Words(text, html_code(language), language in RIGHT_TO_LEFT)


def _leg(head: Head, leg: str) -> str:
    own = head.words.get(leg)
    return own.text if own else str(LEGS[leg].word)


# --- the text --------------------------------------------------------------------------------------


def post(week: Week) -> str:
    """The week as a text to paste: a line an occurrence, a blank line between days."""
    parts = [f"{week.name}\n{week.title[0]}"]
    for day in week.days:
        if not day.events and not day.notes:
            continue
        lines = [day.name[0], *(" ".join(part.text for part in note[0]) for note in day.notes)]
        for event in day.events:
            told = event.words[0]
            line = f"{event.clock} {told.title.text}"
            lines.append(" – ".join(part for part in (line, told.off, told.ask, told.who) if part))
        parts.append("\n".join(lines))
    if not any(day.events for day in week.days):
        parts.append(week.nothing[0])
    return "\n\n".join([*parts, f"{week.whole[0]}: {week.link}"])

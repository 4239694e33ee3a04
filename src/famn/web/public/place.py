"""A centre's own page: open now or not, today, who is there, when, how to get in, and what is not known."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import asdict, dataclass
from typing import Any, Final

from django.http import Http404, HttpResponse, HttpResponseNotModified
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import parse_etags
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from famn.domain.activities.models import Activity
from famn.domain.activities.reads import calendar
from famn.domain.centres import reads
from famn.domain.centres.models import AccessFact, CentreLeg, CentreText, FamilyCentre, Module
from famn.domain.centres.opening import OpenDay, Sign, Status, WeekHours, status_at
from famn.domain.centres.reads import CentrePage, LegShown
from famn.domain.centres.reads.freshness import Freshness, freshness, leg_confirmed
from famn.domain.centres.reads.opening import Opening, opening_of
from famn.domain.centres.reads.phone import Answering, answering, dialled, next_change
from famn.domain.centres.reads.phrases import Phrases, Standing, phrases_of, standing
from famn.domain.centres.reads.place import (
    Texts,
    TextShown,
    access_of,
    houses_shown,
    leg_title,
    partners_shown,
    people_of,
    shown_photo,
    texts_of,
)
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground.languages import PageLanguage, html_code
from famn.ground.stockholm import day_of
from famn.web.public import opening
from famn.web.public.door import let_in, public_centre
from famn.web.public.edits import edit_of_hours, edits_of_centre, edits_of_leg
from famn.web.public.sharing import centre_head
from famn.web.shared.actor import Request
from famn.web.shared.closings import ask_first, facts_from
from famn.web.shared.stored import stored
from famn.web.shared.tags import LEGS, listed
from famn.web.shared.way import way_to
from famn.web.shared.weeks import by_ages

COMING: Final = 14  # days whose exceptions a centre's page tells
PHOTO_SECONDS: Final = 3600  # as long may a picture live on after somebody has taken it away


@dataclass(frozen=True)
class _Leg:
    """A leg's own days, what holds now, and its words."""

    shown: LegShown
    title: str
    week: list[WeekHours]
    days: list[OpenDay]
    status: Status
    said: opening.Said
    is_too_old: bool


@dataclass(frozen=True)
class _When:
    """When a centre is open: what is recorded, its days from today, what holds now, and the same of each leg."""

    today: dt.date
    recorded: Opening
    days: list[OpenDay]
    status: Status
    legs: list[_Leg]
    coming: list[_Leg]

    def changes_at(self, answers: list[Answering], held: list[dict[str, Any]]) -> dt.datetime:
        """The first moment when something that the page says is no longer so."""
        moments = [self.status.changes_at, *(one.status.changes_at for one in self.legs), next_change(answers)]
        ends: list[dt.datetime] = [one["row"].ends_at for one in held]
        return min(moment for moment in [*moments, *ends] if moment is not None)


def centre(request: Request, centre: str) -> HttpResponse:
    """One centre."""
    return page_of(request, public_centre(centre))


def page_of(request: Request, row: FamilyCentre) -> HttpResponse:
    """The page of a centre that the reader may see. Raises TooOld for one that is shown to nobody."""
    let_in(row)
    now = timezone.now()
    today = day_of(now)
    page = reads.centre_page(row, today)
    is_gone = row.state == FamilyCentre.State.CLOSED
    answers = [] if is_gone else answering(now, [row.pk])
    language = get_language() or "sv"
    texts = texts_of(page.centre, language, today)
    book = phrases_of(page.centre, language)
    when = _when(page, texts, now)
    happens = _today(page.centre, today, language, book)
    held = [] if when.status.sign != Sign.CLOSED else [one for one in happens if _is_for_all(one["row"], now)]
    days, call = ([], "") if is_gone else (when.days, _first_phone(page, answers))
    context = {
        "centre": page.centre,
        "page": page,
        "day": today,
        "age": _age_note(page.centre.confirmed_on, today),
        "answers": answers,
        "edit": edits_of_centre(request.actor, page.centre, [leg.row for leg in (*page.legs, *page.coming)]),
        "texts": {kind.name: _text(texts, kind.value, page.centre, today) for kind in CentreText.Kind},
        "today": happens,
        "held": held,
        "is_gone": is_gone,
        "is_shut": is_gone or page.centre.state == FamilyCentre.State.PAUSED,
        "has": {module.name: module.value not in page.centre.switched_off for module in Module},
        "people": _people(page.centre, today),
        "access": _access(page.centre, today),
        "partners": _partners(page, today),
        "way": way_to(page.centre),
        "sharing": centre_head(page.centre, about=page.centre.about, days=days, phone=call, phrases=book),
    }
    context |= _in_words(page, when, request.actor, texts)
    told = {"phrases": book, "standing": _standing(context, book, language)}
    answer = render(request, "public/centre.html", context | told)
    return stored(answer, until=when.changes_at(answers, held))


def _when(page: CentrePage, texts: Texts, now: dt.datetime) -> _When:
    today = day_of(now)
    last = today + COMING * opening.DAY
    recorded = opening_of(page.centre.pk, today, last)
    days = recorded.days(today, last)
    legs = [_leg(leg, recorded, texts, now) for leg in page.legs]
    coming = [_leg(leg, recorded, texts, now) for leg in page.coming]
    return _When(today, recorded, days, status_at(days, now), legs, coming)


def _in_words(page: CentrePage, when: _When, actor: Actor, texts: Texts) -> dict[str, Any]:
    """When it is open and who is there, ready for the page."""
    here = {leg.row.leg for leg in page.legs}
    names = {one.shown.row.pk: one.title for one in when.legs}
    return {
        "said": opening.said(when.status, when.days, when.today),
        "open_legs": [one for one in when.legs if one.said.is_open],
        "legs": [_leg_card(one, when.today, actor, texts) for one in when.legs],
        "coming": [_leg_card(one, when.today, actor, texts) for one in when.coming],
        "missing": listed(str(leg.label).lower() for leg in Leg if leg.value not in here),
        "weeks": [week for one in when.legs if (week := _week(one, when.today, actor))],
        "notices": opening.notices(when.recorded.closings, when.days, names, when.today),
        "languages": listed(page.languages),
        "houses": houses_shown(page.houses),
    }


def _first_phone(page: CentrePage, answers: list[Answering]) -> str:
    return answers[0].phone if answers else next((leg.row.phone for leg in page.legs if leg.row.phone), "")


# --- the legs --------------------------------------------------------------------------------------


def _leg(leg: LegShown, recorded: Opening, texts: Texts, now: dt.datetime) -> _Leg:
    today = day_of(now)
    days = recorded.days_of_leg(leg.row.pk, today, today + COMING * opening.DAY)
    status = status_at(days, now)
    return _Leg(
        shown=leg,
        title=_title(leg, texts),
        week=[hours for hours in recorded.week if hours.leg == leg.row.pk],
        days=days,
        status=status,
        said=opening.said(status, days, today),
        is_too_old=freshness(leg_confirmed(leg.row), today) == Freshness.HIDE,
    )


def _title(leg: LegShown, texts: Texts) -> str:
    """What the centre calls the leg in the language of the page; else what everybody calls it there."""
    word = texts.words.get(leg.row.pk)
    return word.text if word else leg_title(leg.row)


def _leg_card(one: _Leg, today: dt.date, actor: Actor, texts: Texts) -> dict[str, Any]:
    row, word = one.shown.row, texts.words.get(one.shown.row.pk)
    confirmed_on = leg_confirmed(row)
    kind = str(LEGS[row.leg].word)
    return {
        "leg": row.leg,
        "title": one.title,
        "kind": kind if kind != one.title else "",
        "own_word": row.word if row.word and row.word != one.title else "",
        "party": row.unit.name if row.unit else row.party_name,
        "run_by": row.party_name if row.unit else "",
        "degree": "" if row.degree == CentreLeg.Degree.WHOLE else one.shown.degree_name,
        "phone": row.phone,
        "dial": dialled(row.phone),
        "hours": by_ages(one.week, max(today, row.from_date)),
        "said": one.said,
        "no_hours": row.get_no_hours_display() if row.no_hours == CentreLeg.NoHours.BOOKED else "",
        "is_known": bool(one.week),
        "is_too_old": one.is_too_old,
        "confirmed_on": confirmed_on,
        "age": _age_beside(confirmed_on, row.centre, today)
        or (_age_beside(word.confirmed_on, row.centre, today) if word else ""),
        "house": row.premises.name if row.premises else "",
        "from_date": row.from_date,
        "edit": edits_of_leg(actor, row),
    }


def _week(one: _Leg, today: dt.date, actor: Actor) -> dict[str, Any] | None:
    """The table of a leg's week, None where nobody has said its hours."""
    row, rows = one.shown.row, opening.week_rows(one.week, one.days[:COMING], today)
    if not rows:
        return None
    return {"leg": row.leg, "title": one.title, "said": one.said, "rows": rows, "edit": edit_of_hours(actor, row)}


# --- around them -----------------------------------------------------------------------------------


def _standing(shown: dict[str, Any], book: Phrases, language: str) -> Standing:
    """How it stands with the few words that staff wrote of what the page shows."""
    centre: FamilyCentre = shown["centre"]
    is_open = centre.state == FamilyCentre.State.OPEN
    told = [one.note for one in shown["notices"]] if is_open else [centre.state_note]
    if not shown["is_gone"]:
        told += [fact["note"] for fact in shown["access"]["facts"]]
        told += [one["row"].role for one in shown["people"]["shown"]]
        told += [one["row"].what for one in shown["partners"]]
    times = (word for one in shown["today"] for word in one["row"].words)
    return standing([*map(book.said, told), *times], language)


def _today(centre: FamilyCentre, today: dt.date, language: str, book: Phrases) -> list[dict[str, Any]]:
    if Module.CALENDAR in centre.switched_off or centre.state != FamilyCentre.State.OPEN:
        return []
    rows = calendar.occurrences(centre, today, today, today=today, language=language, phrases=book)
    return [{"row": row, "lang": html_code(row.title_language), "ask": ask_first(row)} for row in rows]


def _is_for_all(row: calendar.Shown, now: dt.datetime) -> bool:
    """Whether everybody may still come to something of today, whether or not the house is open."""
    return not (row.is_cancelled or row.is_shut) and row.scope == Activity.Scope.UNIVERSAL and now < row.ends_at


def _photo(centre: FamilyCentre, person: str) -> str:
    """The address of a picture, which is in no language; before everybody sees the centre, that for those at work."""
    with override(PageLanguage.SV):
        return reverse("centre_photo" if centre.is_public else "shown_photo", args=[centre.code, person])


def _people(centre: FamilyCentre, today: dt.date) -> dict[str, Any]:
    found = people_of(centre, today)
    shown = [
        {
            "row": one,
            "color": LEGS[one.leg].color if one.leg else "",
            "dial": dialled(one.phone),
            "age": _age_note(one.confirmed_on, today),
            "photo": _photo(centre, one.code) if one.has_photo else "",
        }
        for one in found.shown
    ]
    return {"shown": shown, "too_old": found.too_old}


def _text(texts: Texts, kind: str, centre: FamilyCentre, today: dt.date) -> dict[str, Any] | None:
    """A text of the centre's own with a warning where it is old. None where there is none."""
    row: TextShown | None = texts.by_kind.get(kind)
    return asdict(row) | {"age": _age_beside(row.confirmed_on, centre, today)} if row else None


def _access(centre: FamilyCentre, today: dt.date) -> dict[str, Any]:
    if Module.ACCESS in centre.switched_off:
        return {"facts": [], "good": [], "unknown": ""}
    found = access_of(centre, today)
    facts = [
        {"name": fact.get_kind_display(), "answer": fact.get_answer_display(), "code": fact.answer, "note": fact.note}
        | {"age": _age_beside(fact.confirmed_on, centre, today)}
        for fact in found.known
    ]
    good = [str(fact.get_kind_display()) for fact in found.known if fact.answer == AccessFact.Answer.YES]
    return {"facts": facts, "good": good, "unknown": listed(name.lower() for name in found.unknown)}


def _partners(page: CentrePage, today: dt.date) -> list[dict[str, Any]]:
    return [
        {"row": one, "age": _age_beside(one.confirmed_on, page.centre, today)}
        for one in partners_shown(page.centre, page.partners, today)
    ]


def _age_beside(confirmed_on: dt.date | None, centre: FamilyCentre, today: dt.date) -> str:
    """A warning beside something that is older than what is said of the centre, which warns on top of the page."""
    return _age_note(confirmed_on, today) if confirmed_on != centre.confirmed_on else ""


def _age_note(confirmed_on: dt.date | None, today: dt.date) -> str:
    """A warning where nobody has confirmed for long that it is so."""
    if freshness(confirmed_on, today) != Freshness.WARN:
        return ""
    if confirmed_on is None:
        return _("Ingen har bekräftat uppgifterna. Ring innan du går.")
    return facts_from(confirmed_on)


# --- photos ----------------------------------------------------------------------------------------


def centre_photo(request: Request, centre: str, shown: str) -> HttpResponse:
    """The picture of somebody who has agreed to it. A browser may keep it for an hour, and asks again after that."""
    row = public_centre(centre)
    person = shown_photo(row, shown, timezone.localdate())
    if person is None or not person.photo:
        raise Http404
    content = bytes(person.photo)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    is_known = etag in parse_etags(request.headers.get("If-None-Match", ""))
    answer = HttpResponseNotModified() if is_known else HttpResponse(content, content_type=person.photo_type)
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = f"public, max-age={PHOTO_SECONDS}"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer

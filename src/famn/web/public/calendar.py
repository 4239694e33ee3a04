"""The calendar of one centre for everybody: a day, a week, a month or a list, on paper too, and each activity.

Every choice is a link, so that what one sees can be sent on. A page is the same for all who read in its language.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import chain
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from famn.domain.activities.models import Activity
from famn.domain.activities.reads import heads
from famn.domain.activities.reads.calendar import Filters, Shown, occurrences
from famn.domain.activities.reads.heads import Head
from famn.domain.activities.reads.one import MOST_TIMES, public_activity
from famn.domain.centres.models import FamilyCentre, Language, Module
from famn.domain.centres.reads.freshness import Freshness, freshness
from famn.domain.centres.reads.phrases import Standing, standing
from famn.ground.ages import in_months, span_of_years
from famn.ground.languages import PageLanguage, html_code
from famn.web.public import calendar_rows
from famn.web.public.calendar_rows import DayShown
from famn.web.public.door import let_in, public_centre
from famn.web.public.edits import edit_of_calendar, edits_of_activity
from famn.web.public.periods import VIEWS, Period, asked_period
from famn.web.public.sharing import activity_head, calendar_head
from famn.web.shared.actor import Request
from famn.web.shared.stored import stored
from famn.web.shared.tags import LEGS, weekday_long
from famn.web.shared.time_rows import Detail, Rows

# The ages that a parent asks by: a child's age in months, and what the link says.
AGES: Final = {6: (0, 1), 18: (1, 2), 42: (3, 5)}  # an age in months to ask for: the years it stands for
MOST_CHIPS: Final = 4  # kinds of activities to choose between, where a calendar has more: those it has most of
TEMPLATES: Final = {
    "idag": "public/calendar_list.html",
    "vecka": "public/calendar_week.html",
    "manad": "public/calendar_month.html",
    "lista": "public/calendar_list.html",
}
DETAILS: Final = {"manad": Detail.SHORT, "vecka": Detail.USUAL}


def calendar(request: Request, centre: str) -> HttpResponse:
    """What happens at a centre during a day, a week, a month or the coming weeks."""
    at = timezone.now()
    period = asked_period(request.GET.get("vy", ""), request.GET.get("dag", ""), today=timezone.localdate(at))
    filters = Filters.from_query(request.GET)
    head = head_of(centre, period, at=at)
    everything = rows_of(head, period, at=at)
    shown = [one for one in everything if filters.lets(one)]
    before, after = period.steps()
    context = _page(head, period, shown, at) | {
        "sharing": calendar_head(
            head.centre, [] if request.GET else everything, at
        ),  # the other views are of this page
        "views": [
            {"url": period.seen_as(view).link(filters), "label": label, "current": view == period.view}
            for view, label in VIEWS.items()
        ],
        "before": _step(before, filters),
        "after": _step(after, filters),
        "filters": filters,
        "filter_query": f"?{filters.as_query()}" if filters else "",
        "chips": _chips(period, filters, everything),
        "cleared": period.link(),
        "hidden": len(everything) - len(shown),
        "printed": period.link(filters),
        "sheets": Module.WEEK_SHEET not in head.centre.switched_off,
        "feeds": Module.FEEDS not in head.centre.switched_off,
        "edit_url": edit_of_calendar(request.actor, head.centre, period.day.isoformat()),
    }
    response = render(request, TEMPLATES[period.view], context)
    return stored(response, until=until(everything, at))


def calendar_print(request: Request, centre: str) -> HttpResponse:
    """The same on paper: no links, no colours, every word."""
    at = timezone.now()
    period = asked_period(request.GET.get("vy", ""), request.GET.get("dag", ""), today=timezone.localdate(at))
    filters = Filters.from_query(request.GET)
    head = head_of(centre, period, at=at)
    shown = [one for one in rows_of(head, period, at=at) if filters.lets(one)]
    return stored(render(request, "public/calendar_print.html", _page(head, period, shown, at)))


def activity(request: Request, centre: str, activity: str) -> HttpResponse:
    """One activity: what, for whom, when next."""
    at = timezone.now()
    today = timezone.localdate(at)
    page = public_activity(centre, activity, at, language=language_now())
    if page is None:
        public_centre(centre)  # says so itself where it is the centre that is gone
        raise Http404
    row = page.activity
    rows = Rows(centre, {}, at=at, detail=Detail.WHOLE)
    context = {
        "page": page,
        "activity": row,
        "answers": page.answers,
        "centre": row.centre,
        "sharing": activity_head(row.centre, row, title=page.title.text, about=page.about.text, times=page.times),
        "phrases": page.phrases,
        "standing": page.standing(language_now()),
        "title_lang": html_code(page.title.language),
        "about_lang": html_code(page.about.language),
        "leg_word": page.leg or LEGS[row.leg].word,
        "times": [_time(one, rows) for one in page.times],
        "next": next((one for one in page.times if not one.is_cancelled), None),
        "is_running": any(one.starts_at <= at and not one.is_cancelled for one in page.times),
        "today": today,
        "is_stale": freshness(row.confirmed_on, today) == Freshness.WARN,
        "most_times": MOST_TIMES if len(page.times) == MOST_TIMES else 0,
        "feeds": Module.FEEDS not in row.centre.switched_off,
        "edit": edits_of_activity(request.actor, row),
    }
    return stored(render(request, "public/activity.html", context), until=until(page.times, at))


# --- what every page of a calendar needs -----------------------------------------------------------


def head_of(centre: str, period: Period, *, at: dt.datetime, module: str = Module.CALENDAR) -> Head:
    """The public centre with this code. Raises Http404 where there is none, or it has no calendar or no `module`.

    Raises TooOld where it is too old to be shown.
    """
    head = heads.head(centre, *period.read, at=at, language=language_now())
    if head is None or {Module.CALENDAR, module} & {*let_in(head.centre).switched_off}:
        raise Http404
    return head


def rows_of(head: Head, period: Period, *, at: dt.datetime) -> list[Shown]:
    """What happens in the period, in the language of the page."""
    today = timezone.localdate(at)
    return occurrences(head.centre, *period.read, today=today, language=language_now(), phrases=head.phrases)


def language_now() -> str:
    """The language of the page, one of PageLanguage."""
    return get_language() or PageLanguage.SV


def standing_of(head: Head, shown: Sequence[Shown], first: dt.date, last: dt.date) -> Standing:
    """How it stands with what staff wrote of some times, and of why it is closed from `first` to `last`."""
    notes = (one.note for one in head.closings if one.from_date <= last and first < one.to_date)
    paused = head.centre.state == FamilyCentre.State.PAUSED
    state = (head.phrases.said(head.centre.state_note),) if paused else ()
    return standing(chain(state, notes, (word for one in shown for word in one.words)), language_now())


def _page(head: Head, period: Period, shown: Sequence[Shown], at: dt.datetime) -> dict[str, Any]:
    today = timezone.localdate(at)
    rows = Rows(head.centre.code, head.words, at=at, detail=DETAILS.get(period.view, Detail.WHOLE))
    days = calendar_rows.days(
        head,
        period.first,
        period.last,
        shown,
        today=today,
        rows=rows,
        month=period.day.month if period.view == "manad" else 0,
    )
    return {
        "head": head,
        "centre": head.centre,
        "period": period,
        "answers": head.answers,
        "title": period.title(),
        "days": days,
        "sections": calendar_rows.month_sections(days) if period.view == "manad" else "",
        "count": len(shown),
        "today": today,
        "phones": [
            (head.words[leg].text if leg in head.words else LEGS[leg].word, phone) for leg, phone in head.phones
        ],
        "symbols": calendar_rows.leg_symbols(),
        "next_link": period.at(head.next_day).link() if head.next_day else "",
        "is_stale": freshness(head.centre.confirmed_on, today) == Freshness.WARN,
        "phrases": head.phrases,
        "standing": standing_of(head, shown, period.first, period.last),
    } | _weekend(period, days)


def _step(step: tuple[Period, str] | None, filters: Filters) -> dict[str, str] | None:
    return {"url": step[0].link(filters), "label": step[1]} if step else None


def _weekend(period: Period, days: list[DayShown]) -> dict[str, Any]:
    """A week whose Saturday and Sunday are empty shows them as one narrow day."""
    if period.view != "vecka":
        return {}
    weekend = days[5:]
    is_still = not any(one.count or one.notes for one in weekend)
    return {"workdays": days[:5] if is_still else days, "weekend": weekend if is_still else []}


def until(shown: Sequence[Shown], at: dt.datetime) -> dt.datetime | None:
    """The next moment when something begins or ends: until then the words of what is going on now are true."""
    moments = [moment for one in shown for moment in (one.starts_at, one.ends_at) if moment > at]
    return min(moments, default=None)


def _time(one: Shown, rows: Rows) -> dict[str, Any]:
    return {
        "shown": one,
        "day": one.day,
        "when": weekday_long(one.day),
        "file": reverse("occurrence_file", args=[one.code]),
        "said": mark_safe(rows.said(one)),  # noqa: S308  written by `Rows`
    }


# --- filters ---------------------------------------------------------------------------------------


def _chips(period: Period, filters: Filters, everything: Sequence[Shown]) -> list[dict[str, Any]]:
    """What one may choose to see, as links that turn one thing on or off: only what the period has, or is chosen."""
    chips = [
        _chip(period, filters, "age", age, span_of_years(*years), "bebis" if age < 12 else "")
        for age, years in AGES.items()
    ]
    if not any(one.age_from is not None for one in everything) and filters.age is None:
        chips = []
    if filters.age is not None and filters.age not in AGES:
        chips.append(_chip(period, filters, "age", filters.age, in_months(filters.age), "bebis"))
    chips += [
        _chip(period, filters, "kinds", kind, str(Activity.Kind(kind).label), _KIND_ICONS.get(kind, ""))
        for kind in _most(everything, filters)
    ]
    spoken = {code for one in everything for code in one.language_codes} - {"sv"} | {*filters.languages}
    chips += [
        _chip(period, filters, "languages", code, str(Language(code).label).capitalize(), "sprak")
        for code in sorted(spoken)
    ]
    if filters.drop_in or any(one.booking == Activity.Booking.SIGN_UP for one in everything):
        chips.append(_chip(period, filters, "drop_in", True, _("Inget att boka"), "klar"))
    chips += [_chip(period, filters, "legs", leg, str(LEGS[leg].word), LEGS[leg].icon) for leg in filters.legs]
    return chips


def _most(everything: Sequence[Shown], filters: Filters) -> list[str]:
    """The kinds that a calendar has most of, and those that are chosen, in the order of Activity.Kind."""
    counts: dict[str, int] = {}
    for one in everything:
        counts[one.kind] = counts.get(one.kind, 0) + 1
    most = sorted(counts, key=lambda kind: -counts[kind])[:MOST_CHIPS]
    special = {Activity.Kind.FATHERS, Activity.Kind.LANGUAGE} & {*counts}  # who asks for them finds them nowhere else
    return [kind for kind in Activity.Kind.values if kind in {*most, *special, *filters.kinds}]


def _chip(period: Period, filters: Filters, part: str, value: Any, label: str, icon: str) -> dict[str, Any]:
    now = getattr(filters, part)
    is_on = value in now if isinstance(now, tuple) else now == value
    return {"url": period.link(filters.turned(part, value)), "label": label, "icon": icon, "current": is_on}


_KIND_ICONS: Final = {
    "preschool": "forskola",
    "song": "sang",
    "baby": "bebis",
    "fathers": "pappa",
    "group": "grupp",
    "language": "sprak",
    "talk": "stod",
    "midwife": "bmm",
    "health": "bvc",
    "outdoor": "ute",
}

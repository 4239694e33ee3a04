"""A calendar from elsewhere as the pages show it. What was read goes in, small records come out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.activities.actions import BroughtIn
from famn.domain.activities.models import Activity, CalendarSource, Occurrence
from famn.domain.activities.planning.foreign import Left
from famn.domain.activities.reads import Act, Group, Incoming, Step, fault_in_words
from famn.outside.calendars import Fault
from famn.web.shared.tags import weekday_long
from famn.web.workspace.activities.forms import WEEKDAYS
from famn.web.workspace.activities.shown import clash_in_words, span

MOST_SHOWN: Final = 12  # of one list: the rest is counted
LEFT: Final = {
    Left.PAST: gettext_lazy("Har redan varit"),
    Left.WHOLE_DAY: gettext_lazy("Gäller en hel dag eller mer, och är ingen tid att komma på"),
    Left.CANCELLED: gettext_lazy("Redan inställt i kalendern"),
    Left.NO_TITLE: gettext_lazy("Saknar rubrik"),
}
ACTS: Final = {
    Act.MOVED: gettext_lazy("flyttas"),
    Act.CANCELLED: gettext_lazy("ställs in"),
    Act.RESTORED: gettext_lazy("blir av igen"),
    Act.KEPT: gettext_lazy("rörs inte, ni har ändrat det här"),
    Act.THERE: gettext_lazy("finns redan här"),
}


def source_row(one: CalendarSource) -> dict[str, Any]:
    """A calendar in the list. The address is shown without its secret parts."""
    is_done = one.state == CalendarSource.State.DONE
    return {
        "name": one.name or _("Kalender utan namn"),
        "host": urlsplit(one.address.replace("webcal:", "https:", 1)).hostname or "" if one.address else "",
        "state": one.state,
        "state_words": one.get_state_display(),
        "read_at": one.read_at,
        "next_read_at": one.next_read_at,
        "fault": fault_in_words(one.fault),
        "unchosen": one.unchosen,
        "code": one.code,
        "url": reverse("brought_in" if is_done else "incoming", args=[one.centre.code, one.code]),
        "done_url": reverse("brought_in", args=[one.centre.code, one.code]),
        "look_url": reverse("incoming", args=[one.centre.code, one.code]),
        "stop_url": reverse("stop_following", args=[one.centre.code, one.code]),
    }


def group_row(group: Group) -> dict[str, Any]:
    """One title before it is brought in."""
    usual = group.usual
    told = [step for step in group.steps if step.act in ACTS]
    ways = [(step, clash) for step in group.steps for clash in step.clashes]
    return {
        "title": group.title,
        "count": len(group.steps),
        "rhythm": f"{dict(WEEKDAYS)[usual.weekday]} {span(usual.starts, usual.ends)}",
        "is_regular": usual.count == len(group.steps),
        "usual_count": usual.count,
        "first": group.first,
        "last": group.last,
        "room": next((step.room.name for step in group.steps if step.room), ""),
        "place": next((step.time.place for step in group.steps if step.time.place and not step.room), "")[:80],
        "what": _what(group),
        "told": [_step_row(step) for step in told[:MOST_SHOWN]],
        "ways": [_step_row(step) | {"way": clash_in_words(clash)} for step, clash in ways[:MOST_SHOWN]],
        "more": max(len(told) - MOST_SHOWN, 0) + max(len(ways) - MOST_SHOWN, 0),
    }


def _what(group: Group) -> str:
    """What becomes of the times of a title: "12 nya, 1 flyttas"."""
    said = []
    if new := group.count(Act.NEW):
        said.append(ngettext("%(count)d nytt tillfälle", "%(count)d nya tillfällen", new) % {"count": new})
    if same := group.count(Act.SAME):
        said.append(_("%(count)d som förut") % {"count": same})
    for act, word in ACTS.items():
        if count := group.count(act):
            said.append(f"{count} {word}")
    return ", ".join(said)


def _step_row(step: Step) -> dict[str, Any]:
    said = {"day": step.time.starts_at, "clock": span(step.time.starts_at, step.time.ends_at)}
    if step.act is Act.KEPT and step.row is not None:
        said = {"day": step.row.starts_at, "clock": span(step.row.starts_at, step.row.ends_at)}
    return said | {"words": ACTS.get(step.act, "")}


def left_rows(page: Incoming) -> list[dict[str, Any]]:
    """What is left out, by why, with the first few by name."""
    return [
        {"why": LEFT[why], "count": len(some), "names": _names([one.title for one in some])}
        for why, some in page.left.items()
    ]


def _names(titles: Sequence[str]) -> str:
    """The first few different titles."""
    found = [title[:60] for title in dict.fromkeys(titles) if title.strip()]
    return ", ".join(found[:4]) + (" …" if len(found) > 4 else "")


def fault_row(fault: Fault) -> str:
    """One thing that could not be read: its name, or its row in a table, and why."""
    what = _("Rad %(number)s") % {"number": fault.what} if fault.what.isdigit() else fault.what[:60]
    return f"{what}: {fault_in_words(fault.why)}"


def gone_row(one: Occurrence) -> dict[str, Any]:
    """One time that is no longer in the calendar. Needs `activity`."""
    return {"title": one.activity.title, "day": one.starts_at, "clock": span(one.starts_at, one.ends_at)}


def done_in_words(done: BroughtIn) -> str:
    """What bringing in did, in one sentence."""
    said = [
        ngettext("%(count)d tillfälle är hämtat", "%(count)d tillfällen är hämtade", done.added) % {"count": done.added}
    ]
    rest = (
        (done.moved, _("%(count)d flyttade")),
        (done.cancelled, _("%(count)d inställda")),
        (done.restored, _("%(count)d blir av igen")),
        (done.kept, _("%(count)d rördes inte, eftersom ni har ändrat dem här")),
        (done.roomless, _("%(count)d utan rum, eftersom rummet var upptaget")),
    )
    said += [words % {"count": count} for count, words in rest if count]
    return ", ".join(said) + "."


def activity_row(activity: Activity, times: Sequence[Occurrence]) -> dict[str, Any]:
    """An activity that has times of a calendar."""
    first, last = times[0], times[-1]
    return {
        "title": activity.title,
        "url": reverse("work_activity", args=[activity.code]),
        "publish_url": reverse("publish_activity", args=[activity.code]),
        "leg": activity.leg,
        "is_draft": activity.state == Activity.State.DRAFT,
        "state_words": activity.get_state_display(),
        "count": len(times),
        "first": weekday_long(first.day),
        "last": weekday_long(last.day),
        "cancelled": sum(one.state == Occurrence.State.CANCELLED for one in times),
    }

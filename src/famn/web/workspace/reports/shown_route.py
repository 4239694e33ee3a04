"""A report's way through its bodies as components show it. Pure: what was read goes in, small records come out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.models import Passage
from famn.domain.matters.reads import Outcome, Route, Stop
from famn.domain.people.rules import Actor
from famn.web.shared.tags import date_long
from famn.web.workspace.reports.shown import decision

ICONS: Final = {
    Passage.State.PLANNED: "tid",
    Passage.State.ON_AGENDA: "kalender",
    Passage.State.DONE: "klar",
}


def route(found: Route, actor: Actor) -> list[dict[str, Any]]:
    """The bodies in order, each with what it came to and what can be done; empty where only one takes it up."""
    return [] if found.is_single else [stop_row(stop, found, actor) for stop in found.stops]


def stop_row(stop: Stop, found: Route, actor: Actor) -> dict[str, Any]:
    """One body on the way."""
    passage = stop.passage
    query = f"?organ={passage.code}"
    code = found.report.code
    acts = []
    if rules.may_record_outcome(actor, passage, found.passages):
        acts.append({"label": _("Registrera beslutet"), "url": reverse("record_decision", args=[code]) + query})
    if rules.may_take_up(actor, passage):
        acts.append({"label": _("Ta upp på dagordningen"), "url": reverse("put_on_agenda", args=[code]) + query})
    withdraw = reverse("withdraw_passage", args=[code, passage.code])
    return {
        "place": stop.place,
        "body": passage.body,
        "where": passage.authority_name,
        "role": str(passage.get_role_display()).capitalize(),
        "icon": ICONS.get(Passage.State(passage.state), "info"),
        "note": note(stop),
        "acts": acts,
        "take_off": reverse("take_off_agenda", args=[code]) + query if rules.may_take_off(actor, passage) else "",
        "withdraw": withdraw if rules.may_withdraw_passage(actor, passage, found.passages) else "",
        "decisions": [decision(one) for one in stop.decisions],
    }


def note(stop: Stop) -> str:
    """Where a body stands, in a few words."""
    passage, last = stop.passage, stop.last
    if passage.state == Passage.State.DONE and last is not None:
        words = f"{date_long(last.meeting_date)}: {rules.in_words(last, passage.role)}"
        return f"{words}, {last.paragraph}" if last.paragraph else words
    if passage.state == Passage.State.ON_AGENDA:
        return _("Tas upp %(day)s") % {"day": date_long(passage.meeting_date)}
    if stop.waits_for is not None:
        return _("Efter %(body)s") % {"body": stop.waits_for.body}
    if last is not None:
        return _("Bordlagt %(day)s, väntar på ett nytt möte") % {"day": date_long(last.meeting_date)}
    return _("Väntar på ett möte")


def before(found: Route, stop: Stop | None) -> list[dict[str, Any]]:
    """What the bodies before this one, and beside it, have come to: it is shown to whoever takes the next step."""
    if stop is None or found.is_single:
        return []
    return [
        decision(one)
        for other in found.stops
        if other.passage.pk != stop.passage.pk and other.place <= stop.place
        for one in other.decisions
    ]


def differing(outcome: Outcome, actor: Actor, found: Route) -> dict[str, Any] | None:
    """That bodies decided differently, side by side, and what somebody chose; None where they did not."""
    if not outcome.differ:
        return None
    way, report = outcome.way, found.report
    return {
        "bodies": [
            {
                "body": one.body,
                "outcome": str(one.get_outcome_display()).capitalize(),
                "paragraph": one.paragraph,
                "day": date_long(one.meeting_date),
                "text": one.text or _("Beslutade med förslagets ord."),
            }
            for one in outcome.made
        ],
        "chosen": _("%(name)s valde %(day)s: %(choice)s.")
        % {"name": way.chosen_by.name, "day": date_long(way.chosen_at), "choice": way.get_choice_display()}
        if way
        else "",
        "reason": way.reason if way else "",
        "choose_url": reverse("choose_way", args=[report.code])
        if way is None and rules.may_choose_way(actor, report, outcome.made)
        else "",
    }


def places(found: Iterable[Stop]) -> list[tuple[str, str]]:
    """Where a new body can come on the way, as a form offers it."""
    together: dict[int, list[str]] = {}
    for stop in found:
        together.setdefault(stop.passage.number, []).append(stop.passage.body)
    beside = [
        (str(number), _("Samtidigt med %(bodies)s") % {"bodies": _(" och ").join(bodies)})
        for number, bodies in together.items()
    ]
    return [("first", _("Före de andra")), *beside, ("last", _("Efter de andra"))]

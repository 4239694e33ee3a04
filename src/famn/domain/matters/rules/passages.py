"""A report's way through its bodies: in what order they take it up, when it is decided, and what if they differ.

A body that prepares a matter (kommunallagen 5:26) gives its view to the next; only one that decides settles anything.
Where those that decide come to different ends nothing goes on by itself: somebody by name chooses, with a reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.matters.models import (
    PASSAGE_STATES,
    BoardReport,
    Decision,
    Passage,
    WayForward,
)
from famn.domain.matters.rules.writing import may_here, may_put_on_agenda, visible_reports
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

State = BoardReport.State
_SETTLED = frozenset({Passage.State.DONE, Passage.State.WITHDRAWN})
_GRANTED = frozenset({Decision.Outcome.AS_PROPOSED, Decision.Outcome.OTHERWISE})


def visible_passages(actor: Actor) -> QuerySet[Passage]:
    """The passages of the reports that one sees."""
    return Passage.objects.filter(report__in=visible_reports(actor)).select_related("board", "report__matter")


# --- what the passages tell -------------------------------------------------------------------------


def living(passages: Iterable[Passage]) -> list[Passage]:
    """The passages that count: those that nobody has taken away, in their order."""
    lively = (one for one in passages if one.state != Passage.State.WITHDRAWN)
    return sorted(lively, key=lambda one: (one.number, one.pk or 0))


def waits_for(passage: Passage, passages: Iterable[Passage]) -> Passage | None:
    """The first earlier body that has not dealt with the report yet; None where it is this one's turn."""
    earlier = [one for one in living(passages) if one.number < passage.number and one.state not in _SETTLED]
    return earlier[0] if earlier else None


def state_after(passages: Iterable[Passage]) -> str:
    """The state of a report whose passages have changed: decided, on an agenda, or waiting for the next meeting.

    With a single body a report is decided by whatever that body did; it goes to another meeting where it was postponed.
    """
    lively = living(passages)
    deciding = [one for one in lively if one.role == Passage.Role.DECIDES]
    if deciding and all(one.state == Passage.State.DONE for one in deciding):
        return State.DECIDED
    if any(one.state == Passage.State.ON_AGENDA for one in lively):
        return State.AGENDA
    return State.DECIDED if len(lively) == 1 else State.ATTESTED


def is_granted(decision: Decision) -> bool:
    """Whether a decision is one that something can come of."""
    return decision.outcome in _GRANTED


def differ(decisions: Sequence[Decision]) -> bool:
    """Whether those that decide came to different ends; each with its own words is different too."""
    return len({(one.outcome, one.text.strip()) for one in decisions}) > 1


def is_united(decisions: Sequence[Decision]) -> bool:
    """Whether all that decide did so as proposed: only then anything follows by itself."""
    return bool(decisions) and all(one.outcome == Decision.Outcome.AS_PROPOSED for one in decisions)


def in_words(decision: Decision, role: str) -> str:
    """What a body came to, in a word or two: one that prepares proposes, one that decides decides."""
    if role != Passage.Role.PREPARES:
        return str(decision.get_outcome_display())
    outcome = Decision.Outcome
    return {
        outcome.AS_PROPOSED: _("tillstyrker förslaget"),
        outcome.OTHERWISE: _("föreslår en ändring"),
        outcome.REFERRED_BACK: _("skickar tillbaka ärendet"),
        outcome.POSTPONED: _("bordlagt"),
        outcome.REJECTED: _("avstyrker förslaget"),
    }[outcome(decision.outcome)]


# --- what one may do --------------------------------------------------------------------------------


def may_plan_passages(actor: Actor, report: BoardReport) -> Verdict:
    """Whether one may say which bodies a report goes to: until it is decided. Needs `matter` selected."""
    ahead = report.state in {State.DRAFT, State.READY, State.ATTESTED, State.AGENDA}
    return first_no(
        may_here(actor, report.matter, Capability.CHANGE_MATTERS),
        YES if ahead else no(_("Alla som skulle besluta har gjort det. Vägen kan inte ändras.")),
    )


def may_withdraw_passage(actor: Actor, passage: Passage, passages: Sequence[Passage]) -> Verdict:
    """Whether one may take a body away: one that has not begun, and not the last that decides."""
    others = [one for one in living(passages) if one.pk != passage.pk and one.role == Passage.Role.DECIDES]
    return first_no(
        may_plan_passages(actor, passage.report),
        PASSAGE_STATES.may_go(passage.state, Passage.State.WITHDRAWN),
        YES if others else no(_("Minst ett organ måste besluta.")),
    )


def may_take_up(actor: Actor, passage: Passage) -> Verdict:
    """Whether one may put a report on the agenda of this body. Needs `report__matter` selected."""
    report = passage.report
    on_other = report.state == State.AGENDA  # another body has it on its agenda already
    return first_no(
        may_here(actor, report.matter, Capability.RECORD_DECISIONS) if on_other else may_put_on_agenda(actor, report),
        PASSAGE_STATES.may_go(passage.state, Passage.State.ON_AGENDA),
    )


def may_take_off(actor: Actor, passage: Passage) -> Verdict:
    """Whether one may take a report off the agenda of one body among several. Needs `report__matter` selected."""
    return first_no(
        may_here(actor, passage.report.matter, Capability.RECORD_DECISIONS),
        PASSAGE_STATES.may_go(passage.state, Passage.State.PLANNED),
    )


def may_record_outcome(actor: Actor, passage: Passage, passages: Iterable[Passage]) -> Verdict:
    """Whether one may record what this body came to: it is on its agenda, and the earlier ones are done."""
    first = waits_for(passage, passages)
    early = no(_("%(body)s ska behandla ärendet först.") % {"body": first.body}) if first else YES
    return first_no(
        may_here(actor, passage.report.matter, Capability.RECORD_DECISIONS),
        PASSAGE_STATES.may_go(passage.state, Passage.State.DONE),
        early,
    )


def may_choose_way(actor: Actor, report: BoardReport, decisions: Sequence[Decision]) -> Verdict:
    """Whether one may choose what happens after bodies that decided differently. Needs `matter` selected."""
    decided = report.state == State.DECIDED and differ(decisions)
    return first_no(
        may_here(actor, report.matter, Capability.CHANGE_MATTERS),
        YES if decided else no(_("Det finns inget att välja: nämnderna har inte beslutat olika.")),
    )


def way_is_open(decisions: Sequence[Decision], way: WayForward | None) -> Verdict:
    """Whether what was decided may be carried out: all came to the same end, or somebody chose to go on."""
    if not differ(decisions):
        return YES
    if way is None:
        return no(_("Nämnderna har beslutat olika. Någon behöver först välja vad som ska hända."))
    is_on = way.choice == WayForward.Choice.GO_ON
    return YES if is_on else no(_("Nämnderna beslutade olika, och %(what)s valdes.") % {"what": _said(way)})


def _said(way: WayForward) -> str:
    return f"”{way.get_choice_display()}”"

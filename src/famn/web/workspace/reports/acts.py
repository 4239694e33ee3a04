"""What one can do with a report just now: one act first, the others quiet, and why an expected one is not there."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.models import Attestation, BoardReport, Decision, WayForward
from famn.domain.matters.reads import ReportPage, Route
from famn.domain.people.rules import Actor, Capability

State = BoardReport.State


@dataclass(frozen=True)
class Act:
    """One thing to do: a link to a page of its own, or a button that does it at once."""

    label: str
    url: str
    icon: str = ""
    at_once: bool = False


@dataclass(frozen=True)
class Acts:
    """What one can do: `first` is the one thing to do now, if any. `reason` tells why something expected is missing."""

    first: Act | None
    others: list[Act]
    reason: str = ""


def acts_of(page: ReportPage, actor: Actor, mine: Attestation | None, *, may_carry_out: bool, route: Route) -> Acts:
    """What the rules allow, the most wanted first. `mine` is what one was asked about the newest version."""
    report = page.report
    found: list[Act] = []
    if mine is not None and rules.may_attest(actor, mine):
        found.append(_link("attest_report", report, _("Läs och attestera"), "klar"))
    found += _before_board(page, actor) if route.is_single else _before_bodies(route, actor)
    if _waits_for_choice(page, route) and rules.may_change_matter(actor, report.matter):
        found.append(_link("choose_way", report, _("Välj vad som ska hända"), "pil"))
    if _is_to_be_written_anew(page, route) and rules.may_write(actor, report.matter):
        url = f"{reverse('start_report', args=[report.matter.code])}?foljer={report.code}"
        found.append(Act(_("Skriv nytt utlåtande efter återremissen"), url, "penna"))
    if may_carry_out:
        found.append(_link("execute_report", report, _("Verkställ beslutet"), "klar"))
    found += _writing(page, actor)
    if route.is_single and rules.may_take_off_agenda(actor, report):
        found.append(_button("take_off_agenda", report, _("Ta bort från dagordningen")))
    if rules.may_close_report(actor, report) and not _is_to_be_carried_out(page, route):
        words = _("Avsluta utkastet") if report.state == State.DRAFT else _("Avsluta utlåtandet")
        found.append(_button("close_report", report, words))
    is_leading = bool(found) and not _is_quiet(found[0], report)
    return Acts(found[0] if is_leading else None, found[1:] if is_leading else found, _reason(page, actor, mine))


def last_outcome(page: ReportPage) -> str:
    """What the board decided last; empty where it has not."""
    return page.decisions[-1].outcome if page.decisions else ""


def _writing(page: ReportPage, actor: Actor) -> list[Act]:
    report = page.report
    if not rules.may_edit(actor, report):
        return []
    write = _link("edit_report", report, _("Skriv vidare"), "penna")
    if report.state == State.DRAFT:
        send = _link("send_report", report, _("Skicka för attest"), "pil")
        return [write] if page.gaps or page.copy else [send, write]
    return [_button("take_back_report", report, _("Ta tillbaka och skriv vidare"))]


def _may_go_to_meeting(actor: Actor, page: ReportPage) -> bool:
    is_open = last_outcome(page) in {"", Decision.Outcome.POSTPONED}
    return is_open and bool(rules.may_put_on_agenda(actor, page.report))


def _before_board(page: ReportPage, actor: Actor) -> list[Act]:
    """What one can do before a single body."""
    report, found = page.report, []
    if rules.may_decide(actor, report):
        found.append(_link("record_decision", report, _("Registrera beslutet"), "klar"))
    if _may_go_to_meeting(actor, page):
        again = report.state == State.DECIDED
        words = _("Ta upp på ett nytt möte") if again else _("Ta upp på dagordningen")
        found.append(_link("put_on_agenda", report, words, "kalender"))
    return found


def _before_bodies(route: Route, actor: Actor) -> list[Act]:
    """What one can do before those of several bodies whose turn it is; each act names its body."""
    found = []
    for stop in route.stops:
        name, query = {"name": stop.passage.body}, f"?organ={stop.passage.code}"
        if rules.may_record_outcome(actor, stop.passage, route.passages):
            url = reverse("record_decision", args=[route.report.code]) + query
            found.append(Act(_("Registrera beslutet: %(name)s") % name, url, "klar"))
        elif stop.is_next and rules.may_take_up(actor, stop.passage):
            url = reverse("put_on_agenda", args=[route.report.code]) + query
            found.append(Act(_("Ta upp på dagordningen: %(name)s") % name, url, "kalender"))
    return found


def _is_to_be_written_anew(page: ReportPage, route: Route) -> bool:
    """Whether a body wants to know more, or somebody chose to write anew after bodies that differed."""
    if route.way is not None:
        return route.way.choice == WayForward.Choice.WRITE_ANEW
    if route.is_single:
        return last_outcome(page) == Decision.Outcome.REFERRED_BACK
    return any(one.last is not None and one.last.outcome == Decision.Outcome.REFERRED_BACK for one in route.stops)


def _waits_for_choice(page: ReportPage, route: Route) -> bool:
    """Whether bodies decided differently and nobody has chosen what happens."""
    return page.report.state == State.DECIDED and route.differs and route.way is None


def _is_to_be_carried_out(page: ReportPage, route: Route) -> bool:
    """Whether a decided report waits for somebody to carry it out, or to choose what happens, before it is closed."""
    if page.report.state != State.DECIDED:
        return False
    if route.way is not None:
        return route.way.choice == WayForward.Choice.GO_ON
    if _waits_for_choice(page, route):
        return True
    return last_outcome(page) in {Decision.Outcome.AS_PROPOSED, Decision.Outcome.OTHERWISE}


def _is_quiet(act: Act, report: BoardReport) -> bool:
    """Whether the act is one that nobody should be led to: to take back, to take off, to give up a draft."""
    is_done = report.state in {State.DECIDED, State.EXECUTED}
    return act.at_once and not is_done


def _reason(page: ReportPage, actor: Actor, mine: Attestation | None) -> str:
    """Why one who would expect to do something cannot."""
    report = page.report
    if report.state == State.READY and actor.can(Capability.ATTEST):
        if mine is not None and mine.state != Attestation.State.WAITING:
            return ""
        verdict = rules.may_be_asked(actor.user_id or 0, report)
        return "" if mine is not None and verdict else str(verdict.reason) or _("Någon annan ska attestera det här.")
    if actor.can(Capability.RECORD_DECISIONS) and report.state in {State.DRAFT, State.READY}:
        return _("Utlåtandet kan tas upp på ett möte när det är attesterat.")
    if actor.can(Capability.WRITE_REPORTS):
        return str(rules.may_edit(actor, report).reason)
    return ""


def _link(name: str, report: BoardReport, words: str, icon: str = "") -> Act:
    return Act(words, reverse(name, args=[report.code]), icon)


def _button(name: str, report: BoardReport, words: str, icon: str = "") -> Act:
    return Act(words, reverse(name, args=[report.code]), icon, at_once=True)

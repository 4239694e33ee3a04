"""When a municipal decision has legal force (laga kraft): the day is computed and explained, never acted upon.

Kommunallagen 13:5: an appeal must have come in within three weeks from the day when the approval of the minutes was
announced on the notice board. Lag (1930:173) 2 §: a last day that is a Saturday, Sunday or holiday, or the eve of
midsummer, Christmas or the new year, moves to the next weekday. Kommunallagen 13:14: a decision may be carried out
before that unless special reasons speak against it. So nothing here forbids; somebody by name chooses.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.matters.models import Appeal, BoardReport, Decision, MinutesApproval, Passage, WayForward
from famn.domain.matters.rules.passages import is_granted, way_is_open
from famn.domain.matters.rules.writing import may_execute, may_here
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

DAY: Final = dt.timedelta(days=1)
_EVES: Final = {(12, 24): "julafton", (12, 31): "nyårsafton"}


class Force(StrEnum):
    """How a decision stands: not known, waiting for the last day, appealed, in force, or repealed."""

    UNKNOWN = "unknown"
    WAITING = "waiting"
    APPEALED = "appealed"
    REACHED = "reached"
    REPEALED = "repealed"
    NOT_ASKED = "not_asked"  # the decision of a private provider: no notice board, no legal force


_WEAKEST: Final = (*(Force.REPEALED, Force.APPEALED, Force.UNKNOWN, Force.WAITING, Force.REACHED, Force.NOT_ASKED),)


@dataclass(frozen=True, slots=True)
class LegalForce:
    """How a decision stands on a day. `last_day` is the last on which an appeal may come in, `from_day` the first
    with legal force; both None where that cannot be said. `sentences` explain it to whoever must choose."""

    force: Force
    last_day: dt.date | None
    from_day: dt.date | None
    sentences: tuple[str, ...]

    @property
    def has_force(self) -> bool:
        """Whether nothing is left to wait for."""
        return self.force in {Force.REACHED, Force.NOT_ASKED}


def may_record_approval(actor: Actor, decision: Decision) -> Verdict:
    """Whether one may record that the minutes are approved, or correct that. Needs `report__matter` selected."""
    return _may_record(actor, decision)


def may_record_appeal(actor: Actor, decision: Decision, appeals: Iterable[Appeal]) -> Verdict:
    """Whether one may record that somebody appealed: one appeal at a time."""
    waits = no(_("Det finns redan ett överklagande som väntar på svar."))
    return first_no(_may_record(actor, decision), waits if any(not one.outcome for one in appeals) else YES)


def may_carry_out(
    actor: Actor,
    report: BoardReport,
    decisions: Sequence[Decision],
    standing: LegalForce,
    way: WayForward | None = None,
) -> Verdict:
    """Whether one may choose to carry out what was decided: granted and not repealed, with or without force.

    `decisions` are those of the bodies that decide, and `standing` is how what they granted stands as a whole. Where
    they differ somebody must have chosen to go on. Needs `matter` selected with the report. Without legal force the
    act asks for a reason (kommunallagen 13:14).
    """
    granted = any(is_granted(one) for one in decisions)
    repealed = no(_("Beslutet är upphävt. Det finns inget att verkställa."))
    return first_no(
        may_execute(actor, report),
        YES if granted else no(_("Det finns inget bifall att verkställa.")),
        way_is_open(decisions, way),
        repealed if standing.force == Force.REPEALED else YES,
    )


def may_settle_appeal(actor: Actor, appeal: Appeal) -> Verdict:
    """Whether one may record what the court answered."""
    settled = no(_("Domstolens svar är redan antecknat."))
    return first_no(_may_record(actor, appeal.decision), settled if appeal.outcome else YES)


def may_add_reservation(actor: Actor, decision: Decision) -> Verdict:
    """Whether one may record who did not share a decision. Needs `report__matter` selected."""
    return may_here(actor, decision.report.matter, Capability.RECORD_DECISIONS)


def _may_record(actor: Actor, decision: Decision) -> Verdict:
    """Whether the decision is one that gets legal force. Needs `passage` and `report__matter` selected."""
    postponed = no(_("Nämnden har inte avgjort ärendet än."))
    is_settled = decision.outcome not in {Decision.Outcome.POSTPONED, Decision.Outcome.REFERRED_BACK}
    prepares = decision.passage is not None and decision.passage.role == Passage.Role.PREPARES
    return first_no(
        may_here(actor, decision.report.matter, Capability.RECORD_DECISIONS),
        YES if is_settled else postponed,
        no(_("Den som bereder ett ärende fattar inget beslut som får laga kraft.")) if prepares else YES,
    )


def last_day_of_appeal(announced_on: dt.date, *, days: int) -> tuple[dt.date, tuple[str, ...]]:
    """The last day on which an appeal may come in, and why each day that was passed over could not be it.

    `days` are those that held when the decision was recorded: they are kept with it, since law changes.
    """
    day, passed = announced_on + days * DAY, []
    while why := _no_weekday(day):
        passed.append(_("%(day)s är %(what)s") % {"day": _said(day), "what": why})
        day += DAY
    return day, tuple(passed)


def legal_force(
    approval: MinutesApproval | None, appeals: Iterable[Appeal], *, today: dt.date, is_board: bool = True
) -> LegalForce:
    """How a decision stands on `today`, from the approval of its minutes and its appeals."""
    appeals = list(appeals)
    if not is_board:
        sentence = _("En privat vårdgivare beslutar själv. Beslutet får ingen laga kraft och behöver ingen.")
        return LegalForce(Force.NOT_ASKED, None, None, (sentence,))
    last_day, told = _counted(approval)
    disturbed = _disturbed(appeals, last_day, told)
    if disturbed is not None:
        return disturbed
    if last_day is None:
        return LegalForce(Force.UNKNOWN, None, None, told)
    final = max((appeal.final_on for appeal in appeals if appeal.final_on is not None), default=last_day)
    return _undisturbed(last_day, max(last_day + DAY, final), told, today)


def whole_force(standings: Mapping[str, LegalForce]) -> LegalForce:
    """How what several bodies decided stands as a whole, by the name of each: it has force when all of it has.

    One decision stands as it stands. Without any nothing is known.
    """
    if not standings:
        return LegalForce(Force.UNKNOWN, None, None, ())
    if len(standings) == 1:
        return next(iter(standings.values()))
    force = min((one.force for one in standings.values()), key=_WEAKEST.index)
    days = [one.from_day for one in standings.values() if one.force != Force.NOT_ASKED]
    known = [day for day in days if day is not None]
    from_day = max(known) if known and len(known) == len(days) else None
    sentences = tuple(f"{body}: {one.sentences[-1]}" for body, one in standings.items() if one.sentences)
    return LegalForce(force, None, from_day, sentences)


def _counted(approval: MinutesApproval | None) -> tuple[dt.date | None, tuple[str, ...]]:
    """The last day on which an appeal may come in and how it was found, or what must be known first."""
    if approval is None or approval.announced_on is None:
        missing = _("Protokollet är inte justerat än.") if approval is None else _("Justeringen är inte anslagen än.")
        return None, (missing, _("Tiden för att överklaga börjar när justeringen är anslagen på anslagstavlan."))
    last_day, passed = last_day_of_appeal(approval.announced_on, days=approval.appeal_days)
    return last_day, _told(approval, last_day, passed)


def _disturbed(appeals: list[Appeal], last_day: dt.date | None, told: tuple[str, ...]) -> LegalForce | None:
    """How the decision stands where an appeal waits for its answer or has repealed it; else None."""
    for appeal in appeals:
        if not appeal.outcome:
            words = _("Beslutet överklagades den %(day)s. Det får laga kraft tidigast när domstolen har svarat.")
            return LegalForce(Force.APPEALED, last_day, None, (*told, words % {"day": _said(appeal.appealed_on)}))
        if appeal.outcome == Appeal.Outcome.REPEALED:
            words = _("Beslutet överklagades och är upphävt sedan %(day)s.")
            return LegalForce(Force.REPEALED, last_day, None, (words % {"day": _said(appeal.final_on)},))
    return None


def _undisturbed(last_day: dt.date, from_day: dt.date, told: tuple[str, ...], today: dt.date) -> LegalForce:
    """How a decision stands that nobody has appealed, or that stood fast."""
    if today >= from_day:
        words = _("Beslutet har laga kraft från %(day)s.")
        return LegalForce(Force.REACHED, last_day, from_day, (*told, words % {"day": _said(from_day)}))
    words = _("Överklagar ingen får beslutet laga kraft den %(day)s.")
    return LegalForce(Force.WAITING, last_day, from_day, (*told, words % {"day": _said(from_day)}))


def _told(approval: MinutesApproval, last_day: dt.date, passed: tuple[str, ...]) -> tuple[str, ...]:
    """How the last day was found."""
    facts = {"announced": _said(approval.announced_on), "last": _said(last_day)}
    counted = _("Justeringen anslogs den %(announced)s. Ett överklagande ska ha kommit in senast den %(last)s.")
    if not passed:
        return (counted % facts,)
    moved = _("Sista dagen flyttades: %(why)s.") % {"why": ", ".join(passed)}
    return (counted % facts, moved)


def _no_weekday(day: dt.date) -> str:
    """Why a last day moves on from this day; empty where it does not (lag 1930:173, 2 §)."""
    if name := _holidays(day.year).get(day):
        return name
    if (day.month, day.day) in _EVES:
        return _EVES[day.month, day.day]
    if day.weekday() == 4 and _holidays(day.year).get(day + DAY) == "midsommardagen":
        return "midsommarafton"
    return {5: _("lördag"), 6: _("söndag")}.get(day.weekday(), "")


@cache
def _holidays(year: int) -> dict[dt.date, str]:
    """The public holidays of a year by their Swedish names, in lower case as inside a sentence."""
    from holidays.countries.sweden import Sweden  # slow to load: only who computes a last day pays

    return {day: name.lower() for day, name in Sweden(include_sundays=False, years=year, language="sv").items()}


def _said(day: dt.date | None) -> str:
    return date_format(day, "j F Y") if day is not None else ""

"""The chain from what an initiative rests on to the open door: each link done, under way, planned or missing still.

What is missing is only told, never blamed: an initiative may do its links in another order, or without some of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.agreements.models import JointLetter
from famn.domain.centres.models import FamilyCentre
from famn.domain.establishment.models import Initiative, Mapping, PlannedLink
from famn.domain.establishment.reads.chain_facts import Facts, facts_of_chain
from famn.domain.establishment.reads.initiatives import StepView
from famn.domain.establishment.reads.steps import Thing
from famn.domain.matters.models import BoardReport, Decision, Document, DocumentKind, Passage
from famn.domain.matters.rules import differ, in_words, is_granted
from famn.domain.people.rules import Actor
from famn.ground import periods


class LinkKey(StrEnum):
    """The links of the chain, in their order."""

    GROUNDS = "grounds"
    MAPPING = "mapping"
    LETTER = "letter"
    REPORT = "report"
    DECISION = "decision"
    SIGNING = "signing"
    AGREEMENT = "agreement"
    PREMISES = "premises"
    STEPS = "steps"
    OPENING = "opening"


class LinkState(StrEnum):
    """How far a link has come."""

    DONE = "done"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    MISSING = "missing"


@dataclass(frozen=True)
class ChainThing:
    """What a link is made of: a document, a decision, a house. Without a `thing` the actor may not read it."""

    title: str
    thing: Thing | None
    day: dt.date | None
    when: str = ""  # the day as it is known: 2021, 2021-06 or 2021-06-15


@dataclass(frozen=True)
class ChainLink:
    """One link: how far it has come, since when, a sentence on it, and what it is made of."""

    key: LinkKey
    state: LinkState
    text: str = ""
    day: dt.date | None = None
    when: str = ""
    things: tuple[ChainThing, ...] = ()
    planned: PlannedLink | None = None


def chain_of(initiative: Initiative, *, steps: Sequence[StepView], actor: Actor, today: dt.date) -> list[ChainLink]:
    """Every link of an initiative in order, of which the actor opens what she may read: eleven queries.

    `steps` are its steps as they have been read already.
    """
    facts = facts_of_chain(initiative, steps=steps, actor=actor, today=today)
    return [_with_plan(tell(facts), facts) for tell in LINKS]


# --- the links, one by one -------------------------------------------------------------------------


def _grounds(facts: Facts) -> ChainLink:
    if not facts.goals:
        return ChainLink(LinkKey.GROUNDS, LinkState.MISSING, _("Inget mål är valt än."))
    count = len(facts.goals)
    text = ngettext("Ett mål i ett styrdokument.", "%(count)d mål i styrdokument.", count) % {"count": count}
    if any(one.must_be_renewed for one in facts.goals):
        text = " ".join((text, _("Något av dokumenten behöver förnyas.")))
    titles = dict.fromkeys(one.document.title for one in facts.goals)
    where = Thing("grounds", (facts.initiative.code,))
    return ChainLink(
        LinkKey.GROUNDS, LinkState.DONE, text, things=tuple(ChainThing(title, where, None) for title in titles)
    )


def _mapping(facts: Facts) -> ChainLink:
    settled = [one for one in facts.mappings if one.state == Mapping.State.SETTLED]
    drafts = [one for one in facts.mappings if one.state == Mapping.State.DRAFT]
    things = tuple(
        _dated(one.title, Thing("mapping", (one.code,)), _day(one.settled_at) or one.from_date)
        for one in facts.mappings
    )
    if settled:
        text = _("En ny kartläggning pågår.") if drafts else ""
        return _made(LinkKey.MAPPING, LinkState.DONE, text, things, day=_day(settled[0].settled_at))
    if drafts:
        return _made(LinkKey.MAPPING, LinkState.UNDER_WAY, _("Den är påbörjad."), things, day=drafts[0].from_date)
    return ChainLink(LinkKey.MAPPING, LinkState.MISSING)


def _letter(facts: Facts) -> ChainLink:
    papers = facts.documents_of(DocumentKind.LETTER_OF_INTENT)
    things = (*(_letter_thing(one, facts) for one in facts.letters), *_documents(papers, facts))
    ready = [one for one in facts.letters if one.state in {JointLetter.State.SIGNING, JointLetter.State.SIGNED}]
    if ready or papers:
        day = _day(ready[0].state_at) if ready else _paper_day(papers[0])
        when = "" if ready else papers[0].date
        return _made(LinkKey.LETTER, LinkState.DONE, _("Texten är klar."), things, day=day, when=when)
    if facts.letters:
        return _made(LinkKey.LETTER, LinkState.UNDER_WAY, _("Texten skrivs."), things)
    return ChainLink(LinkKey.LETTER, LinkState.MISSING)


def _report(facts: Facts) -> ChainLink:
    papers = facts.documents_of(DocumentKind.BOARD_REPORT)
    things = (*(_report_thing(one, facts) for one in facts.reports), *_documents(papers, facts))
    ready = [one for one in facts.reports if one.document_id is not None]
    if ready or papers:
        day = ready[0].meeting_date if ready else _paper_day(papers[0])
        when = "" if ready else papers[0].date
        return _made(LinkKey.REPORT, LinkState.DONE, "", things, day=day, when=when)
    if facts.reports:
        state = str(facts.reports[0].get_state_display())
        return _made(LinkKey.REPORT, LinkState.UNDER_WAY, f"{state.capitalize()}.", things)
    return ChainLink(LinkKey.REPORT, LinkState.MISSING)


def _decision(facts: Facts) -> ChainLink:
    papers = facts.documents_of(DocumentKind.MINUTES_EXTRACT)
    things = (*(_decision_thing(one, facts) for one in facts.decisions), *_documents(papers, facts))
    deciding = [one for one in facts.decisions if one.passage is None or one.passage.role == Passage.Role.DECIDES]
    made = [one for one in deciding if is_granted(one)]
    if made:
        return _granted(made[0], deciding, things)
    if papers and not facts.decisions:
        day, when = _paper_day(papers[0]), papers[0].date
        return _made(LinkKey.DECISION, LinkState.DONE, "", things, day=day, when=when)
    said = ""
    if facts.decisions:
        last = facts.decisions[0]
        facts_of_last = {"outcome": last.get_outcome_display(), "day": date_format(last.meeting_date, "j F Y")}
        said = _("Senast %(day)s: %(outcome)s.") % facts_of_last
    if facts.meeting is not None:
        text = _("Tas upp %(day)s.") % {"day": date_format(facts.meeting, "j F Y")}
        return _made(LinkKey.DECISION, LinkState.UNDER_WAY, f"{said} {text}".strip(), things)
    waits = facts.decisions and facts.decisions[0].outcome != Decision.Outcome.REJECTED
    return _made(LinkKey.DECISION, LinkState.UNDER_WAY if waits else LinkState.MISSING, said, things)


def _granted(newest: Decision, deciding: Sequence[Decision], things: tuple[ChainThing, ...]) -> ChainLink:
    """The link of what one body granted: done when all that decide on the same report have come to the same end."""
    last: dict[int | None, Decision] = {}
    for one in deciding:  # the newest first
        if one.report_id == newest.report_id:
            last.setdefault(one.passage_id, one)
    bodies, state = list(last.values()), newest.report.state
    if state in {BoardReport.State.ATTESTED, BoardReport.State.AGENDA}:
        text = _("%(body)s har beslutat. Fler nämnder återstår.") % {"body": newest.body}
        return _made(LinkKey.DECISION, LinkState.UNDER_WAY, text, things)
    if differ(bodies) and state == BoardReport.State.DECIDED:
        return _made(LinkKey.DECISION, LinkState.UNDER_WAY, _("Nämnderna har beslutat olika."), things)
    names = _(" och ").join(dict.fromkeys(one.body for one in bodies if is_granted(one)))
    text = f"{names}, {newest.get_outcome_display()}."
    return _made(LinkKey.DECISION, LinkState.DONE, text, things, day=newest.meeting_date)


def _signing(facts: Facts) -> ChainLink:
    State = JointLetter.State  # noqa: N806 - it is a class
    sent = [one for one in facts.letters if one.state in {State.SIGNING, State.SIGNED, State.DECLINED}]
    if not sent:
        return ChainLink(LinkKey.SIGNING, LinkState.MISSING)
    things = tuple(_letter_thing(one, facts) for one in sent)
    signed = next((one for one in sent if one.state == State.SIGNED), None)
    if signed is not None:
        return _made(LinkKey.SIGNING, LinkState.DONE, _("Alla har godkänt."), things, day=_day(signed.state_at))
    return _made(LinkKey.SIGNING, LinkState.UNDER_WAY, _how_far(sent[0]), things)


def _agreement(facts: Facts) -> ChainLink:
    State = JointLetter.State  # noqa: N806 - it is a class
    papers = facts.documents_of(DocumentKind.COOPERATION_AGREEMENT)
    things = (*(_letter_thing(one, facts) for one in facts.agreements), *_documents(papers, facts))
    signed = next((one for one in facts.agreements if one.state == State.SIGNED), None)
    if signed is not None:
        return _made(LinkKey.AGREEMENT, LinkState.DONE, _("Alla har godkänt."), things, day=_day(signed.state_at))
    if papers:
        return _made(LinkKey.AGREEMENT, LinkState.DONE, "", things, day=_paper_day(papers[0]), when=papers[0].date)
    if not facts.agreements:
        return ChainLink(LinkKey.AGREEMENT, LinkState.MISSING)
    return _made(LinkKey.AGREEMENT, LinkState.UNDER_WAY, _how_far(facts.agreements[0]), things)


def _premises(facts: Facts) -> ChainLink:
    code = facts.initiative.code
    things = tuple(ChainThing(one.name, Thing("premises", (code, one.code)), None) for one in facts.options)
    if facts.chosen is not None:
        option = facts.chosen.option
        chosen = _dated(option.name, Thing("premises", (code, option.code)), facts.chosen.day)
        return _made(LinkKey.PREMISES, LinkState.DONE, option.name, (chosen,), day=chosen.day)
    if facts.options:
        count = len(facts.options)
        text = ngettext("En lokal är med i urvalet.", "%(count)d lokaler är med i urvalet.", count) % {"count": count}
        return ChainLink(LinkKey.PREMISES, LinkState.UNDER_WAY, text, things=things)
    return ChainLink(LinkKey.PREMISES, LinkState.MISSING)


def _steps(facts: Facts) -> ChainLink:
    count = len(facts.steps)
    here = next((one for one in facts.steps if one.current), None)
    things = tuple(
        _dated(one.title, Thing("step", (facts.initiative.code, str(one.number))), one.reached_on)
        for one in facts.steps
        if one.reached_on
    )
    if here is not None:
        text = _("Steg %(number)d av %(count)d är nått.") % {"number": here.number, "count": count}
        state = LinkState.DONE if here.number == count else LinkState.UNDER_WAY
        return ChainLink(LinkKey.STEPS, state, text, day=here.reached_on, things=things)
    first = min((one.planned_on for one in facts.steps if one.planned_on), default=None)
    if first is not None:
        text = _("Första steget planeras till %(day)s.") % {"day": date_format(first, "j F Y")}
        return ChainLink(LinkKey.STEPS, LinkState.PLANNED, text, day=first)
    return ChainLink(LinkKey.STEPS, LinkState.MISSING, _("Inget steg är nått än."))


def _opening(facts: Facts) -> ChainLink:
    centre = facts.centre
    if centre is None:
        return ChainLink(LinkKey.OPENING, LinkState.MISSING)
    things = (_dated(centre.name, Thing("centre", (centre.code,)), centre.opened_on),)
    if centre.opened_on is not None and centre.opened_on <= facts.today:
        text = "" if centre.state == FamilyCentre.State.OPEN else f"{str(centre.get_state_display()).capitalize()}."
        return _made(LinkKey.OPENING, LinkState.DONE, text, things, day=centre.opened_on)
    if centre.state_until is not None:
        text = _("Planeras öppna %(day)s.") % {"day": date_format(centre.state_until, "j F Y")}
        return _made(LinkKey.OPENING, LinkState.PLANNED, text, things, day=centre.state_until)
    return _made(LinkKey.OPENING, LinkState.UNDER_WAY, _("Den planeras."), things)


LINKS: Final[tuple[Callable[[Facts], ChainLink], ...]] = (
    *(_grounds, _mapping, _letter, _report, _decision, _signing, _agreement, _premises, _steps, _opening),
)


# --- how links are put together --------------------------------------------------------------------


def _with_plan(link: ChainLink, facts: Facts) -> ChainLink:
    """A link that is not done, with the time somebody has planned for it; a time that has passed says so."""
    plan = facts.planned.get(link.key)
    if plan is None or link.state == LinkState.DONE:
        return link
    if plan.to_date <= facts.today:
        text = " ".join((link.text, _("Den planerade tiden har gått. Sätt en ny.")))
        return replace(link, planned=plan, text=text.strip())
    if link.state == LinkState.MISSING:
        return replace(link, planned=plan, state=LinkState.PLANNED, day=plan.from_date, when=plan.period)
    return replace(link, planned=plan)


def _made(
    key: LinkKey,
    state: LinkState,
    text: str,
    things: Iterable[ChainThing],
    *,
    day: dt.date | None = None,
    when: str = "",
) -> ChainLink:
    return ChainLink(key, state, text, day, when or (day.isoformat() if day else ""), tuple(things))


def _dated(title: str, thing: Thing | None, day: dt.date | None) -> ChainThing:
    return ChainThing(title, thing, day, day.isoformat() if day else "")


def _documents(papers: Iterable[Document], facts: Facts) -> tuple[ChainThing, ...]:
    """Documents as things; what they are called only for one who reads matters."""
    if not facts.may_read_matters:
        return ()
    return tuple(
        ChainThing(one.title, Thing("document", (one.matter.code, one.code)), _paper_day(one), one.date)
        for one in papers
    )


def _how_far(one: JointLetter) -> str:
    """How far the signing of a letter has come that not all have signed."""
    if one.state == JointLetter.State.DRAFT:
        return _("Texten skrivs.")
    if one.state == JointLetter.State.DECLINED:
        return _("Någon har avstått.")
    counts = {"signed": _number(one, "signed"), "asked": _number(one, "asked")}
    return _("%(signed)d av %(asked)d har godkänt.") % counts


def _letter_thing(one: JointLetter, facts: Facts) -> ChainThing:
    if not facts.may_read_letters:
        return _dated(str(one.get_kind_display()).capitalize(), None, _day(one.state_at))
    return _dated(one.title, Thing("letter", (one.code,)), _day(one.state_at))


def _report_thing(one: BoardReport, facts: Facts) -> ChainThing:
    if not facts.may_read_matters:
        return _dated(_("Utlåtande till nämnden"), None, one.meeting_date)
    return _dated(one.title, Thing("report", (one.code,)), one.meeting_date)


def _decision_thing(one: Decision, facts: Facts) -> ChainThing:
    title = f"{one.body}, {in_words(one, one.passage.role if one.passage else Passage.Role.DECIDES)}"
    thing = Thing("report", (one.report.code,)) if facts.may_read_matters else None
    return _dated(title, thing, one.meeting_date)


def _paper_day(paper: Document) -> dt.date | None:
    """The first day that the date of a document names; None for one without a date."""
    return periods.of(paper.date)[0] if paper.date else None


def _day(at: dt.datetime | None) -> dt.date | None:
    return timezone.localdate(at) if at else None


def _number(letter: JointLetter, name: str) -> int:
    """A number that the query counted beside a letter."""
    return int(getattr(letter, name))

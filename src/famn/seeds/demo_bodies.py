"""The demo's matters that pass several bodies, what one person decided, and bad weather. All are invented.

One text before two boards that decided differently, after a committee had prepared it; one that waits at a committee
which took over from an abolished one; a decision that is appealed; one under delegation that nobody has reported yet;
and a private provider's yes to a letter of intent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from famn.domain.matters import actions, reads
from famn.domain.matters.actions import Approved, BoardFacts, Decided, PassageFacts, PersonallyDecided
from famn.domain.matters.drafting.content import Content, Point, Section, Signatory
from famn.domain.matters.drafting.layouts import Layout
from famn.domain.matters.drafting.starting import start
from famn.domain.matters.models import Board, BoardReport, Decision, HeadingSet, Matter, Passage
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, standing
from famn.ground.stockholm import moment_of

ANNA, MAJKEN, JENS, NADJA = "Anna Blåklocka", "Majken Prästkrage", "Jens Rallarros", "Nadja Ängsull"
BOARD: Final = "Östermalms stadsdelsnämnd"
COMMITTEE: Final = "Sociala delegationen"
DIRECTOR: Final = (Signatory(MAJKEN, "stadsdelsdirektör"),)


def load(actors: Mapping[str, Actor]) -> None:
    """Put in three matters with a report each, an abolished committee and two decisions by one person."""
    _two_boards(actors)
    _abolished(actors)
    _appealed(actors)
    _provider_says_yes(actors["Lovisa Nyponros"])


def _two_boards(actors: Mapping[str, Actor]) -> None:
    """The same text before two boards: one agreed, one did not, and nobody has chosen what happens."""
    nadja = actors[NADJA]
    report = _report(
        actors,
        _moment("2026-08-24"),
        title="Gemensamt öppet hus med Norrmalm",
        number="ÖST 2026/611",
        summary="Två stadsdelar delar på ett öppet hus för föräldrar med spädbarn, en kväll i veckan.",
        point="Öppet hus ordnas gemensamt en kväll i veckan under 2027.",
    )
    bodies = (
        PassageFacts(Passage.Role.PREPARES, board=_board(nadja, COMMITTEE), place=actions.FIRST),
        PassageFacts(body="Norrmalms stadsdelsnämnd", authority_name="Stockholms stad", place=2),
    )
    for facts in bodies:
        actions.plan_passage(report, facts, by=actors[ANNA], at=_moment("2026-09-14"))
    committee, ours, theirs = reads.route_of(report).passages
    for passage, day in ((committee, "2026-10-01"), (ours, "2026-10-22"), (theirs, "2026-10-22")):
        actions.put_on_agenda(
            report, by=nadja, at=_moment("2026-09-21"), meeting_date=dt.date.fromisoformat(day), passage=passage
        )
    _decide(report, committee, Decided("as_proposed", "§ 4"), nadja, "2026-10-01")
    decision = _decide(report, ours, Decided("as_proposed", "§ 11"), nadja, "2026-10-22")
    actions.add_reservation(
        decision,
        by=nadja,
        at=_moment("2026-10-23"),
        who="Rut Rönnbär (Påhittade partiet)",
        text="Öppet hus bör finnas två kvällar i veckan från början.",
    )
    told = Decided(
        "rejected", "§ 7", "Nämnden avslår förslaget. Lokalen räcker inte.", told_by="Siv Sälg, kansliet på Norrmalm"
    )
    _decide(report, theirs, told, nadja, "2026-10-26")
    _delegated(report.matter, actors)


def _delegated(matter: Matter, actors: Mapping[str, Actor]) -> None:
    """What the head of a department decided; the board has not heard of it yet."""
    nadja = actors[NADJA]
    at = _moment("2026-06-01")
    item = actions.add_delegation_item(
        by=nadja, at=at, number="3.2", text="Hyra av lokal i högst ett år", delegate="avdelningschef"
    )
    actions.add_delegation_item(
        by=nadja, at=at, number="3.10", text="Avtal om tolk", delegate="enhetschef för öppna förskolan"
    )
    decided = PersonallyDecided(
        kind="delegation",
        name=JENS,
        title="avdelningschef",
        text="Avdelningen hyr Lilla salen på onsdagskvällar från januari till juni 2027.",
        decided_on=dt.date(2026, 11, 9),
        item=item,
        board=_board(nadja, BOARD),
        decider=_user(actors[JENS]),
    )
    actions.record_personal_decision(matter, decided, by=actors[JENS], at=_moment("2026-11-09"))


def _abolished(actors: Mapping[str, Actor]) -> None:
    """A committee is abolished: what waited there has gone to the one that took over."""
    nadja = actors[NADJA]
    at = _moment("2026-09-01")
    old = actions.add_board(by=nadja, at=at, facts=BoardFacts("Familjedelegationen", "committee", report_days=8))
    report = _report(
        actors,
        at,
        title="Tolk på öppna förskolan",
        number="ÖST 2026/640",
        summary="Föräldrar som inte talar svenska ska kunna boka en träff med tolk på öppna förskolan.",
        point="Öppna förskolan erbjuder träffar med tolk två gånger i månaden.",
    )
    facts = PassageFacts(Passage.Role.PREPARES, board=old, place=actions.FIRST)
    actions.plan_passage(report, facts, by=actors[ANNA], at=_moment("2026-10-05"))
    last_day = dt.date(2026, 10, 31)
    actions.end_board(old, by=nadja, at=_moment("2026-11-02"), ended_on=last_day, successor=_board(nadja, COMMITTEE))


def _appealed(actors: Mapping[str, Actor]) -> None:
    """A decision that somebody has appealed: it waits for the court."""
    nadja = actors[NADJA]
    report = _report(
        actors,
        _moment("2026-05-18"),
        title="Öppna förskolan flyttar till en större lokal",
        number="ÖST 2026/402",
        summary="Öppna förskolan får en lokal med plats för barnvagnar och en gård.",
        point="Öppna förskolan flyttar i mars 2027.",
    )
    day = dt.date(2026, 6, 11)
    actions.put_on_agenda(report, by=nadja, at=_moment("2026-06-01"), meeting_date=day)
    decision = actions.record_decision(report, Decided("as_proposed", "§ 9"), by=nadja, at=_moment("2026-06-12"))
    approved = Approved(
        approved_on=dt.date(2026, 6, 15),
        approver="Vera Vide och Sten Syrén",
        place="Stora salen",
        announced_on=dt.date(2026, 6, 16),
        taken_down_on=dt.date(2026, 7, 8),
    )
    actions.record_approval(decision, approved, by=nadja, at=_moment("2026-07-08"))
    actions.record_appeal(
        decision,
        by=nadja,
        at=_moment("2026-07-08"),
        appealed_on=dt.date(2026, 7, 3),
        court="Förvaltningsrätten i Stockholm",
    )


def _provider_says_yes(lovisa: Actor) -> None:
    """The care provider has no board: whoever may sign for it decides, in a matter of its own."""
    matter = actions.start_matter(
        by=lovisa,
        at=_moment("2021-03-29"),
        title="Avsiktsförklaring om familjecentral på Östermalm",
        case_officer=_user(lovisa),
    )
    decided = PersonallyDecided(
        kind="provider",
        name="Ester Kaprifol",
        title="verksamhetschef och firmatecknare",
        text="Mama Mia City är part i avsiktsförklaringen. Cheferna för mödravården och barnavårdscentralen skriver "
        "under var för sig.",
        decided_on=dt.date(2021, 3, 31),
    )
    actions.record_personal_decision(matter, decided, by=lovisa, at=_moment("2021-03-31"))


def _report(
    actors: Mapping[str, Actor], at: dt.datetime, *, title: str, number: str, summary: str, point: str
) -> BoardReport:
    """An attested report in a matter of its own."""
    anna = actors[ANNA]
    matter = actions.start_matter(
        by=anna, at=at, title=title, registry_number=number, body=BOARD, case_officer=_user(anna)
    )
    layout = HeadingSet.objects.get(authority=None, is_current=True, layout__key="stockholm-district")
    report = actions.start_report(
        matter, by=anna, at=at, heading_set=layout, content=_content(layout, matter, title, summary, point)
    )
    asked = actions.send_report(report, by=anna, at=at + dt.timedelta(days=1), attesters=[_user(actors[MAJKEN])])
    actions.attest_report(asked[0], by=actors[MAJKEN], at=at + dt.timedelta(days=2))
    return BoardReport.objects.select_related("matter__case_officer", "heading_set").get(pk=report.pk)


def _content(layout: HeadingSet, matter: Matter, title: str, summary: str, point: str) -> Content:
    """A text with every heading that the layout asks for."""
    first = start(Layout.from_json(layout.layout), reads.start_facts(matter))
    texts = {
        "summary": summary,
        "preparation": "Ärendet är berett inom förvaltningen.",
        "matter": summary,
        "equality": "Förslaget gäller alla föräldrar lika. Fler pappor kan komma när det är öppet på kvällen.",
        "assessment": "Förvaltningen föreslår att nämnden säger ja.",
    }
    sections = tuple(Section(one.key, one.heading, texts.get(one.key, one.text)) for one in first.sections)
    return replace(first, title=title, sections=sections, points=(Point(point),), signatories=DIRECTOR)


def _decide(report: BoardReport, passage: Passage, decided: Decided, by: Actor, day: str) -> Decision:
    """What a body came to, recorded on a day."""
    fresh = Passage.objects.get(pk=passage.pk)
    return actions.record_decision(report, decided, by=by, at=_moment(day), passage=fresh)


def _board(by: Actor, name: str) -> Board:
    return Board.objects.get(authority_id=standing(by).authority_id, name=name)


def _user(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id or 0)


def _moment(day: str) -> dt.datetime:
    return moment_of(dt.date.fromisoformat(day), dt.time(20))

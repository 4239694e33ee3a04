"""The chain from what an initiative rests on to the open door, and its timeline across all links."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from famn.domain.agreements.models import (
    JointLetter,
    LetterParty,
    LetterTemplate,
    LetterVersion,
    Signature,
    SignatureLine,
)
from famn.domain.establishment import actions, reads
from famn.domain.establishment.actions import Somebody
from famn.domain.establishment.models import Initiative, InitiativeLetter, Mapping, PremisesMove, PremisesOption
from famn.domain.establishment.reads import ChainLink, LinkKey, LinkState
from famn.domain.matters.models import (
    BoardReport,
    Decision,
    DocumentKind,
    Matter,
    Passage,
    ReportVersion,
    SteeringGoal,
)
from famn.domain.people.rules import Actor
from tests.domain.centres.making import make_centre
from tests.factories import make_demand, make_document, make_heading_set, make_initiative, make_matter
from tests.people import AT, DAY
from tests.scenes import scene

DONE, UNDER_WAY, PLANNED, MISSING = LinkState.DONE, LinkState.UNDER_WAY, LinkState.PLANNED, LinkState.MISSING


@scene
def initiative(anna: Actor) -> Initiative:
    return make_initiative(anna)


@scene
def matter(anna: Actor, initiative: Initiative) -> Matter:
    row = make_matter(anna)
    actions.tie_matter(initiative, by=anna, at=AT, matter=row)
    return row


def chain(initiative: Initiative, actor: Actor, today: dt.date = DAY) -> dict[LinkKey, ChainLink]:
    page = reads.public_page(initiative)
    return {one.key: one for one in reads.chain_of(page.initiative, steps=page.steps, actor=actor, today=today)}


def decide(matter: Matter, by: Actor, outcome: str, day: dt.date = DAY) -> Decision:
    """A report of the matter and what the board decided on it, as rows."""
    report = BoardReport.objects.create(
        matter=matter,
        heading_set=make_heading_set(name=f"Set {BoardReport.objects.count()}"),
        title="Familjecentral i Ekbacken",
        meeting_date=day,
        state=BoardReport.State.DRAFT,
        state_by_id=by.user_id,
        state_at=AT,
        started_by_id=by.user_id,
        started_at=AT,
    )
    version = ReportVersion.objects.create(
        report=report,
        number=1,
        cause="saved",
        content={},
        head={},
        sha256="0" * 64,
        saved_by_id=by.user_id,
        saved_at=AT,
    )
    if outcome in {"as_proposed", "otherwise"}:
        document = make_document(matter, title="Utlåtandet")
        BoardReport.objects.filter(pk=report.pk).update(state=BoardReport.State.DECIDED, document=document)
    return Decision.objects.create(
        report=report,
        version=version,
        body="Ekbackens stadsdelsnämnd",
        meeting_date=day,
        outcome=outcome,
        text="" if outcome == "as_proposed" else "Mer behövs.",
        recorded_by_id=by.user_id,
        recorded_at=AT,
    )


def test_a_new_initiative_has_every_link_in_order_and_all_are_missing_still(
    anna: Actor, initiative: Initiative
) -> None:
    found = chain(initiative, anna)
    assert list(found) == list(LinkKey)
    assert {one.state for one in found.values()} == {MISSING}


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        (DocumentKind.LETTER_OF_INTENT, LinkKey.LETTER),
        (DocumentKind.BOARD_REPORT, LinkKey.REPORT),
        (DocumentKind.MINUTES_EXTRACT, LinkKey.DECISION),
        (DocumentKind.COOPERATION_AGREEMENT, LinkKey.AGREEMENT),
    ],
)
def test_a_document_is_its_link_with_its_date_and_address(
    anna: Actor, initiative: Initiative, matter: Matter, kind: str, key: LinkKey
) -> None:
    document = make_document(matter, kind=kind, title="Handlingen", date="2026-02")
    found = chain(initiative, anna)
    link = found.pop(key)
    assert (link.state, link.when, link.day) == (DONE, "2026-02", dt.date(2026, 2, 1))
    (thing,) = link.things
    assert (thing.title, thing.thing) == ("Handlingen", reads.Thing("document", (matter.code, document.code)))
    assert {one.state for one in found.values()} == {MISSING}


def test_who_reads_no_matters_sees_how_far_it_has_come_and_no_titles(
    anna: Actor, bo: Actor, initiative: Initiative, matter: Matter
) -> None:
    make_document(matter, kind=DocumentKind.COOPERATION_AGREEMENT, title="Handlingen")
    decide(matter, anna, "as_proposed")
    found = chain(initiative, bo)
    assert (found[LinkKey.AGREEMENT].state, found[LinkKey.AGREEMENT].things) == (DONE, ())
    assert found[LinkKey.DECISION].state == DONE
    assert all(thing.thing is None for link in found.values() for thing in link.things)


def test_another_initiatives_documents_are_not_in_the_chain(anna: Actor, initiative: Initiative) -> None:
    make_document(make_matter(anna), kind=DocumentKind.COOPERATION_AGREEMENT)
    assert chain(initiative, anna)[LinkKey.AGREEMENT].state == MISSING


def another_body(first: Decision, outcome: str, *, role: str = "decides") -> Decision:
    """What one more body came to on the same report."""
    passage = Passage.objects.create(
        report=first.report,
        number=2,
        role=role,
        body="Björkbackens nämnd",
        authority_name="Björkbackens kommun",
        state=Passage.State.DONE,
        meeting_date=DAY,
        stated_at=AT,
    )
    return Decision.objects.create(
        report=first.report,
        version=first.version,
        passage=passage,
        body=passage.body,
        meeting_date=DAY,
        outcome=outcome,
        text="" if outcome == "as_proposed" else "Nej.",
        told_by="Rut Rönnbär",
        told_on=DAY,
        recorded_by_id=first.recorded_by_id,
        recorded_at=AT,
    )


def test_the_decision_is_under_way_while_boards_differ_or_some_are_left_and_done_when_they_agree(
    anna: Actor, initiative: Initiative, matter: Matter
) -> None:
    first = decide(matter, anna, "as_proposed")
    report = BoardReport.objects.filter(pk=first.report_id)
    report.update(state=BoardReport.State.ATTESTED)
    link = chain(initiative, anna)[LinkKey.DECISION]
    assert (link.state, "Fler nämnder återstår." in link.text) == (UNDER_WAY, True)
    report.update(state=BoardReport.State.DECIDED)
    another_body(first, "rejected")
    link = chain(initiative, anna)[LinkKey.DECISION]
    assert (link.state, link.text, len(link.things)) == (UNDER_WAY, "Nämnderna har beslutat olika.", 2)


def test_a_body_that_only_prepared_does_not_unmake_a_decision(
    anna: Actor, initiative: Initiative, matter: Matter
) -> None:
    another_body(decide(matter, anna, "as_proposed"), "rejected", role="prepares")
    link = chain(initiative, anna)[LinkKey.DECISION]
    assert link.state == DONE
    assert any("avstyrker förslaget" in thing.title for thing in link.things)


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        (["as_proposed"], DONE),
        (["otherwise"], DONE),
        (["referred_back"], UNDER_WAY),
        (["postponed"], UNDER_WAY),
        (["rejected"], MISSING),
        (["rejected", "as_proposed"], DONE),
        (["as_proposed", "rejected"], DONE),
    ],
)
def test_the_decision_is_done_when_a_board_has_said_yes(
    anna: Actor, initiative: Initiative, matter: Matter, outcomes: list[str], state: LinkState
) -> None:
    for number, outcome in enumerate(outcomes):
        decide(matter, anna, outcome, DAY - dt.timedelta(days=30 * (len(outcomes) - number)))
    link = chain(initiative, anna)[LinkKey.DECISION]
    assert link.state == state
    assert len(link.things) == len(outcomes)


def test_a_rejected_matter_that_comes_up_again_is_under_way(
    anna: Actor, initiative: Initiative, matter: Matter
) -> None:
    decide(matter, anna, "rejected", DAY - dt.timedelta(days=30))
    Matter.objects.filter(pk=matter.pk).update(meeting_date=DAY + dt.timedelta(days=9))
    link = chain(initiative, anna)[LinkKey.DECISION]
    assert link.state == UNDER_WAY
    assert "avslag" in link.text
    assert "11 mars 2026" in link.text


def test_the_steps_tell_how_many_are_reached(anna: Actor, initiative: Initiative) -> None:
    later = DAY + dt.timedelta(days=90)
    actions.plan_step(initiative, by=anna, at=AT, number=1, planned_on=later)
    assert chain(initiative, anna)[LinkKey.STEPS].state == PLANNED
    for number, state in ((1, UNDER_WAY), (2, UNDER_WAY), (3, DONE)):
        actions.record_step(initiative, by=anna, at=AT, number=number, reached_on=DAY)
        link = chain(initiative, anna)[LinkKey.STEPS]
        assert (link.state, link.text) == (state, f"Steg {number} av 3 är nått.")


def test_the_door_is_open_when_the_centre_is(anna: Actor, initiative: Initiative) -> None:
    centre = make_centre(anna)
    Initiative.objects.filter(pk=initiative.pk).update(centre=centre)
    link = chain(initiative, anna)[LinkKey.OPENING]
    opened = link.state == DONE
    assert opened is (centre.opened_on is not None and centre.opened_on <= DAY)
    assert link.things[0].thing == reads.Thing("centre", (centre.code,))


def test_a_planned_link_says_when_and_a_time_that_has_passed_asks_for_a_new_one(
    anna: Actor, initiative: Initiative
) -> None:
    actions.plan_link(initiative, by=anna, at=AT, what="agreement", period="2027")
    link = chain(initiative, anna)[LinkKey.AGREEMENT]
    assert (link.state, link.when) == (PLANNED, "2027")
    late = chain(initiative, anna, dt.date(2028, 1, 1))[LinkKey.AGREEMENT]
    assert (late.state, "Sätt en ny" in late.text) == (MISSING, True)
    assert chain(initiative, anna, dt.date(2027, 12, 31))[LinkKey.AGREEMENT].state == PLANNED


def test_a_link_that_is_done_has_no_use_for_its_plan(anna: Actor, initiative: Initiative, matter: Matter) -> None:
    actions.plan_link(initiative, by=anna, at=AT, what="agreement", period="2027")
    make_document(matter, kind=DocumentKind.COOPERATION_AGREEMENT)
    link = chain(initiative, anna)[LinkKey.AGREEMENT]
    assert (link.state, link.planned) == (DONE, None)


# --- the timeline and the way on -------------------------------------------------------------------


def test_the_timeline_holds_all_links_what_is_to_come_first(
    anna: Actor, initiative: Initiative, matter: Matter
) -> None:
    make_document(matter, kind=DocumentKind.LETTER_OF_INTENT, title="Brevet", date="2026-02-11")
    actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=dt.date(2026, 2, 20))
    actions.plan_step(initiative, by=anna, at=AT, number=2, planned_on=dt.date(2026, 9, 1))
    actions.plan_link(initiative, by=anna, at=AT, what="opening", period="2028")
    actions.note_obstacle(
        initiative,
        by=anna,
        at=AT,
        level="unit",
        text="Ingen har tid",
        noted_on=dt.date(2026, 2, 1),
        owner=Somebody(name="Någon"),
        due_on=dt.date(2026, 4, 1),
    )
    found = reads.timeline_of(initiative, actor=anna, today=DAY)
    assert [(one.when, one.title, one.coming) for one in found] == [
        ("2028", "Öppning planeras", True),
        ("2026-09-01", "Steg 2 planeras: Vi delar hus", True),
        ("2026-04-01", "Ett hinder ska vara löst", True),
        ("2026-03-02", "Initiativet startade", False),
        ("2026-02-20", "Steg 1 nåddes: Vi träffas", False),
        ("2026-02-11", "Brevet", False),
        ("2026-02-01", "Ett hinder märktes", False),
    ]


def test_the_way_on_has_the_demands_of_the_step_above_where_one_stands(anna: Actor, initiative: Initiative) -> None:
    first, second = make_demand(initiative.ladder, 1), make_demand(initiative.ladder, 2, text="Ett hus")
    actions.meet_demand(initiative, by=anna, at=AT, demand=first, met_on=DAY)

    def way() -> reads.WayOn:
        page = reads.initiative_page(initiative, today=DAY, actor=anna)
        return reads.way_on(page, actor=anna, today=DAY)

    assert [(one.text, one.is_met) for one in way().demands] == [(first.text, True)]
    actions.record_step(initiative, by=anna, at=AT, number=1, reached_on=DAY)
    assert [(one.text, one.is_met) for one in way().demands] == [(second.text, False)]
    for number in (2, 3):
        actions.record_step(initiative, by=anna, at=AT, number=number, reached_on=DAY)
    assert (way().next, way().demands) == (None, [])


def queries(act: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        act()
    return len(found)


def test_chain_timeline_and_step_cost_the_same_with_one_and_three_of_everything(
    anna: Actor, initiative: Initiative, matter: Matter
) -> None:
    def more(number: int) -> None:
        for kind in (DocumentKind.LETTER_OF_INTENT, DocumentKind.COOPERATION_AGREEMENT):
            make_document(matter, kind=kind, title=f"{kind} {number}")
        decide(matter, anna, "as_proposed", DAY - dt.timedelta(days=number))
        demand = make_demand(initiative.ladder, text=f"Krav {number}")
        actions.meet_demand(initiative, by=anna, at=AT, demand=demand, met_on=DAY)
        actions.add_evidence(initiative, by=anna, at=AT, number=1, kind="other", text="Ett brev", demand=demand)
        actions.note_obstacle(
            initiative, by=anna, at=AT, level="unit", text="Tid", noted_on=DAY, owner=Somebody(name="Någon")
        )

    def show() -> None:
        page = reads.initiative_page(initiative, today=DAY, actor=anna)
        reads.way_on(page, actor=anna, today=DAY)
        reads.timeline_of(initiative, actor=anna, today=DAY)
        reads.step_page(initiative, 1, actor=anna)

    more(1)
    one = queries(show)
    more(2)
    more(3)
    assert queries(show) == one


# --- links that other rooms keep -------------------------------------------------------------------


def letter(initiative: Initiative, by: Actor, state: str) -> JointLetter:
    """A letter of intent of the initiative with two lines, of which one has signed its newest version, as rows."""
    row = JointLetter.objects.create(
        authority_id=by.authority_id,
        unit_id=by.unit_id,
        template=LetterTemplate.objects.all()[0],
        title="Avsiktsförklaring för Ekbacken",
        state="draft",
        state_by_id=by.user_id,
        state_at=AT,
        started_by_id=by.user_id,
        started_at=AT,
    )
    party = LetterParty.objects.create(letter=row, number=1, kind="municipality", name="Ekbackens kommun")
    lines = [
        SignatureLine.objects.create(letter=row, party=party, number=number, leg=leg, role="Chef")
        for number, leg in enumerate(("OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"), start=1)
    ]
    said = {"cause": "text", "content": {}, "head": {}, "sha256": "0" * 64, "saved_by_id": by.user_id, "saved_at": AT}
    for number, signing in ((1, lines), (2, lines[:1])):
        JointLetter.objects.filter(pk=row.pk).update(revision=number)
        version = LetterVersion.objects.create(letter=row, number=number, **said)
        for line in signing:
            Signature.objects.create(
                line=line,
                version=version,
                state="signed",
                user_id=by.user_id,
                name="Anna Almgren",
                asked_by_id=by.user_id,
                asked_at=AT,
                settled_at=AT,
                method="digital",
                factor="totp",
            )
    JointLetter.objects.filter(pk=row.pk).update(state=state)
    InitiativeLetter.objects.create(initiative=initiative, letter=row, tied_by_id=by.user_id, tied_at=AT)
    return row


@pytest.mark.parametrize(
    ("state", "writing", "signing", "words"),
    [
        ("draft", UNDER_WAY, MISSING, ""),
        ("signing", DONE, UNDER_WAY, "1 av 2 har godkänt."),
        ("signed", DONE, DONE, "Alla har godkänt."),
        ("declined", UNDER_WAY, UNDER_WAY, "Någon har avstått."),
        ("withdrawn", MISSING, MISSING, ""),
    ],
)
def test_a_letter_of_intent_is_written_and_then_signed(
    anna: Actor, bo: Actor, initiative: Initiative, state: str, writing: LinkState, signing: LinkState, words: str
) -> None:
    row = letter(initiative, anna, state)
    found = chain(initiative, anna)
    assert (found[LinkKey.LETTER].state, found[LinkKey.SIGNING].state) == (writing, signing)
    assert found[LinkKey.SIGNING].text == words
    if writing != MISSING:
        assert found[LinkKey.LETTER].things[0].thing == reads.Thing("letter", (row.code,))
        assert chain(initiative, bo)[LinkKey.LETTER].things[0].thing is None


def test_a_mapping_is_under_way_until_it_is_settled(anna: Actor, initiative: Initiative) -> None:
    row = Mapping.objects.create(
        initiative=initiative,
        number=1,
        title="Kartläggning",
        place_name="Ekbacken",
        from_date=DAY,
        started_by_id=anna.user_id,
        started_at=AT,
    )
    assert chain(initiative, anna)[LinkKey.MAPPING].state == UNDER_WAY
    Mapping.objects.filter(pk=row.pk).update(
        state="settled", content={}, sha256="0" * 64, settled_by=anna.user_id, settled_at=AT
    )
    link = chain(initiative, anna)[LinkKey.MAPPING]
    assert (link.state, link.day, link.things[0].thing) == (DONE, DAY, reads.Thing("mapping", (row.code,)))


def test_premises_are_under_way_until_one_is_chosen(anna: Actor, initiative: Initiative) -> None:
    options = [PremisesOption.objects.create(initiative=initiative, name=name) for name in ("Lärkan", "Trasten")]
    link = chain(initiative, anna)[LinkKey.PREMISES]
    assert (link.state, link.text, len(link.things)) == (UNDER_WAY, "2 lokaler är med i urvalet.", 2)
    PremisesOption.objects.filter(pk=options[1].pk).update(stage="chosen")
    PremisesMove.objects.create(
        option=options[1],
        stage="chosen",
        day=DAY,
        note="Närmast",
        decided_by="Styrgruppen",
        recorded_by_id=anna.user_id,
        recorded_at=AT + dt.timedelta(days=3),
    )
    link = chain(initiative, anna)[LinkKey.PREMISES]
    assert (link.state, link.text, link.day) == (DONE, "Trasten", DAY)


def test_it_rests_on_the_goals_it_cites(anna: Actor, initiative: Initiative) -> None:
    goal = SteeringGoal.objects.select_related("document").all()[0]
    actions.cite_goal(initiative, by=anna, at=AT, goal=goal, why="Vi når fler tidigt.")
    link = chain(initiative, anna)[LinkKey.GROUNDS]
    assert link.state == DONE
    assert (link.things[0].title, link.things[0].thing) == (
        goal.document.title,
        reads.Thing("grounds", (initiative.code,)),
    )

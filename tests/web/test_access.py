"""Who may open what, over the whole list of addresses: every role, of the own and of another authority, and nobody.

A new page is in here by being in the list. What one may not do is a 403 with its reason; what one may not see does not
exist (404); nobody is asked to sign in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from famn.domain.activities import actions as offering
from famn.domain.agreements import actions as agreements
from famn.domain.agreements.models import Commitment
from famn.domain.centres import actions as centres
from famn.domain.centres.models import DefinitionSet, FamilyCentre, OpeningException, Partner
from famn.domain.establishment import actions as establishment
from famn.domain.establishment.actions import Somebody, Turn
from famn.domain.establishment.models import ChecklistTemplate, Initiative, Obstacle
from famn.domain.matters import actions
from famn.domain.matters.drafting.answers import COMMON
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.models import Assignment, BoardReport, Decision, Dispatch, Matter, Passage
from famn.domain.people import actions as people
from famn.domain.people.models import Membership, Place, Role, Unit
from famn.domain.people.rules import ROLES, Actor, Capability
from famn.domain.programme import actions as programmes
from famn.ground.mail import Letter
from famn.web.shared.addresses import PUBLIC, SIGNED_IN, Address, addresses
from tests import scenes
from tests.days import standing_day  # noqa: F401  a fixture, found here by name
from tests.domain.activities.making import make_leader, make_public, make_room, make_series, make_term
from tests.domain.agreements import agreeing
from tests.domain.agreements import making as letters
from tests.domain.centres.making import a_picture, make_centre, make_leg
from tests.domain.establishment import mappings
from tests.domain.establishment.organising import give, make_groups, plan, sit, user_of
from tests.domain.establishment.premises import make_option
from tests.factories import (
    make_assignment,
    make_demand,
    make_document,
    make_heading_set,
    make_incoming,
    make_ladder,
    make_matter,
    make_template,
)
from tests.people import AT, House, client_of, make_actor

pytestmark = pytest.mark.usefixtures("standing_day")  # what nobody has confirmed for a year is not there
NEXT_YEAR = dt.date(AT.year + 1, 1, 1)
ROWS = (
    "incoming",
    "matter",
    "document",
    "assignment",
    "decision",
    "dispatch",
    "report",
    "board",
    "board_meeting",
    "passage",
    "personal",
    "delegation_item",
    "initiative",
    "obstacle",
    "group",
    "member",
    "meeting",
    "task",
    "turn",
    "item",
    "handover",
    "ladder",
    "steering",
    "goal",
    "programme",
    "programme_goal",
    "mapping",
    "intent",
    "line",
    "scan",
    "signed",
    "signature",
    "letter_template",
    "agreement",
    "shortfall",
    "centre",
    "leg",
    "partner",
    "activity",
    "series",
    "occurrence",
    "leader",
    "room",
    "term",
    "source",
    "exception",
    "shown",
    "premises",
    "option",
    "definition",
    "layout",
    "template",
    "person",
    "unit",
    "membership",
)


@dataclass
class Scene:
    """Everything that an address can name, made by Anna, and who else is about."""

    values: dict[str, Any]
    roles: dict[Role, Actor]
    house: House


@scenes.scene
def scene(house: House) -> Scene:
    """Rows of Anna's, and a colleague of hers in every role at her own unit."""
    anna = house.anna
    unit = Unit.objects.select_related("area__authority").get(pk=anna.unit_id)
    matter = make_matter(anna)
    document = make_document(matter, incoming=(incoming := make_incoming(anna)), kept_by_id=anna.area_id)
    report = actions.start_report(
        matter, by=anna, at=AT, heading_set=make_heading_set(), content=Content(title="Familjecentral i Ekbacken")
    )
    initiative = make_started(anna)
    make_demand(initiative.ladder)
    roles = {role: make_actor(f"Rolf{number} Rönn", unit, role) for number, role in enumerate(Role)}
    someone = roles[Role.LEG_STAFF]
    person = unit.memberships.select_related("user").get(pk=someone.membership_id)
    values = {
        "incoming": incoming.code,
        "matter": matter.code,
        "document": document.code,
        "assignment": make_asked(matter, anna).code,
        **make_sent(report, anna),
        "report": report.code,
        "number": 1,
        "initiative": initiative.code,
        "step": 1,
        "obstacle": make_obstacle(initiative, anna).code,
        "ladder": make_ladder(name="Ekbackens trappa", authority_id=anna.authority_id).code,
        **make_mapped(initiative, anna),
        "option": make_option(initiative, anna).code,
        **make_organised(initiative, anna, roles[Role.COORDINATOR]),
        **make_goal(anna),
        **make_programme(roles[Role.PROGRAMME_LEAD]),
        "feed": make_feed(anna),
        "place": "0180",
        **make_described(anna, roles[Role.MANAGER]),
        **make_offered(anna),
        **make_board(roles[Role.SECRETARY]),
        "passage": make_passage(report, anna).code,
        **make_personal(matter, roles[Role.SECRETARY]),
        **make_letters(anna, roles[Role.MANAGER]),
        **make_agreed(anna, roles[Role.MANAGER]),
        "layout": make_heading_set(authority_id=anna.authority_id).code,
        "template": make_template(anna).code,
        "person": person.user.code,
        "membership": person.code,
        "unit": unit.code,
        "thing": "matter",
        "code": matter.code,
        "letter": Letter.objects.order_by("pk").values_list("pk", flat=True)[0],
        "uidb36": "1",
        "key": "set-password",
        "pk": 1,
    }
    return Scene(values, roles, house)


def make_asked(matter: Matter, by: Actor) -> Assignment:
    """Something to answer in one part."""
    assignment = make_assignment(matter)
    actions.ask_parts(assignment, COMMON[:1], by=by, at=AT)
    return assignment


def make_sent(report: BoardReport, by: Actor) -> dict[str, str]:
    """A decision on a report, and somebody who is to get it."""
    facts = {"recorded_by_id": by.user_id, "recorded_at": AT, "meeting_date": AT.date(), "body": "Nämnden"}
    decision = Decision.objects.create(
        report=report, version=report.versions.get(), outcome=Decision.Outcome.AS_PROPOSED, **facts
    )
    row = Dispatch.objects.create(decision=decision, recipient="Akten", added_by_id=by.user_id, added_at=AT)
    return {"decision": decision.code, "dispatch": row.code}


def make_mapped(initiative: Initiative, by: Actor) -> dict[str, Any]:
    """A mapping that has begun, and a need in it."""
    mapping = mappings.start(initiative, by)
    return {"mapping": mapping.code, "part": "behov", "row": mappings.need(mapping, by, "Fler att fråga").code}


def make_organised(initiative: Initiative, by: Actor, leaving: Actor) -> dict[str, str]:
    """A group with a member, a meeting, something to do, a wheel and a list, and what somebody who left handed over."""
    steering, _working = make_groups(by, initiative)
    member = sit(steering, by, by)
    turn = establishment.add_wheel_item(
        steering, by=by, at=AT, text="Följ upp", turn=Turn(month=4, day=1), responsible=None
    )
    template = ChecklistTemplate.objects.get(authority=None)
    checklist = establishment.start_checklist(initiative, by=by, at=AT, starts_on=AT.date(), template=template)
    item = establishment.add_checklist_item(
        checklist, by=by, at=AT, heading="", text="Soffan", due_on=AT.date(), who=Somebody()
    )
    give(steering, by, leaving)
    handover = establishment.hand_over_everything(user_of(leaving), by=leaving, at=AT, to=user_of(by), note="")
    rows: dict[str, Any] = {
        "group": steering,
        "member": member,
        "meeting": plan(steering, by),
        "task": give(steering, by, by),
    }
    rows |= {"turn": turn, "item": item, "handover": handover}
    return {name: row.code for name, row in rows.items()}


def make_obstacle(initiative: Initiative, by: Actor) -> Obstacle:
    """Something that hinders, which Anna takes on."""
    return establishment.note_obstacle(
        initiative,
        by=by,
        at=AT,
        level=Obstacle.Level.UNIT,
        text="Ingen har tid",
        noted_on=AT.date(),
        owner=Somebody(name="Anna Almgren"),
    )


def make_board(by: Actor) -> dict[str, str]:
    """A board and a meeting of it that is to come."""
    board = actions.add_board(by=by, at=AT, facts=actions.BoardFacts("Ekbackens stadsdelsnämnd", "board"))
    (meeting,) = actions.plan_meetings(board, by=by, at=AT, days=[NEXT_YEAR])
    return {"board": board.code, "board_meeting": meeting.code}


def make_passage(report: BoardReport, by: Actor) -> Passage:
    """A body outside that a report goes to as well."""
    facts = actions.PassageFacts(body="Regionens nämnd", authority_name="Regionen")
    return actions.plan_passage(report, facts, by=by, at=AT)


def make_personal(matter: Matter, by: Actor) -> dict[str, str]:
    """An item of the delegation order and a decision by it."""
    item = actions.add_delegation_item(by=by, at=AT, number="4.2", text="Avtal", delegate="chef")
    decided = actions.PersonallyDecided("delegation", "Maj Mandelblom", "chef", "Avtalet godkänns.", AT.date(), item)
    row = actions.record_personal_decision(matter, decided, by=by, at=AT)
    return {"personal": row.code, "delegation_item": item.code}


def make_letters(by: Actor, manager: Actor) -> dict[str, Any]:
    """A letter of intent that is being signed, one line of it on paper, and a template of the authority's own."""
    letter = letters.send(letters.make_letter(by), by, by, manager)
    line = letters.line_of(letter, "PREVENTIVE_SOCIAL")
    scan = agreements.record_paper(
        letter,
        by=by,
        at=AT,
        lines=[line],
        name="papper.pdf",
        content=letters.SCAN,
        signed_on=AT.date(),
        seen_by="Anna Almgren",
    )
    shared = letters.shared_template()
    rows: dict[str, Any] = {
        "intent": letter,
        "line": letters.line_of(letter, "CHILD_HEALTH"),
        "scan": scan,
        "signed": letters.make_signed_file(letter),
        "signature": letters.asked(letter, "OPEN_PRESCHOOL"),
        "letter_template": agreements.copy_letter_template(shared, by=manager, at=AT, name="Vår egen"),
    }
    token = letters.token_in(letters.newest_mail(letters.OUTSIDE.email))
    return {name: row.code for name, row in rows.items()} | {"token": token}


def make_feed(by: Actor) -> str:
    """The secret address of Anna's calendar."""
    membership = Membership.objects.get(pk=by.membership_id)
    return people.make_feed(membership, by=by, at=AT)[1]


def make_agreed(by: Actor, manager: Actor) -> dict[str, str]:
    """An agreement that all have signed, and a commitment of it that was not kept."""
    letter = agreeing.signed_agreement(by, by, manager)
    commitment = Commitment.objects.get(letter=letter)
    noted = agreements.note_shortfall(commitment, by=by, at=AT, seen_on=AT.date(), text="Åtta timmar i veckan.")
    return {"agreement": letter.code, "shortfall": noted.code}


def make_goal(by: Actor) -> dict[str, str]:
    """A plan of the authority's own with one goal."""
    facts = actions.SteeringFacts("board", "Verksamhetsplan", "Ekbackens stadsdelsnämnd", 2026)
    document = actions.add_steering_document(by=by, at=AT, facts=facts)
    goal = actions.add_goal(document, by=by, at=AT, text="Stödet är lätt att nå.")
    return {"steering": document.code, "goal": goal.code}


def make_programme(by: Actor) -> dict[str, str]:
    """A programme of the authority's own with one goal."""
    facts = programmes.ProgrammeFacts("Tidigt stöd", Place.objects.get(code="0180"), 2026)
    row = programmes.start_programme(by=by, at=AT, facts=facts)
    goal = programmes.add_programme_goal(row, by=by, at=AT, facts=programmes.GoalFacts("Fler får stöd tidigt."))
    return {"programme": row.code, "programme_goal": goal.code}


def make_started(by: Actor) -> Initiative:
    """An initiative that everybody may read of, with a ladder and no parties."""
    started = establishment.start_initiative(
        by=by,
        at=AT,
        title="Familjecentral i Ekbacken",
        place=Place.objects.get(code="0180"),
        place_name="Ekbacken",
        trigger="",
        move_by=None,
        ladder=make_ladder(),
        parties=[],
    )
    establishment.publish_initiative(started, by=by, at=AT)
    return started


def make_described(by: Actor, manager: Actor) -> dict[str, Any]:
    """A published centre with a leg, a partner and a house, and a definition of the authority's own."""
    centre = make_centre(by)
    leg = make_leg(centre, by)
    house = centres.add_premises(centre, by=by, at=AT, name="Tallhuset")
    partner = centres.add_partner(
        centre, by=by, at=AT, kind=Partner.Kind.LIBRARY, name="Biblioteket", from_date=AT.date()
    )
    centres.publish_centre(centre, by=by, at=AT)
    shared = DefinitionSet.objects.get(series="ffff")
    copy = centres.copy_definition_set(shared, by=manager, at=AT, name="Vår egen", valid_from=NEXT_YEAR)
    days = centres.add_exception(
        centre, by=by, at=AT, first_day=NEXT_YEAR, last_day=NEXT_YEAR, reason=OpeningException.Reason.PLANNING
    )
    shown = centres.show_person(centre, by=by, at=AT, name="Tove Tall", role="barnmorska", leg=leg)
    centres.set_photo(shown, by=by, at=AT, content=a_picture(), agreed_on=AT.date())
    rows = {"centre": centre, "leg": leg, "partner": partner, "premises": house, "definition": copy}
    rows |= {"exception": days, "shown": shown}
    return {name: row.code for name, row in rows.items()} | {"kind": "way", "language": "en"}


def make_offered(by: Actor) -> dict[str, str]:
    """An activity that everybody sees at Anna's centre, with a term, a room, somebody who leads it and its times."""
    centre = FamilyCentre.objects.get(kept_by_id=by.authority_id)
    term, room, leader = make_term(centre, by), make_room(centre, by), make_leader(centre)
    activity = make_public(centre, by, leader=leader)
    offering.confirm_activity(activity, by=by, at=timezone.now())  # it leaves the public pages a year later
    series = make_series(activity, by, room=room, term=term)
    rows = {"activity": activity, "series": series, "room": room, "term": term, "leader": leader}
    rows["occurrence"] = activity.occurrences.order_by("day")[0]
    rows["source"] = offering.read_source(
        centre, b"datum;start;titel\n2026-03-10;9.30;Fika", by=by, at=AT, leg=activity.leg
    )
    return {name: row.code for name, row in rows.items()}


def ask(client: Client, page: Address, scene: Scene) -> HttpResponse:
    """Open the page, or send its form empty where it is only written to."""
    path = reverse(page.name, kwargs={name: scene.values[name] for name in page.parameters})
    send = client.get if "GET" in page.methods else client.post
    answer: HttpResponse = send(path, headers={"host": "localhost"})  # type: ignore[assignment]  # the client has a type of its own
    return answer


def pages(*, public: bool) -> list[Address]:
    """The pages of the list, open ones or closed ones."""
    return [page for page in addresses() if (page.who == PUBLIC) is public]


@pytest.mark.django_db
def test_nobody_is_asked_to_sign_in_on_every_page_that_is_not_public(scene: Scene) -> None:
    for page in pages(public=False):
        answer = ask(client_of(scene.house.disa), page, scene)
        assert (answer.status_code, answer.headers.get("Location", "")[:10]) == (302, "/logga-in/"), page


@pytest.mark.django_db
def test_public_pages_answer_everybody(scene: Scene) -> None:
    for page in pages(public=True):
        for actor in (scene.house.disa, scene.house.anna):
            answer = ask(client_of(actor), page, scene)
            assert answer.status_code in ({200, 302} if page.name != "demo_sign_in" else {404}), (page, actor.name)


@pytest.mark.django_db
def test_a_role_without_the_capability_is_told_why_and_one_with_it_gets_in(scene: Scene) -> None:
    """Each role that may not asks for each page; of those that may one in turn, since all of it is made for her."""
    clients = {role: client_of(actor) for role, actor in scene.roles.items()}
    for number, page in enumerate(one for one in pages(public=False) if one.who != SIGNED_IN):
        may = [role for role in clients if Capability(page.who) in ROLES[role]]
        for role in set(clients) - set(may):
            answer = ask(clients[role], page, scene)
            assert answer.status_code == 403, (page, role)
            assert "får inte göra det här" in answer.content.decode(), (page, role)
        if may and "GET" in page.methods:  # a POST would be done: the rooms' own tests do it
            role = may[number % len(may)]
            answer = ask(clients[role], page, scene)
            assert answer.status_code < 400, (page, role, answer.status_code)


@pytest.mark.django_db
def test_what_belongs_to_another_authority_does_not_exist(scene: Scene) -> None:
    cesar = client_of(scene.house.cesar)
    for page in pages(public=False):
        if not set(ROWS) & set(page.parameters):
            continue
        answer = ask(cesar, page, scene)
        allowed = page.who == SIGNED_IN or Capability(page.who) in ROLES[Role.CASE_OFFICER]
        assert answer.status_code == (404 if allowed else 403), page


@pytest.mark.django_db
def test_what_came_in_to_another_secrecy_area_of_the_own_authority_does_not_exist(scene: Scene) -> None:
    for page in pages(public=False):
        if "incoming" in page.parameters:
            assert ask(client_of(scene.house.dag), page, scene).status_code == 404, page
    original = next(page for page in addresses() if page.name == "document_original")
    assert ask(client_of(scene.house.dag), original, scene).status_code in {403, 404}


@pytest.mark.django_db
def test_a_signed_in_person_without_any_unit_reaches_no_page_of_the_workspace(scene: Scene) -> None:
    actor = scene.roles[Role.MANAGER]
    client = client_of(actor)
    unit = Unit.objects.get(pk=actor.unit_id)
    unit.memberships.filter(pk=actor.membership_id).update(
        to_date=unit.from_date.replace(year=2024), from_date="2021-01-01"
    )
    for page in pages(public=False):
        if page.route.startswith("/arbete/"):
            answer = ask(client, page, scene)
            assert answer.status_code in {302, 403, 404}, page

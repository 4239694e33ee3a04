"""The demo's groups, meetings, wheel and first hundred days. Every person and every word of a meeting is invented."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from famn.domain.establishment import actions, reads
from famn.domain.establishment.actions import Outcome, Seat, Somebody, Turn
from famn.domain.establishment.models import ChecklistItem, GroupMeeting, GroupMember, Initiative, ProjectGroup
from famn.domain.people.models import Leg, User
from famn.domain.people.rules import Actor, standing
from famn.ground.stockholm import moment_of

Part = GroupMember.Part


def load(actors: Mapping[str, Actor]) -> None:
    """Östermalm with both levels and two meetings, Österåker with a joined group and its first hundred days."""
    _ostermalm(actors)
    _osteraker(actors)


def moment(day: dt.date, hour: int = 13) -> dt.datetime:
    """An hour of a day in Swedish time."""
    return moment_of(day, dt.time(hour))


def _ostermalm(actors: Mapping[str, Actor]) -> None:
    samira, begun = actors["Samira Smultron"], dt.date(2021, 3, 1)
    steering, working = _groups(samira, "Familjecentral på Östermalm", begun)
    actions.change_group(
        steering,
        by=samira,
        at=moment(begun),
        name="Styrgruppen",
        mandate="Bestämmer om inriktning, bemanning och lokaler inom de budgetar som finns. "
        "Det som kostar mer tas av var och ens nämnd.",
        joined_body="",
    )
    actions.change_group(
        working,
        by=samira,
        at=moment(begun),
        name="Arbetsgruppen",
        mandate="Förbereder det som styrgruppen ska bestämma, och provar i liten skala.",
        joined_body="",
    )
    leads = {
        "Majken Prästkrage": Seat(part=Part.CHAIR, mandate="Hela förvaltningens resurser"),
        "Jens Rallarros": Seat(leg=Leg.PREVENTIVE_SOCIAL, mandate="Föräldrastödets tid"),
        "Petra Gullviva": Seat(leg=Leg.OPEN_PRESCHOOL, mandate="Öppna förskolans tid och lokaler"),
    }
    for name, seat in leads.items():
        _seat(steering, samira, begun, seat, user=actors[name])
    clinic = {"unit_name": "Barnavårdscentralen", "party_name": "Mama Mia City"}
    head = Seat(title="verksamhetschef", leg=Leg.CHILD_HEALTH, mandate="Barnavårdscentralens tid", **clinic)
    _seat(steering, samira, begun, head, name="Lovisa Nyponros")
    _seat(working, samira, begun, Seat(part=Part.COORDINATOR, leg=Leg.PREVENTIVE_SOCIAL), user=samira)
    _seat(working, samira, begun, Seat(leg=Leg.OPEN_PRESCHOOL), user=actors["Bo Kantarell"])
    _seat(working, samira, begun, Seat(mandate="Skriver till nämnden"), user=actors["Anna Blåklocka"])
    midwife = Seat(title="barnmorska", unit_name="Mödravården", party_name="Mama Mia City", leg=Leg.MIDWIFERY)
    _seat(working, samira, begun, midwife, name="Ingrid Daggkåpa")
    _first_meeting(steering, samira, actors)
    _wheel(steering, working, samira)


def _first_meeting(group: ProjectGroup, by: Actor, actors: Mapping[str, Actor]) -> None:
    """Held and approved in March, with two decisions that became assignments; the next one waits for its minutes."""
    day, coming = dt.date(2021, 3, 10), dt.date(2021, 4, 21)
    for text in ("Vad en avsiktsförklaring ska säga", "Vem som kommer från mödravården", "Lokaler vi känner till"):
        actions.raise_point(group, by=by, at=moment(dt.date(2021, 3, 3)), text=text)
    place = "Förvaltningens sammanträdesrum"
    meeting = actions.plan_meeting(
        group, by=by, at=moment(dt.date(2021, 3, 4)), day=day, starts=dt.time(9), place=place
    )
    page = reads.meeting_page(meeting)
    said = [
        Outcome("Den ska säga vad varje part går in med, och att var och en betalar sitt.", is_settled=True),
        Outcome("Mödravården har inte svarat än."),
        Outcome("Två lokaler är kända. Båda ligger nära öppna förskolan.", is_settled=True),
    ]
    actions.write_minutes(
        meeting,
        by=by,
        at=moment(day),
        notes="Gruppen träffas var sjätte vecka.",
        also_present="",
        present=[one.number for one in page.attendees if one.name != "Petra Gullviva"],
        outcomes={point.pk: outcome for point, outcome in zip(page.points, said, strict=True)},
        seen=page.mark,
    )
    _decide(meeting, by, day, "Arbetsgruppen skriver ett förslag till avsiktsförklaring.", actors["Anna Blåklocka"])
    _decide(meeting, by, day, "Fråga mödravården vem som kommer till nästa möte.", actors["Samira Smultron"])
    actions.hold_meeting(meeting, by=by, at=moment(day, 15))
    actions.approve_minutes(meeting, by=actors["Majken Prästkrage"], at=moment(dt.date(2021, 3, 15)))
    actions.plan_meeting(group, by=by, at=moment(dt.date(2021, 3, 16)), day=coming, starts=dt.time(9), place=place)
    written = next(
        view for view in reads.group_view(group, today=coming).assignments if "förslag" in view.assignment.text
    )
    answer = "Förslaget är skrivet och skickat till dem som ska skriva under."
    actions.answer_group_assignment(
        written.assignment, by=actors["Anna Blåklocka"], at=moment(dt.date(2021, 3, 30)), answer=answer
    )


def _decide(meeting: GroupMeeting, by: Actor, day: dt.date, text: str, who: Actor) -> None:
    due_on = dt.date(2021, 4, 14)
    actions.decide_at_meeting(meeting, by=by, at=moment(day, 14), text=text, who=Somebody(_user(who)), due_on=due_on)


def _wheel(steering: ProjectGroup, working: ProjectGroup, by: Actor) -> None:
    at = moment(dt.date(2021, 3, 16))
    rows = (
        (steering, "Följ upp vad vi kom överens om", Turn(month=11, day=15, remind_days_before=30)),
        (steering, "Lägg in familjecentralen i nästa års plan", Turn(month=9, day=1, remind_days_before=30)),
        (working, "Fråga föräldrarna vad de vill ha mer av", Turn(month=10, day=5)),
        (working, "Planera vårens föräldragrupper", Turn(month=12, day=1)),
        (working, "Självvärdera tillsammans", Turn(month=5, day=10, remind_days_before=21)),
        (working, "Gå igenom sekretessen med alla nya", Turn(month=1, day=20)),
    )
    for group, text, turn in rows:
        actions.add_wheel_item(group, by=by, at=at, text=text, turn=turn, responsible=None)


def _osteraker(actors: Mapping[str, Actor]) -> None:
    cesar, begun = actors["Cesar Åkerbär"], dt.date(2021, 2, 16)
    steering, working = _groups(cesar, "Familjecentral i Österåker", begun)
    _seat(steering, cesar, begun, Seat(part=Part.CHAIR, mandate="Kommunens del"), user=actors["Birgitta Älggräs"])
    _seat(working, cesar, begun, Seat(part=Part.COORDINATOR), user=cesar)
    _seat(working, cesar, begun, Seat(leg=Leg.OPEN_PRESCHOOL), user=actors["Milo Örnbräken"])
    actions.change_group(
        working,
        by=cesar,
        at=moment(begun),
        name="Arbetsgruppen",
        mandate="Utreder och föreslår.",
        joined_body="Kommunens grupp för nära vård",
    )
    duties = (("Att föräldrars röster finns med", cesar), ("Att varje verksamhet räknar sina kostnader", None))
    for text, who in duties:
        person = Somebody(_user(who)) if who else Somebody()
        actions.add_duty(working, by=cesar, at=moment(begun), text=text, who=person)
    _handed_over(working, cesar, actors["Milo Örnbräken"])
    template = reads.checklist_templates(cesar)[0]
    checklist = actions.start_checklist(
        steering.initiative, by=cesar, at=moment(begun), starts_on=dt.date(2021, 3, 1), template=template
    )
    done = {
        1: "Kommunen och regionen förhandlade var för sig, samma vecka.",
        2: "En gemensam genomgång på plats. Listan över åtgärder ligger hos varje chef.",
    }
    for item in ChecklistItem.objects.filter(checklist=checklist, number__lte=3).order_by("number"):
        actions.plan_checklist_item(item, by=cesar, at=moment(begun), due_on=item.due_on, who=Somebody(_user(cesar)))
        if note := done.get(item.number):
            day = checklist.starts_on + dt.timedelta(days=10 * item.number)
            actions.tick_checklist_item(item, by=cesar, at=moment(day), done_on=day, note=note)


def _handed_over(group: ProjectGroup, by: Actor, leaving: Actor) -> None:
    """What one who went on to other work was to do is another's."""
    text, due_on = "Räkna hur många som går på öppna förskolan.", dt.date(2021, 4, 30)
    who = Somebody(_user(leaving))
    actions.give_group_assignment(group, by=by, at=moment(dt.date(2021, 3, 2)), text=text, who=who, due_on=due_on)
    note = "Siffrorna för hösten finns hos öppna förskolan."
    actions.hand_over_everything(_user(leaving), by=leaving, at=moment(dt.date(2021, 3, 22)), to=_user(by), note=note)


def _groups(by: Actor, title: str, day: dt.date) -> tuple[ProjectGroup, ProjectGroup]:
    initiative = Initiative.objects.get(title=title, authority_id=standing(by).authority_id)
    steering, working = actions.set_up_groups(initiative, by=by, at=moment(day))
    return steering, working


def _seat(
    group: ProjectGroup, by: Actor, day: dt.date, seat: Seat, *, user: Actor | None = None, name: str = ""
) -> None:
    who = Somebody(_user(user)) if user else Somebody(name=name)
    actions.add_member(group, by=by, at=moment(day), who=who, seat=seat, from_date=day)


def _user(actor: Actor) -> User:
    return User.objects.get(pk=standing(actor).user_id)

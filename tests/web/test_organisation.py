"""The pages of the project organisation: from two empty groups to approved minutes, and what each page says."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from famn.domain.establishment import actions
from famn.domain.establishment.actions import Somebody
from famn.domain.establishment.models import (
    AgendaPoint,
    ChecklistItem,
    ChecklistTemplate,
    GroupAssignment,
    GroupMeeting,
    GroupMember,
    Handover,
    Initiative,
    MeetingAttendance,
    ProjectGroup,
    WheelItem,
)
from famn.domain.people.rules import Actor
from tests.domain.establishment.organising import give, make_groups, plan, sit, user_of
from tests.factories import make_initiative
from tests.people import AT
from tests.scenes import scene

Clients = dict[str, Client]


@scene
def initiative(anna: Actor) -> Initiative:
    return make_initiative(anna)


def text_of(client: Client, name: str, *args: object) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, page: str, /, *args: object, **data: object) -> HttpResponse:
    """Send a form; what is refused comes back as 200."""
    answer: HttpResponse = client.post(reverse(page, args=args), data)  # type: ignore[assignment]  # the client has a type of its own
    return answer


def test_from_two_empty_groups_to_approved_minutes(clients: Clients, initiative: Initiative, anna: Actor) -> None:
    her, code, today = clients["anna"], initiative.code, timezone.localdate()
    assert "Grupperna finns inte än" in text_of(her, "organisation", code)
    send(her, "set_up_groups", code)
    group = ProjectGroup.objects.get(initiative=initiative, kind="steering")
    seat = {"user": user_of(anna).code, "part": "chair", "leg": "PREVENTIVE_SOCIAL", "from_date": today}
    assert send(her, "add_member", group.code, **seat).status_code == 302
    assert "saknar: Barnmorska, Barnhälsovård, Öppen förskola" in text_of(her, "organisation", code)
    send(her, "group_points", group.code, text="Nycklarna")
    assert send(her, "plan_meeting", group.code, day=today, starts="13:00", place="Rum 1").status_code == 302
    meeting = GroupMeeting.objects.get()
    point, member = AgendaPoint.objects.get(), GroupMember.objects.get()
    assert "Nycklarna" in text_of(her, "meeting", meeting.code)
    form = her.get(reverse("write_minutes", args=[meeting.code])).context["page"]
    said = {"seen": form.mark, "present": member.pk, f"outcome_{point.pk}": "Två till.", "settled": point.pk}
    assert send(her, "write_minutes", meeting.code, **said).status_code == 302
    decision = {"text": "Vi hyr Tallhuset.", "name": "Ingrid Daggkåpa", "due_on": today}
    assert send(her, "meeting_decision", meeting.code, **decision).status_code == 302
    send(her, "move_meeting", meeting.code, gor="hallet")
    send(her, "move_meeting", meeting.code, gor="godkann")
    shown = text_of(her, "meeting", meeting.code)
    for words in ("Anteckningarna är godkända", "Anna Almgren", "Två till.", "Vi hyr Tallhuset.", "Ingrid Daggkåpa"):
        assert words in shown
    assert MeetingAttendance.objects.get().is_present
    assert "kan inte ändras" in text_of(her, "write_minutes", meeting.code)


def test_what_somebody_else_wrote_meanwhile_is_not_lost_and_ones_own_words_stay_in_the_form(
    clients: Clients, initiative: Initiative, anna: Actor
) -> None:
    _steering, working = make_groups(anna, initiative)
    actions.raise_point(working, by=anna, at=AT, text="Nycklarna")
    meeting = plan(working, anna)
    point = AgendaPoint.objects.get(meeting=meeting)
    answer = send(clients["anna"], "write_minutes", meeting.code, seen="gammalt", **{f"outcome_{point.pk}": "Mitt"})
    page = answer.content.decode()
    assert "Någon annan skrev" in page
    assert ">Mitt</textarea>" in page
    assert AgendaPoint.objects.get().outcome == ""


def test_an_assignment_is_answered_passed_on_opened_again_and_taken_back(
    clients: Clients, initiative: Initiative, anna: Actor, dag: Actor
) -> None:
    her, (steering, _working) = clients["anna"], make_groups(anna, initiative)
    said = {"text": "Räkna", "user": user_of(anna).code, "due_on": "2026-04-01"}
    assert send(her, "give_group_assignment", steering.code, **said).status_code == 302
    task = GroupAssignment.objects.get()
    assert "Sent sedan" in text_of(her, "group_assignment", task.code)
    assert send(her, "group_assignment", task.code, answer="").status_code == 200
    assert send(her, "group_assignment", task.code, answer="Klart.").status_code == 302
    send(her, "move_group_assignment", task.code, gor="oppna")
    send(her, "pass_on_group_assignment", task.code, user=user_of(dag).code, due_on="2026-05-01")
    send(her, "move_group_assignment", task.code, gor="aterta")
    task.refresh_from_db()
    assert (task.state, task.responsible_id, task.due_on) == ("withdrawn", dag.user_id, dt.date(2026, 5, 1))
    assert send(her, "move_group_assignment", task.code, gor="annat").status_code == 404


def test_two_people_at_once_are_refused_by_the_form(clients: Clients, initiative: Initiative, anna: Actor) -> None:
    steering, _working = make_groups(anna, initiative)
    answer = send(clients["anna"], "add_member", steering.code, user=user_of(anna).code, name="Någon", part="member")
    assert "inte båda" in answer.content.decode()


def test_a_member_without_the_role_reads_raises_a_point_and_answers_and_is_told_why_not_more(
    clients: Clients, initiative: Initiative, anna: Actor, bo: Actor
) -> None:
    steering, _working = make_groups(anna, initiative)
    his = clients["bo"]
    assert "Du kan inte anmäla punkter här" in text_of(his, "group_points", steering.code)
    sit(steering, anna, bo)
    assert send(his, "group_points", steering.code, text="Larmet").status_code == 302
    task = give(steering, anna, bo)
    assert send(his, "group_assignment", task.code, answer="Klart.").status_code == 302
    assert "får inte göra det här" in text_of(his, "group", steering.code)
    assert send(his, "plan_meeting", steering.code, day="2026-04-01").status_code == 403


def test_the_wheel_is_a_picture_and_a_list_that_say_the_same(clients: Clients, initiative: Initiative) -> None:
    her = clients["anna"]
    send(her, "set_up_groups", initiative.code)
    group = ProjectGroup.objects.get(kind="working")
    plain = {"group": group.code, "remind_days_before": 14}
    for text, month, day in (("Fråga föräldrar", 10, 5), ("Följ upp", 2, 31)):
        assert send(her, "add_wheel_item", initiative.code, text=text, month=month, day=day, **plain).status_code == 302
    answer = her.get(reverse("yearly_wheel", args=[initiative.code]))
    assert [
        (dot.number, row["text"]) for dot, row in zip(answer.context["wheel"].dots, answer.context["rows"], strict=True)
    ] == [
        (1, "Följ upp"),
        (2, "Fråga föräldrar"),
    ]
    assert sorted(re.findall(r'<circle\s+class="(dot|next)"', answer.content.decode())) == ["dot", "next"]
    item = WheelItem.objects.get(text="Följ upp")
    assert send(her, "wheel_item", item.code, text="Följ upp", remind_days_before=3).status_code == 200
    send(her, "wheel_item", item.code, gor="bort")
    assert not WheelItem.objects.filter(pk=item.pk).exists()


def test_the_first_hundred_days_are_begun_ticked_skipped_and_opened_again(
    clients: Clients, initiative: Initiative
) -> None:
    her, code = clients["anna"], initiative.code
    shared = ChecklistTemplate.objects.get(authority=None)
    assert "Listan är inte påbörjad" in text_of(her, "first_days", code)
    begin = {"begin_from": f"mall-{shared.code}", "starts_on": timezone.localdate()}
    assert send(her, "start_checklist", code, **begin).status_code == 302
    assert "Dag 1 av 100." in text_of(her, "first_days", code)
    done, skipped = ChecklistItem.objects.order_by("number")[:2]
    send(her, "checklist_item", done.code, gor="klart", done_on=timezone.localdate(), note="Så här")
    assert send(her, "checklist_item", skipped.code, gor="behovs-inte", note="").status_code == 200
    send(her, "checklist_item", skipped.code, gor="behovs-inte", note="Ingen flyttar")
    assert [one.state for one in ChecklistItem.objects.order_by("number")[:2]] == ["done", "not_needed"]
    send(her, "checklist_item", done.code, gor="oppna")
    assert ChecklistItem.objects.get(pk=done.pk).state == "open"
    assert send(her, "start_checklist", code, **begin).status_code == 403


def test_all_that_is_open_stands_on_one_page_and_goes_to_a_colleague_in_one_act(
    clients: Clients, initiative: Initiative, anna: Actor, dag: Actor
) -> None:
    steering, _working = make_groups(anna, initiative)
    give(steering, anna, anna)
    actions.raise_point(steering, by=anna, at=AT, text="Larmet")
    her, me = clients["anna"], user_of(anna).code
    page = text_of(her, "hand_over_everything", me)
    assert "Ta fram två lokaler." in page
    assert "Punkten tas upp på nästa möte ändå" in page
    assert send(her, "hand_over_everything", me, to="").status_code == 200
    answer = send(her, "hand_over_everything", me, to=user_of(dag).code, note="Ring mig.")
    handover = Handover.objects.get()
    assert answer.headers["Location"] == reverse("handover", args=[handover.code])
    assert "Ring mig." in text_of(clients["dag"], "handover", handover.code)
    assert clients["bo"].get(reverse("handover", args=[handover.code])).status_code == 404
    assert "Du kan inte lämna över åt någon annan" in text_of(clients["bo"], "hand_over_everything", me)


def test_my_day_shows_what_groups_want_and_when_they_meet(
    clients: Clients, initiative: Initiative, anna: Actor, bo: Actor
) -> None:
    steering, _working = make_groups(anna, initiative)
    sit(steering, anna, bo)
    give(steering, anna, bo, timezone.localdate() - dt.timedelta(days=2))
    soon = timezone.localdate() + dt.timedelta(days=20)
    meeting = actions.plan_meeting(steering, by=anna, at=timezone.now(), day=soon, starts=None, place="")
    answer = clients["bo"].get(reverse("desk"))
    page = answer.content.decode()
    assert "Ta fram två lokaler." in page
    assert "2 dagar sent" in page
    assert "En är sen." in page
    assert reverse("meeting", args=[meeting.code]) in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_groups_page_costs_the_same_however_much_is_on_it(
    clients: Clients, initiative: Initiative, anna: Actor, count: int, django_assert_num_queries: object
) -> None:
    steering, _working = make_groups(anna, initiative)
    for number in range(count):
        sit(steering, anna, f"Person {number}")
        give(steering, anna, anna)
        actions.add_duty(steering, by=anna, at=AT, text=f"Ansvar {number}", who=Somebody())
        plan(steering, anna, timezone.localdate() + dt.timedelta(days=number))
    her = clients["anna"]
    her.get(reverse("desk"))
    for name, args, most in (("group", [steering.code], 13), ("organisation", [initiative.code], 13)):
        with django_assert_num_queries(most):  # type: ignore[operator]  # pytest-django's own fixture
            assert her.get(reverse(name, args=args)).status_code == 200

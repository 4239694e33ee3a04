"""Two levels: who sits where for which leg, which leg is missing, who answers for what."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from famn.domain.establishment import actions, reads, rules
from famn.domain.establishment.actions import Seat, Somebody
from famn.domain.establishment.models import GroupDuty, GroupMember, Initiative, ProjectGroup
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.establishment.organising import days, make_groups, sit, user_of
from tests.factories import make_initiative
from tests.people import AT, DAY


def seen(initiative: Initiative) -> reads.OrganisationPage:
    return reads.organisation_page(initiative, today=DAY)


def test_both_groups_are_set_up_at_once_and_only_once(anna: Actor) -> None:
    steering, working = make_groups(anna)
    assert (steering.kind, working.kind) == (ProjectGroup.Kind.STEERING, ProjectGroup.Kind.WORKING)
    with pytest.raises(Denied, match="finns redan"):
        actions.set_up_groups(steering.initiative, by=anna, at=AT)
    assert TrailEvent.objects.filter(verb="set_up_group").count() == 2


def test_each_level_says_which_leg_nobody_sits_there_for(anna: Actor) -> None:
    steering, working = make_groups(anna)
    sit(steering, anna, "Lovisa Nyponros", leg=Leg.CHILD_HEALTH)
    sit(working, anna, anna, leg=Leg.PREVENTIVE_SOCIAL)
    above, below = seen(steering.initiative).groups
    assert Leg.CHILD_HEALTH not in above.missing
    assert set(above.missing) == {Leg.MIDWIFERY, Leg.OPEN_PRESCHOOL, Leg.PREVENTIVE_SOCIAL}
    assert set(below.missing) == {Leg.MIDWIFERY, Leg.OPEN_PRESCHOOL, Leg.CHILD_HEALTH}


def test_a_leg_is_missing_again_when_its_member_has_left_and_is_not_there_before_she_comes(anna: Actor) -> None:
    steering, working = make_groups(anna)
    gone = sit(steering, anna, "Lovisa Nyponros", leg=Leg.CHILD_HEALTH)
    sit(working, anna, "Ingrid Daggkåpa", leg=Leg.MIDWIFERY, from_date=days(1))
    actions.end_member(gone, by=anna, at=AT, last_day=days(-1))
    above, below = seen(steering.initiative).groups
    assert Leg.CHILD_HEALTH in above.missing
    assert Leg.MIDWIFERY in below.missing
    assert [one.name for one in above.earlier] == ["Lovisa Nyponros"]
    assert [one.name for one in below.coming] == ["Ingrid Daggkåpa"]


def test_a_colleagues_unit_and_board_are_told_by_where_she_works(anna: Actor) -> None:
    steering, _working = make_groups(anna)
    member = sit(steering, anna, anna)
    assert (member.unit_name, member.party_name) == ("Enheten för familjer", "Ekbackens stadsdelsnämnd")


def test_nobody_sits_twice_in_a_group_and_a_group_has_one_chair(anna: Actor, dag: Actor) -> None:
    steering, _working = make_groups(anna)
    sit(steering, anna, anna, part=GroupMember.Part.CHAIR)
    with pytest.raises(Refused, match="sitter redan"):
        sit(steering, anna, anna)
    with pytest.raises(Refused, match="redan ordförande"):
        sit(steering, anna, dag, part=GroupMember.Part.CHAIR)
    member = sit(steering, anna, dag)
    with pytest.raises(Refused, match="redan ordförande"):
        actions.change_member(member, by=anna, at=AT, seat=Seat(part=GroupMember.Part.CHAIR))


def test_the_database_refuses_a_second_open_seat_of_the_same_person(anna: Actor) -> None:
    steering, _working = make_groups(anna)
    member = sit(steering, anna, anna)
    again = GroupMember(group=steering, user=member.user, name=member.name, from_date=DAY, recorded_at=AT)
    again.recorded_by_id = member.recorded_by_id
    with pytest.raises(IntegrityError, match="group_member_open_once"), transaction.atomic():
        again.save()


def test_somebody_who_works_for_another_authority_is_written_by_name(anna: Actor, cesar: Actor) -> None:
    steering, _working = make_groups(anna)
    with pytest.raises(Refused, match="arbetar inte här") as refused:
        sit(steering, anna, cesar)
    assert refused.value.field == "user"
    assert sit(steering, anna, "Cesar Ceder", party_name="Sjövikens socialnämnd").user_id is None


def test_a_coordinator_is_over_both_levels(anna: Actor) -> None:
    steering, working = make_groups(anna)
    sit(working, anna, anna, part=GroupMember.Part.COORDINATOR)
    assert [one.name for one in seen(steering.initiative).coordinators] == ["Anna Almgren"]


def test_a_last_day_before_the_first_is_refused(anna: Actor) -> None:
    steering, _working = make_groups(anna)
    member = sit(steering, anna, anna)
    with pytest.raises(Refused) as refused:
        actions.end_member(member, by=anna, at=AT, last_day=days(-31))
    assert refused.value.field == "last_day"


def test_a_group_joined_to_another_body_shows_the_duties_that_nobody_answers_for(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    actions.change_group(working, by=anna, at=AT, name="Arbetsgrupp", mandate="", joined_body="Närvårdsrådet")
    actions.add_duty(working, by=anna, at=AT, text="Följa upp avtalet", who=Somebody(user_of(anna)))
    open_duty = actions.add_duty(working, by=anna, at=AT, text="Fråga föräldrar", who=Somebody())
    view = reads.group_view(working, today=DAY)
    assert view.group.joined_body == "Närvårdsrådet"
    assert [duty.text for duty in view.unanswered_duties] == ["Fråga föräldrar"]
    actions.answer_for_duty(open_duty, by=anna, at=AT, who=Somebody(name="Ingrid Daggkåpa"))
    assert reads.group_view(working, today=DAY).unanswered_duties == []


def test_a_duty_stands_once_and_may_go_and_going_twice_is_told(anna: Actor) -> None:
    _steering, working = make_groups(anna)
    duty = actions.add_duty(working, by=anna, at=AT, text="Följa upp avtalet", who=Somebody())
    with pytest.raises(Refused, match="redan på listan"):
        actions.add_duty(working, by=anna, at=AT, text="följa upp avtalet", who=Somebody())
    actions.remove_duty(duty, by=anna, at=AT)
    assert not GroupDuty.objects.exists()
    with pytest.raises(Refused, match="Någon annan tog bort"):
        actions.remove_duty(GroupDuty(pk=duty.pk), by=anna, at=AT)


def test_only_those_who_drive_the_initiative_change_its_groups(anna: Actor, bo: Actor, cesar: Actor) -> None:
    steering, _working = make_groups(anna)
    member = sit(steering, anna, anna)
    for somebody in (bo, cesar):
        for act in (
            lambda by: actions.change_group(steering, by=by, at=AT, name="X", mandate="", joined_body=""),
            lambda by: actions.add_member(steering, by=by, at=AT, who=Somebody(name="X"), seat=Seat(), from_date=DAY),
            lambda by: actions.change_member(member, by=by, at=AT, seat=Seat()),
            lambda by: actions.end_member(member, by=by, at=AT, last_day=DAY),
            lambda by: actions.add_duty(steering, by=by, at=AT, text="X", who=Somebody()),
        ):
            with pytest.raises(Denied):
                act(somebody)


def test_another_authority_sees_no_group_of_it(anna: Actor, bo: Actor, cesar: Actor) -> None:
    steering, _working = make_groups(anna)
    member = sit(steering, anna, anna)
    assert steering in rules.visible_groups(bo)
    assert not rules.visible_groups(cesar).exists()
    assert not rules.visible_members(cesar).filter(pk=member.pk).exists()


def test_a_resting_initiative_stands_still(anna: Actor) -> None:
    steering, _working = make_groups(anna)
    actions.rest_initiative(steering.initiative, by=anna, at=AT)
    with pytest.raises(Denied, match="vilar"):
        sit(steering, anna, anna)


@pytest.mark.parametrize("count", [1, 3])
def test_the_organisation_costs_the_same_however_many_sit_there(
    anna: Actor, count: int, django_assert_num_queries: object
) -> None:
    steering, working = make_groups(anna, make_initiative(anna))
    for number in range(count):
        sit(steering, anna, f"Person {number}")
        actions.add_duty(working, by=anna, at=AT, text=f"Ansvar {number}", who=Somebody())
    with django_assert_num_queries(6):  # type: ignore[operator]  # pytest-django's own fixture
        page = seen(steering.initiative)
        assert [one.name for view in page.groups for one in view.members]

"""Who sees and who may change the two levels of an initiative, their members, meetings and assignments.

What is written belongs to the initiative, so to the authority that drives it. A member without a role that drives
initiatives may still raise a point and answer what she is responsible for.
"""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from famn.domain.establishment.models import (
    GROUP_ASSIGNMENT_STATES,
    MEETING_STATES,
    AgendaPoint,
    GroupAssignment,
    GroupMeeting,
    GroupMember,
    Initiative,
    ProjectGroup,
    WheelItem,
)
from famn.domain.establishment.rules.initiatives import may_drive, visible_initiatives
from famn.domain.people.rules import Actor, Capability
from famn.ground import periods
from famn.ground.verdict import YES, Verdict, first_no, no

# --- which rows ------------------------------------------------------------------------------------


def visible_groups(actor: Actor) -> QuerySet[ProjectGroup]:
    """The groups of the initiatives that one sees, with their initiatives."""
    rows = ProjectGroup.objects.filter(initiative__in=visible_initiatives(actor))
    return rows.select_related("initiative")


def visible_members(actor: Actor) -> QuerySet[GroupMember]:
    """Who sits in the groups that one sees, with the group and its initiative."""
    rows = GroupMember.objects.filter(group__initiative__in=visible_initiatives(actor))
    return rows.select_related("group__initiative", "user")


def visible_meetings(actor: Actor) -> QuerySet[GroupMeeting]:
    """The meetings of the groups that one sees, with the group and its initiative."""
    rows = GroupMeeting.objects.filter(group__initiative__in=visible_initiatives(actor))
    return rows.select_related("group__initiative", "approved_by", "planned_by")


def visible_points(actor: Actor) -> QuerySet[AgendaPoint]:
    """The points of the groups that one sees, with the group, its initiative and the meeting."""
    rows = AgendaPoint.objects.filter(group__initiative__in=visible_initiatives(actor))
    return rows.select_related("group__initiative", "meeting")


def visible_group_assignments(actor: Actor) -> QuerySet[GroupAssignment]:
    """What the groups that one sees have given somebody to do, with the group, its initiative and the people."""
    rows = GroupAssignment.objects.filter(group__initiative__in=visible_initiatives(actor))
    return rows.select_related("group__initiative", "responsible", "given_by", "settled_by", "decision__meeting__group")


def visible_wheel_items(actor: Actor) -> QuerySet[WheelItem]:
    """What the groups that one sees do each year, with the group and its initiative."""
    rows = WheelItem.objects.filter(group__initiative__in=visible_initiatives(actor))
    return rows.select_related("group__initiative", "responsible")


def in_seat(day: dt.date) -> Q:
    """The members who sit in their group on `day`."""
    return periods.on(day)


# --- groups and meetings ---------------------------------------------------------------------------


def may_set_up_groups(actor: Actor, initiative: Initiative, *, groups: int) -> Verdict:
    """Whether one may set up the two groups of an initiative that has `groups` of them."""
    is_done = groups >= len(ProjectGroup.Kind)
    return first_no(may_drive(actor, initiative), no(_("Grupperna finns redan.")) if is_done else YES)


def may_organise(actor: Actor, group: ProjectGroup) -> Verdict:
    """Whether one may change a group: its mandate, members, duties, meetings. Needs `initiative` selected with it."""
    return may_drive(actor, group.initiative)


def may_raise_point(actor: Actor, group: ProjectGroup, *, day: dt.date) -> Verdict:
    """Whether one may put a point to the next meeting: whoever drives the initiative, and each of its members."""
    drives = may_organise(actor, group)
    if drives or group.initiative.state != Initiative.State.ACTIVE or actor.user_id is None:
        return drives
    sits = GroupMember.objects.filter(in_seat(day), group__initiative_id=group.initiative_id, user_id=actor.user_id)
    return YES if group.initiative.authority_id == actor.authority_id and sits.exists() else drives


def may_take_off_point(actor: Actor, point: AgendaPoint) -> Verdict:
    """Whether one may take a point off: no meeting has dealt with it. Needs `group__initiative` and `meeting`."""
    is_dealt_with = point.meeting is not None and point.meeting.state != GroupMeeting.State.PLANNED
    reason = no(_("Punkten har varit uppe på ett möte och står kvar i anteckningarna."))
    return first_no(may_organise(actor, point.group), reason if is_dealt_with or point.moved_from_id else YES)


def may_change_meeting(actor: Actor, meeting: GroupMeeting) -> Verdict:
    """Whether one may change the day and place of a meeting that has not been. Needs `group__initiative` selected."""
    is_planned = meeting.state == GroupMeeting.State.PLANNED
    return first_no(may_organise(actor, meeting.group), YES if is_planned else no(_("Mötet är inte planerat längre.")))


def may_write_minutes(actor: Actor, meeting: GroupMeeting) -> Verdict:
    """Whether one may write in the minutes: until somebody has approved them. Needs `group__initiative` selected."""
    locked = {
        GroupMeeting.State.APPROVED: _("Anteckningarna är godkända och kan inte ändras."),
        GroupMeeting.State.CANCELLED: _("Mötet är inställt."),
    }
    reason = locked.get(GroupMeeting.State(meeting.state))
    return first_no(may_organise(actor, meeting.group), no(reason) if reason else YES)


def may_move_meeting(actor: Actor, meeting: GroupMeeting, state: str) -> Verdict:
    """Whether one may record a meeting as held or cancelled, or approve its minutes: go to `state`."""
    return first_no(may_organise(actor, meeting.group), MEETING_STATES.may_go(meeting.state, state))


# --- assignments -----------------------------------------------------------------------------------


def may_answer_for_group(actor: Actor, assignment: GroupAssignment) -> Verdict:
    """Whether one may answer: the responsible person, and roles that drive initiatives. Needs `group__initiative`."""
    step = GROUP_ASSIGNMENT_STATES.may_go(assignment.state, GroupAssignment.State.ANSWERED)
    return first_no(_may_handle(actor, assignment), step if step else no(_("Uppdraget är redan klart.")))


def may_reopen_for_group(actor: Actor, assignment: GroupAssignment) -> Verdict:
    """Whether one may open an answered assignment again. Needs `group__initiative` selected with it."""
    step = GROUP_ASSIGNMENT_STATES.may_go(assignment.state, GroupAssignment.State.OPEN)
    return first_no(_may_handle(actor, assignment), step)


def may_withdraw_for_group(actor: Actor, assignment: GroupAssignment) -> Verdict:
    """Whether one may record that the group took an assignment back. Needs `group__initiative` selected with it."""
    step = GROUP_ASSIGNMENT_STATES.may_go(assignment.state, GroupAssignment.State.WITHDRAWN)
    return first_no(may_organise(actor, assignment.group), step)


def may_pass_on(actor: Actor, assignment: GroupAssignment) -> Verdict:
    """Whether one may let somebody else answer for an assignment. Needs `group__initiative` selected with it."""
    return may_answer_for_group(actor, assignment)


def may_remind_groups(actor: Actor) -> Verdict:
    """Whether one may send the reminders of groups: the house itself, by its clock."""
    return actor.can(Capability.RUN_SYSTEM)


def _may_handle(actor: Actor, assignment: GroupAssignment) -> Verdict:
    if assignment.group.initiative.authority_id != actor.authority_id:
        return no(_("Uppdraget hör till en annan myndighet."))
    if assignment.responsible_id is not None and assignment.responsible_id == actor.user_id:
        return YES
    return actor.can(Capability.DRIVE_INITIATIVES)

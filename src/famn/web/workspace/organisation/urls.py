"""Addresses of the project organisation: groups, meetings, assignments, the wheel, first hundred days, handing over."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, SIGNED_IN, page
from famn.web.workspace.organisation import assignments, groups, handover, meetings, opening, wheel

READ, DRIVE = Capability.READ_INITIATIVES, Capability.DRIVE_INITIATIVES
ONE = "initiativ/<str:initiative>/"
GROUP = "grupper/<str:group>/"
MEETING = "moten/<str:meeting>/"
TASK = "gruppuppdrag/<str:task>/"
ITEM = "hundra-dagar/<str:item>/"

urlpatterns = [
    page(f"{ONE}organisation/", groups.organisation, name="organisation", who=READ),
    page(f"{ONE}organisation/ny/", groups.set_up_groups, name="set_up_groups", who=DRIVE, methods=POST),
    page(GROUP, groups.group, name="group", who=READ),
    page(f"{GROUP}andra/", groups.change_group, name="change_group", who=DRIVE, methods=FORM),
    page(f"{GROUP}ledamot/", groups.add_member, name="add_member", who=DRIVE, methods=FORM),
    page(f"{GROUP}ansvar/", groups.group_duties, name="group_duties", who=DRIVE, methods=FORM),
    page(f"{GROUP}punkter/", meetings.group_points, name="group_points", who=READ, methods=FORM),
    page(f"{GROUP}mote/", meetings.plan_meeting, name="plan_meeting", who=DRIVE, methods=FORM),
    page(f"{GROUP}uppdrag/", assignments.give_assignment, name="give_group_assignment", who=DRIVE, methods=FORM),
    page("ledamoter/<str:member>/", groups.group_member, name="group_member", who=DRIVE, methods=FORM),
    page(MEETING, meetings.meeting, name="meeting", who=READ),
    page(f"{MEETING}andra/", meetings.change_meeting, name="change_meeting", who=DRIVE, methods=FORM),
    page(f"{MEETING}anteckna/", meetings.write_minutes, name="write_minutes", who=DRIVE, methods=FORM),
    page(f"{MEETING}beslut/", meetings.meeting_decision, name="meeting_decision", who=DRIVE, methods=FORM),
    page(f"{MEETING}lage/", meetings.move_meeting, name="move_meeting", who=DRIVE, methods=POST),
    page(TASK, assignments.group_assignment, name="group_assignment", who=READ, methods=FORM),
    page(f"{TASK}lage/", assignments.move_assignment, name="move_group_assignment", who=READ, methods=POST),
    page(f"{TASK}ansvarig/", assignments.pass_on, name="pass_on_group_assignment", who=READ, methods=FORM),
    page(f"{ONE}arshjul/", wheel.yearly_wheel, name="yearly_wheel", who=READ),
    page(f"{ONE}arshjul/nytt/", wheel.add_wheel_item, name="add_wheel_item", who=DRIVE, methods=FORM),
    page("arshjul/<str:turn>/", wheel.wheel_item, name="wheel_item", who=DRIVE, methods=FORM),
    page(f"{ONE}hundra-dagar/", opening.first_days, name="first_days", who=READ),
    page(f"{ONE}hundra-dagar/borja/", opening.start_checklist, name="start_checklist", who=DRIVE, methods=FORM),
    page(f"{ONE}hundra-dagar/ny/", opening.add_item, name="add_checklist_item", who=DRIVE, methods=FORM),
    page(ITEM, opening.checklist_item, name="checklist_item", who=READ, methods=FORM),
    page(f"{ITEM}vem/", opening.plan_item, name="plan_checklist_item", who=DRIVE, methods=FORM),
    page(
        "overlamna/<str:person>/",
        handover.hand_over_everything,
        name="hand_over_everything",
        who=SIGNED_IN,
        methods=FORM,
        at_work=True,
    ),
    page("overlamnat/<str:handover>/", handover.handover, name="handover", who=SIGNED_IN, at_work=True),
]

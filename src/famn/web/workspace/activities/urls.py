"""Addresses of activities in the workspace. Those of "Ändra detta" come first: public pages link to them."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.activities import activities, copying, days, house, incoming, occurrences, series

READ, PLAN = Capability.READ_CENTRES, Capability.PLAN_ACTIVITIES
ACTIVITY = "aktivitet/<str:activity>/"
TIME = "tillfalle/<str:occurrence>/"
CENTRE = "aktiviteter/<str:centre>/"
SOURCE = f"{CENTRE}hamta/<str:source>/"

urlpatterns = [
    page(ACTIVITY, activities.work_activity, name="work_activity", who=READ),
    page(f"{ACTIVITY}andra/", activities.change_activity, name="change_activity", who=PLAN, methods=FORM),
    page(TIME, occurrences.work_occurrence, name="work_occurrence", who=READ),
    page(f"{TIME}flytta/", occurrences.move_occurrence, name="move_occurrence", who=PLAN, methods=FORM),
    page(f"{TIME}stall-in/", occurrences.cancel_occurrence, name="cancel_occurrence", who=PLAN, methods=FORM),
    page(f"{TIME}beratta/", occurrences.say_of_occurrence, name="say_of_occurrence", who=PLAN, methods=FORM),
    page(f"{TIME}blir-av/", occurrences.restore_occurrence, name="restore_occurrence", who=PLAN, methods=POST),
    page(f"{ACTIVITY}visa/", activities.publish_activity, name="publish_activity", who=PLAN, methods=POST),
    page(f"{ACTIVITY}stammer/", activities.confirm_activity, name="confirm_activity", who=PLAN, methods=POST),
    page(f"{ACTIVITY}avsluta/", activities.end_activity, name="end_activity", who=PLAN, methods=FORM),
    page(f"{ACTIVITY}sprak/", activities.translate_activity, name="translate_activity", who=PLAN, methods=FORM),
    page(f"{ACTIVITY}serie/", series.plan_series, name="plan_series", who=PLAN, methods=FORM),
    page(f"{ACTIVITY}tillfalle/", occurrences.add_occurrence, name="add_occurrence", who=PLAN, methods=FORM),
    page("serie/<str:series>/", series.change_series, name="change_series", who=PLAN, methods=FORM),
    page("serie/<str:series>/sluta/", series.end_series, name="end_series", who=PLAN, methods=FORM),
    page("aktiviteter/", days.activities, name="activities", who=READ),
    page(CENTRE, days.morning, name="morning", who=READ),
    page(f"{CENTRE}vecka/", days.staff_week, name="staff_week", who=READ),
    page(f"{CENTRE}alla/", activities.centre_activities, name="centre_activities", who=READ),
    page(f"{CENTRE}ny/", activities.add_activity, name="add_activity", who=PLAN, methods=FORM),
    page(f"{CENTRE}borta/<str:leader>/", days.leader_away, name="leader_away", who=PLAN, methods=FORM),
    page(f"{CENTRE}stangda-dagar/", days.cancel_closed, name="cancel_closed", who=PLAN, methods=POST),
    page(f"{CENTRE}rum/", house.rooms, name="rooms", who=READ, methods=FORM),
    page(f"{CENTRE}kopiera-vecka/", copying.copy_week, name="copy_week", who=PLAN, methods=FORM),
    page(f"{CENTRE}termin/", house.staff_term, name="staff_term", who=READ),
    page(f"{CENTRE}termin/ny/", house.add_term, name="add_term", who=PLAN, methods=FORM),
    page(f"{CENTRE}hamta/", incoming.bring_calendar, name="bring_calendar", who=PLAN, methods=FORM),
    page(SOURCE, incoming.incoming, name="incoming", who=PLAN, methods=FORM),
    page(f"{SOURCE}klart/", incoming.brought_in, name="brought_in", who=PLAN),
    page(f"{SOURCE}sluta/", incoming.stop_following, name="stop_following", who=PLAN, methods=POST),
    page("rum/<str:room>/", house.change_room, name="change_room", who=PLAN, methods=FORM),
    page("rum/<str:room>/sluta/", house.end_room, name="end_room", who=PLAN, methods=FORM),
    page("termin/<str:term>/", house.change_term, name="change_term", who=PLAN, methods=FORM),
    page("termin/<str:term>/kopiera/", copying.copy_term, name="copy_term", who=PLAN, methods=FORM),
]

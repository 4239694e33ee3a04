"""Addresses of centres and definitions in the workspace."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, POST, page
from famn.web.workspace.centres import confirming, definitions, legs, phrases, public_face, shown_people, texts, views

# Names that a centre's public page may link to for who may change what it shows ("Ändra detta"). Each takes the
# centre's code, those of a leg its code too: change_centre, centre_exceptions, add_exception, leg_hours (leg),
# phone_hours (leg), change_leg (leg), centre_people, centre_access, centre_texts, centre_modules, centre_map.
READ, RUN, DEFINE = Capability.READ_CENTRES, Capability.RUN_CENTRES, Capability.DEFINE_CLASSES
PLAN = Capability.PLAN_ACTIVITIES  # is asked about activities, and sees nothing else of the page that asks

# What everybody reads of a centre. Whether one keeps it, or the leg that it is about, is answered row by row.
public_pages = [
    page("centraler/stammer/", confirming.stale, name="stale", who=PLAN),
    page("centraler/lix/", texts.measure_text, name="measure_text", who=PLAN, methods=POST),
    page("centraler/<str:centre>/stammer/", confirming.confirm_centre, name="confirm_centre", who=PLAN, methods=FORM),
    page(
        "centraler/<str:centre>/verksamheter/<str:leg>/stammer/",
        confirming.confirm_leg,
        name="confirm_leg",
        who=RUN,
        methods=POST,
    ),
    page("centraler/<str:centre>/dagar/", public_face.centre_exceptions, name="centre_exceptions", who=READ),
    page("centraler/<str:centre>/dagar/nya/", public_face.add_exception, name="add_exception", who=RUN, methods=FORM),
    page(
        "centraler/<str:centre>/dagar/helger/", public_face.keep_holidays, name="keep_holidays", who=RUN, methods=POST
    ),
    page(
        "centraler/<str:centre>/dagar/<str:exception>/",
        public_face.change_exception,
        name="change_exception",
        who=RUN,
        methods=FORM,
    ),
    page(
        "centraler/<str:centre>/dagar/<str:exception>/sluta/",
        public_face.end_exception,
        name="end_exception",
        who=RUN,
        methods=POST,
    ),
    page(
        "centraler/<str:centre>/verksamheter/<str:leg>/telefon/",
        public_face.phone_hours,
        name="phone_hours",
        who=RUN,
        methods=FORM,
    ),
    page("centraler/<str:centre>/personer/", shown_people.centre_people, name="centre_people", who=READ),
    page("centraler/<str:centre>/personer/ny/", shown_people.show_person, name="show_person", who=RUN, methods=FORM),
    page(
        "centraler/<str:centre>/personer/<str:shown>/",
        shown_people.change_shown_person,
        name="change_shown_person",
        who=RUN,
        methods=FORM,
    ),
    page(
        "centraler/<str:centre>/personer/<str:shown>/dolj/",
        shown_people.hide_person,
        name="hide_person",
        who=RUN,
        methods=POST,
    ),
    page(
        "centraler/<str:centre>/personer/<str:shown>/stammer/",
        confirming.confirm_person,
        name="confirm_person",
        who=RUN,
        methods=POST,
    ),
    page(
        "centraler/<str:centre>/personer/<str:shown>/bild/",
        shown_people.person_photo,
        name="person_photo",
        who=RUN,
        methods=FORM,
    ),
    page(
        "centraler/<str:centre>/personer/<str:shown>/bild/bort/",
        shown_people.remove_photo,
        name="remove_photo",
        who=RUN,
        methods=POST,
    ),
    page(
        "centraler/<str:centre>/personer/<str:shown>/bild/fil/", shown_people.shown_photo, name="shown_photo", who=READ
    ),
    page("centraler/<str:centre>/huset/", public_face.centre_access, name="centre_access", who=RUN, methods=FORM),
    page("centraler/<str:centre>/karta/", public_face.centre_map, name="centre_map", who=RUN, methods=FORM),
    page("centraler/<str:centre>/delar/", public_face.centre_modules, name="centre_modules", who=RUN, methods=FORM),
    page("centraler/<str:centre>/texter/", texts.centre_texts, name="centre_texts", who=READ),
    page("centraler/<str:centre>/ord/", phrases.centre_phrases, name="centre_phrases", who=READ, methods=FORM),
    page(
        "centraler/<str:centre>/texter/<str:kind>/<str:language>/",
        texts.write_text,
        name="write_text",
        who=RUN,
        methods=FORM,
    ),
]

urlpatterns = [
    page("centraler/", views.my_centres, name="my_centres", who=READ),
    page("centraler/ny/", views.add_centre, name="add_centre", who=RUN, methods=FORM),
    *public_pages,
    page("centraler/<str:centre>/", views.work_centre, name="work_centre", who=READ),
    page("centraler/<str:centre>/andra/", views.change_centre, name="change_centre", who=RUN, methods=FORM),
    page("centraler/<str:centre>/lage/", views.centre_state, name="centre_state", who=RUN, methods=FORM),
    page("centraler/<str:centre>/visa/", views.publish_centre, name="publish_centre", who=RUN, methods=POST),
    page("centraler/<str:centre>/hus/ny/", views.add_premises, name="add_premises", who=RUN, methods=FORM),
    page(
        "centraler/<str:centre>/hus/<str:premises>/",
        views.change_premises,
        name="change_premises",
        who=RUN,
        methods=FORM,
    ),
    page("centraler/<str:centre>/partner/ny/", views.add_partner, name="add_partner", who=RUN, methods=FORM),
    page(
        "centraler/<str:centre>/partner/<str:partner>/andra/",
        views.change_partner,
        name="change_partner",
        who=RUN,
        methods=FORM,
    ),
    page(
        "centraler/<str:centre>/partner/<str:partner>/sluta/",
        views.end_partner,
        name="end_partner",
        who=RUN,
        methods=FORM,
    ),
    page("centraler/<str:centre>/verksamheter/ny/", legs.add_leg, name="add_leg", who=RUN, methods=FORM),
    page("centraler/<str:centre>/verksamheter/<str:leg>/", legs.change_leg, name="change_leg", who=RUN, methods=FORM),
    page(
        "centraler/<str:centre>/verksamheter/<str:leg>/tider/",
        legs.leg_hours,
        name="leg_hours",
        who=RUN,
        methods=FORM,
    ),
    page("centraler/<str:centre>/verksamheter/<str:leg>/sluta/", legs.end_leg, name="end_leg", who=RUN, methods=FORM),
    page("definitioner/", definitions.definitions, name="definitions", who=READ),
    page("definitioner/<str:definition>/", definitions.work_definition, name="work_definition", who=READ),
    page(
        "definitioner/<str:definition>/kopiera/",
        definitions.copy_definition,
        name="copy_definition",
        who=DEFINE,
        methods=FORM,
    ),
    page(
        "definitioner/<str:definition>/andra/",
        definitions.change_definition,
        name="change_definition",
        who=DEFINE,
        methods=FORM,
    ),
]

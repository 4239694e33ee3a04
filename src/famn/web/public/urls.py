"""Addresses that anybody may open."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.ground.languages import EVERY, SWEDISH
from famn.web import gallery
from famn.web.public import (
    about,
    appearance,
    calendar,
    centres,
    feeds,
    finding,
    phone,
    pictures,
    place,
    preview,
    robots,
    screen,
    sheet,
    start,
)
from famn.web.shared.addresses import FORM, PUBLIC, page

urlpatterns = [
    page("", start.start, name="start", who=PUBLIC, languages=EVERY),
    page("om-familjecentraler/", about.about, name="about", who=PUBLIC),
    page("oppen-forskola/", about.open_preschool, name="open_preschool", who=PUBLIC, languages=EVERY),
    page("sprak/", appearance.languages, name="languages", who=PUBLIC, languages=EVERY),
    page("utseende/", appearance.appearance, name="appearance", who=PUBLIC, methods=FORM, languages=EVERY),
    page("tillganglighet/", about.accessibility, name="accessibility", who=PUBLIC),
    page("initiativ/", start.initiatives, name="public_initiatives", who=PUBLIC),
    page("initiativ/<str:initiative>/", start.initiative, name="public_initiative", who=PUBLIC),
    page("familjecentraler/", finding.centres, name="centres", who=PUBLIC, languages=EVERY),
    page("familjecentraler/klasser/", centres.country, name="classes", who=PUBLIC),
    page("familjecentraler/definitioner/<str:definition>/", centres.definition, name="definition", who=PUBLIC),
    page("familjecentraler/<str:centre>/", place.centre, name="centre", who=PUBLIC, languages=EVERY),
    page(
        "familjecentraler/<str:centre>/forhandsvisning/",
        preview.preview_centre,
        name="preview_centre",
        who=Capability.READ_CENTRES,
    ),
    page("familjecentraler/<str:centre>/visa/", phone.show_staff, name="show_staff", who=PUBLIC, languages=EVERY),
    page(
        "familjecentraler/<str:centre>/foto/<str:shown>/",
        place.centre_photo,
        name="centre_photo",
        who=PUBLIC,
        languages=SWEDISH,
    ),
    page("ring/", phone.phone, name="phone", who=PUBLIC, languages=EVERY),
    page("familjecentraler/<str:centre>/klass/", centres.centre_class, name="centre_class", who=PUBLIC),
    page("familjecentraler/<str:centre>/kalender/", calendar.calendar, name="calendar", who=PUBLIC, languages=EVERY),
    page(
        "familjecentraler/<str:centre>/kalender/utskrift/",
        calendar.calendar_print,
        name="calendar_print",
        who=PUBLIC,
        languages=EVERY,
    ),
    page("familjecentraler/<str:centre>/veckoblad.pdf", sheet.week_sheet, name="week_sheet", who=PUBLIC),
    page("familjecentraler/<str:centre>/vecka.png", sheet.week_picture, name="week_picture", who=PUBLIC),
    page("familjecentraler/<str:centre>/vecka/dela/", sheet.share_week, name="share_week", who=PUBLIC),
    page("familjecentraler/<str:centre>/skarm/", screen.screen, name="screen", who=PUBLIC, languages=EVERY),
    page(
        "familjecentraler/<str:centre>/aktiviteter/<str:activity>/",
        calendar.activity,
        name="activity",
        who=PUBLIC,
        languages=EVERY,
    ),
    page("familjecentraler/<str:centre>/kalender.ics", feeds.feed, name="feed", who=PUBLIC, languages=EVERY),
    page(
        "familjecentraler/<str:centre>/aktiviteter/<str:activity>/kalender.ics",
        feeds.activity_feed,
        name="activity_feed",
        who=PUBLIC,
        languages=EVERY,
    ),
    page(
        "tillfallen/<str:occurrence>/kalender.ics",
        feeds.occurrence_file,
        name="occurrence_file",
        who=PUBLIC,
        languages=EVERY,
    ),
    page("komponenter/", gallery.gallery, name="gallery", who=PUBLIC, languages=SWEDISH),
    page("bild.png", pictures.site_picture, name="site_picture", who=PUBLIC, languages=SWEDISH),
    page(
        "familjecentraler/<str:centre>/bild.png",
        pictures.centre_picture,
        name="centre_picture",
        who=PUBLIC,
        languages=SWEDISH,
    ),
    page("sitemap.xml", robots.sitemap, name="sitemap", who=PUBLIC, languages=EVERY),
    page("robots.txt", robots.robots, name="robots", who=PUBLIC, languages=SWEDISH),
    page("lever/", about.alive, name="alive", who=PUBLIC, languages=SWEDISH),
]

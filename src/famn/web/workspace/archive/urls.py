"""The address of a matter's archive package, and of minutes in print."""

from __future__ import annotations

from famn.domain.people.rules import Capability
from famn.web.shared.addresses import FORM, page
from famn.web.workspace.archive import minutes, views

MEETING = "moten/<str:meeting>/"
READ = Capability.READ_INITIATIVES

urlpatterns = [
    page(
        "arenden/<str:matter>/arkivpaket/",
        views.matter_archive,
        name="matter_archive",
        who=Capability.ARCHIVE,
        methods=FORM,
    ),
    page(f"{MEETING}las/", minutes.minutes_print, name="minutes_print", who=READ),
    page(f"{MEETING}pdf/", minutes.minutes_pdf, name="minutes_pdf", who=READ),
    page(f"{MEETING}word/", minutes.minutes_word, name="minutes_word", who=READ),
]

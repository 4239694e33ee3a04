"""All addresses: Swedish words, short and stable. Every page is made by `web.shared.addresses.page`."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    # Public pages say their language first in the address, Swedish nothing: /familjecentraler/, /ar/familjecentraler/.
    *i18n_patterns(path("", include("famn.web.public.urls")), prefix_default_language=False),
    path("", include("famn.web.account.urls")),
    path("arbete/", include("famn.web.workspace.desk.urls")),
    path("arbete/", include("famn.web.workspace.reading_in.urls")),
    path("arbete/", include("famn.web.workspace.matters.urls")),
    path("arbete/", include("famn.web.workspace.reports.urls")),
    path("arbete/", include("famn.web.workspace.papers.urls")),
    path("arbete/", include("famn.web.workspace.dispatching.urls")),
    path("arbete/", include("famn.web.workspace.boards.urls")),
    path("arbete/", include("famn.web.workspace.personal.urls")),
    path("arbete/", include("famn.web.workspace.archive.urls")),
    path("arbete/", include("famn.web.workspace.layouts.urls")),
    path("arbete/", include("famn.web.workspace.initiatives.urls")),
    path("arbete/", include("famn.web.workspace.organisation.urls")),
    path("arbete/", include("famn.web.workspace.mapping.urls")),
    path("arbete/", include("famn.web.workspace.goals.urls")),
    path("arbete/", include("famn.web.workspace.programmes.urls")),
    path("arbete/", include("famn.web.workspace.figures.urls")),
    path("arbete/", include("famn.web.workspace.premises.urls")),
    path("arbete/", include("famn.web.workspace.letters.urls")),
    path("arbete/", include("famn.web.workspace.agreements.urls")),
    path("arbete/", include("famn.web.workspace.centres.urls")),
    path("arbete/", include("famn.web.workspace.activities.urls")),
    path("arbete/", include("famn.web.workspace.people.urls")),
    path("arbete/", include("famn.web.workspace.trail.urls")),
]
handler404 = "famn.web.public.door.not_found"
handler500 = "famn.web.shared.page.server_error"

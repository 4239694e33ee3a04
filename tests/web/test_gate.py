"""The innermost middleware: who reads without having signed in needs no transaction, for every wall is shut to her."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from famn.domain.centres.models import FamilyCentre
from famn.domain.people.rules import NOBODY, Actor
from famn.ground import sealed
from famn.web.shared.gate import SealMiddleware
from famn.web.shared.page import server_error
from tests.domain.centres.making import make_centre


@dataclass
class View:
    """Renames every centre, and answers as it is told."""

    status: int = 200
    area: int | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        FamilyCentre.objects.update(name="Nytt namn")
        self.area = sealed.current_area()
        return HttpResponse(status=self.status)


def passed(method: str, actor: Actor, view: View) -> list[str]:
    """What the gate itself says to the database, the view's own questions not counted."""
    request = RequestFactory().generic(method, "/")
    request.actor = actor  # type: ignore[attr-defined]  # as ActorMiddleware puts it there
    with CaptureQueriesContext(connection) as asked:
        SealMiddleware(view)(request)
    return [one["sql"].split()[0] for one in asked if "familycentre" not in one["sql"] and "NULLIF" not in one["sql"]]


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nobody_who_reads_is_neither_given_a_transaction_nor_an_area(anna: Actor, method: str) -> None:
    view = View()
    assert passed(method, NOBODY, view) == []
    assert view.area is None


@pytest.mark.django_db
def test_nobody_who_sends_a_form_is_given_a_transaction_behind_shut_walls(anna: Actor) -> None:
    view = View()
    assert passed("POST", NOBODY, view) == ["SAVEPOINT", "SELECT", "RELEASE"]
    assert view.area is None


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_who_is_signed_in_acts_for_her_area_and_a_fault_undoes_what_she_did(anna: Actor, method: str) -> None:
    centre, view = make_centre(anna, name="Gamla namnet"), View(status=500)
    assert passed(method, anna, view) == ["SAVEPOINT", "SELECT", "ROLLBACK", "RELEASE"]
    assert view.area == anna.area_id
    centre.refresh_from_db()
    assert centre.name == "Gamla namnet"


# --- when all else has failed --------------------------------------------------------------------------


def test_the_page_for_what_broke_stands_alone_when_the_styles_are_not_there_either(
    settings: Any, tmp_path: Path
) -> None:
    request = RequestFactory().get("/ar/")
    whole = server_error(request)
    files = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    settings.DEBUG, settings.STATIC_ROOT = False, tmp_path  # nobody has collected anything there
    settings.STORAGES = settings.STORAGES | {"staticfiles": files}
    with pytest.raises(ValueError, match="Missing staticfiles manifest entry"):
        render_to_string("500.html")
    with override("ar"):
        bare = server_error(request)
    for answer in (whole, bare):
        assert answer.status_code == 500
        assert {type(value) for value in answer.headers.values()} == {str}  # a server takes nothing that is like a text
        assert "Något gick fel hos oss" in answer.text and "Gå till startsidan" in answer.text
        assert re.search(r'<html\s+lang="sv"', answer.text)
    assert "stylesheet" in whole.text and "<link" not in bare.text


@pytest.mark.django_db
def test_a_page_that_breaks_is_answered_by_it(settings: Any) -> None:
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    settings.STATIC_ROOT = "/nowhere"
    client = Client(raise_request_exception=False)
    answer = client.get("/")
    assert (answer.status_code, answer.text.count("Något gick fel hos oss")) == (500, 2)

"""The innermost middleware: who reads without having signed in needs no transaction, for every wall is shut to her."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from famn.domain.centres.models import FamilyCentre
from famn.domain.people.rules import NOBODY, Actor
from famn.ground import sealed
from famn.web.shared.gate import SealMiddleware
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

"""How many questions public pages put to the database: as few as promised, and as many in a country as in a county."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from famn.domain.activities.models import Activity
from famn.domain.centres.models import FamilyCentre
from famn.seeds import national
from famn.web.shared.stored import SHELF
from tests.people import AT, House

MONDAY = dt.date(2026, 3, 2)
# Made anew, and as the next reader meets it: one of the questions is for the number that it is kept under.
QUESTIONS = {"month": (3, 1), "activity": (2, 1), "feed": (2, 1)}


def questions(address: str) -> tuple[int, int]:
    """Those that a page costs when nobody has asked for it before, and right after that."""
    SHELF.clear()
    reader, counts = Client(), []
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(address).status_code == 200
        counts.append(len(asked))
    return counts[0], counts[1]


def addresses(centre: FamilyCentre) -> dict[str, str]:
    activity = Activity.objects.filter(centre=centre).order_by("pk")[0]
    return {
        "month": f"{reverse('calendar', args=[centre.code])}?vy=manad&dag={MONDAY}",
        "activity": reverse("activity", args=[centre.code, activity.code]),
        "feed": reverse("feed", args=[centre.code]),
    }


@pytest.mark.django_db
def test_a_page_costs_as_many_questions_among_300_centres_as_among_three(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(national, "WEEKS", 2)
    with time_machine.travel(AT, tick=False):
        centre = national.load(today=MONDAY, at=AT, centres=3)[0]
        among_three = {name: questions(address) for name, address in addresses(centre).items()}
        national.load(today=MONDAY, at=AT, centres=297)
        among_many = {name: questions(address) for name, address in addresses(centre).items()}
    assert among_three == among_many == QUESTIONS

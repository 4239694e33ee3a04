"""How many questions public pages put to the database: as few as promised, and as many in a country as in a county."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres.models import FamilyCentre
from famn.seeds import national
from famn.web.shared.stored import SHELF
from tests.people import AT, House

MONDAY = dt.date(2026, 3, 2)
# Made anew, and as the next reader meets it: one of the questions is for the number that it is kept under.
QUESTIONS = {"month": (3, 1), "activity": (2, 1), "feed": (1, 1)}


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


def feeds(centre: FamilyCentre) -> list[str]:
    """All that one can follow there: the centre, by a filter, and each of two activities, one of which has no times."""
    first, second = Activity.objects.filter(centre=centre).order_by("pk")[:2]
    Occurrence.objects.filter(activity=second).delete()
    whole, *single = (
        reverse("feed", args=[centre.code]),
        *(reverse("activity_feed", args=[centre.code, one.code]) for one in (first, second)),
    )
    swedish = [whole, f"{whole}?typ={first.kind}", f"{whole}?alder=1", *single]
    return [language + one for language in ("", "/ar", "/ti") for one in swedish]


def costs_of_a_feed(address: str, centre: FamilyCentre) -> dict[str, int]:
    """What a feed costs however it stands with it: nobody has asked, nobody has written, somebody has."""
    SHELF.clear()
    reader, counts = Client(), {}
    mark = ""

    def ask(how: str, *, known: str = "", status: int = 200) -> str:
        nonlocal mark
        with CaptureQueriesContext(connection) as asked:
            answer = reader.get(address, headers={"If-None-Match": known})
        assert answer.status_code == status, (address, how)
        counts[how], mark = len(asked), answer.headers["ETag"]
        return str(answer.text)

    def rename() -> str:
        name = f"Familjecentralen {len(counts)}"
        FamilyCentre.objects.filter(pk=centre.pk).update(name=name)
        return name

    ask("first of the process")
    ask("unchanged")
    ask("known", known=mark, status=304)
    name = rename()
    assert name in ask("changed")
    ask("unchanged after that")
    name = rename()
    assert name in ask("known before the change", known=mark)
    return counts


@pytest.mark.django_db
def test_a_page_costs_as_many_questions_among_300_centres_as_among_three_and_a_feed_never_more_than_one(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(national, "WEEKS", 2)
    with time_machine.travel(AT, tick=False):
        centre, empty, _third = national.load(today=MONDAY, at=AT, centres=3)
        Occurrence.objects.filter(centre=empty).delete()
        for more in (0, 297):
            if more:
                national.load(today=MONDAY, at=AT, centres=more)
            assert {name: questions(address) for name, address in addresses(centre).items()} == QUESTIONS
            for one in (centre, empty):
                for address in feeds(one):
                    assert {*costs_of_a_feed(address, one).values()} == {1}, address

"""My day and the trail: what waits, what is new, who did what; and the words they are told in."""

from __future__ import annotations

import ast
import datetime as dt
from pathlib import Path

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

import famn.domain
from famn.domain.establishment.models import Initiative
from famn.domain.matters import actions
from famn.domain.matters.facts import Facts
from famn.domain.matters.models import Assignment
from famn.domain.people.models import Membership, Unit
from famn.ground import sealed
from famn.web.shared.due import day_words, due_words
from famn.web.workspace.desk.shown import greeting
from famn.web.workspace.trail.words import VERBS
from tests.domain.papers import READING, REPORT
from tests.factories import make_assignment, make_incoming, make_initiative, make_matter
from tests.people import AT, House, client_of


@pytest.mark.django_db
def test_late_work_stands_first_and_each_thing_has_its_verb(clients: dict[str, Client], house: House) -> None:
    matter = make_matter(house.anna)
    today = timezone.localdate()
    make_assignment(matter, text="Sent svar", due_date=today - dt.timedelta(days=2))
    make_assignment(matter, text="Svar längre fram", due_date=today + dt.timedelta(days=40))
    make_incoming(house.anna, name="nytt.txt")
    page = clients["anna"].get(reverse("desk"))
    buckets = page.context["buckets"]
    assert [row["title"] for row in buckets[0]["rows"]] == ["Sent svar", "nytt.txt"]
    assert [row["title"] for row in buckets[2]["rows"]] == ["Svar längre fram"]
    assert [row["action"] for row in buckets[0]["rows"]] == ["Skriv svar", "Kontrollera"]
    assert "2 dagar sent" in page.text
    assert "3 saker väntar på dig. En är sen." in page.text


@pytest.mark.django_db
def test_an_empty_day_says_so(clients: dict[str, Client]) -> None:
    page = clients["bo"].get(reverse("desk"))
    assert "Inget väntar på dig." in page.text
    assert "Läs in dokument" not in page.text


@pytest.mark.django_db
def test_the_news_of_yesterday_are_there_and_older_ones_are_not(clients: dict[str, Client], house: House) -> None:
    with sealed.acting(house.anna.area_id):
        file = actions.receive_file(by=house.anna, at=timezone.now(), name="a.txt", content=REPORT.encode())
    make_matter(house.anna, title="Gammalt ärende", opened_at=AT)
    with sealed.acting(house.anna.area_id):
        actions.open_matter(
            file, by=house.anna, at=timezone.now(), facts=Facts.from_reading(READING), version=file.version
        )
    news = clients["anna"].get(reverse("desk")).context["news"]
    assert [item["title"] for item in news] == ["Nytt dokument."]
    with time_machine.travel(timezone.now() + dt.timedelta(days=3), tick=False):
        assert client_of(house.anna).get(reverse("desk")).context["news"] == []


@pytest.mark.django_db
def test_the_desk_asks_strangers_to_sign_in_and_lets_everybody_else_in(clients: dict[str, Client]) -> None:
    assert "/logga-in/" in clients["disa"].get(reverse("desk")).url
    for name in ("bo", "cesar", "dag"):
        assert clients[name].get(reverse("desk")).status_code == 200


@pytest.mark.parametrize(
    ("days", "said"),
    [(-100, "sent sedan 9 mar"), (-3, "3 dagar sent"), (-1, "1 dag sent"), (0, "i dag"), (1, "i morgon")],
)
def test_how_near_a_day_is_told(days: int, said: str) -> None:
    today = dt.date(2026, 6, 17)
    assert due_words(today + dt.timedelta(days=days), today) == said


def test_a_day_that_is_past_is_not_late_in_itself() -> None:
    today = dt.date(2026, 6, 17)
    assert day_words(dt.date(2026, 6, 10), today) == "10 jun"
    assert day_words(dt.date(2026, 6, 19), today) == "fre 19 jun"
    assert day_words(dt.date(2027, 1, 2), today) == "2 jan 2027"
    assert due_words(None, today) == ""


@pytest.mark.parametrize(("hour", "said"), [(7, "God morgon"), (12, "God dag"), (20, "God kväll"), (2, "God kväll")])
def test_the_greeting_follows_the_hour(hour: int, said: str) -> None:
    assert greeting(hour, "Anna Almgren") == f"{said}, Anna"


# --- the trail -------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_trail_tells_who_did_what_for_which_unit(clients: dict[str, Client], house: House) -> None:
    matter = make_matter(house.anna)
    assignment = make_assignment(matter)
    actions.answer_assignment(assignment, by=house.anna, at=AT, answer="Klart.")
    actions.change_matter(matter, by=house.anna, at=AT, title="Nytt", case_officer=None, meeting_date=None)
    page = clients["anna"].get(reverse("trail", args=["matter", matter.code]))
    rows = [(event["what"], event["who"], event["unit"]) for event in page.context["events"]]
    unit = house.anna.unit_name
    assert rows == [("Ärendet ändrades", "Anna Almgren", unit), ("Uppdraget besvarades", "Anna Almgren", unit)]


@pytest.mark.django_db
def test_a_trail_is_only_for_those_who_see_the_thing(clients: dict[str, Client], house: House) -> None:
    matter, initiative = make_matter(house.anna), make_initiative(house.anna)
    file = make_incoming(house.anna)
    membership = Membership.objects.get(pk=house.anna.membership_id)
    unit = Unit.objects.get(pk=house.anna.unit_id)
    things = {
        "matter": matter.code,
        "assignment": make_assignment(matter).code,
        "initiative": initiative.code,
        "incoming_file": file.code,
        "membership": membership.code,
        "unit": unit.code,
    }
    for thing, code in things.items():
        url = reverse("trail", args=[thing, code])
        assert clients["anna"].get(url).status_code == 200, thing
        assert clients["bo"].get(url).status_code == 403
        assert clients["cesar"].get(url).status_code == 404
        assert "/logga-in/" in clients["disa"].get(url).url
    assert clients["dag"].get(reverse("trail", args=["incoming_file", file.code])).status_code == 404
    assert clients["anna"].get(reverse("trail", args=["letter", "x"])).status_code == 404
    assert clients["anna"].get(reverse("trail", args=["matter", "finnsinte"])).status_code == 404


@pytest.mark.django_db
def test_an_untouched_thing_has_an_empty_trail(clients: dict[str, Client], house: House) -> None:
    initiative: Initiative = make_initiative(house.anna)
    assert "Inget spår än" in clients["anna"].get(reverse("trail", args=["initiative", initiative.code])).text
    assert not Assignment.objects.exists()


def test_every_verb_that_an_action_records_has_words() -> None:
    """Read from the code: the first argument of each `trail.record`, and verbs handed on to a helper."""
    root = Path(famn.domain.__path__[0])
    recorded = set()
    for path in root.rglob("action*/**/*.py"):
        recorded |= verbs_in(path)
    for path in root.rglob("actions.py"):
        recorded |= verbs_in(path)
    assert len(recorded) > 20
    assert recorded <= set(VERBS)


def verbs_in(path: Path) -> set[str]:
    """The words with an underscore that calls in a file are given as a verb."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        words = [*node.args[:3], *(one.value for one in node.keywords if one.arg == "verb")]
        if name in {"record", "_save_step", "_show", "_go"}:
            found |= {one.value for one in words if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found

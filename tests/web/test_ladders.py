"""Ladders in the browser: read by all who read initiatives, changed as an own copy, never lost to a colleague."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from famn.domain.establishment import actions, reads
from famn.domain.establishment.models import Ladder, LadderStep
from tests.factories import make_initiative, make_ladder
from tests.people import AT, DAY, House
from tests.scenes import scene
from tests.web.test_initiatives import cost_of


@scene
def ladder(house: House) -> Ladder:
    return make_ladder(name="Ekbackens trappa", authority_id=house.anna.authority_id)


@pytest.fixture
def form(house: House, ladder: Ladder) -> dict[str, str]:
    """The form as a browser would send it back untouched."""
    titles = {f"title_{step.number}": step.title for step in LadderStep.objects.filter(ladder=ladder)}
    return {"seen": reads.ladder_page(ladder, actor=house.anna).mark, "name": ladder.name, **titles}


def titles(ladder: Ladder) -> list[str]:
    return list(LadderStep.objects.filter(ladder=ladder).order_by("number").values_list("title", flat=True))


@pytest.mark.django_db
def test_a_ladder_is_drawn_with_what_its_steps_mean_and_where_it_is_used(
    clients: dict[str, Client], house: House
) -> None:
    shared = Ladder.objects.get(authority=None)
    make_initiative(house.anna, ladder=shared, title="Centralen i Ekbacken")
    make_initiative(house.cesar, ladder=shared, title="Sjövikens central")
    listed = clients["bo"].get(reverse("ladders")).text
    assert shared.name in listed
    assert shared.source in listed
    assert "används i ett initiativ" in listed
    page = clients["bo"].get(reverse("ladder", args=[shared.code])).text
    for words in (
        "<svg",
        "Trappan har 5 steg.",
        "Varje steg har ett eget värde",
        shared.source,
        "Centralen i Ekbacken",
    ):
        assert words in page
    assert LadderStep.objects.get(ladder=shared, number=3).meaning in page
    assert re.search(r'href="/arbete/initiativ/"[^>]*aria-current="page"', page)
    assert "Bygger på" not in page
    assert "Sjövikens central" not in page
    assert "ingen tid satt" not in page
    assert "Gör en egen kopia" not in page
    assert "medarbetare" in page


@pytest.mark.django_db
def test_the_shared_ladder_is_copied_and_the_copy_is_changed(clients: dict[str, Client], house: House) -> None:
    anna, shared = clients["anna"], Ladder.objects.get(authority=None)
    page = anna.get(reverse("ladder", args=[shared.code])).text
    assert "Gör en egen kopia" in page
    assert "delas av alla" in page
    assert "delas av alla" in anna.get(reverse("change_ladder", args=[shared.code])).text
    assert anna.post(reverse("change_ladder", args=[shared.code]), {"name": "Min"}).status_code != 302
    copying = reverse("copy_ladder", args=[shared.code])
    after = anna.post(copying)
    copy = Ladder.objects.get(authority_id=house.anna.authority_id)
    assert "Bygger på" in anna.get(reverse("ladder", args=[copy.code])).text
    assert after.headers["Location"] == reverse("change_ladder", args=[copy.code])
    assert titles(copy) == titles(shared)
    assert "Ni har redan en trappa som heter så" in anna.post(copying, follow=True).text
    assert "Ändra trappan" in anna.get(reverse("ladder", args=[copy.code])).text


@pytest.mark.django_db
def test_steps_are_changed_added_and_the_last_is_taken_away(
    clients: dict[str, Client], ladder: Ladder, form: dict[str, str], house: House
) -> None:
    anna, url = clients["anna"], reverse("change_ladder", args=[ladder.code])
    sent = form | {"name": "Ny trappa", "title_1": "Vi ses", "meaning_1": "Ofta.", "title_4": "Alla är med"}
    assert anna.post(url, sent).status_code == 302
    assert titles(ladder) == ["Vi ses", "Vi delar hus", "Familjecentral", "Alla är med"]
    ladder.refresh_from_db()
    assert ladder.name == "Ny trappa"
    mark = reads.ladder_page(ladder, actor=house.anna).mark
    assert anna.post(url, sent | {"seen": mark, "remove_last": "on"}).status_code == 302
    assert titles(ladder) == ["Vi ses", "Vi delar hus", "Familjecentral"]


@pytest.mark.django_db
def test_what_was_typed_stays_when_something_is_wrong(
    clients: dict[str, Client], ladder: Ladder, form: dict[str, str]
) -> None:
    anna, url = clients["anna"], reverse("change_ladder", args=[ladder.code])
    page = anna.post(url, form | {"title_2": "", "title_4": "Alla är med", "meaning_4": "Barnen också"})
    assert page.context["form"].errors["title_2"] == ["Skriv vad steget heter."]
    assert 'value="Alla är med"' in page.text
    assert "Barnen också" in page.text
    both = anna.post(url, form | {"title_4": "Alla är med", "remove_last": "on"})
    assert "inte båda på en gång" in both.text
    assert "name" in anna.post(url, form | {"name": ""}).context["form"].errors
    assert titles(ladder) == ["Vi träffas", "Vi delar hus", "Familjecentral"]


@pytest.mark.django_db
def test_a_step_in_use_says_why_it_stays(
    clients: dict[str, Client], house: House, ladder: Ladder, form: dict[str, str]
) -> None:
    anna, url = clients["anna"], reverse("change_ladder", args=[ladder.code])
    assert "Ta bort steg 3" in anna.get(url).text
    initiative = make_initiative(house.anna, ladder=ladder)
    why = {1: "Fanns redan.", 2: "Fanns redan."}
    actions.record_step(initiative, by=house.anna, at=AT, number=3, reached_on=DAY, why_past=why)
    page = anna.get(url).text
    assert "Ta bort steg 3" not in page
    assert "har nått eller planerat det" in page
    late = anna.post(url, form | {"remove_last": "on"})
    assert "Steg 3 går inte att ta bort" in late.context["form"].errors["remove_last"][0]
    assert len(titles(ladder)) == 3


@pytest.mark.django_db
def test_who_is_overtaken_sees_what_the_other_wrote_and_may_save_again(
    clients: dict[str, Client], house: House, ladder: Ladder, form: dict[str, str]
) -> None:
    url = reverse("change_ladder", args=[ladder.code])
    assert clients["dag"].post(url, form | {"title_1": "Dags ord", "title_4": "Dags steg"}).status_code == 302
    page = clients["anna"].post(url, form | {"title_1": "Annas ord"})
    for words in ("Någon annan ändrade trappan", "Så här ser trappan ut nu", "Dags ord", 'value="Annas ord"'):
        assert words in page.text
    assert titles(ladder)[0] == "Dags ord"
    now = page.context["page"].mark
    again = clients["anna"].post(url, form | {"title_1": "Annas ord", "seen": now})
    assert "title_4" in again.context["form"].errors  # the step that Dag added is not lost by silence
    whole = form | {"title_1": "Annas ord", "title_4": "Dags steg", "seen": now}
    assert clients["anna"].post(url, whole).status_code == 302
    assert titles(ladder) == ["Annas ord", "Vi delar hus", "Familjecentral", "Dags steg"]


@pytest.mark.django_db
def test_another_authoritys_copy_does_not_exist_and_bo_may_not_change_it(
    clients: dict[str, Client], ladder: Ladder, form: dict[str, str]
) -> None:
    for name in ("ladder", "change_ladder"):
        assert clients["cesar"].get(reverse(name, args=[ladder.code])).status_code == 404
    for name in ("change_ladder", "copy_ladder"):
        assert clients["cesar"].post(reverse(name, args=[ladder.code]), form).status_code == 404
        assert clients["bo"].post(reverse(name, args=[ladder.code]), form).status_code == 403
    assert ladder.name not in clients["cesar"].get(reverse("ladders")).text
    assert clients["cesar"].get(reverse("trail", args=["ladder", ladder.code])).status_code == 404
    assert clients["anna"].get(reverse("trail", args=["ladder", ladder.code])).status_code == 200


@pytest.mark.django_db
def test_ladders_cost_the_same_with_one_and_three(clients: dict[str, Client], house: House, ladder: Ladder) -> None:
    anna, pages = (
        clients["anna"],
        [reverse("ladders"), *(reverse(n, args=[ladder.code]) for n in ("ladder", "change_ladder"))],
    )
    make_initiative(house.anna, ladder=ladder)
    one = [cost_of(anna, page) for page in pages]
    for number in range(2):
        make_ladder(name=f"Trappa {number}", authority_id=house.anna.authority_id)
        make_initiative(house.anna, ladder=ladder, title=f"Nummer {number}")
    assert [cost_of(anna, page) for page in pages] == one

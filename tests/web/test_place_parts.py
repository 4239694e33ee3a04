"""What a centre says in many small rows, each as old as itself, and what it does without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import pytest
from django.test import Client
from django.urls import reverse

from famn.domain.centres import actions
from famn.domain.centres.models import AccessFact, CentreText, Confirmed, FamilyCentre, Module, Partner
from famn.domain.centres.reads.freshness import HIDE_AFTER, WARN_AFTER
from famn.domain.centres.reads.kept import access_mark
from famn.domain.people.models import Leg
from tests.domain.centres.making import OPENED
from tests.people import AT, House
from tests.scenes import scene
from tests.web.test_place import DAY, TODAY, answer_weekdays, clock, leg_of, page_of, write

pytestmark = pytest.mark.django_db
NOTE: Final = re.compile(r"Uppgifterna är från \w+ (\d{4})\. Ring innan du går\.")


@pytest.fixture(autouse=True)
def _morning() -> Iterator[None]:
    with clock("10:15"):
        yield


@scene
def rows(house: House, centre: FamilyCentre) -> dict[str, type[Confirmed]]:
    """A row of each sort that is confirmed by itself, and what a reader sees of it."""
    said = {AccessFact.Kind.LIFT.value: ("yes", "")}
    actions.say_access(centre, by=house.anna, at=AT, said=said, seen=access_mark([]))
    actions.add_partner(centre, by=house.anna, at=AT, kind="library", name="Biblioteket Bokfinken", from_date=OPENED)
    write(house, centre, CentreText.Kind.WAY, "sv", "Gå in från gården.")
    return {"Hiss: <strong>ja</strong>": AccessFact, "Bokfinken": Partner, "Gå in från gården.": CentreText}


def test_each_small_row_warns_by_its_own_day_and_leaves_when_it_is_too_old(
    centre: FamilyCentre, rows: dict[str, type[Confirmed]]
) -> None:
    day = TODAY + HIDE_AFTER * DAY
    old = {"warn": day - WARN_AFTER * DAY, "fresh": day - (WARN_AFTER - 1) * DAY, "hide": TODAY}
    FamilyCentre.objects.filter(pk=centre.pk).update(confirmed_on=day)
    for model in rows.values():
        model._default_manager.update(confirmed_on=old["fresh"])
    with clock("10:15", day):
        assert NOTE.search(page_of(centre)) is None
        for words, model in rows.items():
            model._default_manager.update(confirmed_on=old["warn"])
            assert NOTE.findall(page_of(centre)) == [old["warn"].strftime("%Y")], words
            model._default_manager.update(confirmed_on=day - (HIDE_AFTER - 1) * DAY)
            assert words in page_of(centre)
            model._default_manager.update(confirmed_on=old["hide"])
            page = page_of(centre)
            assert words not in page
            assert NOTE.search(page) is None
        assert "Det här vet vi inte än: ingång utan trappsteg, hiss" in page
        assert "Fler som är med" not in page


def test_a_translation_that_is_too_old_falls_back_to_swedish_and_a_word_to_the_usual_one(
    house: House, centre: FamilyCentre
) -> None:
    leg = leg_of(centre, Leg.PREVENTIVE_SOCIAL)
    write(house, centre, CentreText.Kind.WAY, "sv", "Gå in från gården.")
    write(house, centre, CentreText.Kind.WAY, "en", "Enter from the yard.")
    write(house, centre, CentreText.Kind.WORD, "en", "Family helpers", leg=leg)
    answer_weekdays(house, leg)
    said = {"first_day": TODAY, "last_day": TODAY, "reason": "planning", "leg": leg}
    actions.add_exception(centre, by=house.anna, at=AT, **said)
    names = ("centre", "calendar")
    assert all("Family helpers" in page_of(centre, "en", name) for name in names)
    CentreText.objects.exclude(language="sv").update(confirmed_on=TODAY - HIDE_AFTER * DAY)
    page = page_of(centre, "en")
    assert '<div class="f-prose" lang="sv" dir="ltr"><p>Gå in från gården.</p></div>' in page
    assert "Enter from the yard." not in page
    assert not any("Family helpers" in page_of(centre, "en", name) for name in names)


# --- what a centre does without --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("module", "words", "name"),
    [
        (Module.ACCESS, ("Ta sig in", "Hiss", "Det här vet vi inte än: ingång"), ""),
        (Module.PARTNERS, ("Fler som är med", "Bokfinken"), ""),
        (Module.SHOW_STAFF, ("Visa för personalen", "/visa/"), "show_staff"),
        (Module.CLASS, ("Är det här en familjecentral?", "/klass/"), "centre_class"),
    ],
)
@pytest.mark.usefixtures("rows")
def test_what_is_switched_off_has_no_page_no_link_and_no_place_in_the_sitemap(
    centre: FamilyCentre, module: Module, words: tuple[str, ...], name: str
) -> None:
    def shown() -> str:
        return page_of(centre)

    page = shown()
    assert all(one in page for one in words)
    address = reverse(name, args=[centre.code]) if name else ""
    sitemap = Client().get(reverse("sitemap")).text
    is_found = address in sitemap if name else False
    FamilyCentre.objects.update(switched_off=[module])
    page = shown()
    assert [one for one in words if one in page] == []
    if name:
        assert Client().get(address).status_code == 404
        assert is_found is (name == "centre_class")
        assert address not in Client().get(reverse("sitemap")).text

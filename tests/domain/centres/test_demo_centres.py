"""The demo's centres show what definitions disagree about. Their classes are written by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.centres.models import DefinitionSet, FamilyCentre
from famn.domain.centres.reads import classes_of, country_classes, history, sets_in_force
from famn.domain.centres.rules import classify_centre
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor
from famn.seeds import demo, demo_centres
from famn.seeds.demo_people import AUTHORITIES, PEOPLE

DAY = dt.date(2026, 6, 1)
# under FFFF today, Stockholm city 2016 and Region Stockholm: kind and name, "-" for none and "?" for cannot be told
EXPECTED = {
    "Familjecentralen Backsippan": ("full", "full", "nivå 1: helt samlokaliserad"),
    "Familjecentralen Skogsduvan": ("-", "-", "-"),
    "Familjens hus Sidensvansen": ("-", "-", "nivå 3: aktiviteter på samma plats"),
    "Familjecentralen Stjärtmesen": ("like", "full", "nivå 2: delvis samlokaliserad"),
    "Familjecentralen Åkervindan": ("like", "like", "-"),
    "Familjecentralen Pärlugglan": ("?", "?", "?"),
    "Familjecentralen Tuvtåteln": ("-", "-", "-"),
    "Familjecentralen Skräntärnan": ("like", "like", "nivå 2: delvis samlokaliserad"),
    "Familjecentralen Knutarven": ("-", "like", "nivå 2: delvis samlokaliserad"),
    "Familjecentralen Slåttergubben": ("-", "full", "nivå 2: delvis samlokaliserad"),
    "Familjecentralen Kärrspiran": ("full", "full", "nivå 1: helt samlokaliserad"),
}


@pytest.fixture
def loaded(db: None) -> None:
    """The demo's people and centres, without its matters."""
    world = demo.World()
    for authority in AUTHORITIES:
        demo._found(world, authority)
    for person in PEOPLE:
        demo._employ(world, person)
    demo_centres.load(world.actors, world.units)


def test_each_centre_of_the_demo_has_the_class_it_is_there_to_show_and_the_country_counts_those_that_are_there(
    loaded: None,
) -> None:
    found = {}
    for centre in FamilyCentre.objects.all():
        by_series = {one.definition.series: one.classification for one in classes_of(centre, DAY)}
        words = ("-", "?")
        ffff, city, region = (by_series[series] for series in ("ffff", "stockholms-stad", "region-stockholm"))
        found[centre.name] = (
            ffff.kind or words[ffff.answer],
            city.kind or words[city.answer],
            region.name or words[region.answer],
        )
    assert found == EXPECTED

    ffff = next(one for one in country_classes(DAY) if one.definition.series == "ffff")
    # neither the planned one nor the one that closed in 2023; the one that is closed for a while counts
    assert (ffff.full, ffff.like, ffff.none, ffff.unknown, ffff.total) == (1, 3, 4, 1, 9)


def test_a_party_came_closer_year_by_year_and_a_region_has_a_definition_that_grows_milder(loaded: None) -> None:
    centre = FamilyCentre.objects.get(name="Familjecentralen Backsippan")
    ffff = DefinitionSet.objects.get(series="ffff")
    kinds = [classify_centre(centre, ffff, day=dt.date(year, 9, 1)).kind for year in (2022, 2023, 2024)]
    assert kinds == ["like", "like", "full"]
    support = next(one for one in history(centre).parties if one.leg == "PREVENTIVE_SOCIAL")
    assert [one.degree for one in support.periods] == ["hours", "part", "whole"]

    region = Authority.objects.get(name="Regionstyrelsen i Örebro län")
    actor = Actor(authority_id=region.pk)
    names = [
        (one.definition.version, one.classes[0].least_degree)
        for year in (2024, 2025, 2026, 2027)
        for one in sets_in_force(dt.date(year, 6, 1), actor=actor)
        if one.definition.authority_id == region.pk
    ]
    assert names == [("från 2025-01-01", "whole")] * 2 + [("från 2027-01-01", "part")]

"""The map: places fall where they are, pins have room and keep their numbers, boundaries are small and whole."""

from __future__ import annotations

import gzip
from itertools import combinations
from math import dist

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from famn.web.public.map import localities
from famn.web.public.map.drawing import APART, WIDTH, Spot, draw, whole_country
from famn.web.public.map.nearest import NOWHERE, nearest
from famn.web.public.map.places import FOLDER, counties, municipalities
from famn.web.public.map.projection import kilometres_between, project
from tests.web.test_finding import listed

STOCKHOLM, GOTHENBURG, KIRUNA, YSTAD = (59.345, 18.05), (57.71, 11.97), (67.86, 20.23), (55.45, 13.82)


def spots(*places: tuple[float, float]) -> list[Spot]:
    return [Spot(number, f"kod{number}", f"Plats {number}", "/", at) for number, at in enumerate(places, start=1)]


@pytest.mark.parametrize(("one", "other"), [(STOCKHOLM, GOTHENBURG), (KIRUNA, YSTAD), (STOCKHOLM, KIRUNA)])
def test_distances_on_the_map_are_those_on_the_earth(one: tuple[float, float], other: tuple[float, float]) -> None:
    assert dist(project(*one), project(*other)) == pytest.approx(kilometres_between(one, other), rel=0.003)


def test_distances_are_those_that_others_have_measured() -> None:
    assert kilometres_between(STOCKHOLM, GOTHENBURG) == pytest.approx(398, abs=2)


@pytest.mark.parametrize(("at", "code"), [(STOCKHOLM, "0180"), (GOTHENBURG, "1480"), (KIRUNA, "2584"), (YSTAD, "1286")])
def test_a_town_lies_in_its_own_municipality(at: tuple[float, float], code: str) -> None:
    x, y = project(*at)
    assert [one.code for one in municipalities().values() if holds(one.path, one.unit, x, y)] == [code]


def holds(path: str, unit: float, x: float, y: float) -> bool:
    """Whether a point in km lies inside the rings of a path of ours: `M x y l dx dy … z` for each ring."""
    inside = False
    for ring in path.split("M")[1:]:
        start, steps = ring.rstrip("z").split("l")
        numbers = [float(one) for one in steps.replace("-", " -").split()]
        points = [tuple(float(one) for one in start.split())]
        for right, down in zip(numbers[::2], numbers[1::2], strict=True):
            points.append((points[-1][0] + right, points[-1][1] + down))
        for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
            if (ay * unit > y) != (by * unit > y) and x < (ax + (y / unit - ay) * (bx - ax) / (by - ay)) * unit:
                inside = not inside
    return inside


def test_every_county_and_municipality_is_there_and_the_files_are_small() -> None:
    assert (len(counties()), len(municipalities())) == (21, 290)
    sizes = {path.stem: len(gzip.compress(path.read_bytes())) for path in FOLDER.glob("*.json")}
    assert sizes.pop("sweden") <= 12 * 1024
    assert {county: size for county, size in sizes.items() if size > 4 * 1024} == {}
    assert "MIT License" in (FOLDER / "LICENSE").read_text(encoding="utf-8")


@given(
    st.lists(
        st.tuples(st.floats(min_value=55.4, max_value=68), st.floats(min_value=12, max_value=20)),
        min_size=1,
        max_size=20,
    )
)
@settings(max_examples=40)
def test_no_pin_hides_another_and_each_lies_within_the_drawing(places: list[tuple[float, float]]) -> None:
    drawing = draw(spots(*places))
    assert drawing
    assert [pin.spot.number for pin in drawing.pins] == list(range(1, len(places) + 1))
    assert all(dist(one.at, other.at) >= APART - 0.2 for one, other in combinations(drawing.pins, 2))
    assert all(0 < pin.at[0] < WIDTH and 0 < pin.at[1] < drawing.height for pin in drawing.pins)


def test_a_pin_that_has_room_stands_at_its_place() -> None:
    drawing = draw(spots(STOCKHOLM, GOTHENBURG, STOCKHOLM))
    assert drawing
    assert [pin.is_moved for pin in drawing.pins] == [False, False, True]
    assert drawing.pins[2].place == drawing.pins[0].place


def test_a_close_map_shows_municipalities_by_name_and_a_wide_one_counties() -> None:
    close, wide = draw(spots(STOCKHOLM, (59.2, 18.3))), draw(spots(STOCKHOLM, KIRUNA))
    assert close
    assert wide
    assert {len(shape.code) for shape in close.shapes} == {4}
    assert close.labels
    assert {len(shape.code) for shape in wide.shapes} == {2}
    assert len(close.shapes) < 100


def test_without_a_place_there_is_no_map() -> None:
    assert draw([]) is None


def test_more_pins_than_one_can_read_become_dots() -> None:
    drawing = draw(spots(*((59 + number / 100, 15) for number in range(41))))
    assert drawing
    assert drawing.is_crowded
    assert not any(pin.is_moved for pin in drawing.pins)


def test_the_country_has_a_number_for_each_county() -> None:
    drawn = whole_country({"01": 7})
    assert {one.shape.code: one.count for one in drawn.counties if one.count} == {"01": 7}
    assert all(0 < one.at[0] < drawn.width and 0 < one.at[1] < drawn.height for one in drawn.counties)


def test_the_nearest_municipalities_come_nearest_first_and_never_oneself() -> None:
    places = [("1860", "Laxå"), ("0180", "Stockholm"), ("1814", "Lekeberg"), ("2584", "Kiruna"), ("1882", "Askersund")]
    centres = [listed(n, municipality_code=code, municipality=name) for n, (code, name) in enumerate(places)]
    found = nearest("Askersund", "", centres).municipalities
    assert [one.name for one in found] == ["Laxå", "Lekeberg", "Stockholm"]
    assert [one.kilometres for one in found] == sorted(one.kilometres for one in found)
    assert nearest("Lyckelandet", "", centres) == NOWHERE
    assert nearest("", "1882", centres).municipalities == found
    assert nearest("askersunds kommun", "", centres).municipalities == found


@pytest.mark.parametrize(
    ("words", "centres", "home"),
    [
        ("Tensta", ["Rinkeby", "Farsta"], ""),  # a part of a city whose position is known
        ("sodermalm", ["Farsta", "Rinkeby"], ""),
        ("Husby", [], "0180"),  # one of which only the city is known
        ("Hisingen", [], ""),  # in Göteborg, where there is none
        ("Röfors", [], ""),  # too small for the list
    ],
)
def test_a_place_without_a_centre_leads_to_those_round_it(words: str, centres: list[str], home: str) -> None:
    there = [
        listed(1, name="Farsta", at=(59.243, 18.091)),
        listed(2, name="Rinkeby", at=(59.388, 17.927)),
        listed(3, name="Hjulsta", at=None),
    ]
    found = nearest(words, "", there)
    assert [one.name for one, _far in found.centres] == centres
    assert (found.home.code if found.home else "") == home
    assert [far for _one, far in found.centres] == sorted(far for _one, far in found.centres)
    assert bool(found.municipalities) == (words == "Hisingen")


def test_each_locality_lies_in_sweden_or_in_a_municipality() -> None:
    rows = [one for same in localities.by_name().values() for one in same]
    assert len(rows) > 1500
    assert {one.name for one in localities.named("viken")} == {"Viken"}
    assert all((55 < one.at[0] < 69.1 and 10.9 < one.at[1] < 24.2) if one.at else one.municipality for one in rows)
    assert {one.municipality for one in rows if not one.at} <= set(municipalities())

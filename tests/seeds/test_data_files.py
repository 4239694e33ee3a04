"""The reference data are whole, and say of Sweden what is so."""

import dataclasses
import datetime as dt
from collections import Counter

import pytest

from famn.seeds import data_files
from famn.seeds.data_files import Place, PlaceKind, ladders, places, places_on, professions

OUTER_CITY_2016 = {
    "Enskede-Årsta-Vantör",
    "Farsta",
    "Hässelby-Vällingby",
    "Rinkeby-Kista",
    "Skarpnäck",
    "Skärholmen",
    "Spånga-Tensta",
}


def by_code() -> dict[str, Place]:
    return {place.code: place for place in places()}


def of(kind: PlaceKind) -> list[Place]:
    return [place for place in places() if place.kind is kind]


def test_sweden_has_21_counties_and_290_municipalities():
    assert len(of(PlaceKind.COUNTY)) == 21
    assert len(of(PlaceKind.MUNICIPALITY)) == 290


def test_no_code_stands_twice():
    assert [code for code, times in Counter(place.code for place in places()).items() if times > 1] == []


def test_no_two_places_of_a_kind_share_a_name():
    for kind in PlaceKind:
        for names in ([p.name for p in of(kind)], [p.short_name for p in of(kind)]):
            assert len(names) == len(set(names))


def test_a_municipality_lies_in_the_county_that_its_code_begins_with():
    counties = {place.code for place in of(PlaceKind.COUNTY)}
    for place in of(PlaceKind.MUNICIPALITY):
        assert len(place.code) == 4 and place.code.isdigit()
        assert place.code[:2] == place.county_code == place.parent_code
        assert place.county_code in counties


def test_every_place_stands_in_a_place_one_level_up():
    parent_kind = {PlaceKind.MUNICIPALITY: PlaceKind.COUNTY, PlaceKind.DISTRICT: PlaceKind.MUNICIPALITY}
    for place in places():
        if place.kind is PlaceKind.COUNTY:
            assert place.parent_code == ""
        else:
            assert by_code()[place.parent_code].kind is parent_kind[place.kind]
            assert by_code()[place.parent_code].county_code == place.county_code


def test_every_county_has_a_municipality():
    assert {p.county_code for p in of(PlaceKind.MUNICIPALITY)} == {p.code for p in of(PlaceKind.COUNTY)}


@pytest.mark.parametrize(
    ("code", "name", "short_name", "principal"),
    [
        ("01", "Stockholms län", "Stockholm", "Region Stockholm"),
        ("18", "Örebro län", "Örebro", "Region Örebro län"),
        ("14", "Västra Götalands län", "Västra Götaland", "Västra Götalandsregionen"),
        ("0117", "Österåkers kommun", "Österåker", "Österåkers kommun"),
        ("0180", "Stockholms kommun", "Stockholm", "Stockholms stad"),
        ("0880", "Kalmar kommun", "Kalmar", "Kalmar kommun"),
        ("0980", "Gotlands kommun", "Gotland", "Region Gotland"),
        ("1862", "Degerfors kommun", "Degerfors", "Degerfors kommun"),
        ("2080", "Falu kommun", "Falun", "Falu kommun"),
        ("2513", "Överkalix kommun", "Överkalix", "Överkalix kommun"),
    ],
)
def test_a_place_is_called_what_it_is_called(code: str, name: str, short_name: str, principal: str):
    place = by_code()[code]
    assert (place.name, place.short_name, place.principal_name) == (name, short_name, principal)


def test_fourteen_municipalities_call_themselves_a_city():
    cities = [p for p in of(PlaceKind.MUNICIPALITY) if p.principal_name.lower().endswith(" stad")]
    assert len(cities) == 14


@pytest.mark.parametrize(("day", "count"), [("2016-11-01", 14), ("2021-03-11", 13), ("2023-07-01", 11)])
def test_stockholm_had_as_many_districts_as_it_had(day: str, count: int):
    assert len(places_on(dt.date.fromisoformat(day), PlaceKind.DISTRICT)) == count


def test_the_seven_outer_districts_of_2016_are_there_in_2016():
    found = {place.short_name for place in places_on(dt.date(2016, 11, 1), PlaceKind.DISTRICT)}
    assert found >= OUTER_CITY_2016


def test_ostermalm_is_a_district_until_the_last_of_june_2023():
    ostermalm = by_code()["0180-ostermalm"]
    assert ostermalm.exists_on(dt.date(2023, 6, 30))
    assert not ostermalm.exists_on(dt.date(2023, 7, 1))
    assert by_code()[ostermalm.successor_code].short_name == "Norra innerstaden"


def test_a_district_that_ended_was_taken_over_by_one_that_began_that_day():
    for place in of(PlaceKind.DISTRICT):
        assert bool(place.valid_to) == bool(place.successor_code)
        if place.valid_to:
            assert place.valid_from and place.valid_from < place.valid_to
            assert by_code()[place.successor_code].valid_from == place.valid_to


def test_every_district_says_that_its_code_is_not_an_official_one():
    assert all("Famns egen" in place.note for place in of(PlaceKind.DISTRICT))


def test_no_profession_stands_twice_and_every_one_has_a_name():
    for values in ([p.code for p in professions()], [p.name for p in professions()]):
        assert len(values) == len(set(values))
        assert all(values)


def test_the_professions_of_the_four_legs_are_there():
    names = {profession.name for profession in professions()}
    assert names >= {"barnmorska", "distriktssköterska", "förskollärare", "barnskötare", "socionom"}


def test_the_ladder_of_stockholm_has_five_steps_in_order_and_ends_with_a_family_centre():
    (ladder,) = [ladder for ladder in ladders() if ladder.code == "stockholm-2016"]
    assert [step.number for step in ladder.steps] == [1, 2, 3, 4, 5]
    assert ladder.steps[-1].title == "Familjecentral"
    assert len(ladder.steps[-1].legs) == 4
    assert "dnr 1.5.4-66/2016" in str(ladder.source)
    assert len(str(ladder.source)) <= 200  # it is shown on one line, and kept in a column of that width


def test_the_demands_of_a_step_fit_their_column_and_each_says_whether_the_municipality_can_meet_it_alone():
    for step in (step for ladder in ladders() for step in ladder.steps):
        assert 3 <= len(step.demands) <= 8
        assert {demand.alone for demand in step.demands} <= {"yes", "partly", "no"}
        assert max(len(demand.text) for demand in step.demands) <= 300
    (ladder,) = [ladder for ladder in ladders() if ladder.code == "stockholm-2016"]
    assert {demand.alone for demand in ladder.steps[0].demands} == {"yes"}  # the municipality's own two legs
    for step in ladder.steps[1:]:
        assert {demand.alone for demand in step.demands} - {"yes"}  # from here on it takes the others too


def test_a_step_speaks_of_known_legs_only():
    legs = {"MIDWIFERY", "CHILD_HEALTH", "OPEN_PRESCHOOL", "PREVENTIVE_SOCIAL"}
    assert {leg for ladder in ladders() for step in ladder.steps for one in step.demands for leg in one.legs} <= legs
    assert {leg for ladder in ladders() for step in ladder.steps for leg in step.legs} <= legs


def test_reference_rows_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        places()[0].name = "Någon annanstans"


def test_a_column_that_nobody_knows_is_refused(tmp_path, monkeypatch):
    (tmp_path / "professions.csv").write_text("code,name,pay\nmidwife,barnmorska,1\n", encoding="utf-8")
    monkeypatch.setattr(data_files, "FOLDER", tmp_path)
    with pytest.raises(TypeError, match="pay"):
        professions.__wrapped__()

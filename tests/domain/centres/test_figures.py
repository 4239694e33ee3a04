"""Figures of places: a file is kept whole or not at all, small counts are held back, and places stand beside others."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famn.domain.centres import actions, reads
from famn.domain.centres.models import Indicator, PlaceFigure
from famn.domain.centres.reads import FigureLine, Number
from famn.domain.centres.reads.figures import held_back
from famn.domain.centres.rules import FigureUnit
from famn.domain.people.models import Place
from famn.domain.people.rules import Actor
from famn.ground.verdict import Denied, Refused
from tests.people import AT

DAY = dt.date(2026, 2, 20)
HEAD = "plats;uppgift;ålder från;ålder till;kön;år;värde"
WHOLE = f"""{HEAD}
0180-farsta;Barn;0;6;;2025;4 900
0180-farsta;Barn;0;6;flickor;2025;2400
0180-farsta;Barn;0;6;pojkar;2025;2500
0180-farsta;Invånare;;;;2025;60000
0180-farsta;Barn;0;6;;2024;5000
01;Barn;0;6;;2024;200000
01;Invånare;;;;2024;2 500 000
Sverige;Barn;0;6;;2025;820000
Sverige;Invånare;;;;2025;10500000
0180-farsta;Utrikes födda;;;;2025;31,2
"""


def bring(by: Actor, text: str, *, source: str = "SCB", at: dt.datetime = AT) -> actions.Imported:
    return actions.import_figures(by=by, at=at, text=text, source=source, source_date=DAY)


def look(by: Actor, *rows: str) -> reads.FilePreview:
    return reads.preview("\n".join((HEAD, *rows)), by, source="SCB", source_date=DAY)


def line_of(actor: Actor, indicator: Indicator, place: str = "0180-farsta") -> FigureLine:
    line = reads.figures_for(Place.objects.get(code=place), actor).line(indicator)
    assert line is not None
    return line


# --- a file ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_file_is_read_whatever_spreadsheet_wrote_it(anna: Actor) -> None:
    for text in (WHOLE, WHOLE.replace("31,2", "31.2").replace(";", ","), WHOLE.replace(";", "\t")):
        for content in (
            text.encode(),
            text.encode("utf-8-sig"),
            text.encode("cp1252"),
            text.replace("\n", "\r\n").encode(),
        ):
            found = reads.preview(reads.decoded(content), anna, source="SCB", source_date=DAY)
            assert (found.errors, len(found.rows)) == ([], 10)
            assert found.rows[0].value == Decimal(4900)
            assert found.rows[-1].value == Decimal("31.2")
            assert [found.rows[0].place_name, found.rows[7].place_name] == ["Farsta stadsdelsområde", "Sverige"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Atlantis;Barn;0;6;;2025;5", "Platsen ”Atlantis” finns inte"),
        ("Stockholm;Barn;0;6;;2025;5", "Flera platser heter ”Stockholm”"),
        ("0180;Hundar;;;;2025;5", "Uppgiften ”Hundar” finns inte"),
        ("0180;Barn;;;;2025;5", "Skriv från och till vilken ålder"),
        ("0180;Barn;6;0;;2025;5", "Åldern slutar före den börjar"),
        ("0180;Invånare;0;6;;2025;5", "har ingen ålder"),
        ("0180;Barn;0;6;annat;2025;5", "Kön ”annat” går inte att tolka"),
        ("0180;Barn;0;6;;i fjol;5", "”i fjol” är inget år"),
        ("0180;Barn;0;6;;2025;många", "Värdet ”många” är inget tal"),
        ("0180;Barn;0;6;;2025;-4", "Värdet ”-4” är inget tal"),
        ("0180;Barn;0;6;;2025;1.234", "utan punkt eller komma mellan tusental"),
        ("0180;Barn;0;6;;2025;12,5", "ett helt tal"),
        ("0180;Utrikes födda;;;;2025;101", "högst 100 procent"),
    ],
)
def test_what_is_wrong_is_told_at_its_line_and_nothing_is_kept(anna: Actor, row: str, words: str) -> None:
    text = f"{WHOLE}{row}\n"
    found = reads.preview(text, anna, source="SCB", source_date=DAY)
    assert [error.line for error in found.errors] == [12]
    assert words in found.errors[0].sentence
    with pytest.raises(Refused):
        bring(anna, text)
    assert not PlaceFigure.objects.filter(authority_id=anna.authority_id).exists()


@pytest.mark.django_db
def test_the_same_figure_twice_in_a_file_is_an_error(anna: Actor) -> None:
    found = look(anna, "0180;Barn;0;6;;2025;5", "Stockholms kommun;barn;0;6;alla;2025;7")
    assert [(one.line, one.sentence) for one in found.errors] == [(3, "Samma uppgift står redan på rad 2.")]


@pytest.mark.django_db
def test_a_row_without_a_value_is_left_out_and_told(anna: Actor) -> None:
    found = look(anna, "0180;Barn;0;6;;2025;..", "0180;Barn;0;6;;2024;5", ";;;;;;")
    assert (found.empty, [row.line for row in found.rows]) == ([2], [3])


@pytest.mark.django_db
def test_a_code_that_lost_its_zero_is_found(anna: Actor) -> None:
    found = look(anna, "180;Barn;0;6;;2025;5", "1;Barn;0;6;;2025;5")
    assert [row.place_name for row in found.rows] == ["Stockholms kommun", "Stockholms län"]


@pytest.mark.django_db
@pytest.mark.parametrize(("text", "words"), [("", "tom"), ("år;värde\n2025;5", "”plats”, ”uppgift”")])
def test_a_file_without_its_columns_says_which(anna: Actor, text: str, words: str) -> None:
    found = reads.preview(text, anna, source="SCB", source_date=DAY)
    assert words in found.errors[0].sentence
    assert not found.may_keep


@pytest.mark.django_db
def test_the_same_file_again_changes_nothing_and_another_value_replaces_and_is_said(anna: Actor) -> None:
    assert bring(anna, WHOLE) == actions.Imported(new=10, replaced=0, same=0)
    assert bring(anna, WHOLE) == actions.Imported(new=0, replaced=0, same=10)
    changed = WHOLE.replace("31,2", "32")
    found = reads.preview(changed, anna, source="SCB", source_date=DAY)
    assert [(row.before, row.value) for row in found.replaced] == [(Decimal("31.2"), Decimal(32))]
    assert bring(anna, changed, source="SCB, rättad") == actions.Imported(new=0, replaced=1, same=9)
    assert PlaceFigure.objects.filter(authority_id=anna.authority_id).count() == 10
    assert line_of(anna, Indicator.FOREIGN_BORN_SHARE).here.source == "SCB, rättad"


@pytest.mark.django_db
def test_who_brings_figures_says_from_where_and_may_keep_goals(anna: Actor, bo: Actor, disa: Actor) -> None:
    with pytest.raises(Refused) as refused:
        bring(anna, WHOLE, source=" ")
    assert refused.value.field == "source"
    for actor in (bo, disa):
        with pytest.raises(Denied):
            bring(actor, WHOLE)


@pytest.mark.django_db
def test_what_was_brought_in_by_mistake_is_taken_away_and_no_other_s(anna: Actor, cesar: Actor) -> None:
    bring(anna, WHOLE)
    bring(cesar, WHOLE)
    with pytest.raises(Refused):
        actions.remove_import(by=anna, at=AT, imported_at=AT + dt.timedelta(seconds=1))
    assert actions.remove_import(by=anna, at=AT, imported_at=AT) == 10
    assert reads.imports(anna) == []
    assert [one.count for one in reads.imports(cesar)] == [10]


# --- as shown ----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_place_stands_beside_what_it_lies_in_in_the_same_year_or_the_one_before(anna: Actor) -> None:
    bring(anna, WHOLE)
    line = line_of(anna, Indicator.CHILDREN)
    assert [(area.name, area.year) for area in line.areas] == [
        ("Farsta stadsdelsområde", 2025),
        ("Stockholms län", 2024),
        ("Sverige", 2025),
    ]
    assert [round(area.per_thousand or 0, 1) for area in line.areas] == [Decimal("81.7"), Decimal(80), Decimal("78.1")]
    assert [area.year for area in line.earlier] == [2024]
    assert line.earlier[0].per_thousand is None  # nobody has told how many lived there that year


@pytest.mark.django_db
def test_figures_are_seen_by_the_authority_that_brought_them_and_go_before_the_shared(
    anna: Actor, cesar: Actor, disa: Actor
) -> None:
    shared = {"place": Place.objects.get(code="0180-farsta"), "indicator": Indicator.FOREIGN_BORN_SHARE, "year": 2025}
    PlaceFigure.objects.create(**shared, value=30, source="Alla", source_date=DAY, imported_at=AT)
    bring(anna, WHOLE)
    assert line_of(anna, Indicator.FOREIGN_BORN_SHARE).here.everybody == Number(Decimal("31.2"))
    assert line_of(cesar, Indicator.FOREIGN_BORN_SHARE).here.everybody == Number(Decimal(30))
    assert reads.figures_for(Place.objects.get(code="0180-farsta"), disa).lines == []


@pytest.mark.django_db
def test_a_place_without_figures_has_none_though_the_county_has(anna: Actor) -> None:
    bring(anna, WHOLE)
    assert reads.figures_for(Place.objects.get(code="0117"), anna).lines == []
    assert [place.code for place in reads.places_with_figures(anna)] == ["0180-farsta", "01"]


@pytest.mark.django_db
def test_reading_the_figures_of_a_place_costs_two_queries(anna: Actor, django_assert_num_queries: Any) -> None:
    bring(anna, WHOLE)
    farsta = Place.objects.get(code="0180-farsta")
    with django_assert_num_queries(2):
        reads.figures_for(farsta, anna)


# --- small counts ------------------------------------------------------------------------------------

counts = st.none() | st.integers(0, 60).map(Decimal)


@given(counts, counts)
def test_no_count_under_five_is_shown_and_none_can_be_worked_out(female: Decimal | None, male: Decimal | None) -> None:
    total = female + male if female is not None and male is not None else None
    shown = held_back(total, female, male, unit=FigureUnit.PERSONS)
    values = [one.value if one else None for one in shown]
    assert all(value is None or value >= 5 for value in values)
    everybody, girls, boys = values
    for known, hidden in ((girls, male), (boys, female)):
        if everybody is not None and known is not None and hidden is not None:
            assert everybody - known >= 5  # what is left is no small count


def test_a_small_count_says_that_it_is_small_and_its_neighbour_only_that_it_is_held_back() -> None:
    shown = held_back(Decimal(40), Decimal(3), Decimal(37), unit=FigureUnit.PERSONS)
    assert shown == (Number(Decimal(40)), Number(None, is_few=True), Number(None))


def test_shares_and_indexes_are_no_counts() -> None:
    assert held_back(None, Decimal(3), Decimal(97), unit=FigureUnit.PERCENT)[1] == Number(Decimal(3))


@pytest.mark.django_db
def test_a_rate_does_not_tell_what_a_count_does_not(anna: Actor) -> None:
    bring(anna, f"{HEAD}\n1860;födda;;;;2025;4\n1860;invånare;;;;2025;5600")
    here = line_of(anna, Indicator.BIRTHS, "1860").here
    assert (here.everybody, here.per_thousand) == (Number(None, is_few=True), None)

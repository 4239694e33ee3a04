"""A query that is worded once gives what the same queryset gives, and a blank that is not there is a fault."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import CharField, DateTimeField, QuerySet, TimeField, Value

from famn.domain.people.models import Leg, Place
from famn.ground.prepared import Prepared


def places() -> QuerySet[Place, tuple[str, str]]:
    """The name of one place."""
    return Place.objects.filter(code="a code").values_list("code", "name")


def test_it_is_filled_in_anew_each_time(db: None) -> None:
    prepared = Prepared(places, code="a code")
    for code in ("0180", "0117", "finns inte"):
        assert prepared.rows(code=code) == list(Place.objects.filter(code=code).values_list("code", "name"))


def test_what_is_filled_in_is_never_read_as_sql(db: None) -> None:
    assert Prepared(places, code="a code").rows(code="0180' OR 'a' = 'a") == []


MOMENT = dt.datetime(2026, 3, 29, 1, 30, 0, 250, tzinfo=dt.UTC)
LAST_DAY = dt.date(2030, 12, 31)


def all_kinds() -> QuerySet[Place, tuple[Any, ...]]:
    """Of one place: words, a day and one that is not known, whether, how many, a moment, a time of day, a list."""
    return (
        Place.objects.filter(code="a code")
        .annotate(
            moment=Value(MOMENT, output_field=DateTimeField()),
            clock=Value(dt.time(9, 30, 5), output_field=TimeField()),
            words=Value(["50 %", "o'clock", 'say "so"'], output_field=ArrayField(CharField())),
            is_so=Value(True),
        )
        .values_list("name", "valid_from", "valid_to", "is_so", "pk", "moment", "clock", "words")
    )


def told(question: str) -> list[list[Any]]:
    """What the database answers to a question that has one answer."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        (answer,) = cursor.fetchone()
    return list(answer)


def test_what_is_told_as_json_is_read_as_the_rows_themselves(db: None) -> None:
    Place.objects.filter(code="0117").update(name="50 % \\ 'öster' \"åker\"", valid_to=LAST_DAY)
    prepared = Prepared(all_kinds, code="a code")
    rows = prepared.rows(code="0117")
    assert prepared.of_json(told(prepared.as_json(code="0117"))) == rows
    assert rows[0][2:4] == (LAST_DAY, True) and rows[0][5:7] == (MOMENT, dt.time(9, 30, 5))
    assert prepared.of_json(told(prepared.as_json(code="finns inte"))) == []


def test_what_is_told_as_json_comes_in_the_order_of_the_query(db: None) -> None:
    prepared = Prepared(lambda: Place.objects.order_by("-code").values_list("code"))
    codes = [code for (code,) in prepared.of_json(told(prepared.as_json()))]
    assert len(codes) > 300 and codes == sorted(codes, reverse=True)


@pytest.mark.parametrize("words", ["0180' OR 'a' = 'a", "%s", "%(code)s", "50 %", "\\'; --", "$$"])
def test_what_is_filled_into_a_question_is_never_read_as_sql(db: None, words: str) -> None:
    prepared = Prepared(places, code="a code")
    assert told(prepared.as_json(code=words)) == []
    Place.objects.filter(code="0117").update(code=words)
    assert told(prepared.as_json(code=words)) == [[words, "Österåkers kommun"]]


def test_a_blank_that_is_not_among_the_parameters_is_a_fault(db: None) -> None:
    with pytest.raises(ValueError, match="leg"):
        Prepared(places, code="a code", leg=Leg.MIDWIFERY.value).rows(code="0180", leg="")


def test_two_blanks_that_are_alike_are_a_fault() -> None:
    with pytest.raises(ValueError, match="alike"):
        Prepared(places, code="a code", name="a code")

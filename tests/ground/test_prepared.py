"""A query that is worded once gives what the same queryset gives, and a blank that is not there is a fault."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet

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


def test_a_blank_that_is_not_among_the_parameters_is_a_fault(db: None) -> None:
    with pytest.raises(ValueError, match="leg"):
        Prepared(places, code="a code", leg=Leg.MIDWIFERY.value).rows(code="0180", leg="")


def test_two_blanks_that_are_alike_are_a_fault() -> None:
    with pytest.raises(ValueError, match="alike"):
        Prepared(places, code="a code", name="a code")

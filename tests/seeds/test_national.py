"""The country to measure in: whole centres that the public pages show, the same each time."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse

from famn.domain.activities.models import Occurrence
from famn.management.bench.public import CROWDED
from famn.seeds import national
from tests.people import AT, House


@pytest.mark.django_db
def test_each_centre_has_ten_activities_a_week_for_a_year_and_a_calendar_to_ask_for(house: House) -> None:
    made = national.load(today=dt.date(2026, 3, 2), at=AT, centres=2)
    more = national.load(today=dt.date(2026, 3, 2), at=AT, centres=1)
    assert len({centre.place_id for centre in [*made, *more]}) == 3
    times = Occurrence.objects.filter(centre=made[0])
    assert times.count() == 10 * national.WEEKS
    first = times.filter(activity__kind="preschool")
    assert set(first.values_list("starts_at__time", flat=True)) == {dt.time(9)}  # by the wall clock, all the year
    address = reverse("calendar", args=[made[0].code]) + "?vy=manad&dag=2026-03-02"
    with time_machine.travel(AT, tick=False):
        assert Client().get(address).text.count("Bebiscafé") >= 4


@pytest.mark.django_db
def test_a_crowded_centre_has_as_many_times_as_it_is_told(house: House) -> None:
    (centre,) = national.load(today=dt.date(2026, 3, 2), at=AT, centres=1)
    with connection.cursor() as cursor:
        cursor.execute(CROWDED, [2, centre.pk])
    assert Occurrence.objects.filter(centre=centre).count() == 3 * 10 * national.WEEKS

"""What a centre offers, its rooms and its terms."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.activities import actions
from famn.domain.activities.models import Activity, ActivityText, Occurrence, Series
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.rules import Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.activities.making import (
    days,
    facts,
    make_activity,
    make_leader,
    make_public,
    make_room,
    make_series,
    make_term,
    occurrence_on,
)
from tests.people import AT

D = dt.date


def test_an_activity_begins_as_a_draft_that_is_confirmed_that_day(anna: Actor, centre: FamilyCentre) -> None:
    row = make_activity(centre, anna, languages=("ar", "sv"), title="  Sång   och ramsor ")
    assert (row.state, row.confirmed_on, row.title) == ("draft", AT.date(), "Sång och ramsor")
    assert row.languages == ["sv", "ar"]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"title": " "}, "title"),
        ({"kind": "bio"}, "kind"),
        ({"leg": "bio"}, "leg"),
        ({"age_from": 3}, "age_to"),
        ({"age_from": 9, "age_to": 3}, "age_to"),
    ],
)
def test_facts_that_do_not_do_are_refused_at_their_field(
    said: dict[str, object], field: str, anna: Actor, centre: FamilyCentre
) -> None:
    with pytest.raises((Refused, Denied)) as no:
        make_activity(centre, anna, **said)
    assert getattr(no.value, "field", "leg") == field


def test_what_everybody_sees_keeps_its_owner_and_its_words_on_signing_up(anna: Actor, centre: FamilyCentre) -> None:
    shown = make_public(centre, anna)
    with pytest.raises(Refused, match="Välj vilken enhet"):
        actions.change_activity(shown, facts(anna, unit=None), by=anna, at=AT)
    with pytest.raises(Refused, match="hur man anmäler"):
        actions.change_activity(shown, facts(anna, booking="sign_up"), by=anna, at=AT)


def test_who_leads_an_activity_now_leads_its_times_to_come_but_not_one_with_a_stand_in(
    anna: Actor, centre: FamilyCentre
) -> None:
    lo, mi, vikarie = make_leader(centre), make_leader(centre, "Mi Mal"), make_leader(centre, "Vi Viol")
    activity = make_activity(centre, anna, leader=lo)
    make_series(activity, anna)
    one = occurrence_on(D(2026, 3, 10))
    actions.say_of_occurrence(one, by=anna, at=AT, theme="", guest="", message="", leader=vikarie)
    actions.change_activity(activity, facts(anna, leader=mi), by=anna, at=AT)
    led = Occurrence.objects.order_by("day").values_list("leader__name", flat=True)
    assert list(led) == ["Mi Mal", "Vi Viol", "Mi Mal", "Mi Mal", "Mi Mal"]


def test_a_change_is_seen_by_those_who_subscribe(anna: Actor, activity: Activity) -> None:
    make_series(activity, anna)
    actions.change_activity(activity, facts(anna, title="Ramsor"), by=anna, at=AT + dt.timedelta(hours=1))
    seen = set(Occurrence.objects.values_list("number", "changed_at"))
    assert seen == {(1, AT + dt.timedelta(hours=1))}


def test_an_activity_that_ends_keeps_what_has_been_and_loses_what_was_to_come(anna: Actor, activity: Activity) -> None:
    make_series(activity, anna)
    actions.end_activity(activity, by=anna, at=AT + dt.timedelta(days=9), last_day=D(2026, 3, 11))
    assert days({"activity": activity}) == ["3/3", "10/3"]
    activity.refresh_from_db()
    assert activity.state == Activity.State.ENDED
    assert Series.objects.get().to_date == D(2026, 3, 12)


def test_an_activity_that_is_to_end_is_seen_until_then(anna: Actor, centre: FamilyCentre) -> None:
    shown = make_public(centre, anna)
    make_series(shown, anna)
    actions.end_activity(shown, by=anna, at=AT, last_day=D(2026, 3, 20))
    shown.refresh_from_db()
    assert shown.state == Activity.State.PUBLISHED
    assert days({"activity": shown}) == ["3/3", "10/3", "17/3"]


def test_a_translation_is_one_row_a_language_and_goes_when_its_title_goes(anna: Actor, activity: Activity) -> None:
    for title in ("Singing", "Song time"):
        actions.translate_activity(activity, by=anna, at=AT, language="en", title=title)
    assert list(ActivityText.objects.values_list("language", "title")) == [("en", "Song time")]
    actions.translate_activity(activity, by=anna, at=AT, language="en", title=" ")
    assert not ActivityText.objects.exists()


@pytest.mark.parametrize(
    "said",
    [
        {"language": "sv", "title": "Sång"},
        {"language": "xx", "title": "Sång"},
        {"language": "en", "title": "Singing", "checked_by": "Ada Alm"},
    ],
)
def test_a_translation_is_never_swedish_and_a_check_has_a_name_and_a_day(
    said: dict[str, str], anna: Actor, activity: Activity
) -> None:
    with pytest.raises(Refused):
        actions.translate_activity(activity, by=anna, at=AT, **said)


# --- rooms and terms -------------------------------------------------------------------------------


def test_a_room_is_called_one_thing_and_does_not_close_while_it_is_booked(
    anna: Actor, centre: FamilyCentre, activity: Activity
) -> None:
    room = make_room(centre, anna)
    with pytest.raises(Refused, match="heter så"):
        make_room(centre, anna, "stora RUMMET")
    make_series(activity, anna, room=room)
    with pytest.raises(Refused, match="bokat 2 gånger"):
        actions.end_room(room, by=anna, at=AT, last_day=D(2026, 3, 17))
    actions.end_room(room, by=anna, at=AT, last_day=D(2026, 3, 31))
    with pytest.raises(Refused, match="går inte att boka så länge"):
        make_series(activity, anna, room=room, last_day=D(2026, 4, 7), weekday=3)


def test_breaks_lie_in_their_term_and_are_the_ones_that_were_said_last(anna: Actor, centre: FamilyCentre) -> None:
    term = make_term(centre, anna)
    said = {"name": term.name, "first_day": term.from_date, "last_day": D(2026, 6, 5)}
    with pytest.raises(Refused, match="utanför terminen"):
        actions.change_term(term, by=anna, at=AT, breaks=[("Jul", D(2026, 12, 20), D(2026, 12, 31))], **said)
    actions.change_term(term, by=anna, at=AT, breaks=[("Sportlov", D(2026, 2, 23), D(2026, 2, 27))], **said)
    assert [one.name for one in term.breaks.all()] == ["Sportlov"]


def test_staff_of_a_leg_change_no_rooms_and_every_act_leaves_a_trail(
    bo: Actor, anna: Actor, centre: FamilyCentre
) -> None:
    with pytest.raises(Denied):
        make_room(centre, bo)
    make_room(centre, anna)
    assert TrailEvent.objects.filter(verb="add_room", user_id=anna.user_id).count() == 1

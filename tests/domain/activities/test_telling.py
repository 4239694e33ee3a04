"""Letters to those whom it concerns that times are cancelled, moved or happen after all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from django.db import transaction

from famn.domain.activities import actions
from famn.domain.activities.models import Activity, Occurrence
from famn.domain.centres.models import CentreLeg, CentrePerson, FamilyCentre, Partner
from famn.domain.people.models import Leg, Membership, Role, User
from famn.domain.people.rules import Actor
from famn.ground import digest
from famn.ground.mail import Letter
from tests.domain.activities.making import (
    MONDAY,
    make_activity,
    make_leader,
    make_public,
    make_room,
    make_series,
    occurrence_on,
)
from tests.domain.centres.making import make_centre, make_leg, own_unit
from tests.people import AT, House
from tests.scenes import scene

D = dt.date
THIRD, TENTH = D(2026, 3, 3), D(2026, 3, 10)
SAID = [("Sagostund", "13.00"), ("Sångstund", "9.30")]


@scene
def song(centre: FamilyCentre, health: Actor, anna: Actor) -> Activity:
    """A song hour that everybody sees, every Tuesday in March, at a centre where Hedda and Cesar plan, too."""
    activity = make_public(centre, anna, leader=make_leader(centre))
    make_series(activity, anna, room=make_room(centre, anna))
    Letter.objects.all().delete()  # their welcome
    return activity


def cancel(*days: dt.date, by: Actor, at: dt.datetime = AT, message: str = "") -> int:
    """Cancel all of some days in one act. Returns how many letters went."""
    rows = Occurrence.objects.filter(day__in=days)
    return actions.cancel_many(rows, by=by, at=at, reason="illness", message=message).letters


def told() -> Sequence[str]:
    """To whom letters went: what their addresses begin with, in order; one twice where she got two."""
    return sorted(address.split("@")[0] for address in Letter.objects.values_list("to", flat=True))


@pytest.mark.django_db
def test_one_act_is_one_letter_to_each_whom_it_concerns_and_none_to_who_acts(
    house: House, centre: FamilyCentre, song: Activity, anna: Actor
) -> None:
    for number in range(3):
        row = make_public(centre, anna, title=f"Öppet hus {number}")
        make_series(row, anna, starts=dt.time(13 + number), ends=dt.time(14 + number))
    assert cancel(THIRD, TENTH, by=anna) == 3
    assert told() == ["bo", "cesar", "hedda"]  # her own unit's, and two of another authority who plan there; not Dag
    letter = Letter.objects.get(to__startswith="hedda")
    assert letter.subject == f"Inställt: 8 tillfällen vid {centre.name}"
    assert letter.text.count("\n- ") == letter.html.count("<li>") == 8


@pytest.mark.django_db
def test_who_acts_is_told_nothing_and_who_owns_the_centre_is(song: Activity, house: House, anna: Actor) -> None:
    FamilyCentre.objects.update(kept_by_unit=house.dag.unit_id)  # Dag runs centres there: he looks after this one now
    cancel(THIRD, by=house.bo)
    assert told() == ["anna", "cesar", "dag", "hedda"]


@pytest.mark.django_db
def test_a_unit_that_answers_for_one_activity_is_told_of_that_alone_and_who_may_not_plan_of_nothing(
    house: House, centre: FamilyCentre, song: Activity, anna: Actor
) -> None:
    """Dag's unit runs no leg there, only one at another centre."""
    make_leg(make_centre(anna, name="Ett annat hus"), anna, unit=own_unit(house.dag))
    Membership.objects.filter(user=house.cesar.user_id).update(role=Role.SECRETARY)
    other = make_public(centre, anna, title="Sagostund")
    make_series(other, anna, starts=dt.time(13), ends=dt.time(14))
    Activity.objects.filter(pk=other.pk).update(unit=house.dag.unit_id)
    cancel(THIRD, by=anna)
    assert told() == ["bo", "dag", "hedda"]
    letters = {one.to.split("@")[0]: one for one in Letter.objects.all()}
    assert [letters[name].text.count("\n- ") for name in ("bo", "dag", "hedda")] == [2, 1, 2]
    assert "Sagostund" in letters["dag"].subject


@pytest.mark.django_db
def test_an_act_at_two_centres_is_a_letter_for_each_of_them(
    house: House, centre: FamilyCentre, song: Activity, anna: Actor
) -> None:
    other = make_centre(anna, name="Ett annat hus")
    make_leg(other, anna, Leg.OPEN_PRESCHOOL, unit=own_unit(anna))
    make_series(make_public(other, anna, title="Sagostund"), anna, starts=dt.time(13), ends=dt.time(14))
    assert cancel(THIRD, by=anna) == 4
    assert told() == ["bo", "bo", "cesar", "hedda"]  # who plans at the first has nothing to do with the other
    subjects = Letter.objects.filter(to__startswith="bo").order_by("subject").values_list("subject", flat=True)
    assert list(subjects) == [f"Inställt: {what} tisdag 3 mars {clock}" for what, clock in SAID]


@pytest.mark.django_db
def test_the_letter_says_what_when_where_why_and_who_did_it_and_nothing_that_the_public_does_not_see(
    centre: FamilyCentre, song: Activity, anna: Actor
) -> None:
    make_series(make_activity(centre, anna, title="Hemligt utkast"), anna, starts=dt.time(15), ends=dt.time(16))
    cancel(THIRD, by=anna, message="Vi ses nästa vecka.")
    letter = Letter.objects.get(to__startswith="hedda")
    assert letter.subject == "Inställt: Sångstund tisdag 3 mars 9.30"
    for body in (letter.text, letter.html):
        for words in (
            *("Hej Hedda Hassel", "tisdag 3 mars 9.30–11.30: Sångstund, Stora rummet", "personalen är sjuk"),
            *("Vi ses nästa vecka.", "Anna Almgren vid Enheten för familjer", centre.name),
            *(f"/familjecentraler/{centre.code}/vecka/dela/?vecka=2026-W10", "/veckoblad.pdf?vecka=2026-W10"),
            "Du får det för att du arbetar för Familjeenheten.",
        ):
            assert words in body, words
        assert "Lo Lind" not in body  # who is ill
        assert "utkast" not in body


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("off", "calendar", "week"), [([], True, True), (["week_sheet"], True, False), (["calendar"], False, False)]
)
def test_a_letter_leads_to_no_page_that_the_centre_has_switched_off(
    off: list[str], calendar: bool, week: bool, centre: FamilyCentre, song: Activity, anna: Actor
) -> None:
    FamilyCentre.objects.update(switched_off=off)
    cancel(THIRD, by=anna)
    text = Letter.objects.get(to__startswith="hedda").text
    assert ("/kalender/" in text, "/veckoblad.pdf" in text) == (calendar, week)


@pytest.mark.django_db
def test_nobody_is_told_of_what_was_never_shown_is_over_or_lies_far_ahead(
    centre: FamilyCentre, song: Activity, anna: Actor
) -> None:
    draft = make_activity(centre, anna, title="Utkast")
    make_series(draft, anna, starts=dt.time(15), ends=dt.time(16))
    assert cancel(THIRD, by=anna, at=AT + dt.timedelta(days=3)) == 0
    assert actions.cancel_occurrence(occurrence_on(TENTH, activity=draft), by=anna, at=AT, reason="other").letters == 0
    assert cancel(D(2026, 3, 17), by=anna) == 0  # in fifteen days
    assert cancel(TENTH, by=anna) == 3


@pytest.mark.django_db
def test_what_is_undone_with_the_act_is_never_sent(song: Activity, anna: Actor) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        assert cancel(THIRD, by=anna) == 3
        raise RuntimeError
    assert not Letter.objects.exists()


@pytest.mark.django_db
def test_who_leads_and_partners_are_told_of_what_is_theirs_where_their_address_is_known(
    centre: FamilyCentre, song: Activity, anna: Actor
) -> None:
    other = make_public(centre, anna, title="Sagostund", leader=make_leader(centre, "Ella utan adress"))
    make_series(other, anna, starts=dt.time(13), ends=dt.time(14))
    said = {"centre": centre, "kind": Partner.Kind.LIBRARY, "from_date": D(2024, 1, 1)}
    library = Partner.objects.create(name="Biblioteket", email="sagor@biblioteket.example", **said)
    ended = Partner.objects.create(name="Museet", email="gone@museet.example", to_date=MONDAY, **said)
    silent = Partner.objects.create(name="Kören", **said)
    other.partners.set([library, ended, silent])
    CentrePerson.objects.filter(name="Lo Lind").update(email="lo@lind.example")
    cancel(THIRD, by=anna)
    assert told() == ["bo", "cesar", "hedda", "lo", "sagor"]
    letters = {one.to.split("@")[0]: one for one in Letter.objects.all()}
    assert [letters[name].text.count("\n- ") for name in ("bo", "lo", "sagor")] == [2, 1, 1]
    assert "Sångstund" in letters["lo"].subject
    assert "Sagostund" in letters["sagor"].subject
    for name in ("lo", "sagor"):
        assert "har skrivit in din adress" in letters[name].text
        assert "arbetar för" not in letters[name].text


@pytest.mark.django_db
def test_whose_address_is_there_twice_gets_one_letter_and_who_acts_none_at_any(
    centre: FamilyCentre, song: Activity, house: House, anna: Actor
) -> None:
    for who, letters in ((house.bo, 3), (anna, 3)):  # Lo is Bo's name at the centre, or that of Anna who acts
        address = User.objects.get(pk=who.user_id).email
        CentrePerson.objects.filter(name="Lo Lind").update(email=address.upper())
        with transaction.atomic():
            assert cancel(THIRD, by=anna) == letters
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_who_leads_and_is_a_partner_too_is_told_of_both_in_order_of_time(
    centre: FamilyCentre, song: Activity, anna: Actor
) -> None:
    early = make_public(centre, anna, title="Babycafé")
    make_series(early, anna, starts=dt.time(8), ends=dt.time(9))
    CentrePerson.objects.filter(name="Lo Lind").update(email="lo@lind.example")
    early.partners.add(
        Partner.objects.create(centre=centre, kind="other", name="Lind", email="Lo@lind.example", from_date=MONDAY)
    )
    cancel(THIRD, by=anna)
    text = Letter.objects.get(to="lo@lind.example").text
    assert text.count("\n- ") == 2
    assert text.index("8.00–9.00: Babycafé") < text.index("9.30–11.30: Sångstund")


@pytest.mark.django_db
def test_who_no_longer_works_there_is_told_nothing(centre: FamilyCentre, song: Activity, anna: Actor) -> None:
    Membership.objects.filter(user__name="Hedda Hassel").update(to_date=MONDAY)
    User.objects.filter(name="Bo Björk").update(is_active=False)
    CentrePerson.objects.filter(name="Lo Lind").update(email="lo@lind.example", to_date=MONDAY)
    cancel(THIRD, by=anna)
    assert told() == ["cesar"]
    CentreLeg.objects.filter(leg=Leg.CHILD_HEALTH).update(to_date=MONDAY)
    cancel(TENTH, by=anna)
    assert told() == ["cesar"]  # once, of the first


@pytest.mark.django_db
def test_a_time_that_is_moved_or_happens_after_all_is_told_too(
    centre: FamilyCentre, song: Activity, anna: Actor
) -> None:
    one, hours = occurrence_on(THIRD), {"starts": dt.time(9, 30), "ends": dt.time(11, 30)}
    assert actions.move_occurrence(one, by=anna, at=AT, day=THIRD, room=one.room, **hours).letters == 0  # it stays
    there = {"day": TENTH, "room": make_room(centre, anna, "Lilla rummet")}
    assert actions.move_occurrence(occurrence_on(TENTH), by=anna, at=AT, **there, **hours).letters == 3  # a new room
    Letter.objects.all().delete()
    done = actions.move_occurrence(one, by=anna, at=AT, day=D(2026, 3, 27), room=one.room, message="Ny dag.", **hours)
    assert done.letters == 3  # far ahead now, but somebody is on her way to where it was
    letter = Letter.objects.get(to__startswith="hedda")
    assert letter.subject == "Flyttat: Sångstund fredag 27 mars 9.30"
    assert "Skulle ha varit tisdag 3 mars 9.30." in letter.text
    assert "Ny dag." in letter.text
    assert "Varför" not in letter.text
    cancel(TENTH, by=anna)
    assert actions.restore_occurrence(occurrence_on(TENTH), by=anna, at=AT).letters == 3
    assert Letter.objects.filter(subject="Blir av ändå: Sångstund tisdag 10 mars 9.30").count() == 3


@pytest.mark.django_db
def test_what_is_near_does_not_wait_for_the_one_mail_a_day(song: Activity, house: House, anna: Actor) -> None:
    digest.gather_for(User.objects.get(pk=house.bo.user_id).email, dt.time(7), at=AT)
    cancel(TENTH, by=anna)
    cancel(THIRD, by=anna)
    states = dict(Letter.objects.filter(to__startswith="bo").values_list("subject", "state"))
    assert states["Inställt: Sångstund tisdag 10 mars 9.30"] == Letter.State.HELD
    assert states["Inställt: Sångstund tisdag 3 mars 9.30"] != Letter.State.HELD


@pytest.mark.django_db
def test_what_was_to_be_near_and_is_moved_far_away_does_not_wait_either(
    song: Activity, house: House, anna: Actor
) -> None:
    digest.gather_for(User.objects.get(pk=house.bo.user_id).email, dt.time(7), at=AT)
    one = occurrence_on(THIRD)
    hours = {"starts": dt.time(9, 30), "ends": dt.time(11, 30)}
    actions.move_occurrence(one, by=anna, at=AT, day=D(2026, 3, 27), room=one.room, **hours)
    assert Letter.objects.get(to__startswith="bo").state != Letter.State.HELD

"""A centre: who may say what of it, when it is open, who is there, and what stays of its history."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import CentreLeg, FamilyCentre, OpeningHours, Partner, Premises
from famn.domain.centres.reads.centre import state_mark
from famn.domain.people.models import Leg, Place, Role, Unit
from famn.domain.people.rules import NOBODY, Actor
from famn.ground.mail import Letter
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.centres.making import OPENED, change_centre, change_leg, make_centre, make_four, make_leg, own_unit
from tests.people import AT, DAY, House, make_actor

NEXT = dt.date(2026, 9, 1)
State = FamilyCentre.State
DECIDED = {
    "note": "En vattenskada i huset lagas.",
    "decided_by": "Provnämnden och Regionstyrelsen",
    "reference": "PN 2026/12, § 34",
}


# --- who sees and who may --------------------------------------------------------------------------


def test_a_centre_is_seen_by_its_keeper_and_by_those_with_a_leg_there_and_by_nobody_else(
    house: House, centre: FamilyCentre
) -> None:
    def seen_by(actor: Actor) -> bool:
        return rules.visible_centres(actor).filter(pk=centre.pk).exists()

    everyone = house.everyone()
    assert {name for name, actor in everyone.items() if seen_by(actor)} == {"anna", "bo", "dag"}
    leg = make_leg(centre, house.anna, unit=own_unit(house.cesar))
    assert seen_by(house.cesar)
    actions.end_leg(leg, by=house.anna, at=AT, last_day=dt.date(2025, 1, 1))
    assert seen_by(house.cesar)  # earlier counts too
    assert list(rules.visible_centres(house.cesar)) == [centre]  # once, however many legs


def test_everybody_sees_a_published_centre_and_no_other(house: House, centre: FamilyCentre) -> None:
    make_leg(centre, house.anna)
    assert not rules.public_centres().exists()
    actions.publish_centre(centre, by=house.anna, at=AT)
    assert list(rules.public_centres()) == [centre]


@pytest.mark.parametrize(
    ("name", "may"), [("anna", True), ("bo", False), ("cesar", False), ("dag", True), ("disa", False)]
)
def test_only_a_role_that_runs_centres_in_the_keepers_authority_describes_one(
    house: House, centre: FamilyCentre, name: str, may: bool
) -> None:
    actor = house.everyone()[name]
    assert bool(rules.may_describe(actor, centre)) is may
    if not may:
        with pytest.raises(Denied):
            change_centre(centre, actor, name="Något annat")


def test_a_leg_is_changed_by_the_keeper_and_by_the_authority_that_runs_it(house: House, centre: FamilyCentre) -> None:
    theirs = make_leg(centre, house.anna, unit=own_unit(house.cesar))
    ours = make_leg(centre, house.anna, Leg.OPEN_PRESCHOOL)
    assert change_leg(theirs, house.cesar, degree="hours").degree == "hours"
    assert change_leg(theirs, house.anna, degree="part").degree == "part"
    with pytest.raises(Denied, match="En annan myndighet"):
        change_leg(ours, house.cesar, degree="hours")
    with pytest.raises(Denied):
        change_leg(theirs, house.bo, degree="hours")


def test_a_stranger_opens_no_centre(place: Place) -> None:
    with pytest.raises(Denied):
        make_centre(NOBODY)


# --- what is said ----------------------------------------------------------------------------------


def test_a_new_centre_is_open_since_a_day_or_planned(anna: Actor) -> None:
    assert (make_centre(anna).state, make_centre(anna, name="Tallen två", opened_on=None).state) == ("open", "planned")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "   "}, "name"),
        ({"name": "T" * 121}, "name"),
        ({"age_from": 6, "age_to": 0}, "age_to"),
        ({"age_to": 70}, "age_to"),
        ({"opened_on": DAY + dt.timedelta(days=1)}, "opened_on"),
    ],
)
def test_what_does_not_do_is_refused_at_its_field(anna: Actor, values: dict[str, object], field: str) -> None:
    with pytest.raises(Refused) as refused:
        make_centre(anna, **values)
    assert refused.value.field == field
    assert not FamilyCentre.objects.exists()


def test_a_place_has_one_centre_of_a_name_whoever_keeps_it(house: House, centre: FamilyCentre) -> None:
    with pytest.raises(Refused, match="redan en familjecentral med det namnet"):
        make_centre(house.cesar, name="familjecentralen PROVTALLEN")
    assert make_centre(house.cesar, place=Place.objects.get(code="1860")).name == centre.name


def test_a_centre_lies_in_a_municipality_or_a_district_and_not_in_a_county(anna: Actor) -> None:
    with pytest.raises(Refused, match="inte ett helt län"):
        make_centre(anna, place=Place.objects.get(code="01"))


def test_languages_are_kept_in_one_order_and_unknown_ones_are_left_out(anna: Actor) -> None:
    assert make_centre(anna, languages=["so", "sv", "ar", "klingon"]).languages == ["sv", "ar", "so"]


def test_a_published_centre_goes_on_saying_where_it_is(anna: Actor, centre: FamilyCentre) -> None:
    make_leg(centre, anna)
    actions.publish_centre(centre, by=anna, at=AT)
    with pytest.raises(Refused, match="Skriv adressen") as refused:
        change_centre(centre, anna, address="", about="Ett hus i parken.")
    assert refused.value.field == "address"


def test_who_saw_an_earlier_state_of_the_centre_is_told_so(house: House, centre: FamilyCentre) -> None:
    seen = reads.centre_page(centre, DAY).mark
    change_centre(centre, house.anna, about="Nytt hus.")
    with pytest.raises(Refused, match="Någon annan ändrade"):
        change_centre(centre, house.dag, about="Annat hus.", seen=seen)


def test_every_act_leaves_a_trail(house: House, centre: FamilyCentre) -> None:
    leg = make_leg(centre, house.anna)
    actions.publish_centre(centre, by=house.anna, at=AT)
    actions.go(centre, by=house.anna, at=AT, state=State.PAUSED, **DECIDED)
    verbs = TrailEvent.objects.filter(user_id=house.anna.user_id).order_by("pk").values_list("verb", "thing_id")
    assert list(verbs)[-4:] == [
        ("open_centre", centre.pk),
        ("add_leg", leg.pk),
        ("publish_centre", centre.pk),
        ("pause_centre", centre.pk),
    ]


# --- publishing and states -------------------------------------------------------------------------


def test_what_is_missing_before_a_centre_is_shown_is_said(anna: Actor) -> None:
    centre = make_centre(anna, address="")
    with pytest.raises(Denied, match="minst en verksamhet"):
        actions.publish_centre(centre, by=anna, at=AT)
    make_leg(centre, anna)
    with pytest.raises(Denied, match="Skriv adressen"):
        actions.publish_centre(centre, by=anna, at=AT)
    change_centre(centre, anna, address="Provgatan 2")
    assert actions.publish_centre(centre, by=anna, at=AT).is_public
    assert not actions.unpublish_centre(centre, by=anna, at=AT).is_public


@pytest.mark.parametrize("state", [State.PAUSED, State.CLOSED])
@pytest.mark.parametrize(("missing", "words"), [("decided_by", "vilka som har bestämt"), ("note", "Skriv varför")])
def test_what_is_shut_says_why_and_who_decided(
    anna: Actor, centre: FamilyCentre, state: str, missing: str, words: str
) -> None:
    with pytest.raises(Refused, match=words) as refused:
        actions.go(centre, by=anna, at=AT, state=state, **DECIDED | {missing: " "})
    assert refused.value.field == missing


def test_a_pause_says_from_when_and_until_when_and_an_opening_clears_it(anna: Actor, centre: FamilyCentre) -> None:
    since = DAY - dt.timedelta(days=3)
    paused = actions.go(centre, by=anna, at=AT, state=State.PAUSED, day=since, until=NEXT, **DECIDED)
    said = (paused.state_note, paused.state_decided_by, paused.state_reference)
    assert said == (DECIDED["note"], DECIDED["decided_by"], DECIDED["reference"])
    assert (paused.state_since, paused.state_until) == (since, NEXT)
    again = actions.go(paused, by=anna, at=AT, state=State.OPEN)
    assert (again.state_note, again.state_decided_by, again.state_reference) == ("", "", "")
    assert (again.state_since, again.state_until, again.opened_on) == (None, None, OPENED)


@pytest.mark.parametrize(
    ("state", "day", "until", "field"),
    [
        (State.CLOSED, OPENED, None, "day"),
        (State.CLOSED, DAY + dt.timedelta(days=1), None, "day"),
        (State.PAUSED, OPENED - dt.timedelta(days=1), None, "day"),
        (State.PAUSED, DAY + dt.timedelta(days=1), None, "day"),
        (State.PAUSED, DAY, DAY, "until"),
    ],
)
def test_a_centre_is_shut_after_it_opened_not_in_the_future_and_opens_again_later(
    anna: Actor, centre: FamilyCentre, state: str, day: dt.date, until: dt.date | None, field: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.go(centre, by=anna, at=AT, state=state, day=day, until=until, **DECIDED)
    assert refused.value.field == field
    assert actions.go(centre, by=anna, at=AT, state=State.CLOSED, day=DAY, **DECIDED).closed_on == DAY


def test_what_was_shut_before_anybody_asked_who_decided_is_told_afterwards(house: House, centre: FamilyCentre) -> None:
    FamilyCentre.objects.filter(pk=centre.pk).update(state="paused", state_note="Vattenskada.")
    centre.refresh_from_db()
    seen, days = state_mark(centre), {"day": DAY, "until": NEXT}
    with pytest.raises(Refused, match="vilka som har bestämt"):
        actions.change_decision(centre, by=house.anna, at=AT, seen=seen, **DECIDED | {"decided_by": ""}, **days)
    now = actions.change_decision(centre, by=house.anna, at=AT, seen=seen, **DECIDED, **days)
    assert (now.state, now.state_decided_by, now.state_since, now.state_until) == (
        *("paused", DECIDED["decided_by"], DAY, NEXT),
    )
    with pytest.raises(Refused, match="Någon annan ändrade"):
        actions.change_decision(centre, by=house.dag, at=AT, seen=seen, **DECIDED, **days)
    again = actions.go(now, by=house.anna, at=AT, state=State.OPEN)
    with pytest.raises(Refused, match="inte stängd"):
        actions.change_decision(again, by=house.anna, at=AT, seen=state_mark(again), **DECIDED)
    with pytest.raises(Denied):
        actions.change_decision(again, by=house.cesar, at=AT, seen=state_mark(again), **DECIDED)


def test_an_end_that_is_said_anew_moves_its_day(anna: Actor, centre: FamilyCentre) -> None:
    closed = actions.go(centre, by=anna, at=AT, state=State.CLOSED, **DECIDED)
    before = DAY - dt.timedelta(days=5)
    again = actions.change_decision(closed, by=anna, at=AT, seen=state_mark(closed), day=before, **DECIDED)
    assert (again.closed_on, again.state_since, again.state_until) == (before, before, None)


def test_a_planned_centre_opens_but_does_not_pause(anna: Actor) -> None:
    planned = make_centre(anna, opened_on=None, planned_for=NEXT)
    assert planned.state_until == NEXT
    with pytest.raises(Denied, match="Det går inte från ”planeras”"):
        actions.go(planned, by=anna, at=AT, state=State.PAUSED, **DECIDED)
    assert actions.go(planned, by=anna, at=AT, state=State.OPEN).opened_on == DAY


def test_who_was_second_to_change_the_state_is_told(house: House, centre: FamilyCentre) -> None:
    mine = FamilyCentre.objects.get(pk=centre.pk)
    actions.go(centre, by=house.anna, at=AT, state=State.CLOSED, **DECIDED)
    with pytest.raises(Refused, match="Någon annan var först: den är nu ”nedlagd”"):
        actions.go(mine, by=house.dag, at=AT, state=State.CLOSED, **DECIDED)


# --- legs and their history ------------------------------------------------------------------------


def test_a_changed_degree_ends_a_row_and_begins_another(anna: Actor, centre: FamilyCentre) -> None:
    leg = make_leg(centre, anna, degree="hours")
    later = change_leg(leg, anna, degree="whole", from_date=NEXT)
    assert later.pk != leg.pk
    rows = CentreLeg.objects.order_by("from_date").values_list("degree", "from_date", "to_date")
    assert list(rows) == [("hours", OPENED, NEXT), ("whole", NEXT, None)]
    assert [one.row.degree for one in reads.centre_page(centre, DAY).legs] == ["hours"]
    assert [one.row.degree for one in reads.centre_page(centre, DAY).coming] == ["whole"]
    assert [one.row.degree for one in reads.centre_page(centre, NEXT).legs] == ["whole"]


def test_a_mistake_is_corrected_from_the_rows_own_first_day(anna: Actor, centre: FamilyCentre) -> None:
    leg = make_leg(centre, anna, degree="hours")
    assert change_leg(leg, anna, degree="part", from_date=OPENED).pk == leg.pk
    assert CentreLeg.objects.get().degree == "part"


def test_a_new_phone_number_makes_no_history(anna: Actor, centre: FamilyCentre) -> None:
    leg = make_leg(centre, anna)
    assert change_leg(leg, anna, phone="08-465 004 40", from_date=NEXT).pk == leg.pk
    assert CentreLeg.objects.count() == 1


def test_history_is_not_changed_before_the_row_began_or_after_it_ended(anna: Actor, centre: FamilyCentre) -> None:
    leg = make_leg(centre, anna)
    with pytest.raises(Refused) as refused:
        change_leg(leg, anna, degree="hours", from_date=OPENED - dt.timedelta(days=1))
    assert refused.value.field == "from_date"
    change_leg(leg, anna, degree="hours", from_date=NEXT)
    with pytest.raises(Refused, match="Uppgiften gäller från"):
        change_leg(leg, anna, degree="part", from_date=NEXT)


def test_opening_hours_follow_a_leg_into_its_new_row(anna: Actor, centre: FamilyCentre) -> None:
    leg = make_leg(centre, anna)
    hours = [(1, dt.time(9), dt.time(12)), (3, dt.time(13), dt.time(16))]
    actions.set_hours(leg, by=anna, at=AT, from_date=OPENED, hours=hours, seen=reads.leg_shown(leg, DAY).hours_mark)
    change_leg(leg, anna, degree="part", from_date=NEXT)
    for day in (DAY, NEXT):
        week = reads.centre_page(centre, day).week
        assert [(one.name, one.spans) for one in week] == [
            ("måndag", [(dt.time(9), dt.time(12))]),
            ("onsdag", [(dt.time(13), dt.time(16))]),
        ]
        assert rules.facts_of(centre, day=day).open_hours == Decimal(6)


def test_new_hours_hold_from_a_day_and_the_old_ones_stay_before_it(anna: Actor, centre: FamilyCentre) -> None:
    leg = make_leg(centre, anna)
    for day, hours in ((OPENED, [(1, dt.time(9), dt.time(12))]), (NEXT, [(2, dt.time(8), dt.time(10))])):
        actions.set_hours(leg, by=anna, at=AT, from_date=day, hours=hours, seen=reads.leg_shown(leg, DAY).hours_mark)
    assert [one.name for one in reads.leg_shown(leg, DAY).hours] == ["måndag"]
    assert [one.name for one in reads.leg_shown(leg, NEXT).hours] == ["tisdag"]


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        ([(1, dt.time(12), dt.time(9))], "slutar innan"),
        ([(8, dt.time(9), dt.time(12))], "slutar innan"),
        ([(1, dt.time(9), dt.time(12)), (1, dt.time(11), dt.time(13))], "går i varandra"),
    ],
)
def test_hours_that_do_not_fit_are_refused(
    anna: Actor, centre: FamilyCentre, hours: list[tuple[int, dt.time, dt.time]], words: str
) -> None:
    leg = make_leg(centre, anna)
    with pytest.raises(Refused, match=words):
        actions.set_hours(leg, by=anna, at=AT, from_date=DAY, hours=hours, seen=reads.leg_shown(leg, DAY).hours_mark)
    assert not OpeningHours.objects.exists()


def test_hours_when_two_legs_are_open_count_once(anna: Actor, centre: FamilyCentre) -> None:
    for leg, hours in ((Leg.CHILD_HEALTH, (9, 12)), (Leg.OPEN_PRESCHOOL, (11, 14))):
        row = make_leg(centre, anna, leg)
        span = [(1, dt.time(hours[0]), dt.time(hours[1]))]
        actions.set_hours(row, by=anna, at=AT, from_date=OPENED, hours=span, seen=reads.leg_shown(row, DAY).hours_mark)
    assert rules.facts_of(centre, day=DAY).open_hours == Decimal(5)
    assert reads.centre_page(centre, DAY).week[0].spans == [(dt.time(9), dt.time(14))]


def test_one_unit_serves_several_centres_but_each_once_at_a_time(anna: Actor, centre: FamilyCentre) -> None:
    unit = own_unit(anna)
    make_leg(centre, anna, unit=unit)
    make_leg(make_centre(anna, name="Tallen två"), anna, unit=unit)
    with pytest.raises(Refused, match="finns redan med"):
        make_leg(centre, anna, unit=unit, from_date=NEXT)
    make_leg(centre, anna, Leg.OPEN_PRESCHOOL, unit=unit)  # another leg of the same unit


def test_two_clinics_of_different_providers_share_a_centre_and_one_named_party_is_there_once(
    anna: Actor, centre: FamilyCentre
) -> None:
    make_leg(centre, anna)
    make_leg(centre, anna, party_name="Kliniken Granen")
    with pytest.raises(Refused) as refused:
        make_leg(centre, anna, party_name=" kliniken  TALLEN")
    assert refused.value.field == "party_name"


def test_the_database_itself_refuses_a_party_twice_at_a_time(anna: Actor, centre: FamilyCentre) -> None:
    make_leg(centre, anna)
    with pytest.raises(IntegrityError, match="centre_leg_party_once"), transaction.atomic():
        CentreLeg.objects.create(centre=centre, leg=Leg.CHILD_HEALTH, party_name="KLINIKEN TALLEN", from_date=NEXT)


@pytest.mark.parametrize(
    "values",
    [
        {"state": "paused"},
        {"state": "closed"},
        {"state": "planned"},
        {"state": "paused", "state_note": "Vattenskada.", "state_since": DAY},
        {"state_decided_by": "Provnämnden", "state_note": "Vattenskada.", "state_since": DAY},
        {"age_from": 7},
        {"closed_on": OPENED, "state": "closed"},
        {"is_public": True, "address": "", "about": ""},
    ],
)
def test_the_database_itself_refuses_what_cannot_be(centre: FamilyCentre, values: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        FamilyCentre.objects.filter(pk=centre.pk).update(**values)


def test_the_last_leg_of_a_published_centre_stays(anna: Actor, centre: FamilyCentre) -> None:
    leg, other = make_leg(centre, anna), make_leg(centre, anna, Leg.OPEN_PRESCHOOL)
    actions.publish_centre(centre, by=anna, at=AT)
    actions.end_leg(leg, by=anna, at=AT, last_day=DAY)
    assert CentreLeg.objects.get(pk=leg.pk).to_date == DAY + dt.timedelta(days=1)
    with pytest.raises(Refused, match="den sista verksamheten"):
        actions.end_leg(other, by=anna, at=AT, last_day=DAY)
    with pytest.raises(Refused, match="redan avslutad"):
        actions.end_leg(leg, by=anna, at=AT, last_day=NEXT)


def test_a_leg_has_a_party_that_exists_and_a_house_of_its_own_centre(anna: Actor, centre: FamilyCentre) -> None:
    other = actions.add_premises(make_centre(anna, name="Tallen två"), by=anna, at=AT, name="Röda huset")
    for values, field in (
        ({"party_name": ""}, "party_name"),
        ({"premises": other}, "premises"),
        ({"unit": own_unit(anna), "from_date": dt.date(2010, 1, 1)}, "unit"),
        ({"hours_per_week": Decimal(200)}, "hours_per_week"),
        ({"degree": "mycket"}, "degree"),
    ):
        with pytest.raises(Refused) as refused:
            make_leg(centre, anna, **values)
        assert refused.value.field == field


def test_managers_of_another_authoritys_unit_are_told_that_it_was_put_in(
    house: House, klara: Actor, centre: FamilyCentre
) -> None:
    before = Letter.objects.count()
    make_leg(centre, house.anna, unit=own_unit(house.anna))  # one's own: nobody is told
    assert Letter.objects.count() == before
    make_leg(centre, house.anna, Leg.OPEN_PRESCHOOL, unit=own_unit(house.cesar))
    letter = Letter.objects.latest("pk")
    assert Letter.objects.count() == before + 1
    assert letter.subject == "Er enhet är med i Familjecentralen Provtallen"
    assert "Anna Almgren" in letter.text and "Familjeenheten" in letter.text


# --- houses and partners ---------------------------------------------------------------------------


def test_a_centre_has_one_main_house(anna: Actor, centre: FamilyCentre) -> None:
    first = actions.add_premises(centre, by=anna, at=AT, name="Röda huset")
    second = actions.add_premises(centre, by=anna, at=AT, name="Gula huset")
    assert (first.is_main, second.is_main) == (True, False)
    actions.change_premises(second, by=anna, at=AT, name="Gula huset", address="Provgatan 2", is_main=True)
    assert list(Premises.objects.filter(is_main=True)) == [second]
    with pytest.raises(Refused, match="redan ett hus"):
        actions.change_premises(second, by=anna, at=AT, name="röda huset", address="")


def test_a_partner_comes_and_goes(anna: Actor, centre: FamilyCentre) -> None:
    partner = actions.add_partner(
        centre, by=anna, at=AT, kind=Partner.Kind.LIBRARY, name="Biblioteket Bokfinken", from_date=OPENED
    )
    with pytest.raises(Refused, match="redan med"):
        actions.add_partner(centre, by=anna, at=AT, kind="other", name="biblioteket bokfinken", from_date=DAY)
    assert [one.name for one in reads.centre_page(centre, DAY).partners] == ["Biblioteket Bokfinken"]
    said = {"kind": Partner.Kind.OTHER, "name": "Bokfinken", "email": " Sagor@Bokfinken.example"}
    changed = actions.change_partner(partner, by=anna, at=AT, **said)
    assert (changed.name, changed.email) == ("Bokfinken", "sagor@bokfinken.example")
    other = actions.add_partner(centre, by=anna, at=AT, kind="other", name="Kören", from_date=DAY)
    with pytest.raises(Refused, match="redan med"):
        actions.change_partner(other, by=anna, at=AT, kind="other", name="bokfinken")
    actions.end_partner(other, by=anna, at=AT, last_day=NEXT)
    assert actions.end_partner(partner, by=anna, at=AT, last_day=DAY).email == ""
    assert len(reads.centre_page(centre, DAY).partners) == 2  # its last day
    assert [one.name for one in reads.centre_page(centre, NEXT).partners] == ["Kören"]
    with pytest.raises(Refused, match="redan avslutat"):
        actions.end_partner(partner, by=anna, at=AT, last_day=DAY)
    with pytest.raises(Refused, match="redan avslutat"):
        actions.change_partner(partner, by=anna, at=AT, **said)


def test_history_tells_every_party_and_the_days_when_something_changed(anna: Actor, centre: FamilyCentre) -> None:
    make_four(centre, anna, "part")
    change_leg(CentreLeg.objects.get(leg=Leg.OPEN_PRESCHOOL), anna, degree="whole", from_date=NEXT)
    told = reads.history(centre)
    assert [(one.leg, len(one.periods)) for one in told.parties] == [
        ("MIDWIFERY", 1),
        ("CHILD_HEALTH", 1),
        ("OPEN_PRESCHOOL", 2),
        ("PREVENTIVE_SOCIAL", 1),
    ]
    assert told.turning_days == [OPENED, NEXT]
    assert told.parties[2].periods[0].last_day == NEXT - dt.timedelta(days=1)


def test_a_reviewer_reads_and_changes_nothing(house: House, centre: FamilyCentre) -> None:
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id)
    reviewer = make_actor("Rut Ripa", unit, Role.REVIEWER)
    assert rules.visible_centres(reviewer).exists()
    assert not rules.may_describe(reviewer, centre)

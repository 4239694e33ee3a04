"""What everybody reads of a centre is kept true: days, telephones, people, the house, texts; and the publish gate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError

from famn.domain.centres import actions, reads, rules
from famn.domain.centres.models import (
    AccessFact,
    CentreLeg,
    CentrePerson,
    CentreText,
    FamilyCentre,
    Module,
    OpeningException,
    OpeningHours,
    PhoneHours,
)
from famn.domain.centres.reads.opening import open_days
from famn.domain.centres.rules import Gap
from famn.domain.people.models import Leg
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from tests.domain.centres.making import a_picture, change_centre, change_leg, make_centre, make_leg, own_unit
from tests.people import AT, DAY, House

NEXT = dt.date(2026, 9, 1)
NINE, NOON = dt.time(9), dt.time(12)
Reason = OpeningException.Reason


def close(centre: FamilyCentre, by: Actor, **values: Any) -> OpeningException:
    """Two weeks in July, of which what is not named is invented."""
    facts = {"first_day": dt.date(2026, 7, 6), "last_day": dt.date(2026, 7, 19), "reason": Reason.SUMMER}
    return actions.add_exception(centre, by=by, at=AT, **facts | values)


def change_days(row: OpeningException, by: Actor, **values: Any) -> OpeningException:
    """Change days, having seen them as they are."""
    last = row.to_date - dt.timedelta(days=1)
    facts = {"first_day": row.from_date, "last_day": last, "reason": row.reason, "seen": reads.exception_mark(row)}
    return actions.change_exception(row, by=by, at=AT, **facts | values)


def set_phone(leg: CentreLeg, by: Actor, **values: Any) -> CentreLeg:
    """A human answers on Mondays at nine, having seen what there is."""
    facts = {
        "from_date": DAY,
        "phone": "08-465 004 12",
        "hours": [(1, NINE, NOON)],
        "languages": ["sv"],
        "seen": reads.phone_shown(leg, DAY).mark,
    }
    return actions.set_phone_hours(leg, by=by, at=AT, **facts | values)


def show(centre: FamilyCentre, by: Actor, **values: Any) -> CentrePerson:
    return actions.show_person(centre, by=by, at=AT, **{"name": "Tove Tall", "role": "barnmorska"} | values)


def write(centre: FamilyCentre, by: Actor, text: str, **values: Any) -> None:
    """Write how one gets there, in English, having seen what there is."""
    facts: dict[str, Any] = {"kind": "way", "language": "en", "leg": None} | values
    seen = reads.text_mark(centre, facts["kind"], facts["language"], facts["leg"])
    actions.write_text(centre, by=by, at=AT, text=text, **{"seen": seen} | facts)


# --- who may -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("of_a_leg", [False, True])
def test_who_keeps_the_centre_or_runs_the_leg_says_when_it_is_closed_and_nobody_else(
    house: House, centre: FamilyCentre, *, of_a_leg: bool
) -> None:
    leg = make_leg(centre, house.anna, unit=own_unit(house.cesar))
    may = {"anna", "dag", "cesar"} if of_a_leg else {"anna", "dag"}
    for name, actor in house.everyone().items():
        assert bool(rules.may_keep(actor, centre, leg if of_a_leg else None)) is (name in may), name
        if name not in may:
            with pytest.raises(Denied):
                close(centre, actor, leg=leg if of_a_leg else None)
    assert close(centre, house.cesar if of_a_leg else house.anna, leg=leg if of_a_leg else None)


def test_the_party_of_a_leg_shows_its_own_people_and_not_those_of_others(house: House, centre: FamilyCentre) -> None:
    theirs = make_leg(centre, house.anna, unit=own_unit(house.cesar))
    ours = make_leg(centre, house.anna, Leg.OPEN_PRESCHOOL)
    assert show(centre, house.cesar, leg=theirs)
    for leg in (ours, None):
        with pytest.raises(Denied):
            show(centre, house.cesar, leg=leg)
    moved = show(centre, house.anna, leg=ours)
    with pytest.raises(Denied):
        actions.hide_person(moved, by=house.cesar, at=AT)


# --- days that are not as usual ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"last_day": dt.date(2026, 7, 5)}, "last_day"),
        ({"opens": NINE}, "closes"),
        ({"opens": NOON, "closes": NINE}, "closes"),
        ({"reason": "vet inte"}, "reason"),
        ({"reason": Reason.DECISION, "note": "Nämnden sparar."}, "decided_by"),
        ({"reason": Reason.DECISION, "decided_by": "Socialnämnden"}, "note"),
    ],
)
def test_days_that_do_not_hold_are_refused_at_their_field(
    anna: Actor, centre: FamilyCentre, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        close(centre, anna, **values)
    assert refused.value.field == field
    assert not OpeningException.objects.exists()


def test_the_same_days_are_said_once_of_the_same_and_may_be_said_of_a_leg_too(
    anna: Actor, centre: FamilyCentre
) -> None:
    leg = make_leg(centre, anna)
    first = close(centre, anna)
    with pytest.raises(Refused, match="2026-07-06 till 2026-07-19"):
        close(centre, anna, first_day=dt.date(2026, 7, 19), last_day=dt.date(2026, 8, 1))
    assert close(centre, anna, first_day=dt.date(2026, 7, 20), last_day=dt.date(2026, 8, 1))
    assert close(centre, anna, leg=leg)
    assert change_days(first, anna, note="Vi ses i augusti.").note == "Vi ses i augusti."


def test_who_saw_earlier_days_is_told_so(house: House, centre: FamilyCentre) -> None:
    row = close(centre, house.anna)
    seen = reads.exception_mark(row)
    change_days(row, house.anna, opens=NINE, closes=NOON)
    with pytest.raises(Refused, match="Någon annan ändrade"):
        change_days(row, house.dag, seen=seen)
    actions.end_exception(row, by=house.anna, at=AT)
    with pytest.raises(Refused, match="Någon annan har tagit bort"):
        change_days(row, house.dag)


def test_what_has_begun_ends_today_and_what_has_not_goes(anna: Actor, centre: FamilyCentre) -> None:
    begun = close(centre, anna, first_day=DAY - dt.timedelta(days=3), last_day=DAY + dt.timedelta(days=3))
    assert actions.end_exception(begun, by=anna, at=AT)
    begun.refresh_from_db()
    assert begun.to_date == DAY
    with pytest.raises(Refused, match="redan som vanligt"):
        actions.end_exception(begun, by=anna, at=AT)
    assert not actions.end_exception(close(centre, anna), by=anna, at=AT)
    assert [row.pk for row in OpeningException.objects.all()] == [begun.pk]


# --- telephone and hours -----------------------------------------------------------------------------


def test_two_age_groups_may_be_there_at_once_but_nobody_twice(anna: Actor, centre: FamilyCentre) -> None:
    leg = make_leg(centre, anna)
    babies, all_day = actions.Opens(1, NINE, NOON, 0, 12), actions.Opens(1, NINE, dt.time(15))
    small = all_day._replace(age_from=0, age_to=83)
    for hours in ((babies, babies), (babies, all_day), (small, small._replace(opens=NOON))):
        with pytest.raises(Refused, match="går i varandra"):
            set_hours(leg, anna, *hours)
    set_hours(leg, anna, small, babies)
    [monday] = open_days([centre.pk], DAY, DAY)[centre.pk]
    assert [(one.closes, one.age_to) for one in monday.spans] == [(NOON, 12), (dt.time(15), 83)]
    held = OpeningHours.objects.get(leg=leg, age_to=12)
    held.pk = None
    with pytest.raises(IntegrityError):  # the database says so too
        held.save(force_insert=True)


def test_a_telephone_is_answered_from_a_day_and_the_days_before_stay(anna: Actor, centre: FamilyCentre) -> None:
    leg = set_phone(make_leg(centre, anna), anna)
    set_phone(leg, anna, from_date=NEXT, hours=[(2, NINE, NOON)], languages=["so", "ar", "klingon"])
    now, then = reads.phone_shown(leg, DAY), reads.phone_shown(leg, NEXT)
    assert [day.weekday for day in now.days] == [1]
    assert ([day.weekday for day in then.days], then.languages) == ([2], ["ar", "so"])
    leg.refresh_from_db()
    assert (leg.phone, leg.confirmed_on) == ("08-465 004 12", DAY)
    with pytest.raises(Refused, match="Någon annan ändrade"):
        set_phone(leg, anna, seen="något äldre")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"hours": [(1, NOON, NINE)]}, "hours"),
        ({"hours": [(1, NINE, NOON), (1, dt.time(11), dt.time(13))]}, "hours"),
        ({"phone": " "}, "phone"),
        ({"from_date": dt.date(2020, 1, 1)}, "from_date"),
    ],
)
def test_telephone_hours_that_do_not_hold_are_refused(
    anna: Actor, centre: FamilyCentre, values: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        set_phone(make_leg(centre, anna), anna, **values)
    assert refused.value.field == field
    assert not PhoneHours.objects.exists()


def set_hours(leg: CentreLeg, by: Actor, *hours: actions.Opens) -> CentreLeg:
    seen = reads.leg_shown(leg, DAY).hours_mark
    return actions.set_hours(leg, by=by, at=AT, from_date=DAY, hours=hours, seen=seen)


def test_hours_may_be_for_some_ages(anna: Actor, centre: FamilyCentre) -> None:
    leg = set_hours(
        make_leg(centre, anna), anna, actions.Opens(1, NINE, NOON, 0, 12), actions.Opens(1, NOON, dt.time(15))
    )
    (monday,) = reads.leg_shown(leg, DAY).hours
    assert monday.ages == ((0, 12), None)


@pytest.mark.parametrize("ages", [(12, 0), (None, 12), (0, None), (-1, 5)])
def test_ages_that_do_not_hold_are_refused(
    anna: Actor, centre: FamilyCentre, ages: tuple[int | None, int | None]
) -> None:
    with pytest.raises(Refused, match="Åldrarna"):
        set_hours(make_leg(centre, anna), anna, actions.Opens(1, NINE, NOON, *ages))


def test_all_that_is_said_of_a_leg_goes_on_when_a_new_row_of_it_begins(anna: Actor, centre: FamilyCentre) -> None:
    leg = set_hours(make_leg(centre, anna), anna, actions.Opens(1, NINE, NOON, 0, 12))
    set_phone(leg, anna)
    across = close(centre, anna, leg=leg, first_day=dt.date(2026, 8, 20), last_day=dt.date(2026, 9, 10))
    later = close(centre, anna, leg=leg, first_day=dt.date(2026, 12, 20), last_day=dt.date(2026, 12, 31))
    person = actions.set_photo(show(centre, anna, leg=leg), by=anna, at=AT, content=a_picture(), agreed_on=DAY)
    write(centre, anna, "Child health", kind="word", leg=leg)
    rest = change_leg(leg, anna, degree="part", from_date=NEXT)
    assert rest.pk != leg.pk
    for model in (OpeningHours, PhoneHours, OpeningException, CentrePerson):
        assert set(model.objects.filter(leg=leg).values_list("to_date", flat=True)) == {NEXT}, model
        assert model.objects.filter(leg=rest).order_by("from_date")[0].from_date == NEXT, model
    assert OpeningHours.objects.get(leg=rest).age_to == 12
    ends = list(OpeningException.objects.filter(leg=rest).order_by("from_date").values_list("code", "to_date"))
    assert ends[0][1] == dt.date(2026, 9, 11)
    assert ends[0][0] != across.code
    assert ends[1] == (later.code, dt.date(2027, 1, 1))
    assert bytes(CentrePerson.objects.get(leg=rest).photo or b"") == bytes(person.photo or b"") != b""
    assert CentreText.objects.get(leg=rest).text == "Child health"
    actions.end_leg(rest, by=anna, at=AT, last_day=dt.date(2026, 10, 31))
    assert set(CentrePerson.objects.filter(leg=rest).values_list("to_date", flat=True)) == {dt.date(2026, 11, 1)}
    assert not OpeningException.objects.filter(pk=later.pk).exists()


# --- people ------------------------------------------------------------------------------------------


def test_a_picture_is_made_small_loses_its_past_and_goes_with_the_person(anna: Actor, centre: FamilyCentre) -> None:
    person = show(centre, anna)
    for never in (None, DAY + dt.timedelta(days=1)):
        with pytest.raises(Refused, match="sa ja"):
            actions.set_photo(person, by=anna, at=AT, content=a_picture(), agreed_on=never)
    actions.set_photo(person, by=anna, at=AT, content=a_picture(), agreed_on=DAY)
    found = reads.photo_of(person)
    assert found is not None
    assert found[1] == "image/webp"
    actions.remove_photo(person, by=anna, at=AT)
    assert reads.photo_of(person) is None
    actions.set_photo(person, by=anna, at=AT, content=a_picture(), agreed_on=DAY)
    CentrePerson.objects.update(email="tove@tall.example")
    actions.hide_person(person, by=anna, at=AT.replace(month=4))
    assert [one.email for one in reads.people_of(centre, DAY)] == [""]
    assert reads.people_of(centre, dt.date(2026, 4, 2)) == []
    assert reads.photo_of(person) is None
    with pytest.raises(Refused, match="slutat visa"):
        actions.set_photo(person, by=anna, at=AT.replace(month=5), content=a_picture(), agreed_on=DAY)


def test_the_house_throws_away_the_pictures_of_those_whose_leg_has_left(anna: Actor, centre: FamilyCentre) -> None:
    leg = make_leg(centre, anna)
    person = actions.set_photo(show(centre, anna, leg=leg), by=anna, at=AT, content=a_picture(), agreed_on=DAY)
    actions.end_leg(leg, by=anna, at=AT, last_day=dt.date(2026, 3, 31))
    with pytest.raises(Denied):
        actions.forget_photos(by=anna, at=AT)
    CentrePerson.objects.update(email="tove@tall.example")
    assert actions.forget_photos(by=HOUSE, at=AT) == 0
    assert CentrePerson.objects.get().email == "tove@tall.example"
    assert actions.forget_photos(by=HOUSE, at=AT.replace(month=4)) == 1
    assert CentrePerson.objects.get().email == ""
    assert reads.photo_of(person) is None


def test_who_saw_an_earlier_person_is_told_so(house: House, centre: FamilyCentre) -> None:
    person = show(centre, house.anna)
    facts: dict[str, Any] = {"name": "Tove Tall", "leg": None, "phone": "", "languages": ["sv", "ar"]}
    seen = reads.person_mark(person)
    changed = actions.change_shown_person(person, by=house.anna, at=AT, role="chef", seen=seen, **facts)
    assert (changed.role, changed.languages) == ("chef", ["sv", "ar"])
    with pytest.raises(Refused, match="Någon annan ändrade"):
        actions.change_shown_person(person, by=house.dag, at=AT, role="kurator", seen=seen, **facts)
    with pytest.raises(Refused) as refused:
        show(centre, house.anna, role=" ")
    assert refused.value.field == "role"


# --- the house, the map and the modules --------------------------------------------------------------


def test_what_is_not_said_of_the_house_is_not_known(house: House, centre: FamilyCentre) -> None:
    kind = AccessFact.Kind
    empty = reads.access_of(centre).mark
    said = {kind.LIFT: ("no", ""), kind.TOILET: ("partly", "  Trång  "), kind.PRAMS: ("", "vet inte")}
    actions.say_access(centre, by=house.anna, at=AT, said=said, seen=empty)
    facts = reads.access_of(centre).facts
    assert {(one, fact.answer, fact.note) for one, fact in facts.items()} == {
        ("lift", "no", ""),
        ("toilet", "partly", "Trång"),
    }
    with pytest.raises(Refused, match="Någon annan ändrade"):
        actions.say_access(centre, by=house.dag, at=AT, said={}, seen=empty)
    with pytest.raises(Refused, match="Välj ett av svaren"):
        actions.say_access(
            centre, by=house.anna, at=AT, said={"lift": ("kanske", "")}, seen=reads.access_of(centre).mark
        )


def test_a_centre_lies_in_sweden_or_nowhere_on_the_map(anna: Actor, centre: FamilyCentre) -> None:
    def place(*where: str | None) -> FamilyCentre:
        latitude, longitude = (Decimal(one) if one else None for one in where)
        return actions.place_on_map(centre, by=anna, at=AT, latitude=latitude, longitude=longitude)

    assert place("59.33", "18.06").latitude == Decimal("59.33")
    for wrong in (("18.06", "59.33"), ("59.33", None), ("52.5", "13.4")):
        with pytest.raises(Refused):
            place(*wrong)
    assert place(None, None).longitude is None


def test_a_module_is_switched_off_and_on_again(anna: Actor, centre: FamilyCentre) -> None:
    for module in (Module.SCREEN, Module.PHONE):
        actions.switch_module(centre, by=anna, at=AT, module=module, on=False)
    assert actions.switch_module(centre, by=anna, at=AT, module=Module.PHONE, on=True).switched_off == ["screen"]
    with pytest.raises(Refused):
        actions.switch_module(centre, by=anna, at=AT, module="kaffet", on=False)
    assert not actions.keep_holidays(centre, by=anna, at=AT, closed=False).keeps_holidays


# --- texts -------------------------------------------------------------------------------------------


def line_of(centre: FamilyCentre, kind: str) -> reads.TextLine:
    return next(line for line in reads.texts_of(centre, DAY) if line.kind == kind)


def test_a_text_is_checked_by_somebody_and_unchecked_when_it_changes(anna: Actor, centre: FamilyCentre) -> None:
    write(centre, anna, "Gå in från parken.", language="sv")
    write(centre, anna, "Enter from the park.", checked_by="Eva Ek")
    english = line_of(centre, "way").texts[2]
    assert (english.text, english.checked_by, english.checked_on) == ("Enter from the park.", "Eva Ek", DAY)
    write(centre, anna, "Enter from the park.")
    assert line_of(centre, "way").texts[2].checked_by == "Eva Ek"
    write(centre, anna, "Enter from the yard.")
    line = line_of(centre, "way")
    assert [one.language for one in line.unchecked] == ["en"]
    assert len(line.missing) == 9
    write(centre, anna, "")
    assert not CentreText.objects.filter(language="en").exists()
    with pytest.raises(Refused, match="ingen text att kontrollera"):
        write(centre, anna, "", checked_by="Eva Ek")


def test_swedish_stands_where_it_always_stood(anna: Actor, centre: FamilyCentre) -> None:
    leg = make_leg(centre, anna)
    write(centre, anna, "Här träffas familjer.", kind="about", language="sv")
    write(centre, anna, "Barnhälsan", kind="word", language="sv", leg=leg)
    centre.refresh_from_db()
    leg.refresh_from_db()
    assert (centre.about, leg.word, CentreText.objects.count()) == ("Här träffas familjer.", "Barnhälsan", 0)


def test_what_is_written_in_swedish_later_leaves_the_others_behind(anna: Actor, centre: FamilyCentre) -> None:
    write(centre, anna, "Gå in från parken.", language="sv")
    write(centre, anna, "Enter from the park.", checked_by="Eva Ek")
    seen = reads.text_mark(centre, "way", "sv", None)
    later = AT + dt.timedelta(days=1)
    actions.write_text(centre, by=anna, at=later, kind="way", language="sv", text="Gå in från gatan.", seen=seen)
    assert line_of(centre, "way").texts[2].is_behind


def test_a_text_that_there_is_not_is_refused(house: House, centre: FamilyCentre) -> None:
    leg = make_leg(centre, house.anna)
    for values in ({"kind": "poem"}, {"language": "tlh"}, {"kind": "word"}, {"leg": leg}):
        with pytest.raises(Refused, match="finns inte"):
            write(centre, house.anna, "Text", **values)
    with pytest.raises(Refused, match="högst 80"):
        write(centre, house.anna, "o" * 81, kind="word", leg=leg)
    seen = reads.text_mark(centre, "way", "en", None)
    write(centre, house.anna, "Enter from the park.")
    with pytest.raises(Refused, match="Någon annan ändrade"):
        write(centre, house.dag, "Another way.", seen=seen)


# --- the gate ----------------------------------------------------------------------------------------


def gaps(centre: FamilyCentre) -> list[Gap]:
    centre.refresh_from_db()
    return [one.gap for one in rules.lacks_of(centre, day=DAY)]


def test_the_gate_says_all_that_is_missing_at_once_and_opens_when_nothing_is(anna: Actor) -> None:
    centre = make_centre(anna, address="")
    assert gaps(centre) == [Gap.ADDRESS, Gap.LEG]
    leg = make_leg(centre, anna, phone="", no_hours="")
    FamilyCentre.objects.filter(pk=centre.pk).update(confirmed_on=None)
    assert gaps(centre) == [Gap.ADDRESS, Gap.HOURS, Gap.PHONE, Gap.CONFIRMED]
    with pytest.raises(Denied) as denied:
        actions.publish_centre(centre, by=anna, at=AT)
    for words in ("adressen", "öppettiderna för barnhälsovård", "telefonnummer", "stämmer"):
        assert words in str(denied.value)
    set_phone(leg, anna)
    set_hours(leg, anna, actions.Opens(1, NINE, NOON))
    change_centre(centre, anna, address="Provgatan 1")  # a change confirms it too
    assert gaps(centre) == []
    assert actions.publish_centre(centre, by=anna, at=AT).is_public


@pytest.mark.parametrize(
    ("degree", "no_hours", "is_missing"),
    [
        ("whole", "", True),
        ("hours", "", True),
        ("", "", True),
        ("whole", "booked", False),
        ("whole", "unknown", False),
        ("joint", "", False),
        ("none", "", False),
    ],
)
def test_a_leg_has_hours_or_says_why_not_unless_it_is_not_there(
    anna: Actor, centre: FamilyCentre, degree: str, no_hours: str, *, is_missing: bool
) -> None:
    make_leg(centre, anna, degree=degree, no_hours=no_hours)
    assert (Gap.HOURS in gaps(centre)) is is_missing


def test_where_no_leg_has_a_place_of_its_own_a_few_sentences_do_for_an_address(anna: Actor) -> None:
    centre = make_centre(anna, address="", about="Vi ses på bibliotek och i parker.")
    leg = make_leg(centre, anna, degree="joint")
    assert gaps(centre) == []
    change_leg(leg, anna, degree="part")
    assert gaps(centre) == [Gap.ADDRESS]


def test_what_opened_the_gate_is_not_taken_away_from_a_published_centre(anna: Actor, centre: FamilyCentre) -> None:
    leg = set_phone(make_leg(centre, anna, no_hours=""), anna)
    leg = set_hours(leg, anna, actions.Opens(1, NINE, NOON))
    actions.publish_centre(centre, by=anna, at=AT)
    leg.refresh_from_db()
    refusals: list[tuple[str | None, Callable[[], object]]] = [
        ("phone", lambda: set_phone(leg, anna, phone="", hours=[])),
        ("phone", lambda: change_leg(leg, anna, phone="")),
        ("hours", lambda: set_hours(leg, anna)),
    ]
    for field, take_away in refusals:
        with pytest.raises(Refused, match="Alla ser") as refused:
            take_away()
        assert refused.value.field == field
    assert gaps(centre) == []
    other = make_leg(centre, anna, leg=Leg.PREVENTIVE_SOCIAL, phone="08-465 004 13")
    set_phone(leg, anna, phone="", hours=[])  # another number is there still
    change_leg(other, anna, degree="part")  # and one leg says nothing of another
    actions.unpublish_centre(centre, by=anna, at=AT)
    set_hours(leg, anna)
    assert gaps(centre) == [Gap.HOURS]


def test_every_act_leaves_a_trail_that_names_the_centre(anna: Actor, centre: FamilyCentre) -> None:
    before = TrailEvent.objects.count()
    row = close(centre, anna)
    person = show(centre, anna)
    write(centre, anna, "Enter from the park.")
    events = list(TrailEvent.objects.order_by("pk").values_list("verb", "thing", "thing_id", "reason"))[before:]
    assert events == [
        ("add_exception", "opening_exception", row.pk, ""),
        ("show_person", "centre_person", person.pk, ""),
        ("write_text", "family_centre", centre.pk, "way_en"),
    ]

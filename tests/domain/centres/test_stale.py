"""What nobody has confirmed for long: its owner is asked once for each stage, and a click makes it fresh."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from famn.domain.centres import actions, reads
from famn.domain.centres.models import (
    AccessFact,
    CentreLeg,
    CentrePerson,
    CentreText,
    FamilyCentre,
    Module,
    Part,
    Partner,
    StaleLetter,
)
from famn.domain.centres.reads.kept import access_mark
from famn.domain.centres.reads.texts import text_mark
from famn.domain.people.models import Leg, Membership, Role, Unit, User
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.due import Near
from famn.ground.mail import Letter
from famn.ground.verdict import Denied, Refused
from tests.domain.centres.making import make_centre, make_leg, own_unit
from tests.people import AT, DAY, House, make_actor
from tests.scenes import scene


def days_on(number: int) -> dt.datetime:
    """So many days after everything was put in."""
    return AT + dt.timedelta(days=number)


@scene
def shown(house: House) -> FamilyCentre:
    """A published centre of Anna's board, with a leg of its own and one that Cesar's authority runs."""
    centre = make_centre(house.anna)
    make_leg(centre, house.anna)
    make_leg(centre, house.anna, Leg.PREVENTIVE_SOCIAL, unit=own_unit(house.cesar))
    return actions.publish_centre(centre, by=house.anna, at=AT)


def asked(at: dt.datetime) -> list[tuple[str, str]]:
    """To whom the clock writes at a moment, and what about."""
    before = Letter.objects.count()
    actions.ask_owners(by=HOUSE, at=at)
    return list(Letter.objects.order_by("pk").values_list("to", "subject"))[before:]


def test_the_owner_is_asked_once_and_again_when_the_reader_is_warned_and_when_it_leaves(shown: FamilyCentre) -> None:
    assert asked(days_on(149)) == []
    first = asked(days_on(150))
    assert {to.split("@")[0] for to, _subject in first} == {"anna", "cesar"}
    assert {subject for _to, subject in first} == {"Stämmer det som står om Familjecentralen Provtallen?"}
    assert asked(days_on(151)) == []
    assert len(asked(days_on(240))) == 2
    assert asked(days_on(364)) == []
    last = asked(days_on(365))
    assert {subject for _to, subject in last} == {"Uppgifter om Familjecentralen Provtallen visas inte längre"}
    assert asked(days_on(600)) == []


def test_the_clock_asks_the_database_little_when_everybody_has_been_told(shown: FamilyCentre) -> None:
    asked(days_on(150))
    with CaptureQueriesContext(connection) as queries:
        assert actions.ask_owners(by=HOUSE, at=days_on(151)) == 0
    assert sum(one["sql"].startswith("SELECT") for one in queries) == 4


def test_one_letter_tells_all_of_a_centre(house: House, shown: FamilyCentre) -> None:
    actions.show_person(shown, by=house.anna, at=AT, name="Tove Tall", role="barnmorska")
    asked(days_on(150))
    letter = Letter.objects.get(to__startswith="anna@", subject__startswith="Stämmer")
    for words in (
        "Familjecentralen Provtallen",
        str(Leg.CHILD_HEALTH.label),
        "Tove Tall",
        "/arbete/centraler/stammer/",
    ):
        assert words in letter.text
    assert str(Leg.PREVENTIVE_SOCIAL.label) not in letter.text
    assert StaleLetter.objects.count() == 4


def test_a_click_makes_it_fresh_and_then_it_is_asked_for_anew(house: House, shown: FamilyCentre) -> None:
    asked(days_on(150))
    actions.confirm_centre(shown, by=house.anna, at=days_on(160))
    assert [one.leg and one.leg.leg for one in reads.stale_for(house.anna, days_on(160).date())] == [
        Leg.PREVENTIVE_SOCIAL
    ]
    theirs = CentreLeg.objects.get(centre=shown, leg=Leg.PREVENTIVE_SOCIAL)
    actions.confirm_leg(theirs, by=house.cesar, at=days_on(160))
    assert reads.stale_for(house.anna, days_on(160).date()) == []
    assert asked(days_on(309)) == []
    assert len(asked(days_on(310))) == 2


def test_the_coordinators_of_the_unit_are_asked_before_the_others(house: House, shown: FamilyCentre) -> None:
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id)
    make_actor("Kim Klöver", unit, Role.COORDINATOR)
    assert {to.split("@")[0] for to, _subject in asked(days_on(150))} == {"kim", "cesar"}


def test_who_has_left_is_asked_nothing_and_the_keeper_is_instead(house: House, shown: FamilyCentre) -> None:
    Membership.objects.filter(user=house.cesar.user_id).update(to_date=DAY)
    assert {to.split("@")[0] for to, _subject in asked(days_on(150))} == {"anna"}
    User.objects.filter(pk=house.anna.user_id).update(is_active=False)
    assert asked(days_on(240)) == []


def test_what_is_not_public_or_has_closed_is_not_asked_for(house: House, shown: FamilyCentre) -> None:
    actions.go(shown, by=house.anna, at=AT, state="closed", note="Huset är sålt.", decided_by="Provnämnden")
    make_centre(house.anna, name="Granen")
    assert asked(days_on(400)) == []


def test_who_may_not_keep_it_confirms_nothing(house: House, shown: FamilyCentre) -> None:
    person = actions.show_person(shown, by=house.anna, at=AT, name="Tove Tall", role="barnmorska")
    ours = CentreLeg.objects.get(centre=shown, leg=Leg.CHILD_HEALTH)
    for actor in (house.bo, house.cesar):
        with pytest.raises(Denied):
            actions.confirm_centre(shown, by=actor, at=AT)
        with pytest.raises(Denied):
            actions.confirm_leg(ours, by=actor, at=AT)
        with pytest.raises(Denied):
            actions.confirm_person(person, by=actor, at=AT)
    with pytest.raises(Denied):
        actions.ask_owners(by=house.anna, at=AT)


def test_a_person_is_confirmed_alone_or_with_the_leg_or_the_centre(house: House, shown: FamilyCentre) -> None:
    ours = CentreLeg.objects.get(centre=shown, leg=Leg.CHILD_HEALTH)
    person = actions.show_person(shown, by=house.anna, at=AT, name="Tove Tall", role="barnmorska", leg=ours)

    def confirmed() -> dt.date:
        return CentrePerson.objects.values_list("confirmed_on", flat=True).get(pk=person.pk)

    actions.confirm_person(person, by=house.anna, at=days_on(10))
    assert confirmed() == days_on(10).date()
    actions.confirm_leg(ours, by=house.anna, at=days_on(20))
    assert confirmed() == days_on(20).date()
    actions.confirm_centre(shown, by=house.anna, at=days_on(30))
    assert confirmed() == days_on(30).date()


def test_who_keeps_the_centre_says_nothing_of_another_authoritys_people(house: House, shown: FamilyCentre) -> None:
    theirs = CentreLeg.objects.get(centre=shown, leg=Leg.PREVENTIVE_SOCIAL)
    actions.show_person(shown, by=house.cesar, at=AT, name="Siv Svar", role="socionom", leg=theirs)
    actions.show_person(shown, by=house.anna, at=AT, name="Tove Tall", role="värdinna")
    actions.confirm_centre(shown, by=house.anna, at=days_on(30))
    days = dict(CentrePerson.objects.values_list("name", "confirmed_on"))
    assert days == {"Siv Svar": DAY, "Tove Tall": days_on(30).date()}


@pytest.mark.parametrize(
    ("days", "near"), [(149, None), (150, Near.WEEK), (239, Near.WEEK), (240, Near.TODAY), (365, Near.TODAY)]
)
def test_my_day_tells_of_it_and_more_so_when_the_reader_is_warned(
    house: House, shown: FamilyCentre, days: int, near: Near | None
) -> None:
    def waits(actor: Actor) -> list[tuple[str, Near | None]]:
        return [(one.code, one.near) for one in reads.stale_waits(actor, today=DAY + dt.timedelta(days=days))]

    expected = [(shown.code, near)] if near is not None else []
    assert (waits(house.anna), waits(house.cesar), waits(house.bo)) == (expected, expected, [])


def test_what_nobody_ever_confirmed_is_asked_for_at_once_and_only_once(house: House, shown: FamilyCentre) -> None:
    FamilyCentre.objects.filter(pk=shown.pk).update(confirmed_on=None)
    assert [to.split("@")[0] for to, _subject in asked(days_on(1))] == ["anna"]
    assert asked(days_on(100)) == []


# --- what is said in many small rows -----------------------------------------------------------------


def say_access(centre: FamilyCentre, by: Actor, at: dt.datetime, **answers: str) -> None:
    said = {kind: (answer, "") for kind, answer in answers.items()}
    seen = access_mark(AccessFact.objects.filter(centre=centre))
    actions.say_access(centre, by=by, at=at, said=said, seen=seen)


def write(
    centre: FamilyCentre, by: Actor, at: dt.datetime, kind: str, language: str, leg: CentreLeg | None = None
) -> None:
    said = {"kind": kind, "language": language, "text": f"Ord från {at:%d %B}", "leg": leg}
    actions.write_text(centre, by=by, at=at, seen=text_mark(centre, kind, language, leg), **said)


@scene
def told(house: House, shown: FamilyCentre) -> FamilyCentre:
    """The same centre, which tells of its house, has a partner, and says some words in English."""
    say_access(shown, house.anna, AT, lift="yes", quiet="no")
    actions.add_partner(shown, by=house.anna, at=AT, kind="library", name="Biblioteket Bokfinken", from_date=DAY)
    write(shown, house.anna, AT, "way", "sv")
    write(shown, house.anna, AT, "way", "en")
    write(shown, house.cesar, AT, "word", "en", CentreLeg.objects.get(centre=shown, leg=Leg.PREVENTIVE_SOCIAL))
    return shown


def days_of(centre: FamilyCentre) -> dict[str, dt.date | None]:
    """When each small row was last confirmed."""
    rows = [AccessFact.objects.values_list("kind", "confirmed_on"), Partner.objects.values_list("name", "confirmed_on")]
    texts = CentreText.objects.filter(centre=centre).values_list("kind", "language", "confirmed_on")
    return {**dict(rows[0]), **dict(rows[1]), **{f"{kind} {language}": day for kind, language, day in texts}}


def parts(actor: Actor, at: dt.datetime) -> list[str]:
    return [one.title for one in reads.stale_for(actor, at.date()) if one.part]


def test_each_part_is_asked_about_in_one_row_and_one_line_of_the_letter(house: House, told: FamilyCentre) -> None:
    assert parts(house.anna, days_on(149)) == []
    theirs = f"Texter: {Leg.PREVENTIVE_SOCIAL.label}"
    ours = [
        "Att komma in och vara här: Hiss, Ett lugnt rum",
        "Samarbetspartner: Biblioteket Bokfinken",
        "Texter: Hitta hit",
    ]
    assert parts(house.anna, days_on(150)) == [*ours, theirs]
    assert parts(house.cesar, days_on(150)) == [theirs]
    assert len(asked(days_on(150))) == 2
    assert asked(days_on(151)) == []
    by_person = {one.to.split("@")[0]: one.text for one in Letter.objects.filter(subject__startswith="Stämmer")}
    assert all(title in by_person["anna"] for title in ours)
    assert theirs in by_person["cesar"]
    assert theirs not in by_person["anna"]


def test_who_keeps_the_centre_confirms_every_row_that_is_hers_by_one_click(house: House, told: FamilyCentre) -> None:
    actions.confirm_centre(told, by=house.anna, at=days_on(200))
    later = days_on(200).date()
    assert {name for name, day in days_of(told).items() if day != later} == {"word en"}
    assert len(days_of(told)) == 6
    actions.confirm_leg(CentreLeg.objects.get(leg=Leg.PREVENTIVE_SOCIAL), by=house.cesar, at=days_on(200))
    assert {*days_of(told).values()} == {later}


@pytest.mark.parametrize(
    ("part", "names"),
    [(Part.ACCESS, {"lift", "quiet"}), (Part.PARTNERS, {"Biblioteket Bokfinken"}), (Part.TEXTS, {"way sv", "way en"})],
)
def test_one_part_is_confirmed_alone(house: House, told: FamilyCentre, part: Part, names: set[str]) -> None:
    actions.confirm_part(told, by=house.anna, at=days_on(200), part=part)
    assert {name for name, day in days_of(told).items() if day == days_on(200).date()} == names
    with pytest.raises(Denied):
        actions.confirm_part(told, by=house.cesar, at=days_on(200), part=part)
    with pytest.raises(Refused):
        actions.confirm_part(told, by=house.anna, at=days_on(200), part="poems")


def test_the_words_of_a_leg_are_confirmed_by_who_runs_it(house: House, told: FamilyCentre) -> None:
    theirs = CentreLeg.objects.get(centre=told, leg=Leg.PREVENTIVE_SOCIAL)
    actions.confirm_part(told, by=house.cesar, at=days_on(200), part=Part.TEXTS, leg=theirs)
    assert {name for name, day in days_of(told).items() if day == days_on(200).date()} == {"word en"}
    with pytest.raises(Refused):  # the house is of the whole centre
        actions.confirm_part(told, by=house.cesar, at=days_on(200), part=Part.ACCESS, leg=theirs)


def test_a_yes_at_one_centre_says_nothing_of_another(house: House, told: FamilyCentre) -> None:
    other = {"centre": make_centre(house.anna, name="Familjecentralen Granen"), "confirmed_on": DAY}
    AccessFact.objects.create(kind="lift", answer="yes", **other)
    Partner.objects.create(kind="library", name="Bokbussen", from_date=DAY, **other)
    CentreText.objects.create(kind="way", language="en", text="Enter from the yard.", written_on=DAY, **other)
    CentrePerson.objects.create(name="Tove Tall", role="barnmorska", from_date=DAY, **other)
    for part in Part:
        actions.confirm_part(told, by=house.anna, at=days_on(200), part=part)
    actions.confirm_centre(told, by=house.anna, at=days_on(200))
    days = [
        set(model._default_manager.filter(centre=other["centre"]).values_list("confirmed_on", flat=True))
        for model in (AccessFact, Partner, CentreText, CentrePerson)
    ]
    assert days == [{DAY}] * 4


def test_a_change_of_a_row_confirms_that_row_alone(house: House, told: FamilyCentre) -> None:
    later = days_on(200)
    say_access(told, house.anna, later, lift="no", quiet="no")
    write(told, house.anna, later, "way", "en")
    assert {name for name, day in days_of(told).items() if day == later.date()} == {"lift", "way en"}


def test_what_a_centre_does_without_is_not_asked_about(house: House, told: FamilyCentre) -> None:
    FamilyCentre.objects.update(switched_off=[Module.ACCESS, Module.PARTNERS])
    assert [title.split(":")[0] for title in parts(house.anna, days_on(150))] == ["Texter", "Texter"]


def test_what_is_over_is_not_asked_about(house: House, told: FamilyCentre) -> None:
    actions.end_partner(Partner.objects.get(), by=house.anna, at=AT, last_day=DAY)
    actions.end_leg(CentreLeg.objects.get(leg=Leg.PREVENTIVE_SOCIAL), by=house.cesar, at=AT, last_day=DAY)
    assert [title.split(":")[0] for title in parts(house.anna, days_on(150))] == ["Att komma in och vara här", "Texter"]


def test_the_questions_are_as_many_however_much_a_centre_says(house: House, told: FamilyCentre) -> None:
    asked(days_on(150))
    with CaptureQueriesContext(connection) as queries:
        assert actions.ask_owners(by=HOUSE, at=days_on(151)) == 0
    assert sum(one["sql"].startswith("SELECT") for one in queries) == 4
    with CaptureQueriesContext(connection) as queries:
        reads.stale_for(house.anna, days_on(150).date())
    assert len(queries) == 3

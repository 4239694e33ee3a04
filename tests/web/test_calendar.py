"""One's own calendar by a secret address, and how one's mails come."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from famn.domain.matters.models import Assignment
from famn.domain.people import actions, reads
from famn.domain.people.models import CalendarFeed, Membership, User
from famn.domain.people.rules import Actor
from famn.ground import digest
from famn.ground.verdict import Denied, Refused
from tests.factories import make_assignment, make_incoming, make_matter
from tests.ground.test_ical import read
from tests.people import AT, House, client_of
from tests.scenes import scene

HOST = {"host": "localhost"}


def membership(actor: Actor) -> Membership:
    return Membership.objects.get(pk=actor.membership_id)


def make(actor: Actor) -> str:
    """The path of a new secret address."""
    return reverse("calendar_feed", args=[actions.make_feed(membership(actor), by=actor, at=timezone.now())[1]])


def titles(path: str) -> list[str]:
    answer = Client().get(path)
    assert answer.status_code == 200
    return [event["SUMMARY"] for event in read(answer.content)[1]]


def today() -> dt.date:
    return timezone.localdate()


@scene
def anna_at_work(house: House) -> Actor:
    """Anna with something of each sort, and things of others beside them."""
    matter = make_matter(house.anna, title="Familjecentral, Ekbacken", meeting_date=today() + dt.timedelta(days=9))
    make_assignment(matter, text="Mitt svar", responsible_id=house.anna.user_id, due_date=today())
    make_matter(house.anna, title="Nytt ärende", case_officer_id=None)
    make_incoming(house.anna, name="inläst.txt")
    make_assignment(make_matter(house.cesar, title="Cesars ärende"), text="Cesars svar")
    return house.anna


@pytest.mark.django_db
def test_a_calendar_program_reads_what_waits_and_what_comes_without_signing_in(anna_at_work: Actor) -> None:
    answer = Client().get(make(anna_at_work))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    head, events = read(answer.content)
    assert head["NAME"] == f"Famn, {anna_at_work.unit_name}"
    assert [event["SUMMARY"] for event in events] == [
        "Svar: Mitt svar",
        "Utan handläggare: Nytt ärende",
        "Sammanträde: Familjecentral, Ekbacken",
    ]
    assert {event["DTSTART;VALUE=DATE"] for event in events[:2]} == {f"{today():%Y%m%d}"}
    code = Assignment.objects.get(text="Mitt svar").code
    assert events[0]["UID"] == f"assignment-{code}@localhost:8000"
    assert events[0]["URL"].endswith(reverse("assignment", args=[code]))


@pytest.mark.django_db
def test_nobody_elses_work_is_in_it_but_what_all_in_the_authority_wait_for(anna_at_work: Actor, house: House) -> None:
    assert titles(make(house.cesar)) == ["Svar: Cesars svar"]
    assert "Svar: Mitt svar" in titles(make(house.dag))  # it comes, for all who see the matter


@pytest.mark.django_db
def test_what_stands_behind_a_wall_never_leaves_by_a_secret_address(anna_at_work: Actor) -> None:
    """A file that was read in belongs to one secrecy area, and no address opens it."""
    page = client_of(anna_at_work).get(reverse("desk"), headers=HOST)
    assert "inläst.txt" in page.text
    assert "inläst.txt" not in Client().get(make(anna_at_work)).text


@pytest.mark.django_db
def test_my_day_and_the_calendar_show_the_same(anna_at_work: Actor) -> None:
    page = client_of(anna_at_work).get(reverse("desk"), headers=HOST)
    waits = {row["title"] for bucket in page.context["buckets"] for row in bucket["rows"]}
    comes = {row["title"] for row in page.context["deadlines"]}
    shown = titles(make(anna_at_work))
    assert waits == {"Mitt svar", "Nytt ärende", "inläst.txt"}
    assert comes <= set(shown)
    assert all(any(title.endswith(one) for title in shown) for one in waits - {"inläst.txt"})


@pytest.mark.django_db
def test_what_is_late_stays_on_its_day_and_what_has_no_day_moves_with_today(anna_at_work: Actor) -> None:
    path = make(anna_at_work)
    with time_machine.travel(timezone.now() + dt.timedelta(days=3), tick=False):
        events = {one["SUMMARY"]: one["DTSTART;VALUE=DATE"] for one in read(Client().get(path).content)[1]}
        assert events["Svar: Mitt svar"] == f"{today() - dt.timedelta(days=3):%Y%m%d}"
        assert events["Utan handläggare: Nytt ärende"] == f"{today():%Y%m%d}"


@pytest.mark.django_db
def test_a_wrong_a_revoked_and_a_leavers_address_are_the_same_page_that_is_not_there(
    anna_at_work: Actor, house: House
) -> None:
    revoked, leavers = make(anna_at_work), make(house.bo)
    actions.revoke_feed(membership(anna_at_work), by=anna_at_work, at=timezone.now())
    Membership.objects.filter(pk=house.bo.membership_id).update(to_date=today())
    paths = (revoked, leavers, reverse("calendar_feed", args=["x" * 43]))
    answers = {path: Client().get(path) for path in paths}
    assert {one.status_code for one in answers.values()} == {404}
    assert len({one.text.replace(path, "") for path, one in answers.items()}) == 1


@pytest.mark.django_db
def test_a_new_address_stops_the_old(anna_at_work: Actor) -> None:
    old, new = make(anna_at_work), make(anna_at_work)
    assert Client().get(old).status_code == 404
    assert Client().get(new).status_code == 200
    assert CalendarFeed.objects.filter(revoked_at__isnull=True).count() == 1


@pytest.mark.django_db
def test_rights_are_those_of_the_moment_of_reading(anna_at_work: Actor) -> None:
    path = make(anna_at_work)
    Membership.objects.filter(pk=anna_at_work.membership_id).update(role="leg_staff")
    assert "Utan handläggare: Nytt ärende" not in titles(path)


@pytest.mark.django_db
def test_the_address_itself_is_kept_nowhere(anna_at_work: Actor) -> None:
    token = make(anna_at_work).split("/")[-1].removesuffix(".ics")
    feed = CalendarFeed.objects.get()
    assert token not in str(CalendarFeed.objects.values().get())
    assert (feed.last_read_on, len(token)) == (None, 43)


@pytest.mark.django_db
def test_an_unchanged_calendar_is_not_sent_again_the_same_day(anna_at_work: Actor) -> None:
    with time_machine.travel(AT, tick=False):
        path = make(anna_at_work)
        first = Client().get(path)
        again = Client().get(path, headers={"if-none-match": first.headers["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        make_assignment(make_matter(anna_at_work), text="Nytt", responsible_id=anna_at_work.user_id)
        assert Client().get(path, headers={"if-none-match": first.headers["ETag"]}).status_code == 200


@pytest.mark.django_db
def test_the_day_of_the_last_reading_is_noted_once_a_day(anna_at_work: Actor) -> None:
    path = make(anna_at_work)
    Client().get(path), Client().get(path)
    feed = CalendarFeed.objects.get()
    assert feed.last_read_on == today()
    with CaptureQueriesContext(
        connection,
    ) as seen:
        Client().get(path)
    assert not [one for one in seen.captured_queries if one["sql"].startswith(("UPDATE", "INSERT"))]


@pytest.mark.django_db
def test_a_calendar_costs_the_same_with_one_of_each_and_with_three(anna_at_work: Actor) -> None:
    path = make(anna_at_work)
    Client().get(path)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(path).status_code == 200
        return len(seen)

    one = queries()
    for number in range(2):
        make_assignment(make_matter(anna_at_work), text=f"Mer {number}", responsible_id=anna_at_work.user_id)
        make_incoming(anna_at_work, content=f"{number}".encode())
        make_assignment(make_matter(anna_at_work, meeting_date=today() + dt.timedelta(days=number)))
    assert queries() == one


@pytest.mark.django_db
def test_who_tries_addresses_is_slowed_down_and_a_right_one_still_works(anna_at_work: Actor) -> None:
    path = make(anna_at_work)
    codes = [Client().get(reverse("calendar_feed", args=[f"fel{number}"])).status_code for number in range(31)]
    assert codes == [404] * 30 + [429]
    assert Client().get(path).status_code == 200


@pytest.mark.django_db
def test_the_address_is_shown_once_and_can_be_taken_back(house: House) -> None:
    client = client_of(house.anna)
    page = client.post(reverse("make_feed"), headers=HOST, follow=True)
    address = page.context["address"]
    assert address in page.text
    assert Client().get(address.removeprefix("http://localhost:8000")).status_code == 200
    again = client.get(reverse("calendar_and_mail"), headers=HOST)
    assert address not in again.text
    assert "Du har en adress" in again.text
    assert "Ta tillbaka adressen" in again.text
    client.post(reverse("revoke_feed"), headers=HOST)
    assert Client().get(address.removeprefix("http://localhost:8000")).status_code == 404


@pytest.mark.django_db
def test_nobody_makes_or_takes_back_somebody_elses_address(house: House) -> None:
    for act in (actions.make_feed, actions.revoke_feed):
        with pytest.raises(Denied, match="egen kalender"):
            act(membership(house.anna), by=house.bo, at=AT)


@pytest.mark.django_db
def test_one_chooses_a_mail_a_day_and_back(house: House) -> None:
    client = client_of(house.anna)
    page = client.post(reverse("calendar_and_mail"), {"daily_at": "07:00"}, headers=HOST, follow=True)
    assert "Ditt val är sparat." in page.text
    assert reads.daily_time(house.anna) == dt.time(7)
    assert page.context["form"].initial["daily_at"] == "07:00"
    client.post(reverse("calendar_and_mail"), {"daily_at": "at_once"}, headers=HOST)
    assert not digest.DailyMail.objects.exists()
    wrong = client.post(reverse("calendar_and_mail"), {"daily_at": "03:17"}, headers=HOST)
    assert wrong.context["form"].errors


@pytest.mark.django_db
def test_nobody_chooses_for_somebody_else_and_only_the_times_there_are(house: House) -> None:
    user = membership(house.anna).user_id
    with pytest.raises(Denied):
        actions.choose_mail(User.objects.get(pk=user), by=house.bo, at=AT, daily_at=None)
    with pytest.raises(Refused):
        actions.choose_mail(User.objects.get(pk=user), by=house.anna, at=AT, daily_at=dt.time(3, 17))

"""One mail a day for who wants it: gathered once, whatever happens to the gatherer."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator

import pytest
import time_machine
from django.conf import settings as famn
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from famn.ground import digest, mail
from famn.ground.mail import Letter
from tests.ground.postoffice import Sink, beside, mail_server, work

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)  # ten in the morning here
SEVEN = dt.time(7)
MORNING = dt.datetime(2026, 3, 3, 6, 0, tzinfo=dt.UTC)  # seven here, the day after
ASA = "asa@ekbacken.example"
State = Letter.State


@pytest.fixture
def sink(own_database: str, settings: Settings) -> Iterator[Sink]:
    with mail_server(settings) as server:
        yield server


def write(subject: str, *, to: str = ASA, at: dt.datetime = NOW, holds_secret: bool = False) -> Letter:
    context: dict[str, object] = {"name": "Åsa Öman", "unit": "Enheten", "is_new": False}
    return mail.post(
        to=to, subject=subject, template="mail/people/joined", context=context, at=at, holds_secret=holds_secret
    )


def states() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("state", flat=True))


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (dt.datetime(2026, 3, 2, 5, 59, tzinfo=dt.UTC), dt.datetime(2026, 3, 2, 6, 0, tzinfo=dt.UTC)),
        (dt.datetime(2026, 3, 2, 6, 0, tzinfo=dt.UTC), dt.datetime(2026, 3, 3, 6, 0, tzinfo=dt.UTC)),
        (dt.datetime(2026, 3, 28, 9, 0, tzinfo=dt.UTC), dt.datetime(2026, 3, 29, 5, 0, tzinfo=dt.UTC)),  # summer time
    ],
)
def test_the_time_of_day_is_that_of_the_clocks_here(now: dt.datetime, then: dt.datetime) -> None:
    assert digest.next_time(SEVEN, now) == then


def test_the_letters_of_a_day_become_one_at_her_time_with_their_links_and_those_of_others_go_at_once(
    sink: Sink,
) -> None:
    digest.gather_for("Asa@Ekbacken.example", SEVEN, at=NOW)
    with time_machine.travel(NOW, tick=False) as clock:
        write("Ett svar väntar"), write("Ett möte är utlyst"), write("Till någon annan", to="bo@ekbacken.example")
        mail.send_due(NOW)
        work()
        assert [str(one["To"]) for one in sink.kept] == ["bo@ekbacken.example"]
        assert mail.gather_due(MORNING - dt.timedelta(minutes=1)) == 0
        clock.move_to(MORNING)
        assert mail.gather_due(MORNING) == 1
        work()
        assert mail.gather_due(MORNING) == 0
    whole = sink.kept[1]
    assert (whole["To"], whole["Subject"]) == (ASA, "2 nyheter från Famn")
    body = whole.get_body(("plain",))
    assert body is not None
    assert body.get_content().count(f"{famn.FAMN_ORIGIN}/arbete/") == 2
    assert "1. Ett svar väntar" in body.get_content()
    assert len(sink.kept) == 2
    assert states() == [State.GATHERED, State.GATHERED, State.SENT, State.SENT]


def test_one_letter_alone_goes_as_it_is(sink: Sink) -> None:
    digest.gather_for(ASA, SEVEN, at=NOW)
    letter = write("Ett svar väntar")
    mail.gather_due(MORNING)
    with time_machine.travel(MORNING, tick=False):
        work()
    assert sink.kept_ids == [letter.message_id]


def test_what_holds_a_link_to_get_in_by_is_never_held_back(sink: Sink) -> None:
    digest.gather_for(ASA, SEVEN, at=NOW)
    with time_machine.travel(NOW, tick=False):
        write("Din länk", holds_secret=True)
        work()
    assert len(sink.kept) == 1


def test_who_wants_each_by_itself_again_gets_what_was_held_at_the_next_turn(sink: Sink) -> None:
    digest.gather_for(ASA, SEVEN, at=NOW)
    write("Ett"), write("Två")
    digest.gather_no_longer(ASA)
    with time_machine.travel(NOW, tick=False):
        assert mail.gather_due(NOW) == 1
        work()
        write("Tre")
        work()
    assert [one["Subject"] for one in sink.kept] == ["2 nyheter från Famn", "Tre"]


def test_two_clocks_at_once_make_one_mail(sink: Sink) -> None:
    digest.gather_for(ASA, SEVEN, at=NOW)
    for number in range(4):
        write(f"Brev {number}")
    barrier, made = threading.Barrier(2), []

    def gather() -> None:
        barrier.wait()
        made.append(mail.gather_due(MORNING))

    beside(gather, gather)
    assert sorted(made) == [0, 1]
    assert states() == [State.GATHERED] * 4 + [State.WAITING]


def test_a_gatherer_that_is_killed_half_way_leaves_everything_as_it_was(sink: Sink) -> None:
    digest.gather_for(ASA, SEVEN, at=NOW)
    write("Ett"), write("Två")

    def gather_and_die() -> None:
        with transaction.atomic():
            assert mail.gather_due(MORNING) == 1
            assert states() == [State.GATHERED, State.GATHERED, State.WAITING]
            connection.close()  # the server undoes what was never committed

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("threading.excepthook", lambda _args: None)
        beside(gather_and_die)
    assert states() == [State.HELD, State.HELD]
    assert mail.gather_due(MORNING) == 1
    with time_machine.travel(MORNING, tick=False):
        work()
    assert len(sink.kept) == 1


@pytest.mark.django_db
def test_an_address_is_kept_in_lower_case_so_that_it_is_found() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        digest.DailyMail.objects.create(to="Asa@x.example", chosen_at=NOW)


@pytest.mark.django_db
def test_only_what_is_gathered_says_in_which_letter() -> None:
    letter = write("Ett", at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(gathered_in=letter)

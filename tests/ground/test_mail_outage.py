"""The mail server is away for a day: everything arrives, nothing twice; and a worker that dies at the worst moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection, connections
from django.utils import timezone
from pytest_django.fixtures import Settings

from famn.ground import mail
from famn.ground.mail import BREATH, STUCK_AFTER, Letter
from tests.ground.postoffice import Sink, away, beside, mail_server, work

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
State = Letter.State


@pytest.fixture
def sink(own_database: str, settings: Settings) -> Iterator[Sink]:
    with mail_server(settings) as server:
        yield server


def write(name: str, at: dt.datetime) -> Letter:
    context: dict[str, object] = {"name": name, "unit": "Enheten för familjer", "is_new": True}
    return mail.post(to="asa@ekbacken.example", subject=name, template="mail/people/joined", context=context, at=at)


def turn() -> None:
    """One turn of the clock and of the worker."""
    mail.send_due(timezone.now())
    work()


def test_a_day_without_a_mail_server_delays_every_letter_and_loses_and_doubles_none(
    sink: Sink, settings: Settings
) -> None:
    letters = []
    with time_machine.travel(NOW, tick=False) as clock:
        for hour in range(24):  # no answer, then silence, then a server that takes nothing
            with away(settings, silent=8 <= hour < 16):
                if hour % 6 == 0:
                    letters.append(write(f"Brev {hour}", timezone.now()))
                turn()
            clock.shift(dt.timedelta(hours=1))
        assert sink.tried == []
        assert {one.state for one in Letter.objects.all()} == {State.WAITING}
        sink.refusals = 2
        for _minute in range(4 * 60):
            clock.shift(dt.timedelta(minutes=1))
            if mail.send_due(timezone.now()):
                work()
    assert sorted(sink.kept_ids) == sorted(one.message_id for one in letters)
    assert {(one.state, one.fault) for one in Letter.objects.all()} == {(State.SENT, "")}


def test_where_nobody_answers_the_others_wait_a_breath_and_spend_no_try(sink: Sink, settings: Settings) -> None:
    with time_machine.travel(NOW, tick=False) as clock, away(settings):
        for number in range(5):
            write(f"Brev {number}", timezone.now())
        turn()
        assert sorted(Letter.objects.values_list("tries", flat=True)) == [0, 0, 0, 0, 1]
        assert set(Letter.objects.values_list("next_try_at", flat=True)) == {NOW + BREATH}
        clock.shift(BREATH)
        turn()
        assert sum(Letter.objects.values_list("tries", flat=True)) == 2


def test_as_soon_as_one_gets_through_those_that_waited_for_the_server_go(sink: Sink, settings: Settings) -> None:
    with time_machine.travel(NOW, tick=False):
        late = write("Brev", NOW)
        work()
        later = NOW + dt.timedelta(hours=3)
        Letter.objects.update(state=State.WAITING, sent_at=None, fault="TimeoutError", tries=6, next_try_at=later)
        sink.kept.clear()
        new = write("Nytt brev", NOW)
        work()
        turn()
    assert sink.kept_ids == [new.message_id, late.message_id]


def test_a_letter_that_the_server_does_not_want_keeps_its_pause(sink: Sink) -> None:
    with time_machine.travel(NOW, tick=False):
        sink.refusals = 1
        write("Brev", NOW)
        work()
        write("Nytt brev", NOW)
        work()
        turn()
    assert len(sink.kept) == 1
    assert Letter.objects.get(subject="Brev").next_try_at == NOW + dt.timedelta(seconds=mail.PAUSES[0])


def test_a_worker_that_dies_between_sending_and_noting_it_sends_again_under_the_same_name(sink: Sink) -> None:
    """At least once: the receiving system sees the same Message-ID and can fold the two into one."""
    connection.ensure_connection()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (mine,) = cursor.fetchone() or (0,)

    def cut_off() -> None:
        with connections["default"].cursor() as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid NOT IN (pg_backend_pid(), %s)",
                [mine],
            )
        connections.close_all()

    letter = write("Brev", timezone.now())
    sink.when_kept = cut_off
    with pytest.MonkeyPatch.context() as patch:  # the worker's own account of its fault is of no interest here
        patch.setattr("threading.excepthook", lambda _args: None)
        beside(work)
    sink.when_kept = None
    letter.refresh_from_db()
    assert (letter.state, len(sink.kept)) == (State.SENDING, 1)
    assert mail.send_due(timezone.now()) == 0  # not before it is plain that nobody is at it
    with time_machine.travel(timezone.now() + STUCK_AFTER + dt.timedelta(seconds=1)):
        turn()
    letter.refresh_from_db()
    assert letter.state == State.SENT
    assert sink.kept_ids == [letter.message_id] * 2


def say(*arguments: str) -> tuple[str, int]:
    written, code = StringIO(), 0
    try:
        call_command("outbox", *arguments, stdout=written)
    except SystemExit as end:
        code = int(str(end.code))
    return written.getvalue(), code


def test_the_keeper_sees_that_mail_waits_and_why_and_can_have_it_tried_again(sink: Sink, settings: Settings) -> None:
    assert say() == (
        "Väntar: 0, det äldsta i 0 minuter\nVäntar på dagens samlade mejl: 0\nGick inte att skicka: 0\n",
        0,
    )
    with time_machine.travel(NOW, tick=False) as clock:
        with away(settings):
            write("Brev", NOW)
            work()
            clock.shift(dt.timedelta(minutes=61))
            said, code = say()
        assert (said.splitlines()[:2], code) == (
            ["Väntar: 1, det äldsta i 61 minuter", "  ConnectionRefusedError: 1"],
            1,
        )
        Letter.objects.update(state=State.FAILED, next_try_at=NOW + dt.timedelta(days=1))
        assert "Gick inte att skicka: 1" in say()[0]
        assert "Brev som försöks igen: 1" in say("--again")[0]
        turn()
    assert len(sink.kept) == 1

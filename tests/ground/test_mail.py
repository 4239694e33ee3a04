"""The outbox against a real mail server on loopback, with the real worker and real commits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.db import transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from famn.ground import mail
from famn.ground.mail import PAUSES, STUCK_AFTER, Letter
from tests.ground.postoffice import Sink, away, mail_server, work, work_beside

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def sink(own_database: str, settings: Settings) -> Iterator[Sink]:
    """A mail server on loopback, and Famn set up to use it."""
    with mail_server(settings) as server:
        yield server


def write(at: dt.datetime = NOW) -> Letter:
    context: dict[str, object] = {"name": "Åsa Öman", "unit": "Enheten för familjer", "is_new": True}
    return mail.post(
        to="asa@ekbacken.example", subject="Välkommen, Åsa", template="mail/people/joined", context=context, at=at
    )


def test_a_letter_is_sent_when_what_it_tells_of_is_committed_and_not_before(sink: Sink) -> None:
    with transaction.atomic():
        write()
        work_beside("early")
        assert sink.kept == []
    work()
    assert [message["To"] for message in sink.kept] == ["asa@ekbacken.example"]
    letter = Letter.objects.get()
    assert (letter.state, letter.tries, letter.fault) == (Letter.State.SENT, 1, "")
    assert letter.sent_at is not None


def test_a_letter_about_what_was_undone_is_never_sent(sink: Sink) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    mail.send_due(timezone.now())
    work()
    assert sink.tried == []
    assert not Letter.objects.exists()


def test_a_letter_arrives_as_text_and_as_html_with_its_swedish_letters(sink: Sink) -> None:
    letter = write()
    work()
    (message,) = sink.kept
    assert message["Subject"] == "Välkommen, Åsa"
    assert message["Message-ID"] == letter.message_id
    for form in ("plain", "html"):
        part = message.get_body((form,))
        assert part is not None
        assert "Åsa Öman" in part.get_content()


def test_a_refused_letter_is_tried_again_with_growing_pauses_as_the_same_letter_and_given_up_at_last(
    sink: Sink,
) -> None:
    sink.refusals = 100
    pauses = []
    with time_machine.travel(NOW, tick=False) as clock:
        letter = write(NOW)
        work()
        for _ in PAUSES:
            letter.refresh_from_db()
            assert (letter.state, letter.fault) == (Letter.State.WAITING, "SMTPDataError")
            pauses.append((letter.next_try_at - timezone.now()).total_seconds())
            assert mail.send_due(letter.next_try_at - dt.timedelta(seconds=1)) == 0
            clock.move_to(letter.next_try_at)
            assert mail.send_due(timezone.now()) == 1
            work()
        letter.refresh_from_db()
        assert letter.state == Letter.State.FAILED
        assert mail.send_due(timezone.now() + dt.timedelta(days=30)) == 0
    assert pauses == sorted(pauses) == list(PAUSES)
    assert sum(pauses) > dt.timedelta(days=3).total_seconds()
    assert sink.tried == [letter.message_id] * (len(PAUSES) + 1)


def test_a_letter_that_was_refused_once_is_sent_at_the_next_try_with_the_same_message_id(sink: Sink) -> None:
    sink.refusals = 1
    with time_machine.travel(NOW, tick=False) as clock:
        letter = write(NOW)
        work()
        clock.shift(PAUSES[0])
        mail.send_due(timezone.now())
        work()
    assert [message["Message-ID"] for message in sink.kept] == [letter.message_id]
    assert sink.tried == [letter.message_id] * 2
    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.fault) == (Letter.State.SENT, 2, "")


def test_a_letter_whose_pause_is_not_over_waits(sink: Sink) -> None:
    with time_machine.travel(NOW, tick=False):
        write(NOW + dt.timedelta(minutes=1))
        work()
    assert sink.tried == []


def test_a_server_that_cannot_be_reached_is_a_reason_to_try_again(sink: Sink, settings: Settings) -> None:
    with away(settings):
        letter = write()
        work()
    letter.refresh_from_db()
    assert (letter.state, letter.fault) == (Letter.State.WAITING, "ConnectionRefusedError")


def test_two_workers_at_once_send_a_letter_once(sink: Sink) -> None:
    sink.seconds = 0.3
    write()
    for _ in range(3):
        mail.send_due(timezone.now())
    work_beside("one", "two")
    assert len(sink.tried) == 1


def test_a_letter_in_another_senders_hands_is_left_there(sink: Sink) -> None:
    write()
    Letter.objects.update(state=Letter.State.SENDING, taken_at=timezone.now())
    assert mail.send_due(timezone.now()) == 0
    work()
    assert sink.tried == []


def test_a_letter_whose_sender_died_is_taken_over(sink: Sink) -> None:
    letter = write()
    Letter.objects.update(state=Letter.State.SENDING, taken_at=timezone.now() - STUCK_AFTER - dt.timedelta(seconds=1))
    assert mail.send_due(timezone.now()) == 1
    work_beside("one", "two")
    assert sink.tried == [letter.message_id]
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT

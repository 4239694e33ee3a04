"""The trail: append-only for everybody, chained in the order it was taken, and honest about what was tampered with."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import given
from hypothesis import strategies as st
from psycopg.errors import InsufficientPrivilege

from famn.domain.people.models import Profession, SecrecyArea
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.trail import Fault, TrailEvent, TrailLink
from tests.databases import owner
from tests.people import AT


def leave(number: int, verb: str = "try_thing") -> int:
    """One event about an invented row; returns its number."""
    trail.record(verb, Profession(pk=number), by=None, at=AT)
    return TrailEvent.objects.get(thing_id=number).pk


def in_thread(work: Callable[[], object]) -> None:
    """Run to its end on a connection of its own."""

    def whole() -> None:
        work()
        connections.close_all()

    thread = threading.Thread(target=whole)
    thread.start()
    thread.join()


def tamper(database: str, statement: str) -> None:
    """As somebody who owns the tables and takes the guard away for a moment."""
    for step in ("DISABLE TRIGGER USER", "ENABLE TRIGGER USER"):
        owner(f"ALTER TABLE famn_trailevent {step}", database=database)
        if step.startswith("DISABLE"):
            owner(statement, database=database)


# --- what is left -----------------------------------------------------------------------------------


def test_an_act_leaves_who_for_which_unit_what_on_what_and_when(anna: Actor) -> None:
    trail.record("read_thing", SecrecyArea(pk=7), by=anna, at=AT, reason="own_work", about={"unit": 3})
    event = TrailEvent.objects.get(verb="read_thing")
    assert (event.user_id, event.unit_id, event.authority_id) == (anna.user_id, anna.unit_id, anna.authority_id)
    assert (event.thing, event.thing_id, event.about) == ("secrecy_area", 7, {"unit": 3})
    assert (event.at, event.reason) == (AT, "own_work")


def test_where_the_house_acts_itself_the_trail_names_nobody(db: None) -> None:
    leave(1)
    event = TrailEvent.objects.get(thing_id=1)
    assert (event.user_id, event.unit_id, event.authority_id) == (None, None, None)


@pytest.mark.parametrize("words", [{"reason": "Anna sa det"}, {"verb": "said hello"}])
def test_words_are_refused_by_the_database_itself(anna: Actor, words: dict[str, str]) -> None:
    verb, reason = words.get("verb", "try_thing"), words.get("reason", "")
    with pytest.raises(DatabaseError, match="trail_holds_codes_only"), transaction.atomic():
        trail.record(verb, Profession(pk=1), by=anna, at=AT, reason=reason)


def test_about_takes_numbers_only(anna: Actor) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        trail.record("try_thing", Profession(pk=1), by=anna, at=AT, about={"name": "Anna"})  # type: ignore[dict-item]  # on purpose


# --- append-only ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "attempt",
    [
        "ALTER TABLE famn_trailevent DISABLE TRIGGER ALL",
        "ALTER TABLE famn_trailevent ADD COLUMN words text",
        "ALTER TABLE famn_incomingfile DISABLE ROW LEVEL SECURITY",
        "DROP POLICY famn_incomingfile_area ON famn_incomingfile",
        "DROP TRIGGER trail_event_is_fixed ON famn_trailevent",
        "DROP TABLE famn_traillink",
        "SET ROLE famn_owner",
        "SET ROLE famn_backup",
        "SET SESSION AUTHORIZATION famn_owner",
        "SET session_replication_role = replica",
        "UPDATE famn_trailevent SET verb = 'other'",
        "UPDATE famn_traillink SET hash = ''",
        "DELETE FROM famn_trailevent",
        "DELETE FROM famn_traillink",
        "TRUNCATE famn_trailevent",
        "TRUNCATE famn_traillink",
        "CREATE TABLE public.own_table (id int)",
    ],
)
def test_the_application_s_own_role_is_refused(db: None, attempt: str) -> None:
    leave(1)
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attempt)
    assert isinstance(caught.value.__cause__, InsufficientPrivilege)
    assert TrailEvent.objects.get(thing_id=1).verb == "try_thing"


def test_a_grant_to_itself_gives_the_application_nothing(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("GRANT ALL ON famn_trailevent TO famn_app")  # the database warns, and grants nothing
        cursor.execute(
            "SELECT has_table_privilege('famn_trailevent', 'UPDATE'), has_table_privilege('famn_trailevent', 'DELETE')"
        )
        assert cursor.fetchone() == (False, False)


def test_even_the_owner_must_take_the_guard_away_before_a_row_can_change(own_database: str) -> None:
    leave(1)
    for statement in ("UPDATE famn_trailevent SET verb = 'other'", "DELETE FROM famn_trailevent"):
        with pytest.raises(InsufficientPrivilege, match="never change"):
            owner(statement, database=own_database)


# --- the chain --------------------------------------------------------------------------------------


def test_a_chain_of_untouched_rows_has_no_faults_and_is_whole(db: None) -> None:
    for number in range(1, 8):
        leave(number)
    before = trail.unchained().count()
    assert trail.chain(batch=3) == before >= 7
    assert trail.chain() == 0
    assert list(trail.faults()) == []


def test_a_row_that_came_after_the_chaining_is_counted_apart_and_is_no_fault(db: None) -> None:
    trail.chain()
    late = leave(1)
    assert list(trail.unchained().values_list("pk", flat=True)) == [late]
    assert list(trail.faults()) == []


def test_rows_that_commit_out_of_order_are_chained_in_the_order_they_were_taken(own_database: str) -> None:
    trail.chain()
    seen: list[int] = []
    with transaction.atomic():
        first = leave(1)
        in_thread(lambda: seen.extend([leave(2), trail.chain()]))
    second, chained = seen
    assert first < second
    assert (chained, trail.chain()) == (1, 1)
    assert list(TrailLink.objects.order_by("-pk").values_list("event_id", flat=True)[:2]) == [first, second]
    assert list(trail.faults()) == []


def test_a_gap_that_an_undone_act_left_is_not_a_missing_row(own_database: str) -> None:
    leave(1)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        leave(2)
        raise ZeroDivisionError
    leave(3)
    trail.chain()
    assert list(trail.faults()) == []


def test_two_chaining_tasks_at_once_link_every_row_once(own_database: str) -> None:
    for number in range(1, 60):
        leave(number)
    waiting = trail.unchained().count()
    done: list[int] = []
    threads = [
        threading.Thread(target=lambda: (done.append(trail.chain(batch=7)), connections.close_all())) for _ in "ab"
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done) == waiting == TrailLink.objects.count()
    assert list(trail.faults()) == []


@pytest.mark.parametrize(
    "change",
    [
        "verb = 'other'",
        "reason = 'other'",
        "user_id = 99",
        "unit_id = 99",
        "authority_id = 99",
        "thing = 'user'",
        "thing_id = 99",
        "at = at + interval '1 microsecond'",
        """about = '{"unit": 1}'""",
    ],
)
def test_a_changed_row_is_named_whatever_was_changed(own_database: str, change: str) -> None:
    rows = [leave(number) for number in (1, 2, 3)]
    trail.chain()
    tamper(
        own_database, f"UPDATE famn_trailevent SET {change.replace('{', '{{').replace('}', '}}')} WHERE id = {rows[1]}"
    )
    link = TrailLink.objects.get(event_id=rows[1])
    assert list(trail.faults()) == [Fault("changed", rows[1], link.pk)]


def test_a_missing_row_is_named(own_database: str) -> None:
    rows = [leave(number) for number in (1, 2, 3)]
    trail.chain()
    tamper(own_database, f"DELETE FROM famn_trailevent WHERE id IN ({rows[0]}, {rows[2]})")
    assert [(fault.kind, fault.event_id) for fault in trail.faults()] == [("missing", rows[0]), ("missing", rows[2])]


def test_a_row_taken_away_with_its_link_shows_at_the_row_after_it(own_database: str) -> None:
    rows = [leave(number) for number in (1, 2, 3)]
    trail.chain()
    tamper(own_database, f"DELETE FROM famn_trailevent WHERE id = {rows[1]}")
    owner("ALTER TABLE famn_traillink DISABLE TRIGGER USER", database=own_database)
    owner(f"DELETE FROM famn_traillink WHERE event_id = {rows[1]}", database=own_database)
    assert [fault.event_id for fault in trail.faults()] == [rows[2]]


@given(previous=st.text("0123456789abcdef", min_size=64, max_size=64), number=st.integers(1, 10**12))
def test_the_same_row_after_another_link_has_another_hash(previous: str, number: int) -> None:
    event = TrailEvent(pk=number, at=AT, verb="try_thing", thing="user", thing_id=1, about={}, reason="")
    assert event.fingerprint(previous) == event.fingerprint(previous)
    assert event.fingerprint(previous) != event.fingerprint(event.fingerprint(previous))

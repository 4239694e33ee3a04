"""The commands that the clock and the keeper of an installation use."""

from __future__ import annotations

import datetime as dt
from io import StringIO

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.utils import timezone

from famn import clock
from famn.domain.matters.models import Assignment
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.mail import Letter
from famn.ground.trail import TrailEvent
from tests.databases import owner
from tests.factories import make_assignment, make_matter
from tests.people import build_house


def say(*arguments: str) -> str:
    written = StringIO()
    call_command(*arguments, stdout=written)
    return written.getvalue()


# --- the trail ---------------------------------------------------------------------------------------


def test_verify_chains_first_and_tells_how_many_rows_the_chain_holds(house: object) -> None:
    count = TrailEvent.objects.count()
    said = say("trail", "verify").splitlines()
    assert said[1:] == [f"Rader i kedjan: {count}", "Rader som väntar på att kedjas: 0", "Spåret är orört."]
    assert say("trail", "chain").strip() == "Nya rader i kedjan: 0"


def test_verify_names_changed_and_missing_rows_and_ends_with_a_fault(own_database: str) -> None:
    build_house()
    trail.chain()
    changed, missing = TrailEvent.objects.order_by("pk").values_list("pk", flat=True)[:2]
    owner("ALTER TABLE famn_trailevent DISABLE TRIGGER USER", database=own_database)
    owner(f"UPDATE famn_trailevent SET thing_id = 0 WHERE id = {changed}", database=own_database)
    owner(f"DELETE FROM famn_trailevent WHERE id = {missing}", database=own_database)
    written = StringIO()
    with pytest.raises(CommandError, match="Antal fel i spåret: 2"):
        call_command("trail", "verify", stdout=written)
    said = written.getvalue()
    assert f"Rad {changed} (länk " in said and ") har ändrats." in said
    assert f"Rad {missing} (länk " in said and ") saknas." in said


# --- the clock ---------------------------------------------------------------------------------------


def test_a_tick_chains_the_trail_and_reminds_of_what_is_due_once(anna: Actor) -> None:
    now = timezone.now()
    make_assignment(make_matter(anna), due_date=timezone.localdate(now) - dt.timedelta(days=1))
    Letter.objects.all().delete()
    done = clock.tick(now)
    assert done["chain_trail"] == TrailEvent.objects.exclude(verb="remind_of_assignment").count()
    assert done["remind_of_assignments"] == 1
    assert Assignment.objects.get().told_overdue_at == now
    assert [letter.to for letter in Letter.objects.all()] == [User.objects.get(pk=anna.user_id).email]
    assert clock.tick(now)["remind_of_assignments"] == 0


def test_a_tick_tells_what_was_done_and_with_nothing_due_is_silent(house: object) -> None:
    letters = Letter.objects.count()
    assert f"send_letters: {letters}" in say("tick")
    Letter.objects.all().delete()
    assert say("tick") == ""


def test_sessions_that_have_run_out_are_thrown_away(db: None) -> None:
    now = timezone.now()
    Session.objects.create(session_key="old", session_data="", expire_date=now - dt.timedelta(seconds=1))
    Session.objects.create(session_key="new", session_data="", expire_date=now + dt.timedelta(hours=1))
    assert clock.tick(now)["sweep_sessions"] == 1
    assert list(Session.objects.values_list("session_key", flat=True)) == ["new"]


def test_a_part_that_fails_is_told_and_keeps_no_other_part_from_being_done(
    house: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(at: dt.datetime) -> int:
        raise OSError("on purpose")

    monkeypatch.setattr(clock, "PARTS", (fails, *clock.PARTS))
    with pytest.raises(ExceptionGroup) as caught:
        clock.tick(timezone.now())
    assert [str(fault) for fault in caught.value.exceptions] == ["on purpose"]
    assert not trail.unchained().exists()


# --- states ------------------------------------------------------------------------------------------


def test_the_page_of_states_is_what_the_command_draws() -> None:
    assert say("states").count("stateDiagram-v2") == 18
    call_command("states", "--check")

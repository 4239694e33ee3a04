"""Signing at a service: ordered once, taken home once, and only when it is whole and hers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from pytest_django.fixtures import Settings

from famn import clock
from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.models import JointLetter, Signature, SignedFile, SigningOrder
from famn.domain.agreements.reads import newest_version
from famn.domain.people.rules import Actor
from famn.ground.text import checksum
from famn.ground.trail import TrailEvent
from famn.ground.verdict import Denied, Refused
from famn.outside.signing import check_signed, fake
from tests.domain.agreements.making import HOUR, asked, fresh, sign, vera
from tests.domain.agreements.service import signature_service
from tests.people import AT

BACK = "http://localhost:8000/arbete/skriv-under/x/tillbaka/"
LATER = AT + HOUR
State = SigningOrder.State


@pytest.fixture
def made_up(settings: Settings, tmp_path: Path) -> Iterator[fake.FakeService]:
    """A made-up service that runs, and Famn set up to use it."""
    with signature_service(settings, tmp_path) as service:
        yield service


def order(letter: JointLetter, by: Actor, leg: str = "OPEN_PRESCHOOL") -> SigningOrder:
    signature = asked(letter, leg)
    return actions.order_signature(signature, by=by, at=AT, seen=signature.version.sha256, back=BACK)


def collect(letter: JointLetter, by: Actor, leg: str = "OPEN_PRESCHOOL") -> SigningOrder:
    waiting = reads.newest_order(asked(letter, leg))
    assert waiting is not None
    return actions.collect_order(waiting, by=by, at=LATER)


def test_what_she_signs_at_the_service_is_her_answer_with_its_proof(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor
) -> None:
    made = order(sent, eva)
    assert made.url == f"{made_up.url}/sign/{made.number}"
    made_up.sign(made.number)
    assert collect(sent, eva).state == State.SIGNED
    signature = Signature.objects.select_related("signed_file").get(pk=asked(sent, "OPEN_PRESCHOOL").pk)
    file = signature.signed_file
    assert file is not None
    assert (signature.state, signature.method, signature.factor) == ("signed", "advanced", "")
    assert (file.signer, file.service, file.validated_at) == (eva.name, fake.NAME, LATER)
    assert file.sha256 == checksum(bytes(file.content))
    sent_bytes = bytes(SigningOrder.objects.get().sent)
    assert file.sent_sha256 == checksum(sent_bytes)
    found = check_signed(bytes(file.content), sent=sent_bytes, signer=eva.name, trusted=[made_up.trust])
    assert found.issuer == file.issuer == fake.ISSUER
    assert TrailEvent.objects.filter(verb="sign_at_service").count() == 1


def test_the_three_ways_stand_beside_each_other_and_each_is_called_what_it_is(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor, fia: Actor
) -> None:
    made_up.sign(order(sent, eva).number)
    collect(sent, eva)
    sign(sent, "PREVENTIVE_SOCIAL", fia)
    sign(sent, "CHILD_HEALTH", vera())
    letter = fresh(sent)
    assert letter.state == JointLetter.State.SIGNED
    parts = {part.key: part for part in reads.paper_of(letter, newest_version(letter)).parts}
    assert eva.name in str(parts["advanced"]) and fia.name not in str(parts["advanced"])
    assert fia.name in str(parts["digital"]) and eva.name not in str(parts["digital"])
    assert "inte elektroniska underskrifter enligt lag" in str(parts["digital"])
    assert "signatures" not in parts


def test_asking_again_is_the_same_order(made_up: fake.FakeService, sent: JointLetter, eva: Actor) -> None:
    assert order(sent, eva).pk == order(sent, eva).pk
    assert len(made_up.orders) == 1


def test_an_order_that_was_lost_on_our_side_is_the_same_one_when_she_asks_again(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor
) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        order(sent, eva)
        raise RuntimeError  # killed when the service has answered, before anything is kept
    assert reads.newest_order(asked(sent, "OPEN_PRESCHOOL")) is None
    kept = order(sent, eva)
    assert [*made_up.orders] == [kept.number]


def test_fetching_twice_and_by_the_clock_too_takes_it_home_once(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor
) -> None:
    made_up.sign(order(sent, eva).number)
    collect(sent, eva), collect(sent, eva)
    assert clock.collect_orders(LATER) == 0
    assert SignedFile.objects.count() == 1


def test_the_clock_fetches_for_those_who_never_come_back_and_asks_no_more_often_than_it_must(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor
) -> None:
    made = order(sent, eva)
    assert clock.collect_orders(LATER) == 0
    made_up.sign(made.number)
    assert clock.collect_orders(LATER + dt.timedelta(minutes=4)) == 0
    assert clock.collect_orders(LATER + dt.timedelta(minutes=5)) == 1
    file = SignedFile.objects.get()
    assert file.checked_by == SignedFile.CheckedBy.CLOCK


def test_a_file_that_was_changed_on_the_way_is_refused_and_said_and_she_may_answer_otherwise(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor
) -> None:
    made_up.sign(order(sent, eva).number)
    made_up.spoils = b"\n%"
    refused = collect(sent, eva)
    assert (refused.state, refused.reason) == (State.REFUSED, "Underskriften gäller inte hela filen.")
    assert not SignedFile.objects.exists()
    assert asked(sent, "OPEN_PRESCHOOL").state == Signature.State.WAITING
    assert sign(sent, "OPEN_PRESCHOOL", eva).method == Signature.Method.DIGITAL


def test_somebody_elses_signature_is_not_hers(made_up: fake.FakeService, sent: JointLetter, eva: Actor) -> None:
    made_up.signs_as = "Bo Björk"
    made_up.sign(order(sent, eva).number)
    assert "underskriven av Bo Björk" in collect(sent, eva).reason


def test_one_who_breaks_off_may_try_again(made_up: fake.FakeService, sent: JointLetter, eva: Actor) -> None:
    first = order(sent, eva)
    made_up.orders[first.number].state = fake.DECLINED
    assert collect(sent, eva).state == State.DECLINED
    second = order(sent, eva)
    assert second.number != first.number
    made_up.sign(second.number)
    assert collect(sent, eva).state == State.SIGNED


def test_a_service_that_is_away_lets_what_waits_wait(made_up: fake.FakeService, sent: JointLetter, eva: Actor) -> None:
    made = order(sent, eva)
    made_up.sign(made.number)
    made_up.down = True
    assert clock.collect_orders(LATER) == 0
    made_up.down = False
    assert clock.collect_orders(LATER + HOUR) == 1


def test_settings_that_are_taken_away_for_a_while_give_up_nothing(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor, settings: Settings
) -> None:
    made_up.sign(order(sent, eva).number)
    key, settings.FAMN_ESIGN_KEY = settings.FAMN_ESIGN_KEY, ""
    assert clock.collect_orders(LATER) == 0
    settings.FAMN_ESIGN_KEY = key
    trust, settings.FAMN_ESIGN_TRUST = settings.FAMN_ESIGN_TRUST, "/finns/inte.pem"
    assert clock.collect_orders(LATER + HOUR) == 0
    settings.FAMN_ESIGN_TRUST = trust
    assert clock.collect_orders(LATER + 2 * HOUR) == 1


def test_a_service_that_is_away_takes_no_order_and_none_is_kept(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor
) -> None:
    made_up.down = True
    with pytest.raises(Refused, match="svarar inte just nu"):
        order(sent, eva)
    assert not SigningOrder.objects.exists()


def test_what_was_answered_in_another_way_is_cancelled_at_the_service(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor
) -> None:
    made = order(sent, eva)
    sign(sent, "OPEN_PRESCHOOL", eva)
    assert clock.collect_orders(LATER + HOUR) == 1
    made_up.sign(made.number)
    assert made_up.orders[made.number].state == fake.CANCELLED
    assert asked(sent, "OPEN_PRESCHOOL").method == Signature.Method.DIGITAL


def test_other_words_than_those_on_the_page_are_not_sent(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor
) -> None:
    with pytest.raises(Refused, match="inte den som du läste"):
        actions.order_signature(asked(sent, "OPEN_PRESCHOOL"), by=eva, at=AT, seen="0" * 64, back=BACK)
    assert not made_up.orders


def test_nobody_orders_or_fetches_for_somebody_else(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor, fia: Actor
) -> None:
    with pytest.raises(Denied):
        order(sent, fia)
    made = order(sent, eva)
    with pytest.raises(Denied):
        actions.collect_order(made, by=fia, at=LATER)


def test_without_the_settings_nobody_is_offered_it(sent: JointLetter, eva: Actor, settings: Settings) -> None:
    assert not rules.may_order_signature(eva, asked(sent, "OPEN_PRESCHOOL"))
    with pytest.raises(Denied, match="ingen tjänst"):
        order(sent, eva)


def test_the_database_keeps_the_proof_and_what_was_sent_and_calls_nothing_else_advanced(
    made_up: fake.FakeService, sent: JointLetter, eva: Actor, fia: Actor
) -> None:
    made_up.sign(order(sent, eva).number)
    collect(sent, eva)
    file, done = SignedFile.objects.get(), SigningOrder.objects.get()
    for act in (
        lambda: SignedFile.objects.filter(pk=file.pk).update(signer="Bo Björk"),
        lambda: SignedFile.objects.filter(pk=file.pk).delete(),
        lambda: SigningOrder.objects.filter(pk=done.pk).update(state=State.REFUSED, signed_file=None),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()
    waiting = order(sent, fia, "PREVENTIVE_SOCIAL")
    with pytest.raises(DatabaseError), transaction.atomic():
        SigningOrder.objects.filter(pk=waiting.pk).update(sent=b"annat")
    with pytest.raises(IntegrityError), transaction.atomic():
        rows = Signature.objects.filter(pk=asked(sent, "PREVENTIVE_SOCIAL").pk)
        rows.update(state="signed", method="advanced", settled_at=AT)

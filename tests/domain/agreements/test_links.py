"""The personal link of a signer outside: hashed, for a time, revocable, and for one person."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.models import JointLetter, SignerLink
from famn.domain.people.models import Membership, User
from famn.domain.people.rules import HOUSE, NOBODY, Actor
from famn.ground.text import checksum
from famn.ground.verdict import Denied, Refused
from tests.domain.agreements.making import OUTSIDE, line_of, link_of, newest_mail, token_in, vera
from tests.people import AT

DAY = dt.timedelta(days=1)


def test_the_letter_holds_the_link_and_the_database_only_its_hash(sent: JointLetter) -> None:
    mail = newest_mail(OUTSIDE.email)
    token = token_in(mail)
    link = link_of(sent)
    assert mail.holds_secret
    assert (link.token_sha256, len(token) >= 43) == (checksum(token.encode()), True)
    assert all(token not in str(value) for value in SignerLink.objects.filter(pk=link.pk).values_list()[0])
    found = reads.link_by_token(token)
    assert found is not None
    assert found.pk == link.pk
    assert reads.link_by_token(token[:-1] + "x") is None


def test_the_signer_outside_is_a_person_without_any_place_of_work(sent: JointLetter) -> None:
    person = User.objects.get(email=OUTSIDE.email)
    assert not Membership.objects.filter(user=person).exists()
    assert not person.has_usable_password()
    assert vera().capabilities == frozenset()


def test_a_link_lasts_fourteen_days(sent: JointLetter) -> None:
    link = link_of(sent)
    assert rules.link_holds(link, at=AT + 14 * DAY - dt.timedelta(seconds=1))
    assert "gått ut" in str(rules.link_holds(link, at=AT + 14 * DAY).reason)
    assert reads.link_in_force(link.pk, at=AT + 14 * DAY) is None


def test_a_revoked_link_opens_nothing_and_a_new_one_takes_its_place(sent: JointLetter, at_work: Actor) -> None:
    old = token_in(newest_mail(OUTSIDE.email))
    link = actions.revoke_link(link_of(sent), by=at_work, at=AT)
    assert not rules.link_holds(link, at=AT)
    with pytest.raises(Denied):
        actions.claim_link(link, by=vera(), at=AT)
    newer = actions.invite_signer(line_of(sent, "CHILD_HEALTH"), by=at_work, at=AT)
    assert token_in(newest_mail(OUTSIDE.email)) != old
    assert reads.link_in_force(link.pk, at=AT) == newer, "who has the letter open goes on by the newer link"


def test_the_one_it_names_opens_it_and_nobody_else(sent: JointLetter, at_work: Actor) -> None:
    with pytest.raises(Refused, match="till någon annan"):
        actions.claim_link(link_of(sent), by=at_work, at=AT)
    with pytest.raises(Refused, match="till någon annan"):
        actions.claim_link(link_of(sent), by=NOBODY, at=AT)
    link = actions.claim_link(link_of(sent), by=vera(), at=AT)
    assert (link.claimed_by_id, link.claimed_at) == (vera().user_id, AT)


def test_naming_somebody_else_ends_the_link(sent: JointLetter, at_work: Actor) -> None:
    old = link_of(sent)
    other = actions.Signer("Ylva Yxklyv", "verksamhetschef", "Barnavårdscentralen", "ylva@solrosen.example")
    actions.name_signer(line_of(sent, "CHILD_HEALTH"), by=at_work, at=AT, signer=other)
    old = SignerLink.objects.select_related("line").get(pk=old.pk)
    assert not rules.link_holds(old, at=AT)
    assert "utsett någon annan" in newest_mail(OUTSIDE.email).text


def test_a_reminder_brings_a_new_link_since_the_old_one_is_nowhere_to_be_read(sent: JointLetter) -> None:
    old = token_in(newest_mail(OUTSIDE.email))
    actions.remind_signers(by=HOUSE, at=AT + 6 * DAY)
    new = token_in(newest_mail(OUTSIDE.email))
    assert new != old
    earlier, later = reads.link_by_token(old), reads.link_by_token(new)
    assert earlier is not None
    assert later is not None
    assert not rules.link_holds(earlier, at=AT + 6 * DAY)
    assert later.expires_at == AT + 20 * DAY


def test_another_authority_cannot_touch_the_link(sent: JointLetter, cesar: Actor) -> None:
    with pytest.raises(Denied):
        actions.revoke_link(link_of(sent), by=cesar, at=AT)
    with pytest.raises(Denied):
        actions.invite_signer(line_of(sent, "CHILD_HEALTH"), by=cesar, at=AT)

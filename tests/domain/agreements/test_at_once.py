"""Two people at one agreement at the same moment, on two real connections: no words are signed that nobody saw."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.actions import Term
from famn.domain.agreements.models import AgreementNotice, AgreementReminder, Commitment, JointLetter
from famn.domain.agreements.reads import newest_version
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.mail import Letter
from famn.ground.verdict import Denied, Refused
from tests.domain.agreements.agreeing import TERM, commit, make_agreement, party, send_agreement, signed_agreement
from tests.domain.agreements.making import asked, fresh, manager, sign, user_of
from tests.domain.at_once import overlapping
from tests.people import AT, House, build_house

DAY = dt.timedelta(days=1)


@pytest.fixture
def people(own_database: str) -> House:
    """Anna and Dag of one authority, in a database where work is really committed."""
    return build_house()


@pytest.fixture
def eva(people: House) -> Actor:
    """Head of the open preschool."""
    return manager(people.anna, "Eva Ekorre")


def change(letter: JointLetter, by: Actor, term: Term) -> object:
    """Say for how long it holds."""
    return actions.set_terms(letter, by=by, at=AT, term=term)


def test_who_signs_while_the_term_is_changed_is_told_that_the_words_are_others(people: House, eva: Actor) -> None:
    sent = send_agreement(people.anna, eva, eva)
    signature = asked(sent, "OPEN_PRESCHOOL")
    seen = newest_version(sent).sha256
    _one, two = overlapping(
        lambda: change(sent, people.anna, replace(TERM, notice_months=3)),
        lambda: actions.sign_letter(signature, by=eva, at=AT, factor="totp", seen=seen),
        area_id=None,
    )
    assert isinstance(two, (Denied, Refused)), two
    assert not rules.holds(asked(fresh(sent), "OPEN_PRESCHOOL"))
    assert fresh(sent).state == "draft"


def test_two_who_add_commitments_both_do_and_the_versions_follow_each_other(people: House) -> None:
    letter = make_agreement(people.anna)
    one, two = overlapping(
        lambda: commit(letter, people.anna, what="samtal"),
        lambda: commit(letter, people.anna, what="lek"),
        area_id=None,
    )
    assert isinstance(one, Commitment), one
    assert isinstance(two, Commitment), two
    row = fresh(letter)
    assert row.revision == letter.revision + 2
    assert len(reads.content_of(newest_version(row)).agreed.pledges) == 3  # type: ignore[union-attr]  # an agreement has it


def test_two_who_record_the_same_notice_record_it_once(people: House, eva: Actor) -> None:
    letter = signed_agreement(people.anna, eva, eva)
    first = party(letter)

    def give() -> object:
        return actions.give_notice(letter, by=people.anna, at=AT + DAY, party=first, given_on=(AT + DAY).date())

    one, two = overlapping(give, give, area_id=None)
    assert isinstance(one, AgreementNotice), one
    assert isinstance(two, Refused), two
    assert AgreementNotice.objects.count() == 1


def test_two_who_begin_a_successor_begin_one(people: House, eva: Actor) -> None:
    letter = signed_agreement(people.anna, eva, eva)

    def follow() -> object:
        return actions.follow_agreement(letter, by=people.anna, at=AT + DAY)

    one, two = overlapping(follow, follow, area_id=None)
    assert isinstance(one, JointLetter), one
    assert isinstance(two, Refused), two
    assert JointLetter.objects.filter(terms__follows=letter).count() == 1


def test_two_clocks_remind_once(people: House, eva: Actor) -> None:
    letter = signed_agreement(people.anna, eva, eva)
    at = dt.datetime(2027, 1, 1, 11, tzinfo=dt.UTC)
    one, two = overlapping(
        lambda: actions.remind_of_agreements(by=HOUSE, at=at),
        lambda: actions.remind_of_agreements(by=HOUSE, at=at),
        area_id=None,
    )
    assert sorted([one, two]) == [0, 1]
    assert AgreementReminder.objects.filter(letter=letter).count() == 1
    assert Letter.objects.filter(to=user_of(people.anna).email, subject__contains="Sista dag").count() == 1


def test_who_signs_last_while_a_commitment_is_added_never_signs_it_unseen(people: House, eva: Actor) -> None:
    sent = send_agreement(people.anna, eva, eva)
    sign(sent, "PREVENTIVE_SOCIAL", eva)
    seen, waiting = newest_version(sent).sha256, asked(sent, "OPEN_PRESCHOOL")
    overlapping(
        lambda: actions.sign_letter(waiting, by=eva, at=AT, factor="totp", seen=seen),
        lambda: commit(sent, people.anna, what="mer"),
        area_id=None,
    )
    row = fresh(sent)
    assert (row.state, row.revision) == ("draft", sent.revision + 1)
    assert not rules.holds(asked(row, "OPEN_PRESCHOOL"))

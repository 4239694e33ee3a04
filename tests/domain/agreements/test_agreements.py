"""Cooperation agreements: term, commitments and costs are part of what is signed; what happens afterwards is not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.actions import Term, Words
from famn.domain.agreements.drafting.content import Content
from famn.domain.agreements.drafting.kinds import MINIMUM
from famn.domain.agreements.drafting.templates import Template
from famn.domain.agreements.models import (
    AgreementTerms,
    Commitment,
    CostRow,
    JointLetter,
)
from famn.domain.agreements.reads import content_of, newest_version, paper_of
from famn.domain.matters.models import DocumentKind
from famn.domain.people.rules import Actor
from famn.ground.mail import Letter
from famn.ground.verdict import Denied, Refused
from tests.domain.agreements.agreeing import (
    TERM,
    agreement_template,
    begin,
    commit,
    gaps,
    make_agreement,
    party,
    send_agreement,
    signed_agreement,
    text_of,
)
from tests.domain.agreements.making import (
    asked,
    fresh,
    manager,
    send,
    sign,
    user_of,
    vera,
)
from tests.factories import make_matter
from tests.people import AT
from tests.scenes import scene

DAY = dt.timedelta(days=1)
_NO_COST = "Skriv vad kostnaden är i sin helhet, så går det att se att posterna räcker."


@scene
def agreement(at_work: Actor) -> JointLetter:
    """A draft in which nothing is missing but the signers."""
    return make_agreement(at_work)


@scene
def signed(at_work: Actor, eva: Actor, fia: Actor) -> JointLetter:
    """An agreement that all have signed: through 2027, six months of notice, prolonged a year at a time."""
    return signed_agreement(at_work, eva, fia)


# --- writing ----------------------------------------------------------------------------------------


def test_an_agreement_is_of_its_templates_kind_and_has_the_seven_headings(agreement: JointLetter) -> None:
    content = content_of(newest_version(agreement))
    assert (agreement.kind, content.kind) == ("cooperation", "cooperation")
    assert {one.key for one in MINIMUM} <= {one.key for one in content.sections}
    assert paper_of(agreement, newest_version(agreement)).document_word == "Samverkansavtal"
    assert gaps(agreement) == {}


def test_what_is_missing_is_said_where_it_is_put_in_and_stops_the_signing(at_work: Actor) -> None:
    letter = begin(at_work)
    assert set(gaps(letter)) == {"terms", "commitments"}
    actions.set_terms(letter, by=at_work, at=AT, term=replace(TERM, notice_months=None))
    assert gaps(letter)["terms"] == "Ett avtal som förlängs behöver en uppsägningstid."
    actions.set_terms(letter, by=at_work, at=AT, term=Term(from_date=TERM.from_date))
    assert gaps(letter)["terms"] == "Ett avtal tills vidare behöver en uppsägningstid."
    with pytest.raises(Refused, match="uppsägningstid"):
        actions.send_letter(letter, by=at_work, at=AT)
    actions.set_terms(letter, by=at_work, at=AT, term=TERM)
    commit(letter, at_work)
    assert gaps(letter) == {}


def test_a_heading_of_the_seven_without_text_stops_the_signing_and_own_headings_may_be_added(
    agreement: JointLetter, at_work: Actor
) -> None:
    content = content_of(newest_version(agreement))
    words = Words(
        title=content.title,
        aim=content.aim,
        texts={"direction": "", "tillagd": "nej"},
        values=content.values,
        own=(("Årets gång", "Vi planerar i april."), ("", "")),
    )
    actions.save_letter(agreement, by=at_work, at=AT, base=agreement.revision, words=words)
    after = content_of(newest_version(fresh(agreement)))
    assert gaps(agreement) == {"sections.direction": "Under ”Inriktning för fortsatt utveckling” står inget än."}
    assert [one.heading for one in after.sections][-1] == "Årets gång"
    assert {one.key for one in MINIMUM} <= {one.key for one in after.sections}
    with pytest.raises(Refused, match="Skriv en rubrik"):
        actions.save_letter(
            agreement, by=at_work, at=AT, base=fresh(agreement).revision, words=replace(words, own=(("", "Utan"),))
        )


def test_a_letter_of_intent_takes_no_headings_of_its_own_and_has_no_terms(letter: JointLetter, at_work: Actor) -> None:
    content = content_of(newest_version(letter))
    words = Words(content.title, content.aim, {}, content.values, own=(("Eget", "Text"),))
    actions.save_letter(letter, by=at_work, at=AT, base=1, words=words)
    assert fresh(letter).revision == 1
    with pytest.raises(Denied):
        actions.set_terms(letter, by=at_work, at=AT, term=TERM)
    assert not AgreementTerms.objects.exists()
    assert "agreed" not in newest_version(letter).content


def test_versions_from_before_agreements_read_as_they_did(letter: JointLetter) -> None:
    version = newest_version(letter)
    assert set(version.content) == {"title", "aim", "parties", "sections", "values", "goals", "lines"}
    assert Content.from_json(version.content).checksum(version.head) == version.sha256


def test_term_commitments_and_costs_stand_in_the_paper_as_tables(agreement: JointLetter, at_work: Actor) -> None:
    commit(agreement, at_work, amount=Decimal(8), what="samtalsledare")
    commit(agreement, at_work, party=party(agreement, 1), kind="money", amount=Decimal(40_000), per="year", what="fika")
    actions.set_split(agreement, by=at_work, at=AT, split="share", cost=100_001)
    for nth, percent in enumerate(("62.5", "37.5")):
        actions.add_cost_row(agreement, by=at_work, at=AT, party=party(agreement, nth), percent=Decimal(percent))
    assert "Gäller från och med\t1 januari 2025" in text_of(agreement, "terms")
    assert "Sista dag för uppsägning, första gången\t30 juni 2027" in text_of(agreement, "terms")
    said = text_of(agreement, "commitments").replace("\N{NO-BREAK SPACE}", " ")
    assert "föräldrastödjare\t12,5 timmar per vecka" in said
    assert "Ekbackens kommun\t20,5 timmar per vecka" in said, "sums by party and kind"
    assert "Solrosens vårdcentral AB\t40 000 kronor per år" in said
    costs = text_of(agreement, "costs").replace("\N{NO-BREAK SPACE}", " ")
    assert "Ekbackens kommun\t62,5 procent\t62 501 kronor" in costs
    assert "Solrosens vårdcentral AB\t37,5 procent\t37 500 kronor" in costs
    assert "Summa\t100 procent\t100 001 kronor" in costs


@pytest.mark.parametrize(
    ("split", "cost", "rows", "wrong"),
    [
        ("share", None, ["60", "30"], "10 procent av kostnaden återstår att fördela."),
        ("share", None, ["60", "50"], "Andelarna blir 10 procent för mycket tillsammans."),
        ("share", None, ["66.67", "33.33"], None),
        ("post", 400_000, [300_000, 50_000], "50 000 kronor av kostnaden återstår att fördela."),
        ("post", 400_000, [300_000, 150_000], "Posterna blir 50 000 kronor mer än kostnaden."),
        (
            "post",
            None,
            [300_000, 100_000],
            "Skriv vad kostnaden är i sin helhet, så går det att se att posterna räcker.",
        ),
        ("post", 400_000, [300_000, 100_000], None),
        ("own", None, [], None),
    ],
)
def test_costs_that_are_not_the_whole_are_told_kindly_and_stop_the_signing(
    agreement: JointLetter, at_work: Actor, split: str, cost: int | None, rows: list[str | int], wrong: str | None
) -> None:
    actions.set_split(agreement, by=at_work, at=AT, split=split, cost=cost)
    for nth, amount in enumerate(rows):
        percent = Decimal(amount) if isinstance(amount, str) else None
        yearly = amount if isinstance(amount, int) else None
        actions.add_cost_row(
            agreement, by=at_work, at=AT, party=party(agreement, nth), what="Post", percent=percent, yearly=yearly
        )
    said = gaps(agreement).get("costs")
    assert (said.replace("\N{NO-BREAK SPACE}", " ") if said else None) == wrong
    if wrong:
        with pytest.raises(Refused):
            actions.send_letter(agreement, by=at_work, at=AT)


def test_another_way_of_splitting_begins_with_no_rows(agreement: JointLetter, at_work: Actor) -> None:
    actions.set_split(agreement, by=at_work, at=AT, split="share", cost=None)
    actions.add_cost_row(agreement, by=at_work, at=AT, party=party(agreement), percent=Decimal(100))
    with pytest.raises(Refused, match="redan en andel"):
        actions.add_cost_row(agreement, by=at_work, at=AT, party=party(agreement), percent=Decimal(10))
    actions.set_split(agreement, by=at_work, at=AT, split="post", cost=10)
    assert not CostRow.objects.exists()


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"amount": Decimal(0)}, "hur mycket"),
        ({"what": " "}, "Skriv vad"),
        ({"kind": "gold"}, "Välj vad"),
        ({"per": "blue moon"}, "hur ofta"),
    ],
)
def test_a_commitment_says_who_what_and_how_much(
    agreement: JointLetter, at_work: Actor, values: dict[str, object], why: str
) -> None:
    with pytest.raises(Refused, match=why):
        commit(agreement, at_work, **values)


def test_a_commitment_is_of_a_party_of_this_agreement(agreement: JointLetter, at_work: Actor) -> None:
    other = make_agreement(at_work)
    with pytest.raises(Refused, match="parterna"):
        commit(agreement, at_work, party=party(other))


def test_a_party_takes_its_commitments_and_costs_with_it(agreement: JointLetter, at_work: Actor) -> None:
    actions.set_split(agreement, by=at_work, at=AT, split="share", cost=None)
    actions.add_cost_row(agreement, by=at_work, at=AT, party=party(agreement), percent=Decimal(100))
    actions.drop_letter_party(party(agreement), by=at_work, at=AT)
    assert not Commitment.objects.exists()
    assert not CostRow.objects.exists()


def test_days_in_the_wrong_order_and_months_beyond_reason_are_refused(agreement: JointLetter, at_work: Actor) -> None:
    for term, field in (
        (Term(TERM.to_date, TERM.from_date), "to_date"),
        (replace(TERM, notice_months=0), "notice_months"),
        (replace(TERM, prolong_months=9_999), "prolong_months"),
    ):
        with pytest.raises(Refused) as refused:
            actions.set_terms(agreement, by=at_work, at=AT, term=term)
        assert refused.value.field == field


def test_another_authority_changes_nothing(agreement: JointLetter, cesar: Actor) -> None:
    for act in (
        lambda: actions.set_terms(agreement, by=cesar, at=AT, term=TERM),
        lambda: commit(agreement, cesar),
        lambda: actions.set_split(agreement, by=cesar, at=AT, split="own", cost=None),
    ):
        with pytest.raises(Denied):
            act()


# --- signing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda one, by: actions.set_terms(one, by=by, at=AT, term=replace(TERM, notice_months=3)),
        lambda one, by: commit(one, by, what="mer"),
        lambda one, by: actions.drop_commitment(Commitment.objects.get(letter=one), by=by, at=AT),
        lambda one, by: actions.set_split(one, by=by, at=AT, split="share", cost=None),
    ],
)
def test_a_changed_term_voids_what_was_signed(
    at_work: Actor, eva: Actor, fia: Actor, change: Callable[[JointLetter, Actor], object]
) -> None:
    sent = send_agreement(at_work, eva, fia)
    sign(sent, "OPEN_PRESCHOOL", eva)
    change(sent, at_work)
    after = fresh(sent)
    assert (after.state, after.revision) == ("draft", sent.revision + 1)
    assert not rules.holds(asked(after, "OPEN_PRESCHOOL"))
    assert "gäller inte längre" in Letter.objects.filter(to=user_of(eva).email).order_by("-pk")[0].text


def test_the_same_terms_are_no_change(at_work: Actor, eva: Actor, fia: Actor) -> None:
    sent = send_agreement(at_work, eva, fia)
    actions.set_terms(sent, by=at_work, at=AT, term=TERM)
    assert fresh(sent).state == "signing"


def test_a_signed_agreement_becomes_a_document_of_its_kind(at_work: Actor, eva: Actor, fia: Actor) -> None:
    letter = make_agreement(at_work, matter=make_matter(at_work))
    sent = send(letter, at_work, eva, fia)
    for leg, by in (("OPEN_PRESCHOOL", eva), ("PREVENTIVE_SOCIAL", fia), ("CHILD_HEALTH", vera())):
        sign(sent, leg, by)
    document = reads.full_letter(sent).document
    assert document is not None
    assert document.kind == DocumentKind.COOPERATION_AGREEMENT
    assert "Åtaganden" in [one["heading"] for one in document.sections]


@pytest.mark.parametrize(
    "change",
    [
        lambda one: AgreementTerms.objects.filter(letter=one).update(notice_months=1),
        lambda one: AgreementTerms.objects.filter(letter=one).delete(),
        lambda one: Commitment.objects.filter(letter=one).update(amount=1),
        lambda one: Commitment.objects.filter(letter=one).delete(),
        lambda one: Commitment.objects.create(
            letter=one, party=party(one), number=9, kind="hours", amount=1, per="week", what="smuget in"
        ),
        lambda one: CostRow.objects.create(letter=one, party=party(one), number=9, percent=100),
    ],
)
def test_the_database_keeps_what_was_signed(signed: JointLetter, change: Callable[[JointLetter], object]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        change(signed)


def test_no_row_moves_from_one_agreement_to_another(signed: JointLetter, at_work: Actor) -> None:
    draft = make_agreement(at_work)
    with pytest.raises(DatabaseError), transaction.atomic():
        Commitment.objects.filter(letter=signed).update(letter=draft)


# --- templates --------------------------------------------------------------------------------------


def test_a_template_may_add_headings_but_never_take_one_of_the_seven_away(anna: Actor) -> None:
    boss = manager(anna, "Märta Mossa")
    mine = actions.copy_letter_template(agreement_template(), by=boss, at=AT, name="Vårt avtal")
    assert mine.kind == "cooperation"
    body = Template.from_json(mine.body)
    for point in MINIMUM:
        less = replace(body, sections=tuple(one for one in body.sections if one.key != point.key))
        with pytest.raises(Refused, match=point.what):
            actions.change_letter_template(mine, by=boss, at=AT, body=less)
    fewer = replace(body, sections=body.sections[:7])
    newer = actions.change_letter_template(mine, by=boss, at=AT, body=fewer)
    assert (newer.kind, newer.version) == ("cooperation", 2)
    more = replace(fewer, sections=(*fewer.sections, replace(body.sections[0], key="egen_1", heading="Eget")))
    assert actions.change_letter_template(newer, by=boss, at=AT, body=more).version == 3

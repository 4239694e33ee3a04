"""Agreements in the demo: one in force whose last day for notice is near, one that is being signed, and a draft.

Their days follow from the day the demo is put in, so that the register always has something near. The parties, the
sums and everybody who signs are invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from django.utils import timezone

from famn.domain.agreements import actions, reads
from famn.domain.agreements.actions import AssignmentFacts, CommitmentFacts, PartyFacts, Signer, Term
from famn.domain.agreements.drafting.course import end_after, last_day_of_notice
from famn.domain.agreements.models import AssignmentLevel, Commitment, JointLetter, LetterKind, LetterTemplate
from famn.domain.establishment import actions as establishment
from famn.domain.establishment.models import Initiative
from famn.domain.people.models import Authority, Leg, Place, Principal, User
from famn.domain.people.rules import Actor, standing
from famn.ground.stockholm import moment_of
from famn.outside.pdf import compile_pdf
from famn.seeds.steering import HEALTH, shared_goal

_LOCAL: Final = (Leg.OPEN_PRESCHOOL.value, Leg.PREVENTIVE_SOCIAL.value)
_NEAR: Final = dt.timedelta(days=24)
_VALUES: Final = {
    "aldrar": "0–6 år",
    "samlokalisering": "i samma hus, två trappor från torget",
    "kompetens": "En dag om året utbildar sig alla tillsammans.",
    "styrgrupp": "fyra gånger om året",
    "samordning": "Föräldrarådgivaren hos stadsdelen samordnar på en fjärdedel av sin tid.",
    "mal": "att alla nyblivna föräldrar får en inbjudan och att fler pappor kommer till öppna förskolan",
    "inriktning": "samtalen med pappor och med familjer som är nya i Sverige",
    "hyresgast": "Stadsdelsnämnden",
}


def load(actors: Mapping[str, Actor]) -> None:
    """One in force with something noted, one on its way, and one that is being written."""
    today = timezone.localdate()
    _in_force(actors["Yusuf Rölleka"], today)
    _being_signed(actors["Leila Backtimjan"], today)
    _being_written(actors["Hassan Lingonris"], today)


def _in_force(yusuf: Actor, today: dt.date) -> None:
    """Signed in ink three years ago. It is prolonged a year at a time, and the last day for notice is near."""
    end = _end_with_notice_near(today)
    begins = end_after(end, -36, 1) + dt.timedelta(days=1)
    at = moment_of(begins - dt.timedelta(days=40), dt.time(10))
    letter = _begin(yusuf, at, "0180-rinkeby-kista", "Rinkeby-Kista", "Rinkeby barnavårdscentral")
    term = Term(begins, end, notice_months=6, prolong_months=12, review_on=end - dt.timedelta(days=300))
    actions.set_terms(letter, by=yusuf, at=at, term=term)
    board, clinic = reads.parties_of(letter)
    for facts in (
        CommitmentFacts(board, "posts", Decimal("1.5"), "always", "föräldrarådgivare"),
        CommitmentFacts(board, "rooms", Decimal(4), "always", "öppna förskolan och samtalsrum"),
    ):
        actions.add_commitment(letter, by=yusuf, at=at, facts=facts)
    nurse = CommitmentFacts(clinic, "hours", Decimal(20), "week", "barnsjuksköterska på plats")
    late = actions.add_commitment(letter, by=yusuf, at=at, facts=nurse)
    actions.set_split(letter, by=yusuf, at=at, split="share", cost=840_000)
    for party, percent in ((board, Decimal(65)), (clinic, Decimal(35))):
        actions.add_cost_row(letter, by=yusuf, at=at, party=party, percent=percent)
    for line, name in zip(reads.lines_of(letter), ("Hedda Kråkvicker", "Nils Vitsippa", "Mona Gökärt"), strict=True):
        actions.name_signer(line, by=yusuf, at=at, signer=Signer(name, line.role))
    actions.send_letter(letter, by=yusuf, at=at)
    _sign_in_ink(letter, yusuf, at + dt.timedelta(days=9))
    _afterwards(letter, late, yusuf, begins, today)


def _afterwards(letter: JointLetter, late: Commitment, yusuf: Actor, begins: dt.date, today: dt.date) -> None:
    """The region's assignment to the clinic, and a commitment that is not quite kept."""
    clinic = reads.parties_of(letter)[1]
    level = AssignmentLevel.objects.get(authority=None, number=3)
    at = moment_of(today - dt.timedelta(days=20), dt.time(14))
    actions.record_paid_assignment(
        letter,
        by=yusuf,
        at=at,
        facts=AssignmentFacts(clinic, "Barnavårdscentralen", "Uppdrag familjecentral", level, begins),
    )
    noted = actions.note_shortfall(
        late,
        by=yusuf,
        at=at,
        seen_on=today - dt.timedelta(days=21),
        text="Under hösten har barnsjuksköterskan varit på plats omkring tolv timmar i veckan.",
        follow_up_on=today + dt.timedelta(days=10),
    )
    actions.follow_up_shortfall(
        noted,
        by=yusuf,
        at=at + dt.timedelta(days=6),
        text="Mottagningen söker en ny medarbetare. Två kandidater finns.",
        follow_up_on=today + dt.timedelta(days=10),
    )


def _being_signed(leila: Actor, today: dt.date) -> None:
    """Sent three days ago: a colleague and somebody outside have yet to answer."""
    at = moment_of(today - dt.timedelta(days=3), dt.time(10))
    letter = _begin(leila, at, "0180-spanga-tensta", "Spånga-Tensta", "Lokal barnavårdscentral")
    begins = dt.date(today.year + 1, 1, 1)
    term = Term(begins, dt.date(today.year + 3, 12, 31), notice_months=6, prolong_months=24)
    actions.set_terms(letter, by=leila, at=at, term=term)
    party = reads.parties_of(letter)[0]
    facts = CommitmentFacts(party, "hours", Decimal(16), "week", "öppna förskolan för de minsta")
    actions.add_commitment(letter, by=leila, at=at, facts=facts)
    first, second, third = reads.lines_of(letter)
    me = User.objects.get(pk=standing(leila).user_id)
    actions.name_signer(first, by=leila, at=at, signer=Signer(leila.name, "koordinator", leila.unit_name, user=me))
    actions.name_signer(second, by=leila, at=at, signer=Signer("Sigge Blåhallon", "enhetschef", "Föräldrastödet"))
    outside = Signer("Rut Liljekonvalj", "verksamhetschef", "Barnavårdscentralen", "rut.liljekonvalj@lokalbvc.example")
    actions.name_signer(third, by=leila, at=at, signer=outside)
    actions.send_letter(letter, by=leila, at=at)


def _being_written(hassan: Actor, today: dt.date) -> None:
    """Begun last week: a post is not paid by anybody yet, and nobody is named to sign."""
    at = moment_of(today - dt.timedelta(days=6), dt.time(13))
    letter = _begin(hassan, at, "0180-enskede-arsta-vantor", "Enskede-Årsta-Vantör", "Dungens barnavårdscentral")
    term = Term(dt.date(today.year + 1, 1, 1), None, notice_months=12, review_on=dt.date(today.year + 1, 10, 31))
    actions.set_terms(letter, by=hassan, at=at, term=term)
    board, clinic = reads.parties_of(letter)
    for facts in (
        CommitmentFacts(board, "posts", Decimal(1), "always", "föräldrarådgivare"),
        CommitmentFacts(board, "hours", Decimal(12), "week", "öppna förskolan"),
        CommitmentFacts(board, "hours", Decimal("4.5"), "week", "samordning"),
        CommitmentFacts(clinic, "hours", Decimal(8), "week", "barnsjuksköterska på plats"),
    ):
        actions.add_commitment(letter, by=hassan, at=at, facts=facts)
    actions.cite_letter_goals(letter, by=hassan, at=at, goals=[shared_goal(HEALTH, 2)])
    actions.set_split(letter, by=hassan, at=at, split="post", cost=410_000)
    actions.add_cost_row(letter, by=hassan, at=at, party=board, what="Hyra", yearly=320_000)
    actions.add_cost_row(letter, by=hassan, at=at, party=clinic, what="Städning och larm", yearly=54_000)


def _begin(by: Actor, at: dt.datetime, place: str, words: str, clinic: str) -> JointLetter:
    """An agreement between a district and a clinic, tied to the district's initiative."""
    board = Authority.objects.get(pk=standing(by).authority_id)
    letter = actions.start_letter(
        by=by,
        at=at,
        template=LetterTemplate.objects.get(kind=LetterKind.COOPERATION, authority=None, is_current=True),
        aim="full",
        parties=(
            PartyFacts(board.name, Principal.Kind.MUNICIPALITY, _LOCAL, board),
            PartyFacts(clinic, Principal.Kind.PROVIDER, (Leg.CHILD_HEALTH.value,)),
        ),
        values=_VALUES | {"plats": words},
        place=Place.objects.get(code=place),
    )
    initiative = Initiative.objects.get(authority=board, place__code=place)
    establishment.tie_letter(initiative, by=by, at=at, letter=letter)
    return letter


def _sign_in_ink(letter: JointLetter, by: Actor, at: dt.datetime) -> None:
    """One paper with everybody's signature."""
    whole = reads.full_letter(letter)
    paper = reads.paper_of(whole, reads.newest_version(whole))
    actions.record_paper(
        letter,
        by=by,
        at=at,
        lines=reads.lines_of(letter),
        name="samverkansavtal-undertecknat.pdf",
        content=compile_pdf(paper.as_json(), at=at.astimezone(dt.UTC)),
        signed_on=timezone.localdate(at),
        seen_by=f"{by.name}, samordnare",
    )


def _end_with_notice_near(today: dt.date) -> dt.date:
    """The last day of a month so that the last day for six months of notice is soon but not yet."""
    near = today + _NEAR
    month = dt.date(near.year, near.month, 1)
    last = month - dt.timedelta(days=1)  # the last day of the month before the one that `near` is in
    while last < today + dt.timedelta(days=3):
        last = end_after(last, 1, 1)
    end = end_after(last, 6, 1)
    assert last_day_of_notice(end, 6) == last  # noqa: S101 - the demo is about this very day
    return end

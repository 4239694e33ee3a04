"""What an agreement's tables say is read back from PDF and from Word: every term, commitment, cost and signer."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from typing import Any, Final

from django.utils.formats import date_format
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from famn.domain.agreements.drafting.agreed import Agreed, Payment, Pledge
from famn.domain.agreements.drafting.content import Line, Party
from famn.domain.agreements.drafting.course import last_day_of_notice
from famn.domain.agreements.drafting.paper import Signer, compose
from famn.domain.matters.drafting.paper import Paper
from famn.ground.text import squeeze
from famn.seeds.agreements import AGREEMENT
from tests.domain.agreements.test_paper import FORMATS, HEAD, PARTIES, Printed, read

TABLES: Final = ("Avtalstid", "Åtaganden", "Åtaganden sammanlagt", "Kostnader")
UNITS: Final = {"hours": "timm", "posts": "tjänst", "rooms": "rum", "money": "kron"}
TIMES: Final = {"week": "per vecka", "month": "per månad", "year": "per år", "once": "en gång", "always": ""}
LAXA: Final = Agreed(
    from_date=dt.date(2025, 1, 1),
    to_date=dt.date(2027, 12, 31),
    notice_months=6,
    prolong_months=12,
    review_on=dt.date(2027, 3, 1),
    under="Länets överenskommelse från 2019",
    split="share",
    cost=840_001,
    pledges=(
        Pledge("Laxå kommun", "hours", Decimal("12.5"), "week", "öppna förskolan"),
        Pledge("Laxå kommun", "hours", Decimal(10), "week", "föräldrastödjare"),
        Pledge("Mama Mia City", "posts", Decimal("1.5"), "always", "barnmorska"),
    ),
    payments=(Payment("Laxå kommun", percent=Decimal("65.5")), Payment("Mama Mia City", percent=Decimal("34.5"))),
)


def printed_agreement(agreed: Agreed, parties: tuple[Party, ...], names: Iterable[str]) -> Paper:
    """The paper of an agreement in the form that all share, for these people to sign."""
    lines = tuple(Line(one.name, leg, AGREEMENT.role_of(leg)) for one in parties for leg in one.legs)
    words = AGREEMENT.begun(aim="full", values=dict.fromkeys(AGREEMENT.names(), "Ett svar"))
    signers = [Signer(line.role, line.party, name) for line, name in zip(lines, names, strict=False)]
    return compose(replace(words, parties=parties, lines=lines, agreed=agreed), AGREEMENT, HEAD, signers)


def tables_of(found: Mapping[str, Any]) -> dict[str, str]:
    """What stands under each heading from the term on, on one line, in the order of the paper."""
    said = [(one["heading"], squeeze(one["text"])) for one in found["sections"]]
    first = [heading for heading, _text in said].index("Avtalstid")
    return dict(said[first:])


def assert_in_order(text: str, facts: Iterable[str]) -> None:
    """Each fact stands in the text, after the one before it."""
    at = 0
    for fact in facts:
        found = text.find(fact, at)
        assert found >= 0, f"{fact!r} is not in {text[at:]!r}"
        at = found + len(fact)


# --- what the paper must tell, worked out from the values alone --------------------------------------


def number(value: Decimal | int) -> str:
    """As Swedish writes it, with common spaces: 12 500,5."""
    whole, _dot, rest = f"{value:,.2f}".partition(".")
    return f"{whole.replace(',', ' ')},{rest}".rstrip("0").rstrip(",")


def day(value: dt.date) -> str:
    return date_format(value, "j F Y")


def term_facts(agreed: Agreed) -> Iterator[str]:
    yield from (day(one) for one in (agreed.from_date, agreed.to_date) if one)
    if agreed.to_date is None:
        yield "Tills vidare"
    if agreed.notice_months:
        yield f"{agreed.notice_months} månad"
    if agreed.to_date and agreed.prolong_months and agreed.notice_months:
        yield f"{agreed.prolong_months} månad"
        yield day(last_day_of_notice(agreed.to_date, agreed.notice_months))
    yield from filter(None, (agreed.review_on and day(agreed.review_on), agreed.under, agreed.follows))


def much(kind: str, amount: Decimal, per: str) -> tuple[str, str]:
    return f"{number(amount)} {UNITS[kind]}", TIMES[per]


def pledge_facts(agreed: Agreed) -> Iterator[str]:
    for one in agreed.pledges:
        yield from (one.party, one.what, *much(one.kind, one.amount, one.per))


def sum_facts(agreed: Agreed) -> Iterator[str]:
    total: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for one in agreed.pledges:
        total[one.party, one.kind, one.per] += one.amount
    for (party, kind, per), amount in total.items():
        yield from (party, *much(kind, amount, per))


def cost_facts(agreed: Agreed) -> Iterator[str]:
    if agreed.split == "own":
        yield "Varje part står för sina egna kostnader."
        return
    for one in agreed.payments:
        yield from (one.what, one.party) if one.what else (one.party, f"{number(one.percent or 0)} procent")
        if one.yearly is not None:
            yield f"{number(one.yearly)} kronor"
    yield "Summa"
    if agreed.split == "share":
        yield "100 procent"
    yield f"{number(agreed.cost or 0)} kronor"


def check(found: Mapping[str, Any], agreed: Agreed, parties: tuple[Party, ...], names: list[str]) -> None:
    """Everything of the agreement is in what was read, under the right heading and in order."""
    assert found["kind"] == "cooperation_agreement"
    assert found["parties"] == [one.name for one in parties]
    told = tables_of(found)
    adds_up = len({(one.party, one.kind, one.per) for one in agreed.pledges}) < len(agreed.pledges)
    assert list(told) == [one for one in TABLES if adds_up or one != "Åtaganden sammanlagt"]
    assert_in_order(told["Avtalstid"], term_facts(agreed))
    assert_in_order(told["Åtaganden"], pledge_facts(agreed))
    assert_in_order(told.get("Åtaganden sammanlagt", ""), sum_facts(agreed) if adds_up else ())
    assert_in_order(told["Kostnader"], cost_facts(agreed))
    posts = [f"{AGREEMENT.role_of(leg)}, {one.name}" for one in parties for leg in one.legs]
    assert [(one["name"], one["title"]) for one in found["signatories"]] == list(zip(names, posts, strict=True))


@FORMATS
def test_an_agreement_is_read_back_with_every_fact_of_its_tables(printed: Printed) -> None:
    names = ["Arvid Tallkotte", "Siv Brunört", "Maj Kornvallmo", "Sofia Vitmossa"]
    found = read(printed(printed_agreement(LAXA, PARTIES, names)))
    check(found, LAXA, PARTIES, names)
    told = tables_of(found)
    assert "Sista dag för uppsägning, första gången 30 juni 2027" in told["Avtalstid"]
    assert "Laxå kommun 22,5 timmar per vecka Mama Mia City 1,5 tjänster" in told["Åtaganden sammanlagt"]
    assert "Laxå kommun 65,5 procent 550 201 kronor Mama Mia City 34,5 procent 289 800 kronor" in told["Kostnader"]
    assert found["warnings"] == []


# --- agreements made up ------------------------------------------------------------------------------

WHOSE: Final = (
    *("Björkviks kommun", "Region Granhult", "Ängsö Barn & Familj AB", "Solrosens vårdcentral AB"),
    *("Granhults stadsdelsnämnd", "Föreningen Kärrtorp"),
)
WHAT: Final = (
    *("öppna förskolan", "barnmorska på plats", "kurator *vid behov*", "tid för planering, 50 % av en tjänst"),
    *("samtalsrum #1 [stora salen]", "material: leksaker, böcker & fika", "Föräldrastödsprogrammet $ABC_1"),
    "ledning av arbetsgruppen, kontakten med hyresvärden, gemensam utbildning och handledning för alla som arbetar på "
    "familjecentralen, samt en föräldrautbildningssamordnarbefattning",
)
POSTS: Final = ("Hyra", "Städning och larm", "Samordnare, halvtid", "Gemensam utbildning för personalen")
ABOVE: Final = ("", "Regional överenskommelse om familjecentraler 2024–2030", "Länets avtal (dnr RG 2019/44)")
NAMES: Final = ("Elvira Provström", "Ove Exempelius", "Anna-Karin Testlund", "Åke Övningsson", "Örjan Skissberg")
DAYS: Final = st.dates(dt.date(2020, 1, 1), dt.date(2035, 12, 31))
AMOUNTS: Final = st.decimals(Decimal("0.01"), Decimal("999999.99"), places=2)


@st.composite
def terms(draw: st.DrawFn) -> Agreed:
    """An agreement for a while, prolonged or not, or until somebody ends it."""
    first = draw(DAYS)
    last = draw(st.none() | st.dates(first, dt.date(2040, 12, 31)))
    return Agreed(
        from_date=first,
        to_date=last,
        notice_months=draw(st.integers(1, 24)),
        prolong_months=draw(st.none() | st.integers(1, 36)) if last else None,
        review_on=draw(st.none() | DAYS),
        under=draw(st.sampled_from(ABOVE)),
        follows=draw(st.sampled_from(ABOVE)),
    )


@st.composite
def costs(draw: st.DrawFn, parties: tuple[Party, ...]) -> dict[str, Any]:
    """Each for itself, by shares that are the whole, or by posts that are."""
    split = draw(st.sampled_from(("own", "share", "post")))
    if split == "own":
        return {"split": split}
    if split == "post":
        prices = draw(st.lists(st.integers(1, 5_000_000), min_size=1, max_size=4))
        payers = [draw(st.sampled_from(parties)).name for _price in prices]
        rows = tuple(Payment(who, what, yearly=one) for who, what, one in zip(payers, POSTS, prices, strict=False))
        return {"split": split, "cost": sum(prices), "payments": rows}
    cuts = sorted(draw(st.lists(st.integers(0, 10_000), min_size=len(parties) - 1, max_size=len(parties) - 1)))
    edges = [0, *cuts, 10_000]
    percents = [Decimal(after - before) / 100 for before, after in pairwise(edges)]
    shares = tuple(Payment(one.name, percent=percent) for one, percent in zip(parties, percents, strict=True))
    return {"split": split, "cost": draw(st.integers(1, 20_000_000)), "payments": shares}


@st.composite
def agreements(draw: st.DrawFn) -> tuple[Agreed, tuple[Party, ...], list[str]]:
    """What is agreed on, between whom, and who signs."""
    whose = draw(st.lists(st.sampled_from(WHOSE), min_size=2, max_size=4, unique=True))
    legs = ("OPEN_PRESCHOOL", "CHILD_HEALTH", "MIDWIFERY", "PREVENTIVE_SOCIAL")
    parties = tuple(Party(name, "municipality", (leg,)) for name, leg in zip(whose, legs, strict=False))
    pledges = st.builds(
        Pledge,
        party=st.sampled_from(whose),
        kind=st.sampled_from(sorted(UNITS)),
        amount=AMOUNTS,
        per=st.sampled_from(sorted(TIMES)),
        what=st.sampled_from(WHAT),
    )
    agreed = replace(
        draw(terms()), pledges=tuple(draw(st.lists(pledges, min_size=1, max_size=8))), **draw(costs(parties))
    )
    return agreed, parties, draw(st.permutations(NAMES))[: len(parties)]


@FORMATS
def test_every_fact_of_any_agreement_is_read_back(printed: Printed) -> None:
    # The same agreements each time, as in the round trip of reports: a paper's lines break where they may.
    @seed(1)
    @settings(
        max_examples=20, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
    )
    @given(agreements())
    def holds(case: tuple[Agreed, tuple[Party, ...], list[str]]) -> None:
        agreed, parties, names = case
        found = read(printed(printed_agreement(agreed, parties, names)))
        check(found, agreed, parties, names)

    holds()


def test_shares_in_print_add_up_to_the_cost_to_the_last_krona() -> None:
    thirds = [Decimal("33.33"), Decimal("33.33"), Decimal("33.34")]
    rows = replace(
        LAXA, cost=1_000_001, payments=tuple(Payment(f"Part {at}", percent=one) for at, one in enumerate(thirds))
    ).payment_rows()
    money = [int("".join(filter(str.isdigit, row[2]))) for row in rows]
    assert sum(money[:-1]) == money[-1] == 1_000_001

"""What an agreement has besides its words, at one version: its term, commitments and costs. Plain values.

The tables hold the same in rows while it is written. This is the picture of them that is signed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from famn.domain.agreements.drafting.course import last_day_of_notice
from famn.domain.agreements.drafting.sums import money_left, percent_left, shared_out, sums

SHARE: Final = "share"
POST: Final = "post"
_MONTHS: Final = (
    *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober"),
    *("november", "december"),
)
_UNITS: Final = {"hours": "timmar", "posts": "tjänster", "rooms": "rum", "money": "kronor"}
_ONE: Final = {"hours": "timme", "posts": "tjänst", "rooms": "rum", "money": "krona"}
_TIMES: Final = {"week": "per vecka", "month": "per månad", "year": "per år", "once": "en gång", "always": ""}


@dataclass(frozen=True, slots=True)
class Pledge:
    """A commitment of a party, named as in the agreement: how much, how often, and of what."""

    party: str
    kind: str
    amount: Decimal
    per: str
    what: str

    @property
    def words(self) -> str:
        """How much and how often: "12,5 timmar per vecka"."""
        return amount_words(self.kind, self.amount, self.per)


@dataclass(frozen=True, slots=True)
class Payment:
    """A part of the cost: a share in percent, or a post in whole SEK a year."""

    party: str
    what: str = ""
    percent: Decimal | None = None
    yearly: int | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """All of it. Days and months as in `course.Terms`; `under` and `follows` are titles."""

    from_date: dt.date | None = None
    to_date: dt.date | None = None
    notice_months: int | None = None
    prolong_months: int | None = None
    review_on: dt.date | None = None
    under: str = ""
    follows: str = ""
    split: str = "own"
    cost: int | None = None
    pledges: tuple[Pledge, ...] = ()
    payments: tuple[Payment, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Plain JSON values; `from_json` gives the same back."""
        return {
            "from_date": _iso(self.from_date),
            "to_date": _iso(self.to_date),
            "notice_months": self.notice_months,
            "prolong_months": self.prolong_months,
            "review_on": _iso(self.review_on),
            "under": self.under,
            "follows": self.follows,
            "split": self.split,
            "cost": self.cost,
            "pledges": [[one.party, one.kind, str(one.amount), one.per, one.what] for one in self.pledges],
            "payments": [[one.party, one.what, _text(one.percent), one.yearly] for one in self.payments],
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Agreed:
        """What `as_json` told. Raises KeyError for what is missing."""
        return cls(
            from_date=_day(row["from_date"]),
            to_date=_day(row["to_date"]),
            notice_months=row["notice_months"],
            prolong_months=row["prolong_months"],
            review_on=_day(row["review_on"]),
            under=row["under"],
            follows=row["follows"],
            split=row["split"],
            cost=row["cost"],
            pledges=tuple(Pledge(who, kind, Decimal(how), per, what) for who, kind, how, per, what in row["pledges"]),
            payments=tuple(
                Payment(who, what, None if share is None else Decimal(share), yearly)
                for who, what, share, yearly in row["payments"]
            ),
        )

    def term_rows(self) -> Iterator[tuple[str, str]]:
        """The term as rows of a table: what is agreed on, and what it is."""
        if self.from_date is not None:
            yield "Gäller från och med", day_words(self.from_date)
        yield "Gäller till och med", day_words(self.to_date) if self.to_date else "Tills vidare"
        if self.notice_months:
            yield "Uppsägningstid", months_words(self.notice_months)
        yield from self._end_rows()
        if self.review_on is not None:
            yield "Parterna går igenom avtalet senast", day_words(self.review_on)
        if self.under:
            yield "Avtalet följer", self.under
        if self.follows:
            yield "Avtalet ersätter", self.follows

    def _end_rows(self) -> Iterator[tuple[str, str]]:
        if self.to_date is None:
            yield "Så upphör det", "Uppsägningstiden räknas från den dag en part säger upp avtalet"
        elif self.prolong_months and self.notice_months:
            yield "Förlängning", f"{months_words(self.prolong_months)} i taget, om ingen part säger upp avtalet i tid"
            last = last_day_of_notice(self.to_date, self.notice_months)
            yield "Sista dag för uppsägning, första gången", day_words(last)
        else:
            yield "Så upphör det", "Avtalet upphör av sig självt och förlängs inte"

    def pledge_rows(self) -> list[tuple[str, str, str]]:
        """The commitments as rows of a table: the party, for what, and how much."""
        return [(one.party, one.what, one.words) for one in self.pledges]

    def sum_rows(self) -> list[tuple[str, str]]:
        """The commitments summed up by party, kind and time: the party and how much."""
        return [(who, amount_words(kind, total, per)) for (who, kind, per), total in sums(self.pledges).items()]

    def payment_rows(self) -> list[tuple[str, ...]]:
        """The parts of the cost as rows of a table, the last one what they come to."""
        if self.split == POST:
            posts = [(one.what, one.party, money_words(one.yearly or 0)) for one in self.payments]
            return [*posts, ("Summa", "", money_words(sum(one.yearly or 0 for one in self.payments)))]
        shares = [(one.party, percent_words(one.percent or Decimal(0))) for one in self.payments]
        whole = percent_words(sum((one.percent or Decimal(0) for one in self.payments), Decimal(0)))
        if self.cost is None or percent_left(self.payments):
            return [*shares, ("Summa", whole)]
        money = shared_out(self.cost, [one.percent or Decimal(0) for one in self.payments])
        rows = [(*share, money_words(part)) for share, part in zip(shares, money, strict=True)]
        return [*rows, ("Summa", whole, money_words(self.cost))]

    def cost_says(self) -> str:
        """What is wrong with the split, said kindly; empty where the parts are the whole."""
        if self.split == SHARE:
            left = percent_left(self.payments)
            if left > 0:
                return f"{percent_words(left)} av kostnaden återstår att fördela."
            return f"Andelarna blir {percent_words(-left)} för mycket tillsammans." if left < 0 else ""
        if self.split == POST:
            if self.cost is None:
                return "Skriv vad kostnaden är i sin helhet, så går det att se att posterna räcker."
            short = money_left(self.payments, self.cost)
            if short > 0:
                return f"{money_words(short)} av kostnaden återstår att fördela."
            return f"Posterna blir {money_words(-short)} mer än kostnaden." if short < 0 else ""
        return ""

    def term_says(self) -> Iterator[str]:
        """What the term still lacks, said kindly."""
        if self.from_date is None:
            yield "Det står inte från vilken dag avtalet gäller."
        if self.to_date is None and not self.notice_months:
            yield "Ett avtal tills vidare behöver en uppsägningstid."
        if self.prolong_months and self.to_date is None:
            yield "Ett avtal som förlängs behöver en sista dag."
        if self.prolong_months and not self.notice_months:
            yield "Ett avtal som förlängs behöver en uppsägningstid."


def day_words(day: dt.date) -> str:
    """A day in words: "1 januari 2027"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def months_words(months: int) -> str:
    """So many months in words."""
    return "1 månad" if months == 1 else f"{months} månader"


def number_words(number: Decimal) -> str:
    """A number as Swedish writes it: hard spaces between thousands, a comma, no zeros at the end."""
    whole, _dot, rest = f"{number:.2f}".partition(".")
    rest = rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{grouped},{rest}" if rest else grouped


def money_words(amount: int) -> str:
    """Whole SEK a year in words."""
    return f"{number_words(Decimal(amount))}\N{NO-BREAK SPACE}kronor"


def percent_words(share: Decimal) -> str:
    """A share in words."""
    return f"{number_words(share)}\N{NO-BREAK SPACE}procent"


def amount_words(kind: str, amount: Decimal, per: str) -> str:
    """How much and how often: "12,5 timmar per vecka"."""
    unit = (_ONE if amount == 1 else _UNITS)[kind]
    return f"{number_words(amount)}\N{NO-BREAK SPACE}{unit} {_TIMES[per]}".strip()


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def _text(number: Decimal | None) -> str | None:
    return None if number is None else str(number)

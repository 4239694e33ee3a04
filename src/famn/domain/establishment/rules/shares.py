"""What the payers' shares of a cost come to together. Pure: whole SEK and percent."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol


class Share(Protocol):
    """A share of a yearly cost: in whole SEK, in percent of the cost, or neither while nobody has said."""

    @property
    def yearly(self) -> int | None: ...
    @property
    def percent(self) -> Decimal | None: ...


@dataclass(frozen=True, slots=True)
class SharesSum:
    """The shares together. `left` is what nobody pays of the cost, below zero where the shares are more than it."""

    left: int | None  # SEK; None where it cannot be told
    percent_left: Decimal | None  # where the cost is not known and every share is in percent
    unsaid: int  # how many have not said what they would pay

    @property
    def adds_up(self) -> bool | None:
        """Whether the shares are the cost; None where it cannot be told."""
        left = self.left if self.left is not None else self.percent_left
        return None if left is None else left == 0


def amount(share: Share, cost: int | None) -> int | None:
    """What a share is in whole SEK, None where nobody has said or the cost is not known."""
    if share.percent is None:
        return share.yearly
    return None if cost is None else int((cost * share.percent / 100).quantize(Decimal(1), ROUND_HALF_UP))


def together(shares: Iterable[Share], cost: int | None) -> SharesSum | None:
    """What the shares come to, None where there are none."""
    rows = list(shares)
    if not rows:
        return None
    said = [one for one in rows if one.yearly is not None or one.percent is not None]
    unsaid = len(rows) - len(said)
    if not said:
        return SharesSum(cost, None, unsaid)
    if cost is not None:
        return SharesSum(_left(said, cost), None, unsaid)
    if all(one.percent is not None for one in said):
        return SharesSum(None, 100 - sum((one.percent or Decimal(0) for one in said), Decimal(0)), unsaid)
    return SharesSum(None, None, unsaid)


def _left(said: list[Share], cost: int) -> int:
    """What is left of the cost. Shares in percent that are a hundred together leave nothing to rounding."""
    percent = sum((one.percent for one in said if one.percent is not None), Decimal(0))
    if percent == 100 and all(one.percent is not None for one in said):
        return 0
    return cost - sum(amount(one, cost) or 0 for one in said)

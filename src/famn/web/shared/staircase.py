"""The staircase of an initiative as shapes with coordinates. Pure: text and numbers in, shapes out.

It rises towards the end of the line of reading: to the right in Swedish, to the left in Arabic, where the drawing is
mirrored and the words are not. A step is never red and nobody is "behind"; what is not reached is only an outline.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext, ngettext

WIDTH = 524
GAP = 4
MARGIN = 2
RISE = 32
FIRST_HEIGHT = 48
HEADROOM = 66
PADDING = 12
# Fills go from 1 (pale) to 5 (deep); from this one on the words inside are light.
FILLS = 5
FIRST_DEEP_FILL = 4


@dataclass(frozen=True)
class Step:
    """One step: when it was reached and is planned, in words of any precision ("mars 2025"), else None.

    `is_pattern`: a step of a ladder by itself, which nobody climbs here, so that no time belongs to it. `skipped`: one
    went on past it.
    """

    number: int
    title: str
    reached: str | None = None
    planned: str | None = None
    current: bool = False
    is_pattern: bool = False
    skipped: bool = False

    @property
    def when(self) -> str:
        """Say in words when the step was reached or is planned."""
        if self.is_pattern:
            return ""
        if self.skipped:
            return gettext("gick vidare förbi")
        if self.reached is not None:
            return gettext("nått %(when)s") % {"when": self.reached} if self.reached else gettext("nått")
        return gettext("planerat %(when)s") % {"when": self.planned} if self.planned else gettext("ingen tid satt")


@dataclass(frozen=True)
class Block:
    """One step as a box. Lengths are in units of the drawing; `fill` and `ink` are css classes."""

    x: int
    y: int
    width: int
    height: int
    fill: str
    text_x: int
    number_y: int
    when_y: int
    number_ink: str
    when_ink: str
    label: str
    when: str


@dataclass(frozen=True)
class Flag:
    """The flag on the step where one stands now, as two svg paths and the place of its words."""

    pole: str
    cloth: str
    x: int
    y: int


@dataclass(frozen=True)
class Staircase:
    """All shapes of one drawing, the finding in a sentence, and the steps as they came, for the list beside it."""

    width: int
    height: int
    blocks: tuple[Block, ...]
    flag: Flag | None
    finding: str
    steps: tuple[Step, ...]


def draw(steps: Sequence[Step], *, rtl: bool = False, width: int = WIDTH) -> Staircase:
    """Place the steps from the lowest to the highest on a drawing `width` units wide, mirrored where `rtl`."""
    count = max(len(steps), 1)
    step_width = (width - 2 * MARGIN - GAP * (count - 1)) // count
    heights = [FIRST_HEIGHT + RISE * index for index in range(len(steps))]
    flags = [tall + HEADROOM for tall, step in zip(heights, steps, strict=True) if step.current]
    height = max([*heights, *flags], default=0) + 2 * MARGIN
    blocks = []
    flag = None
    for index, (step, tall) in enumerate(zip(steps, heights, strict=True)):
        x = MARGIN + index * (step_width + GAP)
        x = width - x - step_width if rtl else x
        top = height - MARGIN - tall
        blocks.append(_block(step, ceil((index + 1) * FILLS / count), x, top, step_width, tall, rtl))
        if step.current:
            flag = _flag(x + step_width // 2, top, rtl)
    return Staircase(width, height, tuple(blocks), flag, _finding(steps), tuple(steps))


def _block(step: Step, fill: int, x: int, top: int, width: int, tall: int, rtl: bool) -> Block:
    reached = step.reached is not None or step.is_pattern
    ink = "hi" if fill >= FIRST_DEEP_FILL else "lo"
    return Block(
        x=x,
        y=top,
        width=width,
        height=tall,
        fill=f"s{fill}" if reached else "open",
        text_x=x + width - PADDING if rtl else x + PADDING,
        number_y=top + 20,
        when_y=top + 37,
        number_ink=ink if reached else "b",
        when_ink=ink if reached else "q",
        label=gettext("Steg %(number)d") % {"number": step.number},
        when=_short(step),
    )


def _short(step: Step) -> str:
    """When, in as few letters as a step has room for; the outline itself says that it is a plan."""
    when = step.planned if step.reached is None else step.reached
    if step.reached is None and when and len(when) <= len("2027"):
        return gettext("plan %(when)s") % {"when": when}
    return when or ""


def _flag(middle: int, top: int, rtl: bool) -> Flag:
    to = -1 if rtl else 1
    cloth = f"M{middle} {top - 44}h{40 * to}l{-9 * to} 10 {9 * to} 10h{-40 * to}z"
    return Flag(pole=f"M{middle} {top}v-44", cloth=cloth, x=middle - 10 * to, y=top - 51)


def _finding(steps: Sequence[Step]) -> str:
    if not steps:
        return gettext("Trappan har inga steg än.")
    if steps[0].is_pattern:
        return ngettext("Trappan har ett steg.", "Trappan har %(count)d steg.", len(steps)) % {"count": len(steps)}
    reached = [step.number for step in steps if step.reached is not None]
    if reached:
        return gettext("Steg %(reached)d av %(count)d är nått.") % {"reached": max(reached), "count": len(steps)}
    return ngettext(
        "Trappan har ett steg. Det är inte nått än.", "Trappan har %(count)d steg. Inget är nått än.", len(steps)
    ) % {"count": len(steps)}

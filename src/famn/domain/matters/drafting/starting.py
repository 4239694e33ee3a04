"""The first version of a report: what the matter already tells, set out under the layout's headings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from .content import Content, Point, Section, Signatory
from .layouts import Holds, Layout

BACKGROUND: Final = ("background", "matter", "description")  # where what has been goes, the first that there is


@dataclass(frozen=True, slots=True)
class StartFacts:
    """What is known before anybody has written a word. `background` is paragraphs."""

    title: str
    background: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    attachments: tuple[str, ...] = ()
    distribution: tuple[str, ...] = ()
    signatories: tuple[Signatory, ...] = ()


def start(layout: Layout, facts: StartFacts) -> Content:
    """The facts under the layout's headings. What they do not tell is empty: nothing is made up.

    What the layout has no room for is left out.
    """
    keys = [one.key for one in layout.text_headings]
    place = next((key for key in BACKGROUND if key in keys), keys[-1] if keys else "")
    told = {place: "\n\n".join(facts.background)}
    return Content(
        title=facts.title,
        sections=tuple(Section(one.key, one.heading, told.get(one.key, "")) for one in layout.text_headings),
        points=facts.points if layout.holding(Holds.PROPOSAL) else (),
        attachments=facts.attachments if layout.holding(Holds.ATTACHMENTS) else (),
        distribution=facts.distribution if layout.holding(Holds.DISTRIBUTION) else (),
        signatories=facts.signatories if layout.holding(Holds.SIGNATORIES) else (),
    )


def continued(layout: Layout, earlier: Content) -> Content:
    """An earlier report's words under the layout's headings, to be worked on further.

    Text under a heading that the layout lacks goes last in the background, below its heading: no word is lost.
    """
    keys = [one.key for one in layout.text_headings]
    told = {one.key: one.text for one in earlier.sections if one.key in keys}
    place = next((key for key in BACKGROUND if key in keys), keys[-1] if keys else "")
    left = [f"### {one.heading}\n\n{one.text}" for one in earlier.sections if one.key not in keys and one.text.strip()]
    told[place] = "\n\n".join(filter(None, [told.get(place, ""), *left]))
    return replace(
        earlier,
        sections=tuple(Section(one.key, one.heading, told.get(one.key, "")) for one in layout.text_headings),
        excuses={key: reason for key, reason in earlier.excuses.items() if key in keys},
    )

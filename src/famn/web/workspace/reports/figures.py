"""Figures for a report: under which headings they can be fetched, and putting them last in what is written there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from famn.domain.centres.reads import figures_for, has_figures
from famn.domain.establishment.reads import places_of_matter
from famn.domain.matters import reads
from famn.domain.matters.drafting.content import Content
from famn.domain.matters.drafting.filling import themes_of, with_words_last
from famn.domain.matters.models import BoardReport
from famn.domain.people.rules import Actor

ACT: Final = "siffror-"  # and the key of a heading


@dataclass(frozen=True)
class Offer:
    """The headings that ask for an analysis, the places it is about, and whether there are any figures of them."""

    keys: frozenset[str] = field(default_factory=frozenset)
    places: tuple[str, ...] = ()
    has_figures: bool = False


def offer(report: BoardReport, actor: Actor) -> Offer:
    """What can be fetched into a report: four queries at most, none where no heading asks for it."""
    keys = frozenset(one.key for one in reads.layout_of(report).text_headings if themes_of(one))
    if not keys:
        return Offer()
    places = places_of_matter(report.matter)
    return Offer(keys, tuple(one.name for one in places), has_figures(places, actor))


def with_figures(report: BoardReport, content: Content, act: str, actor: Actor) -> tuple[Content, str] | None:
    """The content with figures last under the heading that the button names, and its key; None for another button.

    The same content where the figures stand there already, or there are none.
    """
    key = act.removeprefix(ACT)
    heading = reads.layout_of(report).heading(key)
    if key == act or heading is None or not themes_of(heading):
        return None
    found = [figures_for(place, actor) for place in places_of_matter(report.matter)]
    return with_words_last(content, key, reads.figures_text(found, themes_of(heading))), key

"""How the demo's reports look: Östermalm's own layout in two versions, and a Word template that it has tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from famn.domain.matters import actions
from famn.domain.matters.drafting.layouts import Heading, Layout
from famn.domain.matters.models import HeadingSet
from famn.domain.people.rules import Actor
from famn.ground.stockholm import moment_of
from famn.outside.word import own_template

COPIED: Final = moment_of(dt.date(2022, 1, 17), dt.time(9))
CHILDREN: Final = Heading(
    "children",
    "Barnperspektiv",
    help="Vilka barn berörs, och hur? Vad är bäst för dem? Har de fått säga vad de tycker?",
    required=True,
    excusable=True,
)


def load(actors: Mapping[str, Actor]) -> None:
    """Put in the layout, which has got a heading on children, and the template, which is not in use any more."""
    majken, hour = actors["Majken Prästkrage"], dt.timedelta(hours=1)
    shared = HeadingSet.objects.get(authority=None, is_current=True, layout__key="stockholm-district")
    own = actions.copy_heading_set(shared, by=majken, at=COPIED, name="Östermalms tjänsteutlåtande")
    layout = Layout.from_json(own.layout)
    place = [one.key for one in layout.headings].index("equality") + 1
    headings = (*layout.headings[:place], CHILDREN, *layout.headings[place:])
    actions.change_heading_set(own, by=majken, at=COPIED + hour, layout=replace(layout, headings=headings))
    actions.bring_template(by=majken, at=COPIED + 2 * hour, name="ostermalm-brevmall.docx", content=own_template())
    actions.use_our_template(by=majken, at=COPIED + 3 * hour)

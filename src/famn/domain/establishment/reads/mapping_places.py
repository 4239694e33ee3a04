"""The figures of a mapping's place beside the county's and the country's."""

from __future__ import annotations

from famn.domain.centres.reads import figures_for
from famn.domain.establishment.models import Mapping
from famn.domain.matters.drafting.filling import Theme
from famn.domain.matters.reads.figures import figures_text
from famn.domain.people.rules import Actor


def figures_of(mapping: Mapping, actor: Actor) -> str:
    """A sentence, a table and the sources, in light markup; empty without a place that has figures.

    Needs `place` selected.
    """
    if mapping.place is None:
        return ""
    return figures_text([figures_for(mapping.place, actor)], [Theme.CHILDREN])

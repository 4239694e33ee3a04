"""What the pages of layouts show: each with how often one's authority uses it, and its versions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from famn.domain.matters import rules
from famn.domain.matters.drafting.layouts import Layout
from famn.domain.matters.models import HeadingSet
from famn.domain.matters.reads.reports import heading_sets
from famn.domain.people.rules import Actor


@dataclass(frozen=True)
class LayoutRow:
    """A layout that holds now. `reports` counts the reports of one's authority in any version of it."""

    heading_set: HeadingSet
    layout: Layout
    reports: int

    @property
    def is_own(self) -> bool:
        """Whether it belongs to one's authority, and not to all."""
        return self.heading_set.authority_id is not None


@dataclass(frozen=True)
class LayoutPage:
    """One layout at one version."""

    row: LayoutRow
    versions: list[HeadingSet]  # the newest first, without their layouts

    @property
    def newest(self) -> HeadingSet:
        """The version that holds now."""
        return self.versions[0]


def layout_rows(actor: Actor) -> list[LayoutRow]:
    """The layouts that hold now: one's own first, then those that all share, each in Swedish order."""
    uses = _uses(actor)
    return [_row(one, uses) for one in heading_sets(actor)]


def layout_page(heading_set: HeadingSet, actor: Actor) -> LayoutPage:
    """A layout with all its versions."""
    kin = rules.visible_heading_sets(actor).filter(
        name=heading_set.name, authority__isnull=heading_set.authority_id is None
    )
    rows = kin.select_related("made_by").defer("layout").order_by("-version")
    return LayoutPage(_row(heading_set, _uses(actor)), list(rows))


def known_keys(actor: Actor) -> dict[str, str]:
    """The words of headings in the layouts one sees, and their keys: what is called the same holds the same text."""
    layouts = [Layout.from_json(one.layout) for one in heading_sets(actor)]
    return {heading.heading.casefold(): heading.key for layout in reversed(layouts) for heading in layout.headings}


def _row(heading_set: HeadingSet, uses: Counter[tuple[int | None, str]]) -> LayoutRow:
    count = uses[heading_set.authority_id, heading_set.name]
    return LayoutRow(heading_set, Layout.from_json(heading_set.layout), count)


def _uses(actor: Actor) -> Counter[tuple[int | None, str]]:
    """How many reports of one's authority are laid out by each, all versions of it together."""
    reports = rules.visible_reports(actor).order_by()
    return Counter(reports.values_list("heading_set__authority_id", "heading_set__name"))

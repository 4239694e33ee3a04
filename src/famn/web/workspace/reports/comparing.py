"""Two people's words in one report, part by part, and the content that comes of what is chosen. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from famn.domain.matters.drafting.content import Content, Section
from famn.domain.matters.drafting.diff import FieldDiff, diff_content
from famn.web.workspace.reports.editor import clean

THEIRS, MINE, OWN, BOTH = "deras", "mina", "egna", "bada"
_ROWS: Final = ("points", "attachments", "distribution", "signatories")


@dataclass(frozen=True)
class Part:
    """One part in which the two differ. `changed_by` tells who has changed it since the version I began from."""

    path: str
    changed_by: str  # THEIRS, MINE or BOTH
    difference: FieldDiff  # from theirs to mine
    theirs: Any
    mine: Any

    @property
    def name(self) -> str:
        """The name of its choice in a form."""
        return f"val-{self.path}"

    @property
    def is_text(self) -> bool:
        """Whether it is a text that one can write anew, not a list."""
        return isinstance(self.mine, str)

    @property
    def preselected(self) -> str:
        """The side that alone has changed it; nothing where both have."""
        return "" if self.changed_by == BOTH else self.changed_by

    @property
    def choices(self) -> tuple[str, ...]:
        """What one may choose: for a list both after each other, for a text words of one's own."""
        return (THEIRS, MINE, OWN if self.is_text else BOTH)

    def value(self, choice: str, own: str) -> Any:
        """What the part is to hold by a choice. Raises KeyError for a choice that is none."""
        if choice == BOTH and not self.is_text:
            return (*self.theirs, *(row for row in self.mine if row not in self.theirs))
        if choice == OWN and self.is_text:
            return clean(own)
        return {THEIRS: self.theirs, MINE: self.mine}[choice]


def differing(base: Content, theirs: Content, mine: Content) -> list[Part]:
    """The parts in which theirs and mine are not the same, those that both changed first."""
    base, theirs, mine = base.tidied(), theirs.tidied(), mine.tidied()
    was, is_theirs, is_mine = _parts(base), _parts(theirs), _parts(mine)
    shown = {one.path: one for one in diff_content(theirs, mine)}
    found = []
    for path in is_mine | is_theirs:
        old = was.get(path, "")
        left, right = is_theirs.get(path, ""), is_mine.get(path, "")
        if left == right:
            continue
        by = THEIRS if right == old else MINE if left == old else BOTH
        found.append(Part(path, by, shown[path], left, right))
    return sorted(found, key=lambda part: part.changed_by != BOTH)


def merged(theirs: Content, parts: list[Part], chosen: Mapping[str, Any]) -> tuple[Content, list[Part]]:
    """Theirs with what was chosen for each part, and the parts for which nothing was."""
    content, unchosen = theirs, []
    for part in parts:
        try:
            value = part.value(str(chosen.get(part.name, part.preselected)), str(chosen.get(f"ord-{part.path}", "")))
        except KeyError:
            unchosen.append(part)
            continue
        content = _put(content, part.path, value)
    return content, unchosen


def _parts(content: Content) -> dict[str, Any]:
    return {
        "title": content.title,
        "points": content.points,
        **{f"sections.{one.key}": one.text for one in content.sections},
        **{f"excuses.{key}": reason for key, reason in content.excuses.items()},
        **{name: getattr(content, name) for name in _ROWS[1:]},
    }


def _put(content: Content, path: str, value: Any) -> Content:
    kind, _dot, key = path.partition(".")
    if kind == "excuses":
        return replace(content, excuses={**content.excuses, key: value})
    if kind == "sections":
        if content.section(key) is None:
            return replace(content, sections=(*content.sections, Section(key, key, value)))
        sections = (replace(one, text=value) if one.key == key else one for one in content.sections)
        return replace(content, sections=tuple(sections))
    return replace(content, **{kind: value})

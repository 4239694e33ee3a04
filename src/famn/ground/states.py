"""States of a thing: a table of allowed steps beside its `TextChoices`, and the diagram drawn from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from famn.ground.verdict import YES, Verdict, no


@dataclass(frozen=True)
class States:
    """The allowed steps of one kind of thing: from a state, the states it may go to."""

    name: str
    choices: type[models.TextChoices]
    first: str
    steps: Mapping[str, frozenset[str]]

    def may_go(self, start: str, end: str) -> Verdict:
        """Whether a thing in state `start` may go to `end`; the reason names both in Swedish."""
        if end in self.steps.get(start, frozenset()):
            return YES
        return no(
            _("Det går inte från ”%(start)s” till ”%(end)s”.")
            % {"start": self.choices(start).label, "end": self.choices(end).label}
        )

    def diagram(self) -> str:
        """The states as a Mermaid diagram, in the order of the choices."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.first}"]
        lines += [f"    {state} : {self.choices(state).label}" for state in self.choices.values]
        for start in self.choices.values:
            ends = self.steps.get(start, frozenset())
            lines += [f"    {start} --> {end}" for end in self.choices.values if end in ends]
            if not ends:
                lines.append(f"    {start} --> [*]")
        return "\n".join(lines)


def page(all_states: Iterable[States]) -> str:
    """docs/states.md: every diagram under its name. Written by `./famn manage states`."""
    parts = [
        "# States",
        "",
        "Drawn by `./famn manage states --write` from the tables in the code; do not edit.",
        "",
    ]
    for states in all_states:
        parts += [f"## {states.name}", "", "```mermaid", states.diagram(), "```", ""]
    return "\n".join(parts)

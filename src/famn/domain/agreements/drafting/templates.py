"""The form that a region keeps for letters of a kind: headings, text with placeholders, and who signs for each leg."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from famn.domain.agreements.drafting.agreed import Agreed
from famn.domain.agreements.drafting.content import AIM_BLANK, BLANK, Content
from famn.domain.agreements.drafting.kinds import COOPERATION, INTENT
from famn.domain.matters.drafting.content import Section


@dataclass(frozen=True, slots=True)
class Blank:
    """A placeholder of the text, `{name}` there, with words for whoever fills it in."""

    name: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A form at one version. `roles` says, for each leg, which post signs."""

    title: str
    sections: tuple[Section, ...]
    blanks: tuple[Blank, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict, hash=False)
    source: str = ""

    def label_of(self, name: str) -> str:
        """What a placeholder is called; its own name where nobody has said."""
        return next((one.label for one in self.blanks if one.name == name), name.replace("_", " "))

    def help_of(self, name: str) -> str:
        """What helps whoever fills it in."""
        return next((one.help for one in self.blanks if one.name == name), "")

    def names(self) -> tuple[str, ...]:
        """The placeholders that a person fills in, in the order in which they stand."""
        text = "\n".join([self.title, *(one.text for one in self.sections)])
        return tuple(name for name in dict.fromkeys(BLANK.findall(text)) if name != AIM_BLANK)

    def role_of(self, leg: str) -> str:
        """Which post signs for a leg; for a party without legs its authorised person."""
        return self.roles.get(leg, "Behörig företrädare")

    def begun(self, *, aim: str, values: Mapping[str, str], kind: str = INTENT) -> Content:
        """What a new letter of this kind says: the template's words, with what is known already."""
        known = {name: value for name, value in values.items() if name in self.names()}
        agreed = Agreed() if kind == COOPERATION else None
        return Content(title=self.title, aim=aim, sections=self.sections, values=known, agreed=agreed)

    def as_json(self) -> dict[str, Any]:
        """The template as plain JSON values; `from_json` gives the same back."""
        return {
            "title": self.title,
            "sections": [{"key": one.key, "heading": one.heading, "text": one.text} for one in self.sections],
            "blanks": [{"name": one.name, "label": one.label, "help": one.help} for one in self.blanks],
            "roles": dict(self.roles),
            "source": self.source,
        }

    @classmethod
    def from_json(cls, row: Mapping[str, Any]) -> Template:
        """The template of `as_json`. Raises KeyError for what is missing."""
        return cls(
            title=row["title"],
            sections=tuple(Section(one["key"], one["heading"], one["text"]) for one in row["sections"]),
            blanks=tuple(Blank(one["name"], one["label"], one["help"]) for one in row["blanks"]),
            roles=dict(row["roles"]),
            source=row["source"],
        )

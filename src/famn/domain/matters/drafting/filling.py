"""Putting figures under the headings that ask for an analysis. What a person has written is never touched."""

from __future__ import annotations

import enum
from dataclasses import replace
from typing import Final

from .content import Content, Section
from .layouts import Heading


class Theme(enum.Enum):
    """What figures can tell of under a heading."""

    EQUALITY = "equality"
    CHILDREN = "children"


_WORDS: Final = {Theme.EQUALITY: ("jämställd", "equality", "gender"), Theme.CHILDREN: ("barn", "child")}


def themes_of(heading: Heading) -> frozenset[Theme]:
    """What the figures under a heading are to tell of, by its words; nothing under one that asks for no analysis."""
    words = f"{heading.key} {heading.heading}".lower()
    return frozenset(theme for theme, signs in _WORDS.items() if any(sign in words for sign in signs))


def with_words_last(content: Content, key: str, words: str) -> Content:
    """The content with `words` last under the heading `key`; the same content where they stand there already."""
    section = content.section(key)
    if section is None or not words or words in section.text:
        return content
    text = f"{section.text.rstrip()}\n\n{words}" if section.text.strip() else words
    sections = (Section(one.key, one.heading, text) if one.key == key else one for one in content.sections)
    return replace(content, sections=tuple(sections))

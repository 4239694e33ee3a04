"""What a letter still lacks before anybody can be asked to sign it, said kindly and where it is."""

from __future__ import annotations

from collections.abc import Iterator

from famn.domain.agreements.drafting.agreed import Agreed
from famn.domain.agreements.drafting.content import Content
from famn.domain.agreements.drafting.kinds import WORDS, missing_points
from famn.domain.agreements.drafting.templates import Template
from famn.domain.matters.drafting.gaps import Gap
from famn.domain.matters.reading.alarms import placeholders
from famn.domain.matters.reading.text import Source


def gaps(content: Content, template: Template) -> tuple[Gap, ...]:
    """Everything that stops the signing: open placeholders where they stand, blanks, and parties that are missing.

    The path of a gap is `title`, `sections.<key>`, `parties`, `terms`, `commitments` or `costs`.
    """
    return tuple(_gaps(content, template))


def _gaps(content: Content, template: Template) -> Iterator[Gap]:
    words = WORDS[content.kind]
    if not content.title:
        yield Gap("title", f"{_first_up(words.the)} har ingen rubrik.")
    headings = {f"sections.{one.key}": f"under ”{one.heading}”" for one in content.sections}
    for path, name in content.blanks():
        where = headings.get(path, "i rubriken")
        yield Gap(path, f"{_first_up(template.label_of(name))} saknas {where}.")
    for section in content.sections:
        if not section.text.strip():
            yield Gap(f"sections.{section.key}", f"Under ”{section.heading}” står inget än.")
        for piece in placeholders(Source(content.filled(section.text))):
            yield Gap(
                f"sections.{section.key}",
                f"Under ”{section.heading}” står ”{piece.text}” i stället för en uppgift.",
            )
    if len(content.parties) < 2:
        yield Gap("parties", f"{_first_up(words.one)} har minst två parter. Lägg till den som saknas.")
    if content.agreed is not None:
        yield from _not_agreed(content, content.agreed)


def _not_agreed(content: Content, agreed: Agreed) -> Iterator[Gap]:
    for point in missing_points(content.sections):
        yield Gap("sections", f"Avtalet har ingen rubrik för {point.what}.")
    for sentence in agreed.term_says():
        yield Gap("terms", sentence)
    if not agreed.pledges:
        yield Gap("commitments", "Det står inte vad någon part bidrar med. Lägg till minst ett åtagande.")
    if wrong := agreed.cost_says():
        yield Gap("costs", wrong)


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]

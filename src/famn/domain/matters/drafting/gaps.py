"""What a report still lacks before it can be sent for attestation, said kindly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .content import Content
from .layouts import Heading, Holds, Layout


@dataclass(frozen=True, slots=True)
class Gap:
    """Something missing: `path` as in `diff.FieldDiff`, and a sentence for the writer."""

    path: str
    sentence: str


def gaps(content: Content, layout: Layout) -> tuple[Gap, ...]:
    """Everything that the layout requires and the content does not have, in the order of the layout."""
    return tuple(_gaps(content, layout))


def _gaps(content: Content, layout: Layout) -> Iterator[Gap]:
    if not content.title.strip():
        yield Gap("title", "Utlåtandet har ingen rubrik än. Skriv vad ärendet gäller.")
    for heading in layout.headings:
        gap = _gap(heading, content)
        if gap:
            yield gap


def _gap(heading: Heading, content: Content) -> Gap | None:
    match heading.holds:
        case Holds.PROPOSAL if not content.points:
            return Gap("points", "Det finns inget förslag till beslut än. Skriv minst en beslutspunkt.")
        case Holds.SIGNATORIES if not any(one.name for one in content.signatories):
            return Gap("signatories", "Det står inte vem som skriver under. Lägg till minst en person.")
        case Holds.TEXT if heading.required and not content.text_of(heading.key).strip():
            if not heading.excusable:
                return Gap(f"sections.{heading.key}", f"Under ”{heading.heading}” står inget än.")
            if not content.excuses.get(heading.key, "").strip():
                return Gap(
                    f"sections.{heading.key}",
                    f"”{heading.heading}” är tom. Skriv en analys, eller ange varför den inte behövs.",
                )
    return None

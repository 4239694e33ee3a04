"""What a mapping still lacks, part by part, in sentences. Nothing of it stops anybody but the choice itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.establishment.models import MappingArea, Stance
from famn.domain.establishment.reads.mapping_content import Content
from famn.domain.people.models import Leg

PARTS = ("needs", "actors", "care", "invitations", "areas")
CARE = (Leg.MIDWIFERY, Leg.CHILD_HEALTH)


@dataclass(frozen=True)
class Thin:
    """Something that a part of a mapping lacks."""

    part: str
    words: str


def thin(content: Content) -> list[Thin]:
    """What is still thin, in the order of the parts."""
    found = {
        "needs": _needs(content),
        "actors": _actors(content),
        "care": _care(content),
        "invitations": _invitations(content),
        "areas": _areas(content),
    }
    return [Thin(part, words) for part in PARTS for words in found[part]]


def _needs(content: Content) -> Iterator[str]:
    if not content.needs:
        yield _("Inget behov är beskrivet än.")
    without = sum(not need.source for need in content.needs)
    if without:
        yield ngettext("%(n)d behov saknar källa.", "%(n)d behov saknar källa.", without) % {"n": without}


def _actors(content: Content) -> Iterator[str]:
    if not content.actors:
        yield _("Ingen lokal aktör är med än.")
    left = sum(not actor.cooperation for actor in content.actors)
    if left:
        words = ngettext("%(n)d aktör är inte tillfrågad än.", "%(n)d aktörer är inte tillfrågade än.", left)
        yield words % {"n": left}


def _care(content: Content) -> Iterator[str]:
    if not content.holders:
        yield _("Varken mödravård eller barnhälsovård är tillfrågad än.")
        return
    for leg in CARE:
        if not any(holder.leg == leg or not holder.leg for holder in content.holders):
            yield _("Ingen inom %(leg)s är med än.") % {"leg": leg.label.lower()}
    for question in Stance.Question:
        left = [holder.name for holder in content.holders if holder.newest(question) is None]
        if left:
            yield _("%(question)s: svar saknas från %(names)s.") % {
                "question": question.label,
                "names": ", ".join(left),
            }


def _invitations(content: Content) -> Iterator[str]:
    if not content.invitations:
        yield _("Hur invånarna bjuds in är inte beskrivet än.")
    elif not any(invited.heard for invited in content.invitations):
        yield _("Inget är antecknat än om vad invånarna har sagt.")


def _areas(content: Content) -> Iterator[str]:
    if not content.areas:
        yield _("Inget delområde är med än. En kartläggning slutar i ett val.")
    left = [area.name for area in content.areas if area.choice == MappingArea.Choice.OPEN]
    if left:
        yield _("Valet återstår för %(names)s.") % {"names": ", ".join(left)}

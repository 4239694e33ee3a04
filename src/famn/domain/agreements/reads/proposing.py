"""What the board has to decide about letters that wait for it: points for the report of their matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from famn.domain.agreements.drafting.kinds import WORDS
from famn.domain.agreements.models import JointLetter, SignatureLine
from famn.domain.agreements.reads.letters import letters_of_matter
from famn.domain.matters.drafting.content import Holder, Point
from famn.domain.matters.models import Matter
from famn.domain.people.rules import Actor


@dataclass(frozen=True, slots=True)
class Proposal:
    """Points of a proposed decision, and what is enclosed with the report."""

    points: tuple[Point, ...] = ()
    attachments: tuple[str, ...] = ()


def proposal_of(matter: Matter, actor: Actor) -> Proposal:
    """That the board approves each draft of a letter in the matter, and who signs for it: two queries.

    Once a letter is sent the board has answered, or need not.
    Who signs is told of the authority's own lines alone. Needs `matter.authority`.
    """
    letters = [one for one in letters_of_matter(matter.pk, actor) if one.state == JointLetter.State.DRAFT]
    lines = SignatureLine.objects.filter(
        letter__in=letters, dropped_at__isnull=True, party__authority_id=matter.authority_id
    ).exclude(name="")
    named: dict[int, list[SignatureLine]] = {}
    for line in lines.order_by("number", "pk"):
        named.setdefault(line.letter_id, []).append(line)
    body = matter.body or matter.authority.name
    points = [point for one in letters for point in _points(one, body, named.get(one.pk, []))]
    return Proposal(tuple(points), tuple(one.title for one in letters))


def _points(letter: JointLetter, body: str, signers: Sequence[SignatureLine]) -> list[Point]:
    the = WORDS[letter.kind].the
    approves = Point(
        _("%(body)s godkänner %(the)s ”%(title)s”.") % {"body": body, "the": the, "title": letter.title}, body=body
    )
    if not signers:
        return [approves]
    holders = tuple(dict.fromkeys(Holder(line.title or line.role, line.name) for line in signers))
    who = _joined([f"{one.title} {one.name}" for one in holders])
    words = _("%(body)s ger %(who)s i uppdrag att skriva under %(the)s.") % {"body": body, "who": who, "the": the}
    return [approves, Point(words, body=body, mandate=holders)]


def _joined(words: list[str]) -> str:
    return _(" och ").join(filter(None, (", ".join(words[:-1]), words[-1])))

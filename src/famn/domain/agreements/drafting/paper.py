"""A letter of either kind as a finished paper, with the lines to sign on and who has approved or signed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from famn.domain.agreements.drafting.agreed_paper import agreed_parts
from famn.domain.agreements.drafting.content import BLANK, Content
from famn.domain.agreements.drafting.kinds import WORDS
from famn.domain.agreements.drafting.templates import Template
from famn.domain.matters.drafting import prose
from famn.domain.matters.drafting.content import Signatory
from famn.domain.matters.drafting.layouts import HeadKey
from famn.domain.matters.drafting.paper import Attested, Head, HeadValue, Paper, Part, Signatures, Text

DIGITAL: Final = (
    "Följande personer har godkänt {the} digitalt, var och en med en andra faktor. "
    "Godkännandena är registrerade i Famn. De är inte elektroniska underskrifter enligt lag."
)
ADVANCED: Final = (
    "Följande personer har skrivit under {the} med avancerad elektronisk underskrift. De underskrivna filerna är "
    "kontrollerade och bevarade i Famn."
)
ON_PAPER: Final = "Följande personer har undertecknat {the} på papper. Det inskannade pappret är bevarat."


@dataclass(frozen=True, slots=True)
class Signer:
    """Who is to sign on a line, or has: `approved`, `on_paper` and `advanced` are days in ISO 8601, or empty.

    Without a name there is a line to write on.
    """

    role: str
    party: str
    name: str = ""
    title: str = ""
    unit: str = ""
    approved: str = ""
    on_paper: str = ""
    advanced: str = ""
    service: str = ""

    @property
    def post(self) -> str:
        """The post and for whom: "Verksamhetschef BVC, Mama Mia City"."""
        return ", ".join(dict.fromkeys(filter(None, (self.title or self.role, self.unit, self.party))))


def compose(content: Content, template: Template, head: Head, signers: Sequence[Signer], *, mark: str = "") -> Paper:
    """The letter set out as a paper. A placeholder that nothing stands for is printed as a blank to fill in.

    `mark` tells what it is not yet: `drafting.paper.DRAFT`, or nothing.
    """
    return Paper(
        document_word=_first_up(WORDS[content.kind].word),
        mark=mark,
        letterhead=head.letterhead,
        head=tuple(_head(head)),
        title=_shown(content, template, content.title),
        parts=tuple(_parts(content, template, signers)),
    )


def blank_words(label: str) -> str:
    """How a blank is printed, so that nobody takes it for words: "[fyll i kommunens namn]"."""
    return f"[fyll i {label}]"


def _head(head: Head) -> Iterator[HeadValue]:
    if head.registry_number:
        yield HeadValue(HeadKey.REGISTRY, "Dnr", head.registry_number)
    if head.date:
        yield HeadValue(HeadKey.DATE, "Datum", head.date)


def _shown(content: Content, template: Template, text: str) -> str:
    return BLANK.sub(lambda found: blank_words(template.label_of(found[1])), content.filled(text))


def _parts(content: Content, template: Template, signers: Sequence[Signer]) -> Iterator[Part]:
    if content.parties:
        yield Text("parties", "Parter", (prose.listing(one.words for one in content.parties),))
    for section in content.sections:
        blocks = prose.parse(_shown(content, template, section.text))
        if blocks:
            yield Text(section.key, section.heading, blocks)
    if content.agreed is not None:
        yield from agreed_parts(content.agreed)
    the = WORDS[content.kind].the
    if content.goals:
        yield Text("goals", f"Mål som {the} bidrar till", (prose.listing(content.goals),))
    yield from _on_paper([one for one in signers if one.on_paper], the)
    in_ink = [one for one in signers if not one.approved and not one.advanced]
    if in_ink:
        people = tuple(Signatory(one.name, one.post) for one in in_ink)
        waits = not all(one.on_paper for one in in_ink)
        yield Signatures("signatures", "Underskrifter", people, lines=waits)
    yield from _advanced([one for one in signers if one.advanced], the)
    yield from _approved([one for one in signers if one.approved], the)


def _on_paper(signers: Sequence[Signer], the: str) -> Iterator[Part]:
    if signers:
        said = prose.parse(ON_PAPER.format(the=the))
        days = prose.listing(f"{one.name}, {one.on_paper}" for one in signers)
        yield Text("paper", "Undertecknat på papper", (*said, days))


def _approved(signers: Sequence[Signer], the: str) -> Iterator[Part]:
    if signers:
        rows = tuple((", ".join(filter(None, (one.name, one.post))), one.approved) for one in signers)
        yield Attested("digital", "Godkänt digitalt av", DIGITAL.format(the=the), ("Namn", "Datum"), rows)


def _advanced(signers: Sequence[Signer], the: str) -> Iterator[Part]:
    if signers:
        rows = tuple(
            (", ".join(filter(None, (one.name, one.post))), f"{one.advanced}, {one.service}") for one in signers
        )
        heading = "Underskrivet med avancerad elektronisk underskrift av"
        yield Attested("advanced", heading, ADVANCED.format(the=the), ("Namn", "Datum och tjänst"), rows)


def _first_up(words: str) -> str:
    return words[:1].upper() + words[1:]

"""Sealing what all have signed: the finished letter becomes a file that shows whose it is and that it is whole."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from famn.domain.agreements.actions.holding import lock_letter
from famn.domain.agreements.models import JointLetter, SealedLetter
from famn.domain.agreements.reads import newest_version, paper_of
from famn.domain.agreements.reads.sealing import letters_to_seal
from famn.domain.agreements.rules import may_seal
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.text import checksum
from famn.ground.verdict import require
from famn.outside.pdf import compile_pdf
from famn.outside.signing import Seal, SealFault, has_seal, own_seal, seal_pdf


@transaction.atomic
def seal_letters(*, by: Actor, at: dt.datetime) -> int:
    """Seal each signed letter that is not sealed yet. Returns how many were.

    An installation without a seal seals nothing. Where the certificate has run out nothing is sealed either: the
    letters wait, their pages say why, and they are sealed when the certificate is renewed.
    """
    require(may_seal(by))
    waiting = letters_to_seal() if has_seal() else []
    try:
        seal = own_seal() if waiting else None
        return sum(seal_letter(letter, seal, by=by, at=at) for letter in waiting) if seal is not None else 0
    except SealFault:
        return 0


@transaction.atomic
def seal_letter(letter: JointLetter, seal: Seal, *, by: Actor, at: dt.datetime) -> bool:
    """Seal one signed letter; False where somebody was first. Raises `SealFault`."""
    require(may_seal(by))
    letter = lock_letter(letter)
    if SealedLetter.objects.filter(letter=letter).exists():
        return False
    pdf = compile_pdf(paper_of(letter, newest_version(letter)).as_json(), at=letter.state_at)
    content = seal_pdf(pdf, seal, at=at)
    sealed = SealedLetter.objects.create(
        letter=letter, content=content, sha256=checksum(content), organisation=seal.organisation[:200], sealed_at=at
    )
    trail.record("seal_letter", letter, by=by, at=at, about={"sealed_letter": sealed.pk})
    return True

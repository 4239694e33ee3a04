"""The letters of intent of an initiative."""

from __future__ import annotations

from famn.domain.agreements.reads import LetterRow, letter_rows
from famn.domain.agreements.rules import visible_letters
from famn.domain.establishment.models import Initiative, InitiativeLetter
from famn.domain.people.rules import Actor


def letters_of_initiative(initiative: Initiative, actor: Actor) -> list[LetterRow]:
    """The letters of an initiative that one sees, what is under way first: three queries."""
    tied = InitiativeLetter.objects.filter(initiative=initiative).values("letter")
    return letter_rows(visible_letters(actor).filter(pk__in=tied))

"""What is sealed, what waits for it, and why it waits."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.agreements.models import JointLetter, SealedLetter
from famn.outside.signing import SealFault, own_seal


def letters_to_seal() -> list[JointLetter]:
    """The signed letters that are not sealed, the oldest first."""
    rows = JointLetter.objects.filter(state=JointLetter.State.SIGNED, sealed__isnull=True)
    return list(rows.order_by("state_at", "pk"))


def sealed_letter(letter: JointLetter) -> SealedLetter | None:
    """The sealed file of a letter, if there is one."""
    return SealedLetter.objects.filter(letter=letter).first()


@dataclass(frozen=True, slots=True)
class SealSaid:
    """What a letter's page says of its seal. `is_fault`: the letter waits until somebody has done something."""

    words: str
    is_fault: bool = False


def seal_said(letter: JointLetter, *, at: dt.datetime) -> SealSaid | None:
    """Whose seal a signed letter has, or why it waits for one; None where there is nothing to say: two queries."""
    if letter.state != JointLetter.State.SIGNED:
        return None
    sealed = SealedLetter.objects.filter(letter=letter).defer("content").first()
    if sealed is not None:
        facts = {"who": sealed.organisation, "day": date_format(timezone.localdate(sealed.sealed_at), "j F Y")}
        return SealSaid(_("PDF-filen har stämpel från %(who)s, %(day)s. Stämpeln visar att den är hel.") % facts)
    return _why_not_sealed(at)


def _why_not_sealed(at: dt.datetime) -> SealSaid | None:
    try:
        seal = own_seal()
    except SealFault as fault:
        return SealSaid(str(fault), is_fault=True)
    if seal is None:
        return None
    if at >= seal.valid_to:
        words = _(
            "Stämpelns certifikat gick ut %(day)s. Den som sköter systemet behöver förnya det. Sedan stämplas filen "
            "av sig själv."
        )
        return SealSaid(words % {"day": date_format(seal.valid_to, "j F Y")}, is_fault=True)
    return SealSaid(_("Filen får sin stämpel inom några minuter."))

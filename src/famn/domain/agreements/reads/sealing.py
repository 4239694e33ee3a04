"""What is sealed, what waits for it, and why it waits."""

from __future__ import annotations

import datetime as dt

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


def seal_words(letter: JointLetter, *, at: dt.datetime) -> str:
    """Whose seal a signed letter has, or why it waits for one; empty where there is nothing to say: two queries."""
    if letter.state != JointLetter.State.SIGNED:
        return ""
    sealed = SealedLetter.objects.filter(letter=letter).defer("content").first()
    if sealed is not None:
        facts = {"who": sealed.organisation, "day": date_format(timezone.localdate(sealed.sealed_at), "j F Y")}
        return _("PDF-filen har stämpel från %(who)s, %(day)s. Stämpeln visar att den är hel.") % facts
    return _why_not_sealed(at)


def _why_not_sealed(at: dt.datetime) -> str:
    try:
        seal = own_seal()
    except SealFault as fault:
        return str(fault)
    if seal is None:
        return ""
    if at >= seal.valid_to:
        words = _("Stämpelns certifikat gick ut %(day)s. Filen stämplas när det är förnyat.")
        return words % {"day": date_format(seal.valid_to, "j F Y")}
    return _("Filen får sin stämpel inom några minuter.")

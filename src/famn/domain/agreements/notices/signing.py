"""Letters about signing: who is asked, reminded, spared or told that the words have changed, and what came of it."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.agreements.drafting.kinds import WORDS
from famn.domain.agreements.models import JointLetter, Signature, SignatureLine
from famn.domain.people.models import User
from famn.domain.people.rules import Actor
from famn.ground import mail


def tell_asked(signature: Signature, *, by: Actor, at: dt.datetime, token: str, until: dt.datetime | None) -> None:
    """Ask a person to sign; `token` is the personal link of one outside, or empty. Nobody to write to: no letter."""
    letter = signature.version.letter
    lead = _("%(name)s ber dig läsa och ta ställning till %(what)s. Du är utsedd för raden ”%(role)s”.")
    _tell_signer(
        signature,
        subject=_("Att läsa och godkänna: %(title)s") % {"title": letter.title},
        lead=lead % {"name": by.name, "what": WORDS[letter.kind].one, "role": signature.line.role},
        at=at,
        token=token,
        until=until,
    )


def tell_reminded(signature: Signature, *, at: dt.datetime, token: str, until: dt.datetime | None) -> None:
    """Remind a person that a letter waits for her."""
    letter = signature.version.letter
    _tell_signer(
        signature,
        subject=_("Påminnelse: %(title)s") % {"title": letter.title},
        lead=_("Dokumentet väntar fortfarande på ditt svar."),
        at=at,
        token=token,
        until=until,
    )


def tell_voided(signature: Signature, *, by: Actor, at: dt.datetime) -> None:
    """Tell a person that the words are changed: what she gave, or was asked for, no longer holds."""
    letter = signature.version.letter
    given = signature.state == Signature.State.SIGNED
    lead = (
        _("%(name)s har ändrat texten. Din underskrift gäller inte längre. Du får ett nytt mejl när texten är klar.")
        if given
        else _("%(name)s har ändrat texten. Du behöver inte svara nu. Du får ett nytt mejl när texten är klar.")
    )
    _tell_address(
        _address(signature.line, signature.user),
        letter,
        name=signature.name,
        subject=_("Texten ändras: %(title)s") % {"title": letter.title},
        lead=lead % {"name": by.name},
        at=at,
    )


def tell_spared(signature: Signature, *, by: Actor, at: dt.datetime) -> None:
    """Tell a person that she need not sign: somebody else will, or the letter is taken back."""
    letter = signature.version.letter
    withdrawn = signature.voided_by == Signature.Cause.WITHDRAWN
    lead = (
        _("%(name)s har tagit tillbaka %(the)s. Du behöver inte svara.")
        if withdrawn
        else _("%(name)s har utsett någon annan att svara. Du behöver inte göra något.")
    )
    _tell_address(
        _address(signature.line, signature.user),
        letter,
        name=signature.name,
        subject=_("Du behöver inte svara: %(title)s") % {"title": letter.title},
        lead=lead % {"name": by.name, "the": WORDS[letter.kind].the},
        at=at,
    )


def tell_declined(signature: Signature, *, at: dt.datetime) -> None:
    """Tell whoever asked that somebody declined, and why. Needs `asked_by` and `version__letter` selected."""
    letter = signature.version.letter
    keeper = signature.asked_by
    _tell_address(
        keeper.email,
        letter,
        name=keeper.name,
        subject=_("Avstår: %(title)s") % {"title": letter.title},
        lead=_("%(name)s skriver inte under. Dokumentet vilar tills du har tagit ställning.")
        % {"name": signature.name},
        quote=signature.reason,
        letter_code=letter.code,
        at=at,
    )


def tell_finished(letter: JointLetter, signatures: list[Signature], *, by: Actor, at: dt.datetime) -> None:
    """Tell everybody who signed, and whoever keeps the letter, that all have. Each address once."""
    told: set[str] = set()
    people = [(letter.started_by.email, letter.started_by.name, letter.code)]
    people += [(_address(one.line, one.user), one.name, "") for one in signatures]
    for address, name, code in people:
        if address and address not in told:
            told.add(address)
            _tell_address(
                address,
                letter,
                name=name,
                subject=_("Alla har skrivit under: %(title)s") % {"title": letter.title},
                lead=_("Alla parter har skrivit under %(the)s. Texten kan inte längre ändras.")
                % {"the": WORDS[letter.kind].the},
                letter_code=code,
                at=at,
            )


def _address(line: SignatureLine, user: User | None) -> str:
    return user.email if user is not None else line.email


def _tell_signer(
    signature: Signature, *, subject: str, lead: str, at: dt.datetime, token: str, until: dt.datetime | None
) -> None:
    lasts = _("Länken är personlig och gäller till och med %(day)s.")
    _tell_address(
        _address(signature.line, signature.user),
        signature.version.letter,
        name=signature.name,
        subject=subject,
        lead=lead,
        at=at,
        token=token,
        lasts=lasts % {"day": date_format(timezone.localtime(until), "j F Y")} if until else "",
        signature_code="" if token else signature.code,
    )


def _tell_address(
    address: str,
    letter: JointLetter,
    *,
    name: str,
    subject: str,
    lead: str,
    at: dt.datetime,
    quote: str = "",
    token: str = "",
    lasts: str = "",
    signature_code: str = "",
    letter_code: str = "",
) -> None:
    if not address:
        return  # signs on paper alone
    context = {
        "name": name,
        "lead": lead,
        "quote": quote,
        "letter": letter,
        "kind": letter.get_kind_display().capitalize(),
        "token": token,
        "lasts": lasts,
        "signature_code": signature_code,
        "letter_code": letter_code,
    }
    mail.post(
        to=address,
        subject=subject,
        template="mail/agreements/letter",
        context=context,
        at=at,
        holds_secret=bool(token),
    )

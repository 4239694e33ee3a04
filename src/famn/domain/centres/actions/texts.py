"""Writes of a centre's texts, a row per language. Swedish comes first; what is missing falls back to it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.centres import rules
from famn.domain.centres.actions.holding import lock_centre, lock_leg
from famn.domain.centres.models import CentreLeg, CentreText, FamilyCentre
from famn.domain.centres.reads.texts import text_mark, text_row
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.languages import PageLanguage
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require

MOST: Final = 5_000  # signs
MOST_WORD: Final = 80
_Kind = CentreText.Kind


@transaction.atomic
def write_text(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    kind: str,
    language: str,
    text: str,
    seen: str,
    leg: CentreLeg | None = None,
    checked_by: str = "",
) -> None:
    """Write a text in one language, which confirms it.

    `checked_by` names who knows the language and has read just these words. An empty text takes the row away. Changed
    words are unchecked until somebody says that she has read them. `seen` is the mark of what the person saw
    (reads.text_mark). Raises Refused where somebody changed it since, for a text that is too long, and for a check of
    nothing.
    """
    centre, leg = _held(centre, leg, by)
    if kind not in _Kind.values or language not in PageLanguage.values or (kind == _Kind.WORD) is not (leg is not None):
        raise Refused(_("Den texten finns inte."))
    not_stale(seen, text_mark(centre, kind, language, leg))
    text = squeeze(text) if kind == _Kind.WORD else text.strip()
    most = MOST_WORD if kind == _Kind.WORD else MOST
    if len(text) > most:
        raise Refused(_("Texten får ha högst %(most)d tecken.") % {"most": most}, field="text")
    if language == PageLanguage.SV and kind in {_Kind.ABOUT, _Kind.WORD}:
        _write_swedish(centre, leg, text)
    else:
        _write_row(centre, leg, kind, language, text, squeeze(checked_by)[:120], timezone.localdate(at))
    about = {"family_centre": centre.pk}
    verb = "write_text" if text else "remove_text"
    trail.record(verb, leg or centre, by=by, at=at, reason=f"{kind}_{language}".replace("-", "_"), about=about)


def _write_swedish(centre: FamilyCentre, leg: CentreLeg | None, text: str) -> None:
    """The two Swedish texts that stand on the centre and the leg themselves."""
    if leg is not None:
        leg.word = text
        leg.save(update_fields=["word"])
        return
    if centre.is_public and not text and not centre.address:
        raise Refused(_("Alla ser familjecentralen. Skriv en mening om den."), field="text")
    centre.about = text
    centre.save(update_fields=["about"])


def _write_row(
    centre: FamilyCentre, leg: CentreLeg | None, kind: str, language: str, text: str, checked_by: str, today: dt.date
) -> None:
    row = text_row(centre, kind, language, leg)
    if not text:
        if checked_by:
            raise Refused(_("Det finns ingen text att kontrollera."), field="text")
        if row is not None:
            row.delete()
        return
    if row is None:
        row = CentreText(centre=centre, leg=leg, kind=kind, language=language)
    if row.text != text:
        row.text, row.written_on, row.checked_by, row.checked_on = text, today, "", None
    if checked_by:
        row.checked_by, row.checked_on = checked_by, today
    row.confirmed_on = today
    row.save()


def _held(centre: FamilyCentre, leg: CentreLeg | None, by: Actor) -> tuple[FamilyCentre, CentreLeg | None]:
    centre = lock_centre(centre.pk)
    if leg is not None:
        leg = lock_leg(leg)
        if leg.centre_id != centre.pk:
            raise Refused(_("Verksamheten hör till en annan familjecentral."))
    require(rules.may_keep(by, centre, leg))
    return centre, leg

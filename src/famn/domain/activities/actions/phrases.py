"""Writes of a centre's phrase book: what its staff say in a few Swedish words, in the other languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.activities import rules
from famn.domain.activities.reads.phrases import phrases_mark
from famn.domain.centres.actions.holding import lock_centre
from famn.domain.centres.models import FamilyCentre, Phrase
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.languages import PageLanguage
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, not_stale, require

MOST: Final = 1_000  # signs: the longest Swedish words have some hundred


@transaction.atomic
def write_phrases(
    centre: FamilyCentre,
    *,
    by: Actor,
    at: dt.datetime,
    language: str,
    words: Mapping[str, str],
    seen: str,
    checked_by: str = "",
) -> int:
    """Say some words of a centre in a language. `words` are what to say, by the Swedish; the others stay as they are.

    Words with nothing to say fall back to Swedish. What is changed is unchecked until somebody says that she has read
    it: `checked_by` names who knows the language and has read all of `words`. `seen` is the mark of what the person saw
    (reads.phrases_mark). Returns how many were changed or checked. Raises Refused where somebody changed the book
    since, for Swedish and unknown languages, for words that are too long, and for a check of nothing.
    """
    centre = lock_centre(centre.pk)
    require(rules.may_phrase(by, centre))
    if language not in PageLanguage.values or language == PageLanguage.SV:
        raise Refused(_("Välj ett annat språk än svenska."))
    not_stale(seen, phrases_mark(centre, language))
    said = {swedish: text.strip() for swedish, text in words.items() if swedish}
    checked_by = squeeze(checked_by)[:120]
    if checked_by and not any(said.values()):
        raise Refused(_("Det finns ingen text att kontrollera."), field="checked_by")
    if any(len(text) > MOST for text in said.values()):
        raise Refused(_("Varje ruta får ha högst %(most)d tecken.") % {"most": MOST})
    changed = _write(centre, language, said, checked_by, timezone.localdate(at))
    if changed:
        reason, about = language.replace("-", "_"), {"family_centre": centre.pk}
        trail.record("write_phrases", centre, by=by, at=at, reason=reason, about=about)
    return changed


def _write(centre: FamilyCentre, language: str, said: Mapping[str, str], checked_by: str, today: dt.date) -> int:
    rows = Phrase.objects.filter(centre=centre, language=language)
    known = {row.swedish: row for row in rows}
    gone = [known[swedish].pk for swedish, text in said.items() if not text and swedish in known]
    rows.filter(pk__in=gone).delete()
    kept = []
    for swedish, text in said.items():
        row = known.get(swedish) or Phrase(centre=centre, language=language, swedish=swedish)
        if not text or (row.text == text and not checked_by):
            continue
        if row.text != text:
            row.text, row.written_on, row.checked_by, row.checked_on = text, today, "", None
        if checked_by:
            row.checked_by, row.checked_on = checked_by, today
        row.save()
        kept.append(row)
    return len(gone) + len(kept)

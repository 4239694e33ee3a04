"""A centre's texts in all languages beside each other: what is there, who checked it, and what is missing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import Q

from famn.domain.centres.models import CentreLeg, CentreText, FamilyCentre
from famn.domain.centres.reads.centre import mark_of
from famn.ground.languages import PageLanguage

_Kind = CentreText.Kind
_SWEDISH: Final = PageLanguage.SV


@dataclass(frozen=True)
class TextShown:
    """One text in one language. Empty where it is missing: then the reader gets the Swedish one, marked so."""

    kind: str
    language: str
    text: str
    mark: str
    leg: CentreLeg | None = None
    checked_by: str = ""
    checked_on: dt.date | None = None
    is_behind: bool = False  # the Swedish text was changed after this one

    @property
    def language_name(self) -> str:
        """The language by its own name."""
        return str(PageLanguage(self.language).label)

    @property
    def is_swedish(self) -> bool:
        """Whether it is the text that the others say again: nobody need check its language."""
        return self.language == _SWEDISH


@dataclass(frozen=True)
class TextLine:
    """One text, Swedish first and then the other languages in their order."""

    kind: str
    title: str
    leg: CentreLeg | None
    texts: list[TextShown]

    @property
    def swedish(self) -> TextShown:
        """The text that the others say again."""
        return self.texts[0]

    @property
    def missing(self) -> list[TextShown]:
        """The languages that it is not in. Nothing is missing of what is not even said in Swedish."""
        return [one for one in self.texts[1:] if not one.text] if self.swedish.text else []

    @property
    def unchecked(self) -> list[TextShown]:
        """Those that nobody who knows the language has read, or that the Swedish one has run away from."""
        return [one for one in self.texts[1:] if one.text and (one.checked_on is None or one.is_behind)]


def texts_of(centre: FamilyCentre, today: dt.date) -> list[TextLine]:
    """Every text that a centre may have, the words of its legs last: two queries."""
    rows = {(row.kind, row.leg_id, row.language): row for row in CentreText.objects.filter(centre=centre)}
    legs = CentreLeg.objects.filter(Q(to_date__isnull=True) | Q(to_date__gt=today), centre=centre)
    kinds = [kind for kind in _Kind.values if kind != _Kind.WORD]
    lines = [_line(centre, kind, str(_Kind(kind).label), None, rows) for kind in kinds]
    for leg in legs.select_related("centre", "unit__area").order_by("leg", "pk"):
        lines.append(_line(centre, _Kind.WORD, leg.get_leg_display(), leg, rows))
    return lines


def _line(
    centre: FamilyCentre,
    kind: str,
    title: str,
    leg: CentreLeg | None,
    rows: dict[tuple[str, int | None, str], CentreText],
) -> TextLine:
    number = leg.pk if leg else None
    source = rows.get((kind, number, _SWEDISH))
    texts = [
        _shown(centre, kind, language, leg, rows.get((kind, number, language)), source)
        for language in PageLanguage.values
    ]
    return TextLine(kind, title, leg, texts)


def _shown(
    centre: FamilyCentre,
    kind: str,
    language: str,
    leg: CentreLeg | None,
    row: CentreText | None,
    source: CentreText | None,
) -> TextShown:
    if language == _SWEDISH and kind in {_Kind.ABOUT, _Kind.WORD}:
        text = leg.word if leg else centre.about
        return TextShown(kind, language, text, mark_of(text), leg)
    if row is None:
        return TextShown(kind, language, "", mark_of(""), leg)
    behind = source is not None and source is not row and source.written_on > row.written_on
    return TextShown(kind, language, row.text, _mark(row), leg, row.checked_by, row.checked_on, behind)


def _mark(row: CentreText) -> str:
    return mark_of(row.text, row.checked_by, str(row.checked_on))


def text_row(centre: FamilyCentre, kind: str, language: str, leg: CentreLeg | None) -> CentreText | None:
    """The row of one text, if there is one."""
    return CentreText.objects.filter(centre=centre, kind=kind, language=language, leg=leg).first()


def text_mark(centre: FamilyCentre, kind: str, language: str, leg: CentreLeg | None) -> str:
    """A mark of one text, another as soon as somebody has changed it."""
    if language == _SWEDISH and kind in {_Kind.ABOUT, _Kind.WORD}:
        return mark_of(leg.word if leg else centre.about)
    row = text_row(centre, kind, language, leg)
    return _mark(row) if row else mark_of("")

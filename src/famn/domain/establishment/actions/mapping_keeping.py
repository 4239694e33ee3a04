"""Taking hold of a mapping before anything in it is written, and what may be written: nothing about a person."""

from __future__ import annotations

from django.utils.translation import gettext as _

from famn.domain.establishment import rules
from famn.domain.establishment.models import Mapping
from famn.domain.matters.facts import cut
from famn.domain.people.rules import Actor
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


def open_mapping(mapping: Mapping, *, by: Actor) -> Mapping:
    """The mapping as it is now, under a lock, if one may add to it."""
    rows = Mapping.objects.select_for_update(of=("self",)).select_related("initiative", "place", "started_by")
    mapping = rows.get(pk=mapping.pk)
    require(rules.may_map(by, mapping))
    return mapping


def clean_line(text: str, length: int, *, field: str, needed: str = "") -> str:
    """One line, no longer than its column. Refused where it is about a person, or empty though it is `needed`."""
    return cut(clean_text(squeeze(text), field=field, needed=needed), length)


def clean_text(text: str, *, field: str, needed: str = "") -> str:
    """Text without space at its ends. Refused where it is about a person, or empty though it is `needed`."""
    text = text.replace("\r\n", "\n").strip()
    if needed and not text:
        raise Refused(needed, field=field)
    if rules.names_a_person(text):
        raise Refused(
            _(
                "Det ser ut som ett personnummer. En kartläggning handlar om grupper, aldrig om en person. "
                "Ta bort numret och skriv vad gruppen behöver. Är det ett telefonnummer? Skriv det med mellanslag."
            ),
            field=field,
        )
    return text


def clean_when(text: str, *, field: str) -> str:
    """A year, a month or a day in ISO 8601, or nothing."""
    text = squeeze(text)
    if text and not rules.is_when(text):
        words = _("Skriv ett år, en månad eller en dag, till exempel 2020, 2020-11 eller 2020-11-05.")
        raise Refused(words, field=field)
    return text

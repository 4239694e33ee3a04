"""Who sees and who may write a mapping, when it may be settled, and that no row of it is about a person."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.establishment.models import MAPPING_STATES, Initiative, Mapping, MappingArea
from famn.domain.establishment.rules.initiatives import may_drive, visible_initiatives
from famn.domain.people.rules import Actor
from famn.ground.verdict import YES, Verdict, first_no, no

# YYMMDD-NNNN or YYYYMMDD-NNNN (folkbokföringslagen 18 §); a day from 61 to 91 is one of a coordination number (18 b §)
_DAYS: Final = r"(?:0[1-9]|1[0-2])(?:[06][1-9]|[1278]\d|[39][01])"
_PARTED: Final = re.compile(rf"(?<!\d)(?:\d\d)?\d\d{_DAYS}\s?[-–+]\s?\d{{4}}(?!\d)")
_WHOLE: Final = re.compile(rf"(?<!\d)(?:19|20)?(\d\d{_DAYS}\d{{4}})(?!\d)")


def visible_mappings(actor: Actor) -> QuerySet[Mapping]:
    """The mappings of the initiatives that one sees."""
    return Mapping.objects.filter(initiative__in=visible_initiatives(actor))


def may_start_mapping(actor: Actor, initiative: Initiative) -> Verdict:
    """Whether one may begin a mapping of an initiative: one at a time is under way."""
    under_way = Mapping.objects.filter(initiative=initiative, state=Mapping.State.DRAFT).exists()
    reason = no(_("En kartläggning pågår redan. Fastställ den innan ni börjar på nästa."))
    return first_no(may_drive(actor, initiative), reason if under_way else YES)


def may_map(actor: Actor, mapping: Mapping) -> Verdict:
    """Whether one may add to a mapping and change it. Needs `initiative` selected."""
    reason = no(_("Kartläggningen är fastställd och ändras inte. Börja på nästa om något har hänt sedan dess."))
    is_open = mapping.state == Mapping.State.DRAFT
    return first_no(may_drive(actor, mapping.initiative), YES if is_open else reason)


def may_settle_mapping(actor: Actor, mapping: Mapping) -> Verdict:
    """Whether one may settle a mapping: it ends in a choice among its sub-areas. Needs `initiative` selected."""
    choices = list(MappingArea.objects.filter(mapping=mapping).values_list("choice", flat=True))
    left = choices.count(MappingArea.Choice.OPEN)
    none = no(_("En kartläggning slutar i ett val. Lägg till minst ett delområde och säg om det valdes."))
    some = no(_("Säg om varje delområde valdes eller valdes bort, och varför. Kvar: %(left)d.") % {"left": left})
    return first_no(
        may_map(actor, mapping),
        MAPPING_STATES.may_go(mapping.state, Mapping.State.SETTLED),
        YES if choices else none,
        some if left else YES,
    )


def names_a_person(text: str) -> bool:
    """Whether a text holds what looks like a personal number. A number without its hyphen must add up to count."""
    return bool(_PARTED.search(text)) or any(_adds_up(digits) for digits in _ten_digits(text))


def _ten_digits(text: str) -> Iterator[str]:
    return (found[1] for found in _WHOLE.finditer(text))


def _adds_up(digits: str) -> bool:
    """Whether the last of ten digits is the check digit of the others (Luhn), as in a personal number."""
    doubled = [int(digit) * (2 - at % 2) for at, digit in enumerate(digits)]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def is_when(text: str) -> bool:
    """Whether a text is a year, a month or a day as ISO 8601 writes it: 2020, 2020-11 or 2020-11-05."""
    if not re.fullmatch(r"\d{4}(?:-\d\d(?:-\d\d)?)?", text):
        return False
    try:
        dt.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return "1950" <= text[:4] <= "2100"

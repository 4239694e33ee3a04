"""The only write of the lengths that an authority chooses. What is decided already keeps the length it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.models import Length
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require


@transaction.atomic
def set_lengths(*, by: Actor, at: dt.datetime, days: Mapping[str, Collection[int]]) -> None:
    """Say how many days each kind of length is for one's authority; a kind without any is as usual again.

    Raises Refused for what the law does not allow, and for days beyond reason.
    """
    require(rules.may_set_lengths(by))
    here = Authority.objects.select_for_update(of=("self",), no_key=True).get(pk=standing(by).authority_id)
    rows = [
        Length(authority=here, kind=kind, days=one)
        for kind, usual in rules.USUAL.items()
        for one in _checked(kind, set(days.get(kind, ())), usual)
        if set(days[kind]) != set(usual.days)
    ]
    Length.objects.filter(authority=here).delete()
    Length.objects.bulk_create(rows)
    trail.record("set_lengths", here, by=by, at=at)


def _checked(kind: str, chosen: set[int], usual: rules.Usual) -> set[int]:
    if len(chosen) > usual.most_rows:
        most = usual.most_rows
        raise Refused(_("Skriv ett tal.") if most == 1 else _("Skriv högst %(most)d tal.") % {"most": most}, field=kind)
    if any(one < usual.least for one in chosen):
        raise Refused(str(usual.law) or _("Skriv minst en dag."), field=kind)
    if any(one > rules.MOST_DAYS for one in chosen):
        raise Refused(_("Skriv högst %(most)d dagar.") % {"most": rules.MOST_DAYS}, field=kind)
    return chosen

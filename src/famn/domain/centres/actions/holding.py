"""Taking hold of rows before anything in them is changed, and what all acts on centres check."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Model
from django.utils.translation import gettext as _

from famn.domain.centres import rules
from famn.domain.centres.models import CentreLeg, FamilyCentre
from famn.domain.centres.rules import Gap
from famn.ground.text import squeeze
from famn.ground.verdict import Refused


def lock_centre(number: int) -> FamilyCentre:
    """A centre under a lock: of two who change it or its legs at once, the second sees what the first did."""
    return FamilyCentre.objects.select_for_update(of=("self",), no_key=True).get(pk=number)


def lock_leg(leg: CentreLeg) -> CentreLeg:
    """A leg under a lock, after its centre's, with what the rules ask of it."""
    lock_centre(leg.centre_id)
    rows = CentreLeg.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("centre", "unit__area__authority", "premises").get(pk=leg.pk)


def still_said(centre: FamilyCentre, fields: Mapping[Gap, str], *, day: dt.date, leg: str = "") -> None:
    """Refuse what has just been written where everybody sees the centre and would miss one of these from `day` on.

    The gate (`rules.lacks_of`) is thus not opened by publishing first and taking away afterwards. `fields` names where
    each is written; `leg` is the code of the leg whose hours it is about: what another one lacks is not this act's
    fault. One query, none of a centre that is not shown.
    """
    if not centre.is_public or centre.state == FamilyCentre.State.CLOSED:
        return
    for lack in rules.lacks_of(centre, day=day):
        if lack.gap in fields and (lack.gap != Gap.HOURS or lack.leg == leg):
            raise Refused(_("Alla ser familjecentralen. %(missing)s") % {"missing": lack.words}, field=fields[lack.gap])


def named(value: str, model: type[Model], field: str = "name") -> str:
    """A name as kept. Raises Refused where it is empty or longer than its column."""
    name = squeeze(value)
    most = model._meta.get_field(field).max_length  # type: ignore[union-attr]  # a column of text
    if not name:
        raise Refused(_("Skriv ett namn."), field=field)
    if most and len(name) > most:
        raise Refused(_("Namnet får ha högst %(most)d tecken.") % {"most": most}, field=field)
    return name


def day_after(last_day: dt.date) -> dt.date:
    """The first day without what has `last_day` as its last."""
    return last_day + dt.timedelta(days=1)

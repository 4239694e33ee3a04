"""The only writes of a mapping as a whole: begun, perhaps from the last one, changed, and settled for good."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import reads, rules
from famn.domain.establishment.actions.mapping_copies import carry_on, holders_of_parties
from famn.domain.establishment.actions.mapping_keeping import clean_line, clean_text, open_mapping
from famn.domain.establishment.models import (
    Initiative,
    Mapping,
)
from famn.domain.people.models import Place
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused, require

# --- the mapping itself ----------------------------------------------------------------------------


@transaction.atomic
def start_mapping(
    initiative: Initiative,
    *,
    by: Actor,
    at: dt.datetime,
    title: str,
    place: Place | None,
    place_name: str,
    from_date: dt.date,
) -> Mapping:
    """Begin a mapping of an initiative: from the last one if there is one, else with the parties of health care."""
    rows = Initiative.objects.select_for_update(of=("self",))
    initiative = rows.select_related("authority", "place").get(pk=initiative.pk)
    require(rules.may_start_mapping(by, initiative))
    last = Mapping.objects.filter(initiative=initiative).order_by("-number").first()
    mapping = Mapping(
        initiative=initiative,
        number=last.number + 1 if last else 1,
        based_on=last,
        started_by_id=standing(by).user_id,
        started_at=at,
    )
    _say(mapping, title=title, place=place, place_name=place_name, from_date=from_date)
    mapping.save()
    if last is not None:
        carry_on(last, mapping)
    else:
        holders_of_parties(mapping, by=by, at=at)
    trail.record("start_mapping", mapping, by=by, at=at, about={"initiative": initiative.pk})
    return mapping


@transaction.atomic
def change_mapping(
    mapping: Mapping,
    *,
    by: Actor,
    at: dt.datetime,
    title: str,
    place: Place | None,
    place_name: str,
    from_date: dt.date,
    summary: str,
) -> Mapping:
    """Change what a mapping says of itself."""
    mapping = open_mapping(mapping, by=by)
    _say(mapping, title=title, place=place, place_name=place_name, from_date=from_date)
    mapping.summary = clean_text(summary, field="summary")
    mapping.save(update_fields=["title", "place", "place_name", "from_date", "summary"])
    trail.record("change_mapping", mapping, by=by, at=at)
    return mapping


@transaction.atomic
def settle_mapping(mapping: Mapping, *, by: Actor, at: dt.datetime) -> Mapping:
    """Settle a mapping: its words and figures are kept with their checksum, and never change."""
    mapping = open_mapping(mapping, by=by)
    require(rules.may_settle_mapping(by, mapping))
    mapping.content, mapping.sha256 = reads.snapshot_of(mapping, day=timezone.localdate(at), by=by)
    mapping.state, mapping.settled_by_id, mapping.settled_at = Mapping.State.SETTLED, standing(by).user_id, at
    mapping.save(update_fields=["content", "sha256", "state", "settled_by", "settled_at"])
    trail.record("settle_mapping", mapping, by=by, at=at)
    return mapping


def _say(mapping: Mapping, *, title: str, place: Place | None, place_name: str, from_date: dt.date) -> None:
    mapping.title = clean_line(title, 200, field="title", needed=_("Skriv en rubrik."))
    name = clean_line(place_name, 80, field="place") or (place.short_name if place else "")
    if not name:
        raise Refused(_("Skriv vilken plats kartläggningen gäller."), field="place")
    mapping.place, mapping.place_name, mapping.from_date = place, name, from_date

"""Taking hold of rows before anything in them is changed."""

from __future__ import annotations

from famn.domain.establishment.models import Initiative
from famn.domain.people.models import Authority
from famn.domain.people.rules import Actor, standing


def lock_authority(by: Actor) -> Authority:
    """One's authority under a lock: of two who do the same at once, the second sees what the first did."""
    return Authority.objects.select_for_update(no_key=True).get(pk=standing(by).authority_id)


def lock_initiative(initiative: Initiative) -> Initiative:
    """An initiative as it is now, under a lock, with its ladder's steps."""
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("ladder", "authority", "place")
    return rows.prefetch_related("ladder__steps").get(pk=initiative.pk)

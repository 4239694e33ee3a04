"""How the reports of an authority are laid out: its own layouts, in versions."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.actions.holding import take_turns
from famn.domain.matters.drafting.layouts import Holds, Layout
from famn.domain.matters.facts import cut
from famn.domain.matters.models import HeadingSet
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require


@transaction.atomic
def copy_heading_set(heading_set: HeadingSet, *, by: Actor, at: dt.datetime, name: str) -> HeadingSet:
    """Make one's authority a layout of its own, as this one is now. Raises Refused for a name already in use."""
    require(rules.may_copy_heading_set(by, heading_set))
    name = cut(squeeze(name), 120)
    if not name:
        raise Refused(_("Ge uppställningen ett namn."), field="name")
    here = standing(by)
    take_turns(by)
    if HeadingSet.objects.filter(authority_id=here.authority_id, name=name).exists():
        raise Refused(_("Ni har redan en uppställning som heter så."), field="name")
    copy = HeadingSet.objects.create(
        name=name,
        authority_id=here.authority_id,
        layout=heading_set.layout,
        based_on=heading_set,
        made_by_id=here.user_id,
        made_at=at,
    )
    trail.record("copy_heading_set", copy, by=by, at=at, about={"heading_set": heading_set.pk})
    return copy


@transaction.atomic
def change_heading_set(heading_set: HeadingSet, *, by: Actor, at: dt.datetime, layout: Layout) -> HeadingSet:
    """Make the next version of a layout. Reports already begun keep theirs. Raises Refused where it cannot be used."""
    heading_set = HeadingSet.objects.select_for_update(of=("self",)).get(pk=heading_set.pk)
    require(rules.may_change_heading_set(by, heading_set))
    _refuse_unusable(layout)
    if layout.as_json() == heading_set.layout:
        return heading_set
    HeadingSet.objects.filter(pk=heading_set.pk).update(is_current=False)
    newer = HeadingSet.objects.create(
        name=heading_set.name,
        authority_id=heading_set.authority_id,
        version=heading_set.version + 1,
        layout=layout.as_json(),
        based_on_id=heading_set.based_on_id,
        made_by_id=standing(by).user_id,
        made_at=at,
    )
    trail.record("change_heading_set", newer, by=by, at=at, about={"heading_set": heading_set.pk})
    return newer


def _refuse_unusable(layout: Layout) -> None:
    """A layout must say what the document is, and have room for a proposal; no two headings share a key."""
    if not layout.document_word.strip():
        raise Refused(_("Skriv vad dokumentet heter, till exempel Tjänsteutlåtande."), field="document_word")
    if layout.holding(Holds.PROPOSAL) is None:
        raise Refused(_("Uppställningen behöver en rubrik för förslaget till beslut."), field="headings")
    keys = [one.key for one in layout.headings]
    if len(set(keys)) != len(keys):
        raise Refused(_("Två rubriker är likadana. Ändra den ena."), field="headings")

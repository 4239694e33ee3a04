"""Who may take out the whole file of a matter, and whose originals may be in it.

Offentlighets- och sekretesslagen 8:2: the areas of one authority are strangers to each other. A person takes out the
originals of her own area alone. The one who runs the installation, who holds the whole database, takes out those of
the whole authority: its archive is one (arkivlagen 3 §).
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from famn.domain.matters.models import Matter
from famn.domain.people.models import SecrecyArea
from famn.domain.people.rules import HOUSE, Actor, Capability
from famn.ground.verdict import YES, Verdict, no


def may_archive(actor: Actor, matter: Matter) -> Verdict:
    """Whether one may take out the archive package of a matter: of one's own authority, with the role for it."""
    if actor is HOUSE:
        return YES
    if matter.authority_id != actor.authority_id:
        return no(_("Ärendet hör till en annan myndighet."))
    return actor.can(Capability.ARCHIVE)


def open_areas(actor: Actor, matter: Matter) -> frozenset[int]:
    """The numbers of the secrecy areas whose originals may be in the package: none of another authority."""
    areas = SecrecyArea.objects.filter(authority_id=matter.authority_id)
    if actor is not HOUSE:
        areas = areas.filter(pk=actor.area_id or 0)
    return frozenset(areas.values_list("pk", flat=True))

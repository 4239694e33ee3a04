"""Who sees, uses and keeps the templates for letters of intent: a region keeps them for its whole county."""

from __future__ import annotations

from typing import Final

from django.db.models import QuerySet, Subquery
from django.db.models.functions import Left
from django.utils.translation import gettext as _

from famn.domain.agreements.models import LetterTemplate
from famn.domain.people.models import Authority, Principal
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

COUNTY: Final = 2  # signs of a place's code that tell its county: 18, 1860, 0180-ostermalm


def visible_templates(actor: Actor) -> QuerySet[LetterTemplate]:
    """What all share, one's own and those of the county's region, in every version, for a role that reads letters."""
    if actor.authority_id is None or not actor.can(Capability.READ_AGREEMENTS):
        return LetterTemplate.objects.none()
    me = Authority.objects.filter(pk=actor.authority_id)
    county = Subquery(me.values(county=Left("place__code", COUNTY))[:1])
    regions = Authority.objects.annotate(county=Left("place__code", COUNTY)).filter(
        county=county, principal__kind=Principal.Kind.REGION
    )
    rows = LetterTemplate.objects.all()
    return (
        rows.filter(authority__isnull=True)
        | rows.filter(authority_id=actor.authority_id)
        | rows.filter(authority__in=regions)
    )


def usable_templates(actor: Actor) -> QuerySet[LetterTemplate]:
    """The templates a new letter may begin from: those one sees, in the version that holds now."""
    return visible_templates(actor).filter(is_current=True)


def may_shape_letters(actor: Actor) -> Verdict:
    """Whether one may keep templates for one's authority."""
    return first_no(actor.can(Capability.SHAPE_AGREEMENTS), actor.acts_for_a_unit())


def may_copy_template(actor: Actor, template: LetterTemplate) -> Verdict:
    """Whether one may make one's authority a template of its own from this one."""
    seen = visible_templates(actor).filter(pk=template.pk).exists()
    return first_no(may_shape_letters(actor), YES if seen else no(_("Mallen hör till en annan myndighet.")))


def may_change_template(actor: Actor, template: LetterTemplate) -> Verdict:
    """Whether one may make the next version of a template: the own authority's newest, never what all share."""
    others = no(_("Mallen hör till någon annan. Gör en egen kopia om ni vill ändra den."))
    older = no(_("Det finns en nyare version av mallen. Ändra den i stället."))
    return first_no(
        may_shape_letters(actor),
        YES if template.authority_id is not None and template.authority_id == actor.authority_id else others,
        YES if template.is_current else older,
    )

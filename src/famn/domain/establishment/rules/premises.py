"""Who sees and who may move the houses that a family centre could be in."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.centres import rules as centres
from famn.domain.centres.models import FamilyCentre
from famn.domain.establishment.models import PREMISES_STATES, Initiative, PremisesOption
from famn.domain.establishment.rules.initiatives import may_drive, visible_initiatives
from famn.domain.people.rules import Actor
from famn.ground.verdict import YES, Verdict, first_no, no


def visible_premises(actor: Actor) -> QuerySet[PremisesOption]:
    """The options of the initiatives that one sees."""
    return PremisesOption.objects.filter(initiative__in=visible_initiatives(actor))


def may_change_premises(actor: Actor, option: PremisesOption) -> Verdict:
    """Whether one may change what is said of an option. Needs `initiative` loaded."""
    return may_drive(actor, option.initiative)


def may_move_premises(actor: Actor, option: PremisesOption, stage: str) -> Verdict:
    """Whether one may let an option come to `stage`. Needs `initiative` loaded."""
    return first_no(may_drive(actor, option.initiative), PREMISES_STATES.may_go(option.stage, stage))


def may_tie_centre(actor: Actor, initiative: Initiative, centre: FamilyCentre | None) -> Verdict:
    """Whether one may say which family centre comes of an initiative: one that one's authority sees."""
    if centre is None or centres.visible_centres(actor).filter(pk=centre.pk).exists():
        return may_drive(actor, initiative)
    return first_no(may_drive(actor, initiative), no(_("Familjecentralen hör till en annan myndighet.")))


def may_carry_premises(actor: Actor, option: PremisesOption) -> Verdict:
    """Whether one may carry a chosen house and its legs over to the family centre. Needs `initiative__centre`."""
    centre = option.initiative.centre
    is_chosen = option.stage == PremisesOption.Stage.CHOSEN
    return first_no(
        may_drive(actor, option.initiative),
        YES if is_chosen else no(_("Välj lokalen först. Bara en vald lokal förs över.")),
        centres.may_describe(actor, centre)
        if centre is not None
        else no(_("Initiativet har ingen familjecentral än. Välj den först.")),
    )

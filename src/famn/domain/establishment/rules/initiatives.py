"""Who sees and who may drive initiatives. A step may be reached, planned, left and reached again: it never fails."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.establishment.models import INITIATIVE_STATES, Initiative
from famn.domain.matters.models import Matter
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no


def visible_initiatives(actor: Actor) -> QuerySet[Initiative]:
    """The initiatives of one's own authority, for a role that reads them."""
    if actor.authority_id is None or not actor.can(Capability.READ_INITIATIVES):
        return Initiative.objects.none()
    return Initiative.objects.filter(authority_id=actor.authority_id)


def public_initiatives() -> QuerySet[Initiative]:
    """The initiatives that everybody may see: published, and not ended."""
    return Initiative.objects.filter(is_public=True).exclude(state=Initiative.State.ENDED)


def may_start(actor: Actor) -> Verdict:
    """Whether one may start an initiative for one's authority."""
    return first_no(actor.can(Capability.DRIVE_INITIATIVES), actor.acts_for_a_unit())


def may_drive(actor: Actor, initiative: Initiative) -> Verdict:
    """Whether one may change an initiative: its parties, matters and plans, as long as it is under way."""
    if initiative.state == Initiative.State.ACTIVE:
        return _of_own(actor, initiative)
    reason = no(
        _("Initiativet %(state)s. Väck det om något ska ändras.") % {"state": initiative.get_state_display().lower()}
    )
    return first_no(_of_own(actor, initiative), reason)


def may_record_step(actor: Actor, initiative: Initiative, step: int) -> Verdict:
    """Whether one may record step number `step` as reached, planned or left. Needs `ladder__steps` prefetched."""
    has_step = any(one.number == step for one in initiative.ladder.steps.all())
    return first_no(may_drive(actor, initiative), YES if has_step else no(_("Trappan har inte det steget.")))


def may_publish(actor: Actor, initiative: Initiative) -> Verdict:
    """Whether one may show an initiative to everybody: it must say where and what it is."""
    return first_no(
        may_drive(actor, initiative),
        no(_("Det visas redan för alla.")) if initiative.is_public else YES,
        YES if initiative.title.strip() else no(_("Skriv en rubrik först, så att alla förstår vad det gäller.")),
        YES if initiative.place_id is not None else no(_("Välj en plats först, så att alla ser var det är.")),
    )


def may_unpublish(actor: Actor, initiative: Initiative) -> Verdict:
    """Whether one may stop showing an initiative to everybody; also when it rests."""
    return first_no(_of_own(actor, initiative), YES if initiative.is_public else no(_("Det visas inte för alla.")))


def may_go(actor: Actor, initiative: Initiative, state: str) -> Verdict:
    """Whether one may let an initiative rest, end or wake: go to `state`."""
    return first_no(_of_own(actor, initiative), INITIATIVE_STATES.may_go(initiative.state, state))


def may_tie(actor: Actor, initiative: Initiative, matter: Matter) -> Verdict:
    """Whether one may tie a matter to an initiative: both belong to one's own authority."""
    same = matter.authority_id == initiative.authority_id
    return first_no(may_drive(actor, initiative), YES if same else no(_("Ärendet hör till en annan myndighet.")))


def may_choose_matter(actor: Actor, initiative: Initiative) -> Verdict:
    """Whether one may tie matters to an initiative by hand: one must see them to choose among them."""
    return first_no(may_drive(actor, initiative), actor.can(Capability.READ_MATTERS))


def _of_own(actor: Actor, initiative: Initiative) -> Verdict:
    if initiative.authority_id != actor.authority_id:
        return no(_("Initiativet hör till en annan myndighet."))
    return actor.can(Capability.DRIVE_INITIATIVES)

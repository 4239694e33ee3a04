"""Who sees and who may drive initiatives. A step may be reached, planned, left and reached again: it never fails."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from famn.domain.establishment.models import INITIATIVE_STATES, Initiative, Ladder, LadderStep
from famn.domain.matters.models import Matter
from famn.domain.people.models import Leg
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no

MOST_STEPS: Final = 8  # as many as a drawing has room for


def visible_initiatives(actor: Actor) -> QuerySet[Initiative]:
    """The initiatives of one's own authority, for a role that reads them."""
    if actor.authority_id is None or not actor.can(Capability.READ_INITIATIVES):
        return Initiative.objects.none()
    return Initiative.objects.filter(authority_id=actor.authority_id)


def public_initiatives() -> QuerySet[Initiative]:
    """The initiatives that everybody may see: published, and not ended."""
    return Initiative.objects.filter(is_public=True).exclude(state=Initiative.State.ENDED)


def visible_ladders(actor: Actor) -> QuerySet[Ladder]:
    """Reference ladders and the own authority's copies, for a role that reads initiatives."""
    if not actor.can(Capability.READ_INITIATIVES):
        return Ladder.objects.none()
    return usable_ladders(actor)


def usable_ladders(actor: Actor) -> QuerySet[Ladder]:
    """The ladders an initiative may climb: reference data, and the authority's own copies."""
    return Ladder.objects.filter(authority__isnull=True) | Ladder.objects.filter(authority_id=actor.authority_id or 0)


def ladder_for(actor: Actor) -> QuerySet[LadderStep]:
    """The steps, from the lowest, of the ladder that a new initiative climbs: one's own copy before reference data."""
    first = usable_ladders(actor).order_by("authority_id", "pk").values("pk")[:1]
    return LadderStep.objects.filter(ladder__in=first).order_by("number")


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


def may_copy_ladder(actor: Actor, ladder: Ladder) -> Verdict:
    """Whether one may make a copy of a ladder for one's authority: of reference data, and of its own."""
    return first_no(may_start(actor), _not_of_others(actor, ladder))


def may_change_ladder(actor: Actor, ladder: Ladder) -> Verdict:
    """Whether one may change a ladder: the own authority's copy, never reference data that all share."""
    shared = no(_("Den här trappan delas av alla. Gör en egen kopia om ni vill ändra den."))
    return first_no(may_start(actor), _not_of_others(actor, ladder), YES if ladder.authority_id is not None else shared)


def _not_of_others(actor: Actor, ladder: Ladder) -> Verdict:
    is_ours = ladder.authority_id in {None, actor.authority_id}
    return YES if is_ours else no(_("Trappan hör till en annan myndighet."))


def _of_own(actor: Actor, initiative: Initiative) -> Verdict:
    if initiative.authority_id != actor.authority_id:
        return no(_("Initiativet hör till en annan myndighet."))
    return actor.can(Capability.DRIVE_INITIATIVES)


# --- whose leg -------------------------------------------------------------------------------------

_HEALTH: Final = (Leg.MIDWIFERY.value, Leg.CHILD_HEALTH.value)
_LOCAL: Final = (Leg.OPEN_PRESCHOOL.value, Leg.PREVENTIVE_SOCIAL.value)
# Words in the name of a party that tell its leg, and, where none does, words that tell its kind of principal:
# regions and care providers bring maternal and child health care, municipalities the other two.
_LEG_WORDS: Final = (
    (("barnmorsk", "mödra", "bmm", "mvc"), _HEALTH[:1]),
    (("barnhälso", "barnavård", "bvc", "bhv"), _HEALTH[1:]),
    (("öppen förskola", "öppna förskola", "öppna förskolor"), _LOCAL[:1]),
    (("socialtjänst", "socialnämnd", "föräldrastöd", "familjestöd"), _LOCAL[1:]),
)
_KIND_WORDS: Final = (
    (("region", "landsting", "vårdcentral", "sjukvård", "hälsocentral", "mottagning", "klinik"), _HEALTH),
    (("kommun", "stadsdel", "nämnd", "förvaltning", " stad", "stads "), _LOCAL),
)


def share_legs(parties: Iterable[str], legs: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
    """Each party by name with those of the confirmed `legs` that its name tells of.

    Legs that no name tells of go to the one party that has none. Where that is nobody, or several, the leg stands as
    a party by its own name: it takes part, and who brings it is not said.
    """
    wanted = set(legs)
    shared = {name: [leg for leg in _legs_named(name) if leg in wanted] for name in dict.fromkeys(parties)}
    left = [leg for leg in Leg.values if leg in wanted and not any(leg in some for some in shared.values())]
    without = [name for name, some in shared.items() if not some]
    if len(without) == 1:
        shared[without[0]] = left
    else:
        shared |= {str(Leg(leg).label): [leg] for leg in left}
    return [(name, tuple(some)) for name, some in shared.items()]


def _legs_named(name: str) -> Sequence[str]:
    """The legs that the name of a party tells of, by its own words first."""
    text = f" {name.casefold()} "
    named = [leg for words, some in _LEG_WORDS for leg in some if any(word in text for word in words)]
    kind = next((some for words, some in _KIND_WORDS if any(word in text for word in words)), ())
    return named or kind

"""What of a person's open work may be handed over in one act, and what stays with her and why."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.establishment.models import Handover
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import YES, Verdict, first_no, no


class OpenKind(models.TextChoices):
    """What kind of open thing a person answers for."""

    MATTER = "matter", gettext_lazy("ärende")
    ASSIGNMENT = "assignment", gettext_lazy("uppdrag från nämnden")
    GROUP_ASSIGNMENT = "group_assignment", gettext_lazy("uppdrag från en grupp")
    OBSTACLE = "obstacle", gettext_lazy("hinder")
    CHECKLIST = "checklist", gettext_lazy("de första hundra dagarna")
    DUTY = "duty", gettext_lazy("ansvar i en grupp")
    WHEEL = "wheel", gettext_lazy("påminnelse i årshjulet")
    COORDINATOR = "coordinator", gettext_lazy("samordnare")
    SEAT = "seat", gettext_lazy("plats i en grupp")
    POINT = "point", gettext_lazy("punkt till nästa möte")
    ATTESTATION = "attestation", gettext_lazy("att attestera")
    REPORT = "report", gettext_lazy("utkast till utlåtande")
    UNSAVED = "unsaved", gettext_lazy("text som inte är sparad")
    LETTER = "letter", gettext_lazy("avsiktsförklaring eller avtal")
    SIGNATURE = "signature", gettext_lazy("att läsa och skriva under")


def may_hand_over_for(actor: Actor, user_id: int) -> Verdict:
    """Whether one may hand over everything that is open for a person: oneself, or as one who answers for people."""
    if actor.user_id is not None and actor.user_id == user_id:
        return actor.acts_for_a_unit()
    return first_no(actor.acts_for_a_unit(), actor.can(Capability.MANAGE_PEOPLE))


def visible_handovers(actor: Actor) -> models.QuerySet[Handover]:
    """What was handed over to oneself or by oneself, and for those who answer for people all of one's authority."""
    ours = Handover.objects.filter(authority_id=actor.authority_id or 0)
    ours = ours.select_related("left_by", "taken_by", "done_by")
    if actor.can(Capability.MANAGE_PEOPLE):
        return ours
    number = actor.user_id or 0
    return ours.filter(left_by_id=number) | ours.filter(taken_by_id=number)


def stays(kind: OpenKind) -> Verdict:
    """What never goes to another person by being handed over, with the reason; yes for all else."""
    reasons = {
        OpenKind.SEAT: _("Gruppen väljer själv vem som sitter där. Avsluta platsen och välj en ny ledamot."),
        OpenKind.POINT: _("Punkten tas upp på nästa möte ändå, med namnet på den som anmälde den."),
        OpenKind.ATTESTATION: _("Att attestera är personligt. Be den som skrev att fråga någon annan."),
        OpenKind.REPORT: _("Utkastet följer ärendet. Ärendets handläggare kan skriva vidare i det."),
        OpenKind.UNSAVED: _("Texten är bara din så länge den inte är sparad. Spara den som en version först."),
        OpenKind.LETTER: _(
            "Dokumentet hör till er enhet. När du har slutat väntar det hos alla där som får skriva vidare."
        ),
        OpenKind.SIGNATURE: _("Att skriva under är personligt. Utse någon annan på raden."),
    }
    return no(reasons[kind]) if kind in reasons else YES

"""What each capability lets one do, in plain Swedish, so that everybody can see what a role means."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from famn.domain.people.models import Role
from famn.domain.people.rules import ROLES, Capability

_C = Capability
CAPABILITIES: Final[dict[Capability, str | Promise]] = {
    _C.READ_MATTERS: _("se ärenden"),
    _C.READ_IN_DOCUMENTS: _("läsa in dokument och bekräfta vad som står i dem"),
    _C.CHANGE_MATTERS: _("ändra ärenden"),
    _C.DRIVE_INITIATIVES: _("driva initiativ och flytta dem på trappan"),
    _C.READ_INITIATIVES: _("se initiativ"),
    _C.ANSWER_ASSIGNMENTS: _("svara på uppdrag"),
    _C.WRITE_REPORTS: _("skriva till nämnden"),
    _C.ATTEST: _("attestera det som andra har skrivit"),
    _C.RECORD_DECISIONS: _("ta upp på dagordningen och registrera nämndens beslut"),
    _C.SHAPE_REPORTS: _("bestämma hur utlåtanden ställs upp och vilken Word-mall som används"),
    _C.SET_LENGTHS: _("bestämma hur långa tider och påminnelser är"),
    _C.READ_CENTRES: _("se familjecentraler som ni håller uppgifter om eller är med i"),
    _C.RUN_CENTRES: _("hålla uppgifter om familjecentraler aktuella och visa dem för alla"),
    _C.PLAN_ACTIVITIES: _("planera aktiviteter, flytta dem och ställa in dem"),
    _C.DEFINE_CLASSES: _("bestämma vad ni räknar som en familjecentral"),
    _C.KEEP_GOALS: _("lägga in styrdokument, mål och siffror om området"),
    _C.KEEP_PROGRAMMES: _("driva program: deras mål och vad målen vilar på"),
    _C.READ_AGREEMENTS: _("se avsiktsförklaringar och avtal"),
    _C.KEEP_AGREEMENTS: _("ta fram avsiktsförklaringar och avtal och bjuda in dem som ska skriva under"),
    _C.SHAPE_AGREEMENTS: _("bestämma mallarna för avsiktsförklaringar och avtal"),
    _C.ARCHIVE: _("hämta ett ärendes alla handlingar som arkivpaket"),
    _C.SEE_PEOPLE: _("se enheter och kollegor"),
    _C.MANAGE_PEOPLE: _("lägga till enheter och personer och avsluta uppdrag"),
    _C.READ_TRAIL: _("se spåret: vem som har gjort vad"),
    _C.RUN_SYSTEM: _("sköta systemet och lägga till nya huvudmän"),
}


def what_a_role_may(role: str) -> list[str | Promise]:
    """What somebody in this role may do, in the order of the list above."""
    held = ROLES[Role(role)]
    return [words for capability, words in CAPABILITIES.items() if capability in held]

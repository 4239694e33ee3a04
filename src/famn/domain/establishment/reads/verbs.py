"""What the verbs of this room are called in a timeline and in the trail."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: Final[dict[str, Promise]] = {
    "start_initiative": gettext_lazy("Initiativet startade"),
    "change_initiative": gettext_lazy("Initiativet ändrades"),
    "reach_step": gettext_lazy("Ett steg nåddes"),
    "unreach_step": gettext_lazy("Ett steg är inte längre nått"),
    "plan_step": gettext_lazy("Ett steg planerades"),
    "add_party": gettext_lazy("En part kom med"),
    "remove_party": gettext_lazy("En part är inte längre med"),
    "tie_matter": gettext_lazy("Ett ärende kopplades till"),
    "publish_initiative": gettext_lazy("Initiativet visas för alla"),
    "unpublish_initiative": gettext_lazy("Initiativet visas inte längre för alla"),
    "rest_initiative": gettext_lazy("Initiativet vilar"),
    "end_initiative": gettext_lazy("Initiativet avslutades"),
    "wake_initiative": gettext_lazy("Initiativet pågår igen"),
    "copy_ladder": gettext_lazy("Trappan kopierades"),
    "change_ladder": gettext_lazy("Trappan ändrades"),
}

"""What the verbs of the trail are called in Swedish. A test holds that every verb that an action records is here."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from famn.domain.centres.reads import VERBS as CENTRES
from famn.domain.establishment.reads import VERBS as ESTABLISHMENT
from famn.domain.matters.reads.timeline import VERBS as MATTERS

VERBS: Final[dict[str, str | Promise]] = {
    **MATTERS,
    **ESTABLISHMENT,
    **CENTRES,
    "receive_file": _("Filen lästes in"),
    "save_draft": _("Rättningar sparades"),
    "set_aside_file": _("Filen lades åt sidan"),
    "confirm_file": _("Läsningen bekräftades"),
    "save_report": _("En version av utlåtandet sparades"),
    "begin_writing": _("Någon började skriva i utlåtandet"),
    "drop_working_copy": _("Text som inte var sparad slängdes"),
    "copy_heading_set": _("En egen uppställning gjordes"),
    "change_heading_set": _("Uppställningen ändrades"),
    "bring_template": _("En egen Word-mall togs i bruk"),
    "use_our_template": _("Den egna Word-mallen togs ur bruk"),
    "found_principal": _("Huvudmannen lades till"),
    "found_authority": _("Myndigheten lades till"),
    "draw_secrecy_area": _("Sekretessområdet bestämdes"),
    "add_administration": _("Förvaltningen lades till"),
    "add_unit": _("Enheten lades till"),
    "add_person": _("Personen lades till"),
    "sign_in": _("Personen loggade in"),
    "sign_out": _("Personen loggade ut"),
    "act_for_unit": _("Någon valde att arbeta för enheten"),
    "join_unit": _("Uppdraget vid enheten började"),
    "end_membership": _("Uppdraget vid enheten avslutades"),
}
THINGS: Final[dict[str, str | Promise]] = {
    "matter": _("ärende"),
    "document": _("dokument"),
    "assignment": _("uppdrag"),
    "board_report": _("utlåtande"),
    "attestation": _("attest"),
    "decision": _("beslut"),
    "heading_set": _("uppställning"),
    "word_template": _("Word-mall"),
    "incoming_file": _("inläst fil"),
    "initiative": _("initiativ"),
    "initiative_step": _("steg"),
    "ladder": _("trappa"),
    "family_centre": _("familjecentral"),
    "centre_leg": _("verksamhet på en familjecentral"),
    "premises": _("hus"),
    "partner": _("samarbetspartner"),
    "definition_set": _("definition"),
    "membership": _("uppdrag vid en enhet"),
    "unit": _("enhet"),
    "user": _("person"),
}


def in_words(verb: str) -> str:
    """A verb in Swedish; one without words is shown as it is kept."""
    return str(VERBS.get(verb, verb))

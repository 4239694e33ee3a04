"""What the verbs of the trail are called in Swedish. A test holds that every verb that an action records is here."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from famn.domain.activities.reads import VERBS as ACTIVITIES
from famn.domain.agreements.reads import VERBS as AGREEMENTS
from famn.domain.centres.reads import VERBS as CENTRES
from famn.domain.establishment.reads import VERBS as ESTABLISHMENT
from famn.domain.matters.reads.timeline import VERBS as MATTERS
from famn.domain.programme.reads import VERBS as PROGRAMME

VERBS: Final[dict[str, str | Promise]] = {
    **MATTERS,
    **ESTABLISHMENT,
    **CENTRES,
    **AGREEMENTS,
    **ACTIVITIES,
    **PROGRAMME,
    "receive_file": _("Filen lästes in"),
    "save_draft": _("Rättningar sparades"),
    "set_aside_file": _("Filen lades åt sidan"),
    "confirm_file": _("Läsningen bekräftades"),
    "save_report": _("En version av utlåtandet sparades"),
    "begin_writing": _("Någon började skriva i utlåtandet"),
    "drop_working_copy": _("Text som inte var sparad slängdes"),
    "add_recipient": _("En mottagare av beslutet lades till"),
    "drop_recipient": _("En mottagare av beslutet togs bort"),
    "add_steering_document": _("Styrdokumentet lades till"),
    "change_steering_document": _("Styrdokumentet ändrades"),
    "remove_steering_document": _("Styrdokumentet togs bort"),
    "add_goal": _("Ett mål lades till"),
    "change_goal": _("Målet ändrades"),
    "remove_goal": _("Målet togs bort"),
    "import_figures": _("Siffror lästes in"),
    "remove_import": _("Inlästa siffror togs bort"),
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
    "make_feed": _("En hemlig adress till kalendern gjordes"),
    "revoke_feed": _("Kalenderns hemliga adress togs tillbaka"),
    "read_feed": _("Kalendern lästes den dagen"),
    "set_lengths": _("Tiderna för myndigheten ändrades"),
    "choose_mail": _("Personen valde hur mejlen kommer"),
}
THINGS: Final[dict[str, str | Promise]] = {
    "matter": _("ärende"),
    "document": _("dokument"),
    "assignment": _("uppdrag"),
    "board_report": _("utlåtande"),
    "attestation": _("attest"),
    "decision": _("beslut"),
    "passage": _("organ på ett utlåtandes väg"),
    "personal_decision": _("beslut av en person"),
    "delegation_item": _("punkt i delegationsordningen"),
    "board": _("nämnd"),
    "board_meeting": _("nämndmöte"),
    "heading_set": _("uppställning"),
    "word_template": _("Word-mall"),
    "incoming_file": _("inläst fil"),
    "initiative": _("initiativ"),
    "initiative_step": _("steg"),
    "mapping": _("kartläggning"),
    "ladder": _("trappa"),
    "project_group": _("grupp"),
    "group_member": _("plats i en grupp"),
    "group_duty": _("ansvar i en grupp"),
    "group_meeting": _("möte i en grupp"),
    "agenda_point": _("punkt till ett möte"),
    "meeting_decision": _("beslut på ett möte"),
    "group_assignment": _("uppdrag från en grupp"),
    "wheel_item": _("årshjulet"),
    "checklist": _("de första hundra dagarna"),
    "checklist_item": _("punkt i de första hundra dagarna"),
    "handover": _("överlämning"),
    "steering_document": _("styrdokument"),
    "steering_goal": _("mål"),
    "programme": _("program"),
    "programme_goal": _("mål i ett program"),
    "letter_of_intent": _("avsiktsförklaring eller avtal"),
    "shortfall": _("åtagande som inte hölls"),
    "signature_line": _("rad att skriva under på"),
    "signature": _("underskrift"),
    "signer_link": _("personlig länk"),
    "signing_order": _("beställning hos en underskriftstjänst"),
    "letter_template": _("mall"),
    "family_centre": _("familjecentral"),
    "centre_leg": _("verksamhet på en familjecentral"),
    "opening_exception": _("dagar som inte är som vanligt"),
    "centre_person": _("någon som visas på en familjecentral"),
    "premises": _("hus"),
    "premises_option": _("lokal för ett initiativ"),
    "partner": _("samarbetspartner"),
    "definition_set": _("definition"),
    "activity": _("aktivitet"),
    "series": _("serie av tillfällen"),
    "occurrence": _("tillfälle"),
    "room": _("rum"),
    "term": _("termin"),
    "membership": _("uppdrag vid en enhet"),
    "authority": _("myndighet"),
    "unit": _("enhet"),
    "calendar_feed": _("kalender"),
    "calendar_source": _("kalender som hämtas"),
    "user": _("person"),
}


def in_words(verb: str) -> str:
    """A verb in Swedish; one without words is shown as it is kept."""
    return str(VERBS.get(verb, verb))

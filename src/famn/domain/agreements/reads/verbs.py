"""What the verbs of this room are called in a timeline and in the trail."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: Final[dict[str, Promise]] = {
    "start_letter": gettext_lazy("Dokumentet påbörjades"),
    "save_letter": gettext_lazy("En version sparades"),
    "add_letter_party": gettext_lazy("En part lades till"),
    "drop_letter_party": gettext_lazy("En part togs bort"),
    "cite_letter_goals": gettext_lazy("Målen ändrades"),
    "name_signer": gettext_lazy("Någon utsågs att skriva under"),
    "send_letter": gettext_lazy("Dokumentet skickades för underskrift"),
    "ask_signer": gettext_lazy("Någon fick frågan att skriva under"),
    "sign_letter": gettext_lazy("Någon godkände digitalt"),
    "decline_letter": gettext_lazy("Någon avstod från att skriva under"),
    "record_paper": gettext_lazy("En underskrift på papper registrerades"),
    "void_signature": gettext_lazy("En underskrift gäller inte längre"),
    "finish_letter": gettext_lazy("Alla har skrivit under"),
    "seal_letter": gettext_lazy("Filen stämplades"),
    "withdraw_letter": gettext_lazy("Dokumentet togs tillbaka"),
    "invite_signer": gettext_lazy("En personlig länk skickades"),
    "revoke_link": gettext_lazy("En personlig länk återkallades"),
    "claim_link": gettext_lazy("En personlig länk öppnades"),
    "enrol_signer": gettext_lazy("Den som bjöds in lade till en andra faktor"),
    "remind_signer": gettext_lazy("En påminnelse om underskrift skickades"),
    "copy_letter_template": gettext_lazy("En egen mall gjordes"),
    "set_terms": gettext_lazy("Avtalstiden ändrades"),
    "add_commitment": gettext_lazy("Ett åtagande lades till"),
    "drop_commitment": gettext_lazy("Ett åtagande togs bort"),
    "set_split": gettext_lazy("Hur kostnaderna delas ändrades"),
    "add_cost_row": gettext_lazy("En del av kostnaden lades till"),
    "drop_cost_row": gettext_lazy("En del av kostnaden togs bort"),
    "follow_agreement": gettext_lazy("Ett nytt avtal påbörjades efter det förra"),
    "give_notice": gettext_lazy("En part sade upp avtalet"),
    "take_back_notice": gettext_lazy("En uppsägning togs tillbaka"),
    "note_shortfall": gettext_lazy("Ett åtagande som inte hölls antecknades"),
    "follow_up_shortfall": gettext_lazy("Åtagandet följdes upp"),
    "close_shortfall": gettext_lazy("Uppföljningen avslutades"),
    "record_paid_assignment": gettext_lazy("Regionens uppdrag registrerades"),
    "end_paid_assignment": gettext_lazy("Regionens uppdrag fick en sista dag"),
    "remind_of_agreement": gettext_lazy("En påminnelse om avtalet skickades"),
    "set_levels": gettext_lazy("Uppdragets nivåer ändrades"),
    "choose_reminders": gettext_lazy("Dagarna för påminnelser om avtal ändrades"),
    "change_letter_template": gettext_lazy("Mallen ändrades"),
    "order_signature": gettext_lazy("En underskrift beställdes hos tjänsten"),
    "settle_order": gettext_lazy("Beställningen hos tjänsten avslutades"),
    "sign_at_service": gettext_lazy("Någon skrev under hos tjänsten, och filen är kontrollerad"),
}

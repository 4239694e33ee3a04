"""What the verbs of this room are called in a timeline and in the trail."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

VERBS: Final[dict[str, Promise]] = {
    "start_letter": gettext_lazy("Avsiktsförklaringen påbörjades"),
    "save_letter": gettext_lazy("En version av avsiktsförklaringen sparades"),
    "add_letter_party": gettext_lazy("En part lades till i avsiktsförklaringen"),
    "drop_letter_party": gettext_lazy("En part togs bort ur avsiktsförklaringen"),
    "cite_letter_goals": gettext_lazy("Målen i avsiktsförklaringen ändrades"),
    "name_signer": gettext_lazy("Någon utsågs att skriva under"),
    "send_letter": gettext_lazy("Avsiktsförklaringen skickades för underskrift"),
    "ask_signer": gettext_lazy("Någon fick frågan att skriva under"),
    "sign_letter": gettext_lazy("Någon godkände avsiktsförklaringen digitalt"),
    "decline_letter": gettext_lazy("Någon avstod från att skriva under"),
    "record_paper": gettext_lazy("En underskrift på papper registrerades"),
    "void_signature": gettext_lazy("En underskrift gäller inte längre"),
    "finish_letter": gettext_lazy("Alla har skrivit under avsiktsförklaringen"),
    "seal_letter": gettext_lazy("Filen stämplades"),
    "withdraw_letter": gettext_lazy("Avsiktsförklaringen återtogs"),
    "invite_signer": gettext_lazy("En personlig länk skickades"),
    "revoke_link": gettext_lazy("En personlig länk återkallades"),
    "claim_link": gettext_lazy("En personlig länk öppnades"),
    "enrol_signer": gettext_lazy("Den som bjöds in lade till en andra faktor"),
    "remind_signer": gettext_lazy("En påminnelse om underskrift skickades"),
    "copy_letter_template": gettext_lazy("En egen mall gjordes"),
    "change_letter_template": gettext_lazy("Mallen ändrades"),
}

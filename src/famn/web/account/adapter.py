"""How the sign-in library behaves here: nobody signs up alone, and its letters go through our outbox."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from famn.ground import mail

SUBJECTS = {
    "account/email/password_reset_key": _("Välj ett nytt lösenord"),
    "account/email/unknown_account": _("Ingen med den här adressen"),
    "account/email/password_reset": _("Ditt lösenord är ändrat"),
    "account/email/password_changed": _("Ditt lösenord är ändrat"),
    "mfa/email/totp_activated": _("Koder från en app är påslagna"),
    "mfa/email/totp_deactivated": _("Koder från en app är avstängda"),
    "mfa/email/webauthn_added": _("En nyckel är tillagd"),
    "mfa/email/webauthn_removed": _("En nyckel är borttagen"),
    "mfa/email/recovery_codes_generated": _("Du har nya reservkoder"),
}


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Staff only: accounts are made by a colleague who is responsible for the unit."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for herself."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every letter goes by the outbox, in our own words: `mail/account/<name>`."""
        mail.post(
            to=email,
            subject=str(SUBJECTS.get(template_prefix, _("Om ditt konto i Famn"))),
            template=f"mail/{template_prefix.replace('/email/', '/')}",
            context={key: str(value) for key, value in context.items() if key.endswith("url") or key == "email"},
            at=timezone.now(),
        )

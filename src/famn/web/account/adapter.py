"""How the sign-in library behaves here: nobody signs up alone, and its letters go through our outbox."""

from __future__ import annotations

from typing import Any, Final

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from famn.domain.people import actions
from famn.domain.people.models import User
from famn.ground import mail
from famn.web.shared.actor import find_actor

# The library's name of a letter -> its subject; each has its own words in `mail/account/<name>`.
SUBJECTS: Final[dict[str, str | Promise]] = {
    "account/email/password_reset_key": _("Välj ett nytt lösenord"),
    "account/email/unknown_account": _("Det finns inget konto med din adress"),
}
# What was changed in somebody's account -> subject, and what happened; all by one letter, `mail/account/changed`.
CHANGES: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    "account/email/password_reset": (
        _("Ditt lösenord är bytt"),
        _("Lösenordet till ditt konto är bytt med en länk i ett mejl."),
    ),
    "account/email/password_changed": (_("Ditt lösenord är bytt"), _("Lösenordet till ditt konto är bytt.")),
    "account/email/password_set": (_("Ditt konto har fått ett lösenord"), _("Ditt konto har fått ett lösenord.")),
    "mfa/email/totp_activated": (
        _("Koder från en app är påslagna"),
        _("Nu behövs en kod från din app när du loggar in med lösenord."),
    ),
    "mfa/email/totp_deactivated": (
        _("Koder från en app är avstängda"),
        _("Koder från en app behövs inte längre för ditt konto."),
    ),
    "mfa/email/webauthn_added": (_("En nyckel är tillagd"), _("En nyckel är tillagd i ditt konto.")),
    "mfa/email/webauthn_removed": (_("En nyckel är borttagen"), _("En nyckel är borttagen från ditt konto.")),
    "mfa/email/recovery_codes_generated": (
        _("Du har nya reservkoder"),
        _("Ditt konto har fått nya reservkoder. De gamla gäller inte längre."),
    ),
}


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # the library has no types
    """Staff only: accounts are made by a colleague who is responsible for the unit."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody makes an account for herself."""
        return False

    def login(self, request: HttpRequest, user: User) -> None:
        """Open a session, after every step of signing in, and leave a trail of it."""
        super().login(request, user)
        actions.sign_in(user, by=find_actor(request), at=timezone.now())

    def logout(self, request: HttpRequest) -> None:
        """Leave a trail, and close the session."""
        if isinstance(request.user, User):
            actions.sign_out(request.user, by=find_actor(request), at=timezone.now())
        super().logout(request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link in a letter leads to our own address, whatever name the request came by."""
        return password_link(*key.split("-", 1))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Every letter goes by the outbox, in our own words. Raises KeyError for a letter that has none."""
        facts: dict[str, object] = {"email": email, "password_reset_url": context.get("password_reset_url")}
        if template_prefix in CHANGES:
            subject, facts["what"] = CHANGES[template_prefix]
            name = "changed"
        else:
            subject, name = SUBJECTS[template_prefix], template_prefix.rsplit("/", 1)[1]
        at = timezone.now()
        mail.post(
            to=email,
            subject=str(subject),
            template=f"mail/account/{name}",
            context=facts | {"at": at},
            at=at,
            holds_secret=name == "password_reset_key",
            at_once=True,
        )


def password_link(uid: str, token: str) -> str:
    """The address where somebody chooses a password, by her number in base 36 and a token that works once."""
    return settings.FAMN_ORIGIN + reverse("account_reset_password_from_key", kwargs={"uidb36": uid, "key": token})


def password_link_of(person: User) -> str:
    """A new link by which a person chooses a password. It works until she has done so, or has signed in."""
    token = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    return password_link(user_pk_to_url_str(person), token)

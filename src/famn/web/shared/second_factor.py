"""A second factor, asked at the very act: a code or a key, checked by the sign-in library's own forms.

It is asked each time, however lately the person signed in. In the demo alone the page shows the code of the moment,
since nobody has an invented person's telephone.
"""

from __future__ import annotations

import base64
from typing import Any, Final

from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import BaseAuthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import TOTP, clear_totp_secret
from allauth.mfa.utils import decrypt, is_mfa_enabled
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django import forms
from django.conf import settings
from django.http import HttpRequest

from famn.domain.people.models import User
from famn.web.shared.tags import demo_code

KEY: Final = "credential"  # the field of a form that a key has filled in


def has_factor(person: User) -> bool:
    """Whether a person has put in a code or a key of her own."""
    return bool(is_mfa_enabled(person))


class Question:
    """The forms that ask a person for a second factor, and what she answered in this request.

    `keys`: whether a key may answer too. A key belongs to one who signs in here.
    """

    def __init__(self, request: HttpRequest, person: User, *, keys: bool = True) -> None:
        kinds = set(_factors(person).values_list("type", flat=True))
        asked = request.POST if request.method == "POST" else None
        by_key = asked is not None and KEY in asked
        self._person = person
        self.code = BaseAuthenticateForm(None if by_key else asked, user=person) if _codes(kinds) else None
        self.key = (
            AuthenticateWebAuthnForm(asked if by_key else None, user=person)
            if keys and Authenticator.Type.WEBAUTHN in kinds
            else None
        )
        self.factor = self._answered()

    def _answered(self) -> str:
        """Which kind of factor has just been proved; nothing where none has."""
        if self.key is not None and self.key.is_bound and self.key.is_valid():
            _use(self.key.cleaned_data[KEY])
            return str(Authenticator.Type.WEBAUTHN)
        if self.code is not None and self.code.is_bound and self.code.is_valid():
            _use(self.code.authenticator)
            return str(self.code.authenticator.type)
        return ""

    @property
    def form(self) -> forms.Form:
        """The form that was answered. Raises ValueError where nothing can be asked."""
        asked: tuple[forms.Form | None, ...] = (self.key, self.code)
        for form in asked:
            if form is not None and form.is_bound:
                return form
        raise ValueError("no form was answered")

    @property
    def key_options(self) -> dict[str, Any]:
        """What the browser hands to the key. Each time it is asked for, an answer to an earlier one is void."""
        return {"request_options": begin_authentication(self._person)}

    @property
    def demo_code(self) -> str:
        """The code that the person's app shows just now: in the demo, and nowhere else."""
        row = _factors(self._person).filter(type=Authenticator.Type.TOTP).first() if settings.IS_DEMO else None
        return demo_code(decrypt(row.data["secret"])) if row else ""


class Enrolment:
    """Putting in a second factor for one who has none: an app with codes. Works without script."""

    def __init__(self, request: HttpRequest, person: User) -> None:
        self._request, self._person = request, person
        self.form = ActivateTOTPForm(request.POST if request.method == "POST" else None, user=person)

    def is_done(self) -> bool:
        """Whether the code was right; then the factor is kept."""
        if not self.form.is_bound or has_factor(self._person) or not self.form.is_valid():
            return False
        TOTP.activate(self._person, self.form.secret)
        clear_totp_secret(self._request)
        return True

    @property
    def picture(self) -> str:
        """The square that a telephone reads, as the address of a picture."""
        adapter = get_adapter()
        svg = adapter.build_totp_svg(self.address)
        return f"data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}"

    @property
    def address(self) -> str:
        """What opens an app with codes on the very telephone that shows the page."""
        return str(get_adapter().build_totp_url(self._person, self.form.secret))

    @property
    def demo_code(self) -> str:
        """The code that an app would show just now: in the demo, and nowhere else."""
        return demo_code(self.form.secret)


def _factors(person: User) -> Any:
    """The rows that the sign-in library keeps of a person's factors."""
    return person.authenticator_set  # type: ignore[attr-defined]  # the library's table has a key to ours, untyped


def _codes(kinds: set[str]) -> set[str]:
    return kinds & {Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES}


def _use(authenticator: Authenticator) -> None:
    authenticator.record_usage()

"""The port to a service for advanced electronic signatures (eIDAS, article 26), and its adapter over HTTP.

docs/signing.md holds the contract. A person signs at the service, with means that she alone controls; Famn sends a
finished PDF there, and takes back a PDF that begins with the very same bytes and has her signature behind them. What
comes back is believed only when `advanced.check_signed` has looked at it.
"""

from __future__ import annotations

import base64
import json
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from enum import StrEnum
from http.client import HTTPException
from typing import Any, Final, Protocol
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from famn.ground.text import checksum

TIMEOUT: Final = 10  # seconds
MOST_BYTES: Final = 50 * 1024 * 1024
LOOPBACK: Final = {"localhost", "127.0.0.1", "::1"}


class ServiceFault(Exception):
    """The service did not do what was asked. The reason is in Swedish. `passing`: worth trying again later."""

    def __init__(self, reason: str, *, passing: bool) -> None:
        super().__init__(reason)
        self.passing = passing


class OrderState(StrEnum):
    """What has become of an order."""

    WAITING = "waiting"
    SIGNED = "signed"
    DECLINED = "declined"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Order:
    """An order at a service: its number there, how it stands, and the address where the person signs."""

    number: str
    state: OrderState
    url: str


class SignatureService(Protocol):
    """What Famn asks of a service. Each call may raise `ServiceFault`."""

    @property
    def name(self) -> str:
        """What people call it."""

    def start(self, pdf: bytes, *, key: str, title: str, signer: str, back: str) -> Order:
        """Ask one person to sign a file. The same `key` again, with the same file, is the same order.

        `back` is where her browser goes when she is done. The same key with another file is refused.
        """

    def status(self, number: str) -> Order:
        """How an order stands."""

    def signed_pdf(self, number: str) -> bytes:
        """The signed file of an order that is signed; refused for every other."""

    def cancel(self, number: str) -> None:
        """Let an order be signed no longer. One that is cancelled stays so; one that is signed is refused."""


@dataclass(frozen=True, slots=True)
class HttpService:
    """A service that speaks the contract of docs/signing.md over HTTPS (plain HTTP on this computer alone)."""

    url: str
    secret: str = field(repr=False)
    name: str

    def start(self, pdf: bytes, *, key: str, title: str, signer: str, back: str) -> Order:
        """See `SignatureService.start`."""
        body = {
            "title": title,
            "document": base64.b64encode(pdf).decode(),
            "sha256": checksum(pdf),
            "signer": {"name": signer},
            "return_url": back,
        }
        return self._order(self._ask("POST", "/orders", body=body, key=key))

    def status(self, number: str) -> Order:
        """See `SignatureService.status`."""
        return self._order(self._ask("GET", f"/orders/{quote(number, safe='')}"))

    def signed_pdf(self, number: str) -> bytes:
        """See `SignatureService.signed_pdf`."""
        return self._ask("GET", f"/orders/{quote(number, safe='')}/document")

    def cancel(self, number: str) -> None:
        """See `SignatureService.cancel`."""
        self._ask("DELETE", f"/orders/{quote(number, safe='')}")

    def _order(self, content: bytes) -> Order:
        """The order in an answer. An address to sign at that is not the service's own is not passed on to anybody."""
        try:
            row = json.loads(content)
            order = Order(str(row["id"])[:100], OrderState(row["state"]), str(row.get("sign_url") or ""))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ServiceFault(_("Tjänsten %(name)s svarade obegripligt.") % self._me(), passing=True) from error
        ours, its = urlsplit(self.url), urlsplit(order.url)
        if order.url and (its.scheme, its.netloc) != (ours.scheme, ours.netloc):
            raise ServiceFault(_("Tjänsten %(name)s hänvisar till en annan webbplats.") % self._me(), passing=False)
        return order

    def _ask(self, method: str, path: str, *, body: dict[str, Any] | None = None, key: str = "") -> bytes:
        headers = {"Authorization": f"Bearer {self.secret}", "Accept": "application/json, application/pdf"}
        if key:
            headers["Idempotency-Key"] = key
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            headers["Content-Type"] = "application/json"
        request = urllib.request.Request(self.url + path, data=data, headers=headers, method=method)  # noqa: S310  the setting's scheme is checked in `own_service`
        try:
            with _OPENER.open(request, timeout=TIMEOUT) as answer:
                content: bytes = answer.read(MOST_BYTES + 1)
        except urllib.error.HTTPError as error:
            raise self._fault(error.code) from error
        except (OSError, HTTPException) as error:
            raise ServiceFault(_("Tjänsten %(name)s svarar inte just nu.") % self._me(), passing=True) from error
        if len(content) > MOST_BYTES:
            raise ServiceFault(_("Tjänsten %(name)s skickade en för stor fil.") % self._me(), passing=False)
        return content

    def _fault(self, status: int) -> ServiceFault:
        match status:
            case 401 | 403:
                reason, passing = _("Tjänsten %(name)s släpper inte in Famn. Nyckeln behöver bytas."), True
            case 404 | 410:
                reason, passing = _("Tjänsten %(name)s känner inte till underskriften."), False
            case 409 | 422:
                reason, passing = _("Tjänsten %(name)s tar inte emot det här."), False
            case _:
                reason, passing = _("Tjänsten %(name)s svarar inte just nu."), True
        return ServiceFault(reason % self._me(), passing=passing)

    def _me(self) -> dict[str, str]:
        return {"name": self.name}


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A service answers where it is asked: the secret key is never carried to another address."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_OPENER: Final = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def has_service() -> bool:
    """Whether this installation has a service for advanced electronic signatures; nobody is asked."""
    return bool(settings.FAMN_ESIGN_URL and settings.FAMN_ESIGN_KEY and settings.FAMN_ESIGN_TRUST)


def own_service() -> SignatureService:
    """The installation's service, by its settings. Raises `ServiceFault` without one, and for one that is not safe.

    Both are passing: what waits at a service is not given up because somebody is at the settings.
    """
    if not has_service():
        raise ServiceFault(_("Här finns ingen tjänst för elektronisk underskrift."), passing=True)
    parts = urlsplit(settings.FAMN_ESIGN_URL)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise ServiceFault(_("Adressen till underskriftstjänsten måste börja med https://."), passing=True)
    name = settings.FAMN_ESIGN_NAME or parts.hostname or settings.FAMN_ESIGN_URL
    return HttpService(settings.FAMN_ESIGN_URL, settings.FAMN_ESIGN_KEY, name)

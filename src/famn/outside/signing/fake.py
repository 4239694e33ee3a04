"""A made-up signature service for tests and for the demo: a real web server with orders, a page to sign on and a CA.

It speaks the contract of docs/signing.md as a service would, and signs with pyHanko by a certificate of its own making.
It proves nothing about any person: whoever opens its page is taken to be the one who was asked. It never runs in
production, see `management/commands/fake_signatures.py`.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import html
import io
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, pkcs12
from cryptography.x509.oid import NameOID

from famn.ground.text import checksum

NAME: Final = "Låtsaslegitimation"
ISSUER: Final = "Låtsaslegitimation, rotutfärdare"
SECRET: Final = "only-for-play"  # noqa: S105  a play service has a play key
WAITING, SIGNED, DECLINED, CANCELLED, EXPIRED = "waiting", "signed", "declined", "cancelled", "expired"
_USES: Final = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


@dataclass
class Kept:
    """One order."""

    number: str
    title: str
    signer: str
    document: bytes
    back: str
    state: str = WAITING
    signed: bytes = b""


@dataclass
class FakeService:
    """The orders and the CA. `signs_as` puts another name in the certificate; `spoils` changes what is handed out."""

    secret: str = SECRET
    url: str = ""
    orders: dict[str, Kept] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)  # idempotency key -> number
    signs_as: str = ""
    spoils: bytes = b""  # put behind the file when it is fetched
    down: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._root = _certificate(ISSUER, self._key.public_key(), by=ISSUER, key=self._key, is_issuer=True)

    @property
    def trust(self) -> bytes:
        """The CA's certificate in PEM, for those who trust it."""
        return self._root.public_bytes(Encoding.PEM)

    def sign(self, number: str) -> None:
        """The person signs: what her click on the page does."""
        order = self.orders[number]
        if order.state == WAITING:
            order.signed, order.state = self._sign_pdf(order), SIGNED

    def _sign_pdf(self, order: Kept) -> bytes:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter  # slow to load: only who signs pays
        from pyhanko.sign import fields, signers

        key, name = ec.generate_private_key(ec.SECP256R1()), self.signs_as or order.signer
        certificate = _certificate(name, key.public_key(), by=ISSUER, key=self._key, is_issuer=False)
        store = pkcs12.serialize_key_and_certificates(b"signer", key, certificate, [self._root], NoEncryption())
        signed: io.BytesIO = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name="Underskrift", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, name=name
            ),
            signer=signers.SimpleSigner.load_pkcs12_data(store, other_certs=[], passphrase=None),
        ).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(order.document)))
        return signed.getvalue()

    def start(self, row: dict[str, Any], key: str) -> tuple[int, Kept | None]:
        """A new order, or the one that the key has made already; 409 where the two differ, 422 where it is no order."""
        try:
            document = base64.b64decode(row["document"], validate=True)
            made = Kept(secrets.token_urlsafe(16), row["title"], row["signer"]["name"], document, row["return_url"])
        except (KeyError, TypeError, binascii.Error):
            return HTTPStatus.UNPROCESSABLE_ENTITY, None
        if checksum(document) != row.get("sha256") or not document.startswith(b"%PDF-") or not key:
            return HTTPStatus.UNPROCESSABLE_ENTITY, None
        with self.lock:
            known = self.orders.get(self.keys.get(key, ""))
            if known is None:
                self.orders[made.number], self.keys[key] = made, made.number
                return HTTPStatus.CREATED, made
        return (HTTPStatus.OK, known) if known.document == document else (HTTPStatus.CONFLICT, None)

    def as_json(self, order: Kept) -> bytes:
        """An order as the contract has it."""
        row = {"id": order.number, "state": order.state, "sign_url": f"{self.url}/sign/{order.number}"}
        return json.dumps(row).encode()


@contextmanager
def running(port: int = 0, *, secret: str = SECRET) -> Iterator[FakeService]:
    """The service on loopback, as long as one is inside; on a free port unless one is named."""
    service = FakeService(secret)
    server = _Server(("127.0.0.1", port), _Handler)
    server.service = service
    service.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    service: FakeService
    daemon_threads = True


class _Handler(BaseHTTPRequestHandler):
    """The contract, and the page where a person signs."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        """A new order, or the click of a person on the page of one."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if (number := self._number("/sign/")) is not None:
            self._click(number, parse_qs(body.decode()))
        elif self._is_known() and urlsplit(self.path).path == "/orders":
            try:
                status, order = self._service.start(json.loads(body), self.headers.get("Idempotency-Key", ""))
            except ValueError:
                status, order = HTTPStatus.BAD_REQUEST, None
            self._answer(status, self._service.as_json(order) if order else b"{}")

    def do_GET(self) -> None:
        """How an order stands, its signed file, or the page where a person signs."""
        if (number := self._number("/sign/")) is not None:
            self._page(number)
        elif self._is_known():
            path = urlsplit(self.path).path
            order = self._order(path.removesuffix("/document"))
            if order is None:
                self._answer(HTTPStatus.NOT_FOUND, b"{}")
            elif not path.endswith("/document"):
                self._answer(HTTPStatus.OK, self._service.as_json(order))
            elif order.state != SIGNED:
                self._answer(HTTPStatus.CONFLICT, b"{}")
            else:
                self._answer(HTTPStatus.OK, order.signed + self._service.spoils, "application/pdf")

    def do_DELETE(self) -> None:
        """An order is no longer to be signed."""
        if not self._is_known():
            return
        order = self._order(urlsplit(self.path).path)
        if order is None:
            self._answer(HTTPStatus.NOT_FOUND, b"{}")
        elif order.state == SIGNED:
            self._answer(HTTPStatus.CONFLICT, b"{}")
        else:
            order.state = CANCELLED if order.state == WAITING else order.state
            self._answer(HTTPStatus.NO_CONTENT, b"")

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    @property
    def _service(self) -> FakeService:
        return self.server.service

    def _is_known(self) -> bool:
        """Whether the caller has the key; else, and where the service plays dead, the answer is given here."""
        if self._service.down:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, b"{}")
            return False
        if self.headers.get("Authorization") != f"Bearer {self._service.secret}":
            self._answer(HTTPStatus.UNAUTHORIZED, b"{}")
            return False
        return True

    def _number(self, prefix: str) -> str | None:
        path = urlsplit(self.path).path
        return path.removeprefix(prefix) if path.startswith(prefix) else None

    def _order(self, path: str) -> Kept | None:
        return self._service.orders.get(path.removeprefix("/orders/"))

    def _click(self, number: str, form: dict[str, list[str]]) -> None:
        order = self._service.orders.get(number)
        if order is None:
            self._answer(HTTPStatus.NOT_FOUND, b"")
            return
        if form.get("answer") == ["sign"]:
            self._service.sign(number)
        elif order.state == WAITING:
            order.state = DECLINED
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", order.back)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _page(self, number: str) -> None:
        order = self._service.orders.get(number)
        if order is None:
            self._answer(HTTPStatus.NOT_FOUND, b"")
            return
        facts = {"title": html.escape(order.title), "signer": html.escape(order.signer), "name": NAME}
        self._answer(HTTPStatus.OK, PAGE.format(**facts).encode(), "text/html; charset=utf-8")

    def _answer(self, status: int, content: bytes, kind: str = "application/json") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


PAGE: Final = """<!DOCTYPE html>
<html lang="sv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{name}</title></head><body><main>
<p>{name} är en påhittad tjänst. Den bevisar ingenting om någon.</p>
<h1>Skriv under</h1>
<p>{title}</p>
<p>Du skriver under som {signer}.</p>
<form method="post">
<p><button name="answer" value="sign">Skriv under</button>
<button name="answer" value="decline">Avbryt</button></p>
</form></main></body></html>
"""


def _certificate(
    name: str, public: ec.EllipticCurvePublicKey, *, by: str, key: ec.EllipticCurvePrivateKey, is_issuer: bool
) -> x509.Certificate:
    now = dt.datetime.now(dt.UTC)
    uses = {"key_cert_sign", "crl_sign"} if is_issuer else {"digital_signature", "content_commitment"}
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .issuer_name(_name(by))
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=3650))
        .not_valid_after(now + dt.timedelta(days=3650))
        .add_extension(x509.BasicConstraints(ca=is_issuer, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**{use: use in uses for use in _USES}), critical=True)
        .sign(key, hashes.SHA256())
    )


def _name(name: str) -> x509.Name:
    return x509.Name(
        [x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"), x509.NameAttribute(NameOID.COMMON_NAME, name[:64])]
    )

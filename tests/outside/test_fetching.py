"""Fetching from an address that anybody may have written in: from the open net alone, whole, and not for ever."""

from __future__ import annotations

import datetime as dt
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from famn.outside.fetching import MOST_BYTES, CannotFetch, Unreachable, fetch, is_public

FILE = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    "url",
    [
        "http://kalender.example/a.ics",
        "ftp://kalender.example/a.ics",
        "file:///etc/passwd",
        "kalender.example/a.ics",
        "https://",
        "https:///a.ics",
        "https://anna:hemligt@kalender.example/",
        "https://kalender.example:99999/",
        "https://kalender.example/a b",
        "https://kalender.example/a\r\nX: y",
        "https://[::1",
        "https://" + "a" * 600,
        "javascript:alert(1)",
        "",
    ],
)
def test_what_is_no_https_address_is_refused_before_anything_is_asked(url: str) -> None:
    with pytest.raises(CannotFetch) as refused:
        fetch(url)
    assert refused.value.why is Unreachable.NOT_HTTPS


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "ff02::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1"),
    ],
)
def test_an_address_of_somebodys_own_net_is_not_public(ip: str) -> None:
    assert not is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", ["193.10.1.1", "2001:6b0::1"])
def test_an_address_of_the_open_net_is_public(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f000001", "[::ffff:127.0.0.1]"])
def test_a_host_that_leads_home_is_refused_however_it_is_written(host: str) -> None:
    with pytest.raises(CannotFetch) as refused:
        fetch(f"https://{host}:1/a.ics")
    assert refused.value.why in {Unreachable.NOT_PUBLIC, Unreachable.NO_ANSWER}


# --- against a server of our own -------------------------------------------------------------------


@dataclass
class Server:
    """A server on this computer that answers as it is told, by path."""

    port: int
    trust: ssl.SSLContext
    asked: list[str] = field(default_factory=list)

    def get(self, path: str, *, seconds: float = 20, scheme: str = "https") -> bytes:
        return fetch(f"{scheme}://localhost:{self.port}{path}", may_reach=_home, trust=self.trust, seconds=seconds)

    def why(self, path: str, *, seconds: float = 20) -> Unreachable:
        with pytest.raises(CannotFetch) as refused:
            self.get(path, seconds=seconds)
        return refused.value.why


def _home(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    return ip.is_loopback


def certificate(folder: Path) -> Path:
    """A certificate of localhost with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = folder / "localhost.pem"
    path.write_bytes(pem + made.public_bytes(serialization.Encoding.PEM))
    return path


class _Quiet(ThreadingHTTPServer):
    address_family = socket.AF_INET6
    daemon_threads = True

    def server_bind(self) -> None:
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()

    def handle_error(self, request: object, client_address: object) -> None:
        """Those who hang up are no fault here."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    pem = certificate(tmp_path_factory.mktemp("tls"))
    release = threading.Event()
    asked: list[str] = []

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            word, _slash, rest = self.path.lstrip("/").partition("/")
            if word == "slow":
                self.wfile.write(b"HTTP/1.0 200 OK\r\nX-A: ")  # and then nothing more
                release.wait(20)
            elif word == "to":
                self.send_response(302)
                self.send_header("Location", rest.replace("~", "/") or "/to")
                self.end_headers()
            elif word.isdigit():
                self.send_response(int(word))
                self.end_headers()
            else:
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"x" * (MOST_BYTES + 1) if word == "huge" else FILE)

        def log_message(self, *_args: object) -> None:
            """Nothing."""

    with _Quiet(("::", 0), Answers) as running:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        running.socket = context.wrap_socket(running.socket, server_side=True)
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield Server(running.server_port, ssl.create_default_context(cafile=str(pem)), asked)
        release.set()
        running.shutdown()


def test_a_file_comes_as_it_is_also_by_webcal_and_by_a_way_round(server: Server) -> None:
    assert server.get("/a.ics?b=c") == FILE
    assert server.asked[-1] == "/a.ics?b=c"
    assert server.get("/a.ics", scheme="WebCal") == FILE
    assert server.get("/to/~a.ics") == FILE


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("/404", Unreachable.NOT_FOUND),
        ("/401", Unreachable.LOCKED),
        ("/500", Unreachable.REFUSED),
        ("/huge", Unreachable.TOO_LARGE),
        ("/to", Unreachable.ASTRAY),
        ("/to/http:~~localhost~a.ics", Unreachable.NOT_HTTPS),
        ("/to/file:~~~etc~passwd", Unreachable.NOT_HTTPS),
        ("/to/https:~~10.0.0.1~a.ics", Unreachable.NOT_PUBLIC),
        ("/to/https:~~169.254.169.254~latest", Unreachable.NOT_PUBLIC),
    ],
)
def test_every_other_answer_is_told_by_its_reason(server: Server, path: str, why: Unreachable) -> None:
    assert server.why(path) is why


def test_one_that_never_comes_to_an_end_is_left(server: Server) -> None:
    assert server.why("/slow", seconds=0.5) is Unreachable.TOO_SLOW


def test_a_certificate_of_somebody_unknown_is_not_believed(server: Server) -> None:
    with pytest.raises(CannotFetch) as refused:
        fetch(f"https://localhost:{server.port}/a.ics", may_reach=_home)
    assert refused.value.why is Unreachable.NO_ANSWER


def test_the_open_net_alone_is_asked_where_nobody_says_otherwise(server: Server) -> None:
    before = len(server.asked)
    with pytest.raises(CannotFetch) as refused:
        fetch(f"https://localhost:{server.port}/a.ics", trust=server.trust)
    assert refused.value.why is Unreachable.NOT_PUBLIC
    assert len(server.asked) == before

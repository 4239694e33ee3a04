"""Fetching a file from an address that somebody has written in: over HTTPS, from the open net alone, and not too much.

The address is taken to be hostile. A name is looked up once and the connection goes to the very address that was
checked, so that a name which answers differently the second time gains nothing. Proxies are not asked.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable
from enum import StrEnum
from typing import Final
from urllib.parse import urljoin, urlsplit

SECONDS: Final = 10  # for all of it, redirects too
MOST_BYTES: Final = 5 * 1024 * 1024
MOST_REDIRECTS: Final = 4
PIECE: Final = 64 * 1024
LONGEST_URL: Final = 500
ASKED: Final = {"User-Agent": "Famn", "Accept": "text/calendar, text/csv, */*;q=0.1", "Accept-Encoding": "identity"}
MOVED: Final = {301, 302, 303, 307, 308}

IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class Unreachable(StrEnum):
    """Why nothing was fetched."""

    NOT_HTTPS = "not_https"  # or no address at all
    NOT_PUBLIC = "not_public"  # it leads into somebody's own network
    NO_ANSWER = "no_answer"
    NOT_FOUND = "not_found"
    LOCKED = "locked"  # it asks who one is
    REFUSED = "refused"  # any other answer that is no file
    TOO_SLOW = "too_slow"
    TOO_LARGE = "too_large"
    ASTRAY = "astray"  # it leads on and on


class CannotFetch(Exception):
    """Nothing was fetched, and why."""

    def __init__(self, why: Unreachable) -> None:
        super().__init__(why)
        self.why = why


def is_public(ip: IpAddress) -> bool:
    """Whether an address lies on the open net, and so is nobody's own computer or network."""
    inner = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    if inner is not None:
        return is_public(inner)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def fetch(
    url: str,
    *,
    may_reach: Callable[[IpAddress], bool] = is_public,
    trust: ssl.SSLContext | None = None,
    seconds: float = SECONDS,
) -> bytes:
    """The file at an address that begins with https:// (or webcal://, which means the same). Raises CannotFetch.

    `may_reach` says which addresses may be connected to, `trust` whose certificates are believed.
    """
    deadline = time.monotonic() + seconds
    url = re.sub(r"^webcal:", "https:", url.strip(), flags=re.IGNORECASE)
    trust = trust or ssl.create_default_context()
    for _hop in range(MOST_REDIRECTS + 1):
        host, port, path = _parts(url)
        try:
            answer = _ask(host, port, path, _checked(host, port, may_reach), trust, deadline)
        except TimeoutError as late:
            raise CannotFetch(Unreachable.TOO_SLOW) from late
        except (OSError, http.client.HTTPException, ValueError) as broken:
            raise CannotFetch(Unreachable.NO_ANSWER) from broken
        if isinstance(answer, bytes):
            return answer
        url = urljoin(url, answer)
    raise CannotFetch(Unreachable.ASTRAY)


def _parts(url: str) -> tuple[str, int, str]:
    """The host, the port and the path of an address, or the refusal of it."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port or 443
    except ValueError as broken:
        raise CannotFetch(Unreachable.NOT_HTTPS) from broken
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    is_plain = path.isascii() and not any(sign.isspace() or not sign.isprintable() for sign in path)
    if parts.scheme != "https" or not host or len(url) > LONGEST_URL or parts.username or not is_plain:
        raise CannotFetch(Unreachable.NOT_HTTPS)
    return host, port, path


def _checked(host: str, port: int, may_reach: Callable[[IpAddress], bool]) -> str:
    """An address of the host. One that is not to be reached spoils them all."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    plain = [str(where[0]).split("%", 1)[0] for *_kind, where in found]
    if not plain or not all(may_reach(ipaddress.ip_address(one)) for one in plain):
        raise CannotFetch(Unreachable.NOT_PUBLIC)
    return plain[0]


class _Pinned(http.client.HTTPSConnection):
    """A connection to one checked address, where the certificate still has to be the host's."""

    def __init__(self, host: str, port: int, ip: str, trust: ssl.SSLContext, seconds: float) -> None:
        super().__init__(host, port, timeout=seconds, context=trust)
        self._ip, self._trust = ip, trust

    def connect(self) -> None:
        plain = socket.create_connection((self._ip, self.port), self.timeout)
        try:
            self.sock = self._trust.wrap_socket(plain, server_hostname=self.host)
        except BaseException:
            plain.close()
            raise


def _ask(host: str, port: int, path: str, ip: str, trust: ssl.SSLContext, deadline: float) -> bytes | str:
    """What one address answers: a file, or where to go instead."""
    line = _Pinned(host, port, ip, trust, _left(deadline))
    line.connect()
    bell = threading.Timer(_left(deadline), line.sock.shutdown, [socket.SHUT_RDWR])  # also one that drips is late
    bell.start()
    try:
        line.request("GET", path, headers=ASKED)
        answer = line.getresponse()
        if answer.status in MOVED and (there := answer.headers.get("Location")):
            return there
        if answer.status != http.HTTPStatus.OK:
            raise CannotFetch(_NOT_OK.get(answer.status, Unreachable.REFUSED))
        return _read(answer)
    finally:
        bell.cancel()
        line.close()
        _left(deadline)


_NOT_OK: Final = {401: Unreachable.LOCKED, 403: Unreachable.LOCKED, 404: Unreachable.NOT_FOUND}
_NOT_OK[410] = Unreachable.NOT_FOUND


def _read(answer: http.client.HTTPResponse) -> bytes:
    """All of an answer, while there is room."""
    found = bytearray()
    while piece := answer.read1(PIECE):
        found += piece
        if len(found) > MOST_BYTES:
            raise CannotFetch(Unreachable.TOO_LARGE)
    return bytes(found)


def _left(deadline: float) -> float:
    """How many seconds are left. Raises TimeoutError where none are."""
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left

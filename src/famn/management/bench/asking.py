"""One question to a handler in this process, as a web server would ask it."""

from __future__ import annotations

import io
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the status, the headers by name in lower case, the bytes."""

    status: int
    headers: dict[str, str]
    body: bytes


def ask(handler: WSGIHandler, address: str, **headers: str) -> Answer:
    """One question to a handler, without a web server between."""
    path, _sign, query = address.partition("?")
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": settings.ALLOWED_HOSTS[0] if "*" not in settings.ALLOWED_HOSTS else "localhost",
        "wsgi.url_scheme": "https" if settings.SECURE_SSL_REDIRECT else "http",
        "wsgi.input": io.BytesIO(),
        **headers,
    }
    got: dict[str, Any] = {}

    def start(status: str, sent: list[tuple[str, str]], _fault: Any = None) -> None:
        got["status"], got["headers"] = int(status[:3]), {name.lower(): value for name, value in sent}

    response = handler(environ, start)  # type: ignore[arg-type]  # a plain WSGI call
    try:
        body = b"".join(response)
    finally:
        response.close()
    if got["status"] >= HTTPStatus.BAD_REQUEST:
        raise RuntimeError(f"{address} answers {got['status']}")
    return Answer(body=body, status=got["status"], headers=got["headers"])

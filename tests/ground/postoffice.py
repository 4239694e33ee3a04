"""A real mail server on loopback for tests, which can be away, refuse and be slow; and the real worker."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db import connections
from django_tasks_db.management.commands.db_worker import Worker
from pytest_django.fixtures import Settings

from tests.patience import PATIENCE

BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class Sink:
    """A mail server that keeps what it gets. It refuses the first `refusals` letters, and is as slow as it is told."""

    def __init__(self) -> None:
        self.kept: list[EmailMessage] = []
        self.tried: list[str] = []
        self.refusals = 0
        self.seconds = 0.0
        self.when_kept: Callable[[], None] | None = None

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  its name there
        message = message_from_bytes(envelope.original_content or b"", policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.tried.append(str(message["Message-ID"]))
        time.sleep(self.seconds)
        if self.refusals:
            self.refusals -= 1
            return "451 4.3.0 try again later, dear anna@example.org"
        self.kept.append(message)
        if self.when_kept is not None:
            self.when_kept()
        return "250 kept"

    @property
    def kept_ids(self) -> list[str]:
        """The Message-ID of each letter that came, in the order they came."""
        return [str(message["Message-ID"]) for message in self.kept]


@contextmanager
def mail_server(settings: Settings) -> Iterator[Sink]:
    """A mail server on loopback, and Famn set up to use it."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    point_at(settings, port, seconds=PATIENCE)
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=port, ready_timeout=PATIENCE)
    controller.start()
    yield handler
    controller.stop()


def point_at(settings: Settings, port: int, *, seconds: float) -> None:
    """Let Famn send by a port of this computer, and wait so long for its answers."""
    options = {"host": "127.0.0.1", "port": port, "timeout": seconds}
    settings.MAILERS = {"default": {"BACKEND": BACKEND, "OPTIONS": options}}


@contextmanager
def away(settings: Settings, *, silent: bool = False) -> Iterator[None]:
    """The mail server is away: nobody answers at its port or, if `silent`, somebody who never says a word."""
    before = settings.MAILERS
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))  # bound and not listening: nobody answers there
        if silent:
            closed.listen()
        point_at(settings, closed.getsockname()[1], seconds=0.2)  # no answer will come
        yield
    settings.MAILERS = before


def work(name: str = "one") -> None:
    """Do every task that waits, as one worker, then stop."""
    Worker(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
        excluded_queue_names=[],
    ).run()


def work_beside(*names: str) -> None:
    """Workers on threads and connections of their own, until all are done."""
    beside(*(lambda name=name: work(name) for name in names))


def beside(*acts: Callable[[], object]) -> None:
    """Acts on threads and connections of their own, until all are done."""

    def whole(act: Callable[[], object]) -> None:
        try:
            act()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=whole, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

"""A worker's memory: what each of the web server's two processes holds when they have served the public pages.

The server is started as `./famn run` starts it, on this database, and stopped again. Two figures are told of the one
that holds more. Its share is what one worker more would take: what several processes map alike is divided among them.
All that it maps counts the same libraries again in each process; no promise is made of that.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from famn.domain.centres.models import FamilyCentre
from famn.ground.languages import PageLanguage
from famn.management.bench import Budget, at_most, not_measured
from famn.outside.processes import list_processes

MOST_CENTRES: Final = 50
MOST_MEMORY: Final = 110.0  # MB a worker
LANGUAGES: Final = (PageLanguage.SV, PageLanguage.EN, PageLanguage.AR)
PATIENCE: Final = 120.0  # seconds until the server answers
ROUNDS: Final = 3  # two workers, who share the work as it comes


def measure() -> Iterator[Budget]:
    """P13. Ask more than once for what a reader looks at; later most of it comes from the shelf."""
    asked = list(_addresses())
    with _server() as (port, group):
        for address in asked * ROUNDS:
            _ask(port, address)
        workers = [one.pid for one in list_processes() if one.group == group and one.pid != group]
        share, mapped = (max(_held(pid, figure) for pid in workers) for figure in ("Pss", "Rss"))
    pages = f"after {ROUNDS * len(asked)} pages"
    yield at_most(f"P13 memory of a worker {pages}, its share (PSS)", share, MOST_MEMORY, "MB")
    yield not_measured(f"P13 memory of a worker {pages}, all that it maps (RSS)", mapped, "MB")


def _addresses() -> Iterator[str]:
    """The pages that parents meet, in three languages."""
    codes = FamilyCentre.objects.filter(is_public=True).order_by("pk").values_list("code", flat=True)[:MOST_CENTRES]
    for language in LANGUAGES:
        with override(language):
            yield from (reverse("start"), reverse("centres"))
            yield from (reverse(name, args=[code]) for code in codes for name in ("centre", "calendar"))


@contextmanager
def _server() -> Iterator[tuple[int, int]]:
    """A web server with its workers: its port, and the group of its processes."""
    port = _free_port()
    command = [sys.executable, "-P", "-m", "granian", *_options(port), "config.wsgi:application"]
    environment = {"MALLOC_ARENA_MAX": "2"} | os.environ  # as config.launch.running has it
    process = subprocess.Popen(command, env=environment, start_new_session=True)  # noqa: S603  our own command
    try:
        _wait_for(port)
        yield port, process.pid
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _options(port: int) -> Sequence[str]:
    """As config.launch.running gives them."""
    workers = ("--workers", "2", "--blocking-threads", "4", "--backpressure", "64", "--no-ws")
    return ("--interface", "wsgi", "--port", str(port), *workers, "--log-level", "warning")


def _wait_for(port: int) -> None:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return _ask(port, "/")
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def _ask(port: int, address: str) -> None:
    host = "localhost" if "*" in settings.ALLOWED_HOSTS else settings.ALLOWED_HOSTS[0]
    scheme = {"X-Forwarded-Proto": "https"} if settings.SECURE_SSL_REDIRECT else {}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as link:
        link.request("GET", address, headers={"Host": host, "Accept-Encoding": "gzip"} | scheme)
        answer = link.getresponse()
        answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{address} answers {answer.status}")


def _held(pid: int, figure: str) -> float:
    """The memory of a process, in megabytes, by the kernel's name of the figure."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{figure}:")) / 1024


def _free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as probe:
        return int(probe.getsockname()[1])

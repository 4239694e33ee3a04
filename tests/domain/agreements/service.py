"""A made-up signature service that runs on loopback, and Famn set up to use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pytest_django.fixtures import Settings

from famn.outside.signing import fake


@contextmanager
def signature_service(settings: Settings, folder: Path) -> Iterator[fake.FakeService]:
    """The service, as long as one is inside; its certificate is trusted from a file in `folder`."""
    with fake.running() as service:
        trust = folder / "trust.pem"
        trust.write_bytes(service.trust)
        settings.FAMN_ESIGN_URL, settings.FAMN_ESIGN_KEY = service.url, service.secret
        settings.FAMN_ESIGN_TRUST, settings.FAMN_ESIGN_NAME = str(trust), fake.NAME
        yield service

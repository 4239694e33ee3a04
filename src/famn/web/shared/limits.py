"""How often one may try what one should not have to try often. Counted in the database, see docs/adr/0009."""

from __future__ import annotations

from typing import Final

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

WINDOW: Final = 10 * 60  # seconds


def within(request: HttpRequest, what: str, *, most: int) -> bool:
    """Count one try from where the request comes, and say whether it is within `most` in ten minutes."""
    key = f"famn:{what}:{get_adapter().get_client_ip(request)}"
    cache.add(key, 0, timeout=WINDOW)
    count: int = cache.incr(key)
    return count <= most

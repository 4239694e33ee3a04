"""A worker's memory: what a process holds that has served the public pages of fifty centres, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from django.core.handlers.wsgi import WSGIHandler
from django.urls import reverse

from famn.domain.centres.models import FamilyCentre
from famn.management.bench import Budget, at_most
from famn.management.bench.asking import ask

MOST_CENTRES: Final = 50
MOST_MEMORY: Final = 110.0  # MB a worker


def measure() -> Iterator[Budget]:
    """Ask twice for what a reader looks at; the second time most of it comes from the shelf."""
    handler = WSGIHandler()
    codes = FamilyCentre.objects.filter(is_public=True).order_by("pk").values_list("code", flat=True)[:MOST_CENTRES]
    addresses = [reverse("start"), reverse("centres")]
    addresses += [reverse(name, args=[code]) for code in codes for name in ("centre", "calendar")]
    for address in addresses * 2:
        ask(handler, address)
    yield at_most("P13 memory of a worker after the whole load", _held(), MOST_MEMORY, "MB")


def _held() -> float:
    """The memory of this process, in megabytes."""
    line = next(one for one in Path("/proc/self/status").read_text().splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024

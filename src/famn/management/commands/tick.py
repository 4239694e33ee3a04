"""`./famn manage tick`: what the house does by itself, once or over and over."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from famn import clock


class Command(BaseCommand):
    help = "Do what is due by the clock: chain the trail, remind of assignments, send letters, sweep."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", type=float, metavar="SECONDS", help="do it again after so many seconds, for ever")

    def handle(self, *args: Any, **options: Any) -> None:
        self._once(options["verbosity"])
        while options["loop"]:
            time.sleep(options["loop"])
            self._once(options["verbosity"])

    def _once(self, verbosity: int) -> None:
        """Silent when nothing was due."""
        done = {name: count for name, count in clock.tick(timezone.now()).items() if count}
        if done and verbosity:
            self.stdout.write(", ".join(f"{name}: {count}" for name, count in done.items()))

"""`./famn manage fake_signatures`: a made-up signature service on this computer, to try the flow with in the demo."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from famn.outside.signing import fake


class Command(BaseCommand):
    help = "Run a made-up signature service until Ctrl-C. Only in the demo; it proves nothing about anybody."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8095)
        parser.add_argument("--trust", type=Path, required=True, metavar="FILE", help="where to write its certificate")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IS_DEMO:
            raise CommandError("Låtsastjänsten finns bara i demon.")
        with fake.running(options["port"]) as service:
            options["trust"].write_bytes(service.trust)
            self.stdout.write(f"FAMN_ESIGN_URL={service.url}")
            self.stdout.write(f"FAMN_ESIGN_KEY={service.secret}")
            self.stdout.write(f"FAMN_ESIGN_TRUST={options['trust'].resolve()}")
            self.stdout.write(f"FAMN_ESIGN_NAME={fake.NAME}")
            self.stdout.flush()
            while True:
                time.sleep(3600)

"""`./famn manage outbox`: what waits to be mailed, since when and why; trying again when the server is back."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from famn.ground import mail


class Command(BaseCommand):
    help = "Tell how the outbox stands. Exit code 1 when letters have waited for more than an hour, or were given up."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help="try every letter again now, also those given up")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        if options["again"]:
            self.stdout.write(f"Brev som försöks igen: {mail.try_again(now)}")
        box = mail.outbox()
        minutes = int((now - box.oldest).total_seconds() // 60) if box.oldest else 0
        self.stdout.write(f"Väntar: {box.waiting}, det äldsta i {minutes} minuter")
        for fault, count in box.faults:
            self.stdout.write(f"  {fault}: {count}")
        self.stdout.write(f"Väntar på dagens samlade mejl: {box.held}")
        self.stdout.write(f"Gick inte att skicka: {box.failed}")
        if not mail.has_post_office():
            self.stdout.write("Det finns ingen e-postserver: brev stannar här och kan läsas.")
        elif box.failed or minutes > mail.LATE_AFTER:
            raise SystemExit(1)

"""`./famn manage seed national`: a country of invented centres to measure in."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from famn.ground.tables import Installation
from famn.seeds import national


class Command(BaseCommand):
    help = "Put in 300 invented centres with a year of activities each, to measure in. Only into a demo database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["national"])

    def handle(self, *args: Any, **options: Any) -> None:
        if Installation.objects.get(pk=1).kind != Installation.Kind.DEMO:
            raise CommandError("Databasen är inte gjord för demon. Påhittade familjecentraler läses bara in i en egen.")
        if national.is_loaded():
            self.stdout.write("Landet är redan inläst.")
            return
        now = timezone.now()
        made = national.load(today=timezone.localdate(now), at=now)
        self.stdout.write(f"{len(made)} familjecentraler är inlästa.")

"""`./famn manage load_reference`: reference data, put in or brought up to date."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from famn.seeds import reference


class Command(BaseCommand):
    help = "Load counties, municipalities, districts, professions and the ladder. Safe to run again."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in reference.load().items():
            if options["verbosity"]:
                self.stdout.write(f"{name}: {count}")

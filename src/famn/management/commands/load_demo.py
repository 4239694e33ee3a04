"""`./famn manage load_demo`: the demo, put in once."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from famn.ground.tables import Installation
from famn.seeds import demo, demo_seal


class Command(BaseCommand):
    help = "Load the demo: four stories from public decisions, with invented people. Only into a demo database."

    def handle(self, *args: Any, **options: Any) -> None:
        if Installation.objects.get(pk=1).kind != Installation.Kind.DEMO:
            raise CommandError("Databasen är inte gjord för demon. Demon läses bara in i en egen databas.")
        demo_seal.write(settings.DEMO_SEAL_FILE, settings.DEMO_SEAL_PASSPHRASE)
        if demo.is_loaded():
            return
        demo.load()
        if options["verbosity"]:
            self.stdout.write("Demon är inläst.")

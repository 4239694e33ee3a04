"""`./famn manage translations`: are the translations complete, and are the compiled files fresh?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from famn.management import translating
from famn.outside.catalogs import ToolMissing


class Command(BaseCommand):
    help = (
        "Check that every language is complete (--check), or bring the catalogs up to date and compile them (--write)."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        either = parser.add_mutually_exclusive_group(required=True)
        either.add_argument("--check", action="store_true")
        either.add_argument("--write", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        code, locale = Path(settings.SRC) / "famn", Path(settings.LOCALE_PATHS[0])
        languages = [code for code, _name in settings.LANGUAGES]
        try:
            if options["write"]:
                translating.write(code, locale, languages)
            faults = list(translating.faults(code, locale, languages))
        except ToolMissing as missing:
            raise CommandError(str(missing)) from missing
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write(f"Översättningarna är kompletta: {', '.join(languages)}.")

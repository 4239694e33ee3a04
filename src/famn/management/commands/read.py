"""`./famn manage read FIL…`: what Famn reads in decision documents. Needs no database and keeps nothing."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters.reading import Reading, read_many
from famn.management.summary import summary
from famn.outside.extract import Unreadable, extract_guarded

type Fields = dict[str, Any]

UNREADABLE = "unreadable_"  # begins the code of the warning that stands for a file without a reading


class Command(BaseCommand):
    help = _("Läs svenska beslutsdokument (text, PDF, Word) och skriv ut vad som står i dem.")
    requires_system_checks = ()  # it only reads files

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar=_("FIL"))
        parser.add_argument("--json", action="store_true", help=_("ett JSON-objekt per fil och rad"))
        parser.add_argument(
            "--today",
            type=_date,
            metavar=_("DATUM"),
            help=_("dagen som tidsfrister jämförs med, till exempel 2026-11-20; annars dagens datum"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        unread = 0
        for fields in read_files(options["files"], today=options["today"] or timezone.localdate()):
            reason = unread_reason(fields)
            if reason:
                unread += 1
                self.stderr.write(f"{fields['file']}: {reason}")
            if options["json"]:
                self.stdout.write(json.dumps(fields, ensure_ascii=False))
            elif not reason:
                self.stdout.write(summary(fields))
        if unread:
            raise SystemExit(1)


def read_files(names: list[str], *, today: dt.date) -> Iterator[Fields]:
    """What was read in each file, in their order, with the keys of docs/reading.md.

    A file that could not be read is there too: empty but for one warning, whose code begins with `UNREADABLE`.
    """
    unread: dict[int, Fields] = {}
    readings = read_many(_texts(names, unread), today=today)
    readings = chain(list(islice(readings, 1)), readings)  # the first comes when every file has been opened
    for position in range(len(names)):
        yield unread[position] if position in unread else next(readings).as_json()


def unread_reason(fields: Fields) -> str:
    """Why the file could not be read; empty where it was."""
    return next((one["message"] for one in fields["warnings"] if one["code"].startswith(UNREADABLE)), "")


def _texts(names: list[str], unread: dict[int, Fields]) -> Iterator[tuple[str, str]]:
    """The texts of those files that have one; the others are put into `unread` by position."""
    limit = settings.FAMN_UPLOAD_MAX_BYTES
    for position, name in enumerate(names):
        try:
            with Path(name).open("rb") as file:
                content = file.read(limit + 1)  # one too many shows that it is too large
            yield name, extract_guarded(content, name=name, max_bytes=limit).text
        except Unreadable as error:
            unread[position] = _unread(name, error.code, str(error.reason))
        except OSError as error:
            unread[position] = _unread(name, "missing", _why_not_opened(error))


def _unread(name: str, code: str, message: str) -> Fields:
    fields = Reading(file=name).as_json()
    fields["warnings"] = [{"code": f"{UNREADABLE}{code}", "message": message, "where": ""}]
    return fields


def _why_not_opened(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("Filen finns inte. Kontrollera namnet.")
    if isinstance(error, IsADirectoryError):
        return _("Det är en mapp. Ange filerna i den.")
    if isinstance(error, PermissionError):
        return _("Filen får inte öppnas av dig. Be den som äger filen om lov att läsa den.")
    return _("Filen går inte att öppna. Kontrollera namnet och disken.")


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        wrong = _("”%(text)s” är inget datum. Skriv till exempel 2026-11-20.") % {"text": text}
        raise ArgumentTypeError(wrong) from None

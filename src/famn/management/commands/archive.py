"""`./famn manage archive KOD --out FIL`: a matter's whole file as an archive package; `--all --out MAPP` for all."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.establishment import actions
from famn.domain.matters.models import Matter
from famn.domain.matters.rules import registry_key
from famn.domain.people.rules import HOUSE
from famn.outside.archive import Written
from famn.outside.archive.names import safe_name

HALF: Final = ".halv-"  # begins the name of a file that is being written


class Command(BaseCommand):
    help = _("Skriv ett ärendes hela akt som ett arkivpaket (FGS Paketstruktur, E-ARK CSIP), eller alla ärendens.")
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="?", metavar=_("KOD"), help=_("ärendets kod eller diarienummer"))
        parser.add_argument("--all", action="store_true", help=_("alla ärenden, ett paket för varje"))
        parser.add_argument(
            "--out", required=True, metavar=_("FIL"), help=_("filen, eller mappen tillsammans med --all")
        )
        parser.add_argument("--force", action="store_true", help=_("skriv över paket som redan finns"))
        parser.add_argument(
            "--without-originals",
            action="store_true",
            help=_("låt inlästa original ligga kvar i sina sekretessområden; paketet säger var de finns"),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["all"] == bool(options["code"]):
            raise CommandError(_("Ange ärendets kod eller diarienummer, eller --all."))
        with ending_in_order():
            if options["all"]:
                self._all(Path(options["out"]), options)
            else:
                self._one(_found(options["code"]), Path(options["out"]), options)

    def _all(self, folder: Path, options: dict[str, Any]) -> None:
        """Each matter in a transaction of its own; one that fails does not keep the others from being written."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(_("Mappen %(name)s går inte att skapa.") % {"name": folder}) from error
        numbers = list(Matter.objects.order_by("pk").values_list("pk", flat=True))
        faults = 0
        for count, number in enumerate(numbers, start=1):
            matter = Matter.objects.get(pk=number)
            self.stderr.write(f"{count}/{len(numbers)} {matter.title}")
            try:
                self._one(matter, folder / name_of(matter), options)
            except CommandError as fault:
                faults += 1
                self.stderr.write(f"  {fault}")
        if faults:
            words = _("%(faults)d av %(all)d ärenden skrevs inte. Skälen står ovan.")
            raise CommandError(words % {"faults": faults, "all": len(numbers)})

    def _one(self, matter: Matter, path: Path, options: dict[str, Any]) -> None:
        told = self._tell if options["verbosity"] > 1 else _nothing
        with taking_place_of(path, force=options["force"]) as target:
            written = actions.archive_matter(
                matter,
                by=HOUSE,
                at=timezone.now(),
                target=target,
                opens_walls=not options["without_originals"],
                told=told,
            )
        self.stdout.write(in_words(path, written))
        for gap in written.gaps:
            self.stderr.write(_("  Att veta: %(gap)s") % {"gap": gap})

    def _tell(self, title: str) -> None:
        self.stderr.write(f"  {title}")


def name_of(matter: Matter) -> str:
    """The file of a matter among all: its registry number, if it has one, and its code, which no other has."""
    return safe_name("-".join(filter(None, (matter.registry_number.replace("/", "-"), matter.code))) + ".zip")


def in_words(path: Path, written: Written) -> str:
    """What was written, on one line."""
    facts = {"path": path, "files": written.files, "size": written.size}
    return _("%(path)s: %(files)d filer, %(size)d byte") % facts


@contextmanager
def taking_place_of(path: Path, *, force: bool) -> Iterator[IO[bytes]]:
    """A file beside `path` to write in; it takes the place of `path` when all is written, and else it goes away.

    Raises CommandError where `path` is there already and `force` is not given, or the disk does not let one write.
    """
    if path.is_dir():
        raise CommandError(_("%(path)s är en mapp. Ange en fil, eller --all.") % {"path": path})
    if path.exists() and not force:
        raise CommandError(_("%(path)s finns redan. Ange --force för att skriva över den.") % {"path": path})
    half = path.with_name(f"{HALF}{path.name}")  # the same each time: what a power cut left is written over
    try:
        with open(half, "wb", opener=_private) as target:
            yield target
            target.flush()
            os.fsync(target.fileno())
        half.replace(path)
    except OSError as error:
        words = _("%(path)s går inte att skriva. %(why)s")
        raise CommandError(words % {"path": path, "why": _why(error)}) from error
    finally:
        half.unlink(missing_ok=True)


def _private(name: str, flags: int) -> int:
    """A file that only the one who runs this may read: there may be secret papers in it."""
    return os.open(name, flags, 0o600)


def _why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("Mappen finns inte.")
    if isinstance(error, PermissionError):
        return _("Du får inte skriva där.")
    return _("Kontrollera namnet, och att disken inte är full.")


@contextmanager
def ending_in_order() -> Iterator[None]:
    """Meanwhile a polite order to stop (SIGTERM) ends as an exception does: half files are taken away."""

    def stop(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _found(written: str) -> Matter:
    """The matter with this code, else the only one with this registry number."""
    rows: QuerySet[Matter] = Matter.objects.filter(code=written)
    found = list(rows or Matter.objects.filter(registry_key=registry_key(written)).exclude(registry_key=""))
    if not found:
        raise CommandError(_("Inget ärende har koden eller diarienumret ”%(written)s”.") % {"written": written})
    if len(found) > 1:
        codes = ", ".join(sorted(one.code for one in found))
        words = _("Flera myndigheter har diarienumret ”%(written)s”. Ange koden: %(codes)s.")
        raise CommandError(words % {"written": written, "codes": codes})
    return found[0]


def _nothing(title: str) -> None:
    """Tells nobody."""

"""`./famn manage bench NAMN`: what Famn promises about speed, measured here and now."""

from __future__ import annotations

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from famn.management.bench import Budget, newcomer, public, read, worker, writing

# Each takes the command's options. Only `public` and `worker` need a database; `newcomer` makes its own.
BENCHMARKS: Final[dict[str, Callable[[dict[str, Any]], Iterator[Budget]]]] = {
    "documents": lambda _options: writing.measure(),
    "newcomer": lambda _options: newcomer.measure(),
    "public": lambda _options: public.measure(),
    "worker": lambda _options: worker.measure(),
    "read": lambda options: read.measure(options["folder"], count=options["count"]),
}


class Command(BaseCommand):
    help = _("Mät hur fort Famn är på den här datorn, och jämför med det som är lovat.")
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", choices=sorted(BENCHMARKS), metavar=_("NAMN"), help=", ".join(sorted(BENCHMARKS)))
        parser.add_argument("--json", action="store_true", help=_("ett JSON-objekt per mått och rad"))
        parser.add_argument(
            "--from",
            dest="folder",
            type=_folder,
            metavar=_("MAPP"),
            help=_("läs filerna i mappen om och om igen, i stället för påhittade dokument"),
        )
        parser.add_argument(
            "--count", type=int, default=10_000, metavar=_("ANTAL"), help=_("så många dokument läses (10 000)")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["json"]:
            self.stdout.write(_row(_("mått"), _("vårt"), _("gräns"), _("enhet"), _("kvot"), _("hållet")))
        for budget in BENCHMARKS[options["name"]](options):
            self.stdout.write(json.dumps(budget.as_json()) if options["json"] else _line(budget))


def _line(budget: Budget) -> str:
    figures = budget.as_json()
    met = _("ja") if budget.met else _("NEJ") if budget.met is not None else "–"
    limit, ratio = (figures[key] if figures[key] is not None else "–" for key in ("limit", "ratio"))
    return _row(budget.budget, figures["ours"], limit, budget.unit, ratio, met)


def _row(budget: object, ours: object, limit: object, unit: object, ratio: object, met: object) -> str:
    return f"{budget!s:<62} {ours!s:>9} {limit!s:>7} {unit!s:<12} {ratio!s:>8} {met!s}"


def _folder(text: str) -> Path:
    folder = Path(text)
    if not folder.is_dir() or not any(each.is_file() for each in folder.iterdir()):
        raise ArgumentTypeError(_("”%(text)s” är ingen mapp med filer.") % {"text": text})
    return folder

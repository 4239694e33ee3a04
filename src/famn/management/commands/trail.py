"""`./famn manage trail`: chain the trail, and see that nobody has changed it."""

from __future__ import annotations

from typing import Any, Final

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from famn.ground import trail
from famn.ground.trail import Fault, TrailLink


class Command(BaseCommand):
    help = "Chain the trail (chain), or chain it and walk it from its start (verify). Ends with 1 if anything is wrong."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("act", choices=["verify", "chain"])

    def handle(self, *args: Any, **options: Any) -> None:
        chained = trail.chain()
        self.stdout.write(_("Nya rader i kedjan: %(count)d") % {"count": chained})
        if options["act"] == "verify":
            self._verify()

    def _verify(self) -> None:
        count = 0
        for fault in trail.faults():
            count += 1
            self.stdout.write(in_words(fault))
        self.stdout.write(_("Rader i kedjan: %(count)d") % {"count": TrailLink.objects.count()})
        self.stdout.write(_("Rader som väntar på att kedjas: %(count)d") % {"count": trail.unchained().count()})
        if count:
            raise CommandError(_("Antal fel i spåret: %(count)d") % {"count": count})
        self.stdout.write(_("Spåret är orört."))


def in_words(fault: Fault) -> str:
    """One fault as a line: the row by its number, its link in the chain, and what is wrong."""
    wrong: Final = {"changed": _("har ändrats"), "missing": _("saknas")}
    return _("Rad %(row)d (länk %(link)d) %(wrong)s.") % {
        "row": fault.event_id,
        "link": fault.link,
        "wrong": wrong[fault.kind],
    }

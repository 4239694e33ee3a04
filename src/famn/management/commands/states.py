"""`./famn manage states`: the diagrams of docs/states.md, drawn from the tables of steps in the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from famn.domain.agreements.models import INTENT_STATES, ORDER_STATES, SIGNATURE_STATES
from famn.domain.centres.models import CENTRE_STATES
from famn.domain.establishment.models import (
    GROUP_ASSIGNMENT_STATES,
    INITIATIVE_STATES,
    MAPPING_STATES,
    MEETING_STATES,
    OBSTACLE_STATES,
    PREMISES_STATES,
)
from famn.domain.matters.models import (
    ASSIGNMENT_STATES,
    ATTESTATION_STATES,
    BOARD_MEETING_STATES,
    INCOMING_STATES,
    MATTER_STATES,
    PASSAGE_STATES,
    REPORT_STATES,
)
from famn.ground.mail import LETTER_STATES
from famn.ground.states import page

STATES: Final = (
    INCOMING_STATES,
    MATTER_STATES,
    REPORT_STATES,
    PASSAGE_STATES,
    ATTESTATION_STATES,
    BOARD_MEETING_STATES,
    ASSIGNMENT_STATES,
    CENTRE_STATES,
    INITIATIVE_STATES,
    OBSTACLE_STATES,
    MEETING_STATES,
    GROUP_ASSIGNMENT_STATES,
    MAPPING_STATES,
    PREMISES_STATES,
    INTENT_STATES,
    SIGNATURE_STATES,
    ORDER_STATES,
    LETTER_STATES,
)
PAGE: Final = Path(settings.SRC).parent / "docs" / "states.md"


class Command(BaseCommand):
    help = "Print the states of every kind of thing as diagrams; --write keeps docs/states.md, --check compares it."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        either = parser.add_mutually_exclusive_group()
        either.add_argument("--write", action="store_true", help="write docs/states.md")
        either.add_argument("--check", action="store_true", help="fail if docs/states.md is not what the code says")

    def handle(self, *args: Any, **options: Any) -> None:
        drawn = page(STATES)
        if options["write"]:
            PAGE.write_text(drawn, encoding="utf-8")
        elif options["check"]:
            if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != drawn:
                raise CommandError("docs/states.md är inte som koden säger. Kör ./famn manage states --write.")
        else:
            self.stdout.write(drawn)

"""`./famn manage first_person`: the first person of a real installation, with what she needs to let the others in."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from famn.domain.people import actions, reads
from famn.domain.people.models import Authority, Principal, Role, SecrecyArea, User
from famn.domain.people.rules import HOUSE
from famn.ground.verdict import Refused
from famn.web.account.adapter import password_link_of

AUTHORITY_KINDS: Final = {
    Principal.Kind.MUNICIPALITY: Authority.Kind.BOARD,
    Principal.Kind.REGION: Authority.Kind.BOARD,
    Principal.Kind.PROVIDER: Authority.Kind.PROVIDER,
    Principal.Kind.ASSOCIATION: Authority.Kind.ASSOCIATION,
}


class Command(BaseCommand):
    help = "Put in the first principal, authority and unit with a system administrator; print a link for a password."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--name", required=True, help="the person's name")
        parser.add_argument("--email", required=True, help="the person's address at work")
        parser.add_argument("--principal", required=True, help="the principal (huvudman), such as a municipality")
        parser.add_argument("--kind", required=True, choices=Principal.Kind.values, help="what the principal is")
        parser.add_argument("--authority", required=True, help="the board, or the provider itself")
        parser.add_argument("--area", default="Stab och kansli", help="the secrecy area of the unit")
        parser.add_argument("--unit", required=True, help="the unit that the person works for")

    def handle(self, *args: Any, **options: Any) -> None:
        for name in ("name", "principal", "authority", "area", "unit"):
            if not options[name].strip():
                raise CommandError(f"--{name} är tomt.")
        try:
            validate_email(options["email"])
            person = let_in(options, at=timezone.now())
        except ValidationError as error:
            raise CommandError(f"--email: {options['email']} är ingen e-postadress.") from error
        except Refused as error:
            raise CommandError(str(error.reason)) from error
        days = settings.PASSWORD_RESET_TIMEOUT // (24 * 3600)
        self.stdout.write(f"{person.name} är systemförvaltare. Välj lösenord här inom {days} dagar, en gång:")
        self.stdout.write(password_link_of(person))


@transaction.atomic
def let_in(wanted: dict[str, Any], *, at: dt.datetime) -> User:
    """All of it or nothing. Raises Refused when somebody is there already: then a colleague lets people in."""
    if reads.is_anybody_there():
        raise Refused("Det finns redan personer i Famn. En chef eller systemförvaltare lägger till fler.")
    kind = Principal.Kind(wanted["kind"])
    principal = actions.found_principal(by=HOUSE, at=at, kind=kind, name=wanted["principal"])
    authority = actions.found_authority(
        by=HOUSE, at=at, principal=principal, kind=AUTHORITY_KINDS[kind], name=wanted["authority"]
    )
    area = actions.draw_secrecy_area(
        by=HOUSE, at=at, authority=authority, kind=SecrecyArea.Kind.OTHER, name=wanted["area"]
    )
    today = timezone.localdate(at)
    unit = actions.add_unit(by=HOUSE, at=at, area=area, name=wanted["unit"], from_date=today)
    membership = actions.add_person(
        by=HOUSE,
        at=at,
        name=wanted["name"],
        email=wanted["email"],
        unit=unit,
        role=Role.SYSTEM_ADMINISTRATOR,
        from_date=today,
    )
    return membership.user

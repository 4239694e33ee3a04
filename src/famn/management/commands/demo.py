"""`./famn manage demo`: who is in the demo, and a session as one of them for a client of one's own."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from famn.domain.people import reads
from famn.domain.people.models import Membership
from famn.ground.tables import Installation
from famn.web.account.demo import session_for


class Command(BaseCommand):
    help = "List the demo's persons with their roles (people), or print a session cookie as one of them (session)."

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True)
        people = acts.add_parser("people", help="everybody in the demo, with roles")
        people.add_argument("--json", action="store_true", help="as a JSON array, a person an object")
        session = acts.add_parser("session", help="a session cookie as one person, acting for one unit")
        session.add_argument("person", help="name, e-mail or code")
        which = session.add_mutually_exclusive_group()
        which.add_argument("--unit", help="name or code of the unit to act for, where the person has several")
        which.add_argument("--membership", help="code of the membership to act by")

    def handle(self, *args: Any, **options: Any) -> None:
        require_demo()
        if options["act"] == "session":
            store = session_for(choose(options["person"], options["unit"], options["membership"]))
            self.stdout.write(f"{settings.SESSION_COOKIE_NAME}={store.session_key}")
        elif options["json"]:
            self.stdout.write(json.dumps(persons(), ensure_ascii=False, indent=2))
        else:
            for person in persons():
                for role in person["roles"]:
                    facts = (person["name"], role["role_name"], role["unit"], role["authority"], person["email"])
                    self.stdout.write("  ".join(facts))


def require_demo() -> None:
    """Go on only in the demo, and only with a database that was made for it. Raises CommandError."""
    if not settings.IS_DEMO:
        raise CommandError("Det här går bara i demon (FAMN_MODE=demo).")
    if Installation.objects.get(pk=1).kind != Installation.Kind.DEMO:
        raise CommandError("Databasen är inte gjord för demon.")


def persons() -> list[dict[str, Any]]:
    """Everybody who acts for somebody today, each once, in Swedish order, with every role."""
    found: dict[int, dict[str, Any]] = {}
    for row in reads.everybody_at_work(day=timezone.localdate()):
        user = row.user
        person = found.setdefault(user.pk, {"name": user.name, "email": user.email, "code": user.code, "roles": []})
        person["roles"].append(described(row))
    return list(found.values())


def described(row: Membership) -> dict[str, str]:
    """One membership as JSON."""
    unit = row.unit
    return {
        "membership": row.code,
        "role": row.role,
        "role_name": row.get_role_display(),
        "unit": unit.name,
        "authority": unit.area.authority.name,
        "area": unit.area.name,
    }


def choose(person: str, unit: str | None, membership: str | None) -> Membership:
    """The membership that is meant, the first by unit where a person has several. Raises CommandError for none."""
    wanted = person.casefold()
    rows = [
        row
        for row in reads.everybody_at_work(day=timezone.localdate())
        if wanted in {row.user.name.casefold(), row.user.email, row.user.code}
    ]
    if not rows:
        raise CommandError(f"Ingen i demon heter {person!r}. Alla finns i: ./famn manage demo people")
    if unit:
        rows = [row for row in rows if unit.casefold() in {row.unit.name.casefold(), row.unit.code}]
    if membership:
        rows = [row for row in rows if row.code == membership]
    if not rows:
        raise CommandError(f"{person} arbetar inte där i dag.")
    if len({row.user_id for row in rows}) > 1:
        raise CommandError(f"Flera i demon heter {person!r}. Ange e-post eller kod.")
    return rows[0]

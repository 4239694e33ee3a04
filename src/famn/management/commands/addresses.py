"""`./famn manage addresses`: every page, who may see it, and an example of its path in the demo."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import Resolver404, resolve, reverse

from famn.management.examples import MAKERS, NoExample, values_for
from famn.web.shared.addresses import PUBLIC, Address, addresses

_STAND_IN: Final = {"int": "1", "str": "k7m2xq9t"}  # for a path that must resolve, and need not show anything


class Command(BaseCommand):
    help = "List every page: name, path, methods, who may see it and an example in the demo. --check needs no rows."

    def add_arguments(self, parser: CommandParser) -> None:
        either = parser.add_mutually_exclusive_group()
        either.add_argument("--json", action="store_true", help="as a JSON array, with an example path of each")
        either.add_argument("--check", action="store_true", help="fail if a URL resolves that is not in the list")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            pages = addresses()
        except ValueError as fault:
            raise CommandError(str(fault)) from fault
        if options["check"]:
            if faults := list(faults_of(pages)):
                raise CommandError("\n".join(faults))
            self.stdout.write(f"{len(pages)} sidor, alla i listan.")
        elif options["json"]:
            self.stdout.write(json.dumps([described(page) for page in pages], ensure_ascii=False, indent=2))
        else:
            for page in pages:
                self.stdout.write(f"{page.route}  {page.name}  {'/'.join(page.methods)}  {page.who}")


def described(page: Address) -> dict[str, object]:
    """One page as JSON. The example is null outside the demo: a real row's code is printed nowhere."""
    return {
        "name": page.name,
        "path": page.route,
        "methods": list(page.methods),
        "who": page.who,
        "example": example_of(page) if settings.IS_DEMO else None,
    }


def example_of(page: Address) -> str:
    """A path of this page with rows of the demo in it. Raises CommandError where the demo lacks such a row."""
    try:
        values = values_for(page.parameters, public=page.who == PUBLIC, page=page.name)
    except NoExample as missing:
        raise CommandError(f"{page.route}: {missing}. Är demon inläst?") from missing
    return reverse(page.name, kwargs=values)


def faults_of(pages: list[Address]) -> list[str]:
    """What is wrong with the list: two pages of one name, a page hidden behind another, an unknown parameter."""
    names = [page.name for page in pages]
    faults = [f"{name}: två sidor har det namnet" for name in sorted({n for n in names if names.count(n) > 1})]
    for page in pages:
        path = re.sub(r"<(?:(\w+):)?\w+>", lambda part: _STAND_IN[part[1] or "str"], page.route)
        try:
            reached = resolve(path).url_name
        except Resolver404:
            reached = None
        if reached != page.name:
            faults.append(f"{page.route}: {path} leder till {reached}, inte till {page.name}")
        unknown = [name for name in page.parameters if name not in MAKERS]
        faults += [f"{page.route}: {name} har inget exempel i famn/management/examples.py" for name in unknown]
    return faults

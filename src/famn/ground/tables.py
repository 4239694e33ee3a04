"""What every table shares, and the mark that tells what kind of database this is."""

from __future__ import annotations

import random
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

_SIGNS: Final = "23456789bcdfghjkmnpqrstvwxyz"  # no vowels: no words by accident; no look-alikes


_REAL_CHANCE: Final = secrets.SystemRandom()
_chance: ContextVar[random.Random] = ContextVar("chance")


def new_code() -> str:
    """A short stable name for addresses, such as `k7m2xq9t`: 8 signs of 28, so about 4 * 10^11 values."""
    return "".join(_chance.get(_REAL_CHANCE).choice(_SIGNS) for _ in range(8))


@contextmanager
def steady_codes(seed: int) -> Iterator[None]:
    """Meanwhile codes follow from `seed`, so that the demo is the same each time it is made."""
    token = _chance.set(random.Random(seed))  # noqa: S311  names in addresses of a demo, no secrets
    try:
        yield
    finally:
        _chance.reset(token)


class CodeField(models.CharField[str, str]):
    """The name of a row in addresses: never a running number, never anything about a person."""

    def __init__(self, **kwargs: object) -> None:
        kwargs |= {"max_length": 16, "unique": True, "default": new_code, "editable": False}
        super().__init__(**kwargs)  # type: ignore[arg-type]  # Django's own keyword arguments


class Installation(models.Model):
    """One row, written when the database is made: demo or real. A trigger refuses every change of it."""

    class Kind(models.TextChoices):
        DEMO = "demo", _("demo")
        REAL = "real", _("på riktigt")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    made_at = models.DateTimeField(auto_now_add=True)

    class Privacy:
        open = ("kind", "made_at")

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(pk=1), name="installation_is_one_row"),
            models.CheckConstraint(condition=models.Q(kind__in=["demo", "real"]), name="installation_kind"),
        )


def require_safe_database() -> None:
    """Refuse to serve from a database of the wrong kind, or as a role that could pass the walls.

    Raises ImproperlyConfigured with what is wrong, in words for the person who runs the installation.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR pg_has_role(current_user, c.relowner, 'MEMBER'), current_user"
            " FROM pg_roles, pg_class c WHERE rolname = current_user AND c.oid = 'famn_installation'::regclass"
        )
        too_strong, role = cursor.fetchone() or (True, "?")
    if too_strong:
        raise ImproperlyConfigured(
            f"DATABASE_URL: the role {role} is a superuser, owns the tables or passes row-level security."
            " Use the application's own role (docs/operations.md)."
        )
    kind = Installation.objects.get(pk=1).kind
    wanted = Installation.Kind.DEMO if settings.IS_DEMO else Installation.Kind.REAL
    if kind != wanted:
        raise ImproperlyConfigured(
            f"The database was made as {kind!r}, but FAMN_MODE is {settings.FAMN_MODE!r}. A demo stays a demo."
        )

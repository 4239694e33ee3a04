"""The trail: who did what, for which unit, on what, when. Append-only; numbers and codes only, never words.

A row never holds a name, an address or anybody's own words, so erasing a person never touches it. Acts append plain
rows; one chaining task links the committed rows by hash, in the order it takes them. A gap in the running numbers is
therefore not a missing row: a rolled-back act leaves one too. A missing row is a link whose event is gone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Final, Protocol

from django.db import connection, models, transaction
from django.db.models import Q
from django.db.models.functions import Now

FIRST_HASH: Final = "0" * 64
_CHAIN_LOCK: Final = 7_120_001  # advisory lock: one chaining task at a time


class Doer(Protocol):
    """Whoever acts, as the trail sees it: numbers only. None means the house itself."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int | None: ...
    @property
    def authority_id(self) -> int | None: ...


class TrailEvent(models.Model):
    """One act. The application's role may add and read rows, and nothing else."""

    at = models.DateTimeField(db_default=Now())
    user_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField(null=True)
    authority_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    thing = models.CharField(max_length=40)
    thing_id = models.BigIntegerField()
    about = models.JSONField(default=dict)  # {"decision_point": 12}: names of tables and numbers
    reason = models.CharField(max_length=60, blank=True)  # a code from a closed list, never a sentence

    class Privacy:
        open = ("at", "verb", "thing", "thing_id", "about", "reason", "unit_id", "authority_id")
        staff = ("user_id",)

    class Meta:
        indexes = (models.Index(fields=["thing", "thing_id", "-at"], name="trail_of_a_thing"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(verb__regex=r"^[a-z_]+$") & Q(thing__regex=r"^[a-z_]+$") & Q(reason__regex=r"^[a-z_]*$"),
                name="trail_holds_codes_only",
            ),
        )

    def fingerprint(self, previous: str) -> str:
        """The hash that ties this row to the one before it in the chain."""
        facts = [
            self.pk,
            self.at.astimezone(dt.UTC).isoformat(),
            self.user_id,
            self.unit_id,
            self.authority_id,
            self.verb,
            self.thing,
            self.thing_id,
            self.about,
            self.reason,
        ]
        text = json.dumps([previous, *facts], sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


class TrailLink(models.Model):
    """One link of the chain: the event it holds, by number, and the hash over it and the link before."""

    event_id = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)

    class Privacy:
        open = ("event_id", "hash")


def record(
    verb: str,
    thing: models.Model,
    *,
    by: Doer | None,
    at: dt.datetime,
    reason: str = "",
    about: dict[str, int] | None = None,
) -> None:
    """Leave a trail of one act, in the act's own transaction. `reason` and the keys of `about` are codes."""
    TrailEvent.objects.create(
        at=at,
        user_id=by.user_id if by else None,
        unit_id=by.unit_id if by else None,
        authority_id=by.authority_id if by else None,
        verb=verb,
        thing=name_of(type(thing)),
        thing_id=thing.pk,
        about={key: int(value) for key, value in (about or {}).items()},
        reason=reason,
    )


def name_of(model: type[models.Model]) -> str:
    """The name of a table in the trail: `IncomingFile` is `incoming_file`, or the `trail_name` of a renamed one."""
    name = model.__name__
    kept: str = getattr(model, "trail_name", "")
    return kept or "".join(f"_{sign.lower()}" if sign.isupper() else sign for sign in name).lstrip("_")


def events_of(things: Iterable[models.Model]) -> models.QuerySet[TrailEvent]:
    """What was done with any of `things`, the newest first."""
    numbers: dict[str, list[int]] = {}
    for thing in things:
        numbers.setdefault(name_of(type(thing)), []).append(thing.pk)
    about = [Q(thing=name, thing_id__in=some) for name, some in numbers.items()]
    return TrailEvent.objects.filter(reduce(or_, about, Q(pk__in=[]))).order_by("-at", "-pk")


def chain(*, batch: int = 5_000) -> int:
    """Link every committed event that has no link yet. Returns how many. Run each minute and before a check."""
    total = 0
    while linked := _chain_some(batch):
        total += linked
    return total


@transaction.atomic
def _chain_some(batch: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])
    last = TrailLink.objects.order_by("-pk").first()
    previous = last.hash if last else FIRST_HASH
    links = []
    for event in unchained().order_by("pk")[:batch]:
        previous = event.fingerprint(previous)
        links.append(TrailLink(event_id=event.pk, hash=previous))
    TrailLink.objects.bulk_create(links)
    return len(links)


def unchained() -> models.QuerySet[TrailEvent]:
    """The events that no link holds yet."""
    linked = TrailLink.objects.filter(event_id=models.OuterRef("pk"))
    return TrailEvent.objects.filter(~models.Exists(linked))


@dataclass(frozen=True)
class Fault:
    """A row that is not what the chain says. `kind` is `changed` or `missing`."""

    kind: str
    event_id: int
    link: int


def faults() -> Iterator[Fault]:
    """Walk the chain from its start; yield every event that is changed or missing. Memory stays flat."""
    previous = FIRST_HASH
    links = TrailLink.objects.order_by("pk")
    for start in _starts(links):
        some = list(links.filter(pk__gt=start)[:2_000])
        events = TrailEvent.objects.in_bulk([link.event_id for link in some])
        for link in some:
            event = events.get(link.event_id)
            if event is None:
                yield Fault("missing", link.event_id, link.pk)
            elif event.fingerprint(previous) != link.hash:
                yield Fault("changed", link.event_id, link.pk)
            previous = link.hash


def _starts(links: models.QuerySet[TrailLink]) -> Iterator[int]:
    """The numbers to read on from, a batch at a time."""
    start: int | None = 0
    while start is not None:
        yield start
        start = max(links.filter(pk__gt=start).values_list("pk", flat=True)[:2_000], default=None)

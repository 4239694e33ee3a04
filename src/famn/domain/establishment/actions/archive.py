"""A matter's whole file leaves as an archive package."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import IO

from django.db import transaction

from famn.domain.establishment import reads, rules
from famn.domain.matters.actions.holding import lock_matter
from famn.domain.matters.models import Matter
from famn.domain.people.rules import Actor
from famn.ground import trail
from famn.ground.verdict import require
from famn.outside.archive import Written, write


@transaction.atomic
def archive_matter(
    matter: Matter,
    *,
    by: Actor,
    at: dt.datetime,
    target: IO[bytes],
    opens_walls: bool = True,
    told: Callable[[str], None] = lambda words: None,
) -> Written:
    """Write the archive package of a matter to `target`; the matter itself is held meanwhile.

    Without `opens_walls` the originals stay where they are and are named. `told` hears the title of each record.
    """
    matter = lock_matter(matter)
    require(rules.may_archive(by, matter))
    package = reads.package_of(matter, by, at=at, opens_walls=opens_walls)
    written = write(package, target, told=told)
    trail.record("archive_matter", matter, by=by, at=at)
    return written

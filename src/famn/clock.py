"""What the house does by itself, and how often. `./famn manage tick` runs it each minute.

Each part is safe to run twice and by two clocks at once. A part that fails does not keep the others from being done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final

from django.contrib.sessions.models import Session
from django_tasks_db.models import DBTaskResult

from famn.domain.activities import actions as activities
from famn.domain.activities.reads import answer_of, sources_to_read
from famn.domain.agreements import actions as agreements
from famn.domain.agreements.reads import orders_to_collect
from famn.domain.centres import actions as centres
from famn.domain.establishment import actions as establishment
from famn.domain.matters import actions as matters
from famn.domain.people.rules import HOUSE
from famn.ground import mail, trail

KEEP_TASKS: Final = dt.timedelta(days=7)


def tick(at: dt.datetime) -> dict[str, int]:
    """Do everything that is due at `at`. Returns how much of each was done; raises ExceptionGroup at the end."""
    done: dict[str, int] = {}
    faults: list[Exception] = []
    for part in PARTS:
        try:
            done[part.__name__] = part(at)
        except Exception as fault:  # the other parts are done all the same; every fault is told together below
            faults.append(fault)
    if faults:
        raise ExceptionGroup("tick", faults)
    return done


def chain_trail(at: dt.datetime) -> int:
    """Link the rows of the trail that were committed since last time."""
    return trail.chain()


def remind_of_assignments(at: dt.datetime) -> int:
    """Tell the responsible of assignments that are due or overdue, each once."""
    return matters.remind_of_assignments(by=HOUSE, at=at)


def remind_of_group_assignments(at: dt.datetime) -> int:
    """Tell those who are to do something for a project group that its day is near or has passed, each once."""
    return establishment.remind_of_group_assignments(by=HOUSE, at=at)


def remind_of_wheel(at: dt.datetime) -> int:
    """Tell of what comes near on the yearly wheels, once for each day."""
    return establishment.remind_of_wheel(by=HOUSE, at=at)


def remind_signers(at: dt.datetime) -> int:
    """Write again to those who have not answered what they are asked to sign, some times and not too often."""
    return agreements.remind_signers(by=HOUSE, at=at)


def remind_of_agreements(at: dt.datetime) -> int:
    """Tell the keepers of agreements that a last day for notice or an end comes near, each once."""
    return agreements.remind_of_agreements(by=HOUSE, at=at)


def ask_owners_of_centres(at: dt.datetime) -> int:
    """Ask by letter whether what centres show is still so, where nobody has said it for long, each once."""
    return centres.ask_owners(by=HOUSE, at=at)


def ask_owners_of_activities(at: dt.datetime) -> int:
    """Ask by letter whether activities are still so, where nobody has said it for long, each once."""
    return activities.ask_planners(by=HOUSE, at=at)


def forget_photos(at: dt.datetime) -> int:
    """Throw away the pictures of those who are no longer shown at a centre."""
    return centres.forget_photos(by=HOUSE, at=at)


def seal_letters(at: dt.datetime) -> int:
    """Seal what all have signed, where this installation has a seal."""
    return agreements.seal_letters(by=HOUSE, at=at)


def collect_orders(at: dt.datetime) -> int:
    """Fetch what was signed at the signature service by those who did not come back, each in its own transaction."""
    orders = orders_to_collect(at)
    done = [agreements.collect_order(one, by=HOUSE, at=at, checked_by="clock") for one in orders]
    return sum(one.settled_at is not None for one in done)


def read_calendars(at: dt.datetime) -> int:
    """Read again, each night, the calendars that centres follow; throw away what nobody brought in."""
    answers = [(one, answer_of(one.address)) for one in sources_to_read(at)]
    done = [activities.refresh_source(one, answer, by=HOUSE, at=at) for one, answer in answers]
    return activities.forget_waiting(by=HOUSE, at=at) + sum(one is not None for one in done)


def gather_letters(at: dt.datetime) -> int:
    """Make one mail of what was held back for each who wants one a day, at her time of day."""
    return mail.gather_due(at)


def send_letters(at: dt.datetime) -> int:
    """Hand over to the worker the letters whose next try is due."""
    return mail.send_due(at)


def sweep_tasks(at: dt.datetime) -> int:
    """Throw away what the task queue remembers of tasks that ended a week ago."""
    return DBTaskResult.objects.finished().filter(finished_at__lt=at - KEEP_TASKS).delete()[0]


def sweep_sessions(at: dt.datetime) -> int:
    """Throw away sessions that have run out."""
    return Session.objects.filter(expire_date__lt=at).delete()[0]


PARTS: Final[tuple[Callable[[dt.datetime], int], ...]] = (
    chain_trail,
    remind_of_assignments,
    remind_of_group_assignments,
    remind_of_wheel,
    remind_signers,
    remind_of_agreements,
    ask_owners_of_centres,
    ask_owners_of_activities,
    forget_photos,
    seal_letters,
    collect_orders,
    read_calendars,
    gather_letters,
    send_letters,
    sweep_tasks,
    sweep_sessions,
)

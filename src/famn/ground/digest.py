"""Who wants Famn's mails as one a day, and when. It knows addresses, not people.

One row an address. Without a row every mail goes by itself, when it is written.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone

from famn.ground.stockholm import moment_of

HOURS: Final = (6, 7, 8, 12, 15, 17)  # the times of day to choose between
USUAL: Final = dt.time(7)


class DailyMail(models.Model):
    """An address that gets one mail a day, at a time of day in the time of the installation."""

    to = models.EmailField(unique=True)
    at_time = models.TimeField(default=USUAL)
    chosen_at = models.DateTimeField()

    class Privacy:
        open = ("at_time", "chosen_at")
        staff = ("to",)

    class Meta:
        constraints = (models.CheckConstraint(condition=Q(to=Lower("to")), name="daily_mail_address_in_lower_case"),)


def time_of(address: str) -> dt.time | None:
    """The time of day at which an address wants its mails together; None where it wants each by itself."""
    return DailyMail.objects.filter(to=address.lower()).values_list("at_time", flat=True).first()


def next_time(at_time: dt.time, now: dt.datetime) -> dt.datetime:
    """The first moment after `now` when the clocks here show `at_time`."""
    here = timezone.localtime(now)
    day = here.date() if here.time() < at_time else here.date() + dt.timedelta(days=1)
    return moment_of(day, at_time)


def gather_for(address: str, at_time: dt.time, *, at: dt.datetime) -> None:
    """From now on, one mail a day to this address."""
    DailyMail.objects.update_or_create(to=address.lower(), defaults={"at_time": at_time, "chosen_at": at})


def gather_no_longer(address: str) -> None:
    """From now on, each mail by itself. What has been held back goes with the clock's next turn."""
    DailyMail.objects.filter(to=address.lower()).delete()

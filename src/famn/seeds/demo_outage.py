"""The day in the demo when the mail server did not answer: what was written then went a day later, and once.

Nothing leaves the demo. The letters are shown as an outbox keeps them after such a day.
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from django.db.models import F
from django.utils import timezone

from famn.ground.mail import PAUSES, Letter

AGO: Final = 3  # days
AWAY: Final = dt.timedelta(days=1)


def load() -> None:
    """The letters that were written three days ago were tried until the server answered, a day later.

    Those with a secret in them are left: the demo's reader needs their links.
    """
    written = Letter.objects.filter(written_at__date=timezone.localdate() - dt.timedelta(days=AGO), holds_secret=False)
    waited, tries = dt.timedelta(0), 1
    while waited < AWAY:
        waited += dt.timedelta(seconds=PAUSES[tries - 1])
        tries += 1
    written.update(state=Letter.State.SENT, tries=tries, sent_at=F("written_at") + waited)

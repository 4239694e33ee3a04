"""Letters about agreements that run: a day that comes near."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.agreements.models import JointLetter, ReminderDays
from famn.domain.people.models import User
from famn.ground import mail


def tell_agreement_nears(
    person: User, letter: JointLetter, *, before: str, day: dt.date, today: dt.date, at: dt.datetime
) -> None:
    """Tell whoever keeps an agreement that its last day for notice, or its end, comes near."""
    left = (day - today).days
    facts = {"title": letter.title, "day": date_format(day, "j F Y"), "count": left}
    if before == ReminderDays.Before.NOTICE:
        subject = _("Sista dag för uppsägning är %(day)s: %(title)s")
        lead = ngettext(
            "Om en dag går det inte längre att säga upp avtalet den här gången. Sedan förlängs det av sig självt.",
            "Om %(count)d dagar går det inte längre att säga upp avtalet den här gången. "
            "Sedan förlängs det av sig självt.",
            left,
        )
    else:
        subject = _("Avtalet upphör %(day)s: %(title)s")
        lead = ngettext("Avtalet upphör om en dag.", "Avtalet upphör om %(count)d dagar.", left)
    mail.post(
        to=person.email,
        subject=subject % facts,
        template="mail/agreements/nears",
        context={
            "name": person.name,
            "lead": lead % facts,
            "day": date_format(day, "l j F Y"),
            "letter": letter,
            "is_notice": before == ReminderDays.Before.NOTICE,
        },
        at=at,
    )

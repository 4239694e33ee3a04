"""Letters that take a decision to those who are to get it."""

from __future__ import annotations

import datetime as dt

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.matters.models import Dispatch
from famn.domain.people.rules import Actor
from famn.ground import mail


def tell_recipient(dispatch: Dispatch, *, token: str, by: Actor, at: dt.datetime) -> None:
    """Send somebody a decision as a link to its extract. Needs `decision__report__matter__authority` selected.

    The letter holds a secret: whoever has the link reads the extract, and nothing else.
    """
    decision = dispatch.decision
    matter = decision.report.matter
    mail.post(
        to=dispatch.address,
        subject=_("Beslut: %(title)s") % {"title": decision.report.title},
        template="mail/matters/dispatch",
        context={
            "recipient": dispatch.recipient,
            "body": decision.body,
            "day": date_format(decision.meeting_date, "j F Y"),
            "title": decision.report.title,
            "number": matter.registry_number,
            "sender": f"{by.name}, {matter.authority.name}",
            "token": token,
        },
        at=at,
        holds_secret=True,
    )

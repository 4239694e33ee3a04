"""What pages and the clock ask about orders at a signature service, and about the files that came back."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from famn.domain.agreements.models import JointLetter, Signature, SignedFile, SigningOrder

ASK_AGAIN = dt.timedelta(minutes=5)  # the clock asks about an order no more often


def newest_order(signature: Signature) -> SigningOrder | None:
    """What was last ordered of a service for one question, without the file that was sent."""
    rows = SigningOrder.objects.filter(signature=signature).defer("sent").select_related("signature")
    return rows.order_by("-started_at", "-pk").first()


def orders_to_collect(at: dt.datetime) -> list[SigningOrder]:
    """The orders that nobody has fetched and that were not asked about a moment ago, the oldest question first."""
    rested = Q(looked_at__isnull=True) | Q(looked_at__lte=at - ASK_AGAIN)
    rows = SigningOrder.objects.filter(rested, state=SigningOrder.State.STARTED, started_at__lte=at)
    return list(rows.select_related("signature").order_by("looked_at", "pk")[:200])


def signed_files_of(letter: JointLetter) -> QuerySet[SignedFile]:
    """The files that came back signed for any version of a letter, with their bytes."""
    return SignedFile.objects.filter(version__letter=letter)

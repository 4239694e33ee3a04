"""A signer's personal link: found by its token, whose hash alone is kept here."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from famn.domain.agreements import rules
from famn.domain.agreements.models import SignerLink
from famn.ground.text import checksum


def link_by_token(token: str) -> SignerLink | None:
    """The link of a token, whether it still holds or not, with its line, letter and signer."""
    return _full().filter(token_sha256=checksum(token.encode())).first()


def link_in_force(number: int, *, at: dt.datetime) -> SignerLink | None:
    """The link that holds now for the line that link `number` was made for: a newer one has taken its place."""
    lines = SignerLink.objects.filter(pk=number).values("line")
    link = _full().filter(line__in=lines, revoked_at__isnull=True).first()
    return link if link is not None and rules.link_holds(link, at=at) else None


def _full() -> QuerySet[SignerLink]:
    people = ("line__user", "line__named_by", "made_by", "claimed_by")
    return SignerLink.objects.select_related("line__letter__authority__principal", "line__party", *people)

"""A human on the phone, in the frame of every public page: who answers now, in which languages, and else when next.

A page of one centre tells of that centre's telephones. Where none of them is known to be answered, and on every other
page, some who answer anywhere are told. The page is kept no longer than this is so.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django import template
from django.http import HttpRequest
from django.template import Context
from django.utils import timezone

from famn.domain.centres.reads.phone import FEW, Answering, at_centre, next_change, someone
from famn.web.shared.stored import bound

MOST: Final = 4  # telephones of one centre: the four legs

register = template.Library()


@dataclass(frozen=True, slots=True)
class Human:
    """Whom one may call: at the centre that the page is about, and where that is no help, some anywhere."""

    here: list[Answering]
    anywhere: list[Answering]


@register.simple_tag(takes_context=True)
def who_answers(context: Context) -> Human | None:
    """Who answers, for a page that has a request; None for a page that stands when all else has failed.

    A view that has read the centre's telephones already gives them as `answers`; else they are one query.
    """
    request: HttpRequest | None = context.get("request")
    if request is None:
        return None
    moment = timezone.now()
    told: list[Answering] | None = context.get("answers")
    here = _of_address(request, moment) if told is None else told
    anywhere = [] if any(one.until or one.next_at for one in here) else someone(moment)
    bound(request, until=next_change([*here, *anywhere]), every_centre=bool(anywhere))
    return Human(here[:MOST], anywhere[:FEW])


def _of_address(request: HttpRequest, moment: dt.datetime) -> list[Answering]:
    """The telephones of the centre that the address names, none where it names no centre that the public finds."""
    code = request.resolver_match.kwargs.get("centre", "") if request.resolver_match else ""
    return at_centre(code, moment) if code else []

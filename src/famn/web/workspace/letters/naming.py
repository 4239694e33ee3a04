"""The page where all who sign a letter are named at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from django.contrib import messages
from django.forms import BoundField, Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.models import SignatureLine
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal
from famn.web.workspace.letters.forms import ConfirmForm, PersonForm
from famn.web.workspace.letters.views import crumbs, fetched


def name_signers(request: Request, intent: str) -> HttpResponse:
    """Say who signs on each line that has nobody yet. A line may be left for later."""
    letter = fetched(request, intent)
    people = reads.possible_signers(request.actor, day=timezone.localdate())
    said = request.POST if request.method == "POST" else None
    rows = [
        PersonForm(said, people=people if _is_ours(line, request) else (), line=line, prefix=line.code)
        for line in reads.lines_of(letter)
        if not line.name and rules.may_name_signer(request.actor, line)
    ]
    confirm = ConfirmForm(said)
    if said is not None and _all_valid(rows, confirm) and _named(request, intent, rows, confirm):
        return redirect("letter_of_intent", letter.code)
    context = {
        "letter": letter,
        "rows": rows,
        "form": confirm,
        "all": Together((*rows, confirm)),
        "may": rules.may_write(request.actor, letter),
        "crumbs": crumbs(letter),
    }
    return render(request, "workspace/letters/name_signers.html", context)


@dataclass(frozen=True)
class Together:
    """Several forms on one page as their one list of errors sees them."""

    forms: Sequence[Form]

    @property
    def errors(self) -> bool:
        """Whether anything must be put right."""
        return any(one.is_bound and one.errors for one in self.forms)

    @property
    def non_field_errors(self) -> list[str]:
        """What is said of no field of its own."""
        return [str(error) for one in self.forms if one.is_bound for error in one.non_field_errors()]

    def __iter__(self) -> Iterator[BoundField]:
        """Every field, form by form."""
        return chain.from_iterable(self.forms)


def _is_ours(line: SignatureLine, request: Request) -> bool:
    """Whether a colleague may hold the post: the party is one's own authority, or not known here."""
    return line.party.authority_id in {None, request.actor.authority_id}


def _all_valid(rows: list[PersonForm], confirm: ConfirmForm) -> bool:
    """Whether every row is right and somebody stands for it: all are asked, so that all faults are shown."""
    return not [one for one in (*rows, confirm) if not one.is_valid()]


def _named(request: Request, intent: str, rows: list[PersonForm], confirm: ConfirmForm) -> bool:
    signers = {one.line: one.signer() for one in rows if not one.is_empty}
    try:
        named = actions.name_signers(fetched(request, intent), by=request.actor, at=timezone.now(), signers=signers)
    except Refused as refused:
        prefix, _dash, field = (refused.field or "").partition("-")
        row = next((one for one in rows if one.prefix == prefix), None)
        add_refusal(row or confirm, Refused(refused.reason, field=field or None))
        return False
    count = len(named)
    messages.success(
        request,
        ngettext("%(count)d person är utsedd.", "%(count)d personer är utsedda.", count) % {"count": count},
    )
    return True

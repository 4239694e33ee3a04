"""The pages where the term, the commitments and the costs of an agreement are written."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.models import AgreementTerms, JointLetter
from famn.domain.matters import rules as matters
from famn.domain.matters.models import SteeringDocument
from famn.ground.text import SortKey
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.agreements.forms import CommitmentForm, PostForm, ShareForm, SplitForm, TermsForm
from famn.web.workspace.letters.views import crumbs

Split = AgreementTerms.Split


def terms(request: Request, agreement: str) -> HttpResponse:
    """For how long the agreement holds, how it ends, and what it comes under."""
    letter = fetched(request, agreement)
    joint = matters.visible_steering(request.actor).filter(level=SteeringDocument.Level.JOINT)
    form = TermsForm(request.POST or None, terms=letter.terms, documents=list(joint.order_by(SortKey("title"), "pk")))
    if request.method == "POST" and form.is_valid():
        act = partial(actions.set_terms, letter, by=request.actor, at=timezone.now(), term=form.term())
        if tried(request, act, _("Avtalstiden är sparad."), form):
            return redirect("letter_of_intent", letter.code)
    return render(request, "workspace/agreements/terms.html", _context(request, letter) | {"form": form})


def commitments(request: Request, agreement: str) -> HttpResponse:
    """What each party commits itself to: a row at a time, and what it sums up to."""
    letter = fetched(request, agreement)
    rows = reads.commitments_of(letter)
    gone = next((one for one in rows if one.code == request.POST.get("bort")), None)
    form = CommitmentForm(_said(request, gone), parties=reads.parties_of(letter))
    if gone is not None:
        actions.drop_commitment(gone, by=request.actor, at=timezone.now())
        messages.success(request, _("Åtagandet är borttaget."))
        return redirect("agreement_commitments", letter.code)
    if request.method == "POST" and form.is_valid():
        act = partial(actions.add_commitment, letter, by=request.actor, at=timezone.now(), facts=form.facts())
        if tried(request, act, _("Åtagandet är tillagt."), form):
            return redirect("agreement_commitments", letter.code)
    agreed = reads.agreed_of(letter)
    context = _context(request, letter) | {
        "form": form,
        "rows": list(zip(rows, agreed.pledges if agreed else (), strict=True)),
        "sums": agreed.sum_rows() if agreed else [],
    }
    return render(request, "workspace/agreements/commitments.html", context)


def costs(request: Request, agreement: str) -> HttpResponse:
    """How costs are split, and the parts of them. Parts that are not the whole are told, and may be saved so."""
    letter = fetched(request, agreement)
    rows = reads.cost_rows_of(letter)
    gone = next((one for one in rows if one.code == request.POST.get("bort")), None)
    if gone is not None:
        actions.drop_cost_row(gone, by=request.actor, at=timezone.now())
        messages.success(request, _("Raden är borttagen."))
        return redirect("agreement_costs", letter.code)
    is_split = request.method == "POST" and "split" in request.POST
    split = SplitForm(
        request.POST if is_split else None, initial={"split": letter.terms.split, "cost": letter.terms.cost}
    )
    one = _row_form(request, letter, posted=request.method == "POST" and not is_split)
    done = _save_split(request, letter, split) if is_split else _save_row(request, letter, one)
    if done:
        messages.success(request, _("Kostnaderna är sparade."))
        return redirect("agreement_costs", letter.code)
    agreed = reads.agreed_of(letter)
    context = _context(request, letter) | {
        "split": split,
        "form": one,
        "is_post": letter.terms.split == Split.POST,
        "rows": list(zip(rows, agreed.payment_rows() if agreed else (), strict=False)),
        "total": agreed.payment_rows()[-1] if agreed and rows else None,
        "wrong": agreed.cost_says() if agreed else "",
    }
    return render(request, "workspace/agreements/costs.html", context)


def fetched(request: Request, code: str) -> JointLetter:
    """The agreement of an address, if one sees it, with its term."""
    rows = rules.visible_agreements(request.actor).select_related(
        "template__authority", "authority", "matter", "started_by", "terms__under", "terms__follows"
    )
    return get_object_or_404(rows, code=code)


def _row_form(request: Request, letter: JointLetter, *, posted: bool) -> ShareForm | PostForm | None:
    if letter.terms.split == Split.OWN:
        return None
    kind = PostForm if letter.terms.split == Split.POST else ShareForm
    return kind(request.POST if posted else None, parties=reads.parties_of(letter))


def _save_split(request: Request, letter: JointLetter, form: SplitForm) -> bool:
    if not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        actions.set_split(letter, by=request.actor, at=timezone.now(), split=said["split"], cost=said["cost"])
    except Refused as refused:
        add_refusal(form, refused)
        return False
    return True


def _save_row(request: Request, letter: JointLetter, form: ShareForm | PostForm | None) -> bool:
    if form is None or not form.is_bound or not form.is_valid():
        return False
    said = form.cleaned_data
    try:
        actions.add_cost_row(
            letter,
            by=request.actor,
            at=timezone.now(),
            party=form.chosen(),
            what=said.get("what", ""),
            percent=said.get("percent"),
            yearly=said.get("yearly"),
        )
    except Refused as refused:
        add_refusal(form, refused)
        return False
    return True


def _said(request: Request, gone: object) -> Any:
    return request.POST if request.method == "POST" and gone is None else None


def _context(request: Request, letter: JointLetter) -> dict[str, Any]:
    return {"letter": letter, "may": rules.may_write_terms(request.actor, letter), "crumbs": crumbs(letter)}

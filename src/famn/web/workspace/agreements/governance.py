"""The pages of what happens to a signed agreement: a successor, notice, what was not kept, the paid assignment."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.models import JointLetter, PaidAssignment, Shortfall
from famn.domain.establishment import actions as establishment
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.agreements.forms import AssignmentForm, EndForm, FollowUpForm, NoticeForm, ShortfallForm
from famn.web.workspace.agreements.writing import fetched
from famn.web.workspace.letters import agreement_shown as shown
from famn.web.workspace.letters.views import crumbs


def follow(request: Request, agreement: str) -> HttpResponse:
    """Begin the agreement that follows this one, for the same initiatives."""
    letter = fetched(request, agreement)
    refusal = ""
    if request.method == "POST":
        at = timezone.now()
        try:
            new = actions.follow_agreement(letter, by=request.actor, at=at)
            establishment.tie_like(letter, new, by=request.actor, at=at)
        except Refused as refused:
            refusal = str(refused.reason)
        else:
            messages.success(request, _("Ett nytt avtal är påbörjat. Gå igenom texten, avtalstiden och åtagandena."))
            return redirect("letter_of_intent", new.code)
    context = {
        "letter": letter,
        "may": rules.may_follow(request.actor, letter),
        "refusal": refusal,
        "crumbs": crumbs(letter),
    }
    return render(request, "workspace/agreements/follow.html", context)


def notice(request: Request, agreement: str) -> HttpResponse:
    """Record that a party has given notice, or that it has taken it back."""
    letter = fetched(request, agreement)
    given = reads.standing_notices(letter)
    back = next((one for one in given if str(one.pk) == request.POST.get("tillbaka")), None)
    if back is not None:
        actions.take_back_notice(back, by=request.actor, at=timezone.now())
        messages.success(request, _("Uppsägningen gäller inte längre."))
        return redirect("letter_of_intent", letter.code)
    form = NoticeForm(request.POST if request.method == "POST" else None, parties=reads.parties_of(letter))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        act = partial(
            actions.give_notice,
            letter,
            by=request.actor,
            at=timezone.now(),
            party=form.chosen(),
            given_on=said["given_on"],
            reason=said["reason"],
        )
        if tried(request, act, _("Uppsägningen är registrerad."), form):
            return redirect("letter_of_intent", letter.code)
    found = reads.agreement_part(letter, request.actor, today=timezone.localdate())
    context = {
        "letter": letter,
        "form": form,
        "given": given,
        "sentences": list(shown.course_words(found, timezone.localdate())),
        "may": rules.may_give_notice(request.actor, letter),
        "crumbs": crumbs(letter),
    }
    return render(request, "workspace/agreements/notice.html", context)


def note(request: Request, agreement: str) -> HttpResponse:
    """Note that a commitment was not kept; `?atagande=` chooses which."""
    letter = fetched(request, agreement)
    form = ShortfallForm(
        request.POST if request.method == "POST" else None,
        commitments=reads.commitments_of(letter),
        initial={"commitment": request.GET.get("atagande", ""), "seen_on": timezone.localdate()},
    )
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            row = actions.note_shortfall(
                form.chosen(),
                by=request.actor,
                at=timezone.now(),
                seen_on=said["seen_on"],
                text=said["text"],
                follow_up_on=said["follow_up_on"],
            )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Det är antecknat."))
            return redirect("shortfall", row.code)
    context = {
        "letter": letter,
        "form": form,
        "may": rules.may_note_shortfall(request.actor, letter),
        "crumbs": crumbs(letter),
    }
    return render(request, "workspace/agreements/note.html", context)


def shortfall(request: Request, shortfall: str) -> HttpResponse:
    """A commitment that was not kept: what was seen, what came of asking, and how it ended."""
    rows = rules.visible_shortfalls(request.actor).select_related(
        "commitment__party", "commitment__letter", "noted_by", "closed_by"
    )
    row: Shortfall = get_object_or_404(rows, code=shortfall)
    letter = row.commitment.letter
    request.part_of = "agreements"
    form = FollowUpForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        closes = request.POST.get("gor") == "avsluta"
        try:
            if closes:
                actions.close_shortfall(row, by=request.actor, at=timezone.now(), outcome=said["text"])
            else:
                actions.follow_up_shortfall(
                    row, by=request.actor, at=timezone.now(), text=said["text"], follow_up_on=said["follow_up_on"]
                )
        except Refused as refused:
            add_refusal(form, refused)
        else:
            messages.success(request, _("Uppföljningen är avslutad.") if closes else _("Det är antecknat."))
            return redirect("shortfall", row.code)
    context = {
        "view": reads.shortfall_view(row),
        "row": row,
        "letter": letter,
        "form": form,
        "may": rules.may_settle_shortfall(request.actor, row),
        "crumbs": crumbs(letter),
    }
    return render(request, "workspace/agreements/shortfall.html", context)


def assignments(request: Request, agreement: str) -> HttpResponse:
    """The region's paid assignments under this agreement: record one, or its last day."""
    letter = fetched(request, agreement)
    rows = list(letter.assignments.select_related("party", "letter", "recorded_by").order_by("from_date", "pk"))
    ending = next((one for one in rows if one.code == request.POST.get("sluta")), None)
    is_post = request.method == "POST"
    end = EndForm(request.POST if ending is not None else None)
    if ending is not None and end.is_valid() and _end(request, ending, end):
        return redirect("paid_assignments", letter.code)
    form = AssignmentForm(
        request.POST if is_post and ending is None else None,
        parties=reads.parties_of(letter),
        levels=list(rules.levels_for(letter)),
    )
    if is_post and ending is None and form.is_valid() and _record(request, letter, form):
        return redirect("paid_assignments", letter.code)
    found = reads.agreement_part(letter, request.actor, today=timezone.localdate())
    context = {
        "letter": letter,
        "rows": shown.assignments(found, timezone.localdate()),
        "form": form,
        "end": end,
        "ending": ending.code if ending else "",
        "is_condition_met": found.is_condition_met,
        "may": rules.may_record_assignment(request.actor, letter),
        "levels_url": reverse("assignment_levels") if rules.may_shape_levels(request.actor) else "",
        "crumbs": crumbs(letter),
    }
    return render(request, "workspace/agreements/assignments.html", context)


def _record(request: Request, letter: JointLetter, form: AssignmentForm) -> bool:
    try:
        actions.record_paid_assignment(letter, by=request.actor, at=timezone.now(), facts=form.facts())
    except Refused as refused:
        add_refusal(form, refused)
        return False
    messages.success(request, _("Uppdraget är registrerat."))
    return True


def _end(request: Request, row: PaidAssignment, form: EndForm) -> bool:
    try:
        actions.end_paid_assignment(row, by=request.actor, at=timezone.now(), to_date=form.cleaned_data["to_date"])
    except Refused as refused:
        add_refusal(form, refused)
        return False
    messages.success(request, _("Uppdraget har fått en sista dag."))
    return True

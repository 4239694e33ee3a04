"""The pages after a decision: the approval of its minutes, appeals, and the choice to carry it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import Appeal, BoardReport
from famn.domain.matters.reads import AfterDecision, Outcome
from famn.domain.matters.rules import Force
from famn.domain.people.rules import Actor
from famn.ground.verdict import Verdict, no
from famn.web.shared.actor import Request
from famn.web.shared.forms import DayField, tried
from famn.web.shared.tags import date_long, moment
from famn.web.workspace.reports.fetching import crumbs_below, fetch_report

FORCE_WORDS: Final[dict[Force, str | Promise]] = {
    Force.UNKNOWN: gettext_lazy("Går inte att räkna ut än"),
    Force.WAITING: gettext_lazy("Inte än"),
    Force.APPEALED: gettext_lazy("Inte än: överklagat"),
    Force.REACHED: gettext_lazy("Ja"),
    Force.REPEALED: gettext_lazy("Nej: upphävt"),
    Force.NOT_ASKED: gettext_lazy("Behövs inte"),
}


class ApprovalForm(forms.Form):
    """Who approved the minutes, when and where, and when that stood on the notice board."""

    approved_on = DayField(label=gettext_lazy("Justerat den"))
    approver = forms.CharField(
        label=gettext_lazy("Justerare"),
        max_length=120,
        help_text=gettext_lazy("Namnen på dem som justerade, som i protokollet."),
        error_messages={"required": gettext_lazy("Skriv vem som justerade.")},
    )
    place = forms.CharField(label=gettext_lazy("Plats och tid för justeringen"), max_length=160, required=False)
    announced_on = DayField(
        label=gettext_lazy("Anslaget från"),
        required=False,
        help_text=gettext_lazy("Den dag då justeringen anslogs på anslagstavlan. Från den räknas tiden."),
    )
    taken_down_on = DayField(label=gettext_lazy("Anslaget till"), required=False)


class AppealForm(forms.Form):
    """That somebody has appealed. Never who."""

    appealed_on = DayField(label=gettext_lazy("Överklagandet kom in den"))
    court = forms.CharField(label=gettext_lazy("Domstol"), max_length=160, required=False)


class AnswerForm(forms.Form):
    """What the court answered."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Vad svarade domstolen?"), choices=Appeal.Outcome.choices, widget=forms.RadioSelect
    )
    final_on = DayField(
        label=gettext_lazy("Avgörandet kan inte överklagas från"),
        help_text=gettext_lazy("Den dag då domstolens eget avgörande fick laga kraft."),
    )


class ReservationForm(forms.Form):
    """Who did not share a decision, as the minutes have it."""

    who = forms.CharField(
        label=gettext_lazy("Vem reserverade sig?"),
        max_length=160,
        help_text=gettext_lazy("Namn och parti, som i protokollet."),
        error_messages={"required": gettext_lazy("Skriv vem som reserverade sig.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Reservationen"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Orden i protokollet. Det som är antecknat går inte att ändra."),
    )


class ExecutionForm(forms.Form):
    """Why a decision is carried out before it has legal force."""

    reason = forms.CharField(
        label=gettext_lazy("Varför nu?"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Väg vad det betyder om beslutet ändras. Ditt namn och dina ord står kvar här."),
    )


def record_approval(request: Request, report: str) -> HttpResponse:
    """Record that the minutes are approved and announced, or correct that."""
    row, after = _fetched(request, report)
    if after is None:
        return _nothing_decided(request, row)
    old = after.approval
    names = ("approved_on", "approver", "place", "announced_on", "taken_down_on")
    form = ApprovalForm(
        request.POST if request.method == "POST" else None, initial={name: getattr(old, name, None) for name in names}
    )
    may = rules.may_record_approval(request.actor, after.decision)

    def act() -> None:
        approved = actions.Approved(**form.cleaned_data)
        actions.record_approval(after.decision, approved, by=request.actor, at=timezone.now())

    title = _("Ändra uppgifterna om justeringen") if old else _("Anteckna justeringen")
    standing = shown(after, request.actor)
    return _form_page(request, row, standing, form, may, act, title=title, done=_("Justeringen är antecknad."))


def record_appeal(request: Request, report: str) -> HttpResponse:
    """Record that somebody has appealed or, where somebody has, what the court answered."""
    row, after = _fetched(request, report)
    if after is None:
        return _nothing_decided(request, row)
    data = request.POST if request.method == "POST" else None
    waiting = after.open_appeal
    form: forms.Form = AppealForm(data) if waiting is None else AnswerForm(data)
    if waiting is None:
        may = rules.may_record_appeal(request.actor, after.decision, after.appeals)
    else:
        may = rules.may_settle_appeal(request.actor, waiting)

    def act() -> None:
        if waiting is None:
            actions.record_appeal(after.decision, by=request.actor, at=timezone.now(), **form.cleaned_data)
        else:
            actions.settle_appeal(waiting, by=request.actor, at=timezone.now(), **form.cleaned_data)

    title = _("Anteckna ett överklagande") if waiting is None else _("Anteckna domstolens svar")
    done = _("Överklagandet är antecknat.") if waiting is None else _("Domstolens svar är antecknat.")
    return _form_page(request, row, shown(after, request.actor), form, may, act, title=title, done=done)


def execute_report(request: Request, report: str) -> HttpResponse:
    """Choose to carry a decision out, with how it stands before one's eyes."""
    row = fetch_report(request.actor, report)
    outcome = reads.outcome_of(row, today=timezone.localdate())
    if not outcome.decisions:
        return _nothing_decided(request, row)
    form = ExecutionForm(request.POST if request.method == "POST" else None)
    if outcome.force.has_force:
        del form.fields["reason"]

    def act() -> None:
        actions.execute_report(row, by=request.actor, at=timezone.now(), **form.cleaned_data)

    may, done = may_carry_out(request.actor, row, outcome), _("Beslutet är verkställt.")
    standing = whole(outcome) or shown(outcome.decisions[-1], request.actor)
    return _form_page(request, row, standing, form, may, act, title=_("Verkställ beslutet"), done=done)


def add_reservation(request: Request, report: str) -> HttpResponse:
    """Record who did not share a decision."""
    row, after = _fetched(request, report)
    if after is None:
        return _nothing_decided(request, row)
    form = ReservationForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.add_reservation(after.decision, by=request.actor, at=timezone.now(), **form.cleaned_data)

    may, done = rules.may_add_reservation(request.actor, after.decision), _("Reservationen är antecknad.")
    standing = shown(after, request.actor)
    return _form_page(request, row, standing, form, may, act, title=_("Anteckna en reservation"), done=done)


def cards(outcome: Outcome, actor: Actor) -> list[dict[str, Any]]:
    """The time after each decision of those that decide, the whole first where there are several."""
    found = [shown(one, actor) for one in outcome.decisions]
    if len(found) > 1:
        for card, one in zip(found, outcome.decisions, strict=True):
            card["title"] = _("Efter beslutet: %(body)s") % {"body": one.decision.body}
    together = whole(outcome)
    return [together, *found] if together else found


def may_carry_out(actor: Actor, row: BoardReport, outcome: Outcome) -> Verdict:
    """Whether one may choose to carry out what was decided."""
    return rules.may_carry_out(actor, row, outcome.made, outcome.force, outcome.way)


def whole(outcome: Outcome) -> dict[str, Any] | None:
    """How what several bodies granted stands together; None where there is only one."""
    if len([one for one in outcome.made if rules.is_granted(one)]) < 2:
        return None
    return {
        "title": _("Besluten tillsammans"),
        "word": FORCE_WORDS[outcome.force.force],
        "has_force": outcome.force.has_force,
        "sentences": outcome.force.sentences,
    }


def shown(after: AfterDecision, actor: Actor) -> dict[str, Any]:
    """The time after a decision as a card shows it."""
    approval, execution = after.approval, after.execution
    appeals = [
        _("Överklagat %(day)s: %(outcome)s")
        % {"day": date_long(one.appealed_on), "outcome": one.get_outcome_display() or _("väntar på svar")}
        for one in after.appeals
    ]
    executed = ""
    if execution is not None:
        words = _("Verkställdes %(when)s. %(name)s valde det.")
        executed = words % {"when": moment(execution.chosen_at), "name": execution.chosen_by.name}
    decision = after.decision
    code, which = decision.report.code, f"?beslut={decision.code}"
    return {
        "title": _("Efter beslutet"),
        "word": FORCE_WORDS[after.force.force],
        "has_force": after.force.has_force,
        "sentences": after.force.sentences,
        "facts": _facts(after),
        "appeals": appeals,
        "executed": executed,
        "reason": execution.reason if execution else "",
        "may_record": rules.may_record_approval(actor, decision),
        "approval_url": reverse("record_approval", args=[code]) + which,
        "approval_words": _("Ändra uppgifterna") if approval else _("Anteckna justeringen"),
        "appeal_url": reverse("record_appeal", args=[code]) + which,
        "appeal_words": _("Anteckna domstolens svar") if after.open_appeal else _("Anteckna ett överklagande"),
        "is_board": after.force.force != Force.NOT_ASKED,
    }


def _facts(after: AfterDecision) -> list[dict[str, str]]:
    approval = after.approval
    if approval is None:
        return []
    days = (approval.announced_on, approval.taken_down_on)
    return [
        {"key": _("Justerat"), "value": date_long(approval.approved_on)},
        {"key": _("Justerare"), "value": approval.approver},
        {"key": _("Plats och tid"), "value": approval.place},
        {"key": _("Anslaget"), "value": " – ".join(date_long(day) for day in days if day)},
    ]


def _fetched(request: Request, code: str) -> tuple[BoardReport, AfterDecision | None]:
    """The report and, where something is decided, the time after the decision that the address names, or the last."""
    row = fetch_report(request.actor, code)
    named = request.GET.get("beslut", "").replace("\x00", "")
    decision = reads.decision_of(row, named) if named else reads.last_decision(row)
    if named and decision is None:
        raise Http404
    return row, reads.after_decision(decision, today=timezone.localdate()) if decision else None


def _nothing_decided(request: Request, row: BoardReport) -> HttpResponse:
    may = no(_("Nämnden har inte beslutat än."))
    context = {"report": row, "may": may, "title": _("Efter beslutet"), "crumbs": crumbs_below(row)}
    return render(request, "workspace/reports/after_decision.html", context)


def _form_page(
    request: Request,
    row: BoardReport,
    after: dict[str, Any],
    form: forms.Form,
    may: Verdict,
    act: Callable[[], None],
    *,
    title: str,
    done: str,
) -> HttpResponse:
    """One form of the time after a decision, beside how the decision stands."""
    if request.method == "POST" and may and form.is_valid() and tried(request, act, done, form):
        return redirect("report", row.code)
    context = {
        "report": row,
        "form": form,
        "may": may,
        "title": title,
        "after": after,
        "is_execution": isinstance(form, ExecutionForm),
        "crumbs": crumbs_below(row),
    }
    return render(request, "workspace/reports/after_decision.html", context)

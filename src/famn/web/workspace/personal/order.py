"""The pages of the delegation order: its items, and the forms to keep them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import actions, reads, rules
from famn.domain.matters.models import DelegationItem
from famn.ground.verdict import Refused
from famn.web.shared.actor import Request
from famn.web.shared.forms import add_refusal, tried
from famn.web.workspace.personal.forms import DelegationItemForm


def delegation_order(request: Request) -> HttpResponse:
    """What may be decided by one person, and by the holder of which post."""
    context = {
        "items": reads.delegation_order(request.actor),
        "may_keep": rules.may_keep_delegation(request.actor),
    }
    return render(request, "workspace/personal/delegation_order.html", context)


def add_delegation_item(request: Request) -> HttpResponse:
    """Put in an item."""
    form = DelegationItemForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        actions.add_delegation_item(by=request.actor, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Punkten finns nu i delegationsordningen."))

    return _form_page(request, form, act, title=_("Lägg till en punkt"))


def change_delegation_item(request: Request, delegation_item: str) -> HttpResponse:
    """Change an item. Decisions that stand on it keep its words."""
    row = _item(request, delegation_item)
    said = {"number": row.number, "text": row.text, "delegate": row.delegate}
    form = DelegationItemForm(request.POST if request.method == "POST" else None, initial=said)

    def act() -> None:
        actions.change_delegation_item(row, by=request.actor, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Punkten är ändrad. Beslut som redan är fattade har kvar sina ord."))

    return _form_page(request, form, act, title=_("Ändra en punkt"))


def end_delegation_item(request: Request, delegation_item: str) -> HttpResponse:
    """Let an item no longer hold."""
    row = _item(request, delegation_item)
    act = partial(actions.end_delegation_item, row, by=request.actor, at=timezone.now())
    tried(request, act, _("Punkten gäller inte längre."))
    return redirect("delegation_order")


def _form_page(request: Request, form: forms.Form, act: Callable[[], None], *, title: str) -> HttpResponse:
    may = rules.may_keep_delegation(request.actor)
    if request.method == "POST" and may and form.is_valid():
        try:
            act()
        except Refused as refused:
            add_refusal(form, refused)
        else:
            return redirect("delegation_order")
    back = reverse("delegation_order")
    crumbs = [{"url": back, "label": _("Delegationsordning")}]
    context = {"form": form, "may": may, "title": title, "lead": "", "back": back, "crumbs": crumbs}
    return render(request, "shared/act.html", context)


def _item(request: Request, code: str) -> DelegationItem:
    return get_object_or_404(rules.visible_delegation_items(request.actor).filter(is_current=True), code=code)

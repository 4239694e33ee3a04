"""Signing at a service outside: to go there, to come back, and the file that came of it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from famn.domain.agreements import reads
from famn.web.shared import signing
from famn.web.shared.actor import Request
from famn.web.workspace.letters.views import fetched, fetched_signature
from famn.web.workspace.papers.making import file_answer


def order_signature(request: Request, signature: str) -> HttpResponse:
    """Order a signature of the service; the page of the letter then shows the way there."""
    row = fetched_signature(request, signature)
    back = reverse("back_from_service", args=[row.code])
    if refusal := signing.order(row, by=request.actor, seen=request.POST.get("seen", ""), back=back):
        messages.error(request, refusal)
    return redirect(f"{reverse('sign_letter', args=[row.code])}#svara")


def back_from_service(request: Request, signature: str) -> HttpResponse:
    """Back from the service: what became of it is fetched at once. Coming here twice does nothing more."""
    row = fetched_signature(request, signature)
    signing.tell_collected(request, signing.collect(row, by=request.actor))
    return redirect(f"{reverse('sign_letter', args=[row.code])}#svara")


def signed_file(request: Request, intent: str, signed: str) -> HttpResponse:
    """A file that came back signed, byte for byte, for whoever wants to check it on her own."""
    letter = fetched(request, intent)
    row = get_object_or_404(reads.signed_files_of(letter), code=signed)
    return file_answer(bytes(row.content), name=f"underskriven-{row.code}.pdf")

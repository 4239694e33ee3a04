"""Pages of a signer outside: a personal link opens one letter, and nothing else.

She is not signed in: the session remembers her link alone, so every page of the workspace is shut to her as it is to
a stranger. The link is the one thing she has, the code in her app the other; the link asks for the code as soon as
there is one.
"""

from __future__ import annotations

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import actions, reads, rules
from famn.domain.agreements.models import Signature, SignerLink
from famn.domain.people.models import User
from famn.domain.people.reads import memberships_of
from famn.domain.people.rules import Actor
from famn.web.shared import signing
from famn.web.shared.actor import Request
from famn.web.shared.second_factor import Enrolment, Question, has_factor

LINK: Final = "famn_signer"


def open_link(request: Request, token: str) -> HttpResponse:
    """Open a personal link: who she is, and that it is she; with her code if she has put one in before."""
    link = reads.link_by_token(token)
    if link is None or link.line.user is None:
        return _gone(request, _("Länken finns inte. Kontrollera att hela länken följde med från mejlet."))
    holds = rules.link_holds(link, at=timezone.now())
    if not holds:
        return _gone(request, str(holds.reason))
    person = link.line.user
    if memberships_of(person, day=timezone.localdate()):  # she has come to work here: then she signs in like others
        waiting = reads.newest_signature(link.line)
        return redirect("sign_letter", waiting.code) if waiting else _gone(request, _("Logga in i stället."))
    question = Question(request, person, keys=False) if has_factor(person) else None
    if request.method == "POST" and (question is None or question.factor):
        actions.claim_link(link, by=_actor(link, person), at=timezone.now())
        request.session.cycle_key()
        request.session[LINK] = link.pk
        return redirect("signer_letter" if question else "signer_factor")
    context = {"link": link, "line": link.line, "letter": link.line.letter, "question": question}
    return render(request, "account/signer_open.html", context)


def factor(request: Request) -> HttpResponse:
    """Put in a second factor: the first time, before she sees the letter."""
    found = _opened(request)
    if found is None:
        return _gone(request)
    link, person = found
    if has_factor(person):
        return redirect("signer_letter")
    enrolment = Enrolment(request, person)
    if enrolment.is_done():
        actions.enrol_signer(link, by=_actor(link, person), at=timezone.now())
        messages.success(request, _("Din app är tillagd. Nu kan du läsa och svara."))
        return redirect("signer_letter")
    return render(request, "account/signer_factor.html", {"enrolment": enrolment, "letter": link.line.letter})


def letter(request: Request) -> HttpResponse:
    """The letter: read it, and approve it with a code."""
    found = _asked(request)
    if isinstance(found, HttpResponse):
        return found
    signature, by, person = found
    question = Question(request, person, keys=False)
    if request.method == "POST" and signing.sign(signature, question, by=by, seen=request.POST.get("seen", "")):
        messages.success(request, _("Tack! Ditt godkännande är registrerat."))
        return redirect("signer_letter")
    ways = {"order_url": reverse("signer_order"), "back_url": reverse("signer_back")}
    context = signing.shown(signature, by=by) | {"question": question} | ways
    return render(request, "account/signer_letter.html", context)


def order(request: Request) -> HttpResponse:
    """Order a signature of the service; the page of the letter then shows the way there."""
    found = _asked(request)
    if isinstance(found, HttpResponse):
        return found
    signature, by, _person = found
    if refusal := signing.order(signature, by=by, seen=request.POST.get("seen", ""), back=reverse("signer_back")):
        messages.error(request, refusal)
    return redirect(f"{reverse('signer_letter')}#svara")


def back(request: Request) -> HttpResponse:
    """Back from the service: what became of it is fetched at once."""
    found = _asked(request)
    if isinstance(found, HttpResponse):
        return found
    signature, by, _person = found
    signing.tell_collected(request, signing.collect(signature, by=by))
    return redirect(f"{reverse('signer_letter')}#svara")


def decline(request: Request) -> HttpResponse:
    """Say no, with a reason."""
    found = _asked(request)
    if isinstance(found, HttpResponse):
        return found
    signature, by, _person = found
    form = signing.DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and signing.decline(signature, form, by=by):
        messages.success(request, _("Ditt svar är registrerat."))
        return redirect("signer_letter")
    context = signing.shown(signature, by=by) | {"form": form}
    return render(request, "account/signer_decline.html", context)


def pdf(request: Request) -> HttpResponse:
    """The letter as a PDF to keep."""
    found = _asked(request)
    return found if isinstance(found, HttpResponse) else signing.pdf_of(found[0])


def leave(request: Request) -> HttpResponse:
    """Shut the letter on this device. The link opens it again."""
    request.session.pop(LINK, None)
    return _gone(request, _("Du har stängt dokumentet. Länken i mejlet öppnar den igen."))


def _asked(request: Request) -> HttpResponse | tuple[Signature, Actor, User]:
    """What she has been asked, or the page that she is led to first."""
    found = _opened(request)
    if found is None:
        return _gone(request)
    link, person = found
    if not has_factor(person):
        return redirect("signer_factor")
    signature = reads.newest_signature(link.line)
    if signature is None:
        return _gone(request, _("Du är inte längre den som ska svara."))
    return signature, _actor(link, person), person


def _opened(request: Request) -> tuple[SignerLink, User] | None:
    """The link that this session has opened, if it still holds, and whose it is."""
    number = request.session.get(LINK)
    link = reads.link_in_force(number, at=timezone.now()) if number else None
    person = link.line.user if link is not None else None
    return (link, person) if link is not None and person is not None and person.is_active else None


def _actor(link: SignerLink, person: User) -> Actor:
    """She acts as herself, for no unit: no rule but that of her own signature lets her do anything."""
    return Actor(user_id=person.pk, name=link.line.name, initials=person.initials)


def _gone(request: Request, reason: str = "") -> HttpResponse:
    return render(request, "account/signer_gone.html", {"reason": reason})

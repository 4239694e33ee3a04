"""Sending a decision out: the extract of its minutes, to whom it goes, what is ticked, and what is corrected."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.matters import notices, rules
from famn.domain.matters.actions.reports import lock_report
from famn.domain.matters.drafting.paper import Text
from famn.domain.matters.drafting.prose import plain
from famn.domain.matters.facts import cut
from famn.domain.matters.models import (
    Decision,
    DecisionPoint,
    Dispatch,
    DispatchCorrection,
    Document,
    DocumentKind,
    MinutesExtract,
)
from famn.domain.matters.reads.dispatching import ExtractFacts, extract_now, known_address
from famn.domain.matters.reads.reports import content_of
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import checksum, squeeze
from famn.ground.verdict import Refused, require

MOST_RECIPIENTS: Final = 100
FILES: Final = frozenset({"akt", "akten", "diariet", "registrator", "arkivet"})  # recipients that are no people


@transaction.atomic
def make_extract(decision: Decision, *, by: Actor, at: dt.datetime) -> MinutesExtract:
    """Make the extract of a decision's minutes for sending: a document of its matter that never changes.

    Where nothing has changed since the last one, that one is given back. Recipients that the report names are listed.
    """
    decision = _lock(decision)
    require(rules.may_dispatch(by, decision))
    list_recipients(decision, by=by, at=at)
    return _extract(decision, by=by, at=at)


@transaction.atomic
def add_recipient(decision: Decision, *, by: Actor, at: dt.datetime, recipient: str, address: str = "") -> Dispatch:
    """Add somebody who is to get a decision. Raises Refused where she is on the list already, and is to get it."""
    decision = _lock(decision)
    require(rules.may_dispatch(by, decision))
    name = cut(squeeze(recipient), 200)
    if not name:
        raise Refused(_("Skriv vem som ska få beslutet."), field="recipient")
    listed = _listed(decision)
    if name.casefold() in listed:
        raise Refused(_("%(name)s finns redan på listan.") % {"name": name}, field="recipient")
    if len(listed) >= MOST_RECIPIENTS:
        raise Refused(_("Listan är full."), field="recipient")
    return _add(decision, name, address.strip(), by=by, at=at)


@transaction.atomic
def drop_recipient(dispatch: Dispatch, *, by: Actor, at: dt.datetime) -> None:
    """Take somebody off the list who has not been sent anything."""
    dispatch = _lock_row(dispatch)
    require(rules.may_tick(by, dispatch))
    about = {"dispatch": dispatch.pk, "board_report": dispatch.decision.report_id}
    trail.record("drop_recipient", dispatch.decision, by=by, at=at, about=about)
    dispatch.delete()


@transaction.atomic
def tick_dispatches(
    decision: Decision, codes: Sequence[str], *, by: Actor, at: dt.datetime, how: str, sent_on: dt.date
) -> list[Dispatch]:
    """Tick that a decision has gone to some recipients, how and on which day.

    Raises Refused where somebody else ticked one of them meanwhile, or for a day that cannot be.
    """
    decision = _lock(decision)
    require(rules.may_dispatch(by, decision))
    if how not in Dispatch.How.values:
        raise Refused(_("Välj hur beslutet skickades."), field="how")
    _check_day(decision, sent_on, at=at)
    rows = _unsent(decision, codes)
    extract = decision.extracts.order_by("-made_at", "-pk").first()
    for row in rows:
        _tick(row, extract, how=how, sent_on=sent_on, by=by, at=at)
    return rows


@transaction.atomic
def mail_dispatches(decision: Decision, codes: Sequence[str], *, by: Actor, at: dt.datetime) -> list[Dispatch]:
    """Send a decision by e-mail from here to recipients whose address is known, as a link to its extract.

    The letter names no family: it links to a document that boards make public. Raises Refused where one of them has
    no address.
    """
    decision = _lock(decision)
    require(rules.may_dispatch(by, decision))
    rows = _unsent(decision, codes)
    for row in rows:
        if not row.address:
            reason = _("%(name)s har ingen e-postadress. Skicka på annat sätt och bocka av.")
            raise Refused(reason % {"name": row.recipient}, field="rows")
    extract = _extract(decision, by=by, at=at)
    for row in rows:
        token = secrets.token_urlsafe(32)
        row.link_hash = checksum(token.encode())
        _tick(row, extract, how=Dispatch.How.MAIL, sent_on=timezone.localdate(at), by=by, at=at)
        notices.tell_recipient(row, token=token, by=by, at=at)
    return rows


@transaction.atomic
def correct_dispatch(
    dispatch: Dispatch,
    *,
    by: Actor,
    at: dt.datetime,
    reason: str,
    was_sent: bool,
    how: str = "",
    sent_on: dt.date | None = None,
) -> DispatchCorrection:
    """Say what is true of a ticked row instead, and why. Where it was not sent, the recipient is to get it anew."""
    dispatch = _lock_row(dispatch)
    decision = dispatch.decision
    require(rules.may_correct_dispatch(by, dispatch))
    last = dispatch.corrections.order_by("-made_at", "-pk").first()
    if last is not None and not last.was_sent:
        raise Refused(_("Avbockningen är redan tillbakatagen."))
    if not reason.strip():
        raise Refused(_("Skriv varför raden rättas."), field="reason")
    if was_sent:
        if how not in Dispatch.How.values:
            raise Refused(_("Välj hur beslutet skickades."), field="how")
        if sent_on is None:
            raise Refused(_("Skriv vilken dag beslutet skickades."), field="sent_on")
        _check_day(decision, sent_on, at=at)
    row = DispatchCorrection.objects.create(
        dispatch=dispatch,
        was_sent=was_sent,
        how=how if was_sent else "",
        sent_on=sent_on if was_sent else None,
        reason=reason.strip(),
        made_by_id=standing(by).user_id,
        made_at=at,
    )
    about = {"dispatch": dispatch.pk, "dispatch_correction": row.pk}
    trail.record("correct_dispatch", decision, by=by, at=at, about=about)
    if not was_sent:
        _add(decision, dispatch.recipient, dispatch.address, by=by, at=at)
    return row


def list_recipients(decision: Decision, *, by: Actor, at: dt.datetime) -> None:
    """List those to whom the report says that its decision goes, but for those who are listed. Needs `version`."""
    listed = _listed(decision)
    for name in content_of(decision.version).distribution:
        name = cut(squeeze(name), 200)
        if name and name.casefold() not in listed:
            listed.add(name.casefold())
            _add(decision, name, "", by=by, at=at)


def _extract(decision: Decision, *, by: Actor, at: dt.datetime) -> MinutesExtract:
    facts = extract_now(decision)
    same = MinutesExtract.objects.filter(decision=decision, sha256=facts.sha256).first()
    if same is not None:
        return same
    document = _document(decision, facts, by=by, at=at)
    row = MinutesExtract.objects.create(
        decision=decision,
        document=document,
        facts=facts.as_json(),
        sha256=facts.sha256,
        made_by_id=standing(by).user_id,
        made_at=at,
    )
    about = {"document": document.pk, "board_report": decision.report_id}
    trail.record("make_extract", decision, by=by, at=at, about=about)
    return row


def _document(decision: Decision, facts: ExtractFacts, *, by: Actor, at: dt.datetime) -> Document:
    """The extract as a document of the matter, with its points."""
    extract, matter = facts.extract, decision.report.matter
    number = facts.head.registry_number
    document = Document.objects.create(
        matter=matter,
        kind=DocumentKind.MINUTES_EXTRACT,
        title=cut(" ".join(filter(None, (extract.paragraph, extract.title))), 300),
        date=extract.meeting_date,
        registry_numbers=[number] if number else [],
        sha256=facts.sha256,
        sections=[
            {"heading": part.heading, "text": plain(part.blocks)}
            for part in facts.paper.parts
            if isinstance(part, Text)
        ],
        distribution=list(content_of(decision.version).distribution),
        added_by_id=standing(by).user_id,
        added_at=at,
    )
    trail.record("add_document", document, by=by, at=at, about={"matter": matter.pk, "decision": decision.pk})
    DecisionPoint.objects.bulk_create(
        DecisionPoint(document=document, number=number, text=text, body=cut(extract.body, 120))
        for number, text in enumerate(extract.points, start=1)
    )
    return document


def _add(decision: Decision, name: str, address: str, *, by: Actor, at: dt.datetime) -> Dispatch:
    known = address or known_address(name, authority_id=decision.report.matter.authority_id, at=at)
    how = Dispatch.How.MAIL if known else Dispatch.How.REGISTRY if name.casefold() in FILES else ""
    row = Dispatch.objects.create(
        decision=decision,
        recipient=name,
        address=known,
        how=how,
        added_by_id=standing(by).user_id,
        added_at=at,
    )
    trail.record("add_recipient", decision, by=by, at=at, about={"dispatch": row.pk})
    return row


def _tick(
    row: Dispatch, extract: MinutesExtract | None, *, how: str, sent_on: dt.date, by: Actor, at: dt.datetime
) -> None:
    row.how, row.extract, row.sent_on = how, extract, sent_on
    row.sent_by_id, row.sent_at = standing(by).user_id, at
    row.save(update_fields=["how", "extract", "sent_on", "sent_by", "sent_at", "link_hash"])
    trail.record("tick_dispatch", row.decision, by=by, at=at, about={"dispatch": row.pk})


def _listed(decision: Decision) -> set[str]:
    """Those on the list, but for those whose tick was taken back."""
    rows = Dispatch.objects.filter(decision=decision).exclude(corrections__was_sent=False)
    return {name.casefold() for name in rows.values_list("recipient", flat=True)}


def _unsent(decision: Decision, codes: Iterable[str]) -> list[Dispatch]:
    wanted = list(dict.fromkeys(codes))
    rows = Dispatch.objects.select_for_update(of=("self",)).filter(decision=decision, code__in=wanted)
    found = list(rows.order_by("pk"))
    if not found or len(found) != len(wanted):
        raise Refused(_("Välj minst en mottagare på listan."), field="rows")
    for row in found:
        row.decision = decision
        if row.sent_at is not None:
            raise Refused(_("Någon annan har redan bockat av %(name)s.") % {"name": row.recipient}, field="rows")
    return found


def _check_day(decision: Decision, sent_on: dt.date, *, at: dt.datetime) -> None:
    if sent_on > timezone.localdate(at):
        raise Refused(_("Den dagen har inte varit än."), field="sent_on")
    if sent_on < decision.meeting_date:
        raise Refused(_("Beslutet kan inte ha skickats innan det fattades."), field="sent_on")


def _lock(decision: Decision) -> Decision:
    """The decision with what an extract needs, its report under a lock: two who send do it one after the other."""
    lock_report(decision.report)
    full = ("report__matter__authority", "report__heading_set", "report__document", "version")
    return Decision.objects.select_related(*full).get(pk=decision.pk)


def _lock_row(dispatch: Dispatch) -> Dispatch:
    full = ("decision__report__matter__authority", "decision__report__heading_set", "decision__version")
    return Dispatch.objects.select_for_update(of=("self",)).select_related(*full).get(pk=dispatch.pk)

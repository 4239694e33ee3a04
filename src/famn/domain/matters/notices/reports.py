"""Letters about reports: who is asked to attest, what came of it, and what the board decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.matters.drafting.content import Content
from famn.domain.matters.models import Attestation, BoardReport, Decision, Passage, WayForward
from famn.domain.matters.rules import in_words
from famn.domain.people.models import User
from famn.domain.people.reads import person_by_name
from famn.domain.people.rules import Actor
from famn.ground import mail


def tell_attester(attestation: Attestation, report: BoardReport, *, by: Actor, at: dt.datetime) -> None:
    """Tell a person that a report waits for her attest. Needs `attester` selected with it."""
    _tell(
        attestation.attester,
        report,
        subject=_("Att läsa och attestera: %(title)s") % {"title": report.title},
        lead=_("%(name)s ber dig läsa och attestera ett utlåtande.") % {"name": by.name},
        at=at,
    )


def tell_voided(attestation: Attestation, report: BoardReport, *, by: Actor, at: dt.datetime) -> None:
    """Tell a person that what she attested, or was asked to attest, is changed. Needs `attester` selected with it."""
    if attestation.attester_id == by.user_id:
        return
    was_given = attestation.attested_at is not None
    _tell(
        attestation.attester,
        report,
        subject=_("Texten ändras: %(title)s") % {"title": report.title},
        lead=_("%(name)s skriver vidare på utlåtandet. Din attest gäller inte längre.") % {"name": by.name}
        if was_given
        else _("%(name)s skriver vidare på utlåtandet. Du behöver inte attestera det än.") % {"name": by.name},
        at=at,
    )


def tell_returned(attestation: Attestation, report: BoardReport, *, by: Actor, at: dt.datetime) -> None:
    """Tell those who write a report that it came back, and why. Needs `matter__case_officer` selected with it."""
    for person in _writers(report, but=by):
        _tell(
            person,
            report,
            subject=_("Tillbaka till dig: %(title)s") % {"title": report.title},
            lead=_("%(name)s har läst utlåtandet och vill att du ändrar något.") % {"name": by.name},
            quote=attestation.comment,
            at=at,
        )


def tell_attested(report: BoardReport, *, by: Actor, at: dt.datetime) -> None:
    """Tell those who write a report that all have attested it. Needs `matter__case_officer` selected with it."""
    for person in _writers(report, but=by):
        _tell(
            person,
            report,
            subject=_("Attesterat: %(title)s") % {"title": report.title},
            lead=_("Alla som skulle attestera utlåtandet har gjort det. Nu kan det tas upp på ett möte."),
            at=at,
        )


def tell_decided(
    decision: Decision, report: BoardReport, content: Content, *, may_sign: bool, by: Actor, at: dt.datetime
) -> None:
    """Tell what a body decided: whoever is to sign first, then those who write the report and who sign for it.

    Each gets one letter. Whoever got a mandate is told of it only where all that decide have granted it as proposed
    (`may_sign`). A name in the report is a person here where exactly one of the authority has it. Needs `passage`.
    """
    day = timezone.localdate(at)
    told = {by.user_id}
    role = decision.passage.role if decision.passage else Passage.Role.DECIDES
    words = _("%(body)s beslutade den %(day)s: %(outcome)s.")
    if role == Passage.Role.PREPARES:
        words = _("%(body)s beredde ärendet den %(day)s: %(outcome)s.")
    what = words % {
        "body": decision.body,
        "day": date_format(decision.meeting_date, "j F Y"),
        "outcome": in_words(decision, role),
    }
    if decision.immediate_approval:
        what = " ".join((what, _("Paragrafen är omedelbart justerad.")))
    for person in _mandated(content, report, day) if may_sign else []:
        if person.pk not in told:
            told.add(person.pk)
            subject = _("Du ska skriva under: %(title)s") % {"title": report.title}
            lead = " ".join((what, _("Du har fått i uppdrag att skriva under.")))
            _tell(person, report, subject=subject, lead=lead, quote=decision.text, at=at)
    others = [*_writers(report, but=by), *_known([one.name for one in content.signatories], report, day)]
    for person in others:
        if person.pk not in told:
            told.add(person.pk)
            subject = _("Beslut: %(title)s") % {"title": report.title}
            _tell(person, report, subject=subject, lead=what, quote=decision.text, at=at)


def tell_way(way: WayForward, report: BoardReport, content: Content, *, by: Actor, at: dt.datetime) -> None:
    """Tell what was chosen after bodies that differed: those who write the report and, to go on, who is to sign."""
    goes_on = way.choice == WayForward.Choice.GO_ON
    signers = _mandated(content, report, timezone.localdate(at)) if goes_on else []
    people = {person.pk: person for person in (*signers, *_writers(report, but=by)) if person.pk != by.user_id}
    lead = _("Nämnderna beslutade olika. %(name)s har valt: %(choice)s.") % {
        "name": by.name,
        "choice": way.get_choice_display(),
    }
    for person in people.values():
        signs = " ".join((lead, _("Du har fått i uppdrag att skriva under."))) if person in signers else lead
        subject = _("Så går ärendet vidare: %(title)s") % {"title": report.title}
        _tell(person, report, subject=subject, lead=signs, quote=way.reason, at=at)


def tell_moved(passage: Passage, report: BoardReport, *, old: str, by: Actor, at: dt.datetime) -> None:
    """Tell those who write a report that the body it was on its way to is another now."""
    lead = _("%(old)s är nedlagd. %(new)s tar över.") % {"old": old, "new": passage.body}
    if passage.meeting_date is not None:
        lead += " " + _("Utlåtandet tas upp den %(day)s.") % {"day": date_format(passage.meeting_date, "j F Y")}
    elif passage.state == Passage.State.PLANNED:
        lead += " " + _("Utlåtandet väntar på ett möte där.")
    for person in _writers(report, but=by):
        subject = _("Ny nämnd: %(title)s") % {"title": report.title}
        _tell(person, report, subject=subject, lead=lead, at=at)


def _mandated(content: Content, report: BoardReport, day: dt.date) -> list[User]:
    """Those whom a point of the report mandates to sign."""
    names = [holder.name for point in content.points for holder in point.mandate]
    return list(_known(names, report, day))


def _known(names: Iterable[str], report: BoardReport, day: dt.date) -> Iterable[User]:
    """Those of the names that are one person at work in the authority."""
    for name in dict.fromkeys(filter(None, names)):
        person = person_by_name(name, authority_id=report.matter.authority_id, day=day)
        if person is not None:
            yield person


def _writers(report: BoardReport, *, but: Actor) -> list[User]:
    """The case officer and whoever began the report, each once, but for the one who acts."""
    people = [report.matter.case_officer, report.started_by]
    return list({person.pk: person for person in people if person is not None and person.pk != but.user_id}.values())


def _tell(person: User, report: BoardReport, *, subject: str, lead: str, at: dt.datetime, quote: str = "") -> None:
    mail.post(
        to=person.email,
        subject=subject,
        template="mail/matters/report",
        context={"name": person.name, "lead": lead, "quote": quote, "report": report, "matter": report.matter},
        at=at,
    )

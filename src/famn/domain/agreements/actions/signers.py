"""Who signs: naming the signers, asking them, and the personal links of those outside."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from famn.domain.agreements import notices, rules
from famn.domain.agreements.actions.holding import lock_letter, set_state, void_one
from famn.domain.agreements.models import JointLetter, Signature, SignatureLine, SignerLink
from famn.domain.agreements.reads import lines_of, missing_in, newest_version
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Length
from famn.domain.matters.reads import Everywhere, days_of, length_everywhere
from famn.domain.people.actions import know_person
from famn.domain.people.models import Membership, User
from famn.domain.people.rules import Actor, in_force, standing
from famn.ground import trail
from famn.ground.text import checksum, squeeze
from famn.ground.verdict import Refused, require

State = JointLetter.State


@dataclass(frozen=True, slots=True)
class Signer:
    """Who is to sign on a line: a colleague (`user`), or somebody outside by name, and address unless on paper."""

    name: str
    title: str = ""
    unit_name: str = ""
    email: str = ""
    user: User | None = None


@transaction.atomic
def name_signer(line: SignatureLine, *, by: Actor, at: dt.datetime, signer: Signer) -> SignatureLine:
    """Say who signs on a line, and so confirm her name, title and unit. A given signature stays.

    Where the letter is being signed the earlier person is spared and the new one is asked at once. Raises Refused
    without a name, or for a colleague who does not work here.
    """
    line = _lock_line(line)
    require(rules.may_name_signer(by, line))
    if not squeeze(signer.name):
        raise Refused(_("Skriv vem som skriver under."), field="name")
    user, is_outside = _reached(signer, by=by, at=at)
    letter, former = line.letter, _last_asked(line)
    line.name, line.title = cut(squeeze(signer.name), 120), cut(squeeze(signer.title), 120)
    line.unit_name, line.email = cut(squeeze(signer.unit_name), 120), signer.email.strip().lower()
    line.user, line.is_outside = user, is_outside
    line.named_by_id, line.named_at = standing(by).user_id, at
    line.save()
    _revoke_links(line, by=by, at=at)
    trail.record("name_signer", line, by=by, at=at, about={"letter_of_intent": letter.pk})
    if letter.state != State.DRAFT:
        if former is not None and former.state == Signature.State.WAITING:
            void_one(former, Signature.Cause.SIGNER, by=by, at=at)
            if former.user_id != line.user_id or former.name != line.name:
                notices.tell_spared(former, by=by, at=at)
        _ask(line, by=by, at=at)
        if letter.state == State.DECLINED and not _somebody_declined(letter):
            set_state(letter, State.SIGNING, by=by, at=at)
    return line


@transaction.atomic
def name_signers(
    letter: JointLetter, *, by: Actor, at: dt.datetime, signers: Mapping[SignatureLine, Signer]
) -> list[SignatureLine]:
    """Say who signs on several lines of a letter at once, all or none.

    Raises Refused as for one line, with the line's code before the field: `k3x9-name`.
    """
    named = []
    for line, signer in sorted(signers.items(), key=lambda pair: pair[0].number):
        try:
            named.append(name_signer(line, by=by, at=at, signer=signer))
        except Refused as refused:
            raise Refused(refused.reason, field=f"{line.code}-{refused.field or 'name'}") from None
    return named


@transaction.atomic
def send_letter(letter: JointLetter, *, by: Actor, at: dt.datetime) -> list[Signature]:
    """Ask everybody named on the lines to sign the newest version; they may answer in any order.

    Raises Refused where a placeholder is open, a party is missing, or a line has nobody: with the first fault.
    """
    letter = lock_letter(letter)
    require(rules.may_send(by, letter))
    missing = missing_in(letter, newest_version(letter))
    if missing:
        raise Refused(missing[0].sentence)
    lines = lines_of(letter)
    nameless = next((line for line in lines if not line.name), None)
    if nameless is not None:
        raise Refused(
            _("Ingen är utsedd för raden ”%(role)s, %(party)s”.")
            % {"role": nameless.role, "party": nameless.party.name}
        )
    set_state(letter, State.SIGNING, by=by, at=at)
    trail.record("send_letter", letter, by=by, at=at, about={"number": letter.revision})
    return [_ask(line, by=by, at=at) for line in map(_lock_line, lines)]


@transaction.atomic
def invite_signer(line: SignatureLine, *, by: Actor, at: dt.datetime) -> SignerLink:
    """Send the signer of a line a new personal link; the one before stops working."""
    line = _lock_line(line)
    require(rules.may_invite(by, line))
    signature = _last_asked(line)
    if signature is None or signature.user_id is None:
        raise Refused(_("Utse först den som ska skriva under."))
    token, link = _link(line, by=by, at=at)
    notices.tell_asked(signature, by=by, at=at, token=token, until=link.expires_at)
    return link


@transaction.atomic
def revoke_link(link: SignerLink, *, by: Actor, at: dt.datetime) -> SignerLink:
    """Take back a personal link: it opens nothing any more, also for one who has it open."""
    rows = SignerLink.objects.select_for_update(of=("self",)).select_related("line__letter")
    link = rows.get(pk=link.pk)
    require(rules.may_revoke(by, link))
    link.revoked_at = at
    link.save(update_fields=["revoked_at"])
    trail.record("revoke_link", link, by=by, at=at, about={"signature_line": link.line_id})
    return link


@transaction.atomic
def claim_link(link: SignerLink, *, by: Actor, at: dt.datetime) -> SignerLink:
    """Note that the signer has opened her link and said that she is the one it names. `by` is she herself.

    Raises Refused for a link that no longer holds, and one that somebody else has.
    """
    rows = SignerLink.objects.select_for_update(of=("self",)).select_related("line__letter")
    link = rows.get(pk=link.pk)
    require(rules.link_holds(link, at=at))
    if by.user_id is None or link.line.user_id != by.user_id:
        raise Refused(_("Länken är till någon annan."))
    if link.claimed_at is None:
        link.claimed_by_id, link.claimed_at = by.user_id, at
        link.save(update_fields=["claimed_by", "claimed_at"])
    trail.record("claim_link", link, by=by, at=at, about={"signature_line": link.line_id})
    return link


@transaction.atomic
def enrol_signer(link: SignerLink, *, by: Actor, at: dt.datetime) -> None:
    """Note that a signer outside has put in her second factor: from now on the link asks for it."""
    require(rules.link_holds(link, at=at))
    trail.record("enrol_signer", link, by=by, at=at, about={"signature_line": link.line_id})


@transaction.atomic
def remind_signers(*, by: Actor, at: dt.datetime) -> int:
    """Write again to whoever has not answered, some times and never oftener than its keeper has said. How many.

    One outside gets a new link, since the old one is nowhere to be read. Safe to run again, and twice at once.
    """
    require(rules.may_remind(by))
    waiting = Signature.objects.filter(
        state=Signature.State.WAITING,
        version__letter__state=State.SIGNING,
        reminders__lt=rules.MOST_REMINDERS,
        user__is_active=True,
    ).order_by("pk")
    locked = waiting.select_for_update(of=("self",), skip_locked=True)
    people = ("version__letter", "line__letter", "line__party", "user")
    lengths = length_everywhere(Length.Kind.SIGNER)
    due = [one for one in locked.select_related(*people) if _is_time(one, lengths, at)]
    for one in due:
        one.reminders, one.reminded_at = one.reminders + 1, at
        one.save(update_fields=["reminders", "reminded_at"])
        token, until = "", None
        if one.line.is_outside:
            token, link = _link(one.line, by=by, at=at)
            until = link.expires_at
        notices.tell_reminded(one, at=at, token=token, until=until)
        trail.record("remind_signer", one, by=by, at=at, about={"letter_of_intent": one.version.letter_id})
    return len(due)


def _is_time(signature: Signature, lengths: Everywhere, at: dt.datetime) -> bool:
    """Whether somebody has let the question, or what reminded of it, lie for long enough."""
    days = lengths.of(signature.version.letter.authority_id)[0]
    return (signature.reminded_at or signature.asked_at) <= at - dt.timedelta(days=days)


def _lock_line(line: SignatureLine) -> SignatureLine:
    """The line as it is now, its letter under a lock first."""
    letter = lock_letter(JointLetter.objects.get(pk=line.letter_id))
    row = SignatureLine.objects.select_for_update(of=("self",)).select_related("party", "user").get(pk=line.pk)
    row.letter = letter
    return row


def _reached(signer: Signer, *, by: Actor, at: dt.datetime) -> tuple[User | None, bool]:
    """Who signs, and whether she is outside: one at work anywhere here signs in, others get a personal link."""
    at_work = Membership.objects.filter(in_force(timezone.localdate(at)))
    if signer.user is not None:
        if not at_work.filter(user=signer.user, unit__area__authority_id=standing(by).authority_id).exists():
            raise Refused(_("%(name)s arbetar inte här just nu.") % {"name": signer.user.name}, field="user")
        return signer.user, False
    if not signer.email.strip():
        return None, False  # signs on paper
    person = know_person(by=by, at=at, name=signer.name, email=signer.email.strip())
    return person, not at_work.filter(user=person).exists()


def _ask(line: SignatureLine, *, by: Actor, at: dt.datetime) -> Signature:
    signature = Signature.objects.create(
        line=line,
        version=newest_version(line.letter),
        user=line.user,
        name=line.name,
        title=line.title or line.role,
        unit_name=line.unit_name,
        asked_by_id=standing(by).user_id,
        asked_at=at,
    )
    trail.record("ask_signer", signature, by=by, at=at, about={"letter_of_intent": line.letter_id})
    signature.version.letter = line.letter
    token, until = "", None
    if line.is_outside:
        token, link = _link(line, by=by, at=at)
        until = link.expires_at
    notices.tell_asked(signature, by=by, at=at, token=token, until=until)
    return signature


def _link(line: SignatureLine, *, by: Actor, at: dt.datetime) -> tuple[str, SignerLink]:
    """A new link: its token, which is told once, and the row that keeps its hash."""
    _revoke_links(line, by=by, at=at)
    token = secrets.token_urlsafe(32)
    link = SignerLink.objects.create(
        line=line,
        token_sha256=checksum(token.encode()),
        email=line.email,
        made_by_id=by.user_id,
        made_at=at,
        expires_at=at + dt.timedelta(days=days_of(line.letter.authority_id, Length.Kind.SIGNER_LINK)),
    )
    trail.record("invite_signer", link, by=by, at=at, about={"signature_line": line.pk})
    return token, link


def _revoke_links(line: SignatureLine, *, by: Actor, at: dt.datetime) -> None:
    for link in SignerLink.objects.select_for_update().filter(line=line, revoked_at__isnull=True):
        link.revoked_at = at
        link.save(update_fields=["revoked_at"])
        trail.record("revoke_link", link, by=by, at=at, about={"signature_line": line.pk})


def _last_asked(line: SignatureLine) -> Signature | None:
    """What was asked last on the newest words, if anything."""
    rows = Signature.objects.select_for_update(of=("self",)).filter(line=line, version__number=line.letter.revision)
    people = ("version__letter", "line__party", "user")
    return rows.select_related(*people).order_by("-asked_at", "-pk").first()


def _somebody_declined(letter: JointLetter) -> bool:
    """Whether a line has a no as its last answer on the newest words."""
    last: dict[int, str] = {}
    rows = Signature.objects.filter(version__letter=letter, version__number=letter.revision, line__dropped_at=None)
    for line_id, state in rows.order_by("asked_at", "pk").values_list("line_id", "state"):
        last[line_id] = state
    return Signature.State.DECLINED in last.values()

"""Taking hold of a letter, adding a version of it, and letting what was given on earlier words no longer hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.utils.translation import gettext as _

from famn.domain.agreements import notices
from famn.domain.agreements.drafting.content import Content, Line, Party
from famn.domain.agreements.models import JointLetter, LetterGoal, LetterParty, LetterVersion, Signature
from famn.domain.agreements.reads import agreed_of, content_of, head_of, lines_of, newest_version, parties_of
from famn.domain.matters.facts import cut
from famn.domain.matters.reads import head_as_json
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.verdict import Refused

State = JointLetter.State


def lock_letter(letter: JointLetter) -> JointLetter:
    """The letter as it is now, under a lock. Every act on its lines and answers takes it first."""
    rows = JointLetter.objects.select_for_update(of=("self",))
    return rows.select_related("template", "matter", "authority", "started_by").get(pk=letter.pk)


def party_of(letter: JointLetter, party: LetterParty) -> LetterParty:
    """The party as it is now. Refused for one that is not, or no longer, a party to the letter."""
    found = LetterParty.objects.filter(pk=party.pk, letter=letter, dropped_at__isnull=True).first()
    if found is None:
        raise Refused(_("Välj en av parterna."), field="party")
    return found


def set_state(letter: JointLetter, state: str, *, by: Actor, at: dt.datetime, also: tuple[str, ...] = ()) -> None:
    """Put a letter that one holds under a lock in another state, with who and when."""
    letter.state, letter.state_by_id, letter.state_at = state, by.user_id or letter.state_by_id, at
    letter.save(update_fields=["state", "state_by", "state_at", *also])


def add_version(
    letter: JointLetter, words: Content, *, cause: LetterVersion.Cause, by: Actor, at: dt.datetime
) -> LetterVersion:
    """The next version, of these words and of the parties, lines and goals as they are; the same words make none.

    What was given or asked for on the earlier words no longer holds, and people are told. `letter` is under a lock.
    """
    content = _whole(letter, words.tidied())
    if letter.revision and content == content_of(before := newest_version(letter)):
        return before
    if letter.revision:
        _void(letter, by=by, at=at)
    head = head_as_json(head_of(letter, at=at))
    letter.revision += 1
    letter.title = cut(content.filled(content.title), 300)
    version = LetterVersion.objects.create(
        letter=letter,
        number=letter.revision,
        cause=cause,
        content=content.as_json(),
        head=head,
        sha256=content.checksum(head),
        saved_by_id=standing(by).user_id,
        saved_at=at,
    )
    set_state(letter, State.DRAFT, by=by, at=at, also=("revision", "title"))
    return version


def void_waiting(letter: JointLetter, cause: Signature.Cause, *, by: Actor, at: dt.datetime) -> list[Signature]:
    """Let every question that waits for an answer no longer wait. What has been answered is never touched."""
    rows = Signature.objects.select_for_update(of=("self",)).filter(line__letter=letter, state=Signature.State.WAITING)
    waiting = list(rows.select_related("line__party", "version__letter", "user").order_by("pk"))
    for one in waiting:
        void_one(one, cause, by=by, at=at)
    return waiting


def void_one(signature: Signature, cause: Signature.Cause, *, by: Actor, at: dt.datetime) -> None:
    """Let one question no longer wait for its answer."""
    signature.state, signature.voided_by, signature.settled_at = Signature.State.VOIDED, cause, at
    signature.save(update_fields=["state", "voided_by", "settled_at"])
    about = {"letter_of_intent": signature.version.letter_id}
    trail.record("void_signature", signature, by=by, at=at, about=about)


def _void(letter: JointLetter, *, by: Actor, at: dt.datetime) -> None:
    """The words are others now: tell whoever signed the newest version, and whoever was asked."""
    if letter.state == State.DRAFT:
        return
    given = Signature.objects.filter(version__letter=letter, version__number=letter.revision, state="signed")
    signed = list(given.select_related("line__party", "version__letter", "user").order_by("pk"))
    for one in [*signed, *void_waiting(letter, Signature.Cause.TEXT, by=by, at=at)]:
        if one in signed:
            trail.record("void_signature", one, by=by, at=at, about={"letter_of_intent": letter.pk})
        notices.tell_voided(one, by=by, at=at)


def _whole(letter: JointLetter, words: Content) -> Content:
    parties = parties_of(letter)
    goals = LetterGoal.objects.filter(letter=letter).select_related("goal__document")
    ordered = goals.order_by("goal__document__from_year", "goal__document_id", "goal__number")
    return replace(
        words,
        parties=tuple(Party(one.name, one.kind, tuple(one.legs)) for one in parties),
        lines=tuple(Line(one.party.name, one.leg, one.role) for one in lines_of(letter)),
        goals=tuple(f"{row.goal.text} ({row.goal.document.title})" for row in ordered),
        agreed=agreed_of(letter),
    )

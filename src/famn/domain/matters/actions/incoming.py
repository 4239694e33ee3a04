"""From a file that came in to a confirmed document: what a person does while she reads it in."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from famn.domain.matters import reads, rules
from famn.domain.matters.actions.confirming import document_in_matter
from famn.domain.matters.facts import Facts, cut
from famn.domain.matters.models import Document, IncomingFile
from famn.domain.matters.reading import read_many, read_text
from famn.domain.matters.reading.document import Reading
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import checksum, squeeze
from famn.ground.verdict import Refused, require
from famn.outside import extract

MOST_KIN: Final = 5  # files of the same title that a new one is held against


@transaction.atomic
def receive_file(*, by: Actor, at: dt.datetime, name: str, content: bytes) -> IncomingFile:
    """Take in a file for one's secrecy area, byte for byte, and read it. Nobody believes the reading yet.

    Raises Refused, and stores nothing, where the file cannot be read or was read in before by the same area.
    """
    require(rules.may_read_in(by))
    here = standing(by)
    digest = checksum(content)
    _refuse_second_time(digest, by)  # before the costly part; the table itself holds it against two at once
    try:
        extracted = extract.extract_guarded(content, name=name)
    except extract.Unreadable as error:
        raise Refused(error.reason, field="file") from error
    file_name = cut(squeeze(name.replace("\\", "/").rsplit("/", 1)[-1]) or _("namnlös"), 200)
    reading = _read(extracted.text, file_name, by=by, at=at)
    try:
        with transaction.atomic():
            incoming = IncomingFile.objects.create(
                area_id=here.area_id,
                unit_id=here.unit_id,
                received_by_id=here.user_id,
                received_at=at,
                name=file_name,
                size=len(content),
                sha256=digest,
                content=content,
                text=extracted.text,
                pages=max(extracted.pages, 1),
                reading=_kept(reading),
            )
    except IntegrityError:  # a colleague was first by a blink
        _refuse_second_time(digest, by)
        raise
    trail.record("receive_file", incoming, by=by, at=at)
    return incoming


@transaction.atomic
def save_draft(incoming: IncomingFile, *, by: Actor, at: dt.datetime, facts: Facts, version: int) -> IncomingFile:
    """Keep what a person has corrected so far. Raises Refused where somebody changed it since `version`."""
    incoming = _lock_incoming(incoming, by=by, version=version)
    incoming.draft = facts.as_json()
    incoming.version += 1
    incoming.save(update_fields=["draft", "version"])
    trail.record("save_draft", incoming, by=by, at=at)
    return incoming


@transaction.atomic
def set_aside_file(incoming: IncomingFile, *, by: Actor, at: dt.datetime) -> IncomingFile:
    """Lay a file aside: it is kept, but is not waiting any more, and may be read in anew."""
    incoming = _lock_incoming(incoming, by=by)
    _settle(incoming, IncomingFile.State.SET_ASIDE, by=by, at=at)
    trail.record("set_aside_file", incoming, by=by, at=at)
    return incoming


@transaction.atomic
def open_matter(incoming: IncomingFile, *, by: Actor, at: dt.datetime, facts: Facts, version: int) -> Document:
    """Confirm a file: its document in a new matter, or in the matter that `facts.matter` names.

    The document comes with persons, decision points and, for a point with a day to report back, an assignment to
    the case officer if she is known here, else to the one who confirms. Returns the document with `matter` and its
    `case_officer` loaded. Raises Refused where a fact cannot be kept, or somebody changed the draft.
    """
    incoming = _lock_incoming(incoming, by=by, version=version)
    document = document_in_matter(incoming, facts, by=by, at=at)
    incoming.draft = facts.as_json()
    _settle(incoming, IncomingFile.State.CONFIRMED, by=by, at=at)
    trail.record("confirm_file", incoming, by=by, at=at, about={"document": document.pk, "matter": document.matter_id})
    return document


def _read(text: str, name: str, *, by: Actor, at: dt.datetime) -> Reading:
    """What the reader finds in a text, beside what the area has read in before under the same title.

    So a document that is there already is told by its content, not by its name; a new title costs nothing more.
    """
    today = timezone.localdate(at)
    reading = read_text(text, file=name, today=today)
    if not reading.title:
        return reading
    kin = rules.visible_incoming(by).exclude(state=IncomingFile.State.SET_ASIDE)
    kin = kin.filter(reading__reading__title=reading.title).order_by("-received_at", "-pk")[:MOST_KIN]
    earlier = [(_("%(name)s (inläst %(day)s)") % {"name": file.name, "day": _day(file)}, file.text) for file in kin]
    return list(read_many([*earlier, (name, text)], today=today))[-1] if earlier else reading


def _day(file: IncomingFile) -> str:
    """The day a file came in, in words."""
    return date_format(timezone.localdate(file.received_at), "j F Y")


def _lock_incoming(incoming: IncomingFile, *, by: Actor, version: int | None = None) -> IncomingFile:
    """The file under a lock, if it waits and is as the person saw it. `version` None asks for no such thing."""
    require(rules.may_read_in(by))
    rows = rules.visible_incoming(by).select_for_update(of=("self",))
    locked = rows.filter(pk=incoming.pk).first()
    if locked is None:
        require(rules.may_settle(by, incoming))
        raise Refused(_("Filen finns inte längre."))
    if version is not None and locked.version != version:
        raise Refused(_changed_since(locked))
    require(rules.may_settle(by, locked))
    return locked


def _changed_since(incoming: IncomingFile) -> str:
    """Who changed the file last and when, that nothing is lost, and what to do: the page shows both."""
    last = reads.last_change_of(incoming)
    told = {
        "name": last.name if last and last.name else _("Någon annan"),
        "when": _moment(last.at) if last else "",
    }
    if incoming.state == IncomingFile.State.WAITING:
        return (
            _(
                "%(name)s sparade ändringar %(when)s, efter att du öppnade sidan. Det du har skrivit är inte sparat, "
                "men inget är borta. Jämför med det som sparades, rätta och spara igen."
            )
            % told
        )
    return _("%(name)s blev klar med filen %(when)s. Det du har skrivit står kvar här och inget är borta.") % told


def _refuse_second_time(digest: str, by: Actor) -> None:
    """Refuse the same bytes in the same area, unless they were laid aside."""
    same = IncomingFile.objects.filter(area_id=by.area_id, sha256=digest).exclude(state=IncomingFile.State.SET_ASIDE)
    first = same.only("received_at", "state").first()
    if first is None:
        return
    day = date_format(timezone.localdate(first.received_at), "j F Y")
    if first.state == IncomingFile.State.WAITING:
        reason = _("Samma fil lästes in den %(day)s och väntar på kontroll.")
    else:
        reason = _("Samma fil lästes in den %(day)s och är redan bekräftad.")
    raise Refused(reason % {"day": day}, field="file")


def _kept(reading: Reading) -> dict[str, Any]:
    """What is kept of a reading: its JSON with which values each warning is about, and where each value stands."""
    places = {path: {"start": one.start, "end": one.end, "line": one.line} for path, one in reading.places.items()}
    json = reading.as_json()
    warnings = [row | {"paths": list(one.paths)} for row, one in zip(json["warnings"], reading.warnings, strict=True)]
    return {"reading": json | {"warnings": warnings}, "places": places}


def _settle(incoming: IncomingFile, state: str, *, by: Actor, at: dt.datetime) -> None:
    incoming.state, incoming.settled_by_id, incoming.settled_at = state, by.user_id, at
    incoming.version += 1
    incoming.save(update_fields=["state", "settled_by", "settled_at", "version", "draft"])


def _moment(at: dt.datetime) -> str:
    return date_format(timezone.localtime(at), r"\d\e\n j F \k\l. H.i")

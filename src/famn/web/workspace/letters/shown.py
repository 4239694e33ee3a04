"""What the templates of letters show: rows, lines with their answers, acts and facts in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.agreements import rules
from famn.domain.agreements.models import JointLetter, LetterVersion, Signature
from famn.domain.agreements.reads import LetterPage, LetterRow, LineView
from famn.domain.matters.drafting.gaps import Gap
from famn.domain.people.rules import Actor, Capability
from famn.ground.verdict import Verdict
from famn.web.shared.tags import moment
from famn.web.workspace.goals.shown import mark

_State = JointLetter.State
PLACES = {  # where what is missing is put in, but for words
    "parties": "letter_parties",
    "terms": "agreement_terms",
    "commitments": "agreement_commitments",
    "costs": "agreement_costs",
}
COLORS = {_State.SIGNED: "success", _State.DECLINED: "warning"}


@dataclass(frozen=True)
class Line:
    """A line of a letter as its page shows it."""

    view: LineView
    said: str
    icon: str
    note: str
    initials: str
    may_name: Verdict
    may_invite: Verdict
    has_link: bool


def row(one: LetterRow) -> dict[str, Any]:
    """A letter in the list."""
    letter = one.letter
    count = _("%(signed)d av %(lines)d har skrivit under") % {"signed": one.signed, "lines": one.lines}
    return {
        "letter": letter,
        "url": reverse("letter_of_intent", args=[letter.code]),
        "kind": letter.get_kind_display(),
        "note": f"{letter.authority.name} · {count}" if letter.state != _State.DRAFT else letter.authority.name,
        "color": COLORS.get(_State(letter.state), ""),
    }


def letter_page(page: LetterPage, actor: Actor) -> dict[str, Any]:
    """One letter with everything its page shows."""
    letter = page.letter
    mine = next((one.signature for one in page.lines if _is_mine(one, actor)), None)
    return {
        "letter": letter,
        "version": page.version,
        "paper": page.paper,
        "gaps": [(gap.sentence, _where(letter, gap)) for gap in page.gaps],
        "lines": [_line(one, actor) for one in page.lines],
        "nameless": sum(bool(not one.line.name and rules.may_name_signer(actor, one.line)) for one in page.lines),
        "earlier": [_earlier(one) for one in page.earlier],
        "scans": page.scans,
        "goals": [{"goal": one.goal, "mark": mark(one.lasting)} for one in page.goals],
        "parties": page.parties,
        "mine": mine,
        "may_write": rules.may_write(actor, letter),
        "may_send": rules.may_send(actor, letter),
        "may_withdraw": rules.may_withdraw(actor, letter),
        "may_record_paper": rules.may_record_paper(actor, letter),
        "waiting_count": sum(one.waits for one in page.lines),
        "facts": _facts(page),
        "may_read_trail": actor.can(Capability.READ_TRAIL),
    }


def versions(letter: JointLetter, rows: list[LetterVersion]) -> list[dict[str, Any]]:
    """Versions in a list."""
    return [
        {
            "title": _("Version %(number)d") % {"number": one.number},
            "url": reverse("letter_version", args=[letter.code, one.number]),
            "note": _("%(cause)s av %(name)s %(at)s")
            % {"cause": one.get_cause_display().capitalize(), "name": one.saved_by.name, "at": moment(one.saved_at)},
            "sum": one.sha256[:12],
            "is_newest": one.number == letter.revision,
        }
        for one in rows
    ]


def _where(letter: JointLetter, gap: Gap) -> str:
    """The page, and the field on it, where what is missing can be put in."""
    if gap.path in PLACES:
        return reverse(PLACES[gap.path], args=[letter.code])
    field = "id_title" if gap.path == "title" else f"id_text-{gap.path.removeprefix('sections.')}"
    return f"{reverse('edit_letter', args=[letter.code])}#{field}"


def _is_mine(one: LineView, actor: Actor) -> bool:
    return one.signature is not None and one.waits and one.signature.user_id == actor.user_id


def _line(one: LineView, actor: Actor) -> Line:
    line = one.line
    said, icon, note = _answer(one)
    parts = line.name.split()
    return Line(
        view=one,
        said=said,
        icon=icon,
        note=note,
        initials="".join(word[0] for word in (parts[:1] + parts[1:][-1:])).upper(),
        may_name=rules.may_name_signer(actor, line),
        may_invite=rules.may_invite(actor, line),
        has_link=one.link is not None,
    )


def _answer(one: LineView) -> tuple[str, str, str]:
    """What the line says, its icon, and a quiet line under it."""
    given = one.signature
    if not one.line.name:
        return _("Ingen är utsedd än"), "manniskor", ""
    left = _("Arbetar inte här längre. Utse någon annan.") if one.has_left else ""
    if given is None:
        return _("Får frågan när dokumentet skickas"), "tid", left or _way(one)
    match given.state:
        case Signature.State.SIGNED if given.method == Signature.Method.PAPER:
            day = date_format(given.signed_on, "j F Y") if given.signed_on else ""
            seen = _("Pappret sågs av %(name)s") % {"name": given.seen_by}
            return _("Undertecknad på papper %(day)s") % {"day": day}, "klar", seen
        case Signature.State.SIGNED if given.signed_file is not None:
            said = _("Underskriven med avancerad elektronisk underskrift av %(name)s hos %(service)s %(at)s")
            facts = {"name": given.name, "service": given.signed_file.service, "at": moment(given.settled_at)}
            when = date_format(given.signed_file.validated_at, "j F Y")
            who = {"issuer": given.signed_file.issuer, "day": when}
            return said % facts, "klar", _("Kontrollerad %(day)s. Certifikatet är utfärdat av %(issuer)s.") % who
        case Signature.State.SIGNED:
            how = _("Med %(factor)s") % {"factor": given.get_factor_display()}
            said = _("Godkänd digitalt av %(name)s %(at)s")
            return said % {"name": given.name, "at": moment(given.settled_at)}, "klar", how
        case Signature.State.DECLINED:
            return _("Har avstått %(at)s") % {"at": moment(given.settled_at)}, "varning", given.reason
    asked = _("Fick frågan %(at)s") % {"at": moment(given.asked_at)}
    if given.reminders:
        times = ngettext("%(count)d påminnelse", "%(count)d påminnelser", given.reminders)
        asked = f"{asked}, {times % {'count': given.reminders}}"
    return _("Väntar på svar"), "tid", left or f"{asked}. {_way(one) if one.line.is_outside else ''}".strip()


def _way(one: LineView) -> str:
    """How the signer is reached."""
    if one.link_is_out:
        return _("Länken har gått ut. Skicka en ny.")
    if one.link is not None:
        day = date_format(one.link.expires_at, "j F")
        opened = _("Länken är öppnad.") if one.link.claimed_at else _("Länken är inte öppnad än.")
        return _("%(opened)s Den gäller till och med %(day)s.") % {"opened": opened, "day": day}
    if one.line.is_outside:
        return _("Får en personlig länk till %(email)s.") % {"email": one.line.email}
    return _("Loggar in som vanligt.") if one.line.user_id else _("Skriver under på papper.")


def _earlier(one: Signature) -> str:
    words = (
        _("%(name)s skrev under version %(number)d %(at)s. Det gäller inte längre, eftersom texten ändrades.")
        if one.state == Signature.State.SIGNED
        else _("%(name)s avstod från version %(number)d %(at)s: %(reason)s")
    )
    at = moment(one.settled_at)
    return words % {"name": one.name, "number": one.version.number, "at": at, "reason": one.reason}


def _facts(page: LetterPage) -> list[dict[str, str]]:
    letter = page.letter
    matter = letter.matter
    facts = [
        {"key": _("Hålls av"), "value": letter.authority.name},
        {"key": _("Påbörjad av"), "value": f"{letter.started_by.name}, {moment(letter.started_at)}"},
        {
            "key": _("Mall"),
            "value": letter.template.name,
            "url": reverse("letter_template", args=[letter.template.code]),
        },
    ]
    if matter is not None:
        facts.append({"key": _("Ärende"), "value": matter.title, "url": reverse("matter", args=[matter.code])})
    return facts

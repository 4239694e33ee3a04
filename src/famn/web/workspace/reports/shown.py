"""Reports as components show them. Pure: what was read goes in, small records come out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from famn.domain.matters import rules
from famn.domain.matters.drafting.starting import StartFacts
from famn.domain.matters.models import Attestation, BoardReport, Decision, Passage, ReportVersion, WorkingCopy
from famn.domain.matters.reads import ReportPage, Route
from famn.domain.people.models import User
from famn.domain.people.rules import Actor, Capability
from famn.web.shared.tags import date_long, moment
from famn.web.workspace.reports import comparing, shown_editor
from famn.web.workspace.reports.acts import acts_of, last_outcome

State = BoardReport.State
ROW: Final = (State.DRAFT, State.READY, State.ATTESTED, State.AGENDA, State.DECIDED, State.EXECUTED, State.CLOSED)
RECENT: Final = 3  # versions on the page of a report


def report_page(
    page: ReportPage, actor: Actor, mine: Attestation | None, today: dt.date, *, may_carry_out: bool, route: Route
) -> dict[str, Any]:
    """All that the page of one report shows, but for the time after its decision."""
    report = page.report
    return {
        "report": report,
        "version": page.version,
        "paper": page.paper,
        "intro": " · ".join(filter(None, (page.layout.document_word, report.matter.body))),
        "stages": stages(page, route),
        "acts": acts_of(page, actor, mine, may_carry_out=may_carry_out, route=route),
        "gaps": shown_editor.gaps(page.gaps) if report.state == State.DRAFT else [],
        "may_edit": rules.may_edit(actor, report),
        "attests": [attest(one) for one in page.attestations],
        "earlier": [earlier_attest(one) for one in page.voided],
        "returned": returned(page),
        "decisions": [decision(one) | ({} if route.is_single else {"title": one.body}) for one in page.decisions],
        "has_copy": page.copy is not None,
        "may_read_trail": actor.can(Capability.READ_TRAIL),
        "facts": facts(page),
        "is_meeting_ahead": report.state == State.AGENDA and bool(report.meeting_date and report.meeting_date > today),
    }


def stages(page: ReportPage, route: Route) -> list[dict[str, Any]]:
    """The states in a row; only what is known to have been is shown as done."""
    report = page.report
    here = ROW.index(State(report.state))
    was_before_board = report.document_id is not None
    given = sum(one.state == Attestation.State.ATTESTED for one in page.attestations)
    facts = {"given": given, "all": len(page.attestations)}
    notes = {
        State.DRAFT: date_long(report.started_at),
        State.READY: _("%(given)d av %(all)d klara") % facts if report.state == State.READY else "",
        State.AGENDA: date_long(report.meeting_date),
        State.DECIDED: _outcome(page, route),
    }
    notes = {State(report.state): date_long(report.state_at)} | {state: note for state, note in notes.items() if note}
    return [
        {
            "title": str(state.label).capitalize(),
            "note": notes.get(state, ""),
            "current": nth == here,
            "done": nth < here and (here < len(ROW) - 1 or nth == 0 or (was_before_board and nth < len(ROW) - 2)),
        }
        for nth, state in enumerate(ROW)
    ]


def _outcome(page: ReportPage, route: Route) -> str:
    """What was decided, in a word: only that they differ where bodies did, and nothing while some are left."""
    if not page.decisions or (not route.is_single and page.report.state in {State.ATTESTED, State.AGENDA}):
        return ""
    return _("olika") if route.differs else str(page.decisions[-1].get_outcome_display())


def attest(one: Attestation) -> dict[str, Any]:
    """One who was asked about the newest version."""
    words = {
        Attestation.State.WAITING: (_("Väntar sedan %(when)s") % {"when": moment(one.asked_at)}, "tid"),
        Attestation.State.ATTESTED: (_("Attesterat %(when)s") % {"when": moment(one.attested_at)}, "klar"),
        Attestation.State.RETURNED: (_("Skickade tillbaka %(when)s") % {"when": moment(one.settled_at)}, "varning"),
    }
    said, icon = words.get(Attestation.State(one.state), (one.get_state_display(), "info"))
    initials = one.attester.initials
    return {"name": one.name, "title": one.title, "initials": initials, "said": said, "icon": icon}


def earlier_attest(one: Attestation) -> str:
    """What became of an attest of an earlier version, in a sentence."""
    facts = {"name": one.name, "number": one.version.number, "when": moment(one.attested_at or one.settled_at)}
    if one.state == Attestation.State.RETURNED:
        return _("%(name)s skickade tillbaka version %(number)d %(when)s.") % facts
    if one.attested_at:
        return _("%(name)s attesterade version %(number)d %(when)s. Attesten gäller inte längre.") % facts
    return _("%(name)s hann inte attestera version %(number)d innan texten ändrades.") % facts


def returned(page: ReportPage) -> dict[str, str] | None:
    """The last word of whoever sent the report back, as long as it is a draft."""
    sent = [one for one in (*page.attestations, *page.voided) if one.state == Attestation.State.RETURNED]
    if page.report.state != State.DRAFT or not sent:
        return None
    last = max(sent, key=lambda one: (one.settled_at or one.asked_at, one.pk))
    return {"name": last.name, "when": moment(last.settled_at), "comment": last.comment}


def said_before(page: ReportPage, actor: Actor) -> str:
    """What one wrote when one sent an earlier version back; empty where one attested later, or never did."""
    mine = [one for one in page.voided if one.attester_id == actor.user_id and (one.comment or one.attested_at)]
    return mine[-1].comment if mine else ""


def decision(one: Decision) -> dict[str, Any]:
    """What a body came to at one meeting, and who did not share it. Needs `passage` and `reservations` with it."""
    role = one.passage.role if one.passage else Passage.Role.DECIDES
    prepares = role == Passage.Role.PREPARES
    facts = {"body": one.body, "day": date_long(one.meeting_date), "outcome": rules.in_words(one, role)}
    words = _("%(body)s beredde ärendet den %(day)s: %(outcome)s.") if prepares else ""
    told = _("Berättat av %(who)s den %(day)s") % {"who": one.told_by, "day": date_long(one.told_on)}
    return {
        "title": one.body if prepares else _("Nämndens beslut"),
        "said": (words or _("%(body)s beslutade den %(day)s: %(outcome)s.")) % facts,
        "reservations": [{"who": row.who, "text": row.text} for row in one.reservations.all()],
        "told": told if one.told_by else "",
        "code": one.code,
        "paragraph": one.paragraph,
        "immediate": one.immediate_approval,
        "text": one.text,
        "recorded": _("Registrerat %(when)s av %(name)s")
        % {"when": moment(one.recorded_at), "name": one.recorded_by.name},
    }


def facts(page: ReportPage) -> list[dict[str, str]]:
    """The facts of a report, each with where it leads."""
    report, version = page.report, page.version
    matter = report.matter
    officer = matter.case_officer.name if matter.case_officer else matter.case_officer_name
    shown = [
        {"key": _("Ärende"), "value": matter.title, "url": reverse("matter", args=[matter.code])},
        {"key": _("Diarienummer"), "value": matter.registry_number},
        {"key": _("Nämnd"), "value": matter.body},
        {"key": _("Sammanträde"), "value": date_long(report.meeting_date)},
        {"key": _("Handläggare"), "value": officer},
        {"key": _("Uppställning"), "value": report.heading_set.name},
        {"key": _("Påbörjat"), "value": f"{moment(report.started_at)}, {report.started_by.name}"},
        {"key": _("Kontrollsumma"), "value": short_sum(version)},
    ]
    if report.follows:
        url = reverse("report", args=[report.follows.code])
        shown.insert(1, {"key": _("Följer på"), "value": report.follows.title, "url": url})
    return shown


def short_sum(version: ReportVersion) -> str:
    """The checksum of a version, its ends."""
    return f"{version.sha256[:8]}…{version.sha256[-8:]}"


def version_row(one: ReportVersion, newest: int, report: BoardReport) -> dict[str, Any]:
    """One version of a report in a list."""
    facts = {"cause": one.get_cause_display(), "when": moment(one.saved_at), "name": one.saved_by.name}
    return {
        "number": one.number,
        "title": _("Version %(number)d") % {"number": one.number},
        "url": reverse("version", args=[report.code, one.number]),
        "note": _("%(cause)s %(when)s av %(name)s") % facts,
        "sum": short_sum(one),
        "is_newest": one.number == newest,
    }


def told(known: StartFacts) -> list[dict[str, Any]]:
    """What a new report will be filled with, in the words of the reader."""
    rows = [
        (_("Rubrik"), [known.title]),
        (_("Bakgrund"), list(known.background)),
        (_("Förslag till beslut"), [one.text for one in known.points]),
        (_("Bilagor"), list(known.attachments)),
        (_("Beslutet skickas till"), list(known.distribution)),
        (_("Underskrifter"), [", ".join(filter(None, (one.name, one.title))) for one in known.signatories]),
    ]
    return [{"title": title, "lines": lines} for title, lines in rows]


def attesters(people: Iterable[tuple[User, str, str]]) -> list[dict[str, str]]:
    """Those who cannot be asked, each with the reason."""
    return [{"name": user.name, "title": title, "reason": reason} for user, title, reason in people if reason]


def comparison(
    report: BoardReport,
    theirs: ReportVersion,
    copy: WorkingCopy,
    parts: list[comparing.Part],
    chosen: Mapping[str, Any],
    unchosen: list[comparing.Part],
) -> dict[str, Any]:
    """The page where one chooses between somebody else's words and one's own."""
    name = theirs.saved_by.name
    words = {
        comparing.THEIRS: _("Det som %(name)s sparade") % {"name": name},
        comparing.MINE: _("Det som du skrev"),
        comparing.OWN: _("Egna ord, som du skriver här under"),
        comparing.BOTH: _("Båda, efter varandra"),
    }
    by = {
        comparing.BOTH: _("Ni har båda ändrat här. Välj vad som ska gälla."),
        comparing.THEIRS: _("Bara %(name)s har ändrat här.") % {"name": name},
        comparing.MINE: _("Bara du har ändrat här."),
    }
    return {
        "report": report,
        "theirs": theirs,
        "copy": copy,
        "name": name,
        "count": ngettext("En del skiljer sig.", "%(count)d delar skiljer sig.", len(parts)) % {"count": len(parts)},
        "parts": [
            _compared(part, chosen, words) | {"by": by[part.changed_by], "is_unchosen": part in unchosen}
            for part in parts
        ],
        "unchosen": [{"name": part.name, "label": part.difference.label} for part in unchosen],
    }


def _compared(part: comparing.Part, chosen: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """One part that differs, with what one may choose and has chosen."""
    now = str(chosen.get(part.name, part.preselected))
    return {
        "name": part.name,
        "label": part.difference.label,
        "is_hard": part.changed_by == comparing.BOTH,
        "runs": part.difference.runs,
        "own_name": f"ord-{part.path}" if part.is_text else "",
        "own": str(chosen.get(f"ord-{part.path}", part.mine if part.is_text else "")),
        "rows": shown_editor.rows_for(str(part.mine)),
        "is_own": str(chosen.get(part.name, "")) == comparing.OWN,
        "choices": [{"value": one, "label": words[one], "checked": one == now} for one in part.choices],
    }


def meeting_words(page: ReportPage) -> str:
    """What was decided before, for the one who puts a report on the agenda once more."""
    return decision(page.decisions[-1])["said"] if last_outcome(page) else ""

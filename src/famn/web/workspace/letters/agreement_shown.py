"""What the templates of agreements show: the register's rows, the course in words, and what happened since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from famn.domain.agreements import reads, rules
from famn.domain.agreements.drafting.agreed import Agreed
from famn.domain.agreements.drafting.course import Course, Phase
from famn.domain.agreements.models import AgreementNotice, AgreementTerms, JointLetter, PaidAssignment, Shortfall
from famn.domain.agreements.reads import AgreementPart, Coming, LetterPage, RegisterRow, Stage
from famn.domain.people.rules import Actor
from famn.web.shared.due import day_words
from famn.web.shared.money import kronor
from famn.web.shared.tags import moment

STAGES: Final = {
    Stage.DRAFT: gettext_lazy("utkast"),
    Stage.SIGNING: gettext_lazy("undertecknas"),
    Stage.COMING: gettext_lazy("börjar gälla senare"),
    Stage.IN_FORCE: gettext_lazy("gäller"),
    Stage.NOTICE_GIVEN: gettext_lazy("uppsagt"),
    Stage.ENDED: gettext_lazy("har upphört"),
    Stage.WITHDRAWN: gettext_lazy("återtaget"),
}
COLORS: Final = {Stage.IN_FORCE: "success", Stage.NOTICE_GIVEN: "warning"}
COMING: Final = {
    Coming.NOTICE: gettext_lazy("sista dag för uppsägning"),
    Coming.END: gettext_lazy("upphör"),
    Coming.REVIEW: gettext_lazy("gås igenom senast"),
}


@dataclass(frozen=True)
class Noted:
    """A commitment that was not kept, as a list shows it."""

    shortfall: Shortfall
    title: str
    said: str
    url: str


def row(one: RegisterRow, today: dt.date) -> dict[str, Any]:
    """An agreement in the register."""
    letter = one.letter
    parts = [letter.authority.name]
    if one.stage == Stage.SIGNING:
        parts.append(_("%(signed)d av %(lines)d har skrivit under") % {"signed": one.signed, "lines": one.lines})
    if one.open_shortfalls:
        count = one.open_shortfalls
        words = ngettext("ett åtagande följs upp", "%(count)d åtaganden följs upp", count)
        parts.append(words % {"count": count})
    if one.is_followed:
        parts.append(_("följs av ett nytt avtal"))
    return {
        "letter": letter,
        "url": reverse("letter_of_intent", args=[letter.code]),
        "stage": STAGES[one.stage],
        "color": COLORS.get(one.stage, ""),
        "note": " · ".join(parts),
        "coming": COMING[one.coming] if one.coming else "",
        "day": date_format(one.next_day, "j F Y") if one.next_day else "",
        "left": day_words(one.next_day, today) if one.next_day else "",
        "ends": ends_words(one.course) if one.course else "",
    }


def part(letter: JointLetter, page: LetterPage, actor: Actor) -> dict[str, Any]:
    """What the page of an agreement shows besides what every letter's page does."""
    today = timezone.localdate()
    found = reads.agreement_part(letter, actor, today=today)
    letter.terms = found.terms
    agreed = page.content.agreed or Agreed()
    return {
        "part": {
            "stage_words": STAGES[found.stage],
            "rows": list(agreed.term_rows()),
            "sentences": list(course_words(found, today)),
            "under": found.terms.under,
            "follows": found.terms.follows,
            "followed_by": found.followed_by,
            "notices": [(one, _notice(one)) for one in found.notices],
            "standing_notices": [one for one in found.notices if one.taken_back_at is None],
            "pledges": agreed.pledge_rows(),
            "sums": agreed.sum_rows(),
            "shortfalls": [_noted(view) for view in found.shortfalls],
            "assignments": assignments(found, today),
            "is_condition_met": found.is_condition_met,
            "is_signed": letter.state == JointLetter.State.SIGNED,
            "may_follow": rules.may_follow(actor, letter) if not found.followed_by else None,
            "may_give_notice": rules.may_give_notice(actor, letter),
            "may_note": rules.may_note_shortfall(actor, letter),
            "may_assign": rules.may_record_assignment(actor, letter),
        }
    }


def course_words(found: AgreementPart, today: dt.date) -> Iterator[str]:
    """How a signed agreement runs, in sentences: when it ends, why, and what one can do by when."""
    how, terms = found.course, found.terms
    if how is None:
        return
    if how.phase == Phase.COMING and terms.from_date:
        yield _("Avtalet börjar gälla %(day)s.") % {"day": _day(terms.from_date)}
    first = next((one for one in found.notices if one.taken_back_at is None), None)
    if first is not None:
        facts = {"party": first.party.name, "day": _day(first.given_on)}
        yield _("%(party)s sade upp avtalet %(day)s.") % facts
    if how.prolonged and terms.to_date:
        words = ngettext(
            "Det skulle ha upphört %(day)s men har förlängts en gång.",
            "Det skulle ha upphört %(day)s men har förlängts %(count)d gånger.",
            how.prolonged,
        )
        yield words % {"day": _day(terms.to_date), "count": how.prolonged}
    yield from _end(how, terms, today)


def _end(how: Course, terms: AgreementTerms, today: dt.date) -> Iterator[str]:
    if how.phase == Phase.ENDED and how.ends_on:
        yield _("Avtalet upphörde %(day)s.") % {"day": _day(how.ends_on)}
    elif how.is_sure and how.ends_on:
        left = (how.ends_on - today).days
        words = ngettext("Avtalet upphör %(day)s, om en dag.", "Avtalet upphör %(day)s, om %(count)d dagar.", left)
        yield words % {"day": _day(how.ends_on), "count": left}
    elif how.ends_on and how.notice_by:
        facts = {"by": _day(how.notice_by), "day": _day(how.ends_on), "count": terms.prolong_months}
        yield _("Säger någon part upp avtalet senast %(by)s upphör det %(day)s.") % facts
        words = ngettext(
            "Annars förlängs det med en månad.", "Annars förlängs det med %(count)d månader.", terms.prolong_months or 0
        )
        yield words % facts
    else:
        months = terms.notice_months or 0
        words = ngettext(
            "Avtalet gäller tills vidare. Det upphör en månad efter att en part har sagt upp det.",
            "Avtalet gäller tills vidare. Det upphör %(count)d månader efter att en part har sagt upp det.",
            months,
        )
        yield words % {"count": months}


def ends_words(how: Course) -> str:
    """The end of a signed agreement, short."""
    if how.ends_on is None:
        return _("tills vidare")
    day = _day(how.ends_on)
    if how.phase == Phase.ENDED:
        return _("upphörde %(day)s") % {"day": day}
    return _("upphör %(day)s") % {"day": day} if how.is_sure else _("tidigast %(day)s") % {"day": day}


def _notice(one: AgreementNotice) -> str:
    facts = {"party": one.party.name, "day": _day(one.given_on), "name": one.recorded_by.name}
    said = _("%(party)s, %(day)s. Registrerad av %(name)s.") % facts
    if one.taken_back_by is not None:
        said += " " + _("Tillbakatagen %(at)s.") % {"at": moment(one.taken_back_at)}
    return said


def _noted(view: reads.ShortfallView) -> Noted:
    one = view.shortfall
    facts = {"name": one.noted_by.name, "day": _day(one.seen_on)}
    said = _("%(day)s, antecknat av %(name)s") % facts
    if one.closed_at is not None:
        state = _("Avslutad %(at)s") % {"at": moment(one.closed_at)}
    elif one.follow_up_on is not None:
        state = _("Följs upp %(day)s") % {"day": _day(one.follow_up_on)}
    else:
        state = _("Öppen")
    title = f"{one.commitment.party.name}: {one.commitment.what}"
    return Noted(one, title, f"{said} · {state}", reverse("shortfall", args=[one.code]))


def assignments(found: AgreementPart, today: dt.date) -> list[dict[str, Any]]:
    """The region's paid assignments in a list."""
    return [_assignment(one, today) for one in found.assignments]


def _assignment(one: PaidAssignment, today: dt.date) -> dict[str, Any]:
    facts = {"from": _day(one.from_date), "to": _day(one.to_date) if one.to_date else ""}
    time = _("%(from)s till och med %(to)s") % facts if one.to_date else _("från och med %(from)s") % facts
    level = _("nivå %(number)d: %(name)s") % {"number": one.level, "name": one.level_name}
    is_over = one.to_date is not None and one.to_date < today
    return {
        "row": one,
        "title": f"{one.unit_name}, {one.party.name}",
        "note": " · ".join(filter(None, (one.name, level, time, kronor(one.yearly) if one.yearly else ""))),
        "is_over": is_over,
    }


def _day(day: dt.date) -> str:
    return date_format(day, "j F Y")

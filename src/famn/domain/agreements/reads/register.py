"""The register of agreements: what ends when, what waits, and what an agreement's page tells besides its words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, Min

from famn.domain.agreements import rules
from famn.domain.agreements.drafting.course import Course, Phase, course
from famn.domain.agreements.models import (
    AgreementNotice,
    AgreementReminder,
    AgreementTerms,
    AssignmentLevel,
    JointLetter,
    LetterKind,
    PaidAssignment,
    ReminderDays,
    Shortfall,
    ShortfallFollowUp,
)
from famn.domain.agreements.reads.letters import letter_rows
from famn.domain.agreements.reads.terms import terms_of
from famn.domain.people.models import User
from famn.domain.people.reads import colleagues_who_may
from famn.domain.people.rules import Actor, Capability


class Stage(StrEnum):
    """How far an agreement has come: on its way to be signed, or in its time."""

    DRAFT = "draft"
    SIGNING = "signing"
    COMING = "coming"
    IN_FORCE = "in_force"
    NOTICE_GIVEN = "notice_given"
    ENDED = "ended"
    WITHDRAWN = "withdrawn"


class Coming(StrEnum):
    """What the next day of an agreement is."""

    REVIEW = "review"
    NOTICE = "notice"
    END = "end"


LONGEST_ON_DESK = 90  # days: half a year before its day a thing is no work of today
_OVER = (Stage.ENDED, Stage.WITHDRAWN)
_BY_STATE = {
    JointLetter.State.DRAFT: Stage.DRAFT,
    JointLetter.State.SIGNING: Stage.SIGNING,
    JointLetter.State.DECLINED: Stage.SIGNING,
    JointLetter.State.WITHDRAWN: Stage.WITHDRAWN,
}


@dataclass(frozen=True)
class RegisterRow:
    """An agreement in the register. `course` is of a signed one; `next_day` what comes first of it, if anything."""

    letter: JointLetter
    stage: Stage
    course: Course | None
    next_day: dt.date | None
    coming: Coming | None
    signed: int
    lines: int
    open_shortfalls: int
    is_followed: bool


@dataclass(frozen=True)
class ShortfallView:
    """A commitment that was not kept, with what came of asking, the oldest first."""

    shortfall: Shortfall
    follow_ups: list[ShortfallFollowUp]


@dataclass(frozen=True)
class AgreementPart:
    """What the page of an agreement tells besides the paper."""

    terms: AgreementTerms
    stage: Stage
    course: Course | None
    notices: list[AgreementNotice]
    shortfalls: list[ShortfallView]
    assignments: list[PaidAssignment]
    is_condition_met: bool
    followed_by: list[JointLetter]


def register(actor: Actor, *, today: dt.date, stage: str = "") -> list[RegisterRow]:
    """The agreements one sees, what comes first on top and what is over last: seven queries. `stage` chooses."""
    found = _rows(actor, today)
    return sorted((one for one in found if not stage or one.stage == stage), key=_order)


def agreements_due(actor: Actor, *, today: dt.date) -> list[tuple[JointLetter, Coming, dt.date]]:
    """The days that come near of the agreements one's authority keeps, the nearest first: one query, or four.

    Near is within `LONGEST_ON_DESK`. What a signed agreement follows is left.
    """
    if not actor.can(Capability.KEEP_AGREEMENTS):
        return []
    rows = rules.visible_agreements(actor).filter(authority_id=actor.authority_id or 0, state=JointLetter.State.SIGNED)
    letters = list(rows.select_related("terms").order_by("pk"))
    if not letters:
        return []
    followed, how = _followed(letters), courses(letters, today=today)
    limit = today + dt.timedelta(days=LONGEST_ON_DESK)
    found = []
    for letter in letters:
        day, coming = _next(how[letter.pk], letter.terms.review_on, today)
        if day is not None and coming is not None and day <= limit and letter.pk not in followed:
            found.append((letter, coming, day))
    return sorted(found, key=lambda one: one[2])


def shortfalls_due(actor: Actor, *, today: dt.date) -> list[Shortfall]:
    """What one's authority keeps that is to be followed up by now, the oldest first."""
    if not actor.can(Capability.KEEP_AGREEMENTS):
        return []
    rows = rules.visible_shortfalls(actor).filter(
        closed_at__isnull=True, follow_up_on__lte=today, commitment__letter__authority_id=actor.authority_id or 0
    )
    return list(rows.select_related("commitment__party", "commitment__letter").order_by("follow_up_on", "pk"))


def agreement_part(letter: JointLetter, actor: Actor, *, today: dt.date) -> AgreementPart:
    """What the page of an agreement tells besides the paper: eight queries."""
    row = courses([letter], today=today).get(letter.pk)
    notices = AgreementNotice.objects.filter(letter=letter).select_related("party", "recorded_by", "taken_back_by")
    follows = rules.visible_agreements(actor).filter(terms__follows=letter).exclude(state=JointLetter.State.WITHDRAWN)
    assignments = PaidAssignment.objects.filter(letter=letter).select_related("party", "recorded_by")
    return AgreementPart(
        terms=terms_of(letter),
        stage=stage_of(letter, row),
        course=row,
        notices=list(notices.order_by("given_on", "pk")),
        shortfalls=_shortfalls(letter),
        assignments=list(assignments.order_by("from_date", "pk")),
        is_condition_met=rules.is_condition_met(letter),
        followed_by=list(follows.order_by("pk")),
    )


def standing_notices(letter: JointLetter) -> list[AgreementNotice]:
    """The notices given that are not taken back, the first one first."""
    rows = AgreementNotice.objects.filter(letter=letter, taken_back_at__isnull=True)
    return list(rows.select_related("party", "letter").order_by("given_on", "pk"))


def shortfall_view(shortfall: Shortfall) -> ShortfallView:
    """One, with what came of asking."""
    notes = ShortfallFollowUp.objects.filter(shortfall=shortfall).select_related("noted_by")
    return ShortfallView(shortfall, list(notes.order_by("noted_at", "pk")))


def courses(letters: Iterable[JointLetter], *, today: dt.date) -> dict[int, Course]:
    """How each signed agreement runs on `today`, by the letter's number: two queries."""
    signed = [one.pk for one in letters if one.state == JointLetter.State.SIGNED and one.kind == LetterKind.COOPERATION]
    given = AgreementNotice.objects.filter(letter__in=signed, taken_back_at__isnull=True)
    first = dict(given.values_list("letter").annotate(first=Min("given_on")))
    terms = AgreementTerms.objects.filter(letter__in=signed)
    return {one.letter_id: course(one, today, notice=first.get(one.letter_id)) for one in terms}


def stage_of(letter: JointLetter, how: Course | None) -> Stage:
    """How far an agreement has come."""
    return Stage(how.phase.value) if how is not None else _BY_STATE[JointLetter.State(letter.state)]


def keepers_of(letter: JointLetter, *, today: dt.date) -> list[User]:
    """Who keeps an agreement: whoever began it, as long as she may, else all who may at its authority."""
    may = colleagues_who_may(Capability.KEEP_AGREEMENTS, authority_id=letter.authority_id, day=today)
    mine = [one for one in may if one.pk == letter.started_by_id]
    return [one for one in mine or may if one.is_active]


def reminder_days(authority_id: int, before: str) -> list[int]:
    """How many days before a day the keepers of an authority are reminded, the longest first."""
    rows = ReminderDays.objects.filter(before=before).order_by("-days")
    own = list(rows.filter(authority_id=authority_id).values_list("days", flat=True))
    return own or list(rows.filter(authority__isnull=True).values_list("days", flat=True))


def levels_of(authority_id: int) -> list[AssignmentLevel]:
    """The three levels of a region's paid assignment; where it has none of its own those that all share."""
    rows = AssignmentLevel.objects.order_by("number", "pk")
    return list(rows.filter(authority_id=authority_id)) or list(rows.filter(authority__isnull=True))


def to_remind(*, today: dt.date) -> list[tuple[JointLetter, str, dt.date, list[int]]]:
    """What there is to remind of now: the agreement, of what, its day, and the numbers of days that are new.

    An end that somebody may still put off is told by its last day for notice. Five queries.
    """
    signed = JointLetter.objects.filter(kind=LetterKind.COOPERATION, state=JointLetter.State.SIGNED)
    letters = list(signed.select_related("started_by").order_by("pk"))
    how = courses(letters, today=today)
    chosen: dict[tuple[int | None, str], set[int]] = {}
    for authority, before, days in ReminderDays.objects.values_list("authority_id", "before", "days"):
        chosen.setdefault((authority, before), set()).add(days)
    told: dict[tuple[int, str, dt.date], set[int]] = {}
    for letter_id, before, day, days in AgreementReminder.objects.filter(day__gte=today).values_list(
        "letter_id", "before", "day", "days"
    ):
        told.setdefault((letter_id, before, day), set()).add(days)
    found = []
    for letter in letters:
        for before, day in _days(how[letter.pk]):
            mine = chosen.get((letter.authority_id, before)) or chosen.get((None, before), set())
            near = {one for one in mine if 0 <= (day - today).days <= one}
            new = near - told.get((letter.pk, before, day), set())
            if new:
                found.append((letter, before, day, sorted(new)))
    return found


def _days(how: Course) -> Iterable[tuple[str, dt.date]]:
    if how.notice_by is not None:
        yield ReminderDays.Before.NOTICE.value, how.notice_by
    if how.is_sure and how.ends_on is not None:
        yield ReminderDays.Before.END.value, how.ends_on


def _rows(actor: Actor, today: dt.date) -> list[RegisterRow]:
    found = letter_rows(rules.visible_agreements(actor))
    letters = [one.letter for one in found]
    how = courses(letters, today=today)
    reviews = dict(AgreementTerms.objects.filter(letter__in=letters).values_list("letter", "review_on"))
    still_open = Shortfall.objects.filter(commitment__letter__in=letters, closed_at__isnull=True)
    noted = dict(still_open.values_list("commitment__letter").annotate(count=Count("pk")))
    followed = _followed(letters)
    rows = []
    for one in found:
        letter, mine = one.letter, how.get(one.letter.pk)
        day, coming = _next(mine, reviews.get(letter.pk), today)
        rows.append(
            RegisterRow(
                letter=letter,
                stage=stage_of(letter, mine),
                course=mine,
                next_day=day,
                coming=coming,
                signed=one.signed,
                lines=one.lines,
                open_shortfalls=noted.get(letter.pk, 0),
                is_followed=letter.pk in followed,
            )
        )
    return rows


def _followed(letters: Iterable[JointLetter]) -> set[int | None]:
    """Which of these an agreement follows that all have signed."""
    rows = AgreementTerms.objects.filter(follows__in=letters, letter__state=JointLetter.State.SIGNED)
    return set(rows.values_list("follows_id", flat=True))


def _next(how: Course | None, review_on: dt.date | None, today: dt.date) -> tuple[dt.date | None, Coming | None]:
    """What comes first of a signed agreement that is not over."""
    if how is None or how.phase == Phase.ENDED:
        return None, None
    days = [
        (how.notice_by, Coming.NOTICE),
        (how.ends_on if how.is_sure else None, Coming.END),
        (review_on, Coming.REVIEW),
    ]
    coming = [(day, what) for day, what in days if day is not None and day >= today]
    return min(coming, default=(None, None), key=lambda one: one[0])


def _order(row: RegisterRow) -> tuple[bool, bool, dt.date, int, int]:
    """What is over last; what has a day first, by the day; then by how far it has come, the newest first."""
    return (
        row.stage in _OVER,
        row.next_day is None,
        row.next_day or dt.date.max,
        list(Stage).index(row.stage),
        -row.letter.pk,
    )


def _shortfalls(letter: JointLetter) -> list[ShortfallView]:
    rows = Shortfall.objects.filter(commitment__letter=letter)
    found = rows.select_related("commitment__party", "noted_by", "closed_by").order_by("-seen_on", "-pk")
    notes: dict[int, list[ShortfallFollowUp]] = {}
    for note in (
        ShortfallFollowUp.objects.filter(shortfall__commitment__letter=letter)
        .select_related("noted_by")
        .order_by("noted_at", "pk")
    ):
        notes.setdefault(note.shortfall_id, []).append(note)
    return [ShortfallView(one, notes.get(one.pk, [])) for one in found]

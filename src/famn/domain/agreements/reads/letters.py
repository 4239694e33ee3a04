"""What pages show of letters: the list, one letter with its lines, and what waits for one to sign."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Model, QuerySet
from django.utils import timezone

from famn.domain.agreements import rules
from famn.domain.agreements.drafting.content import Content
from famn.domain.agreements.drafting.templates import Template
from famn.domain.agreements.models import (
    JointLetter,
    LetterGoal,
    LetterKind,
    LetterParty,
    LetterScan,
    LetterVersion,
    Shortfall,
    Signature,
    SignatureLine,
    SignerLink,
)
from famn.domain.agreements.reads.words import content_of, missing_in, newest_version, paper_of, template_of
from famn.domain.matters.drafting.gaps import Gap
from famn.domain.matters.drafting.paper import Paper
from famn.domain.matters.reads import GoalCitation, from_the_law_down
from famn.domain.matters.rules import lasting
from famn.domain.people.models import Membership
from famn.domain.people.rules import Actor, in_force
from famn.ground.text import SortKey, sort_key


@dataclass(frozen=True)
class LetterRow:
    """A letter in a list: how many have signed its newest words, of how many."""

    letter: JointLetter
    signed: int
    lines: int


@dataclass(frozen=True)
class LineView:
    """A line of a letter: who is asked now, what she answered, and the link she has if she is outside."""

    line: SignatureLine
    signature: Signature | None  # on the newest version; None before it is sent
    link: SignerLink | None
    has_left: bool  # a colleague who no longer works here
    link_is_out: bool  # the link has run out

    @property
    def waits(self) -> bool:
        """Whether an answer is waited for."""
        return self.signature is not None and self.signature.state == Signature.State.WAITING


@dataclass(frozen=True)
class LetterPage:
    """A letter as its page shows it."""

    letter: JointLetter
    version: LetterVersion
    content: Content
    template: Template
    paper: Paper
    gaps: tuple[Gap, ...]
    parties: list[LetterParty]
    lines: list[LineView]
    earlier: list[Signature]  # given or declined on earlier words, the newest first
    scans: list[LetterScan]
    goals: list[GoalCitation]


def letters_list(actor: Actor) -> list[LetterRow]:
    """The letters of intent one sees, what is under way first, then the newest first: three queries."""
    return letter_rows(rules.visible_letters(actor).filter(kind=LetterKind.INTENT))


def letter_rows(rows: QuerySet[JointLetter]) -> list[LetterRow]:
    """Letters as a list shows them, what is under way first, then the newest first: three queries."""
    letters = list(rows.select_related("authority", "place", "started_by").order_by("-started_at", "-pk"))
    lines = dict(
        SignatureLine.objects.filter(letter__in=letters, dropped_at__isnull=True)
        .values_list("letter")
        .annotate(count=Count("pk"))
    )
    given = Signature.objects.filter(version__letter__in=letters, state=Signature.State.SIGNED)
    newest = {letter.pk: letter.revision for letter in letters}
    signed: dict[int, int] = {}
    for letter_id, number in given.values_list("version__letter_id", "version__number"):
        if newest[letter_id] == number:
            signed[letter_id] = signed.get(letter_id, 0) + 1
    over = {JointLetter.State.SIGNED, JointLetter.State.WITHDRAWN}
    found = [LetterRow(letter, signed.get(letter.pk, 0), lines.get(letter.pk, 0)) for letter in letters]
    return sorted(found, key=lambda row: row.letter.state in over)


def full_letter(letter: JointLetter) -> JointLetter:
    """The letter with what its pages and rules need."""
    rows = JointLetter.objects.select_related(
        "template__authority", "matter", "authority__principal", "unit", "place", "started_by", "state_by", "document"
    )
    return rows.get(pk=letter.pk)


def letter_page(letter: JointLetter, *, today: dt.date) -> LetterPage:
    """A letter with its newest words, its lines and their answers."""
    row = full_letter(letter)
    version = newest_version(row)
    given = Signature.objects.filter(line__letter=row).select_related(
        "line__party", "version__letter", "user", "asked_by", "scan__recorded_by", "signed_file"
    )
    given = given.defer("scan__content", "signed_file__content")
    answers = list(given.order_by("-asked_at", "-pk"))
    earlier = [
        one
        for one in answers
        if one.version_id != version.pk and one.state in {Signature.State.SIGNED, Signature.State.DECLINED}
    ]
    scans = LetterScan.objects.filter(version__letter=row).defer("content").select_related("recorded_by", "version")
    return LetterPage(
        letter=row,
        version=version,
        content=content_of(version),
        template=template_of(row),
        paper=paper_of(row, version),
        gaps=missing_in(row, version),
        parties=parties_of(row),
        lines=_lines(row, version, answers, today),
        earlier=earlier,
        scans=list(scans.order_by("-recorded_at", "-pk")),
        goals=goals_of_letter(row, today=today),
    )


def goals_of_letter(letter: JointLetter, *, today: dt.date) -> list[GoalCitation]:
    """The goals that a letter serves, from the law down: one query. How it serves them its own words tell."""
    rows = LetterGoal.objects.filter(letter=letter).select_related("goal__document", "cited_by")
    return from_the_law_down(
        GoalCitation(row.pk, row.goal, "", row.cited_by, row.cited_at, lasting(row.goal.document, today))
        for row in rows
    )


def parties_of(letter: JointLetter) -> list[LetterParty]:
    """The parties of a letter as it is now, in their order."""
    return list(LetterParty.objects.filter(letter=letter, dropped_at__isnull=True).order_by("number", "pk"))


def lines_of(letter: JointLetter) -> list[SignatureLine]:
    """The lines of a letter as it is now, in their order, with their parties."""
    rows = SignatureLine.objects.filter(letter=letter, dropped_at__isnull=True).select_related(
        "party", "letter", "user"
    )
    return list(rows.order_by("number", "pk"))


def signature_page(actor: Actor, code: str) -> Signature | None:
    """What one has been asked to sign, with what its page and its rules need."""
    return _with_letter(Signature.objects.filter(pk__in=rules.signatures_of(actor).filter(code=code).values("pk")))


def newest_signature(line: SignatureLine) -> Signature | None:
    """What whoever is on a line has been asked last."""
    return _with_letter(Signature.objects.filter(line=line, user_id=line.user_id or 0).order_by("-asked_at", "-pk"))


def waiting_signatures(actor: Actor) -> list[Signature]:
    """What waits for one to sign: the newest words of letters that are being signed, the oldest question first."""
    rows = rules.signatures_of(actor).filter(
        state=Signature.State.WAITING, version__letter__state=JointLetter.State.SIGNING
    )
    full = rows.select_related("version__letter__authority", "line__party", "asked_by")
    return list(full.order_by("asked_at", "pk"))


def possible_signers(actor: Actor, *, day: dt.date) -> list[Membership]:
    """The people at work in one's authority on `day`, each role a row, in Swedish order."""
    rows = Membership.objects.filter(in_force(day), unit__area__authority_id=actor.authority_id or 0)
    return sorted(rows.select_related("user", "unit"), key=lambda row: (sort_key(row.user.name), row.pk))


def scans_of(letter: JointLetter) -> QuerySet[LetterScan]:
    """The scanned papers of a letter, with their bytes."""
    return LetterScan.objects.filter(version__letter=letter)


def link_of_line(line: SignatureLine) -> SignerLink | None:
    """The personal link of a line that has not been taken back, if any."""
    return SignerLink.objects.filter(line=line, revoked_at__isnull=True).select_related("line__letter").first()


def letters_of_matter(matter_id: int, actor: Actor) -> list[JointLetter]:
    """The letters of a matter that one sees, the newest first."""
    return list(rules.visible_letters(actor).filter(matter_id=matter_id).order_by("-started_at", "-pk"))


def letters_to_tie(actor: Actor) -> list[JointLetter]:
    """The letters that one's own authority keeps, in Swedish order."""
    rows = rules.visible_letters(actor).filter(authority_id=actor.authority_id or 0)
    return list(rows.exclude(state=JointLetter.State.WITHDRAWN).order_by(SortKey("title"), "pk"))


def parts_of(letter: JointLetter) -> list[Model]:
    """What the trail of a letter is about: itself, its lines, answers and links, and what was not kept of it."""
    lines = SignatureLine.objects.filter(letter=letter).order_by("pk")
    answers = Signature.objects.filter(line__letter=letter).order_by("pk")
    noted = Shortfall.objects.filter(commitment__letter=letter).order_by("pk")
    return [letter, *lines, *answers, *SignerLink.objects.filter(line__letter=letter).order_by("pk"), *noted]


def _with_letter(rows: QuerySet[Signature]) -> Signature | None:
    full = rows.select_related(
        *("version__letter__template", "version__letter__authority__principal", "version__letter__unit"),
        *("line__party", "line__letter", "user", "asked_by", "signed_file"),
    )
    return full.defer("signed_file__content").first()


def _lines(letter: JointLetter, version: LetterVersion, answers: list[Signature], today: dt.date) -> list[LineView]:
    now: dict[int, Signature] = {}
    for one in answers:  # the newest question first
        if one.version_id == version.pk and one.state != Signature.State.VOIDED:
            now.setdefault(one.line_id, one)
    links = SignerLink.objects.filter(line__letter=letter, revoked_at__isnull=True)
    by_line = {link.line_id: link for link in links}
    lines = lines_of(letter)
    inside = [line.user_id for line in lines if line.user_id and not line.is_outside]
    here = set(Membership.objects.filter(in_force(today), user__in=inside).values_list("user_id", flat=True))
    return [
        LineView(
            line,
            now.get(line.pk),
            by_line.get(line.pk),
            has_left=line.user_id in inside and line.user_id not in here,
            link_is_out=line.pk in by_line and timezone.localdate(by_line[line.pk].expires_at) < today,
        )
        for line in lines
    ]

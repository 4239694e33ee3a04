"""What a letter says: its newest version, its template, and the paper it makes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.utils import timezone

from famn.domain.agreements.drafting.content import Content
from famn.domain.agreements.drafting.gaps import gaps
from famn.domain.agreements.drafting.paper import Signer, compose
from famn.domain.agreements.drafting.templates import Template
from famn.domain.agreements.models import JointLetter, LetterVersion, Signature, SignatureLine
from famn.domain.matters.drafting.diff import FieldDiff, changed_fields
from famn.domain.matters.drafting.gaps import Gap
from famn.domain.matters.drafting.paper import DRAFT, Head, Letterhead, Paper
from famn.domain.matters.reads import head_from_json
from famn.domain.people.models import Unit


def head_of(letter: JointLetter, *, at: dt.datetime) -> Head:
    """What the head of a letter tells on the day of `at`: who keeps it, and its matter's registry number."""
    unit = Unit.objects.select_related("administration", "area__authority__principal").get(pk=letter.unit_id)
    numbers = JointLetter.objects.filter(pk=letter.pk).values_list("matter__registry_number", flat=True)
    office = unit.administration
    return Head(
        letterhead=Letterhead(
            sender=office.name if office else unit.area.authority.name,
            principal=unit.area.authority.principal.name,
            phone=unit.phone,
            email=unit.email,
        ),
        date=timezone.localdate(at).isoformat(),
        registry_number=next(iter(numbers), "") or "",
    )


def newest_version(letter: JointLetter) -> LetterVersion:
    """What a letter says now, with who saved it."""
    return LetterVersion.objects.select_related("saved_by").get(letter=letter, number=letter.revision)


def version_numbered(letter: JointLetter, number: int) -> LetterVersion | None:
    """One version of a letter, with who saved it, if there is one of that number."""
    return LetterVersion.objects.select_related("saved_by").filter(letter=letter, number=number).first()


def versions_of(letter: JointLetter) -> list[LetterVersion]:
    """Every version, the newest first, without its words."""
    rows = LetterVersion.objects.filter(letter=letter).defer("content", "head").select_related("saved_by")
    return list(rows.order_by("-number"))


def content_of(version: LetterVersion) -> Content:
    """What a version says."""
    return Content.from_json(version.content)


def template_of(letter: JointLetter) -> Template:
    """The form that a letter began from. Needs `template` selected with it."""
    return Template.from_json(letter.template.body)


def missing_in(letter: JointLetter, version: LetterVersion) -> tuple[Gap, ...]:
    """What stops the signing of a version. Needs `template` selected with the letter."""
    return gaps(content_of(version), template_of(letter))


def paper_of(letter: JointLetter, version: LetterVersion) -> Paper:
    """A version as it is printed, with who has signed it so far. Needs `template` selected with the letter."""
    given = Signature.objects.filter(version=version, state=Signature.State.SIGNED)
    given = given.select_related("line__party", "signed_file").defer("signed_file__content")
    by_line = {row.line_id: row for row in given}
    lines = SignatureLine.objects.filter(letter=letter, dropped_at__isnull=True).select_related("party")
    if version.number == letter.revision:
        signers = [_signer(line, by_line.get(line.pk)) for line in lines.order_by("number")]
    else:  # an earlier version: the posts it had, and whoever signed it
        gone = {(row.line.party.name, row.line.leg): row for row in given}
        signers = [_earlier(one.role, one.party, gone.get((one.party, one.leg))) for one in content_of(version).lines]
    mark = DRAFT if letter.state == JointLetter.State.DRAFT else ""
    return compose(content_of(version), template_of(letter), head_from_json(version.head), signers, mark=mark)


def difference(old: LetterVersion, new: LetterVersion) -> tuple[FieldDiff, ...]:
    """The parts of a letter that differ between two versions, word by word."""
    return changed_fields(content_of(old).as_report(), content_of(new).as_report())


def _signer(line: SignatureLine, given: Signature | None) -> Signer:
    if given is not None:
        return _given(line.role, line.party.name, given)
    return Signer(line.role, line.party.name, line.name, line.title, line.unit_name)


def _earlier(role: str, party: str, given: Signature | None) -> Signer:
    return Signer(role, party) if given is None else _given(role, party, given)


def _given(role: str, party: str, given: Signature) -> Signer:
    """As she was when she was asked, whatever has become of her since."""
    on_paper = given.signed_on.isoformat() if given.signed_on else ""
    day = timezone.localdate(given.settled_at).isoformat() if given.settled_at is not None else ""
    signer = Signer(role, party, given.name, given.title, given.unit_name, on_paper=on_paper)
    if given.method == Signature.Method.ADVANCED and given.signed_file is not None:
        return replace(signer, advanced=day, service=given.signed_file.service)
    return replace(signer, approved=day) if given.method == Signature.Method.DIGITAL else signer

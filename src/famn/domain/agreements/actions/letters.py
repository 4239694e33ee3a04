"""Writing a letter: beginning it from a template, its words, its parties and the goals it serves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from famn.domain.agreements import notices, rules
from famn.domain.agreements.actions.holding import add_version, lock_letter, set_state, void_waiting
from famn.domain.agreements.drafting.content import LEG_WORDS, Content
from famn.domain.agreements.drafting.kinds import OWN
from famn.domain.agreements.drafting.templates import Template
from famn.domain.agreements.models import (
    AgreementTerms,
    Commitment,
    CostRow,
    JointLetter,
    LetterGoal,
    LetterKind,
    LetterParty,
    LetterTemplate,
    LetterVersion,
    Signature,
    SignatureLine,
)
from famn.domain.agreements.reads import content_of, lines_of, newest_version, parties_of, template_of
from famn.domain.matters import rules as matters
from famn.domain.matters.drafting.content import Section
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Matter, SteeringGoal
from famn.domain.people.models import Authority, Place, Principal
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

Cause = LetterVersion.Cause


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """A party to add: its name, what kind of principal it is, the legs it brings, and its authority if known here."""

    name: str
    kind: str
    legs: tuple[str, ...] = ()
    authority: Authority | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """What a person has written in a letter: `texts` by the section's key, `values` by the placeholder's name."""

    title: str
    aim: str
    texts: Mapping[str, str]
    values: Mapping[str, str]
    own: tuple[tuple[str, str], ...] = ()  # of an agreement: headings of its own after the template's, with their text


@transaction.atomic
def start_letter(
    *,
    by: Actor,
    at: dt.datetime,
    template: LetterTemplate,
    aim: str,
    parties: Iterable[PartyFacts] = (),
    values: Mapping[str, str] | None = None,
    place: Place | None = None,
    matter: Matter | None = None,
    follows: JointLetter | None = None,
) -> JointLetter:
    """Begin a letter of the template's kind, with a line to sign on for each leg of each party.

    `follows` is the agreement that a new one follows.

    Raises Refused for a template that one may not use now, or another authority's matter.
    """
    require(rules.may_start_letter(by))
    if not rules.usable_templates(by).filter(pk=template.pk).exists():
        raise Refused(_("Välj en mall som gäller nu."), field="template")
    if aim not in JointLetter.Aim.values:
        raise Refused(_("Välj vad parterna siktar på."), field="aim")
    if matter is not None and not matters.visible_matters(by).filter(pk=matter.pk).exists():
        raise Refused(_("Välj ett ärende hos er egen myndighet."), field="matter")
    here = standing(by)
    form = Template.from_json(template.body)
    content = form.begun(aim=aim, values=values or {}, kind=template.kind)
    letter = JointLetter.objects.create(
        kind=template.kind,
        authority_id=here.authority_id,
        unit_id=here.unit_id,
        matter=matter,
        template=template,
        place=place,
        title=cut(content.filled(content.title), 300),
        state_by_id=here.user_id,
        state_at=at,
        started_by_id=here.user_id,
        started_at=at,
    )
    trail.record("start_letter", letter, by=by, at=at)
    if letter.kind == LetterKind.COOPERATION:
        AgreementTerms.objects.create(letter=letter, follows=follows)
    for facts in parties:
        _put_party(letter, facts, form)
    add_version(letter, content, cause=Cause.STARTED, by=by, at=at)
    return letter


@transaction.atomic
def save_letter(letter: JointLetter, *, by: Actor, at: dt.datetime, base: int, words: Words) -> LetterVersion:
    """Save the words as the next version. What was signed before no longer holds, and people are told.

    `base` is the number of the version one began from. Raises Refused where somebody has saved since.
    """
    letter = lock_letter(letter)
    require(rules.may_write(by, letter))
    if base != letter.revision:
        raise Refused(
            _("Någon annan har sparat under tiden. Din text står kvar här. Jämför den med den nya versionen.")
        )
    if not squeeze(words.title):
        raise Refused(_("Skriv en rubrik."), field="title")
    if words.aim not in JointLetter.Aim.values:
        raise Refused(_("Välj vad parterna siktar på."), field="aim")
    before = content_of(newest_version(letter))
    kept = [one for one in before.sections if not one.key.startswith(OWN)]
    sections = (
        *(Section(one.key, one.heading, words.texts.get(one.key, one.text)) for one in kept),
        *(_own_sections(words.own) if letter.kind == LetterKind.COOPERATION else ()),
    )
    values = dict(before.values) | dict(words.values)
    content = replace(before, title=words.title, aim=words.aim, sections=sections, values=values)
    version = add_version(letter, content, cause=Cause.TEXT, by=by, at=at)
    if version.number != base:
        about = {"letter_version": version.pk, "number": version.number}
        trail.record("save_letter", letter, by=by, at=at, about=about)
    return version


@transaction.atomic
def add_letter_party(letter: JointLetter, *, by: Actor, at: dt.datetime, facts: PartyFacts) -> LetterParty:
    """Add a party, with a line to sign on for each of its legs. The words of the letter are others with it."""
    letter = lock_letter(letter)
    require(rules.may_change_parties(by, letter))
    party = _put_party(letter, facts, template_of(letter))
    trail.record("add_letter_party", letter, by=by, at=at, about={"letter_party": party.pk})
    add_version(letter, _words(letter), cause=Cause.PARTIES, by=by, at=at)
    return party


@transaction.atomic
def drop_letter_party(party: LetterParty, *, by: Actor, at: dt.datetime) -> JointLetter:
    """Take a party out of a letter, with its lines, commitments and costs. What was signed before still names it."""
    letter = lock_letter(JointLetter.objects.get(pk=party.letter_id))
    require(rules.may_change_parties(by, letter))
    SignatureLine.objects.filter(party=party, dropped_at__isnull=True).update(dropped_at=at)
    Commitment.objects.filter(party=party).delete()
    CostRow.objects.filter(party=party).delete()
    LetterParty.objects.filter(pk=party.pk, dropped_at__isnull=True).update(dropped_at=at)
    trail.record("drop_letter_party", letter, by=by, at=at, about={"letter_party": party.pk})
    add_version(letter, _words(letter), cause=Cause.PARTIES, by=by, at=at)
    return letter


@transaction.atomic
def cite_letter_goals(letter: JointLetter, *, by: Actor, at: dt.datetime, goals: Sequence[SteeringGoal]) -> JointLetter:
    """Say which goals of steering documents a letter serves: these, and no others. They are part of its words.

    Raises Refused for a goal that one does not see.
    """
    letter = lock_letter(letter)
    require(rules.may_write(by, letter))
    wanted = {goal.pk for goal in goals}
    if matters.visible_goals(by).filter(pk__in=wanted).count() != len(wanted):
        raise Refused(_("Välj bland målen i listan."), field="goals")
    known = set(LetterGoal.objects.filter(letter=letter).values_list("goal_id", flat=True))
    LetterGoal.objects.filter(letter=letter, goal_id__in=known - wanted).delete()
    me = standing(by).user_id
    LetterGoal.objects.bulk_create(
        LetterGoal(letter=letter, goal_id=number, cited_by_id=me, cited_at=at) for number in sorted(wanted - known)
    )
    trail.record("cite_letter_goals", letter, by=by, at=at)
    add_version(letter, _words(letter), cause=Cause.GOALS, by=by, at=at)
    return letter


@transaction.atomic
def withdraw_letter(letter: JointLetter, *, by: Actor, at: dt.datetime) -> JointLetter:
    """Take a letter back for good. Whoever is asked to sign it need not; what was given stays on record."""
    letter = lock_letter(letter)
    require(rules.may_withdraw(by, letter))
    for one in void_waiting(letter, Signature.Cause.WITHDRAWN, by=by, at=at):
        notices.tell_spared(one, by=by, at=at)
    set_state(letter, JointLetter.State.WITHDRAWN, by=by, at=at)
    trail.record("withdraw_letter", letter, by=by, at=at)
    return letter


def _words(letter: JointLetter) -> Content:
    return content_of(newest_version(letter))


def _own_sections(own: Iterable[tuple[str, str]]) -> Iterator[Section]:
    """The headings that an agreement adds itself. Raises Refused for a text without one."""
    for number, (heading, text) in enumerate(filter(any, own), start=1):
        if not squeeze(heading):
            raise Refused(_("Skriv en rubrik till texten du har lagt till."))
        yield Section(f"{OWN}{number}", cut(squeeze(heading), 120), text)


def _put_party(letter: JointLetter, facts: PartyFacts, form: Template) -> LetterParty:
    """A party with its lines, after those that are there. Raises Refused where one of that name already is."""
    name = cut(squeeze(facts.name), 160)
    if not name:
        raise Refused(_("Skriv vad parten heter."), field="name")
    if facts.kind not in Principal.Kind.values:
        raise Refused(_("Välj vad det är för slags part."), field="kind")
    there = parties_of(letter)
    if any(one.name.casefold() == name.casefold() for one in there):
        raise Refused(_("Parten finns redan i dokumentet."), field="name")
    legs = [leg for leg in LEG_WORDS if leg in facts.legs]
    party = LetterParty.objects.create(
        letter=letter,
        number=max((one.number for one in there), default=0) + 1,
        authority=facts.authority,
        kind=facts.kind,
        name=name,
        legs=legs,
    )
    first = max((one.number for one in lines_of(letter)), default=0) + 1
    SignatureLine.objects.bulk_create(
        SignatureLine(letter=letter, party=party, number=number, leg=leg, role=cut(form.role_of(leg), 120))
        for number, leg in enumerate(legs or [""], start=first)
    )
    return party

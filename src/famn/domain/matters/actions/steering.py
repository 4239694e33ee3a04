"""The only writes of steering documents and their goals. Nothing that somebody has cited is ever taken away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max, ProtectedError
from django.utils.translation import gettext as _

from famn.domain.matters import rules
from famn.domain.matters.actions.holding import take_turns
from famn.domain.matters.facts import cut
from famn.domain.matters.models import Document, GoalSupport, SteeringDocument, SteeringGoal
from famn.domain.people.rules import Actor, standing
from famn.ground import trail
from famn.ground.text import squeeze
from famn.ground.verdict import Refused, require

FIELDS = ("level", "title", "owner", "from_year", "to_year", "registry_number", "url", "about", "document")


@dataclass(frozen=True)
class SteeringFacts:
    """What a steering document says of itself. Years are whole; None where none is set."""

    level: str
    title: str
    owner: str
    from_year: int | None = None
    to_year: int | None = None
    registry_number: str = ""
    url: str = ""
    about: str = ""
    document: Document | None = None


@transaction.atomic
def add_steering_document(*, by: Actor, at: dt.datetime, facts: SteeringFacts) -> SteeringDocument:
    """Put in a steering document, which one's authority then keeps up to date. Raises Refused for facts not whole."""
    require(rules.may_keep_goals(by))
    take_turns(by)
    document = SteeringDocument(authority_id=standing(by).authority_id, added_by_id=standing(by).user_id, added_at=at)
    _say(document, facts, by=by)
    document.save()
    trail.record("add_steering_document", document, by=by, at=at)
    return document


@transaction.atomic
def change_steering_document(
    document: SteeringDocument,
    *,
    by: Actor,
    at: dt.datetime,
    facts: SteeringFacts,
    followed_by: SteeringDocument | None = None,
) -> SteeringDocument:
    """Let a steering document say this, and be followed by another of one's own; Refused for facts not whole."""
    document = _locked(document)
    require(rules.may_change_steering(by, document))
    take_turns(by)
    _say(document, facts, by=by)
    _require_levels_hold(document)
    document.followed_by = _successor(document, followed_by)
    document.save()
    trail.record("change_steering_document", document, by=by, at=at)
    return document


@transaction.atomic
def remove_steering_document(document: SteeringDocument, *, by: Actor, at: dt.datetime) -> None:
    """Take away a steering document that was put in by mistake: Refused where something rests on its goals."""
    document = _locked(document)
    require(rules.may_change_steering(by, document))
    trail.record("remove_steering_document", document, by=by, at=at)
    try:
        SteeringGoal.objects.filter(document=document).delete()
        document.delete()
    except ProtectedError:
        reason = _("Något vilar på styrdokumentets mål eller ersätts av det. Därför går det inte att ta bort.")
        raise Refused(reason) from None


@transaction.atomic
def add_goal(
    document: SteeringDocument, *, by: Actor, at: dt.datetime, text: str, serves: Iterable[SteeringGoal] = ()
) -> SteeringGoal:
    """Put in a goal last in a document; `serves` are the goals of higher levels that it comes out of."""
    document = _locked(document)
    require(rules.may_change_steering(by, document))
    last: int | None = SteeringGoal.objects.filter(document=document).aggregate(last=Max("number"))["last"]
    goal = SteeringGoal.objects.create(document=document, number=(last or 0) + 1, text=_whole(text))
    _tie(goal, serves, by=by)
    trail.record("add_goal", goal, by=by, at=at, about={"steering_document": document.pk})
    return goal


@transaction.atomic
def change_goal(
    goal: SteeringGoal, *, by: Actor, at: dt.datetime, text: str, serves: Iterable[SteeringGoal]
) -> SteeringGoal:
    """Let a goal say this, and come out of just these goals of higher levels. Needs `document` selected with it."""
    document = _locked(goal.document)
    require(rules.may_change_steering(by, document))
    goal.text = _whole(text)
    goal.save(update_fields=["text"])
    _tie(goal, serves, by=by)
    trail.record("change_goal", goal, by=by, at=at, about={"steering_document": document.pk})
    return goal


@transaction.atomic
def remove_goal(goal: SteeringGoal, *, by: Actor, at: dt.datetime) -> None:
    """Take away a goal that nothing rests on. Needs `document` selected with it."""
    document = _locked(goal.document)
    require(rules.may_change_steering(by, document))
    trail.record("remove_goal", goal, by=by, at=at, about={"steering_document": document.pk})
    try:
        goal.delete()
    except ProtectedError:
        raise Refused(_("Något vilar på målet. Därför går det inte att ta bort.")) from None


def _locked(document: SteeringDocument) -> SteeringDocument:
    return SteeringDocument.objects.select_for_update(of=("self",)).get(pk=document.pk)


def _say(document: SteeringDocument, facts: SteeringFacts, *, by: Actor) -> None:
    """Set the facts as they are kept. The document one points to is one that the actor sees."""
    for name in FIELDS:
        value = getattr(facts, name)
        setattr(document, name, squeeze(value) if isinstance(value, str) and name != "about" else value)
    document.title, document.owner = cut(document.title, 200), cut(document.owner, 120)
    document.about = facts.about.strip()
    if document.level not in SteeringDocument.Level:
        raise Refused(_("Välj en nivå."), field="level")
    if not document.title:
        raise Refused(_("Skriv vad styrdokumentet heter."), field="title")
    if not document.owner:
        raise Refused(_("Skriv vem som har beslutat det."), field="owner")
    if document.from_year and document.to_year and document.from_year > document.to_year:
        raise Refused(_("Sista året ligger före det första."), field="to_year")
    source = document.document
    if source is not None and not rules.visible_documents(by).filter(pk=source.pk).exists():
        raise Refused(_("Välj ett dokument som du ser."), field="document")
    same = SteeringDocument.objects.filter(
        authority_id=document.authority_id or 0, title=document.title, from_year=document.from_year
    )
    if same.exclude(pk=document.pk or 0).exists():
        raise Refused(_("Ni har redan ett styrdokument med den titeln från samma år."), field="title")


def _require_levels_hold(document: SteeringDocument) -> None:
    """Refuse a level at which a goal of the document would come out of one that is not above it."""
    ties = GoalSupport.objects.select_related("goal__document", "upper__document")
    for tie in (*ties.filter(goal__document=document), *ties.filter(upper__document=document)):
        lower = document.level if tie.goal.document_id == document.pk else tie.goal.document.level
        upper = document.level if tie.upper.document_id == document.pk else tie.upper.document.level
        if not rules.may_serve(lower, upper):
            reason = _("Målen hänger ihop med mål på andra nivåer. Lös dem från varandra innan du byter nivå.")
            raise Refused(reason, field="level")


def _successor(document: SteeringDocument, after: SteeringDocument | None) -> SteeringDocument | None:
    """The document that comes after: another of the same authority, which does not lead back to this one."""
    one = after
    while one is not None:
        if one.pk == document.pk or one.authority_id != document.authority_id:
            raise Refused(_("Välj ett annat av era egna styrdokument."), field="followed_by")
        one = SteeringDocument.objects.filter(follows=one).first()
    return after


def _whole(text: str) -> str:
    text = squeeze(text)
    if not text:
        raise Refused(_("Skriv vad målet är."), field="text")
    return cut(text, 2_000)


def _tie(goal: SteeringGoal, serves: Iterable[SteeringGoal], *, by: Actor) -> None:
    """Let a goal come out of just these. Raises Refused for one that is not seen, stands below, or comes out of it."""
    wanted = {one.pk for one in serves}
    uppers = list(rules.visible_goals(by).filter(pk__in=wanted).select_related("document"))
    if len(uppers) != len(wanted):
        raise Refused(_("Välj mål som du ser."), field="serves")
    level = SteeringDocument.objects.values_list("level", flat=True).get(pk=goal.document_id)
    for upper in uppers:
        if not (verdict := rules.may_serve(level, upper.document.level)):
            raise Refused(verdict.reason, field="serves")
    if goal.pk in _above(wanted):
        raise Refused(_("Målet kan inte komma ur sig självt, inte heller på omvägar."), field="serves")
    GoalSupport.objects.filter(goal=goal).exclude(upper__in=uppers).delete()
    known = set(GoalSupport.objects.filter(goal=goal).values_list("upper_id", flat=True))
    GoalSupport.objects.bulk_create(GoalSupport(goal=goal, upper=one) for one in uppers if one.pk not in known)


def _above(numbers: set[int]) -> set[int]:
    """The goals of these numbers, and all that they come out of."""
    found, waiting = set(numbers), set(numbers)
    while waiting:
        waiting = set(GoalSupport.objects.filter(goal__in=waiting).values_list("upper_id", flat=True)) - found
        found |= waiting
    return found

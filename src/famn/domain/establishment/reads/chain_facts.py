"""What the chain of an initiative is told from: all that belongs to it, read once, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q

from famn.domain.agreements.models import JointLetter, LetterKind, Signature
from famn.domain.centres.models import FamilyCentre
from famn.domain.establishment.models import Initiative, Mapping, PlannedLink, PremisesMove, PremisesOption
from famn.domain.establishment.reads.grounds import goals_of_initiative
from famn.domain.establishment.reads.initiatives import StepView
from famn.domain.establishment.reads.mapping import mappings_of
from famn.domain.establishment.reads.premises import chosen_premises
from famn.domain.establishment.reads.steps import planned_links
from famn.domain.matters.models import BoardReport, Decision, Document, DocumentKind, Matter
from famn.domain.matters.reads import GoalCitation
from famn.domain.people.rules import Actor, Capability

KINDS = (
    DocumentKind.LETTER_OF_INTENT,
    DocumentKind.BOARD_REPORT,
    DocumentKind.MINUTES_EXTRACT,
    DocumentKind.COOPERATION_AGREEMENT,
)


@dataclass(frozen=True)
class Facts:
    """What belongs to an initiative. `may_read_*`: whether the actor may see what matters and letters are called."""

    initiative: Initiative
    today: dt.date
    steps: Sequence[StepView]
    goals: Sequence[GoalCitation]
    mappings: Sequence[Mapping]
    letters: Sequence[JointLetter]  # each with `signed` and `asked`: how many have signed its newest version
    agreements: Sequence[JointLetter]  # the same of cooperation agreements
    documents: Sequence[Document]
    reports: Sequence[BoardReport]
    decisions: Sequence[Decision]
    meeting: dt.date | None
    options: Sequence[PremisesOption]
    chosen: PremisesMove | None
    centre: FamilyCentre | None
    planned: dict[str, PlannedLink]
    may_read_matters: bool
    may_read_letters: bool

    def documents_of(self, kind: str) -> list[Document]:
        """The documents of one kind, the newest first."""
        return [one for one in self.documents if one.kind == kind]


def facts_of_chain(initiative: Initiative, *, steps: Sequence[StepView], actor: Actor, today: dt.date) -> Facts:
    """Read everything that belongs to an initiative, whose steps are known: eleven queries."""
    tied = {"matter__initiatives__initiative": initiative}
    reports = BoardReport.objects.filter(**tied).exclude(state=BoardReport.State.CLOSED, document__isnull=True)
    decisions = Decision.objects.filter(report__matter__initiatives__initiative=initiative)
    decisions = decisions.select_related("report", "passage")
    meetings = Matter.objects.filter(initiatives__initiative=initiative, meeting_date__gte=today)
    options = PremisesOption.objects.filter(initiative=initiative).exclude(stage=PremisesOption.Stage.DROPPED)
    letters = _letters(initiative)
    return Facts(
        initiative=initiative,
        today=today,
        steps=steps,
        goals=goals_of_initiative(initiative, today=today),
        mappings=mappings_of(initiative),
        letters=[one for one in letters if one.kind == LetterKind.INTENT],
        agreements=[one for one in letters if one.kind == LetterKind.COOPERATION],
        documents=_documents(initiative),
        reports=list(reports.order_by("-started_at", "-pk")),
        decisions=list(decisions.order_by("-meeting_date", "-pk")),
        meeting=meetings.order_by("meeting_date").values_list("meeting_date", flat=True).first(),
        options=list(options.order_by("pk")),
        chosen=chosen_premises(initiative),
        centre=FamilyCentre.objects.filter(initiatives=initiative).first(),
        planned={one.what: one for one in planned_links(initiative)},
        may_read_matters=bool(actor.can(Capability.READ_MATTERS)),
        may_read_letters=bool(actor.can(Capability.READ_AGREEMENTS)),
    )


def _letters(initiative: Initiative) -> list[JointLetter]:
    """The letters that are not withdrawn, with how many lines have signed of how many there are."""
    rows = JointLetter.objects.filter(initiatives__initiative=initiative).exclude(state=JointLetter.State.WITHDRAWN)
    in_use = Q(lines__dropped_at__isnull=True)
    holds = Q(lines__signatures__state=Signature.State.SIGNED, lines__signatures__version__number=F("revision"))
    rows = rows.annotate(
        asked=Count("lines", filter=in_use, distinct=True), signed=Count("lines", filter=in_use & holds, distinct=True)
    )
    return list(rows.order_by("-started_at", "-pk"))


def _documents(initiative: Initiative) -> list[Document]:
    """The documents that are links of the chain, but for those that a report or a letter here became."""
    rows = Document.objects.filter(matter__initiatives__initiative=initiative, kind__in=KINDS)
    rows = rows.filter(report__isnull=True, letter__isnull=True)
    return list(rows.select_related("matter").order_by("-date", "-added_at", "-pk"))

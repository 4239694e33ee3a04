"""Example values for the parameters of addresses, from the rows of the demo. Knows tables, not pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db.models import Model, QuerySet

from famn.domain.activities.models import Activity, CalendarSource, Occurrence
from famn.domain.agreements.models import (
    JointLetter,
    LetterKind,
    LetterScan,
    LetterTemplate,
    Shortfall,
    Signature,
    SignatureLine,
    SignedFile,
)
from famn.domain.centres.models import (
    CentreLeg,
    CentrePerson,
    DefinitionSet,
    FamilyCentre,
    OpeningException,
    Partner,
    PlaceFigure,
    Premises,
)
from famn.domain.establishment.models import (
    ChecklistItem,
    GroupAssignment,
    GroupMeeting,
    GroupMember,
    Handover,
    Initiative,
    InitiativeStep,
    Ladder,
    Mapping,
    Obstacle,
    PremisesOption,
    ProjectGroup,
    StanceHolder,
    WheelItem,
)
from famn.domain.matters.models import (
    Assignment,
    BoardMeeting,
    BoardReport,
    DelegationItem,
    Dispatch,
    Document,
    HeadingSet,
    IncomingFile,
    Matter,
    Passage,
    PersonalDecision,
    SteeringGoal,
    WordTemplate,
)
from famn.domain.people.models import Membership, Place, SecrecyArea, Unit, User
from famn.domain.programme.models import ProgrammeGoal
from famn.ground import sealed, trail
from famn.ground.mail import Letter

Values = dict[str, str]


class NoExample(Exception):
    """The database holds no row that a parameter could stand for."""


def values_for(parameters: list[str], *, public: bool, page: str = "") -> Values:
    """A value for each parameter, of rows that belong together. Raises NoExample, KeyError for an unknown parameter.

    The narrowest thing is chosen first and brings what it belongs to: a document its matter, a membership its person.
    A page that is a form of a draft gets a draft.
    """
    for name in parameters:
        if name not in MAKERS:
            raise KeyError(name)
    found: Values = _draft(DRAFTED[page]) if page in DRAFTED else {}
    for name, make in MAKERS.items():
        if name in parameters and name not in found:
            found = make() | found
    if public and "initiative" in parameters:
        found["initiative"] = _first(Initiative.objects.filter(is_public=True)).code
    return {name: found[name] for name in parameters}


def _first[Row: Model](rows: QuerySet[Row]) -> Row:
    row = rows.order_by("pk").first()
    if row is None:
        raise NoExample(f"{rows.model.__name__}: ingen rad")
    return row


def _membership() -> Values:
    row = _first(Membership.objects.filter(to_date__isnull=True).select_related("user", "unit"))
    return {"membership": row.code, "person": row.user.code, "unit": row.unit.code}


def _incoming() -> Values:
    for area in SecrecyArea.objects.order_by("pk"):
        with sealed.acting(area.pk):
            row = IncomingFile.objects.filter(state=IncomingFile.State.WAITING).order_by("pk").first()
        if row is not None:
            return {"incoming": row.code}
    raise NoExample("IncomingFile: ingen rad väntar")


def _document() -> Values:
    row = _first(Document.objects.select_related("matter"))
    return {"document": row.code, "matter": row.matter.code}


def _assignment() -> Values:
    row = _first(Assignment.objects.filter(state=Assignment.State.OPEN).select_related("matter"))
    return {"assignment": row.code, "matter": row.matter.code}


def _dispatch() -> Values:
    """A ticked row of who is to get a decision, which can be corrected."""
    row = _first(Dispatch.objects.filter(sent_at__isnull=False).select_related("decision__report__matter"))
    decision = row.decision
    values = {"dispatch": row.code, "decision": decision.code}
    return values | {"report": decision.report.code, "matter": decision.report.matter.code}


def _report() -> Values:
    """A draft and its first version: what can still be written in shows the most."""
    row = _first(BoardReport.objects.filter(state=BoardReport.State.DRAFT).select_related("matter"))
    return {"report": row.code, "number": "1", "matter": row.matter.code}


def _board_meeting() -> Values:
    """The last meeting that is planned: it has the best chance to lie ahead."""
    row = BoardMeeting.objects.select_related("board").order_by("-day").first()
    if row is None:
        raise NoExample("BoardMeeting: ingen rad")
    return {"board_meeting": row.code, "board": row.board.code}


def _passage() -> Values:
    """A body on the way of a report that has not taken it up yet."""
    row = _first(Passage.objects.filter(state=Passage.State.PLANNED).select_related("report__matter"))
    return {"passage": row.code, "report": row.report.code, "matter": row.report.matter.code}


def _personal_decision() -> Values:
    row = _first(PersonalDecision.objects.select_related("matter"))
    return {"personal": row.code, "matter": row.matter.code}


def _delegation_item() -> Values:
    return {"delegation_item": _first(DelegationItem.objects.filter(is_current=True)).code}


def _step() -> Values:
    """A step that is not reached, and the first of its demands."""
    row = _first(InitiativeStep.objects.filter(reached_on__isnull=True).select_related("initiative", "step"))
    return {"step": str(row.step.number), "initiative": row.initiative.code, "number": "1"}


def _obstacle() -> Values:
    row = _first(Obstacle.objects.filter(state=Obstacle.State.OPEN).select_related("initiative"))
    return {"obstacle": row.code, "initiative": row.initiative.code}


def _group_meeting() -> Values:
    """A meeting that is planned, so that it can be changed and written in."""
    row = _first(GroupMeeting.objects.filter(state=GroupMeeting.State.PLANNED).select_related("group__initiative"))
    return {"meeting": row.code, "group": row.group.code, "initiative": row.group.initiative.code}


def _group_assignment() -> Values:
    row = _first(GroupAssignment.objects.filter(state=GroupAssignment.State.OPEN).select_related("group__initiative"))
    return {"task": row.code, "group": row.group.code, "initiative": row.group.initiative.code}


def _checklist_item() -> Values:
    row = _first(ChecklistItem.objects.filter(state=ChecklistItem.State.OPEN).select_related("checklist__initiative"))
    return {"item": row.code, "initiative": row.checklist.initiative.code}


def _mapping() -> Values:
    """A mapping under way and a unit that has answered in it: what can still be written in shows the most."""
    row = _first(StanceHolder.objects.filter(mapping__state=Mapping.State.DRAFT).select_related("mapping__initiative"))
    return {
        "row": row.code,
        "part": "varden",
        "mapping": row.mapping.code,
        "initiative": row.mapping.initiative.code,
    }


def _option() -> Values:
    """A chosen house, which shows the most."""
    row = _first(PremisesOption.objects.filter(stage=PremisesOption.Stage.CHOSEN).select_related("initiative"))
    return {"option": row.code, "initiative": row.initiative.code}


def _ladder() -> Values:
    """An authority's own copy, which can be changed, before one that all share."""
    ladder = Ladder.objects.order_by("authority_id", "pk").first()
    if ladder is None:
        raise NoExample("Ladder: ingen rad")
    return {"ladder": ladder.code}


def _layout() -> Values:
    """An authority's own layout, which can be changed, before one that all share."""
    layout = HeadingSet.objects.filter(is_current=True).order_by("authority_id", "pk").first()
    if layout is None:
        raise NoExample("HeadingSet: ingen rad")
    return {"layout": layout.code}


def _goal() -> Values:
    """A goal of an authority's own, which can be changed."""
    rows = SteeringGoal.objects.filter(document__authority__isnull=False).select_related("document")
    row = _first(rows)
    return {"goal": row.code, "steering": row.document.code}


def _programme() -> Values:
    row = _first(ProgrammeGoal.objects.select_related("programme"))
    return {"programme_goal": row.code, "programme": row.programme.code}


def _place() -> Values:
    """A district with figures: it has the most to stand beside."""
    figure = _first(PlaceFigure.objects.filter(place__kind=Place.Kind.DISTRICT).select_related("place"))
    return {"place": figure.place.code if figure.place else ""}


def _leg() -> Values:
    row = _first(CentreLeg.objects.filter(to_date__isnull=True, centre__is_public=True).select_related("centre"))
    return {"leg": row.code, "centre": row.centre.code}


def _partner() -> Values:
    row = _first(Partner.objects.filter(to_date__isnull=True).select_related("centre"))
    return {"partner": row.code, "centre": row.centre.code}


def _occurrence() -> Values:
    """One time of a published activity of a series in a room, with somebody who leads it: it has the most to show."""
    rows = Occurrence.objects.filter(
        series__isnull=False, leader__isnull=False, room__isnull=False, state=Occurrence.State.PLANNED
    )
    rows = rows.filter(activity__state=Activity.State.PUBLISHED).select_related(
        "activity", "centre", "series__term", "room", "leader"
    )
    row = rows.order_by("-starts_at", "pk").first()
    if row is None or row.series is None or row.room is None or row.leader is None:
        raise NoExample("Occurrence: ingen rad")
    values = {"occurrence": row.code, "activity": row.activity.code, "centre": row.centre.code}
    values |= {"series": row.series.code, "room": row.room.code, "leader": row.leader.code}
    return values | {"term": row.series.term.code if row.series.term else ""}


def _source() -> Values:
    """A calendar that is read and waits for somebody to look at it."""
    rows = CalendarSource.objects.filter(state=CalendarSource.State.WAITING).defer("content")
    row = _first(rows.select_related("centre"))
    return {"source": row.code, "centre": row.centre.code}


def _premises() -> Values:
    row = _first(Premises.objects.select_related("centre"))
    return {"premises": row.code, "centre": row.centre.code}


def _exception() -> Values:
    """The days that are not as usual which end last: they can still be changed."""
    row = OpeningException.objects.filter(centre__is_public=True).select_related("centre").order_by("-to_date").first()
    if row is None:
        raise NoExample("OpeningException: ingen rad")
    return {"exception": row.code, "centre": row.centre.code}


def _shown_person() -> Values:
    """Somebody who is shown with a picture."""
    rows = CentrePerson.objects.filter(to_date__isnull=True, centre__is_public=True).exclude(photo_type="")
    row = _first(rows.defer("photo").select_related("centre"))
    return {"shown": row.code, "centre": row.centre.code}


def _definition() -> Values:
    """An authority's own definition, which can be changed, before one that all share."""
    definition = DefinitionSet.objects.order_by("authority_id", "pk").first()
    if definition is None:
        raise NoExample("DefinitionSet: ingen rad")
    return {"definition": definition.code}


def _letter_line() -> Values:
    """A line of a letter that waits for somebody with an address."""
    waiting = Signature.objects.filter(state=Signature.State.WAITING).values("line")
    row = _first(SignatureLine.objects.filter(pk__in=waiting).select_related("letter"))
    return {"line": row.code, "intent": row.letter.code, "number": "1"}


def _letter_scan() -> Values:
    row = _first(LetterScan.objects.defer("content").select_related("version__letter"))
    return {"scan": row.code, "intent": row.version.letter.code}


def _signed_file() -> Values:
    """A file that came back from a signature service; where there is none, a code that nobody has."""
    row = SignedFile.objects.defer("content").select_related("version__letter").order_by("pk").first()
    if row is None:
        return {"signed": "ingen", "intent": _letter_scan()["intent"]}
    return {"signed": row.code, "intent": row.version.letter.code}


def _signature() -> Values:
    """Something that waits for one who signs in."""
    rows = Signature.objects.filter(state=Signature.State.WAITING, line__is_outside=False, user__isnull=False)
    return {"signature": _first(rows).code}


def _draft(kind: LetterKind) -> Values:
    """A draft of a letter and its first line, which nobody is named on yet."""
    lines = SignatureLine.objects.filter(dropped_at__isnull=True, name="").select_related("letter")
    row = _first(lines.filter(letter__kind=kind, letter__state=JointLetter.State.DRAFT))
    return {"intent": row.letter.code, "agreement": row.letter.code, "line": row.code}


def _agreement() -> Values:
    """An agreement that all have signed."""
    rows = JointLetter.objects.filter(kind=LetterKind.COOPERATION)
    return {"agreement": _first(rows.filter(state=JointLetter.State.SIGNED)).code}


def _letter_template() -> Values:
    """An authority's own template, which can be changed, before one that all share."""
    template = LetterTemplate.objects.filter(is_current=True).order_by("authority_id", "pk").first()
    if template is None:
        raise NoExample("LetterTemplate: ingen rad")
    return {"letter_template": template.code}


def _signer_link() -> Values:
    """The token of a personal link, as the letter that brought it tells; else one that nobody has."""
    letter = Letter.objects.filter(text__contains="/skriv-under/lank/").order_by("-pk").first()
    return {"token": letter.text.split("/skriv-under/lank/")[1].split("/")[0] if letter else "ingen"}


def _thing() -> Values:
    return {"thing": trail.name_of(Matter), "code": _first(Matter.objects.all()).code}


def _password_link() -> Values:
    """The two parts of a link for choosing a new password, as a letter would hold them."""
    person = _first(User.objects.filter(is_active=True))
    return {"uidb36": user_pk_to_url_str(person), "key": default_token_generator.make_token(person)}


def _second_factor() -> Values:
    """A key of somebody's, or a number that nobody has: the demo's people have none until one is added."""
    key = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).order_by("pk").first()
    return {"pk": str(key.pk if key else 1)}


# Forms where a letter is written, and what they show with one that all have signed is that nothing can be changed.
DRAFTED: Final = {
    **dict.fromkeys(("agreement_terms", "agreement_commitments", "agreement_costs"), LetterKind.COOPERATION),
    **dict.fromkeys(("edit_letter", "letter_parties", "letter_goals", "send_letter"), LetterKind.INTENT),
    **dict.fromkeys(("name_signers", "name_signer", "withdraw_letter"), LetterKind.INTENT),
}
MAKERS: Final[dict[str, Callable[[], Values]]] = {
    "membership": _membership,
    "document": _document,
    "assignment": _assignment,
    "dispatch": _dispatch,
    "decision": _dispatch,
    "passage": _passage,
    "personal": _personal_decision,
    "delegation_item": _delegation_item,
    "board_meeting": _board_meeting,
    "board": _board_meeting,
    "step": _step,
    "option": _option,
    "obstacle": _obstacle,
    "row": _mapping,
    "part": _mapping,
    "mapping": _mapping,
    "meeting": _group_meeting,
    "task": _group_assignment,
    "group": lambda: {"group": _first(ProjectGroup.objects.all()).code},
    "member": lambda: {"member": _first(GroupMember.objects.all()).code},
    "turn": lambda: {"turn": _first(WheelItem.objects.all()).code},
    "item": _checklist_item,
    "handover": lambda: {"handover": _first(Handover.objects.all()).code},
    "line": _letter_line,
    "scan": _letter_scan,
    "signed": _signed_file,
    "intent": _letter_line,
    "signature": _signature,
    "letter_template": _letter_template,
    "agreement": _agreement,
    "shortfall": lambda: {"shortfall": _first(Shortfall.objects.all()).code},
    "token": _signer_link,
    "feed": lambda: {"feed": "ingen"},  # an address is told once and kept nowhere
    "report": _report,
    "number": _report,
    "incoming": _incoming,
    "matter": lambda: {"matter": _first(Matter.objects.filter(reports__isnull=False)).code},
    "initiative": lambda: {"initiative": _first(Initiative.objects.all()).code},
    "ladder": _ladder,
    "goal": _goal,
    "steering": _goal,
    "programme_goal": _programme,
    "programme": _programme,
    "place": _place,
    "occurrence": _occurrence,
    "series": _occurrence,
    "activity": _occurrence,
    "leader": _occurrence,
    "room": _occurrence,
    "term": _occurrence,
    "source": _source,
    "leg": _leg,
    "exception": _exception,
    "shown": _shown_person,
    "kind": lambda: {"kind": "way"},
    "language": lambda: {"language": "en"},
    "partner": _partner,
    "premises": _premises,
    "centre": lambda: {"centre": _first(FamilyCentre.objects.filter(is_public=True)).code},
    "definition": _definition,
    "layout": _layout,
    "template": lambda: {"template": _first(WordTemplate.objects.defer("content")).code},
    "person": lambda: {"person": _first(User.objects.filter(is_active=True)).code},
    "unit": lambda: {"unit": _first(Unit.objects.all()).code},
    "thing": _thing,
    "code": _thing,
    "letter": lambda: {"letter": str(_first(Letter.objects.all()).pk)},
    "uidb36": _password_link,
    "key": _password_link,
    "pk": _second_factor,
}

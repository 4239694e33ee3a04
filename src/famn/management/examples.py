"""Example values for the parameters of addresses, from the rows of the demo. Knows tables, not pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.db.models import Model, QuerySet

from famn.domain.centres.models import CentreLeg, DefinitionSet, FamilyCentre, Partner, Premises
from famn.domain.establishment.models import Initiative, InitiativeStep, Ladder
from famn.domain.matters.models import Assignment, BoardReport, Document, HeadingSet, IncomingFile, Matter, WordTemplate
from famn.domain.people.models import Membership, SecrecyArea, Unit, User
from famn.ground import sealed, trail
from famn.ground.mail import Letter

Values = dict[str, str]


class NoExample(Exception):
    """The database holds no row that a parameter could stand for."""


def values_for(parameters: list[str], *, public: bool) -> Values:
    """A value for each parameter, of rows that belong together. Raises NoExample, KeyError for an unknown parameter.

    The narrowest thing is chosen first and brings what it belongs to: a document its matter, a membership its person.
    """
    for name in parameters:
        if name not in MAKERS:
            raise KeyError(name)
    found: Values = {}
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


def _report() -> Values:
    """A draft and its first version: what can still be written in shows the most."""
    row = _first(BoardReport.objects.filter(state=BoardReport.State.DRAFT).select_related("matter"))
    return {"report": row.code, "number": "1", "matter": row.matter.code}


def _step() -> Values:
    row = _first(InitiativeStep.objects.filter(reached_on__isnull=True).select_related("initiative", "step"))
    return {"step": str(row.step.number), "initiative": row.initiative.code}


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


def _leg() -> Values:
    row = _first(CentreLeg.objects.filter(to_date__isnull=True, centre__is_public=True).select_related("centre"))
    return {"leg": row.code, "centre": row.centre.code}


def _partner() -> Values:
    row = _first(Partner.objects.filter(to_date__isnull=True).select_related("centre"))
    return {"partner": row.code, "centre": row.centre.code}


def _premises() -> Values:
    row = _first(Premises.objects.select_related("centre"))
    return {"premises": row.code, "centre": row.centre.code}


def _definition() -> Values:
    """An authority's own definition, which can be changed, before one that all share."""
    definition = DefinitionSet.objects.order_by("authority_id", "pk").first()
    if definition is None:
        raise NoExample("DefinitionSet: ingen rad")
    return {"definition": definition.code}


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


MAKERS: Final[dict[str, Callable[[], Values]]] = {
    "membership": _membership,
    "document": _document,
    "assignment": _assignment,
    "step": _step,
    "report": _report,
    "number": _report,
    "incoming": _incoming,
    "matter": lambda: {"matter": _first(Matter.objects.all()).code},
    "initiative": lambda: {"initiative": _first(Initiative.objects.all()).code},
    "ladder": _ladder,
    "leg": _leg,
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

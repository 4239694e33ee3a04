"""What the tests of centres share."""

from __future__ import annotations

import pytest

from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Place, Role, Unit
from famn.domain.people.rules import Actor
from tests.domain.centres.making import make_centre
from tests.people import House, make_actor
from tests.scenes import scene


@pytest.fixture
def place(db: None) -> Place:
    """A municipality."""
    return Place.objects.get(code="0117")


@scene
def centre(anna: Actor) -> FamilyCentre:
    """An open centre that Anna's board keeps, without legs."""
    return make_centre(anna)


@scene
def moa(house: House) -> Actor:
    """Manager of Anna's unit: she may shape definitions."""
    unit = Unit.objects.select_related("area__authority").get(pk=house.anna.unit_id)
    return make_actor("Moa Mossa", unit, Role.MANAGER)


@scene
def klara(house: House) -> Actor:
    """Manager of Cesar's unit, of another authority."""
    unit = Unit.objects.select_related("area__authority").get(pk=house.cesar.unit_id)
    return make_actor("Klara Kärrull", unit, Role.MANAGER)

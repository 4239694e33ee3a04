"""What the tests of activities share."""

from __future__ import annotations

from famn.domain.activities.models import Activity
from famn.domain.centres.models import FamilyCentre
from famn.domain.people.models import Leg, Role, Unit
from famn.domain.people.rules import Actor
from tests.domain.activities.making import make_activity
from tests.domain.centres.making import make_centre, make_leg, own_unit
from tests.people import House, make_actor
from tests.scenes import scene


@scene
def centre(anna: Actor) -> FamilyCentre:
    """A public centre that Anna's board keeps; her unit runs the open preschool there, and Cesar's the child health."""
    made = make_centre(anna)
    make_leg(made, anna, Leg.OPEN_PRESCHOOL, unit=own_unit(anna))
    FamilyCentre.objects.filter(pk=made.pk).update(is_public=True)  # what showing it asks for is told elsewhere
    made.refresh_from_db()
    return made


@scene
def health(house: House, centre: FamilyCentre) -> Actor:
    """Hedda works, as staff, at a unit of another authority that runs the child health of the centre."""
    unit = Unit.objects.select_related("area__authority").get(pk=house.cesar.unit_id)
    make_leg(centre, house.anna, Leg.CHILD_HEALTH, unit=unit)
    return make_actor("Hedda Hassel", unit, Role.LEG_STAFF)


@scene
def activity(centre: FamilyCentre, anna: Actor) -> Activity:
    """A draft that the open preschool answers for."""
    return make_activity(centre, anna)

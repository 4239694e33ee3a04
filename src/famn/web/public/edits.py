"""Where those who may change what a public page shows are led to do so ("Ändra detta"): nothing for anybody else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy

from famn.domain.activities.models import Activity
from famn.domain.activities.rules import may_change_activity, may_plan
from famn.domain.centres import rules
from famn.domain.centres.models import CentreLeg, CentreText, FamilyCentre
from famn.domain.people.rules import Actor
from famn.ground.languages import PageLanguage

# The parts of a centre's page that who keeps the whole of it changes, and the page where that is done.
_WHOLE: Final = {
    "about": "change_centre",
    "way": "change_centre",
    "map": "centre_map",
    "state": "centre_state",
    "access": "centre_access",
    "texts": "centre_texts",
    "legs": "work_centre",
    "partners": "work_centre",
}
# Those that who runs a leg there changes too, for its own part.
_SHARED: Final = {"closings": "centre_exceptions", "people": "centre_people"}
_OF_LEG: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("change_leg", gettext_lazy("Vem som ansvarar")),
    ("leg_hours", gettext_lazy("Öppettider")),
    ("phone_hours", gettext_lazy("En människa i telefon")),
)


def edits_of_centre(actor: Actor, centre: FamilyCentre, legs: Iterable[CentreLeg]) -> dict[str, str]:
    """Addresses by the part of a centre's page; a text by its kind's name. `legs` need their unit's area loaded."""
    if not actor.is_authenticated:
        return {}
    parts: dict[str, str] = {}
    if whole := bool(rules.may_describe(actor, centre)):
        parts |= _WHOLE
    if whole or any(rules.may_change_leg(actor, leg) for leg in legs):
        parts |= _SHARED
    if may_plan(actor, centre):
        parts |= {"today": "morning"}
    found = {part: reverse(name, args=[centre.code]) for part, name in parts.items()}
    if not whole:
        return found
    own = {"state": f"{found['state']}?till=andra", "partners": f"{found['partners']}#partner"}
    return found | own | _texts(centre)


def _texts(centre: FamilyCentre) -> dict[str, str]:
    """Where each text is written in the language of the page. In Swedish, who we are stands among the facts."""
    language = get_language() or PageLanguage.SV.value
    kinds = {kind.name: kind.value for kind in CentreText.Kind}
    found = {name: reverse("write_text", args=[centre.code, kind, language]) for name, kind in kinds.items()}
    return found | ({"ABOUT": reverse("change_centre", args=[centre.code])} if language == PageLanguage.SV else {})


def edits_of_leg(actor: Actor, row: CentreLeg) -> list[dict[str, Any]]:
    """For who runs the leg or keeps the centre: where it, its hours and its telephone are changed."""
    if not rules.may_change_leg(actor, row):
        return []
    code = [row.centre.code, row.code]
    return [{"what": what, "url": reverse(name, args=code)} for name, what in _OF_LEG]


def edit_of_hours(actor: Actor, row: CentreLeg) -> str:
    """The same, of its hours alone."""
    return reverse("leg_hours", args=[row.centre.code, row.code]) if rules.may_change_leg(actor, row) else ""


def edits_of_activity(actor: Actor, activity: Activity) -> dict[str, str]:
    """Where an activity's words and its times are changed; its words in the language of the page."""
    if not (actor.is_authenticated and may_change_activity(actor, activity)):
        return {}
    language = get_language() or PageLanguage.SV.value
    code = [activity.code]
    words = reverse("change_activity", args=code)
    if language != PageLanguage.SV:
        words = f"{reverse('translate_activity', args=code)}?sprak={language}"
    return {"words": words, "times": reverse("work_activity", args=code)}


def edit_of_calendar(actor: Actor, centre: FamilyCentre, day: str) -> str:
    """Where what happens at a centre is planned, at a day in ISO form."""
    if not (actor.is_authenticated and may_plan(actor, centre)):
        return ""
    return f"{reverse('staff_week', args=[centre.code])}?dag={day}"

"""The demo's programme: an invented one of the city's, with three goals that rest on goals the demo has already."""

from __future__ import annotations

import datetime as dt
from typing import Final

from famn.domain.matters.models import SteeringGoal
from famn.domain.people.models import Membership, Place, Role
from famn.domain.people.rules import actor_of
from famn.domain.programme import actions
from famn.domain.programme.actions import GoalFacts, ProgrammeFacts
from famn.ground.stockholm import moment_of
from famn.seeds.demo_goals import BUDGET, COMMON, city_goal
from famn.seeds.steering import CHILD, HEALTH, shared_goal

DAY: Final = dt.date(2024, 1, 22)


def load() -> None:
    """Tove leads it for the social services board: every district of the city sees it. Two documents have run out."""
    lead = Membership.objects.select_related("user", "unit__area__authority").get(role=Role.PROGRAMME_LEAD)
    by, at = actor_of(lead), moment_of(DAY, dt.time(10))
    facts = ProgrammeFacts(
        "Tidigt stöd i hela staden",
        Place.objects.get(code="0180"),
        2024,
        2030,
        about="Programmet är påhittat för demon.",
    )
    programme = actions.start_programme(by=by, at=at, facts=facts)
    for goal, rests_on in _goals():
        row = actions.add_programme_goal(programme, by=by, at=at, facts=goal)
        for other, why in rests_on:
            actions.cite_goal_in_programme(row, by=by, at=at, goal=other, why=why)


def _goals() -> tuple[tuple[GoalFacts, tuple[tuple[SteeringGoal, str], ...]], ...]:
    return (
        (
            GoalFacts("Varje stadsdel har en familjecentral.", "Minst en i var och en av stadsdelarna", 2030),
            (
                (city_goal(COMMON, 3), "I ett hus möter familjen alla fyra verksamheterna."),
                (shared_goal(CHILD, 1), "Barn får samma stöd var de än bor."),
            ),
        ),
        (
            GoalFacts("Föräldrar får stöd innan det blir svårt.", "Fler får ett första samtal inom två veckor", 2027),
            (
                (city_goal(BUDGET, 2), "Det som sätts in tidigt gör skillnaderna mindre."),
                (shared_goal(HEALTH, 2), "Stödet når familjen från barnets första år."),
            ),
        ),
        (
            GoalFacts(
                "Familjer är med och formar verksamheten.", "Varje familjecentral har frågat minst en gång om året"
            ),
            ((city_goal(COMMON, 4), "Föräldrarna svarar, och får veta vad som blev av det."),),
        ),
    )

"""States: which steps are allowed, and the diagram that is drawn from the same table."""

from __future__ import annotations

from django.db import models

from famn.ground.states import States, page


class Light(models.TextChoices):
    """A signal at a crossing."""

    RED = "red", "rött"
    GREEN = "green", "grönt"
    OUT = "out", "släckt"


LIGHTS = States(
    name="Light",
    choices=Light,
    first=Light.RED,
    steps={Light.RED: frozenset({Light.OUT, Light.GREEN}), Light.GREEN: frozenset({Light.RED})},
)


def test_only_the_steps_of_the_table_are_allowed() -> None:
    allowed = [(a, b) for a in Light for b in Light if LIGHTS.may_go(a, b)]
    assert allowed == [(Light.RED, Light.GREEN), (Light.RED, Light.OUT), (Light.GREEN, Light.RED)]


def test_a_refused_step_names_both_states_in_swedish() -> None:
    assert LIGHTS.may_go(Light.OUT, Light.GREEN).reason == "Det går inte från ”släckt” till ”grönt”."


def test_the_diagram_draws_the_start_every_step_and_every_end() -> None:
    lines = [line.strip() for line in LIGHTS.diagram().splitlines()]
    assert lines == [
        *("stateDiagram-v2", "[*] --> red"),
        *("red : rött", "green : grönt", "out : släckt"),
        *("red --> green", "red --> out", "green --> red", "out --> [*]"),
    ]


def test_the_page_holds_every_diagram_under_its_name() -> None:
    text = page([LIGHTS])
    assert text.count("```mermaid") == 1
    assert "## Light\n\n```mermaid\nstateDiagram-v2" in text

"""What each table says that it may hold about people."""

from __future__ import annotations

from django.db import models

from famn.ground.mail import Letter
from famn.ground.privacy import declared, fields_of


class Example:
    """Looks like a table with one field declared twice."""

    class Privacy:
        open = ("title", "name")
        staff = ("name",)
        family = ("words",)


def test_a_field_is_found_under_every_kind_that_names_it() -> None:
    found = declared(Example)  # type: ignore[arg-type]  # only the inner class is looked at
    assert found == {"title": ["open"], "name": ["open", "staff"], "words": ["family"]}


def test_a_table_that_says_nothing_declares_nothing() -> None:
    assert declared(models.Model) == {}


def test_the_running_number_needs_no_declaration() -> None:
    assert "id" not in fields_of(Letter)
    assert {"to", "subject", "text", "state"} <= fields_of(Letter)

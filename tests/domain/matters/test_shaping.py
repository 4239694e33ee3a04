"""Two who shape the reports of one authority at once: nothing breaks, and nobody's work is silently lost."""

from __future__ import annotations

from famn.domain.matters import actions
from famn.domain.matters.models import HeadingSet, WordTemplate
from famn.domain.people.models import Role, Unit
from famn.domain.people.rules import Actor
from famn.ground.verdict import Refused
from famn.outside.word import own_template
from tests.domain.at_once import overlapping
from tests.factories import make_heading_set
from tests.people import AT, build_house, make_actor


def managers() -> tuple[Actor, Actor]:
    """Two managers of one unit."""
    unit = Unit.objects.select_related("area__authority").get(pk=build_house().anna.unit_id or 0)
    return make_actor("Mona Mossviol", unit, Role.MANAGER), make_actor("Maj Mandelblom", unit, Role.MANAGER)


def test_of_two_templates_brought_at_once_the_last_is_in_use_and_both_are_kept(own_database: str) -> None:
    mona, maj = managers()
    outcomes = overlapping(
        lambda: actions.bring_template(by=mona, at=AT, name="monas.docx", content=own_template()),
        lambda: actions.bring_template(by=maj, at=AT, name="majs.docx", content=own_template()),
        area_id=mona.area_id,
    )
    assert [type(one) for one in outcomes] == [WordTemplate, WordTemplate]
    rows = WordTemplate.objects.order_by("pk").values_list("name", "is_in_use")
    assert list(rows) == [("monas.docx", False), ("majs.docx", True)]


def test_of_two_copies_with_one_name_made_at_once_the_second_is_told(own_database: str) -> None:
    mona, maj = managers()
    shared = make_heading_set()
    made, refused = overlapping(
        lambda: actions.copy_heading_set(shared, by=mona, at=AT, name="Vår egen"),
        lambda: actions.copy_heading_set(shared, by=maj, at=AT, name="Vår egen"),
        area_id=mona.area_id,
    )
    assert isinstance(made, HeadingSet)
    assert isinstance(refused, Refused)
    assert "heter så" in str(refused.reason)

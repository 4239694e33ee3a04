"""A question that is asked together with a number is answered only where the number is another, and can only read."""

from __future__ import annotations

import pytest
from django.db import NotSupportedError, ProgrammingError, connection
from django.test.utils import CaptureQueriesContext

from famn.domain.people.models import Place
from famn.ground.versions import Question, answered, numbers

pytestmark = pytest.mark.django_db
COUNTIES = "SELECT to_json(count(*)) FROM famn_place WHERE kind = 'county'"
IMPOSSIBLE = Question("provkod", ("SELECT nothing FROM nowhere",))


def test_the_number_and_every_part_of_the_answer_come_by_one_statement() -> None:
    question = Question("provkod", (COUNTIES, "SELECT '[1, [\"2 %\"]]'::json"))
    counted = numbers("provkod")
    with CaptureQueriesContext(connection) as asked:
        got = answered(question)
    assert len(asked) == 1
    assert (got.own, got.every, got.question) == (counted.own, counted.every, question)
    assert got.answer == [Place.objects.filter(kind="county").count(), [1, ["2 %"]]]


def test_what_nobody_wants_answered_is_not_even_looked_at() -> None:
    number = numbers("provkod").own
    assert answered(IMPOSSIBLE, unless=number).answer is None
    with pytest.raises(ProgrammingError, match="nowhere"):
        answered(IMPOSSIBLE, unless=number - 1)


def test_a_write_of_what_all_share_brings_the_answer() -> None:
    number = numbers("provkod").own
    Place.objects.filter(code="0117").update(name="Österåkers kommun")
    assert answered(Question("provkod", (COUNTIES,)), unless=number).answer is not None


def test_a_question_can_only_read() -> None:
    write = "UPDATE famn_place SET name = 'Ingenstans' RETURNING to_json(name)"
    with pytest.raises(NotSupportedError, match="UPDATE is not allowed"), connection.cursor() as cursor:
        cursor.execute("SELECT famn_answer(%s)", [write])

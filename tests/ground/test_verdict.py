"""A permission is an answer with a reason."""

from __future__ import annotations

import pytest

from famn.ground.verdict import YES, Denied, Refused, first_no, no, require


def test_a_yes_is_true_and_a_no_is_false_with_its_reason() -> None:
    assert YES
    assert not no("Ärendet är avslutat.")
    assert no("Ärendet är avslutat.").reason == "Ärendet är avslutat."


def test_the_first_refusal_is_the_answer() -> None:
    assert first_no(YES, no("Först."), no("Sedan.")).reason == "Först."
    assert first_no(YES, YES) is YES
    assert first_no()


def test_what_is_required_and_refused_is_denied_with_the_same_reason() -> None:
    require(YES)
    with pytest.raises(Denied, match="Du behöver logga in") as caught:
        require(no("Du behöver logga in."))
    assert caught.value.verdict.reason == "Du behöver logga in."


def test_a_refusal_by_the_facts_names_its_field() -> None:
    assert Refused("Dagen har varit.", field="day").field == "day"
    assert Refused("Någon hann före.").field is None

"""Swedish order, the same in Python and in the database."""

from __future__ import annotations

import string
import unicodedata

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from famn.domain.people.models import Profession
from famn.ground.text import SortKey, checksum, sort_key, squeeze

LETTERS = "åäöéüàáâãèêëìíîïòóôõùúûýÿçñæø"
ALPHABET = string.ascii_letters + LETTERS + LETTERS.upper() + string.digits + " -'/.,:&()"
words = st.text(alphabet=ALPHABET, max_size=24)
as_it_is = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def in_database(value: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT famn_sort_key(%s)", [value])
        return str(cursor.fetchone()[0])


@as_it_is
@given(word=words, form=st.sampled_from(["NFC", "NFD"]))
def test_a_word_has_the_same_key_in_python_and_in_the_database(db: None, word: str, form: str) -> None:
    written = unicodedata.normalize(form, word)  # type: ignore[arg-type]  # one of the two forms above
    assert in_database(written) == sort_key(written) == sort_key(word)


@as_it_is
@given(names=st.lists(words, max_size=8))
def test_a_list_has_the_same_order_in_python_and_in_the_database(db: None, names: list[str]) -> None:
    Profession.objects.all().delete()
    Profession.objects.bulk_create(Profession(code=str(number), name=name) for number, name in enumerate(names))
    ordered = Profession.objects.order_by(SortKey("name"), "pk").values_list("name", flat=True)
    assert [sort_key(name) for name in ordered] == sorted(map(sort_key, names))


@pytest.mark.parametrize(
    "ordered",
    [
        ["Zackrisson", "Åberg", "Ärlig", "Öberg"],
        ["alvik", "Ängby", "Örby"],
        ["Idén", "Idéns", "idet"],
        ["Lund", "Lunde", "Lundén"],
        ["Müllers", "Mysing", "Myten"],
    ],
)
def test_a_o_and_their_kin_come_last_and_accents_do_not_count(db: None, ordered: list[str]) -> None:
    mixed = ordered[::-1]
    assert sorted(mixed, key=sort_key) == ordered
    assert sorted(mixed, key=in_database) == ordered


@given(text=st.text())
def test_squeezed_text_has_single_spaces_and_the_same_words(text: str) -> None:
    squeezed = squeeze(text)
    assert squeezed.split() == text.split()
    assert squeezed == squeeze(squeezed) == " ".join(squeezed.split(" ")).strip()


def test_a_checksum_is_the_sha_256_that_the_world_knows() -> None:
    assert checksum(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

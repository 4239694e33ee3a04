"""Where documents of one matter say different things of the same thing, and where they only seem to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from famn.domain.matters.reading.amounts import amounts_in
from famn.domain.matters.reading.differences import Dated, Kind, Passage, Person, Told, differences


def doc(source: str = "a", **said: object) -> Told:
    return replace(Told(source), **said)  # type: ignore[arg-type]  # the fields of a document by name


def text(words: str) -> tuple[Passage, ...]:
    return (Passage("Ärendet", words),)


def signed(*people: tuple[str, str]) -> tuple[Person, ...]:
    return tuple(Person(name, title, "Underskrifter") for name, title in people)


# what the two documents say -> the kind of the difference and its two values, or None
TABLE = {
    "one person in two spellings": (
        doc(people=signed(("Ulla Rönnebärg", "chef"))),
        doc("b", people=signed(("Ulla Rönnebärger", "chef"))),
        (Kind.NAME, "Ulla Rönnebärg", "Ulla Rönnebärger"),
    ),
    "two persons": (doc(people=signed(("Ulla Ek", "chef"))), doc("b", people=signed(("Sten Syrén", "chef"))), None),
    "a name misspelt in running text": (
        doc(people=signed(("Ulla Rönnebärg", ""))),
        doc("b", passages=text("Enligt Ulla Rönebärg är lokalen ledig.")),
        (Kind.NAME, "Ulla Rönebärg", "Ulla Rönnebärg"),
    ),
    "a name in the genitive": (
        doc(people=signed(("Ulla Rönnebärg", ""))),
        doc("b", passages=text("Det är Ulla Rönnebärgs förslag.")),
        None,
    ),
    "one person with two titles": (
        doc(people=signed(("Ulla Ek", "enhetschef"))),
        doc("b", people=signed(("Ulla Ek", "rektor"))),
        (Kind.TITLE, "enhetschef", "rektor"),
    ),
    "a title in a longer form": (
        doc(people=signed(("Ulla Ek", "avdelningschef"))),
        doc("b", people=signed(("Ulla Ek", "Avdelningschef socialtjänst"))),
        None,
    ),
    "two persons with two titles": (
        doc(people=signed(("Ulla Ek", "enhetschef"))),
        doc("b", people=signed(("Sten Syrén", "rektor"))),
        None,
    ),
    "an attachment with another day than its own": (
        doc(dates=(Dated("Lokalutredning", "2026-02-01", "Bilagor"),)),
        doc("b", dates=(Dated("lokalutredning", "2026-02-11", "Datum"),)),
        (Kind.DATE, "2026-02-01", "2026-02-11"),
    ),
    "a day of less precision": (
        doc(dates=(Dated("Lokalutredning", "2026-02", "Bilagor"),)),
        doc("b", dates=(Dated("Lokalutredning", "2026-02-11", "Datum"),)),
        None,
    ),
    "two days of two things": (
        doc(dates=(Dated("Lokalutredning", "2026-02-01", "Bilagor"),)),
        doc("b", dates=(Dated("Karta", "2026-02-11", "Datum"),)),
        None,
    ),
    "the day of a letter in running text": (
        doc(passages=text("Avsiktsförklaringen, daterad den 1 februari 2026, gäller.")),
        doc("b", dates=(Dated("avsiktsförklaring", "2026-02-11", "Datum"),)),
        (Kind.DATE, "2026-02-01", "2026-02-11"),
    ),
    "the day it was signed is another day": (
        doc(passages=text("Avsiktsförklaringen undertecknades den 1 februari 2026.")),
        doc("b", dates=(Dated("avsiktsförklaring", "2026-02-11", "Datum"),)),
        None,
    ),
    "a slip in the registry number": (
        doc(number="KS 2026/0049"),
        doc("b", passages=text("Ärendet har dnr KS 2026/0094.")),
        (Kind.REGISTRY, "KS 2026/0049", "KS 2026/0094"),
    ),
    "the registry number of another matter": (
        doc(number="KS 2026/0049"),
        doc("b", passages=text("Se också dnr KS 2024/0317.")),
        None,
    ),
    "one number in two ways of writing": (doc(number="KS 2026/0049"), doc("b", number="KS2026/0049"), None),
    "a party in two spellings": (
        doc(parties=("Mama Mia City",)),
        doc("b", passages=text("Mamma Mia City är med från början.")),
        (Kind.PARTY, "Mama Mia City", "Mamma Mia City"),
    ),
    "a party in another form": (
        doc(parties=("Ekbackens stadsdelsnämnd",)),
        doc("b", passages=text("Det är Ekbackens stadsdelsnämnds lokal, och Ekbackens stadsdelsnämnden sa ja.")),
        None,
    ),
    "a rent of two amounts": (
        doc(passages=text("Hyran blir 640 000 kronor om året.")),
        doc("b", passages=text("Hyra: 650 000 kr per år.")),
        (Kind.AMOUNT, "640 000 kr", "650 000 kr"),
    ),
    "a rent of a year and of a month": (
        doc(passages=text("Hyran blir 640 000 kronor om året.")),
        doc("b", passages=text("Hyran blir 54 000 kronor i månaden.")),
        None,
    ),
    "two amounts with two labels": (
        doc(passages=text("Hyran blir 640 000 kronor om året.")),
        doc("b", passages=text("Städningen blir 40 000 kronor om året.")),
        None,
    ),
    "one amount in two units": (
        doc(passages=text("Hyran blir 640 000 kronor.")),
        doc("b", passages=text("Hyran blir 640 tkr.")),
        None,
    ),
    "alternatives in one document": (
        doc(passages=text("Hyran blir 640 000 kronor.\nHyran blir 700 000 kronor.")),
        doc("b", passages=text("Hyran blir 650 000 kronor.")),
        None,
    ),
    "several amounts in one sentence": (
        doc(passages=text("Hyran blir 640 000 kronor och städningen 40 000 kronor.")),
        doc("b", passages=text("Hyran blir 650 000 kronor.")),
        None,
    ),
    "a cell of a table": (
        doc(passages=text("Kostnad\t2026\nSamordnare\t310 000\nSumma\t310 000")),
        doc("b", passages=text("Kostnad\t2026\nSamordnare\t320 000\nSumma\t900 000")),
        (Kind.AMOUNT, "310 000 kr", "320 000 kr"),
    ),
}


@pytest.mark.parametrize("case", TABLE)
def test_what_is_a_difference_and_what_only_seems_to_be(case: str) -> None:
    one, other, expected = TABLE[case]
    found = [(each.kind, each.one.value, each.other.value) for each in differences([one, other])]
    assert found == ([expected] if expected else [])


def test_both_places_are_told() -> None:
    one, other, _expected = TABLE["a rent of two amounts"]
    (found,) = differences([one, other])
    assert (found.one.source, found.other.source) == ("a", "b") and found.one.where == "Ärendet"


def test_a_fingerprint_is_of_what_differs_and_not_of_where() -> None:
    one, other, _expected = TABLE["a rent of two amounts"]
    (here,) = differences([one, other])
    (there,) = differences([replace(one, source="x"), replace(other, source="y")])
    (changed,) = differences([one, doc("b", passages=text("Hyra: 660 000 kr per år."))])
    assert here.fingerprint == there.fingerprint != changed.fingerprint


NAMES = st.sampled_from(["Ulla Ekorre", "Sten Syrén", "Vera Vide", "Berit Blåsippa"])
TITLES = {"Ulla Ekorre": "rektor", "Sten Syrén": "jurist", "Vera Vide": "strateg", "Berit Blåsippa": "kurator"}
DAYS = {"Karta": "2026-01-02", "Lokalutredning": "2026-02-03", "Kalkyl": "2026-03-04"}
SENTENCES = st.sampled_from(
    [
        "Hyran blir 640 000 kronor om året.",
        "Samordnaren kostar 310 000 kronor.",
        "Vi träffas på Mama Mia City varje månad.",
        "Sten Syrén och Vera Vide har läst det här.",
        "Ärendet har dnr KS 2026/0049.",
    ]
)


@st.composite
def documents(draw: st.DrawFn) -> list[Told]:
    """Documents that may leave things out but state one value of each thing."""
    count = draw(st.integers(1, 4))
    return [
        Told(
            source=str(number),
            people=tuple(Person(name, TITLES[name], "Underskrifter") for name in draw(st.lists(NAMES, max_size=3))),
            parties=("Mama Mia City",) if draw(st.booleans()) else (),
            number="KS 2026/0049" if draw(st.booleans()) else "",
            dates=tuple(Dated(name, DAYS[name], "Datum") for name in draw(st.sets(st.sampled_from([*DAYS])))),
            passages=text("\n\n".join(draw(st.lists(SENTENCES, max_size=3)))),
        )
        for number in range(count)
    ]


@given(documents())
def test_equal_facts_are_never_a_difference(told: list[Told]) -> None:
    assert differences(told) == ()


@st.composite
def differing(draw: st.DrawFn) -> list[Told]:
    """Documents of the truth table, mixed, each with a name of its own."""
    cases = draw(st.lists(st.sampled_from([*TABLE]), min_size=1, max_size=4, unique=True))
    pairs = [TABLE[case][:2] for case in cases]
    return [replace(one, source=f"{n}-{m}") for n, pair in enumerate(pairs) for m, one in enumerate(pair)]


@given(differing(), st.randoms(use_true_random=False))
def test_the_order_of_the_documents_does_not_matter(told: list[Told], chance: object) -> None:
    shuffled = list(told)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # a random.Random of hypothesis
    assert differences(shuffled) == differences(told)


@given(differing())
def test_a_copy_of_a_document_adds_no_difference_and_two_equal_values_are_never_one(told: list[Told]) -> None:
    copied = [*told, *(replace(one, source=f"kopia {one.source}") for one in told)]
    found = differences(copied)
    assert {one.fingerprint for one in found} >= {one.fingerprint for one in differences(told)}
    assert all(one.one.value != one.other.value for one in found)


def test_an_amount_is_read_with_what_it_is_for() -> None:
    told = "Hyran blir 640 000 kronor om året. Lokalen öppnar 2027 och kostar då 1,5 mkr.\n\nEl: 12 tkr/år."
    assert dict(amounts_in(told)) == {
        "hyr per år": "640 000 kr",
        "lokal öppn 2027": "1 500 000 kr",
        "el per år": "12 000 kr",
    }

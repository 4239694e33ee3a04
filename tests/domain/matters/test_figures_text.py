"""Figures as words: only what may be shown, with source and year, under the headings that ask for it."""

from __future__ import annotations

import pytest

from famn.domain.centres import actions
from famn.domain.centres.reads import figures_for
from famn.domain.matters.drafting.content import Content, Section
from famn.domain.matters.drafting.filling import Theme, themes_of, with_words_last
from famn.domain.matters.drafting.layouts import Heading
from famn.domain.matters.drafting.prose import Table, parse
from famn.domain.matters.reads import figures_text
from famn.domain.people.models import Place
from famn.domain.people.rules import Actor
from famn.seeds.layouts import LAYOUTS
from tests.domain.centres.test_figures import DAY, HEAD, WHOLE
from tests.people import AT


def told(actor: Actor, text: str, *themes: Theme, code: str = "0180-farsta", source: str = "SCB") -> str:
    actions.import_figures(by=actor, at=AT, text=text, source=source, source_date=DAY)
    return figures_text([figures_for(Place.objects.get(code=code), actor)], themes)


@pytest.mark.django_db
def test_children_are_told_beside_what_the_place_lies_in_and_only_of_the_same_year(anna: Actor) -> None:
    words = told(anna, WHOLE, Theme.CHILDREN)
    assert words.startswith(
        "I Farsta stadsdelsområde fanns 4\xa0900 barn i åldern 0–6 år 2025. Det är 82 barn på 1 000 invånare."
        " Samma år var det 78 i Sverige."
    )
    assert "| Barn 0–6 år på 1 000 invånare | 82 | 80 (2024) | 78 | 2025 |" in words


@pytest.mark.django_db
def test_what_is_told_reads_as_a_table_with_a_source(anna: Actor) -> None:
    blocks = parse(told(anna, WHOLE, Theme.CHILDREN, Theme.EQUALITY))
    tables = [block for block in blocks if isinstance(block, Table)]
    assert len(tables) == 2
    assert tables[1].numeric[1:] == (True, True, True)


@pytest.mark.django_db
def test_a_small_count_is_not_in_the_words(anna: Actor) -> None:
    text = f"{HEAD}\n1860;barn;0;0;;2025;44\n1860;barn;0;0;flickor;2025;3\n1860;barn;0;0;pojkar;2025;41"
    words = told(anna, text, Theme.EQUALITY, code="1860")
    assert "| Barn 0–0 år (antal) | färre än 5 | visas inte | 2025 |" in words
    assert "flickor och" not in words.partition("|")[0]


@pytest.mark.django_db
def test_the_place_is_told_once_and_first(anna: Actor) -> None:
    leave = f"{HEAD}\n0117;föräldrapenning;;;kvinnor;2025;70,25\n0117;föräldrapenning;;;män;2025;29,75"
    alone = told(anna, leave, Theme.EQUALITY, code="0117")
    assert alone.startswith(
        "I Österåkers kommun tog kvinnor ut 70,3 procent av dagarna med föräldrapenning 2025, och män 29,8 procent."
    )
    both = told(
        anna, f"{leave}\n0117;barn;0;6;flickor;2025;900\n0117;barn;0;6;pojkar;2025;950", Theme.EQUALITY, code="0117"
    )
    assert "950 pojkar i åldern 0–6 år 2025. Kvinnor tog ut 70,3 procent" in both


@pytest.mark.django_db
def test_each_source_is_told_with_its_day(anna: Actor) -> None:
    rows = WHOLE.replace("värde\n", "värde;källa;hämtad\n").replace("2025;31,2", "2025;31,2;Regionen;2026-01-31")
    words = told(anna, rows, Theme.CHILDREN)
    assert words.endswith("Källa: SCB (hämtat 2026-02-20); Regionen (hämtat 2026-01-31).")


def test_without_figures_there_are_no_words() -> None:
    assert figures_text([], [Theme.CHILDREN, Theme.EQUALITY]) == ""


def test_every_reference_layout_s_analyses_ask_for_figures_and_no_other_heading_does() -> None:
    asking = {one.heading for layout in LAYOUTS for one in layout.text_headings if themes_of(one)}
    assert asking == {
        "Jämställdhetsanalys",
        "Barnperspektiv",
        "Barnkonsekvensanalys",
        "Barn-, mångfalds-, jämställdhets- och miljöperspektivet",
    }
    both = Heading("perspectives", "Barn-, mångfalds-, jämställdhets- och miljöperspektivet")
    assert themes_of(both) == {Theme.CHILDREN, Theme.EQUALITY}


def test_words_are_put_last_once_and_nowhere_else() -> None:
    was = Content(sections=(Section("a", "A", "Mina ord.  \n"), Section("b", "B", "Andra ord.")))
    now = with_words_last(was, "a", "Siffror.")
    assert [one.text for one in now.sections] == ["Mina ord.\n\nSiffror.", "Andra ord."]
    assert with_words_last(now, "a", "Siffror.") == now
    assert with_words_last(was, "c", "Siffror.") == was
    assert with_words_last(was, "a", "") == was

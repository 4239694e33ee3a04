"""The text of a document with its marks: whatever the places are, no word is lost and the markup is whole."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from famn.web.workspace.reading_in.paper import Place, Source, page_links, paper
from famn.web.workspace.reading_in.shown import key_of, sources

TEXT = st.text(alphabet='ab å<&"\n\f.\t-', max_size=120)
PLACES = st.lists(st.tuples(st.integers(0, 125), st.integers(1, 40)), max_size=8)


class Seen(HTMLParser):
    """The words outside the references, and whether every element was closed in its order."""

    def __init__(self) -> None:
        super().__init__()
        self.words = ""
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self.words += "\n"
            return
        self.open.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "a" not in self.open:
            self.words += data


def seen(html: str) -> Seen:
    reader = Seen()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    return reader


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def marked(text: str, *spans: tuple[int, int]) -> str:
    """The markup of one page with a source for each span."""
    found = [Source(n, "title", "Rubrik", [Place(f"t{n}", *span, 1)]) for n, span in enumerate(spans, start=1)]
    return "".join(str(page.html) for page in paper(text, found))


@given(TEXT, PLACES)
def test_no_word_is_lost_and_every_mark_is_closed_where_it_should(text: str, places: list[tuple[int, int]]) -> None:
    reader = seen(marked(text, *[(start, start + length) for start, length in places]))
    assert bare(reader.words) == bare(text)
    assert len(reader.ids) == len(set(reader.ids))


@given(TEXT, PLACES)
def test_a_place_that_holds_a_word_can_be_linked_to_when_it_begins_with_one(
    text: str, places: list[tuple[int, int]]
) -> None:
    spans = [(start, start + length) for start, length in places]
    reader = seen(marked(text, *spans))
    for number, (start, end) in enumerate(spans, start=1):
        if text[start:end][:1].strip():
            assert f"t{number}" in reader.ids


def test_a_mark_inside_another_and_one_that_crosses_it() -> None:
    html = marked("ett två tre fyra", (0, 11), (4, 7), (8, 16))
    assert re.sub(r" <a .*?</a>", "", html) == (
        '<p><mark id="t1">ett <mark id="t2">två</mark> <mark id="t3">tre</mark></mark><mark> fyra</mark></p>'
    )


def test_a_mark_and_its_number_keep_to_the_edges_of_words() -> None:
    html = marked("på Östermalms stad (2030)", (3, 12), (15, 18), (20, 22))
    assert re.sub(r" <a .*?</a>", "#", html) == (
        '<p>på <mark id="t1">Östermalms</mark># <mark id="t2">stad</mark># (<mark id="t3">2030</mark>#)</p>'
    )


def test_what_the_text_holds_is_never_markup() -> None:
    assert "<script>" not in marked("<script>alert(1)</script>", (0, 8))


def test_long_lines_are_joined_and_short_ones_are_kept() -> None:
    long = "Det här är en rad som är så lång att den bröts av papperets bredd och"
    assert marked(f"{long}\ninte av den som skrev.") == f"<p>{long} inte av den som skrev.</p>"
    assert marked("Handläggare\nAnna") == "<p>Handläggare<br>Anna</p>"


def test_pages_have_links_only_where_there_are_several_and_a_dozen_at_most() -> None:
    assert page_links(paper("en sida", [])) == []
    assert [one["url"] for one in page_links(paper("a\fb", []))] == ["#sida-1", "#sida-2"]
    assert len(page_links(paper("\f" * 200, []))) <= 12


def test_a_value_belongs_to_its_field_or_its_row() -> None:
    assert key_of("title") == "title"
    assert key_of("decision_points.2.text") == "decision_points.2"
    assert key_of("parties.1") == "parties"
    found = sources(
        {"decision_points": [{}, {}], "warnings": [{"code": "deadline_past", "message": "Sent", "paths": []}]},
        {"decision_points.1.text": (3, 9, 2), "sections.0.text": (0, 2, 1)},
    )
    assert [place.line for place in found["decision_points.1"].places] == [2]
    assert found["decision_points.0"].warnings == ["Sent"]
    assert [source.number for source in found.values()] == list(range(1, len(found) + 1))

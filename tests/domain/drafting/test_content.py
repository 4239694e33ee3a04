"""Contents as JSON and back, their checksum, and what tidying does."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from famn.domain.matters.drafting.content import Content, Holder, Point, Section, Signatory

texts = st.text(max_size=40)
contents = st.builds(
    Content,
    title=texts,
    sections=st.lists(st.builds(Section, texts, texts, texts), max_size=4).map(tuple),
    points=st.lists(
        st.builds(
            Point,
            text=texts,
            body=texts,
            proposer=texts,
            immediate_approval=st.booleans(),
            report_back_date=texts,
            mandate=st.lists(st.builds(Holder, texts, texts), max_size=2).map(tuple),
        ),
        max_size=3,
    ).map(tuple),
    attachments=st.lists(texts, max_size=3).map(tuple),
    distribution=st.lists(texts, max_size=3).map(tuple),
    signatories=st.lists(st.builds(Signatory, texts, texts), max_size=3).map(tuple),
    excuses=st.dictionaries(texts, texts, max_size=2),
)


@given(contents)
def test_a_content_comes_back_from_json_as_it_was(content: Content) -> None:
    assert Content.from_json(json.loads(json.dumps(content.as_json()))) == content


@given(contents)
def test_equal_contents_have_equal_checksums_and_a_change_of_any_part_is_seen(content: Content) -> None:
    again = Content.from_json(json.loads(content.canonical()))
    assert again.checksum() == content.checksum()
    changed = Content.from_json(content.as_json() | {"title": content.title + "!"})
    assert changed.checksum() != content.checksum()


def test_the_checksum_does_not_hang_on_the_order_of_excuses() -> None:
    one, other = Content(excuses={"a": "1", "b": "2"}), Content(excuses={"b": "2", "a": "1"})
    assert one.checksum() == other.checksum()


def test_tidying_takes_away_what_says_nothing() -> None:
    untidy = Content(
        title="  Om en\tfamiljecentral ",
        sections=(Section("a", " Bakgrund ", "\r\nEtt. \r\n\r\nTvå.\x0b\r\n"),),
        points=(Point("  "), Point("", immediate_approval=True), Point(" Godkänna. ", mandate=(Holder(" "),))),
        attachments=("", " Avtal "),
        signatories=(Signatory("", ""), Signatory("", "chef")),
        excuses={"b": " ", "c": " inte berörd "},
    )
    assert untidy.tidied() == Content(
        title="Om en familjecentral",
        sections=(Section("a", "Bakgrund", "Ett.\n\nTvå."),),
        points=(Point("", immediate_approval=True), Point("Godkänna.")),
        attachments=("Avtal",),
        signatories=(Signatory("", "chef"),),
        excuses={"c": "inte berörd"},
    )


@given(contents)
def test_tidying_what_is_tidy_changes_nothing(content: Content) -> None:
    assert content.tidied().tidied() == content.tidied()

"""Contents as JSON and back, their checksum, and what tidying does."""

from __future__ import annotations

import json
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from famn.domain.matters.drafting.content import Content, Holder, Point, Section, Signatory
from famn.domain.matters.drafting.paper import Head, Letterhead
from famn.domain.matters.reads import version_checksum

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
def test_a_checksum_is_that_of_equal_words_and_sees_a_change_of_words_or_of_head(content: Content) -> None:
    head = Head(Letterhead("Förvaltningen"), registry_number="KS 2026/1")
    made = version_checksum(content, head)
    turned = replace(content, excuses=dict(reversed(content.excuses.items())))
    assert version_checksum(Content.from_json(json.loads(json.dumps(turned.as_json()))), head) == made
    assert version_checksum(replace(content, title=content.title + "!"), head) != made
    assert version_checksum(content, replace(head, registry_number="KS 2026/2")) != made


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

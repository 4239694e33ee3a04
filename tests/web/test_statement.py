"""The accessibility statement: its figures are those of the tests, and its failings are those that the tests know.

./famn test tests/web/test_statement.py --write-statement     after a page, a width or a version of the tool is new
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override
from playwright.sync_api import Browser

from famn.web.public import statement
from famn.web.public.statement import FAILINGS, Coverage, Failing
from famn.web.shared.addresses import PUBLIC, addresses
from tests import browser as looking
from tests.web import test_every_page as every

TESTS = Path(__file__).resolve().parents[1]


def asked() -> list[set[str]]:
    """The tags of each rule that the tool asks a page."""
    wanted = looking.RULES["runOnly"]
    assert isinstance(wanted, list)
    rules = [set(re.findall(r'"([^"]+)"', tags)) for tags in re.findall(r"tags:\[([^\]]*)\]", looking.AXE)]
    return [tags for tags in rules if tags & set(wanted)]


def criterion(tag: str) -> str:
    """`wcag1410` is 1.4.10; empty for what is no criterion."""
    found = re.fullmatch(r"wcag(\d)(\d)(\d+)", tag)
    return ".".join(found.groups()) if found else ""


def looked_at() -> Coverage:
    """What the tests look at now, written today."""
    rules = asked()
    about_these = {criterion(tag) for tags in rules for tag in tags}
    version = re.search(r"axe v([\d.]+)", looking.AXE)
    assert version
    pages = every.readable()
    public = [page for page in pages if page.who == PUBLIC]
    return Coverage(
        written_on=dt.datetime.now(dt.UTC).date(),
        tool=f"axe {version[1]}",
        rules=len(rules),
        criteria=tuple(one for group in statement.CRITERIA.values() for one in group if one in about_these),
        public_pages=len(public),
        staff_pages=len(pages) - len(public),
        mirrored_pages=len(every.MIRRORED),
        forms=len(every.FORMS),
        widths=tuple(sorted({width for width, _scheme, _rules in looking.VIEWS})),
        schemes=tuple(sorted({scheme for _width, scheme, _rules in looking.VIEWS}, reverse=True)),
    )


def test_the_figures_of_the_statement_are_those_of_the_tests(request: pytest.FixtureRequest) -> None:
    now = looked_at()
    if request.config.getoption("--write-statement"):
        kept = dataclasses.asdict(now) | {"written_on": now.written_on.isoformat()}
        statement.TESTED.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
        statement.coverage.cache_clear()
    kept_now = statement.coverage()
    stale = "stale: ./famn test tests/web/test_statement.py --write-statement"
    assert dataclasses.replace(kept_now, written_on=now.written_on) == now, stale


def test_every_criterion_of_both_levels_is_in_one_group_and_none_is_hidden() -> None:
    everything = [one for group in statement.CRITERIA.values() for one in group]
    assert len(everything) == len(set(everything)) == 55  # WCAG 2.2: 31 at level A and 24 at AA
    grouped = [
        one
        for principle in statement.tried()
        for group in (principle.failing, principle.by_us, principle.by_tool, principle.none_here, principle.untested)
        for one in group
    ]
    assert sorted(grouped) == sorted(everything)
    assert {one.criterion for one in FAILINGS} | {*statement.OWN_TESTS, *statement.BY_HAND} <= set(everything)


@pytest.mark.parametrize("place", sorted(set(statement.OWN_TESTS.values())))
def test_each_test_that_the_statement_leans_on_is_there(place: str) -> None:
    path, _, name = place.partition("::")
    assert f"def {name}(" in (TESTS / path).read_text(encoding="utf-8")


def test_no_page_holds_sound_or_film() -> None:
    templates = list((Path(settings.SRC) / "famn" / "templates").rglob("*.html"))
    assert templates
    found = [
        one.name for one in templates if re.search(r"<(audio|video|iframe|object|embed)\b", one.read_text("utf-8"))
    ]
    assert found == []


def test_each_failing_is_about_pages_that_are_there_and_is_dated() -> None:
    names = {page.name for page in addresses()}
    assert [one.pages for one in FAILINGS if not one.pages or not set(one.pages) <= names] == []
    assert [one.criterion for one in FAILINGS if one.until and one.until <= one.since] == []


BARE = "<!doctype html><html lang=sv><title>x</title><main><h1>x</h1>{}</main>"


@pytest.mark.parametrize(
    ("body", "known", "is_as_told"),
    [
        ("", frozenset(), True),
        ("<img src='data:,'>", frozenset({"image-alt"}), True),
        ("<img src='data:,'>", frozenset(), False),  # a fault that nobody told
        ("", frozenset({"image-alt"}), False),  # told, and mended since
        ("<img src='data:,'><input>", frozenset({"image-alt"}), False),  # one more than was told
    ],
)
def test_a_page_fails_exactly_as_the_statement_says(
    browser: Browser, body: str, known: frozenset[str], is_as_told: bool
) -> None:
    page = browser.new_page()
    page.set_content(BARE.format(body))
    try:
        if is_as_told:
            looking.look_everywhere(page, known=known)
        else:
            with pytest.raises(AssertionError):
                looking.look_everywhere(page, known=known)
    finally:
        page.close()


def text_of(language: str = "sv") -> str:
    """The statement as a reader sees it."""
    with override(language):
        answer = Client().get("/tillganglighet/" if language == "sv" else f"/{language}/tillganglighet/")
    assert answer.status_code == 200
    words = re.sub(r"<[^>]+>", " ", answer.content.decode().partition("<main")[2].partition("</main>")[0])
    return re.sub(r"\s+", " ", words)


@pytest.mark.django_db
def test_the_statement_says_what_the_law_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "FAMN_KEEPER", "Blåbärs kommun")
    monkeypatch.setattr(settings, "FAMN_KEEPER_MAIL", "webb@blabar.example")
    told = text_of()
    for part in ("Blåbärs kommun", "webb@blabar.example", "delvis förenlig", "2018:1937", "Anmäl det till Digg"):
        assert part in told
    for failing in FAILINGS:
        assert [str(one) for one in (failing.what, failing.why, failing.instead) if str(one) not in told] == []
        assert failing.criterion in told
    for principle in statement.tried():
        assert " · ".join(principle.untested) in told


@pytest.mark.django_db
def test_whoever_has_no_keeper_named_is_told_so_and_sent_to_people(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "FAMN_KEEPER", "")
    monkeypatch.setattr(settings, "FAMN_KEEPER_MAIL", "")
    told = text_of()
    assert "har inte skrivit vem som ansvarar" in told
    assert "mailto:" not in told
    assert "Kontakta den kommun eller region" in told


def test_nothing_is_called_wholly_accessible_while_something_fails_or_is_untested(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert not statement.conforms_wholly()
    monkeypatch.setattr(statement, "FAILINGS", ())
    assert not statement.conforms_wholly()
    whole = {one: dt.date(2026, 11, 22) for group in statement.CRITERIA.values() for one in group}
    monkeypatch.setattr(statement, "BY_HAND", whole)
    assert statement.conforms_wholly()
    failing = Failing(
        *("Fel", "Därför", "Ring", "1.1.1"),  # type: ignore[arg-type]  # plain words do as well as lazy ones
        pages=("start",),
        since=dt.date(2026, 11, 1),
    )
    monkeypatch.setattr(statement, "FAILINGS", (failing,))
    assert not statement.conforms_wholly()

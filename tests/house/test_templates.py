"""Templates: each is used, each that is named exists, and none holds script or style of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.source import FAMN, python_files

FOLDER = FAMN / "templates"
TEMPLATES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
PAGES = [path for path in TEMPLATES if path.relative_to(FOLDER).parts[0] != "mail"]  # a letter brings its style along
# named by Django, by its error handlers or by the sign-in library, and so found in no file of ours
BY_CONVENTION = re.compile(r"^(?:\d{3}|csrf_failure)\.html$|^(?:account|mfa|usersessions|allauth|django)/")
TEMPLATE_NAME = re.compile(r"""["']([\w/-]+\.(?:html|txt))["']""")
LETTER_NAME = re.compile(r"""template=["']([\w/-]+)["']""")
DATA = r'\bsrc=|\btype="application/json"'  # a file of its own, or data that no browser runs
UNESCAPED = re.compile(r"\|\s*safe\b|\bautoescape off\b")
INLINE = re.compile(rf"<style\b|<script\b(?![^>]*(?:{DATA}))|\son[a-z]+\s*=|\sstyle\s*=|javascript:", re.IGNORECASE)


def names_of(path: Path) -> str:
    return path.relative_to(FOLDER).as_posix()


def sources(folder: Path = FAMN) -> str:
    """All Python of a folder, one text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in python_files(folder))


def components() -> dict[str, str]:
    """Tag -> template: `<c-work-item>` is cotton/work_item.html."""
    return {path.stem.replace("_", "-"): names_of(path) for path in (FOLDER / "cotton").rglob("*.html")}


def letter_names() -> set[str]:
    """`mail/matters/assignment_due`: as the rooms' notices name their letters, with the folder or without."""
    found = set()
    domain = FAMN / "domain"
    for path in (*domain.glob("*/notices.py"), *domain.glob("*/notices/*.py")):
        names = LETTER_NAME.findall(path.read_text(encoding="utf-8"))
        room = path.relative_to(domain).parts[0]
        found |= {name if "/" in name else f"mail/{room}/{name}" for name in names}
    return found | {"mail/digest"}  # several letters made one: the outbox's own


def named() -> set[str]:
    """Every template that Python, a template or a letter's notice names."""
    texts = {path: path.read_text(encoding="utf-8") for path in TEMPLATES}
    everything = "\n".join([sources(FAMN / "web"), *texts.values()])
    letters = {f"{name}.{ending}" for name in letter_names() for ending in ("txt", "html")}
    tags = {name for tag, name in components().items() if re.search(rf"<c-{tag}[\s/>]", "\n".join(texts.values()))}
    return set(TEMPLATE_NAME.findall(everything)) | letters | tags


def test_every_template_is_used() -> None:
    used = named()
    account_letters = re.compile(r"^mail/(?:account|mfa)/")  # named by the sign-in library's own prefixes
    unused = [name for name in map(names_of, TEMPLATES) if name not in used and not BY_CONVENTION.search(name)]
    assert [name for name in unused if not account_letters.search(name)] == []


def test_every_template_that_is_named_exists() -> None:
    there = set(map(names_of, TEMPLATES))
    ours = {name for name in named() if not re.match(r"(?:account|mfa|django|allauth)/|robots\.txt$", name)}
    assert ours - there == set()


@pytest.mark.parametrize("path", PAGES, ids=names_of)
def test_a_template_holds_no_script_or_style_of_its_own(path: Path) -> None:
    assert INLINE.findall(path.read_text(encoding="utf-8")) == []


def test_the_search_for_inline_script_and_style_finds_them() -> None:
    for bad in ("<style>", "<script>x()</script>", '<a onclick="x()">', '<p style="x">', '<a href="javascript:x">'):
        assert INLINE.search(bad), bad
    for good in (
        '<script type="application/json">{}</script>',
        '<script src="{% static "x.js" %}" defer></script>',
        "<c-button once>",
        "<p>on = 1</p>",
    ):
        assert not INLINE.search(good), good


def test_every_letter_has_both_its_forms() -> None:
    letters = {name for name in map(names_of, TEMPLATES) if name.startswith("mail/") and "/base" not in name}
    stems = {name.rsplit(".", 1)[0] for name in letters}
    assert {f"{stem}.{ending}" for stem in stems for ending in ("txt", "html")} - letters == set()


def test_a_page_lets_nothing_through_unescaped_but_the_help_texts_of_our_own_forms() -> None:
    pages = (path for path in TEMPLATES if path.suffix == ".html")
    assert {names_of(path) for path in pages if UNESCAPED.search(path.read_text())} == {"cotton/field.html"}

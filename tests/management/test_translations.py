"""What must be true of the translations, tried on a small piece of code with a language of its own."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils.translation import gettext, override

from famn.management import translating
from famn.outside.catalogs import compiled, read_catalog, says_the_same
from tests.house.source import FAMN

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
)
ENTRY = '\nmsgid "Ärenden"\nmsgstr "Áššit"\n'
REST = '\nmsgid "Spara"\nmsgstr "Vurke"\n'


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """One template and one module, a text in each; and the Swedish catalog of Famn."""
    folder = tmp_path / "code"
    (folder / "templates").mkdir(parents=True)
    (folder / "templates" / "page.html").write_text('{% load i18n %}<h1>{% translate "Ärenden" %}</h1>')
    (folder / "views.py").write_text('from django.utils.translation import gettext as _\n\nLABEL = _("Spara")\n')
    sv = tmp_path / "locale" / "sv" / "LC_MESSAGES"
    sv.mkdir(parents=True)
    for name in ("django.po", "django.mo"):
        (sv / name).write_bytes((FAMN / "locale" / "sv" / "LC_MESSAGES" / name).read_bytes())
    return folder


def faults(code: Path, catalog: str | None, *, fresh: bool = True) -> list[str]:
    """What is said of a language `se` with this catalog."""
    locale = code.parent / "locale"
    if catalog is not None:
        path = translating.catalog_of(locale, "se")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + catalog, encoding="utf-8")
        if fresh:
            path.with_suffix(".mo").write_bytes(compiled(path))
    return list(translating.faults(code, locale, ["sv", "se"]))


def test_famn_itself_is_complete() -> None:
    call_command("translations", "--check")


def test_a_whole_catalog_has_no_faults(code: Path) -> None:
    assert faults(code, ENTRY + REST) == []


def test_a_language_without_a_catalog_lacks_every_text(code: Path) -> None:
    assert sorted(faults(code, None)) == ["se: saknar 'Spara'", "se: saknar 'Ärenden'"]


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("", "se: saknar 'Spara'"),
        ('\nmsgid "Spara"\nmsgstr ""\n', "se: saknar 'Spara'"),
        ('\n#, fuzzy\nmsgid "Spara"\nmsgstr "Vurke"\n', "se: osäker översättning av 'Spara'"),
        ('\nmsgid "Spara"\nmsgstr "Spara"\n', "se: 'Spara' är inte översatt (skriv '# same' om det ska vara lika)"),
        (REST + '\nmsgid "Borta"\nmsgstr "Jávkan"\n', "se: 'Borta' används inte längre"),
    ],
)
def test_what_is_missing_unsure_or_untranslated_is_named(code: Path, rest: str, said: str) -> None:
    assert faults(code, ENTRY + rest) == [said]


def test_a_text_may_be_the_same_where_the_translator_says_so(code: Path) -> None:
    assert faults(code, ENTRY + '\n# same\nmsgid "Spara"\nmsgstr "Spara"\n') == []


def test_a_compiled_file_that_is_missing_or_old_is_named(code: Path) -> None:
    assert faults(code, ENTRY + REST, fresh=False) == ["se: django.mo är inte gjord av django.po som den är nu"]
    assert faults(code, ENTRY + REST) == []
    assert faults(code, ENTRY + REST.replace("Vurke", "Vurket"), fresh=False) != []


def test_an_english_text_that_a_library_brings_without_swedish_is_named(code: Path) -> None:
    sv = translating.catalog_of(code.parent / "locale", "sv")
    sv.write_text(sv.read_text().replace('msgid "- Select an option -"', 'msgid "- Select no option -"'))
    sv.with_suffix(".mo").write_bytes(compiled(sv))
    assert faults(code, ENTRY + REST) == [
        "sv: saknar svenska för bibliotekets text '- Select an option -'",
        "sv: '- Select no option -' sägs inte av något bibliotek",
    ]


def test_writing_makes_a_new_language_ready_for_its_translator(code: Path) -> None:
    locale = code.parent / "locale"
    translating.write(code, locale, ["sv", "se"])
    found = read_catalog(translating.catalog_of(locale, "se"))
    assert {key[1] for key in found} == {"Ärenden", "Spara"}
    assert not any(message.is_translated for message in found.values())


def test_writing_keeps_what_is_translated(code: Path) -> None:
    faults(code, ENTRY)
    locale = code.parent / "locale"
    translating.write(code, locale, ["sv", "se"])
    catalog = translating.catalog_of(locale, "se")
    assert read_catalog(catalog)["", "Ärenden"].translations == ("Áššit",)
    assert says_the_same(catalog.with_suffix(".mo").read_bytes(), compiled(catalog))


def test_our_plainer_words_stand_before_the_library_s(settings: object) -> None:
    with override("sv"):
        assert gettext("Email address") == "E-postadress"
        assert gettext("Incorrect code.") == "Koden stämmer inte."

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
IMPORT = "from django.utils.translation import gettext as _\n\n"
ENTRY = '\nmsgid "Ärenden"\nmsgstr "Áššit"\n'
REST = '\nmsgid "Spara"\nmsgstr "Vurke"\n'


@pytest.fixture
def code(tmp_path: Path) -> Path:
    """One template and one module, a text in each; and the Swedish catalog of Famn."""
    folder = tmp_path / "code"
    (folder / "templates" / "public").mkdir(parents=True)
    (folder / "templates" / "public" / "page.html").write_text('{% load i18n %}<h1>{% translate "Ärenden" %}</h1>')
    (folder / "templates" / "public" / "about.html").write_text('{% load i18n %}{% translate "Bara i hela språk" %}')
    (folder / "web" / "public").mkdir(parents=True)
    (folder / "web" / "public" / "views.py").write_text(f'{IMPORT}LABEL = _("Spara")\n')
    (folder / "web" / "shared").mkdir()
    (folder / "web" / "shared" / "tags.py").write_text(f'{IMPORT}LEGS = ()\nOF_THE_WORKSPACE = _("Inte offentligt")\n')
    sv = tmp_path / "locale" / "sv" / "LC_MESSAGES"
    sv.mkdir(parents=True)
    for name in ("django.po", "django.mo"):
        (sv / name).write_bytes((FAMN / "locale" / "sv" / "LC_MESSAGES" / name).read_bytes())
    return folder


def faults(code: Path, catalog: str | None, *, language: str = "fa", fresh: bool = True) -> list[str]:
    """What is said of a language with this catalog: Persian, which has the smaller part of the pages."""
    locale = code.parent / "locale"
    if catalog is not None:
        path = translating.catalog_of(locale, language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(HEAD + catalog, encoding="utf-8")
        if fresh:
            path.with_suffix(".mo").write_bytes(compiled(path))
    return list(translating.faults(code, locale, ["sv", language]))


def test_famn_itself_is_complete() -> None:
    call_command("translations", "--check")


def test_a_whole_catalog_has_no_faults(code: Path) -> None:
    assert faults(code, ENTRY + REST) == []


def test_a_language_without_a_catalog_lacks_every_text(code: Path) -> None:
    assert sorted(faults(code, None)) == ["fa: saknar 'Spara'", "fa: saknar 'Ärenden'"]


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ("", "fa: saknar 'Spara'"),
        ('\nmsgid "Spara"\nmsgstr ""\n', "fa: saknar 'Spara'"),
        ('\n#, fuzzy\nmsgid "Spara"\nmsgstr "Vurke"\n', "fa: osäker översättning av 'Spara'"),
        (
            '\nmsgid "Spara"\nmsgstr "Spara"\n',
            "fa: 'Spara' är inte översatt (skriv '# same: varför' om det ska vara lika)",
        ),
        (REST + '\nmsgid "Borta"\nmsgstr "Jávkan"\n', "fa: 'Borta' används inte längre"),
    ],
)
def test_what_is_missing_unsure_or_untranslated_is_named(code: Path, rest: str, said: str) -> None:
    assert faults(code, ENTRY + rest) == [said]


def test_a_text_may_be_the_same_where_the_translator_says_why(code: Path) -> None:
    same = 'msgid "Spara"\nmsgstr "Spara"\n'
    assert faults(code, f"{ENTRY}\n# same: ordet är lånat\n{same}") == []
    assert faults(code, f"{ENTRY}\n# same: \n{same}") != []


def test_what_is_filled_in_and_marked_must_be_kept(code: Path) -> None:
    (code / "templates" / "public" / "page.html").write_text(
        "{% load i18n %}{% blocktranslate %}<b>{{ n }}</b> av {{ all }}{% endblocktranslate %}"
    )
    text = '\n#, python-format\nmsgid "<b>%(n)s</b> av %(all)s"\nmsgstr "{}"\n'
    assert faults(code, text.format("%(all)s <b>%(n)s</b>") + REST) == []
    for broken in ("%(n)s / %(all)s", "<i>%(n)s</i> %(all)s"):
        assert any("samma platser och märken" in line for line in faults(code, text.format(broken) + REST)), broken


def test_whole_languages_have_every_public_page_and_others_the_smaller_part(code: Path) -> None:
    assert faults(code, ENTRY + REST, language="fi") == ["fi: saknar 'Bara i hela språk'"]
    assert faults(code, ENTRY + REST, language="fa") == []


def test_plain_swedish_says_what_is_heavy_more_simply_and_falls_back_on_the_rest(code: Path) -> None:
    heavy = "Den som har ett barn och bor här kan komma hit när som helst på dagen och leka."
    (code / "templates" / "public" / "page.html").write_text('{% load i18n %}{% translate "' + heavy + '" %}')
    entry = f'\nmsgid "{heavy}"\nmsgstr '
    assert faults(code, "", language="sv-lattlast") == [f"sv-lattlast: saknar {heavy!r}"]
    assert faults(code, entry + '"Kom hit. Här kan ni leka."\n', language="sv-lattlast") == []
    [said] = faults(code, entry + f'"{heavy} Välkommen."\n', language="sv-lattlast")
    assert "för tung för lättläst" in said


def test_months_and_weekdays_are_ours_where_django_lacks_the_language(code: Path) -> None:
    said = faults(code, ENTRY + REST, language="ti")
    assert "ti: saknar 'January'" in said
    assert "ti: saknar 'January' (alt. month)" in said
    assert "ti: saknar 'Sunday'" in said
    assert len(said) == 12 + 12 + 7


def test_a_compiled_file_that_is_missing_or_old_is_named(code: Path) -> None:
    assert faults(code, ENTRY + REST, fresh=False) == ["fa: django.mo är inte gjord av django.po som den är nu"]
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
    translating.write(code, locale, ["sv", "fa"])
    found = read_catalog(translating.catalog_of(locale, "fa"))
    assert {key[1] for key in found} == {"Ärenden", "Spara"}
    assert not any(message.is_translated for message in found.values())


def test_writing_keeps_what_is_translated(code: Path) -> None:
    faults(code, ENTRY)
    locale = code.parent / "locale"
    translating.write(code, locale, ["sv", "fa"])
    catalog = translating.catalog_of(locale, "fa")
    once = catalog.read_text()
    assert read_catalog(catalog)["", "Ärenden"].translations == ("Áššit",)
    assert says_the_same(catalog.with_suffix(".mo").read_bytes(), compiled(catalog))
    translating.write(code, locale, ["sv", "fa"])
    assert catalog.read_text() == once


def test_our_plainer_words_stand_before_the_library_s(settings: object) -> None:
    with override("sv"):
        assert gettext("Email address") == "E-postadress"
        assert gettext("Incorrect code.") == "Koden stämmer inte."

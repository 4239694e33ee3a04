"""What must be true of the translations. Swedish is the source language, so our own texts need no Swedish catalog.

The Swedish catalog holds only what libraries say in English, or say badly. Another language holds all of our texts.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from functools import cache
from pathlib import Path
from typing import Final

import allauth
import django
from django.core.management import call_command
from django.utils.translation import override

from famn.outside.catalogs import Key, Message, compiled, merge, read_catalog, says_the_same

SOURCE: Final = "sv"
SAME: Final = "same"  # a translator's comment: this text is meant to be the same in both languages
_DJANGO: Final = Path(django.__file__).parent
LIBRARIES: Final = (
    _DJANGO / "conf" / "locale",
    _DJANGO / "contrib" / "auth" / "locale",
    _DJANGO / "contrib" / "postgres" / "locale",
    Path(allauth.__file__).parent / "locale",
)


def catalog_of(locale: Path, language: str) -> Path:
    """Where the catalog of a language lies."""
    return locale / language.replace("-", "_") / "LC_MESSAGES" / "django.po"


def extract(code: Path, folder: Path) -> Path:
    """Every text of our own in `code`, as a .pot in `folder`. Nothing is written beside the code."""
    copy = folder / "code"
    shutil.copytree(code, copy, ignore=shutil.ignore_patterns("locale", "static", "migrations", "__pycache__"))
    (copy / "locale").mkdir()
    with chdir(copy), override(None):
        call_command("makemessages", locale=["xx"], keep_pot=True, no_location=False, verbosity=0)
    return copy / "locale" / "django.pot"


def missing_in_swedish(locale: Path) -> list[Key]:
    """What the libraries would say in English: in their source, and in Swedish neither with them nor with us."""
    ours = catalog_of(locale, SOURCE)
    return sorted(_said_by_libraries() - _translated_by_libraries() - (_translated(ours) if ours.exists() else set()))


@cache
def _said_by_libraries() -> frozenset[Key]:
    """Every English text of the libraries."""
    return frozenset(key for library in LIBRARIES for key in read_catalog(catalog_of(library, "en")))


@cache
def _translated_by_libraries() -> frozenset[Key]:
    """Those that the libraries themselves say in Swedish."""
    return frozenset(key for library in LIBRARIES for key in _translated(catalog_of(library, SOURCE)))


def _translated(catalog: Path) -> set[Key]:
    return {key for key, message in read_catalog(catalog).items() if message.is_translated}


def faults(code: Path, locale: Path, languages: list[str]) -> Iterator[str]:
    """Everything that is wrong, a line each, in Swedish."""
    for context, text in missing_in_swedish(locale):
        yield f"{SOURCE}: saknar svenska för bibliotekets text {text!r}{f' ({context})' if context else ''}"
    ours = catalog_of(locale, SOURCE)
    for key in sorted((read_catalog(ours).keys() if ours.exists() else set()) - _said_by_libraries()):
        yield f"{SOURCE}: {key[1]!r} sägs inte av något bibliotek"
    others = [language for language in languages if language != SOURCE]
    with tempfile.TemporaryDirectory() as folder:
        wanted = read_catalog(extract(code, Path(folder))) if others else {}
    for language in others:
        yield from _faults_of(language, catalog_of(locale, language), wanted)
    for language in languages:
        yield from _staleness(language, catalog_of(locale, language))


def _faults_of(language: str, catalog: Path, wanted: dict[Key, Message]) -> Iterator[str]:
    found = read_catalog(catalog) if catalog.exists() else {}
    for key in wanted:
        text, message = key[1], found.get(key)
        if message is None or not any(message.translations):
            yield f"{language}: saknar {text!r}"
        elif message.is_fuzzy:
            yield f"{language}: osäker översättning av {text!r}"
        elif not message.is_translated:
            yield f"{language}: saknar en böjning av {text!r}"
        elif text in message.translations and SAME not in message.comment.split():
            yield f"{language}: {text!r} är inte översatt (skriv '# {SAME}' om det ska vara lika)"
    for key in found.keys() - wanted.keys():
        yield f"{language}: {key[1]!r} används inte längre"


def _staleness(language: str, catalog: Path) -> Iterator[str]:
    """Whether the compiled catalog says what its source says."""
    binary = catalog.with_suffix(".mo")
    if not catalog.exists():
        return
    try:
        fresh = compiled(catalog)
    except ValueError as fault:
        yield f"{language}: {fault}"
        return
    if not binary.exists() or not says_the_same(binary.read_bytes(), fresh):
        yield f"{language}: {binary.name} är inte gjord av {catalog.name} som den är nu"


def write(code: Path, locale: Path, languages: list[str]) -> None:
    """Bring every catalog up to date and compile it. New texts are left empty for a person to translate."""
    with tempfile.TemporaryDirectory() as folder:
        others = [language for language in languages if language != SOURCE]
        template = extract(code, Path(folder)) if others else None
        for language in others:
            catalog = catalog_of(locale, language)
            if not catalog.exists():
                catalog.parent.mkdir(parents=True)
                shutil.copy(str(template), catalog)
            merge(catalog, Path(str(template)))
    for language in languages:
        catalog = catalog_of(locale, language)
        if catalog.exists():
            catalog.with_suffix(".mo").write_bytes(compiled(catalog))

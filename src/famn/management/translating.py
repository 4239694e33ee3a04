"""What must be true of the translations. Swedish is the source language, so our own texts need no Swedish catalog.

The Swedish catalog holds only what libraries say in English, or say badly. Plain Swedish holds only what is not plain
already. The other languages hold what the public pages show (`public_texts`): all of it, or the smaller part.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Final

import allauth
import django
from django.core.management import call_command
from django.utils import dates
from django.utils.translation import override, to_locale

from famn.ground import lix
from famn.ground.languages import WHOLE, PageLanguage
from famn.management import public_texts
from famn.outside.catalogs import Key, Message, compiled, read_catalog, says_the_same, written

SOURCE: Final = PageLanguage.SV.value
PLAIN: Final = PageLanguage.SV_PLAIN.value
SAME: Final = re.compile(r"^same: \S", re.MULTILINE)  # a translator's comment: meant to be the same, and why
MOST_WORDS: Final = 15  # in a sentence of plain Swedish
HIGHEST_LIX: Final = 40  # from there on a text is no longer easy to read
FEWEST_WORDS: Final = 10  # LIX says nothing of a heading
_SLOT: Final = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
_TAG: Final = re.compile(r"</?\w[^>]*>|&\w+;")
_DJANGO: Final = Path(django.__file__).parent
LIBRARIES: Final = (
    _DJANGO / "conf" / "locale",
    _DJANGO / "contrib" / "auth" / "locale",
    _DJANGO / "contrib" / "postgres" / "locale",
    Path(allauth.__file__).parent / "locale",
)
# How each language bends a word with a number, by the Unicode locale data (CLDR).
_TWO: Final = "nplurals=2; plural=(n != 1);"
_PLURALS: Final = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "fa": "nplurals=2; plural=(n > 1);",
    "se": "nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);",
    "ti": "nplurals=2; plural=(n > 1);",
    "uk": ("nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the public pages say: all of it, and the part that each language has."""

    everything: dict[Key, Message]
    smaller: frozenset[Key]

    def of(self, language: str) -> dict[Key, Message]:
        """What must be in the catalog of a language."""
        if language == PLAIN:
            return {key: message for key, message in self.everything.items() if is_heavy(key[1])}
        if language in WHOLE:
            return self.everything
        return {key: message for key, message in self.everything.items() if key in self.smaller}


def catalog_of(locale: Path, language: str) -> Path:
    """Where the catalog of a language lies."""
    return locale / to_locale(language) / "LC_MESSAGES" / "django.po"


def wanted_of(code: Path) -> Wanted:
    """Every text of the public pages in `code`. Nothing is written beside the code."""
    files = public_texts.files_of(code, public_texts.EVERY_LANGUAGE)
    with tempfile.TemporaryDirectory() as folder:
        found = read_catalog(_extract(code, Path(folder) / "code", list(files)))
    whole = public_texts.files_of(code, public_texts.WHOLE_LANGUAGES)
    everything, smaller = {}, set()
    for key, message in found.items():
        at = [place for place in message.places if public_texts.is_counted(code, files[_file(place)], place)]
        if at and _SLOT.sub("", key[1]).strip(" .,:;()/–-"):
            everything[key] = replace(message, places=tuple(sorted({_file(place) for place in at})))
            if any(_file(place) not in whole for place in at):
                smaller.add(key)
    return Wanted(everything, frozenset(smaller))


def _file(place: str) -> str:
    return place.rpartition(":")[0]


def _extract(code: Path, copy: Path, files: list[str]) -> Path:
    for name in files:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(code / name, copy / name)
    (copy / "locale").mkdir(parents=True)
    with chdir(copy), override(None):
        call_command("makemessages", locale=["xx"], keep_pot=True, no_location=False, verbosity=0)
    return copy / "locale" / "django.pot"


def is_heavy(text: str) -> bool:
    """Whether a text is too heavy for plain Swedish: a long sentence, or many long words."""
    bare = _TAG.sub("", _SLOT.sub("ord", text))
    counted = lix.measure(bare)
    longest = max((len(lix.words(one)) for one in lix.sentences(bare)), default=0)
    return longest > MOST_WORDS or (counted.words >= FEWEST_WORDS and counted.lix > HIGHEST_LIX)


def missing_in_swedish(locale: Path) -> list[Key]:
    """What the libraries would say in English: in their source, and in Swedish neither with them nor with us."""
    ours = catalog_of(locale, SOURCE)
    return sorted(said_by_libraries() - translated_by_libraries() - (_translated(ours) if ours.exists() else set()))


@cache
def said_by_libraries() -> frozenset[Key]:
    """Every English text of the libraries."""
    return frozenset(key for library in LIBRARIES for key in read_catalog(catalog_of(library, "en")))


@cache
def translated_by_libraries() -> frozenset[Key]:
    """Those that the libraries themselves say in Swedish."""
    return frozenset(key for library in LIBRARIES for key in _translated(catalog_of(library, SOURCE)))


def _translated(catalog: Path) -> set[Key]:
    return {key for key, message in read_catalog(catalog).items() if message.is_translated}


@cache
def date_words() -> frozenset[Key]:
    """Months and weekdays, as Django names them in its source."""
    with override(None):
        plain = {("", str(word)) for word in [*dates.MONTHS.values(), *dates.WEEKDAYS.values()]}
        return frozenset(plain | {("alt. month", str(word)) for word in dates.MONTHS_ALT.values()})


def speaks_django(language: str) -> bool:
    """Whether Django itself has months and weekdays in a language."""
    return (LIBRARIES[0] / to_locale(language)).is_dir()


def faults(code: Path, locale: Path, languages: list[str]) -> Iterator[str]:
    """Everything that is wrong, a line each, in Swedish."""
    for context, text in missing_in_swedish(locale):
        yield f"{SOURCE}: saknar svenska för bibliotekets text {text!r}{f' ({context})' if context else ''}"
    ours = catalog_of(locale, SOURCE)
    for key in sorted((read_catalog(ours).keys() if ours.exists() else set()) - said_by_libraries()):
        yield f"{SOURCE}: {key[1]!r} sägs inte av något bibliotek"
    others = [language for language in languages if language != SOURCE]
    wanted = wanted_of(code) if others else Wanted({}, frozenset())
    for language in others:
        yield from _faults_of(language, catalog_of(locale, language), wanted)
    for language in languages:
        yield from _staleness(language, catalog_of(locale, language))


def _faults_of(language: str, catalog: Path, wanted: Wanted) -> Iterator[str]:
    found = read_catalog(catalog) if catalog.exists() else {}
    needed = wanted.of(language)
    for key in needed:
        if key not in found or not any(found[key].translations):
            yield f"{language}: saknar {key[1]!r}"
    if language != PLAIN and not speaks_django(language):
        for context, text in sorted(date_words() - found.keys()):
            yield f"{language}: saknar {text!r}{f' ({context})' if context else ''}"
    known = wanted.everything if language == PLAIN else needed
    for key, message in found.items():
        if key in date_words():
            continue
        if key not in known:
            yield f"{language}: {key[1]!r} används inte längre"
        elif any(message.translations):
            yield from (f"{language}: {fault}" for fault in _faults_in(language, message))


def _faults_in(language: str, message: Message) -> Iterator[str]:
    text = message.key[1]
    if message.is_fuzzy:
        yield f"osäker översättning av {text!r}"
    elif not message.is_translated:
        yield f"saknar en böjning av {text!r}"
    if text in message.translations and not SAME.search(message.comment):
        yield f"{text!r} är inte översatt (skriv '# same: varför' om det ska vara lika)"
    asked = message.plural or text
    for form in message.translations:
        is_bent = bool(message.plural) and form != message.translations[-1]
        if not _keeps(_SLOT, asked, form, may_leave_out=is_bent) or not _keeps(_TAG, asked, form):
            yield f"{form!r} har inte samma platser och märken som {asked!r}"
        if language == PLAIN and is_heavy(form):
            yield f"{form!r} är för tung för lättläst"


def _keeps(pattern: re.Pattern[str], text: str, translation: str, *, may_leave_out: bool = False) -> bool:
    """Whether what is filled in, or marked, is the same. A form for one or two may say the number as a word."""
    before, after = sorted(pattern.findall(text)), sorted(pattern.findall(translation))
    return set(after) <= set(before) if may_leave_out else after == before


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
    wanted = wanted_of(code) if set(languages) - {SOURCE} else Wanted({}, frozenset())
    for language in languages:
        catalog = catalog_of(locale, language)
        if language != SOURCE:
            catalog.parent.mkdir(parents=True, exist_ok=True)
            catalog.write_text(brought_up_to_date(catalog, language, wanted), encoding="utf-8")
        if catalog.exists():
            catalog.with_suffix(".mo").write_bytes(compiled(catalog))


def brought_up_to_date(catalog: Path, language: str, wanted: Wanted) -> str:
    """A catalog with what the pages say now: its translations kept, new texts empty, none guessed."""
    found = read_catalog(catalog) if catalog.exists() else {}
    needed = wanted.of(language)
    if language == PLAIN:
        needed = {key: one for key, one in wanted.everything.items() if key in needed or key in found}
    forms = int(plural_rule(language)[len("nplurals=")])
    kept = [_with_translation(one, found.get(key), forms) for key, one in needed.items()]
    kept += [one for key, one in found.items() if key in date_words() and key not in needed]
    if language != PLAIN and not speaks_django(language):
        kept += [Message(key, "", ("",), (), "", ()) for key in sorted(date_words() - found.keys())]
    head = (
        f"Language: {to_locale(language)}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
        f"Content-Transfer-Encoding: 8bit\nPlural-Forms: {plural_rule(language)}"
    )
    return written(head, kept)


def _with_translation(wanted: Message, found: Message | None, forms: int) -> Message:
    empty = ("",) * (forms if wanted.plural else 1)
    if found is None or len(found.translations) != len(empty):
        return replace(wanted, translations=empty, comment="")
    flags = (*wanted.flags, *(["fuzzy"] if found.is_fuzzy else []))
    return replace(wanted, translations=found.translations, comment=found.comment, flags=flags)


def plural_rule(language: str) -> str:
    """The `Plural-Forms` of a language, as gettext writes them."""
    return _PLURALS.get(language, _TWO)

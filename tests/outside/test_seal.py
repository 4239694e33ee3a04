"""Seals: whose file it is and that it is whole, checked by pyHanko's own validator and broken byte by byte."""

from __future__ import annotations

import datetime as dt

import pytest

from famn.outside.extract import extract
from famn.outside.pdf import compile_pdf
from famn.outside.signing import Seal, SealFault, check_seals, open_seal, seal_pdf
from tests.certificates import SECRET, make_certificate
from tests.outside.papers import paper

NOW = dt.datetime.now(dt.UTC)
YEAR = dt.timedelta(days=365)


@pytest.fixture(scope="module")
def ekbacken() -> tuple[Seal, bytes]:
    store, der = make_certificate("Ekbackens kommun", begins=NOW - YEAR, ends=NOW + YEAR)
    return open_seal(store, SECRET), der


@pytest.fixture(scope="module")
def letter() -> bytes:
    return compile_pdf(paper())


@pytest.fixture(scope="module")
def sealed(ekbacken: tuple[Seal, bytes], letter: bytes) -> bytes:
    return seal_pdf(letter, ekbacken[0], at=NOW, reason="Handlingen är upprättad")


def test_a_sealed_file_says_whose_it_is_and_that_it_is_whole(ekbacken: tuple[Seal, bytes], sealed: bytes) -> None:
    (finding,) = check_seals(sealed, trusted=[ekbacken[1]])
    assert (finding.organisation, finding.whole, finding.untouched, finding.trusted) == (
        "Ekbackens kommun",
        True,
        True,
        True,
    )
    assert finding.sealed_at is not None
    assert abs(finding.sealed_at - NOW) < dt.timedelta(hours=1)


def test_what_was_printed_stands_byte_for_byte_before_the_seal(letter: bytes, sealed: bytes) -> None:
    assert sealed.startswith(letter)
    assert extract(sealed, name="brev.pdf").text == extract(letter, name="brev.pdf").text


@pytest.mark.parametrize("part", [0.02, 0.3, 0.6, 0.9])
def test_one_changed_byte_anywhere_in_the_letter_breaks_the_seal(letter: bytes, sealed: bytes, part: float) -> None:
    place = int(len(letter) * part)
    changed = sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :]
    try:
        findings = check_seals(changed)
    except SealFault:  # the byte held the file together: it cannot even be read
        return
    assert not any(finding.whole or finding.untouched or finding.trusted for finding in findings)


def test_words_added_behind_the_seal_are_seen(sealed: bytes) -> None:
    (finding,) = check_seals(sealed + b"\n% och litet till\n")
    assert not finding.untouched


def test_a_seal_is_trusted_only_by_those_who_trust_its_certificate(sealed: bytes) -> None:
    _, other = make_certificate("Någon helt annan", begins=NOW - YEAR, ends=NOW + YEAR)
    (finding,) = check_seals(sealed, trusted=[other])
    assert (finding.whole, finding.trusted) == (True, False)


def test_two_organisations_seal_the_same_file_and_both_hold(ekbacken: tuple[Seal, bytes], sealed: bytes) -> None:
    store, der = make_certificate("Vårdbolaget Provet AB", begins=NOW - YEAR, ends=NOW + YEAR)
    both = check_seals(seal_pdf(sealed, open_seal(store, SECRET), at=NOW), trusted=[ekbacken[1], der])
    assert [(one.organisation, one.untouched, one.trusted) for one in both] == [
        ("Ekbackens kommun", True, True),
        ("Vårdbolaget Provet AB", True, True),
    ]


def test_a_certificate_that_has_run_out_or_not_begun_seals_nothing_and_says_when(letter: bytes) -> None:
    old, _ = make_certificate("Ekbackens kommun", begins=NOW - 2 * YEAR, ends=NOW - YEAR)
    with pytest.raises(SealFault, match=f"gick ut {NOW - YEAR:%Y-%m-%d}"):
        seal_pdf(letter, open_seal(old, SECRET), at=NOW)
    new, _ = make_certificate("Ekbackens kommun", begins=NOW + YEAR, ends=NOW + 2 * YEAR)
    with pytest.raises(SealFault, match=f"först från {NOW + YEAR:%Y-%m-%d}"):
        seal_pdf(letter, open_seal(new, SECRET), at=NOW)


def test_a_wrong_password_and_a_file_that_is_no_certificate_are_told() -> None:
    store, _ = make_certificate("Ekbackens kommun", begins=NOW - YEAR, ends=NOW + YEAR)
    for content, passphrase in ((store, "gissat"), (b"inget certifikat", SECRET)):
        with pytest.raises(SealFault, match="går inte att öppna"):
            open_seal(content, passphrase)


def test_what_is_no_pdf_is_neither_sealed_nor_checked(ekbacken: tuple[Seal, bytes]) -> None:
    with pytest.raises(SealFault, match="går inte att stämpla"):
        seal_pdf(b"bara ord", ekbacken[0], at=NOW)
    with pytest.raises(SealFault, match="går inte att läsa"):
        check_seals(b"bara ord")


def test_the_key_and_the_password_are_never_shown(ekbacken: tuple[Seal, bytes]) -> None:
    assert SECRET not in repr(ekbacken[0])
    assert "content" not in repr(ekbacken[0])

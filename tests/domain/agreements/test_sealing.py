"""A signed letter gets the organisation's seal by the clock, once, and waits where the certificate has run out."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from famn import clock
from famn.domain.agreements import actions, reads
from famn.domain.agreements.models import JointLetter, SealedLetter
from famn.domain.people.rules import HOUSE, Actor
from famn.ground.text import checksum
from famn.ground.verdict import Denied
from famn.outside.extract import extract
from famn.outside.signing import check_seals
from famn.seeds import demo_seal
from tests.certificates import SECRET, make_certificate
from tests.domain.agreements.making import fresh, make_letter, send, sign, vera
from tests.scenes import scene

YEAR = dt.timedelta(days=365)


@scene
def signed(at_work: Actor, eva: Actor, fia: Actor) -> JointLetter:
    """A letter that all have signed."""
    letter = send(make_letter(at_work), at_work, eva, fia)
    for leg, person in (("OPEN_PRESCHOOL", eva), ("CHILD_HEALTH", vera()), ("PREVENTIVE_SOCIAL", fia)):
        sign(letter, leg, person)
    return fresh(letter)


def give_seal(settings: Any, folder: Path, *, ends: dt.datetime) -> bytes:
    """Give the installation a seal that runs out at `ends`; returns its certificate."""
    store, der = make_certificate("Ekbackens kommun", begins=timezone.now() - 3 * YEAR, ends=ends)
    (folder / "stamp.p12").write_bytes(store)
    settings.FAMN_SEAL_FILE, settings.FAMN_SEAL_PASSPHRASE = str(folder / "stamp.p12"), SECRET
    return der


def said(letter: JointLetter, *, is_fault: bool = False) -> str:
    """What the letter's page says of its seal, and that it is a fault or is none."""
    found = reads.seal_said(letter, at=timezone.now())
    assert found is not None
    assert found.is_fault is is_fault
    return found.words


def test_the_clock_seals_a_signed_letter_once_and_its_words_are_those_that_all_signed(
    signed: JointLetter, settings: Any, tmp_path: Path
) -> None:
    der, now = give_seal(settings, tmp_path, ends=timezone.now() + YEAR), timezone.now()
    assert (clock.seal_letters(now), clock.seal_letters(now)) == (1, 0)
    sealed = SealedLetter.objects.get(letter=signed)
    (finding,) = check_seals(bytes(sealed.content), trusted=[der])
    assert (finding.organisation, finding.untouched, finding.trusted) == ("Ekbackens kommun", True, True)
    assert sealed.sha256 == checksum(bytes(sealed.content))
    text = extract(bytes(sealed.content), name="brev.pdf").text
    assert all(name in text for name in ("Eva Ekorre", "Fia Fjäril", "Vera Videkull"))
    assert "stämpel från Ekbackens kommun" in said(signed)


def test_a_letter_that_is_not_signed_by_all_is_never_sealed(sent: JointLetter, settings: Any, tmp_path: Path) -> None:
    give_seal(settings, tmp_path, ends=timezone.now() + YEAR)
    assert clock.seal_letters(timezone.now()) == 0
    assert reads.seal_said(sent, at=timezone.now()) is None


def test_with_a_certificate_that_has_run_out_letters_wait_say_why_and_are_sealed_when_it_is_renewed(
    signed: JointLetter, settings: Any, tmp_path: Path
) -> None:
    give_seal(settings, tmp_path, ends=dt.datetime(2026, 1, 31, tzinfo=dt.UTC))
    now = timezone.now()
    assert clock.seal_letters(now) == 0
    assert said(signed, is_fault=True) == (
        "Stämpelns certifikat gick ut 31 januari 2026. Den som sköter systemet behöver förnya det. Sedan stämplas "
        "filen av sig själv."
    )
    give_seal(settings, tmp_path, ends=now + YEAR)
    assert clock.seal_letters(now) == 1


def test_the_demo_has_a_certificate_that_has_run_out_and_its_signed_letters_say_who_must_do_what(
    signed: JointLetter, settings: Any, tmp_path: Path
) -> None:
    file = tmp_path / "demo" / "stamp.p12"
    demo_seal.write(file, "demo")
    settings.FAMN_SEAL_FILE, settings.FAMN_SEAL_PASSPHRASE = str(file), "demo"
    assert clock.seal_letters(timezone.now()) == 0
    words = said(signed, is_fault=True)
    assert "gick ut 31 augusti 2026" in words
    assert "Den som sköter systemet behöver förnya det." in words
    kept = file.read_bytes()
    demo_seal.write(file, "demo")
    assert file.read_bytes() == kept


def test_an_installation_without_a_seal_seals_nothing_and_says_nothing_of_it(
    signed: JointLetter, settings: Any
) -> None:
    settings.FAMN_SEAL_FILE = ""
    assert clock.seal_letters(timezone.now()) == 0
    assert reads.seal_said(signed, at=timezone.now()) is None


def test_a_seal_that_cannot_be_opened_stops_nothing_else_and_is_told(
    signed: JointLetter, settings: Any, tmp_path: Path
) -> None:
    give_seal(settings, tmp_path, ends=timezone.now() + YEAR)
    settings.FAMN_SEAL_PASSPHRASE = "gissat"
    assert clock.seal_letters(timezone.now()) == 0
    assert "går inte att öppna" in said(signed, is_fault=True)


def test_only_the_house_seals_and_what_is_sealed_never_changes(
    signed: JointLetter, at_work: Actor, settings: Any, tmp_path: Path
) -> None:
    give_seal(settings, tmp_path, ends=timezone.now() + YEAR)
    with pytest.raises(Denied):
        actions.seal_letters(by=at_work, at=timezone.now())
    actions.seal_letters(by=HOUSE, at=timezone.now())
    for change in (SealedLetter.objects.all().delete, lambda: SealedLetter.objects.update(sha256="0")):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

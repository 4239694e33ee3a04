"""`manage archive`: a package or all of them, whole or not at all, refusing in words what it cannot do."""

from __future__ import annotations

import io
import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from famn.domain.establishment.reads.archive import documents
from famn.domain.matters.models import Matter
from famn.ground.trail import TrailEvent
from famn.management.commands.archive import HALF, name_of, taking_place_of
from tests.factories import make_document, make_incoming, make_matter
from tests.house.source import SRC
from tests.outside.packages import Package
from tests.patience import PATIENCE
from tests.people import House
from tests.scenes import scene


@scene
def matter(house: House) -> Matter:
    """A matter with an original of each of two secrecy areas."""
    row = make_matter(house.anna, registry_number="EKB 2026/14", registry_key="EKB 2026/14")
    for number, person in enumerate((house.anna, house.dag)):
        incoming = make_incoming(person, content=f"Underlag {number}".encode())
        make_document(row, incoming=incoming, kept_by_id=incoming.area_id, sha256=incoming.sha256)
    return row


def run(*arguments: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("archive", *arguments, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def originals(path: Path) -> set[bytes]:
    found = Package(path.read_bytes())
    return {found.read(name) for name in found.names() if name.endswith("/utlatande.txt")}


@pytest.mark.parametrize("written", ["code", "EKB 2026/14", "ekb  2026/14"])
def test_a_matter_is_found_by_its_code_or_its_registry_number(matter: Matter, written: str, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    out, _ = run(matter.code if written == "code" else written, "--out", str(path))
    assert Package(path.read_bytes()).wrong() == []
    assert out.startswith(str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert TrailEvent.objects.filter(verb="archive_matter", thing_id=matter.pk, user_id=None).count() == 1


def test_the_originals_of_every_area_of_the_authority_are_in_it_unless_they_are_to_stay(
    matter: Matter, tmp_path: Path
) -> None:
    run(matter.code, "--out", str(tmp_path / "a.zip"))
    _, err = run(matter.code, "--out", str(tmp_path / "b.zip"), "--without-originals")
    assert originals(tmp_path / "a.zip") == {b"Underlag 0", b"Underlag 1"}
    assert originals(tmp_path / "b.zip") == set()
    assert "originalet finns hos Öppna förskolan" in err


def test_all_are_written_each_by_its_own_name_and_what_goes_on_is_told(
    matter: Matter, house: House, tmp_path: Path
) -> None:
    other = make_matter(house.cesar, title="Ett ärende i Sjöviken")
    _, err = run("--all", "--out", str(tmp_path / "paket"))
    there = {path.name for path in (tmp_path / "paket").iterdir()}
    assert there == {f"ekb-2026-14-{matter.code}.zip", f"{other.code}.zip"}
    assert "1/2 Familjecentral i Ekbacken" in err
    assert "2/2 Ett ärende i Sjöviken" in err
    assert name_of(other) == f"{other.code}.zip"


def test_what_is_there_is_not_written_over_unless_asked(matter: Matter, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"gammalt")
    with pytest.raises(CommandError, match="finns redan"):
        run(matter.code, "--out", str(path))
    assert path.read_bytes() == b"gammalt"
    run(matter.code, "--out", str(path), "--force")
    assert Package(path.read_bytes()).wrong() == []


def test_all_goes_on_past_what_is_there_and_says_so_at_the_end(matter: Matter, house: House, tmp_path: Path) -> None:
    other = make_matter(house.cesar)
    (tmp_path / name_of(matter)).write_bytes(b"gammalt")
    with pytest.raises(CommandError, match="1 av 2 ärenden skrevs inte"):
        run("--all", "--out", str(tmp_path))
    assert (tmp_path / name_of(matter)).read_bytes() == b"gammalt"
    assert (tmp_path / name_of(other)).exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("finns-inte", "--out", "{}/a.zip"), "Inget ärende har koden"),
        (("{code}", "--out", "{}/mapp/a.zip"), "Mappen finns inte"),
        (("{code}", "--out", "{}"), "är en mapp"),
        (("--out", "{}/a.zip"), "Ange ärendets kod"),
        (("{code}", "--all", "--out", "{}"), "Ange ärendets kod"),
    ],
)
def test_what_cannot_be_done_is_said_in_words(
    arguments: tuple[str, ...], words: str, matter: Matter, tmp_path: Path
) -> None:
    filled = [one.replace("{}", str(tmp_path)).replace("{code}", matter.code) for one in arguments]
    with pytest.raises(CommandError, match=words):
        run(*filled)
    assert list(tmp_path.iterdir()) == []


def test_a_number_that_two_authorities_have_asks_for_the_code(matter: Matter, house: House, tmp_path: Path) -> None:
    other = make_matter(house.cesar, registry_number="EKB 2026/14", registry_key="EKB 2026/14")
    with pytest.raises(CommandError, match="Flera myndigheter") as refused:
        run("EKB 2026/14", "--out", str(tmp_path / "a.zip"))
    assert matter.code in str(refused.value)
    assert other.code in str(refused.value)


def test_a_run_that_fails_half_way_leaves_the_old_file_and_no_half_one(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(b"gammalt")
    with pytest.raises(RuntimeError), taking_place_of(path, force=True) as target:
        target.write(b"halv")
        raise RuntimeError
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.zip": b"gammalt"}


STOPPED = """
import sys, time
from pathlib import Path
import django
django.setup()
from famn.management.commands.archive import ending_in_order, taking_place_of
with ending_in_order(), taking_place_of(Path(sys.argv[1]), force=False) as target:
    target.write(b"halv")
    target.flush()
    print("skriver", flush=True)
    time.sleep(600)
"""


@pytest.mark.parametrize(("order", "left"), [(signal.SIGTERM, set()), (signal.SIGKILL, {f"{HALF}a.zip"})])
def test_a_killed_run_leaves_no_package_that_is_half(order: signal.Signals, left: set[str], tmp_path: Path) -> None:
    """Asked to stop it takes away what it wrote. Killed it cannot, but what is left has not the package's name."""
    path = tmp_path / "a.zip"
    environment = {**os.environ, "PYTHONPATH": str(SRC), "DJANGO_SETTINGS_MODULE": "config.settings"}
    with subprocess.Popen(
        [sys.executable, "-c", STOPPED, str(path)], env=environment, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "skriver\n"
        child.send_signal(order)
        child.wait(timeout=PATIENCE)
    assert child.returncode not in {0, None}
    assert {one.name for one in tmp_path.iterdir()} == left
    with taking_place_of(path, force=False) as target:
        target.write(b"hel")
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir()} == {"a.zip": b"hel"}


def test_memory_does_not_grow_with_the_files(
    matter: Matter, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never more than one original is held: each is read when it is written, and let go."""
    held: list[Any] = []
    most = 0
    real: Callable[[Any], bytes] = documents.original_of

    class Watched(bytes):
        def __del__(self) -> None:
            held.pop()

    def watched(incoming: Any) -> bytes:
        nonlocal most
        held.append(None)
        most = max(most, len(held))
        return Watched(real(incoming))

    monkeypatch.setattr(documents, "original_of", watched)
    for number in range(5):
        incoming = make_incoming(house.anna, content=f"Fil {number}".encode())
        make_document(matter, incoming=incoming, kept_by_id=incoming.area_id, sha256=incoming.sha256)
    run(matter.code, "--out", str(tmp_path / "a.zip"))
    assert most == 1

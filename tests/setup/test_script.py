"""The set-up script itself, in a folder of its own, without network: what it finds, skips and says."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.patience import PATIENCE
from tests.setup.conftest import clean_environment

# What a bare system has, without any Python or uv.
TOOLS = ("sh", "cat", "cksum", "dirname", "df", "awk", "mkdir", "rm", "sleep", "tr", "uname", "kill", "ps", "env")


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """An environment whose PATH leads to the system's plain tools only, and whose home is empty."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for tool in TOOLS:
        for place in ("/bin", "/usr/bin"):
            if Path(place, tool).exists() and not (folder / tool).exists():
                (folder / tool).symlink_to(Path(place, tool))
    home = tmp_path / "home"
    home.mkdir()
    return {"PATH": str(folder), "HOME": str(home), "PYENV_ROOT": str(home / "pyenv"), "LC_ALL": "C.UTF-8"}


def famn(
    checkout: Path, environment: dict[str, str], *arguments: str, shell: str = "sh"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shell, str(checkout / "famn"), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def make_program(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n" + text)
    path.chmod(0o755)


def make_ready(checkout: Path, python: str) -> None:
    """Let the environment look installed, with a program of our own as its Python."""
    make_program(checkout / ".venv" / "bin" / "python", python)
    with (checkout / "requirements" / "runtime.txt").open("rb") as file:
        checksum = subprocess.run(["cksum"], stdin=file, capture_output=True, text=True, check=True).stdout
    (checkout / ".venv" / "ready-runtime").write_text(f"{checkout.resolve()} {checksum}")


def test_a_python_that_does_not_run_is_named_in_plain_words(checkout: Path, bare: dict[str, str]) -> None:
    make_program(Path(bare["HOME"]) / "shim", "echo 'pyenv: python3.13: command not found' >&2; exit 127\n")
    done = famn(checkout, bare | {"FAMN_PYTHON": bare["HOME"] + "/shim"}, "run")
    assert done.returncode == 1
    assert "är ingen Python 3.12–3.14 som du får köra" in done.stderr
    assert done.stdout == ""


def test_with_neither_python_nor_network_it_says_what_is_missing(checkout: Path, bare: dict[str, str]) -> None:
    make_program(
        Path(bare["PATH"]) / "uv", '[ "$1" = --version ] && exit 0\necho "error: no route to host" >&2\nexit 2\n'
    )
    done = famn(checkout, bare, "run")
    assert done.returncode == 1
    assert "no route to host" in done.stderr
    assert "ingen Python 3.12–3.14 finns här" in done.stderr or "kunde inte göra miljön" in done.stderr
    assert not (checkout / ".tools" / "lock").exists()


def test_a_second_start_goes_straight_to_python_in_the_same_process(checkout: Path, bare: dict[str, str]) -> None:
    make_ready(checkout, 'echo "$$ $PYTHONPATH $*"\n')
    started = subprocess.Popen(
        ["sh", str(checkout / "famn"), "manage", "read", "en fil"], env=bare, stdout=subprocess.PIPE, text=True
    )
    said, _ = started.communicate(timeout=PATIENCE)
    assert said.split(" ", 1)[0] == str(started.pid)
    assert said.rstrip().endswith(f"{checkout}/src -P -m config.launch manage read en fil")


def test_changed_requirements_are_installed_before_anything_runs(checkout: Path, bare: dict[str, str]) -> None:
    make_ready(checkout, "exit 0\n")  # any question to this Python is answered yes
    uv_log = checkout / "uv.log"
    make_program(Path(bare["PATH"]) / "uv", f'echo "$*" >>"{uv_log}"\n')
    with (checkout / "requirements" / "runtime.txt").open("a") as file:
        file.write("# changed\n")
    assert famn(checkout, bare, "manage", "version").returncode == 0
    assert "pip install" in uv_log.read_text()
    assert "--require-hashes" in uv_log.read_text()
    assert "dev.txt" not in uv_log.read_text()
    uv_log.unlink()
    assert famn(checkout, bare, "manage", "version").returncode == 0
    assert not uv_log.exists()


def test_an_interrupted_set_up_does_not_lock_the_next_one_out(checkout: Path, bare: dict[str, str]) -> None:
    ended = subprocess.Popen(["true"])
    ended.wait()
    (checkout / ".tools" / "lock").mkdir(parents=True)
    (checkout / ".tools" / "lock" / "pid").write_text(str(ended.pid))
    make_program(Path(bare["PATH"]) / "uv", "exit 0\n")
    make_program(checkout / ".venv" / "bin" / "python", "exit 0\n")
    assert famn(checkout, bare, "manage", "version").returncode == 0


def test_an_unknown_command_shows_what_there_is(checkout: Path, bare: dict[str, str]) -> None:
    done = famn(checkout, bare, "starta")
    assert done.returncode == 1
    assert "./famn run" in done.stderr
    assert famn(checkout, bare, "help").stdout.startswith("Så här används Famn")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try it as somebody else")
def test_a_checkout_that_belongs_to_someone_else_is_said_plainly(
    checkout: Path, bare: dict[str, str], tmp_path: Path
) -> None:
    for path in (*tmp_path.rglob("*"), tmp_path, *tmp_path.parents):  # readable for all, whatever the umask
        if path.stat().st_mode & 0o005 != 0o005 and str(path).startswith("/tmp/"):
            path.chmod(0o755)
    done = subprocess.run(
        ["sh", str(checkout / "famn"), "run"],
        env=clean_environment(**bare),
        user="nobody",
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert f"får inte skriva i {checkout}" in done.stderr

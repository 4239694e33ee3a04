"""`./famn test` without arguments: two parts at once, one verdict, nothing left running. Tried in a small checkout."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from config.launch.children import end_group
from config.launch.places import ROOT
from famn.outside.processes import find_process
from tests.patience import PATIENCE
from tests.setup.conftest import clean_environment, launcher, wait_until

PYPROJECT = """
[tool.pytest.ini_options]
testpaths = ["tests"]
addopts = "-p no:django -p no:cacheprovider -rP"
"""
CONFTEST = """
import os
import pytest
from tests.parts import pytest_addoption, pytest_collection_modifyitems, pytest_ignore_collect

@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": os.environ.get("FAMN_CHROMIUM"),  # None: the one that the driver brought
        "args": ["--no-sandbox"] if os.geteuid() == 0 else [],
    }
"""
PAGE = """
import pytest

@pytest.fixture
def screen(page: object):
    return page

def test_in_browser(screen):  # asks for the browser without its name
    screen.set_content("hej")

def test_beside_it():
    pass
"""
TESTS = {"test_words.py": "def test_of_words(): pass\n", "web/test_page.py": PAGE}
# A test that says which process it runs in, and goes on until it is stopped.
STAYS = """
import os, time
from pathlib import Path

def test_that_stays({asks}):
    Path(__file__).with_suffix(".pid").write_text(str(os.getpid()))
    time.sleep(600)
"""


@dataclass
class Checkout:
    """A checkout with the launcher of ours and tests of its own, on a database address that nobody answers."""

    folder: Path
    process: subprocess.Popen[str] | None = None

    def write(self, **tests: str) -> None:
        """Put tests in files, by the file's name without `.py`."""
        for name, text in tests.items():
            (self.folder / "tests" / f"{name}.py").write_text(text)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start `./famn test`."""
        told = {
            "PYTHONPATH": str(self.folder / "src"),
            "DATABASE_URL": "postgresql://famn_app@/famn?host=/nowhere",
            "DATABASE_OWNER_URL": "postgresql://famn_owner@/famn?host=/nowhere",
        }
        self.process = subprocess.Popen(
            launcher("test", *arguments),
            env=clean_environment(**told),
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        return self.process

    def test(self, *arguments: str) -> tuple[int, str]:
        """Run `./famn test` to its end; the exit code and all that it said."""
        said, _ = self.start(*arguments).communicate(timeout=PATIENCE)
        assert self.process is not None
        return self.process.returncode, said

    def pid_of(self, name: str) -> int | None:
        """The process in which the test of this file stays, once it does."""
        with suppress(OSError, ValueError):
            return int((self.folder / "tests" / f"{name}.pid").read_text())
        return None


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Checkout]:
    checkout = Checkout(tmp_path / "checkout")
    shutil.copytree(ROOT / "src" / "config", checkout.folder / "src" / "config")
    (checkout.folder / "src" / "famn").symlink_to(ROOT / "src" / "famn")
    (checkout.folder / ".tools").mkdir()
    (checkout.folder / ".tools" / "browsers").symlink_to(ROOT / ".tools" / "browsers")  # where the driver keeps its own
    (checkout.folder / "tests" / "web").mkdir(parents=True)
    (checkout.folder / "tests" / "__init__.py").touch()
    shutil.copy(ROOT / "tests" / "parts.py", checkout.folder / "tests")
    (checkout.folder / "pyproject.toml").write_text(PYPROJECT)
    (checkout.folder / "tests" / "conftest.py").write_text(CONFTEST)
    for name, text in TESTS.items():
        (checkout.folder / "tests" / name).write_text(text)
    yield checkout
    if checkout.process is not None and checkout.process.poll() is None:
        checkout.process.kill()
    for noted in checkout.folder.glob("tests/*.pid"):
        pid = int(noted.read_text())
        if (one := find_process(pid)) and "--part=" in one.command:  # and no stranger with the same id
            end_group(pid)
    if checkout.process is not None and checkout.process.stdout:
        checkout.process.stdout.close()


def family(pid: int) -> set[int]:
    """A process with all that it has started, and what they have started."""
    listing = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs, found = [tuple(map(int, line.split())) for line in listing.splitlines()], {pid}
    while more := {child for child, parent in pairs if parent in found} - found:
        found |= more
    return found


def lives(pid: int, started: str) -> bool:
    """Whether the very same process is still there."""
    found = find_process(pid)
    return found is not None and found.started == started


def counts(said: str) -> dict[str, str]:
    """The verdict at the end: what each part says of itself, without the time."""
    lines = said.split("--- sammanlagt ---")[1].strip().splitlines()
    return {line.split(":")[0]: re.sub(r"(, \d+ warnings?)? in \d.*", "", line.split(": ")[1]) for line in lines}


def test_every_test_runs_in_one_of_two_parts_and_both_are_counted_at_the_end(small: Checkout) -> None:
    code, said = small.test()
    assert code == 0, said
    assert counts(said) == {
        "OK  tester utan webbläsare": "2 passed, 1 deselected",
        "OK  tester i webbläsare": "1 passed, 1 deselected",
    }
    first, second = said.split("--- tester i webbläsare ---")
    assert "2 passed" in first.split("--- tester utan webbläsare ---")[1]  # each is shown whole, one after another
    assert "1 passed" in second.split("--- sammanlagt ---")[0]


def test_one_red_part_makes_the_whole_red_and_each_has_a_database_of_its_own(small: Checkout) -> None:
    names = (
        "import os\ndef test_names({}):\n    print([os.environ[f'DATABASE_{{one}}URL'] for one in ('', 'OWNER_')])\n"
    )
    small.write(test_here=names.format(""), test_red=names.format("page: object") + "    assert 'röd' == 'grön'\n")
    code, said = small.test()
    assert code == 1
    assert counts(said) == {
        "OK  tester utan webbläsare": "3 passed, 2 deselected",
        "FEL tester i webbläsare": "1 failed, 1 passed, 1 deselected",
    }
    assert "'röd' == 'grön'" in said
    rest, browser = said.split("--- tester i webbläsare ---")
    assert re.findall(r"user=(\w+) dbname=(\w+)", rest) == [("famn_app", "famn_rest"), ("famn_owner", "famn_rest")]
    assert re.findall(r"user=(\w+) dbname=(\w+)", browser) == [
        ("famn_app", "famn_browser"),
        ("famn_owner", "famn_browser"),
    ]


def test_with_arguments_it_is_one_run_of_pytest(small: Checkout) -> None:
    code, said = small.test("tests/web", "-k", "browser or beside")
    assert code == 0, said
    assert "2 passed" in said
    assert "sammanlagt" not in said


def test_what_a_killed_launcher_left_keeps_the_next_run_out_until_it_has_ended(small: Checkout) -> None:
    small.write(test_here=STAYS.format(asks=""))
    process = small.start()
    wait_until(lambda: small.pid_of("test_here"), "the part without a browser is at work")
    process.kill()
    process.communicate(timeout=PATIENCE)
    code, said = small.test()
    assert (code, said.count("\n")) == (1, 1)
    assert "Testerna körs redan" in said
    os.kill(small.pid_of("test_here") or 0, signal.SIGINT)
    (small.folder / "tests" / "test_here.py").unlink()
    wait_until(lambda: small.test()[0] == 0, "the tests may run again")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asked_to_stop_both_parts_end_and_leave_nothing_running(small: Checkout, number: signal.Signals) -> None:
    small.write(test_here=STAYS.format(asks=""), test_there=STAYS.format(asks="page: object"))
    process = small.start()
    wait_until(lambda: small.pid_of("test_here") and small.pid_of("test_there"), "both parts are at work")
    seen = {pid: one.started for pid in family(process.pid) if (one := find_process(pid))}
    assert {small.pid_of("test_here"), small.pid_of("test_there")} < set(seen)
    assert len(seen) > 5  # the browser is many processes
    os.kill(process.pid, number)
    said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2, said
    wait_until(lambda: not any(lives(pid, started) for pid, started in seen.items()), "all have ended")

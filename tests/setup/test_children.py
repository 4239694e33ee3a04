"""What `./famn run` keeps alive: restarted when it ends, given up in the end, and never left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.launch import children as module
from config.launch.children import Child, Children, end_leftovers, read_run_file
from config.launch.places import LaunchError
from config.launch.signals import STOP, Signals
from famn.outside.processes import find_process
from tests.patience import PATIENCE
from tests.setup.conftest import wait_until

FOREVER = [sys.executable, "-c", "import time; time.sleep(600)"]
FAMILY = [  # a parent with a child of its own, as the web server has
    sys.executable,
    "-c",
    "import subprocess, sys, time; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
    "time.sleep(600)",
]
ENDS_AT_ONCE = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def children(tmp_path: Path) -> Iterator[Children]:
    import signal

    before = {number: signal.getsignal(number) for number in (*STOP, signal.SIGCHLD)}
    with Signals() as signals:
        keeper = Children(signals, tmp_path / "run.json", "http://localhost:1")
        yield keeper
        keeper.stop()
    for number, handler in before.items():
        signal.signal(number, handler)


def members(group: int) -> list[int]:
    return [one.pid for one in module.list_processes() if one.group == group]


def test_a_child_that_ends_is_told_of_and_comes_back(children: Children, capsys: pytest.CaptureFixture[str]) -> None:
    children.start(child := Child("Klockan", FOREVER, dict(os.environ)))
    assert child.process is not None
    first = child.process.pid
    child.process.kill()
    wait_until(lambda: (children.look_after(0.1), child.is_running and child.process.pid != first)[1], "it came back")
    assert "Klockan avslutades oväntat" in capsys.readouterr().err
    assert [one["pid"] for one in read_run_file(children.run_file)["children"]] == [child.process.pid]


def test_after_several_deaths_in_a_row_it_gives_up_and_says_so(
    children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST_FAILURES", 2)
    children.start(Child("Bakgrundsarbetaren", ENDS_AT_ONCE, dict(os.environ)))
    with pytest.raises(LaunchError, match=r"Bakgrundsarbetaren .*kod 3.* 2 gånger i rad"):
        for _ in range(int(PATIENCE) * 10):
            children.look_after(0.1)


def test_stopping_ends_the_children_of_the_children_too(children: Children) -> None:
    children.start(child := Child("Webbservern", FAMILY, dict(os.environ)))
    assert child.process is not None
    group = child.process.pid
    wait_until(lambda: len(members(group)) == 2, "the child has a child")
    children.stop()
    wait_until(lambda: members(group) == [], "the system has taken away the last of the family")
    assert not children.run_file.exists()


def test_what_a_killed_supervisor_left_is_found_and_ended(tmp_path: Path) -> None:
    left = subprocess.Popen(FAMILY, start_new_session=True)
    noted = find_process(left.pid)
    assert noted is not None
    wait_until(lambda: len(members(left.pid)) == 2, "the child has a child")
    run_file = tmp_path / "run.json"
    run_file.write_text(json.dumps({"pid": 1, "children": [{"pid": noted.pid, "started": noted.started}]}))
    os.kill(left.pid, 9)  # the first of the group is gone already; its child lives
    left.wait()
    assert end_leftovers(run_file) == 1
    wait_until(lambda: members(left.pid) == [], "all of them ended")


def test_a_stranger_who_got_the_same_process_id_is_left_alone(tmp_path: Path) -> None:
    stranger = subprocess.Popen(FOREVER, start_new_session=True)
    try:
        run_file = tmp_path / "run.json"
        run_file.write_text(json.dumps({"pid": 1, "children": [{"pid": stranger.pid, "started": "another time"}]}))
        assert end_leftovers(run_file) == 0
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()

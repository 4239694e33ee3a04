"""`./famn run` as a whole: it serves, it stops on every signal, and it recovers when it is killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest

from config.launch.places import Place
from famn.outside.database import APP, OWNER, find_server, serving
from tests.setup.conftest import Run, clean_environment, launcher, wait_until

# A shell starts a background job with SIGINT ignored, and without job control it stays so.
BACKGROUND = '"$@" & trap "" INT; child=$!; trap "kill -TERM $child" TERM; wait $child; exit $?'


def page(port: int) -> str:
    with urllib.request.urlopen(f"http://localhost:{port}/", timeout=20) as answer:
        text: str = answer.read().decode()
    return text


def test_it_serves_says_where_and_ctrl_c_stops_everything(run: Run) -> None:
    run.start()
    assert f"http://localhost:{run.port}" in run.said()
    assert "Logga in:" in run.said()
    assert "<html" in page(run.port)
    assert len(run.children()) == 3
    os.kill(run.supervisor(), signal.SIGINT)
    assert run.wait_for_end() == 0, run.said()
    assert run.left() == []
    assert not run.place.run_file.exists()


@pytest.mark.parametrize(("number", "shell"), [(signal.SIGINT, BACKGROUND), (signal.SIGTERM, ""), (signal.SIGHUP, "")])
def test_every_stop_signal_stops_everything_also_from_the_background(
    run: Run, number: signal.Signals, shell: str
) -> None:
    run.start(shell=shell)
    os.kill(run.supervisor(), number)
    assert run.wait_for_end() == 0, run.said()
    assert run.left() == []


def test_a_second_start_on_the_same_data_is_refused_with_the_address(run: Run, tmp_path: Path) -> None:
    run.start()
    second = Run(run.place, tmp_path / "second")
    second.start_only()
    assert second.wait_for_end() == 1
    assert f"Famn kör redan på http://localhost:{run.port}" in second.said()
    assert "<html" in page(run.port)


def test_after_kill_9_the_next_start_clears_up_and_serves(run: Run, tmp_path: Path) -> None:
    run.start()
    os.kill(run.supervisor(), signal.SIGKILL)
    run.wait_for_end()
    assert find_server(run.place.cluster) is not None
    following = Run(run.place, tmp_path / "following", port=run.port)
    try:
        following.start()
        assert "utan förvarning" in following.said()
        survivors = set(run.left())
        assert not any("granian" in command for command in survivors - set(following.left()))
        assert "<html" in page(run.port)
        os.kill(following.supervisor(), signal.SIGTERM)
        assert following.wait_for_end() == 0, following.said()
        assert following.left() == []
        assert run.left() == []
    finally:
        following.clear_away()


def test_a_web_server_that_is_killed_comes_back(run: Run) -> None:
    run.start()
    os.kill(run.children()[0], signal.SIGKILL)
    wait_until(lambda: "Webbservern avslutades oväntat" in run.said(), "the death was told")
    wait_until(lambda: answers(run.port), "it serves again")
    run.remember()
    os.kill(run.supervisor(), signal.SIGTERM)
    assert run.wait_for_end() == 0, run.said()
    assert run.left() == []


def answers(port: int) -> bool:
    try:
        return "<html" in page(port)
    except OSError:
        return False


def test_a_busy_port_is_told_before_anything_is_started(run: Run) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", run.port))
        other.listen()
        run.start_only()
        assert run.wait_for_end() == 1
    assert f"Porten {run.port} är upptagen" in run.said()
    assert find_server(run.place.cluster) is None


def test_a_named_database_is_used_and_no_server_is_started(run: Run, tmp_path: Path, prepared: Place) -> None:
    own = Run(Place(tmp_path / "data" / "demo", "demo"), tmp_path / "own")
    with serving(prepared.cluster, say=print) as server:
        addresses = {"DATABASE_URL": server.url(APP), "DATABASE_OWNER_URL": server.url(OWNER)}
        own.start_only(**addresses)
        wait_until(lambda: "Famn är igång" in own.said() or own.has_ended(), "Famn started")
        assert not own.has_ended(), own.said()
        assert not own.place.cluster.exists()
        os.kill(own.supervisor(), signal.SIGTERM)
        assert own.wait_for_end() == 0
        assert find_server(prepared.cluster) is not None  # not ours to stop


def test_manage_uses_the_running_database_and_leaves_it_running(run: Run) -> None:
    run.start()
    data = str(run.place.folder.parent)
    done = subprocess.run(
        launcher("manage", "--data", data, "showmigrations", "famn"),
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("famn\n [X] 0001")
    assert done.stderr == ""
    assert "<html" in page(run.port)


def test_manage_passes_the_exit_code_on_and_stops_the_server_it_started(prepared: Place) -> None:
    done = subprocess.run(
        launcher("manage", "--data", str(prepared.folder.parent), "inget_sådant"),
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    assert find_server(prepared.cluster) is None

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
from famn.outside.processes import find_process
from tests.patience import PATIENCE
from tests.setup.conftest import Run, clean_environment, launcher, wait_until

# A shell without job control starts a background job with SIGINT ignored.
BACKGROUND = '"$@" & wait $!'


def page(port: int) -> str:
    """The start page, as the web server gives it."""
    with urllib.request.urlopen(f"http://localhost:{port}/", timeout=PATIENCE) as answer:
        text: str = answer.read().decode()
    return text


def answers(port: int) -> bool:
    """Whether the start page is served."""
    try:
        return "<html" in page(port)
    except OSError:
        return False


def manage(place: Place, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`./famn manage` on this data folder."""
    return subprocess.run(
        launcher("manage", "--data", str(place.folder.parent), *arguments),
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_it_serves_and_says_where_and_how_to_sign_in(running: Run) -> None:
    assert f"http://localhost:{running.port}\n" in running.said()
    assert "Logga in:" in running.said()
    assert "<html" in page(running.port)


def test_a_second_start_on_the_same_data_is_refused_with_the_address(running: Run, tmp_path: Path) -> None:
    second = Run(running.place, tmp_path / "second")
    second.start_only()
    assert second.wait_for_end() == 1
    assert f"Famn kör redan på http://localhost:{running.port}" in second.said()
    assert answers(running.port)


def test_manage_uses_the_running_database_and_prints_nothing_of_its_own(running: Run) -> None:
    done = manage(running.place, "showmigrations", "famn")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("famn\n [X] 0001")
    assert done.stderr == ""
    assert answers(running.port)


def test_a_web_server_that_is_killed_comes_back(running: Run) -> None:
    os.kill(running.children()[0], signal.SIGKILL)
    wait_until(lambda: "Webbservern avslutades oväntat" in running.said(), "the death was told")
    wait_until(lambda: answers(running.port), "it serves again")
    running.remember()


def test_a_hung_up_terminal_stops_everything(running: Run) -> None:
    os.kill(running.supervisor(), signal.SIGHUP)
    assert running.wait_for_end() == 0, running.said()
    assert running.left() == []
    assert find_server(running.place.cluster) is None
    assert not running.place.run_file.exists()


def test_after_kill_9_the_next_start_clears_up_and_ctrl_c_stops_it_also_where_a_shell_has_it_ignored(
    run: Run, tmp_path: Path
) -> None:
    run.start()
    os.kill(run.supervisor(), signal.SIGKILL)
    run.wait_for_end()
    assert find_server(run.place.cluster) is not None
    assert len(run.left()) > 3
    following = Run(run.place, tmp_path / "following", port=run.port)
    try:
        following.start(shell=BACKGROUND)
        assert "utan förvarning" in following.said()
        assert answers(run.port)
        os.kill(following.supervisor(), signal.SIGINT)
        assert following.wait_for_end() == 0, following.said()
        assert following.left() == []
        assert run.left() == []
    finally:
        following.clear_away()


def test_a_busy_port_is_told_before_anything_is_started(run: Run) -> None:
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", run.port))
        other.listen()
        run.start_only()
        assert run.wait_for_end() == 1
    assert f"Porten {run.port} är upptagen" in run.said()
    assert find_server(run.place.cluster) is None


def test_a_named_database_is_used_no_server_is_started_and_sigterm_stops_the_rest(
    folder: Path, prepared: Place
) -> None:
    own = Run(Place(folder / "demo", "demo"), folder / "output")
    try:
        with serving(prepared.cluster, say=print) as server:
            own.start_only(DATABASE_URL=server.url(APP), DATABASE_OWNER_URL=server.url(OWNER))
            own.wait_for_start()
            assert answers(own.port)
            assert not own.place.cluster.exists()
            children = own.children()
            os.kill(own.supervisor(), signal.SIGTERM)
            assert own.wait_for_end() == 0, own.said()
            assert [pid for pid in children if find_process(pid)] == []
            assert find_server(prepared.cluster) is not None  # not ours to stop
    finally:
        own.clear_away()


def test_manage_passes_the_exit_code_on_and_stops_the_server_it_started(prepared: Place) -> None:
    done = manage(prepared, "inget_sådant")
    assert done.returncode == 1
    assert done.stdout == ""
    assert find_server(prepared.cluster) is None


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--no-demo", "--host", "0.0.0.0"], "inte är krypterad"),
        (["--no-demo", "--demo-open"], "--demo-open hör till"),
        (["--port", "70000"], "Porten 70000 finns inte"),
        (["--data", "/proc/famn"], "Får inte skriva|gick inte"),
    ],
)
def test_what_cannot_be_is_refused_in_one_plain_line(arguments: list[str], told: str) -> None:
    done = subprocess.run(
        launcher("run", *arguments),
        env=clean_environment(),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("famn: ")
    assert done.stderr.count("\n") == 1
    assert any(words in done.stderr for words in told.split("|"))

"""`./famn test`: a browser, a database cluster of the tests' own, then pytest: all tests in two parts at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from config.launch.environment import Environment, python, with_database, with_own_name
from config.launch.managing import run_in_terminal
from config.launch.parts import Part, run_at_once
from config.launch.places import ROOT, LaunchError, Place, say, try_lock

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
TOOLS = ("msgfmt", "xgettext")  # of the package gettext
OWN_BROWSERS = ROOT / ".tools" / "browsers"
PARTS = {"rest": "tester utan webbläsare", "browser": "tester i webbläsare"}  # of tests/parts.py


def test(arguments: list[str]) -> int:
    """Run all tests, or those that pytest's own arguments choose; return its exit code. Raises LaunchError."""
    place = tests_place()
    place.make()
    lock = try_lock(place, "tests")
    if lock is None:
        raise LaunchError("Testerna körs redan i den här mappen. Vänta tills de är klara.")
    with lock:
        browser = _get_ready()
        with with_database(place, careless=True) as environment:
            if arguments:
                return run_in_terminal(python("pytest", *arguments), environment | browser, folder=ROOT)
            return run_at_once([_part(part, environment | browser) for part in PARTS], lock)


def _part(part: str, environment: Environment) -> Part:
    """Those tests that belong to `part`, in databases of their own."""
    seen = environment | {"COLUMNS": str(shutil.get_terminal_size().columns)}
    colour = "yes" if sys.stdout.isatty() else "no"
    command = python("pytest", f"--part={part}", f"--color={colour}")
    return Part(PARTS[part], command, with_own_name(seen, part))


def tests_place() -> Place:
    """The tests' own data folder; it is kept between runs, and the user's data is never in it."""
    return Place(ROOT / ".data" / "test", "test")


def _get_ready() -> Environment:
    """Have a browser that runs and gettext's programs; return the settings that lead to the browser."""
    if not (_system_browser() and _has_tools()):
        _install_by_apt([*([] if _system_browser() else ["chromium"]), *([] if _has_tools() else ["gettext"])])
    if not _has_tools():
        say("Varning: gettext saknas (msgfmt, xgettext). Tester av översättningar kommer att misslyckas.")
    if browser := _system_browser():
        return {"FAMN_CHROMIUM": browser}
    return _playwrights_browser()


def _has_tools() -> bool:
    return all(shutil.which(tool) for tool in TOOLS)


def _system_browser() -> str | None:
    """A browser of the system that really runs; a package may leave only a signpost to another shop."""
    for name in BROWSERS:
        path = shutil.which(name)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
            return path
    return None


def _install_by_apt(packages: list[str]) -> None:
    """Install as root, or where sudo asks no password; elsewhere nothing happens."""
    if shutil.which("apt-get") is None:
        return
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if as_root and (shutil.which("sudo") is None or not _succeeds([*as_root, "true"])):
        return
    say(f"Installerar {' och '.join(packages)} med apt …")
    apt = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    if not _succeeds(install):
        _succeeds([*apt, "update"])
        _succeeds(install)


def _playwrights_browser() -> Environment:
    """Playwright's own Chromium, kept inside the checkout."""
    settings = {"PLAYWRIGHT_BROWSERS_PATH": str(OWN_BROWSERS)}
    say("Hämtar Playwrights egen Chromium …")
    if not _succeeds(python("playwright", "install", "chromium"), os.environ | settings):
        raise LaunchError(
            "Ingen webbläsare att testa med: chromium finns inte här, och Playwrights egen gick inte att hämta. "
            "Installera paketet chromium och försök igen."
        )
    return settings


def _succeeds(command: list[str], environment: Environment | None = None) -> bool:
    """Run with the output on stderr, and tell whether it went well."""
    return subprocess.run(command, stdout=2, stdin=subprocess.DEVNULL, env=environment, check=False).returncode == 0

"""`./famn test`: a browser, a database cluster of the tests' own, then pytest: all tests in two parts at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from config.launch.environment import Environment, python, with_database, with_own_name
from config.launch.managing import run_in_terminal
from config.launch.memory import in_memory
from config.launch.parts import Part, run_at_once
from config.launch.places import ROOT, LaunchError, Place, say, try_lock

LIGHT = "chromium-headless-shell"  # Chromium without windows and menus: a page costs it a third less
BROWSERS = (LIGHT, "chromium", "chromium-browser", "google-chrome")
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
        with in_memory(place) as quick, with_database(quick, careless=True) as environment:
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
    """The tests' own data folder, never with a user's data in it: its lock, and the cluster if memory has no room."""
    return Place(ROOT / ".data" / "test", "test")


def _get_ready() -> Environment:
    """Have a browser that runs and gettext's programs; return the settings that lead to the browser."""
    if packages := [*_browsers_to_install(), *([] if _has_tools() else ["gettext"])]:
        _install_by_apt(packages)
    if not _has_tools():
        say("Varning: gettext saknas (msgfmt, xgettext). Tester av översättningar kommer att misslyckas.")
    if browser := _system_browser():
        return {"FAMN_CHROMIUM": browser}
    return _playwrights_browser()


def _browsers_to_install() -> list[str]:
    """The light one where apt has it, else Chromium where there is no browser; nothing where one is named."""
    if os.environ.get("FAMN_CHROMIUM") or _runs(LIGHT):
        return []
    if _runs("apt-cache") and _answers(["apt-cache", "show", LIGHT]):
        return [LIGHT]
    return [] if _system_browser() else ["chromium"]


def _has_tools() -> bool:
    return all(shutil.which(tool) for tool in TOOLS)


def _system_browser() -> str | None:
    """The browser that FAMN_CHROMIUM names, else one of the system that really runs."""
    return next((path for name in (os.environ.get("FAMN_CHROMIUM", ""), *BROWSERS) if (path := _runs(name))), None)


def _runs(name: str) -> str | None:
    """The path of a program that really runs; a package may leave only a signpost to another shop."""
    path = shutil.which(name)
    return path if path and _answers([path, "--version"]) else None


def _answers(command: list[str]) -> bool:
    """Whether a question goes well; what is answered is not shown."""
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


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
    if not _succeeds(python("playwright", "install", "--only-shell", "chromium"), os.environ | settings):
        raise LaunchError(
            "Ingen webbläsare att testa med: chromium finns inte här, och Playwrights egen gick inte att hämta. "
            "Installera paketet chromium och försök igen."
        )
    return settings


def _succeeds(command: list[str], environment: Environment | None = None) -> bool:
    """Run with the output on stderr, and tell whether it went well."""
    return subprocess.run(command, stdout=2, stdin=subprocess.DEVNULL, env=environment, check=False).returncode == 0

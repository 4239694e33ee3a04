"""`./famn run`: the database, the web server, the worker and the clock, until someone says stop."""

from __future__ import annotations

import http.client
import socket
import sys
import time
from contextlib import closing, suppress
from dataclasses import dataclass

from config.launch.children import Child, Children, end_leftovers, read_run_file
from config.launch.environment import Environment, django_command, python, with_database
from config.launch.places import LaunchError, Place, find_place, say, try_lock
from config.launch.preparing import Stopped, prepare
from config.launch.signals import Signals
from famn.outside.database import find_server

USAGE = "./famn run [--port N] [--host H] [--data MAPP] [--no-demo] [--demo-open]"

WEB_WORKERS = 2
WEB_THREADS = 4  # in each; a database connection each
WEB_QUEUE = 64  # requests in each that may wait or be served; those beyond wait in the system's own queue
ARENAS = "2"  # heaps that the threads of each share (glibc): more only hold memory that nobody uses
WORKER_PAUSE = 1.0  # seconds between looks for work, when there was none
CLOCK_PAUSE = 60.0  # seconds between doing what is due by the clock
ANSWER_SECONDS = 300.0  # a slow computer with other work to do gets there too
FIRST_PAGE_SECONDS = 60.0  # the first answer is the slowest: nothing is in memory yet

LOOPBACK = ("localhost", "127.0.0.1", "::1")
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  addresses to listen on, and where to reach them


@dataclass(frozen=True, slots=True)
class Options:
    """What the person asked for on the command line."""

    port: int
    host: str
    data: str | None
    no_demo: bool
    demo_open: bool


def run(options: Options) -> int:
    """Start everything, tell the address, wait for a stop signal, stop everything. Raises LaunchError."""
    place = find_place(options.data, no_demo=options.no_demo)
    _refuse_unsafe(options, place)
    place.make()
    lock = try_lock(place, "run")
    if lock is None:
        where = read_run_file(place.run_file).get("address", "(startar just nu)")
        raise LaunchError(f"Famn kör redan på {where}, med datamappen {place.folder}. Stanna det, eller välj --data.")
    with lock, Signals() as signals:
        if end_leftovers(place.run_file):
            say("Avslutade det som var kvar sedan Famn sist stannade utan förvarning.")
        _require_free_port(options)
        with suppress(Stopped):
            _serve(options, place, signals)
        if find_server(place.cluster):
            say("Ett annat kommando använder databasen; den stannar när det är klart.")
        say("Allt annat är stannat." if find_server(place.cluster) else "Allt är stannat. Inget är förlorat.")
    return 0


def _serve(options: Options, place: Place, signals: Signals) -> None:
    say(f"Startar databasen i {place.folder} …")
    with with_database(place) as environment:
        environment |= _web_settings(options, environment)
        children = Children(signals, place.run_file, environment["FAMN_ORIGIN"])
        prepare(place, environment, signals)
        try:
            say("Startar webbservern …")
            children.start(_web_server(options, environment))
            if _wait_for_answer(options, children):
                _tell(options, place, environment["FAMN_ORIGIN"])
            for child in _helpers(environment):  # after the web server, which somebody is waiting for
                if not signals.stopping:
                    children.start(child)
            while not signals.stopping:
                children.look_after(60.0)
        finally:
            say("Stannar …")
            children.stop()


def _web_server(options: Options, environment: Environment) -> Child:
    command = python(
        "granian",
        *("--interface", "wsgi", "--host", options.host, "--port", str(options.port)),
        *("--workers", str(WEB_WORKERS), "--blocking-threads", str(WEB_THREADS)),
        *("--backpressure", str(WEB_QUEUE), "--no-ws", "--log-level", "warning"),
        *("--respawn-failed-workers", "--workers-kill-timeout", "8"),
        "config.wsgi:application",
    )
    return Child("Webbservern", command, {"MALLOC_ARENA_MAX": ARENAS} | environment, has_deaf_children=True)


def _helpers(environment: Environment) -> list[Child]:
    """The worker does what pages have ordered; the clock does what is due."""
    worker = django_command("db_worker", "--interval", str(WORKER_PAUSE), "--no-reload", "--skip-checks")
    clock = django_command("tick", "--loop", str(CLOCK_PAUSE))
    return [Child("Bakgrundsarbetaren", worker, environment), Child("Klockan", clock, environment)]


def _web_settings(options: Options, environment: Environment) -> Environment:
    """The address people use, unless the person has set it; and what the demo leaves open."""
    shown = "localhost" if options.host in {*LOOPBACK, *EVERYWHERE} else options.host
    settings = {"FAMN_ORIGIN": environment.get("FAMN_ORIGIN") or f"http://{shown}:{options.port}"}
    if options.demo_open:
        settings["FAMN_DEMO_OPEN"] = "1"
    if options.host not in LOOPBACK and not environment.get("FAMN_HOSTS"):
        own_name = socket.gethostname() if options.host in EVERYWHERE else options.host
        settings["FAMN_HOSTS"] = f"localhost 127.0.0.1 [::1] {own_name}"
    return settings


# --- before we begin --------------------------------------------------------------------------------


def _refuse_unsafe(options: Options, place: Place) -> None:
    if options.demo_open and place.mode != "demo":
        raise LaunchError("--demo-open hör till exempeldata; det går inte ihop med --no-demo.")
    if place.mode == "local" and options.host not in LOOPBACK:
        raise LaunchError(
            "Med --no-demo svarar Famn bara den egna datorn, eftersom trafiken inte är krypterad. "
            "För drift: FAMN_MODE=production, se docs/operations.md."
        )


def _require_free_port(options: Options) -> None:
    """Say so at once when something else listens there; the web server would only say it in English, late."""
    if not 0 < options.port < 65536:
        raise LaunchError(f"Porten {options.port} finns inte. Välj en mellan 1024 och 65535 med --port.")
    try:
        found = socket.getaddrinfo(options.host, options.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except socket.gaierror:
        raise LaunchError(f"Datorn känner inte till värden {options.host} (--host).") from None
    family, kind, protocol, _, address = found[0]
    with closing(socket.socket(family, kind, protocol)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except PermissionError:
            raise LaunchError(
                f"Porten {options.port} kräver särskild behörighet. Välj en över 1023 med --port."
            ) from None
        except OSError:
            other = options.port + 1
            raise LaunchError(
                f"Porten {options.port} är upptagen av något annat. Välj en annan: --port {other}"
            ) from None


# --- when it runs -----------------------------------------------------------------------------------


def _wait_for_answer(options: Options, children: Children) -> bool:
    """Wait till the start page is served. False if we were asked to stop first, or it does not answer well."""
    until = time.monotonic() + ANSWER_SECONDS
    status = 0
    while not children.signals.stopping and time.monotonic() < until:
        status = _status_of_start_page(options)
        if 0 < status < 500:
            return True
        children.look_after(0.1)
    if not children.signals.stopping:
        say(f"Webbservern svarar inte som den ska (kod {status or 'saknas'}). Felet står ovan.")
    return False


def _status_of_start_page(options: Options) -> int:
    """The HTTP status of the start page, 0 while nothing answers."""
    host = EVERYWHERE.get(options.host, options.host)
    with closing(http.client.HTTPConnection(host, options.port, timeout=FIRST_PAGE_SECONDS)) as connection:
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{options.port}"})
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0


SIGN_IN_TO_DEMO = """\
  Logga in:       {address}/demo/ där du klickar på en av exempelpersonerna. Inget lösenord behövs."""

SIGN_IN = """\
  Logga in:       med e-post och lösenord. Den första personen läggs upp från ett annat fönster:
                  ./famn manage --no-demo first_person --help"""


def _tell(options: Options, place: Place, address: str) -> None:
    lines = [
        "",
        f"  Famn är igång:  {address}",
        SIGN_IN_TO_DEMO.format(address=address) if place.mode == "demo" else SIGN_IN,
        f"  Data finns i:   {place.folder}",
        "  Avsluta:        Ctrl-C",
        "",
    ]
    if options.demo_open:
        lines.insert(3, "  OBS:            --demo-open låter vem som helst som når adressen logga in.")
    print("\n".join(lines), flush=True, file=sys.stdout)

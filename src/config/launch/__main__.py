"""The door: `python -m config.launch run|test|check|manage …`, called by the script `./famn`."""

from __future__ import annotations

import argparse
import errno
import os
import sys

from config.launch import checking, managing, running, testing
from config.launch.places import LaunchError, say
from famn.outside.database import DatabaseError

USAGE_FAULT = 2


def main(arguments: list[str]) -> int:
    """Do what was asked and return the exit code; every foreseen hindrance is told in one plain message."""
    os.umask(0o077)  # what is written from here on is data
    verb, rest = (arguments[0], arguments[1:]) if arguments else ("", [])
    try:
        match verb:
            case "run":
                return running.run(_run_options(rest))
            case "test":
                return testing.test(rest)
            case "check":
                return checking.check()
            case "manage":
                return managing.manage(rest)
            case _:
                say("Säg run, test, check eller manage.")
                return USAGE_FAULT
    except (LaunchError, DatabaseError) as hindrance:
        say(str(hindrance))
    except KeyboardInterrupt:
        say("Avbrutet.")
    except OSError as fault:
        say(_in_plain_words(fault))
    return 1


def _run_options(arguments: list[str]) -> running.Options:
    parser = argparse.ArgumentParser(prog="./famn run", add_help=False, usage=running.USAGE)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--data")
    parser.add_argument("--no-demo", action="store_true")
    parser.add_argument("--demo-open", action="store_true")
    parser.add_argument("-h", "--help", action="help")
    return running.Options(**vars(parser.parse_args(arguments)))


def _in_plain_words(fault: OSError) -> str:
    where = f" ({fault.filename})" if fault.filename else ""
    match fault.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"Disken är full{where}. Frigör utrymme och försök igen; inget är förlorat."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return f"Får inte skriva här{where}. Välj en datamapp som är din egen: --data MAPP."
        case _:
            return f"Det gick inte: {fault}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

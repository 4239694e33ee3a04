"""A program of its own: several of Django's commands in one process, for the sake of a fast start.

`python -m config.launch.steps migrate load_reference`, with the settings in the environment.
"""

from __future__ import annotations

import sys
import time

import django
from django.core.management import CommandError, call_command

# Each step: what the person at the terminal is told, and the command's options.
STEPS: dict[str, tuple[str, dict[str, object]]] = {
    "migrate": ("Lägger upp databasens tabeller", {"interactive": False}),
    "load_reference": ("Läser in kommuner, regioner och andra grunddata", {}),
    "load_demo": ("Läser in exempeldata", {}),
    "collectstatic": ("Samlar sidornas stilmallar, typsnitt och bilder", {"interactive": False}),
}


def main(names: list[str]) -> int:
    """Run the steps in order; stop at the first that fails and return 1."""
    django.setup()
    for name in names:
        told, options = STEPS[name]
        print(f"famn: {told} …", end="", file=sys.stderr, flush=True)
        began = time.monotonic()
        try:
            call_command(name, verbosity=0, stdout=sys.stderr, **options)
        except CommandError as fault:
            print(f" misslyckades.\n{fault}", file=sys.stderr)
            return 1
        print(f" {time.monotonic() - began:.1f} s", file=sys.stderr, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

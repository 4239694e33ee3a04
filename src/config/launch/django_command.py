"""A program of its own: one of Django's commands, named in its help as the person typed it."""

from __future__ import annotations

import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    execute_from_command_line(["famn manage", *sys.argv[1:]])

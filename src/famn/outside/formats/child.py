"""A process of its own that reads one file from its input and writes the answer as JSON. Started by `extract_guarded`.

It takes its limits before it looks at the file. It is run by path, with a Python that sees nothing of its surroundings.
"""

from __future__ import annotations

import json
import math
import resource
import signal
import sys
from contextlib import suppress
from pathlib import Path


def main() -> None:
    """`child.py SECONDS MEGABYTES`: limits on the processor's time and on memory."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    seconds, megabytes = float(sys.argv[1]), int(sys.argv[2])
    signal.setitimer(signal.ITIMER_PROF, seconds)  # it ends us by SIGPROF; the hard limit knows whole seconds only
    _limit(resource.RLIMIT_CPU, math.ceil(seconds))
    _limit(resource.RLIMIT_AS, megabytes * 1024 * 1024)
    _limit(resource.RLIMIT_FSIZE, 0)  # it writes no file,
    _limit(resource.RLIMIT_CORE, 0)  # and a crash leaves no copy of the document behind
    sys.stdout.write(json.dumps(_answer(sys.stdin.buffer.read())))


def _limit(kind: int, value: int) -> None:
    with suppress(ValueError, OSError):  # macOS knows no limit on memory; a tighter one may stand already
        resource.setrlimit(kind, (value, value))


def _answer(content: bytes) -> dict[str, str | int]:
    from famn.outside.formats.answer import Code, Fault  # only now is the path set
    from famn.outside.formats.choose import read_any

    try:
        text, pages, kind = read_any(content)
    except Fault as fault:
        return {"code": fault.code}
    except MemoryError:
        return {"code": Code.BOMB}
    return {"text": text, "pages": pages, "kind": kind}


if __name__ == "__main__":
    main()

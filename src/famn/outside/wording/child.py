"""A process of its own that fills or inspects one template. Started by `famn.outside.word`.

It takes its limits before it looks at the template. It is run by path, with a Python that sees nothing of its
surroundings. In and out go JSON, with files in base 64.
"""

from __future__ import annotations

import base64
import json
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any


def main() -> None:
    """`child.py SECONDS MEGABYTES`: limits on the processor's time and on memory."""
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    seconds, megabytes = int(sys.argv[1]), int(sys.argv[2])
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_AS, megabytes * 1024 * 1024)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    sys.stdout.write(json.dumps(_answer(json.load(sys.stdin))))


def _limit(kind: int, value: int) -> None:
    with suppress(ValueError, OSError):  # macOS knows no limit on memory; a tighter one may stand already
        resource.setrlimit(kind, (value, value))


def _answer(asked: dict[str, Any]) -> dict[str, Any]:
    from famn.outside.wording.fill import Code, TemplateFault, fill, inspect  # only now is the path set

    template = base64.b64decode(asked["template"])
    try:
        if asked["paper"] is None:
            found = inspect(template)
            return {"used": found.used, "misspelt": found.misspelt, "missing": found.missing}
        return {"document": base64.b64encode(fill(template, asked["paper"])).decode("ascii")}
    except TemplateFault as fault:
        return {"code": fault.code, "detail": fault.detail}
    except (MemoryError, RecursionError):
        return {"code": Code.TOO_LARGE, "detail": ""}


if __name__ == "__main__":
    main()

"""Pictures beside shared links, as PNG, by typst: drawn by us, out of facts that are data and never read as typst."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from famn.outside.pdf import FONTS

if TYPE_CHECKING:
    import typst

PICTURES: Final = Path(__file__).with_name("pictures")
WIDTH, HEIGHT = 1200, 630  # pixels, as those who show shared links ask for
_ONE_AT_A_TIME: Final = Lock()  # a kept compiler works on one picture at a time


def share_picture(told: Mapping[str, Any]) -> bytes:
    """A PNG of 1200 by 630 pixels.

    `told` holds `name`, `place`, `line`, and `legs`: of each `word`, `ink` and `tint` (colours) and `drawing` (an SVG).
    Raises RuntimeError where typst cannot draw it.
    """
    with _ONE_AT_A_TIME:
        content = _compiler().compile(format="png", ppi=72, sys_inputs={"told": json.dumps(told)})
    if not isinstance(content, bytes):  # None or a picture each: typst promises neither
        raise RuntimeError("typst gave no picture")
    return content


@cache
def _compiler() -> typst.Compiler:
    """The compiler with the drawing and its fonts read in; kept as long as the process lives."""
    import typst  # slow to load and large: a process that draws nothing is spared it

    return typst.Compiler(PICTURES / "share.typ", root=PICTURES, font_paths=[FONTS], ignore_system_fonts=True)

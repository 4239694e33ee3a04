"""A week on the door and in a shared picture, by typst: the sheet as PDF/UA, the picture as PNG.

The facts go in as data and are never read as typst. As for letters, whatever typst warns of is a fault: a sign that no
font has would otherwise be missing in silence.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Literal

from famn.outside.pdf import FONTS, PdfFault, fault_of

if TYPE_CHECKING:
    import typst

POSTERS: Final = Path(__file__).with_name("posters")
WIDTH, HEIGHT = 1080, 1350  # pixels of the picture: the tallest that social media show whole
_ONE_AT_A_TIME: Final = Lock()  # a kept compiler works on one document at a time


def week_sheet(week: Mapping[str, Any]) -> bytes:
    """A week as a PDF to put on the door (`famn.web.public.sheet.Week`). Raises `PdfFault`, never prints half."""
    return _made("sheet", week, "pdf")


def week_picture(week: Mapping[str, Any]) -> bytes:
    """A week as a PNG of 1080 by 1350 pixels. Raises `PdfFault`."""
    return _made("picture", week, "png")


def qr_drawing(address: str) -> str:
    """An address as a QR code, an SVG of shapes; its middle level of mending lets a wet corner be unreadable."""
    import segno  # 8 MB of a worker's memory: only who draws a code pays

    return str(segno.make(address, error="m", micro=False).svg_inline(border=2, dark="#123a30", light="#ffffff"))


def _made(name: str, week: Mapping[str, Any], kind: Literal["pdf", "png"]) -> bytes:
    import typst  # slow to load and large: a process that prints nothing is spared it

    standards: list[Any] = ["ua-1"] if kind == "pdf" else []
    with _ONE_AT_A_TIME:
        try:
            content, warnings = _compiler(name).compile_with_warnings(
                format=kind, ppi=72.0, sys_inputs={"week": json.dumps(week)}, pdf_standards=standards
            )
        except typst.TypstError as error:
            raise fault_of(str(error)) from error
    if warnings:
        raise fault_of(*map(str, warnings))
    if not isinstance(content, bytes):  # None or a page each: typst promises neither
        raise fault_of("typst gave no file")
    return content


@cache
def _compiler(name: str) -> typst.Compiler:
    """The compiler with one poster and its fonts read in; kept as long as the process lives."""
    import typst  # as in `_made`

    root = POSTERS.parent
    return typst.Compiler(POSTERS / f"{name}.typ", root=root, font_paths=[FONTS], ignore_system_fonts=True)


__all__ = ["PdfFault", "qr_drawing", "week_picture", "week_sheet"]

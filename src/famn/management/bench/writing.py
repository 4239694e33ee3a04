"""How fast a document of three pages is written as PDF and as Word, beside an office suite that converts it."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from famn.domain.matters.drafting.content import Content, Point, Section, Signatory
from famn.domain.matters.drafting.paper import Attestation, Head, Letterhead, compose
from famn.management.bench import Budget, at_most, not_measured
from famn.outside.pdf import compile_pdf
from famn.outside.word import render_word
from famn.seeds.layouts import STOCKHOLM_DISTRICT

PDF_SHARE: Final = 0.04  # of the office suite's time
WORD_SHARE: Final = 0.03
TIMES: Final = 5
SUITES: Final = ("soffice", "libreoffice")
PATIENCE: Final = 120  # seconds with the office suite

SENTENCES: Final = (
    "Familjecentralen samlar barnmorska, barnavårdscentral, öppen förskola och förebyggande socialtjänst."
    " Föräldrar i stadsdelen har länge bett om ett ställe dit de kan gå utan tid och utan remiss."
    " Kostnaden ryms inom ramen, eftersom hyran delas mellan parterna. "
)
TABLE: Final = "| Månad | Barn | Vuxna |\n|---|---|---|\n" + "\n".join(
    f"| Vecka {number} | {number * 37} | {number * 29} |" for number in range(1, 13)
)


def measure() -> Iterator[Budget]:
    """The two budgets of writing; without an office suite they cannot be told, and say so."""
    paper = three_pages()
    pdf, word = _median(lambda: compile_pdf(paper)), _median(lambda: render_word(paper))
    office = _office_suite(render_word(paper))
    names = ("write: a PDF/UA of three pages", "write: a Word file of three pages")
    for name, ours, share in zip(names, (pdf, word), (PDF_SHARE, WORD_SHARE), strict=True):
        if office is None:
            yield not_measured(f"{name} (no office suite installed)", ours * 1000, "ms")
        else:
            yield at_most(
                f"{name}, {share} of the office suite's {office * 1000:.0f} ms",
                ours * 1000,
                share * office * 1000,
                "ms",
            )


def three_pages() -> dict[str, Any]:
    """A paper of three pages about a place that is not."""
    text = f"{SENTENCES}\n\n{SENTENCES * 2}"
    content = Content(
        "Avsiktsförklaring om familjecentral i Ekbacken",
        tuple(
            Section(one.key, one.heading, f"{text}\n\n{TABLE}" if one.key == "matter" else text)
            for one in STOCKHOLM_DISTRICT.text_headings
        ),
        (Point("Ekbackens stadsdelsnämnd godkänner avsiktsförklaringen."), Point("", immediate_approval=True)),
        ("Avsiktsförklaring",),
        (),
        (Signatory("Siv Provström", "stadsdelsdirektör"), Signatory("Tage Exempelius", "avdelningschef")),
    )
    head = Head(
        Letterhead("Ekbackens stadsdelsförvaltning", address=("Box 24 156", "104 51 Granhult")),
        "Ekbackens stadsdelsnämnd",
        "2026-02-25",
        "2026-03-11",
        "EKB 2026/113",
        "Elvira Testlund",
    )
    attested = (Attestation("Siv Provström", "stadsdelsdirektör", "2026-02-25"),)
    return compose(content, STOCKHOLM_DISTRICT, head, attested).as_json()


def _median(write: Callable[[], bytes]) -> float:
    """Seconds that one writing takes, when there have been others before it."""
    write()
    return statistics.median(_seconds(write) for _ in range(TIMES))


def _seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started


def _office_suite(document: bytes) -> float | None:
    """Seconds that an office suite takes to make a PDF of the Word file; None where there is none."""
    program = next(filter(None, map(shutil.which, SUITES)), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "document.docx").write_bytes(document)
        command = [
            *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"),
            *("--convert-to", "pdf", "--outdir", str(folder), str(folder / "document.docx")),
        ]

        def convert() -> None:
            subprocess.run(command, check=True, capture_output=True, timeout=PATIENCE)  # noqa: S603  found above

        convert()  # makes its profile
        return statistics.median(_seconds(convert) for _ in range(3))

"""How fast documents are read, how much memory thousands take, and how soon a hostile file has its answer."""

from __future__ import annotations

import datetime as dt
import resource
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle, islice
from pathlib import Path
from typing import Final

from famn.domain.matters.reading import read_many, read_text
from famn.management.bench import Budget, at_least, at_most
from famn.management.bench.documents import documents, pages
from famn.management.bench.hostile import hostile_files
from famn.management.bench.simple_pdf import write_pdf
from famn.outside.extract import Unreadable, extract_guarded
from famn.outside.formats.answer import MAX_BYTES

type File = tuple[str, bytes]

A_SECOND: Final = 200  # documents, on one core
PATIENCE: Final = 2.0  # seconds
FLAT: Final = 16  # megabytes that nine tenths of the documents may add to what the first tenth took
PAGES: Final = 200
TODAY: Final = dt.date(2026, 3, 2)  # what is measured must not be another from day to day
TIMES: Final = 3


def measure(folder: Path | None = None, *, count: int = 10_000) -> Iterator[Budget]:
    """The budgets of reading, over `count` documents: made up, or those of `folder` over and over.

    Memory is measured first, while nothing else has taken any.
    """
    rate, growth = _read_all(_files(folder, count))
    yield at_least("read: documents a second on one core", rate, A_SECOND, "documents/s")
    yield at_most(f"read: memory for {count:,} documents, growth after a tenth of them", growth, FLAT, "MB")
    yield at_most(f"read: a PDF of {PAGES} pages, file to fields", _long_pdf(), PATIENCE, "s")
    yield at_most("read: the slowest answer to a hostile file", max(_answers()), PATIENCE, "s")


def _files(folder: Path | None, count: int) -> list[File]:
    if folder is None:
        return [(f"{number}.txt", text.encode()) for number, text in enumerate(documents(count))]
    found = [(each.name, each.read_bytes()) for each in sorted(folder.iterdir()) if each.is_file()]
    return list(islice(cycle(found), count))


def _read_all(files: list[File]) -> tuple[float, float]:
    """Documents a second of this process's own time, and megabytes that its peak grew after the first tenth."""
    early = 0.0

    def texts() -> Iterator[tuple[str, str]]:
        nonlocal early
        for number, (name, content) in enumerate(files):
            if number == len(files) // 10:
                early = _peak()
            yield name, extract_guarded(content, name=name).text

    started = time.process_time()
    for _ in read_many(texts(), today=TODAY):
        pass
    return len(files) / (time.process_time() - started), _peak() - early


def _peak() -> float:
    """The most memory that this process has held, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1024**2 if sys.platform == "darwin" else peak / 1024


def _long_pdf() -> float:
    """Seconds from a long PDF to its fields: the median of some times."""
    content = write_pdf(pages(PAGES), packed=True)
    return statistics.median(_answer_time(("long.pdf", content)) for _ in range(TIMES))


def _answers() -> Iterator[float]:
    """Seconds until each kind of hostile file was refused, or read like any other."""
    return map(_answer_time, hostile_files(MAX_BYTES))


def _answer_time(file: File) -> float:
    name, content = file
    started = time.perf_counter()
    with suppress(Unreadable):
        read_text(extract_guarded(content, name=name).text, today=TODAY)
    return time.perf_counter() - started

"""How fast documents are read, how much memory thousands take, and how soon a hostile file has its answer."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Iterator
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
TIMES: Final = 3


def measure(folder: Path | None = None, *, count: int = 10_000) -> Iterator[Budget]:
    """The budgets of reading, over `count` documents: made up, or those of `folder` over and over.

    Memory is measured first, while nothing else has taken any.
    """
    rate, growth = _read_all(_files(folder, count), count)
    yield at_least("read: documents a second on one core", rate, A_SECOND, "documents/s")
    yield at_most(f"read: memory for {count:,} documents, growth after a tenth of them", growth, FLAT, "MB")
    yield at_most(f"read: a PDF of {PAGES} pages, file to fields", _long_pdf(), PATIENCE, "s")
    yield at_most("read: the slowest answer to a hostile file", max(_refusals()), PATIENCE, "s")


def _files(folder: Path | None, count: int) -> Iterator[File]:
    if folder is None:
        for number, text in enumerate(documents(count)):
            yield f"{number}.txt", text.encode()
        return
    found = [(each.name, each.read_bytes()) for each in sorted(folder.iterdir()) if each.is_file()]
    yield from islice(cycle(found), count)


def _read_all(files: Iterator[File], count: int) -> tuple[float, float]:
    """Documents a second of this process's own time, and megabytes that its peak grew after the first tenth."""
    spent = early = 0.0

    def texts() -> Iterator[tuple[str, str]]:
        nonlocal spent, early
        for number, (name, content) in enumerate(files):
            if number == count // 10:
                early = _peak()
            started = time.process_time()
            text = extract_guarded(content, name=name).text
            spent += time.process_time() - started
            yield name, text

    # Making the documents up is not reading: what it takes is left out by timing around it.
    started = time.process_time()
    made = 0.0
    for _ in read_many(texts()):
        pass
    spent = time.process_time() - started - made
    return count / spent, _peak() - early

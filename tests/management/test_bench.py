"""`./famn manage bench`: what it prints. The figures are the machine's business."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from famn.domain.matters.reading import Kind, read_text
from famn.management.bench import at_least, at_most, newcomer
from famn.management.bench.documents import documents
from famn.management.bench.writing import three_pages
from famn.outside.extract import extract
from famn.outside.pdf import compile_pdf
from tests.patience import PATIENCE
from tests.people import DAY


def test_reading_is_measured_as_one_object_a_line() -> None:
    out = StringIO()
    call_command("bench", "read", "--count", "20", "--json", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert all(list(line) == ["budget", "ours", "limit", "unit", "ratio", "met"] for line in lines)
    assert [line["unit"] for line in lines] == ["documents/s", "MB", "s", "s"]
    assert all(isinstance(line["met"], bool) for line in lines)


def test_a_rate_must_reach_its_limit_and_a_time_stay_within_it() -> None:
    assert at_least("rate", 200, 200, "/s").met
    assert not at_least("rate", 199, 200, "/s").met
    assert at_most("time", 2, 2, "s").met
    assert not at_most("time", 2.1, 2, "s").met
    assert at_most("time", 1, 2, "s").as_json()["ratio"] == 0.5


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="ingen mapp med filer"):
        call_command("bench", "read", "--from", str(tmp_path))


def test_the_documents_measured_are_of_different_kinds_and_always_the_same() -> None:
    first, again = list(documents(8)), list(documents(8))
    assert first == again
    assert len(set(first)) == 8
    kinds = {read_text(text, today=DAY).kind for text in first}
    assert kinds == {Kind.BOARD_REPORT, Kind.LETTER_OF_INTENT, Kind.INTERIM_REPORT, Kind.MINUTES_EXTRACT}


def test_writing_is_measured_beside_an_office_suite_or_says_that_there_is_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", "/nonexistent")
    out = StringIO()
    call_command("bench", "documents", "--json", stdout=out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["unit"] for line in lines] == ["ms", "ms"]
    assert all("no office suite installed" in line["budget"] for line in lines)
    assert all(line["limit"] is line["ratio"] is line["met"] is None for line in lines)
    assert all(line["ours"] > 0 for line in lines)


def test_the_document_measured_has_three_pages() -> None:
    pdf = compile_pdf(three_pages())
    assert extract(pdf, name="three.pdf").pages == 3


BUSY = """#!/bin/sh
trap 'exit 0' INT
{python} -c "import os, time
if os.fork() == 0:
    while time.process_time() < 1: pass"
echo "  Famn är igång:  http://localhost:1"
while :; do sleep 0.1; done
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets a process wait for others' children")
def test_a_first_start_costs_what_every_program_of_it_took_also_those_left_behind(tmp_path: Path) -> None:
    (tmp_path / "famn").write_text(BUSY.format(python=sys.executable), encoding="utf-8")
    (tmp_path / "famn").chmod(0o755)
    command = [sys.executable, newcomer.__file__, str(tmp_path)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, timeout=PATIENCE)
    assert float(told.stdout) >= 1


def test_a_start_that_fails_is_no_figure(tmp_path: Path) -> None:
    (tmp_path / "famn").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    (tmp_path / "famn").chmod(0o755)
    command = [sys.executable, newcomer.__file__, str(tmp_path)]
    assert subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE).returncode == 1

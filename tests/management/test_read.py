"""`./famn manage read`: one object a file, whatever the files are."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from famn.management.bench.simple_pdf import write_pdf
from famn.outside.extract import Code
from tests.outside.word import add_numbering, add_point, level, word

KEYS = """file kind title date meeting_date registry_numbers authority area case_officer decision_points parties legs
signatories attestations attachments distribution sections goals steps districts warnings same_as""".split()

REPORT = """Ekbackens kommun
Tjänsteutlåtande

Handläggare
Siv Provström

Till
Socialnämnden

Datum 2026-05-04
Diarienummer SN 2026/0123

Familjecentral i Ekbacken

Förslag till beslut

1. Socialnämnden godkänner förslaget om en familjecentral i Ekbacken.
2. Socialnämnden uppdrar åt förvaltningen att återkomma senast den 1 mars 2027.

Bakgrund

Kommunen och regionen vill samla barnmorskemottagning och öppen förskola på ett ställe vid torget.
"""


def read(*arguments: str) -> tuple[list[dict[str, Any]], str, int]:
    """The objects on stdout, what stands on stderr, and the exit code."""
    out, err, code = StringIO(), StringIO(), 0
    try:
        call_command("read", *arguments, "--json", stdout=out, stderr=err)
    except SystemExit as stop:
        code = int(str(stop.code))
    return [json.loads(line) for line in out.getvalue().splitlines()], err.getvalue(), code


def put(folder: Path, name: str, content: str | bytes) -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def test_a_file_gives_one_object_with_exactly_the_keys(tmp_path: Path) -> None:
    file = put(tmp_path, "rapport.txt", REPORT)
    [found], err, code = read(file)
    assert list(found) == KEYS
    assert (found["file"], found["kind"], found["date"]) == (file, "board_report", "2026-05-04")
    assert found["registry_numbers"] == ["SN 2026/0123"]
    assert (err, code) == ("", 0)


def test_the_same_document_twice_is_said_of_both(tmp_path: Path) -> None:
    first, other, second = (
        put(tmp_path, "a.txt", REPORT),
        put(tmp_path, "b.txt", "Motion\n\nOm bättre busslinjer till badet i Videfors.\n"),
        put(tmp_path, "c.txt", REPORT.encode("utf-16")),
    )
    found, _, _ = read(first, other, second)
    assert [one["same_as"] for one in found] == [second, None, first]


@pytest.mark.parametrize("broken_at", [0, 1, 2])
def test_an_unreadable_file_has_its_place_among_the_others(tmp_path: Path, broken_at: int) -> None:
    files = [put(tmp_path, "a.txt", REPORT), put(tmp_path, "b.txt", REPORT)]
    files.insert(broken_at, put(tmp_path, "lock.pdf", write_pdf([["Beslut"]], password="x")))
    found, err, code = read(*files)
    assert [one["file"] for one in found] == files
    broken = found[broken_at]
    assert list(broken) == KEYS
    assert broken["kind"] == "unknown"
    assert [one["code"] for one in broken["warnings"]] == ["unreadable_encrypted"]
    assert not any(broken[key] for key in KEYS if key not in {"file", "kind", "warnings"})
    assert "låst med lösenord" in err
    assert code == 1


def test_when_no_file_can_be_read_every_one_is_still_answered(tmp_path: Path) -> None:
    found, err, code = read(str(tmp_path / "finns-inte.txt"), str(tmp_path), put(tmp_path, "tom.txt", ""))
    codes = [one["warnings"][0]["code"] for one in found]
    assert codes == ["unreadable_missing", "unreadable_missing", "unreadable_empty"]
    assert "Filen finns inte." in err
    assert "Det är en mapp." in err
    assert code == 1


def test_codes_of_unreadable_files_are_documented() -> None:
    text = (Path(__file__).parents[2] / "docs/reading-files.md").read_text(encoding="utf-8")
    assert {code for code in [*Code, "missing"] if f"`unreadable_{code}`" not in text} == set()


def test_a_deadline_is_past_only_after_its_day(tmp_path: Path) -> None:
    file = put(tmp_path, "a.txt", REPORT)
    before, _, _ = read(file, "--today", "2026-06-01")
    after, _, _ = read(file, "--today", "2027-06-01")
    assert "deadline_past" not in [one["code"] for one in before[0]["warnings"]]
    assert "deadline_past" in [one["code"] for one in after[0]["warnings"]]


def test_a_day_that_is_none_is_refused_in_swedish(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="är inget datum"):
        call_command("read", put(tmp_path, "a.txt", REPORT), "--today", "i morgon")


def test_without_json_a_person_can_read_it(tmp_path: Path) -> None:
    out = StringIO()
    call_command("read", put(tmp_path, "a.txt", REPORT), stdout=out)
    text = out.getvalue()
    assert "tjänsteutlåtande" in text
    assert "Siv Provström" in text
    assert "återredovisas: 2027-03-01" in text


def as_word(text: str) -> bytes:
    """The text as a writer of Word would have it: headings by style, decision points by Word's own counting."""

    def write(document: Any) -> None:
        number = add_numbering(document, level(0, "decimal", "%1."))
        for line in filter(None, text.splitlines()):
            if line[:2].rstrip(".").isdigit() and line[1] == ".":
                add_point(document, line[3:], number)
            elif line in {"Förslag till beslut", "Bakgrund"}:
                document.add_heading(line, 1)
            else:
                document.add_paragraph(line)

    return word(write)


def test_the_same_text_in_every_kind_of_file_gives_the_same_fields(tmp_path: Path) -> None:
    files = [
        put(tmp_path, "a.txt", REPORT),
        put(tmp_path, "a.md", REPORT.replace("Förslag till", "## Förslag till").replace("Bakgrund", "## Bakgrund")),
        put(tmp_path, "a.docx", as_word(REPORT)),
        put(tmp_path, "a.pdf", write_pdf([REPORT.splitlines()])),
    ]
    found, _, _ = read(*files)
    same = [{key: one[key] for key in KEYS if key not in {"file", "same_as", "warnings"}} for one in found]
    assert same[1:] == [same[0]] * 3
    assert [point["text"] for point in same[0]["decision_points"]] == [
        "Socialnämnden godkänner förslaget om en familjecentral i Ekbacken.",
        "Socialnämnden uppdrar åt förvaltningen att återkomma senast den 1 mars 2027.",
    ]

"""The source as the house tests see it: files, syntax trees, and a copy in which the rules may be broken."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src"
FAMN = SRC / "famn"
PROGRAMS = Path(sys.executable).parent


def python_files(folder: Path = FAMN, *, but: tuple[str, ...] = ("migrations",)) -> list[Path]:
    """Every Python file under `folder`, but for those in folders named in `but`."""
    return sorted(path for path in folder.rglob("*.py") if not set(but) & set(path.relative_to(folder).parts))


def trees(folder: Path = FAMN) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python file under `folder` with its syntax tree."""
    for path in python_files(folder):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def shown(path: Path) -> str:
    """The path from the root of the checkout."""
    return str(path.relative_to(ROOT))


def copy_of_source(target: Path) -> Path:
    """The Python files of `src` and the linters' configuration, copied to `target`."""
    for path in SRC.rglob("*.py"):
        there = target / "src" / path.relative_to(SRC)
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, there)
    for name in (".importlinter", "pyproject.toml"):
        shutil.copyfile(ROOT / name, target / name)
    return target


def add_line(copy: Path, module: str, line: str) -> None:
    """Write a line at the end of a file of the copy, `famn/ground/text.py`; the file and its packages are made."""
    path = copy / "src" / module
    for folder in [path.parent, *path.parent.relative_to(copy / "src").parents]:
        package = copy / "src" / folder
        package.mkdir(parents=True, exist_ok=True)
        if package != copy / "src":
            (package / "__init__.py").touch()
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def run(program: str, *arguments: str, copy: Path) -> subprocess.CompletedProcess[str]:
    """One of the linters, on the copy alone."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(copy / "src"), "COLUMNS": "200"}
    command = [str(PROGRAMS / program), *arguments]
    return subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)

"""Which of our texts the public pages show. They alone are translated: the workspace and the accounts are Swedish.

A source is a file under `famn/`, or some of its classes, functions and constants. That none is missing is tried by
opening every page and looking for texts that no catalog knows (tests/web/test_languages.py).
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or a pattern of files; of a Python file perhaps only what is inside some names (`Activity.Kind`)."""

    path: str
    names: tuple[str, ...] = ()


# Pages that are there in every language, and the frame round them.
EVERY_LANGUAGE: Final = (
    Source("templates/base.html"),
    Source("templates/base_public.html"),
    Source("templates/404.html"),
    Source("templates/405.html"),
    Source("templates/public/*.html"),
    Source("templates/shared/access_lines.html"),
    Source("templates/shared/activity_*.html"),
    Source("templates/shared/demo.html"),
    Source("templates/shared/skip.html"),
    Source("templates/cotton/crumbs.html"),
    Source("templates/cotton/pagination.html"),
    Source("web/public/**/*.py"),
    Source("templates/cotton/staircase.html"),
    Source("web/shared/classes.py"),
    Source("web/shared/closings.py"),
    Source("web/shared/hours.py"),
    Source("web/shared/time_rows.py"),
    Source("ground/ages.py"),
    Source("web/shared/ladder.py"),
    Source("web/shared/staircase.py"),
    Source("domain/centres/classify/words.py"),
    Source("web/shared/page.py", ("not_found",)),
    Source("web/shared/weeks.py"),
    Source("web/shared/tags.py", ("LEGS", "moment", "day_near")),
    Source("domain/people/models.py", ("Leg",)),
    Source(
        "domain/centres/models/centres.py",
        ("Language", "FamilyCentre.State", "Partner.Kind", "CentreLeg.Degree", "CentreLeg.NoHours"),
    ),
    Source("domain/centres/models/public.py", ("OpeningException.Reason", "AccessFact", "CentreText.Kind")),
    Source("domain/centres/reads/centre.py", ("WEEKDAYS", "LegShown", "CentrePage")),
    Source("domain/activities/reads/calendar.py"),
    Source("domain/activities/reads/heads.py"),
    Source("domain/activities/reads/one.py"),
    Source("domain/activities/reads/feed.py"),
    Source("domain/activities/models/activities.py", ("Activity.Kind", "Activity.Booking", "Activity.Scope")),
    Source("domain/activities/models/occurrences.py", ("Occurrence",)),
)
# Of those above: pages that are there in the whole languages alone.
WHOLE_LANGUAGES: Final = (
    Source("templates/public/about.html"),
    Source("templates/public/accessibility.html"),
    Source("web/public/statement.py"),
    Source("templates/public/centre_class.html"),
    Source("templates/public/class_table.html"),
    Source("templates/public/classes.html"),
    Source("templates/public/day.html"),
    Source("templates/public/definition.html"),
    Source("templates/public/definition_classes.html"),
    Source("templates/public/initiative.html"),
    Source("templates/public/initiatives.html"),
    Source("templates/public/share*.html"),
    Source("templates/cotton/staircase.html"),
    Source("web/shared/classes.py"),
    Source("web/shared/ladder.py"),
    Source("web/shared/staircase.py"),
    Source("web/public/centres.py"),
    Source("domain/centres/classify/words.py"),
)


def files_of(code: Path, sources: tuple[Source, ...]) -> dict[str, tuple[str, ...]]:
    """The files of these sources that are there, each with the names in it that count; no names: all of it."""
    return {
        path.relative_to(code).as_posix(): source.names
        for source in sources
        for path in sorted(code.glob(source.path))
        if path.is_file()
    }


def is_counted(code: Path, names: tuple[str, ...], place: str) -> bool:
    """Whether the text at a place (`web/x.py:12`) stands inside one of the names; no names: everywhere."""
    if not names:
        return True
    path, _, line = place.rpartition(":")
    inside = name_at(code / path, int(line))
    return any(inside == name or inside.startswith(f"{name}.") for name in names)


def name_at(path: Path, line: int) -> str:
    """What a line of a Python file belongs to: `Activity.Kind`, `moment`, `LEGS`; nothing outside of all names."""
    found = ""
    for name, first, last in _spans(path):
        if first <= line <= last:
            found = name  # the innermost comes last
    return found


@cache
def _spans(path: Path) -> tuple[tuple[str, int, int], ...]:
    return tuple(_named(ast.parse(path.read_text(encoding="utf-8")).body, ""))


def _named(body: list[ast.stmt], before: str) -> list[tuple[str, int, int]]:
    found = []
    for one in body:
        end = one.end_lineno or one.lineno
        if isinstance(one, ast.ClassDef | ast.FunctionDef):
            found.append((before + one.name, one.lineno, end))
            found += _named(one.body, f"{before}{one.name}.")
        elif isinstance(one, ast.Assign | ast.AnnAssign):
            targets = one.targets if isinstance(one, ast.Assign) else [one.target]
            found += [(before + target.id, one.lineno, end) for target in targets if isinstance(target, ast.Name)]
    return found

"""Rules of the house that no import contract sees, read from the syntax of the source."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import FAMN, ROOT, SRC, python_files, shown, trees

Function = ast.FunctionDef
WRITES = {"save", "create", "bulk_create", "update", "bulk_update", "delete", "get_or_create", "update_or_create"}
NO_ROWS = {"request.session", "messages"}  # what may be saved or updated without touching a table
MAX_LINES = 500
CLOCKS = {"now", "utcnow", "today", "localdate", "localtime", "time"}  # of datetime, date, Django's timezone, and time
ASKS_THE_CLOCK = {  # of the domain, and why it does
    "activities/rules/activities.py": "one may, or may not, at the moment when one asks",
}


def actions() -> Iterator[tuple[Path, Function]]:
    """Every function that a room offers as an action: public in actions.py, or named in actions/__init__.py."""
    for path, tree in trees(FAMN / "domain"):
        offered: set[str] | None = None
        if path.parent.name == "actions":
            offered = {alias.asname or alias.name for alias in imports_of(path.parent / "__init__.py")}
        elif path.name != "actions.py":
            continue
        for node in tree.body:
            if (
                isinstance(node, Function)
                and not node.name.startswith("_")
                and (offered is None or node.name in offered)
            ):
                yield path, node


def imports_of(path: Path) -> Iterator[ast.alias]:
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ImportFrom):
            yield from node.names


def calls(node: ast.AST) -> set[str]:
    """What is called inside, as written: `trail.record`."""
    return {ast.unparse(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}


def leaves_trail(path: Path, action: Function) -> bool:
    """The action records its act itself, or a helper of its own file that it calls does, or another action does."""
    helpers = {n.name: n for n in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(n, Function)}
    seen, waiting = set(), {action.name}
    while waiting:
        name = waiting.pop()
        seen.add(name)
        called = calls(helpers[name])
        if "trail.record" in called:
            return True
        waiting |= {call for call in called if call in helpers} - seen
    return False


ACTIONS = [pytest.param(path, node, id=f"{path.parts[-2]}-{node.name}") for path, node in actions()]


@pytest.mark.parametrize(("path", "action"), ACTIONS)
def test_an_action_says_by_whom_and_when_is_whole_or_not_at_all_and_leaves_a_trail(
    path: Path, action: Function
) -> None:
    keywords = {argument.arg for argument in action.args.kwonlyargs}
    assert {"by", "at"} <= keywords
    assert "transaction.atomic" in {ast.unparse(decorator) for decorator in action.decorator_list}
    assert leaves_trail(path, action)


def test_every_room_that_stands_has_actions() -> None:
    rooms = {path.name for path in (FAMN / "domain").iterdir() if any(path.glob("models*"))}
    assert rooms == {path.relative_to(FAMN / "domain").parts[0] for path, _ in actions()}


def test_pages_touch_no_table_and_write_nothing() -> None:
    found = []
    for path, tree in trees(FAMN / "web"):
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute):
                continue
            owner = ast.unparse(node.value)
            writes = node.attr in WRITES and is_called(tree, node) and not is_harmless(owner)
            if node.attr in {"objects", "_default_manager"} or writes:
                found.append(f"{shown(path)}:{node.lineno} {owner}.{node.attr}")
    assert found == []


def is_called(tree: ast.Module, attribute: ast.Attribute) -> bool:
    return any(isinstance(node, ast.Call) and node.func is attribute for node in ast.walk(tree))


def is_harmless(owner: str) -> bool:
    """A dict, a form's files or the session: `update` there writes no row."""
    return owner in NO_ROWS or owner.endswith((".attrs", ".widget", "context", ".META", ".headers", "values", "hash"))


def test_no_room_asks_what_time_it_is_so_that_one_page_has_one_now() -> None:
    found = {
        str(path.relative_to(FAMN / "domain"))
        for path, tree in trees(FAMN / "domain")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and asks_the_clock(node)
    }
    assert found == ASKS_THE_CLOCK.keys()


def asks_the_clock(call: ast.Call) -> bool:
    """`timezone.localdate()` asks it, `timezone.localdate(at)` does not; `datetime.now` does in any zone."""
    if not isinstance(call.func, ast.Attribute) or call.func.attr not in CLOCKS:
        return False
    owner = ast.unparse(call.func.value).rpartition(".")[2]
    return owner in {"timezone", "datetime", "date", "time"} and (not call.args or call.func.attr == "now")


def test_nothing_happens_by_a_signal() -> None:
    found = []
    for path, tree in trees(FAMN):
        for node in ast.walk(tree):
            modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            modules += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            found += [shown(path) for module in modules if re.search(r"\bdjango\b.*\b(dispatch|signals)\b", module)]
    assert found == []


def test_what_is_imported_inside_a_function_says_why_on_its_line_or_on_the_first_of_several() -> None:
    found = []
    for path, tree in trees(SRC):
        lines = path.read_text(encoding="utf-8").splitlines()
        for function in (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)):
            inside = [node.lineno for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom)]
            first = [number for number in inside if number - 1 not in inside]
            found += [f"{shown(path)}:{number}" for number in first if "#" not in lines[number - 1]]
    assert found == []


def test_an_ignored_warning_says_which_and_why() -> None:
    found = []
    for path in python_files(SRC) + python_files(ROOT / "tests", but=()):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if mark := re.search(r"# (?:type: ignore|noqa)(.*)", line):
                reason = re.sub(r"^(\[[\w, -]+\]|: ?[A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*)", "", mark[1]).strip(" #")
                if len(reason) < 8 or reason == mark[1].strip(" #"):
                    found.append(f"{shown(path)}:{number} {line.strip()}")
    assert found == []


def test_no_words_to_translate_stand_inside_a_formatted_string() -> None:
    """What gathers the words reads no placeholders: such words would stay Swedish, and nothing would miss them."""
    found = []
    for path in python_files(FAMN):
        formatted = (
            one for one in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(one, ast.JoinedStr)
        )
        for call in (inner for one in formatted for inner in ast.walk(one) if isinstance(inner, ast.Call)):
            if ast.unparse(call.func) in {"_", "gettext", "ngettext", "pgettext", "npgettext"}:
                found.append(f"{shown(path)}:{call.lineno}")
    assert found == []


def test_no_file_has_more_lines_than_one_can_hold_in_mind() -> None:
    folders = (SRC, ROOT / "tests", ROOT / "docs", ROOT / ".ci")
    endings = {".py", ".html", ".css", ".js", ".md", ".txt", ".sh"}
    skipped = {"migrations", "vendor", "bundle", "seeds", "data"}
    long = []
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix not in endings or skipped & set(path.relative_to(ROOT).parts):
                continue
            if len(path.read_text(encoding="utf-8").splitlines()) > MAX_LINES:
                long.append(shown(path))
    assert long == []


def test_no_file_tells_of_the_machine_it_was_written_on() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout, so what belongs to the product is not known")
    place = re.compile(rb"(?<![\w.])/(?:work|root)/|/tmp/f/")
    me = Path(__file__).resolve()
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert [shown(path) for path in files if path.is_file() and path != me and place.search(path.read_bytes())] == []

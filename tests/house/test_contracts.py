"""Every contract of `.importlinter` refuses its breach, in a copy of the source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.source import FAMN, ROOT, add_line, copy_of_source, run

SLEEPING = "#~ "
# contract: the file of the copy that breaks it, and the line that does
BREACHES = {
    "floors": ("famn/ground/periods.py", "from famn.domain.people import models"),
    "entrance": ("famn/clock.py", "import config.settings"),
    "tower": ("famn/domain/people/reads.py", "from famn.domain.matters import models"),
    "rooms": ("famn/domain/people/models.py", "from famn.domain.people import rules"),
    "letters": ("famn/domain/people/actions.py", "from famn.ground import mail"),
    "reading-is-pure": ("famn/domain/matters/reading/dates.py", "from django.utils import timezone"),
    "drafting-is-pure": ("famn/domain/matters/drafting/paper.py", "from django.utils import timezone"),
    "planning-is-pure": ("famn/domain/centres/opening/spans.py", "from django.utils import timezone"),
    "word-is-bare": ("famn/outside/wording/fields.py", "from django.utils import timezone"),
    "archive-is-bare": ("famn/outside/archive/names.py", "from django.utils import timezone"),
    "pages": ("famn/web/shared/page.py", "from famn.web import gallery"),
    "faces": ("famn/web/public/start.py", "from famn.web.workspace.desk import urls"),
    "register": ("famn/ground/trail.py", "from famn import models"),
    "no-circles": ("famn/ground/verdict.py", "from famn.ground import states"),
    "support-is-closed": ("famn/domain/matters/reads/desk.py", "from famn.domain.support import models"),
    "api-reads": ("famn/api/resources.py", "from famn.domain.people import actions"),
}
WAITING = {"support-is-closed": "famn/domain/support/models.py", "api-reads": "famn/api/resources.py"}
MORE_BREACHES = (
    ("floors", "famn/outside/processes.py", "from famn.domain.people import rules"),
    ("floors", "famn/web/shared/page.py", "from famn.seeds import reference"),
    ("floors", "famn/common/helpers.py", "IT_HAS_NO_PLACE = True"),
    ("tower", "famn/domain/helpers/models.py", "IT_HAS_NO_PLACE = True"),
    ("rooms", "famn/domain/people/services.py", "IT_HAS_NO_PLACE = True"),
    ("rooms", "famn/domain/people/rules.py", "from famn.domain.people import notices"),
    ("rooms", "famn/domain/centres/classify/facts.py", "from famn.domain.centres import models"),
    ("tower", "famn/domain/centres/rules/centres.py", "from famn.domain.matters import models"),
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_of_source(tmp_path)


def contracts(text: str) -> set[str]:
    return set(re.findall(r"^(?:#~ )?\[importlinter:contract:(.+)\]$", text, re.MULTILINE))


def wake(copy: Path, contract: str) -> None:
    """Let the package stand that the contract waits for, and the contract with it."""
    add_line(copy, WAITING[contract], "HERE = True")
    file = copy / ".importlinter"
    before, head, after = file.read_text().partition(f"{SLEEPING}[importlinter:contract:{contract}]")
    body, gap, rest = after.partition("\n\n")
    file.write_text(before + (head + body).replace(SLEEPING, "") + gap + rest)


def lint(copy: Path, *arguments: str) -> tuple[int, str]:
    done = run("lint-imports", "--no-cache", "--no-logo", *arguments, copy=copy)
    return done.returncode, done.stdout + done.stderr


def test_the_source_as_it_is_keeps_every_contract(copy: Path) -> None:
    code, said = lint(copy)
    assert code == 0, said


def test_every_contract_has_a_breach_below() -> None:
    assert contracts((ROOT / ".importlinter").read_text()) == set(BREACHES)


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_of_the_contract_is_refused(copy: Path, contract: str) -> None:
    if contract in WAITING:
        wake(copy, contract)
    add_line(copy, *BREACHES[contract])
    code, said = lint(copy, "--contract", contract)
    assert code == 1
    assert "0 kept, 1 broken" in said, said


@pytest.mark.parametrize(("contract", "module", "line"), MORE_BREACHES)
def test_other_ways_to_break_it_are_refused_too(copy: Path, contract: str, module: str, line: str) -> None:
    add_line(copy, module, line)
    code, said = lint(copy, "--contract", contract)
    assert code == 1
    assert "0 kept, 1 broken" in said, said


@pytest.mark.parametrize("contract", WAITING)
def test_a_contract_that_waits_is_awake_when_its_package_stands(contract: str) -> None:
    awake = f"\n[importlinter:contract:{contract}]" in (ROOT / ".importlinter").read_text()
    assert awake == (FAMN.parent / WAITING[contract]).exists()


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("famn/domain/people/rules.py", "from django.http import Http404"),
        ("famn/ground/trail.py", "import django.http"),
        ("famn/domain/people/rules.py", 'from django.apps import apps\n\napps.get_model("famn", "User")'),
        ("famn/domain/people/models.py", "from django.dispatch import receiver"),
    ],
)
def test_what_no_import_contract_sees_is_refused_by_ruff(copy: Path, module: str, line: str) -> None:
    before = run("ruff", "check", "--no-cache", "--select", "TID251", f"src/{module}", copy=copy)
    assert before.returncode == 0, before.stdout
    add_line(copy, module, line)
    after = run("ruff", "check", "--no-cache", "--select", "TID251", f"src/{module}", copy=copy)
    assert after.returncode == 1
    assert "TID251" in after.stdout

"""Settings come from the environment alone, are told in one table, and unsafe ones are refused by name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "FAMN_MODE": "production",
    "FAMN_SECRET_KEY": "x" * 60,
    "FAMN_ORIGIN": "https://famn.example",
    "FAMN_HOSTS": "famn.example",
    "FAMN_MAIL_URL": "smtps://famn:secret@mail.example:465",
    "DATABASE_URL": "postgresql://famn_app@/famn",
}


def load(shown: str = "DEBUG", **environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings alone, in an environment of their own, and print one of them."""
    clean = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src")}
    code = f"import config.settings as s; print(s.{shown})"
    return subprocess.run([sys.executable, "-c", code], env=clean | environment, capture_output=True, text=True)


def test_every_setting_stands_in_the_table_of_the_operations_page() -> None:
    source = (ROOT / "src/config/settings.py").read_text(encoding="utf-8")
    names = set(re.findall(r'(?:env|switched_on)\("([A-Z_]+)"', source))
    table = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    assert names
    assert [name for name in sorted(names) if f"| `{name}` |" not in table] == []


def test_the_environment_is_read_in_one_file_of_the_product() -> None:
    own = {"src/config/settings.py"}
    found = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "src").rglob("*.py")
        if re.search(r"os\.(getenv|environ(\.get|\[))", path.read_text(encoding="utf-8"))
    }
    assert {name for name in found if not name.startswith("src/config/")} == set()
    assert own <= found


def test_production_starts_with_safe_settings_and_never_in_debug() -> None:
    done = load(**SAFE)
    assert (done.returncode, done.stdout.strip()) == (0, "False")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FAMN_SECRET_KEY", "short"),
        ("FAMN_SECRET_KEY", ""),
        ("FAMN_HOSTS", ""),
        ("FAMN_HOSTS", "*"),
        ("FAMN_ORIGIN", "http://famn.example"),
        ("FAMN_MAIL_URL", ""),
        ("DATABASE_URL", ""),
        ("FAMN_DEMO_OPEN", "1"),
        ("FAMN_MODE", "prod"),
    ],
)
def test_production_refuses_an_unsafe_setting_and_names_it(name: str, value: str) -> None:
    done = load(**SAFE | {name: value})
    assert done.returncode != 0
    assert name in done.stderr.splitlines()[-1]


@pytest.mark.parametrize(("said", "secure", "count"), [("", "None", "0"), ("1", "HTTP_X_FORWARDED_PROTO", "1")])
def test_a_proxy_is_believed_only_where_one_is_said_to_stand_in_front(said: str, secure: str, count: str) -> None:
    assert secure in load("SECURE_PROXY_SSL_HEADER", **SAFE, FAMN_BEHIND_PROXY=said).stdout
    assert load("ALLAUTH_TRUSTED_PROXY_COUNT", **SAFE, FAMN_BEHIND_PROXY=said).stdout.strip() == count


def test_the_demo_refuses_a_real_mail_server() -> None:
    demo = {"FAMN_MODE": "demo", "DATABASE_URL": "postgresql://famn_app@/famn"}
    assert load(**demo, FAMN_MAIL_URL="smtp://127.0.0.1:2525").returncode == 0
    refused = load(**demo, FAMN_MAIL_URL="smtp://mail.example:25")
    assert refused.returncode != 0
    assert "FAMN_MAIL_URL" in refused.stderr


@pytest.mark.parametrize(
    ("mode", "own", "chosen"),
    [("demo", "", "demo-stampel.p12"), ("local", "", ""), ("demo", "/srv/egen.p12", "egen.p12")],
)
def test_only_a_demo_without_a_seal_of_its_own_takes_the_one_made_for_it(
    mode: str, own: str, chosen: str, tmp_path: Path
) -> None:
    (tmp_path / "demo-stampel.p12").write_bytes(b"")
    done = load("FAMN_SEAL_FILE", FAMN_MODE=mode, FAMN_DATA=str(tmp_path), FAMN_SEAL_FILE=own)
    assert Path(done.stdout.strip()).name == chosen

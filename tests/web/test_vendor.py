"""What the pages are dressed in: vendored files are the ones we registered, and the bundles are made of the sources."""

import gzip
import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
STATIC = ROOT / "src" / "famn" / "static"
VENDOR = STATIC / "vendor"
PUBLIC_BUDGET = 35 * 1024  # bytes on the wire for a whole public page, fonts apart
FONT_BUDGET = 50 * 1024


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("vendor", ROOT / "tools" / "vendor.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_vendored_file_is_registered_with_its_checksum() -> None:
    registered = json.loads((VENDOR / "vendor.json").read_text(encoding="utf-8"))["files"]
    present = {name: tool().sha256(VENDOR / name) for name in tool().vendored_names()}
    assert present == registered


def test_every_vendored_package_brings_its_licence() -> None:
    assert (VENDOR / "designsystemet" / "LICENSE").read_text(encoding="utf-8").startswith("Copyright Digitaliserings")
    assert "SIL Open Font License" in (VENDOR / "inter" / "LICENSE").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["public.css", "workspace.css"])
def test_a_bundle_is_made_of_the_sources_as_they_are_now(name: str) -> None:
    kept = (STATIC / "famn" / "bundle" / name).read_text(encoding="utf-8")
    assert kept == tool().bundle(name), "run: python tools/vendor.py build"


@pytest.mark.parametrize("name", ["public.css", "workspace.css"])
def test_a_bundle_asks_for_no_file_but_our_own_font(name: str) -> None:
    css = (STATIC / "famn" / "bundle" / name).read_text(encoding="utf-8")
    asked = {url for url in re.findall(r"url\([\"']?([^\"')]+)", css) if not url.startswith("data:")}
    assert asked == {"../../vendor/inter/inter-latin-wght-normal.woff2"}
    assert "@import" not in css
    assert "sourceMappingURL" not in css


def test_a_custom_property_that_nothing_asks_for_is_left_out_with_what_it_asks_for() -> None:
    sources = [
        "a{--x: var(--w);--w: url('a;b');--y: 1;--z: var(--y, 2)}",
        "@media print{b{--w: 3}}p{color: var(--z);--x: 4}",
    ]
    assert tool().without_unasked(sources) == ["a{--y: 1;--z: var(--y, 2)}", "p{color: var(--z);}"]


@pytest.mark.parametrize("name", ["public.css", "workspace.css"])
def test_a_bundle_sets_all_that_it_asks_for_where_a_source_sets_it_and_nothing_more(name: str) -> None:
    css = (STATIC / "famn" / "bundle" / name).read_text(encoding="utf-8")
    parts, topics = tool().BUNDLES[name]
    files = [VENDOR / "designsystemet" / f"{part}.css" for part in (*parts, "theme-famn")]
    sources = "".join(
        path.read_text(encoding="utf-8") for path in (*files, *(STATIC / "famn/css" / f"{one}.css" for one in topics))
    )
    asked = {*re.findall(r"var\(\s*(--[\w-]+)", css)}
    assert {*re.findall(r"(?<=[{};])(--[\w-]+):", css)} == asked & {*re.findall(r"(--[\w-]+)\s*:", sources)}


@pytest.mark.parametrize("script", sorted((STATIC / "famn").glob("*.js")), ids=lambda path: path.stem)
def test_no_script_sets_or_reads_a_custom_property(script: Path) -> None:
    assert not re.search(r"[\"'`]--[a-z]", script.read_text(encoding="utf-8"))


def test_public_css_and_font_keep_within_what_a_cheap_phone_can_carry() -> None:
    css = (STATIC / "famn" / "bundle" / "public.css").read_bytes()
    assert len(gzip.compress(css)) < PUBLIC_BUDGET / 2  # the other half is for the page and its drawings
    assert (VENDOR / "inter" / "inter-latin-wght-normal.woff2").stat().st_size < FONT_BUDGET


@pytest.mark.parametrize("source", sorted((STATIC / "famn" / "css").glob("*.css")), ids=lambda path: path.stem)
def test_our_css_names_no_left_or_right_so_that_it_serves_both_directions(source: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", source.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not re.findall(r"\b(?:margin|padding|border|text-align:)[- ](?:left|right|top|bottom)\b", css)
    assert not re.findall(r"(?:^|[;{])\s*(?:left|right|top|bottom|float)\s*:", css, flags=re.MULTILINE)

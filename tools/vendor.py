"""Bring in, and bundle, what the pages are dressed in. Needs nothing but Python.

    python tools/vendor.py build               sources -> static/famn/bundle/{public,workspace}.css
    python tools/vendor.py fetch NODE_MODULES  copies the few files we use out of installed npm packages first

The sources are committed: designsystemet's components as published, our theme (made by designsystemet's own tool from
`designsystemet.config.json`), and our css by topic in static/famn/css. A page asks for one bundle, so that a public
page stays within five requests. See static/vendor/VENDOR.md.
"""

import hashlib
import json
import re
import shutil
import sys
from pathlib import Path

STATIC = Path(__file__).resolve().parent.parent / "src" / "famn" / "static"
VENDOR = STATIC / "vendor"
OWN = STATIC / "famn" / "css"

DESIGNSYSTEMET = "@digdir/designsystemet-css"
INTER = "@fontsource-variable/inter"
LAYERS = "@layer ds.theme, ds.base, ds.components, famn;\n"

PUBLIC_PARTS = ["base", "button", "details"]
WORKSPACE_PARTS = [
    *PUBLIC_PARTS,
    "label",
    "input",
    "field",
    "fieldset",
    "validation-message",
    "error-summary",
    "pagination",
    "table",
]
PUBLIC_TOPICS = ["tokens", "type", "layout", "public", "components", "figures", "centres", "place"]
WORKSPACE_TOPICS = [
    *PUBLIC_TOPICS,
    "goals",
    "forms",
    "workspace",
    "matter",
    "chain",
    "reading",
    "centres_work",
    "wheel",
    "paper",
    "writing",
    "premises",
    "plan",
]
# What only readers without a session see.
PUBLIC_ONLY = ["calendar", "find"]
# Last, so that paper and still screens overrule everything else of ours.
LAST_TOPIC = "print"

BUNDLES = {
    "public.css": (PUBLIC_PARTS, [*PUBLIC_TOPICS, *PUBLIC_ONLY, LAST_TOPIC]),
    "workspace.css": (WORKSPACE_PARTS, [*WORKSPACE_TOPICS, LAST_TOPIC]),
}

# In minified css: a custom property with its value, what is asked for, and a rule that sets nothing.
PROPERTY = re.compile(r"""(?<=[{};])(--[\w-]+):((?:"[^"]*"|'[^']*'|[^;{}"'])*)(?:;|(?=\}))""")
ASKED = re.compile(r"var\( ?(--[\w-]+)")
EMPTY = re.compile(r"(?:(?<=[{};])|^)[^{};]+\{\}")


def minify(css: str) -> str:
    """Take out comments and needless white space. No string in our sources holds a comment mark or a line end."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r" ?([{};]) ?", r"\1", css)
    return css.replace(";}", "}").strip()


def bundle(name: str) -> str:
    """Return the text of one bundle, in the order of the cascade layers: designsystemet, theme, our own."""
    parts, topics = BUNDLES[name]
    text = [in_layer(part) for part in parts]
    files = [VENDOR / "designsystemet" / "theme-famn.css", *(OWN / f"{topic}.css" for topic in topics)]
    text += [file.read_text(encoding="utf-8").removeprefix('@charset "UTF-8";') for file in files]
    head = "/* Made by tools/vendor.py from static/vendor and static/famn/css. Change those, not this. */\n"
    return head + LAYERS + "".join(f"{source}\n" for source in without_unasked([minify(one) for one in text]))


def without_unasked(sources: list[str]) -> list[str]:
    """Take out the custom properties that nothing asks for, by `var()` or by another that is asked for itself.

    The theme sets some 250 in two colour schemes, and twice: a browser keeps each for every element. No page of ours
    sets or reads one in any other way (style attributes are forbidden, and a test reads the scripts).
    """
    everything = "".join(sources)
    asks: dict[str, set[str]] = {}
    for name, value in PROPERTY.findall(everything):
        asks.setdefault(name, set()).update(ASKED.findall(value))
    wanted, unread = set[str](), {*ASKED.findall(PROPERTY.sub("", everything))}
    while unread:
        wanted |= unread
        unread = {one for name in unread for one in asks.get(name, ())} - wanted
    return [without_empty(PROPERTY.sub(lambda one: one[0] if one[1] in wanted else "", source)) for source in sources]


def without_empty(css: str) -> str:
    """Take out rules that set nothing, and then what held nothing but them."""
    shorter = EMPTY.sub("", css)
    return css if shorter == css else without_empty(shorter)


def in_layer(part: str) -> str:
    """Return a component of designsystemet in the cascade layer where its own index puts it."""
    css = (VENDOR / "designsystemet" / f"{part}.css").read_text(encoding="utf-8")
    return f"@layer ds.{'base' if part == 'base' else 'components'} {{\n{css}\n}}\n"


def fetch(node_modules: Path) -> None:
    """Copy our files and their licences from installed npm packages, and write vendor.json."""
    ours = VENDOR / "designsystemet"
    css = node_modules / DESIGNSYSTEMET
    for part in WORKSPACE_PARTS:
        shutil.copyfile(css / "dist" / "src" / f"{part}.css", ours / f"{part}.css")
    shutil.copyfile(css / "LICENSE", ours / "LICENSE")
    inter = node_modules / INTER
    shutil.copyfile(
        inter / "files" / "inter-latin-wght-normal.woff2", VENDOR / "inter" / "inter-latin-wght-normal.woff2"
    )
    shutil.copyfile(inter / "LICENSE", VENDOR / "inter" / "LICENSE")
    versions = {
        package: json.loads((node_modules / package / "package.json").read_text(encoding="utf-8"))
        for package in (DESIGNSYSTEMET, INTER)
    }
    register = {
        "packages": [
            {"name": name, "version": found["version"], "license": found["license"]} for name, found in versions.items()
        ],
        "theme": {"made_by": "@digdir/designsystemet 1.15.0", "from": "designsystemet.config.json"},
        "files": {name: sha256(VENDOR / name) for name in vendored_names()},
    }
    text = json.dumps(register, indent=2, ensure_ascii=False)
    (VENDOR / "vendor.json").write_text(text + "\n", encoding="utf-8")


def vendored_names() -> list[str]:
    """Name every vendored file below static/vendor, but for the two that describe them."""
    files = (path for path in VENDOR.rglob("*") if path.is_file() and path.parent != VENDOR)
    return sorted(path.relative_to(VENDOR).as_posix() for path in files)


def sha256(path: Path) -> str:
    """Return the checksum of a file in hexadecimal."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments: list[str]) -> int:
    """Run `build`, or `fetch NODE_MODULES` and then `build`; return the exit status."""
    match arguments:
        case ["fetch", node_modules]:
            fetch(Path(node_modules))
        case ["build"]:
            pass
        case _:
            print(__doc__)
            return 2
    for name in BUNDLES:
        (STATIC / "famn" / "bundle" / name).write_text(bundle(name), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

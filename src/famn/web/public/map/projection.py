"""From latitude and longitude to a flat map. Pure: the boundaries are made with it once, and the points each time.

A transverse Mercator projection of the sphere about 15° east, the meridian of Sweden's own national grid: true to
shape, so that nobody's county looks broader than it is. The earth as a sphere moves a point by less than 0.4 % of its
distance from the corner, alike for boundaries and points.
"""

from __future__ import annotations

from math import asin, atan2, atanh, cos, hypot, radians, sin, tan
from typing import Final

EARTH: Final = 6371.0  # km
MERIDIAN: Final = 15.0
CORNER: Final = (275.0, 7700.0)  # km west and north of 0, 15° E: the upper left corner of a map that holds Sweden


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Kilometres to the right of, and below, the corner of the map. Degrees in, WGS 84."""
    north, east = radians(latitude), radians(longitude - MERIDIAN)
    right = EARTH * atanh(cos(north) * sin(east))
    up = EARTH * atan2(tan(north), cos(east))
    return CORNER[0] + right, CORNER[1] - up


def kilometres_between(one: tuple[float, float], other: tuple[float, float]) -> float:
    """The distance on the earth between two points, given as latitude and longitude in degrees."""
    (north, east), (north_, east_) = ((radians(a), radians(b)) for a, b in (one, other))
    half = hypot(sin((north - north_) / 2), (cos(north) * cos(north_)) ** 0.5 * sin((east - east_) / 2))
    return 2 * EARTH * asin(min(1.0, half))

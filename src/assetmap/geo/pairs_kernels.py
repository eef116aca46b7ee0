"""Loops that find the points within a distance, of points that were put in strips.

Strips lie from south to north and are numbered; within one, points are in order of easting.
`reach` is, throughout, the northing where the first strip begins, how high each is, the distance,
and one a hair larger within which rounding cannot lose a point.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from assetmap.compiled import kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Reach = tuple[float, float, float, float]


@kernel
def strips_of(northings: Numbers, lowest: float, height: float, n_strips: int) -> NDArray[np.int64]:
    """Return the strip that each northing lies in; the first or the last for one beyond."""
    numbers = np.empty(len(northings), dtype=np.int64)
    for at in range(len(northings)):
        numbers[at] = _strip(northings[at], lowest, height, n_strips)
    return numbers


@kernel
def n_within(
    places: Numbers, points: Numbers, starts: NDArray[np.int64], reach: Reach
) -> NDArray[np.int64]:
    """Return for each point how many of `places` lie within the distance."""
    lowest, height, distance, slack = reach
    n_strips = len(starts) - 1
    counts = np.zeros(len(points), dtype=np.int64)
    for place in range(len(places)):
        east, north = places[place, 0], places[place, 1]
        southmost = _strip(north - slack, lowest, height, n_strips)
        for strip in range(southmost, _strip(north + slack, lowest, height, n_strips) + 1):
            at = _first_from(points, starts[strip], starts[strip + 1], east - slack)
            while at < starts[strip + 1] and points[at, 0] <= east + slack:
                squared = (points[at, 0] - east) ** 2 + (points[at, 1] - north) ** 2
                if squared <= slack * slack and math.sqrt(squared) <= distance:
                    counts[at] += 1
                at += 1
    return counts


@kernel
def within(
    places: Numbers,
    points: Numbers,
    starts: NDArray[np.int64],
    reach: Reach,
    next_at: NDArray[np.int64],
    n_pairs: int,
) -> tuple[NDArray[np.int32], Numbers]:
    """Return the places within the distance of each point, and how far off they are.

    Those of a point are put where `next_at` says, which is written to. Places are walked in their
    order, so that those of a point are in that order too.
    """
    lowest, height, distance, slack = reach
    n_strips = len(starts) - 1
    found = np.empty(n_pairs, dtype=np.int32)
    apart = np.empty(n_pairs)
    for place in range(len(places)):
        east, north = places[place, 0], places[place, 1]
        southmost = _strip(north - slack, lowest, height, n_strips)
        for strip in range(southmost, _strip(north + slack, lowest, height, n_strips) + 1):
            at = _first_from(points, starts[strip], starts[strip + 1], east - slack)
            while at < starts[strip + 1] and points[at, 0] <= east + slack:
                squared = (points[at, 0] - east) ** 2 + (points[at, 1] - north) ** 2
                if squared <= slack * slack and math.sqrt(squared) <= distance:
                    found[next_at[at]] = place
                    apart[next_at[at]] = math.sqrt(squared)
                    next_at[at] += 1
                at += 1
    return found, apart


@kernel
def _strip(northing: float, lowest: float, height: float, n_strips: int) -> int:
    # Held within the strips before it is made whole: a number too large for one has no whole.
    return int(min(max((northing - lowest) / height, 0.0), n_strips - 1.0))


@kernel
def _first_from(points: Numbers, first: int, end: int, easting: float) -> int:
    """Return the first point of a strip that lies no further west than an easting."""
    while first < end:
        middle = (first + end) // 2
        if points[middle, 0] < easting:
            first = middle + 1
        else:
            end = middle
    return first

"""Loops that find the points within a distance, of points that were put in strips.

Strips lie from south to north and are numbered; within one, points are in order of easting.
`points` holds their eastings and then their northings, `starts` where each strip begins and the
last ends. `reach` is the northing where the first strip begins, how high each is, the largest
square of a distance that is within, and a distance a hair larger than that.
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
    lowest, height, most, slack = reach
    eastings, northings = points[0], points[1]
    counts = np.zeros(len(eastings), dtype=np.int64)
    for place in range(len(places)):
        east, north = places[place, 0], places[place, 1]
        first = _strip(north - slack, lowest, height, len(starts) - 1)
        last = _strip(north + slack, lowest, height, len(starts) - 1)
        for strip in range(first, last + 1):
            begin = _first_from(eastings, starts[strip], starts[strip + 1], east - slack)
            end = _first_from(eastings, begin, starts[strip + 1], east + slack)
            for at in range(begin, end):
                squared = (eastings[at] - east) ** 2 + (northings[at] - north) ** 2
                counts[at] += squared <= most
    return counts


@kernel
def within(
    places: Numbers,
    points: Numbers,
    starts: NDArray[np.int64],
    reach: Reach,
    next_at: NDArray[np.int64],
    n_pairs: int,
) -> NDArray[np.int32]:
    """Return the places within the distance of each point.

    Those of a point are put where `next_at` says, which is written to. Places are walked in their
    order, so that those of a point are in that order too.
    """
    lowest, height, most, slack = reach
    eastings, northings = points[0], points[1]
    found = np.empty(n_pairs, dtype=np.int32)
    for place in range(len(places)):
        east, north = places[place, 0], places[place, 1]
        first = _strip(north - slack, lowest, height, len(starts) - 1)
        last = _strip(north + slack, lowest, height, len(starts) - 1)
        for strip in range(first, last + 1):
            begin = _first_from(eastings, starts[strip], starts[strip + 1], east - slack)
            end = _first_from(eastings, begin, starts[strip + 1], east + slack)
            for at in range(begin, end):
                if (eastings[at] - east) ** 2 + (northings[at] - north) ** 2 <= most:
                    found[next_at[at]] = place
                    next_at[at] += 1
    return found


@kernel
def lengths(
    origins: Numbers, places: Numbers, counts: NDArray[np.int64], found: NDArray[np.int32]
) -> Numbers:
    """Return how far each place found lies from its origin, `counts` of them an origin."""
    apart = np.empty(len(found))
    pair = 0
    for origin in range(len(origins)):
        east, north = origins[origin, 0], origins[origin, 1]
        for _ in range(counts[origin]):
            place = found[pair]
            squared = (east - places[place, 0]) ** 2 + (north - places[place, 1]) ** 2
            apart[pair] = math.sqrt(squared)
            pair += 1
    return apart


@kernel
def _strip(northing: float, lowest: float, height: float, n_strips: int) -> int:
    # Held within the strips before it is made whole: a number too large for one has no whole.
    return int(min(max((northing - lowest) / height, 0.0), n_strips - 1.0))


@kernel
def _first_from(eastings: Numbers, first: int, end: int, least: float) -> int:
    """Return the first point of a strip that lies no further west than `least`."""
    while first < end:
        middle = (first + end) // 2
        if eastings[middle] < least:
            first = middle + 1
        else:
            end = middle
    return first

"""Which points lie near which on the sphere, and which one line of public transport joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
from scipy import sparse

from assetmap.geo import pairs_within
from assetmap.geo.distances import METRES_A_DEGREE, great_circle_m

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Numbers = NDArray[np.float64]

_SLACK: Final = 1.01
"""How much shorter the way over the sphere may be than along the points of one latitude."""


def near_pairs(
    from_north: Numbers, from_east: Numbers, north: Numbers, east: Numbers, *, limit_m: float
) -> tuple[Ints, Ints, Numbers]:
    """Return which points lie within a distance of which others, and how far, along the sphere.

    Parameters
    ----------
    from_north, from_east, north, east
        Latitudes and longitudes in degrees of the ones and the others; NaN if not known.
    limit_m
        In metres, inclusive.

    Returns
    -------
    tuple
        Numbers of the ones and of the others, and the metres between them; those of no known
        point are left out.
    """
    known = np.flatnonzero(np.isfinite(north))
    known_from = np.flatnonzero(np.isfinite(from_north))
    if not len(known) or not len(known_from):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64), np.empty(0)
    pairs = pairs_within(
        _on_plane(from_north[known_from], from_east[known_from], north[known]),
        _on_plane(north[known], east[known], from_north[known_from]),
        distance_m=_SLACK * limit_m + 1,
    )
    one = known_from[pairs["origin"].cat.codes.to_numpy("int64")]
    other = known[pairs["place"].cat.codes.to_numpy("int64")]
    metres = great_circle_m(from_north[one], from_east[one], north[other], east[other])
    is_near = metres <= limit_m
    return one[is_near], other[is_near], metres[is_near]


def by_line(
    from_north: Numbers,
    from_east: Numbers,
    north: Numbers,
    east: Numbers,
    *,
    stops: pd.DataFrame,
    walk_m: float,
) -> tuple[Ints, Ints]:
    """Return which points one line of public transport joins with which others.

    Parameters
    ----------
    from_north, from_east, north, east
        As of `near_pairs`.
    stops
        A row a stop of a line: line, latitude and longitude.
    walk_m
        How far people walk to a stop and from it, in a straight line.

    Returns
    -------
    tuple
        Numbers of the ones and of the others, in order, such that a line stops near both.

    Notes
    -----
    A proxy: when a line runs, how long it takes, and changes between lines are not looked at.
    Takes time in the stops near all points, and in the pairs joined.
    """
    line, _ = pd.factorize(stops["line"])
    at = stops["latitude"].to_numpy("float64"), stops["longitude"].to_numpy("float64")
    joined = _lines_near(from_north, from_east, *at, line=line, walk_m=walk_m) @ (
        _lines_near(north, east, *at, line=line, walk_m=walk_m).T
    )
    pairs = sparse.coo_array(joined)
    order = np.lexsort((pairs.col, pairs.row))
    return pairs.row[order].astype(np.int64), pairs.col[order].astype(np.int64)


def _lines_near(
    north: Numbers,
    east: Numbers,
    stop_north: Numbers,
    stop_east: Numbers,
    *,
    line: Ints,
    walk_m: float,
) -> sparse.csr_array:
    """Return by point and line whether a stop of it is near."""
    point, stop, _ = near_pairs(north, east, stop_north, stop_east, limit_m=walk_m)
    is_named = line[stop] >= 0  # a stop of no line joins nothing
    shape = (len(north), int(line.max(initial=-1)) + 1)
    ones = np.ones(int(is_named.sum()), dtype=np.int64)
    return sparse.csr_array((ones, (point[is_named], line[stop][is_named])), shape=shape)


def _on_plane(latitude: Numbers, longitude: Numbers, others: Numbers) -> pd.DataFrame:
    """Return points on a plane on which none lie farther apart than on the sphere, but for slack.

    A degree of longitude is taken to be as short as it is at the farthest latitude of all.
    """
    farthest = np.radians(max(np.abs(latitude).max(), np.abs(others).max()))
    east = longitude * METRES_A_DEGREE * np.cos(farthest)
    return pd.DataFrame({"easting": east, "northing": latitude * METRES_A_DEGREE})

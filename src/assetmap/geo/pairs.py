"""Which places lie within a distance of which origins, without a table of all against all."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from assetmap.errors import DataError, MissingColumnError
from assetmap.geo.pairs_kernels import lengths, n_within, strips_of, within

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]

_COORDINATES: Final = ("easting", "northing")

_SLACK: Final = 8
"""Steps of the last binary digit that coordinates and their differences may be off by."""


def pairs_within(origins: pd.DataFrame, places: pd.DataFrame, *, distance_m: float) -> pd.DataFrame:
    """Return every pair of an origin and a place that lie within a distance of each other.

    Parameters
    ----------
    origins, places
        Indexed by id, each id once; columns easting and northing, in metres of one grid. Other
        columns are ignored. Several may lie at one point.
    distance_m
        0 or more, inclusive.

    Returns
    -------
    DataFrame
        A row a pair, by origin in the order of `origins`, within one by place in the order of
        `places`: origin and place, categories whose ids are all those given in their order; and
        cost, the straight line between them in metres.

    Raises
    ------
    MissingColumnError
        If a frame lacks easting or northing.
    DataError
        If an id is missing or given twice, a coordinate is missing or no number, or the distance
        is no number of 0 or more.

    Notes
    -----
    Takes time and memory in the number of pairs found, 16 bytes each, and never of all that there
    could be: origins are put in strips as high as the distance, and each place looks at the part
    of three strips that is as wide.

    Examples
    --------
    >>> homes = pd.DataFrame({"easting": [0, 900], "northing": [0, 0]}, index=["ann", "bob"])
    >>> halls = pd.DataFrame({"easting": [300], "northing": [400]}, index=["hall"])
    >>> pairs_within(homes, halls, distance_m=500)
      origin place   cost
    0    ann  hall  500.0
    """
    if not 0 <= distance_m < np.inf:
        msg = f"Nothing can be looked for within {distance_m} m; give a number of 0 or more."
        raise DataError(msg)
    starts, ends = _points(origins, "origins"), _points(places, "places")
    counts, place, cost = _found(starts, ends, float(distance_m))
    origin = np.repeat(np.arange(len(starts), dtype=np.int32), counts)
    columns = {
        "origin": pd.Categorical.from_codes(origin, categories=origins.index),
        "place": pd.Categorical.from_codes(place, categories=places.index),
        "cost": cost,
    }
    return pd.DataFrame(columns, copy=False)


class _Strips(NamedTuple):
    """Points in strips from south to north, within a strip from west to east.

    Attributes
    ----------
    order
        Rows of the points, in the order of the strips.
    points
        Their eastings and their northings, a row each, in that order.
    starts
        Where each strip begins among them, and where the last ends.
    lowest, height
        The northing where the first begins, and how far each reaches.
    """

    order: NDArray[np.int64]
    points: Numbers
    starts: NDArray[np.int64]
    lowest: float
    height: float


def _points(frame: pd.DataFrame, what: str) -> Numbers:
    """Return the coordinates of a frame, a row each; refuse what cannot be placed."""
    missing = [name for name in _COORDINATES if name not in frame.columns]
    if missing:
        whose = f"The frame of {what}"
        raise MissingColumnError(whose, missing, map(str, frame.columns))
    is_doubtful = frame.index.isna() | frame.index.duplicated()
    if is_doubtful.any():
        msg = (
            f"{is_doubtful.sum()} of {len(frame)} {what} have no id or that of another, the first "
            f"{str(frame.index[is_doubtful][0])!r}. Give each its own."
        )
        raise DataError(msg)
    columns = [pd.to_numeric(frame[name], errors="coerce") for name in _COORDINATES]
    points = np.column_stack([each.to_numpy(np.float64, na_value=np.nan) for each in columns])
    is_unplaced = ~np.isfinite(points).all(axis=1)
    if is_unplaced.any():
        msg = (
            f"{is_unplaced.sum()} of {len(frame)} {what} lack an easting or a northing in numbers, "
            f"the first {str(frame.index[is_unplaced][0])!r}. Give both, or leave them out."
        )
        raise DataError(msg)
    return points


def _found(
    origins: Numbers, places: Numbers, distance: float
) -> tuple[NDArray[np.int64], NDArray[np.int32], Numbers]:
    """Return how many places each origin reaches, and which and how far, by origin."""
    if not len(origins) or not len(places):
        nothing = np.zeros(len(origins), dtype=np.int64)
        return nothing, np.empty(0, dtype=np.int32), np.empty(0)
    strips = _strips(origins, distance)
    furthest = max(np.abs(origins).max(), np.abs(places).max(), distance)
    # Points are looked up a hair further off than they are kept, so that rounding loses none.
    slack = distance + _SLACK * float(np.spacing(furthest))
    reach = (strips.lowest, strips.height, _largest_square(distance), slack)
    counts = np.empty(len(origins), dtype=np.int64)
    counts[strips.order] = n_within(places, strips.points, strips.starts, reach)
    next_at = (np.cumsum(counts) - counts)[strips.order]
    found = within(places, strips.points, strips.starts, reach, next_at, int(counts.sum()))
    return counts, found, lengths(origins, places, counts, found)


def _largest_square(distance: float) -> float:
    """Return the largest number whose root is no more than a distance, to the last digit."""
    square = min(distance * distance, sys.float_info.max)
    while math.sqrt(square) > distance:
        square = math.nextafter(square, 0.0)
    while math.sqrt(math.nextafter(square, math.inf)) <= distance:
        square = math.nextafter(square, math.inf)
    return square


def _strips(points: Numbers, distance: float) -> _Strips:
    """Return points in strips, of which there are never many more than points."""
    eastings, northings = points[:, 0], points[:, 1]
    lowest = float(northings.min())
    extent = float(northings.max()) - lowest
    height = max(distance, extent / len(points)) or 1.0
    n_strips = int(extent / height) + 1
    numbers = strips_of(np.ascontiguousarray(northings), lowest, height, n_strips)
    order = np.lexsort((eastings, numbers))
    starts = np.searchsorted(numbers[order], np.arange(n_strips + 1))
    return _Strips(order, np.ascontiguousarray(points[order].T), starts, lowest, height)

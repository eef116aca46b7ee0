"""The point that stands for an area, and how it was come by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from assetmap.geo.areas import outline_of, point_within
from assetmap.measures.flows.deprivation import newest
from assetmap.measures.memory import once

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from numpy.typing import NDArray

    from assetmap.model import Snapshot

    Numbers = NDArray[np.float64]

LOADED: Final = ("population-weighted latitude", "population-weighted longitude")
"""Names of the rows of `Indicator` that hold the centre of an area's people, in degrees."""

PLAIN: Final = ("plain middle latitude", "plain middle longitude")
"""The same of the middle of an area's ground, wherever its people live."""

POINT_NAMES: Final = frozenset({*LOADED, *PLAIN})
"""Names of rows of `Indicator` that say where an area is, and are no figure of it."""

WAYS: Final = {
    "loaded": "the centre of its people, as it was loaded",
    "middle": "the middle of its ground, as it was loaded",
    "boundary": "a point within its boundary",
    "postcodes": "the mean of its postcodes",
    "locations": "the mean of the locations in it",
    "": "no point is known",
}
"""How a point was come by, the best first."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class AreaPoint:
    """Where an area is taken to be.

    Attributes
    ----------
    latitude, longitude
        Degrees (WGS 84); NaN if not known.
    way
        How it was come by, a key of `WAYS`.
    """

    latitude: float
    longitude: float
    way: str


_NOWHERE: Final = AreaPoint(float("nan"), float("nan"), "")


def area_points(snapshot: Snapshot, codes: Collection[str]) -> dict[str, AreaPoint]:
    """Return the point of each area.

    Parameters
    ----------
    snapshot
        The place.
    codes
        Areas.

    Returns
    -------
    dict
        By code, every one of `codes`: the centre of its people if it was loaded (rows of
        `Indicator` named as `LOADED`), else the middle of its ground if that was (`PLAIN`), else a
        point within its boundary, else the mean of its postcodes (by small area, else ward), else
        the mean of the locations in it.

    Notes
    -----
    Takes time in the corners of the boundaries. An area with none of these has no point (NaN).
    """
    ways: Mapping[str, dict[str, Point]] = {
        "loaded": _loaded(snapshot, LOADED),
        "middle": _loaded(snapshot, PLAIN),
        "postcodes": _of_postcodes(snapshot),
        "locations": _means(snapshot.table("Location"), "area_code"),
    }
    boundaries = snapshot.table("Area").set_index("id")["boundary"]
    found: dict[str, AreaPoint] = {}
    for code in codes:
        way = next((each for each in ("loaded", "middle") if code in ways[each]), "boundary")
        point = _within(boundaries.get(code)) if way == "boundary" else ways[way][code]
        for further in ("postcodes", "locations"):
            if point is None:
                point, way = ways[further].get(code), further
        found[code] = _NOWHERE if point is None else AreaPoint(*point, way)
    return found


def location_points(snapshot: Snapshot, locations: Collection[str]) -> tuple[Numbers, Numbers]:
    """Return latitudes and longitudes of locations: their own, else of their postcode, else NaN."""
    ids, north, east = _located(snapshot)
    at = ids.get_indexer(pd.Index(list(locations), dtype=object))
    is_known = at >= 0
    return np.where(is_known, north[at], np.nan), np.where(is_known, east[at], np.nan)


@once
def _located(snapshot: Snapshot) -> tuple[pd.Index, Numbers, Numbers]:
    """Return the ids of all locations, and where each is; the last is no location."""
    rows = snapshot.table("Location").set_index("id")
    codes = snapshot.table("Postcode").set_index("id")
    known = codes[~codes.index.duplicated()].reindex(rows["postcode"])
    is_own = rows["latitude"].notna().to_numpy()
    both = [
        np.where(is_own, rows[name].to_numpy("float64"), known[name].to_numpy("float64"))
        for name in ("latitude", "longitude")
    ]
    north, east = (np.append(each, np.nan) for each in both)
    return pd.Index(rows.index, dtype=object), north, east


def _loaded(snapshot: Snapshot, names: tuple[str, str]) -> dict[str, Point]:
    north, east = (newest(snapshot, name) for name in names)
    return {code: (north[code], east[code]) for code in north if code in east}


def _within(boundary: object) -> Point | None:
    outline = outline_of(boundary) if isinstance(boundary, str) else None
    if outline is None:
        return None
    latitude, longitude = point_within(outline)
    return latitude, longitude


def _of_postcodes(snapshot: Snapshot) -> dict[str, Point]:
    rows = snapshot.table("Postcode")
    return _means(rows, "ward_code") | _means(rows, "lsoa_code")


def _means(rows: pd.DataFrame, column: str) -> dict[str, Point]:
    rows = rows[rows[column].notna() & rows["latitude"].notna() & rows["longitude"].notna()]
    if rows.empty:
        return {}
    means = rows.groupby(column, sort=True)[["latitude", "longitude"]].mean()
    return {
        str(code): (float(north), float(east))
        for code, north, east in zip(
            means.index, means["latitude"], means["longitude"], strict=True
        )
    }

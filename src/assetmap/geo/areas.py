"""Outlines of areas: which area a point lies in, and outlines as they are drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import shapely

from assetmap.geo.distances import METRES_A_DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    Outline = shapely.Polygon | shapely.MultiPolygon

_MOST_MENDED: Final = 2_000
_DECIMALS: Final = 5
"""Of degrees in a drawn outline: about a metre."""


class Point(NamedTuple):
    """A point in degrees (WGS 84)."""

    latitude: float
    longitude: float


class Bounds(NamedTuple):
    """The smallest box of degrees around something."""

    south: float
    west: float
    north: float
    east: float


def outline_of(boundary: str) -> Outline | None:
    """Return a boundary as an outline that can be measured, or None if it is none.

    Parameters
    ----------
    boundary
        GeoJSON of a Polygon or MultiPolygon. One that crosses itself is mended, unless it has so
        many corners that this could take long: then it is used as it is.
    """
    shape = shapely.from_geojson(boundary, on_invalid="ignore")
    if shapely.is_missing(shape) or shape.is_empty:
        return None
    is_mended = not shape.is_valid and shapely.get_num_coordinates(shape) <= _MOST_MENDED
    mended = shapely.make_valid(shape) if is_mended else shape
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(mended))
        if isinstance(part, shapely.Polygon)
    ]
    if not parts:
        return None
    return parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)


def point_within(outline: Outline) -> Point:
    """Return a point that surely lies within `outline`, as its centroid may not."""
    point = outline.representative_point()
    return Point(float(point.y), float(point.x))


def bounds_of(outlines: Iterable[Outline]) -> Bounds | None:
    """Return the box around all `outlines`, or None if there are none."""
    listed = list(outlines)
    if not listed:
        return None
    west, south, east, north = (float(each) for each in shapely.total_bounds(listed))
    return Bounds(south, west, north, east)


def simplified(boundaries: Sequence[str], *, tolerance_m: float) -> list[str]:
    """Return outlines with fewer corners, for drawing; neighbours keep sharing their border.

    Parameters
    ----------
    boundaries
        GeoJSON of Polygons or MultiPolygons.
    tolerance_m
        About how far a border may be moved, in metres: a corner goes if the triangle that it
        makes with its neighbours is smaller than a square of this side (Visvalingam and Whyatt).

    Returns
    -------
    list
        GeoJSON in the same order, rounded to 5 decimals; "" for a boundary that is none.
    """
    outlines = [outline_of(each) for each in boundaries]
    known = [each for each in outlines if each is not None]
    if not known:
        return [""] * len(outlines)
    # A degree of longitude is shorter than one of latitude: borders are moved on even ground.
    width = _width(known)
    flat = shapely.transform(np.array(known, dtype=object), lambda xy: xy * [width, 1.0])
    drawn = shapely.coverage_simplify(flat, tolerance_m / METRES_A_DEGREE)
    back = iter(shapely.transform(drawn, lambda xy: np.round(xy / [width, 1.0], _DECIMALS)))
    return ["" if each is None else shapely.to_geojson(next(back)) for each in outlines]


@dataclass(frozen=True, slots=True)
class _Sized:
    """An outline with how much it covers, in square degrees of latitude."""

    id: str
    outline: Outline
    size: float


class Outlines:
    """Areas by their outlines, ready to be asked which of them a point lies in.

    Parameters
    ----------
    ids
        Codes of the areas.
    boundaries
        GeoJSON of each; areas whose boundary is none are left out.
    """

    def __init__(self, ids: Iterable[str], boundaries: Iterable[str]) -> None:
        outlines = ((id_, outline_of(text)) for id_, text in zip(ids, boundaries, strict=True))
        sized = [
            _Sized(id_, outline, outline.area * _width([outline]))
            for id_, outline in outlines
            if outline is not None
        ]
        # In this order the first area that covers a point is the smallest.
        sized.sort(key=lambda each: (each.size, each.id))
        self.ids = tuple(each.id for each in sized)
        self.outlines = tuple(each.outline for each in sized)

    def __len__(self) -> int:
        """Return how many areas have an outline."""
        return len(self.ids)

    def smallest(self, latitudes: npt.ArrayLike, longitudes: npt.ArrayLike) -> list[str | None]:
        """Return for each point the smallest area that it lies in, or None.

        Parameters
        ----------
        latitudes, longitudes
            Points in degrees (WGS 84); where one is missing (NaN) there is no area.

        Returns
        -------
        list
            As many codes as points. A point on a border lies in all areas that it touches; of
            areas that cover the same, the first code.
        """
        return [codes[0] if codes else None for codes in self.covering(latitudes, longitudes)]

    def covering(self, latitudes: npt.ArrayLike, longitudes: npt.ArrayLike) -> list[list[str]]:
        """Return for each point every area that it lies in, the smallest first."""
        north = np.asarray(latitudes, dtype=np.float64)
        east = np.asarray(longitudes, dtype=np.float64)
        found: list[list[str]] = [[] for _ in range(len(north))]
        known = np.flatnonzero(np.isfinite(north) & np.isfinite(east))
        # The tree is one of points: an outline is then prepared once for all points near it.
        tree = shapely.STRtree(np.asarray(shapely.points(east[known], north[known])))
        outlines = np.array(self.outlines, dtype=object)
        areas, points = tree.query(outlines, predicate="intersects")
        for area, at in sorted(zip(areas.tolist(), known[points].tolist(), strict=True)):
            found[at].append(self.ids[area])
        return found


def _width(outlines: Sequence[Outline]) -> float:
    """Return how long a degree of longitude is where `outlines` lie, in degrees of latitude."""
    _, south, _, north = shapely.total_bounds(outlines)
    return float(max(np.cos(np.radians((south + north) / 2)), 0.01))

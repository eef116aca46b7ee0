"""Outlines of areas on a map: as a screen shows them, hatched, and which point lies in which."""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import shapely

from assetmap.geo.areas import Outlines as AskedOutlines
from assetmap.geo.areas import bounds_of, outline_of, simplified
from assetmap.geo.distances import METRES_A_DEGREE
from assetmap.measures.memory import once

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assetmap.model import Snapshot

Outline = shapely.Polygon | shapely.MultiPolygon
Outlines = dict[str, Outline]
"""Outlines by the code of the area, in degrees as (longitude, latitude)."""

MOST_AREAS: Final = 3_000
"""Most areas drawn; above it none are, and a larger level must be chosen."""

_DOTS_ACROSS: Final = (4_000, 2_000, 1_000, 500)
"""A detail smaller than the whole divided by this is not drawn: the first that is simple enough."""

_MOST_CORNERS: Final = 12_000  # a phone, or a desk without a graphics card, draws no more at once
_MOST_PIECES: Final = 2_000  # of borders drawn as lines
_DOTS_SEEN: Final = 620  # across the whole map, as a desk shows it
_DECIMALS: Final = 5  # of a degree: about a metre
_HATCHES: Final = 9


class Drawing(NamedTuple):
    """Areas as they are drawn before they are shaded, by code.

    `outlines` are exact and `geometries` as a screen shows them; `inner` is what borders that are
    gaps leave of these, and `ground` what is seen through the gaps, None where borders are lines.
    `middles` are (latitude, longitude).
    """

    outlines: Outlines
    geometries: Mapping[str, dict[str, Any]]
    inner: Mapping[str, dict[str, Any]]
    ground: dict[str, Any] | None
    middles: Mapping[str, tuple[float, float]]


@once
def outlines_at(snapshot: Snapshot, level: str) -> Outlines:
    """Return the outlines of the areas of one level that have a usable one, by code.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    level
        Such as `ward`.

    Returns
    -------
    dict
        Areas without a boundary, or with one that encloses nothing, are left out. It is read once
        and shared.
    """
    rows = snapshot.table("Area")
    chosen = rows[(rows["level"] == level) & rows["boundary"].notna()].sort_values("id")
    found = {
        code: outline_of(text) for code, text in zip(chosen["id"], chosen["boundary"], strict=True)
    }
    return {code: shape for code, shape in found.items() if shape is not None and shape.area > 0}


@once
def drawing_at(snapshot: Snapshot, level: str) -> Drawing:
    """Return how the areas of one level are drawn, whatever they are shaded by.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    level
        Such as `ward`.

    Returns
    -------
    Drawing
        Without any area where there are more than `MOST_AREAS`. Made once, and shared.
    """
    outlines = outlines_at(snapshot, level)
    outlines = outlines if len(outlines) <= MOST_AREAS else {}
    geometries = drawn_outlines(outlines)
    inner, ground = parted(geometries)
    middles = {code: inner_point(outlines[code]) for code in geometries}
    return Drawing(outlines, geometries, inner, ground, middles)


def drawn_outlines(outlines: Outlines) -> dict[str, dict[str, Any]]:
    """Return outlines as GeoJSON geometries with no more detail than a screen can show.

    Parameters
    ----------
    outlines
        Polygons by code.

    Returns
    -------
    dict
        Geometries by code, in the same order, with five decimals; neighbours keep their common
        border. An area too small to have a shape is left out.
    """
    bounds = bounds_of(outlines.values())
    if bounds is None:
        return {}
    across = max(bounds.east - bounds.west, bounds.north - bounds.south)
    texts = [shapely.to_geojson(shape) for shape in outlines.values()]
    # Half the dots leave about half the corners: what is too fine at once is not tried.
    too_many = sum(text.count("],[") for text in texts) / _MOST_CORNERS
    first = min(max(int(math.log2(max(too_many, 1.0))), 0), len(_DOTS_ACROSS) - 1)
    for dots in _DOTS_ACROSS[first:]:
        texts = simplified(texts, tolerance_m=across * METRES_A_DEGREE / dots)
        if sum(text.count("],[") for text in texts) <= _MOST_CORNERS:
            break
    drawn = {code: json.loads(text) for code, text in zip(outlines, texts, strict=True) if text}
    return {code: geometry for code, geometry in drawn.items() if geometry["coordinates"]}


def parted(
    geometries: Mapping[str, dict[str, Any]],
) -> tuple[dict[str, dict[str, Any]], dict[str, Any] | None]:
    """Return areas with gaps between them, and the ground that is seen through these as borders.

    Without a graphics card a line takes as long to draw for each of its pieces as an area for
    all of its corners. So where there are many, borders are not lines: below the areas lies the
    ground, and each area is cut back by half a dot of the map when it is seen whole.

    Parameters
    ----------
    geometries
        GeoJSON geometries by code.

    Returns
    -------
    tuple
        The areas, and the ground as one geometry; the areas as they are and None where lines
        are few enough.
    """
    shapes = shapely.from_geojson([json.dumps(each) for each in geometries.values()])
    if shapely.get_num_coordinates(shapes).sum() <= _MOST_PIECES:
        return dict(geometries), None
    west, south, east, north = shapely.total_bounds(shapes)
    half = max(east - west, mercator(north) - mercator(south)) / _DOTS_SEEN / 2
    # North and east a dot is as wide on the screen, not in degrees.
    squeeze = math.cos(math.radians((south + north) / 2))
    screen = shapely.transform(shapes, lambda points: points / [1.0, squeeze])
    cut = shapely.buffer(screen, -half, join_style="mitre")
    cut = shapely.transform(cut, lambda points: np.round(points * [1.0, squeeze], _DECIMALS))
    kept = np.where(shapely.is_empty(cut), shapes, cut)
    inner = {
        code: json.loads(shapely.to_geojson(shape))
        for code, shape in zip(geometries, kept, strict=True)
    }
    ground: dict[str, Any] = json.loads(shapely.to_geojson(shapely.union_all(shapes)))
    return inner, ground


def areas_around(
    snapshot: Snapshot, level: str, points: Mapping[str, tuple[float, float]]
) -> dict[str, str]:
    """Return in which area of one level each point lies; on a border, the smallest.

    Parameters
    ----------
    snapshot
        What this reader may see of the place.
    level
        Such as `ward`.
    points
        (latitude, longitude) by id.

    Returns
    -------
    dict
        Code by id of the point; points in none are left out.
    """
    asked = _asked_at(snapshot, level)
    if not len(asked) or not points:
        return {}
    latitudes, longitudes = zip(*points.values(), strict=True)
    codes = asked.smallest(latitudes, longitudes)
    return {id_: code for id_, code in zip(points, codes, strict=True) if code is not None}


@once
def _asked_at(snapshot: Snapshot, level: str) -> AskedOutlines:
    outlines = outlines_at(snapshot, level)
    return AskedOutlines(outlines, [shapely.to_geojson(each) for each in outlines.values()])


def hatching(shape: Outline, across: float) -> list[list[tuple[float, float]]]:
    """Return slanted lines that fill a shape, `across` degrees apart at least.

    Returns
    -------
    list
        Lines of (longitude, latitude); at most some tens, whatever the shape.
    """
    west, south, east, north = shape.bounds
    step = max(across, (east - west + north - south) / _HATCHES)
    height = north - south
    starts = np.arange(west - height + step / 2, east, step)
    lines = [((start, south), (start + height, north)) for start in starts.tolist()]
    parts = shapely.get_parts(shapely.intersection(shapely.linestrings(np.array(lines)), shape))
    return [
        [(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in part.coords]
        for part in parts
        if isinstance(part, shapely.LineString) and not part.is_empty
    ]


def whole_bounds(
    outlines: Outlines, points: Sequence[tuple[float, float]]
) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of all outlines; without any, of all points."""
    bounds = bounds_of(outlines.values())
    if bounds is not None:
        return bounds.west, bounds.south, bounds.east, bounds.north
    if not points:
        return None
    south, west = (min(each[axis] for each in points) for axis in (0, 1))
    north, east = (max(each[axis] for each in points) for axis in (0, 1))
    return west, south, east, north


def inner_point(shape: Outline) -> tuple[float, float]:
    """Return a (latitude, longitude) within a shape, near its middle."""
    point = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    return round(point.y, _DECIMALS), round(point.x, _DECIMALS)


def mercator(latitude: float) -> float:
    """Return how far north a latitude is drawn, where a degree of longitude is 1.

    Examples
    --------
    >>> round(mercator(45.0), 1)
    50.5
    """
    bounded = max(-85.0, min(85.0, latitude))
    return math.degrees(math.log(math.tan(math.pi / 4 + math.radians(bounded) / 2)))

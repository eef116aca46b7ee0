"""A small map as a picture made here: outlines of areas and where something is."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from assetmap.geo import outline_of, simplified

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from assetmap.views.public.areas import Areas
    from assetmap.views.public.directory import Directory

_WIDTH, _HEIGHT = 600, 400
_MARGIN: Final = 16
_LEAST_DEGREES: Final = 0.01
_TOLERANCE_M: Final = 40.0
_INK, _LAND, _LINE, _HERE = "#1b1b1b", "#f6f2ea", "#6b6457", "#0b4a75"
_MOST_NAMES: Final = 12


@dataclass(frozen=True, slots=True)
class Outline:
    """An area as it is drawn."""

    code: str
    name: str
    shape: shapely.Polygon | shapely.MultiPolygon


def outlines(directory: Areas) -> tuple[Outline, ...]:
    """Return the areas that are drawn below everything: wards, else the largest level there is."""
    levels = [directory.area_levels[code] for code in directory.area_names]
    level = next((each for each in ("ward", "town", "district", "lsoa") if each in levels), "")
    codes = sorted(code for code in directory.area_names if directory.area_levels[code] == level)
    drawn = simplified([directory.boundary_of[code] for code in codes], tolerance_m=_TOLERANCE_M)
    shapes = ((code, outline_of(text)) for code, text in zip(codes, drawn, strict=True))
    return tuple(
        Outline(code, directory.area_names[code], shape)
        for code, shape in shapes
        if shape is not None
    )


def picture_of_places(
    directory: Directory, points: Sequence[tuple[float, float]], title: str
) -> str | None:
    """Return a map with a mark at each point, or None where there is nothing to draw.

    Parameters
    ----------
    directory
        The place.
    points
        Latitudes and longitudes.
    title
        What it shows, for whoever cannot see it.

    Returns
    -------
    str
        SVG without a script, style sheet or link.
    """
    if not points:
        return None
    near = _near(directory.outlines, points)
    shown: list[shapely.Geometry] = [each.shape for each in near] or [
        shapely.Point(lon, lat) for lat, lon in points
    ]
    return _drawn(near, shown, points, title)


def picture_of_area(directory: Directory, code: str) -> str | None:
    """Return a map of an area, or None if it has no outline."""
    shape = outline_of(directory.boundary_of.get(code, ""))
    if shape is None:
        return None
    own = Outline(code, directory.area_names[code], shape)
    within = [
        each for each in directory.outlines if shape.intersects(each.shape.representative_point())
    ]
    return _drawn(within or [own], [shape], (), f"Map of {own.name}")


def _near(known: Iterable[Outline], points: Sequence[tuple[float, float]]) -> list[Outline]:
    """Return the areas that hold a point, and their neighbours."""
    at = [shapely.Point(longitude, latitude) for latitude, longitude in points]
    listed = list(known)
    holding = [each for each in listed if any(each.shape.covers(point) for point in at)]
    if not holding:
        return []
    own = shapely.union_all([each.shape for each in holding]).buffer(1e-4)
    return [each for each in listed if each.shape.intersects(own)]


def _drawn(
    areas: Sequence[Outline],
    shown: Sequence[shapely.Geometry],
    points: Sequence[tuple[float, float]],
    title: str,
) -> str:
    place = _placing(shown)
    parts = [f'<path d="{_path(each.shape, place)}"/>' for each in areas]
    names = [_name(each, place) for each in areas[:_MOST_NAMES]]
    marks = [
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="11" fill="{_HERE}" stroke="#fff" stroke-width="4"/>'
        for x, y in (place(np.array([[lon, lat]]))[0] for lat, lon in points)
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>'
        f'<g fill="{_LAND}" stroke="{_LINE}" stroke-width="1.5">{"".join(parts)}</g>'
        f'<g font-family="sans-serif" font-size="15" fill="{_INK}" text-anchor="middle">'
        f"{''.join(names)}</g>{''.join(marks)}</svg>"
    )


def _placing(shown: Sequence[shapely.Geometry]) -> _Placing:
    west, south, east, north = (float(each) for each in shapely.total_bounds(np.array(shown)))
    return _Placing(west, south, east, north)


class _Placing:
    """Degrees to points of the picture, equal distances alike in both directions."""

    def __init__(self, west: float, south: float, east: float, north: float) -> None:
        self._narrow = max(float(np.cos(np.radians((south + north) / 2))), 0.01)
        wide = max((east - west) * self._narrow, _LEAST_DEGREES)
        high = max(north - south, _LEAST_DEGREES)
        self._scale = min((_WIDTH - 2 * _MARGIN) / wide, (_HEIGHT - 2 * _MARGIN) / high)
        self._middle = np.array([(west + east) / 2, (south + north) / 2])

    def __call__(self, degrees: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        moved = (degrees - self._middle) * [self._narrow * self._scale, -self._scale]
        placed: npt.NDArray[np.float64] = moved + np.array([_WIDTH / 2, _HEIGHT / 2])
        return placed


def _path(shape: shapely.Polygon | shapely.MultiPolygon, place: _Placing) -> str:
    return "".join(_rings(shape, place))


def _rings(shape: shapely.Polygon | shapely.MultiPolygon, place: _Placing) -> Iterator[str]:
    for part in shapely.get_parts(shape):
        for ring in (part.exterior, *part.interiors):
            points = place(shapely.get_coordinates(ring)[:-1])
            yield "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _name(area: Outline, place: _Placing) -> str:
    point = area.shape.representative_point()
    x, y = place(np.array([[point.x, point.y]]))[0]
    if not (0 < x < _WIDTH and 0 < y < _HEIGHT):
        return ""
    return f'<text x="{x:.0f}" y="{y:.0f}">{escape(area.name)}</text>'

"""From where the map on the ground is seen: whole, on a desk and on a phone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pydeck

from assetmap.views.map.outlines import mercator

if TYPE_CHECKING:
    from assetmap.views.map.view import AreaShape, MapView

_WIDTHS: Final = {False: 620, True: 310}  # of what is to be seen whole, on a phone and not
_HEIGHTS: Final = (230, 620)
_AROUND: Final = 70  # room for signs that stand on the border
_BESIDE: Final = 22
_CLOSEST: Final = 14.0
_TILE: Final = 512.0  # how wide the world is at zoom 0
_LETTER: Final = (6.4, 17)  # how wide and high one is on the screen


def height_of(view: MapView, *, is_narrow: bool) -> int:
    """Return how high a map is on the screen: as its place is, within bounds."""
    width = _WIDTHS[is_narrow]
    across, high = _extent(view)
    return round(min(max(width * high / across + _AROUND, _HEIGHTS[0]), _HEIGHTS[1]))


def seen_whole(view: MapView, *, is_narrow: bool) -> pydeck.ViewState:
    """Return from where a map is seen whole."""
    west, south, east, north = view.bounds or (-8.0, 50.0, 2.0, 59.0)
    across, high = _extent(view)
    room = height_of(view, is_narrow=is_narrow) - _AROUND
    zoom = min(_zoom(across, _WIDTHS[is_narrow]), _zoom(high, room), _CLOSEST)
    return pydeck.ViewState(
        latitude=round((south + north) / 2, 5),
        longitude=round((west + east) / 2, 5),
        zoom=round(zoom, 3),
        pitch=0,
        bearing=0,
        max_pitch=0,
    )


def labelled(view: MapView, *, is_narrow: bool) -> list[AreaShape]:
    """Return the areas whose names can be read when the map is seen whole, the darkest first."""
    seen = seen_whole(view, is_narrow=is_narrow)
    dots = 2**seen.zoom * _TILE / 360
    edge = _WIDTHS[is_narrow] / 2 + _BESIDE
    taken: list[tuple[float, float, float]] = []
    found = []
    for shape in sorted(view.shapes, key=lambda shape: (-(shape.step or 0), shape.code)):
        x, y = (shape.middle[1] - seen.longitude) * dots, mercator(shape.middle[0]) * dots
        half = len(shape.label) * _LETTER[0] / 2 + 4
        is_free = all(abs(y - v) > _LETTER[1] or abs(x - u) > half + other for u, v, other in taken)
        if shape.label and is_free and abs(x) + half <= edge:
            taken.append((x, y, half))
            found.append(shape)
    return found


def _extent(view: MapView) -> tuple[float, float]:
    west, south, east, north = view.bounds or (-8.0, 50.0, 2.0, 59.0)
    return max(east - west, 1e-6), max(mercator(north) - mercator(south), 1e-6)


def _zoom(degrees: float, dots: int) -> float:
    return math.log2(dots / _TILE * 360 / degrees)

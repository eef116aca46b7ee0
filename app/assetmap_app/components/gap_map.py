"""The map around one gap: small areas, what is near, and rooms that stand free."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import streamlit as st

from assetmap.views.gaps.ground import AREA_STATES, SPOT_STATES
from assetmap.views.wording import uncapitalised
from assetmap_app.components.charts import INK, layer, number, show_chart, word
from assetmap_app.components.gap_legend import shade_item, shape_item, show_legend
from assetmap_app.components.screen_width import is_narrow_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.gaps.ground import Ground
    from assetmap_app.components.charts import Spec

_AREA_COLOURS: Final = ("#ab93c9", "#f1ecf6", "#ffffff")
_SPOT_COLOURS: Final = ("#e69f00", "#ffffff", "#009e73")
_SPOT_SHAPES: Final = ("triangle-up", "triangle-up", "diamond")
_CORNERS: Final = {
    "triangle-up": "50% 0, 100% 100%, 0 100%",
    "diamond": "50% 0, 100% 50%, 50% 100%, 0 50%",
}
_HEIGHTS: Final = (240, 420)
_WIDTHS: Final = {False: 620, True: 350}
"""How wide it is at least, on a phone and not: as high as it is then, no room is left beneath."""

_NOTHING: Final = {"fill": None, "stroke": None}  # only the room that it takes


def gap_map(ground: Ground) -> None:
    """Show the map around one gap, or say why there is none."""
    if ground.bounds is None:
        st.info(ground.words)
        return
    west, south, east, north = ground.bounds
    narrower = math.cos(math.radians((south + north) / 2))
    height = _WIDTHS[is_narrow_screen()] * (north - south) / max((east - west) * narrower, 1e-9)
    chart = {
        "layer": [
            _shapes([_feature(_frame(ground.bounds, narrower), {})], {}, **_NOTHING),
            *_areas(ground, narrower),
            *([_spots(ground, narrower)] if ground.spots else []),
        ],
        "resolve": {"scale": {"fill": "independent", "shape": "independent"}},
        "projection": {"type": "identity", "reflectY": True},
        "height": round(min(max(height, _HEIGHTS[0]), _HEIGHTS[1])),
    }
    show_chart(chart, ground.words)
    _legend(ground)


def _areas(ground: Ground, narrower: float) -> list[Spec]:
    features = [
        _feature(
            _scaled(area.geometry, narrower),
            {"name": area.name, "state": area.state, "own": area.is_own},
        )
        for area in ground.areas
    ]
    present = [state for state in AREA_STATES if any(a.state == state for a in ground.areas)]
    colours = [_AREA_COLOURS[AREA_STATES.index(state)] for state in present]
    own = [each for each in features if each["properties"]["own"]]
    look = {
        "fill": word("properties.state", scale=_scale(present, colours), legend=None),
        "tooltip": [
            word("properties.name", title="Small area"),
            word("properties.state", title="From there"),
        ],
    }
    return [
        _shapes(features, look, stroke="#5a5464", strokeWidth=0.7, aria=True),
        _shapes(own, {}, fill=None, stroke=INK, strokeWidth=2),
    ]


def _spots(ground: Ground, narrower: float) -> Spec:
    present = [state for state in SPOT_STATES if any(s.state == state for s in ground.spots)]
    numbers = [SPOT_STATES.index(state) for state in present]
    shapes, colours = ([look[n] for n in numbers] for look in (_SPOT_SHAPES, _SPOT_COLOURS))
    rows = [
        {
            "name": spot.name,
            "words": spot.words,
            "state": spot.state,
            "longitude": spot.longitude * narrower,
            "latitude": spot.latitude,
        }
        for spot in ground.spots
    ]
    look = {
        "longitude": number("longitude"),
        "latitude": number("latitude"),
        "shape": word("state", scale=_scale(present, shapes), legend=None),
        "fill": word("state", scale=_scale(present, colours), legend=None),
        "tooltip": [word("name", title="Place"), word("words", title="What is there")],
    }
    border: dict[str, Any] = {"stroke": INK, "strokeWidth": 1, "opacity": 1}
    return layer(rows, "point", look, filled=True, size=110, aria=True, **border)


def _legend(ground: Ground) -> None:
    areas = {area.state for area in ground.areas}
    spots = {spot.state for spot in ground.spots}
    shades = [
        shade_item(colour, f"Small area: {uncapitalised(state)}")
        for state, colour in zip(AREA_STATES, _AREA_COLOURS, strict=True)
        if state in areas
    ]
    shapes = [
        shape_item(colour, _CORNERS[shape], state)
        for state, colour, shape in zip(SPOT_STATES, _SPOT_COLOURS, _SPOT_SHAPES, strict=True)
        if state in spots
    ]
    show_legend([*shades, *shapes])


def _shapes(features: list[dict[str, Any]], look: Spec, **more: object) -> Spec:
    return layer(features, "geoshape", look, **more)


def _scale(domain: Sequence[str], looks: Sequence[str]) -> Spec:
    return {"domain": domain, "range": looks}


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _frame(bounds: tuple[float, float, float, float], narrower: float) -> dict[str, Any]:
    west, south, east, north = bounds
    corners = [[west * narrower, south], [east * narrower, north]]
    return {"type": "LineString", "coordinates": corners}


def _scaled(geometry: dict[str, Any], narrower: float) -> dict[str, Any]:
    """Return a geometry with degrees of longitude as long as those of latitude."""
    polygons = geometry["coordinates"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    moved = [
        [[[east * narrower, north] for east, north in ring] for ring in polygon]
        for polygon in polygons
    ]
    coordinates = moved[0] if geometry["type"] == "Polygon" else moved
    return {"type": geometry["type"], "coordinates": coordinates}

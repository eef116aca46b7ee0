"""The map around one gap: small areas, what is near, and rooms that stand free."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import altair as alt
import streamlit as st

from assetmap.views.gaps.ground import AREA_STATES, SPOT_STATES
from assetmap_app.components.charts import INK, show_chart
from assetmap_app.components.gap_legend import shade_item, shape_item, show_legend

if TYPE_CHECKING:
    from assetmap.views.gaps.ground import Ground

_AREA_COLOURS: Final = ("#ab93c9", "#f1ecf6", "#ffffff")
_SPOT_COLOURS: Final = ("#e69f00", "#ffffff", "#009e73")
_SPOT_SHAPES: Final = ("triangle-up", "triangle-up", "diamond")
_CORNERS: Final = {
    "triangle-up": "50% 0, 100% 100%, 0 100%",
    "diamond": "50% 0, 100% 50%, 50% 100%, 0 50%",
}
_HEIGHTS: Final = (240, 420)
_WIDTH: Final = 620


def gap_map(ground: Ground) -> None:
    """Show the map around one gap, or say why there is none."""
    if ground.bounds is None:
        st.info(ground.words)
        return
    west, south, east, north = ground.bounds
    narrower = math.cos(math.radians((south + north) / 2))
    height = _WIDTH * (north - south) / max((east - west) * narrower, 1e-9)
    frame = _layer([_feature(_frame(ground.bounds), {})], narrower).mark_geoshape(
        fill=None, stroke=None, aria=False
    )
    layers = [frame, *_areas(ground, narrower)]
    if ground.spots:
        layers.append(_spots(ground, narrower))
    show_chart(
        alt.layer(*layers)
        .resolve_scale(fill="independent", shape="independent")
        .project(type="identity", reflectY=True)
        .properties(height=round(min(max(height, _HEIGHTS[0]), _HEIGHTS[1]))),
        ground.words,
    )
    _legend(ground)


def _areas(ground: Ground, narrower: float) -> list[alt.Chart]:
    features = [
        _feature(area.geometry, {"name": area.name, "state": area.state, "own": area.is_own})
        for area in ground.areas
    ]
    present = [state for state in AREA_STATES if any(a.state == state for a in ground.areas)]
    colours = [_AREA_COLOURS[AREA_STATES.index(state)] for state in present]
    shapes = _layer(features, narrower).mark_geoshape(stroke="#5a5464", strokeWidth=0.7)
    own = [each for each in features if each["properties"]["own"]]
    return [
        shapes.encode(
            fill=alt.Fill(
                "properties.state:N",
                title="From this small area",
                scale=alt.Scale(domain=present, range=colours),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("properties.name:N", title="Small area"),
                alt.Tooltip("properties.state:N", title="From there"),
            ],
        ),
        _layer(own, narrower).mark_geoshape(fill=None, stroke=INK, strokeWidth=2, aria=False),
    ]


def _spots(ground: Ground, narrower: float) -> alt.Chart:
    present = [state for state in SPOT_STATES if any(s.state == state for s in ground.spots)]
    numbers = [SPOT_STATES.index(state) for state in present]
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
    marks: alt.Chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(filled=True, size=110, opacity=1, stroke=INK, strokeWidth=1)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            shape=alt.Shape(
                "state:N",
                title="Near it",
                scale=alt.Scale(domain=present, range=[_SPOT_SHAPES[n] for n in numbers]),
                legend=None,
            ),
            fill=alt.Fill(
                "state:N",
                title="Near it",
                scale=alt.Scale(domain=present, range=[_SPOT_COLOURS[n] for n in numbers]),
                legend=None,
            ),
            tooltip=[
                alt.Tooltip("name:N", title="Place"),
                alt.Tooltip("words:N", title="What is there"),
            ],
        )
    )
    return marks


def _legend(ground: Ground) -> None:
    areas = {area.state for area in ground.areas}
    spots = {spot.state for spot in ground.spots}
    shades = [
        shade_item(colour, f"Small area: {state[:1].lower()}{state[1:]}")
        for state, colour in zip(AREA_STATES, _AREA_COLOURS, strict=True)
        if state in areas
    ]
    shapes = [
        shape_item(colour, _CORNERS[shape], state)
        for state, colour, shape in zip(SPOT_STATES, _SPOT_COLOURS, _SPOT_SHAPES, strict=True)
        if state in spots
    ]
    show_legend([*shades, *shapes])


def _layer(features: list[dict[str, Any]], narrower: float) -> alt.Chart:
    scaled = [{**each, "geometry": _scaled(each["geometry"], narrower)} for each in features]
    return alt.Chart(alt.InlineData(values=scaled))


def _feature(geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _frame(bounds: tuple[float, float, float, float]) -> dict[str, Any]:
    west, south, east, north = bounds
    return {"type": "LineString", "coordinates": [[west, south], [east, north]]}


def _scaled(geometry: dict[str, Any], narrower: float) -> dict[str, Any]:
    """Return a geometry with degrees of longitude as long as those of latitude."""

    def moved(corners: Any) -> Any:
        if corners and isinstance(corners[0], int | float):
            return [corners[0] * narrower, corners[1]]
        return [moved(each) for each in corners]

    return {"type": geometry["type"], "coordinates": moved(geometry["coordinates"])}

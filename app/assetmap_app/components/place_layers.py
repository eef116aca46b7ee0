"""The layers of the map on the ground: data alone, drawn by deck.gl.

No word of anybody's enters them but tips and labels, which are text. deck.gl reads a text that
begins with `@@` as an instruction, so each begins with a sign that takes no room. What is clicked
is known by its number in the view's own order.

A map that is drawn for the first time fetches its rows, which is quicker. After a click they
stand in the drawing, so that the layers called anew are never seen without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pydeck

from assetmap_app.components.map_signs import COLOURS, SIDE
from assetmap_app.components.place_rows import (
    BORDER,
    NO_WIDTH,
    SIGNS_ACROSS,
    arc_rows,
    colour_of,
    pushed,
    size_of,
)
from assetmap_app.components.place_seen import labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.map.view import MapView
    from assetmap_app.components.fetched_rows import FetchedRows
    from assetmap_app.components.place_rows import PlaceRows

AREAS: Final = "areas"
SIGNS: Final = "signs"
"""What the names of the layers that can be clicked begin with."""

_ATLAS: Final = "/app/assets/map-signs.png"
_ICONS: Final = {
    shape: {"x": SIDE * n, "y": 0, "width": SIDE, "height": SIDE} for n, shape in enumerate(COLOURS)
}
_MOST_DARK: Final = 40  # arcs; more are drawn fainter, so that what lies below is seen
_INK: Final = [27, 27, 27, 255]
_PIXELS: Final = pydeck.types.String("pixels")
_FLAT: Final = pydeck.types.String("XY")  # two numbers a corner
_FONT: Final = pydeck.types.String("system-ui, sans-serif")


def layers(
    view: MapView, rows: PlaceRows, *, marked: str, edition: int, is_narrow: bool
) -> list[pydeck.Layer]:
    """Return the layers of a map, the lowest first.

    Parameters
    ----------
    view
        What to draw.
    rows
        Its `place_rows`, for the same screen.
    marked
        Id of the area or thing to mark; empty for none.
    edition
        A number that the names of what can be clicked end with; 0 before the first click.
    is_narrow
        Whether the screen is a phone's.
    """
    found = [
        _ground_layer(view, rows.areas),
        _areas_layer(view, rows.areas, edition),
        _hatches_layer(view),
        _area_mark(view, marked),
        _arcs_layer(view, rows.arcs, marked),
        _signs_layer(view, rows.signs, edition, is_narrow=is_narrow),
        _labels_layer(view, is_narrow=is_narrow),
        _sign_mark(view, marked, is_narrow=is_narrow),
    ]
    return [layer for layer in found if layer is not None]


def _ground_layer(view: MapView, rows: FetchedRows) -> pydeck.Layer | None:
    """Return what is seen as borders through the gaps between areas."""
    if view.ground is None:
        return None
    return pydeck.Layer(
        "SolidPolygonLayer",
        id="ground",
        data=pydeck.types.String(rows.address),
        pickable=False,
        get_polygon="ground",
        position_format=_FLAT,
        get_fill_color=BORDER,
    )


def _areas_layer(view: MapView, rows: FetchedRows, edition: int) -> pydeck.Layer | None:
    if not view.shapes:
        return None
    # Without lines it is one layer in place of three.
    lines = {
        "get_line_color": BORDER,
        "line_width_units": _PIXELS,
        "get_line_width": 1,
        "stroked": True,
    }
    return pydeck.Layer(
        "PolygonLayer" if view.ground is None else "SolidPolygonLayer",
        id=f"{AREAS}-{edition}",
        data=_data(rows, edition),
        pickable=True,
        get_polygon="shape",
        position_format=_FLAT,
        get_fill_color="fill",
        **(lines if view.ground is None else {}),
    )


def _data(rows: FetchedRows, edition: int) -> pydeck.types.String | Sequence[dict[str, Any]]:
    return rows.rows if edition else pydeck.types.String(rows.address)


def _hatches_layer(view: MapView) -> pydeck.Layer | None:
    lines = [line for shape in view.shapes for line in shape.hatches]
    return _lines(lines, [120, 120, 120, 255], 1) if lines else None


def _area_mark(view: MapView, marked: str) -> pydeck.Layer | None:
    shapes = [shape for shape in view.shapes if shape.code == marked]
    rings = [ring for shape in shapes for ring in _rings(shape.geometry)]
    return _lines(rings, _INK, 4) if rings else None


def _rings(geometry: dict[str, Any]) -> list[Sequence[tuple[float, float]]]:
    found = geometry["coordinates"]
    polygons = [found] if geometry["type"] == "Polygon" else found
    return [ring for polygon in polygons for ring in polygon]


def _lines(
    lines: Sequence[Sequence[tuple[float, float]]], colour: list[int], width: int
) -> pydeck.Layer:
    return pydeck.Layer(
        "PathLayer",
        data=[{"path": line} for line in lines],
        pickable=False,
        get_path="path",
        get_color=colour,
        width_units=_PIXELS,
        get_width=width,
    )


def _labels_layer(view: MapView, *, is_narrow: bool) -> pydeck.Layer | None:
    labels = [
        {"at": shape.middle[::-1], "words": f"{NO_WIDTH}{shape.label}"}
        for shape in labelled(view, is_narrow=is_narrow)
    ]
    if not labels:
        return None
    return pydeck.Layer(
        "TextLayer",
        data=labels,
        pickable=False,
        get_position="at",
        get_text="words",
        get_size=12,
        get_color=_INK,
        background=True,
        get_background_color=[255, 255, 255, 215],
        background_padding=[4, 1],
        character_set=pydeck.types.String("auto"),
        font_family=_FONT,
    )


def _arcs_layer(view: MapView, rows: FetchedRows, marked: str) -> pydeck.Layer | None:
    if not view.arcs:
        return None
    touching = [arc for arc in view.arcs if marked in (arc.from_id, arc.to_id)] if marked else []
    which, most = view.choice.arcs, view.arcs[0].weight
    opacity = 220 if len(touching or view.arcs) <= _MOST_DARK else 110
    colours = ("#0072b2", "#d55e00") if which == "referrals" else ("#333333", "#333333")
    start, end = (colour_of(each, opacity) for each in colours)
    return pydeck.Layer(
        "ArcLayer",
        id="arcs",
        data=arc_rows(touching, which, n_most=most)
        if touching
        else pydeck.types.String(rows.address),
        pickable=False,
        get_source_position="from",
        get_target_position="to",
        get_source_color=start,
        get_target_color=end,
        get_width="width",
        get_height=0.25,
        get_tilt=30,
    )


def _signs_layer(
    view: MapView, rows: FetchedRows, edition: int, *, is_narrow: bool
) -> pydeck.Layer | None:
    if not view.signs:
        return None
    return pydeck.Layer(
        "IconLayer",
        id=f"{SIGNS}-{edition}",
        data=_data(rows, edition),
        pickable=True,
        icon_atlas=pydeck.types.String(_ATLAS),
        icon_mapping=_ICONS,
        get_icon="icon",
        get_position="at",
        get_pixel_offset="by",
        get_size=SIGNS_ACROSS[is_narrow] * size_of(view, is_narrow=is_narrow),
        size_units=_PIXELS,
    )


def _sign_mark(view: MapView, marked: str, *, is_narrow: bool) -> pydeck.Layer | None:
    size = size_of(view, is_narrow=is_narrow)
    rows = [
        {
            "at": sign.spot.at[::-1],
            "by": pushed(sign, size, is_narrow=is_narrow),
            "words": "◯",
        }
        for sign in view.signs
        if sign.spot.id == marked and sign.spot.at is not None
    ]
    if not rows:
        return None
    return pydeck.Layer(
        "TextLayer",
        data=rows,
        pickable=False,
        get_position="at",
        get_pixel_offset="by",
        get_text="words",
        get_size=36,
        get_color=_INK,
        character_set=pydeck.types.String("◯"),
        font_weight=800,
        font_family=_FONT,
    )

"""The layers of the map on the ground: data alone, drawn by deck.gl.

No word of anybody's enters them but tips and labels, which are text. deck.gl reads a text that
begins with `@@` as an instruction, so each begins with a sign that takes no room. What is clicked
is known by its number in the view's own order.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import pydeck

from assetmap.views.map.signs import LOOKS
from assetmap.views.map.steps import COLOURS, MISSING
from assetmap_app.components.map_signs import SIDE
from assetmap_app.components.place_seen import labelled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assetmap.views.map.signs import Sign
    from assetmap.views.map.view import AreaShape, MapView

AREAS: Final = "areas"
SIGNS: Final = "signs"
"""What the names of the layers that can be clicked begin with."""

_ATLAS: Final = "/app/assets/map-signs.png"
_ICONS: Final = {
    look.shape: {"x": SIDE * n, "y": 0, "width": SIDE, "height": SIDE}
    for n, look in enumerate(LOOKS.values())
}
_SIGNS: Final = {False: 18, True: 13}  # across, with their outline, on a phone and not
_APART: Final = {False: 12.0, True: 8.0}  # between signs of one building
_MOST_LARGE: Final = 400  # signs
_COVERED: Final = 18_000  # of a phone's map, in square pixels: a fifth
_LEAST: Final = 5 / 13  # of a sign's size; smaller ones cannot be told apart
_MOST_DARK: Final = 40  # arcs; more are drawn fainter, so that what lies below is seen
_NO_WIDTH: Final = "\u2060"
_INK: Final = [27, 27, 27, 255]
_BORDER: Final = [90, 84, 100, 255]
_PIXELS: Final = pydeck.types.String("pixels")
_FONT: Final = pydeck.types.String("system-ui, sans-serif")


def layers(view: MapView, *, marked: str, edition: int, is_narrow: bool) -> list[pydeck.Layer]:
    """Return the layers of a map, the lowest first.

    Parameters
    ----------
    view
        What to draw.
    marked
        Id of the area or thing to mark; empty for none.
    edition
        A number that the names of what can be clicked end with.
    is_narrow
        Whether the screen is a phone's.
    """
    found = [
        _ground_layer(view),
        _areas_layer(view, edition),
        _hatches_layer(view),
        _area_mark(view, marked),
        *_arc_layers(view, marked),
        _signs_layer(view, edition, is_narrow=is_narrow),
        _labels_layer(view, is_narrow=is_narrow),
        _sign_mark(view, marked, is_narrow=is_narrow),
    ]
    return [layer for layer in found if layer is not None]


def colour_of(hexadecimal: str, opacity: int = 255) -> list[int]:
    """Return `#rrggbb` as four numbers."""
    return [*(int(hexadecimal[at : at + 2], 16) for at in (1, 3, 5)), opacity]


def _ground_layer(view: MapView) -> pydeck.Layer | None:
    """Return what is seen as borders through the gaps between areas."""
    if view.ground is None:
        return None
    return pydeck.Layer(
        "GeoJsonLayer",
        data=[{"type": "Feature", "geometry": view.ground, "properties": {}}],
        pickable=False,
        stroked=False,
        filled=True,
        get_fill_color=_BORDER,
    )


def _areas_layer(view: MapView, edition: int) -> pydeck.Layer | None:
    if not view.shapes:
        return None
    features = [
        {
            "type": "Feature",
            "geometry": shape.drawn,
            "properties": {"n": n, "tip": _area_tip(shape), "fill": _fill(view, shape)},
        }
        for n, shape in enumerate(view.shapes)
    ]
    return pydeck.Layer(
        "GeoJsonLayer",
        id=f"{AREAS}-{edition}",
        data=features,
        pickable=True,
        stroked=view.ground is None,
        filled=True,
        get_fill_color="properties.fill",
        get_line_color=_BORDER,
        line_width_units=_PIXELS,
        get_line_width=1,
    )


def _fill(view: MapView, shape: AreaShape) -> list[int]:
    if shape.step is not None:
        return colour_of(view.steps[shape.step].colour)
    return colour_of(MISSING if view.steps else COLOURS[0])


def _area_tip(shape: AreaShape) -> str:
    words = f"\n{shape.words}" if shape.words else ""
    return f"{_NO_WIDTH}{shape.name}{words}"


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
        {"at": shape.middle[::-1], "words": f"{_NO_WIDTH}{shape.label}"}
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


def _arc_layers(view: MapView, marked: str) -> list[pydeck.Layer]:
    if not view.arcs:
        return []
    touching = [arc for arc in view.arcs if marked in (arc.from_id, arc.to_id)]
    most = max(arc.weight for arc in view.arcs)
    is_referral = view.choice.arcs == "referrals"
    rows = [
        {
            "from": arc.start[::-1],
            "to": arc.end[::-1],
            "width": round(1 + 5 * math.sqrt(arc.weight / most), 1)
            if is_referral
            else 1.2 * arc.weight,
        }
        for arc in touching or view.arcs
    ]
    opacity = 220 if len(rows) <= _MOST_DARK else 110
    ends = (colour_of("#0072b2", opacity), colour_of("#d55e00", opacity))
    plain = (colour_of("#333333", opacity),) * 2
    start, end = ends if is_referral else plain
    return [
        pydeck.Layer(
            "ArcLayer",
            data=rows,
            pickable=False,
            get_source_position="from",
            get_target_position="to",
            get_source_color=start,
            get_target_color=end,
            get_width="width",
            get_height=0.25,
            get_tilt=30,
        )
    ]


def _signs_layer(view: MapView, edition: int, *, is_narrow: bool) -> pydeck.Layer | None:
    if not view.signs:
        return None
    size = _size(view, is_narrow=is_narrow)
    rows = [
        {
            "n": n,
            "at": [round(degrees, 5) for degrees in reversed(sign.spot.at or (0.0, 0.0))],
            "by": _pushed(sign, size, is_narrow=is_narrow),
            "icon": LOOKS[sign.spot.kind].shape,
            "tip": f"{_NO_WIDTH}{sign.spot.name}",
        }
        for n, sign in enumerate(view.signs)
    ]
    return pydeck.Layer(
        "IconLayer",
        id=f"{SIGNS}-{edition}",
        data=rows,
        pickable=True,
        icon_atlas=pydeck.types.String(_ATLAS),
        icon_mapping=_ICONS,
        get_icon="icon",
        get_position="at",
        get_pixel_offset="by",
        get_size=_SIGNS[is_narrow] * size,
        size_units=_PIXELS,
    )


def _sign_mark(view: MapView, marked: str, *, is_narrow: bool) -> pydeck.Layer | None:
    size = _size(view, is_narrow=is_narrow)
    rows = [
        {
            "at": sign.spot.at[::-1],
            "by": _pushed(sign, size, is_narrow=is_narrow),
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


def _pushed(sign: Sign, size: float, *, is_narrow: bool) -> list[float]:
    """Return how far a sign is drawn from where it is, so that it lies on no other."""
    apart = _APART[is_narrow] * size
    return [round(each * apart, 1) for each in (sign.across, sign.down)]


def _size(view: MapView, *, is_narrow: bool) -> float:
    """Return how large signs are: smaller where there are many, so that areas are seen."""
    if not is_narrow:
        return 1.0 if len(view.signs) <= _MOST_LARGE else 0.7
    room = math.sqrt(_COVERED / max(1, len(view.signs)))
    return max(_LEAST, min(1.0, room / _SIGNS[is_narrow]))

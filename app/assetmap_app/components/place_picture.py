"""The map on the ground as a picture to print, made when somebody asks for it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final, Literal

import altair as alt
import shapely
import shapely.geometry

from assetmap.views.map.signs import LOOKS
from assetmap.views.map.steps import MISSING

if TYPE_CHECKING:
    from assetmap.views.map.view import MapView

PictureFormat = Literal["png", "svg", "pdf"]

_WIDTH, _HEIGHT = 760, 560
_LETTERS: Final = 72  # of a line of the heading
_NOT_KNOWN: Final = "Not known"
_SHAPES: Final = {"circle": "circle", "triangle": "triangle-up", "diamond": "diamond"}
_LAYOUT: Final = {
    "font": "sans-serif",
    "title": {"anchor": "start", "fontSize": 16, "subtitleFontSize": 12},
    "legend": {"orient": "bottom", "labelFontSize": 12, "titleFontSize": 12, "labelLimit": 400},
    "view": {"stroke": None},
}


def map_picture(view: MapView, file_format: PictureFormat) -> bytes:
    """Return a map as a file: areas with their shades, points by shape, ties, and a legend.

    Parameters
    ----------
    view
        What to draw.
    file_format
        `png`, `svg` or `pdf`.

    Returns
    -------
    bytes
        The file; nothing is fetched for it.
    """
    chart = map_chart(view)
    file = io.BytesIO()
    if file_format == "svg":
        text = io.StringIO()
        chart.save(text, format="svg")
        return text.getvalue().encode()
    if file_format == "png":
        chart.save(file, format="png", ppi=200)
    else:
        chart.save(file, format="pdf")
    return file.getvalue()


def map_chart(view: MapView) -> alt.LayerChart:
    """Return the picture as a chart."""
    layers = [
        layer
        for layer in (_areas(view), _hatches(view), _ties(view), _points(view), _labels(view))
        if layer is not None
    ]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .resolve_scale(color="independent", shape="independent")
        .project(type="mercator")
        .properties(width=_WIDTH, height=_HEIGHT, title=_heading(view))
        .configure(**_LAYOUT)
    )
    return chart


def _heading(view: MapView) -> alt.TitleParams:
    words = [view.shading.title or "What is where"]
    return alt.TitleParams(words, subtitle=_folded(view.summary))


def _folded(text: str) -> list[str]:
    lines = [""]
    for word in text.split():
        if len(lines[-1]) + len(word) > _LETTERS * 1.4:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _areas(view: MapView) -> Any:
    if not view.shapes:
        return None
    words = {number: step.words for number, step in enumerate(view.steps)}
    rows = [
        {
            "type": "Feature",
            "geometry": _turned(shape.geometry),
            "properties": {"shade": words.get(shape.step, _NOT_KNOWN)},  # type: ignore[arg-type]
        }
        for shape in view.shapes
    ]
    chart = alt.Chart(alt.InlineData(values=rows)).mark_geoshape(stroke="#5a5464", strokeWidth=0.8)
    if not view.steps:
        return chart.encode(color=alt.value("#f7f4fa"))
    domain, colours = [*words.values()], [step.colour for step in view.steps]
    if any(shape.step is None for shape in view.shapes):
        domain, colours = [*domain, _NOT_KNOWN], [*colours, MISSING]
    has_unit = view.shading.unit and view.shading.unit not in view.shading.title.lower()
    unit = f" ({view.shading.unit})" if has_unit else ""
    return chart.encode(
        color=alt.Color(
            "properties.shade:N",
            scale=alt.Scale(domain=domain, range=colours),
            legend=alt.Legend(title=f"{view.shading.title}{unit}", symbolStrokeColor="#5a5464"),
        )
    )


def _hatches(view: MapView) -> Any:
    lines = [line for shape in view.shapes for line in shape.hatches]
    if not lines:
        return None
    geometry = {"type": "MultiLineString", "coordinates": lines}
    feature = {"type": "Feature", "geometry": geometry, "properties": {}}
    return alt.Chart(alt.InlineData(values=[feature])).mark_geoshape(
        filled=False, stroke="#787878", strokeWidth=0.7
    )


def _ties(view: MapView) -> Any:
    if not view.arcs:
        return None
    most = max(arc.weight for arc in view.arcs)
    rows = [
        {
            "from_north": arc.start[0],
            "from_east": arc.start[1],
            "to_north": arc.end[0],
            "to_east": arc.end[1],
            "width": 0.5 + 3 * (arc.weight / most) ** 0.5,
        }
        for arc in view.arcs
    ]
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_rule(color="#3c3c3c", opacity=0.45)
        .encode(
            latitude="from_north:Q",
            longitude="from_east:Q",
            latitude2="to_north:Q",
            longitude2="to_east:Q",
            strokeWidth=alt.StrokeWidth("width:Q", scale=None),
        )
    )


def _points(view: MapView) -> Any:
    if not view.signs:
        return None
    rows = [
        {"north": sign.spot.at[0], "east": sign.spot.at[1], "kind": LOOKS[sign.spot.kind].words}
        for sign in view.signs
        if sign.spot.at is not None
    ]
    kinds = {sign.spot.kind for sign in view.signs}
    looks = [look for kind, look in LOOKS.items() if kind in kinds]
    words = [look.words for look in looks]
    legend = alt.Legend(title="One sign a thing; those in one building lie on each other")
    return (
        alt.Chart(alt.InlineData(values=rows))
        .mark_point(filled=True, size=55, stroke="#1b1b1b", strokeWidth=0.7, opacity=0.95)
        .encode(
            latitude="north:Q",
            longitude="east:Q",
            color=alt.Color(
                "kind:N",
                scale=alt.Scale(domain=words, range=[look.colour for look in looks]),
                legend=legend,
            ),
            shape=alt.Shape(
                "kind:N",
                scale=alt.Scale(domain=words, range=[_SHAPES[look.shape] for look in looks]),
                legend=legend,
            ),
        )
    )


def _labels(view: MapView) -> Any:
    rows = [
        {"north": shape.middle[0], "east": shape.middle[1], "words": shape.label}
        for shape in view.shapes
        if shape.label
    ]
    if not rows:
        return None
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        latitude="north:Q", longitude="east:Q", text="words:N"
    )
    behind = base.mark_text(fontSize=11, stroke="#ffffff", strokeWidth=3)
    return alt.layer(behind, base.mark_text(fontSize=11, color="#1b1b1b"))


def _turned(geometry: dict[str, Any]) -> dict[str, Any]:
    """Return a geometry whose outer rings run with the clock, as the drawing library wants."""
    shape = shapely.orient_polygons(shapely.geometry.shape(geometry), exterior_cw=True)
    turned: dict[str, Any] = shapely.geometry.mapping(shape)
    return turned

"""What a map on the ground shows, as GeoJSON to take away: nothing that it does not show."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from assetmap.views.map.view import MapView


def map_geojson(view: MapView) -> bytes:
    """Return areas with the figure shown, points, and ties, as RFC 7946 GeoJSON.

    Parameters
    ----------
    view
        The map; its names are those that this reader may see, and no person is a point of it.

    Returns
    -------
    bytes
        A FeatureCollection in UTF-8, in the order of the map. Each feature's `what` says whether
        it is an area, an organisation, an activity, an asset or a tie.
    """
    features = [*_areas(view), *_points(view), *_ties(view)]
    collection = {"type": "FeatureCollection", "name": view.summary, "features": features}
    return json.dumps(collection, ensure_ascii=False, separators=(",", ":")).encode()


def _areas(view: MapView) -> list[dict[str, Any]]:
    title, unit = view.shading.title, view.shading.unit
    figures = view.shading.figures
    columns = ("id", "n_organisation", "n_activity", "n_asset")
    counts = {
        code: dict(zip(columns[1:], numbers, strict=True))
        for code, *numbers in zip(*(view.areas[each].tolist() for each in columns), strict=True)
    }
    return [
        _feature(
            shape.code,
            shape.geometry,
            {
                "what": "area",
                "name": shape.name,
                "level": view.level,
                "measure": title,
                "unit": unit,
                "value": figures.get(shape.code),
                **counts[shape.code],
            },
        )
        for shape in view.shapes
    ]


def _points(view: MapView) -> list[dict[str, Any]]:
    columns = (view.things[each].tolist() for each in ("id", "where", "when"))
    told = {id_: {"where": where, "when": when} for id_, where, when in zip(*columns, strict=True)}
    found = []
    for sign in view.signs:
        spot = sign.spot
        if spot.at is not None:
            latitude, longitude = spot.at
            said = told[spot.id]
            properties = {"what": spot.kind, "name": spot.name, "area_code": spot.area_code}
            properties |= {name: words for name, words in said.items() if words}
            point = {"type": "Point", "coordinates": [longitude, latitude]}
            found.append(_feature(spot.id, point, properties))
    return found


def _ties(view: MapView) -> list[dict[str, Any]]:
    return [
        _feature(
            f"{arc.from_id} {arc.to_id}",
            {"type": "LineString", "coordinates": [arc.start[::-1], arc.end[::-1]]},
            {"what": "tie", "from_id": arc.from_id, "to_id": arc.to_id, "says": arc.words},
        )
        for arc in view.arcs
    ]


def _feature(id_: str, geometry: dict[str, Any], properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "Feature", "id": id_, "geometry": geometry, "properties": properties}

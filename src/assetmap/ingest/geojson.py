"""GeoJSON (RFC 7946) to a sheet: a row a feature, a column a property, and where it is.

| GeoJSON | column |
| --- | --- |
| the feature's `id`, a property | one of its name; lists and objects in it as JSON, `null` empty |
| `geometry` | `geometry`, as GeoJSON |
| a Point's position, or a point within a Polygon or MultiPolygon | `longitude`, `latitude` |

A property of one of these names keeps it, and what the geometry gives is then called
"longitude (geometry)" and so on. From there a mapping tells what the columns mean.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final, NoReturn

import shapely

from assetmap.errors import UnreadableFileError
from assetmap.geo.areas import outline_of, point_within
from assetmap.ingest.gathered import Gathered, Refusal
from assetmap.ingest.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from assetmap.ingest.gathered import Document

MAX_FEATURES: Final = 1_000_000
MAX_POSITIONS: Final = 10_000_000
MAX_PROPERTIES: Final = 2_000
MAX_CELLS: Final = 20_000_000
"""Limits of one document; England's 35,672 small areas in full detail have a tenth of it."""

_DEGREES: Final = re.compile(r"(?:CRS:?84|EPSG:{1,2}(?:[\d.]*:)?4326)(?!\d)", re.IGNORECASE)
_TYPES: Final = frozenset({"FeatureCollection", "Feature", "Topology"})
_SHOWN: Final = 200
_OUTSIDE: Final = (
    "It lies outside of the world: longitudes are from -180 to 180 and latitudes from -90 to 90, "
    "the longitude first."
)
_NO_FEATURE: Final = "It is not a feature with properties and a geometry."
_NO_POSITIONS: Final = "Its coordinates are not lists of numbers as its type has them."
_NO_RING: Final = (
    "Its outline is none: every ring needs four positions or more, and ends where it begins."
)
_PLACES: Final = ("longitude", "latitude", "geometry")
_LONGITUDE, _LATITUDE = 180, 90
_COMPACT: Final = json.JSONEncoder(separators=(",", ":")).encode
_AS_JSON: Final = json.JSONEncoder(ensure_ascii=False).encode
_RING: Final = 4


def is_known(value: Any) -> bool:
    """Tell whether a document is GeoJSON's features, or TopoJSON, which is refused in words."""
    kind = value.get("type") if isinstance(value, dict) else None
    return isinstance(kind, str) and kind in _TYPES


def read_features(document: Document) -> tuple[Sheet, Gathered]:
    """Return the features of `document` as a sheet, and those that cannot be one.

    Parameters
    ----------
    document
        A FeatureCollection or a Feature, in degrees (WGS 84).

    Returns
    -------
    tuple
        The sheet, called like the file; its lines are the numbers of the features, from 1. And
        a refusal for each feature with a geometry that is none.

    Raises
    ------
    UnreadableFileError
        If it is TopoJSON, in projected coordinates, or too large.
    """
    features = _features(document)
    name = document.file.rpartition("/")[2]
    sheet_name = name.rpartition(".")[0] or name
    rows: list[dict[str, str]] = []
    lines: list[int] = []
    refusals: list[Refusal] = []
    for number, feature in enumerate(features, start=1):
        geometry, fault = _geometry(feature)
        if fault:
            shown = json.dumps(geometry)[:_SHOWN]
            refusals.append(Refusal(document.file, sheet_name, number, "geometry", shown, fault))
        else:
            rows.append(_row(feature, geometry))
            lines.append(number)
    columns = _columns(document.file, rows)
    return Sheet(document.file, sheet_name, columns, lines), Gathered(refusals=tuple(refusals))


def _features(document: Document) -> Sequence[Any]:
    """Return the features, once the document as a whole is known to be what can be read."""
    value = document.value
    if value["type"] == "Topology":
        _refuse(document, "it is TopoJSON. Save it as GeoJSON (geo2topo's other half, topo2geo).")
    crs = value.get("crs")
    if crs is not None and not _DEGREES.search(json.dumps(crs)):
        named = _crs_name(crs)
        reason = (
            f"its coordinates are in {named!r}. Save it in degrees (WGS 84, EPSG:4326), as "
            "GeoJSON is meant to be."
        )
        _refuse(document, reason)
    features = [value] if value["type"] == "Feature" else value.get("features")
    if not isinstance(features, list):
        _refuse(document, "it is GeoJSON without a list of features.")
    if len(features) > MAX_FEATURES:
        _refuse(document, f"it has more than {MAX_FEATURES:,} features; load it in parts.")
    if not features:
        _refuse(document, "it has no features.")
    _refuse_vast_or_projected(document, features)
    return features


def _crs_name(crs: object) -> str:
    properties = crs.get("properties") if isinstance(crs, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return str(name if name is not None else crs)[:_SHOWN]


def _refuse_vast_or_projected(document: Document, features: Sequence[Any]) -> None:
    n_positions, n_metres = 0, 0
    for feature in features:
        geometry = feature.get("geometry") if isinstance(feature, dict) else None
        inside = geometry.get("coordinates") if isinstance(geometry, dict) else None
        for position in _positions(inside):
            n_positions += 1
            if n_positions > MAX_POSITIONS:
                reason = f"its outlines have more than {MAX_POSITIONS:,} points; simplify them."
                _refuse(document, reason)
            n_metres += not _is_in_degrees(position)
    if n_positions and n_metres == n_positions:
        reason = (
            "all its coordinates lie outside of the world: they seem to be metres on a map, such "
            "as eastings and northings. Save it in degrees (WGS 84, EPSG:4326)."
        )
        _refuse(document, reason)


def _positions(value: object) -> Iterator[Sequence[object]]:
    """Yield every list that begins with a number."""
    if isinstance(value, list) and value and isinstance(value[0], int | float):
        yield value  # a point's: nothing lies below it
        return
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list):
            if part and isinstance(part[0], int | float):
                yield part
            else:
                waiting.extend(part)


def _is_in_degrees(position: Sequence[object]) -> bool:
    if len(position) < len("xy"):
        return False
    east, north = position[:2]
    return (
        isinstance(east, int | float)
        and isinstance(north, int | float)
        and abs(east) <= _LONGITUDE
        and abs(north) <= _LATITUDE
    )


def _geometry(feature: object) -> tuple[Mapping[str, Any] | None, str]:
    """Return the geometry of a feature, and what is wrong with it."""
    if not isinstance(feature, dict):
        return None, _NO_FEATURE
    if not isinstance(feature.get("properties", {}), dict | None):
        return None, _NO_FEATURE
    geometry = feature.get("geometry")
    if geometry is None:
        return None, ""
    if not isinstance(geometry, dict) or not isinstance(geometry.get("type"), str):
        return None, _NO_FEATURE
    return geometry, _fault(geometry)


def _fault(geometry: Mapping[str, Any]) -> str:
    coordinates: Any = geometry.get("coordinates")
    if geometry["type"] == "Point":
        if not _is_position(coordinates):
            return _NO_POSITIONS
        return "" if _is_in_degrees(coordinates) else _OUTSIDE
    depth = {"Polygon": 1, "MultiPolygon": 2}.get(geometry["type"])
    if depth is not None and not _are_rings(coordinates, depth):
        return _NO_RING
    if not all(map(_is_in_degrees, _positions(coordinates))):
        return _OUTSIDE
    return ""


def _are_rings(value: object, depth: int) -> bool:
    if not isinstance(value, list) or not value:
        return False
    if depth:
        return all(_are_rings(part, depth - 1) for part in value)
    return len(value) >= _RING and value[0] == value[-1] and all(map(_is_position, value))


def _is_position(value: object) -> bool:
    return (
        isinstance(value, list)
        and len(value) >= len("xy")
        and all(isinstance(part, int | float) and not isinstance(part, bool) for part in value)
    )


def _row(feature: Mapping[str, Any], geometry: Mapping[str, Any] | None) -> dict[str, str]:
    properties = feature.get("properties") or {}
    told = {"id": feature["id"], **properties} if "id" in feature else properties
    row = {" ".join(str(name).split()): _cell(value) for name, value in told.items()}
    if geometry is None:
        return row
    text = _COMPACT(geometry)
    cells = (*_point(geometry, text), text)
    names = (name if name not in row else f"{name} (geometry)" for name in _PLACES)
    return row | dict(zip(names, cells, strict=True))


def _point(geometry: Mapping[str, Any], text: str) -> tuple[str, str]:
    """Return longitude and latitude of a point, or of one within an outline."""
    if geometry["type"] == "Point":
        longitude, latitude = geometry["coordinates"][:2]
        return _cell(longitude), _cell(latitude)
    outline = outline_of(text)
    if outline is None or not isinstance(outline, shapely.Polygon | shapely.MultiPolygon):
        return "", ""
    point = point_within(outline)
    return f"{point.longitude:.6f}", f"{point.latitude:.6f}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if type(value) in {int, float}:  # of a truth, which is an int too, JSON has words
        return repr(value)
    return _AS_JSON(value)


def _columns(file: str, rows: Sequence[Mapping[str, str]]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys(name for row in rows for name in row)
    names |= dict.fromkeys(_PLACES)
    if len(names) > MAX_PROPERTIES or len(names) * len(rows) > MAX_CELLS:
        reason = f"its {len(rows):,} features have {len(names):,} different properties."
        raise UnreadableFileError(file, reason)
    return {name: tuple(row.get(name, "") for row in rows) for name in names}


def _refuse(document: Document, reason: str) -> NoReturn:
    raise UnreadableFileError(document.file, reason)

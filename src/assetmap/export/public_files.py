"""Everything that is public in a place as plain files: a CSV a table, and GeoJSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from assetmap.errors import UnwritableFileError
from assetmap.export.cells import guarded, text_columns
from assetmap.export.open_referral import publication_of
from assetmap.export.open_referral.rows import rows_of
from assetmap.model import columns_of
from assetmap.release.public_place import PUBLIC_TABLES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from assetmap.release.public_place import PublicPlace

    Feature = dict[str, Any]

PUBLIC_FILES: Final[Mapping[str, str]] = {
    table: name for name, table in PUBLIC_TABLES.items() if table != "FormerId"
}
"""The attribute of a `PublicPlace` behind each file, by the table of the model."""

_SAID: Final = ("name", "address", "town", "county", "postcode", "accessibility", "area_code")


def csv_text(place: PublicPlace, table: str) -> str:
    """Return one table of a public place as CSV.

    Parameters
    ----------
    place
        What anybody may see.
    table
        One of `PUBLIC_FILES`.

    Returns
    -------
    str
        Rows by id, public columns alone, lines ended by line feeds. Text that a spreadsheet could
        run as a formula has an apostrophe before it. `assetmap load` reads it.
    """
    columns = [each for each in columns_of(table) if each.public]
    rows: pd.DataFrame = getattr(place, PUBLIC_FILES[table])
    shown = rows[[each.name for each in columns]].sort_values("id", kind="stable")
    texts = text_columns(table, shown)
    is_text = {each.name for each in columns if each.dtype == "str"}
    cells = (
        [guarded(text) for text in column] if name in is_text else column
        for name, column in texts.items()
    )
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(texts)
    writer.writerows(zip(*cells, strict=True))
    return file.getvalue()


def locations_geojson(place: PublicPlace, day: dt.date | None = None) -> dict[str, Any]:
    """Return the locations that have a point, with what goes on there, as GeoJSON (RFC 7946).

    Parameters
    ----------
    place
        What anybody may see.
    day
        Today: sessions that have ended are left out; None: none are.

    Returns
    -------
    dict
        A FeatureCollection of points by id; each names its activities and organisations by name,
        then id.
    """
    rows = publication_of(place, day).rows
    met: dict[str, set[str]] = {}
    for activity_id, sessions in rows.sessions.items():
        for session in sessions:
            if activity_id in rows.activities and not rows.is_over(session):
                met.setdefault(session.get("location_id", ""), set()).add(activity_id)
    based: dict[str, set[str]] = {}
    for id_, row in rows.organisations.items():
        based.setdefault(row.get("location_id", ""), set()).add(id_)
    features = (
        {
            "type": "Feature",
            "id": id_,
            "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]},
            "properties": {
                "id": id_,
                **{name: row[name] for name in _SAID if name in row},
                "activities": _named(rows.activities, met.get(id_, ())),
                "organisations": _named(rows.organisations, based.get(id_, ())),
            },
        }
        for id_, row in sorted(rows.locations.items())
        if "latitude" in row and "longitude" in row
    )
    return {"type": "FeatureCollection", "features": list(features)}


def areas_geojson(place: PublicPlace) -> dict[str, Any]:
    """Return the areas that have an outline as GeoJSON.

    Parameters
    ----------
    place
        What anybody may see.

    Returns
    -------
    dict
        A FeatureCollection by code, with name, level and the code of the larger area.
    """
    return {"type": "FeatureCollection", "features": list(_areas(place))}


def write_public_csv(place: PublicPlace, folder: Path) -> tuple[Path, ...]:
    """Write every public table to `folder` as `<table>.csv`, and return the files.

    Raises
    ------
    UnwritableFileError
        If the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(
            _written(folder / f"{table}.csv", csv_text(place, table)) for table in PUBLIC_FILES
        )
    except OSError as error:
        raise UnwritableFileError(str(folder), error.strerror or str(error)) from error


def write_geojson(place: PublicPlace, path: Path, *, day: dt.date | None = None) -> int:
    """Write locations and areas to `path` as one GeoJSON, and return how many features it has.

    Raises
    ------
    UnwritableFileError
        If the file cannot be written.
    """
    features = [*locations_geojson(place, day)["features"], *areas_geojson(place)["features"]]
    collection = {"type": "FeatureCollection", "features": features}
    try:
        _written(path, json.dumps(collection, ensure_ascii=False) + "\n")
    except OSError as error:
        raise UnwritableFileError(str(path), error.strerror or str(error)) from error
    return len(features)


def _areas(place: PublicPlace) -> Iterator[Feature]:
    for row in sorted(rows_of(place.areas), key=lambda row: str(row["id"])):
        geometry = _geometry(row.get("boundary", ""))
        if geometry is not None:
            said = {
                name: row[name] for name in ("id", "name", "level", "parent_code") if name in row
            }
            yield {
                "type": "Feature",
                "id": row["id"],
                "geometry": geometry,
                "properties": said,
            }


def _geometry(text: str) -> object | None:
    """Return an outline, or None of what is none: it was stored past the loader."""
    try:
        found = json.loads(text)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _named(rows: Mapping[str, Mapping[str, Any]], ids: Iterable[str]) -> list[dict[str, str]]:
    chosen = sorted(ids, key=lambda id_: (rows[id_]["name"].casefold(), id_))
    return [{"id": id_, "name": rows[id_]["name"]} for id_ in chosen]


def _written(path: Path, text: str) -> Path:
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_text(text, encoding="utf-8", newline="")
    return unfinished.replace(path)

"""Public files: tables as CSV, places and areas as GeoJSON."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from tests.store.moving_place import snapshot_of
from tests.unit.export.odd_place import CHOIR, odd_place, odd_rows

import assetmap
from assetmap.errors import UnwritableFileError
from assetmap.export.public_files import (
    PUBLIC_FILES,
    areas_geojson,
    csv_text,
    locations_geojson,
    write_geojson,
    write_public_csv,
)
from assetmap.ingest import load_files
from assetmap.model import columns_of
from assetmap.release.public_place import public_place

if TYPE_CHECKING:
    from pathlib import Path

    from assetmap.release.public_place import PublicPlace

SQUARE = '{"type":"Polygon","coordinates":[[[0,0],[0,1],[1,1],[0,0]]]}'


@pytest.mark.parametrize("table", PUBLIC_FILES)
def test_a_table_has_its_public_columns_and_no_others(table: str) -> None:
    heading = next(csv.reader(io.StringIO(csv_text(odd_place(), table))))
    assert heading == [each.name for each in columns_of(table) if each.public]


def test_rows_come_by_id_and_formulas_stay_text() -> None:
    rows = odd_rows()
    rows["Need"] = pd.DataFrame({"id": ["b", "a"], "name": ["=1+1", "Plain"]})
    lines = list(csv.DictReader(io.StringIO(csv_text(public_place(snapshot_of(rows)), "Need"))))
    assert [(each["id"], each["name"]) for each in lines] == [("a", "Plain"), ("b", "'=1+1")]


def test_a_location_tells_what_goes_on_there() -> None:
    features = locations_geojson(odd_place())["features"]
    assert [each["id"] for each in features] == ["hall", "unused"]
    hall = features[0]
    assert hall["geometry"] == {"type": "Point", "coordinates": [-2.32, 53.42]}
    assert hall["properties"]["activities"] == [
        {"id": CHOIR, "name": "Choir"},
        {"id": "walk", "name": "Walk"},
    ]
    assert hall["properties"]["organisations"] == [{"id": "voices", "name": "Sale Voices"}]


def test_areas_with_an_outline_are_features() -> None:
    rows = odd_rows()
    rows["Area"]["boundary"] = [SQUARE, None]
    (area,) = areas_geojson(public_place(snapshot_of(rows)))["features"]
    assert (area["id"], area["geometry"]) == ("E05000001", json.loads(SQUARE))
    assert area["properties"] == {"id": "E05000001", "name": "Riverside", "level": "ward"}


def test_a_folder_of_public_files_is_loaded_again(tmp_path: Path) -> None:
    rows = odd_rows()
    rows["Activity"] = rows["Activity"].replace({"a word of ours": "active"})
    rows["Area"] = rows["Area"].replace({"own level": "town"})
    rows["Organisation"]["website"] = None
    place = public_place(snapshot_of(rows))
    assert len(write_public_csv(place, tmp_path / "files")) == len(PUBLIC_FILES)
    store = assetmap.open(str(tmp_path / "again.db"))
    try:
        loading = load_files(store, [tmp_path / "files"])
        again = public_place(store.snapshot())
    finally:
        store.close()
    assert loading.rejected == 0, loading.faults
    for table in ("Activity", "Session", "Location", "MEETS"):
        assert _cells(again, table) == _cells(place, table)


def _cells(place: PublicPlace, table: str) -> list[dict[str, str]]:
    """Return a file's rows without what names the file they came from."""
    lines = csv.DictReader(io.StringIO(csv_text(place, table)))
    return [{name: cell for name, cell in line.items() if name != "provenance"} for line in lines]


def test_one_geojson_holds_locations_and_areas(tmp_path: Path) -> None:
    assert write_geojson(odd_place(), tmp_path / "place.geojson") == 2
    assert len(json.loads((tmp_path / "place.geojson").read_text("utf-8"))["features"]) == 2


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UnwritableFileError, match="cannot be written"):
        write_public_csv(odd_place(), tmp_path / "file")
    with pytest.raises(UnwritableFileError, match="cannot be written"):
        write_geojson(odd_place(), tmp_path / "none" / "a.geojson")

"""Points in real outlines, against the areas that others found for the same points."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest
import shapely

from assetmap.geo import Outlines, simplified
from assetmap.ingest import load_files
from assetmap.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.real


def _outlines(path: Path, code: str) -> tuple[list[str], list[str]]:
    features = json.loads(path.read_text())["features"]
    return (
        [feature["properties"][code] for feature in features],
        [json.dumps(feature["geometry"]) for feature in features],
    )


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_postcodes_lie_in_the_small_areas_that_others_found(real_data: Path) -> None:
    """Its makers say: by point in these polygons; ten fell outside and took the nearest."""
    folder = real_data / "geography" / "bedfordshire"
    rows = _rows(folder / "postcodes_codepoint_open_2014.csv")
    codes, boundaries = _outlines(folder / "lsoa21_boundaries.geojson", "lsoa21_code")
    north = [float(row["latitude"]) for row in rows]
    east = [float(row["longitude"]) for row in rows]
    found = Outlines(codes, boundaries).smallest(north, east)
    theirs = [row["lsoa21_code"] for row in rows]
    assert found.count(None) == 10
    others = [at for at, code in enumerate(found) if code is not None and code != theirs[at]]
    # They had the outlines before these were rounded to 5 decimals, which moves a border so far.
    rings = {code: shapely.from_geojson(text) for code, text in zip(codes, boundaries, strict=True)}
    assert len(others) == 4
    for at in others:
        point = shapely.Point(east[at], north[at])
        assert shapely.distance(rings[theirs[at]], point) < 1e-5


def test_postcodes_of_trafford_lie_where_the_council_says_but_for_drawn_borders(
    real_data: Path,
) -> None:
    """The council's codes come from exact borders; these outlines are generalised to 20 metres."""
    folder = real_data / "geography" / "greater_manchester" / "boundaries"
    rows = _rows(folder / "trafford_postcodes.csv")
    outlines = Outlines(*_outlines(folder / "trafford_lsoa_generalised.geojson", "area_code"))
    found = outlines.smallest(
        [float(row["lat"]) for row in rows], [float(row["lon"]) for row in rows]
    )
    agree = sum(ours == row["lsoa_code"] for ours, row in zip(found, rows, strict=True))
    assert agree / len(rows) > 0.98


def test_drawn_outlines_are_smaller_and_hold_nearly_the_same_points(real_data: Path) -> None:
    folder = real_data / "geography" / "bedfordshire"
    codes, boundaries = _outlines(folder / "lsoa_by_lad_detailed" / "E06000032.geojson", "LSOA21CD")
    rows = _rows(folder / "postcodes_codepoint_open_2014.csv")
    north = [float(row["latitude"]) for row in rows if row["admin_district"] == "E06000032"]
    east = [float(row["longitude"]) for row in rows if row["admin_district"] == "E06000032"]
    drawn = simplified(boundaries, tolerance_m=20)
    n_corners = [
        sum(shapely.get_num_coordinates(shapely.from_geojson(each)) for each in outlines)
        for outlines in (boundaries, drawn)
    ]
    assert n_corners[1] < n_corners[0]
    assert sum(map(len, drawn)) < sum(map(len, boundaries)) / 2
    before = Outlines(codes, boundaries).smallest(north, east)
    after = Outlines(codes, drawn).smallest(north, east)
    same = sum(one == other for one, other in zip(before, after, strict=True))
    assert same / len(before) > 0.97


def test_practices_are_placed_by_their_postcodes(real_data: Path, tmp_path: Path) -> None:
    """The file has coordinates and areas of its own, joined from the same postcodes."""
    folder = real_data / "geography" / "bedfordshire"
    practices = _rows(folder / "gp_practices_epraccur_2015.csv")
    mapping = tmp_path / "surgeries.toml"
    mapping.write_text(
        '[[table]]\nname = "Location"\nid_from = "organisation_code"\n[table.columns]\n'
        'name = "name"\npostcode = "postcode"\nx_code = "organisation_code"\n'
    )
    store = open_store(tmp_path / "place.db")
    load_files(store, [folder / "gp_practices_epraccur_2015.csv"], mapping=mapping)
    assert store.snapshot().table("Location")["latitude"].isna().all()
    files = ("lsoa21_boundaries.geojson", "postcodes_codepoint_open_2014.csv")
    loading = load_files(store, [folder / name for name in files])
    placed = store.snapshot().table("Location").set_index("x_code")
    known = [row for row in practices if row["latitude"]]
    assert loading.updated == len(known) > 100
    for row in known:
        found = placed.loc[row["organisation_code"]]
        assert found["latitude"] == pytest.approx(float(row["latitude"]), abs=1e-6)
        assert found["longitude"] == pytest.approx(float(row["longitude"]), abs=1e-6)
        assert found["area_code"] == row["lsoa21_code"]
        assert f"; placed by postcode {found['postcode']}; area " in str(found["provenance"])
    store.undo(2, actor="tests of real data")
    assert store.snapshot().table("Location")["latitude"].isna().all()
    store.close()

"""What is on the ground in Trafford: small areas, outlines, postcodes, pharmacies, assets, stops.

Expected values are read by `csv` and `json`, and points are held against outlines by shapely, past
everything that loads them.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from tests.real.trafford import STEPS

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd
    from tests.real.conftest import LoadedPlace

pytestmark = pytest.mark.real

FILES = {step.name: step.files for step in STEPS}
NEAR_DEGREES = 0.002
"""Outlines of wards are drawn coarsely: a point may lie so far outside, some 150 to 220 metres."""


def _rows(folder: Path, step: str, number: int = 0) -> list[dict[str, str]]:
    with (folder / FILES[step][number]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _features(folder: Path, step: str, number: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / FILES[step][number]).read_text())["features"]
    return found


def _wards(folder: Path) -> dict[str, Any]:
    """Return the outline of each ward of Trafford."""
    return {
        each["properties"]["area_code"]: shapely.from_geojson(json.dumps(each["geometry"]))
        for each in _features(folder, "ward_outlines")
        if each["properties"]["local_authority_area_name"] == "Trafford"
    }


def _assets(place: LoadedPlace, names: set[str]) -> pd.DataFrame:
    """Return assets with where they are, of those that are called one of `names`."""
    assets = place.snapshot.table("Asset")
    assets = assets[assets["name"].isin(names)]
    places = place.snapshot.table("Location")
    return assets.merge(places, left_on="location_id", right_on="id", suffixes=("", "_place"))


def test_21_wards_hold_139_small_areas_as_the_look_up_says(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    said = {
        row["lsoa21_code"]: row["ward24_code"]
        for row in _rows(real_data, "small_areas")
        if row["ltla24_name"] == "Trafford"
    }
    areas = trafford_store.snapshot.table("Area").set_index("id")
    small = areas[areas["level"] == "lsoa"]
    assert len(small) == 139
    assert small["parent_code"].to_dict() == said
    assert len(set(said.values())) == 21
    assert small["boundary"].notna().all()
    wards = areas.loc[sorted(set(said.values()))]
    assert wards["boundary"].notna().all()
    assert set(wards["parent_code"]) == {"E08000009"}


def test_people_of_small_areas_and_of_wards_add_up_to_the_same(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    persons = [row for row in _rows(real_data, "population") if row["sex"] == "Persons"]
    total = sum(int(row["all_ages"]) for row in persons)
    facts = trafford_store.snapshot.table("Indicator")
    facts = facts[(facts["name"] == "population") & (facts["group"].fillna("") == "")]
    small = facts[facts["area_code"].str.startswith("E01")]
    wards = facts[facts["area_code"].str.startswith("E05")]
    assert (len(small), len(wards)) == (139, 21)
    assert small["value"].sum() == total
    wards_said = [row for row in _rows(real_data, "wards", 1) if row["sex"] == "Persons"]
    assert wards["value"].sum() == sum(int(row["all_ages"]) for row in wards_said)
    assert small.set_index("area_code").loc["E01006074", "value"] == 1634
    # The ONS rounds neither, so both are one number.
    assert small["value"].sum() == wards["value"].sum()


def test_health_and_cars_count_everybody_once(trafford_store: LoadedPlace, real_data: Path) -> None:
    table = trafford_store.snapshot.table("Indicator")
    for step, kinds in (("health", "general_health"), ("cars", "availability_category")):
        rows = _rows(real_data, step)
        said = Counter[str]()
        for row in rows:
            said[row["area_code"]] += int(row["value"])
        assert len({row[kinds] for row in rows}) == len(rows) / 139
        told = table[(table["measured_on"] == "2021-03-21") & (table["value"].notna())]
        word = {"health": "health", "cars": "car"}[step]
        told = told[told["name"].str.contains(word)]
        assert told.groupby("area_code")["value"].sum().to_dict() == dict(said)


def test_deprivation_is_that_of_trafford_alone(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    small = {
        row["lsoa21_code"]
        for row in _rows(real_data, "small_areas")
        if row["ltla24_name"] == "Trafford"
    }
    rows = {row["lsoa21_code"]: row for row in _rows(real_data, "deprivation")}
    table = trafford_store.snapshot.table("Indicator")
    told = table[table["name"] == "deprivation decile"].set_index("area_code")["value"]
    assert told.to_dict() == {code: float(rows[code]["IMD_decile"]) for code in small}
    faults = trafford_store.loadings["deprivation"].faults
    assert set(faults["value"]) == set(rows) - small
    assert len(set(faults["value"])) == 1563


def test_postcodes_lie_in_the_ward_that_their_list_says(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    said = {row["postcode"]: row for row in _rows(real_data, "postcodes")}
    table = trafford_store.snapshot.table("Postcode").set_index("id")
    assert set(table.index) == set(said)
    assert table["ward_code"].to_dict() == {code: row["ward_code"] for code, row in said.items()}
    wards = _wards(real_data)
    n_inside = 0
    for code, row in table.iterrows():
        away = wards[row["ward_code"]].distance(shapely.Point(row["longitude"], row["latitude"]))
        n_inside += away == 0
        assert away < NEAR_DEGREES, code
    assert n_inside / len(table) > 0.95


def test_what_is_placed_by_postcode_lies_in_its_ward(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    said = {
        f"GB-NHS-{row['organisation_data_service_code']}": row
        for row in _rows(real_data, "pharmacies")
        if row["la_name"] == "Trafford"
    }
    assert len(said) == 57
    bodies = trafford_store.snapshot.table("Organisation").set_index("id").loc[list(said)]
    places = trafford_store.snapshot.table("Location").set_index("id")
    wards = _wards(real_data)
    small = {
        each["properties"]["area_code"]: shapely.from_geojson(json.dumps(each["geometry"]))
        for each in _features(real_data, "outlines", 1)
    }
    for code, row in said.items():
        body = bodies.loc[code]
        place = places.loc[str(body["location_id"])].to_dict()
        assert body["name"] == row["pharmacy_name"].strip()
        assert body["x_open_monday"] == row["opening_hours_monday"]
        assert f"placed by postcode {row['postcode']}" in place["provenance"]
        point = shapely.Point(place["longitude"], place["latitude"])
        assert wards[row["ward_code"]].distance(point) < NEAR_DEGREES
        assert small[place["area_code"]].distance(point) < NEAR_DEGREES


def test_charities_stand_at_their_postcode_if_it_is_of_trafford(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    known = {row["postcode"]: row for row in _rows(real_data, "postcodes")}
    rejected = set(trafford_store.loadings["charities"].faults["line"])
    rows = [
        row
        for line, row in _lines(real_data, "charities")
        if line not in rejected and row["charity_contact_postcode"]
    ]
    bodies = trafford_store.snapshot.table("Organisation").set_index("id")
    places = trafford_store.snapshot.table("Location").set_index("id")
    n_placed = 0
    for row in rows:
        code = f"GB-CHC-{row['registered_charity_number']}"
        place = places.loc[str(bodies.loc[code, "location_id"])]
        postcode = "".join(row["charity_contact_postcode"].upper().split())
        postcode = f"{postcode[:-3]} {postcode[-3:]}".replace("OHF", "0HF")
        assert place["postcode"] == postcode
        assert "street" not in str(place["address"]).casefold()
        if postcode in known:
            n_placed += 1
            assert place["latitude"] == float(known[postcode]["lat"])
            assert place["area_code"] == known[postcode]["lsoa_code"]
        else:
            assert place[["latitude", "longitude"]].isna().all()
    assert n_placed == 279


def _lines(folder: Path, step: str) -> list[tuple[int, dict[str, str]]]:
    """Return each row with the line of the file on which it begins."""
    with (folder / FILES[step][0]).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        found, before = [], 1
        for row in reader:
            found.append((before + 1, row))
            before = reader.line_num
    return found


def test_sports_sites_are_assets_where_the_list_says(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    rows = _rows(real_data, "sports")
    names = {f"{row['facility_type']}, {row['site_name']}" for row in rows}
    told = _assets(trafford_store, names)
    assert len(told) == len(rows) == 314
    assert told["location_id"].nunique() == len({row["site_id"] for row in rows}) == 171
    access = Counter(row["access_type"] for row in rows)
    shared = told["is_shareable"]
    assert int((~shared.dropna().astype(bool)).sum()) == access["Private Use"] == 82
    assert int(shared.isna().sum()) == access["Registered Membership use"]
    one = told[told["name"] == "Sports halls, A S E Club"].iloc[0]
    assert (one["latitude"], one["longitude"], one["postcode"]) == (53.38898, -2.351755, "WA14 4NS")
    assert one["area_code"] == "E01006075"
    # The small area that each lies in is the list's own, but for a few at the border of two.
    said = {(row["lat"], row["lon"]): row["lsoa_code"] for row in rows}
    same = [
        said[f"{row['latitude']}", f"{row['longitude']}"] == row["area_code"]
        for row in told.to_dict("records")
        if (f"{row['latitude']}", f"{row['longitude']}") in said
    ]
    assert len(same) > 250
    assert sum(same) / len(same) > 0.94


def test_places_of_worship_lie_within_their_outline(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    features = _features(real_data, "worship")
    shapes = defaultdict(list)
    for each in features:
        shape = shapely.from_geojson(json.dumps(each["geometry"]))
        shapes[each["properties"]["DISTNAME"]].append(shape)
    told = _assets(trafford_store, set(shapes))
    assert len(told) == len(features) == 118
    for row in told.to_dict("records"):
        point = shapely.Point(row["longitude"], row["latitude"])
        assert any(shape.covers(point) for shape in shapes[row["name"]]), row["name"]


def test_allotments_and_childrens_centres_are_assets_with_a_point(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    for step, kind, n_rows in (
        ("allotments", "physical", 35),
        ("childrens_centres", "institution", 2),
    ):
        rows = _rows(real_data, step)
        told = _assets(trafford_store, {row["name"] for row in rows})
        told = told[told["kind"] == kind]
        points = Counter(zip(told["latitude"], told["longitude"], strict=True))
        said = Counter((float(row["lat"]), float(row["lon"])) for row in rows)
        assert points == said
        assert points.total() == n_rows


def test_stops_are_locations_and_no_false_point_is_on_the_map(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    places = trafford_store.snapshot.table("Location")
    buses = _rows(real_data, "bus_stops")
    assert len({(row["lat"], row["lon"]) for row in buses}) == 1
    told = places[
        places["name"].isin({row["common_name"] for row in buses}) & places["latitude"].isna()
    ]
    assert len(told) >= len(buses) == 1025
    false = (float(buses[0]["lat"]), float(buses[0]["lon"]))
    assert not ((places["latitude"] == false[0]) & (places["longitude"] == false[1])).any()
    rails = [*_rows(real_data, "stops"), *_rows(real_data, "stops", 1)]
    points = set(zip(places["latitude"], places["longitude"], strict=True))
    assert {(float(row["lat"]), float(row["long"])) for row in rails} <= points
    held = trafford_store.snapshot.table("Asset")["location_id"]
    assert not held.isin(told["id"]).any()

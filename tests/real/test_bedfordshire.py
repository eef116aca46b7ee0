"""Bedfordshire from public files: what is in the map is what stands in the files.

Expected values are counted and added up by `csv` and `json`, past everything that loads them.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from math import fsum, isclose
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from tests.real.bedfordshire import STEPS
from tests.real.loading import load_steps

from assetmap.store import open_store

if TYPE_CHECKING:
    from pathlib import Path

    from tests.real.conftest import LoadedPlace

pytestmark = pytest.mark.real

FILES = {step.name: step.files for step in STEPS}
REDRAWN = 24
"""Small areas of 2011, of 381, whose codes no small area of 2021 has."""


def _rows(folder: Path, step: str) -> list[dict[str, str]]:
    with (folder / FILES[step][0]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _facts(place: LoadedPlace, name: str) -> pd.DataFrame:
    facts = place.snapshot.table("Indicator")
    return facts[facts["name"] == name]


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_every_row_is_accepted_or_rejected(bedfordshire_store: LoadedPlace, step: str) -> None:
    loading = bedfordshire_store.loadings[getattr(step, "name", step)]
    assert loading.read == loading.accepted + loading.rejected
    assert len(loading.faults[["file", "sheet", "line"]].drop_duplicates()) == loading.rejected


def test_rows_read_are_those_of_the_files(bedfordshire_store: LoadedPlace, real_data: Path) -> None:
    for name, files in FILES.items():
        expected = 0
        for file in files:
            if file.endswith(".geojson"):
                expected += len(json.loads((real_data / file).read_text())["features"])
            else:
                expected += len(_rows(real_data, name))
        assert bedfordshire_store.loadings[name].read == expected, name


def test_only_people_of_redrawn_areas_are_rejected(
    bedfordshire_store: LoadedPlace, real_data: Path
) -> None:
    now = {row["lsoa21_code"] for row in _rows(real_data, "bedfordshire_areas")}
    assert len(now) == 417
    for name, loading in bedfordshire_store.loadings.items():
        expected = set()
        if name == "population":
            expected = {row["lsoa11_code"] for row in _rows(real_data, name)} - now
            assert len(expected) == REDRAWN
        assert set(loading.faults["value"]) == expected, name
        assert loading.rejected == len(expected)


def test_areas_are_77_wards_and_417_small_areas_in_three_districts(
    bedfordshire_store: LoadedPlace, real_data: Path
) -> None:
    areas = bedfordshire_store.snapshot.table("Area").set_index("id")
    levels = {"lsoa": 417, "ward": 77, "district": 3, "system": 1}
    assert areas["level"].value_counts().to_dict() == levels
    assert areas[areas["level"] != "system"]["boundary"].notna().all()
    districts = Counter(row["ltla24_code"] for row in _rows(real_data, "bedfordshire_areas"))
    small = areas[areas["level"] == "lsoa"]
    assert small["parent_code"].value_counts().to_dict() == dict(districts)
    assert areas.loc["E06000032", "name"] == "Luton"
    assert areas.loc["E01015693", "name"] == "Luton 007A"
    assert set(areas[areas["level"] == "district"]["parent_code"]) == {"E54000024"}


def test_people_of_the_small_areas_add_up(bedfordshire_store: LoadedPlace, real_data: Path) -> None:
    now = {row["lsoa21_code"] for row in _rows(real_data, "bedfordshire_areas")}
    people = [row for row in _rows(real_data, "population") if row["lsoa11_code"] in now]
    facts = _facts(bedfordshire_store, "population")
    whole = facts[facts["group"].fillna("") == ""]
    assert len(whole) == len(people) == 381 - REDRAWN
    assert whole["value"].sum() == sum(int(row["total_population"]) for row in people)
    one = facts[facts["area_code"] == "E01015693"].set_index("group", drop=False)
    assert one[one["group"].isna()]["value"].tolist() == [1546]


def test_deprivation_and_loneliness_are_those_of_the_files(
    bedfordshire_store: LoadedPlace, real_data: Path
) -> None:
    source = {row["lsoa21_code"]: row for row in _rows(real_data, "deprivation")}
    facts = _facts(bedfordshire_store, "deprivation score")
    assert facts.set_index("area_code")["value"].to_dict() == {
        code: float(row["IMD_score"]) for code, row in source.items()
    }
    lonely = [float(row["perc"]) for row in _rows(real_data, "loneliness")]
    table = bedfordshire_store.snapshot.table("Indicator")
    told = table[table["name"].str.contains("loneliness") & ~table["name"].str.contains("tenth")]
    sums = [group["value"].sum() for _, group in told.groupby("name")]
    assert any(isclose(each, fsum(lonely), rel_tol=1e-9) for each in sums)


def test_deprivation_of_2019_is_told_of_every_small_area(
    bedfordshire_store: LoadedPlace, real_data: Path
) -> None:
    """By pandas, joined with the look-up; a part has the rank of the whole, and says so."""
    look_up, told = (
        pd.read_csv(real_data / FILES[step][0]) for step in ("former_areas", "deprivation_2019")
    )
    joined = look_up.merge(told, on="lsoa11_code").set_index("lsoa21_code")
    facts = _facts(bedfordshire_store, "deprivation rank")
    facts = facts[facts["measured_on"] == "2019-09-26"].set_index("area_code")
    assert facts["value"].to_dict() == joined["IMD_rank"].astype(float).to_dict()
    is_part = facts["provenance"].str.contains("figure of the former area ", regex=False)
    assert set(facts.index[is_part]) == set(joined.index[joined["change_code"] == "S"])
    assert facts["provenance"]["E01033801"].endswith("figure of the former area E01015741")


def test_practices_stand_in_the_small_area_that_the_file_says(
    bedfordshire_store: LoadedPlace, real_data: Path
) -> None:
    source = {
        f"GB-NHS-{row['organisation_code']}": row
        for row in _rows(real_data, "bedfordshire_practices")
    }
    rows = bedfordshire_store.snapshot.table("Organisation").set_index("id")
    assert set(rows.index) == set(source)
    n_general = sum(row["prescribing_setting"] == "4" for row in source.values())
    assert rows["sector"].value_counts().to_dict() == {
        "primary_care": n_general,
        "nhs": 139 - n_general,
    }
    assert n_general == 84
    status = Counter(row["status_code"] for row in source.values())
    assert rows["status"].value_counts().to_dict() == {
        "active": status["A"],
        "defunct": status["C"],
        "inactive": status["D"] + status["P"],
    }
    places = bedfordshire_store.snapshot.table("Location").set_index("id")
    found = places.loc[rows["location_id"]].set_index(rows.index)
    assert found["area_code"].to_dict() == {key: row["lsoa21_code"] for key, row in source.items()}
    assert found.loc["GB-NHS-A91043", "latitude"] == 52.008737


def test_loading_some_of_it_twice_changes_nothing(
    bedfordshire_store: LoadedPlace, real_data: Path
) -> None:
    store = open_store(bedfordshire_store.path, must_exist=True)
    chosen = [
        step for step in STEPS if step.name in {"bedfordshire_areas", "outlines", "loneliness"}
    ]
    try:
        again = load_steps(store, real_data, chosen)
    finally:
        store.close()
    assert {(each.created, each.updated) for each in again.values()} == {(0, 0)}

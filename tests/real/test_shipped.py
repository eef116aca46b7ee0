"""Every mapping that comes with assetmap reads the public file that it is for, unasked.

What is expected is counted and added up by `csv` and `json`, past everything that loads them.
"""

from __future__ import annotations

import csv
import json
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import cos, fsum, hypot, radians
from typing import TYPE_CHECKING

import pytest
import shapely.geometry

from assetmap.ingest import load_files
from assetmap.ingest.shipped import shipped_mappings
from assetmap.measures.gaps.points import area_points
from assetmap.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd
    from shapely.geometry.base import BaseGeometry

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot

pytestmark = pytest.mark.real

BEDFORDSHIRE = (
    "lsoa21_boundaries.geojson",
    "msoa21_boundaries.geojson",
    "wards22_boundaries.geojson",
    "ltla24_boundaries.geojson",
    "lookup_lsoa21_ward24_ltla24_icb24.csv",
    "lookup_lsoa11_lsoa21.csv",
    "lsoa21_centroids.csv",
    "imd2025_lsoa21.csv",
    "imd2025_lsoa21_subdomains.csv",
    "imd2019_lsoa11.csv",
    "population_mid2020_single_year_of_age_lsoa11.csv",
    "census2021_disability_lsoa21.csv",
    "census2021_household_deprivation_lsoa21.csv",
    "modelled_loneliness_2020_lsoa21.csv",
    "postcodes_codepoint_open_2014.csv",
)
MANCHESTER = (
    "boundaries/gm_combined_authority_generalised.geojson",
    "boundaries/gm_local_authority_generalised.geojson",
    "boundaries/gm_ward_super_generalised.geojson",
    "boundaries/gm_msoa_super_generalised.geojson",
    "boundaries/trafford_lsoa_generalised.geojson",
    "boundaries/administrative_lookup.csv",
    "boundaries/lsoa_to_ward_best-fit_lookup.csv",
    "boundaries/statistical_lookup.csv",
    "boundaries/trafford_postcodes.csv",
    "data/mid-year_2024_population_estimates_ward.csv",
    "data/mid-year_2024_population_estimates_lsoa.csv",
    "data/2021_general_health_lsoa_trafford.csv",
    "data/2021_car_van_availability_lsoa_trafford.csv",
    "data/2021_population_by_5_year_age_bands_lsoa_trafford.csv",
    "data/indices_of_deprivation_2025_lad.csv",
    "data/lsoa21_centroids.csv",
)
WHOLE_OF_ENGLAND = "imd2025_lsoa21_overall.csv"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A store, what each file loaded into it gave, and what it then holds."""

    folder: Path
    loadings: Mapping[str, Loading]
    snapshot: Snapshot

    def rows(self, name: str) -> list[dict[str, str]]:
        with (self.folder / name).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    def features(self, name: str) -> list[dict[str, dict[str, str]]]:
        said = json.loads((self.folder / name).read_text())
        found: list[dict[str, dict[str, str]]] = said["features"]
        return found

    def facts(self, name: str, day: str) -> pd.DataFrame:
        facts = self.snapshot.table("Indicator")
        return facts[(facts["name"] == name) & (facts["measured_on"] == day)]

    def areas(self) -> pd.DataFrame:
        return self.snapshot.table("Area").set_index("id")


def _loaded(folder: Path, names: Sequence[str], path: Path) -> Loaded:
    store = open_store(path)
    loadings = {name: load_files(store, [folder / name]) for name in names}
    snapshot = store.snapshot()
    store.close()
    return Loaded(folder, loadings, snapshot)


@pytest.fixture(scope="module")
def bedfordshire(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = real_data / "geography" / "bedfordshire"
    return _loaded(folder, BEDFORDSHIRE, tmp_path_factory.mktemp("shipped") / "beds.db")


@pytest.fixture(scope="module")
def manchester(real_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Loaded:
    folder = real_data / "geography" / "greater_manchester"
    return _loaded(folder, MANCHESTER, tmp_path_factory.mktemp("shipped") / "gm.db")


def test_every_shipped_mapping_of_areas_was_used_and_no_file_needed_naming(
    bedfordshire: Loaded, manchester: Loaded
) -> None:
    notes = [
        loading.notes[0]
        for each in (bedfordshire, manchester)
        for loading in each.loadings.values()
    ]
    used = {note.partition("with the mapping ")[2].partition(",")[0] for note in notes}
    # No export of people's journeys is public: tests/messy_referrals.py stands in for one.
    journeys = {"link-worker-episodes", "link-worker-events"}
    assert used == set(shipped_mappings()) - journeys


def test_every_row_is_read_and_accepted_but_those_about_areas_of_elsewhere(
    bedfordshire: Loaded, manchester: Loaded
) -> None:
    for each in (bedfordshire, manchester):
        for name, loading in each.loadings.items():
            items = each.features(name) if name.endswith("geojson") else each.rows(name)
            n_left_out = sum("sex" in row and row["sex"] != "Persons" for row in items)
            assert loading.read == len(items) - n_left_out, name
            assert loading.read == loading.accepted + loading.rejected
            assert set(loading.faults["field"]) <= {"area_code"}, name


def _became(bedfordshire: Loaded) -> dict[str, list[str]]:
    """Return the small areas of 2021 that each of 2011 became, as the look-up has them."""
    found: dict[str, list[str]] = {}
    for row in bedfordshire.rows("lookup_lsoa11_lsoa21.csv"):
        found.setdefault(row["lsoa11_code"], []).append(row["lsoa21_code"])
    return found


def test_small_areas_of_2011_are_kept_with_what_became_of_them(bedfordshire: Loaded) -> None:
    table = bedfordshire.snapshot.table("FormerArea")
    words = {"U": "unchanged", "S": "split", "M": "merged", "X": "complex"}
    names = ["former_code", "name", "area_code", "change"]
    assert sorted(table[names].itertuples(index=False, name=None)) == sorted(
        (row["lsoa11_code"], row["lsoa11_name"], row["lsoa21_code"], words[row["change_code"]])
        for row in bedfordshire.rows("lookup_lsoa11_lsoa21.csv")
    )
    assert Counter(table["change"]) == {"unchanged": 357, "split": 60}


def test_people_of_small_areas_that_were_split_are_rejected_and_their_ranks_are_not(
    bedfordshire: Loaded,
) -> None:
    split = {code for code, now in _became(bedfordshire).items() if len(now) > 1}
    people = bedfordshire.loadings["population_mid2020_single_year_of_age_lsoa11.csv"]
    assert people.rejected == len(split) == 24
    assert set(people.faults["value"]) == split
    assert people.faults["reason"].str.contains("who lives where: a count is not divided").all()
    ranks = bedfordshire.loadings["imd2019_lsoa11.csv"]
    assert (ranks.rejected, ranks.created) == (0, (357 + 60) * 16)
    assert "960 of the larger area of before" in ranks.notes[-1]


def _metres_from_middle(shape: BaseGeometry, north: float, east: float) -> float:
    """Return how far a point is from the centroid of an outline, on a plane around it."""
    middle = shape.centroid
    narrow = cos(radians(middle.y))
    return hypot(north - middle.y, (east - middle.x) * narrow) * 6_371_009 * radians(1)


@pytest.mark.parametrize(
    ("place", "outlines", "middles", "code", "n"),
    [
        ("bedfordshire", *(BEDFORDSHIRE[0], "lsoa21_centroids.csv"), "lsoa21_code", 417),
        ("manchester", *(MANCHESTER[4], "data/lsoa21_centroids.csv"), "area_code", 139),
    ],
)
def test_people_start_from_the_middles_of_the_file_which_are_those_of_the_outlines(
    request: pytest.FixtureRequest, place: str, outlines: str, middles: str, code: str, n: int
) -> None:
    loaded: Loaded = request.getfixturevalue(place)
    shapes = {
        each["properties"][code]: shapely.geometry.shape(each["geometry"])
        for each in loaded.features(outlines)
    }
    rows = {row["LSOACD"]: row for row in loaded.rows(middles)}
    assert loaded.loadings[middles].created == 2 * len(rows)
    points = area_points(loaded.snapshot, list(shapes))
    away = []
    for area, shape in shapes.items():
        point, row = points[area], rows[area]
        north, east = float(row["latitude"]), float(row["longitude"])
        assert (point.latitude, point.longitude, point.way) == (north, east, "middle")
        away.append(_metres_from_middle(shape, north, east))
    assert len(away) == n
    assert fsum(away) / n < 60


def test_outlines_are_those_of_the_files_to_the_letter(bedfordshire: Loaded) -> None:
    areas = bedfordshire.areas()
    for name, level, field in (
        ("lsoa21_boundaries.geojson", "lsoa", "lsoa21"),
        ("msoa21_boundaries.geojson", "msoa", "msoa21"),
        ("wards22_boundaries.geojson", "ward", "ward22"),
        ("ltla24_boundaries.geojson", "district", "ltla24"),
    ):
        for feature in bedfordshire.features(name):
            code = feature["properties"][f"{field}_code"]
            assert areas.loc[code, "level"] == level
            assert json.loads(str(areas.loc[code, "boundary"])) == feature["geometry"]
    outlined = areas[areas["boundary"].notna()]["level"].value_counts().to_dict()
    assert outlined == {"lsoa": 417, "msoa": 76, "ward": 77, "district": 3}


def test_areas_lie_in_the_larger_ones_of_the_lookup(bedfordshire: Loaded) -> None:
    parents = bedfordshire.areas()["parent_code"]
    rows = bedfordshire.rows("lookup_lsoa21_ward24_ltla24_icb24.csv")
    for row in rows:
        chain = [row[name] for name in ("lsoa21_code", "ward24_code", "ltla24_code", "icb24_code")]
        for smaller, larger in pairwise(chain):
            assert parents[smaller] == larger
    assert bedfordshire.areas().loc["E54000024", "level"] == "system"


@pytest.mark.parametrize("measure", ["score", "rank", "decile"])
def test_deprivation_of_2025_is_that_of_the_file(bedfordshire: Loaded, measure: str) -> None:
    rows = bedfordshire.rows("imd2025_lsoa21.csv")
    facts = bedfordshire.facts(f"deprivation {measure}", "2025-10-30")
    expected = {row["lsoa21_code"]: float(row[f"IMD_{measure}"]) for row in rows}
    assert dict(zip(facts["area_code"], facts["value"], strict=True)) == expected
    all_facts = bedfordshire.snapshot.table("Indicator")
    of_2025 = all_facts[all_facts["measured_on"] == "2025-10-30"]
    kept = of_2025[of_2025["name"].str.endswith(f" {measure}")]
    columns = [name for name in rows[0] if name.endswith(f"_{measure}")]
    subdomains = bedfordshire.rows("imd2025_lsoa21_subdomains.csv")
    others = [name for name in subdomains[0] if name.endswith(f"_{measure}")]
    cells = [row[name] for row in rows for name in columns]
    cells += [row[name] for row in subdomains for name in others]
    assert len(kept) == len(cells) == 417 * (8 + 6)
    assert fsum(kept["value"]) == pytest.approx(fsum(map(float, cells)))
    assert kept["name"].nunique() == 14
    assert not kept["name"].str.contains("_").any()


@pytest.mark.parametrize("measure", ["rank", "decile"])
def test_deprivation_of_2019_is_that_of_the_file(bedfordshire: Loaded, measure: str) -> None:
    became = _became(bedfordshire)
    facts = bedfordshire.facts(f"housing and access deprivation {measure}", "2019-09-26")
    expected = {
        now: float(row[f"Housing_and_Access_{measure}"])
        for row in bedfordshire.rows("imd2019_lsoa11.csv")
        for now in became[row["lsoa11_code"]]
    }
    assert dict(zip(facts["area_code"], facts["value"], strict=True)) == expected
    assert len(facts) == 417


def test_people_of_2020_by_single_year_are_those_of_the_file(bedfordshire: Loaded) -> None:
    name = "population_mid2020_single_year_of_age_lsoa11.csv"
    gone = set(bedfordshire.loadings[name].faults["value"])
    rows = [row for row in bedfordshire.rows(name) if row["lsoa11_code"] not in gone]
    facts = bedfordshire.facts("population", "2020-06-30")
    by_group = facts.assign(group=facts["group"].fillna("")).groupby("group")["value"].sum()
    years = [*map(str, range(90)), "90+"]
    assert by_group.to_dict() == {
        "": sum(int(row["total_population"]) for row in rows),
        **{f"aged {year}": sum(int(row[year]) for row in rows) for year in years},
    }
    assert by_group[""] == by_group.drop("").sum()


def test_disability_and_household_deprivation_are_those_of_the_files(bedfordshire: Loaded) -> None:
    for name, measured, group in (
        ("census2021_disability_lsoa21.csv", "disability", "disability"),
        (
            "census2021_household_deprivation_lsoa21.csv",
            "household deprivation",
            "deprivation_dimensions",
        ),
    ):
        rows = bedfordshire.rows(name)
        for ending, heading in (("", "n"), (" share", "prop")):
            facts = bedfordshire.facts(measured + ending, "2021-03-21")
            expected = {(row["lsoa21_code"], row[group]): float(row[heading]) for row in rows}
            keys = zip(facts["area_code"], facts["group"], strict=True)
            assert dict(zip(keys, facts["value"], strict=True)) == expected
            assert len(facts) == len(rows)


def test_loneliness_is_that_of_the_file(bedfordshire: Loaded) -> None:
    rows = bedfordshire.rows("modelled_loneliness_2020_lsoa21.csv")
    for measured, heading in (("loneliness", "perc"), ("loneliness decile", "deciles")):
        facts = bedfordshire.facts(measured, "2020-12-31")
        expected = {row["lsoa21_code"]: float(row[heading]) for row in rows}
        assert dict(zip(facts["area_code"], facts["value"], strict=True)) == expected


def test_postcodes_are_those_of_the_files(bedfordshire: Loaded, manchester: Loaded) -> None:
    for loaded, name, headings in (
        (
            *(bedfordshire, "postcodes_codepoint_open_2014.csv"),
            ("latitude", "longitude", "lsoa21_code", "admin_ward"),
        ),
        (
            *(manchester, "boundaries/trafford_postcodes.csv"),
            ("lat", "lon", "lsoa_code", "ward_code"),
        ),
    ):
        table = loaded.snapshot.table("Postcode").set_index("id")
        rows = loaded.rows(name)
        assert len(table) == len(rows) == loaded.loadings[name].created
        latitude, longitude, lsoa, ward = headings
        # Code-Point has seven characters a postcode, with or without a space before the last three.
        codes = [f"{row['postcode'][:-3].strip()} {row['postcode'][-3:]}" for row in rows]
        kept = table.loc[codes]
        assert kept["latitude"].tolist() == [float(row[latitude]) for row in rows]
        assert kept["longitude"].tolist() == [float(row[longitude]) for row in rows]
        assert kept["lsoa_code"].fillna("").tolist() == [row[lsoa] for row in rows]
        assert kept["ward_code"].fillna("").tolist() == [row[ward] for row in rows]


def test_areas_of_greater_manchester_lie_in_each_other(manchester: Loaded) -> None:
    areas = manchester.areas()
    parents = areas["parent_code"]
    for row in manchester.rows("boundaries/lsoa_to_ward_best-fit_lookup.csv"):
        assert parents[row["lsoa21cd"]] == row["wd22cd"]
        assert areas.loc[row["lsoa21cd"], "name"] == row["lsoa21nm"]
    for row in manchester.rows("boundaries/administrative_lookup.csv"):
        assert parents[row["wd22cd"]] == row["lad22cd"]
    for row in manchester.rows("boundaries/statistical_lookup.csv"):
        assert parents[row["msoa21cd"]] == row["lad22cd"]
    assert areas.loc["E47000001", "name"] == "Greater Manchester"
    assert areas.loc["E47000001", "level"] == "system"
    for feature in manchester.features("boundaries/gm_ward_super_generalised.geojson"):
        said = feature["properties"]
        assert parents[said["area_code"]] == said["local_authority_area_code"]


@pytest.mark.parametrize("place", ["ward", "lsoa"])
def test_people_of_2024_are_those_of_the_file(manchester: Loaded, place: str) -> None:
    rows = manchester.rows(f"data/mid-year_2024_population_estimates_{place}.csv")
    persons = {row["area_code"]: row for row in rows if row["sex"] == "Persons"}
    facts = manchester.facts("population", "2024-06-30")
    facts = facts[facts["area_code"].isin(persons)]
    headings = {
        "": "all_ages",
        "aged 0-15": "aged_0_to_15",
        "aged 16-64": "aged_16_to_64",
        "aged 65+": "aged_65_and_over",
        **{f"aged {year}": str(year) for year in range(90)},
        "aged 90+": "90+",
    }
    assert len(facts) == len(persons) * len(headings)
    keys = zip(facts["area_code"], facts["group"].fillna(""), strict=True)
    assert dict(zip(keys, facts["value"], strict=True)) == {
        (code, group): float(row[heading])
        for code, row in persons.items()
        for group, heading in headings.items()
    }


@pytest.mark.parametrize(
    ("name", "measured", "group"),
    [
        ("data/2021_general_health_lsoa_trafford.csv", "general health", "general_health"),
        (
            "data/2021_car_van_availability_lsoa_trafford.csv",
            "cars or vans",
            "availability_category",
        ),
    ],
)
def test_health_and_cars_of_the_census_are_those_of_the_file(
    manchester: Loaded, name: str, measured: str, group: str
) -> None:
    rows = manchester.rows(name)
    facts = manchester.facts(measured, "2021-03-21")
    keys = zip(facts["area_code"], facts["group"], strict=True)
    assert dict(zip(keys, facts["value"], strict=True)) == {
        (row["area_code"], row[group]): float(row["value"]) for row in rows
    }
    assert len(facts) == len(rows)


def test_people_of_the_census_by_five_years_are_those_of_the_file(manchester: Loaded) -> None:
    rows = manchester.rows("data/2021_population_by_5_year_age_bands_lsoa_trafford.csv")
    facts = manchester.facts("population", "2021-03-21")
    by_band = Counter[str]()
    for row in rows:
        by_band[row["indicator"]] += int(row["value"])
    first, last = by_band["Aged 4 years and under"], by_band["Aged 85 years and over"]
    sums = facts.groupby("group")["value"].sum()
    assert len(facts) == len(rows)
    assert sums.sum() == sum(by_band.values())
    assert (sums["aged 0-4"], sums["aged 85+"]) == (first, last)
    assert sorted(sums) == sorted(by_band.values())
    assert not facts["group"].str.contains("years").any()


def test_deprivation_of_districts_is_that_of_the_ten(manchester: Loaded) -> None:
    name = "data/indices_of_deprivation_2025_lad.csv"
    here = set(manchester.areas().query("level == 'district'").index)
    rows = [row for row in manchester.rows(name) if row["area_code"] in here]
    assert len(here) == 10
    assert manchester.loadings[name].accepted == len(rows) == 100
    overall = {
        row["area_code"]: row
        for row in rows
        if row["index_domain"] == "Index of Multiple Deprivation"
    }
    for measured, heading in (
        ("deprivation score", "average_score"),
        ("deprivation rank", "rank_average_score"),
        ("deprivation, share in the most deprived tenth", "proportion_bottom_decile"),
    ):
        facts = manchester.facts(measured, "2025-10-30")
        assert dict(zip(facts["area_code"], facts["value"], strict=True)) == {
            code: float(row[heading]) for code, row in overall.items()
        }
    names = manchester.snapshot.table("Indicator")
    of_2025 = names[names["measured_on"] == "2025-10-30"]["name"]
    assert of_2025.nunique() == 30
    assert of_2025.str.islower().all()


def test_of_all_england_only_the_rows_about_this_place_go_in(
    real_data: Path, tmp_path: Path
) -> None:
    geography = real_data / "geography"
    store = open_store(tmp_path / "place.db")
    load_files(store, [geography / "bedfordshire" / "lsoa21_boundaries.geojson"])
    loading = load_files(store, [geography / "england" / WHOLE_OF_ENGLAND])
    assert (loading.read, loading.accepted, loading.rejected) == (33_755, 417, 33_755 - 417)
    assert (loading.created, len(loading.faults)) == (3 * 417, 33_755 - 417)
    assert loading.notes[-1].startswith("33,338 of the rejected rows are about areas that are not")
    store.close()


def test_files_loaded_again_or_all_at_once_give_the_same(
    real_data: Path, tmp_path: Path, bedfordshire: Loaded
) -> None:
    files = [real_data / "geography" / "bedfordshire" / name for name in BEDFORDSHIRE]
    store = open_store(tmp_path / "place.db")
    once = load_files(store, files)
    assert once.rejected == 24
    again = load_files(store, files)
    assert (again.created, again.updated) == (0, 0)
    for table in ("Area", "Indicator", "Postcode"):
        one, other = store.snapshot().table(table), bedfordshire.snapshot.table(table)
        own = [name for name in one if name not in {"provenance", "recorded_on"}]
        left, right = (each.sort_values("id", ignore_index=True)[own] for each in (one, other))
        assert left.equals(right)
    store.close()

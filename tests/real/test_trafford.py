"""Public files that nobody here wrote end in one place, and every row of them is accounted for.

Expected values are read from the files by pandas, past everything that loads them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd
import pytest
from tests.real.bedfordshire import STEPS as BEDFORDSHIRE
from tests.real.loading import MAPPINGS, load_steps
from tests.real.other_places import BRISTOL_STEPS
from tests.real.trafford import STEPS

from assetmap.ingest import check_files
from assetmap.ingest.mapping.sheets import read_mapping
from assetmap.store import open_store

if TYPE_CHECKING:
    from tests.real.conftest import LoadedPlace

FILES = {step.name: step.files for step in STEPS}
CSV_STEPS = [name for name, files in FILES.items() if all(each.endswith("csv") for each in files)]
NO_ADDRESSES = {"http//:www.hope-kpa.gmkin.org.uk", "www,wastmanchester.com"}
"""Web addresses of charities that are none, found by eye."""
DOTTED = "WWW.DYNAMICSUPPORTGM.ORG."
TWO_IN_ONE = {
    "http://christchurchharpurhey.org/  http://hcconline.org.uk/theopendoor",
    "http://fallowfieldwithington.foodbank.org.uk\u00a0 www.healthymehealthycommunities.co.uk",
    "http://www.coverdaleandnewbank.com\n/community-projects",
}
"""Cells of food banks that hold two web addresses, or one cut in two."""


def _source(folder: Path, mapping: str, number: int = 0) -> pd.DataFrame:
    """Return a file as text, empty cells empty."""
    path = folder / FILES[mapping][number]
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _plain(cells: pd.Series[str]) -> pd.Series[str]:
    return cells.fillna("").str.strip(" \u00a0")


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.toml")), ids=lambda path: path.stem)
def test_mapping_makes_sense(path: Path) -> None:
    assert read_mapping(path).blocks
    assert path.stem in {
        step.name for step in (*STEPS, *BEDFORDSHIRE, *BRISTOL_STEPS) if step.is_own
    }


@pytest.mark.real
@pytest.mark.parametrize("mapping", FILES)
def test_every_row_is_accepted_or_rejected(trafford_store: LoadedPlace, mapping: str) -> None:
    loading = trafford_store.loadings[mapping]
    assert loading.read == loading.accepted + loading.rejected
    rejected = loading.faults[["file", "sheet", "line"]].drop_duplicates()
    assert len(rejected) == loading.rejected
    # Practices bring the wards of surgeries, outlines the shapes of areas that are there already.
    known = {"practices": 26, "outlines": 10 + 139, "ward_outlines": 21}
    assert loading.updated == known.get(mapping, 0)


@pytest.mark.real
def test_rows_read_are_those_of_the_files(trafford_store: LoadedPlace, real_data: Path) -> None:
    read = {name: loading.read for name, loading in trafford_store.loadings.items()}
    persons = _source(real_data, "wards", 1)["sex"].eq("Persons").sum()
    features = {
        name: [json.loads((real_data / file).read_text())["features"] for file in FILES[name]]
        for name in ("outlines", "ward_outlines", "worship")
    }
    of_trafford = [
        each
        for each in features["ward_outlines"][0]
        if each["properties"]["local_authority_area_name"] == "Trafford"
    ]
    small_areas = _source(real_data, "small_areas")
    people = _source(real_data, "population")
    pharmacies = _source(real_data, "pharmacies")
    assert read == {
        "wards": len(_source(real_data, "wards")) + persons,
        "small_areas": small_areas["ltla24_name"].eq("Trafford").sum(),
        "outlines": sum(map(len, features["outlines"])),
        "ward_outlines": len(of_trafford),
        "postcodes": len(_source(real_data, "postcodes")),
        "population": people["sex"].eq("Persons").sum(),
        "deprivation": len(_source(real_data, "deprivation")),
        "health": len(_source(real_data, "health")),
        "cars": len(_source(real_data, "cars")),
        "pharmacies": pharmacies["la_name"].eq("Trafford").sum(),
        "sports": len(_source(real_data, "sports")),
        "childrens_centres": len(_source(real_data, "childrens_centres")),
        "allotments": len(_source(real_data, "allotments")),
        "worship": len(features["worship"][0]),
        "bus_stops": len(_source(real_data, "bus_stops")),
        "stops": len(_source(real_data, "stops")) + len(_source(real_data, "stops", 1)),
        "surgeries": len(_source(real_data, "surgeries")),
        "practices": len(_source(real_data, "practices")),
        "charities": 736,
        "food_banks": len(_source(real_data, "food_banks")),
    }
    assert len(_source(real_data, "charities")) == 736


@pytest.mark.real
@pytest.mark.parametrize("mapping", CSV_STEPS)
def test_fault_names_a_cell_that_stands_in_that_line(
    trafford_store: LoadedPlace, real_data: Path, mapping: str
) -> None:
    texts = {
        Path(name).name: (real_data / name).read_text(encoding="utf-8-sig").split("\n")
        for name in FILES[mapping]
    }
    for fault in trafford_store.loadings[mapping].faults.to_dict("records"):
        # A cell may itself hold line ends: its row begins in the line, its text may come later.
        row = "\n".join(texts[fault["file"]][fault["line"] - 1 : fault["line"] + 6])
        assert str(fault["value"]) in row
        assert fault["sheet"] == Path(fault["file"]).stem
        assert str(fault["reason"]).endswith(".")


@pytest.mark.real
def test_rejected_charities_have_no_web_address_that_works(trafford_store: LoadedPlace) -> None:
    faults = trafford_store.loadings["charities"].faults
    assert set(faults["field"]) == {"website"}
    assert set(faults["value"]) - {DOTTED} == NO_ADDRESSES


@pytest.mark.real
def test_rejected_food_banks_hold_two_addresses_in_one_cell(trafford_store: LoadedPlace) -> None:
    faults = trafford_store.loadings["food_banks"].faults
    assert set(faults["field"]) == {"website"}
    assert set(faults["value"]) == TWO_IN_ONE


@pytest.mark.real
def test_charities_are_those_of_the_register(trafford_store: LoadedPlace, real_data: Path) -> None:
    source = _source(real_data, "charities").set_index("registered_charity_number")
    rejected = set(trafford_store.loadings["charities"].faults["value"])
    kept = source[~source["charity_contact_web"].isin(rejected)]
    rows = trafford_store.snapshot.table("Organisation").set_index("id")
    rows = rows[rows.index.str.startswith("GB-CHC-")]
    assert len(rows) == len(kept) == trafford_store.loadings["charities"].accepted
    rows = rows.loc["GB-CHC-" + kept.index].set_axis(kept.index)
    assert _plain(rows["name"]).equals(_plain(kept["charity_name"]).rename("name"))
    assert _plain(rows["description"]).tolist() == _plain(kept["charity_activities"]).tolist()
    assert _plain(rows["x_charity_type"]).tolist() == _plain(kept["charity_type"]).tolist()
    days = pd.to_datetime(kept["date_of_registration"], format="%Y-%m-%d")
    assert rows["valid_from"].tolist() == days.tolist()
    assert rows["identifiers"].tolist() == ("GB-CHC-" + kept.index).tolist()
    assert set(rows["sector"]) == {"vcse"}


@pytest.mark.real
def test_websites_without_a_scheme_get_one(trafford_store: LoadedPlace, real_data: Path) -> None:
    source = _source(real_data, "charities").set_index("registered_charity_number")
    web = source["charity_contact_web"].str.strip()
    rows = trafford_store.snapshot.table("Organisation").set_index("id")["website"]
    plain = web[web.str.fullmatch(r"www\.[a-z-]+\.[a-z.]+[a-z]")]
    assert len(plain) > 100
    assert rows.loc["GB-CHC-" + plain.index].tolist() == ("https://" + plain).tolist()
    assert rows.loc["GB-CHC-" + web[web == ""].index].isna().all()


@pytest.mark.real
def test_lists_of_practices_are_those_of_the_file(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    source = _source(real_data, "practices")
    patients = source["registered_patients"].astype(int)
    rows = trafford_store.snapshot.table("Organisation").set_index("id")
    practices = rows[rows["n_patients"].notna()]
    assert len(practices) == len(source) == 26
    assert practices["n_patients"].sum() == patients.sum()
    given = dict(zip("GB-NHS-" + source["practice_code"], patients, strict=True))
    assert practices["n_patients"].to_dict() == given
    assert practices.loc["GB-NHS-P91003", "name"] == "Park Medical Practice"


@pytest.mark.real
def test_practices_meet_their_surgeries_of_another_file(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    source = _source(real_data, "surgeries").set_index("name")
    wards = _source(real_data, "practices").set_index("practice_name")["ward_code"]
    organisations = trafford_store.snapshot.table("Organisation")
    locations = trafford_store.snapshot.table("Location").set_index("id")
    practices = organisations[organisations["n_patients"].notna()].set_index("name")
    found = locations.loc[practices["location_id"]].set_index("name")
    assert sorted(found.index) == sorted(source.index)
    source, wards = source.loc[found.index], wards.loc[found.index]
    assert found["address"].tolist() == source["address"].tolist()
    assert found["postcode"].tolist() == source["postcode"].tolist()
    assert found["latitude"].tolist() == source["lat"].astype(float).tolist()
    assert found["longitude"].tolist() == source["lon"].astype(float).tolist()
    assert found["area_code"].tolist() == wards.tolist()


@pytest.mark.real
def test_populations_of_wards_are_those_of_the_file(
    trafford_store: LoadedPlace, real_data: Path
) -> None:
    source = _source(real_data, "wards", 1)
    source = source[source["sex"] == "Persons"].set_index("area_code")
    facts = trafford_store.snapshot.table("Indicator")
    facts = facts[facts["area_code"].isin(source.index)]
    assert len(facts) == 4 * len(source) == 84
    groups = {
        "": "all_ages",
        "aged 0-15": "aged_0_to_15",
        "aged 16-64": "aged_16_to_64",
        "aged 65+": "aged_65_and_over",
    }
    for group, heading in groups.items():
        of_group = facts[facts["group"].fillna("") == group]
        expected = source[heading].astype(float).to_dict()
        assert of_group.set_index("area_code")["value"].to_dict() == expected
    assert set(facts["measured_on"]) == {pd.Timestamp("2024-06-30")}


@pytest.mark.real
def test_wards_lie_in_the_ten_districts(trafford_store: LoadedPlace, real_data: Path) -> None:
    lookup = _source(real_data, "wards")
    areas = trafford_store.snapshot.table("Area").set_index("id")
    wards = areas[areas["level"] == "ward"]
    elsewhere = lookup[lookup["lad22nm"] != "Trafford"].set_index("wd22cd")
    assert areas["level"].value_counts().to_dict() == {
        "ward": len(elsewhere) + 21,
        "district": lookup["lad22cd"].nunique(),
        "lsoa": 139,
    }
    assert wards.loc[elsewhere.index, "parent_code"].tolist() == elsewhere["lad22cd"].tolist()
    assert wards["parent_code"].eq("E08000009").sum() == 21
    assert areas.loc["E08000009", "name"] == "Trafford"


@pytest.mark.real
def test_food_banks_are_activities_at_places(trafford_store: LoadedPlace, real_data: Path) -> None:
    source = _source(real_data, "food_banks")
    rejected = set(trafford_store.loadings["food_banks"].faults["value"])
    kept = source[~source["Website"].isin(rejected)]
    snapshot = trafford_store.snapshot
    assert snapshot.counts["Activity"] == len(kept)
    assert snapshot.counts["Session"] == len(kept)
    assert snapshot.counts["MEETS"] == len(kept)
    assert snapshot.counts["Need"] == 1
    organisations = snapshot.table("Organisation").set_index("id")
    activities = snapshot.table("Activity").set_index("id")
    runners = organisations.loc[activities["organisation_id"], "name"].str.casefold()
    assert runners.tolist() == activities["name"].str.casefold().tolist()
    n_names = kept["Name"].str.casefold().str.split().str.join(" ").nunique()
    assert activities["organisation_id"].nunique() == n_names
    assert runners.eq("trussell trust").sum() == kept["Name"].eq("Trussell Trust").sum() == 48
    sessions = snapshot.table("Session").set_index("activity_id")
    places = snapshot.table("Location").set_index("id").loc[sessions["location_id"]]
    found = pd.Series(places["area_code"].tolist()).value_counts().to_dict()
    assert found == kept["Area code"].value_counts().to_dict()
    assert (
        activities["self_referral"].fillna(value=False).sum()
        == kept["Referral method"]
        .str.casefold()
        .isin(["open door", "self-referral", "no evidence needed"])
        .sum()
    )


@pytest.mark.real
def test_loading_twice_changes_nothing(trafford_store: LoadedPlace, real_data: Path) -> None:
    store = open_store(trafford_store.path, must_exist=True)
    try:
        again = load_steps(store, real_data, STEPS)
        snapshot = store.snapshot()
    finally:
        store.close()
    for name, loading in again.items():
        before = trafford_store.loadings[name]
        assert (loading.created, loading.updated) == (0, 0)
        assert loading.unchanged == before.created + before.updated + before.unchanged
        assert (loading.read, loading.rejected) == (before.read, before.rejected)
        assert loading.revision == len(STEPS)
    assert snapshot.key == trafford_store.snapshot.key
    for name, rows in trafford_store.snapshot.rows.items():
        pd.testing.assert_frame_equal(snapshot.table(name), rows)


@pytest.mark.real
def test_checking_says_what_loading_did(trafford_store: LoadedPlace, real_data: Path) -> None:
    paths = [real_data / name for name in FILES["charities"]]
    checked = check_files(paths, mapping=MAPPINGS / "charities.toml").as_json()
    loaded = trafford_store.loadings["charities"].as_json()
    assert json.loads(json.dumps(checked)) == {**checked, "revision": 0}
    assert checked["faults"] == loaded["faults"]
    assert (checked["read"], checked["accepted"]) == (loaded["read"], loaded["accepted"])


@pytest.mark.real
def test_place_shows_what_held_on_a_day(trafford_store: LoadedPlace, real_data: Path) -> None:
    source = _source(real_data, "charities")
    day = pd.Timestamp("2000-01-01")
    rejected = set(trafford_store.loadings["charities"].faults["value"])
    kept = source[~source["charity_contact_web"].isin(rejected)]
    expected = (pd.to_datetime(kept["date_of_registration"]) <= day).sum()
    shown = trafford_store.snapshot.as_of(day.date()).table("Organisation")["id"]
    assert shown.str.startswith("GB-CHC-").sum() == expected

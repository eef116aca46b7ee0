"""Shapes of lists that a proposal knows: look-ups, tables of figures, assets, words of a list."""

from __future__ import annotations

import datetime as dt
import json
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from assetmap.errors import NoProposalError
from assetmap.ingest.gathered import Gathered
from assetmap.ingest.mapping.sheets import map_sheets, read_mapping
from assetmap.ingest.proposal.map_file import map_file
from assetmap.ingest.proposal.proposed import propose_mapping
from assetmap.ingest.reading import read_rows
from assetmap.ingest.sheet import Sheet, make_sheet
from assetmap.model import Snapshot

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pandas as pd


def _sheet(headings: Sequence[str], rows: Sequence[Sequence[str]], name: str = "list") -> Sheet:
    return make_sheet(f"{name}.csv", name, headings, rows, range(2, len(rows) + 2))


def _made(sheet: Sheet, folder: Path) -> dict[str, pd.DataFrame]:
    """Return the rows by table that the proposal makes of a sheet; none may be rejected."""
    path = folder / "proposed.toml"
    path.write_text(propose_mapping(sheet).as_toml(), encoding="utf-8")
    drafts, _ = map_sheets(read_mapping(path), [sheet])
    reading = read_rows(Gathered(tuple(drafts)), Snapshot(), today=dt.date(2026, 11, 23))
    assert reading.rejected.empty, reading.rejected.to_dict("records")
    return dict(reading.accepted.rows)


def _said(sheet: Sheet) -> str:
    """Return the proposal with its comments in one line each."""
    return propose_mapping(sheet).as_toml().replace("\n# ", " ")


def _table(sheet: Sheet, name: str) -> dict[str, Any]:
    blocks = tomllib.loads(propose_mapping(sheet).as_toml())["table"]
    found: dict[str, Any] = next(each for each in blocks if each["name"] == name)
    return found


def test_a_long_table_of_figures_has_groups_unit_and_day(tmp_path: Path) -> None:
    headings = ["area_code", "area_name", "geography", "period", "health", "unit", "value"]
    rows = [
        ["E01006109", "Trafford 001A", "LSOA", "2021-03-21", "Very good", "Persons", "499"],
        ["E01006109", "Trafford 001A", "LSOA", "2021-03-21", "Good", "Persons", "338"],
    ]
    facts = _made(_sheet(headings, rows, "general_health"), tmp_path)["Indicator"]
    assert dict(zip(facts["group"], facts["value"], strict=True)) == {"Very good": 499, "Good": 338}
    assert set(facts["name"]) == {"general health"}
    assert set(facts["unit"]) == {"Persons"}
    assert set(facts["measured_on"].dt.date) == {dt.date(2021, 3, 21)}


def test_years_and_positions_are_no_figures_and_bare_numbers_no_names() -> None:
    headings = ["ward_code", "year", "fid", "people", "0", "1"]
    sheet = _sheet(headings, [["E05015239", "2024", "1", "100", "3", "4"]])
    assert _table(sheet, "Indicator")["columns"]["value"] == "people"
    left = propose_mapping(sheet).left_out
    assert left["0"] == left["1"] == "a bare number names no figure; rename it if it is wanted"


def test_a_list_of_postcodes_becomes_the_look_up(tmp_path: Path) -> None:
    headings = ["pcd", "ward_code", "lsoa_code", "lat", "lon"]
    rows = [["M33 7XX", "E05015239", "E01006109", "53.4", "-2.3"]]
    made = _made(_sheet(headings, rows), tmp_path)
    assert set(made) == {"Postcode"}
    row = made["Postcode"].iloc[0]
    assert (row["id"], row["ward_code"], row["lsoa_code"]) == (
        *("M33 7XX", "E05015239", "E01006109"),
    )


def test_postcodes_alone_tell_nothing() -> None:
    with pytest.raises(NoProposalError):
        propose_mapping(_sheet(["pcd"], [["M33 7XX"]]))


def test_neighbourhoods_lie_in_districts_not_in_wards(tmp_path: Path) -> None:
    headings = ["msoa21cd", "msoa21nm", "wd22cd", "wd22nm", "lad22cd", "lad22nm"]
    rows = [["E02001259", "Trafford 001", "E05015253", "Old Trafford", "E08000009", "Trafford"]]
    areas = _made(_sheet(headings, rows), tmp_path)["Area"].set_index("id")
    assert areas.loc["E02001259", "parent_code"] == "E08000009"
    assert areas.loc["E05015253", "parent_code"] == "E08000009"


def test_a_code_with_two_names_names_nothing() -> None:
    headings = ["Club", "Tel", "Postcode", "ward_code", "ward_name"]
    rows = [
        ["A", "0161 496 0001", "M33 7XX", "E05015239", "North"],
        ["B", "0161 496 0002", "M33 7XY", "E05015239", "South"],
    ]
    said = _said(_sheet(headings, rows))
    assert 'name = "Area"' not in said
    assert "take the # away when these areas are in the map" in said
    assert '# area_code = "ward_code"' in propose_mapping(_sheet(headings, rows)).as_toml()


def test_an_asset_has_who_holds_it(tmp_path: Path) -> None:
    headings = ["Name", "Managed by", "lat", "lon"]
    rows = [["North Park", "The council", "53.4", "-2.3"], ["South Park", "", "53.5", "-2.3"]]
    made = _made(_sheet(headings, rows, "parks"), tmp_path)
    holders = made["Asset"].set_index("name")["holder_id"]
    assert holders["North Park"] == made["Organisation"].iloc[0]["id"]
    assert holders[["South Park"]].isna().all()


def test_what_tells_assets_of_one_name_apart_joins_the_name(tmp_path: Path) -> None:
    headings = ["Name", "Sort", "Postcode"]
    rows = [["Centre", "Pool", "M33 7XX"], ["Centre", "Hall", "M33 7XX"]]
    made = _made(_sheet(headings, rows, "sports facilities"), tmp_path)
    assert sorted(made["Asset"]["name"]) == ["Hall, Centre", "Pool, Centre"]
    assert len(made["Location"]) == 1


def test_nothing_short_that_tells_rows_apart_is_said() -> None:
    rows = [["Chess", "0161 496 0001"], ["Chess", "0161 496 0002"], ["Chess", "0161 496 0003"]]
    said = _said(_sheet(["Club", "Tel"], rows))
    assert "Say id_from if you can." in said or "tells the rows apart" in said
    both = _said(_sheet(["Club", "Tel"], [rows[0], rows[0]]))
    assert "UNSURE: nothing short tells the rows apart" in both


def test_words_of_a_list_are_asked_for_where_they_are_not_ours(tmp_path: Path) -> None:
    rows = [["A", "Open"], ["B", "Asleep"], ["C", "N/A"]]
    sheet = _sheet(["Charity", "Status"], rows)
    assert "UNSURE: say for each which it is, of: active, inactive, defunct" in _said(sheet)
    made = _made(sheet, tmp_path)["Organisation"].set_index("name")["status"]
    assert made.dropna().to_dict() == {"A": "active"}


def test_a_column_of_many_strange_words_is_left_out() -> None:
    rows = [[f"Club {n}", f"State of {n}"] for n in range(20)]
    left = propose_mapping(_sheet(["Charity", "Status"], rows)).left_out
    assert left["Status"].startswith("20 of its words are none of: active, ")


def test_an_organisation_keeps_its_hours_beside_it() -> None:
    headings = ["Pharmacy name", "Postcode", "Monday", "Tuesday"]
    sheet = _sheet(headings, [["A", "M33 7XX", "9-5", "9-5"]], "pharmacies")
    assert _table(sheet, "Organisation")["columns"]["x_monday"] == "Monday"
    assert _table(sheet, "Organisation")["constants"] == {"sector": "primary_care"}


def test_hours_that_are_no_time_of_day_are_kept_as_written(tmp_path: Path) -> None:
    sheet = _sheet(["Class", "Monday"], [["Yoga", "09:00-13:00,14:00-17:30"]])
    sessions = _made(sheet, tmp_path)["Session"]
    assert sessions["x_times"].tolist() == ["09:00-13:00,14:00-17:30"]
    assert sessions["starts_at_local"].isna().all()


def test_features_of_geojson_are_rows(tmp_path: Path) -> None:
    feature = {
        "type": "Feature",
        "properties": {"ID": "7", "DISTNAME": "St Anne"},
        "geometry": {"type": "Point", "coordinates": [-2.3, 53.4]},
    }
    path = tmp_path / "places_of_worship.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    proposed = map_file(path)
    assert "becomes: Asset, Location." in proposed.summary
    assert "heading 'DISTNAME' ends in 'name'" in proposed.toml


def test_only_a_place_is_unsure() -> None:
    said = _said(_sheet(["Name", "lat", "lon"], [["A", "53.4", "-2.3"]]))
    assert "UNSURE: A row is a place and nothing more is told of it" in said


def test_stops_without_a_place_are_nothing() -> None:
    with pytest.raises(NoProposalError, match="nothing tells what a row is"):
        propose_mapping(_sheet(["Name"], [["Stop 1"]], "bus stops"))


def test_groups_with_a_day_are_activities_and_keep_it_in_words(tmp_path: Path) -> None:
    headings = ["Group", "Day & Time", "Venue", "Postcode"]
    rows = [["Knitters", "Tuesdays 2-4pm", "Hall", "M33 7XX"]]
    made = _made(_sheet(headings, rows, "community groups"), tmp_path)
    assert made["Activity"]["x_when"].tolist() == ["Tuesdays 2-4pm"]
    assert made["Session"]["location_id"].tolist() == made["Location"]["id"].tolist()


def test_an_activity_is_known_by_its_name_and_by_who_runs_it() -> None:
    rows = [["Age UK", "Lunch club"], ["Mind", "Choir"]]
    table = _table(_sheet(["Organisation", "Service"], rows), "Activity")
    assert table["id_from"] == ["Service", "Organisation"]


def test_what_can_be_reached_may_be_an_organisation() -> None:
    said = _said(_sheet(["Name", "Tel"], [["A", "0161 496 0001"]]))
    assert "UNSURE: A row may be an organisation, for it can be reached" in said


@pytest.mark.parametrize(
    ("heading", "reason"),
    [
        ("x" * 201, "its heading is too long to be one"),
        ("a." * 60, "its heading is too long to be one"),
        ("TEL", "an earlier heading is the same but for capitals"),
        ("half \ud800", "its heading holds what no file can hold"),
        ("Colour", "it says the same in every row"),
        ("Empty", "all of its cells are empty"),
    ],
)
def test_headings_that_cannot_be_used_say_why(heading: str, reason: str) -> None:
    cell = "" if heading == "Empty" else "red"
    sheet = _sheet(["Charity", "Tel", heading], [["A", "0161 496 0001", cell]])
    assert propose_mapping(sheet).left_out == {heading: reason}

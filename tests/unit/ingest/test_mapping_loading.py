"""A list of the town's groups, by a mapping, all the way into a store."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import xlsxwriter

from assetmap.ingest import check_files, load_files
from assetmap.store import open_store

DOCS = Path(__file__).parents[3] / "docs" / "mappings.md"
HEADING = ["Group", "Web", "Venue", "Address 1", "Address 2", "Postcode", "What", "State", "Day"]
ROWS = [
    ["Café Amitié", "www.amitie.org.uk", "Old Hall", "1 Mill Lane", "Sale", "m337xx", "Choir",
     "Running", "Tuesdays"],
    ["café  amitié", "www.amitie.org.uk", "Old Hall", "1 Mill Lane", "Sale", "M33 7XX",
     "</script><b>Walk", "Paused", "Sat"],
    ["=1+1", "", "", "", "", "", "Knit & natter", "", "Monday, Friday"],
]  # fmt: skip


@pytest.fixture
def mapping(tmp_path: Path) -> Path:
    """Return the first example of the documentation, as a file."""
    found = re.search(r"```toml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    path = tmp_path / "groups.toml"
    path.write_text(found[1], encoding="utf-8")
    return path


def _as_csv(path: Path, rows: list[list[str]]) -> Path:
    lines = [";".join(f'"{cell}"' for cell in row) for row in [HEADING, *rows]]
    path.write_text("\r\n".join(lines), encoding="cp1252", newline="")
    return path


def _as_workbook(path: Path, rows: list[list[str]]) -> Path:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Groups")
        for number, row in enumerate([HEADING, *rows]):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return path


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_row_that_repeats_an_organisation_in_other_letters_is_refused(
    tmp_path: Path, mapping: Path, kind: str
) -> None:
    write = _as_csv if kind == "csv" else _as_workbook
    path = write(tmp_path / f"groups.{kind}", ROWS)
    said = check_files([path], mapping=mapping).as_json()
    assert (said["read"], said["accepted"], said["rejected"]) == (3, 2, 1)
    (fault,) = said["faults"]
    assert (fault["line"], fault["field"]) == (3, "id")
    assert "another name" in fault["reason"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_list_becomes_a_place(tmp_path: Path, mapping: Path, kind: str) -> None:
    rows = [ROWS[0], ["Café Amitié", *ROWS[1][1:5], "M33  7XX", *ROWS[1][6:]], ROWS[2]]
    write = _as_csv if kind == "csv" else _as_workbook
    path = write(tmp_path / f"groups.{kind}", rows)
    store = open_store(tmp_path / "town.db")
    try:
        first = load_files(store, [path], mapping=mapping)
        snapshot = store.snapshot()
        write(path, rows[::-1])
        again = load_files(store, [path], mapping=mapping)
    finally:
        store.close()
    assert (first.read, first.accepted, first.rejected) == (3, 3, 0)
    assert (again.created, again.updated, again.revision) == (0, 0, first.revision)
    organisations = snapshot.table("Organisation").set_index("name")
    assert sorted(organisations.index) == ["=1+1", "Café Amitié"]
    assert organisations.loc["Café Amitié", "website"] == "https://www.amitie.org.uk"
    (hall,) = snapshot.table("Location").to_dict("records")
    assert (hall["name"], hall["address"], hall["postcode"]) == (
        *("Old Hall", "1 Mill Lane, Sale", "M33 7XX"),
    )
    activities = snapshot.table("Activity").set_index("name")
    assert activities["status"].to_dict() == {
        "Choir": "active",
        "</script><b>Walk": "inactive",
        "Knit & natter": "active",
    }
    runner = organisations.loc["Café Amitié", "id"]
    assert activities.loc[["Choir", "</script><b>Walk"], "organisation_id"].tolist() == [runner] * 2
    sessions = snapshot.table("Session").set_index("activity_id")
    assert sessions["schedule"].to_dict() == {
        activities.loc["Choir", "id"]: "FREQ=WEEKLY;BYDAY=TU",
        activities.loc["</script><b>Walk", "id"]: "FREQ=WEEKLY;BYDAY=SA",
        activities.loc["Knit & natter", "id"]: "FREQ=WEEKLY;BYDAY=MO,FR",
    }
    assert sessions["location_id"].dropna().tolist() == [hall["id"]] * 2

"""The mock feeds of Open Referral UK and the examples of HSDS end in one place each.

Expected counts are read from the files by json and csv, past everything that loads them.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.real.open_referral_places import (
    DEFAULT_FEED,
    HSDS_JSON,
    HSDS_TABLES,
    TEST_FEED,
    Step,
    load_places,
)
from tests.unit.ingest.open_referral_place import rows_of

from assetmap.ingest import check_files
from assetmap.ingest.open_referral.fields import DROPPED, WOVEN, kept
from assetmap.ingest.open_referral.schema import LINKS, LISTS, OBJECTS, PLURALS
from assetmap.model import TABLES
from assetmap.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assetmap.model import Snapshot

pytestmark = pytest.mark.real

SCHEMA = "standards/hsds_v3/schema"
NOT_IN_HSDS = {"service", "services", "taxonomy_terms", "taxonomy_details"}
"""Lists and objects that only compiled documents have, and names that only feeds use."""


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _n_items(path: Path) -> int:
    """Return how many rows a file or folder holds, by the standard library alone."""
    if path.is_dir():
        return sum(_n_items(each) for each in path.glob("*.csv"))
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            return len(list(csv.DictReader(file)))
    value = _json(path)
    if "contents" in value:
        return len(value["contents"])
    return sum(map(len, value.values())) if "organizations.csv" in value else 1


def _place(tmp_path: Path, data: Path, *steps: Step) -> Snapshot:
    path = tmp_path / "place.db"
    load_places(path, data, steps)
    store = open_store(path, must_exist=True)
    try:
        return store.snapshot()
    finally:
        store.close()


@pytest.mark.parametrize(
    "step", [*DEFAULT_FEED, *TEST_FEED, *HSDS_JSON, *HSDS_TABLES], ids=lambda step: step.path
)
def test_every_item_is_accepted_or_rejected_and_twice_changes_nothing(
    tmp_path: Path, real_data: Path, step: Step
) -> None:
    loading = load_places(tmp_path / "place.db", real_data, (step,))[step]
    assert loading.read == _n_items(real_data / step.path)
    assert loading.read == loading.accepted + loading.rejected
    rejected = loading.faults[["sheet", "line"]].drop_duplicates()
    assert len(rejected) == loading.rejected
    if step.kind != "tables":
        assert set(loading.faults["sheet"]) <= {step.kind}
    again = load_places(tmp_path / "place.db", real_data, (step,))[step]
    assert (again.created, again.updated) == (0, 0)
    assert (again.accepted, again.rejected) == (loading.accepted, loading.rejected)


def test_the_default_feed_is_accepted_but_for_a_taxonomy_without_terms(
    tmp_path: Path, real_data: Path
) -> None:
    loadings = load_places(tmp_path / "place.db", real_data, DEFAULT_FEED)
    rejected = {step.path.rpartition("/")[2]: each.rejected for step, each in loadings.items()}
    assert rejected.pop("taxonomy_list.json") == 1
    assert set(rejected.values()) == {0}
    names = {each["name"] for each in _json(real_data / DEFAULT_FEED[2].path)["contents"]}
    assert len(names) == 10
    store = open_store(tmp_path / "place.db", must_exist=True)
    organisations = store.snapshot().table("Organisation")
    store.close()
    # The document in full was loaded last, and calls the first of the ten otherwise.
    assert set(organisations["name"]) == names - {"Global Outreach Initiative"} | {
        "Example Organization Inc."
    }


def test_of_128_services_of_one_id_the_first_wins(tmp_path: Path, real_data: Path) -> None:
    page = _json(real_data / TEST_FEED[0].path)
    items = page["contents"]
    bodies = {json.dumps(item, sort_keys=True) for item in items}
    assert (len(items), len({item["id"] for item in items}), len(bodies)) == (128, 1, 88)
    differing = [number for number, item in enumerate(items, start=1) if item != items[0]]
    loading = load_places(tmp_path / "place.db", real_data, TEST_FEED[:1])[TEST_FEED[0]]
    assert loading.faults["line"].tolist() == differing
    assert (loading.accepted, loading.rejected) == (128 - len(differing), len(differing))
    first = {
        number: next(name for name in (*item, *items[0]) if item.get(name) != items[0].get(name))
        for number, item in enumerate(items, start=1)
        if number in differing
    }
    assert dict(zip(loading.faults["line"], loading.faults["reason"], strict=True)) == {
        number: f"The same id stands in item 1 of services with another {name!r}; that one is kept."
        for number, name in first.items()
    }
    assert page["total_items"] == 31
    said = "service_list.json says that it has 31 items (total_items), and holds 128."
    assert said in loading.notes
    activity = rows_of(_place(tmp_path, real_data), "Activity")[items[0]["id"]]
    assert activity["name"] == items[0]["name"]
    assert activity["organisation_id"] == items[0]["organization"]["id"]


@pytest.mark.parametrize("step", HSDS_JSON, ids=lambda step: step.path)
def test_the_example_is_the_same_place_as_json_and_as_csv(
    tmp_path: Path, real_data: Path, step: Step
) -> None:
    (tmp_path / "json").mkdir()
    place = _place(tmp_path, real_data, *HSDS_TABLES)
    other = _place(tmp_path / "json", real_data, step)
    for table in TABLES:
        assert rows_of(place, table) == rows_of(other, table), table
    tables = ("Activity", "Organisation", "Location", "Session", "Need")
    assert {name: len(place.table(name)) for name in tables} == dict.fromkeys(tables, 1)


def test_all_forms_of_the_example_after_each_other_are_still_the_same_place(
    tmp_path: Path, real_data: Path
) -> None:
    loadings = load_places(tmp_path / "place.db", real_data, (*HSDS_TABLES, *HSDS_JSON))
    assert [each.created for each in loadings.values()] == [5, 0, 0, 0, 0]
    assert {each.updated for each in loadings.values()} == {0}


def test_what_the_example_cannot_keep_is_refused_row_by_row(real_data: Path) -> None:
    loading = check_files([real_data / HSDS_TABLES[0].path])
    assert loading.faults["sheet"].tolist() == [
        "attributes",
        "contacts",
        "meta_table_descriptions",
        "metadata",
        "taxonomies",
    ]


def test_a_folder_of_a_feed_loads_at_once(tmp_path: Path, real_data: Path) -> None:
    folder = tmp_path / "feed"
    folder.mkdir()
    names = ("api_details", "organization", "service_full", "service_list", "taxonomy_term")
    for name in names:
        source = real_data / DEFAULT_FEED[0].path
        (folder / f"{name}.json").write_bytes(source.with_name(f"{name}.json").read_bytes())
    loading = check_files([folder])
    # The page tells of the service again, more shortly than the document in full.
    assert (loading.read, loading.accepted, loading.rejected) == (4, 3, 1)
    assert loading.faults["file"].tolist() == ["service_list.json"]


def _schema(data: Path) -> Mapping[str, set[str]]:
    """Return the fields of every table, from the standard's own schema."""
    found = {
        path.stem: set(_json(path).get("properties", ())) for path in (data / SCHEMA).glob("*.json")
    }
    return {table: fields for table, fields in found.items() if fields}


def test_every_field_of_the_standard_is_told_of_and_no_other(real_data: Path) -> None:
    schema = _schema(real_data)
    assert set(PLURALS) == set(schema)
    for table, fields in schema.items():
        told = {"id", *kept(table), *DROPPED.get(table, ()), *LINKS.get(table, {})}
        parts = {*OBJECTS.get(table, {}), *LISTS.get(table, {})}
        assert told | (parts - NOT_IN_HSDS) | (fields & {"attributes", "metadata"}) == fields
        assert not set(WOVEN.get(table, {})) & set(DROPPED.get(table, {}))


def test_the_table_in_the_documentation_names_fields_of_the_standard(real_data: Path) -> None:
    schema = _schema(real_data)
    page = Path(__file__).parents[2] / "docs" / "standards.md"
    rows = re.findall(r"^\| (\w+) \| (\w+) \| .* \| .* \|$", page.read_text("utf-8"), re.MULTILINE)
    named = [(table, field) for table, field in rows if table in schema]
    assert len(named) > 130
    assert [(table, field) for table, field in named if field not in schema[table]] == []

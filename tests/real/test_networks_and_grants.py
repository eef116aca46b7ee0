"""Networks, grants and activities of others are in the map, every row accounted for.

Expected values are counted from the files, past everything that loads them.
"""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from tests.real.other_places import GRANT_STEPS, LIST_STEPS, OPENACTIVE_STEPS, load_lists

from assetmap.export import write_kumu
from assetmap.ingest import load_files
from assetmap.store import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.real.conftest import LoadedPlace

    from assetmap.ingest import Loading
    from assetmap.model import Snapshot

    Loaded = tuple[Mapping[str, Loading], Snapshot]

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def bristol(bristol_store: LoadedPlace) -> Loaded:
    return bristol_store.loadings, bristol_store.snapshot


@pytest.fixture(scope="module")
def grants(grants_store: LoadedPlace) -> Loaded:
    return grants_store.loadings, grants_store.snapshot


@pytest.fixture(scope="module")
def activities(activities_store: LoadedPlace) -> Loaded:
    return activities_store.loadings, activities_store.snapshot


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_bristol_is_150_people_97_organisations_and_17_events(bristol: Loaded) -> None:
    loadings, snapshot = bristol
    counts = {name: n for name, n in snapshot.counts.items() if n}
    assert counts == {"Champion": 150, "Organisation": 97, "Workshop": 17, "TIED_TO": 1496}
    assert sum(loading.read for loading in loadings.values()) == 264 + 1496
    assert all(loading.rejected == 0 for loading in loadings.values())


def test_nobody_of_bristol_is_shown_by_name(bristol: Loaded) -> None:
    people = bristol[1].table("Champion")
    assert people["consent"].isna().all()
    shown = {bristol[1].name_of[id_] for id_ in people["id"]}
    assert shown == {f"Champion {number}" for number in range(1, 151)}


def test_ties_of_bristol_are_those_of_the_file(bristol: Loaded, real_data: Path) -> None:
    edges = _rows(real_data / "networks/bristol_civic_organisations_edges.csv")
    said = {(f"BRISTOL-{edge['source_id']}", f"BRISTOL-{edge['target_id']}") for edge in edges}
    ties = bristol[1].table("TIED_TO")
    assert set(zip(ties["from_id"], ties["to_id"], strict=True)) == said
    assert len(said) == 1496


@pytest.mark.parametrize("ending", [".xlsx", ".json"])
def test_bristol_goes_to_kumu_and_back(
    bristol: Loaded, real_data: Path, tmp_path: Path, ending: str
) -> None:
    snapshot = bristol[1]
    assert write_kumu(snapshot, tmp_path / f"b{ending}") == (264, 1496)
    store = open_store(tmp_path / "back.db")
    try:
        loading = load_files(store, [tmp_path / f"b{ending}"])
        assert (loading.read, loading.rejected) == (264 + 1496, 0)
        back = store.snapshot()
    finally:
        store.close()
    assert back.label_of == snapshot.label_of
    ties = [
        place.table("TIED_TO").set_index("id")[["from_id", "to_id", "kind", "weight"]]
        for place in (snapshot, back)
    ]
    pd.testing.assert_frame_equal(ties[0].sort_index(), ties[1].sort_index())
    people = {row["name"] for row in _rows(_nodes(real_data)) if row["lvl"] == "1"}
    assert people.isdisjoint(back.table("Champion")["display_name"].dropna())


def _nodes(real_data: Path) -> Path:
    return real_data / "networks/bristol_civic_organisations_nodes.csv"


def test_tie_lists_are_known_by_their_form(lists_store: LoadedPlace, real_data: Path) -> None:
    loadings, snapshot = lists_store.loadings, lists_store.snapshot
    n_nodes = n_ties = 0
    for step in LIST_STEPS:
        edges, nodes = (_rows(real_data / file) for file in step.files)
        assert loadings[step.name].read == len(edges) + len(nodes)
        assert loadings[step.name].rejected == 0
        n_nodes, n_ties = n_nodes + len(nodes), n_ties + len(edges)
    assert len(snapshot.table("Organisation")) == n_nodes == 16 + 16 + 71 * 3
    assert len(snapshot.table("TIED_TO")) == n_ties == 20 + 15 + 892 + 1104 + 575
    # Pucci married into no other family, and is there all the same.
    assert "Pucci" in snapshot.name_of.values()


def test_tie_lists_loaded_twice_change_nothing(lists_store: LoadedPlace, real_data: Path) -> None:
    for loading in load_lists(lists_store.path, real_data).values():
        assert (loading.created, loading.updated) == (0, 0)


def _grants(real_data: Path) -> list[dict[str, Any]]:
    return [
        grant
        for step in GRANT_STEPS
        for file in step.files
        for grant in json.loads((real_data / file).read_text(encoding="utf-8"))["grants"]
    ]


def test_every_grant_is_money_from_a_funder_to_an_organisation(
    grants: Loaded, real_data: Path
) -> None:
    loadings, snapshot = grants
    said = _grants(real_data)
    assert {name: each.read for name, each in loadings.items()} == {"lloyds": 4116, "ab_trust": 783}
    assert all(each.rejected == 0 for each in loadings.values())
    funds = snapshot.table("FUNDS").set_index("grant_id")
    assert len(funds) == len(said) == 4116 + 783
    for grant in said:
        row = funds.loc[grant["id"]]
        assert row["from_id"] == grant["fundingOrganization"][0]["id"]
        assert row["to_id"] == grant["recipientOrganization"][0]["id"].replace(" ", "")
        assert row["amount_gbp"] == grant["amountAwarded"]
        assert row["awarded_on"] == pd.Timestamp(grant["awardDate"][:10])


def test_each_organisation_of_the_grants_is_there_once(grants: Loaded, real_data: Path) -> None:
    said = {
        each["id"].replace(" ", "")
        for grant in _grants(real_data)
        for key in ("recipientOrganization", "fundingOrganization")
        for each in grant[key]
    }
    assert set(grants[1].table("Organisation")["id"]) == said


def test_postcodes_with_a_letter_for_a_digit_are_kept_as_words(grants: Loaded) -> None:
    bad = {"WF14 OQL", "SW12 OAN", "E7 OQH", "NN1 5LRL", "B12 OPH", "E5 OPD", "PE1 2RA."}
    addresses = grants[1].table("Location")["address"].dropna()
    for postcode in bad:
        assert addresses.str.contains(postcode, regex=False).any(), postcode


def test_openactive_examples_become_activities_or_are_refused(activities: Loaded) -> None:
    loadings, snapshot = activities
    assert {each.read for each in loadings.values()} == {1}
    assert {name for name, each in loadings.items() if each.rejected} == {"facilityuse", "slot"}
    for name, kind in (("facilityuse", "FacilityUse"), ("slot", "Slot")):
        assert f"of the kind {kind!r}" in loadings[name].faults["reason"].iloc[0]
    assert len(loadings) == len(OPENACTIVE_STEPS)
    named = snapshot.table("Activity").groupby("mode")["name"].apply(sorted).to_dict()
    assert named == {
        "in_person": [
            *("Alan's social ride group Gorhambury House loop", "Netball Youth Camp"),
            *("Virtual BODYPUMP", "Virtual BODYPUMP"),  # two series, each with its own address
        ],
        "online": ["Alan's indoor cycling exercises"],
    }


def test_leaders_of_openactive_are_nowhere(activities: Loaded, real_data: Path) -> None:
    named = set()
    for step in OPENACTIVE_STEPS:
        text = (real_data / step.files[0]).read_text(encoding="utf-8")
        named |= _people(json.loads(text))
    assert {"Jane Smith", "Nicole"} <= named
    everything = str([table.to_dict("records") for table in activities[1].rows.values()])
    assert not [name for name in named if name in everything]


def _people(value: Any) -> set[str]:
    if isinstance(value, list):
        return {name for each in value for name in _people(each)}
    if not isinstance(value, dict):
        return set()
    found = {name for each in value.values() for name in _people(each)}
    if value.get("@type") == "Person":
        found |= {str(value[key]) for key in ("name", "givenName", "email") if key in value}
    return found

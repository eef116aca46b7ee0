"""The measures of a network as a screen and JSON have them."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from assetmap.errors import DataError
from assetmap.measures import MEASURES
from assetmap.model import Snapshot, conform
from assetmap.network import Network
from assetmap.release.networks import PROJECTIONS
from assetmap.views.measuring.network import measures_of_network, network_measures


@pytest.fixture
def town() -> Snapshot:
    organisations = pd.DataFrame(
        {
            "id": ["z", "b", "a", "alone"],
            "name": ["Zion Hall", "Bees", "=1+1</script>", "Alone"],
            "sector": ["faith", None, "vcse", "nhs"],
        }
    )
    people = pd.DataFrame(
        {
            "id": ["lw1", "lw2"],
            "display_name": ["Ann", "Bob"],
            "consent": ["given", "refused"],
            "organisation_id": ["b", None],
        }
    )
    claims = pd.DataFrame(
        {"id": ["1", "2"], "from_id": ["a", "b"], "to_id": ["b", "z"], "intensity": [3, 1]}
    )
    return Snapshot(
        rows={
            "Organisation": conform("Organisation", organisations),
            "LinkWorker": conform("LinkWorker", people),
            "PARTNERS_WITH": conform("PARTNERS_WITH", claims),
        }
    )


def test_network_measures_lists_who_lies_between_first_then_by_id(town: Snapshot) -> None:
    said = json.loads(json.dumps(network_measures(town).as_json(), allow_nan=False))
    assert set(said) == {
        *("nodes", "ties", "values", "intervals", "had_all_answered", "bounds", "not_known"),
        *("notes", "parties"),
    }
    assert (said["nodes"], said["ties"]) == (4, 2)
    assert [party["id"] for party in said["parties"]] == ["b", "a", "alone", "z"]
    expected = {
        "id": "b",
        "name": "Bees",
        "label": "Organisation",
        "sector": "other",
        "degree": 2,
        "in_degree": 1,
        "out_degree": 1,
        "strength": 4.0,
        "in_strength": 3.0,
        "out_strength": 1.0,
        "betweenness": pytest.approx(1 / 6),
        "constraint": pytest.approx(0.75**2 + 0.25**2),
        "component": 1,
        "is_articulation_point": True,
        "n_cut_off": 1,
    }
    first = said["parties"][0]
    assert {name: first[name] for name in expected} == expected
    values = {
        "density": pytest.approx(2 / 12),
        "reciprocity": 0.0,
        "n_components": 2,
        "n_strong_components": 4,
        "largest_component_share": 0.75,
        "n_isolates": 1,
        "degree_centralisation": pytest.approx((1 + 0 + 1 + 2) / 12),
        "betweenness_centralisation": pytest.approx(3 * (1 / 6) / 3),
        "n_articulation_points": 1,
    }
    assert {name: said["values"][name] for name in values} == values


def test_network_measures_says_null_where_a_measure_is_not_defined(town: Snapshot) -> None:
    alone = next(
        party
        for party in json.loads(json.dumps(network_measures(town).as_json()))["parties"]
        if party["id"] == "alone"
    )
    assert alone["constraint"] is None
    assert alone["degree"] == 0


def test_network_measures_shows_people_by_name_only_with_consent(town: Snapshot) -> None:
    whole = PROJECTIONS["whole_map"].project(town)
    parties = measures_of_network(town, whole).tables["parties"].set_index("id")
    assert parties.loc["lw1", "name"] == "Ann"
    assert parties.loc["lw2", "name"] == "Link worker 2"
    assert parties.loc["lw1", "sector"] == "other"


@pytest.mark.parametrize("projection", PROJECTIONS)
def test_network_measures_of_an_empty_place_is_json(projection: str) -> None:
    said = network_measures(Snapshot(), projection=projection).as_json()
    json.dumps(said, allow_nan=False)
    assert (said["nodes"], said["ties"], said["parties"]) == (0, 0, [])


def test_network_measures_refuses_an_unknown_network(town: Snapshot) -> None:
    with pytest.raises(DataError, match="There is no network 'friends'; there are partnerships"):
        network_measures(town, projection="friends")


def test_measures_of_network_orders_by_id_where_nobody_lies_between(town: Snapshot) -> None:
    pair = Network.from_edges(["z"], ["a"])
    assert measures_of_network(town, pair).tables["parties"]["id"].tolist() == ["a", "z"]


def test_measures_of_network_calls_an_unknown_node_by_its_id() -> None:
    said = measures_of_network(Snapshot(), Network.from_edges(["x"], ["y"])).as_json()
    json.dumps(said, allow_nan=False)
    assert said["values"]["betweenness_centralisation"] is None  # type: ignore[index]
    first = said["parties"][0]  # type: ignore[index]
    assert (first["name"], first["label"], first["sector"]) == ("x", None, None)


def test_measures_of_network_is_json_in_an_undirected_network_too(town: Snapshot) -> None:
    network = Network.from_edges(["a", "b"], ["b", "z"], directed=False)
    said = measures_of_network(town, network).as_json()
    json.dumps(said, allow_nan=False)
    assert said["values"]["reciprocity"] is None  # type: ignore[index]


def test_explain_tells_of_every_measure(town: Snapshot) -> None:
    told = network_measures(town).explain()
    assert [each["name"] for each in told] == [
        name for name, each in MEASURES.items() if each.needs == "network"
    ]
    assert all(each["sentence"] and each["formula"] and each["reference"] for each in told)

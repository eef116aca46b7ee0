"""Which groups ties join: mixing, bonding, bridging, linking."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assetmap.errors import DataError
from assetmap.measures import MEASURES
from assetmap.measures.bonding import (
    bonding,
    e_i_index,
    group_bonding,
    group_e_i_index,
    party_e_i_index,
)
from assetmap.measures.bridging import bridging, n_groups_met
from assetmap.measures.linking import POWER, VOLUNTARY, linking, n_linking_ties
from assetmap.measures.mixing import assortativity, mixing_matrix, mixing_shares
from assetmap.model.vocabularies import VOCABULARIES
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Callable

NODES = tuple("abcdefgh")
_node = st.sampled_from(NODES)
_ties = st.lists(st.tuples(_node, _node, st.sampled_from([0.0, 0.5, 2.0])), max_size=30)
networks = st.builds(
    lambda ties, directed: Network.from_edges(
        *(zip(*ties, strict=True) if ties else ([], [], [])), nodes=NODES, directed=directed
    ),
    _ties,
    st.booleans(),
)
groupings = st.fixed_dictionaries({node: st.sampled_from(["vcse", "nhs", "x"]) for node in NODES})
few = settings(max_examples=60, deadline=None)
fewer = settings(max_examples=20, deadline=None)
by_groups = [each for each in MEASURES.values() if each.needs == "groups"]

SECTORS = {"choir": "vcse", "walk": "vcse", "mosque": "faith", "gp": "primary_care"}
SECTORS |= {"council": "council", "school": "education"}


@pytest.fixture
def town() -> Network:
    """Eight ties: choir <-> walk, choir -> gp, gp -> choir, mosque -> council, gp -> council, ...

    ... school -> gp, walk -> school; a self-tie of the school.
    """
    return Network.from_edges(
        ["choir", "walk", "choir", "gp", "mosque", "gp", "school", "walk", "school"],
        ["walk", "choir", "gp", "choir", "council", "council", "gp", "school", "school"],
        nodes=SECTORS,
    )


@pytest.mark.evidence("bonding", "hand: a town of six and eight ties")
@pytest.mark.evidence("bridging", "hand: a town of six and eight ties")
@pytest.mark.evidence("e_i_index", "hand: a town of six and eight ties")
def test_bonding_and_bridging_of_a_town(town: Network) -> None:
    # Within a sector: choir -> walk and walk -> choir, of eight.
    assert bonding(town, SECTORS) == pytest.approx(2 / 8)
    assert bridging(town, SECTORS) == pytest.approx(6 / 8)
    assert e_i_index(town, SECTORS) == pytest.approx((6 - 2) / 8)


@pytest.mark.evidence("linking", "hand: a town of six and eight ties")
@pytest.mark.evidence("n_linking_ties", "hand: a town of six and eight ties")
def test_linking_of_a_town(town: Network) -> None:
    # choir -> gp, gp -> choir, mosque -> council; gp -> council joins power to power.
    assert n_linking_ties(town, SECTORS) == 3
    assert linking(town, SECTORS) == pytest.approx(3 / 8)
    # Undirected, choir-gp is one tie, choir-walk too: 2 of 6.
    both_ways = town.to_undirected()
    assert n_linking_ties(both_ways, SECTORS) == 2
    assert linking(both_ways, SECTORS) == pytest.approx(2 / 6)


def test_sectors_with_power_are_words_of_the_vocabulary() -> None:
    assert {term.value for term in VOCABULARIES["sector"]} >= VOLUNTARY | POWER
    assert not VOLUNTARY & POWER


@pytest.mark.evidence("group_bonding", "hand: a town of six and eight ties")
@pytest.mark.evidence("group_e_i_index", "hand: a town of six and eight ties")
@pytest.mark.evidence("party_e_i_index", "hand: a town of six and eight ties")
@pytest.mark.evidence("n_groups_met", "hand: a town of six and eight ties")
def test_bonding_of_each_group_and_party_of_a_town(town: Network) -> None:
    # vcse: two within; choir -> gp, gp -> choir, walk -> school: two of five.
    expected = {"council": 0, "education": 0, "faith": 0, "primary_care": 0, "vcse": 2 / 5}
    assert group_bonding(town, SECTORS).to_dict() == pytest.approx(expected)
    assert group_e_i_index(town, SECTORS)["vcse"] == pytest.approx(1 / 5)
    # choir: two ties with walk, two with gp. walk: two with choir, one to school.
    index = {"choir": 0, "walk": -1 / 3, "mosque": 1, "gp": 1, "council": 1, "school": 1}
    assert party_e_i_index(town, SECTORS).to_dict() == pytest.approx(index)
    met = {"choir": 1, "walk": 1, "mosque": 1, "gp": 3, "council": 2, "school": 2}
    assert n_groups_met(town, SECTORS).to_dict() == met


@pytest.mark.evidence("mixing_matrix", "hand: a town of six and eight ties")
def test_mixing_matrix_of_a_town(town: Network) -> None:
    matrix = mixing_matrix(town, SECTORS)
    assert matrix.index.tolist() == matrix.columns.tolist() == sorted(set(SECTORS.values()))
    assert matrix.to_numpy().tolist() == [
        [0, 0, 0, 0, 0],
        [0, 0, 0, 1, 0],
        [1, 0, 0, 0, 0],
        [1, 0, 0, 0, 1],
        [0, 1, 0, 1, 2],
    ]
    assert mixing_shares(town, SECTORS).loc["vcse", "vcse"] == pytest.approx(2 / 8)


def test_an_undirected_tie_is_counted_both_ways() -> None:
    network = Network.from_edges(["a", "b"], ["b", "c"], directed=False)
    matrix = mixing_matrix(network, {"a": "x", "b": "x", "c": "y"})
    assert matrix.to_numpy().tolist() == [[2, 1], [1, 0]]
    assert bonding(network, {"a": "x", "b": "x", "c": "y"}) == pytest.approx(1 / 2)


@pytest.mark.evidence("assortativity", "Newman (2003), table I: couples of San Francisco")
def test_assortativity_of_couples() -> None:
    # Catania and others (1992), as Newman prints them: thousandths of couples, women by men, of
    # black, hispanic, white and other. He gives r = 0.621; NetworkX's tests 0.623 for what is
    # printed.
    shares = [
        [258, 16, 35, 13],
        [12, 157, 58, 19],
        [13, 23, 306, 35],
        [5, 7, 24, 16],
    ]
    groups = ["black", "hispanic", "white", "other"]
    women: list[str] = []
    men: list[str] = []
    group_of: dict[str, str] = {}
    for row, group in enumerate(groups):
        for column, other in enumerate(groups):
            for number in range(shares[row][column]):
                woman, man = f"w{row}{column}-{number}", f"m{row}{column}-{number}"
                women.append(woman)
                men.append(man)
                group_of |= {woman: group, man: other}
    network = Network.from_edges(women, men)
    assert assortativity(network, group_of) == pytest.approx(0.623, abs=5e-4)


@pytest.mark.evidence("mixing_matrix", "NetworkX, on random networks")
@pytest.mark.evidence("mixing_shares", "NetworkX, on random networks")
@pytest.mark.evidence("assortativity", "NetworkX, on random networks")
@few
@given(networks, groupings)
def test_mixing_is_that_of_networkx(network: Network, group_of: dict[str, str]) -> None:
    graph: Any = network.without_self_ties().to_networkx()
    nx.set_node_attributes(graph, group_of, "group")
    groups = sorted(set(group_of.values()))
    number = {group: place for place, group in enumerate(groups)}
    expected = nx.attribute_mixing_matrix(graph, "group", mapping=number, normalized=False)
    assert mixing_matrix(network, group_of).to_numpy().tolist() == expected.tolist()
    within = np.trace(expected)
    n_ties = expected.sum()
    if not n_ties:
        assert math.isnan(assortativity(network, group_of))
        assert math.isnan(bonding(network, group_of))
        return
    assert bonding(network, group_of) == pytest.approx(within / n_ties)
    by_chance = (expected.sum(axis=0) * expected.sum(axis=1)).sum() / n_ties**2
    if by_chance == pytest.approx(1):
        assert math.isnan(assortativity(network, group_of))
    else:
        found = assortativity(network, group_of)
        wanted = nx.attribute_assortativity_coefficient(graph, "group")
        assert found == pytest.approx(wanted, abs=1e-9)


@few
@given(networks, groupings)
def test_bonding_of_parties_and_groups_is_that_of_their_ties_one_by_one(
    network: Network, group_of: dict[str, str]
) -> None:
    ties = [ends for ends in network.edges if ends[0] != ends[1]]
    for node, found in party_e_i_index(network, group_of).items():
        own = [group_of[one] == group_of[other] for one, other in ties if node in (one, other)]
        index = (own.count(False) - own.count(True)) / len(own) if own else math.nan
        assert found == pytest.approx(index, nan_ok=True)
    for group, found in group_bonding(network, group_of).items():
        ends = [{group_of[one], group_of[other]} for one, other in ties]
        touching = [each for each in ends if group in each]
        share = touching.count({str(group)}) / len(touching) if touching else math.nan
        assert found == pytest.approx(share, nan_ok=True)
    for node, found in n_groups_met(network, group_of).items():
        met = {group_of[one] for ends in ties if node in ends for one in ends}
        assert found == len(met - {group_of[str(node)]})
    n_linking = sum({group_of[one], group_of[other]} == {"vcse", "nhs"} for one, other in ties)
    assert n_linking_ties(network, group_of) == n_linking


def test_shares_of_ties_are_not_defined_without_ties() -> None:
    network = Network.from_edges(["a"], ["a"], nodes=["a", "b"])
    group_of = {"a": "vcse", "b": "nhs"}
    for measure in (bonding, bridging, e_i_index, assortativity, linking):
        assert math.isnan(measure(network, group_of))
    for of_each in (group_bonding, group_e_i_index, party_e_i_index):
        assert of_each(network, group_of).isna().all()
    assert mixing_shares(network, group_of).isna().all(axis=None)
    assert n_linking_ties(network, group_of) == 0
    assert n_groups_met(network, group_of).tolist() == [0, 0]


def test_groups_of_nobody_are_none() -> None:
    nobody = Network.from_edges([], [])
    assert mixing_matrix(nobody, {}).empty
    assert group_bonding(nobody, {}).empty
    assert n_groups_met(nobody, {}).empty
    assert math.isnan(assortativity(nobody, {}))


def test_assortativity_is_not_defined_where_all_ties_are_in_one_group() -> None:
    network = Network.from_edges(["a", "b"], ["b", "c"], nodes="abcd")
    assert math.isnan(assortativity(network, {"a": "x", "b": "x", "c": "x", "d": "y"}))


@pytest.mark.parametrize("measure", by_groups, ids=lambda measure: measure.name)
def test_measure_by_groups_refuses_a_party_without_group(measure: Any) -> None:
    network = Network.from_edges(["a"], ["b"])
    with pytest.raises(DataError, match="1 of 2 nodes have no group, the first 'b'"):
        measure.function(network, {"a": "vcse"})


def _values(function: Callable[..., Any], network: Network, group_of: dict[str, str]) -> Any:
    found = function(network, group_of)
    return found if isinstance(found, pd.Series) else pd.Series({"all": found})


@fewer
@given(networks, groupings, st.permutations(NODES))
def test_measures_by_groups_do_not_depend_on_names_or_order(
    network: Network, group_of: dict[str, str], names: list[str]
) -> None:
    new_name = dict(zip(NODES, names, strict=True))
    ties = network.ties
    renamed = Network.from_edges(
        ties["source"].map(new_name),
        ties["target"].map(new_name),
        ties["weight"],
        nodes=reversed(NODES),
        directed=network.is_directed(),
    )
    new_groups = {new_name[node]: group for node, group in group_of.items()}
    for measure in by_groups:
        before = _values(measure.function, network, group_of).rename(new_name)
        after = _values(measure.function, renamed, new_groups)
        assert after[before.index].tolist() == pytest.approx(before.tolist(), nan_ok=True)


@fewer
@given(networks, groupings)
def test_somebody_without_ties_changes_no_share_of_ties(
    network: Network, group_of: dict[str, str]
) -> None:
    ties = network.ties
    wider = Network.from_edges(
        ties["source"], ties["target"], nodes=[*NODES, "alone"], directed=network.is_directed()
    )
    for measure in by_groups:
        if measure.name == "brokerage_z":  # chance gives less where more could be tied
            continue
        before = _values(measure.function, network, group_of)
        after = _values(measure.function, wider, {**group_of, "alone": "vcse"})
        assert after[before.index].tolist() == pytest.approx(before.tolist(), nan_ok=True)


@fewer
@given(networks, groupings)
def test_shares_by_groups_lie_between_their_bounds(
    network: Network, group_of: dict[str, str]
) -> None:
    lowest = {"share, 0 to 1": 0, "-1 to 1": -1}
    for measure in by_groups:
        if measure.unit in lowest:
            found = _values(measure.function, network, group_of).dropna()
            assert ((found >= lowest[measure.unit] - 1e-12) & (found <= 1 + 1e-12)).all()

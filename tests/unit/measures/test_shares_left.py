"""Shares of ties of which each counts what is left of it."""

from __future__ import annotations

import math
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.measures.drawn_networks import NODES, few

from assetmap.errors import DataError
from assetmap.measures.bonding import bonding, e_i_index
from assetmap.measures.linking import linking
from assetmap.measures.mixing import assortativity, mixing_left
from assetmap.measures.shares_left import shares_left
from assetmap.network import Network

SECTORS = ("vcse", "nhs", "education")
_node = st.sampled_from(NODES)
pairs = st.dictionaries(
    st.tuples(_node, _node).filter(lambda ends: ends[0] < ends[1]), st.integers(1, 4), max_size=20
)
groupings = st.fixed_dictionaries({node: st.sampled_from(SECTORS) for node in NODES})


def _network(weight_of: dict[tuple[str, str], float]) -> Network:
    starts, ends = [one for one, _ in weight_of], [other for _, other in weight_of]
    return Network.from_edges(starts, ends, list(weight_of.values()), nodes=NODES, directed=False)


@pytest.mark.evidence("shares_left", "worked by hand")
@pytest.mark.evidence("mixing_left", "worked by hand")
def test_a_tie_counts_what_is_left_of_it() -> None:
    # Of one tie within vcse half is left, of one to the nhs a quarter, of one to a school all.
    network = Network.from_edges("abc", "bcd", [0.5, 0.25, 1.0], directed=False)
    group_of = {"a": "vcse", "b": "vcse", "c": "nhs", "d": "education"}
    assert mixing_left(network, group_of).loc["vcse"].to_dict() == {
        "education": 0.0,
        "nhs": 0.25,
        "vcse": 1.0,  # from both its ends
    }
    found = shares_left(network, group_of)
    # Of 1.75 in all 0.5 is within and 0.25 between the vcse and power. Of the 3.5 at ends vcse
    # has 1.25, the nhs 1.25 and education 1.
    by_chance = (1.25**2 + 1.25**2 + 1) / 3.5**2
    assert found == {
        "bonding": pytest.approx(2 / 7),
        "bridging": pytest.approx(5 / 7),
        "linking": pytest.approx(1 / 7),
        "e_i_index": pytest.approx(3 / 7),
        "assortativity": pytest.approx((2 / 7 - by_chance) / (1 - by_chance)),
    }


@pytest.mark.evidence("shares_left", "NetworkX, a tie of weight n as n ties")
@pytest.mark.evidence("mixing_left", "NetworkX, a tie of weight n as n ties")
@few
@given(pairs, groupings)
def test_a_tie_of_weight_n_counts_as_n_ties_do_in_networkx(
    n_of: dict[tuple[str, str], int], group_of: dict[str, str]
) -> None:
    graph: Any = nx.MultiGraph()
    graph.add_nodes_from((node, {"group": group}) for node, group in group_of.items())
    graph.add_edges_from(ends for ends, n in n_of.items() for _ in range(n))
    number = {group: place for place, group in enumerate(sorted(set(group_of.values())))}
    expected = nx.attribute_mixing_matrix(graph, "group", mapping=number, normalized=False)
    network = _network({ends: float(n) for ends, n in n_of.items()})
    assert mixing_left(network, group_of).to_numpy().tolist() == expected.tolist()
    tied = {group_of[node] for ends in n_of for node in ends}
    found = shares_left(network, group_of)["assortativity"]
    if len(tied) < 2:  # NetworkX divides by nought
        assert math.isnan(found)
        return
    assert found == pytest.approx(nx.attribute_assortativity_coefficient(graph, "group"), abs=1e-9)


@few
@given(pairs, groupings)
def test_where_all_is_left_shares_are_the_measures_themselves(
    n_of: dict[tuple[str, str], int], group_of: dict[str, str]
) -> None:
    network = _network(dict.fromkeys(n_of, 0.3))
    found = shares_left(network, group_of)
    for measure in (bonding, linking, e_i_index, assortativity):
        wanted = measure(network, group_of)
        assert found[measure.__name__] == pytest.approx(wanted, abs=1e-9, nan_ok=True)


def test_where_nothing_is_left_nothing_is_defined() -> None:
    network = Network.from_edges(["a"], ["b"], [0.0], directed=False)
    assert all(math.isnan(each) for each in shares_left(network, dict.fromkeys("ab", "x")).values())


def test_a_party_without_group_is_refused() -> None:
    with pytest.raises(DataError, match="1 of 3 nodes have no group, the first 'c'"):
        shares_left(Network.from_edges("ab", "bc", directed=False), dict.fromkeys("ab", "x"))

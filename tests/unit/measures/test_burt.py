"""Burt's structural holes: by hand, as published, as his formulas say, and as igraph has them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.measures.igraph_peer import igraph_of

from assetmap.measures import networkx_functions
from assetmap.measures.burt import constraint, effective_size, efficiency
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURES = (constraint, effective_size, efficiency)
NODES = tuple("abcdefgh")

_node = st.sampled_from(NODES)
networks = st.builds(
    lambda ties, directed: Network.from_edges(
        *(zip(*ties, strict=True) if ties else ([], [], [])), nodes=NODES, directed=directed
    ),
    st.lists(st.tuples(_node, _node, st.sampled_from([0.0, 0.5, 1.0, 2.0, 7.0])), max_size=25),
    st.booleans(),
)

# Borgatti (1997), Connections 20, 35-38, figure 2, as NetworkX's tests have it with UCINET's
# results.
BORGATTI = (
    ["A", "A", "A", "A", "E", "F", "B", "B", "D", "G"],
    ["B", "F", "G", "E", "G", "G", "G", "D", "G", "C"],
)
UCINET = ["0", "0", "1", "2"], ["1", "2", "0", "1"], [2, 2, 1, 1]


def as_defined(network: Network) -> dict[str, tuple[float, float, float]]:
    """Return constraint, effective size and efficiency of each node, by Burt's formulas."""
    ties: dict[str, dict[str, float]] = {node: {} for node in network.nodes}
    for source, target, weight in network.ties.itertuples(index=False):
        if source != target and weight > 0:
            for i, j in ((source, target), (target, source)):
                ties[i][j] = ties[i].get(j, 0.0) + weight
    p = {i: {j: w / sum(of.values()) for j, w in of.items()} for i, of in ties.items()}
    m = {i: {j: w / max(of.values()) for j, w in of.items()} for i, of in ties.items()}
    found = {}
    for i, of in ties.items():
        held = sum((p[i][j] + sum(p[i][q] * p[q].get(j, 0) for q in of)) ** 2 for j in of)
        size = sum(1 - sum(p[i][q] * m[j].get(q, 0) for q in of) for j in of)
        found[i] = (held, size, size / len(of)) if of else (math.nan,) * 3
    return found


def _same(found: Mapping[Any, float], expected: Mapping[Any, float]) -> bool:
    return dict(found) == pytest.approx(dict(expected), nan_ok=True, abs=1e-9, rel=1e-9)


@pytest.mark.evidence("constraint", "UCINET and igraph, on a weighted directed network")
def test_constraint_agrees_with_ucinet() -> None:
    found = constraint(Network.from_edges(*UCINET))
    assert found.tolist() == pytest.approx([0.840, 1.143, 1.378], abs=5e-4)


@pytest.mark.evidence("effective_size", "UCINET, on a weighted directed network")
def test_effective_size_agrees_with_ucinet() -> None:
    found = effective_size(Network.from_edges(*UCINET))
    assert found.tolist() == pytest.approx([1.567, 1.083, 1.0], abs=5e-4)


@pytest.mark.evidence("constraint", "UCINET, on the example of Borgatti (1997)")
@pytest.mark.evidence("effective_size", "the example of Borgatti (1997)")
@pytest.mark.evidence("efficiency", "the example of Borgatti (1997)")
def test_borgattis_example_comes_out_as_published() -> None:
    network = Network.from_edges(*BORGATTI, directed=False)
    assert effective_size(network)[["G", "A", "C"]].tolist() == pytest.approx([14 / 3, 2.5, 1.0])
    assert efficiency(network)[["G", "A"]].tolist() == pytest.approx([7 / 9, 0.625])
    assert constraint(network)[["G", "A", "C"]].tolist() == pytest.approx(
        [0.400, 0.595, 1.0], abs=5e-4
    )


@pytest.mark.evidence("effective_size", "UCINET, on the example of Borgatti (1997) with weights")
def test_borgattis_example_with_weights_comes_out_as_ucinet_has_it() -> None:
    network = Network.from_edges(*BORGATTI, [2, 3, 5, 2, 8, 3, 4, 1, 3, 10], directed=False)
    assert effective_size(network)[["G", "A", "C"]].tolist() == pytest.approx(
        [5.47, 2.47, 1.0], abs=5e-3
    )
    assert constraint(network)[["G", "A", "C"]].tolist() == pytest.approx(
        [0.299, 0.795, 1.0], abs=5e-4
    )


def test_constraint_of_a_hub_is_one_over_its_contacts(star: Network) -> None:
    assert constraint(star).to_dict() == pytest.approx({"hub": 1 / 4, **dict.fromkeys("abcd", 1.0)})


def test_all_contacts_of_a_hub_are_separate(star: Network) -> None:
    assert effective_size(star)["hub"] == pytest.approx(4.0)
    assert efficiency(star).tolist() == pytest.approx([1.0] * 5)


def test_a_closed_triangle_has_constraint_above_one_and_one_contact_to_spare() -> None:
    # Each contact takes half, and half of the other half leads back to it: 2 (1/2 + 1/4)^2.
    # Each of two contacts is lessened by the half that goes to the other: 2 (1 - 1/2).
    triangle = Network.from_edges(list("abc"), list("bca"), directed=False)
    assert constraint(triangle).tolist() == pytest.approx([9 / 8] * 3)
    assert effective_size(triangle).tolist() == pytest.approx([1.0] * 3)
    assert efficiency(triangle).tolist() == pytest.approx([0.5] * 3)


@pytest.mark.parametrize("measure", MEASURES)
def test_nothing_is_said_of_a_party_without_contacts(measure: Any, town: Network) -> None:
    assert math.isnan(measure(town)["alone"])
    assert math.isnan(measure(Network.from_edges(["a"], ["a"]))["a"])
    assert measure(Network.from_edges(["a"], ["b"], [0])).isna().all()
    assert measure(Network.from_edges([], [])).empty


def test_a_party_that_only_others_name_has_an_effective_size(town: Network) -> None:
    # NetworkX 3.6 says that this is not defined when asked for the shed alone.
    assert effective_size(town)["shed"] == pytest.approx(1.0)


def test_two_parties_tied_both_ways_are_one_contact_of_each_other() -> None:
    both_ways = Network.from_edges(["a", "b", "a"], ["b", "a", "c"])
    assert efficiency(both_ways)["a"] == pytest.approx(1.0)


def test_a_tie_of_weight_nought_is_no_tie() -> None:
    ends = (["a", "b", "c"], ["b", "c", "a"])
    network = Network.from_edges(*ends, [1, 0, 1], directed=False)
    assert constraint(network).to_dict() == pytest.approx({"a": 0.5, "b": 1.0, "c": 1.0})
    assert effective_size(network).to_dict() == pytest.approx({"a": 2.0, "b": 1.0, "c": 1.0})


def test_what_is_given_may_be_changed_without_changing_the_next(star: Network) -> None:
    for measure in MEASURES:
        found = measure(star)
        found["hub"] = 7.0
        assert measure(star)["hub"] != 7.0


@pytest.mark.evidence("constraint", "Burt's formula written out, on random networks")
@pytest.mark.evidence("effective_size", "Burt's formula written out, on random networks")
@pytest.mark.evidence("efficiency", "Burt's formula written out, on random networks")
@settings(max_examples=80, deadline=None)
@given(networks)
def test_measures_are_what_the_formulas_say(network: Network) -> None:
    expected = as_defined(network)
    for place, measure in enumerate(MEASURES):
        found = measure(network).to_dict()
        assert _same(found, {node: values[place] for node, values in expected.items()})


@settings(max_examples=40, deadline=None)
@given(networks, st.floats(0.01, 100))
def test_only_how_weights_compare_matters(network: Network, times: float) -> None:
    scaled = Network(
        network.nodes,
        network.indptr,
        network.indices,
        network.weights * times,
        network.is_directed(),
    )
    for measure in MEASURES:
        assert _same(measure(scaled).to_dict(), measure(network).to_dict())


@settings(max_examples=40, deadline=None)
@given(networks)
def test_one_more_without_ties_changes_nothing_for_the_others(network: Network) -> None:
    ties = network.ties
    larger = Network.from_edges(
        ties["source"],
        ties["target"],
        ties["weight"],
        nodes=["new", *network.nodes],
        directed=network.is_directed(),
    )
    for measure in MEASURES:
        assert _same(measure(larger).drop("new").to_dict(), measure(network).to_dict())


def _random_network(seed: int, *, directed: bool) -> Network:
    """A few hundred ties of which some are loops, in several pieces, with some nodes alone."""
    random = np.random.default_rng(seed)
    source, target = random.integers(0, 60, (2, 220))
    target = np.where(source < 30, target % 30, 30 + target % 30)
    return Network.from_edges(
        [str(each) for each in source],
        [str(each) for each in target],
        random.choice([0.5, 1.0, 3.0], 220),
        nodes=[str(each) for each in range(70)],
        directed=directed,
    )


@pytest.mark.evidence("constraint", "igraph, on random graphs of all kinds")
@pytest.mark.parametrize("directed", [True, False])
@pytest.mark.parametrize("seed", range(3))
def test_constraint_is_that_of_igraph(seed: int, *, directed: bool) -> None:
    network = _random_network(seed, directed=directed)
    peer = network.without_self_ties().to_undirected()
    start = np.repeat(np.arange(len(peer)), np.diff(peer.indptr))
    expected = igraph_of(peer).constraint(weights=peer.weights[start < peer.indices].tolist())
    assert constraint(network).tolist() == pytest.approx(expected, abs=1e-9, nan_ok=True)


@pytest.mark.evidence("effective_size", "NetworkX asked node by node, on random graphs")
@pytest.mark.parametrize("weight", [None, "weight"])
@pytest.mark.parametrize("directed", [True, False])
def test_networkx_functions_are_those_of_networkx_node_by_node(
    weight: str | None, *, directed: bool
) -> None:
    # Asked for all at once it divides by the strongest tie of the wrong node, its issue 8906.
    network = _random_network(7, directed=directed).without_self_ties()
    graph: Any = network.to_networkx()
    named = [node for node in graph if len(graph[node])]
    assert 40 < len(named) < len(network)
    ours = networkx_functions.FUNCTIONS
    for name in ("constraint", "effective_size"):
        expected = getattr(nx, name)(graph, nodes=named, weight=weight)
        assert _same(ours[name](network, nodes=named, weight=weight), expected)
        every = ours[name](network, weight=weight)
        assert list(every) == list(network.nodes)
        assert _same({node: every[node] for node in named}, expected)


@pytest.mark.parametrize("weight", [None, "weight"])
@pytest.mark.parametrize("directed", [True, False])
def test_local_constraint_is_that_of_networkx(weight: str | None, *, directed: bool) -> None:
    network = _random_network(8, directed=directed).without_self_ties()
    graph: Any = network.to_networkx()
    ours = networkx_functions.FUNCTIONS["local_constraint"]
    for u in network.nodes[::9]:
        for v in network.nodes:
            expected = nx.local_constraint(graph, u, v, weight=weight)
            assert ours(network, u, v, weight=weight) == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("constraint", {"nodes": ["hub", "zoo"]}),
        ("effective_size", {"nodes": ["hub", "zoo"]}),
        ("local_constraint", {"u": "zoo", "v": "hub"}),
    ],
)
def test_networkx_functions_refuse_a_node_that_is_not_there_as_networkx_does(
    star: Network, name: str, given: dict[str, Any]
) -> None:
    ask: Any = getattr(nx, name)
    with pytest.raises((KeyError, nx.NetworkXError)) as theirs:
        ask(star.to_networkx(), **given)
    with pytest.raises(theirs.type, match="zoo"):
        ask(star, **given)


@pytest.mark.parametrize("ask", [nx.constraint, nx.effective_size])
def test_networkx_functions_refuse_a_network_without_nodes_as_networkx_does(ask: Any) -> None:
    nobody = Network.from_edges([], [])
    for graph in (nobody.to_networkx(), nobody):
        with pytest.raises(nx.NetworkXError, match="Graph has no nodes or edges"):
            ask(graph)
    assert ask(nobody, nodes=[]) == {}


def test_effective_size_by_networkx_name_takes_no_account_of_self_ties() -> None:
    ties = ([*"abaca"], [*"bccda"])
    network: Any = Network.from_edges(*ties, directed=False)
    # By hand: a has contacts b and c, who are tied: 2 - 2 x 1 / 2; c has a, b and d: 3 - 2 x 1 / 3.
    assert nx.effective_size(network) == pytest.approx({"a": 1, "b": 1, "c": 7 / 3, "d": 1})
    assert nx.effective_size(network, nodes=["c"]) == pytest.approx({"c": 7 / 3})

"""What holds of any network: NetworkX says the same, and names do not matter."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from assetmap.measures import MEASURES, measures_of
from assetmap.measures.betweenness import betweenness
from assetmap.measures.burt import constraint
from assetmap.measures.cohesion import (
    component,
    density,
    n_components,
    n_isolates,
    n_strong_components,
    reciprocity,
)
from assetmap.measures.degrees import degree, in_strength, strength
from assetmap.measures.distances import reach
from assetmap.measures.nearness import closeness, harmonic
from assetmap.measures.resilience import is_articulation_point, n_cut_off
from assetmap.network import Network

if TYPE_CHECKING:
    from collections.abc import Mapping

NODES = tuple("abcdefghij")
_node = st.sampled_from(NODES)
_ties = st.lists(st.tuples(_node, _node, st.sampled_from([0.5, 1.0, 2.0, 7.0])), max_size=30)
networks = st.builds(
    lambda ties, directed, n_nodes: Network.from_edges(
        *(zip(*ties, strict=True) if ties else ([], [], [])), nodes=NODES, directed=directed
    ).subnetwork(NODES[:n_nodes]),
    _ties,
    st.booleans(),
    st.integers(0, len(NODES)),
)


CHANCE = frozenset({"cluster", "n_clusters", "modularity"})
"""What starts from a random order of the nodes, and so may end elsewhere from another."""

few = settings(max_examples=60, deadline=None)


def _without_self_ties(network: Network) -> Any:
    graph = network.to_networkx()
    graph.remove_edges_from(list(nx.selfloop_edges(graph)))
    return graph


def _same(found: Mapping[Any, float], expected: Mapping[Any, float]) -> bool:
    return dict(found) == pytest.approx(dict(expected), nan_ok=True, abs=1e-12)


@pytest.mark.evidence("density", "NetworkX, on random networks")
@few
@given(networks)
def test_density_is_that_of_networkx(network: Network) -> None:
    expected = nx.density(_without_self_ties(network)) if len(network) > 1 else math.nan
    assert density(network) == pytest.approx(expected, nan_ok=True)


@pytest.mark.evidence("degree", "NetworkX, on random networks")
@pytest.mark.evidence("strength", "NetworkX, on random networks")
@pytest.mark.evidence("in_strength", "NetworkX, on random networks")
@few
@given(networks)
def test_degree_and_strength_are_those_of_networkx(network: Network) -> None:
    graph = _without_self_ties(network)
    assert degree(network).to_dict() == dict(graph.degree)
    assert _same(strength(network).to_dict(), dict(graph.degree(weight="weight")))
    into = (
        graph.in_degree(weight="weight") if network.is_directed() else graph.degree(weight="weight")
    )
    assert _same(in_strength(network).to_dict(), dict(into))


@pytest.mark.evidence("reciprocity", "NetworkX, on random networks")
@few
@given(networks)
def test_reciprocity_is_that_of_networkx(network: Network) -> None:
    graph = _without_self_ties(network)
    defined = network.is_directed() and graph.number_of_edges() > 0
    expected = nx.overall_reciprocity(graph) if defined else math.nan
    assert reciprocity(network) == pytest.approx(expected, nan_ok=True)


@pytest.mark.evidence("component", "NetworkX, on random networks")
@pytest.mark.evidence("n_components", "NetworkX, on random networks")
@pytest.mark.evidence("n_strong_components", "NetworkX, on random networks")
@pytest.mark.evidence("n_isolates", "NetworkX, on random networks")
@few
@given(networks)
def test_components_are_those_of_networkx(network: Network) -> None:
    graph: Any = network.to_networkx()
    pieces = list(nx.connected_components(graph.to_undirected()))
    strong = (
        nx.number_strongly_connected_components(graph) if network.is_directed() else len(pieces)
    )
    assert (n_components(network), n_strong_components(network)) == (len(pieces), strong)
    assert n_isolates(network) == nx.number_of_isolates(_without_self_ties(network))
    found = component(network)
    assert {frozenset(found.index[found == number]) for number in set(found)} == {
        frozenset(piece) for piece in pieces
    }
    sizes = found.value_counts().sort_index().tolist()
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.evidence("betweenness", "NetworkX, on random networks")
@few
@given(networks)
def test_betweenness_is_that_of_networkx(network: Network) -> None:
    expected = nx.betweenness_centrality(network.to_networkx())
    if len(network) < 3:
        expected = dict.fromkeys(network.nodes, math.nan)
    assert _same(betweenness(network).to_dict(), expected)


@pytest.mark.evidence("constraint", "NetworkX, on random networks")
@few
@given(networks)
def test_constraint_is_that_of_networkx(network: Network) -> None:
    graph = _without_self_ties(network)
    tied = [node for node in graph if graph.degree(node)]
    alone = dict.fromkeys(set(graph) - set(tied), math.nan)
    expected = nx.constraint(graph.subgraph(tied), weight="weight") if tied else {}
    assert _same(constraint(network).to_dict(), {**expected, **alone})


@pytest.mark.evidence("is_articulation_point", "NetworkX, on random networks")
@few
@given(networks)
def test_articulation_points_are_those_of_networkx(network: Network) -> None:
    found = is_articulation_point(network)
    expected = set(nx.articulation_points(network.to_networkx().to_undirected()))
    assert set(found.index[found]) == expected


@pytest.mark.evidence("n_cut_off", "NetworkX asked with each party taken out, on random networks")
@few
@given(networks)
def test_n_cut_off_is_what_taking_each_party_out_shows(network: Network) -> None:
    graph: Any = network.to_networkx().to_undirected()
    for node, found in n_cut_off(network).items():
        piece = nx.node_connected_component(graph, node) - {node}
        parts = [len(part) for part in nx.connected_components(graph.subgraph(piece))]
        assert found == len(piece) - max(parts, default=0)


@few
@given(networks, st.permutations(NODES), st.randoms())
def test_measures_do_not_depend_on_names_or_order(
    network: Network, names: list[str], random: Any
) -> None:
    new_name = dict(zip(NODES, names, strict=True))
    ties = network.ties.sample(frac=1, random_state=random.randrange(2**32))
    order = [new_name[node] for node in network.nodes]
    random.shuffle(order)
    renamed = Network.from_edges(
        [new_name[node] for node in ties["source"]],
        [new_name[node] for node in ties["target"]],
        ties["weight"],
        nodes=order,
        directed=network.is_directed(),
    )
    for measure in measures_of("network"):
        if measure.name in CHANCE:
            continue
        before, after = measure.function(network), measure.function(renamed)
        assert after == pytest.approx(before, nan_ok=True), measure.name
    for measure in measures_of("party"):
        # Equal pieces are numbered by the order of nodes.
        if measure.name in {"component", *CHANCE}:
            continue
        still = np.asarray(measure.function(network), dtype=float)
        moved = np.asarray(measure.function(renamed), dtype=float)
        at = [renamed.position_of[new_name[node]] for node in network.nodes]
        assert moved[at] == pytest.approx(still, nan_ok=True), measure.name


@few
@given(networks)
def test_one_more_without_ties_makes_shares_of_others_smaller_and_nothing_else(
    network: Network,
) -> None:
    ties, n_nodes = network.ties, len(network)
    assume(n_nodes > 2)
    larger = Network.from_edges(
        *(ties[name] for name in ("source", "target", "weight")),
        nodes=["new", *network.nodes],
        directed=network.is_directed(),
    )
    others = (n_nodes - 1) / n_nodes
    for measure, times in (
        (closeness, others),
        (reach, others),
        (betweenness, others * (n_nodes - 2) / (n_nodes - 1)),
        (harmonic, 1.0),
        (degree, 1.0),
    ):
        found = measure(larger)
        assert found["new"] == 0
        assert _same(found.drop("new").to_dict(), (measure(network) * times).to_dict())


NOT_TOUCHED = frozenset(
    {"reciprocity", "transitivity", "average_clustering", "mean_distance", "diameter"}
    | {"n_articulation_points", "n_bridges"}
)
ONE_MORE = frozenset({"n_components", "n_strong_components", "n_isolates"})
OF_ALL = frozenset(
    # What is of all others, or of all pairs; and numbers that equal pieces are given in turn.
    {"betweenness", "closeness", "reach", "pagerank", "component", "core_membership", *CHANCE}
)


@few
@given(networks)
def test_one_more_without_ties_changes_no_measure_but_those_of_all(network: Network) -> None:
    n_nodes = len(network)
    assume(n_nodes > 2)
    larger = Network.from_edges(
        *(network.ties[name] for name in ("source", "target", "weight")),
        nodes=["new", *network.nodes],
        directed=network.is_directed(),
    )
    for measure in measures_of("party"):
        if measure.name not in OF_ALL:
            before, after = (
                np.asarray(measure.function(each), dtype=float) for each in (network, larger)
            )
            assert after[1:] == pytest.approx(before, nan_ok=True), measure.name
    of = {each.name: each.function for each in measures_of("network")}
    for name in NOT_TOUCHED:
        assert of[name](larger) == pytest.approx(of[name](network), nan_ok=True), name
    for name in ONE_MORE:
        assert of[name](larger) == of[name](network) + 1, name
    fewer = {
        "density": (n_nodes - 1) / (n_nodes + 1),
        "mean_degree": n_nodes / (n_nodes + 1),
        "largest_component_share": n_nodes / (n_nodes + 1),
    }
    for name, times in fewer.items():
        assert of[name](larger) == pytest.approx(of[name](network) * times), name


@few
@given(networks)
def test_shares_lie_between_nought_and_one(network: Network) -> None:
    for measure in (each for each in MEASURES.values() if each.needs == "network"):
        if measure.unit == "share, 0 to 1":
            found = np.atleast_1d(np.asarray(measure.function(network), dtype=float))
            assert ((found[~np.isnan(found)] >= 0) & (found[~np.isnan(found)] <= 1 + 1e-12)).all()
